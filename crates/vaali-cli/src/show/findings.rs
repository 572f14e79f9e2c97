//! Findings as a list for people: where, what, and what to do, in the language that they asked for.

use super::{
    style::{BAD, BOLD, CARE, DIM, paint},
    text::clean,
};
use vaali_formats::{Finding, Severity};
use vaali_report::{
    Language,
    findings::{self, Found, Said, Word},
};

/// Every finding, and how many there are.
pub(crate) fn listed(findings: &[Finding], language: Language) -> String {
    let mut text: String = findings.iter().map(|finding| one(finding, language)).collect();
    text.push_str(&summary(findings, language));
    text
}

/// How many there are of each kind.
fn summary(findings: &[Finding], language: Language) -> String {
    let of = |severity, word: Word| {
        let number = findings.iter().filter(|finding| finding.severity == severity).count() as u64;
        (number > 0).then(|| word.counted(language, number))
    };
    let parts: Vec<String> = [
        of(Severity::Error, Word::Error).map(|errors| paint(BAD, &errors)),
        of(Severity::Warning, Word::Warning).map(|warnings| paint(CARE, &warnings)),
        of(Severity::Note, Word::Note),
    ]
    .into_iter()
    .flatten()
    .collect();
    if parts.is_empty() {
        format!("{}\n", Word::Nothing.in_language(language))
    } else {
        format!("{}\n", parts.join(", "))
    }
}

fn one(finding: &Finding, language: Language) -> String {
    let (style, word) = match finding.severity {
        Severity::Error => (BAD, Word::Error),
        Severity::Warning => (CARE, Word::Warning),
        Severity::Note => (DIM, Word::Note),
    };
    let mut place = clean(&finding.file);
    if let Some(row) = finding.row {
        push!(place, ", {}", findings::row(language, row));
    }
    if let Some(column) = &finding.column {
        push!(place, ", {}", clean(column));
    }
    let place = place.trim_start_matches(", ");
    let place = if place.is_empty() { String::new() } else { format!("{}: ", paint(BOLD, place)) };
    let kind = paint(style, &format!("{} {}", word.in_language(language), finding.code));
    let Finding { code, message, fix, values, .. } = finding;
    let Said { message, fix, .. } = findings::say(language, &Found { code, message, fix, values });
    let mut text = format!("{kind} {place}{}\n", clean(&message));
    if !fix.is_empty() {
        push!(text, "    {}: {}\n", Word::Fix.in_language(language), clean(&fix));
    }
    text
}
