"""The same work in DuckDB: read a CSV of ballots, part the marks, count them.

    python benches/peers/duckdb_csv.py ballots.csv {list | long}

Prints the votes (so that they can be compared), and on the last line the wall time and the time of all processors in seconds without the import of DuckDB, the peak memory in kB, and what was measured.
"""

import resource
import sys
import time

import duckdb

QUERIES = {
    "list": "select mark, count(*) from (select unnest(string_split(marks, ';')) as mark from read_csv(?)) group by mark",
    "long": "select candidate, count(*) from read_csv(?) group by candidate",
}


def count(path: str, layout: str) -> dict[str, int]:
    """Votes by candidate, of a file with the columns voter and marks ("c01;c02;..."), or voter and candidate."""
    with duckdb.connect() as connection:
        return dict(connection.execute(QUERIES[layout], [path]).fetchall())


if __name__ == "__main__":
    start, worked = time.perf_counter(), time.process_time()
    votes = count(sys.argv[1], sys.argv[2])
    seconds, worked = time.perf_counter() - start, time.process_time() - worked
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(" ".join(f"{candidate}={votes[candidate]}" for candidate in sorted(votes)))
    print(f"{seconds:.6f} {worked:.6f} {peak} DuckDB {duckdb.__version__}")
