//! Certified random elections, sound and changed, with what `verify` finds in each: lines of JSON for the verifier of `tests/stranger`.

use std::{
    collections::BTreeMap,
    io::{self, Write},
};

use serde::Serialize;
use serde_json::{Value, json};
use vaali::{
    count::Attendance,
    record::{
        Certification, Certified, Evidence, Hash, Report, Salt, Times, canonical, certify, verify,
    },
};

use crate::{
    dice::Dice,
    elections::{Election, Size},
};

/// Changed copies of each certified election.
const CHANGED: usize = 4;

/// A record and its sealed ballots, as files.
#[derive(Clone, Debug)]
pub struct Files {
    /// The record.
    pub record: String,
    /// The sealed ballots of a secret election.
    pub sealed: Option<String>,
}

#[derive(Serialize)]
struct Line<'a> {
    case: u64,
    what: &'a str,
    record: &'a str,
    sealed: Option<&'a str>,
    checks: BTreeMap<&'static str, Value>,
    seal: Option<Hash>,
}

/// Certifies the election of a case. Nothing, if its figures cannot be made to agree or its votes overflow.
pub fn certified(seed: u64, case: u64) -> Option<Files> {
    let mut election = Election::settled(seed, case, Size::any(seed, case));
    let (ballots, counted) = election.count();
    let outcome = counted.ok()?;
    let proceedings = &mut election.proceedings;
    proceedings.attendance = Attendance::default();
    proceedings.ballots_expected = proceedings.ballots_expected.map(|_| ballots.rows());
    if let Some(marks) = ballots.roll_marks() {
        proceedings.spoiled = marks.valid.checked_sub(ballots.rows())?;
        proceedings.unreturned = 0;
    }
    let (_, Ok(outcome)) = (outcome, election.count().1) else { return None };
    let times = Times {
        frozen_at: "2026-01-01T00:00:00Z".parse().ok()?,
        certified_at: "2027-01-01T00:00:00.25Z".parse().ok()?,
    };
    let evidence = Evidence {
        frozen: &election.frozen,
        cast: &election.ballots,
        roll_marks: &election.roll_marks,
        proceedings: &election.proceedings,
        outcome: &outcome,
    };
    let salt = Salt::from_random([u8::try_from(case % 256).ok()?; 32]);
    let certification = Certification {
        chair: Some("Åsa \u{1f5f3} \"Ä\"".to_owned()),
        ..Certification::default()
    };
    let Certified { record, sealed, .. } =
        certify(&evidence, times, certification, Some(salt)).ok()?;
    Some(Files {
        record: record.to_json().ok()?,
        sealed: sealed.and_then(|sealed| sealed.to_json().ok()),
    })
}

/// The pointers of all values below one, itself included.
fn pointers(value: &Value, pointer: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            for (key, inner) in fields {
                let step = key.replace('~', "~0").replace('/', "~1");
                pointers(inner, &format!("{pointer}/{step}"), found);
            }
        }
        Value::Array(items) => {
            for (i, inner) in items.iter().enumerate() {
                pointers(inner, &format!("{pointer}/{i}"), found);
            }
        }
        _ => {}
    }
    found.push(pointer.to_owned());
}

/// Changes one place to something else that may stand there, and says how.
fn change(dice: &mut Dice, file: &mut Value, under: &str) -> String {
    let mut all = Vec::new();
    let Some(root) = file.pointer(under) else { return "nothing".to_owned() };
    pointers(root, under, &mut all);
    let pointer = dice.pick(&all).clone();
    // A value from elsewhere in the file has the right form more often than an invented one.
    let elsewhere = dice.pick(&all).clone();
    let other = file.pointer(&elsewhere).cloned().unwrap_or(Value::Null);
    let Some(value) = file.pointer_mut(&pointer) else { return "nothing".to_owned() };
    let what = match value {
        Value::Array(items) if !items.is_empty() => {
            let at = dice.below(items.len());
            match dice.below(4) {
                0 => {
                    let item = items[at].clone();
                    items.insert(at, item);
                    "doubled in"
                }
                1 => {
                    let with = dice.below(items.len());
                    items.swap(at, with);
                    "swapped in"
                }
                2 => {
                    items.push(other);
                    "put into"
                }
                _ => {
                    items.remove(at);
                    "dropped from"
                }
            }
        }
        Value::Object(fields) if dice.one_in(3) => {
            let key = fields.keys().nth(dice.below(fields.len().max(1))).cloned();
            match key.filter(|_| dice.one_in(2)) {
                Some(key) => drop(fields.remove(&key)),
                None => drop(fields.insert("more".to_owned(), json!(1))),
            }
            "key of"
        }
        Value::Number(number) => {
            let number = number.as_u64().unwrap_or(0);
            *value = match dice.below(4) {
                0 => json!(number.wrapping_add(1)),
                1 => json!(number.saturating_sub(1)),
                2 => json!(number.to_string()),
                _ => json!(dice.below(5)),
            };
            "number at"
        }
        Value::Bool(truth) => {
            *truth = !*truth;
            "truth at"
        }
        Value::String(text) if dice.one_in(2) => {
            match dice.below(3) {
                0 => text.push('0'),
                1 => drop(text.pop()),
                _ => *text = text.to_uppercase(),
            }
            "text at"
        }
        _ => {
            *value = other;
            "another value at"
        }
    };
    format!("{what} {pointer}")
}

fn hash(value: &Value) -> Value {
    Hash::of_canonical(value).map_or(Value::Null, |hash| json!(hash))
}

/// The seal and the hash of the definition as they would be.
fn seal_again(record: &mut Value) {
    let definition = hash(record.get("definition").unwrap_or(&Value::Null));
    for pointer in ["/definition_hash", "/result/definition_hash"] {
        if let Some(place) = record.pointer_mut(pointer) {
            *place = definition.clone();
        }
    }
    if let Value::Object(fields) = record {
        fields.remove("seal");
    }
    let seal = hash(record);
    if let Value::Object(fields) = record {
        fields.insert("seal".to_owned(), seal);
    }
}

fn text(value: &Value) -> String {
    canonical::to_string(value).unwrap_or_else(|_| value.to_string())
}

/// A changed copy of the files, and how it was changed.
fn changed(dice: &mut Dice, sound: &Files, other: &Files) -> (String, Files) {
    let mut files = sound.clone();
    let (Ok(mut record), Some(sealed)) = (
        serde_json::from_str::<Value>(&sound.record),
        sound.sealed.as_deref().map_or(Some(Value::Null), |text| serde_json::from_str(text).ok()),
    ) else {
        return ("nothing".to_owned(), files);
    };
    match dice.below(12) {
        0 => {
            let mut end = dice.below(files.record.len());
            while !files.record.is_char_boundary(end) {
                end -= 1;
            }
            files.record.truncate(end);
            ("cut".to_owned(), files)
        }
        1 => {
            let at = files.record.find(',').unwrap_or(0);
            let put = *dice.pick(&[" ", "\n", ",", "\u{feff}", "}"]);
            files.record.insert_str(at, put);
            ("byte put in".to_owned(), files)
        }
        2 => {
            files.sealed.clone_from(&other.sealed);
            ("the sealed ballots of another".to_owned(), files)
        }
        3 => {
            files.sealed = None;
            ("without the sealed ballots".to_owned(), files)
        }
        4 => {
            let what = change(dice, &mut record, "");
            files.record = text(&record);
            (format!("{what}, not sealed again"), files)
        }
        5 | 6 if !sealed.is_null() => {
            let mut sealed = sealed;
            let under = *dice.pick(&["", "/accepted", "/accepted/0/marks", "/rejected"]);
            let what = change(dice, &mut sealed, under);
            let file = text(&sealed);
            if let Some(place) = record.pointer_mut("/ballots/sealed/sealed_ballots_hash") {
                *place = json!(Hash::of_bytes(file.as_bytes()));
            }
            seal_again(&mut record);
            files = Files { record: text(&record), sealed: Some(file) };
            (format!("sealed ballots: {what}, sealed again"), files)
        }
        7 | 8 => {
            let what = change(dice, &mut record, "/definition");
            seal_again(&mut record);
            files.record = text(&record);
            (format!("{what}, sealed again"), files)
        }
        _ => {
            let under =
                *dice.pick(&["", "/result", "/result/candidates", "/proceedings", "/times"]);
            let what = change(dice, &mut record, under);
            seal_again(&mut record);
            files.record = text(&record);
            (format!("{what}, sealed again"), files)
        }
    }
}

fn status_of(report: &Report) -> BTreeMap<&'static str, Value> {
    let status = |check| serde_json::to_value(check).unwrap_or_default()["status"].take();
    report.checks.iter().map(|check| (check.code, status(check))).collect()
}

/// Writes so many certified elections, each sound and in several changed copies.
///
/// # Errors
/// Those of the writer.
pub fn write(elections: u64, seed: u64, to: &mut impl Write) -> io::Result<()> {
    let mut done = 0;
    let mut last: Option<Files> = None;
    for case in 0.. {
        if done == elections {
            break;
        }
        let Some(files) = certified(seed, case) else { continue };
        done += 1;
        let mut dice = Dice::new(seed ^ 0x5ea1, case);
        let other = last.replace(files.clone()).unwrap_or_else(|| files.clone());
        let mut copies = vec![("as certified".to_owned(), files.clone())];
        copies.extend((0..CHANGED).map(|_| changed(&mut dice, &files, &other)));
        for (what, files) in copies {
            let report =
                verify(files.record.as_bytes(), files.sealed.as_deref().map(str::as_bytes));
            let line = Line {
                case,
                what: &what,
                record: &files.record,
                sealed: files.sealed.as_deref(),
                checks: status_of(&report),
                seal: report.seal,
            };
            serde_json::to_writer(&mut *to, &line)?;
            to.write_all(b"\n")?;
        }
    }
    to.flush()
}
