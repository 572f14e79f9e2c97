//! Offices, deputies, and the seats that this election does not fill.

use vaali::{
    count::{DeputyResult, OfficeResult, Place, Reason, Status},
    definition::{CandidateId, Deputies, Filled},
};

use super::View;
use crate::{
    document::{Align, Column, Document, Figure, Table},
    message::minutes as say,
    rules,
};

pub(super) fn offices(view: &View<'_>, document: &mut Document) {
    let offices = &view.result().offices;
    if offices.is_empty() {
        return;
    }
    document.heading(say::offices(view.language));
    let figures = offices
        .iter()
        .map(|office| Figure { name: view.text(&office.name), value: Some(holder(view, office)) });
    document.figures(figures.collect());
}

fn holder(view: &View<'_>, office: &OfficeResult) -> String {
    let language = view.language;
    match (&office.filled, &office.holder) {
        (_, Some(holder)) => held(view, office, holder),
        (Filled::SeparateContest, None) => say::office_separate(language).to_owned(),
        (Filled::BodyElects, None) => say::office_body(language).to_owned(),
        (Filled::NamedBy(body), None) => say::office_named(language, &view.text(body)),
        (Filled::ByVotes, None) if view.result().acclamation => {
            say::office_open_acclamation(language).to_owned()
        }
        (Filled::ByVotes, None) if view.awaits() => say::office_open_tie(language).to_owned(),
        (Filled::ByVotes, None) => say::office_vacant(language).to_owned(),
    }
}

/// The holder of an office, and by what.
fn held(view: &View<'_>, office: &OfficeResult, holder: &CandidateId) -> String {
    let language = view.language;
    let name = view.name(holder);
    let reasons = view.results.get(holder).map(|candidate| candidate.reasons.as_slice());
    let by_lot = reasons.unwrap_or_default().iter().find_map(|reason| match reason {
        Reason::OfficeByLot { office: of, label } if *of == office.office => Some(label),
        _ => None,
    });
    match by_lot {
        None => say::office_votes(language, &name),
        Some(label) if view.is_reballot(label) => say::office_reballot(language, &name),
        Some(_) => say::office_lot(language, &name),
    }
}

pub(super) fn deputies(view: &View<'_>, document: &mut Document) {
    let language = view.language;
    let deputies = view.counted.frozen.rules().deputies;
    if deputies == Deputies::None {
        return;
    }
    document.heading(say::deputies(language));
    match deputies {
        Deputies::None => {}
        Deputies::NextInOrder(rule) => next_in_order(view, rule.number, document),
        Deputies::PersonalPair => personal(view, document),
        Deputies::PerOrganisation => to_be_named(view, document),
    }
}

/// A place, or the places that several share: `2`, `2–3`.
pub(super) fn place(view: &View<'_>, place: Place) -> String {
    if place.first == place.last {
        view.number(place.first)
    } else {
        format!("{}–{}", view.number(place.first), view.number(place.last))
    }
}

fn next_in_order(view: &View<'_>, wanted: u32, document: &mut Document) {
    let language = view.language;
    let result = view.result();
    if result.acclamation {
        document.paragraph(say::deputies_acclamation(language));
        return;
    }
    let mut table = Table::new([
        Column::new(say::votes_place(language), Align::End),
        Column::new(say::name(language), Align::Start),
        Column::new(say::organisation(language), Align::Start),
        Column::new(say::votes(language), Align::End),
        Column::new(say::basis(language), Align::Start),
    ]);
    for deputy in &result.deputies {
        let DeputyResult::NextInOrder { candidate, place: at } = deputy else { continue };
        let of = view.results.get(candidate);
        table.row([
            place(view, *at),
            view.name(candidate),
            view.organisation(of.and_then(|of| of.organisation.as_ref())),
            view.votes(candidate).map(|votes| view.number(votes)).unwrap_or_default(),
            deputy_basis(view, candidate).to_owned(),
        ]);
    }
    let named = table.rows().len();
    document.table(table.without_empty_columns());
    if view.awaits() {
        document.paragraph(say::deputies_tie(language));
    } else if result.open_lots.is_empty() {
        if named == 0 {
            document.paragraph(say::deputies_none_left(language));
        } else if named < wanted as usize {
            document.paragraph(say::deputies_fewer(language, named as u64, &view.number(wanted)));
        }
    }
}

fn deputy_basis(view: &View<'_>, candidate: &CandidateId) -> &'static str {
    let language = view.language;
    let reasons = view.results.get(candidate).map(|candidate| candidate.reasons.as_slice());
    let of = |reason: &Reason| match reason {
        Reason::DeputyByLot { label } if view.is_reballot(label) => {
            Some(say::basis_reballot(language))
        }
        Reason::DeputyByLot { .. } => Some(say::basis_lot(language)),
        Reason::DeputyLotOpen { .. } => Some(say::basis_open(language)),
        _ => None,
    };
    // Whoever is a deputy by votes has a reason that says so first, also where the order is open.
    let found = reasons.unwrap_or_default().iter().find_map(of);
    found.unwrap_or_else(|| say::basis_votes(language))
}

fn personal(view: &View<'_>, document: &mut Document) {
    let language = view.language;
    let name_of = |id: &CandidateId| {
        view.result().deputies.iter().find_map(|deputy| match deputy {
            DeputyResult::Personal { elected, name } if elected == id => Some(view.said(name)),
            _ => None,
        })
    };
    let missing = say::deputy_missing(language);
    pairs(view, say::deputy_of(language), missing, name_of, document);
}

fn to_be_named(view: &View<'_>, document: &mut Document) {
    let language = view.language;
    let by_whom = |id: &CandidateId| {
        view.result().deputies.iter().find_map(|deputy| match deputy {
            DeputyResult::ToBeNamed { elected, organisation } if elected == id => {
                Some(view.organisation(Some(organisation)))
            }
            _ => None,
        })
    };
    let unknown = say::deputy_unknown(language);
    pairs(view, say::deputy_to_be_named(language), unknown, by_whom, document);
}

/// Each of the elected with somebody or something of their own.
fn pairs(
    view: &View<'_>,
    title: &str,
    missing: &str,
    other: impl Fn(&CandidateId) -> Option<String>,
    document: &mut Document,
) {
    let mut table = Table::new([
        Column::new(say::name(view.language), Align::Start),
        Column::new(title, Align::Start),
    ]);
    let candidates = &view.result().candidates;
    for elected in candidates.iter().filter(|candidate| candidate.status == Status::Elected) {
        let other = other(&elected.id).unwrap_or_else(|| missing.to_owned());
        table.row([view.name(&elected.id), other]);
    }
    document.table(table);
}

pub(super) fn other_seats(view: &View<'_>, document: &mut Document) {
    let seats = &view.result().other_seats;
    if seats.is_empty() {
        return;
    }
    document.heading(say::other_seats(view.language));
    let kind = |seats| rules::one_kind_of_seats(view.language, seats);
    document.list(false, seats.iter().map(kind).collect());
}
