"""Count ballots that lie in Parquet files, or in a lake, with Spark.

    python spark_tally.py FOLDER [--master "local-cluster[2,1,1024]"] > tally.json

FOLDER has `election.json` and `ballots/*.parquet` with a column of lists `marks`; see `make_ballots.py`. By default two executors are started here, each a JVM of its own; in a cluster, `--master spark://HOST:7077` or `yarn`.
Every executor needs `vaali` and `pyarrow` in its Python. Spark hands each partition over as Arrow (`mapInArrow`), and gets a row for each: a tally of a few hundred bytes.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import vaali
from pyspark.sql import DataFrame, SparkSession

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def tally(frame: DataFrame, rules: str) -> tuple[vaali.Tally, int]:
    """Count a frame with a column `marks`: the tally, and how many ballots the rules rejected."""

    def count(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        election = vaali.Election.from_json(rules)
        part, rejected = election.ballots([]).tally(), 0
        for batch in batches:
            ballots = election.ballots(batch)
            part += ballots.tally()
            rejected += len(ballots.rejected)
        yield pa.record_batch({"tally": [part.to_bytes()], "rejected": pa.array([rejected], pa.int64())})

    election = vaali.Election.from_json(rules)
    whole, rejected = election.ballots([]).tally(), 0
    for row in frame.select("marks").mapInArrow(count, "tally binary, rejected long").collect():
        whole += vaali.Tally.from_bytes(bytes(row["tally"]), election)
        rejected += row["rejected"]
    return whole, rejected


def main() -> None:
    """Count and print."""
    parser = argparse.ArgumentParser(description="Count Parquet files of ballots with Spark.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--master", default="local-cluster[2,1,1024]")
    arguments = parser.parse_args()
    # The executors use the Python that runs this.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder: SparkSession.Builder = SparkSession.builder
    spark = builder.master(arguments.master).appName("vaali tally").config("spark.ui.enabled", "false").getOrCreate()
    rules = (arguments.folder / "election.json").read_text()
    whole, rejected = tally(spark.read.parquet(str((arguments.folder / "ballots").resolve())), rules)
    spark.stop()
    seating = vaali.Election.from_json(rules).seating(whole)
    print(
        f"{whole.ballots} ballots, {rejected} rejected; elected: {', '.join(seating.elected)}",
        file=sys.stderr,
    )
    sys.stdout.buffer.write(whole.to_bytes())


if __name__ == "__main__":
    main()
