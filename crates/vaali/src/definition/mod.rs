//! What is decided before the vote: rules, candidates, roll; their validation and their freeze.
//!
//! A [`Definition`] is read (from JSON with [`Definition::from_json`], which names every fault at once), validated and frozen; only a [`Frozen`] definition can be counted.

mod candidate;
mod faults;
mod freeze;
mod ids;
mod nominations;
mod parse;
mod plain_words;
pub mod presets;
mod roll;
mod rules;
mod text;
mod validation;

#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};
use vaali_derive::FromValue;

pub use self::{
    candidate::Candidate,
    faults::{DefinitionFault, Fault, Faults, Severity},
    freeze::Frozen,
    ids::{BallotId, CandidateId, ElectionId, IdError, OfficeId, VoterId},
    nominations::{Refusal, Standing},
    plain_words::{of_complaint as plain_words_of, plain_words},
    roll::Voter,
    rules::{
        BallotMode, Challenge, Deputies, Fill, Filled, Marks, Method, NextInOrder, NominationRules,
        Office, OtherSeats, OwnCandidate, Rules, SeatHolder, SeatKind, Seats, SecondBallot,
        Secrecy, Term, TieRule, Ties, Unopposed, Voting,
    },
    text::Text,
};

/// The version of the form in which definitions are written.
pub const FORMAT: u32 = 1;

/// An election before the vote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, FromValue)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Definition {
    /// The version of this form: [`FORMAT`].
    pub format: u32,
    /// Identity of the election.
    pub id: ElectionId,
    /// What is elected.
    pub title: Text,
    /// Whether this is a rehearsal with invented ballots; every output then says TEST.
    #[serde(default)]
    #[cfg_attr(test, ts(as = "Option<_>", optional))]
    pub test: bool,
    /// The preset from which the rules were written, for information: the rules below decide.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub preset: Option<String>,
    /// The rules.
    pub rules: Rules,
    /// All candidates in declared order, also the withdrawn and the refused.
    pub candidates: Vec<Candidate>,
    /// The electoral roll; empty with `anonymous` ballots.
    #[serde(default)]
    #[cfg_attr(test, ts(as = "Option<_>", optional))]
    pub roll: Vec<Voter>,
}
