"""Section 2 of docs/count.md with the data of every fault, and the figures that the ballots give."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from counter import instant, nominations
from reading import Json, votes

CODES = [
    "unknown_voter",
    "suspended_voter",
    "too_early",
    "too_late",
    "already_voted",
    "unknown_candidate",
    "withdrawn_candidate",
    "repeated_mark",
    "own_candidate",
    "too_many_marks",
    "too_few_marks",
    "replaced",
    "order_unknown",
]


@dataclass
class Accepted:
    marks: list[str]
    weight: int
    own: str | None = None
    """The voter, where it is known."""


@dataclass
class Figures:
    """What is known of the ballots beside the votes."""

    rows: int = 0
    accepted: int = 0
    blank: int = 0
    rejected: list[Json] = field(default_factory=list)
    voted: int = 0
    entries: int = 0
    weight: int = 0
    votes: int = 0
    marks: int = 0
    roll_marks: tuple[int, int] | None = None


def by_reason(names: list[str]) -> list[Json]:
    counts = Counter(names)
    return [{"code": f"B{i:02}", "reason": name, "ballots": counts[name]} for i, name in enumerate(CODES, 1) if counts[name]]


def voter_fault(row: Json, roll: dict[str, Json], voting: Json) -> Json | None:
    """Checks 1 to 4."""
    voter, cast_at = row.get("voter"), row.get("cast_at")
    if voter not in roll:
        return {"fault": "unknown_voter", "voter": voter}
    if roll[voter].get("suspended"):
        return {"fault": "suspended_voter", "voter": voter}
    if cast_at and voting and instant(cast_at) < instant(voting["opens"]):
        return {"fault": "too_early", "cast_at": cast_at, "opens": voting["opens"]}
    if cast_at and voting and instant(cast_at) > instant(voting["closes"]):
        return {"fault": "too_late", "cast_at": cast_at, "closes": voting["closes"]}
    return None


def second_ballots(rows: list[Json], of_voters: dict[str, list[int]], rule: str) -> dict[int, Json]:
    """Check 5."""
    faults: dict[int, Json] = {}
    for of_one in of_voters.values():
        times = [instant(rows[row]["cast_at"]) for row in of_one if rows[row].get("cast_at")]
        could = of_one
        if len(times) == len(of_one):
            wanted = max(times) if rule == "last_counts" else min(times)
            could = [row for row, time in zip(of_one, times) if time == wanted]
        known = len({tuple(sorted(rows[row]["marks"])) for row in could}) == 1
        name = "replaced" if rule == "last_counts" else "already_voted"
        for row in of_one:
            if not known and row in could:
                faults[row] = {"fault": "order_unknown", "ballots": len(could)}
            elif row != could[0] or not known:
                faults[row] = {"fault": name, "counted": could[0] + 1}
    return faults


def content_fault(marks: list[str], voter: str | None, rules: Json, status: dict[str, str], own: dict[str, Any]) -> Json | None:
    """Checks 7 to 12; `own` has the organisation of each candidate where a voter may not mark its own."""
    for i, mark in enumerate(marks, 1):
        if status.get(mark, "refused") == "refused":
            return {"fault": "unknown_candidate", "mark": i, "text": mark}
    for i, mark in enumerate(marks, 1):
        if status[mark] == "withdrawn":
            return {"fault": "withdrawn_candidate", "mark": i, "candidate": mark}
    for i, mark in enumerate(marks, 1):
        if mark in marks[: i - 1]:
            return {"fault": "repeated_mark", "mark": i, "candidate": mark}
    for i, mark in enumerate(marks, 1):
        if own and voter is not None and own.get(mark) == voter:
            return {"fault": "own_candidate", "mark": i, "candidate": mark}
    least, most = rules["marks"]["min"], rules["marks"]["max"]
    if len(marks) > most:
        return {"fault": "too_many_marks", "marks": len(marks), "max": most}
    if len(marks) < least:
        return {"fault": "too_few_marks", "marks": len(marks), "min": least}
    return None


def receive(definition: Json, rows: list[Json], roll_marks: list[Json]) -> tuple[list[Accepted], Figures, list[Json]]:
    """The accepted ballots, the figures, and every rejected row with its fault."""
    rules = definition["rules"]
    roll, voting = {voter["id"]: voter for voter in definition["roll"]}, rules.get("voting") or {}
    linked, status = rules["ballots"] == "linked", nominations(rules.get("nominations") or {}, definition["candidates"])
    own = {c["id"]: c.get("organisation") for c in definition["candidates"]} if rules["own_candidate"] == "forbidden" else {}
    figures, faults, of_voters = Figures(rows=len(rows)), dict[int, Json](), dict[str, list[int]]()
    if linked:
        for i, row in enumerate(rows):
            if fault := voter_fault(row, roll, voting):
                faults[i] = fault
            else:
                of_voters.setdefault(row["voter"], []).append(i)
        faults |= second_ballots(rows, of_voters, rules["second_ballot"])
        figures.voted = len(of_voters)
    if rules["ballots"] == "separate":
        valid = {mark["voter"] for mark in roll_marks if not voter_fault(mark, roll, voting)}
        figures.voted = len(valid)
        figures.roll_marks = len(valid), len(roll_marks) - len(valid)
    accepted = []
    for i, row in enumerate(rows):
        if i in faults:
            continue
        voter = row["voter"] if linked else None
        if not row["marks"]:
            figures.blank += 1
        elif fault := content_fault(row["marks"], voter, rules, status, own):
            faults[i] = fault
        else:
            accepted.append(Accepted(row["marks"], votes(roll[row["voter"]].get("weight", 1)) if linked else 1, voter))
    figures.rejected = by_reason([fault["fault"] for fault in faults.values()])
    return accepted, tallied(figures, accepted), [{"ballot": i + 1, "fault": faults[i]} for i in sorted(faults)]


def tallied(figures: Figures, accepted: list[Accepted]) -> Figures:
    figures.accepted = len(accepted)
    figures.entries = sum(len(ballot.marks) for ballot in accepted)
    figures.weight = sum(ballot.weight for ballot in accepted)
    figures.votes = figures.marks = sum(ballot.weight * len(ballot.marks) for ballot in accepted)
    return figures


def tally(definition: Json, accepted: list[Accepted]) -> dict[str, int]:
    """Section 3: the votes of every candidate on the ballot."""
    found = {candidate["id"]: 0 for candidate in definition["candidates"]}
    for ballot in accepted:
        for mark in ballot.marks:
            found[mark] += ballot.weight
    return found
