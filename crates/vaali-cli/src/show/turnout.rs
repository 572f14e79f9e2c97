//! Who voted, of how many; which ballots were rejected, and why.

use vaali::{
    ballot::{BallotFault, Rejected},
    count::Turnout,
    definition::BallotMode,
};

use vaali_report::{
    Language,
    findings::row,
    terminal::{grouped, mean, percent, rejection, turnout as say},
};

use super::{
    View, faults,
    labels::{self, labelled},
    style::{BOLD, heading},
};

/// More rejected ballots than this are not shown one by one.
const MOST_ROWS: usize = 20;

/// The figures above the table.
pub(super) fn figures(view: &View<'_>) -> String {
    let Turnout {
        roll,
        entitled,
        registered,
        present,
        voted,
        of_entitled,
        of_registered,
        of_present,
        marks_per_ballot,
        candidates_per_roll,
    } = &view.result().turnout;
    let language = view.language;
    let reconciliation = &view.result().reconciliation;
    let share =
        |fraction: &Option<String>| fraction.as_deref().and_then(|share| percent(language, share));
    let mut lines = Vec::new();
    // Whoever votes is on no roll: a share of an empty one says nothing.
    let with_roll = view.frozen.rules().ballots != BallotMode::Anonymous;
    if let Some(roll) = roll.as_ref().filter(|_| with_roll) {
        let suspended = entitled.map_or(0, |entitled| roll.saturating_sub(entitled));
        let voters = if suspended > 0 {
            say::roll_with_suspended(language, &grouped(suspended), *roll)
        } else {
            say::roll_is(language, *roll)
        };
        lines.push((say::roll(language), voters));
    }
    // Without marks on the roll nobody knows who voted.
    let unmarked = view.frozen.rules().ballots == BallotMode::Separate
        && view.ballots.roll_marks().is_none_or(|marks| marks.rows == 0);
    if let (Some(voted), Some(of), false) = (voted, share(of_entitled), unmarked) {
        lines.push((say::voted(language), say::voted_is(language, &of, &grouped(*voted))));
    }
    for (label, there, voted) in [
        (say::registered(language), registered, of_registered),
        (say::present(language), present, of_present),
    ] {
        let Some(there) = there.map(grouped) else { continue };
        let there = match share(voted) {
            Some(share) => say::there_is(language, &share, &there),
            None => there,
        };
        lines.push((label, there));
    }
    if !view.result().acclamation || reconciliation.rows > 0 {
        let ballots = say::ballots_are(
            language,
            &grouped(reconciliation.accepted),
            &grouped(reconciliation.blank),
            &grouped(reconciliation.rejected),
            &grouped(reconciliation.rows),
        );
        lines.push((say::ballots(language), ballots));
    }
    if reconciliation.weight.get() != reconciliation.accepted {
        let weight = say::weight_is(language, reconciliation.weight.get());
        lines.push((say::weight(language), weight));
    }
    if let Some(mean) = marks_per_ballot.as_deref().and_then(|marks| mean(language, marks)) {
        lines.push((say::marks(language), say::marks_are(language, &mean)));
    }
    let on_ballot = grouped(view.frozen.on_ballot() as u64);
    let candidates = match share(candidates_per_roll).filter(|_| with_roll) {
        Some(share) => say::candidates_of_roll(language, &on_ballot, &share),
        None => on_ballot,
    };
    lines.push((say::candidates(language), candidates));
    format!("\n{}", labelled(&lines, labels::LEAST, BOLD))
}

/// Rejected ballots by reason and, for the person at the keyboard, one by one.
pub(super) fn rejected(view: &View<'_>) -> String {
    let language = view.language;
    let mut text = String::new();
    let counts = &view.result().rejected;
    if !counts.is_empty() {
        text.push_str(&heading(say::rejected(language)));
        for count in counts {
            let reason = match language {
                Language::English => count.reason.replace('_', " "),
                Language::Finnish | Language::Swedish => {
                    rejection(language, &count.code).to_owned()
                }
            };
            push!(text, "  {:>5}  {} {reason}\n", grouped(count.ballots), count.code);
        }
        text.push_str(&one_by_one(view, view.ballots.rejected(), &|rejected| {
            let place = match (view.line_of)(rejected.ballot) {
                Some(line) => row(language, line),
                None => say::ballot(language, &rejected.ballot.to_string()),
            };
            (place, faults::in_language(language, &rejected.fault, view.frozen, view.line_of))
        }));
    }
    if let Some(marks) = view.ballots.roll_marks().filter(|marks| !marks.rejected.is_empty()) {
        text.push_str(&heading(say::rejected_marks(language)));
        text.push_str(&one_by_one(view, &marks.rejected, &|rejected| {
            let reason = match &rejected.fault {
                BallotFault::AlreadyVoted { counted } => {
                    say::marked_already(language, &counted.to_string())
                }
                other => faults::in_language(language, other, view.frozen, &|_| None),
            };
            (say::mark(language, &rejected.ballot.to_string()), reason)
        }));
    }
    text
}

/// Where, as a person finds it in the file, and why, for each. What a secret ballot marked is not in the reason: the engine keeps it out.
fn one_by_one(
    view: &View<'_>,
    rejected: &[Rejected],
    place_and_reason: &dyn Fn(&Rejected) -> (String, String),
) -> String {
    let mut text = String::new();
    for one in rejected.iter().take(MOST_ROWS) {
        let (place, reason) = place_and_reason(one);
        push!(text, "         {place}: {reason}\n");
    }
    if let Some(more) = rejected.len().checked_sub(MOST_ROWS).filter(|&more| more > 0) {
        push!(text, "         {}\n", say::more(view.language, &grouped(more as u64)));
    }
    text
}
