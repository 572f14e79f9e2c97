"""Python's own data to the forms that the engine reads. Types in, types out: nothing is decided here."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from operator import index
from typing import TYPE_CHECKING, Any

from .errors import TableError
from .types import Margin, Margins, Seating

if TYPE_CHECKING:
    from .types import Lot

Declines = Iterable["str | tuple[str, str] | Mapping[str, Any]"]


def wrong(name: str, message: str, fix: str) -> TableError:
    """Say that an argument is of no use."""
    return TableError([("error", "Y18", name, None, None, message, fix)])


def text(value: object) -> str:
    """Give plain data as JSON; whole numbers may be those of numpy."""
    return json.dumps(value, default=index)


def time(value: object) -> str | None:
    """Give a time as RFC 3339 writes it."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise wrong(
                "cast_at", "the time has no zone", 'give it one: `time.replace(tzinfo=ZoneInfo("Europe/Helsinki"))`'
            )
        return value.isoformat()
    raise wrong(
        "cast_at",
        f"`{type(value).__name__}` is no time",
        "give a datetime with a zone, or a text such as 2030-04-15T19:10:00+03:00",
    )


def _marks(value: object) -> list[str]:
    if isinstance(value, str) or not isinstance(value, Iterable):
        raise wrong(
            "ballots",
            f"the marks of a ballot are {type(value).__name__}",
            'give a list of ids for each ballot, such as ["c01", "c02"]',
        )
    marks = list(value)
    for mark in marks:
        if not isinstance(mark, str):
            raise wrong("ballots", f"a mark is {type(mark).__name__}, not an id", 'write ids as text, such as "c01"')
    return marks


def _of_voter(marks: object) -> list[str]:
    try:
        return _marks(marks)
    except TableError as error:
        fix = "give {voter: ids}; columns belong into a table, such as `polars.DataFrame(ballots)`"
        raise wrong("ballots", f"a dict has the marks of each voter, and here {error.text}", fix) from None


def rows(data: object) -> list[dict[str, Any]] | None:
    """Give ballots that lie in Python's own lists and dicts as rows; nothing for any other object."""
    if isinstance(data, Mapping):
        return [{"voter": str(voter), "marks": _of_voter(marks)} for voter, marks in data.items()]
    if not isinstance(data, list | tuple):
        return None
    ballots: list[dict[str, Any]] = []
    for ballot in data:
        if isinstance(ballot, Mapping):
            row: dict[str, Any] = {"marks": _marks(ballot.get("marks", ()))}
            unknown = set(ballot) - {"voter", "cast_at", "marks"}
            if unknown:
                raise wrong("ballots", f"a ballot has no `{min(map(str, unknown))}`", "use voter, cast_at and marks")
            if ballot.get("voter") is not None:
                row["voter"] = str(ballot["voter"])
            if ballot.get("cast_at") is not None:
                row["cast_at"] = time(ballot["cast_at"])
        else:
            row = {"marks": _marks(ballot)}
        ballots.append(row)
    return ballots


def roll_marks(data: Iterable[str | Mapping[str, Any]]) -> str:
    """Give the marks on the roll: voters, or dicts with `voter` and `cast_at`."""
    marks = []
    for mark in data:
        if isinstance(mark, Mapping):
            row = {"voter": mark.get("voter")}
            if mark.get("cast_at") is not None:
                row["cast_at"] = time(mark["cast_at"])
            marks.append(row)
        else:
            marks.append({"voter": mark})
    return json.dumps(marks)


def declines(data: Declines) -> list[dict[str, Any]]:
    """Give declines: an id declines the seat, a pair of id and office an office."""
    found: list[dict[str, Any]] = []
    for decline in data:
        if isinstance(decline, str):
            found.append({"candidate": decline, "from": "seat"})
        elif isinstance(decline, Mapping):
            found.append(dict(decline))
        else:
            candidate, office = decline
            found.append({"candidate": candidate, "from": {"office": office}})
    return found


def proceedings(
    base: dict[str, Any],
    lots: Iterable[Lot] | Lot,
    declined: Declines,
    attendance: Mapping[str, int] | None,
    figures: dict[str, int | None],
) -> str:
    """Put together what happened at the meeting: what the folder says, and what is said here."""
    value = dict(base)
    drawn = [lots] if isinstance(lots, Mapping) else list(lots)
    for lot in drawn:
        if not isinstance(lot, Mapping):
            fix = "give what `lot` or `draw` of the `LotNeeded` makes, as in `lots=[tie.lot([winner])]`"
            raise wrong("lots", f"a lot is {type(lot).__name__}", fix)
    value["lots"] = [*value.get("lots", []), *drawn]
    value["declines"] = [*value.get("declines", []), *declines(declined)]
    if attendance is not None:
        value["attendance"] = dict(attendance)
    value.update({name: figure for name, figure in figures.items() if figure is not None})
    return text(value)


def names(**columns: str) -> dict[str, str]:
    """Give the names of the columns, each with its default."""
    known = {name: name for name in ("voter", "ballot", "candidate", "marks", "cast_at", "weight")}
    return {**known, **columns}


def table(data: Any, names: Mapping[str, str]) -> Any:
    """Give a table or a matrix as the engine takes it.

    Bits of numpy are bytes there. A single column (a series) is the column of marks. Columns of polars that hold nothing but nulls get a type, for polars hands them over with a buffer more than Arrow says.
    """
    if getattr(getattr(data, "dtype", None), "kind", None) == "b" and hasattr(data, "view"):
        return data.view("u1")
    if isinstance(data, Iterator) and not hasattr(data, "__arrow_c_stream__"):
        raise _nothing(data, "make a list of it: `list(ballots)`")
    if type(data).__name__ == "LazyFrame":
        raise _nothing(data, "collect it first: `ballots.collect()`")
    if hasattr(data, "to_frame") and hasattr(data, "__arrow_c_stream__"):
        data = data.to_frame(names["marks"])
    polars = sys.modules.get("polars")
    if polars is not None and isinstance(data, polars.DataFrame):
        return _typed(data, names, polars)
    return data


def _nothing(data: object, fix: str) -> TableError:
    message = f"`{type(data).__name__}` is nothing that ballots can be read from"
    return TableError([("error", "Y01", "", None, None, message, fix)])


def _typed(frame: Any, names: Mapping[str, str], polars: Any) -> Any:
    def said(kind: Any) -> Any:
        if kind == polars.Null:
            return polars.String
        if isinstance(kind, polars.List):
            return polars.List(said(kind.inner))
        if isinstance(kind, polars.Array):
            return polars.Array(said(kind.inner), kind.size)
        if isinstance(kind, polars.Struct):
            return polars.Struct([polars.Field(field.name, said(field.dtype)) for field in kind.fields])
        return kind

    # What a column of its name holds, and a column of marks for a candidate else.
    meant = {names[name]: polars.String for name in ("voter", "ballot", "candidate", "cast_at")}
    meant |= {names["weight"]: polars.UInt64, names["marks"]: polars.List(polars.String)}
    kinds = {
        name: meant.get(name, polars.Boolean) if kind == polars.Null else said(kind)
        for name, kind in frame.schema.items()
    }
    changed = {name: kind for name, kind in kinds.items() if kind != frame.schema[name]}
    return frame.cast(changed) if changed else frame


def exact(value: int | str | None) -> int | None:
    """Give an exact number that may be written as text."""
    return None if value is None else int(value)


def margin(value: Any) -> Margin | None:
    """Read a margin."""
    if value is None:
        return None
    if value == "unchangeable":
        return Margin(None, None)
    ((kind, number),) = value.items()
    if kind == "exact":
        return Margin(number, number)
    if kind == "at_least":
        return Margin(number, None)
    return Margin(number["at_least"], number["at_most"])


def margins(value: dict[str, Any] | None) -> Margins | None:
    """Read margins."""
    if value is None:
        return None
    elected_set = margin(value["elected_set"])
    if elected_set is None:
        return None
    return Margins(
        exact(value["last_elected"]),
        exact(value["first_not_elected"]),
        exact(value["distance"]),
        elected_set,
        margin(value["chair"]),
    )


def seating(value: dict[str, Any], ids: Sequence[str]) -> Seating:
    """Read a seating; positions become ids."""
    elected = tuple(ids[position] for position in value["elected"])
    tied = tuple(ids[position] for position in value["tied"])
    return Seating(elected, tied, value["places"], value["vacant"])


def unknown(row: int) -> TableError:
    """Say that a mark is for nobody."""
    fix = "compare the marks with the candidates given, to the letter"
    return TableError([("error", "Y09", "", row, None, "a mark names no candidate", fix)])
