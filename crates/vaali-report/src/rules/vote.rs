//! Sentences for what happens until the ballots are in.

use vaali::definition::{
    BallotMode, Marks, NominationRules, OwnCandidate, SecondBallot, Secrecy, Voting,
};

use crate::{clock::Clock, language::Language, message::rules as say, numbers::whole, text::shown};

pub(super) fn nominations(
    language: Language,
    rules: Option<&NominationRules>,
    clock: &Clock,
) -> String {
    let Some(NominationRules { deadline, per_organisation }) = rules else {
        return say::nominations_free(language).to_owned();
    };
    let number = match per_organisation {
        0 => say::nominate_any(language).to_owned(),
        1 => say::nominate_one(language).to_owned(),
        n => say::nominate_some(language, &whole(language, u64::from(*n))),
    };
    let until = match deadline {
        None => say::deadline_none(language).to_owned(),
        Some(deadline) => say::deadline(language, &clock.time(language, *deadline)),
    };
    format!("{number} {until}")
}

pub(super) fn voting(language: Language, voting: Option<&Voting>, clock: &Clock) -> String {
    match voting {
        None => say::voting_free(language).to_owned(),
        Some(Voting { opens, closes }) => {
            say::voting(language, &clock.time(language, *closes), &clock.time(language, *opens))
        }
    }
}

pub(super) fn time_zone(language: Language, zone: Option<&str>) -> String {
    match zone {
        None => say::time_zone_none(language).to_owned(),
        Some(zone) => say::time_zone(language, &shown(language, zone)),
    }
}

pub(super) fn ballots(language: Language, mode: BallotMode) -> String {
    match mode {
        BallotMode::Linked => say::linked(language),
        BallotMode::Separate => say::separate(language),
        BallotMode::Anonymous => say::anonymous(language),
    }
    .to_owned()
}

pub(super) fn secrecy(language: Language, secrecy: Secrecy) -> String {
    match secrecy {
        Secrecy::Secret => say::secret(language),
        Secrecy::Open => say::open(language),
    }
    .to_owned()
}

pub(super) fn marks(language: Language, marks: Marks, seats: u32) -> String {
    let Marks { min, max } = marks;
    let written = |number: u32| whole(language, u64::from(number));
    let number = match (min, max) {
        (1, 1) => say::marks_exactly_one(language).to_owned(),
        (min, max) if min == max => say::marks_exactly(language, &written(max)),
        (1, max) => say::marks_at_most(language, &written(max)),
        (min, max) => say::marks_range(language, &written(max), &written(min)),
    };
    let form = say::marks_form(language);
    if max < seats {
        format!("{number} {form} {}", say::marks_limited(language))
    } else {
        format!("{number} {form}")
    }
}

pub(super) fn own_candidate(language: Language, rule: OwnCandidate) -> String {
    match rule {
        OwnCandidate::Allowed => say::own_allowed(language),
        OwnCandidate::Forbidden => say::own_forbidden(language),
    }
    .to_owned()
}

pub(super) fn second_ballot(language: Language, rule: SecondBallot, mode: BallotMode) -> String {
    match (rule, mode) {
        (SecondBallot::LastCounts, _) => say::second_last(language),
        (SecondBallot::RejectSecond, BallotMode::Linked) => say::second_first(language),
        (SecondBallot::RejectSecond, BallotMode::Separate) => say::second_separate(language),
        (SecondBallot::RejectSecond, BallotMode::Anonymous) => say::second_anonymous(language),
    }
    .to_owned()
}
