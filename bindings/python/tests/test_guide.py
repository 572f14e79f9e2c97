"""Everything that the guide shows is run: its Python page by page, what it prints compared with what is shown, and its commands."""

from __future__ import annotations

import contextlib
import io
import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
import vaali
from conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

GUIDE = ROOT / "bindings" / "python" / "guide"
PAGES = sorted(path.name for path in GUIDE.glob("*.md"))
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)

# Commands that no test runs: they install, or take Java and half a gigabyte. Which they are is written here, so that no other is left out unseen.
ELSEWHERE = ("pip install", "spark_tally.py", "git clone")


def blocks(page: str) -> list[tuple[str, str, int]]:
    """The code of a page: its language, its text, its line."""
    text = (GUIDE / page).read_text()
    return [(found[1], found[2], text.count("\n", 0, found.start()) + 2) for found in BLOCK.finditer(text)]


def test_the_guide_has_its_pages() -> None:
    assert {"README.md", "ballots.md", "analysis.md", "scale.md", "errors.md"} <= set(PAGES)
    assert {language for page in PAGES for language, _, _ in blocks(page)} <= {"python", "text", "sh"}


@pytest.mark.parametrize("page", PAGES)
def test_the_python_of_a_page_prints_what_the_page_shows(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(str(GUIDE))
    names = {"__name__": "guide"}
    code = blocks(page)
    for at, (language, text, line) in enumerate(code):
        if language != "python":
            continue
        printed = io.StringIO()
        # Empty lines before it: so a traceback shows the line of the page.
        source = compile("\n" * (line - 1) + text, str(GUIDE / page), "exec")
        with contextlib.redirect_stdout(printed):
            exec(source, names)
        shown = code[at + 1][1] if at + 1 < len(code) and code[at + 1][0] == "text" else ""
        assert printed.getvalue() == shown, f"{page}:{line}"


@pytest.fixture(scope="module")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An election with its ballots in five files: a folder as the recipes for clusters take it."""
    folder = tmp_path_factory.mktemp("invented")
    script("make_ballots.py", str(folder), "--files", "5", "--ballots", "20000")
    return folder


def script(name: str, *words: str) -> subprocess.CompletedProcess[bytes]:
    """Run a script of the guide."""
    quiet = {**os.environ, "DASK_DISTRIBUTED__LOGGING__DISTRIBUTED": "error"}
    command = [sys.executable, str(GUIDE / name), *words]
    done = subprocess.run(command, capture_output=True, env=quiet, timeout=300, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done


def counted_here(folder: Path) -> tuple[vaali.Tally, int]:
    """What one process counts, with everything in memory at once."""
    import pyarrow.parquet as pq

    election = vaali.Election.from_json((folder / "election.json").read_text())
    ballots = election.ballots(pq.read_table(folder / "ballots"))
    return ballots.tally(), len(ballots.rejected)


def test_dask_counts_what_one_machine_counts_to_the_byte(invented: Path) -> None:
    done = script("dask_tally.py", str(invented))
    tally, rejected = counted_here(invented)
    assert done.stdout == tally.to_bytes()
    assert tally.ballots + rejected == 100_000
    assert rejected > 0
    said = done.stderr.decode().splitlines()[-1]
    assert said.startswith(f"{tally.ballots} ballots in 5 files on 2 workers, {rejected} rejected; elected: c")


def test_partials_of_another_election_stop_the_workers(invented: Path) -> None:
    from dask.distributed import Client, LocalCluster

    sys.path.insert(0, str(GUIDE))
    try:
        import dask_tally
    finally:
        sys.path.remove(str(GUIDE))
    rules = (invented / "election.json").read_text()
    other = vaali.Election.from_json(rules).replace(seats=3)
    path = str(next((invented / "ballots").glob("*.parquet")))
    with (
        LocalCluster(n_workers=1, processes=False, dashboard_address=None) as cluster,
        Client(cluster) as client,
    ):
        parts = [client.submit(dask_tally.count, path, text) for text in (rules, other.to_json())]
        with pytest.raises(vaali.TallyError) as error:
            client.submit(dask_tally.merge, parts).result()
    assert error.value.code == "tally_different_fingerprints"


def test_no_command_of_the_guide_is_left_out_unseen() -> None:
    run = re.compile(r"python (make_ballots|dask_tally)\.py")
    for page in PAGES:
        for language, text, line in blocks(page):
            if language == "sh":
                for command in text.splitlines():
                    assert run.search(command) or any(word in command for word in ELSEWHERE), f"{page}:{line}"
