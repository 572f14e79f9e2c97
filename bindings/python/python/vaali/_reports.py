"""Reports in Finnish, Swedish and English: the bytes of the command. Their texts are the engine's, for every language and program the same."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, overload

from . import _convert, _vaali

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .types import Language

    _Text = Literal["markdown", "md", "html"]


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise _convert.wrong(
        "meeting",
        f"`{type(value).__name__}` is no text",
        'write texts such as "Turku", lists of names, and a date such as date(2030, 4, 15)',
    )


class Reports:
    """What can be reported on: a `Result`, a `LotNeeded`, whose reports say that they are drafts, or a `Record`, which is verified before anything is reported from it.

    Nothing here can show a ballot: reports are made of the count, which holds none.

    Every report raises `ReportError`: Y20 for a language that there is not, Y21 for a form of minutes, Y22 for a record that does not hold what was certified.
    """

    __slots__ = ()

    def _reported(self) -> _vaali.Outcome:
        raise NotImplementedError

    @overload
    def minutes(
        self, language: Language = "fi", *, format: _Text = "markdown", meeting: Mapping[str, Any] | None = None
    ) -> str: ...
    @overload
    def minutes(
        self, language: Language = "fi", *, format: Literal["docx"], meeting: Mapping[str, Any] | None = None
    ) -> bytes: ...
    def minutes(
        self,
        language: Language = "fi",
        *,
        format: _Text | Literal["docx"] = "markdown",  # noqa: A002 - as the command calls it
        meeting: Mapping[str, Any] | None = None,
    ) -> str | bytes:
        """Write the minutes, ready to be signed: as `vaali minutes` does, text for `markdown` and `html`, bytes for `docx`.

        `meeting` says what the minutes tell of the meeting: `body`, `place`, `date`, `section`, `chair`, `secretary`, `checkers`, `tellers`, `remark`. Its entries go before those of the file `meeting.toml` in the folder
        of the election or of the record; those who certified a record go before both. What nobody says is a line to fill in by pen.

        Raises `FileError` for entries that are wrong, and where the file is; `ReportError` Y23 where the folder is no longer there.

        >>> import vaali
        >>> rules = vaali.Election.preset("meeting_slips", title="Board", candidates=["Aino", "Bo"], seats=1, marks=1)
        >>> minutes = rules.count([["Aino"], ["Aino"], ["Bo"]]).minutes("en", meeting={"place": "Turku"})
        >>> "Turku" in minutes, "Aino" in minutes
        (True, True)
        """
        said = json.dumps(dict(meeting or {}), default=_plain)
        written = _vaali.minutes(self._reported(), language, format, said)
        return written if format == "docx" else written.decode()

    def page(self, language: Language = "fi", *, links: Mapping[Language, str] | None = None) -> str:
        """Write the result as a page of the web, one file without script or connection: as `vaali page` does.

        `links` has the addresses of the same page in other languages, such as `{"sv": "./result.sv.html"}`. Without a certified record the page says that it is preliminary.

        >>> import vaali
        >>> rules = vaali.Election.preset("meeting_slips", title="Board", candidates=["Aino", "Bo"], seats=1, marks=1)
        >>> rules.count([["Aino"]]).page("sv")[:31]
        '<!DOCTYPE html><html lang="sv">'
        """
        return _vaali.page(self._reported(), language, list((links or {}).items()))

    def chart(self, language: Language = "fi") -> str:
        """Draw the votes with the seat line and the ties, as SVG: as `vaali chart` does.

        For a picture of dots there is `Result.plot`, and the command, which also writes PNG.

        >>> import vaali
        >>> rules = vaali.Election.preset("meeting_slips", title="Board", candidates=["Aino", "Bo"], seats=1, marks=1)
        >>> rules.count([["Aino"]]).chart("en")[:4]
        '<svg'
        """
        return _vaali.chart(self._reported(), language)

    def news(self, language: Language = "fi") -> str:
        """Tell the result in three sentences: as `vaali news` does.

        >>> import vaali
        >>> rules = vaali.Election.preset("meeting_slips", title="Board", candidates=["Aino", "Bo"], seats=1, marks=1)
        >>> print(rules.count([["Aino"]]).news("en"))
        Board: 1 of 2 candidates was elected. Aino (1 vote) was elected. Accepted ballots 1, blank 0, rejected 0.
        """
        return _vaali.news(self._reported(), language)

    def explain(self, candidate: str, language: Language = "fi") -> str:
        """Say why a candidate was elected or not, by id: as `vaali explain` does. `Result.reasons` has the same as data.

        Raises `KeyError` where there is no such candidate.

        >>> import vaali
        >>> rules = vaali.Election.preset("meeting_slips", title="Board", candidates=["Aino", "Bo"], seats=1, marks=1)
        >>> print(rules.count([["Aino"], ["Aino"], ["Bo"]]).explain("Bo", "en").splitlines()[3])
        Not elected: the last who was elected has 1 vote more.
        """
        told = _vaali.explain(self._reported(), candidate, language)
        if told is None:
            raise KeyError(candidate)
        return told
