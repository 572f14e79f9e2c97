"""A wrong argument is refused with a fix that says what to give instead."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import vaali

if TYPE_CHECKING:
    from collections.abc import Callable

TIME = "2030-04-20T18:00:00Z"
WRONG_ARGUMENTS: dict[str, tuple[str, Callable[[Any], object], str]] = {
    "a hash that is none": ("published", lambda _: vaali.verify("{}", published="9abf 2853"), "64 digits 0-9 and a-f"),
    "a hash with a letter": ("published", lambda _: vaali.verify("{}", published="x" * 64), "`record.seal`"),
    "an id twice": ("candidates", lambda _: vaali.Profile(np.zeros((1, 2)), ["a", "a"]), "each id once"),
    "a cube": ("ballots", lambda _: vaali.Profile(np.zeros((1, 2, 2)), ["a", "b"]), "a row for each ballot"),
    "a lot that is none": ("proceedings", lambda board: board.count([["a"]], lots=[{}]), "`LotNeeded.lot`"),
    "a ballot cast at no time": (
        "ballots",
        lambda board: board.ballots([{"marks": ["a"], "cast_at": "yesterday"}]),
        "2030-04-15T19:10:00+03:00",
    ),
    "no ballots": ("ballots", lambda board: board.replace(marks=1).ballots(), "give them: a table"),
    "a mark on the roll of a number": (
        "roll_marks",
        lambda board: board.ballots([["a"]], roll_marks=[7]),
        '"voter": "o001"',
    ),
    "a freeze at no time": (
        "frozen_at",
        lambda board: board.certify([["a", "b"]], frozen_at="in March", certified_at=TIME),
        "2030-04-15T19:10:00+03:00",
    ),
    "a teller without a name": (
        "certification",
        lambda board: board.certify([["a", "b"]], frozen_at=TIME, certified_at=TIME, tellers=[7]),
        "lists of texts",
    ),
    "a short salt": (
        "salt",
        lambda board: board.certify([["a", "b"]], frozen_at=TIME, certified_at=TIME, salt="9abf"),
        "secrets.token_bytes(32)",
    ),
    "a time without a zone": (
        "cast_at",
        lambda board: board.ballots([{"marks": ["a"], "cast_at": datetime(2030, 4, 15)}]),
        "ZoneInfo",
    ),
}


@pytest.mark.parametrize("case", WRONG_ARGUMENTS)
def test_a_wrong_argument_is_named_and_the_fix_says_what_to_give_instead(case: str, board: vaali.Election) -> None:
    name, call, part = WRONG_ARGUMENTS[case]
    with pytest.raises(vaali.TableError) as error:
        call(board)
    assert (error.value.code, error.value.path) == ("Y18", name)
    assert part in error.value.fix
