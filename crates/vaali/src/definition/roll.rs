//! The electoral roll: who is entitled to vote.

use serde::{Deserialize, Serialize};
use vaali_derive::FromValue;

use super::{Text, VoterId};
use crate::profile::Votes;

/// An entry of the electoral roll, usually an organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, FromValue)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Voter {
    /// Identity on ballots.
    pub id: VoterId,
    /// Name for people, per language where it has several.
    pub name: Text,
    /// What the voter's ballot counts. Default 1: one vote each unless the rules say otherwise (Yhdistyslaki 503/1989 § 25).
    #[serde(default = "one_vote", skip_serializing_if = "is_one_vote")]
    #[cfg_attr(test, ts(as = "Option<_>", optional))]
    pub weight: Votes,
    /// Whether the right to vote is suspended, for example for unpaid fees.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[cfg_attr(test, ts(as = "Option<_>", optional))]
    pub suspended: bool,
    /// Home municipality.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub municipality: Option<String>,
    /// The list from which the entry came, where the roll was put together from several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub source: Option<String>,
}

impl Voter {
    /// A voter of weight 1.
    pub fn new(id: VoterId, name: impl Into<Text>) -> Self {
        Self {
            id,
            name: name.into(),
            weight: one_vote(),
            suspended: false,
            municipality: None,
            source: None,
        }
    }
}

fn one_vote() -> Votes {
    Votes::from(1)
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_one_vote(votes: &Votes) -> bool {
    *votes == one_vote()
}
