"""The same bytes as from Rust: random elections, the corpus, the command."""

from __future__ import annotations

import json
import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest
import vaali
from conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path


def counted(case: dict[str, Any], ballots: Any) -> str | vaali.VaaliError:
    election = vaali.Election.from_dict(case["definition"])
    meeting = dict(case["proceedings"])
    try:
        outcome = election.count(
            ballots,
            roll_marks=case["roll_marks"],
            lots=meeting.pop("lots", ()),
            declines=meeting.pop("declines", ()),
            **meeting,
        )
    except vaali.CountError as error:
        return error
    return outcome.to_json()


def as_frame(ballots: list[dict[str, Any]]) -> pl.DataFrame:
    columns = {
        "voter": pl.Series([ballot.get("voter") for ballot in ballots], dtype=pl.String),
        "cast_at": pl.Series([ballot.get("cast_at") for ballot in ballots], dtype=pl.String),
        "marks": pl.Series([ballot["marks"] for ballot in ballots], dtype=pl.List(pl.String)),
    }
    return pl.DataFrame(columns)


def test_a_thousand_random_elections_give_the_bytes_of_rust(outcomes: list[dict[str, Any]]) -> None:
    kinds = {"complete": 0, "lot_needed": 0, "error": 0}
    for case in outcomes:
        result = counted(case, case["ballots"])
        if isinstance(result, vaali.VaaliError):
            assert (result.code, case["outcome"]) == (case["error"], None)
            kinds["error"] += 1
        else:
            assert result == case["outcome"], case["case"]
            kinds[json.loads(result)["outcome"]] += 1
    assert min(kinds.values()) > 10, kinds


def test_a_frame_gives_the_bytes_that_rows_give(outcomes: list[dict[str, Any]]) -> None:
    compared = 0
    for case in outcomes[:300]:
        if case["outcome"] is None:
            continue
        # An empty mark is a null of no list, and a candidate's name is read for its id: neither is random here.
        assert counted(case, as_frame(case["ballots"])) == case["outcome"], case["case"]
        compared += 1
    assert compared > 200


def test_the_corpus_has_its_outcomes(corpus: list[dict[str, Any]]) -> None:
    for case in corpus:
        result = counted(case, case["ballots"])
        if isinstance(result, vaali.VaaliError):
            assert "error" in case["expected"], case["name"]
            continue
        found = json.loads(result)
        found.get("result", found.get("partial")).pop("engine")
        assert found == case["expected"], case["name"]


@pytest.mark.parametrize("example", ["founding-2020", "founding-2020-tie"])
def test_the_outcome_is_the_commands_to_the_byte(command: str, example: str) -> None:
    folder = ROOT / "examples" / example
    done = subprocess.run([command, "count", str(folder), "--json"], capture_output=True, text=True, check=False)
    outcome = vaali.Election.read(folder).count()
    assert f'"outcome":{outcome.to_json()},' in done.stdout
    assert isinstance(outcome, vaali.LotNeeded) == (done.returncode == 3)


def test_record_and_report_are_the_commands_to_the_byte(command: str, tmp_path: Path) -> None:
    record, sealed = tmp_path / "record.json", tmp_path / "record.sealed.json"
    folder = ROOT / "examples" / "founding-2020"
    words = ["--chair", "Aino A", "--teller", "Bo B", "--teller", "Cia C"]
    subprocess.run([command, "count", str(folder), "--record", str(record), *words], check=True, capture_output=True)
    theirs = vaali.Record.read(record, sealed)
    times = theirs.to_dict()["times"]
    salt = json.loads(sealed.read_text())["salt"]
    ours = vaali.Election.read(folder).certify(
        certified_at=times["certified_at"],
        frozen_at=times["frozen_at"],
        salt=salt,
        chair="Aino A",
        tellers=["Bo B", "Cia C"],
    )
    assert ours.to_json() == record.read_text()
    assert ours.sealed_json == sealed.read_text()
    assert ours.seal == theirs.seal
    report = subprocess.run(
        [command, "verify", str(record), "--ballots", str(sealed), "--json"], check=True, capture_output=True, text=True
    )
    assert ours.verify().to_json() + "\n" == report.stdout


def test_a_certified_folder_is_verified_as_by_the_command(command: str, tmp_path: Path) -> None:
    election, certified = tmp_path / "election", tmp_path / "certified"
    shutil.copytree(ROOT / "examples" / "founding-2020", election)
    words = ["--chair", "Aino A", "--teller", "Bo B", "--teller", "Cia C", "--to", str(certified)]
    subprocess.run([command, "certify", str(election), *words], check=True, capture_output=True)
    sound = vaali.verify(certified)
    assert (sound.passed, sound.complete, sound.recounted) == (True, True, True)
    assert sound.list_hash is not None
    published = " ".join(sound.list_hash[at : at + 4] for at in range(0, 64, 4)).upper()
    (certified / "public" / "minutes.en.html").write_text("Everybody was elected.")
    for folder, known in ((certified, None), (certified, published), (certified / "public", sound.list_hash)):
        told = [] if known is None else ["--hash", known]
        report = subprocess.run(
            [command, "verify", str(folder), "--json", *told], check=False, capture_output=True, text=True
        )
        ours = vaali.verify(folder, published=known)
        assert ours.to_json() + "\n" == report.stdout
        assert ours.failed == ["V17"]
