//! Findings as a list for people: where, what, and what to do.

use super::{
    style::{BAD, BOLD, CARE, DIM, paint},
    text::{clean, counted},
};
use vaali_formats::{Finding, Severity};

/// Every finding, and how many there are.
pub(crate) fn listed(findings: &[Finding]) -> String {
    let mut text: String = findings.iter().map(one).collect();
    text.push_str(&summary(findings));
    text
}

/// How many there are of each kind.
pub(crate) fn summary(findings: &[Finding]) -> String {
    let of =
        |severity| findings.iter().filter(|finding| finding.severity == severity).count() as u64;
    let (errors, warnings, notes) =
        (of(Severity::Error), of(Severity::Warning), of(Severity::Note));
    let mut parts = Vec::new();
    if errors > 0 {
        parts.push(paint(BAD, &counted(errors, "error", "errors")));
    }
    if warnings > 0 {
        parts.push(paint(CARE, &counted(warnings, "warning", "warnings")));
    }
    if notes > 0 {
        parts.push(counted(notes, "note", "notes"));
    }
    if parts.is_empty() {
        "Nothing to mend.\n".to_owned()
    } else {
        format!("{}\n", parts.join(", "))
    }
}

fn one(finding: &Finding) -> String {
    let (style, word) = match finding.severity {
        Severity::Error => (BAD, "error"),
        Severity::Warning => (CARE, "warning"),
        Severity::Note => (DIM, "note"),
    };
    let mut place = clean(&finding.file);
    if let Some(row) = finding.row {
        push!(place, ", row {row}");
    }
    if let Some(column) = &finding.column {
        push!(place, ", {}", clean(column));
    }
    let place = place.trim_start_matches(", ");
    let place = if place.is_empty() { String::new() } else { format!("{}: ", paint(BOLD, place)) };
    let kind = paint(style, &format!("{word} {}", finding.code));
    let mut text = format!("{kind} {place}{}\n", clean(&finding.message));
    if !finding.fix.is_empty() {
        push!(text, "    fix: {}\n", clean(&finding.fix));
    }
    text
}
