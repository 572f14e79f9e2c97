//! How close it was, in a sentence or two.

use vaali::count::{Margin, Margins};

use super::View;
use crate::{document::Document, message::minutes as say};

pub(crate) fn in_words(view: &View<'_>, document: &mut Document) {
    let Some(Margins { last_elected, first_not_elected, distance, elected_set, chair }) =
        &view.result().margins
    else {
        return;
    };
    if view.result().reconciliation.accepted == 0 {
        return;
    }
    let language = view.language;
    document.heading(say::margins(language));
    if let (Some(last), Some(first), Some(distance)) = (last_elected, first_not_elected, distance) {
        document.paragraph(match distance.get() {
            0 => say::distance_none(language, last.get()),
            distance => say::distance(language, distance, &view.number(*first), last.get()),
        });
    }
    document.paragraph(elected(view, *elected_set));
    if let (Some(margin), Some(office)) =
        (chair, view.result().offices.iter().find(|office| office.holder.is_some()))
    {
        document.paragraph(first_office(view, *margin, &view.text(&office.name)));
    }
}

pub(crate) fn elected(view: &View<'_>, margin: Margin) -> String {
    let language = view.language;
    match margin {
        Margin::Exact(0) => say::set_settled(language).to_owned(),
        Margin::Exact(1) => say::set_one(language).to_owned(),
        Margin::Exact(ballots) => say::set_exact(language, ballots),
        Margin::Between { at_least, at_most } => {
            say::set_between(language, &view.number(at_least), at_most)
        }
        Margin::AtLeast(least) => say::set_at_least(language, least),
        Margin::Unchangeable => say::set_never(language).to_owned(),
    }
}

fn first_office(view: &View<'_>, margin: Margin, office: &str) -> String {
    let language = view.language;
    match margin {
        Margin::Exact(0) => say::office_settled(language, office),
        Margin::Exact(1) => say::office_one(language, office),
        Margin::Exact(ballots) => say::office_exact(language, ballots, office),
        Margin::Between { at_least, at_most } => {
            say::office_between(language, &view.number(at_least), at_most, office)
        }
        Margin::AtLeast(least) => say::office_at_least(language, least, office),
        Margin::Unchangeable => say::office_never(language, office),
    }
}
