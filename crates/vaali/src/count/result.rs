//! Step 8 of the count: what comes out. Plain data, the same bytes in every language; no ballot is in it when ballots are secret.

use serde::{Deserialize, Serialize};

use super::{Gap, Lot, LotRequest, Margins, Reason, Reconciliation, Turnout};
use crate::{
    ballot::Rejected,
    definition::{CandidateId, ElectionId, Filled, OfficeId, OtherSeats, Refusal, Text, VoterId},
    profile::Votes,
    record::Hash,
};

/// The version of the rules of counting: raised by every change that can alter a result.
pub const RULES_VERSION: u32 = 1;

/// What a count gives.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum Outcome {
    /// Everything is decided.
    Complete {
        /// The result.
        result: Box<CountResult>,
    },
    /// A lot must be drawn before the count can go on. A tie is an outcome, not an error.
    LotNeeded {
        /// What must be drawn.
        request: LotRequest,
        /// What is decided already.
        partial: Box<CountResult>,
    },
}

impl Outcome {
    /// The result, decided or not.
    pub fn result(&self) -> &CountResult {
        match self {
            Self::Complete { result } => result,
            Self::LotNeeded { partial, .. } => partial,
        }
    }

    /// The lot that must be drawn first, if one must.
    pub fn request(&self) -> Option<&LotRequest> {
        match self {
            Self::Complete { .. } => None,
            Self::LotNeeded { request, .. } => Some(request),
        }
    }
}

/// The result of a count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct CountResult {
    /// Which election.
    pub election: ElectionSummary,
    /// Whether all were elected without a count.
    pub acclamation: bool,
    /// Every candidate: those who stand in votes order, then those who declined, withdrew, were refused.
    pub candidates: Vec<CandidateResult>,
    /// The seats.
    pub seats: SeatsResult,
    /// The offices, in declared order.
    pub offices: Vec<OfficeResult>,
    /// The deputies, in order.
    pub deputies: Vec<DeputyResult>,
    /// Seats that this election does not fill.
    pub other_seats: Vec<OtherSeats>,
    /// Who voted, of how many.
    pub turnout: Turnout,
    /// Where every row and every mark went.
    pub reconciliation: Reconciliation,
    /// Rejected ballots by reason, in the order of the checks.
    pub rejected: Vec<RejectedCount>,
    /// Rejected ballots one by one; only with `open` secrecy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub rejected_ballots: Option<Vec<Rejected>>,
    /// The lots that decided something.
    pub lots: Vec<Lot>,
    /// Ties that the rules leave open until a deputy is called.
    pub open_lots: Vec<LotRequest>,
    /// How close it was; not known under acclamation and while a lot is awaited.
    pub margins: Option<Margins>,
    /// The hash of the definition.
    pub definition_hash: Hash,
    /// What counted.
    pub engine: Engine,
}

/// The election a result belongs to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct ElectionSummary {
    /// Its identity.
    pub id: ElectionId,
    /// What was elected.
    pub title: Text,
    /// Whether it was a rehearsal: then every output says TEST.
    pub test: bool,
}

/// The program that counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Engine {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
    /// The version of the rules of counting.
    pub rules_version: u32,
}

impl Engine {
    /// This engine.
    pub fn this() -> Self {
        Self {
            name: "vaali".to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            rules_version: RULES_VERSION,
        }
    }
}

/// Places in an order, shared where `first` and `last` differ. Counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// The first.
    pub first: u32,
    /// The last.
    pub last: u32,
}

/// What became of a candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Elected.
    Elected,
    /// A deputy.
    Deputy,
    /// Not elected.
    NotElected,
    /// Declined the seat.
    Declined,
    /// Withdrew before the vote.
    Withdrawn,
    /// Was not admitted to the ballot.
    Refused,
    /// Awaits a lot for a seat.
    Undecided,
}

/// One candidate's part of the result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct CandidateResult {
    /// Who.
    pub id: CandidateId,
    /// The name.
    pub name: String,
    /// The organisation.
    pub organisation: Option<VoterId>,
    /// Votes; none under acclamation and for those who were not on the ballot.
    pub votes: Option<Votes>,
    /// Votes of the weight of all accepted ballots, as an exact fraction such as `33/66`.
    pub share: Option<String>,
    /// Place in votes order among those who stand.
    pub place: Option<Place>,
    /// What became of them.
    pub status: Status,
    /// Place among the deputies.
    pub deputy: Option<Place>,
    /// The office they hold.
    pub office: Option<OfficeId>,
    /// Why.
    pub reasons: Vec<Reason>,
    /// Why the nomination was refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub refusal: Option<Refusal>,
}

/// How many seats were filled, and why so many.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct SeatsResult {
    /// The least number that this election fills.
    pub min: u32,
    /// The greatest number that this election fills.
    pub max: u32,
    /// The number aimed at before ties; none under acclamation.
    pub target: Option<u32>,
    /// Seats filled.
    pub filled: u32,
    /// Seats that stay vacant.
    pub vacant: u32,
    /// Why this many.
    pub why: FillReason,
    /// The drop in votes after each possible number of seats, where that decided.
    pub gaps: Vec<Gap>,
}

/// Why as many seats were filled as were.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum FillReason {
    /// The number is fixed.
    Fixed,
    /// As many as the range allows.
    Max,
    /// The number was decided before the vote.
    Decided,
    /// The votes drop most there.
    Gap,
    /// No more candidates could be elected.
    FewCandidates,
    /// A tie was taken in whole.
    Extended,
    /// The election stopped above a tie.
    Shrunk,
    /// All were elected without a count.
    Acclamation,
    /// A lot is awaited.
    AwaitsLot,
}

/// An office and its holder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct OfficeResult {
    /// Which office.
    pub office: OfficeId,
    /// Its name.
    pub name: Text,
    /// Who fills it.
    pub filled: Filled,
    /// Who holds it after this count; nobody yet if it is filled otherwise, or open.
    pub holder: Option<CandidateId>,
}

/// A deputy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "deputy", rename_all = "snake_case")]
pub enum DeputyResult {
    /// The next in votes order.
    NextInOrder {
        /// Who.
        candidate: CandidateId,
        /// Which place.
        place: Place,
    },
    /// The personal deputy of an elected candidate.
    Personal {
        /// Whose.
        elected: CandidateId,
        /// Who.
        name: String,
    },
    /// To be named by the organisation of an elected candidate.
    ToBeNamed {
        /// Whose.
        elected: CandidateId,
        /// By whom.
        organisation: VoterId,
    },
}

/// Rejected ballots of one reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct RejectedCount {
    /// The code of the reason.
    pub code: String,
    /// Its name.
    pub reason: String,
    /// How many ballots.
    pub ballots: u64,
}
