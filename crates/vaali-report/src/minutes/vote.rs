//! Who voted, of how many; which ballots were accepted and which were not, and why.

use vaali::{count::Turnout, definition::BallotMode};

use super::View;
use crate::{
    document::{Align, Column, Document, Figure, Table},
    fault,
    message::minutes as say,
    numbers::{decimal, percent},
};

pub(super) fn figures(view: &View<'_>, document: &mut Document) {
    let language = view.language;
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
        candidates_per_roll: _,
    } = &view.result().turnout;
    let reconciliation = &view.result().reconciliation;
    let mode = view.counted.frozen.rules().ballots;
    // Where the roll has no marks nobody knows who voted.
    let unmarked = mode == BallotMode::Separate
        && reconciliation.roll_marks.is_none_or(|marks| marks == 0)
        && reconciliation.roll_marks_rejected.is_none_or(|marks| marks == 0);
    let no_vote = view.result().acclamation && reconciliation.rows == 0;

    let mut figures = Vec::new();
    let mut add = |name: &str, value: String| {
        figures.push(Figure { name: name.to_owned(), value: Some(value) });
    };
    if let (Some(roll), Some(entitled)) = (roll, entitled) {
        add(say::roll(language), view.number(*roll));
        if entitled < roll {
            add(say::suspended(language), view.number(roll.saturating_sub(*entitled)));
        }
        add(say::entitled(language), view.number(*entitled));
    }
    for (name, number) in
        [(say::registered(language), registered), (say::present(language), present)]
    {
        if let Some(number) = number {
            add(name, view.number(*number));
        }
    }
    if let Some(voted) = voted.filter(|_| !unmarked && !no_vote) {
        let share = |of: &Option<String>| of.as_deref().and_then(|of| percent(language, of));
        let shares: Vec<String> = [
            share(of_entitled).map(|percent| say::of_entitled(language, &percent)),
            share(of_registered).map(|percent| say::of_registered(language, &percent)),
            share(of_present).map(|percent| say::of_present(language, &percent)),
        ]
        .into_iter()
        .flatten()
        .collect();
        let number = view.number(voted);
        add(
            say::voted(language),
            if shares.is_empty() { number } else { format!("{number} ({})", shares.join(", ")) },
        );
    }
    add(say::candidates(language), view.number(view.counted.frozen.on_ballot() as u64));
    if !no_vote {
        add(say::ballots(language), view.number(reconciliation.rows));
        add(say::accepted(language), view.number(reconciliation.accepted));
        add(say::blank(language), view.number(reconciliation.blank));
        add(say::rejected(language), view.number(reconciliation.rejected));
        if reconciliation.weight.get() != reconciliation.accepted {
            add(say::weight(language), view.number(reconciliation.weight.get()));
        }
        if let Some(mean) = marks_per_ballot.as_deref().and_then(|of| decimal(language, of)) {
            add(say::marks_per_ballot(language), mean);
        }
    }
    document.heading(say::vote(language));
    document.figures(figures);
    rejected(view, document);
}

fn rejected(view: &View<'_>, document: &mut Document) {
    let language = view.language;
    if view.result().rejected.is_empty() {
        return;
    }
    document.subheading(say::rejected_by_reason(language));
    let mut table = Table::new([
        Column::new(say::code(language), Align::Start),
        Column::new(say::reason(language), Align::Start),
        Column::new(say::ballots(language), Align::End),
    ]);
    for row in &view.result().rejected {
        let code = view.said(&row.code);
        let words = fault::in_words(language, &code).to_owned();
        table.row([code, words, view.number(row.ballots)]);
    }
    document.table(table);
}
