//! The rules of an election read back in plain English, a sentence or two for every rule.
//!
//! A person who did not write the rules, and reads no TOML, must be able to say "yes, that is what we decided". Every rule is there, also those that keep
//! their default: what is not said is what is quarrelled about afterwards.

mod seats;
mod vote;

use vaali::definition::{
    Deputies, Filled, Frozen, NextInOrder, Office, OtherSeats, Rules, SeatHolder, SeatKind, Term,
};

use crate::show::time::Clock;

/// The rules in sentences, in the order in which an election passes through them.
pub(crate) fn rules_in_words(frozen: &Frozen) -> Vec<String> {
    // Taken apart field by field: a rule that is added to the engine does not compile here until it has its sentence.
    let Rules {
        method,
        ballots,
        secrecy,
        marks,
        own_candidate,
        second_ballot,
        seats,
        minimum_votes,
        unopposed,
        ties,
        offices,
        deputies,
        other_seats,
        seat_holder,
        nominations,
        voting,
        time_zone,
        term,
        challenge: _,
    } = frozen.rules();
    let clock = Clock::of(frozen.rules());

    let mut words = vec![
        vote::nominations(nominations.as_ref(), &clock),
        vote::voting(voting.as_ref(), &clock),
        vote::time_zone(time_zone.as_deref()),
        vote::ballots(*ballots),
        vote::secrecy(*secrecy),
        vote::marks(*marks, frozen.elected_seats().max),
        vote::own_candidate(*own_candidate),
        vote::second_ballot(*second_ballot, *ballots),
        seats::method(*method),
        seats::number(*seats),
        seats::minimum_votes(*minimum_votes),
        seats::unopposed(*unopposed),
    ];
    words.extend(seats::ties(frozen, ties));
    words.extend(offices.iter().map(office));
    if offices.is_empty() {
        words.push("No office is filled.".to_owned());
    }
    words.push(deputies_in_words(*deputies));
    words.extend(other_seats.iter().map(other_seats_in_words));
    if other_seats.is_empty() {
        words.push("All seats are filled by this election.".to_owned());
    }
    words.push(holder(*seat_holder));
    words.push(term_in_words(*term));
    words
}

fn office(office: &Office) -> String {
    let name = office.name.in_language("en");
    match &office.filled {
        Filled::ByVotes => format!(
            "Office {name}: of the elected, the one with most votes who holds no office yet and does not decline it."
        ),
        Filled::SeparateContest => format!("Office {name}: filled by another contest."),
        Filled::BodyElects => format!("Office {name}: the elected body chooses."),
        Filled::NamedBy(body) => format!("Office {name}: named by {body}."),
    }
}

fn deputies_in_words(deputies: Deputies) -> String {
    let NextInOrder { number, order_matters, draw_when_needed } = match deputies {
        Deputies::None => return "There are no deputies.".to_owned(),
        Deputies::PersonalPair => {
            return "Each of the elected has the personal deputy who stood together with them."
                .to_owned();
        }
        Deputies::PerOrganisation => {
            return "The organisation of each of the elected names a deputy afterwards.".to_owned();
        }
        Deputies::NextInOrder(next) => next,
    };
    let who = match number {
        1 => "The next in votes order is deputy".to_owned(),
        number => format!("The next {number} in votes order are deputies"),
    };
    let order =
        if order_matters { "called in that order" } else { "without an order among themselves" };
    let ties = if draw_when_needed {
        "a tie among them stays open until a deputy is called"
    } else {
        "a tie that matters is settled at once"
    };
    format!("{who}, {order}; {ties}.")
}

fn other_seats_in_words(seats: &OtherSeats) -> String {
    let OtherSeats { name, kind, number, voting, within_range } = seats;
    let from = match kind {
        SeatKind::AppointedBy(body) => format!("appointed by {body}"),
        SeatKind::ExOfficio(office) => format!("held by whoever is {office}"),
    };
    let vote = if *voting { "with a vote" } else { "without a vote" };
    let range = if *within_range {
        "counted among the seats above, of which so many fewer are elected"
    } else {
        "beside the seats that are elected"
    };
    format!("Other seats: {number}, {name}, {from}, {vote}, {range}.")
}

fn holder(holder: SeatHolder) -> String {
    match holder {
        SeatHolder::Person => "A seat belongs to the person elected: it falls vacant when the person leaves.",
        SeatHolder::Organisation => "A seat belongs to the organisation: when the person leaves, the organisation names another.",
    }
    .to_owned()
}

fn term_in_words(term: Option<Term>) -> String {
    match term {
        None => "The rules do not say how long the term is.".to_owned(),
        Some(Term { years: 1 }) => "The term is one year.".to_owned(),
        Some(Term { years }) => format!("The term is {years} years."),
    }
}
