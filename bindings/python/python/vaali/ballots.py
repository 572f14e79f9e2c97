"""Ballots that were read: every row accepted, blank or rejected with its reason."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NoReturn

from . import _convert, _progress, _vaali
from .errors import Finding
from .profile import Profile, Sweep
from .tally import Tally
from .types import MarksVariant, Possible, Rejected, SeatsVariant, Without

if TYPE_CHECKING:
    from .types import ProgressLike, Seating

__all__ = ["Ballots", "LeaveOneOut"]


class LeaveOneOut:
    """What each ballot alone decides.

    >>> import vaali
    >>> profile = vaali.Profile([["a"], ["a"], ["b"]], candidates=["a", "b"])
    >>> out = profile.leave_one_out(seats=1)
    >>> out.all.elected, [change.ballot for change in out.without]
    (('a',), [0, 1])
    """

    __slots__ = ("all", "ballots", "without")

    def __init__(self, everybody: Seating, without: list[Without], ballots: int) -> None:
        self.all = everybody
        """Who has a seat with all ballots."""
        self.without = without
        """The ballots without which it would be otherwise."""
        self.ballots = ballots
        """How many ballots were left out, each in turn."""

    def __repr__(self) -> str:
        return f"<LeaveOneOut: {len(self.without)} of {self.ballots} ballots change who is elected or tied>"


class Ballots:
    """The ballots of an election, taken by its rules. Made by `Election.ballots`.

    >>> import vaali
    >>> rules = vaali.Election.preset("meeting_slips", title="Board", candidates=["a", "b", "c"], seats=1, marks=2)
    >>> ballots = rules.ballots([["a", "b"], ["a", "b", "c"], []])
    >>> ballots.rows, ballots.accepted, ballots.blank, len(ballots.rejected)
    (3, 1, 1, 1)
    >>> ballots.rejected[0].row, ballots.rejected[0].reason
    (2, 'too_many_marks')
    """

    __slots__ = ("_native",)

    def __init__(self, native: _vaali.Ballots) -> None:
        self._native = native

    @property
    def rows(self) -> int:
        """Ballots read."""
        return self._native.counts[0]

    @property
    def accepted(self) -> int:
        """Ballots accepted."""
        return self._native.counts[1]

    @property
    def blank(self) -> int:
        """Blank ballots."""
        return self._native.counts[2]

    @property
    def voted(self) -> int:
        """Voters who voted; 0 where ballots are anonymous."""
        return self._native.counts[4]

    @property
    def rejected(self) -> list[Rejected]:
        """Rejected ballots by row, each with its reason. With secret ballots no reason names a candidate."""
        return [Rejected(*row) for row in self._native.rejected]

    @property
    def rejected_roll_marks(self) -> list[Rejected]:
        """Rejected marks on the roll, where ballots are apart from it."""
        return [Rejected(*row) for row in self._native.rejected_roll_marks]

    @property
    def layout(self) -> str | None:
        """The layout that was recognised: `list`, `wide`, `long` or `matrix`; `None` for Python's own lists."""
        return self._native.layout

    @property
    def findings(self) -> list[Finding]:
        """What was odd in the file or the table, such as columns that were not read."""
        return [Finding(*finding) for finding in self._native.findings]

    @property
    def voters(self) -> list[str]:
        """The voters of the accepted ballots, in the order of `profile`; empty where ballots name nobody."""
        return self._native.voters

    @property
    def definition_hash(self) -> str:
        """The hash of the definition under which they were taken."""
        return self._native.definition_hash

    @property
    def profile(self) -> Profile:
        """The accepted ballots as numbers."""
        return Profile._of(self._native.profile)

    def __reduce__(self) -> NoReturn:
        message = "ballots of an election are not pickled, for they may be secret: hand over the table that they came from and the election, or their `profile` or `tally()`"
        raise TypeError(message)

    def tally(self) -> Tally:
        """Count this part of the ballots, bound to the election: it adds up with other parts of the same election only.

        Raises `AnalysisError` (A02) where ballots name their voters: a voter's second ballot may lie in another part.

        >>> import vaali
        >>> rules = vaali.Election.preset("meeting_slips", title="Board", candidates=["a", "b"], seats=1, marks=1)
        >>> part = rules.ballots([["a"]]).tally()
        >>> (part + rules.ballots([["b"], ["a"]]).tally()).votes
        {'a': 2, 'b': 1}
        """
        return Tally(self._native.tally())

    def _ids(self) -> list[str]:
        return self._native.profile.ids or []

    def sweep_seats(
        self, first: int, last: int, *, declines: _convert.Declines = (), progress: ProgressLike = False
    ) -> Sweep[SeatsVariant]:
        """Say who would be elected if there were exactly so many seats, from `first` to `last`, both included.

        Offices, deputies and the rules `extend` and `shrink` are left out. Raises `DefinitionError` where so many seats make no sense.

        >>> import vaali
        >>> rules = vaali.Election.preset("meeting_slips", title="Board", candidates=["a", "b", "c"], seats=1, marks=2)
        >>> sweep = rules.ballots([["a", "b"], ["a"]]).sweep_seats(1, 2)
        >>> [variant.seating.elected for variant in sweep]
        [('a',), ('a', 'b')]
        """
        return seats_sweep(self._native, first, last, self._ids(), declines, progress)

    def sweep_marks(
        self,
        first: int = 1,
        last: int = 15,
        *,
        exactly: bool = False,
        declines: _convert.Declines = (),
        progress: ProgressLike = False,
    ) -> Sweep[MarksVariant]:
        """Say who would be elected if a ballot counted only with at most (or with `exactly`) so many marks.

        Ballots are not cut, and those that the rules rejected stay away: to let them count, take them under other rules with `Election.replace`.

        >>> import vaali
        >>> rules = vaali.Election.preset("meeting_slips", title="Board", candidates=["a", "b"], seats=1, marks=2)
        >>> sweep = rules.ballots([["a", "b"], ["b"], ["a"], ["a"]]).sweep_marks(1, 2)
        >>> [(variant.marks, variant.ballots, variant.votes["a"]) for variant in sweep]
        [(1, 3, 2), (2, 4, 3)]
        """
        return marks_sweep(
            self._native, 1, first, last, self._ids(), exactly=exactly, declines=declines, progress=progress
        )

    def leave_one_out(self, *, declines: _convert.Declines = (), progress: ProgressLike = False) -> LeaveOneOut:
        """Leave out each accepted ballot in turn, and tell of those that change who is elected or tied.

        Where ballots name organisations this is the election without one organisation's vote; its candidate still stands.
        """
        return one_out(self._native, 1, self._ids(), self.voters, declines, progress)

    def every_lot(self, *, declines: _convert.Declines = (), most_ways: int = 10_000) -> list[Possible]:
        """Draw every lot that the count asks for in every way: each different result with its exact probability, the likeliest first.

        Raises `AnalysisError` (A01) beyond `most_ways` ways.

        >>> import vaali
        >>> rules = vaali.Election.preset("meeting_slips", title="Board", candidates=["a", "b", "c"], seats=2, marks=2)
        >>> [(result.elected, result.probability) for result in rules.ballots([["a", "b"], ["a", "c"]]).every_lot()]
        [(('a', 'b'), '1/2'), (('a', 'c'), '1/2')]
        """
        answer = json.loads(_vaali.every_lot(self._native, _declines(declines), most_ways))
        return [
            Possible(tuple(row["elected"]), dict(row["offices"]), tuple(row["deputies"]), row["probability"])
            for row in answer["results"]
        ]

    def __len__(self) -> int:
        return self.rows

    def __repr__(self) -> str:
        return f"<Ballots: {self.rows} rows, {self.accepted} accepted, {self.blank} blank, {len(self._native.rejected)} rejected>"


def _declines(declines: _convert.Declines) -> str:
    return json.dumps({"declines": _convert.declines(declines)})


def seats_sweep(
    native: _vaali.Ballots | _vaali.Profile,
    first: int,
    last: int,
    ids: list[str],
    declines: _convert.Declines,
    progress: ProgressLike,
) -> Sweep[SeatsVariant]:
    """Ask for other numbers of seats."""
    with _progress.telling(progress) as tell:
        rows = json.loads(_vaali.sweep_seats(native, first, last, _declines(declines), tell))
    variants = [
        SeatsVariant(row["seats"], _convert.seating(row["seating"], ids), _convert.margin(row["margin"]))
        for row in rows
    ]
    return Sweep("seats", variants, ids)


def marks_sweep(
    native: _vaali.Ballots | _vaali.Profile,
    seats: int,
    first: int,
    last: int,
    ids: list[str],
    *,
    exactly: bool,
    declines: _convert.Declines,
    progress: ProgressLike,
) -> Sweep[MarksVariant]:
    """Ask for other numbers of marks."""
    with _progress.telling(progress) as tell:
        rows = json.loads(_vaali.sweep_marks(native, seats, exactly, first, last, _declines(declines), tell))
    variants = [
        MarksVariant(
            row["marks"],
            row["ballots"],
            row["weight"],
            dict(zip(ids, row["votes"], strict=True)),
            _convert.seating(row["seating"], ids),
        )
        for row in rows
    ]
    return Sweep("exactly" if exactly else "at most", variants, ids)


def one_out(
    native: _vaali.Ballots | _vaali.Profile,
    seats: int,
    ids: list[str],
    voters: list[str],
    declines: _convert.Declines,
    progress: ProgressLike,
) -> LeaveOneOut:
    """Ask for the election without each ballot."""
    with _progress.telling(progress) as tell:
        answer = json.loads(_vaali.leave_one_out(native, seats, _declines(declines), tell))
    without = [
        Without(row["ballot"], voters[row["ballot"]] if voters else None, _convert.seating(row["seating"], ids))
        for row in answer["without"]
    ]
    ballots = native.counts[1]
    return LeaveOneOut(_convert.seating(answer["all"], ids), without, ballots)
