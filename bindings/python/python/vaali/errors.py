"""What can go wrong: every exception derives from `VaaliError` and says what is wrong, where, and what to do.

Codes are stable and the same in the command, in web pages and here: `D..` a definition, `F..` a file, `B..` a ballot (rejected, never an exception), `C..` a count, `R..` a certification,
`A..` an analysis, `Y..` a table, from `Y20` on a report. The errors of tallies and of records that cannot be read have names instead of numbers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

__all__ = [
    "AnalysisError",
    "CertifyError",
    "CountError",
    "DefinitionError",
    "FileError",
    "Finding",
    "RecordError",
    "ReportError",
    "TableError",
    "TallyError",
    "VaaliError",
]


class Finding(NamedTuple):
    """One thing that is wrong or doubtful, at one place.

    >>> Finding("error", "D41", "rules.seats", None, None, "seats.min 3 is above seats.max 2", "exchange them").code
    'D41'
    """

    severity: str
    """`error`, `warning` or `note`."""
    code: str
    """A stable code such as `D41`."""
    path: str
    """The file, or the path within a definition such as `rules.seats.min`; empty where there is neither."""
    row: int | None
    """The line of a file or the row of a table, counted from 1."""
    column: str | None
    """The column of a file or a table."""
    message: str
    """What was found."""
    fix: str
    """What to do about it."""

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.path, self.row, self.column) if part not in (None, ""))
        return (
            f"{place}: {self.code} {self.message}; {self.fix}" if place else f"{self.code} {self.message}; {self.fix}"
        )


class VaaliError(Exception):
    """What every error of vaali is.

    `findings` holds all that was found, errors first; the other attributes are those of the first.

    >>> import vaali
    >>> try:
    ...     vaali.Election.from_json("{}")
    ... except vaali.VaaliError as error:
    ...     print(error.code, error.text)
    D03 `format` is missing
    """

    findings: tuple[Finding, ...]
    """Everything that was found, never empty."""

    def __init__(self, findings: Iterable[tuple[Any, ...]]) -> None:
        self.findings = tuple(Finding(*finding) for finding in findings)
        super().__init__("\n".join(str(finding) for finding in self.findings))

    def __reduce__(self) -> tuple[type[VaaliError], tuple[list[tuple[Any, ...]]]]:
        return type(self), ([tuple(finding) for finding in self.findings],)

    @property
    def code(self) -> str:
        """The stable code of the first finding."""
        return self.findings[0].code

    @property
    def path(self) -> str:
        """The file of the first finding, or its path within the definition."""
        return self.findings[0].path

    @property
    def row(self) -> int | None:
        """The row of the first finding, counted from 1."""
        return self.findings[0].row

    @property
    def column(self) -> str | None:
        """The column of the first finding."""
        return self.findings[0].column

    @property
    def text(self) -> str:
        """What is wrong."""
        return self.findings[0].message

    @property
    def fix(self) -> str:
        """What to do about it."""
        return self.findings[0].fix


class DefinitionError(VaaliError):
    """Rules, candidates or a roll that contradict themselves or cannot be read (`D..`)."""


class FileError(VaaliError):
    """Files that cannot be read (`F..`, with what is wrong in the definition in them)."""


class TableError(VaaliError, ValueError):
    """Tables, matrices and other data in memory that cannot be read (`Y..`)."""


class CountError(VaaliError):
    """What stops a count (`C..`): lots that answer nothing, declines by nobody, sums beyond 64 bits. Never a tie."""


class CertifyError(VaaliError):
    """What keeps a result from being certified (`R..`)."""


class RecordError(VaaliError):
    """A record that cannot be read."""


class ReportError(VaaliError, ValueError):
    """A report that cannot be made (`Y2.`)."""


class TallyError(VaaliError, ValueError):
    """Tallies that do not belong together, or whose figures contradict each other."""


class AnalysisError(VaaliError, ValueError):
    """A question that has no answer (`A..`)."""
