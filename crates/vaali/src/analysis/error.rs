//! Why a question has no answer.

use crate::{count::CountError, definition::Faults, profile::TallyError};

/// What stops an analysis.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AnalysisError {
    /// The rules as they would have to be make no sense: more seats than candidates, for example.
    #[error(transparent)]
    Definition(#[from] Faults),
    /// The count stops.
    #[error(transparent)]
    Count(#[from] CountError),
    /// The votes cannot be added up.
    #[error(transparent)]
    Tally(#[from] TallyError),
    /// The lots can fall in more ways than are tried.
    #[error("the lots can fall in more than {limit} ways")]
    TooManyWays {
        /// The limit.
        limit: usize,
    },
    /// A part of ballots that name their voters: whether a voter's other ballot lies in another part is not known.
    #[error(
        "ballots that name their voters cannot be counted in parts: a voter's second ballot may lie in another part"
    )]
    LinkedInParts,
}

impl AnalysisError {
    /// Every code of its own with its name, for documentation and tests.
    pub const CODES: [(&'static str, &'static str); 2] =
        [("A01", "too_many_ways"), ("A02", "linked_in_parts")];

    /// The stable code of this error, such as `A01`, or that of the error behind it.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Definition(faults) => faults.0.first().map_or("D04", |fault| fault.fault.code()),
            Self::Count(error) => error.code(),
            Self::Tally(error) => error.code(),
            Self::TooManyWays { .. } => "A01",
            Self::LinkedInParts => "A02",
        }
    }

    /// What to do about it.
    pub fn fix(&self) -> &'static str {
        match self {
            Self::Definition(faults) => faults.0.first().map_or("", |fault| fault.fault.fix()),
            Self::Count(error) => error.fix(),
            Self::Tally(_) => "count again; where it happens twice, look at the ballots",
            Self::TooManyWays { .. } => {
                "raise the limit, or look at who is tied: every choice among them is possible"
            }
            Self::LinkedInParts => {
                "count all ballots in one box, or tally the marks without the election if each voter is known to be there once"
            }
        }
    }
}
