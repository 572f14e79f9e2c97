//! Who voted, of how many; which ballots were rejected, and why.

use vaali::{
    ballot::{BallotFault, Rejected},
    count::Turnout,
    definition::BallotMode,
};

use super::{
    View, faults,
    style::{BOLD, heading, paint},
    text::{counted, grouped, percent},
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
    let reconciliation = &view.result().reconciliation;
    let share = |fraction: &Option<String>| fraction.as_deref().and_then(percent);
    let mut lines = Vec::new();
    if let Some(roll) =
        roll.as_ref().filter(|_| view.frozen.rules().ballots != BallotMode::Anonymous)
    {
        let suspended = entitled.map_or(0, |entitled| roll.saturating_sub(entitled));
        let may = if suspended > 0 {
            format!(", {} of them suspended", grouped(suspended))
        } else {
            String::new()
        };
        lines.push(("Roll", format!("{}{may}", counted(*roll, "voter", "voters"))));
    }
    // Without marks on the roll nobody knows who voted.
    let unmarked = view.frozen.rules().ballots == BallotMode::Separate
        && view.ballots.roll_marks().is_none_or(|marks| marks.rows == 0);
    if let (Some(voted), Some(of), false) = (voted, share(of_entitled), unmarked) {
        lines.push(("Voted", format!("{}, {of} of those entitled", grouped(*voted))));
    }
    if let Some(registered) = registered {
        let of = share(of_registered).map(|of| format!("; {of} of them voted")).unwrap_or_default();
        lines.push(("Registered", format!("{}{of}", grouped(*registered))));
    }
    if let Some(present) = present {
        let of = share(of_present).map(|of| format!("; {of} of them voted")).unwrap_or_default();
        lines.push(("Present", format!("{}{of}", grouped(*present))));
    }
    if !view.result().acclamation || reconciliation.rows > 0 {
        lines.push((
            "Ballots",
            format!(
                "{} read: {} accepted, {} blank, {} rejected",
                grouped(reconciliation.rows),
                grouped(reconciliation.accepted),
                grouped(reconciliation.blank),
                grouped(reconciliation.rejected)
            ),
        ));
    }
    if reconciliation.weight.get() != reconciliation.accepted {
        lines.push((
            "Weight",
            format!(
                "{} votes on the accepted ballots together",
                grouped(reconciliation.weight.get())
            ),
        ));
    }
    if let Some(mean) = marks_per_ballot.as_deref().and_then(mean) {
        lines.push(("Marks", format!("{mean} on an accepted ballot, on average")));
    }
    let on_ballot = view.frozen.on_ballot() as u64;
    // Whoever votes is on no roll: a share of an empty one says nothing.
    let with_roll = view.frozen.rules().ballots != BallotMode::Anonymous;
    let of = share(candidates_per_roll)
        .filter(|_| with_roll)
        .map(|of| format!(", {of} of the roll"))
        .unwrap_or_default();
    lines.push(("Candidates", format!("{}{of}", grouped(on_ballot))));

    let mut text = String::from("\n");
    for (what, says) in lines {
        push!(text, "  {} {says}\n", paint(BOLD, &format!("{what:<11}")));
    }
    text
}

/// A fraction as a number with two decimals, rounded half up; for the eye only.
fn mean(fraction: &str) -> Option<String> {
    let (part, whole) = fraction.split_once('/')?;
    let (part, whole): (u128, u128) = (part.parse().ok()?, whole.parse().ok()?);
    let hundredths = (part * 200 + whole).checked_div(2 * whole)?;
    Some(format!("{}.{:02}", hundredths / 100, hundredths % 100))
}

/// Rejected ballots by reason and, for the person at the keyboard, one by one.
pub(super) fn rejected(view: &View<'_>) -> String {
    let mut text = String::new();
    let counts = &view.result().rejected;
    if !counts.is_empty() {
        text.push_str(&heading("Rejected ballots"));
        for count in counts {
            push!(
                text,
                "  {:>5}  {} {}\n",
                grouped(count.ballots),
                count.code,
                count.reason.replace('_', " ")
            );
        }
        text.push_str(&one_by_one(view.ballots.rejected(), &|r| place(view, r), &|f| {
            faults::in_words(f, &view.clock(), view.line_of)
        }));
    }
    if let Some(marks) = view.ballots.roll_marks().filter(|marks| !marks.rejected.is_empty()) {
        text.push_str(&heading("Rejected marks on the roll"));
        text.push_str(&one_by_one(&marks.rejected, &|r| format!("mark {}", r.ballot), &|f| {
            faults::in_words(f, &view.clock(), &|_| None)
        }));
    }
    text
}

/// Row and reason. What a secret ballot marked is not in the reason: the engine keeps it out.
fn one_by_one(
    rejected: &[Rejected],
    place: &dyn Fn(&Rejected) -> String,
    reason: &dyn Fn(&BallotFault) -> String,
) -> String {
    let mut text = String::new();
    for one in rejected.iter().take(MOST_ROWS) {
        push!(text, "         {}: {}\n", place(one), reason(&one.fault));
    }
    if let Some(more) = rejected.len().checked_sub(MOST_ROWS).filter(|&more| more > 0) {
        push!(text, "         and {} more; `vaali check` lists all\n", grouped(more as u64));
    }
    text
}

/// The row as a person finds it in the file.
fn place(view: &View<'_>, rejected: &Rejected) -> String {
    match (view.line_of)(rejected.ballot) {
        Some(row) => format!("row {row}"),
        None => format!("ballot {}", rejected.ballot),
    }
}
