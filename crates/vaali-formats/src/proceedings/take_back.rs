//! Lots and declines that are taken back: recorded by mistake, or for a tie that is another one now.

use std::path::Path;

use jiff::Timestamp;
use toml_edit::{Item, Table, TableLike};
use vaali::count::{Decline, Declined, Lot};

use super::{editable, rewrite};
use crate::{Findings, folder::PROCEEDINGS};

/// Takes the lots of a label out again: the tie they were drawn for is another one now.
///
/// # Errors
/// A text that cannot be read.
pub fn without_lot(text: &str, label: &str) -> Result<String, Findings> {
    without(PROCEEDINGS, text, "lots", |entry| is_lot(entry, label), None)
}

/// Takes a decline out again that was recorded by mistake.
///
/// # Errors
/// A text that cannot be read.
pub fn without_decline(text: &str, decline: &Decline) -> Result<String, Findings> {
    without(PROCEEDINGS, text, "declines", |entry| is_decline(entry, decline), None)
}

/// As [`without_lot`], in a file. A comment at its end says what was drawn, and when it was taken back: no draw is lost without a trace.
///
/// # Errors
/// A file that cannot be read or written.
///
/// ```
/// use vaali::count::Lot;
/// use vaali_formats::proceedings;
///
/// let dir = tempfile::tempdir()?;
/// let path = dir.path().join("proceedings.toml");
/// let lot: Lot = serde_json::from_str(r#"{
///     "request": {"for": "seat", "label": "seat/1", "places": 1, "among": ["a", "b"]}, "drawn": ["b"], "method": "manual"
/// }"#)?;
/// proceedings::append_lot(&path, &lot)?;
/// proceedings::take_back_lot(&path, &lot, "2030-04-15T16:00:00Z".parse()?)?;
/// assert_eq!(std::fs::read_to_string(&path)?.trim(), "# taken back at 2030-04-15T16:00:00Z: the lot seat/1, drawn b");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn take_back_lot(path: &Path, lot: &Lot, at: Timestamp) -> Result<(), Findings> {
    let label = lot.request.label.as_str();
    let drawn: Vec<&str> = lot.drawn.iter().map(vaali::definition::CandidateId::as_str).collect();
    let when = lot.drawn_at.map(|at| format!(" at {at}")).unwrap_or_default();
    let what = format!("the lot {label}, drawn {}{when}", drawn.join(", "));
    rewrite(path, |name, text| {
        without(name, text, "lots", |entry| is_lot(entry, label), Some(&trace(at, &what)))
    })
}

/// As [`without_decline`], in a file, with a comment as [`take_back_lot`] leaves one.
///
/// # Errors
/// A file that cannot be read or written.
pub fn take_back_decline(path: &Path, decline: &Decline, at: Timestamp) -> Result<(), Findings> {
    let from = match &decline.from {
        Declined::Seat => "the seat".to_owned(),
        Declined::Office(office) => format!("the office {office}"),
    };
    let what = format!("that {} declines {from}", decline.candidate);
    rewrite(path, |name, text| {
        without(name, text, "declines", |entry| is_decline(entry, decline), Some(&trace(at, &what)))
    })
}

/// What was taken back, as a comment: one line, whatever the ids hold.
fn trace(at: Timestamp, what: &str) -> String {
    let what: String = what.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    format!("# taken back at {at}: {what}\n")
}

fn is_lot(entry: &dyn TableLike, label: &str) -> bool {
    let request = entry.get("request").and_then(Item::as_table_like);
    request.and_then(|request| request.get("label")?.as_str()) == Some(label)
}

fn is_decline(entry: &dyn TableLike, decline: &Decline) -> bool {
    let text = |name: &str| entry.get(name).and_then(Item::as_str);
    let office = || entry.get("from")?.as_table_like()?.get("office")?.as_str();
    text("candidate") == Some(decline.candidate.as_str())
        && match &decline.from {
            Declined::Seat => text("from") == Some("seat"),
            Declined::Office(of) => office() == Some(of.as_str()),
        }
}

/// The text without the entries of a list, and with a comment at its end.
fn without(
    name: &str,
    text: &str,
    list: &str,
    is_it: impl Fn(&dyn TableLike) -> bool,
    comment: Option<&str>,
) -> Result<String, Findings> {
    let mut document = editable(name, text)?;
    let mut left = String::new();
    match document.get_mut(list) {
        Some(Item::ArrayOfTables(entries)) => {
            loop {
                let found = entries.iter().position(|entry| is_it(entry));
                let Some(place) = found else { break };
                // What somebody wrote above it stays, above what comes after it.
                let prefix = |entry: &Table| entry.decor().prefix()?.as_str().map(str::to_owned);
                let kept = entries.get(place).and_then(prefix).unwrap_or_default();
                entries.remove(place);
                match entries.get_mut(place) {
                    Some(next) => {
                        let own = prefix(next).unwrap_or_default();
                        next.decor_mut().set_prefix(kept + &own);
                    }
                    None => left.push_str(&kept),
                }
            }
        }
        Some(Item::Value(toml_edit::Value::Array(entries))) => {
            entries.retain(|entry| entry.as_inline_table().is_none_or(|entry| !is_it(entry)));
        }
        _ => {}
    }
    let trailing = document.trailing().as_str().unwrap_or_default().to_owned();
    let mut end = if left.trim().is_empty() { trailing } else { left + &trailing };
    if let Some(comment) = comment {
        if !end.is_empty() && !end.ends_with('\n') {
            end.push('\n');
        }
        end.push_str(comment);
    }
    document.set_trailing(end);
    Ok(document.to_string())
}
