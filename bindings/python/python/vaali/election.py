"""An election before the vote: rules, candidates, roll."""

from __future__ import annotations

import json
from collections.abc import Mapping
from operator import index
from os import PathLike, fspath, urandom
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, SupportsIndex, cast

from . import _convert, _progress, _vaali
from .ballots import Ballots
from .errors import Finding
from .record import Record
from .result import LotNeeded, Result, outcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .tally import Tally
    from .types import BallotsLike, Language, Lot, ProgressLike, Seating

__all__ = ["Election", "presets"]


def presets() -> list[dict[str, Any]]:
    """Give the rule sets to start from: `id`, `title`, `summary`, `sources`, `rules`. Data, not law: "as in", never "complies with".

    >>> [preset["id"] for preset in presets()][0]
    'founding_council'
    """
    return cast("list[dict[str, Any]]", json.loads(_vaali.presets()))


class Election:
    """What is decided before the vote. Made from a folder, a file, TOML, JSON, a dict or a preset.

    Rules that contradict themselves raise `DefinitionError` with every fault, when ballots are taken or counted; `check` lists them, with what is only doubtful.

    >>> board = Election.preset("meeting_slips", title="Board", candidates=["Aino", "Bo", "Cia"], seats=2, marks=2)
    >>> board.count([["Aino", "Bo"], ["Aino"], ["Bo"]])
    <Result: 2 of 3 elected>
    """

    __slots__ = ("_native",)

    def __init__(self, native: _vaali.Election) -> None:
        self._native = native

    @classmethod
    def read(cls, path: str | PathLike[str], *, seats: int | None = None) -> Election:
        """Read the folder of an election (or its `election.toml`), a TOML file that holds everything, or a published data set.

        Data sets are Pabulib `.pb`, abcvoting `.abc.yaml`, PrefLib `.cat` and `.toi`, BLT, CEF and NIST CVR; `seats` says how many are elected where the file does not.
        The ballots that belong to it are counted by `count()` without arguments. Raises `FileError` and `DefinitionError` with every finding.
        """
        place = Path(path)
        if place.name == "election.toml":
            place = place.parent
        elif place.suffix == ".toml":
            return cls.from_toml(place.read_text(encoding="utf-8"))
        return cls(_vaali.Election.read(fspath(place), seats))

    @classmethod
    def from_toml(cls, text: str) -> Election:
        """Read an election from the text of an `election.toml` that holds its candidates and its roll."""
        return cls(_vaali.Election.from_toml(text))

    @classmethod
    def from_json(cls, text: str) -> Election:
        """Read an election from the JSON of its definition. Duplicate keys and unknown fields are refused."""
        return cls(_vaali.Election.from_json(text))

    @classmethod
    def from_dict(cls, definition: Mapping[str, Any]) -> Election:
        """Read an election from its definition as plain data: `{"format": 1, "id": ..., "title": ..., "rules": {...}, "candidates": [...], "roll": [...]}`."""
        return cls.from_json(_convert.text(definition))

    @classmethod
    def preset(
        cls,
        name: str,
        *,
        title: str | Mapping[str, str],
        candidates: Iterable[str | Mapping[str, Any]],
        roll: Iterable[str | Mapping[str, Any]] = (),
        id: str | None = None,  # noqa: A002 - the field's name in the definition
        test: bool = False,
        seats: SupportsIndex | tuple[SupportsIndex, SupportsIndex] | Mapping[str, Any] | None = None,
        marks: SupportsIndex | tuple[SupportsIndex, SupportsIndex] | Mapping[str, Any] | None = None,
        **rules: Any,
    ) -> Election:
        """Start from a preset (see `presets`) and say what is different.

        Candidates and voters are ids, or dicts with `id`, `name` and whatever else the definition has. `seats` is a number or `(least, greatest)`, `marks` the greatest number or `(least, greatest)`; any other
        field of the rules is given by its name and taken as it is. Without an `id` the election gets one that is made of everything else. Raises `KeyError` where there is no such preset.

        >>> Election.preset("founding_council", title="Council", candidates=["a", "b"], roll=["1"], seats=1, marks=1).definition["rules"]["marks"]
        {'max': 1, 'min': 1}
        """
        found = {preset["id"]: preset for preset in presets()}
        if name not in found:
            message = f"there is no preset {name!r}; there are {', '.join(found)}"
            raise KeyError(message)
        definition: dict[str, Any] = {
            "format": 1,
            "title": title if isinstance(title, str) else dict(title),
            "test": test,
            "preset": name,
            "rules": {**found[name]["rules"], **rules},
            "candidates": [_named(candidate) for candidate in candidates],
            "roll": [_named(voter) for voter in roll],
        }
        if seats is not None:
            definition["rules"]["seats"] = _range("seats", seats, least=None)
        if marks is not None:
            definition["rules"]["marks"] = _range("marks", marks, least=1)
        return cls.from_dict({**definition, "id": id or _id_of(definition)})

    def replace(self, **rules: Any) -> Election:
        """Give the same election under other rules, to ask what would have happened. `seats` and `marks` as in `preset`.

        It has no ballots of its own: hand them over to `count`. It is another election, with another hash.

        >>> rules = Election.preset("meeting_slips", title="Board", candidates=["a", "b", "c"], seats=1, marks=1)
        >>> rules.replace(seats=2).count([["a"], ["b"]]).elected
        ['a', 'b']
        """
        definition = self.definition
        changed = {**definition["rules"], **rules}
        for field, least in (("seats", None), ("marks", 1)):
            if field in rules:
                changed[field] = _range(field, rules[field], least=least)
        return Election.from_dict({**definition, "rules": changed})

    @property
    def definition(self) -> dict[str, Any]:
        """The definition as plain data."""
        return cast("dict[str, Any]", json.loads(self._native.definition_json()))

    @property
    def title(self) -> str | dict[str, str]:
        """What is elected."""
        return cast("str | dict[str, str]", self.definition["title"])

    @property
    def candidates(self) -> list[dict[str, Any]]:
        """All candidates in declared order, also the withdrawn and the refused."""
        return cast("list[dict[str, Any]]", self.definition["candidates"])

    @property
    def roll(self) -> list[dict[str, Any]]:
        """The electoral roll; empty with anonymous ballots."""
        return cast("list[dict[str, Any]]", self.definition.get("roll", []))

    @property
    def hash(self) -> str:
        """SHA-256 of the canonical definition. Raises `DefinitionError` where it cannot be frozen."""
        return self._native.definition_hash

    @property
    def proceedings(self) -> dict[str, Any]:
        """What the folder says of the meeting: lots, declines, attendance; empty where there is no folder."""
        return cast("dict[str, Any]", json.loads(self._native.proceedings_json()))

    def to_json(self) -> str:
        """Give the definition as canonical JSON: the bytes whose hash is `hash`."""
        return self._native.definition_json()

    def rules(self, language: Language = "en") -> list[str]:
        """Read the rules back in plain words, a sentence or two for each: as `vaali check` does, and the minutes.

        Raises `DefinitionError` for rules that contradict themselves, `ReportError` (Y20) for a language that there is not.

        >>> Election.preset("meeting_slips", title="Board", candidates=["a", "b"], seats=1, marks=1).rules("en")[9]
        'There is 1 seat.'
        """
        return cast("list[str]", json.loads(_vaali.rules(self._native, language)))

    def booklet(
        self,
        language: Language | Sequence[Language] = "fi",
        *,
        format: Literal["html", "markdown", "md"] = "html",  # noqa: A002 - as the command calls it
        seed: str | None = None,
        first: int | None = None,
    ) -> str:
        """Write the booklet of candidates before the vote: as `vaali booklet` does; with several languages the texts stand side by side.

        The order is alphabetical by surname, unless `seed` draws it or it begins with the candidate number `first`, from 1; the booklet says how it was made.

        Raises `ReportError`: Y20 for a language that there is not, Y21 for a form, Y24 for an order that cannot be made.

        >>> board = Election.preset("meeting_slips", title="Board", candidates=["Bo Öhman", "Aino Zetterberg"], seats=1, marks=1)
        >>> booklet = board.booklet(["fi", "sv"], format="markdown")
        >>> booklet.index("Zetterberg") < booklet.index("Öhman")
        True
        """
        languages: list[str] = [language] if isinstance(language, str) else list(language)
        return _vaali.booklet(self._native, languages, format, seed, first)

    def check(self) -> list[Finding]:
        """List everything that is wrong or doubtful, errors first, each with its place and the way out.

        >>> rules = Election.preset("meeting_slips", title="Board", candidates=["a"], seats=2, marks=1)
        >>> [(finding.severity, finding.code) for finding in rules.check()]
        [('warning', 'D47')]
        """
        return [Finding(*finding) for finding in self._native.check()]

    def ballots(
        self,
        ballots: BallotsLike | Ballots | None = None,
        *,
        roll_marks: Iterable[str | Mapping[str, Any]] | str | PathLike[str] = (),
        columns: Mapping[str, str] | None = None,
        progress: ProgressLike = False,
    ) -> Ballots:
        """Take ballots by the rules: each is accepted, blank, or rejected with its reason.

        `ballots` is

        - a table of polars, pandas 3, pyarrow, DuckDB or any other library with `__arrow_c_stream__`: with a column of lists `marks` (a row is a ballot), with `voter` or `ballot` and `candidate` (a row is a mark; a null
          candidate is a blank ballot), or with a column of 0 and 1 for each candidate, by id or exact name. `voter` says whose a ballot is and `cast_at` when it was cast; `columns` gives them other names;
        - a matrix of 0 and 1 (numpy), a column for each candidate in declared order, where ballots name no voters;
        - a list with the ids that each ballot marks, `{voter: ids}`, or dicts with `voter`, `cast_at` and `marks`;
        - the path of a CSV file;
        - nothing: the ballots of the folder or the data set that the election was read from.

        `roll_marks` are the voters marked on the roll where ballots are apart from it: ids, dicts with `voter` and `cast_at`, or the path of a file.

        Raises `TableError` and `FileError` where they cannot be read, with the column and the row (from 1).
        """
        if isinstance(ballots, Ballots):
            return ballots
        with _progress.telling(progress) as tell:
            if ballots is None:
                return Ballots(self._native.read_own(tell))
            if isinstance(ballots, str | PathLike):
                if isinstance(roll_marks, str | PathLike):
                    return Ballots(self._native.read_file(fspath(ballots), fspath(roll_marks), tell))
                if tuple(roll_marks):
                    raise _convert.wrong(
                        "roll_marks",
                        "a file of ballots needs a file of roll marks",
                        "give the path of a file such as voted.csv",
                    )
                return Ballots(self._native.read_file(fspath(ballots), None, tell))
            if isinstance(roll_marks, str | PathLike):
                raise _convert.wrong(
                    "roll_marks",
                    "ballots in memory with roll marks in a file",
                    'give the voters as a list of ids, such as ["o001"]',
                )
            marked = _convert.roll_marks(roll_marks)
            rows = _convert.rows(ballots)
            if rows is not None:
                return Ballots(self._native.read_rows(json.dumps(rows), marked))
            names = _convert.names(**(columns or {}))
            return Ballots(self._native.read_table(_convert.table(ballots, names), names, marked, tell))

    def count(
        self,
        ballots: BallotsLike | Ballots | None = None,
        *,
        lots: Iterable[Lot] | Lot = (),
        declines: _convert.Declines = (),
        attendance: Mapping[str, int] | None = None,
        spoiled: int | None = None,
        unreturned: int | None = None,
        ballots_expected: int | None = None,
        roll_marks: Iterable[str | Mapping[str, Any]] | str | PathLike[str] = (),
        columns: Mapping[str, str] | None = None,
        progress: ProgressLike = False,
    ) -> Result | LotNeeded:
        """Count: a pure function of the definition, the ballots and what happened at the meeting.

        A tie is no error: `LotNeeded` says who is tied, and `lots` goes on with what was drawn. `declines` are ids of those who decline the seat, or pairs of id and office. They and the lots come after those of the folder,
        the other figures instead of the folder's. `ballots`, `roll_marks` and `columns` as in `ballots`.

        Raises `CountError` for lots that answer nothing and declines by nobody, `DefinitionError` for rules that contradict themselves.

        >>> rules = Election.preset("meeting_slips", title="Board", candidates=["a", "b"], seats=1, marks=1)
        >>> rules.count([["a"], ["b"]])
        <LotNeeded seat/1: 1 of a, b>
        >>> rules.count([["a"], ["a"], ["b"]], declines=["a"]).elected
        ['b']
        """
        taken = self.ballots(ballots, roll_marks=roll_marks, columns=columns, progress=progress)
        figures = {"spoiled": spoiled, "unreturned": unreturned, "ballots_expected": ballots_expected}
        meeting = _convert.proceedings(self.proceedings, lots, declines, attendance, figures)
        return outcome(self._native.count(taken._native, meeting))

    def seating(self, tally: Tally, *, declines: _convert.Declines = ()) -> Seating:
        """Say who has a seat by the votes of a tally, and who needs a lot for one: for ballots that were counted in parts, anywhere.

        Raises `TallyError` where the tally is of other rules (`Y31`), `CountError` for declines by nobody. Offices, deputies and the lot itself are for `count`, which needs the ballots.

        >>> rules = Election.preset("meeting_slips", title="Board", candidates=["a", "b", "c"], seats=1, marks=2)
        >>> parts = [rules.ballots([["a", "b"]]).tally(), rules.ballots([["b"]]).tally()]
        >>> rules.seating(sum(parts)).elected
        ('b',)
        """
        declined = json.dumps({"declines": _convert.declines(declines)})
        seating = json.loads(tally._native.seating(self._native, 0, declined))
        return _convert.seating(seating, [candidate["id"] for candidate in self.candidates])

    def certify(
        self,
        ballots: BallotsLike | Ballots | None = None,
        *,
        certified_at: object,
        frozen_at: object = None,
        salt: bytes | str | None = None,
        chair: str | None = None,
        secretary: str | None = None,
        checkers: Sequence[str] = (),
        tellers: Sequence[str] = (),
        lots: Iterable[Lot] | Lot = (),
        declines: _convert.Declines = (),
        attendance: Mapping[str, int] | None = None,
        spoiled: int | None = None,
        unreturned: int | None = None,
        ballots_expected: int | None = None,
        roll_marks: Iterable[str | Mapping[str, Any]] | str | PathLike[str] = (),
        columns: Mapping[str, str] | None = None,
    ) -> Record:
        """Count again from every row and make the record, if everything agrees: the same bytes as those of `vaali certify`.

        `chair`, `secretary`, `checkers` and `tellers` are those of `meeting.toml` in the folder where they are not named here. `certified_at` and `frozen_at` are datetimes with a zone or texts of RFC 3339; without `frozen_at` it is what `vaali freeze` noted in the folder, if nothing was changed since. `salt` hides secret ballots: 32 random bytes, or the text of the salt in a file of sealed ballots, to make the same record again; without it, the system gives one.

        Raises `CertifyError` with everything that stands in the way, `FileError` where the folder was changed after it was frozen.
        """
        taken = self.ballots(ballots, roll_marks=roll_marks, columns=columns)
        figures = {"spoiled": spoiled, "unreturned": unreturned, "ballots_expected": ballots_expected}
        meeting = _convert.proceedings(self.proceedings, lots, declines, attendance, figures)
        frozen = _convert.time(frozen_at) or self._native.frozen_at
        certified = _convert.time(certified_at)
        if frozen is None or certified is None:
            raise _convert.wrong(
                "frozen_at",
                "nothing says when the definition was frozen",
                "give frozen_at and certified_at, such as 2030-04-01T12:00:00+03:00; `vaali freeze` notes the first in the folder",
            )
        people: dict[str, Any] = {"checkers": list(checkers), "tellers": list(tellers)}
        people.update(
            {office: name for office, name in (("chair", chair), ("secretary", secretary)) if name is not None}
        )
        times = (frozen, certified)
        salted = urandom(32) if salt is None else salt
        if isinstance(salted, bytes) and len(salted) != 32:
            raise _convert.wrong(
                "salt", f"the salt has {len(salted)} bytes", "give `secrets.token_bytes(32)`, or leave it out"
            )
        text, sealed = self._native.certify(taken._native, meeting, times, json.dumps(people), salted)
        return Record(text, sealed, self._native.path)

    def __repr__(self) -> str:
        title = self.title if isinstance(self.title, str) else next(iter(self.title.values()), "")
        return f"<Election {title!r}: {len(self.candidates)} candidates>"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Election) and self.to_json() == other.to_json()

    def __hash__(self) -> int:
        return hash(self.to_json())

    def __reduce__(self) -> tuple[Any, tuple[str]]:
        return Election.from_json, (self.to_json(),)


def _named(entry: str | Mapping[str, Any]) -> dict[str, Any]:
    return {"id": entry, "name": entry} if isinstance(entry, str) else dict(entry)


def _range(name: str, value: object, *, least: int | None) -> dict[str, Any]:
    if isinstance(value, Mapping):
        return dict(value)
    try:
        if isinstance(value, tuple | list):
            low, high = map(index, value)
        else:
            high = index(value)  # type: ignore[arg-type]
            low = high if least is None else least
    except (TypeError, ValueError):
        fix = f"give a whole number, or the least and the greatest: `{name}=3`, `{name}=(1, 3)`"
        raise _convert.wrong(name, f"`{value!r}` is no number of {name}", fix) from None
    return {"min": low, "max": high}


def _id_of(definition: dict[str, Any]) -> str:
    """Make an id of everything else, so that the same definition is the same election."""
    from uuid import UUID, uuid5

    namespace = UUID("0d3a6f5e-5b0f-4b0a-9a5e-6f3d3c8a7b11")
    return str(uuid5(namespace, json.dumps(definition, sort_keys=True, ensure_ascii=False, default=index)))
