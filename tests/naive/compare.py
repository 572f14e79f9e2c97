"""Compares the naive count with expected digests: JSON lines from standard input, one case each; see count.py."""

import argparse
import json
import multiprocessing
import sys
import traceback
from itertools import islice
from typing import Any

from count import count

BATCH = 20_000  # Lines in memory at a time.


def plain(digest: Any) -> Any:
    """Votes from 2^53 on arrive as decimal text; everything else stays as it is."""
    if isinstance(digest, dict) and "error" not in digest:
        votes = {candidate: None if number is None else int(number) for candidate, number in digest["votes"].items()}
        return digest | {"votes": votes, "gaps": [[k, int(drop)] for k, drop in digest["gaps"]]}
    return digest


def differences(line: str) -> str:
    """What differs in one case, in full; empty if nothing does."""
    try:
        case = json.loads(line)
        expected = plain(case["expected"])
        got = count(case["definition"], case["ballots"], case["roll_marks"], case["proceedings"])
        keys = [key for key in sorted(expected.keys() | got.keys()) if expected.get(key, "absent") != got.get(key, "absent")]
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
        # A case that cannot be read or counted is a failed one, never a skipped one.
        return f"{traceback.format_exc()}input: {line.strip()}\n"
    texts = [f"case {case.get('case')}, {key}\n" for key in keys]
    for i, key in enumerate(keys):
        for side, digest in (("expected", expected), ("got", got)):
            texts[i] += f"  {side}: {json.dumps(digest.get(key, 'absent'))}\n"
    return "".join(texts) + f"input: {line.strip()}\n" if texts else ""


def main() -> None:
    parser = argparse.ArgumentParser(description="Count the cases of standard input and compare with what they expect.")
    parser.add_argument("--processes", type=int, default=multiprocessing.cpu_count())
    parser.add_argument("--show", type=int, default=5, help="how many failed cases to print in full")
    options = parser.parse_args()
    passed = failed = 0
    with multiprocessing.Pool(options.processes) as pool:
        while lines := list(islice(sys.stdin, BATCH)):
            for text in pool.imap(differences, [line for line in lines if line.strip()], chunksize=100):
                passed, failed = passed + (not text), failed + bool(text)
                if text and failed <= options.show:
                    print(text, flush=True)
    print(f"{passed} passed, {failed} failed")
    if failed or not passed:  # A run without cases must not look like success.
        sys.exit(1)


if __name__ == "__main__":
    main()
