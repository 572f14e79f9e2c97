//! Candidates as they were nominated.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use vaali_derive::FromValue;

use super::{CandidateId, Text, VoterId};

/// A person who was nominated, whether or not they stand in the end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, FromValue)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Candidate {
    /// Identity on ballots and in results.
    pub id: CandidateId,
    /// The person's name.
    pub name: String,
    /// The person's position in the organisation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub position: Option<Text>,
    /// The nominating organisation: a key into the roll, or any name where there is no roll.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub organisation: Option<VoterId>,
    /// Home municipality.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub municipality: Option<String>,
    /// Target groups, as codes or free text.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(test, ts(as = "Option<_>", optional))]
    pub groups: Vec<String>,
    /// What the candidate says of their competence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub competence: Option<Text>,
    /// When the nomination arrived.
    #[serde(
        default,
        deserialize_with = "crate::instant::optional",
        serialize_with = "crate::instant::write_optional",
        skip_serializing_if = "Option::is_none"
    )]
    #[cfg_attr(test, ts(optional))]
    pub nominated_at: Option<Timestamp>,
    /// Whether the nomination was withdrawn.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[cfg_attr(test, ts(as = "Option<_>", optional))]
    pub withdrawn: bool,
    /// The personal deputy who stood together with the candidate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub personal_deputy: Option<String>,
}

impl Candidate {
    /// A candidate of whom only id and name are known.
    pub fn new(id: CandidateId, name: impl Into<String>) -> Self {
        Self {
            id,
            name: name.into(),
            position: None,
            organisation: None,
            municipality: None,
            groups: Vec::new(),
            competence: None,
            nominated_at: None,
            withdrawn: false,
            personal_deputy: None,
        }
    }
}
