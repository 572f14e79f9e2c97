//! Sentences for offices, deputies, other seats, and what comes after the election.

use vaali::definition::{
    Challenge, Deputies, Filled, NextInOrder, Office, OtherSeats, SeatHolder, SeatKind, Term, Text,
};

use super::with_source;
use crate::{language::Language, message::rules as say, numbers::whole, text::shown};

fn named(language: Language, name: &Text) -> String {
    shown(language, name.in_language(language.code()))
}

pub(super) fn offices(language: Language, offices: &[Office]) -> Vec<String> {
    if offices.is_empty() {
        return vec![say::office_none(language).to_owned()];
    }
    offices.iter().map(|office| one_office(language, office)).collect()
}

fn one_office(language: Language, office: &Office) -> String {
    let name = named(language, &office.name);
    match &office.filled {
        Filled::ByVotes => with_source(
            language,
            &say::office_by_votes(language, &name),
            say::kuntalaki_33(language),
        ),
        Filled::SeparateContest => say::office_separate(language, &name),
        Filled::BodyElects => say::office_body(language, &name),
        Filled::NamedBy(body) => say::office_named(language, &named(language, body), &name),
    }
}

pub(super) fn deputies(language: Language, deputies: Deputies) -> String {
    let NextInOrder { number, order_matters, draw_when_needed } = match deputies {
        Deputies::None => return say::deputies_none(language).to_owned(),
        Deputies::PersonalPair => {
            let sentence = say::deputies_personal(language);
            return with_source(language, sentence, say::kuntalaki_105(language));
        }
        Deputies::PerOrganisation => return say::deputies_per_organisation(language).to_owned(),
        Deputies::NextInOrder(next) => next,
    };
    let ties = if draw_when_needed {
        say::deputies_open(language)
    } else {
        say::deputies_at_once(language)
    };
    if number == 1 {
        return format!("{} {ties}", say::deputies_one(language));
    }
    let who = say::deputies_next(language, &whole(language, u64::from(number)));
    let order = if order_matters {
        say::deputies_ordered(language)
    } else {
        say::deputies_unordered(language)
    };
    format!("{who} {order} {ties}")
}

pub(super) fn other_seats(language: Language, seats: &[OtherSeats]) -> Vec<String> {
    if seats.is_empty() {
        return vec![say::other_none(language).to_owned()];
    }
    let rule = |seats| say::other_seats_rule(language, &one_kind_of_seats(language, seats));
    seats.iter().map(rule).collect()
}

/// Seats of one kind that this election does not fill: how many, from where, with which rights.
pub(crate) fn one_kind_of_seats(language: Language, seats: &OtherSeats) -> String {
    let OtherSeats { name, kind, number, voting, within_range } = seats;
    let origin = match kind {
        SeatKind::AppointedBy(body) => say::other_appointed(language, &named(language, body)),
        SeatKind::ExOfficio(office) => say::other_ex_officio(language, &named(language, office)),
    };
    let vote = if *voting { say::other_voting(language) } else { say::other_not_voting(language) };
    let range =
        if *within_range { say::other_within(language) } else { say::other_beside(language) };
    let number = whole(language, u64::from(*number));
    say::other_seats(language, &named(language, name), &number, &origin, range, vote)
}

/// Whose a seat is.
pub(crate) fn holder(language: Language, holder: SeatHolder) -> &'static str {
    match holder {
        SeatHolder::Person => say::holder_person(language),
        SeatHolder::Organisation => say::holder_organisation(language),
    }
}

/// How long the elected sit.
pub(crate) fn term(language: Language, term: Option<Term>) -> String {
    match term {
        None => say::term_none(language).to_owned(),
        Some(Term { years }) => say::term(language, u64::from(years)),
    }
}

/// Until when the decision can be challenged.
pub(crate) fn challenge(language: Language, challenge: Challenge) -> String {
    let Challenge { months } = challenge;
    let sentence = say::challenge(language, u64::from(months));
    with_source(language, &sentence, say::yhdistyslaki_32(language))
}
