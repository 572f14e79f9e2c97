"""A million ballots of ten marks from a DataFrame: vaali against what one would write with polars, DuckDB, numpy and the standard library.

    python benches/peers/frames.py [--ballots 1000000] [--rounds 5]

Every way counts the same ballots in the same process, in turns; told are the median and the best of the rounds, on the wall and of all processors together, and the ratio to vaali (of the medians, and of the best).
Where others use the machine, the time of all processors is the one to trust. Each result is compared with the others. The ballots are random, of 26 candidates.
Where it says "arrow share", the rest is what the way through Python costs: the same call on no rows.
Where it says "only read", numpy takes the maximum of the very memory in which the table lies, on as many threads as there are processors: no way of counting can be faster than that.
"""

from __future__ import annotations

import argparse
import collections
import os
import statistics
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import duckdb
import numpy as np
import polars as pl
import pyarrow as pa
import vaali

if TYPE_CHECKING:
    from collections.abc import Callable

CANDIDATES = [f"c{number:02}" for number in range(1, 27)]
MARKS = 10

THREADS = os.cpu_count() or 1
PART = 1 << 16  # words that a thread reads at once: half a mebibyte

Votes = dict[str, int]


def ballots(number: int) -> np.ndarray:
    """Give for each ballot the numbers of ten different candidates."""
    random = np.random.default_rng(1)
    return np.argsort(random.random((number, len(CANDIDATES))), axis=1)[:, :MARKS].astype(np.uint8)


def of_rows(rows: list[tuple[str, int]]) -> Votes:
    """Give the votes in the order of the candidates."""
    votes = dict(rows)
    return {candidate: votes.get(candidate, 0) for candidate in CANDIDATES}


class Memory:
    """The memory in which a table lies, to be read and no more."""

    def __init__(self, frame: pl.DataFrame) -> None:
        arrays = [chunk for column in pa.table(frame).columns for chunk in column.chunks]
        self.buffers = [buffer for array in arrays for buffer in array.buffers() if buffer is not None]
        words = [np.frombuffer(buffer, np.uint64, buffer.size // 8) for buffer in self.buffers]
        parts = [of_one[start : start + PART] for of_one in words for start in range(0, len(of_one), PART)]
        self.shares = [parts[first::THREADS] for first in range(THREADS)]
        self.pool = ThreadPoolExecutor(THREADS)

    def name(self) -> str:
        """Give the name of the row."""
        return f"only read, {sum(buffer.size for buffer in self.buffers) / 1e6:.0f} MB"

    def read(self) -> None:
        """Read it all, on all processors."""
        list(self.pool.map(lambda parts: [part.max() for part in parts], self.shares))


def measure(ways: dict[str, Callable[[], Votes]], rounds: int, frame: pl.DataFrame | None = None) -> None:
    """Time each way in turns, and print the median and the best of each; of a frame also how long it takes to read it."""
    times: dict[str, list[tuple[float, float]]] = {name: [] for name in ways}
    all_ways: dict[str, Callable[[], Votes | None]] = dict(ways)
    if frame is not None:
        memory = Memory(frame)
        all_ways[memory.name()] = memory.read
        times[memory.name()] = []
    results: dict[str, Votes | None] = {}
    for _ in range(rounds):
        for name, way in all_ways.items():
            start, used = time.perf_counter(), time.process_time()
            results[name] = way()
            used = time.process_time() - used
            times[name].append((time.perf_counter() - start, used))
    first = next(iter(results.values()))
    for name, votes in results.items():
        if votes is not None and votes != first:
            message = f"{name} counts otherwise"
            raise SystemExit(message)
    of_one = {name: [figures(column) for column in zip(*rows, strict=True)] for name, rows in times.items()}
    ours = next(iter(of_one.values()))
    for name, (wall, processors) in of_one.items():
        print(f"  {name:<36} {shown(wall, ours[0])}   processors {shown(processors, ours[1])}")


def figures(times: tuple[float, ...]) -> tuple[float, float]:
    """Give the median and the best, in milliseconds."""
    return statistics.median(times) * 1000, min(times) * 1000


def shown(times: tuple[float, float], ours: tuple[float, float]) -> str:
    """Write a median and a best with their ratios to ours."""
    (median, best), (our_median, our_best) = times, ours
    return f"{median:8.2f} ms ({best:8.2f}) {median / our_median:6.1f} x ({best / our_best:5.1f})"


def share(call: Callable[[pl.DataFrame], object], frame: pl.DataFrame, rounds: int) -> None:
    """Print how much of a call is the work on the rows."""

    def best(rows: pl.DataFrame) -> float:
        times = []
        for _ in range(rounds * 4):
            start = time.perf_counter()
            call(rows)
            times.append(time.perf_counter() - start)
        return min(times)

    whole, empty = best(frame), best(frame.clear())
    print(
        f"  {'arrow share of the call':<36} {100 * (whole - empty) / whole:9.1f} %    (the call on no rows: {empty * 1e6:.0f} us)"
    )


def main() -> None:
    """Measure the three layouts."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--ballots", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    number, rounds = arguments.ballots, arguments.rounds
    marked = ballots(number)
    ids = np.array(CANDIDATES)
    flat = pl.Series("candidate", ids[marked.ravel()])
    texts = pl.DataFrame({"ballot": np.repeat(np.arange(number, dtype=np.int64), MARKS), "candidate": flat})
    lists = pl.DataFrame({"marks": flat.reshape((number, MARKS)).cast(pl.List(pl.String))})
    categories = pl.Enum(CANDIDATES)
    coded_lists = lists.with_columns(pl.col("marks").cast(pl.List(categories)))
    coded = texts.with_columns(pl.col("candidate").cast(categories))
    numbers = pl.DataFrame({"marks": pl.Series(marked.ravel()).reshape((number, MARKS)).cast(pl.List(pl.UInt8))})
    matrix = np.zeros((number, len(CANDIDATES)), dtype=np.uint8)
    np.put_along_axis(matrix, marked, 1, axis=1)
    wide = pl.DataFrame(matrix, schema=CANDIDATES)
    flags = wide.cast(pl.Boolean)

    def ours(frame: pl.DataFrame) -> Votes:
        return vaali.Tally.from_arrow(frame, CANDIDATES).votes

    def exploded_as_is(frame: pl.DataFrame) -> Votes:
        counted = frame.select(pl.col("marks").explode()).group_by("marks").len()
        return of_rows([(str(mark), votes) for mark, votes in counted.rows()])

    def exploded_checked(frame: pl.DataFrame, by_key: Callable[[pl.DataFrame], Votes]) -> Votes:
        marks = pl.col("marks").list
        if frame.select((marks.n_unique() != marks.len()).any()).item():
            raise SystemExit("a ballot marks somebody twice")
        return by_key(frame)

    def grouped(frame: pl.DataFrame) -> Votes:
        return of_rows([(str(mark), votes) for mark, votes in frame.group_by("candidate").len().rows()])

    def grouped_checked(frame: pl.DataFrame) -> Votes:
        once = frame.unique(["ballot", "candidate"])
        if once.height != frame.height:
            raise SystemExit("a ballot marks somebody twice")
        return grouped(once)

    def unnested(frame: pl.DataFrame) -> Votes:
        duckdb.register("frame", frame)
        return of_rows(
            duckdb.sql("select m, count(*) from (select unnest(marks) as m from frame) group by m").fetchall()
        )

    print(
        f"{number} ballots x {MARKS}, {len(CANDIDATES)} candidates; polars {pl.__version__}, duckdb {duckdb.__version__}"
    )
    print("list of texts")
    measure(
        {
            "vaali": lambda: ours(lists),
            "polars explode + group_by": lambda: exploded_as_is(lists),
            "the same, and no mark twice": lambda: exploded_checked(lists, exploded_as_is),
            "duckdb unnest": lambda: unnested(lists),
        },
        rounds,
        lists,
    )
    share(ours, lists, rounds)
    print("list of categories (Enum)")
    measure(
        {
            "vaali": lambda: ours(coded_lists),
            "polars explode + group_by": lambda: exploded_as_is(coded_lists),
            "the same, and no mark twice": lambda: exploded_checked(coded_lists, exploded_as_is),
        },
        rounds,
        coded_lists,
    )
    share(ours, coded_lists, rounds)
    print("list of small numbers")

    def by_number(frame: pl.DataFrame) -> Votes:
        counted = dict(frame.select(pl.col("marks").explode()).group_by("marks").len().rows())
        return {str(position): counted.get(position, 0) for position in range(len(CANDIDATES))}

    measure(
        {
            "vaali": lambda: vaali.Tally.from_arrow(numbers, len(CANDIDATES)).votes,
            "polars explode + group_by": lambda: by_number(numbers),
            "the same, and no mark twice": lambda: exploded_checked(numbers, by_number),
        },
        rounds,
        numbers,
    )
    print("long, texts")
    measure(
        {
            "vaali (every ballot checked)": lambda: ours(texts),
            "polars group_by (nothing checked)": lambda: grouped(texts),
            "polars unique + group_by (checked)": lambda: grouped_checked(texts),
        },
        rounds,
        texts,
    )
    share(ours, texts, rounds)
    print("long, categories (Enum)")
    measure(
        {
            "vaali (every ballot checked)": lambda: ours(coded),
            "polars group_by (nothing checked)": lambda: grouped(coded),
            "polars unique + group_by (checked)": lambda: grouped_checked(coded),
        },
        rounds,
        coded,
    )
    print("wide, 0 and 1")
    measure(
        {
            "vaali": lambda: ours(wide),
            "numpy column sums": lambda: dict(
                zip(CANDIDATES, matrix.sum(axis=0, dtype=np.int64).tolist(), strict=True)
            ),
            "polars sum": lambda: wide.select(pl.all().cast(pl.Int64).sum()).row(0, named=True),
        },
        rounds,
    )
    share(ours, wide, rounds)
    print("wide, booleans")
    measure(
        {
            "vaali": lambda: ours(flags),
            "polars sum": lambda: flags.select(pl.all().cast(pl.Int64).sum()).row(0, named=True),
        },
        rounds,
    )
    share(ours, flags, rounds)
    print("lists of Python")
    python = [[CANDIDATES[mark] for mark in row] for row in marked[: number // 10]]
    measure(
        {
            f"vaali, {number // 10} ballots": lambda: vaali.Tally.from_arrow(python, CANDIDATES).votes,
            "collections.Counter": lambda: of_rows(
                list(collections.Counter(mark for row in python for mark in row).items())
            ),
        },
        rounds,
    )


if __name__ == "__main__":
    main()
