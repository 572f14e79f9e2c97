//! `proceedings.toml`: lots, declines, attendance.
//!
//! A lot that was drawn is added without touching anything else in the file: the comments of whoever keeps it stay where they are.

use std::{fs, io, io::Write, path::Path};

use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;
use toml_edit::{ArrayOfTables, DocumentMut, Item};
use vaali::count::{Decline, Lot, Proceedings};

use crate::{
    Finding, Findings, Input, Problem,
    folder::PROCEEDINGS,
    times::Zone,
    toml_file::{TomlFile, read_text, text_of, value_at},
};

/// Reads a file of proceedings. Times without an offset are a finding: no rules are at hand that name a time zone ([`crate::folder::read`] has them).
///
/// # Errors
/// What is wrong with the file, with the line.
pub fn read(path: &Path) -> Result<Proceedings, Findings> {
    read_in(&Input::file(path), &Zone::Unsaid)
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
    parse(name, text_of(bytes, name)?, &Zone::named(time_zone))
}

pub(crate) fn read_in(input: &Input<'_>, zone: &Zone) -> Result<Proceedings, Findings> {
    parse(&input.name, &read_text(input)?, zone)
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

fn append(path: &Path, list: &str, entry: &impl Serialize) -> Result<(), Findings> {
    let name = name_of(path);
    let text = if path.exists() { read_text(&Input::file(path))? } else { String::new() };
    write_whole(path, &with_entry(&name, &text, list, entry)?).map_err(|error| {
        Finding::new(&*name, &Problem::NotWritten { problem: error.to_string() }).into()
    })
}

fn with_entry(
    name: &str,
    text: &str,
    list: &str,
    entry: &impl Serialize,
) -> Result<String, Findings> {
    // Whoever cannot read it must not add to it; the lines of the faults come from here.
    TomlFile::parse(name, text).map_err(Findings)?;
    let not_toml = |problem: String| Finding::new(name, &Problem::NotToml { problem });
    let mut document: DocumentMut =
        text.parse().map_err(|error: toml_edit::TomlError| not_toml(error.message().to_owned()))?;
    let table = toml_edit::ser::to_document(entry)
        .map_err(|error| not_toml(error.to_string()))?
        .as_table()
        .clone();
    let unfit = || {
        let problem = format!("`{list}` is no list of entries");
        Findings::from(Finding::new(name, &Problem::WrongProceedings { problem }))
    };
    match document.entry(list).or_insert_with(|| Item::ArrayOfTables(ArrayOfTables::new())) {
        Item::ArrayOfTables(tables) => tables.push(table),
        Item::Value(toml_edit::Value::Array(array)) => array.push(table.into_inline_table()),
        _ => return Err(unfit()),
    }
    Ok(document.to_string())
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

#[cfg(test)]
mod tests;
