//! What a file is, by its name and its content: for whoever drops all files of an election at once.
//!
//! Names decide only where the content fits them. What is guessed here a person may know better; nothing is read by it without being shown.
//!
//! ```
//! use vaali_formats::recognise::{Kind, recognise};
//!
//! let kind = |name, text: &str| recognise(name, text.as_bytes());
//! assert_eq!(kind("members.csv", "Tunnus;Nimi\n1;Aino ry\n"), Kind::RollList);
//! assert_eq!(kind("form.csv", "Aikaleima,Ehdokas,Järjestö\n5.3.2026 klo 9.00.00,Aino,Aino ry\n"), Kind::Nominations);
//! assert_eq!(kind("ballots.csv", "Timestamp,Your vote\n2030/03/05 9:00:00 AM GMT+2,Aino;Bo\n"), Kind::BallotForm);
//! assert_eq!(kind("ballots.csv", "voter,marks\n1,c01;c02\n"), Kind::Ballots);
//! assert_eq!((kind("ballots.csv", "\n"), kind("notes.txt", "")), (Kind::Ballots, Kind::Unknown));
//! ```

use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::{
    Input, ballots,
    datasets::Format,
    folder, forms,
    forms::tools::{self, Confidence},
    rolls,
    rolls::{nominations, voted},
    sheets::{self, Sheet},
    table::{Known, fold},
};

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// `election.toml`.
    Election,
    /// `candidates.csv`, as it is.
    Candidates,
    /// `roll.csv`, as it is.
    Roll,
    /// `ballots.csv`: ballots in one of vaali's own layouts.
    Ballots,
    /// `voted.csv`, as it is.
    RollMarks,
    /// `proceedings.toml`.
    Proceedings,
    /// `meeting.toml`.
    Meeting,
    /// `frozen.toml`.
    Freeze,
    /// `decisions.csv`.
    Decisions,
    /// A list of those entitled, to be imported.
    RollList,
    /// Nominations, to be imported.
    Nominations,
    /// The export of a form with ballots, to be imported.
    BallotForm,
    /// A list of who voted, to be imported.
    VotedList,
    /// An approval election of the Pabulib library.
    Pabulib,
    /// A data set of another library or program.
    DataSet,
    /// The record of an election.
    Record,
    /// The ballots that the tellers keep.
    SealedBallots,
    /// The list of the files of a certified election.
    HashList,
    /// A definition as JSON.
    Definition,
    /// An archive that holds other files.
    Archive,
    /// None of these.
    Unknown,
}

/// As much of a text file as shows what it is.
const HEAD: usize = 1 << 16;

/// Recognises a file.
pub fn recognise(name: &str, bytes: &[u8]) -> Kind {
    let lower = name.rsplit('/').next().unwrap_or(name).to_lowercase();
    let by_name = folder::kind_of(&lower);
    match by_name {
        // Of these names there are many other files: their content decides.
        Some(
            Kind::Definition | Kind::Candidates | Kind::Roll | Kind::Ballots | Kind::RollMarks,
        )
        | None => {}
        Some(kind) => return kind,
    }
    if lower == vaali::record::LIST.to_lowercase() {
        return Kind::HashList;
    }
    if bytes.trim_ascii().is_empty() {
        // Whoever reads a table says that nothing is in it.
        return by_name.filter(|kind| *kind != Kind::Definition).unwrap_or(Kind::Unknown);
    }
    if bytes.trim_ascii_start().starts_with(b"{") {
        return json(&lower, bytes);
    }
    match Format::of(&lower, bytes) {
        Some(Format::Pabulib) => return Kind::Pabulib,
        Some(_) => return Kind::DataSet,
        None => {}
    }
    let workbook = is_called(&lower, &["xlsx", "xlsm"]);
    if bytes.starts_with(b"PK\x03\x04") && !workbook {
        return if is_document(bytes) { Kind::Unknown } else { Kind::Archive };
    }
    sheet(name, bytes).map_or(Kind::Unknown, |sheet| table(&lower, &sheet))
}

/// Whether an archive is a document of an office program: by the name of its first file, which comes after 30 bytes that tell of it.
fn is_document(archive: &[u8]) -> bool {
    let name = archive.get(30..).unwrap_or_default();
    ["[Content_Types].xml", "_rels/.rels", "mimetype"]
        .iter()
        .any(|first| name.starts_with(first.as_bytes()))
}

/// Whether a name ends like this.
fn is_called(name: &str, endings: &[&str]) -> bool {
    let ending = Path::new(name).extension().and_then(|ending| ending.to_str());
    ending.is_some_and(|ending| endings.contains(&ending))
}

/// The first lines of a text.
fn whole_lines(bytes: &[u8]) -> &[u8] {
    let Some(head) = bytes.get(..HEAD) else { return bytes };
    let end = memchr::memrchr(b'\n', head).map_or(head.len(), |end| end + 1);
    head.get(..end).unwrap_or(head)
}

fn json(name: &str, bytes: &[u8]) -> Kind {
    #[derive(serde::Deserialize)]
    struct Head<'a> {
        #[serde(borrow, default)]
        kind: Option<std::borrow::Cow<'a, str>>,
        #[serde(default)]
        rules: Option<serde::de::IgnoredAny>,
    }
    match serde_json::from_slice::<Head<'_>>(bytes) {
        Ok(Head { kind: Some(kind), .. }) if kind == "vaali record" => Kind::Record,
        Ok(Head { kind: Some(kind), .. }) if kind.starts_with("vaali") => Kind::SealedBallots,
        Ok(Head { rules: Some(_), .. }) => Kind::Definition,
        _ if Format::of(name, bytes) == Some(Format::Cvr)
            && memchr::memmem::find(bytes, b"CastVoteRecordReport").is_some() =>
        {
            Kind::DataSet
        }
        // A record that was cut off or changed is still one to verify.
        _ if name == vaali::record::RECORD_FILE => Kind::Record,
        _ => Kind::Unknown,
    }
}

fn table(name: &str, sheet: &Sheet) -> Kind {
    let form = tools::recognise(sheet);
    // What the form tool adds by itself, such as the name of an account, tells nothing of what was asked.
    let asked = |&(place, _): &(usize, &String)| form.own.get(place).is_none_or(Option::is_none);
    let header = sheet.header.iter().enumerate().filter(asked);
    let header: Vec<String> = header.map(|(_, cell)| fold(cell)).collect();
    let has = |known: &[Known], column: &str| {
        let known = known.iter().find(|known| known.name == column);
        known.is_some_and(|known| {
            header.iter().any(|cell| cell == known.name || known.also.contains(&cell.as_str()))
        })
    };
    let own = |column: &str| header.iter().any(|cell| cell == column);
    let workbook = is_called(name, &["xlsx", "xlsm"]);
    let named = |file: &str| name == file && !workbook;
    if named(folder::CANDIDATES) && own("id") && own("name") {
        return Kind::Candidates;
    }
    if named(folder::ROLL) && own("id") && header.iter().any(|cell| cell.starts_with("name")) {
        return Kind::Roll;
    }
    if named(folder::ROLL_MARKS) && own("voter") {
        return Kind::RollMarks;
    }
    if ballots::names_a_plain_layout(&sheet.header) && !has(&nominations::COLUMNS, "organisation") {
        return if workbook { Kind::BallotForm } else { Kind::Ballots };
    }
    let voter = ["voter", "voter_id", "äänestäjä", "väljare", "röstande"];
    let of_voted = |cell: &String| {
        let mut known = voted::COLUMNS.iter();
        known.any(|known| cell == known.name || known.also.contains(&cell.as_str()))
    };
    if header.iter().all(of_voted) && header.iter().any(|cell| voter.contains(&cell.as_str())) {
        return Kind::VotedList;
    }
    if has(&nominations::COLUMNS, "name") && has(&nominations::COLUMNS, "organisation") {
        return Kind::Nominations;
    }
    if form.confidence != Confidence::Guess {
        let says_candidate =
            |cell: &String| cell.starts_with("ehdokkaan_nimi") || cell == "ehdokas";
        return if header.iter().any(says_candidate) {
            Kind::Nominations
        } else {
            Kind::BallotForm
        };
    }
    if ["name", "name_fi", "name_sv", "name_en"].iter().any(|column| has(&rolls::COLUMNS, column)) {
        return Kind::RollList;
    }
    let wide = named(folder::BALLOTS) || own("voter");
    if wide { Kind::Ballots } else { Kind::Unknown }
}

/// The header of a table; nothing for any other file.
///
/// ```
/// use vaali_formats::recognise::header;
///
/// assert_eq!(header("a.csv", b"Nro;Kuka\n1;Aino ry\n"), ["Nro", "Kuka"]);
/// ```
pub fn header(name: &str, bytes: &[u8]) -> Vec<String> {
    sheet(name, bytes).map(|sheet| sheet.header).unwrap_or_default()
}

/// As much of a table as shows what it is.
fn sheet(name: &str, bytes: &[u8]) -> Option<Sheet> {
    let workbook = sheets::is_workbook(&Input::bytes(name, bytes));
    let head = if workbook { bytes } else { whole_lines(bytes) };
    sheets::read(&Input::bytes(name, head), None).ok().map(|(sheet, _)| sheet)
}

/// What columns of a list of this kind may mean: for whoever says so by hand.
///
/// ```
/// use vaali_formats::recognise::{Kind, columns};
///
/// assert!(columns(Kind::RollList).contains(&"municipality"));
/// ```
pub fn columns(kind: Kind) -> Vec<&'static str> {
    match kind {
        Kind::RollList => rolls::column_names().collect(),
        Kind::Nominations => nominations::column_names().collect(),
        Kind::VotedList => voted::column_names().collect(),
        Kind::BallotForm => forms::COLUMNS.to_vec(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Kind, recognise};

    #[test]
    fn an_empty_file_is_what_its_name_says_so_that_somebody_is_told_that_it_is_empty() {
        for (name, kind) in [
            ("ballots.csv", Kind::Ballots),
            ("Election/ROLL.csv", Kind::Roll),
            ("candidates.csv", Kind::Candidates),
            ("voted.csv", Kind::RollMarks),
            ("record.json", Kind::Unknown),
            ("members.csv", Kind::Unknown),
        ] {
            assert_eq!(recognise(name, b" \r\n"), kind, "{name}");
        }
    }

    #[test]
    fn a_document_of_an_office_program_is_no_archive_of_files() {
        let archive = |first: &str| {
            let mut bytes = b"PK\x03\x04".to_vec();
            bytes.resize(30, 0);
            bytes.extend(first.as_bytes());
            bytes
        };
        for first in ["[Content_Types].xml", "_rels/.rels", "mimetypeapplication/vnd.oasis"] {
            assert_eq!(recognise("minutes.docx", &archive(first)), Kind::Unknown, "{first}");
        }
        assert_eq!(recognise("election.zip", &archive("election/roll.csv")), Kind::Archive);
        assert_eq!(recognise("cut.zip", b"PK\x03\x04"), Kind::Archive);
    }
}
