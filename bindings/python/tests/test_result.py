"""Results out: tables, pages, charts, lots, records."""

from __future__ import annotations

import json
import pickle
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import matplotlib as mpl
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
import vaali
from conftest import ROOT

mpl.use("Agg")

from vaali import plot

if TYPE_CHECKING:
    from pathlib import Path


def test_a_result_is_a_table_for_every_library(founding: vaali.Election) -> None:
    result = founding.count()
    assert isinstance(result, vaali.Result)
    frame = pl.DataFrame(result)
    assert frame.height == len(result.candidates) == 26
    assert frame["votes"].dtype == pl.UInt64
    assert dict(zip(frame["id"], frame["votes"], strict=True)) == result.votes
    assert pa.table(result).column("status").to_pylist().count("elected") == 15
    assert result.to_polars().equals(frame)
    assert result.to_pandas()["id"].tolist() == frame["id"].to_list()
    assert pd.DataFrame.from_arrow(result).shape == (26, 10)  # type: ignore[attr-defined]  # newer than its stubs
    assert pa.table(result).num_columns == 10


def test_votes_are_exact_beyond_what_json_numbers_hold() -> None:
    heavy = 2**53 + 1
    election = vaali.Election.preset(
        "founding_council",
        title="T",
        candidates=["a", "b"],
        roll=[{"id": "x", "name": "x", "weight": str(heavy)}, {"id": "y", "name": "y"}],
        seats=1,
        marks=1,
        offices=[],
    )
    result = election.count({"x": ["a"], "y": ["b"]})
    assert isinstance(result, vaali.Result)
    assert result.votes["a"] == heavy
    assert pl.DataFrame(result)["votes"][0] == heavy


class Page(HTMLParser):
    """Collects what a browser would make of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.sources: list[str | None] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.sources += [value for name, value in attrs if name not in ("style", "lang", "scope", "colspan", "alt")]

    def handle_data(self, data: str) -> None:
        self.text += data


def test_nothing_of_the_data_becomes_markup() -> None:
    evil = "<script>alert(1)</script>&\"'<b>"
    candidates = [{"id": evil[:20], "name": evil}, {"id": "<i>", "name": "<img src=x onerror=y>"}]
    election = vaali.Election.preset(
        "meeting_slips", title=evil, candidates=candidates, seats=1, marks=1, unopposed="vote_anyway"
    )
    tied = election.count([[evil[:20]], ["<i>"]])
    assert isinstance(tied, vaali.LotNeeded)
    for shown in (tied, tied.partial):
        page = Page()
        page.feed(shown._repr_html_())
        assert not {"script", "b", "i"} & set(page.tags)
        # The chart, and nothing from elsewhere.
        assert page.tags.count("img") == len(page.sources) == 1
        assert (page.sources[0] or "").startswith("data:image/svg+xml;base64,")
        assert evil in page.text


def test_a_rehearsal_says_so(founding: vaali.Election) -> None:
    assert founding.definition["test"]
    assert "TEST" in founding.count()._repr_html_()


def test_charts_hold_what_they_should(founding: vaali.Election, tmp_path: Path) -> None:
    result = founding.count()
    assert isinstance(result, vaali.Result)
    chart = result.plot()
    assert len(chart.patches) == 26
    assert [text.get_text() for text in chart.texts if "seats" in text.get_text()] == ["15 seats"]
    tie = vaali.Election.read(ROOT / "examples" / "founding-2020-tie").count()
    assert isinstance(tie, vaali.LotNeeded)
    awaiting = tie.partial.plot()
    assert [text.get_text() for text in awaiting.texts if "seats" in text.get_text()] == ["15 seats, by lot here"]
    assert sum(bar.get_hatch() is not None for bar in awaiting.patches) == 2
    margins = plot.margins(result)
    assert [label.get_text() for label in margins.get_yticklabels()] == ["who is elected", "who is chair"]
    with pytest.raises(ValueError, match="no margins"):
        plot.margins(tie.partial)
    ballots = founding.ballots()
    for chart in (ballots.sweep_seats(12, 15).plot(), ballots.sweep_marks().plot(), margins):
        path = tmp_path / "chart.png"
        chart.get_figure(root=True).savefig(path)  # type: ignore[union-attr]
        assert path.stat().st_size > 5000


def test_computed_lots_are_computed_by_the_engine() -> None:
    election = vaali.Election.preset(
        "meeting_slips",
        title="T",
        candidates=["a", "b", "c"],
        seats=1,
        marks=1,
        ties={"seat": "lot_seeded", "seed_source": "a lottery"},
    )
    ballots = [["a"], ["b"], ["c"]]
    tie = election.count(ballots)
    assert isinstance(tie, vaali.LotNeeded)
    lot = tie.draw(seed="4 8 15")
    result = election.count(ballots, lots=[lot])
    assert isinstance(result, vaali.Result)
    assert result.elected == lot["drawn"]
    assert result.lots[0]["method"] == {"seeded": {"seed": "4 8 15"}}
    with pytest.raises(vaali.CountError):
        election.count(ballots, lots=[tie.lot(["a"])])
    with pytest.raises(vaali.TableError):
        tie.draw()


def test_declines_and_figures_of_the_meeting_count(board: vaali.Election) -> None:
    ballots = [["a", "b"], ["a", "b"], ["c"], ["a"]]
    result = board.count(ballots, declines=["a"], ballots_expected=4)
    assert isinstance(result, vaali.Result)
    assert result.elected == ["b", "c"]
    assert result.reconciliation["expected"] == 4
    assert [row["status"] for row in result.candidates if row["id"] == "a"] == ["declined"]
    chair = board.replace(offices=[{"id": "chair", "name": "Chair"}])
    assert chair.count(ballots).offices == {"chair": "a"}  # type: ignore[union-attr]
    assert chair.count(ballots, declines=[("a", "chair")]).offices == {"chair": "b"}  # type: ignore[union-attr]


def test_everything_survives_pickle(board: vaali.Election) -> None:
    result, tie = board.count([["a", "b"]]), board.count([["a"], ["b", "c"]])
    assert isinstance(tie, vaali.LotNeeded)
    for thing in (board, result, tie):
        assert pickle.loads(pickle.dumps(thing)) == thing
        assert hash(pickle.loads(pickle.dumps(thing))) == hash(thing)
    profile = vaali.Profile([["b", "a"], [], ["c"]], candidates=["a", "b", "c"], weights=[2, 1, 5])
    for some in (profile, vaali.Profile([[1], [0, 1]], candidates=2), vaali.Profile([], candidates=["a"])):
        again = pickle.loads(pickle.dumps(some))
        assert (again.candidates, again.ballots, again.weight) == (some.candidates, some.ballots, some.weight)
        assert [again.marks(n) for n in range(len(again))] == [some.marks(n) for n in range(len(some))]
        assert again.tally() == some.tally()
    sweep = profile.sweep_seats(1, 2)
    assert pickle.loads(pickle.dumps(sweep)) == sweep != profile.sweep_seats(1, 1)
    with pytest.raises(TypeError, match="hand over the table"):
        pickle.dumps(board.ballots([["a"]]))
    with pytest.raises(vaali.VaaliError) as error:
        vaali.Election.from_json("{}")
    again = pickle.loads(pickle.dumps(error.value))
    assert (type(again), again.findings) == (type(error.value), error.value.findings)


def test_a_tie_that_is_asked_for_a_result_says_what_to_do(board: vaali.Election) -> None:
    tie = board.count([["a"], ["b", "c"]])
    assert isinstance(tie, vaali.LotNeeded)
    with pytest.raises(AttributeError, match=r"the lot seat/1 decides first.*\.partial\.elected"):
        tie.elected  # type: ignore[attr-defined]  # noqa: B018
    with pytest.raises(AttributeError, match="has no attribute 'wnners'"):
        tie.wnners  # type: ignore[attr-defined]  # noqa: B018
    assert not hasattr(tie, "margins")


def test_a_lot_may_be_one_id_and_one_lot() -> None:
    board = vaali.Election.preset("meeting_slips", title="Board", candidates=["c10", "c11"], seats=1, marks=1)
    tie = board.count([["c10"], ["c11"]])
    assert isinstance(tie, vaali.LotNeeded)
    lot = tie.lot("c10")
    assert lot == tie.lot(["c10"])
    settled = board.count([["c10"], ["c11"]], lots=lot)
    assert settled == board.count([["c10"], ["c11"]], lots=[lot])
    assert settled.elected == ["c10"]  # type: ignore[union-attr]
    with pytest.raises(vaali.TableError, match="a lot is str"):
        board.count([["c10"], ["c11"]], lots=["c10"])  # type: ignore[list-item]


def test_numbers_of_rules_may_be_those_of_numpy() -> None:
    def board(**numbers: Any) -> vaali.Election:
        return vaali.Election.preset("meeting_slips", title="Board", candidates=["a", "b", "c"], **numbers)

    plain = board(seats=(1, 2), marks=2, minimum_votes=1)
    assert board(seats=(np.int64(1), np.uint8(2)), marks=np.int32(2), minimum_votes=np.int64(1)) == plain
    assert plain.replace(seats=np.int64(1)) == plain.replace(seats=1)
    for wrong in ("1", 1.5, (1, 2, 3), object()):
        with pytest.raises(vaali.TableError, match="no number of seats"):
            board(seats=wrong, marks=1)


def test_records_are_certified_saved_and_verified(board: vaali.Election, tmp_path: Path) -> None:
    when: dict[str, Any] = {"frozen_at": "2030-04-01T12:00:00Z", "certified_at": "2030-04-20T18:00:00Z"}
    ballots = [["a", "b"], ["a"], ["a", "b"]]
    record = board.certify(ballots, ballots_expected=3, **when)
    assert record.verify().passed
    assert record.verify().complete
    assert record.result == board.count(ballots, ballots_expected=3)
    assert record.definition_hash == board.hash
    assert record.election == board
    path = tmp_path / "record.json"
    path.write_text(record.to_json())
    assert vaali.Record.read(path).seal == record.seal
    assert not vaali.verify(path).complete
    assert vaali.verify(path, record.sealed_json).complete
    changed = record.to_json().replace('"filled":2', '"filled":1')
    assert "V04" in vaali.verify(changed).failed
    # Whatever the ballots came from, the record is the same.
    salt = bytes(32)
    frame = pl.DataFrame({"marks": ballots})
    wide = pl.DataFrame({mark: [int(mark in ballot) for ballot in ballots] for mark in "abc"})
    forms: list[Any] = [ballots, frame, wide, wide.to_numpy()]
    texts = {board.certify(form, ballots_expected=3, salt=salt, **when).to_json() for form in forms}
    assert len(texts) == 1
    assert json.loads(texts.pop())["kind"] == "vaali record"


def test_a_record_that_cannot_be_made_says_why(board: vaali.Election) -> None:
    with pytest.raises(vaali.CertifyError) as error:
        board.certify(
            [["a", "b"]], ballots_expected=2, frozen_at="2030-04-01T12:00:00Z", certified_at="2030-03-01T12:00:00Z"
        )
    assert {finding.code for finding in error.value.findings} == {"R03", "R05"}
    with pytest.raises(vaali.TableError):
        board.certify([["a", "b"]], certified_at="2030-03-01T12:00:00Z")
