"""Records: what is published of an election, to be checked by anybody."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from . import _vaali
from ._reports import Reports
from .result import Result

if TYPE_CHECKING:
    from os import PathLike

    from .election import Election

__all__ = ["Record", "Report", "verify"]


class Record(Reports):
    """The certified record of an election. Made by `Election.certify`, or read from a file; what a file says is true only as far as `verify` proves it.

    Reports on a record are made only if it verifies; they say its seal and when it was certified.

    >>> import vaali
    >>> rules = vaali.Election.preset("meeting_slips", title="Board", candidates=["Aino", "Bo"], seats=1, marks=1)
    >>> record = rules.certify([["Aino"]], ballots_expected=1, frozen_at="2030-04-01T12:00:00Z", certified_at="2030-04-20T18:00:00Z", chair="Cia")
    >>> record.verify(), "Cia" in record.minutes("en")
    (<Report: verified>, True)
    """

    __slots__ = ("_folder", "_text", "sealed_json")

    def __init__(self, text: str, sealed: str | None = None, folder: Path | None = None) -> None:
        self._text = text
        self._folder = folder
        self.sealed_json = sealed
        """The file of the sealed ballots, for the tellers only; `None` where ballots are open or the file is not at hand."""

    @classmethod
    def read(cls, path: str | PathLike[str], sealed: str | PathLike[str] | None = None) -> Record:
        """Read a record, with the file of its sealed ballots if that is at hand. Raises `OSError`, and `RecordError` where it is none.

        Its minutes take place and day of the meeting from a file `meeting.toml` beside it.
        """
        record = cls(
            Path(path).read_bytes().decode(),
            None if sealed is None else Path(sealed).read_bytes().decode(),
            Path(path).parent,
        )
        _vaali.Election.open_record(record._text)
        return record

    @property
    def seal(self) -> str:
        """SHA-256 of everything else, as 64 hexadecimal digits: the minutes hold it."""
        return _vaali.Election.open_record(self._text)[0]

    @property
    def definition_hash(self) -> str:
        """The hash of the definition."""
        return _vaali.Election.open_record(self._text)[1]

    @property
    def result(self) -> Result:
        """The result."""
        return Result(self._reported())

    @property
    def election(self) -> Election:
        """The election as it was before the vote."""
        from .election import Election

        return Election.from_json(_vaali.Election.open_record(self._text)[3])

    def to_json(self) -> str:
        """Give the record as it is published: canonical JSON, the same bytes as the command writes."""
        return self._text

    def to_dict(self) -> dict[str, Any]:
        """Give the record as plain data."""
        return cast("dict[str, Any]", json.loads(self._text))

    def verify(self) -> Report:
        """Check the record, with its sealed ballots where they are at hand."""
        return verify(self)

    def _reported(self) -> _vaali.Outcome:
        return _vaali.Election.open_record(self._text, self._folder)[2]

    def __repr__(self) -> str:
        return f"<Record {self.seal[:16]}>"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Record) and (self._text, self.sealed_json) == (other._text, other.sealed_json)

    def __hash__(self) -> int:
        return hash(self._text)


class Report:
    """What a verification found: numbered checks, all of them made, all that is wrong."""

    __slots__ = ("_complete", "_passed", "_text")

    def __init__(self, text: str, passed: bool, complete: bool) -> None:
        self._text = text
        self._passed = passed
        self._complete = complete

    @property
    def passed(self) -> bool:
        """Whether nothing is wrong, as far as could be checked."""
        return self._passed

    @property
    def complete(self) -> bool:
        """Whether every check that applies could be made."""
        return self._complete

    @property
    def checks(self) -> list[dict[str, Any]]:
        """Every check: `code`, `name`, `proves`, `status`."""
        return cast("list[dict[str, Any]]", json.loads(self._text)["checks"])

    @property
    def failed(self) -> list[str]:
        """The codes of the checks that failed."""
        return [check["code"] for check in self.checks if check["status"] == "failed" or "failed" in check["status"]]

    @property
    def seal(self) -> str | None:
        """The seal as the record states it, 64 hexadecimal digits, to be compared with the one in the minutes: its own check says whether it is that of the content. `None` where there is none."""
        return cast("str | None", json.loads(self._text).get("seal"))

    @property
    def list_hash(self) -> str | None:
        """The hash of the list of files, which fixes every published file; `None` where no folder was verified."""
        return cast("str | None", json.loads(self._text).get("list_hash"))

    @property
    def recounted(self) -> bool:
        """Whether the ballots were counted again."""
        return cast("bool", json.loads(self._text)["recounted"])

    def to_json(self) -> str:
        """Give the report as canonical JSON: the bytes of `vaali verify --json`."""
        return self._text

    def __repr__(self) -> str:
        if not self.passed:
            return f"<Report: failed {', '.join(self.failed)}>"
        return "<Report: verified>" if self.complete else "<Report: nothing wrong as far as could be checked>"


def _content(source: str | bytes | PathLike[str]) -> bytes | None:
    """Give JSON that was handed over itself; `None` for a path."""
    if isinstance(source, bytes):
        return source
    return source.encode() if isinstance(source, str) and source.lstrip().startswith("{") else None


def _bytes(source: str | bytes | PathLike[str]) -> bytes:
    content = _content(source)
    return Path(cast("str | PathLike[str]", source)).read_bytes() if content is None else content


def verify(
    record: Record | str | bytes | PathLike[str],
    sealed: str | bytes | PathLike[str] | None = None,
    published: str | None = None,
) -> Report:
    r"""Verify a record or a certified folder: the path of either, a `Record`, or a record's JSON as text or bytes.

    Of a folder, every file is compared with the list of files; it may be the whole that `vaali certify` wrote, or its published half. `sealed` are the sealed ballots, where they do not lie in the folder.
    `published` is a hash that stood elsewhere, in any groups: the seal in the minutes, or that of the list of files. Only that shows that nobody made everything anew.

    Nothing is trusted: the result is made anew, from the ballots where they are at hand. Raises `OSError` where a file cannot be read, `RecordError` for a folder without a certified election, `TableError` for a
    hash that is none; a record that is wrong is no error but a report.

    >>> verify('{"kind": "vaali record"}').failed
    ['V02', 'V03', 'V04', 'V06']
    """
    if isinstance(record, Record):
        sealed = record.sealed_json if sealed is None else sealed
        record = record.to_json()
    sealed_bytes = None if sealed is None else _bytes(sealed)
    content = _content(record)
    if content is not None:
        return Report(*_vaali.verify(content, sealed_bytes, published))
    path = Path(cast("str | PathLike[str]", record))
    if path.is_dir():
        return Report(*_vaali.verify_folder(path, sealed_bytes, published))
    return Report(*_vaali.verify(path.read_bytes(), sealed_bytes, published))
