"""Results as they appear under a notebook's cell. Everything is escaped; there is no script and no outside resource."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .result import LotNeeded, Result
    from .types import CandidateRow

WORDS = {
    "elected": "elected",
    "deputy": "deputy",
    "not_elected": "not elected",
    "declined": "declined",
    "withdrawn": "withdrawn",
    "refused": "refused",
    "undecided": "awaits a lot",
}


def title_of(result: Result) -> str:
    """Give the title in some language: English where there is one."""
    title = result.title
    if isinstance(title, str):
        return title
    return title.get("en") or next(iter(title.values()), "")


def chart(result: Result) -> str:
    """Give the chart of a result as inline SVG; nothing of a result that was read and not counted."""
    return result._outcome.chart("en") or ""


def _row(row: CandidateRow) -> str:
    place = row["place"]
    numbers = (
        ""
        if place is None
        else f"{place['first']}"
        if place["first"] == place["last"]
        else f"{place['first']}–{place['last']}"
    )
    votes = "" if row["votes"] is None else str(row["votes"])
    weight = ' style="font-weight:bold"' if row["status"] == "elected" else ""
    office = f", {escape(row['office'])}" if row["office"] else ""
    cells = [
        f'<td style="text-align:right">{numbers}</td>',
        f'<td style="text-align:left">{escape(row["id"])}</td>',
        f'<td style="text-align:left">{escape(row["name"])}</td>',
        f'<td style="text-align:right">{votes}</td>',
        f'<td style="text-align:left">{WORDS[row["status"]]}{office}</td>',
    ]
    return f"<tr{weight}>{''.join(cells)}</tr>"


def result(result: Result) -> str:
    """Give the chart and the table of a result."""
    figures = result.reconciliation
    seats = result.seats
    test = "<p><strong>TEST: these ballots are invented.</strong></p>" if result.test else ""
    head = "".join(f'<th scope="col">{word}</th>' for word in ("place", "id", "name", "votes", "status"))
    rows = "".join(_row(row) for row in result.candidates)
    return (
        f"<div>{test}{chart(result)}<table><caption>{escape(title_of(result))}: {seats['filled']} elected; "
        f"{figures['accepted']} ballots accepted, {figures['blank']} blank, {figures['rejected']} rejected</caption>"
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def lot_needed(tie: LotNeeded) -> str:
    """Give the tie, and what is decided already."""
    among = ", ".join(escape(candidate) for candidate in tie.among)
    return f"<div><p><strong>A lot is needed: {escape(tie.label)}</strong>, {tie.places} of {among}</p>{result(tie.partial)}</div>"
