"""Results as they appear under a notebook's cell, in the words of the engine's reports and in the language that was chosen."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from . import _vaali
from .errors import ReportError

if TYPE_CHECKING:
    from .types import Language

_chosen = "en"


def set_language(language: Language) -> None:
    """Choose the language of what appears under a notebook's cell: `fi`, `sv` or `en`; English until another is chosen.

    Raises `ReportError` (Y20) for any other.

    >>> import vaali
    >>> rules = vaali.Election.preset("meeting_slips", title="Board", candidates=["Aino", "Bo"], seats=1, marks=1)
    >>> vaali.set_language("sv")
    >>> "Vald blev Aino" in rules.count([["Aino"]])._repr_html_()
    True
    >>> vaali.set_language("en")
    """
    global _chosen
    _chosen = _vaali.language(language)


def shown(outcome: _vaali.Outcome) -> str:
    """Give what came out with its chart and its table. Of a record that does not hold it says so, and shows nothing of it."""
    try:
        return _vaali.excerpt(outcome, _chosen)
    except ReportError as error:
        return f"<div><strong>{escape(str(error))}</strong></div>"
