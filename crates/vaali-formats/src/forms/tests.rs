mod by_hand;
mod tools;

use vaali::definition::{Definition, Frozen};

use super::*;

/// Five candidates whose names hold separators, one with a sibling of the same name in another organisation.
pub(super) fn election(mode: &str, secrecy: &str) -> Frozen {
    let roll = r#"[{"id": "007", "name": {"fi": "Äiti ry", "sv": "Mor rf"}}, {"id": "1-2", "name": "Bo rf"}, {"id": "9", "name": "Cia"}]"#;
    let roll = if mode == "anonymous" { "[]" } else { roll };
    let text = format!(
        r#"{{"format": 1, "id": "7f6d4a0e-6f0c-4c51-9d5b-0c5f8f0d2a11", "title": "Board",
        "rules": {{"ballots": "{mode}", "secrecy": "{secrecy}", "marks": {{"min": 1, "max": 3}},
            "seats": {{"min": 2, "max": 2}}, "ties": {{"seat": "lot_manual"}}, "time_zone": "Europe/Helsinki",
            "voting": {{"opens": "2026-03-05T06:00:00Z", "closes": "2026-03-05T14:00:00Z"}}}},
        "candidates": [{{"id": "01", "name": "Virtanen, Matti", "organisation": "007"}}, {{"id": "02", "name": "Åström Åsa", "organisation": "1-2"}},
            {{"id": "03", "name": "Virtanen"}}, {{"id": "04", "name": "Salo; Jr / II", "organisation": "9"}}, {{"id": "05", "name": "Dag"}}],
        "roll": {roll}}}"#
    );
    Definition::from_json(&text).unwrap().freeze().unwrap()
}

pub(super) fn anonymous(bytes: &[u8]) -> Result<FormRead, Findings> {
    read_bytes("form", bytes, &election("anonymous", "secret"), &Options::default())
}

pub(super) fn linked(bytes: &[u8]) -> Result<FormRead, Findings> {
    read_bytes("form", bytes, &election("linked", "secret"), &Options::default())
}

pub(super) fn marks(read: &FormRead) -> Vec<Vec<&str>> {
    read.ballots.iter().map(|b| b.marks.iter().map(String::as_str).collect()).collect()
}

pub(super) fn times(read: &FormRead) -> Vec<String> {
    read.ballots.iter().filter_map(|b| b.cast_at).map(|time| time.to_string()).collect()
}

type Place = (String, Option<u64>, Option<String>);

pub(super) fn places(findings: &[Finding]) -> Vec<Place> {
    findings.iter().map(|f| (f.code.clone(), f.row, f.column.clone())).collect()
}

pub(super) fn at(code: &str, row: impl Into<Option<u64>>, column: &str) -> Place {
    (code.to_owned(), row.into(), (!column.is_empty()).then(|| column.to_owned()))
}

pub(super) fn role<'m>(mapping: &'m Mapping, header: &str) -> &'m Role {
    &mapping.columns.iter().find(|(name, _)| name == header).unwrap().1
}
