//! Sentences for seats and ties.

use vaali::{
    definition::{Deputies, Fill, Frozen, Method, Seats, TieRule, Ties, Unopposed},
    profile::Votes,
};

pub(super) fn method(method: Method) -> String {
    match method {
        Method::Majority => "Those with most votes are elected.".to_owned(),
    }
}

pub(super) fn number(seats: Seats) -> String {
    let Seats { min, max, fill } = seats;
    if min == max {
        return format!(
            "There {}.",
            if max == 1 { "is 1 seat".to_owned() } else { format!("are {max} seats") }
        );
    }
    let range = format!("There are {min} to {max} seats");
    match fill {
        None | Some(Fill::Max) => format!(
            "{range}; as many as that allows are filled, {max} if enough candidates have votes."
        ),
        Some(Fill::Decided(k)) => format!("{range}; it was decided before the vote to fill {k}."),
        Some(Fill::Gap) => format!(
            "{range}; their number is decided by the largest drop in votes from one place to the next within {min} to {max}, and of equal drops by the one with most seats."
        ),
    }
}

pub(super) fn minimum_votes(minimum: Votes) -> String {
    match minimum.get() {
        0 => "Candidates can be elected without a single vote.".to_owned(),
        1 => "Nobody is elected with fewer than 1 vote.".to_owned(),
        votes => format!("Nobody is elected with fewer than {votes} votes."),
    }
}

pub(super) fn unopposed(rule: Unopposed) -> String {
    match rule {
        Unopposed::VoteAnyway => "A vote is held even if there are no more candidates than seats.",
        Unopposed::Acclamation => {
            "If there are no more candidates than seats, all of them are elected without a vote."
        }
    }
    .to_owned()
}

pub(super) fn ties(frozen: &Frozen, ties: &Ties) -> Vec<String> {
    let Ties { seat: _, office: _, deputy: _, extend, shrink, seed_source } = ties;
    let (seat, office, deputy) = (frozen.seat_ties(), frozen.office_ties(), frozen.deputy_ties());
    let Seats { min, max, .. } = frozen.elected_seats();
    let mut first = Vec::new();
    if *extend {
        first.push(format!("all who are tied are elected if that makes no more than {max}"));
    }
    if *shrink {
        first.push(format!("otherwise none of them, if at least {min} are elected without them"));
    }
    // "Otherwise" needs something before it.
    let first = first.join("; ").trim_start_matches("otherwise ").to_owned();
    let lot = settled(seat);
    let mut words = vec![if first.is_empty() {
        format!("A tie at the last seat is settled {lot}.")
    } else {
        format!("A tie at the last seat: {first}; otherwise it is settled {lot}.")
    }];
    words.push(if office == seat {
        "A tie for an office is settled in the same way as one for a seat, and only as far as the offices need it.".to_owned()
    } else {
        format!("A tie for an office is settled {}, and only as far as the offices need it.", settled(office))
    });
    // Where there are no deputies, or none in an order of votes, votes for them cannot be tied.
    if matches!(frozen.rules().deputies, Deputies::NextInOrder(_)) {
        words.push(if deputy == seat {
            "A tie among deputies is settled in the same way as one for a seat.".to_owned()
        } else {
            format!("A tie among deputies is settled {}.", settled(deputy))
        });
    }
    words.push(match seed_source {
        Some(source) => format!("The seed of a computed lot comes from: {source}."),
        None => "No lot is computed, so no seed is needed.".to_owned(),
    });
    words
}

/// How a tie is settled, to follow "is settled".
pub(crate) fn settled(rule: TieRule) -> &'static str {
    match rule {
        TieRule::LotManual => "by lot, drawn by hand before witnesses",
        TieRule::LotSeeded => {
            "by a lot that anybody can compute again with SHA-256 from a seed whose source is declared beforehand"
        }
        TieRule::LotRfc3797 => {
            "by a lot that anybody can compute again as RFC 3797 says, from public random numbers whose source is declared beforehand"
        }
        TieRule::Reballot => "by a new ballot between the tied",
    }
}
