"""The shapes of the data that goes in and comes out. Names of fields are those of the JSON forms (see `docs/count.md`)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from os import PathLike
from typing import Any, Literal, NamedTuple, Protocol, TypedDict, runtime_checkable

__all__ = [
    "ArrowStreamExportable",
    "BallotsLike",
    "BufferLike",
    "CandidateRow",
    "DeputyRow",
    "Language",
    "Lot",
    "LotRequest",
    "Margin",
    "Margins",
    "MarksVariant",
    "Possible",
    "ProgressLike",
    "Reconciliation",
    "Rejected",
    "Seating",
    "Seats",
    "SeatsVariant",
    "Turnout",
    "Without",
]


@runtime_checkable
class ArrowStreamExportable(Protocol):
    """Any table that speaks the Arrow PyCapsule interface: polars, pandas 3, pyarrow, DuckDB and others."""

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """Give the table as a capsule."""
        ...


BufferLike = Any
"""A matrix that shows its memory (buffer protocol): `numpy.ndarray` of two dimensions, a row for each ballot."""

BallotsLike = (
    ArrowStreamExportable
    | Mapping[str, Sequence[str]]
    | Sequence[Sequence[str] | Mapping[str, Any]]
    | str
    | PathLike[str]
    | BufferLike
)
"""Whatever ballots can be read from: a table, a matrix, lists of ids, `{voter: [ids]}`, dicts with `voter`, `cast_at` and `marks`, or the path of a file."""

Language = Literal["fi"] | Literal["sv"] | Literal["en"]
"""A language in which there are reports: Finnish, Swedish as in Finland, English."""

ProgressLike = bool | Callable[[int, int], object] | Any
"""`True` for a tqdm bar, a tqdm bar of your own, or a function called with what is done and what there is."""


class Place(TypedDict):
    """Places in an order, shared where `first` and `last` differ; from 1."""

    first: int
    last: int


class CandidateRow(TypedDict, total=False):
    """One candidate's part of a result. `votes` is exact; from 2^53 on it is a decimal string, as in the record."""

    id: str
    name: str
    organisation: str | None
    votes: int | str | None
    share: str | None
    place: Place | None
    status: Literal["elected", "deputy", "not_elected", "declined", "withdrawn", "refused", "undecided"]
    deputy: Place | None
    office: str | None
    reasons: list[dict[str, Any]]
    refusal: dict[str, Any]


class DeputyRow(TypedDict, total=False):
    """A deputy: `next_in_order` has a candidate and a place, `personal` whose and a name, `to_be_named` whose and by which organisation."""

    deputy: Literal["next_in_order", "personal", "to_be_named"]
    candidate: str
    place: Place
    elected: str
    name: str
    organisation: str


class Seats(TypedDict):
    """How many seats were filled, and why so many."""

    min: int
    max: int
    target: int | None
    filled: int
    vacant: int
    why: str
    gaps: list[dict[str, Any]]


class Turnout(TypedDict):
    """Who voted, of how many; fractions are exact texts such as `66/900`."""

    roll: int | None
    entitled: int | None
    registered: int | None
    present: int | None
    voted: int | None
    of_entitled: str | None
    of_registered: str | None
    of_present: str | None
    marks_per_ballot: str | None
    candidates_per_roll: str | None


class Reconciliation(TypedDict):
    """Where every row and every mark went."""

    rows: int
    accepted: int
    blank: int
    rejected: int
    expected: int | None
    weight: int | str
    votes: int | str
    marks: int | str
    not_voted: int | None
    roll_marks: int | None
    roll_marks_rejected: int | None
    spoiled: int
    unreturned: int


LotRequest = TypedDict(
    "LotRequest",
    {"for": "str | dict[str, str]", "label": str, "places": int, "among": list[str]},
)
"""What must be drawn, among whom, for what."""


class _Lot(TypedDict):
    request: LotRequest
    drawn: list[str]
    method: str | dict[str, dict[str, str]]


class Lot(_Lot, total=False):
    """A lot that was drawn: what was asked, who was drawn in which order, how, when, before whom."""

    drawn_at: str
    witnesses: list[str]
    note: str


class Rejected(NamedTuple):
    """A ballot, or a mark on the roll, that was rejected."""

    row: int
    """Its row, from 1."""
    code: str
    """The code of the reason, such as `B10`."""
    reason: str
    """Its name, such as `too_many_marks`."""
    message: str
    """The reason in English; with secret ballots it names no candidate."""
    fix: str
    """What to do about it."""


class Margin(NamedTuple):
    """The least number of ballots that, replaced by other valid ones, could change something.

    >>> Margin(3, 3).exact, Margin(2, 5).exact, Margin(None, None).unchangeable
    (3, None, True)
    """

    at_least: int | None
    """Fewer cannot."""
    at_most: int | None
    """So many can; `None` where that is not known."""

    @property
    def exact(self) -> int | None:
        """The number, where it is known exactly."""
        return self.at_most if self.at_least == self.at_most else None

    @property
    def unchangeable(self) -> bool:
        """Whether no number of ballots is enough."""
        return self.at_least is None and self.at_most is None


class Margins(NamedTuple):
    """How close a result was. Numbers of votes are exact."""

    last_elected: int | None
    """Votes of the last elected."""
    first_not_elected: int | None
    """Votes of the first not elected."""
    distance: int | None
    """The distance between the two."""
    elected_set: Margin
    """The least number of ballots that could change who is elected."""
    chair: Margin | None
    """The least number of ballots that could change the holder of the first office filled by votes."""


class Seating(NamedTuple):
    """Who has a seat before any lot is drawn."""

    elected: tuple[str, ...]
    """Elected whatever the lots, in declared order."""
    tied: tuple[str, ...]
    """Tied at the last seats."""
    places: int
    """Seats that a lot among the tied fills."""
    vacant: int
    """Seats that stay vacant."""


class SeatsVariant(NamedTuple):
    """What a number of seats gives."""

    seats: int
    """The number of seats."""
    seating: Seating
    """Who has one."""
    margin: Margin | None
    """The least number of ballots that could change that; none under acclamation."""


class MarksVariant(NamedTuple):
    """What a limit of marks gives."""

    marks: int
    """The number of marks."""
    ballots: int
    """Ballots that count under it."""
    weight: int
    """What they weigh together."""
    votes: dict[str, int]
    """Votes by candidate."""
    seating: Seating
    """Who has a seat."""


class Without(NamedTuple):
    """A ballot that alone decides something."""

    ballot: int
    """Which accepted ballot, from 0."""
    voter: str | None
    """Whose it is, where ballots name their voters."""
    seating: Seating
    """Who has a seat without it."""


class Possible(NamedTuple):
    """A result that some lots give."""

    elected: tuple[str, ...]
    """The elected, in declared order."""
    offices: dict[str, str | None]
    """Each office with its holder."""
    deputies: tuple[str, ...]
    """The deputies, in order."""
    probability: str
    """How likely it is when every draw is equally likely: an exact fraction such as `1/3`."""
