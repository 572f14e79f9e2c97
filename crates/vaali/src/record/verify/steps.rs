//! V10 and V11: what follows from the votes, and the lots.

use serde_json::Value;

use super::{NotMade, Subject, Verdict, differs, figures};
use crate::{
    count::{CountError, CountResult, Lot, Outcome, Purpose, Status, count_votes},
    definition::{Frozen, TieRule},
    profile::Votes,
    record::{Finding, Missing, certificate::Written, reading},
};

/// Every step after the tally, made again from the recorded votes.
fn again(written: &Written, frozen: &Frozen) -> Result<Outcome, CountError> {
    let mut votes = vec![0; frozen.candidates().len()];
    for candidate in &written.result.candidates {
        let slot = frozen.candidate(candidate.id.as_str()).and_then(|c| votes.get_mut(c as usize));
        if let (Some(slot), Some(votes)) = (slot, candidate.votes) {
            *slot = votes.get();
        }
    }
    count_votes(frozen, &figures::recorded(&written.result), &votes, &written.proceedings)
}

pub(super) fn steps(subject: &Subject<'_>) -> Verdict {
    let (written, frozen) = subject.frozen()?;
    let result = match again(written, frozen) {
        Ok(Outcome::Complete { result }) => result,
        Ok(Outcome::LotNeeded { .. })
        | Err(CountError::StaleLot { .. } | CountError::InvalidLot { .. }) => {
            return Err(NotMade::Missing(Missing::AnsweredLots));
        }
        Err(error) => return Ok(vec![Finding::CountFails { error }]),
    };
    let recorded = serde_json::to_value(&written.result).unwrap_or(Value::Null);
    // The figures are V08's, the definition's hash V06's, the engine V15's; margins need the ballots.
    let elsewhere = [
        "/turnout",
        "/reconciliation",
        "/rejected",
        "/rejected_ballots",
        "/definition_hash",
        "/engine",
        "/margins",
    ];
    let other = |path: &String| {
        let first = path.split('/').nth(1).unwrap_or_default();
        !elsewhere.iter().any(|field| field.strip_prefix('/') == Some(first))
    };
    let paths = reading::spelling(&recorded, result.as_ref()).into_iter().filter(other);
    let mut findings = differs(paths.map(|path| format!("/result{path}")));
    findings.extend(distances(&written.result));
    Ok(findings)
}

/// The part of the margins that needs no ballots: the votes of the last elected and the first not elected.
fn distances(result: &CountResult) -> Vec<Finding> {
    let votes_of = |elected: bool| {
        result.candidates.iter().filter(move |c| match c.status {
            Status::Elected => elected,
            Status::Deputy | Status::NotElected => !elected,
            _ => false,
        })
    };
    let last = votes_of(true).filter_map(|c| c.votes).min();
    let first = votes_of(false).filter_map(|c| c.votes).max();
    let Some(margins) = &result.margins else {
        let path = (!result.acclamation).then(|| "/result/margins".to_owned());
        return differs(path);
    };
    if result.acclamation {
        return differs(Some("/result/margins".to_owned()));
    }
    let distance =
        last.zip(first).map(|(last, first)| Votes::from(last.get().saturating_sub(first.get())));
    let fields = [
        ("last_elected", margins.last_elected, last),
        ("first_not_elected", margins.first_not_elected, first),
        ("distance", margins.distance, distance),
    ];
    let other = fields.iter().filter(|(_, recorded, computed)| recorded != computed);
    differs(other.map(|(field, ..)| format!("/result/margins/{field}")))
}

pub(super) fn lots(subject: &Subject<'_>) -> Verdict {
    let (written, frozen) = subject.frozen()?;
    let judged = written.proceedings.lots.iter().filter_map(|lot| {
        let problem = lot.request.judge(rule(frozen, lot), lot).err()?;
        Some(Finding::InvalidLot { label: lot.request.label.clone(), problem })
    });
    let mut findings: Vec<Finding> = judged.collect();
    match again(written, frozen) {
        Ok(Outcome::LotNeeded { request, .. }) => {
            findings.push(Finding::LotMissing { label: request.label });
        }
        Err(error @ CountError::StaleLot { .. }) => findings.push(Finding::CountFails { error }),
        // An invalid lot was found above; other errors are V10's.
        Ok(Outcome::Complete { .. }) | Err(_) => {}
    }
    Ok(findings)
}

fn rule(frozen: &Frozen, lot: &Lot) -> TieRule {
    match lot.request.purpose {
        Purpose::Seat => frozen.seat_ties(),
        Purpose::Office(_) => frozen.office_ties(),
        Purpose::Deputy => frozen.deputy_ties(),
    }
}
