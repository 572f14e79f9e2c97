"""Ballots without an election: candidates, marks, weights, and nothing else. What analysis needs."""

from __future__ import annotations

import json
from array import array
from itertools import chain
from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

from . import _convert, _progress, _vaali
from ._table import Table
from .tally import Tally
from .types import ArrowStreamExportable, MarksVariant, SeatsVariant

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from matplotlib.axes import Axes

    from .ballots import LeaveOneOut
    from .types import BufferLike, Margins, ProgressLike

__all__ = ["Profile", "Sweep"]

Variant_co = TypeVar("Variant_co", bound=SeatsVariant | MarksVariant, covariant=True)


class Sweep(Table, Generic[Variant_co]):
    """The same ballots under one rule after another: the variants in order, and a table for Arrow.

    The table has a row for each variant: `seats` or `marks`, the ids of the `elected` and the `tied` (lists), `places` for which a lot would be drawn, and the margin, or the ballots that count.

    >>> import vaali
    >>> sweep = vaali.Profile([["a", "b"], ["a"]], candidates=["a", "b", "c"]).sweep_seats(1, 2)
    >>> len(sweep), sweep[1].seating.elected
    (2, ('a', 'b'))
    """

    __slots__ = ("candidates", "kind", "variants")

    def __init__(self, kind: str, variants: list[Variant_co], candidates: list[str]) -> None:
        self.kind = kind
        """What was varied: `seats`, or marks `at most` or `exactly`."""
        self.variants = variants
        """The variants, in order."""
        self.candidates = candidates
        """The ids of the candidates, in declared order."""

    @overload
    def __getitem__(self, index: int) -> Variant_co: ...
    @overload
    def __getitem__(self, index: slice) -> list[Variant_co]: ...
    def __getitem__(self, index: int | slice) -> Variant_co | list[Variant_co]:
        return self.variants[index]

    def __len__(self) -> int:
        return len(self.variants)

    def __iter__(self) -> Iterator[Variant_co]:
        return iter(self.variants)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sweep) and (self.kind, self.variants, self.candidates) == (
            other.kind,
            other.variants,
            other.candidates,
        )

    __hash__ = None  # type: ignore[assignment]  # its list of variants is the caller's too

    def __repr__(self) -> str:
        return f"<Sweep over {self.kind}: {len(self)} variants>"

    def plot(self, ax: Axes | None = None) -> Axes:
        """Draw who is elected under which variant. Needs `vaali[plot]`."""
        from . import plot

        return plot.sweep(self, ax=ax)

    def _columns(self) -> list[tuple[str, str, list[Any]]]:
        seatings = [variant.seating for variant in self.variants]
        common: list[tuple[str, str, list[Any]]] = [
            ("elected", "list", [list(seating.elected) for seating in seatings]),
            ("tied", "list", [list(seating.tied) for seating in seatings]),
            ("places", "uint64", [seating.places for seating in seatings]),
            ("vacant", "uint64", [seating.vacant for seating in seatings]),
        ]
        if self.kind == "seats":
            by_seats = [variant for variant in self.variants if isinstance(variant, SeatsVariant)]
            margins = [variant.margin for variant in by_seats]
            return [
                ("seats", "uint64", [variant.seats for variant in by_seats]),
                *common,
                ("margin_at_least", "uint64", [None if margin is None else margin.at_least for margin in margins]),
                ("margin_at_most", "uint64", [None if margin is None else margin.at_most for margin in margins]),
            ]
        by_marks = [variant for variant in self.variants if isinstance(variant, MarksVariant)]
        return [
            ("marks", "uint64", [variant.marks for variant in by_marks]),
            ("ballots", "uint64", [variant.ballots for variant in by_marks]),
            ("weight", "uint64", [variant.weight for variant in by_marks]),
            *common,
        ]


class Profile:
    """Many approval ballots in compact form: 4 to 8 bytes each for up to 64 candidates.

    `ballots` is a table (polars, pandas 3, pyarrow, DuckDB) in one of three layouts, a matrix of 0 and 1 with a row for each ballot and a column for each candidate, or a list with the marks of each ballot.
    `candidates` is the list of their ids, or how many there are; then marks are the numbers from 0. A table may have a column `weight`; for lists, `weights` has a number for each ballot.
    `columns` says what the columns are called: `voter`, `ballot`, `candidate`, `marks`, `weight`.

    There are no rules here, so nothing is rejected: a mark for nobody, or a candidate marked twice on one ballot, raises `TableError` with the row (from 1) and the column.

    >>> profile = Profile([["a", "b"], ["b"]], candidates=["a", "b", "c"])
    >>> profile.ballots, profile.candidates, profile.tally().votes
    (2, ['a', 'b', 'c'], {'a': 1, 'b': 2, 'c': 0})
    >>> Profile([[0, 2]], candidates=3, weights=[5]).tally().votes
    {'0': 5, '1': 0, '2': 5}
    """

    __slots__ = ("_native",)

    _native: _vaali.Profile

    def __init__(
        self,
        ballots: ArrowStreamExportable | BufferLike | Sequence[Sequence[str | int]],
        candidates: int | Sequence[str],
        *,
        weights: Iterable[int] | None = None,
        columns: Mapping[str, str] | None = None,
        progress: ProgressLike = False,
    ) -> None:
        known = candidates if isinstance(candidates, int) else [str(candidate) for candidate in candidates]
        if isinstance(ballots, list | tuple):
            self._native = _of_rows(ballots, known, weights)
            return
        if weights is not None:
            raise _convert.wrong(
                "weights", "a table or a matrix with weights beside it", "put a column `weight` into the table"
            )
        with _progress.telling(progress) as tell:
            names = _convert.names(**(columns or {}))
            self._native = _vaali.Profile.read(_convert.table(ballots, names), known, names, tell)

    @classmethod
    def _of(cls, native: _vaali.Profile) -> Profile:
        profile = cls.__new__(cls)
        profile._native = native
        return profile

    @property
    def candidates(self) -> list[str]:
        """The ids of the candidates; their numbers where they have none."""
        return self._native.ids or [str(number) for number in range(self._native.counts[0])]

    @property
    def ballots(self) -> int:
        """The number of ballots, whatever they weigh."""
        return self._native.counts[1]

    @property
    def weight(self) -> int:
        """What all ballots weigh together."""
        return self._native.counts[2]

    @property
    def entries(self) -> int:
        """Marks on all ballots together, each counted once whatever its ballot weighs."""
        return self._native.counts[3]

    def marks(self, ballot: int) -> list[str]:
        """Whom a ballot marks, in declared order; ballots are counted from 0. Raises `IndexError` where there is none.

        >>> Profile([["b", "a"]], candidates=["a", "b"]).marks(0)
        ['a', 'b']
        """
        if not 0 <= ballot < self.ballots:
            raise IndexError(ballot)
        candidates = self.candidates
        return [candidates[position] for position in self._native.marks(ballot)]

    def tally(self) -> Tally:
        """Count the votes of each candidate, exactly.

        >>> Profile([["a"], ["a"]], candidates=["a", "b"]).tally().votes
        {'a': 2, 'b': 0}
        """
        return Tally(self._native.tally())

    def margins(self, seats: int, marks: int | None = None) -> Margins | None:
        """Say how few ballots could change who gets the `seats`, if each may mark up to `marks` (default: all) of the candidates.

        `None` where a lot decides: then any ballot may change it.

        >>> Profile([["a"]] * 5 + [["b"]], candidates=["a", "b"]).margins(seats=1).elected_set.exact
        2
        """
        text = self._native.margins(seats, marks or len(self.candidates))
        return None if text is None else _convert.margins(json.loads(text))

    def sweep_seats(self, first: int, last: int, *, progress: ProgressLike = False) -> Sweep[SeatsVariant]:
        """Say who would have a seat if there were so many, from `first` to `last`, both included."""
        from .ballots import seats_sweep

        return seats_sweep(self._native, first, last, self.candidates, (), progress)

    def sweep_marks(
        self, seats: int, first: int = 1, last: int = 15, *, exactly: bool = False, progress: ProgressLike = False
    ) -> Sweep[MarksVariant]:
        """Say who would have a seat if a ballot counted only with at most (or with `exactly`) so many marks.

        >>> sweep = Profile([["a", "b"], ["b"]], candidates=["a", "b"]).sweep_marks(1, 1, 2, exactly=True)
        >>> [variant.ballots for variant in sweep]
        [1, 1]
        """
        from .ballots import marks_sweep

        return marks_sweep(
            self._native, seats, first, last, self.candidates, exactly=exactly, declines=(), progress=progress
        )

    def leave_one_out(self, seats: int, *, progress: ProgressLike = False) -> LeaveOneOut:
        """Leave out each ballot in turn, and tell of those that change who has a seat or is tied for one."""
        from .ballots import one_out

        return one_out(self._native, seats, self.candidates, [], (), progress)

    def __len__(self) -> int:
        return self.ballots

    def __reduce__(self) -> tuple[Any, tuple[Any, ...]]:
        return _of_parts, self._native.parts()

    def __repr__(self) -> str:
        return f"<Profile: {self.ballots} ballots, {self._native.counts[0]} candidates>"


def _of_parts(*parts: Any) -> Profile:
    return Profile._of(_vaali.Profile.of_rows(*parts))


def _of_rows(ballots: Sequence[Any], candidates: int | list[str], weights: Iterable[int] | None) -> _vaali.Profile:
    """Read lists of marks: flat arrays go over at once, which is many times faster than one mark after another."""
    weighed = None if weights is None else list(weights)
    if weighed is not None and len(weighed) != len(ballots):
        raise _convert.wrong(
            "weights",
            f"{len(weighed)} weights for {len(ballots)} ballots",
            "give one weight for each ballot, in the same order",
        )
    if str in set(map(type, ballots)):
        raise _convert.wrong(
            "ballots", "a ballot is a text", 'give a list of ids for each ballot, such as [["a", "b"], ["a"]]'
        )
    try:
        marks: Iterable[Any] = chain.from_iterable(ballots)
        if not isinstance(candidates, int):
            positions = {candidate: at for at, candidate in enumerate(candidates)}
            marks = map(positions.__getitem__, marks)
        lengths = array("I", map(len, ballots))
        return _vaali.Profile.of_rows(lengths.tobytes(), array("I", marks).tobytes(), weighed, candidates)
    except KeyError:
        known = set() if isinstance(candidates, int) else set(candidates)
        row = next(row for row, ballot in enumerate(ballots, 1) if not known.issuperset(ballot))
        raise _convert.unknown(row) from None
    except (OverflowError, TypeError) as error:
        raise _convert.wrong(
            "ballots",
            str(error),
            "give ids as text where candidates are ids, else positions from 0; weights are whole numbers from 0",
        ) from error
