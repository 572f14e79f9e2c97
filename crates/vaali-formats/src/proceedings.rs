//! `proceedings.toml`: lots, declines, attendance.
//!
//! A lot that was drawn is added without touching anything else in the file: the comments of whoever keeps it stay where they are.

mod take_back;
#[cfg(test)]
mod tests;

use std::{borrow::Cow, fs, io, io::Write, path::Path};

use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::Value;
use toml_edit::{ArrayOfTables, DocumentMut, InlineTable, Item, TableLike};
use vaali::count::{Attendance, Decline, Lot, Proceedings};

pub use self::take_back::{take_back_decline, take_back_lot, without_decline, without_lot};

use crate::{
    Finding, Findings, Input, Problem,
    folder::PROCEEDINGS,
    times::Zone,
    toml_file::{TomlFile, certain, read_certain, read_text, text_of, value_at},
};

/// Reads a file of proceedings. Times without an offset are a finding: no rules are at hand that name a time zone ([`crate::folder::read`] has them).
///
/// # Errors
/// What is wrong with the file, with the line.
pub fn read(path: &Path) -> Result<Proceedings, Findings> {
    let input = Input::file(path);
    parse(&input.name, &read_certain(&input)?, &Zone::Unsaid)
}

/// As [`read`], from bytes; `name` stands in the findings. Times without an offset are read in `time_zone`.
///
/// # Errors
/// As [`read`].
pub fn read_bytes(
    name: &str,
    bytes: &[u8],
    time_zone: Option<&str>,
) -> Result<Proceedings, Findings> {
    parse(name, &certain(bytes, name)?, &Zone::named(time_zone))
}

pub(crate) fn read_in(
    input: &Input<'_>,
    zone: &Zone,
    findings: &mut Vec<Finding>,
) -> Result<Proceedings, Findings> {
    parse(&input.name, &read_text(input, findings)?, zone)
}

/// The text of the file, to be changed: in UTF-8 from then on, whatever it was. [`crate::folder::read`] tells of another encoding.
///
/// # Errors
/// A text that cannot be read.
pub fn text(bytes: &[u8]) -> Result<String, Findings> {
    text_of(bytes, PROCEEDINGS, &mut Vec::new()).map(Cow::into_owned)
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

fn parse<T: DeserializeOwned>(name: &str, text: &str, zone: &Zone) -> Result<T, Findings> {
    let mut file = TomlFile::parse(name, text).map_err(Findings)?;
    let mut findings = Vec::new();
    for (list, time) in [("lots", "drawn_at"), ("declines", "at")] {
        let entries = file.value.get(list).and_then(Value::as_array).map_or(0, Vec::len);
        for i in 0..entries {
            file.settle_time(name, &format!("{list}[{i}].{time}"), zone, &mut findings);
        }
    }
    let TomlFile { value, lines } = file;
    match serde_path_to_error::deserialize(&value) {
        Ok(read) if findings.is_empty() => return Ok(read),
        Ok(_) => {}
        Err(error) => {
            let path = error.path().to_string();
            // A step too many is the name of a variant that stands alone.
            let found =
                value_at(&value, &path).or_else(|| value_at(&value, path.rsplit_once('.')?.0));
            let problem = vaali::definition::plain_words(&error.inner().to_string(), found);
            let problem = Problem::WrongProceedings { problem };
            let mut finding = Finding::new(name, &problem);
            finding.row = lines.of(&path);
            finding.column = (path != ".").then_some(path);
            findings.push(finding);
        }
    }
    Err(Findings(findings))
}

/// Adds a lot that was drawn. The file is made if there is none; it is replaced as a whole or stays as it was.
///
/// # Errors
/// A file that cannot be read or written.
pub fn append_lot(path: &Path, lot: &Lot) -> Result<(), Findings> {
    append(path, "lots", lot)
}

/// As [`append_lot`], for a file in memory: its text with the lot, nothing else changed.
///
/// # Errors
/// A text that cannot be read.
pub fn with_lot(text: &str, lot: &Lot) -> Result<String, Findings> {
    with_entry(PROCEEDINGS, text, "lots", lot)
}

/// Adds a seat or an office that was declined. The file is made if there is none; it is replaced as a whole or stays as it was.
///
/// # Errors
/// A file that cannot be read or written.
pub fn append_decline(path: &Path, decline: &Decline) -> Result<(), Findings> {
    append(path, "declines", decline)
}

/// As [`append_decline`], for a file in memory.
///
/// # Errors
/// A text that cannot be read.
pub fn with_decline(text: &str, decline: &Decline) -> Result<String, Findings> {
    with_entry(PROCEEDINGS, text, "declines", decline)
}

/// What is counted at the meeting beside the ballots: who is there, and the paper that is accounted for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Figures {
    /// Who registered and who was present.
    pub attendance: Attendance,
    /// Ballots spoiled and replaced, where ballots are apart from the roll.
    pub spoiled: u64,
    /// Ballots handed out that did not come back, where ballots are apart from the roll.
    pub unreturned: u64,
    /// How many ballots there must be, from a source of its own.
    pub ballots_expected: Option<u64>,
}

/// Writes the figures into the text of the file, nothing else changed: what is not known any more is taken out.
///
/// # Errors
/// A text that cannot be read.
///
/// ```
/// use vaali::count::Attendance;
/// use vaali_formats::proceedings::{Figures, with_figures};
///
/// let attendance = Attendance { registered: None, present: Some(66) };
/// let text = with_figures("# the meeting\nspoiled = 2\n", &Figures { attendance, ..Figures::default() })?;
/// assert_eq!(text, "# the meeting\nspoiled = 0\nattendance = { present = 66 }\n");
/// # Ok::<(), vaali_formats::Findings>(())
/// ```
pub fn with_figures(text: &str, figures: &Figures) -> Result<String, Findings> {
    let mut document = editable(PROCEEDINGS, text)?;
    let Figures { attendance, spoiled, unreturned, ballots_expected } = *figures;
    let known = |number: Option<u64>| {
        let number = number.map(i64::try_from).transpose();
        number.map_err(|_| unfit(PROCEEDINGS, "the number is too large"))
    };
    let [registered, present] = [known(attendance.registered)?, known(attendance.present)?];
    let entries = [
        ("ballots_expected", known(ballots_expected)?),
        ("spoiled", known(Some(spoiled).filter(|&number| number > 0))?),
        ("unreturned", known(Some(unreturned).filter(|&number| number > 0))?),
    ];
    for (name, number) in entries {
        put(&mut *document, name, number);
    }
    if !document.contains_key("attendance") {
        if registered.is_none() && present.is_none() {
            return Ok(document.to_string());
        }
        document.insert("attendance", Item::Value(InlineTable::new().into()));
    }
    let attendance = document.get_mut("attendance").and_then(Item::as_table_like_mut);
    let Some(attendance) = attendance else {
        return Err(unfit(PROCEEDINGS, "`attendance` is no table"));
    };
    put(attendance, "registered", registered);
    put(attendance, "present", present);
    if attendance.is_empty() {
        document.remove("attendance");
    }
    Ok(document.to_string())
}

/// Writes a number over the one that is there. One that is not known is taken out, but for a zero that says as much: the comments around it stay.
fn put(table: &mut dyn TableLike, name: &str, number: Option<i64>) {
    let there = table.get_mut(name).and_then(Item::as_value_mut);
    match (there, number) {
        (Some(value), Some(number)) => replace(value, number),
        (Some(value), None) if ["spoiled", "unreturned"].contains(&name) => replace(value, 0),
        (None, Some(number)) => {
            table.insert(name, toml_edit::value(number));
        }
        (_, None) => {
            table.remove(name);
        }
    }
}

/// In place, with the comment behind it.
fn replace(value: &mut toml_edit::Value, number: i64) {
    let decor = value.decor().clone();
    *value = number.into();
    *value.decor_mut() = decor;
}

fn append(path: &Path, list: &str, entry: &impl Serialize) -> Result<(), Findings> {
    rewrite(path, |name, text| with_entry(name, text, list, entry))
}

/// Replaces a file by its text with a change. A file that is not there is an empty one.
fn rewrite(
    path: &Path,
    change: impl FnOnce(&str, &str) -> Result<String, Findings>,
) -> Result<(), Findings> {
    let name = name_of(path);
    // That its encoding was another one is told by whoever read it for the count.
    let read = || read_text(&Input::file(path), &mut Vec::new());
    let text = if path.exists() { read()? } else { String::new() };
    write_whole(path, &change(&name, &text)?).map_err(|error| {
        Finding::new(&*name, &Problem::NotWritten { problem: error.to_string() }).into()
    })
}

fn with_entry(
    name: &str,
    text: &str,
    list: &str,
    entry: &impl Serialize,
) -> Result<String, Findings> {
    let mut document = editable(name, text)?;
    let table = toml_edit::ser::to_document(entry)
        .map_err(|error| not_toml(name, error.to_string()))?
        .as_table()
        .clone();
    match document.entry(list).or_insert_with(|| Item::ArrayOfTables(ArrayOfTables::new())) {
        Item::ArrayOfTables(tables) => tables.push(table),
        Item::Value(toml_edit::Value::Array(array)) => array.push(table.into_inline_table()),
        _ => return Err(unfit(name, &format!("`{list}` is no list of entries"))),
    }
    Ok(document.to_string())
}

/// A file to be changed. Whoever cannot read it must not add to it; the lines of the faults come from the reader.
fn editable(name: &str, text: &str) -> Result<DocumentMut, Findings> {
    TomlFile::parse(name, text).map_err(Findings)?;
    text.parse()
        .map_err(|error: toml_edit::TomlError| not_toml(name, error.message().to_owned()).into())
}

fn not_toml(name: &str, problem: String) -> Finding {
    Finding::new(name, &Problem::NotToml { problem })
}

fn unfit(name: &str, problem: &str) -> Findings {
    Finding::new(name, &Problem::WrongProceedings { problem: problem.to_owned() }).into()
}

/// Writes beside the file and renames, so that no moment knows half a file.
pub(crate) fn write_whole(path: &Path, text: &str) -> io::Result<()> {
    // A link to a file elsewhere stays a link.
    let path = if path.exists() { fs::canonicalize(path)? } else { path.to_owned() };
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let mut builder = tempfile::Builder::new();
    builder.prefix(".vaali-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let mut file = builder.tempfile_in(folder.unwrap_or(Path::new(".")))?;
    if let Ok(data) = path.metadata() {
        file.as_file().set_permissions(data.permissions())?;
    }
    file.write_all(text.as_bytes())?;
    file.as_file().sync_all()?;
    file.persist(&path).map_err(|error| error.error)?;
    Ok(())
}
