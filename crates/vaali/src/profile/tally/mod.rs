//! Counts that merge: the votes of some of the ballots, made anywhere, added up to those of all.

mod fingerprint;
#[cfg(test)]
mod tests;
mod wire;

pub use fingerprint::{Fingerprint, FingerprintError};

use serde::{Deserialize, Serialize};

/// The exact count of some ballots: how many, what they weigh together, and the votes of each candidate.
///
/// Partial tallies over the same candidates form a commutative monoid: [`Self::merge`] adds two, in any order and grouping,
/// and [`Self::empty`] changes nothing. So ballots may be counted in pieces, on as many machines as one likes.
///
/// The number of marks is kept apart from the votes, from its own sum over the ballots: votes that do not add up to it,
/// be it for one bit flipped in memory or in transit, are refused.
///
/// In JSON it is a plain object with a version; unknown fields are refused, and integers from 2^53 on are decimal strings
/// (see [`exact_u64`](super::exact_u64)).
///
/// ```
/// use vaali::profile::{ProfileBuilder, Tally};
///
/// let mut morning = ProfileBuilder::new(2)?;
/// morning.push(&[0])?;
/// let mut evening = ProfileBuilder::new(2)?;
/// evening.push(&[0, 1])?;
/// let day = morning.build().tally()?.merge(&evening.build().tally()?)?;
/// assert_eq!(day.votes(), [2, 1]);
///
/// let text = serde_json::to_string(&day)?;
/// assert_eq!(text, r#"{"version":1,"ballots":2,"weight":2,"marks":3,"votes":[2,1]}"#);
/// assert_eq!(serde_json::from_str::<Tally>(&text)?, day);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "wire::Tally", try_from = "wire::Tally")]
pub struct Tally {
    ballots: u64,
    weight: u64,
    marks: u64,
    votes: Vec<u64>,
    fingerprint: Option<Fingerprint>,
}

/// Why a tally cannot be made, read or merged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TallyError {
    /// A sum exceeds 2^64 - 1.
    #[error("the sum of {what} exceeds {}", u64::MAX)]
    Overflow {
        /// What was summed: `ballots`, `weight`, `marks` or `votes`.
        what: &'static str,
    },
    /// Votes over different numbers of candidates.
    #[error("votes of {right} candidates do not go with those of {left}")]
    DifferentCandidates {
        /// The number of candidates on the one side.
        left: usize,
        /// The number of candidates on the other.
        right: usize,
    },
    /// Counts of different elections: their fingerprints differ, or only one has any.
    #[error("the tallies bear different fingerprints: they belong to different elections")]
    DifferentFingerprints {
        /// The fingerprint on the one side.
        left: Option<Fingerprint>,
        /// The fingerprint on the other.
        right: Option<Fingerprint>,
    },
    /// The votes of all candidates together differ from the marks of all ballots.
    #[error("the votes add up to {votes}, the marks to {marks}")]
    SumsDisagree {
        /// The sum of the votes; the greatest value where the sum exceeds it.
        votes: u64,
        /// The sum of the marks.
        marks: u64,
    },
    /// A candidate has more votes than all ballots weigh.
    #[error("a candidate has {votes} votes from ballots of weight {weight}")]
    MoreVotesThanWeight {
        /// The votes of that candidate.
        votes: u64,
        /// The weight of all ballots.
        weight: u64,
    },
    /// More candidates than a profile may have.
    #[error("{candidates} candidates, at most {max} are allowed")]
    TooManyCandidates {
        /// The number of candidates.
        candidates: usize,
        /// The greatest number allowed.
        max: usize,
    },
    /// A form of partial tally this version does not know.
    #[error("a tally of version {version} cannot be read, only {known}")]
    UnknownVersion {
        /// The version found.
        version: u32,
        /// The version that is known.
        known: u32,
    },
}

impl TallyError {
    /// The stable code of this error, for programs and translations.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Overflow { .. } => "tally_overflow",
            Self::DifferentCandidates { .. } => "tally_different_candidates",
            Self::DifferentFingerprints { .. } => "tally_different_fingerprints",
            Self::SumsDisagree { .. } => "tally_sums_disagree",
            Self::MoreVotesThanWeight { .. } => "tally_more_votes_than_weight",
            Self::TooManyCandidates { .. } => "tally_too_many_candidates",
            Self::UnknownVersion { .. } => "tally_unknown_version",
        }
    }
}

impl Tally {
    /// The count of no ballots over so many candidates: merging with it changes nothing.
    ///
    /// # Errors
    /// [`TallyError::TooManyCandidates`] above [`ProfileBuilder::MOST_CANDIDATES`](super::ProfileBuilder::MOST_CANDIDATES).
    pub fn empty(candidates: usize) -> Result<Self, TallyError> {
        check_candidates(candidates)?;
        Ok(Self { ballots: 0, weight: 0, marks: 0, votes: vec![0; candidates], fingerprint: None })
    }

    /// A tally whose sums are held against each other.
    pub(super) fn checked(
        ballots: u64,
        weight: u64,
        marks: u64,
        votes: Vec<u64>,
        fingerprint: Option<Fingerprint>,
    ) -> Result<Self, TallyError> {
        check_candidates(votes.len())?;
        if let Some(&votes) = votes.iter().find(|&&votes| votes > weight) {
            return Err(TallyError::MoreVotesThanWeight { votes, weight });
        }
        let sum: u128 = votes.iter().map(|&votes| u128::from(votes)).sum();
        if sum != u128::from(marks) {
            return Err(TallyError::SumsDisagree {
                votes: u64::try_from(sum).unwrap_or(u64::MAX),
                marks,
            });
        }
        Ok(Self { ballots, weight, marks, votes, fingerprint })
    }

    /// This tally, bound to an election: it merges only with tallies of the same fingerprint.
    #[must_use]
    pub fn with_fingerprint(mut self, fingerprint: Fingerprint) -> Self {
        self.fingerprint = Some(fingerprint);
        self
    }

    /// The election this tally is bound to, if any.
    pub fn fingerprint(&self) -> Option<Fingerprint> {
        self.fingerprint
    }

    /// The number of candidates.
    pub fn candidates(&self) -> usize {
        self.votes.len()
    }

    /// The number of ballots counted, whatever they weigh.
    pub fn ballots(&self) -> u64 {
        self.ballots
    }

    /// The weights of the ballots counted, together.
    pub fn weight(&self) -> u64 {
        self.weight
    }

    /// The marks on the ballots counted, each as many times as its ballot weighs.
    pub fn marks(&self) -> u64 {
        self.marks
    }

    /// The votes of each candidate.
    pub fn votes(&self) -> &[u64] {
        &self.votes
    }

    /// The count of the ballots of both.
    ///
    /// # Errors
    /// [`TallyError::DifferentCandidates`] and [`TallyError::DifferentFingerprints`] where they do not belong together,
    /// [`TallyError::Overflow`] where a sum exceeds 2^64 - 1.
    pub fn merge(mut self, other: &Self) -> Result<Self, TallyError> {
        if self.candidates() != other.candidates() {
            return Err(TallyError::DifferentCandidates {
                left: self.candidates(),
                right: other.candidates(),
            });
        }
        if self.fingerprint != other.fingerprint {
            return Err(TallyError::DifferentFingerprints {
                left: self.fingerprint,
                right: other.fingerprint,
            });
        }
        self.ballots = sum("ballots", self.ballots, other.ballots)?;
        self.weight = sum("weight", self.weight, other.weight)?;
        self.marks = sum("marks", self.marks, other.marks)?;
        for (mine, &theirs) in self.votes.iter_mut().zip(&other.votes) {
            *mine = sum("votes", *mine, theirs)?;
        }
        Self::checked(self.ballots, self.weight, self.marks, self.votes, self.fingerprint)
    }
}

fn check_candidates(candidates: usize) -> Result<(), TallyError> {
    let max = super::ProfileBuilder::MOST_CANDIDATES;
    if candidates > max { Err(TallyError::TooManyCandidates { candidates, max }) } else { Ok(()) }
}

fn sum(what: &'static str, a: u64, b: u64) -> Result<u64, TallyError> {
    a.checked_add(b).ok_or(TallyError::Overflow { what })
}
