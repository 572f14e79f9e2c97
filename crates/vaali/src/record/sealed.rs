//! The ballots of a secret election, for the tellers: what a recount needs and nothing else.
//!
//! Ballots lie in the order of what they say, not of their arrival, and carry neither voter nor time. So the file is the same however the ballots came in, and joined with the
//! list of who voted it tells nothing about whom. What the checks of the voter found is in it as figures: a recount repeats the count, not the reception of the ballots.
//!
//! The record publishes the hash of this file. Few ballots have few possible contents, and whoever knows most of them could try the rest against the hash; the salt, which only
//! this file holds, makes that impossible.

use std::{collections::BTreeMap, fmt};

use serde::{Deserialize, Serialize};

use super::{
    Hash,
    canonical::{self, CanonicalError},
    reading::{self, RecordError},
};
use crate::{
    ballot::Ballots,
    count::{
        Accepted, CountError, Figures, Outcome, Proceedings, RejectedCount, RollFigures, by_reason,
        count_accepted,
    },
    definition::{CandidateId, ElectionId, Frozen, OwnCandidate, Standing},
    profile::{Profile, ProfileBuilder, Votes},
};

/// The version of the form in which sealed ballots are written.
pub const SEALED_FORMAT: u32 = 1;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
enum SealedKind {
    #[serde(rename = "vaali sealed ballots")]
    SealedBallots,
}

/// Randomness that keeps the published hash of the sealed ballots from being guessed at.
///
/// The engine has none of its own; take 32 bytes from the operating system or the browser. Whoever has the salt and the record can try out ballots, so it lives in the sealed
/// file alone, and its `Debug` does not show it.
/// ```
/// use vaali::record::Salt;
///
/// let salt = Salt::from_random([7; 32]);
/// assert_eq!(format!("{salt:?}"), "Salt(..)");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Salt(Hash);

impl Salt {
    /// A salt of 32 random bytes.
    pub fn from_random(bytes: [u8; 32]) -> Self {
        Self(Hash::of_bytes(&bytes))
    }
}

impl fmt::Debug for Salt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Salt(..)")
    }
}

/// An accepted ballot: whom it marks and what it counts.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
struct SealedBallot {
    /// By id, in the order of their bytes: the order of the marks on the form is nobody's business.
    marks: Vec<CandidateId>,
    weight: Votes,
}

/// What became of the marks on the roll, where ballots are apart from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
struct SealedRollMarks {
    valid: u64,
    rejected: u64,
}

/// The file that the tellers keep of a secret election.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SealedBallots {
    kind: SealedKind,
    format: u32,
    election: ElectionId,
    definition_hash: Hash,
    salt: Salt,
    rows: u64,
    accepted: Vec<SealedBallot>,
    blank: u64,
    rejected: Vec<RejectedCount>,
    /// Voters who voted: how many, not who.
    voted: u64,
    roll_marks: Option<SealedRollMarks>,
}

impl fmt::Debug for SealedBallots {
    /// Numbers only.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SealedBallots")
            .field("definition_hash", &self.definition_hash)
            .field("accepted", &self.accepted.len())
            .field("rows", &self.rows)
            .finish_non_exhaustive()
    }
}

impl SealedBallots {
    /// What a closed box holds, without voters, times and order.
    pub(super) fn of(frozen: &Frozen, ballots: &Ballots, salt: Salt) -> Self {
        let profile = ballots.profile();
        let id = |position: u32| frozen.candidates().get(position as usize).map(|c| c.id.clone());
        let mut accepted: Vec<SealedBallot> = (0..profile.ballots())
            .map(|ballot| {
                let mut marks: Vec<CandidateId> = profile.marks(ballot).filter_map(id).collect();
                marks.sort_unstable();
                SealedBallot { marks, weight: Votes::from(profile.weight(ballot)) }
            })
            .collect();
        accepted.sort_unstable();
        Self {
            kind: SealedKind::SealedBallots,
            format: SEALED_FORMAT,
            election: frozen.definition().id,
            definition_hash: frozen.hash(),
            salt,
            rows: ballots.rows(),
            accepted,
            blank: ballots.blank(),
            rejected: by_reason(ballots.rejected()),
            voted: ballots.voted(),
            roll_marks: ballots.roll_marks().map(|marks| SealedRollMarks {
                valid: marks.valid,
                rejected: marks.rejected.len() as u64,
            }),
        }
    }

    /// Reads sealed ballots. Whether they belong to a record is not looked at.
    ///
    /// # Errors
    /// What stands in the way of reading them, with its place.
    pub fn from_json(text: &str) -> Result<Self, RecordError> {
        let value = super::reading::parsed(text.as_bytes())?;
        reading::typed(&value, reading::SEALED)
    }

    /// The file: canonical JSON without a line end.
    ///
    /// # Errors
    /// None for sealed ballots from [`certify`](super::certify()).
    pub fn to_json(&self) -> Result<String, CanonicalError> {
        canonical::to_string(self)
    }

    /// The hash that the record publishes.
    ///
    /// # Errors
    /// As [`Self::to_json`].
    pub fn hash(&self) -> Result<Hash, CanonicalError> {
        Hash::of_canonical(self)
    }

    /// Whether this version reads the form that the file says it has.
    pub(super) fn is_of_this_format(&self) -> bool {
        self.format == SEALED_FORMAT
    }

    /// The hash of the definition under which the ballots were taken.
    pub fn definition_hash(&self) -> Hash {
        self.definition_hash
    }

    /// How many ballots were accepted.
    pub fn accepted(&self) -> u64 {
        self.accepted.len() as u64
    }

    /// The accepted ballots as numbers, for counting and analysis.
    ///
    /// # Errors
    /// Ballots that the rules do not allow: the file was not made by a count under them.
    pub fn profile(&self, frozen: &Frozen) -> Result<Profile, SealedFault> {
        if self.definition_hash != frozen.hash() || self.election != frozen.definition().id {
            return Err(SealedFault::OtherElection);
        }
        if !self.accepted.is_sorted() {
            return Err(SealedFault::Unsorted);
        }
        let impossible = |ballot: usize| SealedFault::ImpossibleBallot { ballot };
        let mut builder = ProfileBuilder::new(frozen.candidates().len()).unwrap_or_default();
        let limits = frozen.rules().marks;
        let mut weights = weights_to_give(frozen);
        let mut positions = Vec::new();
        for (i, ballot) in self.accepted.iter().enumerate() {
            positions.clear();
            for id in &ballot.marks {
                let position = frozen.candidate(id.as_str());
                let standing = position.and_then(|p| frozen.standings().get(p as usize));
                if standing != Some(&Standing::OnBallot) {
                    return Err(impossible(i));
                }
                positions.extend(position);
            }
            let marks = u32::try_from(positions.len()).unwrap_or(u32::MAX);
            let left = weights.get_mut(&ballot.weight);
            let may_weigh = match left {
                Some(0) => false,
                Some(left) => {
                    *left -= 1;
                    true
                }
                None => !frozen.is_linked() && ballot.weight == Votes::from(1),
            };
            // Strictly rising ids are one spelling, and no mark twice.
            let rising = ballot.marks.is_sorted_by(|a, b| a < b);
            if marks < limits.min || marks > limits.max || !rising || !may_weigh {
                return Err(impossible(i));
            }
            builder.push_weighted(&positions, ballot.weight.get()).map_err(|_| impossible(i))?;
        }
        Ok(builder.build())
    }

    /// Counts the ballots again.
    ///
    /// Where an organisation may not mark its own candidate, the margins depend on whose ballot each is, which this file does not say; [`Self::gives_margins`] tells.
    ///
    /// # Errors
    /// Ballots that the rules do not allow, and the errors of the count.
    pub fn recount(
        &self,
        frozen: &Frozen,
        proceedings: &Proceedings,
    ) -> Result<Outcome, RecountError> {
        let profile = self.profile(frozen)?;
        let figures = Figures {
            rows: self.rows,
            blank: self.blank,
            rejected: self.rejected.clone(),
            rejected_ballots: None,
            voted: self.voted,
            roll_marks: self
                .roll_marks
                .map(|SealedRollMarks { valid, rejected }| RollFigures { valid, rejected }),
            ..Figures::default()
        };
        let accepted = Accepted { profile: &profile, voters: &[] };
        Ok(count_accepted(frozen, accepted, figures, proceedings)?)
    }

    /// Whether a recount from sealed ballots knows the margins.
    ///
    /// Not where `own_candidate` is `forbidden`: what a ballot could have marked instead depends on its voter. To keep that with the ballot would be to keep the voter, as most
    /// organisations nominate a candidate of their own. So the margins of such a record rest on the word of those who certified it, and `verify` says so.
    pub fn gives_margins(frozen: &Frozen) -> bool {
        frozen.rules().own_candidate == OwnCandidate::Allowed
    }
}

/// How many ballots of each weight the roll allows; empty where ballots are apart from it.
fn weights_to_give(frozen: &Frozen) -> BTreeMap<Votes, u64> {
    let mut weights = BTreeMap::new();
    if frozen.is_linked() {
        for voter in frozen.roll().iter().filter(|voter| !voter.suspended) {
            *weights.entry(voter.weight).or_insert(0) += 1;
        }
    }
    weights
}

/// Why sealed ballots cannot be those of an election. It names no candidate.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "fault", rename_all = "snake_case")]
#[non_exhaustive]
pub enum SealedFault {
    /// They were taken under another definition.
    #[error("the sealed ballots belong to another definition")]
    OtherElection,
    /// They do not lie in the order of their content, so that another order may show.
    #[error("the sealed ballots are not in the order of their content")]
    Unsorted,
    /// A ballot that the rules do not allow.
    #[error("sealed ballot {ballot} is not possible under the rules")]
    ImpossibleBallot {
        /// Which, in the order of the file, from 0.
        ballot: usize,
    },
}

impl SealedFault {
    /// The stable name of the fault, for programs and translations.
    pub fn code(&self) -> &'static str {
        match self {
            Self::OtherElection => "other_election",
            Self::Unsorted => "unsorted",
            Self::ImpossibleBallot { .. } => "impossible_ballot",
        }
    }
}

/// Why sealed ballots could not be counted again.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum RecountError {
    /// The ballots cannot be those of the election.
    #[error(transparent)]
    Sealed(#[from] SealedFault),
    /// The count stops.
    #[error(transparent)]
    Count(#[from] CountError),
}

impl RecountError {
    /// The stable code of the error behind it.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Sealed(fault) => fault.code(),
            Self::Count(error) => error.code(),
        }
    }
}
