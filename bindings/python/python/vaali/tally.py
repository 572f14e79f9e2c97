"""Counts that add up: the votes of a part of the ballots, made anywhere."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from . import _convert, _progress, _vaali
from ._table import Table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .election import Election
    from .types import ArrowStreamExportable, BufferLike, ProgressLike, Seating

__all__ = ["Tally"]


class Tally(Table):
    """The exact count of some ballots: how many, what they weigh, the votes of each candidate.

    Tallies of one election are a commutative monoid: `+` adds two, in any order and grouping, `sum` adds many, and `Tally.empty` changes nothing. So ballots may be counted in pieces, by any engine that runs Python:
    a tally is a few hundred bytes, pickles, and has versioned canonical bytes. It holds a fingerprint of its rules and candidates, and tallies of different elections do not add up (`TallyError`).

    It is a table too, with the columns `candidate` and `votes` (uint64).

    >>> morning = Tally.from_arrow([["a"], ["a", "b"]], candidates=["a", "b"])
    >>> evening = Tally.from_arrow([["b"]], candidates=["a", "b"])
    >>> (morning + evening).votes
    {'a': 2, 'b': 2}
    >>> sum([morning, evening]) == evening + morning
    True
    """

    __slots__ = ("_native",)

    def __init__(self, native: _vaali.Tally) -> None:
        self._native = native

    @classmethod
    def from_arrow(
        cls,
        ballots: ArrowStreamExportable | BufferLike | Sequence[Sequence[str | int]],
        candidates: int | Sequence[str],
        *,
        columns: Mapping[str, str] | None = None,
        progress: ProgressLike = False,
    ) -> Tally:
        """Count a table, a matrix or lists of marks: see `Profile` for what they may be.

        This is what a worker of a cluster calls on its part of the ballots. For the rules of an election, `election.ballots(part).tally()` does the same.

        A stream (a reader of pyarrow, a relation of DuckDB) is counted as it comes in, with a part of it in memory at a time, if a row is a ballot. Where a row is a mark, the rows of a ballot may lie anywhere, and the whole
        table is held.

        >>> Tally.from_arrow([[0], [0, 1]], candidates=2).votes
        {'0': 2, '1': 1}
        """
        if isinstance(ballots, list | tuple):
            from .profile import Profile

            return Profile(ballots, candidates, columns=columns, progress=progress).tally()
        with _progress.telling(progress) as tell:
            names = _convert.names(**(columns or {}))
            known = candidates if isinstance(candidates, int) else [str(candidate) for candidate in candidates]
            return cls(_vaali.Tally.read(_convert.table(ballots, names), known, names, tell))

    @classmethod
    def empty(cls, candidates: int | Sequence[str]) -> Tally:
        """Give the count of no ballots over these candidates.

        >>> Tally.empty(["a"]) + Tally.from_arrow([["a"]], candidates=["a"]) == Tally.from_arrow([["a"]], candidates=["a"])
        True
        """
        return cls(_vaali.Tally.empty(candidates if isinstance(candidates, int) else list(candidates)))

    @property
    def ballots(self) -> int:
        """Ballots counted, whatever they weigh."""
        return self._native.counts[0]

    @property
    def weight(self) -> int:
        """What they weigh together."""
        return self._native.counts[1]

    @property
    def marks(self) -> int:
        """Their marks, each as many times as its ballot weighs."""
        return self._native.counts[2]

    @property
    def candidates(self) -> list[str]:
        """The ids of the candidates; their numbers where they have none."""
        return self._native.ids or [str(number) for number in range(len(self._native.votes))]

    @property
    def votes(self) -> dict[str, int]:
        """Votes by candidate, exact, in declared order."""
        return dict(zip(self.candidates, self._native.votes, strict=True))

    @property
    def fingerprint(self) -> str | None:
        """What ties it to its election: the hash of the definition, or of the candidates where there is no election."""
        return self._native.fingerprint

    def to_bytes(self) -> bytes:
        """Give its canonical bytes: JSON with a version, the same for equal tallies in every language.

        >>> Tally.empty(["a"]).to_bytes()[:14]
        b'{"ballots":0,"'
        """
        return self._native.to_bytes()

    @classmethod
    def from_bytes(cls, data: bytes, candidates: int | Sequence[str] | Election | None = None) -> Tally:
        """Read what `to_bytes` wrote.

        The bytes do not hold the ids of the candidates: `candidates` are those that the tally was made with, or the election that it is of. Without them, candidates are numbers.

        Raises `TallyError` where the bytes are none of a tally, its figures contradict each other (`Y19`), or it is of other candidates (`Y30`) or another election (`Y31`).

        >>> tally = Tally.from_arrow([["a"]], candidates=["a", "b"])
        >>> Tally.from_bytes(tally.to_bytes(), ["a", "b"]).votes
        {'a': 1, 'b': 0}
        """
        from .election import Election

        if candidates is None:
            return cls(_vaali.Tally.from_bytes(data))
        if isinstance(candidates, Election):
            cls(_vaali.Tally.from_bytes(data))._native.check_election(candidates._native)
            return cls._restored(data, [candidate["id"] for candidate in candidates.candidates])
        known = candidates if isinstance(candidates, int) else list(candidates)
        tally = cls(_vaali.Tally.from_bytes(data))
        tally._native.check_candidates(known)
        return tally if isinstance(known, int) else cls._restored(data, known)

    @classmethod
    def _restored(cls, data: bytes, ids: list[str] | None) -> Tally:
        return cls(_vaali.Tally.from_bytes(data, ids))

    def seating(self, seats: int) -> Seating:
        """Say who has one of so many seats by these votes, and who would need a lot for one.

        For the rules of an election, see `Election.seating`.

        >>> votes = Tally.from_arrow([["a", "b"], ["a"], ["c"]], candidates=["a", "b", "c"])
        >>> votes.seating(2)
        Seating(elected=('a',), tied=('b', 'c'), places=1, vacant=0)
        """
        return _convert.seating(json.loads(self._native.seating(None, seats, "{}")), self.candidates)

    def __add__(self, other: Tally) -> Tally:
        if not isinstance(other, Tally):
            return NotImplemented
        return Tally(self._native.merge(other._native))

    def __radd__(self, other: int) -> Tally:
        return self if other == 0 else NotImplemented

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Tally) and self._native == other._native

    def __hash__(self) -> int:
        return hash(self.to_bytes())

    def __reduce__(self) -> tuple[Any, tuple[bytes, list[str] | None]]:
        return Tally._restored, (self.to_bytes(), self._native.ids)

    def _columns(self) -> list[tuple[str, str, list[Any]]]:
        return [("candidate", "string", list(self.candidates)), ("votes", "uint64", list(self._native.votes))]

    def __repr__(self) -> str:
        return f"<Tally: {self.ballots} ballots, {self.marks} marks, {len(self._native.votes)} candidates>"
