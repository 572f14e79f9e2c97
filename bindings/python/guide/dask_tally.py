"""Count ballots that lie in many Parquet files on the workers of a Dask cluster.

    python dask_tally.py FOLDER [--scheduler tcp://HOST:8786] > tally.json

FOLDER has `election.json` and `ballots/*.parquet` with a column of lists `marks`; see `make_ballots.py`. Without a scheduler, two worker processes are started here.
Each file is a part. Parts are counted and added up on the workers; one tally of a few hundred bytes comes back, and is the same as that of one machine, byte for byte.
"""

from __future__ import annotations

import argparse
import sys
from functools import reduce
from operator import add
from pathlib import Path
from typing import NamedTuple

import pyarrow.parquet as pq
import vaali
from dask.distributed import Client, LocalCluster, get_worker


class Part(NamedTuple):
    """What is known of a part of the ballots: their tally, how many the rules rejected, and which workers counted."""

    tally: vaali.Tally
    rejected: int
    workers: frozenset[str]


def count(path: str, rules: str) -> Part:
    """Count one file; on a worker. Only one batch of it is in memory at a time."""
    election = vaali.Election.from_json(rules)
    tally, rejected = election.ballots([]).tally(), 0
    for batch in pq.ParquetFile(path).iter_batches(1 << 18, columns=["marks"]):
        ballots = election.ballots(batch)
        tally += ballots.tally()
        rejected += len(ballots.rejected)
    return Part(tally, rejected, frozenset([get_worker().address]))


def merge(parts: list[Part]) -> Part:
    """Add up; on a worker. Tallies of different elections do not add up: that would be an error here."""
    workers = frozenset().union(*(part.workers for part in parts))
    return Part(reduce(add, (part.tally for part in parts)), sum(part.rejected for part in parts), workers)


def tally(client: Client, paths: list[str], rules: str) -> Part:
    """Count every file, and add up eight parts at a time until one is left: a tree, on the workers."""
    parts = client.map(count, paths, rules=rules)
    while len(parts) > 1:
        parts = [client.submit(merge, parts[at : at + 8]) for at in range(0, len(parts), 8)]
    whole: Part = parts[0].result()
    return whole


def main() -> None:
    """Count and print."""
    parser = argparse.ArgumentParser(description="Count Parquet files of ballots on a Dask cluster.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--scheduler")
    arguments = parser.parse_args()
    rules = (arguments.folder / "election.json").read_text()
    paths = sorted(str(path.resolve()) for path in (arguments.folder / "ballots").glob("*.parquet"))
    if arguments.scheduler:
        client = Client(arguments.scheduler)
    else:
        cluster = LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None)
        client = Client(cluster)
    with client:
        whole = tally(client, paths, rules)
    seating = vaali.Election.from_json(rules).seating(whole.tally)
    print(
        f"{whole.tally.ballots} ballots in {len(paths)} files on {len(whole.workers)} workers, {whole.rejected} rejected; elected: {', '.join(seating.elected)}",
        file=sys.stderr,
    )
    sys.stdout.buffer.write(whole.tally.to_bytes())


if __name__ == "__main__":
    main()
