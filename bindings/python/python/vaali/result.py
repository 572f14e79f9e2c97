"""What a count gives: a `Result`, or a `LotNeeded` that says who is tied and for what."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NoReturn, cast

from . import _convert, _html, _vaali
from ._reports import Reports
from ._table import Table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from matplotlib.axes import Axes

    from .types import (
        CandidateRow,
        DeputyRow,
        Lot,
        LotRequest,
        Margins,
        Reconciliation,
        Seats,
        Turnout,
    )

__all__ = ["LotNeeded", "Result"]


class Result(Table, Reports):
    """The result of a count: who is elected, why, by how much.

    It is a table too: `polars.DataFrame(result)`, `pyarrow.table(result)` and `pandas.DataFrame.from_arrow(result)` take it as it is, a row for each candidate in the order of the result, with the columns
    `id`, `name`, `organisation`, `votes` (uint64), `share`, `first_place`, `last_place`, `status`, `office` and `deputy`.

    >>> import vaali
    >>> board = vaali.Election.preset("meeting_slips", title="Board", candidates=["Aino", "Bo", "Cia"], seats=2, marks=2)
    >>> result = board.count([["Aino", "Bo"], ["Aino"], ["Bo", "Cia"]])
    >>> result.elected
    ['Aino', 'Bo']
    >>> result.votes
    {'Aino': 2, 'Bo': 2, 'Cia': 1}
    """

    __slots__ = ("_outcome", "_read")

    def __init__(self, outcome: _vaali.Outcome) -> None:
        self._outcome = outcome
        self._read: dict[str, Any] | None = None

    @property
    def _whole(self) -> dict[str, Any]:
        # Read when somebody asks: in a loop over many elections that takes longer than the count.
        if self._read is None:
            self._read = json.loads(self._outcome.to_json())
        return self._read

    @property
    def _data(self) -> dict[str, Any]:
        return cast("dict[str, Any]", self._whole["result" if self._outcome.is_complete else "partial"])

    @property
    def title(self) -> str | dict[str, str]:
        """What was elected; per language where it was written so."""
        return cast("str | dict[str, str]", self._data["election"]["title"])

    @property
    def test(self) -> bool:
        """Whether it was a rehearsal."""
        return cast("bool", self._data["election"]["test"])

    @property
    def acclamation(self) -> bool:
        """Whether all were elected without a count."""
        return cast("bool", self._data["acclamation"])

    @property
    def candidates(self) -> list[CandidateRow]:
        """Every candidate: those who stand in votes order, then those who declined, withdrew, were refused."""
        return cast("list[CandidateRow]", self._data["candidates"])

    @property
    def elected(self) -> list[str]:
        """The ids of the elected, in votes order."""
        return self._outcome.elected

    @property
    def undecided(self) -> list[str]:
        """The ids of those who await a lot for a seat."""
        return [row["id"] for row in self.candidates if row["status"] == "undecided"]

    @property
    def votes(self) -> dict[str, int]:
        """Votes by candidate, exact; without those who were not on the ballot."""
        return dict(self._outcome.votes)

    @property
    def offices(self) -> dict[str, str | None]:
        """Each office with the id of its holder; `None` where it is open."""
        return {row["office"]: row["holder"] for row in self._data["offices"]}

    @property
    def deputies(self) -> list[DeputyRow]:
        """The deputies, in order."""
        return cast("list[DeputyRow]", self._data["deputies"])

    @property
    def seats(self) -> Seats:
        """How many seats were filled, and why so many."""
        return cast("Seats", self._data["seats"])

    @property
    def turnout(self) -> Turnout:
        """Who voted, of how many."""
        return cast("Turnout", self._data["turnout"])

    @property
    def reconciliation(self) -> Reconciliation:
        """Where every row and every mark went."""
        return cast("Reconciliation", self._data["reconciliation"])

    @property
    def rejected(self) -> list[dict[str, Any]]:
        """Rejected ballots by reason: `code`, `reason`, `ballots`."""
        return cast("list[dict[str, Any]]", self._data["rejected"])

    @property
    def lots(self) -> list[Lot]:
        """The lots that decided something."""
        return cast("list[Lot]", self._data["lots"])

    @property
    def open_lots(self) -> list[LotRequest]:
        """Ties that the rules leave open until a deputy is called."""
        return cast("list[LotRequest]", self._data["open_lots"])

    @property
    def margins(self) -> Margins | None:
        """How close it was; not known under acclamation and while a lot is awaited.

        >>> import vaali
        >>> rules = vaali.Election.preset("meeting_slips", title="Board", candidates=["a", "b"], seats=1, marks=1)
        >>> rules.count([["a"], ["a"], ["a"], ["b"]]).margins.elected_set.exact
        1
        """
        return _convert.margins(self._data["margins"])

    @property
    def definition_hash(self) -> str:
        """SHA-256 of the canonical definition, as 64 hexadecimal digits."""
        return cast("str", self._data["definition_hash"])

    def table(self) -> list[CandidateRow]:
        """Give a row for each candidate, in the order of the result."""
        return self.candidates

    def reasons(self, candidate: str) -> list[dict[str, Any]]:
        """Say why a candidate is what they are, as data such as `{"reason": "fewer_votes", "behind": 3}`; `explain` says it in sentences.

        Raises `KeyError` where there is no such candidate.

        >>> import vaali
        >>> rules = vaali.Election.preset("meeting_slips", title="Board", candidates=["a", "b"], seats=1, marks=1)
        >>> rules.count([["a"], ["a"], ["b"]]).reasons("b")
        [{'behind': 1, 'reason': 'fewer_votes'}]
        """
        for row in self.candidates:
            if row["id"] == candidate:
                return row["reasons"]
        raise KeyError(candidate)

    def to_json(self) -> str:
        """Give the outcome as canonical JSON (RFC 8785): to the byte what `vaali count --json` has under `outcome`."""
        return self._outcome.to_json()

    def to_dict(self) -> dict[str, Any]:
        """Give the result as plain data."""
        return cast("dict[str, Any]", json.loads(json.dumps(self._data)))

    def plot(self, ax: Axes | None = None, *, most: int | None = None) -> Axes:
        """Draw votes in order with the seat line and the tie band; of many candidates only the first `most`. Needs `vaali[plot]`."""
        from . import plot

        return plot.votes(self, ax=ax, most=most)

    def _columns(self) -> list[tuple[str, str, list[Any]]]:
        def place(row: CandidateRow, which: str) -> int | None:
            found = row["place"]
            return None if found is None else cast("dict[str, int]", found)[which]

        def deputy(row: CandidateRow) -> int | None:
            found = row["deputy"]
            return None if found is None else found["first"]

        rows = self.candidates
        return [
            ("id", "string", [row["id"] for row in rows]),
            ("name", "string", [row["name"] for row in rows]),
            ("organisation", "string", [row["organisation"] for row in rows]),
            ("votes", "uint64", [_convert.exact(row["votes"]) for row in rows]),
            ("share", "string", [row["share"] for row in rows]),
            ("first_place", "uint64", [place(row, "first") for row in rows]),
            ("last_place", "uint64", [place(row, "last") for row in rows]),
            ("status", "string", [row["status"] for row in rows]),
            ("office", "string", [row["office"] for row in rows]),
            ("deputy", "uint64", [deputy(row) for row in rows]),
        ]

    def _reported(self) -> _vaali.Outcome:
        return self._outcome

    def _repr_html_(self) -> str:
        return _html.shown(self._outcome)

    def __repr__(self) -> str:
        return f"<Result: {len(self.elected)} of {len(self.candidates)} elected>"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Result) and self._outcome == other._outcome

    def __hash__(self) -> int:
        return hash(self.to_json())

    def __reduce__(self) -> tuple[Any, tuple[Any, ...]]:
        return _of_parts, self._outcome.parts()


class LotNeeded(Reports):
    """A tie: the count says who is tied, for what and for how many places, and goes on once the lot is drawn.

    >>> import vaali
    >>> board = vaali.Election.preset("meeting_slips", title="Board", candidates=["a", "b", "c"], seats=2, marks=2)
    >>> ballots = [["a", "b"], ["a", "c"]]
    >>> tie = board.count(ballots)
    >>> tie.label, tie.places, tie.among
    ('seat/1', 1, ['b', 'c'])
    >>> board.count(ballots, lots=[tie.lot(["c"], witnesses=["Aino", "Bo"])]).elected
    ['a', 'c']
    """

    __slots__ = ("_outcome", "_partial")

    def __init__(self, outcome: _vaali.Outcome) -> None:
        self._outcome = outcome
        self._partial = Result(outcome)

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> NoReturn:
            if name.startswith("_") or not hasattr(Result, name):
                message = f"{type(self).__name__!r} object has no attribute {name!r}"
            else:
                message = (
                    f"a tie has no {name!r} yet: the lot {self.label} decides first. What is decided already is `.partial.{name}`; count again with "
                    "`lots=[tie.lot([...])]` once it is drawn"
                )
            raise AttributeError(message, name=name, obj=self)

    @property
    def request(self) -> LotRequest:
        """What must be drawn, as data."""
        return cast("LotRequest", self._partial._whole["request"])

    @property
    def label(self) -> str:
        """The lot's own name in this election, such as `seat/1`."""
        return self.request["label"]

    @property
    def places(self) -> int:
        """How many are drawn."""
        return self.request["places"]

    @property
    def among(self) -> list[str]:
        """The tied, in declared order."""
        return self.request["among"]

    @property
    def partial(self) -> Result:
        """What is decided already."""
        return self._partial

    def lot(
        self,
        drawn: str | Iterable[str],
        *,
        reballot: bool = False,
        drawn_at: object = None,
        witnesses: Iterable[str] = (),
        note: str | None = None,
    ) -> Lot:
        """Write down the lot that was drawn by hand, or with `reballot` the order that a new ballot gave.

        `drawn` is an id, or several in the order drawn; `drawn_at` is a datetime with a zone or a text of RFC 3339. Whether the lot answers what was asked, the count says.
        """
        drawn = [drawn] if isinstance(drawn, str) else list(drawn)
        return self._written(drawn, "reballot" if reballot else "manual", drawn_at, witnesses, note)

    def draw(
        self,
        *,
        seed: str | None = None,
        rfc3797_key: str | None = None,
        drawn_at: object = None,
        witnesses: Iterable[str] = (),
    ) -> Lot:
        """Compute the lot from a seed (SHA-256) or from the key string of RFC 3797.

        Raises `CountError` where the computation is impossible.
        """
        if (seed is None) == (rfc3797_key is None):
            raise _convert.wrong(
                "seed",
                "a computed lot needs a seed or a key",
                'give one of them: seed="4 8 15 16 23 42" or rfc3797_key="9319./2.5.8.10.12./"',
            )
        method = {"seeded": {"seed": seed}} if seed is not None else {"rfc3797": {"key": str(rfc3797_key)}}
        drawn = _vaali.draw_lot(json.dumps(self.request), json.dumps(method))
        return self._written(drawn, method, drawn_at, witnesses, None)

    def _written(
        self,
        drawn: list[str],
        method: str | dict[str, dict[str, str]],
        drawn_at: object,
        witnesses: Iterable[str],
        note: str | None,
    ) -> Lot:
        lot: Lot = {"request": self.request, "drawn": drawn, "method": method}
        when = _convert.time(drawn_at)
        if when is not None:
            lot["drawn_at"] = when
        if names := list(witnesses):
            lot["witnesses"] = names
        if note is not None:
            lot["note"] = note
        return lot

    def to_json(self) -> str:
        """Give the outcome as canonical JSON: to the byte what `vaali count --json` has under `outcome`."""
        return self._outcome.to_json()

    def _reported(self) -> _vaali.Outcome:
        return self._outcome

    def _repr_html_(self) -> str:
        return _html.shown(self._outcome)

    def __repr__(self) -> str:
        return f"<LotNeeded {self.label}: {self.places} of {', '.join(self.among)}>"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, LotNeeded) and self._outcome == other._outcome

    def __hash__(self) -> int:
        return hash(self.to_json())

    def __reduce__(self) -> tuple[Any, tuple[Any, ...]]:
        return _of_parts, self._outcome.parts()


def outcome(native: _vaali.Outcome) -> Result | LotNeeded:
    """Give an outcome its class."""
    return Result(native) if native.is_complete else LotNeeded(native)


def _of_parts(*parts: Any) -> Result | LotNeeded:
    return outcome(_vaali.Outcome.of_parts(*parts))
