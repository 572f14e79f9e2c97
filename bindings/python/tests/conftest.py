"""What the tests share: the corpus, random elections of the engine, and the command."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import hypothesis
import pytest
import vaali

# How long a case takes says nothing about it where others use the machine.
hypothesis.settings.register_profile("vaali", deadline=None)
hypothesis.settings.load_profile("vaali")

ROOT = Path(__file__).parents[3]


def run(*words: str, cwd: Path = ROOT) -> str:
    """Run a program and give what it prints. A program that fails is a failed test, never a skipped one."""
    return subprocess.run(words, cwd=cwd, check=True, capture_output=True, text=True).stdout


def program(name: str, package: str) -> str:
    """A program of the workspace: where `VAALI_PROGRAMS` says, or built now."""
    folder = os.environ.get("VAALI_PROGRAMS")
    if folder is None:
        run("cargo", "build", "--release", "--quiet", "--package", package, "--bin", name)
        target = os.environ.get("CARGO_TARGET_DIR", str(ROOT / "target"))
        folder = str(Path(target) / "release")
    return str(Path(folder) / name)


@pytest.fixture(scope="session")
def outcomes() -> list[dict[str, Any]]:
    """A thousand random elections with the bytes that the engine gives."""
    lines = run(program("outcomes", "vaali-tests"), "--cases", "1000", "--seed", "7").splitlines()
    assert len(lines) == 1000
    return [json.loads(line) for line in lines]


@pytest.fixture(scope="session")
def corpus() -> list[dict[str, Any]]:
    """The elections of the corpus."""
    files = sorted((ROOT / "tests" / "corpus").glob("*.json"))
    assert len(files) > 50
    return [json.loads(file.read_text()) for file in files]


@pytest.fixture(scope="session")
def command() -> str:
    """The command `vaali`."""
    return program("vaali", "vaali-cli")


@pytest.fixture
def board() -> vaali.Election:
    """A small anonymous election: three candidates, two seats, at most two marks."""
    return vaali.Election.preset("meeting_slips", title="Board", candidates=["a", "b", "c"], seats=2, marks=2)


@pytest.fixture
def founding() -> vaali.Election:
    """The founding election among the examples."""
    return vaali.Election.read(ROOT / "examples" / "founding-2020")
