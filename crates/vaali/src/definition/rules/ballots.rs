//! How ballots meet the roll, what stands on them, and which of them count.

use serde::{Deserialize, Serialize};
use vaali_derive::FromValue;

/// How ballots meet the electoral roll.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, FromValue)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum BallotMode {
    /// Each ballot names its voter, as an electronic form does.
    Linked,
    /// The roll is marked apart from the ballots: paper, or a secret electronic box.
    Separate,
    /// There is no roll: published data, a show of slips.
    Anonymous,
}

/// What of the ballots may become public.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, FromValue)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Secrecy {
    /// No output holds a ballot.
    Secret,
    /// Ballots may be published by name.
    Open,
}

/// The number of marks on a valid ballot: *exactly k* is `min = max = k`, *at most k* is `min = 1`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, FromValue)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Marks {
    /// The least number. A ballot without any mark is blank whatever this says.
    pub min: u32,
    /// The greatest number. Fewer than the seats makes the vote a *limited* one.
    pub max: u32,
}

/// Whether an organisation may mark the candidate it nominated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, FromValue)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum OwnCandidate {
    /// It may.
    #[default]
    Allowed,
    /// A ballot that does so is rejected.
    Forbidden,
}

/// Which ballot counts when a voter cast several.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, FromValue)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum SecondBallot {
    /// The first; later ones are rejected.
    #[default]
    RejectSecond,
    /// The last; earlier ones are replaced.
    LastCounts,
}
