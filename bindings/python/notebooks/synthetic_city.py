"""An invented participatory budget of a million marks, as a Pabulib file: for machines on which no published one lies.

It has the shape of a real one: 83 projects, ballots of one to five marks, few projects that many want and many that few want. Nobody cast these ballots, and every project's name says so.
The totals in the file are added up here, mark by mark, by nothing of vaali: so there is something to check the count against.
"""

from __future__ import annotations

from bisect import bisect
from itertools import accumulate
from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

PROJECTS = 83
MARKS = 1_000_000
MOST_ON_A_BALLOT = 5
BUDGET = 24_000_000
THRESHOLD = 3_000


def write(path: Path, seed: int = 2026) -> None:
    """Write the file: the same seed gives the same bytes."""
    # Only `random()` is the same in every version of Python.
    dice = Random(seed).random
    weights = [(0.25 + dice()) / (rank + 6) for rank in range(PROJECTS)]
    sums = list(accumulate(weights))
    costs = [50_000 + int(5_000_000 * dice() ** 2) for _ in range(PROJECTS)]
    votes = [0] * PROJECTS
    ballots: list[list[int]] = []
    left = MARKS
    while left:
        # Three in four use all their marks.
        wanted = MOST_ON_A_BALLOT if dice() < 0.75 else 1 + int(dice() * MOST_ON_A_BALLOT)
        ballot: set[int] = set()
        while len(ballot) < min(wanted, left):
            ballot.add(bisect(sums, dice() * sums[-1]))
        left -= len(ballot)
        ballots.append(sorted(ballot))
        for project in ballot:
            votes[project] += 1
    _write(path, costs, votes, ballots)


def funded(costs: list[int], votes: list[int], budget: int, threshold: int) -> list[bool]:
    """Fund what has most votes and still fits, from the threshold on: the rule that cities call greedy."""
    bought = [False] * len(costs)
    for project in sorted(range(len(costs)), key=lambda project: -votes[project]):
        if votes[project] >= threshold and costs[project] <= budget:
            bought[project] = True
            budget -= costs[project]
    return bought


def _write(path: Path, costs: list[int], votes: list[int], ballots: list[list[int]]) -> None:
    meta = {
        "description": "SYNTHETIC participatory budget: invented by a program",
        "country": "Nowhere",
        "unit": "Invented City",
        "instance": "2026",
        "num_projects": len(votes),
        "num_votes": len(ballots),
        "budget": BUDGET,
        "vote_type": "approval",
        "rule": "greedy-threshold",
        "max_length": MOST_ON_A_BALLOT,
        "min_project_score_threshold": THRESHOLD,
    }
    bought = funded(costs, votes, BUDGET, THRESHOLD)
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write("META\nkey;value\n")
        file.writelines(f"{key};{value}\n" for key, value in meta.items())
        file.write("PROJECTS\nproject_id;cost;votes;name;selected\n")
        for project in sorted(range(len(votes)), key=lambda project: -votes[project]):
            file.write(
                f"{project + 1};{costs[project]};{votes[project]};Invented project {project + 1};{bought[project]:d}\n"
            )
        file.write("VOTES\nvoter_id;vote\n")
        file.writelines(
            f"{number};{','.join(str(project + 1) for project in ballot)}\n"
            for number, ballot in enumerate(ballots, 1)
        )
