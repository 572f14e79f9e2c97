//! Cases for the naive counter: lines of JSON, each an election and the digest that the engine gives.

use serde::Serialize;
use vaali::{
    ballot::{Ballot, RollMark},
    count::Proceedings,
    definition::Definition,
};

use crate::{
    digest::Digest,
    elections::{Election, Size},
};

#[derive(Serialize)]
struct Case<'a> {
    #[serde(rename = "case")]
    number: u64,
    definition: &'a Definition,
    ballots: &'a [Ballot],
    roll_marks: &'a [RollMark],
    proceedings: &'a Proceedings,
    expected: Digest,
}

/// One case as a line, ended.
pub fn line(seed: u64, case: u64) -> String {
    let election = Election::random(seed, case, Size::any(seed, case));
    let (ballots, counted) = election.count();
    let case = Case {
        number: case,
        definition: election.frozen.definition(),
        ballots: &election.ballots,
        roll_marks: &election.roll_marks,
        proceedings: &election.proceedings,
        expected: Digest::of(&ballots, &counted),
    };
    serde_json::to_string(&case).unwrap() + "\n"
}
