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
        Margin::Exact(1) | Margin::Between { at_most: 1, .. } => say::set_one(language).to_owned(),
        Margin::Exact(ballots) => {
            format!("{} {}", say::set_enough(language, ballots), say::no_fewer(language))
        }
        Margin::Between { at_least, at_most } => {
            bounded(view, say::set_enough(language, at_most), at_least)
        }
        Margin::AtLeast(least) => say::set_at_least(language, least),
        Margin::Unchangeable => say::set_never(language).to_owned(),
    }
}

fn first_office(view: &View<'_>, margin: Margin, office: &str) -> String {
    let language = view.language;
    match margin {
        Margin::Exact(0) => say::office_settled(language, office),
        Margin::Exact(1) | Margin::Between { at_most: 1, .. } => say::office_one(language, office),
        Margin::Exact(ballots) => {
            format!("{} {}", say::office_enough(language, ballots, office), say::no_fewer(language))
        }
        Margin::Between { at_least, at_most } => {
            bounded(view, say::office_enough(language, at_most, office), at_least)
        }
        Margin::AtLeast(least) => say::office_at_least(language, least, office),
        Margin::Unchangeable => say::office_never(language, office),
    }
}

/// With the number below which nothing could change; that no ballot changes nothing goes without saying.
fn bounded(view: &View<'_>, enough: String, least: u64) -> String {
    if least <= 1 {
        return enough;
    }
    format!("{enough} {}", say::no_fewer_than(view.language, &view.number(least)))
}
