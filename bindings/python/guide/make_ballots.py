"""Invent an election whose ballots lie in many Parquet files, to try the recipes of this folder on.

    python make_ballots.py FOLDER [--files 16] [--ballots 1000000]

FOLDER gets `election.json` and `ballots/part-000.parquet` and so on. A ballot marks ten of 26 candidates; one in a thousand marks eleven, which the rules reject.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import vaali

CANDIDATES = [f"c{number:02}" for number in range(1, 27)]
MARKS = 10


def election() -> vaali.Election:
    """Give the rules: anonymous ballots, at most ten marks, fifteen seats."""
    return vaali.Election.preset(
        "meeting_slips",
        title="Invented ballots in many files",
        candidates=CANDIDATES,
        seats=15,
        marks=MARKS,
        test=True,
    )


def ballots(number: int, seed: int) -> pa.Table:
    """Give so many ballots; the same for the same seed."""
    random = np.random.default_rng(seed)
    orders = np.argsort(random.random((1 << 14, len(CANDIDATES))), axis=1).astype(np.int8)
    rows = orders[random.integers(0, len(orders), number)]
    lengths = np.where(random.random(number) < 0.001, MARKS + 1, MARKS)
    marks = rows[np.arange(len(CANDIDATES)) < lengths[:, None]]
    offsets = np.concatenate(([0], np.cumsum(lengths))).astype(np.int32)
    texts = pa.DictionaryArray.from_arrays(pa.array(marks), CANDIDATES).cast(pa.string())
    return pa.table({"marks": pa.ListArray.from_arrays(pa.array(offsets), texts)})


def main() -> None:
    """Write the files."""
    parser = argparse.ArgumentParser(description="Invent an election whose ballots lie in many Parquet files.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--files", type=int, default=16)
    parser.add_argument("--ballots", type=int, default=1_000_000, help="in each file")
    arguments = parser.parse_args()
    parts = arguments.folder / "ballots"
    parts.mkdir(parents=True, exist_ok=True)
    (arguments.folder / "election.json").write_text(election().to_json())
    for number in range(arguments.files):
        pq.write_table(ballots(arguments.ballots, number), parts / f"part-{number:03}.parquet")


if __name__ == "__main__":
    main()
