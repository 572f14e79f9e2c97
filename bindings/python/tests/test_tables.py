"""Ballots from every library, in every layout and every type."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
import vaali
from hypothesis import given
from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Callable

IDS = ["a", "b", "007", "a name longer than twelve bytes", "ä€", "12"]
Ballots = list[list[str]]
BALLOTS = st.lists(st.lists(st.sampled_from(IDS), unique=True, max_size=6), min_size=1, max_size=60)


def wide(ballots: Ballots) -> pl.DataFrame:
    return pl.DataFrame({mark: [int(mark in ballot) for ballot in ballots] for mark in IDS})


def lists(ballots: Ballots) -> pl.DataFrame:
    return pl.DataFrame({"marks": ballots}, schema={"marks": pl.List(pl.String)})


def long(ballots: Ballots) -> pl.DataFrame:
    blank: list[str | None] = [None]
    rows = [(at, mark) for at, ballot in enumerate(ballots) for mark in ([*ballot] or blank)]
    return pl.DataFrame(rows, schema={"ballot": pl.Int64, "candidate": pl.String}, orient="row")


def duck(frame: pl.DataFrame) -> Any:
    duckdb.register("frame", frame)
    return duckdb.sql("select * from frame")


LIBRARIES: dict[str, Callable[[pl.DataFrame], Any]] = {
    "polars": lambda frame: frame,
    "polars in chunks": lambda frame: pl.concat(
        [frame[: frame.height // 2], frame[frame.height // 2 :]], rechunk=False
    ),
    "pyarrow": lambda frame: frame.to_arrow(),
    "pyarrow reader": lambda frame: pa.RecordBatchReader.from_batches(
        frame.to_arrow().schema, frame.to_arrow().to_batches(max_chunksize=7)
    ),
    "pandas": lambda frame: frame.to_pandas(),
    "pandas of arrow": lambda frame: frame.to_pandas(use_pyarrow_extension_array=True),
    "duckdb": duck,
}


def expected(ballots: Ballots) -> vaali.Tally:
    return vaali.Profile(ballots, IDS).tally()


@pytest.mark.parametrize("library", LIBRARIES)
@pytest.mark.parametrize("layout", [wide, lists, long])
@given(ballots=BALLOTS)
def test_every_library_and_layout_gives_the_ballots(
    library: str, layout: Callable[[Ballots], pl.DataFrame], ballots: Ballots
) -> None:
    table = LIBRARIES[library](layout(ballots))
    profile = vaali.Profile(table, IDS)
    assert profile.tally() == expected(ballots)
    order = {mark: at for at, mark in enumerate(IDS)}
    assert [profile.marks(at) for at in range(len(ballots))] == [
        sorted(ballot, key=order.__getitem__) for ballot in ballots
    ]


TYPES = [
    pl.Int8,
    pl.Int16,
    pl.Int32,
    pl.Int64,
    pl.UInt8,
    pl.UInt16,
    pl.UInt32,
    pl.UInt64,
    pl.Float32,
    pl.Float64,
    pl.Boolean,
]


@pytest.mark.parametrize("kind", TYPES, ids=str)
@given(ballots=BALLOTS)
def test_zeros_and_ones_of_every_width_are_marks(kind: Any, ballots: Ballots) -> None:
    frame = wide(ballots).cast(kind)
    assert vaali.Tally.from_arrow(frame, IDS) == expected(ballots)
    # A null is no mark.
    with_nulls = frame.select(pl.when(pl.all() == 1).then(pl.all()))
    assert vaali.Tally.from_arrow(with_nulls, IDS) == expected(ballots)


@pytest.mark.parametrize("kind", TYPES[:8], ids=str)
def test_marks_may_be_numbers_of_every_width(kind: Any) -> None:
    frame = pl.DataFrame({"marks": [[0, 2], [2], []]}, schema={"marks": pl.List(kind)})
    assert vaali.Tally.from_arrow(frame, 3).votes == {"0": 1, "1": 0, "2": 2}
    ids = pl.DataFrame({"marks": [[12], [7]]}, schema={"marks": pl.List(kind)})
    # 12 is the id `12`; 7 is not the id `007`.
    with pytest.raises(vaali.TableError) as error:
        vaali.Tally.from_arrow(ids, IDS)
    assert (error.value.code, error.value.row, error.value.column) == ("Y09", 2, "marks")


@given(ballots=BALLOTS)
def test_dictionaries_are_read_through(ballots: Ballots) -> None:
    for kind in (pl.Categorical, pl.Enum(IDS)):
        assert vaali.Tally.from_arrow(lists(ballots).cast({"marks": pl.List(kind)}), IDS) == expected(ballots)
        assert vaali.Tally.from_arrow(long(ballots).cast({"candidate": kind}), IDS) == expected(ballots)
    categories = long(ballots).to_pandas().astype({"candidate": "category"})
    assert vaali.Tally.from_arrow(categories, IDS) == expected(ballots)


@pytest.mark.parametrize("order", ["C", "F"])
@pytest.mark.parametrize("kind", ["?", "u1", "i1", "u2", "i2", "u4", "i4", "u8", "i8", "f4", "f8"])
def test_matrices_of_every_type_and_order_are_read(kind: str, order: Any) -> None:
    matrix = np.asarray(np.array([[1, 0, 1], [0, 0, 1]]), dtype=kind, order=order)
    assert vaali.Profile(matrix, 3).tally().votes == {"0": 1, "1": 0, "2": 2}
    assert vaali.Profile(matrix[::-1], ["x", "y", "z"]).marks(1) == ["x", "z"]


def test_matrices_say_what_is_wrong() -> None:
    for matrix, code in ((np.array([[1, 2]]), "Y08"), (np.array([[1, 0, 0]]), "Y15"), (np.array([1, 0]), "Y18")):
        with pytest.raises(vaali.TableError) as error:
            vaali.Profile(matrix, ["a", "b"])
        assert error.value.code == code


def test_rows_of_a_ballot_may_lie_anywhere() -> None:
    frame = pl.DataFrame({"voter": ["v2", "v1", "v2", "v3"], "candidate": ["a", "b", "b", None]})
    profile = vaali.Profile(frame, IDS)
    assert [profile.marks(at) for at in range(3)] == [["a", "b"], ["b"], []]


def test_weights_stand_in_the_table() -> None:
    frame = pl.DataFrame({"marks": [["a"], ["a", "b"]], "weight": [3, 4]})
    assert vaali.Profile(frame, ["a", "b"]).tally().votes == {"a": 7, "b": 4}


def linked(**rules: Any) -> vaali.Election:
    return vaali.Election.preset(
        "founding_council",
        title="Council",
        candidates=["a", "b", "c"],
        roll=["01", "2", "3"],
        seats=1,
        marks=2,
        offices=[],
        **rules,
    )


def test_voters_are_kept_to_the_letter() -> None:
    frame = pl.DataFrame({"voter": ["01", "2", "1", "3"], "marks": [["a"], ["b"], ["a"], []]})
    for table in (frame, frame.to_pandas(), frame.to_arrow(), frame.cast({"voter": pl.Categorical})):
        ballots = linked().ballots(table)
        assert ballots.voters == ["01", "2"]
        assert [(row.row, row.code) for row in ballots.rejected] == [(3, "B01")]
        assert (ballots.accepted, ballots.blank) == (2, 1)


def test_numbers_are_voters_written_out() -> None:
    frame = pl.DataFrame({"voter": [2, 3], "a": [1, 0], "b": [0, 1], "c": [0, 0]})
    assert linked().ballots(frame).voters == ["2", "3"]


def test_columns_may_have_other_names() -> None:
    frame = pl.DataFrame({"organisation": ["01"], "choice": [["b"]]})
    ballots = linked().ballots(frame, columns={"voter": "organisation", "marks": "choice"})
    assert ballots.voters == ["01"]


def test_times_are_instants() -> None:
    opens, closes = "2030-04-15T16:00:00Z", "2030-04-15T18:00:00Z"
    election = linked(voting={"opens": opens, "closes": closes})
    noon = datetime.datetime(2030, 4, 15, 19, 0)
    frame = pl.DataFrame({"voter": ["01"], "marks": [["a"]], "cast_at": [noon]})
    with pytest.raises(vaali.TableError) as error:
        election.ballots(frame)
    assert (error.value.code, error.value.column) == ("Y14", "cast_at")
    for unit in ("ms", "us", "ns"):
        column = pl.col("cast_at").cast(pl.Datetime(unit))
        helsinki = frame.with_columns(column.dt.replace_time_zone("Europe/Helsinki"))
        utc = frame.with_columns(column.dt.replace_time_zone("UTC"))
        assert election.ballots(helsinki).accepted == 1
        assert election.ballots(helsinki.to_pandas()).accepted == 1
        assert [row.code for row in election.ballots(utc).rejected] == ["B04"]


def test_a_file_a_frame_and_rows_give_one_result(tmp_path: Any, founding: vaali.Election) -> None:
    path = tmp_path / "ballots.csv"
    own = founding.ballots()
    text = (founding_folder() / "ballots.csv").read_text()
    path.write_text(text)
    assert founding.count(path) == founding.count() == founding.count(own)
    frame = pl.read_csv(path, infer_schema=False).with_columns(pl.col("marks").str.split(";"))
    if "cast_at" in frame.columns:
        frame = frame.drop("cast_at")
    assert founding.count(frame).votes == founding.count().votes  # type: ignore[union-attr]


def founding_folder() -> Any:
    from conftest import ROOT

    return ROOT / "examples" / "founding-2020"


def test_pythons_own_data_is_read(board: vaali.Election) -> None:
    forms: list[Any] = [
        [["a", "b"], ["c"], []],
        (("a", "b"), ("c",), ()),
        [{"marks": ["a", "b"]}, {"marks": {"c": 1}}, {}],
        {"x": ["a", "b"], "y": ["c"], "z": []},
    ]
    for form in forms:
        assert board.ballots(form).profile.tally().votes == {"a": 1, "b": 1, "c": 1}
        assert board.ballots(form).blank == 1


@pytest.mark.parametrize(
    "wrong",
    [
        "ab",
        [["a"], "b"],
        [1],
        [[1]],
        [{"mark": ["a"]}],
        [{"marks": ["a"], "cast_at": datetime.datetime(2030, 1, 1)}],
        {"x": "a"},
    ],
    ids=str,
)
def test_what_is_no_ballot_is_refused(board: vaali.Election, wrong: Any) -> None:
    with pytest.raises(vaali.VaaliError):
        board.ballots(wrong)


def test_columns_that_were_not_read_are_told(board: vaali.Election) -> None:
    frame = pl.DataFrame({"marks": [["a"]], "remark": ["x"]})
    findings = board.ballots(frame).findings
    assert [(finding.severity, finding.code, finding.column) for finding in findings] == [("note", "Y17", "remark")]


def test_columns_of_nothing_but_nulls_are_read_from_every_library(board: vaali.Election) -> None:
    frame = pl.DataFrame({"marks": [["a"], ["b"], ["a"]], "remark": [None] * 3, "more": [[], [None], []]})
    for table in (frame, frame.to_arrow(), frame.to_pandas()):
        assert board.count(table, columns={"cast_at": "remark"}).votes == {"a": 2, "b": 1, "c": 0}  # type: ignore[union-attr]
    for blank in (pl.DataFrame({"marks": [[], []]}), pl.DataFrame({"marks": [None, None]})):
        assert (board.ballots(blank).rows, board.ballots(blank).blank) == (2, 2)
    assert board.ballots(pl.DataFrame({"choices": []}), columns={"marks": "choices"}).rows == 0
    wide = pl.DataFrame({"a": [1, 1], "b": [None, None], "c": [0, 1]})
    assert vaali.Tally.from_arrow(wide, ["a", "b", "c"]).votes == {"a": 2, "b": 0, "c": 1}
    assert vaali.Profile(wide, ["a", "b", "c"]).tally().votes == {"a": 2, "b": 0, "c": 1}


def test_a_series_is_the_column_of_marks(board: vaali.Election) -> None:
    marks = [["a", "b"], ["b"]]
    for series in (pl.Series("x", marks), pd.Series(marks), pl.DataFrame({"y": marks})["y"]):
        assert board.count(series).votes == {"a": 1, "b": 2, "c": 0}  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("given", "code", "way_out"),
    [
        (pl.LazyFrame({"marks": [["a"]]}), "Y01", "collect"),
        ((mark for mark in [["a"]]), "Y01", "list(ballots)"),
        ({"marks": [["a"]]}, "Y18", "DataFrame"),
    ],
)
def test_what_is_nearly_a_table_is_told_the_way_out(board: vaali.Election, given: Any, code: str, way_out: str) -> None:
    with pytest.raises(vaali.TableError) as error:
        board.count(given)
    assert error.value.code == code
    assert way_out in error.value.fix


def test_an_old_frame_of_pandas_without_arrow_is_told_what_to_do(board: vaali.Election) -> None:
    with pytest.raises(vaali.TableError, match="Y01"):
        board.ballots(pl.LazyFrame({"marks": [["a"]]}))
    assert pd.__version__ >= "3"
