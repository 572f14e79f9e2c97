//! How close it was, in words.

use vaali::count::{Margin, Margins};

use vaali_report::{
    Language,
    terminal::{grouped, margins as say},
};

use super::{View, style::heading, text::wrapped};

/// The margins, where there are any.
pub(super) fn in_words(view: &View<'_>) -> String {
    let Some(Margins { last_elected, first_not_elected, distance, elected_set, chair }) =
        &view.result().margins
    else {
        return String::new();
    };
    let accepted = view.result().reconciliation.accepted;
    if accepted == 0 {
        return String::new();
    }
    let language = view.language;
    let mut text = heading(say::margins(language));
    let mut add = |sentence: String| text.push_str(&wrapped(&sentence, "  ", view.width));
    if let (Some(last), Some(first), Some(distance)) = (last_elected, first_not_elected, distance) {
        add(match distance.get() {
            0 => say::alike(language, last.get()),
            apart => say::apart(language, &grouped(apart), &grouped(first.get()), last.get()),
        });
    }
    add(of_the_elected(language, *elected_set, accepted));
    if let (Some(chair), Some(office)) =
        (chair, view.result().offices.iter().find(|office| office.holder.is_some()))
    {
        add(of_an_office(language, *chair, accepted, &view.office(&office.office)));
    }
    text
}

fn of_the_elected(language: Language, margin: Margin, accepted: u64) -> String {
    match margin {
        Margin::Exact(0) => say::set_settled(language).to_owned(),
        Margin::Exact(1) => say::set_one(language, accepted),
        Margin::Exact(ballots) => say::set_exact(language, accepted, &grouped(ballots)),
        Margin::Between { at_least, at_most } => {
            say::set_between(language, accepted, &grouped(at_most), &grouped(at_least))
        }
        Margin::AtLeast(least) => say::set_at_least(language, accepted, &grouped(least)),
        Margin::Unchangeable => say::set_never(language, accepted),
    }
}

fn of_an_office(language: Language, margin: Margin, accepted: u64, office: &str) -> String {
    match margin {
        Margin::Exact(0) => say::office_settled(language, office),
        Margin::Exact(1) => say::office_one(language, accepted, office),
        Margin::Exact(ballots) => say::office_exact(language, accepted, &grouped(ballots), office),
        Margin::Between { at_least, at_most } => {
            say::office_between(language, accepted, &grouped(at_most), &grouped(at_least), office)
        }
        Margin::AtLeast(least) => say::office_at_least(language, accepted, &grouped(least), office),
        Margin::Unchangeable => say::office_never(language, accepted, office),
    }
}
