"""The same work in polars: read a CSV of ballots, explode the marks, count them.

    python benches/peers/polars_csv.py ballots.csv [in-memory | streaming]

The default engine of polars is the one in memory. Prints the votes (so that they can be compared), the wall time without the import of polars, and the peak memory.
"""

import resource
import sys
import time

import polars


def count(path: str, engine: str) -> dict[str, int]:
    """Votes by candidate, of a file with the columns voter and marks ("c01;c02;...")."""
    votes = (
        polars.scan_csv(path)
        .select(polars.col("marks").str.split(";"))
        .explode("marks")
        .group_by("marks")
        .len()
        .collect(engine=engine)
    )
    return dict(votes.iter_rows())


if __name__ == "__main__":
    start = time.perf_counter()
    engine = sys.argv[2] if len(sys.argv) > 2 else "in-memory"
    votes = count(sys.argv[1], engine)
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(" ".join(f"{candidate}={votes[candidate]}" for candidate in sorted(votes)))
    print(f"polars {polars.__version__} {engine}: {seconds:.3f} s, {peak / 1024:.0f} MB peak")
