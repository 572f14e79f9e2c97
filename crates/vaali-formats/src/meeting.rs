//! `meeting.toml`: what the minutes say of the meeting beside the election.
//!
//! The fields are those of whoever writes the minutes; here is what every such file must hold to: times as people write them, no blank entries, no e-mail addresses.
//!
//! ```
//! use std::{collections::BTreeMap, fs};
//! use vaali_formats::meeting;
//!
//! let dir = tempfile::tempdir()?;
//! fs::write(dir.path().join(meeting::MEETING), "chair = \"Aino\"\nplace = \"\"\n")?;
//! let read: Option<BTreeMap<String, String>> = meeting::read(dir.path(), |text| text.contains('@'), &mut Vec::new())?;
//! assert_eq!(read.unwrap(), BTreeMap::from([("chair".to_owned(), "Aino".to_owned())]));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use std::path::Path;

use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::{
    Finding, Findings, Input, Problem,
    toml_file::{Lines, TomlFile, read_text},
};

/// The name of the file in the folder of an election.
pub const MEETING: &str = "meeting.toml";

/// Reads the file of a folder; nothing if there is none. A blank text says as little as none, so that a form can be filled in bit by bit. What is odd and can be read all the same goes to `findings`.
///
/// # Errors
/// What is wrong with the file, with the line; and every text that is an address, of which minutes hold none.
pub fn read<T: DeserializeOwned>(
    folder: &Path,
    is_address: impl Fn(&str) -> bool,
    findings: &mut Vec<Finding>,
) -> Result<Option<T>, Findings> {
    let path = folder.join(MEETING);
    if !path.exists() {
        return Ok(None);
    }
    read_input(&Input::file(&path), is_address, findings).map(Some)
}

/// As [`read`], from a file of any folder.
///
/// # Errors
/// As [`read`].
pub fn read_input<T: DeserializeOwned>(
    input: &Input<'_>,
    is_address: impl Fn(&str) -> bool,
    findings: &mut Vec<Finding>,
) -> Result<T, Findings> {
    let text = read_text(input, findings)?;
    let TomlFile { value, lines } = TomlFile::parse(MEETING, &text).map_err(Findings)?;
    judged(value, &lines, is_address)
}

/// As [`read`], of what a file would hold: the findings have no lines.
///
/// # Errors
/// As [`read`].
pub fn of_value<T: DeserializeOwned>(
    value: Value,
    is_address: impl Fn(&str) -> bool,
) -> Result<T, Findings> {
    judged(value, &Lines::default(), is_address)
}

fn judged<T: DeserializeOwned>(
    mut value: Value,
    lines: &Lines,
    is_address: impl Fn(&str) -> bool,
) -> Result<T, Findings> {
    drop_blanks(&mut value);
    let mut findings = Vec::new();
    addresses(&value, "", &is_address, lines, &mut findings);
    loop {
        let error = match serde_path_to_error::deserialize(&value) {
            Ok(read) if findings.is_empty() => return Ok(read),
            Ok(_) => return Err(Findings(findings)),
            Err(error) => error,
        };
        let path = error.path().to_string();
        let field = path.split(['.', '[']).next().unwrap_or_default().to_owned();
        let found = value.get(&field);
        let problem = match found {
            Some(Value::String(text)) if field == "date" => {
                Problem::WrongMeetingDate { text: text.clone() }
            }
            _ => {
                let message = error.inner().to_string();
                let found = found.filter(|_| path == field);
                Problem::WrongMeeting { problem: vaali::definition::plain_words(&message, found) }
            }
        };
        findings.push(at(&path, lines, &problem));
        // Without the field the rest can be read, so that everything is found at once.
        if value.as_object_mut().and_then(|fields| fields.remove(&field)).is_none() {
            return Err(Findings(findings));
        }
    }
}

fn at(path: &str, lines: &Lines, problem: &Problem) -> Finding {
    let mut finding = Finding::new(MEETING, problem);
    finding.row = lines.of(path);
    finding.column = (path != ".").then(|| path.to_owned());
    finding
}

/// Takes out texts in which nothing is written.
fn drop_blanks(value: &mut Value) {
    let is_blank = |value: &Value| value.as_str().is_some_and(|text| text.trim().is_empty());
    match value {
        Value::Object(fields) => {
            fields.retain(|_, field| !is_blank(field));
            fields.values_mut().for_each(drop_blanks);
        }
        Value::Array(items) => {
            items.retain(|item| !is_blank(item));
            items.iter_mut().for_each(drop_blanks);
        }
        _ => {}
    }
}

fn addresses(
    value: &Value,
    path: &str,
    is_address: &impl Fn(&str) -> bool,
    lines: &Lines,
    findings: &mut Vec<Finding>,
) {
    match value {
        // The finding does not repeat it: findings are shown and sent around.
        Value::String(text) if is_address(text) => {
            findings.push(at(path, lines, &Problem::AddressInMeeting));
        }
        Value::Object(fields) => {
            for (name, field) in fields {
                let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
                addresses(field, &path, is_address, lines, findings);
            }
        }
        Value::Array(items) => {
            for (place, item) in items.iter().enumerate() {
                addresses(item, &format!("{path}[{place}]"), is_address, lines, findings);
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use serde::Deserialize;

    use super::{MEETING, read};
    use crate::Findings;

    #[derive(Debug, Default, PartialEq, Deserialize)]
    #[serde(deny_unknown_fields, default)]
    struct Form {
        date: Option<jiff::civil::Date>,
        chair: Option<String>,
        checkers: Vec<String>,
    }

    fn form(text: &str) -> Result<Option<Form>, Findings> {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join(MEETING), text).unwrap();
        read(dir.path(), |text| text.contains('@'), &mut Vec::new())
    }

    fn codes(text: &str) -> Vec<(String, Option<u64>)> {
        let findings = form(text).unwrap_err().0;
        findings.into_iter().map(|finding| (finding.code, finding.row)).collect()
    }

    #[test]
    fn what_is_blank_says_nothing_and_days_are_read_with_and_without_quotes() {
        let read =
            form("chair = \" \"\ncheckers = [\"\", \"Aino\"]\ndate = 2030-04-15").unwrap().unwrap();
        assert_eq!((read.chair, read.checkers), (None, vec!["Aino".to_owned()]));
        assert_eq!(read.date, form("date = \"2030-04-15\"").unwrap().unwrap().date);
        assert_eq!(form("# nothing yet\n").unwrap(), Some(Form::default()));
    }

    #[test]
    fn each_fault_is_found_at_its_line() {
        assert_eq!(codes("\nchiar = \"Aino\""), [("F135".to_owned(), Some(2))]);
        assert_eq!(codes("checkers = \"Aino\""), [("F135".to_owned(), Some(1))]);
        assert_eq!(
            codes("chiar = 1\n\ndate = \"15.4.2030\""),
            [("F135".to_owned(), Some(1)), ("F136".to_owned(), Some(3))]
        );
        assert_eq!(
            codes("chair = \"a@b.fi\"\ncheckers = [\n\"Bo\",\n\"c@d.fi\"]"),
            [("F137".to_owned(), Some(1)), ("F137".to_owned(), Some(4))]
        );
    }

    #[test]
    fn a_folder_without_the_file_has_no_meeting() {
        let dir = tempfile::tempdir().unwrap();
        assert_eq!(read::<Form>(dir.path(), |_| false, &mut Vec::new()).unwrap(), None);
    }
}
