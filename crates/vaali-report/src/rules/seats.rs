//! Sentences for seats and ties.

use vaali::{
    definition::{Deputies, Fill, Filled, Frozen, Method, Seats, TieRule, Ties, Unopposed},
    profile::Votes,
};

use super::with_source;
use crate::{language::Language, message::rules as say, numbers::whole, text::shown};

pub(super) fn method(language: Language, method: Method) -> String {
    match method {
        Method::Majority => {
            with_source(language, say::majority(language), say::yhdistyslaki_29_1(language))
        }
    }
}

pub(super) fn number(language: Language, seats: Seats) -> String {
    let Seats { min, max, fill } = seats;
    if min == max {
        return say::seats_fixed(language, u64::from(max));
    }
    let written = |number: u32| whole(language, u64::from(number));
    let (least, most) = (written(min), written(max));
    let sentence = match fill {
        None | Some(Fill::Max) => say::seats_max(language, &most, &least),
        Some(Fill::Decided(k)) => say::seats_decided(language, &written(k), &most, &least),
        Some(Fill::Gap) => say::seats_gap(language, &most, &least),
    };
    with_source(language, &sentence, say::yhdistyslaki_8(language))
}

pub(super) fn minimum_votes(language: Language, minimum: Votes) -> String {
    match minimum.get() {
        0 => say::minimum_none(language).to_owned(),
        votes => say::minimum(language, votes),
    }
}

pub(super) fn unopposed(language: Language, rule: Unopposed) -> String {
    match rule {
        Unopposed::VoteAnyway => say::vote_anyway(language),
        Unopposed::Acclamation => say::acclamation(language),
    }
    .to_owned()
}

pub(super) fn ties(language: Language, frozen: &Frozen, ties: &Ties) -> Vec<String> {
    let Ties { seat: _, office: _, deputy: _, extend, shrink, seed_source } = ties;
    let rules = frozen.rules();
    let mut sentences = vec![seat_ties(language, frozen, *extend, *shrink)];
    // Without offices, or deputies, by votes their votes cannot be tied.
    if rules.offices.iter().any(|office| office.filled == Filled::ByVotes) {
        sentences.push(say::tie_office(language, how(language, frozen.office_ties())));
    }
    if matches!(rules.deputies, Deputies::NextInOrder(_)) {
        sentences.push(say::tie_deputy(language, how(language, frozen.deputy_ties())));
    }
    if let Some(source) = seed_source {
        sentences.push(say::seed_source(
            language,
            &shown(language, source.in_language(language.code())),
        ));
    }
    sentences
}

fn seat_ties(language: Language, frozen: &Frozen, extend: bool, shrink: bool) -> String {
    let Seats { min, max, .. } = frozen.elected_seats();
    let (min, max) = (u64::from(min), u64::from(max));
    let mut sentences = Vec::new();
    if extend {
        sentences.push(say::tie_extend(language, max));
    }
    match (extend, shrink, min) {
        (_, false, _) => {}
        // Where no seat must be filled nothing can be left for a lot.
        (true, true, 0) => sentences.push(say::tie_then_shrink_always(language).to_owned()),
        (false, true, 0) => sentences.push(say::tie_shrink_always(language).to_owned()),
        (true, true, min) => sentences.push(say::tie_then_shrink(language, min)),
        (false, true, min) => sentences.push(say::tie_shrink(language, min)),
    }
    if shrink && min == 0 {
        return sentences.join(" ");
    }
    let rule = frozen.seat_ties();
    let last = if sentences.is_empty() {
        say::tie_seat(language, how(language, rule))
    } else {
        say::tie_then(language, how(language, rule))
    };
    sentences.push(match rule {
        TieRule::LotManual | TieRule::LotSeeded | TieRule::LotRfc3797 => {
            with_source(language, &last, say::yhdistyslaki_29_4(language))
        }
        TieRule::Reballot => last,
    });
    sentences.join(" ")
}

/// What settles a tie, to stand where the messages have `{how}`.
pub(crate) fn how(language: Language, rule: TieRule) -> &'static str {
    match rule {
        TieRule::LotManual => say::how_manual(language),
        TieRule::LotSeeded => say::how_seeded(language),
        TieRule::LotRfc3797 => say::how_rfc3797(language),
        TieRule::Reballot => say::how_reballot(language),
    }
}
