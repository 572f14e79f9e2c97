//! Why a ballot was rejected, as the person who has the files open reads it: lines of the file, and the clock of the place.

use std::collections::BTreeMap;

use jiff::Timestamp;
use vaali::{
    ballot::BallotFault,
    definition::{BallotId, Frozen},
    values::Value,
};
use vaali_formats::{Finding, ballots::BallotRead};
use vaali_report::{
    Language,
    findings::{self, Found},
};

use super::{text::clean, time::Clock};

/// Words the findings of rejected ballots of a file anew: the engine knows the numbers of ballots, but not their rows.
pub(crate) fn with_rows(
    findings: &mut [Finding],
    read: &BallotRead,
    frozen: &Frozen,
    file: &str,
    language: Language,
) {
    let clock = Clock::of(frozen.rules());
    let line_of = |ballot| read.line_of(ballot);
    let rejected = read.ballots.rejected().iter();
    let by_row: BTreeMap<Option<u64>, _> =
        rejected.map(|rejected| (read.line_of(rejected.ballot), &rejected.fault)).collect();
    for finding in findings.iter_mut().filter(|finding| finding.file == file) {
        if let Some(fault) = by_row.get(&finding.row).filter(|fault| fault.code() == finding.code) {
            finding.message = in_words(fault, &clock, &line_of);
            show_times(finding, fault, &clock, language);
        }
    }
}

/// Sets the clock of the place into what a finding is about.
fn show_times(finding: &mut Finding, fault: &BallotFault, clock: &Clock, language: Language) {
    for (name, time) in times(fault) {
        finding.values.insert(name.to_owned(), Value::Text(clock.show(time, language)));
    }
}

/// The times that a reason is about, by their names.
fn times(fault: &BallotFault) -> Vec<(&'static str, Timestamp)> {
    match fault {
        BallotFault::TooEarly { cast_at, opens } => vec![("cast_at", *cast_at), ("opens", *opens)],
        BallotFault::TooLate { cast_at, closes } => {
            vec![("cast_at", *cast_at), ("closes", *closes)]
        }
        _ => Vec::new(),
    }
}

/// The reason in words of a language. What a secret ballot marked is not in it: the engine keeps it out.
pub(crate) fn in_language(
    language: Language,
    fault: &BallotFault,
    frozen: &Frozen,
    line_of: &dyn Fn(BallotId) -> Option<u64>,
) -> String {
    let clock = Clock::of(frozen.rules());
    if language == Language::English {
        return in_words(fault, &clock, line_of);
    }
    let mut finding = Finding::of_ballot("", fault);
    show_times(&mut finding, fault, &clock, language);
    if let Some(line) = other_line(fault, line_of) {
        finding.values.insert("row".to_owned(), Value::Number(line));
    }
    let Finding { code, message, fix, values, .. } = &finding;
    clean(&findings::say(language, &Found { code, message, fix, values }).message)
}

/// The line of the ballot that counts instead.
fn other_line(fault: &BallotFault, line_of: &dyn Fn(BallotId) -> Option<u64>) -> Option<u64> {
    match fault {
        BallotFault::AlreadyVoted { counted } | BallotFault::Replaced { counted } => {
            line_of(*counted)
        }
        _ => None,
    }
}

/// The reason in English. What a secret ballot marked is not in it: the engine keeps it out.
fn in_words(
    fault: &BallotFault,
    clock: &Clock,
    line_of: &dyn Fn(BallotId) -> Option<u64>,
) -> String {
    let show = |time: &Timestamp| clock.show(*time, Language::English);
    match (fault, other_line(fault, line_of)) {
        (BallotFault::AlreadyVoted { .. }, Some(line)) => {
            format!("the voter had voted already, in row {line}")
        }
        (BallotFault::Replaced { .. }, Some(line)) => {
            format!("replaced by the voter's later ballot, in row {line}")
        }
        (BallotFault::TooEarly { cast_at, opens }, _) => {
            format!("cast at {}, before voting opened at {}", show(cast_at), show(opens))
        }
        (BallotFault::TooLate { cast_at, closes }, _) => {
            format!("cast at {}, after voting closed at {}", show(cast_at), show(closes))
        }
        (other, _) => clean(&other.to_string()),
    }
}
