//! Why ballots cannot become a profile.

/// What hinders the making of a profile.
///
/// Positions only: a message never repeats whom a ballot marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ProfileError {
    /// More candidates than [`ProfileBuilder::MOST_CANDIDATES`](super::ProfileBuilder::MOST_CANDIDATES).
    #[error("{candidates} candidates, but a profile holds at most {max}")]
    TooManyCandidates {
        /// The number asked for.
        candidates: usize,
        /// The greatest number allowed.
        max: usize,
    },
    /// A mark that is no candidate's number.
    #[error("ballot {ballot}: mark {position} names no candidate, there are {candidates}")]
    UnknownCandidate {
        /// The ballot, counted from 0 in the order of pushing.
        ballot: usize,
        /// Which of the marks given, counted from 0; for a ballot given as bits, the number of the bit.
        position: usize,
        /// The number of candidates.
        candidates: usize,
    },
    /// A candidate marked twice on one ballot.
    #[error("ballot {ballot}: a candidate is marked more than once among {marks} marks")]
    RepeatedMark {
        /// The ballot, counted from 0 in the order of pushing.
        ballot: usize,
        /// How many marks the ballot was given with.
        marks: usize,
    },
    /// Ballots given as 64 bits for an election of more candidates.
    #[error("a ballot of 64 bits cannot hold marks for {candidates} candidates")]
    TooWideForBits {
        /// The number of candidates.
        candidates: usize,
    },
    /// More marks in lists than one profile holds: split the ballots and merge the tallies.
    #[error("ballot {ballot}: more than {max} marks in one profile")]
    TooManyMarks {
        /// The ballot that does not fit, counted from 0.
        ballot: usize,
        /// The greatest number of marks.
        max: u32,
    },
    /// The weights of all ballots together exceed 2^64 - 1.
    #[error("ballot {ballot}: the weights of all ballots together exceed {}", u64::MAX)]
    WeightOverflow {
        /// The ballot at which it happened, counted from 0.
        ballot: usize,
    },
    /// Two sets of ballots over different candidates cannot be joined.
    #[error("ballots over {right} candidates cannot follow ballots over {left}")]
    DifferentCandidates {
        /// The candidates of the ballots already there.
        left: usize,
        /// The candidates of those to be appended.
        right: usize,
    },
    /// The transpose would take more memory than allowed.
    #[error("the transpose would take {bytes} bytes, at most {max} are allowed")]
    TooLargeToTranspose {
        /// The memory needed.
        bytes: u64,
        /// The memory allowed.
        max: u64,
    },
}

impl ProfileError {
    /// The stable code of this error, for programs and translations.
    pub fn code(&self) -> &'static str {
        match self {
            Self::TooManyCandidates { .. } => "profile_too_many_candidates",
            Self::UnknownCandidate { .. } => "profile_unknown_candidate",
            Self::RepeatedMark { .. } => "profile_repeated_mark",
            Self::TooWideForBits { .. } => "profile_too_wide_for_bits",
            Self::TooManyMarks { .. } => "profile_too_many_marks",
            Self::WeightOverflow { .. } => "profile_weight_overflow",
            Self::DifferentCandidates { .. } => "profile_different_candidates",
            Self::TooLargeToTranspose { .. } => "profile_too_large_to_transpose",
        }
    }
}
