"""The verifier on the example of docs/record.md, and on a folder of it in which every byte is changed."""

import tempfile
import unittest
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from reading import Unreadable, canonical, read
from verify import FAILED, NOT_RUN, PASSED, verify, verify_folder

DOCUMENT = Path(__file__).resolve().parent.parent.parent / "docs" / "record.md"
RECORD, SEALED = (part.split("\n")[0].encode() for part in DOCUMENT.read_text().split("```json\n")[1:3])


def listed(folder: Path) -> None:
    names = sorted(path.name for path in folder.iterdir())
    lines = [f"{sha256((folder / name).read_bytes()).hexdigest()}  {name}\n" for name in names]
    (folder / "SHA256SUMS").write_text("".join(lines))


def folder_of_example(folder: Path) -> None:
    for half, name, data in (("public", "record.json", RECORD), ("sealed", "ballots.json", SEALED)):
        (folder / half).mkdir()
        (folder / half / name).write_bytes(data)
    (folder / "public" / "README.txt").write_text("for people\n")
    listed(folder / "public")
    listed(folder / "sealed")


class Files(unittest.TestCase):
    def test_the_example_of_the_document_passes(self) -> None:
        checks, seal = verify(RECORD, SEALED)
        self.assertEqual(set(checks.values()), {PASSED})
        self.assertEqual(seal, read(RECORD)["seal"])

    def test_what_was_not_checked_is_not_called_passed(self) -> None:
        checks, _ = verify(RECORD, None)
        self.assertEqual([code for code in checks if checks[code] == NOT_RUN], ["V13", "V14", "V16"])

    def test_every_changed_bit_of_the_record_and_of_the_ballots_is_found(self) -> None:
        for data, run in ((RECORD, lambda d: verify(d, SEALED)), (SEALED, lambda d: verify(RECORD, d))):
            change: Callable[[bytes], tuple[dict[str, str], str | None]] = run
            for at in range(0, len(data), 7):
                changed = bytearray(data)
                changed[at] ^= 1 << at % 8
                self.assertIn(FAILED, change(bytes(changed))[0].values(), at)

    def test_what_two_readers_could_read_in_two_ways_is_refused(self) -> None:
        for text in ['{"a":1,"a":1}', "9007199254740992", "NaN", "[1", '"\\ud800"', "\ufeff1", "[" * 129 + "]" * 129, "1 2", "1e999", ""]:
            with self.assertRaises(Unreadable, msg=text):
                read(text.encode())
        self.assertEqual(
            canonical(read('{"\U0001f600": 1, "\ufb33": 2, "b": "\\u001f\\/"}'.encode())),
            '{"b":"\\u001f/","\U0001f600":1,"\ufb33":2}'.encode(),
        )


class Folders(unittest.TestCase):
    def setUp(self) -> None:
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = Path(temporary.name)
        folder_of_example(self.folder)
        self.head = sha256((self.folder / "public" / "SHA256SUMS").read_bytes()).hexdigest()

    def failed(self, published: str | None = None) -> list[str]:
        return [code for code, status in verify_folder(self.folder, None, published).items() if status == FAILED]

    def test_a_folder_as_it_was_certified_passes(self) -> None:
        self.assertEqual(self.failed(self.head), [])
        self.assertEqual(self.failed(read(RECORD)["seal"]), [])
        self.assertEqual(self.failed("0" * 64), ["V18"])

    def test_every_changed_bit_of_every_file_is_found(self) -> None:
        for path in sorted(self.folder.rglob("*.*")) + sorted(self.folder.rglob("SHA256SUMS")):
            data = path.read_bytes()
            for at in range(0, len(data), max(1, len(data) // 150)):
                changed = bytearray(data)
                changed[at] ^= 1 << at % 8
                path.write_bytes(bytes(changed))
                self.assertIn("V17", self.failed(), f"{path} {at}")
            path.write_bytes(data)
        self.assertEqual(self.failed(), [])

    def test_a_file_more_or_less_is_found(self) -> None:
        for half in ("public", "sealed"):
            more = self.folder / half / "more"
            more.write_text("x")
            self.assertEqual(self.failed(), ["V17"])
            more.unlink()
        (self.folder / "public" / "README.txt").unlink()
        self.assertEqual(self.failed(), ["V17"])
        # Who also mends the list is found by the hash that was published before.
        (self.folder / "public" / "SHA256SUMS").unlink()
        listed(self.folder / "public")
        self.assertEqual(self.failed(), [])
        self.assertEqual(self.failed(self.head), ["V18"])


if __name__ == "__main__":
    unittest.main()
