//! Sentences for what happens until the ballots are in.

use vaali::definition::{
    BallotMode, Marks, NominationRules, OwnCandidate, SecondBallot, Secrecy, Voting,
};

use crate::show::time::Clock;

pub(super) fn nominations(rules: Option<&NominationRules>, clock: &Clock) -> String {
    let Some(NominationRules { deadline, per_organisation }) = rules else {
        return "Nominations: no deadline and no limit per organisation is checked.".to_owned();
    };
    let number = match per_organisation {
        0 => "An organisation may nominate any number of candidates".to_owned(),
        1 => "Each organisation may nominate one candidate; of several, the first in time stands"
            .to_owned(),
        n => format!(
            "Each organisation may nominate {n} candidates; of more, the first {n} in time stand"
        ),
    };
    match deadline {
        None => format!("{number}. No deadline is checked."),
        Some(deadline) => format!(
            "{number}. Nominations are in time until {}; later ones are refused.",
            clock.show(*deadline)
        ),
    }
}

pub(super) fn voting(voting: Option<&Voting>, clock: &Clock) -> String {
    match voting {
        None => "Voting: the times of the ballots are not checked.".to_owned(),
        Some(Voting { opens, closes }) => format!(
            "Ballots are taken from {} until {}, both included.",
            clock.show(*opens),
            clock.show(*closes)
        ),
    }
}

pub(super) fn time_zone(zone: Option<&str>) -> String {
    match zone {
        None => "No place's clock is named: every time is written with its distance from UTC."
            .to_owned(),
        Some(zone) => format!("A time written without its distance from UTC is a time of {zone}."),
    }
}

pub(super) fn ballots(mode: BallotMode) -> String {
    match mode {
        BallotMode::Linked => "Each ballot names its voter, who must be on the roll and not suspended.",
        BallotMode::Separate => "The roll is marked apart from the ballots: who voted is checked on the roll, and ballots are not led back to voters.",
        BallotMode::Anonymous => "There is no roll: whoever holds the vote sees to it that only those entitled vote, once.",
    }
    .to_owned()
}

pub(super) fn secrecy(secrecy: Secrecy) -> String {
    match secrecy {
        Secrecy::Secret => "The vote is secret: nothing that is published holds a ballot.",
        Secrecy::Open => "The vote is open: ballots may be published with the voter's name.",
    }
    .to_owned()
}

pub(super) fn marks(marks: Marks, seats: u32) -> String {
    let Marks { min, max } = marks;
    let number = match (min, max) {
        (1, 1) => "exactly one candidate".to_owned(),
        (min, max) if min == max => format!("exactly {max} candidates"),
        (1, max) => format!("at most {max} candidates"),
        (min, max) => format!("at least {min} and at most {max} candidates"),
    };
    let limited = if max < seats {
        " That is fewer than there are seats: a limited vote, in which one group cannot take all of them."
    } else {
        ""
    };
    format!(
        "A ballot marks {number}, each once and without order; a ballot that breaks this is rejected whole, and one without marks is counted as blank.{limited}"
    )
}

pub(super) fn own_candidate(rule: OwnCandidate) -> String {
    match rule {
        OwnCandidate::Allowed => "An organisation may mark its own candidate.",
        OwnCandidate::Forbidden => {
            "An organisation may not mark its own candidate: a ballot that does is rejected."
        }
    }
    .to_owned()
}

pub(super) fn second_ballot(rule: SecondBallot, mode: BallotMode) -> String {
    match (rule, mode) {
        (SecondBallot::LastCounts, _) => {
            "If a voter casts several ballots, the last counts and replaces the earlier, by their times; where times do not tell and the ballots differ, none of them counts."
        }
        (SecondBallot::RejectSecond, BallotMode::Linked) => {
            "If a voter casts several ballots, the first counts and the others are rejected, by their times; where times do not tell and the ballots differ, none of them counts."
        }
        (SecondBallot::RejectSecond, BallotMode::Separate) => {
            "A voter is marked on the roll once; a second mark is rejected."
        }
        (SecondBallot::RejectSecond, BallotMode::Anonymous) => {
            "Second ballots of one voter cannot be seen, because ballots name nobody."
        }
    }
    .to_owned()
}
