//! The meeting around the election: who, where, when; who declined; who signs.

use vaali::{
    count::{Decline, Declined},
    definition::Voting,
};

use super::{Evidence, View};
use crate::{
    clock::date,
    document::{Document, Figure, Signature},
    meeting::Meeting,
    message::minutes as say,
};

/// As many people check the minutes as Yhdistyslaki 503/1989 § 31 names.
const CHECKERS: usize = 2;
const TELLERS: usize = 2;

pub(super) fn figures(view: &View<'_>, meeting: &Meeting, document: &mut Document) {
    let language = view.language;
    let one = |name: &str, value: Option<&String>| Figure {
        name: name.to_owned(),
        value: value.map(|value| view.said(value)),
    };
    let several = |name: &str, people: &[String]| {
        let people: Vec<String> = people.iter().map(|name| view.said(name)).collect();
        Figure { name: name.to_owned(), value: (!people.is_empty()).then(|| view.listed(&people)) }
    };
    document.heading(say::meeting(language));
    document.figures(vec![
        one(say::body(language), meeting.body.as_ref()),
        one(say::place(language), meeting.place.as_ref()),
        Figure {
            name: say::date(language).to_owned(),
            value: meeting.date.map(|day| date(language, day)),
        },
        one(say::section(language), meeting.section.as_ref()),
        one(say::chair(language), meeting.chair.as_ref()),
        one(say::secretary(language), meeting.secretary.as_ref()),
        several(say::checkers(language), &meeting.checkers),
        several(say::tellers(language), &meeting.tellers),
    ]);
}

/// When everything happened, in the order of time.
pub(super) fn times(view: &View<'_>, evidence: &Evidence, document: &mut Document) {
    let language = view.language;
    let rules = view.counted.frozen.rules();
    let deadline = rules.nominations.and_then(|rules| rules.deadline);
    let mut times = Vec::new();
    times.extend(deadline.map(|at| (at, say::nominations_closed(language).to_owned())));
    times.extend(evidence.frozen_at.map(|at| (at, say::frozen(language).to_owned())));
    if let Some(Voting { opens, closes }) = rules.voting {
        times.push((opens, say::opened(language).to_owned()));
        times.push((closes, say::closed(language).to_owned()));
    }
    for lot in &view.result().lots {
        let name = say::lot_time(language, &view.said(&lot.request.label));
        times.extend(lot.drawn_at.map(|at| (at, name)));
    }
    times.extend(evidence.certified_at.map(|at| (at, say::certified(language).to_owned())));
    if times.is_empty() {
        return;
    }
    times.sort_by_key(|(at, _)| *at);
    document.heading(say::times(language));
    let figures = times.into_iter().map(|(at, name)| Figure { name, value: Some(view.time(at)) });
    document.figures(figures.collect());
}

pub(super) fn declines(view: &View<'_>, document: &mut Document) {
    let declines = &view.counted.proceedings.declines;
    if declines.is_empty() {
        return;
    }
    document.heading(say::declines(view.language));
    document.list(false, declines.iter().map(|decline| one_decline(view, decline)).collect());
}

fn one_decline(view: &View<'_>, decline: &Decline) -> String {
    let Decline { candidate, from, at, note } = decline;
    let language = view.language;
    let (name, time) = (view.name(candidate), at.map(|at| view.time(at)));
    let sentence = match (from, time) {
        (Declined::Seat, None) => say::declined_seat(language, &name),
        (Declined::Seat, Some(time)) => say::declined_seat_at(language, &name, &time),
        (Declined::Office(office), time) => {
            let office = view.said(view.counted.office(office, language));
            match time {
                None => say::declined_office(language, &name, &office),
                Some(time) => say::declined_office_at(language, &name, &office, &time),
            }
        }
    };
    match note {
        Some(note) => say::with_note(language, &view.said(note), &sentence),
        None => sentence,
    }
}

/// The free remark, a paragraph for each of its lines.
pub(super) fn remark(view: &View<'_>, meeting: &Meeting, document: &mut Document) {
    let Some(remark) = &meeting.remark else { return };
    document.heading(say::remark(view.language));
    for line in remark.lines().map(str::trim).filter(|line| !line.is_empty()) {
        document.paragraph(view.said(line));
    }
}

pub(super) fn signatures(view: &View<'_>, meeting: &Meeting, document: &mut Document) {
    let language = view.language;
    let sign = |role: &str, name: Option<&String>| Signature {
        role: role.to_owned(),
        name: name.map(|name| view.said(name)),
    };
    let mut signatures = vec![
        sign(say::chair(language), meeting.chair.as_ref()),
        sign(say::secretary(language), meeting.secretary.as_ref()),
    ];
    for (role, people, least) in [
        (say::checker(language), &meeting.checkers, CHECKERS),
        (say::teller(language), &meeting.tellers, TELLERS),
    ] {
        let lines = people.len().max(least);
        signatures.extend((0..lines).map(|place| sign(role, people.get(place))));
    }
    document.heading(say::signatures(language));
    document.signatures(signatures);
}
