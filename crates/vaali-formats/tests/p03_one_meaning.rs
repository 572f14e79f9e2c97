//! P3: in whatever encoding, with whatever separator and line end a table is saved, it is the same roll, the same ballots, the same nominations.

#![expect(clippy::unwrap_used, reason = "a test that cannot make its election must fail")]

use encoding_rs::WINDOWS_1252;
use vaali::{
    ballot::Ballot,
    definition::{Candidate, Definition, Frozen},
};
use vaali_formats::{
    Finding, Findings, ballots,
    forms::{self, Options},
    rolls::{self, Entry, nominations},
};

/// Ids that a spreadsheet would change, umlauts, cells that hold separators and quotes, a decimal comma, empty cells.
const ROLL: &[&[&str]] = &[
    &["Tunnus", "Nimi", "Kunta", "Maksu"],
    &["007", "Äiti ry", "Åbo", "12,50"],
    &["1-2", "Bo; Co, \"rf\"", "", "0,5"],
    &["3/4", "Östra – väst", "Turku", ""],
    &["1E5", "Ry", "Oulu", "1"],
];
const BALLOTS: &[&[&str]] = &[
    &["voter", "cast_at", "marks"],
    &["007", "2026-03-05 10:00", "01;Åström Åsa"],
    &["1-2", "5.3.2026 klo 10.30", ""],
    &["1E5", "", "01,02"],
];
const NOMINATIONS: &[&[&str]] = &[
    &["Aikaleima", "Ehdokas", "Järjestö"],
    &["1.3.2026 klo 9.00.00", "Åström Åsa", "Äiti ry"],
    &["1.3.2026 klo 10.00.00", "Salo; \"Jr\", Bo", "007"],
];
const FORM: &[&[&str]] = &[
    &["Timestamp", "Kenet; ja miksi?", "Voter"],
    &["1.3.2026 klo 9.00.00", "01, Åström Åsa", "007"],
    &["1.3.2026 klo 9.01.00", "01", "1-2"],
];

#[derive(Clone, Copy, Debug)]
enum Encoding {
    Utf8 { bom: bool },
    Utf16 { little: bool, bom: bool },
    Windows1252,
}

const ENCODINGS: [Encoding; 7] = [
    Encoding::Utf8 { bom: false },
    Encoding::Utf8 { bom: true },
    Encoding::Utf16 { little: true, bom: true },
    Encoding::Utf16 { little: true, bom: false },
    Encoding::Utf16 { little: false, bom: true },
    Encoding::Utf16 { little: false, bom: false },
    Encoding::Windows1252,
];

impl Encoding {
    fn encode(self, text: &str) -> Vec<u8> {
        match self {
            Self::Utf8 { bom: false } => text.as_bytes().to_vec(),
            Self::Utf8 { bom: true } => [b"\xEF\xBB\xBF", text.as_bytes()].concat(),
            Self::Utf16 { little, bom } => {
                let mark = if bom { "\u{feff}" } else { "" };
                let words = mark.encode_utf16().chain(text.encode_utf16());
                words
                    .flat_map(|word| if little { word.to_le_bytes() } else { word.to_be_bytes() })
                    .collect()
            }
            Self::Windows1252 => {
                let (bytes, _, lossy) = WINDOWS_1252.encode(text);
                assert!(!lossy, "{text}");
                bytes.into_owned()
            }
        }
    }
}

/// One way of saving a table.
#[expect(clippy::struct_excessive_bools, reason = "each is a choice of its own")]
#[derive(Clone, Copy, Debug)]
struct Way {
    encoding: Encoding,
    separator: char,
    /// The first line of Excel.
    declared: bool,
    end: &'static str,
    /// All cells in quotes, or those that need them.
    quotes: bool,
    blanks: bool,
    /// Whether the last row ends as the others do.
    last_end: bool,
}

impl Way {
    fn save(self, table: &[&[&str]]) -> Vec<u8> {
        let mut text = String::new();
        if self.declared {
            text.push_str("sep=");
            text.push(self.separator);
            text.push_str(self.end);
        }
        for (n, row) in table.iter().enumerate() {
            let cells: Vec<String> = row.iter().map(|cell| self.cell(cell)).collect();
            text += &cells.join(&self.separator.to_string());
            if self.last_end || n + 1 < table.len() {
                text += self.end;
            }
        }
        self.encoding.encode(&text)
    }

    fn cell(self, cell: &str) -> String {
        // Trailing blanks stand where a person typed them: in the cell.
        let cell = if self.blanks { format!(" {cell}  ") } else { cell.to_owned() };
        if self.quotes || cell.contains([self.separator, '"']) {
            format!("\"{}\"", cell.replace('"', "\"\""))
        } else {
            cell
        }
    }

    fn all() -> impl Iterator<Item = Self> {
        let yes_no = [false, true];
        ENCODINGS.into_iter().flat_map(move |encoding| {
            [',', ';', '\t'].into_iter().flat_map(move |separator| {
                ["\n", "\r\n", "\r"].into_iter().flat_map(move |end| {
                    yes_no.into_iter().flat_map(move |declared| {
                        yes_no.into_iter().flat_map(move |quotes| {
                            yes_no.into_iter().map(move |blanks| Self {
                                encoding,
                                separator,
                                declared,
                                end,
                                quotes,
                                blanks,
                                last_end: quotes != blanks,
                            })
                        })
                    })
                })
            })
        })
    }
}

fn election() -> Frozen {
    let text = r#"{"format": 1, "id": "7f6d4a0e-6f0c-4c51-9d5b-0c5f8f0d2a11", "title": "Board",
        "rules": {"ballots": "linked", "secrecy": "open", "marks": {"min": 1, "max": 2}, "time_zone": "Europe/Helsinki",
            "seats": {"min": 1, "max": 1}, "ties": {"seat": "lot_manual"}},
        "candidates": [{"id": "01", "name": "Bo"}, {"id": "02", "name": "Åström Åsa"}],
        "roll": [{"id": "007", "name": "Äiti ry"}, {"id": "1-2", "name": "Bo"}, {"id": "1E5", "name": "Ry"}]}"#;
    Definition::from_json(text).unwrap().freeze().unwrap()
}

/// What was told, without the line of Excel above the header and without the doubt about Windows-1252, which is right.
fn told(way: Way, findings: &[Finding]) -> Vec<(String, Option<u64>, Option<String>)> {
    let above = u64::from(way.declared);
    let doubt = findings.iter().filter(|finding| finding.code == "F07").count();
    assert_eq!(doubt, usize::from(matches!(way.encoding, Encoding::Windows1252)), "{way:?}");
    let rest = findings.iter().filter(|finding| finding.code != "F07");
    rest.map(|f| (f.code.clone(), f.row.map(|row| row - above), f.column.clone())).collect()
}

/// The same thing, and the same findings, however the table was saved.
fn same<T: PartialEq + std::fmt::Debug>(
    table: &[&[&str]],
    read: impl Fn(&[u8], Way) -> Result<(T, Vec<Finding>), Findings>,
) -> T {
    let mut first = None;
    let mut ways = 0;
    for way in Way::all() {
        let bytes = way.save(table);
        let (read, findings) =
            read(&bytes, way).unwrap_or_else(|refused| panic!("{way:?}: {refused}"));
        let read = (read, told(way, &findings));
        ways += 1;
        match &first {
            None => first = Some(read),
            Some(first) => assert_eq!(&read, first, "{way:?}"),
        }
    }
    assert_eq!(ways, 7 * 3 * 3 * 8);
    first.unwrap().0
}

#[test]
fn p03_every_encoding_and_separator_gives_one_roll() {
    let roll: Vec<Entry> = same(ROLL, |bytes, way| {
        let mut rolls = rolls::read_bytes(&[("roll.csv", bytes)], None)?;
        for entry in &mut rolls.entries {
            entry.row -= u64::from(way.declared);
        }
        Ok((rolls.entries, rolls.findings))
    });
    let ids: Vec<&str> = roll.iter().map(|entry| entry.voter.id.as_str()).collect();
    assert_eq!(ids, ["007", "1-2", "3/4", "1E5"]);
    assert_eq!(roll[1].voter.name.in_language("fi"), "Bo; Co, \"rf\"");
    assert_eq!(roll[2].voter.name.in_language("fi"), "Östra – väst");
}

#[test]
fn p03_every_encoding_and_separator_gives_one_ballot_box() {
    let frozen = election();
    let ballots: Vec<Ballot> = same(BALLOTS, |bytes, _| {
        let all = ballots::read_all_bytes("ballots.csv", bytes, &frozen)?;
        let read = ballots::read_bytes("ballots.csv", bytes, &frozen, &|_| {})?;
        assert_eq!((read.ballots.accepted(), read.ballots.blank()), (2, 1));
        Ok((all, read.findings))
    });
    assert_eq!(ballots[0].marks, ["01", "02"]);
    assert_eq!(ballots[1].cast_at.unwrap().to_string(), "2026-03-05T08:30:00Z");
    assert_eq!(ballots[2].voter.as_deref(), Some("1E5"));
}

#[test]
fn p03_every_encoding_and_separator_gives_the_same_nominations() {
    let frozen = election();
    let candidates: Vec<Candidate> = same(NOMINATIONS, |bytes, _| {
        nominations::read_bytes(
            "n.csv",
            bytes,
            &rolls::Options::default(),
            Some("Europe/Helsinki"),
            frozen.roll(),
        )
        .map(|read| (read.candidates, read.findings))
    });
    assert_eq!(candidates[1].name, "Salo; \"Jr\", Bo");
    assert_eq!(candidates[0].organisation.as_ref().unwrap().as_str(), "007");
    assert_eq!(candidates[0].nominated_at.unwrap().to_string(), "2026-03-01T07:00:00Z");
}

#[test]
fn p03_a_question_with_a_semicolon_parts_no_file_of_commas() {
    let frozen = election();
    let ballots: Vec<Ballot> = same(FORM, |bytes, _| {
        let read = forms::read_bytes("form.csv", bytes, &frozen, &Options::default())?;
        Ok((read.ballots, read.read.findings))
    });
    assert_eq!(ballots[0].marks, ["01", "02"]);
    // And without the quotes that a program would write.
    let unquoted = "Timestamp,Kenet; ja miksi?,Voter\n1.3.2026 klo 9.00.00,01,007\n";
    let read = forms::read_bytes("f", unquoted.as_bytes(), &frozen, &Options::default()).unwrap();
    assert_eq!((read.ballots[0].marks.len(), read.ballots[0].voter.as_deref()), (1, Some("007")));
}
