//! Ballots: one ballot, what can be wrong with it, and the box that takes every row and accounts for it.
//!
//! accepted + blank + rejected = rows read: no row disappears.

mod ballot_box;
mod content;
mod fault;
mod second_ballots;

#[cfg(test)]
mod tests;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use vaali_derive::FromValue;

pub use self::{
    ballot_box::{BallotBox, Ballots, CastBallot, RollMarks},
    fault::{BallotFault, Rejected},
};

/// A ballot as it was read, before anything is checked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, FromValue)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Ballot {
    /// The voter it names, where ballots do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub voter: Option<String>,
    /// When it was cast, where that is known.
    #[serde(
        default,
        deserialize_with = "crate::instant::optional",
        serialize_with = "crate::instant::write_optional",
        skip_serializing_if = "Option::is_none"
    )]
    #[cfg_attr(test, ts(optional))]
    pub cast_at: Option<Timestamp>,
    /// The marks: ids of candidates, as they were written.
    pub marks: Vec<String>,
}

/// A mark on the roll: this voter has voted. Used where ballots are apart from the roll.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, FromValue)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct RollMark {
    /// The voter.
    pub voter: String,
    /// When the voter was marked.
    #[serde(
        default,
        deserialize_with = "crate::instant::optional",
        serialize_with = "crate::instant::write_optional",
        skip_serializing_if = "Option::is_none"
    )]
    #[cfg_attr(test, ts(optional))]
    pub cast_at: Option<Timestamp>,
}
