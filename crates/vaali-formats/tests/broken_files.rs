//! Broken files of every reader, with exactly what a person is told: file, row, column, code, what is wrong, what to do.
//!
//! The texts stand in `tests/broken/*.txt`, in Finnish in `fi`, in Swedish in `sv`, to be read by eye as a secretary would. After a change that is meant: `VAALI_GOLDEN=write cargo test -p vaali-formats --all-features --test broken_files`,
//! then read the difference. Data sets have a table of their own beside their readers.

#![expect(clippy::unwrap_used, reason = "a test that cannot make its election must fail")]

use std::{env, fmt::Write, fs, path::Path};

use vaali::definition::{Definition, Frozen};
use vaali_formats::{
    Finding, Findings, ballots, folder,
    forms::{self, Options},
    freeze, proceedings,
    rolls::{self, nominations},
};
use vaali_report::{
    Language,
    findings::{self, Found},
};

/// A name that says what is broken, and the bytes.
type Case<'b> = (&'static str, &'b [u8]);

/// What the reader tells of each file, in the order of the table and in every language; every file is refused or warned of.
fn compare(golden: &str, cases: &[Case<'_>], tell: impl Fn(&[u8]) -> Vec<Finding>) {
    let told: Vec<_> = cases.iter().map(|(name, bytes)| (*name, tell(bytes))).collect();
    for language in Language::ALL {
        let mut text = String::new();
        for (name, told) in &told {
            assert!(!told.is_empty(), "{name}: nothing was told");
            writeln!(text, "{name}").unwrap();
            for finding in told {
                assert!(!finding.fix.is_empty(), "{finding}");
                let finding = in_language(finding, language);
                writeln!(text, "    {:?} {finding}", finding.severity).unwrap();
            }
        }
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/broken");
        let folder =
            if language == Language::English { folder } else { folder.join(language.code()) };
        let path = folder.join(golden);
        if env::var_os("VAALI_GOLDEN").is_some() {
            fs::create_dir_all(&folder).unwrap();
            fs::write(&path, &text).unwrap();
        }
        let expected = fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
        assert_eq!(text, expected, "{golden} in {language} differs; see the top of this file");
    }
}

/// The finding as a person is told it in a language: all of it, but for what only a library says.
fn in_language(finding: &Finding, language: Language) -> Finding {
    let Finding { code, message, fix, values, .. } = finding;
    let said = findings::say(language, &Found { code, message, fix, values });
    assert_eq!(said.language, language, "{finding}");
    let marked = said.message.contains("(englanniksi)") || said.message.contains("(på engelska)");
    assert!(!marked || ["F18", "F70"].contains(&&**code), "{said:?}");
    Finding { message: said.message, fix: said.fix, ..finding.clone() }
}

fn refused<T>(read: Result<T, Findings>, or: impl FnOnce(T) -> Vec<Finding>) -> Vec<Finding> {
    read.map_or_else(|findings| findings.0, or)
}

fn election(mode: &str) -> Frozen {
    let roll = if mode == "anonymous" {
        "[]"
    } else {
        r#"[{"id": "007", "name": "Äiti ry"}, {"id": "1-2", "name": "Bo"}]"#
    };
    let text = format!(
        r#"{{"format": 1, "id": "7f6d4a0e-6f0c-4c51-9d5b-0c5f8f0d2a11", "title": "Board",
        "rules": {{"ballots": "{mode}", "secrecy": "open", "marks": {{"min": 1, "max": 2}}, "time_zone": "Europe/Helsinki",
            "seats": {{"min": 1, "max": 1}}, "ties": {{"seat": "lot_manual"}},
            "voting": {{"opens": "2026-03-05T06:00:00Z", "closes": "2026-03-05T14:00:00Z"}}}},
        "candidates": [{{"id": "01", "name": "Virtanen, Matti"}}, {{"id": "02", "name": "Åström Åsa"}}, {{"id": "03", "name": "Virtanen"}}],
        "roll": {roll}}}"#
    );
    Definition::from_json(&text).unwrap().freeze().unwrap()
}

#[test]
fn broken_rolls_are_told_row_by_row() {
    let cases: &[Case<'_>] = &[
        ("empty file", b""),
        ("no column of names", b"id;weight\n1;2\n"),
        (
            "columns by the names of languages",
            b"id;name_fi;name_ruotsi;nimi suomeksi;name_swe\n1;A;B;C;D\n",
        ),
        ("two columns of names", b"id;name;nimi\n1;A;B\n"),
        (
            "answers to a form",
            "Aikaleima;Valitse kolme\n5.3.2026 klo 9.00.00;Aino, Bo\n".as_bytes(),
        ),
        ("ballots", b"voter;marks\nv1;c1\n"),
        ("a column for each candidate", b"nimi;Aino;Bo;Cia\nA ry;1;;1\nB ry;;1;1\n"),
        ("row too short", b"id;name\n1;A\n2\n"),
        ("row with another separator", b"id;name\n1;A\n2,B\n"),
        ("quote that never ends", b"id;name\n1;\"A\n2;B\n"),
        ("text after a quote", b"id;name\n1;\"A\" ry\n"),
        ("id missing", b"id;name\n;A\n"),
        ("name missing", b"id;name\n1;\n"),
        ("weight in words", b"id;name;weight\n1;A;two\n"),
        ("weight negative", b"id;name;weight\n1;A;-1\n"),
        ("suspended perhaps", b"id;name;suspended\n1;A;perhaps\n"),
        ("same id twice", b"id;name\n1;A\n1;B\n"),
        ("same association in two spellings", "id;name\n1;Äiti ry\n2;ÄITI r.y.\n".as_bytes()),
        ("zero bytes", b"id;name\n1;A\0\n"),
        ("old workbook", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0"),
        ("web page", b"<html><body>Sign in</body></html>"),
        ("promised UTF-8, is not", b"\xEF\xBB\xBFid;name\n1;\xC4iti\n"),
    ];
    compare("roll.txt", cases, |bytes| {
        refused(rolls::read_bytes(&[("roll.csv", bytes)], None), |rolls| {
            refused(rolls.roll(), |(_, notes)| notes)
        })
    });
}

#[test]
fn broken_decisions_are_told_row_by_row() {
    let cases: &[Case<'_>] = &[
        ("no column decision", b"file;row;id;name\nroll.csv;2;1;A ry\n"),
        ("unknown word", b"file;row;id;name;decision\nroll.csv;2;1;A ry;merge\n"),
        ("row that changed", b"file;row;id;name;decision\nroll.csv;2;1;B ry;keep\n"),
        (
            "same as nobody",
            b"file;row;id;name;decision\nroll.csv;2;1;A ry;same as 9\nroll.csv;3;2;A;keep\n",
        ),
        ("one undecided", b"file;row;id;name;decision\nroll.csv;2;1;A ry;keep\n"),
        (
            "both dropped",
            b"file;row;id;name;decision\nroll.csv;2;1;A ry;drop\nroll.csv;3;2;A;drop\n",
        ),
    ];
    let roll: (&str, &[u8]) = ("roll.csv", b"id;name\n1;A ry\n2;A\n");
    compare("decisions.txt", cases, |bytes| {
        refused(rolls::read_bytes(&[roll], Some(("decisions.csv", bytes))), |rolls| {
            refused(rolls.roll(), |(_, notes)| notes)
        })
    });
}

#[test]
fn broken_nominations_are_told_row_by_row() {
    let cases: &[Case<'_>] = &[
        ("no column of names", b"Timestamp;Organisation\n1.3.2026 klo 9.00;A\n"),
        ("name missing", b"id;name\n1;\n"),
        ("id missing", b"id;name\n;Aino\n"),
        ("no time", b"id;name;nominated_at\n1;Aino;soon\n"),
        ("date without a time", b"id;name;nominated_at\n1;Aino;1.3.2026\n"),
        ("hour that comes twice", b"id;name;nominated_at\n1;Aino;25.10.2026 3.30\n"),
        ("hour that never comes", b"id;name;nominated_at\n1;Aino;29.3.2026 3.30\n"),
        ("day or month", b"Timestamp,Candidate,id\n3/5/2026 9:00:00,Aino,1\n"),
        ("withdrawn perhaps", b"id;name;withdrawn\n1;Aino;perhaps\n"),
        ("organisation not on the roll", "id;name;organisation\n1;Aino;Äitti ry\n".as_bytes()),
        ("unclosed quote", b"id;name\n1;\"Aino\n"),
    ];
    let roll = election("linked").roll().to_vec();
    compare("nominations.txt", cases, |bytes| {
        let read = nominations::read_bytes(
            "nominations.csv",
            bytes,
            &rolls::Options::default(),
            Some("Europe/Helsinki"),
            &roll,
        );
        refused(read, |read| read.findings)
    });
}

#[test]
fn broken_files_of_ballots_are_told_row_by_row() {
    let cases: &[Case<'_>] = &[
        ("empty file", b"\n"),
        ("no layout", b"a;b\n1;2\n"),
        ("two layouts", b"voter;marks;candidate\n007;01;02\n"),
        ("no voter", b"marks\n01\n"),
        ("row too long", b"voter;marks\n007;01;02\n"),
        ("unclosed quote", b"voter;marks\n007;\"01\n1-2;02\n"),
        ("no time", b"voter;cast_at;marks\n007;soon;01\n"),
        ("wide: neither mark nor none", b"voter;01;02;03\n007;1;?;\n"),
        ("wide: column of nobody", b"voter;01;02;Virtannen\n007;1;;\n"),
        ("wide: candidate twice", b"voter;01;02;03;Virtanen\n007;1;;;\n"),
        ("long: rows that disagree", b"ballot;voter;candidate\n1;007;01\n1;1-2;02\n"),
        ("long: row of no ballot", b"ballot;voter;candidate\n1;007;01\n;007;02\n"),
        ("long: nothing groups rows", b"candidate\n01\n"),
        ("voter not on the roll", b"voter;marks\n7;01\n"),
        ("voter twice", b"voter;marks\n007;01\n007;02\n"),
        ("unknown candidate", b"voter;marks\n007;01\n1-2;1\n"),
        ("too many marks", b"voter;marks\n007;\"01;02;03\"\n"),
        ("same mark twice", b"voter;marks\n007;\"01;01\"\n"),
        ("too late", b"voter;cast_at;marks\n007;2026-03-05 16:00:01;01\n"),
        ("workbook", b"PK\x03\x04\x14\0\x06\0"),
        ("broken UTF-16", b"\xFF\xFEm\x00\x00\xD8"),
        ("Windows-1252", b"voter;marks\n007;\xC5str\xF6m \xC5sa\n"),
    ];
    let frozen = election("linked");
    compare("ballots.txt", cases, |bytes| {
        refused(ballots::read_bytes("ballots.csv", bytes, &frozen, &|_| {}), |read| read.findings)
    });
}

#[test]
fn broken_exports_of_forms_are_told_row_by_row() {
    let cases: &[Case<'_>] = &[
        ("no marks", b"Timestamp,Opinion\n1.3.2026 klo 9.00.00,Good\n"),
        ("two columns of marks", b"Timestamp,Chair,Board\n,Virtanen,02\n"),
        ("day or month", b"Timestamp,Vote\n3/5/2026 9:00:00,01\n4/6/2026 9:00:00,02\n"),
        ("no time", b"Timestamp,Vote\nsoon,01\n"),
        ("column near a candidate", "01,02,Virtannen\n1,0,0\n".as_bytes()),
        ("neither mark nor none", b"01,02,03\n1,0,perhaps\n1,1,0\n"),
        ("no ballot", b"Timestamp,Vote,Vote 01\n"),
        ("row too short", b"Timestamp,Vote\n1.3.2026 klo 9.00.00\n"),
        ("other letters", "Timestamp,Vote\n,virtanen\n,ÅSTRÖM åsa\n".as_bytes()),
        ("unknown label", b"Timestamp,Vote\n,Virtanen\n,Wirtanen\n,01\n"),
        (
            "locked workbook",
            b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0",
        ),
    ];
    let frozen = election("anonymous");
    compare("forms.txt", cases, |bytes| {
        let read = forms::read_bytes("form.csv", bytes, &frozen, &Options::default());
        refused(read, |read| read.read.findings)
    });
}

#[test]
fn broken_notes_are_told_line_by_line() {
    let proceedings: &[Case<'_>] = &[
        ("broken TOML", b"spoiled = \n"),
        ("negative number", b"\nspoiled = -1\n"),
        ("unknown word", b"spoild = 1\n"),
        ("lot without candidates", b"[[lots]]\nrequest = { for = \"seat\", label = \"x\", places = 1 }\n"),
        ("way of drawing that is none", b"[[lots]]\nrequest = { for = \"seat\", label = \"x\", places = 1, among = [\"01\"] }\ndrawn = [\"01\"]\nmethod = \"coin\"\n"),
        ("no time", b"[[declines]]\ncandidate = \"01\"\nfrom = \"seat\"\nat = \"yesterday\"\n"),
        ("hour that comes twice", b"[[declines]]\ncandidate = \"01\"\nfrom = \"seat\"\nat = \"25.10.2026 klo 3.30\"\n"),
        ("not UTF-8", b"# \xC4\nspoiled = 1\n"),
        ("brackets without end", &[b'['; 2000]),
    ];
    compare("proceedings.txt", proceedings, |bytes| {
        let read = proceedings::read_bytes("proceedings.toml", bytes, Some("Europe/Helsinki"));
        refused(read, |_| Vec::new())
    });
    let frozen: &[Case<'_>] = &[
        ("hash missing", b"frozen_at = \"2030-04-01T12:00:00Z\"\n"),
        ("time is a number", b"frozen_at = 1\ndefinition_hash = \"abababababababababababababababababababababababababababababababab\"\n"),
        ("time is no instant", b"frozen_at = \"1.4.2030\"\ndefinition_hash = \"abababababababababababababababababababababababababababababababab\"\n"),
        ("hash too short", b"frozen_at = \"2030-04-01T12:00:00Z\"\ndefinition_hash = \"ab\"\n"),
        ("unknown word", b"frozen_at = \"2030-04-01T12:00:00Z\"\ndefinition_hash = \"abababababababababababababababababababababababababababababababab\"\nby = \"me\"\n"),
        ("hash of a part too short", b"frozen_at = \"2030-04-01T12:00:00Z\"\ndefinition_hash = \"abababababababababababababababababababababababababababababababab\"\nparts = { rules = \"1\", candidates = \"2\", roll = \"3\" }\n"),
        ("broken TOML", b"frozen_at = 2030-04-01T\n"),
    ];
    compare("frozen.txt", frozen, |bytes| refused(freeze::read_bytes(bytes), |_| Vec::new()));
}

#[test]
fn broken_folders_are_told_file_by_file() {
    const RULES: &str = "format = 1\nid = \"7f6d4a0e-6f0c-4c51-9d5b-0c5f8f0d2a11\"\ntitle = \"Board\"\n[rules]\nballots = \"anonymous\"\nsecrecy = \"secret\"\nmarks = { min = 1, max = 2 }\nseats = { min = 1, max = 1 }\nties = { seat = \"lot_manual\" }\n";
    let folder = tempfile::tempdir().unwrap();
    let names_of_languages = RULES.replace(
        "title = \"Board\"",
        "title = { fi = \"Hallitus\", ruotsi = \"Styrelsen\", lappi = \"Stivrra\", se = \"Stivrra\" }",
    );
    let cases: &[Case<'_>] = &[
        ("saved in Windows-1252", b"# \xC4\nformat = 1\n"),
        ("saved in UTF-16", b"\xFF\xFEf\0=\x001\0"),
        ("half of a letter", b"\xFF\xFEf\0=\x001"),
        ("broken TOML", b"title = Board\n"),
        (
            "entry below a comment",
            b"[rules.ties]\nopens = \"2030-03-10 09:00\"\nshrink = 1\n[rules]\n",
        ),
        ("number in quotes", b"[rules.seats]\nmin = \"3\"\nmax = \"three\"\n"),
        ("curly quotes", "title = “Board”\n[rules]\nballots = ‘linked’\n".as_bytes()),
        ("unknown time zone", b"[rules]\ntime_zone = \"Europe/Helsingfors\"\n"),
        ("word misspelt", b"format = 1\ntitel = \"Board\"\n"),
        ("candidates broken", RULES.as_bytes()),
        ("texts by the names of languages", names_of_languages.as_bytes()),
    ];
    fs::write(
        folder.path().join(folder::CANDIDATES),
        "id;name;nominated_at\n1;Aino;5.3.2026 16.00\n2;;\n3\n",
    )
    .unwrap();
    compare("folder.txt", cases, |bytes| {
        fs::write(folder.path().join(folder::ELECTION), bytes).unwrap();
        refused(folder::read(folder.path()), |_| Vec::new())
    });
}

#[cfg(feature = "xlsx")]
#[test]
fn broken_workbooks_are_told_cell_by_cell() {
    use rust_xlsxwriter::{Format, Workbook, Worksheet};

    /// A workbook of one sheet with a header.
    fn book(header: &[&str], fill: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        sheet.write_row(0, 0, header.iter().copied()).unwrap();
        fill(sheet);
        book.save_to_buffer().unwrap()
    }
    let zeros = Format::new().set_num_format("000");
    let files = [
        (
            "number with the zeros of a format",
            book(&["id", "name"], |sheet| {
                sheet.write_with_format(1, 0, 7, &zeros).unwrap();
                sheet.write(1, 1, "A").unwrap();
            }),
        ),
        (
            "zeros lost beside zeros kept",
            book(&["id", "name"], |sheet| {
                sheet.write_row(1, 0, ["007", "A"]).unwrap();
                sheet.write(2, 0, 8).unwrap();
                sheet.write(2, 1, "B").unwrap();
            }),
        ),
        (
            "number of sixteen digits",
            book(&["id", "name"], |sheet| {
                sheet.write(1, 0, 1_234_567_890_123_456_f64).unwrap();
                sheet.write(1, 1, "A").unwrap();
            }),
        ),
        (
            "merged names",
            book(&["id", "name"], |sheet| {
                sheet.write(1, 0, 1).unwrap();
                sheet.write(2, 0, 2).unwrap();
                sheet.merge_range(1, 1, 2, 1, "A", &Format::new()).unwrap();
            }),
        ),
        (
            "cell beside the header",
            book(&["id", "name"], |sheet| {
                sheet.write_row(1, 0, ["1", "A", "B"]).unwrap();
            }),
        ),
        (
            "empty rows between",
            book(&["id", "name"], |sheet| {
                sheet.write_row(4, 0, ["1", "A"]).unwrap();
            }),
        ),
        ("no column of names", book(&["id"], |_| {})),
        ("empty sheet", book(&[], |_| {})),
        ("two full sheets and a hidden one", {
            let mut book = Workbook::new();
            for name in ["Members", "Old members", "Settings"] {
                let sheet = book.add_worksheet().set_name(name).unwrap();
                sheet.write(0, 0, "name").unwrap();
                sheet.set_hidden(name == "Settings");
            }
            book.save_to_buffer().unwrap()
        }),
        ("loaded halfway", b"PK\x03\x04\x14\0\x06\0\x08\0".to_vec()),
    ];
    let cases: Vec<Case<'_>> =
        files.iter().map(|(name, bytes)| (*name, bytes.as_slice())).collect();
    compare("workbooks.txt", &cases, |bytes| {
        refused(rolls::read_bytes(&[("roll.xlsx", bytes)], None), |rolls| {
            [rolls.findings.clone(), refused(rolls.roll(), |(_, notes)| notes)].concat()
        })
    });
}
