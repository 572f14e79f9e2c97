//! The rules of one election, as data, in the vocabulary of the statutes and of practice.
//!
//! What the sources leave open is a field here, never a guess in the code. Every field is explained where a person writes it: `vaali new` makes a commented file.

mod ballots;
mod offices;
mod seats;
mod ties;
mod times;

use serde::{Deserialize, Serialize};
use vaali_derive::FromValue;

pub use self::{
    ballots::{BallotMode, Marks, OwnCandidate, SecondBallot, Secrecy},
    offices::{Deputies, Filled, NextInOrder, Office},
    seats::{Fill, OtherSeats, SeatHolder, SeatKind, Seats, Unopposed},
    ties::{TieRule, Ties},
    times::{Challenge, NominationRules, Term, Voting},
};
use crate::profile::Votes;

/// All rules of one election.
///
/// A minimal rule set; what is not said has the value that [`Rules`]' fields name as their default:
/// ```
/// use vaali::definition::{Fill, Rules};
///
/// let rules: Rules = serde_json::from_str(r#"{
///     "ballots": "linked", "secrecy": "secret",
///     "marks": {"min": 1, "max": 10}, "own_candidate": "allowed",
///     "seats": {"min": 12, "max": 15, "fill": "max"},
///     "ties": {"seat": "lot_manual"}
/// }"#)?;
/// assert_eq!(rules.seats.fill, Some(Fill::Max));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, FromValue)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Rules {
    /// How votes become seats. Default `majority`.
    #[serde(default)]
    #[cfg_attr(test, ts(as = "Option<_>", optional))]
    pub method: Method,
    /// How ballots meet the roll.
    pub ballots: BallotMode,
    /// Whether ballots may be published with the voter's name.
    pub secrecy: Secrecy,
    /// How many marks a valid ballot has.
    pub marks: Marks,
    /// Whether an organisation may mark its own candidate. Default `allowed`.
    #[serde(default)]
    #[cfg_attr(test, ts(as = "Option<_>", optional))]
    pub own_candidate: OwnCandidate,
    /// Which of a voter's ballots counts. Default `reject_second`.
    #[serde(default)]
    #[cfg_attr(test, ts(as = "Option<_>", optional))]
    pub second_ballot: SecondBallot,
    /// How many seats there are and how their number is decided.
    pub seats: Seats,
    /// The votes below which nobody is elected. Default 1.
    #[serde(default = "one_vote")]
    #[cfg_attr(test, ts(as = "Option<_>", optional))]
    pub minimum_votes: Votes,
    /// What happens when there are no more candidates than seats. Default `vote_anyway`.
    #[serde(default)]
    #[cfg_attr(test, ts(as = "Option<_>", optional))]
    pub unopposed: Unopposed,
    /// How ties are settled.
    pub ties: Ties,
    /// The offices, in the order in which they are filled. Default none.
    #[serde(default)]
    #[cfg_attr(test, ts(as = "Option<_>", optional))]
    pub offices: Vec<Office>,
    /// Who stands in for the elected. Default none.
    #[serde(default)]
    #[cfg_attr(test, ts(as = "Option<_>", optional))]
    pub deputies: Deputies,
    /// Seats that this election does not fill: appointed, or following an office. Default none.
    #[serde(default)]
    #[cfg_attr(test, ts(as = "Option<_>", optional))]
    pub other_seats: Vec<OtherSeats>,
    /// Whose the seat is. Default `person`.
    #[serde(default)]
    #[cfg_attr(test, ts(as = "Option<_>", optional))]
    pub seat_holder: SeatHolder,
    /// Rules of nomination.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub nominations: Option<NominationRules>,
    /// When ballots are taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub voting: Option<Voting>,
    /// The IANA time zone of times written without an offset, such as `Europe/Helsinki`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub time_zone: Option<String>,
    /// The term of those elected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub term: Option<Term>,
    /// Until when the result may be challenged. Default not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub challenge: Option<Challenge>,
}

fn one_vote() -> Votes {
    Votes::from(1)
}

/// How votes become seats.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, FromValue)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// Those with most votes are elected (Yhdistyslaki 503/1989 § 29(1)).
    #[default]
    Majority,
}
