//! The rules of one election, as data, in the vocabulary of the statutes and of practice.
//!
//! What the sources leave open is a field here, never a guess in the code. Every field is explained where a person writes it: `vaali new` makes a commented file.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use vaali_derive::FromValue;

use super::{OfficeId, Text};
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

/// The number of seats: fixed when `min = max`, else a range, which is a normal legal form (Yhdistyslaki 503/1989 § 8).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, FromValue)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Seats {
    /// The least number of seats.
    pub min: u32,
    /// The greatest number of seats.
    pub max: u32,
    /// How the number inside the range is decided; may be absent when the number is fixed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub fill: Option<Fill>,
}

/// How the number of seats inside a range is decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, FromValue)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Fill {
    /// As many as the range allows.
    Max,
    /// A number that was decided before the vote.
    Decided(u32),
    /// Where the votes drop most inside the range.
    Gap,
}

/// What happens when candidates are no more than seats (in Finnish *sopuvaali*).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, FromValue)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Unopposed {
    /// A vote is held all the same.
    #[default]
    VoteAnyway,
    /// All are elected without a count.
    Acclamation,
}

/// How a tie is settled.
///
/// A tie in an election is settled by lot (Yhdistyslaki 503/1989 § 29(4)); the casting vote of a chair belongs to decisions (§ 27) and does not exist here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, FromValue)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum TieRule {
    /// A lot drawn by hand before witnesses, and entered.
    LotManual,
    /// A lot computed by SHA-256 from a seed whose source was declared beforehand.
    LotSeeded,
    /// A lot computed by RFC 3797 from public randomness.
    LotRfc3797,
    /// A new ballot between the tied; its order is entered.
    Reballot,
}

/// How ties are settled, by what is at stake.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, FromValue)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Ties {
    /// A tie at the last seat. Must be said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub seat: Option<TieRule>,
    /// A tie for an office. Default as for a seat.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub office: Option<TieRule>,
    /// A tie among deputies. Default as for a seat.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub deputy: Option<TieRule>,
    /// Before a lot for the last seat: elect all tied when the range of seats allows. Default no.
    #[serde(default)]
    #[cfg_attr(test, ts(as = "Option<_>", optional))]
    pub extend: bool,
    /// Before a lot for the last seat: stop above the tie when the range of seats allows. Default no.
    #[serde(default)]
    #[cfg_attr(test, ts(as = "Option<_>", optional))]
    pub shrink: bool,
    /// Where the seed of a computed lot will come from, declared before it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub seed_source: Option<Text>,
}

/// An office of the council.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, FromValue)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Office {
    /// Its identity, such as `chair`.
    pub id: OfficeId,
    /// Its name for people.
    pub name: Text,
    /// Who fills it. Default `by_votes`.
    #[serde(default)]
    #[cfg_attr(test, ts(as = "Option<_>", optional))]
    pub filled: Filled,
}

/// Who fills an office.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, FromValue)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Filled {
    /// This count: the elected with most votes who holds no office yet (compare Kuntalaki 410/2015 § 33).
    #[default]
    ByVotes,
    /// Another contest.
    SeparateContest,
    /// The council itself.
    BodyElects,
    /// The body named here.
    NamedBy(Text),
}

/// Who stands in for the elected.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, FromValue)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Deputies {
    /// Nobody.
    #[default]
    None,
    /// The next in votes order.
    NextInOrder(NextInOrder),
    /// Each candidate stood with a personal deputy (Kuntalaki 410/2015 § 105).
    PersonalPair,
    /// The organisation of each elected names one.
    PerOrganisation,
}

/// Deputies in votes order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, FromValue)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct NextInOrder {
    /// How many deputies.
    pub number: u32,
    /// Whether the first deputy is called before the second. Default no.
    #[serde(default)]
    #[cfg_attr(test, ts(as = "Option<_>", optional))]
    pub order_matters: bool,
    /// Whether ties among deputies may stay open until one is called. Default no.
    #[serde(default)]
    #[cfg_attr(test, ts(as = "Option<_>", optional))]
    pub draw_when_needed: bool,
}

/// Seats that this election does not fill.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, FromValue)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct OtherSeats {
    /// What they are called.
    pub name: Text,
    /// Where they come from.
    pub kind: SeatKind,
    /// How many.
    pub number: u32,
    /// Whether their holders vote in the council.
    pub voting: bool,
    /// Whether they are part of the range in `seats`. Default no.
    #[serde(default)]
    #[cfg_attr(test, ts(as = "Option<_>", optional))]
    pub within_range: bool,
}

/// Where a seat comes from that this election does not fill.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, FromValue)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum SeatKind {
    /// Appointed by the body named here.
    AppointedBy(Text),
    /// Held by whoever holds the office named here.
    ExOfficio(Text),
}

/// Whose a seat is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, FromValue)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum SeatHolder {
    /// The person's: it falls vacant when the person leaves.
    #[default]
    Person,
    /// The organisation's: it names another person.
    Organisation,
}

/// Rules of nomination.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, FromValue)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct NominationRules {
    /// The last instant at which a nomination is in time.
    #[serde(
        default,
        deserialize_with = "crate::instant::optional",
        serialize_with = "crate::instant::write_optional",
        skip_serializing_if = "Option::is_none"
    )]
    #[cfg_attr(test, ts(optional))]
    pub deadline: Option<Timestamp>,
    /// How many candidates an organisation may nominate; 0 is no limit. Default 1.
    #[serde(default = "one")]
    #[cfg_attr(test, ts(as = "Option<_>", optional))]
    pub per_organisation: u32,
}

fn one() -> u32 {
    1
}

/// When ballots are taken, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, FromValue)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Voting {
    /// The first instant.
    #[serde(
        deserialize_with = "crate::instant::required",
        serialize_with = "crate::instant::write"
    )]
    pub opens: Timestamp,
    /// The last instant.
    #[serde(
        deserialize_with = "crate::instant::required",
        serialize_with = "crate::instant::write"
    )]
    pub closes: Timestamp,
}

/// The term of those elected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, FromValue)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// Its length in years.
    pub years: u32,
}

/// The time in which an action against the decision may be brought, such as three months from the decision (Yhdistyslaki 503/1989 § 32).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, FromValue)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Challenge {
    /// Its length in months, from the day of the decision.
    pub months: u32,
}
