//! The JSON form of a partial tally.

use super::super::Votes;
use super::{Fingerprint, TallyError};
use serde::{Deserialize, Serialize};

/// The version written, and the only one read.
const VERSION: u32 = 1;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Tally {
    version: u32,
    ballots: Votes,
    weight: Votes,
    marks: Votes,
    votes: Vec<Votes>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    fingerprint: Option<Fingerprint>,
}

impl From<super::Tally> for Tally {
    fn from(tally: super::Tally) -> Self {
        Self {
            version: VERSION,
            ballots: tally.ballots.into(),
            weight: tally.weight.into(),
            marks: tally.marks.into(),
            votes: tally.votes.into_iter().map(Votes::from).collect(),
            fingerprint: tally.fingerprint,
        }
    }
}

impl TryFrom<Tally> for super::Tally {
    type Error = TallyError;

    fn try_from(wire: Tally) -> Result<Self, TallyError> {
        if wire.version != VERSION {
            return Err(TallyError::UnknownVersion { version: wire.version, known: VERSION });
        }
        let votes = wire.votes.into_iter().map(Votes::get).collect();
        Self::checked(
            wire.ballots.get(),
            wire.weight.get(),
            wire.marks.get(),
            votes,
            wire.fingerprint,
        )
    }
}
