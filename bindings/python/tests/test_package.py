"""The package as it is installed."""

from __future__ import annotations

import importlib.metadata
import importlib.resources
import subprocess
import sys

import vaali


def test_the_version_is_that_of_the_engine() -> None:
    assert vaali.__version__ == importlib.metadata.version("vaali")


def test_it_says_that_it_is_typed() -> None:
    assert importlib.resources.files("vaali").joinpath("py.typed").is_file()


def test_the_licences_of_what_is_compiled_in_go_with_it() -> None:
    files = {path.name: path for path in importlib.metadata.files("vaali") or []}
    assert {"LICENSE-APACHE", "LICENSE-MIT", "THIRD-PARTY-LICENSES.txt"} <= files.keys()
    notices = files["THIRD-PARTY-LICENSES.txt"].read_text()
    listed, _, texts = notices.partition("-" * 100)
    # Each line of the list is a crate whose texts follow, under its name.
    crates = [line.split(":")[0] for line in listed.splitlines() if ": " in line]
    assert {"arrow-array", "pyo3", "rayon"} <= {crate.split(" ")[0] for crate in crates}
    assert [crate for crate in crates if crate not in texts] == []


def test_importing_takes_less_than_50_milliseconds_and_no_other_package() -> None:
    code = (
        "import sys, time; import json, typing; before = set(sys.modules); start = time.process_time(); import vaali; "
        "used = time.process_time() - start; "
        "others = {name.split('.')[0] for name in set(sys.modules) - before} - set(sys.stdlib_module_names) - {'vaali'}; "
        "print(used, sorted(others))"
    )
    best = 1.0
    for _ in range(5):
        seconds, others = subprocess.run(
            [sys.executable, "-c", code], check=True, capture_output=True, text=True
        ).stdout.split(" ", 1)
        assert others.strip() == "[]"
        best = min(best, float(seconds))
    assert best < 0.05


def test_everything_public_is_documented() -> None:
    for name in vaali.__all__:
        thing = getattr(vaali, name)
        if isinstance(thing, type):
            assert thing.__doc__, name
            for member, value in vars(thing).items():
                if not member.startswith("_") and (callable(value) or isinstance(value, property | classmethod)):
                    assert value.__doc__, f"{name}.{member}"
