//! V08 and V09: the figures among themselves.

use super::{Subject, Verdict, differs};
use crate::{
    ballot::BallotFault,
    count::{CountResult, Figures, RollFigures, by_reason, reconcile, turnout},
    definition::Frozen,
    profile::Votes,
    record::{Finding, certificate::Written, reading},
};

/// The figures as they are recorded.
pub(super) fn recorded(result: &CountResult) -> Figures {
    let of = &result.reconciliation;
    Figures {
        rows: of.rows,
        accepted: of.accepted,
        blank: of.blank,
        rejected: result.rejected.clone(),
        rejected_ballots: result.rejected_ballots.clone(),
        voted: result.turnout.voted.unwrap_or(0),
        entries: entries(result).unwrap_or(0),
        weight: of.weight.get(),
        votes: of.votes.get(),
        marks: of.marks.get(),
        roll_marks: of
            .roll_marks
            .zip(of.roll_marks_rejected)
            .map(|(valid, rejected)| RollFigures { valid, rejected }),
    }
}

/// The marks of accepted ballots, which stand in the result only as a part of a fraction.
fn entries(result: &CountResult) -> Option<u64> {
    result.turnout.marks_per_ballot.as_deref()?.split('/').next()?.parse().ok()
}

pub(super) fn reconciliation(subject: &Subject<'_>) -> Verdict {
    let (written, frozen) = subject.frozen()?;
    let result = &written.result;
    let mismatches = result.reconciliation.mismatches(&result.turnout);
    let mut findings: Vec<Finding> =
        mismatches.into_iter().map(|mismatch| Finding::Mismatch { mismatch }).collect();

    let figures = recorded(result);
    let turnout = turnout(frozen, &figures, &written.proceedings);
    let reconciliation = reconcile(&figures, &turnout, &written.proceedings);
    for (field, recorded, computed) in [
        ("turnout", serde_json::to_value(&result.turnout), serde_json::to_value(&turnout)),
        (
            "reconciliation",
            serde_json::to_value(&result.reconciliation),
            serde_json::to_value(&reconciliation),
        ),
    ] {
        let paths = match (recorded, computed) {
            (Ok(recorded), Ok(computed)) => reading::differences(&recorded, &computed),
            _ => vec![String::new()],
        };
        findings.extend(differs(paths.into_iter().map(|path| format!("/result/{field}{path}"))));
    }
    findings.extend(rejected(result));
    Ok(findings)
}

/// The rejected by reason: known reasons in the order of the checks, each once, as many as there are one by one where they are listed.
fn rejected(result: &CountResult) -> Vec<Finding> {
    let code = |row: &crate::count::RejectedCount| {
        BallotFault::CODES.iter().position(|(code, name)| *code == row.code && *name == row.reason)
    };
    let codes: Vec<Option<usize>> = result.rejected.iter().map(code).collect();
    let ordered = codes.is_sorted_by(|a, b| a < b) && codes.iter().all(Option::is_some);
    let counted = result.rejected.iter().all(|row| row.ballots > 0);
    let listed = result.rejected_ballots.as_deref().is_none_or(|listed| {
        by_reason(listed) == result.rejected && listed.is_sorted_by(|a, b| a.ballot < b.ballot)
    });
    differs((!(ordered && counted && listed)).then(|| "/result/rejected".to_owned()))
}

pub(super) fn votes(subject: &Subject<'_>) -> Verdict {
    let (written, frozen) = subject.frozen()?;
    let result = &written.result;
    let of = &result.reconciliation;
    let mut findings = Vec::new();
    let sum: u128 =
        result.candidates.iter().filter_map(|c| c.votes).map(|v| u128::from(v.get())).sum();
    // Under acclamation the candidates' votes are not counted, so nothing recorded adds up to the sum.
    if of.votes != of.marks || (!result.acclamation && sum != u128::from(of.votes.get())) {
        findings.push(Finding::VotesDoNotAddUp { recorded: of.marks });
    }
    for candidate in &result.candidates {
        if let Some(votes) = candidate.votes.filter(|&votes| votes > of.weight) {
            let (candidate, weight) = (candidate.id.clone(), of.weight);
            findings.push(Finding::MoreVotesThanWeight { candidate, votes, weight });
        }
    }
    if !marks_possible(written, frozen) {
        findings.extend(differs(Some("/result/turnout/marks_per_ballot".to_owned())));
    }
    if !weight_possible(written, frozen) {
        findings.extend(differs(Some("/result/reconciliation/weight".to_owned())));
    }
    Ok(findings)
}

/// Whether as many ballots can hold as many marks.
fn marks_possible(written: &Written, frozen: &Frozen) -> bool {
    let (accepted, marks) = (written.result.reconciliation.accepted, frozen.rules().marks);
    let Some(entries) = entries(&written.result) else { return accepted == 0 };
    let least = u128::from(accepted) * u128::from(marks.min);
    let most = u128::from(accepted) * u128::from(marks.max);
    let equal = !weighted(frozen);
    (least..=most).contains(&u128::from(entries))
        && (!equal || Votes::from(entries) == written.result.reconciliation.marks)
}

/// Whether as many ballots can weigh as much.
fn weight_possible(written: &Written, frozen: &Frozen) -> bool {
    let of = &written.result.reconciliation;
    if weighted(frozen) { of.weight.get() >= of.accepted } else { of.weight.get() == of.accepted }
}

fn weighted(frozen: &Frozen) -> bool {
    frozen.is_linked() && frozen.roll().iter().any(|voter| voter.weight != Votes::from(1))
}
