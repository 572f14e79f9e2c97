"""Reports are the command's, byte for byte, from the same folder or record; and hold no ballot."""

from __future__ import annotations

import datetime
import io
import json
import pickle
import shutil
import subprocess
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
import vaali
from conftest import ROOT, run

if TYPE_CHECKING:
    from pathlib import Path

    from vaali.types import Language

LANGUAGES: tuple[Language, ...] = ("fi", "sv", "en")

MEETING = """
body = "Founding meeting <of> all"
place = "Åbo"
date = 2020-09-17
section = "7"
chair = "Aino Alku"
secretary = ""
tellers = ["Bo B", "Cia C"]
"""


@pytest.fixture(params=["founding-2020", "founding-2020-tie", "with a meeting"])
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A decided election, one that waits for a lot, one whose folder tells of the meeting."""
    sample = "founding-2020" if request.param == "with a meeting" else request.param
    copy = tmp_path / "election"
    shutil.copytree(ROOT / "examples" / sample, copy)
    if request.param == "with a meeting":
        (copy / "meeting.toml").write_text(MEETING, encoding="utf-8")
    return copy


def written(command: str, *words: str | Path, to: Path) -> bytes:
    """What the command writes into a file; a draft is written with exit code 3."""
    done = subprocess.run([command, *map(str, words), "--to", str(to)], capture_output=True, text=True, check=False)
    assert done.returncode in (0, 3), done.stderr
    content = to.read_bytes()
    to.unlink()
    return content


@pytest.mark.parametrize("language", LANGUAGES)
def test_minutes_are_the_commands(command: str, folder: Path, language: Language, tmp_path: Path) -> None:
    outcome = vaali.Election.read(folder).count()
    words = ("minutes", folder, "--language", language)
    assert outcome.minutes(language).encode() == written(command, *words, to=tmp_path / "m.md")
    assert outcome.minutes(language, format="html").encode() == written(command, *words, to=tmp_path / "m.html")
    assert outcome.minutes(language, format="docx") == written(command, *words, to=tmp_path / "m.docx")


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_chart_and_news_are_the_commands(command: str, folder: Path, language: Language, tmp_path: Path) -> None:
    outcome = vaali.Election.read(folder).count()
    words = (folder, "--language", language)
    assert outcome.page(language).encode() == written(command, "page", *words, to=tmp_path / "p.html")
    assert outcome.chart(language).encode() == written(command, "chart", *words, to=tmp_path / "c.svg")
    assert outcome.news(language) + "\n" == run(command, "news", *map(str, words))
    for candidate in ("c01", "c16", "c17"):
        assert outcome.explain(candidate, language) == run(
            command, "explain", str(folder), candidate, *map(str, words[1:])
        )


def test_pages_in_several_languages_link_to_each_other(command: str, folder: Path, tmp_path: Path) -> None:
    outcome = vaali.Election.read(folder).count()
    run(command, "page", str(folder), "--to", str(tmp_path / "page.html"), "--language", "sv,en,fi")
    for language in LANGUAGES:
        links = {other: f"./page.{other}.html" for other in reversed(LANGUAGES) if other != language}
        assert outcome.page(language, links=links) == (tmp_path / f"page.{language}.html").read_text()


@pytest.mark.parametrize("language", LANGUAGES)
def test_rules_are_the_commands(command: str, folder: Path, language: Language) -> None:
    told = json.loads(run(command, "check", str(folder), "--json", "--language", language))
    assert vaali.Election.read(folder).rules(language) == told["rules"]


def test_booklets_are_the_commands(command: str, folder: Path, tmp_path: Path) -> None:
    election = vaali.Election.read(folder)
    booklet: Any = election.booklet
    for ending, form in (("html", "html"), ("md", "markdown")):
        for options, words in (
            ({}, []),
            ({"seed": "4 8 15"}, ["--seed", "4 8 15"]),
            ({"first": 7}, ["--first", "7"]),
        ):
            for languages in (["fi"], ["sv", "fi"], ["en", "sv", "fi"]):
                theirs = written(
                    command, "booklet", folder, "--language", ",".join(languages), *words, to=tmp_path / f"b.{ending}"
                )
                assert booklet(languages, format=form, **options).encode() == theirs
    assert election.booklet("sv") == election.booklet(["sv"])


@pytest.fixture
def certified(command: str, tmp_path: Path) -> Path:
    """A folder that the command certified, of an election whose folder tells of the meeting."""
    copy = tmp_path / "decided"
    shutil.copytree(ROOT / "examples" / "founding-2020", copy)
    (copy / "meeting.toml").write_text(MEETING, encoding="utf-8")
    run(command, "certify", str(copy), "--to", str(tmp_path / "certified"), "--secretary", "Dan D")
    return tmp_path / "certified"


def test_the_record_is_that_of_the_certified_folder(certified: Path) -> None:
    """Chair and tellers are those of `meeting.toml`, as for the command."""
    theirs = vaali.Record.read(certified / "public" / "record.json", certified / "sealed" / "ballots.json")
    assert theirs.sealed_json is not None
    ours = vaali.Election.read(certified.parent / "decided").certify(
        certified_at=theirs.to_dict()["times"]["certified_at"],
        salt=json.loads(theirs.sealed_json)["salt"],
        secretary="Dan D",
    )
    assert ours.to_json() == theirs.to_json()
    assert ours.sealed_json == theirs.sealed_json
    assert (ours.seal, ours.definition_hash) == (theirs.seal, theirs.definition_hash)
    assert ours.to_dict()["certification"]["chair"] == "Aino Alku"
    # The documents of the folder are made of the record and of what the folder tells of the meeting.
    for language in LANGUAGES:
        minutes = (certified / "public" / f"minutes.{language}.html").read_text()
        assert ours.minutes(language, format="html") == minutes
        links = {other: f"result.{other}.html" for other in LANGUAGES if other != language}
        assert ours.page(language, links=links) == (certified / "public" / f"result.{language}.html").read_text()


@pytest.mark.parametrize("language", LANGUAGES)
def test_reports_on_a_record_are_the_commands(
    command: str, certified: Path, language: Language, tmp_path: Path
) -> None:
    path = certified / "public" / "record.json"
    record = vaali.Record.read(path)
    words = (path, "--language", language)
    assert record.minutes(language).encode() == written(command, "minutes", *words, to=tmp_path / "m.md")
    assert record.page(language).encode() == written(command, "page", *words, to=tmp_path / "p.html")
    assert record.chart(language).encode() == written(command, "chart", *words, to=tmp_path / "c.svg")
    assert record.news(language) + "\n" == run(command, "news", *map(str, words))
    assert record.explain("c03", language) == run(command, "explain", str(path), "c03", "--language", language)
    (path.parent / "meeting.toml").write_text('place = "Ekenäs"', encoding="utf-8")
    beside = vaali.Record.read(path).minutes(language)
    assert beside.encode() == written(command, "minutes", *words, to=tmp_path / "m.md")
    assert "Ekenäs" in beside


def test_nothing_is_reported_from_a_record_that_was_changed(certified: Path) -> None:
    path = certified / "public" / "record.json"
    path.write_text(path.read_text().replace("Aino Alku", "Aino Muu"))
    record = vaali.Record.read(path)
    reports: list[Any] = [record.minutes, record.page, record.chart, record.news, record.result.minutes]
    for report in reports:
        with pytest.raises(vaali.ReportError) as error:
            report("fi")
        assert error.value.code == "Y22"
    shown = record.result._repr_html_()
    assert "Y22" in shown
    assert "<table" not in shown


def test_a_folder_that_was_changed_after_its_freeze_is_not_certified(tmp_path: Path) -> None:
    copy = tmp_path / "election"
    shutil.copytree(ROOT / "examples" / "founding-2020", copy)
    rules = (copy / "election.toml").read_text().replace("max = 15", "max = 12")
    (copy / "election.toml").write_text(rules)
    election = vaali.Election.read(copy)
    with pytest.raises(vaali.FileError):
        election.certify(certified_at="2030-01-01T00:00:00Z")
    # Who says when it was frozen stands for it.
    assert election.certify(certified_at="2030-01-01T00:00:00Z", frozen_at="2020-09-06T00:00:00Z").verify().passed
    # A freeze of other rules is none of this election: the minutes do not mention it.
    sample = vaali.Election.read(ROOT / "examples" / "founding-2020").count().minutes("en")
    frozen = [line for line in sample.splitlines() if "5 September 2020" in line]
    assert frozen
    assert not any(line in election.count().minutes("en") for line in frozen)


def test_what_is_said_of_the_meeting_goes_before_the_folder(folder: Path) -> None:
    outcome = vaali.Election.read(folder).count()
    said = {"place": "Ekenäs", "date": datetime.date(2020, 9, 18), "checkers": ["Eva E"]}
    minutes = outcome.minutes("en", meeting=said)
    assert "Ekenäs" in minutes
    assert "Eva E" in minutes
    assert "Åbo |" not in minutes
    assert ("Aino Alku" in minutes) == (folder / "meeting.toml").exists()
    assert minutes == outcome.minutes("en", meeting={**said, "date": "2020-09-18"})
    faults: list[dict[str, Any]] = [
        {"plaec": "x"},
        {"date": "yesterday"},
        {"chair": "a@example.org"},
        {"tellers": "Bo"},
    ]
    for wrong in faults:
        with pytest.raises(vaali.FileError) as error:
            outcome.minutes("en", meeting=wrong)
        assert error.value.path == "meeting"
    with pytest.raises(vaali.TableError):
        outcome.minutes("en", meeting={"place": object()})


def test_results_are_reported_after_pickling(folder: Path, certified: Path) -> None:
    record = vaali.Record.read(certified / "public" / "record.json")
    for outcome in (vaali.Election.read(folder).count(), record.result):
        again = pickle.loads(pickle.dumps(outcome))
        assert again.minutes("sv", format="docx") == outcome.minutes("sv", format="docx")
        assert again._repr_html_() == outcome._repr_html_()


def test_what_appears_under_a_cell_is_in_the_language_that_was_chosen(founding: vaali.Election) -> None:
    result = founding.count()
    try:
        for language, word in (("fi", "Ehdokkaat"), ("sv", "Kandidaterna"), ("en", "The candidates")):
            vaali.set_language(language)  # type: ignore[arg-type]  # a text
            shown = result._repr_html_()
            assert f'<div lang="{language}">' in shown
            assert word in shown
            assert "data:image/svg+xml;base64," in shown
    finally:
        vaali.set_language("en")


def test_no_report_tells_who_voted_or_how() -> None:
    """Voters who nominated nobody leave no trace: neither their ids nor their names are in any report of a secret election."""
    candidates = [{"id": name, "name": f"Candidate {name}"} for name in "abcd"]
    roll = [{"id": f"canary{number}", "name": f"Canary Organisation {number}"} for number in range(40)]
    election = vaali.Election.preset(
        "founding_council", title="Council", candidates=candidates, roll=roll, seats=2, marks=2, offices=[]
    )
    ballots = {f"canary{number}": ["a", "b"] if number % 2 else ["c"] for number in range(1, 40, 3)}
    result = election.count(ballots)
    record = election.certify(
        ballots, frozen_at="2030-04-01T12:00:00Z", certified_at="2030-04-20T18:00:00Z", chair="Aino"
    )
    texts: list[str] = [result._repr_html_()]
    for source in (result, record):
        for language in LANGUAGES:
            texts += [source.minutes(language), source.minutes(language, format="html"), source.page(language)]
            texts += [source.chart(language), source.news(language), source.explain("a", language)]
            with zipfile.ZipFile(io.BytesIO(source.minutes(language, format="docx"))) as document:
                texts += [document.read(name).decode() for name in document.namelist()]
    assert len(texts) > 50
    for text in texts:
        assert "canary" not in text.lower()


def test_every_code_of_a_report_reaches_python(board: vaali.Election, tmp_path: Path, certified: Path) -> None:
    result: Any = board.count([["a"], ["a"], ["b"]])
    rules: Any = board
    copy = tmp_path / "copy"
    shutil.copytree(certified.parent / "decided", copy)
    moved = vaali.Election.read(copy).count()
    shutil.rmtree(copy)
    path = certified / "public" / "record.json"
    path.write_text(path.read_text().replace("Aino Alku", "Aino Muu"))
    calls: dict[str, list[Any]] = {
        "Y20": [lambda: result.minutes("de"), lambda: result.page("fi", links={"de": "x"}), lambda: rules.rules("")],
        "Y21": [
            lambda: result.minutes(format="pdf"),
            lambda: rules.booklet(format="docx"),
        ],
        "Y22": [vaali.Record.read(path).news],
        "Y23": [moved.minutes],
        "Y24": [
            lambda: rules.booklet(seed=" "),
            lambda: rules.booklet(first=9),
            lambda: rules.booklet(seed="a", first=1),
        ],
    }
    for code, wrong in calls.items():
        for call in wrong:
            with pytest.raises(vaali.ReportError) as error:
                call()
            assert error.value.code == code
            assert error.value.fix
    assert set(calls) == set(dict(vaali._vaali.codes())["report"])
    with pytest.raises(vaali.ReportError):
        vaali.set_language("de")  # type: ignore[arg-type]  # there is none
    with pytest.raises(KeyError):
        result.explain("nobody")
