"""The counter of docs/count.md in the folder beside this one: the steps of the count, which need not be written twice."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "naive"))

from count import Stop, drawn_as_ruled, fill, instant, nominations, tie_groups

__all__ = ["Stop", "drawn_as_ruled", "fill", "instant", "nominations", "tie_groups"]
