"""Every error code reaches Python: the tables of codes are gone through, code by code."""

from __future__ import annotations

import copy
import json
from typing import Any

import numpy as np
import polars as pl
import pyarrow as pa
import pytest
import vaali
from conftest import ROOT
from vaali import _vaali

CODES = dict(_vaali.codes())

SOUND: dict[str, Any] = {
    "format": 1,
    "id": "7f6d4a0e-6f0c-4c51-9d5b-0c5f8f0d2a11",
    "title": "Board",
    "rules": {
        "ballots": "linked",
        "secrecy": "secret",
        "marks": {"min": 1, "max": 3},
        "seats": {"min": 2, "max": 4, "fill": "max"},
        "ties": {"seat": "lot_manual"},
    },
    "candidates": [{"id": f"c{n}", "name": f"Candidate {n}", "organisation": f"v{n}"} for n in range(1, 7)],
    "roll": [{"id": f"v{n}", "name": f"Voter {n}"} for n in range(1, 9)],
}

TIME = "2030-09-24T00:00:00Z"
LATER = "2030-09-25T00:00:00Z"

# For each code what makes the sound definition wrong: paths and values; `...` takes the entry away.
WRONG: dict[str, dict[str, Any]] = {
    "D02": {"titel": "x"},
    "D03": {"rules.marks": ...},
    "D04": {"rules.marks.max": 2.5},
    "D05": {"format": 2},
    "D06": {"title": ""},
    "D07": {"rules.ties.seat": "casting_vote"},
    "D09": {"candidates": None},
    "D10": {"candidates": []},
    "D11": {"candidates": [{"id": "a", "name": "A", "withdrawn": True}]},
    "D12": {"candidates.4.id": "c2"},
    "D13": {"candidates.4.name": " "},
    "D14": {"candidates.4.name": "Candidate 2", "candidates.4.organisation": "v2"},
    "D15": {"candidates.4.name": "Candidate 2"},
    "D16": {"candidates.4.organisation": "v99"},
    "D17": {"rules.own_candidate": "forbidden", "candidates.0.organisation": ...},
    "D18": {"rules.deputies": "personal_pair"},
    "D19": {"rules.nominations": {"deadline": TIME, "per_organisation": 0}, "candidates.0.nominated_at": LATER},
    "D20": {"rules.nominations": {"per_organisation": 1}, "candidates.1.organisation": "v1"},
    "D21": {"candidates.0.personal_deputy": "Dan"},
    "D25": {"roll": []},
    "D26": {"rules.ballots": "anonymous"},
    "D27": {"roll.3.id": "v1"},
    "D28": {"roll.3.name": ""},
    "D29": {"roll.3.weight": 0},
    "D30": {"rules.ballots": "separate", "roll.3.weight": 2},
    "D31": {"roll.3.weight": "18446744073709551615"},
    "D32": {"roll": [{"id": f"v{n}", "name": f"Voter {n}", "suspended": True} for n in range(1, 9)]},
    "D33": {"roll.3.name": "Voter 1"},
    "D35": {"rules.marks.max": 0},
    "D36": {"rules.marks": {"min": 3, "max": 2}},
    "D37": {"rules.marks": {"min": 7, "max": 9}},
    "D38": {"rules.marks": {"min": 1, "max": 9}},
    "D39": {"rules.marks.min": 0},
    "D40": {"rules.seats": {"min": 0, "max": 0}},
    "D41": {"rules.seats": {"min": 4, "max": 2}},
    "D42": {"rules.seats": {"min": 2, "max": 4}},
    "D43": {"rules.seats": {"min": 2, "max": 4, "fill": {"decided": 5}}},
    "D44": {"rules.seats": {"min": 4, "max": 4, "fill": "gap"}},
    "D45": {"rules.seats": {"min": 9, "max": 9}},
    "D46": {"rules.seats": {"min": 6, "max": 6}},
    "D47": {"rules.seats": {"min": 9, "max": 9}, "rules.unopposed": "acclamation"},
    "D48": {"rules.minimum_votes": 9},
    "D50": {"rules.ties": {}},
    "D51": {"rules.ties": {"seat": "lot_seeded"}},
    "D52": {"rules.ties.seed_source": "lottery"},
    "D53": {"rules.ties.extend": True},
    "D54": {"rules.seats": {"min": 3, "max": 3}, "rules.ties.shrink": True},
    "D55": {"rules.offices": [{"id": "a", "name": "A"}, {"id": "a", "name": "B"}]},
    "D56": {"rules.offices": [{"id": name, "name": name} for name in "abc"]},
    "D57": {"rules.offices": [{"id": "a", "name": ""}]},
    "D60": {"rules.deputies": {"next_in_order": {"number": 0}}},
    "D61": {"rules.deputies": {"next_in_order": {"number": 5}}},
    "D63": {"rules.other_seats": [{"name": "x", "kind": {"appointed_by": "y"}, "number": 0, "voting": True}]},
    "D64": {
        "rules.other_seats": [
            {"name": "x", "kind": {"appointed_by": "y"}, "number": 4, "voting": True, "within_range": True}
        ]
    },
    "D70": {"rules.voting": {"opens": LATER, "closes": TIME}},
    "D71": {
        "rules.voting": {"opens": TIME, "closes": LATER},
        "rules.nominations": {"deadline": LATER, "per_organisation": 0},
    },
    "D72": {"rules.nominations": {"deadline": LATER, "per_organisation": 0}, "candidates.0.nominated_at": TIME},
    "D73": {"rules.term": {"years": 0}},
    "D74": {"rules.nominations": {"deadline": LATER, "per_organisation": 0}},
    "D75": {"rules.ballots": "separate", "rules.own_candidate": "forbidden"},
    "D76": {"rules.ballots": "separate", "rules.second_ballot": "last_counts"},
    "D77": {"rules.ballots": "separate", "rules.secrecy": "open"},
    "D78": {"rules.challenge": {"months": 0}},
    "D79": {"candidates.0.nominated_at": TIME},
}


def changed(changes: dict[str, Any]) -> dict[str, Any]:
    value = copy.deepcopy(SOUND)
    for path, new in changes.items():
        *parents, last = path.split(".")
        place: Any = value
        for step in parents:
            place = place[int(step)] if isinstance(place, list) else place[step]
        if new is ...:
            del place[last]
        else:
            place[int(last) if isinstance(place, list) else last] = new
    return value


def findings_of(definition: dict[str, Any]) -> list[vaali.Finding]:
    try:
        return vaali.Election.from_dict(definition).check()
    except vaali.DefinitionError as error:
        return list(error.findings)


def test_every_code_of_a_definition_reaches_python() -> None:
    assert findings_of(SOUND) == []
    with pytest.raises(vaali.DefinitionError) as error:
        vaali.Election.from_json("{")
    assert error.value.code == "D01"
    seen = {"D01"}
    for code, changes in WRONG.items():
        if code == "D09":
            many = [{"id": str(number), "name": str(number)} for number in range((1 << 20) + 1)]
            changes = {"candidates": many, "rules.ballots": "anonymous", "roll": []}
        found = {finding.code: finding for finding in findings_of(changed(changes))}
        assert code in found, (code, found.keys())
        finding = found[code]
        assert finding.message
        assert finding.fix
        assert finding.severity in ("error", "warning")
        seen.add(code)
    assert seen == set(CODES["definition"])


def test_an_error_carries_code_path_row_and_text() -> None:
    with pytest.raises(vaali.VaaliError) as error:
        vaali.Election.from_dict(changed({"rules.seats": {"min": 4, "max": 2}, "title": ""})).count([])
    found = {finding.code: finding.path for finding in error.value.findings}
    assert found == {"D06": "title", "D41": "rules.seats"}
    assert (error.value.code, error.value.path, error.value.row) == ("D06", "title", None)
    assert error.value.text == "the election has no title"
    assert error.value.fix in str(error.value)


def test_every_reason_of_a_rejected_ballot_reaches_python() -> None:
    voting = {"opens": "2030-09-24T00:00:00Z", "closes": "2030-09-25T00:00:00Z"}
    definition = changed(
        {
            "rules.voting": voting,
            "rules.own_candidate": "forbidden",
            "rules.marks": {"min": 2, "max": 3},
            "candidates.5.withdrawn": True,
            "roll.7.suspended": True,
        }
    )
    noon = "2030-09-24T12:00:00Z"

    def ballot(voter: str, marks: str, at: str = noon) -> dict[str, Any]:
        return {"voter": voter, "marks": marks.split(), "cast_at": at}

    rows = [
        (ballot("v0", "c1"), "B01"),
        (ballot("v8", "c1"), "B02"),
        (ballot("v1", "c2", "2030-09-23T00:00:00Z"), "B03"),
        (ballot("v1", "c2", "2030-09-26T00:00:00Z"), "B04"),
        (ballot("v2", "c1 c3"), ""),
        (ballot("v2", "c1 c4", "2030-09-24T13:00:00Z"), "B05"),
        (ballot("v3", "c1 x"), "B06"),
        (ballot("v4", "c1 c6"), "B07"),
        (ballot("v5", "c1 c1"), "B08"),
        (ballot("v6", "c1 c6"), "B07"),
        (ballot("v1", "c1 c2"), "B09"),
    ]
    ballots = vaali.Election.from_dict(definition).ballots([row for row, _ in rows])
    assert {row.row: row.code for row in ballots.rejected} == {at: code for at, (_, code) in enumerate(rows, 1) if code}
    seen = {row.code for row in ballots.rejected}
    few = vaali.Election.from_dict(definition).ballots([ballot("v7", "c1"), ballot("v6", "c1 c2 c3 c4")])
    seen |= {row.code for row in few.rejected}
    definition["rules"]["second_ballot"] = "last_counts"
    last = vaali.Election.from_dict(definition).ballots(
        [
            ballot("v2", "c1 c3"),
            ballot("v2", "c1 c4", "2030-09-24T13:00:00Z"),
            ballot("v3", "c1 c2"),
            ballot("v3", "c1 c4"),
        ]
    )
    seen |= {row.code for row in last.rejected}
    assert seen == set(CODES["ballot"])
    for row in [*ballots.rejected, *few.rejected, *last.rejected]:
        assert row.reason
        assert row.message
        assert row.fix


def count_error(call: Any) -> str:
    with pytest.raises(vaali.CountError) as error:
        call()
    assert error.value.fix
    return error.value.code


def test_what_stops_a_count_reaches_python(board: vaali.Election) -> None:
    ballots = [["a"], ["b"], ["c"]]
    tie = board.count(ballots)
    assert isinstance(tie, vaali.LotNeeded)
    other = board.replace(marks=1).ballots(ballots)
    heavy = changed({"rules.marks": {"min": 1, "max": 6}})
    heavy["roll"] = [{"id": "v1", "name": "V", "weight": str(2**64 - 1)}]
    heavy["candidates"] = [{"id": f"c{n}", "name": f"C {n}"} for n in range(6)]
    seen = {
        count_error(lambda: board.count(other)),
        count_error(lambda: vaali.Election.from_dict(heavy).count({"v1": ["c0", "c1"]})),
        count_error(lambda: board.count([["a"], ["a", "b"]], lots=[tie.lot(["a", "b"])])),
        count_error(lambda: board.count(ballots, lots=[tie.lot(["a"])])),
        count_error(lambda: board.count(ballots, declines=["nobody"])),
        count_error(lambda: board.count(ballots, declines=[("a", "treasurer")])),
    }
    # C03 says that memory was changed between two sums; nothing here can do that.
    assert seen == {"C01", "C02", "C04", "C05", "C06", "C07"}


def test_what_keeps_from_certifying_reaches_python(board: vaali.Election) -> None:
    when = {"frozen_at": "2030-04-01T12:00:00Z", "certified_at": "2030-04-20T18:00:00Z"}

    def codes(*arguments: Any, **options: Any) -> set[str]:
        with pytest.raises(vaali.CertifyError) as error:
            board.certify(*arguments, **{**when, **options})
        return {finding.code for finding in error.value.findings}

    assert codes([["a"], ["b"], ["c"]]) == {"R01"}
    assert codes([["a", "b"]], ballots_expected=9) == {"R03"}
    assert codes([["a", "b"]], certified_at="2030-03-20T18:00:00Z") == {"R05"}
    assert codes([["a", "b"]], roll_marks=["x"]) == {"R06"}


class OneColumn:
    """A stream that is no table."""

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        return pl.Series([1]).__arrow_c_stream__(requested_schema)


def test_every_code_of_a_table_reaches_python(board: vaali.Election) -> None:
    def code(data: Any, **options: Any) -> str:
        with pytest.raises(vaali.TableError) as error:
            vaali.Profile(data, ["a", "b"], **options)
        assert error.value.fix
        return error.value.code

    def long(**columns: Any) -> pl.DataFrame:
        return pl.DataFrame(columns)

    marks = pl.DataFrame({"marks": [["a"]]})
    seen = {
        code(object()),
        code(OneColumn()),
        code(pl.DataFrame({"x": [1]})),
        code(pl.DataFrame({"marks": [["a"]], "a": [1]})),
        code(pl.DataFrame({"a": [1]})),
        code(twice()),
        code(pl.DataFrame({"marks": ["a;b"]})),
        code(pl.DataFrame({"a": [2], "b": [0]})),
        code(pl.DataFrame({"marks": [["x"]]})),
        code(pl.DataFrame({"marks": [["a", "a"]]})),
        code(pl.DataFrame({"marks": [["a", None]]})),
        code(long(ballot=[None, 1], candidate=["a", "b"])),
        code(long(ballot=[1, 1], candidate=["a", None])),
        code(np.zeros((2, 3))),
        code([["a"]], weights=[1, 2]),
        code(
            marks.with_columns(weight=pl.Series([[2**64 - 1]]).explode()).vstack(
                marks.with_columns(weight=pl.Series([1], dtype=pl.UInt64))
            )
        ),
    }
    with pytest.raises(vaali.TableError) as error:
        board.ballots(marks.with_columns(cast_at=pl.datetime(2030, 1, 1)))
    seen.add(error.value.code)
    with pytest.raises(vaali.TallyError) as tally:
        vaali.Tally.from_bytes(b"?")
    seen.add(tally.value.code)
    counted = vaali.Tally.from_arrow([["a"]], ["a", "b"])
    for other in (["b", "a"], board):
        with pytest.raises(vaali.TallyError) as tally:
            vaali.Tally.from_bytes(counted.to_bytes(), other)
        assert tally.value.fix
        seen.add(tally.value.code)
    seen |= {finding.code for finding in board.ballots(marks.with_columns(remark=1)).findings}
    assert seen == set(CODES["table"])


def twice() -> pa.Table:
    return pa.table([[1], [1], [0]], names=["a", "a", "b"])


def test_every_code_of_an_analysis_reaches_python(board: vaali.Election, founding: vaali.Election) -> None:
    seen = set()
    for call in (
        lambda: board.ballots([["a"], ["b"], ["c"]]).every_lot(most_ways=2),
        lambda: founding.ballots().tally(),
    ):
        with pytest.raises(vaali.AnalysisError) as error:
            call()
        seen.add(error.value.code)
    assert seen == set(CODES["analysis"])


def test_the_checks_of_a_record_are_those_of_the_engine() -> None:
    codes = [check["code"] for check in vaali.verify("{}").checks]
    assert codes == [f"V{number:02}" for number in range(1, 17)]
    assert vaali.verify("{}", published="0" * 64).failed[-1] == "V18"
    with pytest.raises(vaali.TableError, match="digits"):
        vaali.verify("{}", published="605c eac9")
    with pytest.raises(vaali.RecordError) as error:
        vaali.verify(ROOT / "examples")
    assert error.value.code == "Y32"
    for text in ("", "{}", json.dumps({"kind": "vaali record", "format": 1})):
        with pytest.raises(vaali.RecordError) as error:
            vaali.Record(text).seal  # noqa: B018
        assert error.value.code
