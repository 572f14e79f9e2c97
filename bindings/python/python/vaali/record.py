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

    def to_json(self) -> str:
        """Give the report as canonical JSON: the bytes of `vaali verify --json`."""
        return self._text

    def __repr__(self) -> str:
        if not self.passed:
            return f"<Report: failed {', '.join(self.failed)}>"
        return "<Report: verified>" if self.complete else "<Report: nothing wrong as far as could be checked>"


def _bytes(source: str | bytes | PathLike[str]) -> bytes:
    if isinstance(source, bytes):
        return source
    if isinstance(source, str) and source.lstrip().startswith("{"):
        return source.encode()
    return Path(source).read_bytes()


def verify(
    record: Record | str | bytes | PathLike[str],
    sealed: str | bytes | PathLike[str] | None = None,
) -> Report:
    r"""Verify a record: a `Record`, its JSON as text or bytes, or the path of its file.

    Nothing is trusted: the result is made anew, from the ballots where they are at hand. Raises `OSError` where a file cannot be read; a record that is wrong is no error but a report.

    >>> verify('{"kind": "vaali record"}').failed
    ['V02', 'V03', 'V04', 'V06']
    """
    if isinstance(record, Record):
        held = record.sealed_json if sealed is None else None
        text, sealed_bytes = record.to_json().encode(), held.encode() if held is not None else None
    else:
        text, sealed_bytes = _bytes(record), None
    if sealed is not None:
        sealed_bytes = _bytes(sealed)
    return Report(*_vaali.verify(text, sealed_bytes))
