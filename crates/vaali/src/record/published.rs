//! What a record may show of the ballots, by type: a record with secret rules has nowhere to put one.

use serde::{Deserialize, Serialize};

use super::Hash;
use crate::{
    ballot::{Ballot, RollMark},
    definition::{Frozen, Secrecy},
};

/// What a record shows of the ballots.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum PublishedBallots {
    /// All of them, with their voters: the rules say `open`.
    Open(OpenBallots),
    /// None; the tellers keep them in a file of this hash.
    Sealed(SealedHash),
}

/// The ballots of an election with open ballots, as they were read, in the order of the rows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct OpenBallots {
    ballots: Vec<Ballot>,
    roll_marks: Vec<RollMark>,
}

/// The hash of the sealed ballots.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SealedHash {
    /// SHA-256 of the file of [`SealedBallots`](super::SealedBallots).
    pub sealed_ballots_hash: Hash,
}

impl OpenBallots {
    /// The rows, if these rules let them be published; nothing otherwise. There is no other way to one for a new record.
    pub(super) fn of(frozen: &Frozen, cast: &[Ballot], roll_marks: &[RollMark]) -> Option<Self> {
        (frozen.rules().secrecy == Secrecy::Open)
            .then(|| Self { ballots: cast.to_vec(), roll_marks: roll_marks.to_vec() })
    }

    /// The ballots, in the order of the rows.
    pub fn ballots(&self) -> &[Ballot] {
        &self.ballots
    }

    /// The marks on the roll, in the order of the rows.
    pub fn roll_marks(&self) -> &[RollMark] {
        &self.roll_marks
    }
}
