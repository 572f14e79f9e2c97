//! V12, V13, V14, V16: the ballots, where they lie, and what they give when they are counted again.

use serde_json::Value;

use super::{NotMade, Subject, Verdict, differs, text};
use crate::{
    ballot::Ballots,
    count::{Outcome, count},
    definition::BallotMode,
    record::{Finding, Hash, Missing, PublishedBallots, RecountError, SealedBallots, reading},
};

/// Where a record of secret ballots has the hash of their file.
const SEALED_HASH: &str = "/ballots/sealed/sealed_ballots_hash";

/// What the ballots give when they are counted again.
pub(super) struct Recount {
    outcome: Result<Outcome, RecountError>,
    /// Whether it knows the margins.
    margins: bool,
}

pub(super) fn secrecy(subject: &Subject<'_>) -> Verdict {
    // From the value as it stands: a ballot must be found in a record that is not of the known form, too.
    let value = subject.value()?;
    let at = |pointer: &str| value.pointer(pointer).is_some_and(|found| !found.is_null());
    let ballots = value.get("ballots").and_then(Value::as_object);
    match value.pointer("/definition/rules/secrecy").and_then(Value::as_str) {
        Some("open") if at("/ballots/open/ballots") => Ok(Vec::new()),
        Some("open") => Ok(vec![Finding::BallotsMissing]),
        Some("secret") => {
            let other = ballots.is_some_and(|kinds| kinds.keys().any(|kind| kind != "sealed"));
            let rejected = at("/result/rejected_ballots");
            let breaches = [(other, "/ballots"), (rejected, "/result/rejected_ballots")];
            let breaches = breaches.iter().filter(|(breach, _)| *breach);
            let mut findings: Vec<Finding> = breaches
                .map(|(_, path)| Finding::HoldsBallots { path: (*path).to_owned() })
                .collect();
            if text::hash_at(value, SEALED_HASH).is_none() {
                findings.push(Finding::BallotsMissing);
            }
            Ok(findings)
        }
        _ => Err(Missing::KnownForm.into()),
    }
}

pub(super) fn sealed(subject: &Subject<'_>) -> Verdict {
    let value = subject.value()?;
    let expected = value.pointer("/ballots/sealed").is_some();
    let sealed = match (&subject.sealed, expected) {
        (None, true) => return Err(Missing::SealedBallots.into()),
        (None, false) => return Err(NotMade::DoesNotApply),
        (Some(_), false) => return Ok(vec![Finding::SealedNotExpected]),
        (Some(sealed), true) => sealed,
    };
    let mut findings = Vec::new();
    if let Err(error) = &sealed.ballots {
        findings.push(Finding::Form { error: error.clone() });
    }
    findings.extend(sealed.other_byte.map(|byte| Finding::NotCanonical { byte }));
    findings.extend(text::hash_findings(value, SEALED_HASH, Hash::of_bytes(sealed.bytes)));
    if let (Ok(ballots), Ok((_, frozen))) = (&sealed.ballots, subject.frozen()) {
        let fault = ballots.profile(frozen).err();
        findings.extend(fault.map(|fault| Finding::Sealed { fault }));
    }
    Ok(findings)
}

/// Counts the ballots again, from the record or from the sealed file.
pub(super) fn recount(subject: &Subject<'_>) -> Result<Recount, NotMade> {
    let (written, frozen) = subject.frozen()?;
    match &written.ballots {
        PublishedBallots::Open(open) => {
            let rows = open.ballots().iter().cloned();
            let ballots = Ballots::of(frozen, rows, open.roll_marks().iter().cloned());
            let outcome = count(frozen, &ballots, &written.proceedings);
            Ok(Recount { outcome: outcome.map_err(RecountError::Count), margins: true })
        }
        PublishedBallots::Sealed(_) => {
            let sealed = subject.sealed.as_ref().ok_or(Missing::SealedBallots)?;
            let ballots = sealed.ballots.as_ref().map_err(|_| Missing::CountableBallots)?;
            let outcome = ballots.recount(frozen, &written.proceedings);
            Ok(Recount { outcome, margins: SealedBallots::gives_margins(frozen) })
        }
    }
}

/// Where the recorded result differs from the recount.
fn other_places(subject: &Subject<'_>, recount: &Recount) -> Result<Vec<String>, NotMade> {
    match &recount.outcome {
        Ok(Outcome::Complete { result }) => {
            let recorded = subject.value()?.get("result").unwrap_or(&Value::Null);
            Ok(reading::spelling(recorded, result.as_ref()))
        }
        _ => Err(Missing::CountableBallots.into()),
    }
}

/// The part of the margins that needs the ballots.
fn is_margin(path: &str) -> bool {
    ["/margins/elected_set", "/margins/chair"].iter().any(|part| path.starts_with(part))
}

pub(super) fn result(subject: &Subject<'_>, recount: &Result<Recount, NotMade>) -> Verdict {
    let recount = recount.as_ref().map_err(|not_made| *not_made)?;
    let (written, frozen) = subject.frozen()?;
    let mut findings = match &recount.outcome {
        Ok(Outcome::LotNeeded { request, .. }) => {
            vec![Finding::LotMissing { label: request.label.clone() }]
        }
        Err(RecountError::Count(error)) => vec![Finding::CountFails { error: error.clone() }],
        Err(RecountError::Sealed(fault)) => vec![Finding::Sealed { fault: fault.clone() }],
        Ok(Outcome::Complete { .. }) => {
            // Another version of the program may count again, if it counts by the same rules: those are V15's.
            let program = ["/engine/name", "/engine/version"];
            let paths = other_places(subject, recount)?.into_iter();
            let other = paths.filter(|path| !is_margin(path) && !program.contains(&path.as_str()));
            differs(other.map(|path| format!("/result{path}")))
        }
    };
    if let PublishedBallots::Open(open) = &written.ballots
        && frozen.rules().ballots != BallotMode::Separate
        && !open.roll_marks().is_empty()
    {
        findings.extend(differs(Some("/ballots/open/roll_marks".to_owned())));
    }
    Ok(findings)
}

pub(super) fn margins(subject: &Subject<'_>, recount: &Result<Recount, NotMade>) -> Verdict {
    let recount = recount.as_ref().map_err(|not_made| *not_made)?;
    if !recount.margins {
        return Err(Missing::Voters.into());
    }
    let paths = other_places(subject, recount)?.into_iter().filter(|path| is_margin(path));
    Ok(differs(paths.map(|path| format!("/result{path}"))))
}
