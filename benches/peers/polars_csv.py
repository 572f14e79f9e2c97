"""The same work in polars: read a CSV of ballots, explode the marks, count them.

    python benches/peers/polars_csv.py ballots.csv {list | long} {in-memory | streaming}

The default engine of polars is the one in memory.
Prints the votes (so that they can be compared), and on the last line the wall time and the time of all processors in seconds without the import of polars, the peak memory in kB, and what was measured.
"""

import resource
import sys
import time

import polars


def count(path: str, layout: str, engine: str) -> dict[str, int]:
    """Votes by candidate, of a file with the columns voter and marks ("c01;c02;..."), or voter and candidate."""
    rows = polars.scan_csv(path)
    if layout == "list":
        marks = rows.select(candidate=polars.col("marks").str.split(";")).explode("candidate")
    else:
        marks = rows.select("candidate")
    votes = marks.group_by("candidate").len().collect(engine=engine)
    return dict(votes.iter_rows())


if __name__ == "__main__":
    start, worked = time.perf_counter(), time.process_time()
    path, layout, engine = sys.argv[1:]
    votes = count(path, layout, engine)
    seconds, worked = time.perf_counter() - start, time.process_time() - worked
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(" ".join(f"{candidate}={votes[candidate]}" for candidate in sorted(votes)))
    print(f"{seconds:.6f} {worked:.6f} {peak} polars {polars.__version__} {engine}")
