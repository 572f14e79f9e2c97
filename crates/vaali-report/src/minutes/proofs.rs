//! What lets others check the result: figures that must agree, the time to challenge it, hashes.

use jiff::civil::Date;
use vaali::count::{Mismatch, Turnout};

use super::{Evidence, View};
use crate::{
    clock::date,
    document::{Document, Figure},
    meeting::Meeting,
    message::minutes as say,
    rules,
};

pub(super) fn reconciliation(view: &View<'_>, document: &mut Document) {
    let language = view.language;
    let (figures, turnout) = (&view.result().reconciliation, &view.result().turnout);
    let mismatches = figures.mismatches(turnout);
    if view.result().acclamation && figures.rows == 0 && mismatches.is_empty() {
        // Without a vote there is nothing to reconcile.
        return;
    }
    let number = |number: u64| view.number(number);
    let mut lines = vec![
        say::rows_add_up(
            language,
            &number(figures.accepted),
            &number(figures.blank),
            &number(figures.rejected),
            &number(figures.rows),
        ),
        say::votes_add_up(language, &number(figures.marks.get()), &number(figures.votes.get())),
    ];
    if let (Turnout { voted: Some(voted), entitled: Some(entitled), .. }, Some(not_voted)) =
        (turnout, figures.not_voted)
    {
        lines.push(say::entitled_add_up(
            language,
            &number(*entitled),
            &number(not_voted),
            &number(*voted),
        ));
    }
    if let Some(marks) = figures.roll_marks {
        lines.push(say::roll_adds_up(
            language,
            &number(marks),
            &number(figures.rows),
            &number(figures.spoiled),
            &number(figures.unreturned),
        ));
    }
    if let Some(rejected) = figures.roll_marks_rejected.filter(|rejected| *rejected > 0) {
        lines.push(say::roll_marks_rejected(language, &number(rejected)));
    }
    if let Some(expected) = figures.expected {
        lines.push(say::expected_agrees(language, &number(expected)));
    }
    document.heading(say::reconciliation(language));
    document.list(false, lines);
    if mismatches.is_empty() {
        document.paragraph(say::figures_agree(language));
    } else {
        document.warning(say::figures_disagree(language));
        document.list(false, disagreements(view));
    }
}

/// Each pair of figures that does not agree.
pub(super) fn disagreements(view: &View<'_>) -> Vec<String> {
    let found = view.result().reconciliation.mismatches(&view.result().turnout);
    found.iter().map(|found| mismatch(view, found)).collect()
}

fn mismatch(view: &View<'_>, mismatch: &Mismatch) -> String {
    let language = view.language;
    let number = |number: &u64| view.number(*number);
    match mismatch {
        Mismatch::Rows { rows, accounted } => say::mismatch_rows(language, *accounted, *rows),
        Mismatch::Expected { expected, rows } => say::mismatch_expected(language, *expected, *rows),
        Mismatch::RollMarks { marks, paper } => {
            say::mismatch_roll_marks(language, *marks, &number(paper))
        }
        Mismatch::Marks { votes, marks } => {
            say::mismatch_marks(language, &number(&marks.get()), &number(&votes.get()))
        }
        Mismatch::Entitled { voted, not_voted, entitled } => {
            say::mismatch_entitled(language, *entitled, &number(not_voted), &number(voted))
        }
        Mismatch::Attendance { voted, there, what } if what == "registered" => {
            say::mismatch_voted_registered(language, *there, &number(voted))
        }
        Mismatch::Attendance { voted, there, .. } => {
            say::mismatch_voted_present(language, *there, &number(voted))
        }
        Mismatch::Present { present, registered } => {
            say::mismatch_present(language, *present, *registered)
        }
        Mismatch::OffRoll { there, roll, what } if what == "registered" => {
            say::mismatch_registered_roll(language, *roll, *there)
        }
        Mismatch::OffRoll { there, roll, .. } => {
            say::mismatch_present_roll(language, *roll, *there)
        }
    }
}

/// Until when the decision can be challenged, where the rules say it.
pub(super) fn challenge(
    view: &View<'_>,
    meeting: &Meeting,
    evidence: &Evidence,
    document: &mut Document,
) {
    let Some(challenge) = view.counted.frozen.rules().challenge else { return };
    let language = view.language;
    document.heading(say::challenge(language));
    let sentence = rules::challenge(language, challenge);
    let last = decided_on(view, meeting, evidence)
        .filter(|_| !view.awaits())
        .and_then(|day| last_day(day, challenge.months));
    document.paragraph(match last {
        Some(last) => {
            format!("{sentence} {}", say::challenge_last_day(language, &date(language, last)))
        }
        None => sentence,
    });
}

/// The day of the decision: that of the meeting, else of the certification.
fn decided_on(view: &View<'_>, meeting: &Meeting, evidence: &Evidence) -> Option<Date> {
    meeting.date.or_else(|| Some(view.clock.date(evidence.certified_at?)))
}

/// The day with the same number so many months later; where that month has no such day, its last.
pub(super) fn last_day(from: Date, months: u32) -> Option<Date> {
    from.checked_add(jiff::Span::new().try_months(i64::from(months)).ok()?).ok()
}

pub(super) fn hashes(view: &View<'_>, evidence: &Evidence, document: &mut Document) {
    let language = view.language;
    let result = view.result();
    document.heading(say::evidence(language));
    document.paragraph(say::hash_explained(language));
    for (name, hash) in [
        (say::hash_definition(language), Some(result.definition_hash)),
        (say::hash_seal(language), evidence.seal),
        (say::hash_ballots(language), evidence.sealed_ballots),
    ] {
        if let Some(hash) = hash {
            document.signs(name, hash.grouped().to_string());
        }
    }
    let engine = &result.engine;
    let figure = |name: &str, value: String| Figure { name: name.to_owned(), value: Some(value) };
    document.figures(vec![
        figure(say::election_id(language), result.election.id.to_string()),
        figure(
            say::counted_by(language),
            say::engine(
                language,
                &view.said(&engine.name),
                &view.number(engine.rules_version),
                &view.said(&engine.version),
            ),
        ),
    ]);
}
