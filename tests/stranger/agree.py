"""Compares this verifier with vaali's: JSON lines from standard input, a record each, with what vaali found in it."""

import argparse
import json
import multiprocessing
import sys
import traceback
from collections import Counter
from itertools import islice
from typing import Any

from verify import CHECKS, FAILED, PASSED, verify

BATCH = 2_000  # Lines in memory at a time.
TEXT = {"V01", "V02", "V03", "V04", "V06", "V12"}
"""What is looked at whatever the form is: where V02 fails, a verifier may leave out the rest."""


def compare(line: str) -> tuple[str, dict[str, str]]:
    """What the two verifiers disagree about; empty if nothing. And what vaali found."""
    case = json.loads(line)
    expected: dict[str, Any] = case["checks"]
    try:
        checks, seal = verify(case["record"].encode(), None if case["sealed"] is None else case["sealed"].encode())
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
        # What this verifier cannot look at is a disagreement, never a case left out.
        return f"{traceback.format_exc()}{described(case)}", expected
    looked_at = TEXT if expected["V02"] == FAILED else set(CHECKS)
    other = [code for code in CHECKS if code in looked_at and checks[code] != expected[code]]
    if (FAILED in checks.values()) != (FAILED in expected.values()):
        other.append("the verdict")
    if seal != case["seal"]:
        other.append("the seal")
    texts = [f"  {code}: vaali {expected.get(code)}, this {checks.get(code)}\n" for code in other]
    return "".join([*texts, described(case)]) if texts else "", expected


def described(case: dict[str, Any]) -> str:
    return f"case {case['case']}, {case['what']}\n  record: {case['record']}\n  sealed: {case['sealed']}\n"


def main() -> None:
    parser = argparse.ArgumentParser(description="Verify the records of standard input and compare with what vaali found.")
    parser.add_argument("--show", type=int, default=3, help="how many disagreements to print in full")
    options = parser.parse_args()
    agreed = disagreed = sound = 0
    failing, passing = Counter[str](), Counter[str]()
    with multiprocessing.Pool() as pool:
        while lines := list(islice(sys.stdin, BATCH)):
            for text, expected in pool.imap(compare, lines, chunksize=20):
                agreed, disagreed = agreed + (not text), disagreed + bool(text)
                sound += FAILED not in expected.values()
                failing.update(code for code, status in expected.items() if status == FAILED)
                passing.update(code for code, status in expected.items() if status == PASSED)
                if text and disagreed <= options.show:
                    print(text, flush=True)
    print("failed:", ", ".join(f"{code} {failing[code]}" for code in CHECKS))
    print(f"{agreed} agreed ({sound} of all sound), {disagreed} disagreed")
    # A check that never passed or never failed was not compared.
    untried = [code for code in CHECKS if not failing[code] or not passing[code]]
    if disagreed or untried or not agreed:
        sys.exit(f"disagreed {disagreed}, untried {untried}")


if __name__ == "__main__":
    main()
