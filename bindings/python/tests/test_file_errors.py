"""Every code of a file reaches Python: the folder of an election and published data, code by code."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import vaali
from conftest import ROOT
from vaali import _vaali

if TYPE_CHECKING:
    from pathlib import Path

CODES = dict(_vaali.codes())

FOLDER = {
    "election.toml": """
format = 1
id = "7f6d4a0e-6f0c-4c51-9d5b-0c5f8f0d2a11"
title = "Board"
[rules]
ballots = "linked"
secrecy = "secret"
marks = { min = 1, max = 2 }
seats = { min = 1, max = 1 }
ties = { seat = "lot_manual" }
time_zone = "Europe/Helsinki"
""",
    "candidates.csv": "id,name\nc1,Aino\nc2,Bo\nc3,Cia\n",
    "roll.csv": "id,name\nv1,One\nv2,Two\nv3,Three\n",
    "ballots.csv": "voter,marks\nv1,c1\nv2,c1;c2\n",
}
ELECTION = FOLDER["election.toml"]

# For each code which files of a sound folder are otherwise; bytes and texts.
FILES: dict[str, dict[str, str | bytes]] = {
    "F03": {"roll.csv": ""},
    "F04": {"roll.csv": b"id,name\n\0,x\n"},
    "F05": {"roll.csv": "id,name\nv1," + "x" * (17 << 20) + "\n"},
    "F06": {"roll.csv": ",".join(["id", "name"] + [f"x{n}" for n in range(40000)]) + "\n"},
    "F07": {"roll.csv": "id,name\nv1,Åbo\nv2,B\nv3,C\n".encode("cp1252")},
    "F08": {"roll.csv": 'id,name\nv1,"One\n'},
    "F09": {"roll.csv": 'id,name\nv1,"One" x\n'},
    "F10": {"roll.csv": "id,name\nv1\n"},
    "F11": {"roll.csv": "name\nOne\n"},
    "F12": {"roll.csv": "id,name,wieght\nv1,One,1\nv2,Two,1\nv3,Three,1\n"},
    "F13": {"roll.csv": "id,name,email\nv1,One,x\nv2,Two,x\nv3,Three,x\n"},
    "F14": {"roll.csv": "id,name,name\nv1,One,One\n"},
    "F15": {"roll.csv": "id,name,\nv1,One,x\nv2,Two,x\nv3,Three,x\n"},
    "F16": {"roll.csv": "id,name\nv1,One\n,\nv2,Two\nv3,Three\n"},
    "F17": {"election.toml": ELECTION.replace("linked", "anonymous"), "roll.csv": "-", "ballots.csv": "marks\nc1\n\nc2\n"},
    "F18": {"election.toml": "format = "},
    "F19": {"roll.csv": "id,name,suspended\nv1,One,perhaps\n"},
    "F20": {"ballots.csv": "voter,cast_at,marks\nv1,yesterday,c1\n"},
    "F21": {"ballots.csv": "voter,cast_at,marks\nv1,2026-10-25 03:30,c1\n"},
    "F22": {"ballots.csv": "voter,cast_at,marks\nv1,2026-03-29 03:30,c1\n"},
    "F23": {
        "election.toml": ELECTION.replace('time_zone = "Europe/Helsinki"\n', ""),
        "ballots.csv": "voter,cast_at,marks\nv1,2026-10-20 03:30,c1\n",
    },
    "F24": {"election.toml": ELECTION.replace("Europe/Helsinki", "Europe/Turku")},
    "F25": {"election.toml": ELECTION + '[[candidates]]\nid = "c1"\nname = "A"\n'},
    "F26": {"candidates.csv": "-"},
    "F27": {"roll.csv": "id,name,name_fi\nv1,One,Yksi\n"},
    "F28": {"roll.csv": b"\xef\xbb\xbfid,name\nv1,\xff\n"},
    "F29": {"election.toml": "#" * (17 << 20)},
    "F30": {"ballots.csv": "voter,marks\n" + "v1\n" * 200},
    "F31": {"ballots.csv": "x,y\n1,2\n"},
    "F32": {"ballots.csv": "voter,marks,candidate\nv1,c1,c1\n"},
    "F33": {"ballots.csv": "marks\nc1\n"},
    "F34": {"ballots.csv": "voter,c1,c2,c3\nv1,perhaps,0,0\n"},
    "F35": {"ballots.csv": "voter,c1,c2,cc3\nv1,1,0,0\n"},
    "F36": {"ballots.csv": "voter,c1,c2\nv1,1,0\n"},
    "F37": {"ballots.csv": "voter,c1,c2,c3,Aino\nv1,1,0,0,1\n"},
    "F38": {"ballots.csv": "ballot,voter,candidate\n1,v1,c1\n1,v2,c2\n"},
    "F39": {
        "election.toml": ELECTION.replace("linked", "anonymous"),
        "roll.csv": "-",
        "ballots.csv": "candidate\nc1\n",
    },
    "F40": {"ballots.csv": "voter,candidate\nv1,c1\nv1,\n"},
    "F41": {"candidates.csv": 'id,name\nc1,Aino\nc2,Bo\nc3,"c1;c2"\n'},
    "F42": {"election.toml": ELECTION.replace("linked", "separate"), "ballots.csv": "marks\nc1\n"},
    "F43": {"voted.csv": "voter\nv1\n"},
    "F44": {"election.toml": ELECTION.replace("linked", "separate"), "voted.csv": "voter\nv1\nv2\n"},
    "F45": {"ballots.csv": "voter,marks\n"},
    "F46": {"ballots.csv": "-"},
    "F47": {
        "election.toml": ELECTION.replace("linked", "anonymous"),
        "roll.csv": "-",
        "ballots.csv": "ballot,candidate\n,c1\n",
    },
    "F48": {"candidates.csv": "id,name,organisation\nc1,Aino,v1\nc2,Aino,v2\nc3,Cia,v3\n", "ballots.csv": "voter,marks\nv1,Aino\n"},
    "F50": {"proceedings.toml": "spoiled = -1\n"},
    "F55": {"frozen.toml": 'frozen_at = "2026-01-01T00:00:00Z"\ndefinition_hash = "' + "0" * 64 + '"\n'},
    "F56": {"frozen.toml": "frozen_at = 1\n"},
    "F153": {"election.toml": ELECTION.replace('"Board"', '{ fi = "Hallitus", ruotsi = "Styrelsen" }')},
}  # fmt: skip

PB = "META\nkey;value\ninstance;x\nvote_type;approval\nPROJECTS\nproject_id;cost;votes;name\n7;1;1;A\n8;1;0;B\nVOTES\nvoter_id;vote\n1;7\n"

# The same for files of published data.
DATA: dict[str, tuple[str, str]] = {
    "F60": ("x.pb", PB.split("VOTES\n")[0]),
    "F61": ("x.pb", PB.replace("approval", "ordinal")),
    "F62": ("x.pb", PB.replace("vote_type;approval", "vote_type;approval\nmax_length;many")),
    "F63": ("x.pb", PB.replace("vote_type;approval", "vote_type;approval\nmax_sum_cost;5")),
    "F64": ("x.pb", PB.replace("vote_type;approval", "vote_type;approval\nnum_votes;7")),
    "F91": ("x.blt", "2 1\n1 1 2 0\n0\n\"A\"\n\"B\"\n\"T\"\n"),
    "F92": ("x.blt", "2 1\n1 z 0\n0\n\"A\"\n\"B\"\n\"T\"\n"),
    "F93": ("x.blt", "2 1\n1 3 0\n0\n\"A\"\n\"B\"\n\"T\"\n"),
    "F94": ("x.blt", "2 1\n1 1=1 0\n0\n\"A\"\n\"B\"\n\"T\"\n"),
    "F95": ("x.cat", "# NUMBER ALTERNATIVES: 2\n# NUMBER CATEGORIES: 1\n# CATEGORY NAME 1: Yes\n# ALTERNATIVE NAME 1: A\n# ALTERNATIVE NAME 2: B\n1: {1,2}\n"),
    "F90": ("x.unknown", "nothing that anybody knows"),
    "F97": ("x.blt", "2 1\n-1\n1 1 0\n1 2 0\n0\n\"A\"\n\"B\"\n\"T\"\n"),
    "F96": ("x.blt", "2 1\n99999999999 1 0\n0\n\"A\"\n\"B\"\n\"T\"\n"),
}  # fmt: skip

# What is not reached from Python: form exports, workbooks, rolls put together, the writing of files and data sets are the command's (`vaali import`, `vaali convert`).
ELSEWHERE = {code for code in CODES["file"] if 70 <= int(code[1:]) < 90 or int(code[1:]) >= 100} | {"F51", "F98", "F99"}


def codes_of_folder(folder: Path) -> set[str]:
    """Everything that is said while an election is read, checked and counted."""
    found: list[vaali.Finding] = []
    try:
        election = vaali.Election.read(folder)
        found += election.check()
        found += election.ballots().findings
    except vaali.VaaliError as error:
        assert all(finding.message and finding.fix for finding in error.findings)
        found += error.findings
    return {finding.code for finding in found}


@pytest.mark.parametrize("code", FILES)
def test_every_code_of_a_folder_reaches_python(code: str, tmp_path: Path) -> None:
    for name, content in {**FOLDER, **FILES[code]}.items():
        if content != "-":
            data = content if isinstance(content, bytes) else content.encode()
            (tmp_path / name).write_bytes(data)
    assert code in codes_of_folder(tmp_path)


@pytest.mark.parametrize("code", DATA)
def test_every_code_of_published_data_reaches_python(code: str, tmp_path: Path) -> None:
    name, text = DATA[code]
    path = tmp_path / name
    path.write_text(text)
    found: list[vaali.Finding] = []
    try:
        election = vaali.Election.read(path, seats=None if code == "F95" else 1)
        found += election.check()
    except vaali.VaaliError as error:
        found += error.findings
    assert code in {finding.code for finding in found}


def test_the_table_of_files_is_gone_through(tmp_path: Path) -> None:
    with pytest.raises(vaali.FileError) as error:
        vaali.Election.read(tmp_path)
    seen = {error.value.code}
    with pytest.raises(vaali.FileError) as error:
        vaali.Election.read(ROOT / "examples" / "founding-2020").ballots(tmp_path / "none.csv")
    seen.add(error.value.code)
    assert seen == {"F01", "F02"}
    assert seen | FILES.keys() | DATA.keys() | ELSEWHERE == set(CODES["file"])


def test_a_finding_of_a_file_has_its_row_and_column(tmp_path: Path) -> None:
    for name, text in {**FOLDER, "roll.csv": "id,name,weight\nv1,One,1\nv2,Two,many\n"}.items():
        (tmp_path / name).write_text(text)
    with pytest.raises(vaali.FileError) as error:
        vaali.Election.read(tmp_path)
    assert (error.value.path, error.value.row, error.value.column) == ("roll.csv", 3, "weight")
