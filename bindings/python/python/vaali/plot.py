"""Charts for papers and notebooks, by matplotlib (`pip install vaali[plot]`).

They can be read in grey and by the colour-blind: what matters is told by position, hatching and words, and the few colours are those of Okabe and Ito (2008), whose greys differ.
Every function takes an `ax` to draw on and returns it; without one it makes a figure of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

try:
    import matplotlib.pyplot as plt
    from matplotlib.patches import Patch
    from matplotlib.ticker import MaxNLocator
except ModuleNotFoundError as _error:
    _message = (
        "charts are drawn by matplotlib, which is not installed: pip install 'vaali[plot]', or pip install matplotlib"
    )
    raise ModuleNotFoundError(_message, name=_error.name) from _error

from .types import MarksVariant, SeatsVariant

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

    from .profile import Sweep
    from .result import Result
    from .types import CandidateRow, Margin, Seating

__all__ = ["margins", "sweep", "votes"]

# Okabe and Ito, "Color Universal Design" (2008): these three also differ in grey.
ELECTED = "#0072B2"
TIED = "#E69F00"
OTHERS = "#D9D9D9"
LINE = "#000000"


def _axes(ax: Axes | None, width: float, height: float) -> Axes:
    if ax is not None:
        return ax
    _, made = plt.subplots(figsize=(width, height), layout="constrained")
    return made


def _plain(ax: Axes) -> None:
    for side in ("top", "right"):
        ax.spines[side].set_visible(False)


def _title(result: Result) -> str:
    """Give the title in English where there is one, else in the first of its languages."""
    title = result.title
    if isinstance(title, str):
        return title
    return title.get("en") or next(iter(title.values()), "")


def _label(row: CandidateRow) -> str:
    """Give the name, cut where it is long, and the id, which is never cut: other charts have only that."""
    longest = 34
    known = "" if row["name"] == row["id"] else f" ({row['id']})"
    room = max(longest - len(known), 12)
    name = row["name"] if len(row["name"]) <= room else f"{row['name'][: room - 1].rstrip()}…"
    return f"{name}{known}"


def votes(result: Result, ax: Axes | None = None, *, most: int | None = None) -> Axes:
    """Draw votes in order: the elected above the seat line, with a band over those who are tied across it. Of many candidates only the first `most`, if that is given.

    >>> import matplotlib
    >>> matplotlib.use("Agg")
    >>> import vaali
    >>> rules = vaali.Election.preset("meeting_slips", title="Board", candidates=["a", "b"], seats=1, marks=1)
    >>> rules.count([["a"], ["a"], ["b"]]).plot().get_title()
    'Board'
    """
    placed = [row for row in result.candidates if row["votes"] is not None and row["place"] is not None]
    rows = placed[:most]
    ax = _axes(ax, 7.0, 1.2 + 0.24 * max(len(rows), 3))
    counts = [int(row["votes"] or 0) for row in rows]
    tied_votes = {count for row, count in zip(rows, counts, strict=True) if row["status"] == "undecided"}
    drawn = {
        candidate for lot in result.lots if lot["request"]["for"] == "seat" for candidate in lot["request"]["among"]
    }
    at = range(len(rows))
    for position, row, count in zip(at, rows, counts, strict=True):
        tied = row["status"] == "undecided" or row["id"] in drawn
        color = ELECTED if row["status"] == "elected" else TIED if row["status"] == "undecided" else OTHERS
        ax.barh(position, count, color=color, edgecolor=LINE, linewidth=0.6, hatch="////" if tied else None)
        ax.annotate(f"{count:,}", (count, position), xytext=(4, 0), textcoords="offset points", va="center", fontsize=8)
    elected = sum(row["status"] == "elected" for row in rows)
    band = [at for at, row in enumerate(rows) if row["status"] == "undecided" or row["id"] in drawn]
    if band:
        ax.axhspan(min(band) - 0.5, max(band) + 0.5, color=TIED, alpha=0.18, zorder=0)
    # Where a lot decides, the line lies within the band: the lot says who is above it.
    last = max(result.seats["target"] or 0, elected) if band else elected
    if 0 < last <= len(rows):
        ax.axhline(last - 0.5, color=LINE, linewidth=1.4, linestyle="--" if band else "-")
        ax.annotate(
            f"{last} seats, by lot here" if band else f"{last} seats",
            (1, last - 0.5),
            xycoords=("axes fraction", "data"),
            xytext=(0, 3),
            textcoords="offset points",
            ha="right",
            va="bottom",
            fontsize=8,
        )
    ax.set_yticks(list(at), [_label(row) for row in rows], fontsize=8)
    ax.set_ylim(len(rows) - 0.5, -0.5)
    ax.set_xlim(0, max(counts, default=1) * 1.08 or 1)
    below = len(placed) - len(rows)
    ax.set_xlabel(f"votes; {below} more candidates have fewer" if below else "votes")
    ax.xaxis.set_major_locator(MaxNLocator(nbins=6, integer=True))
    ax.xaxis.set_major_formatter("{x:,.0f}")
    test = " (TEST)" if result.test else ""
    ax.set_title(f"{_title(result)}{test}", fontsize=10)
    handles = [Patch(facecolor=ELECTED, edgecolor=LINE, label="elected")]
    if tied_votes:
        handles.append(Patch(facecolor=TIED, edgecolor=LINE, hatch="////", label="awaits a lot"))
    elif drawn:
        handles.append(Patch(facecolor="white", edgecolor=LINE, hatch="////", label="in the lot"))
    handles.append(Patch(facecolor=OTHERS, edgecolor=LINE, label="not elected"))
    ax.legend(handles=handles, loc="lower right", fontsize=8, frameon=False)
    _plain(ax)
    return ax


def _ballots(margin: Margin | None) -> tuple[float, str]:
    """Give the height of a bar and what stands above it."""
    if margin is None:
        return 0.0, "not known"
    if margin.unchangeable:
        return 0.0, "none can"
    if margin.exact is not None:
        return float(margin.exact), str(margin.exact)
    if margin.at_most is None:
        return float(margin.at_least or 0), f"{margin.at_least} or more"
    return float(margin.at_most), f"{margin.at_least}–{margin.at_most}"


def margins(result: Result, ax: Axes | None = None) -> Axes:
    """Draw how few ballots could have changed who is elected, and who holds the first office.

    Raises `ValueError` where the margins are not known: under acclamation, and while a lot is awaited.
    """
    found = result.margins
    if found is None:
        message = "there are no margins: all were elected without a count, or a lot is awaited"
        raise ValueError(message)
    named = [("who is elected", found.elected_set)]
    if found.chair is not None:
        office = next((office for office, holder in result.offices.items() if holder), "the first office")
        named.append((f"who is {office.replace('_', ' ')}", found.chair))
    ax = _axes(ax, 5.0, 1.2 + 0.6 * len(named))
    heights = [_ballots(margin) for _, margin in named]
    bars = ax.barh(range(len(named)), [height for height, _ in heights], color=ELECTED, edgecolor=LINE, linewidth=0.6)
    ax.bar_label(bars, [text for _, text in heights], padding=4, fontsize=9)
    ax.set_yticks(range(len(named)), [name for name, _ in named])
    ax.invert_yaxis()
    ax.set_xlim(0, max([height for height, _ in heights] + [1]) * 1.25)
    ax.set_xlabel("ballots that could have changed it")
    ax.xaxis.set_major_locator(MaxNLocator(integer=True))
    _plain(ax)
    return ax


def sweep(sweep: Sweep[SeatsVariant | MarksVariant], ax: Axes | None = None) -> Axes:
    """Draw a candidate to a row and a variant to a column: who is elected under which, and who is tied."""
    variants: Sequence[SeatsVariant | MarksVariant] = list(sweep)
    seatings: list[Seating] = [variant.seating for variant in variants]
    times = {
        candidate: (
            sum(candidate in seating.elected for seating in seatings),
            sum(candidate in seating.tied for seating in seatings),
        )
        for candidate in sweep.candidates
    }
    ever = sorted(
        (candidate for candidate in sweep.candidates if any(times[candidate])),
        key=lambda c: (-times[c][0], -times[c][1]),
    )
    ax = _axes(ax, 2.6 + 0.42 * max(len(variants), 4), 1.4 + 0.22 * max(len(ever), 3))
    for row, candidate in enumerate(ever):
        for column, seating in enumerate(seatings):
            if candidate in seating.elected:
                ax.scatter(column, row, marker="s", s=62, color=ELECTED, edgecolors=LINE, linewidths=0.5)
            elif candidate in seating.tied:
                ax.scatter(column, row, marker="D", s=42, color=TIED, edgecolors=LINE, linewidths=0.8)
    if sweep.kind == "seats":
        labels = [str(variant.seats) for variant in variants if isinstance(variant, SeatsVariant)]
        ax.set_xlabel("seats")
    else:
        labels = [f"{variant.marks}\n{variant.ballots:,}" for variant in variants if isinstance(variant, MarksVariant)]
        ax.set_xlabel(f"marks allowed ({sweep.kind} so many), and ballots that count")
    ax.set_xticks(range(len(variants)), labels, fontsize=8)
    ax.set_yticks(range(len(ever)), ever, fontsize=8)
    ax.set_xlim(-0.6, max(len(variants), 1) - 0.4)
    ax.set_ylim(max(len(ever), 1) - 0.4, -0.6)
    ax.set_axisbelow(True)
    ax.grid(visible=True, color="#E5E5E5", linewidth=0.6)
    square = ax.scatter([], [], marker="s", s=62, color=ELECTED, edgecolors=LINE, linewidths=0.5, label="elected")
    diamond = ax.scatter([], [], marker="D", s=42, color=TIED, edgecolors=LINE, linewidths=0.8, label="tied")
    ax.figure.legend(handles=[square, diamond], loc="outside upper center", ncols=2, fontsize=8, frameon=False)
    _plain(ax)
    return ax
