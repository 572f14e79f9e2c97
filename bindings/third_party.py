"""Write the licences of everything that is compiled into a binding, as its licences ask for: one file that goes with the binding.

    python bindings/third_party.py vaali-python bindings/python/THIRD-PARTY-LICENSES.txt           # write
    python bindings/third_party.py vaali-python bindings/python/THIRD-PARTY-LICENSES.txt --check   # is it current?

What cargo resolves for Linux, macOS and Windows is listed, crate by crate; texts that several crates share stand once. Where a crate may be had under the MIT licence or others, it is taken under MIT.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]

TARGETS = [
    "x86_64-unknown-linux-gnu",
    "aarch64-unknown-linux-musl",
    "aarch64-apple-darwin",
    "x86_64-pc-windows-msvc",
]

# What a file with a licence is called, by those who write them.
FILE = re.compile(r"^(licen[cs]e|copying|copyright|notice|unlicense)", re.IGNORECASE)

RUST = "the standard library of Rust"
"""In every binary, and in no list of crates."""


def cargo(*words: str) -> str:
    """Run cargo in the repository and give what it prints."""
    done = subprocess.run(["cargo", *words], cwd=ROOT, check=True, capture_output=True, text=True)
    return done.stdout


def crates(package: str) -> list[dict[str, Any]]:
    """Give what is compiled into a package, but for what is of this repository."""
    targets = [word for target in TARGETS for word in ("--target", target)]
    # Macros run while compiling: nothing of them is in the binary but what they wrote for us.
    tree = cargo(
        "tree", "-p", package, "--all-features", "-e", "normal,no-proc-macro", "--prefix", "none", "-f", "{p}", *targets
    )
    used = {tuple(line.split(" ")[:2]) for line in tree.splitlines() if line}
    every = json.loads(cargo("metadata", "--format-version", "1"))["packages"]
    found = [entry for entry in every if (entry["name"], f"v{entry['version']}") in used and entry["source"]]
    return sorted(found, key=lambda entry: (entry["name"], entry["version"]))


def choice_of_mit(expression: str) -> bool:
    """Say whether one may choose MIT."""
    return bool(re.search(r"MIT\s*(OR|/)|(OR|/)\s*MIT", expression))


def texts(crate: dict[str, Any]) -> list[str]:
    """Give the texts that go with a crate."""
    folder = Path(crate["manifest_path"]).parent
    files = sorted(path for path in folder.iterdir() if path.is_file() and FILE.match(path.name))
    if choice_of_mit(crate["license"] or "") and any("MIT" in path.name.upper() for path in files):
        # What an `AND` adds to the choice goes along, what it leaves to choose from does not.
        others = re.compile(r"apache|unlicense|zlib|boost|0bsd|-bsd$|copying|copyright|^license$", re.IGNORECASE)
        files = [path for path in files if not others.search(path.name)]
    found = [clean(path.read_text(encoding="utf-8", errors="replace")) for path in files]
    if not found:
        # The crate says its licence and has no file of it.
        holders = ", ".join(author.split(" <")[0] for author in crate["authors"]) or f"the authors of {crate['name']}"
        found = [mit(holders)]
    return found


def mit(holders: str) -> str:
    """Give the MIT licence of somebody: the words of our own, with another name."""
    return re.sub(r"(?<=Copyright \(c\) ).*", holders, clean((ROOT / "LICENSE-MIT").read_text(encoding="utf-8")))


def clean(text: str) -> str:
    """Give a text without what editors leave behind, so that equal texts are equal."""
    return "\n".join(line.rstrip() for line in text.replace("\f", "").splitlines()).strip("\n")


def notices(package: str) -> str:
    """Give the file."""
    by_text: dict[str, list[str]] = {}
    names = []
    for crate in crates(package):
        name = f"{crate['name']} {crate['version']}"
        names.append(f"{name}: {crate['license']}")
        for text in texts(crate):
            by_text.setdefault(text, []).append(name)
    by_text.setdefault(mit("The Rust Project Contributors"), []).append(RUST)
    line = "-" * 100
    parts = [
        "What is compiled into this package besides vaali itself, and under which licences.\n"
        "Where there is a choice that includes MIT, MIT is chosen.\n",
        "\n".join([*names, f"{RUST}: MIT OR Apache-2.0"]),
        *(f"{line}\n{', '.join(users)}\n{line}\n\n{text}" for text, users in by_text.items()),
    ]
    return "\n\n".join(parts) + "\n"


def main() -> int:
    """Write the file, or say whether it is current."""
    parser = argparse.ArgumentParser(description="The licences of what is compiled into a binding.")
    parser.add_argument("package")
    parser.add_argument("file", type=Path)
    parser.add_argument("--check", action="store_true")
    arguments = parser.parse_args()
    wanted = notices(arguments.package)
    if not arguments.check:
        arguments.file.write_text(wanted, encoding="utf-8")
    elif arguments.file.read_text(encoding="utf-8") != wanted:
        print(
            f"{arguments.file} is not current: write it by `python {' '.join(sys.argv[:3])}` and look at what changed"
        )
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
