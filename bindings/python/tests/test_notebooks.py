"""The notebooks run from top to bottom, without a warning; the assertions in their cells check what they say."""

from __future__ import annotations

import json
import os
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import nbformat
import pytest
from conftest import ROOT
from nbclient import NotebookClient
from traitlets.config import Config

if TYPE_CHECKING:
    from nbformat import NotebookNode

FOLDER = ROOT / "bindings" / "python" / "notebooks"

NOTEBOOKS = sorted(path.name for path in FOLDER.glob("*.ipynb"))


def published() -> Path:
    """Where published ballots lie: as for the tests of the engine."""
    return Path(os.environ.get("VAALI_DATA", ROOT.parent / "shared" / "data"))


def run(name: str, monkeypatch: pytest.MonkeyPatch, command: str, data: Path | None = None) -> NotebookNode:
    """Run a notebook as its reader does: in its folder, with the command on the path. A cell that fails is a failed test."""
    monkeypatch.setenv("PATH", str(Path(command).parent), prepend=os.pathsep)
    monkeypatch.setenv("PYTHONWARNINGS", "default")
    if data is None:
        monkeypatch.delenv("VAALI_DATA", raising=False)
    else:
        monkeypatch.setenv("VAALI_DATA", str(data))
    notebook = nbformat.read(FOLDER / name, as_version=4)
    # Over sockets of the file system: with ports the kernel warns that others may listen.
    with TemporaryDirectory() as sockets:
        config = Config({"KernelManager": {"transport": "ipc", "ip": f"{sockets}/kernel"}})
        resources = {"metadata": {"path": str(FOLDER)}}
        executed = NotebookClient(
            notebook, resources=resources, config=config, timeout=300, kernel_name="python3"
        ).execute()
    if kept := os.environ.get("VAALI_EXECUTED"):
        suffix = "" if data is None else "-published"
        nbformat.write(executed, Path(kept) / f"{Path(name).stem}{suffix}.ipynb")
    return executed


def outputs(notebook: NotebookNode) -> list[Any]:
    return [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]


def printed(notebook: NotebookNode) -> str:
    return "".join(output.text for output in outputs(notebook) if output.output_type == "stream")


def assert_quiet(notebook: NotebookNode, capfd: pytest.CaptureFixture[str]) -> None:
    for output in outputs(notebook):
        assert (output.output_type, output.get("name")) != ("stream", "stderr"), output.text
        assert "Warning" not in json.dumps(output), output
    # What the kernel itself complains about.
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_a_notebook_runs_from_top_to_bottom_without_a_warning(
    name: str, command: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    notebook = run(name, monkeypatch, command)
    assert_quiet(notebook, capfd)
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert all(cell.execution_count for cell in cells)
    assert "NOT CHECKED" not in printed(notebook)
    assert sum(cell.source.count("assert ") for cell in cells) >= 8
    # Without published ballots it says of everything that it is invented.
    assert ("TEST" in json.dumps(notebook)) or ("all 83 totals agree (SYNTHETIC)" in printed(notebook))


@pytest.mark.published
def test_published_ballots_count_to_the_totals_of_the_city(
    command: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    assert (published() / "pabulib").is_dir(), (
        "no published ballots here: let VAALI_DATA name the folder that holds pabulib"
    )
    notebook = run("3-a-citys-vote.ipynb", monkeypatch, command, published())
    assert_quiet(notebook, capfd)
    assert "SYNTHETIC" not in printed(notebook)
    assert "NOT CHECKED" not in printed(notebook)
    assert "the same 17 projects as in the file" in printed(notebook)
    assert "61,668 ballots, 287,475 marks" in printed(notebook)
    assert "all 83 totals agree\n" in printed(notebook)
    assert "818,766 marks; all totals of 548 projects agree" in printed(notebook)


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_a_notebook_is_committed_without_outputs(name: str) -> None:
    text = (FOLDER / name).read_text(encoding="utf-8")
    notebook = nbformat.reads(text, as_version=4)
    nbformat.validate(notebook)
    for cell in notebook.cells:
        assert not cell.metadata
        if cell.cell_type == "code":
            assert (cell.outputs, cell.execution_count) == ([], None)
    assert set(notebook.metadata) == {"kernelspec", "language_info"}
    assert notebook.metadata.language_info == {"name": "python"}


def test_there_are_three_notebooks() -> None:
    assert [name[:1] for name in NOTEBOOKS] == ["1", "2", "3"]
