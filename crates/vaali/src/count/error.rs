//! What stops a count. A tie does not: it is an outcome.

use serde::Serialize;

use super::LotProblem;
use crate::{
    definition::{CandidateId, OfficeId},
    values::{Values, values},
};

/// Why there is no outcome.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "error", rename_all = "snake_case")]
#[non_exhaustive]
pub enum CountError {
    /// The ballots were taken under another definition.
    #[error("the ballots were taken under another definition than the one frozen now")]
    OtherElection,
    /// A sum does not fit 64 bits.
    #[error("the votes add up to more than 64 bits hold")]
    Overflow,
    /// Two sums that must be equal are not.
    #[error(
        "the votes add up to {votes}, the marks to {marks}: the ballots were changed in memory"
    )]
    SumsDiffer {
        /// Sum of the candidates' votes.
        votes: u64,
        /// Sum of the ballots' marks.
        marks: u64,
    },
    /// A lot was given that nothing asks for.
    #[error("the lot `{label}` answers nothing that this count asks")]
    StaleLot {
        /// The lot's label.
        label: String,
    },
    /// A lot was given that does not fit its request.
    #[error("the lot `{label}` is not valid: {problem}")]
    InvalidLot {
        /// The lot's label.
        label: String,
        /// Why.
        problem: LotProblem,
    },
    /// Somebody declined who is no candidate.
    #[error("`{candidate}` declines, but is no candidate")]
    UnknownDecline {
        /// Who.
        candidate: CandidateId,
    },
    /// An office was declined that does not exist.
    #[error("`{candidate}` declines the office `{office}`, which does not exist")]
    UnknownOffice {
        /// Who.
        candidate: CandidateId,
        /// Which.
        office: OfficeId,
    },
}

impl CountError {
    /// A stable code, such as `C05`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::OtherElection => "C01",
            Self::Overflow => "C02",
            Self::SumsDiffer { .. } => "C03",
            Self::StaleLot { .. } => "C04",
            Self::InvalidLot { .. } => "C05",
            Self::UnknownDecline { .. } => "C06",
            Self::UnknownOffice { .. } => "C07",
        }
    }

    /// The name of the error, such as `stale_lot`.
    pub fn name(&self) -> &'static str {
        match self {
            Self::OtherElection => "other_election",
            Self::Overflow => "overflow",
            Self::SumsDiffer { .. } => "sums_differ",
            Self::StaleLot { .. } => "stale_lot",
            Self::InvalidLot { .. } => "invalid_lot",
            Self::UnknownDecline { .. } => "unknown_decline",
            Self::UnknownOffice { .. } => "unknown_office",
        }
    }

    /// Every code there is, for documentation and tests.
    pub const CODES: [&'static str; 7] = ["C01", "C02", "C03", "C04", "C05", "C06", "C07"];

    /// What it is about, by the names of its fields.
    pub fn values(&self) -> Values {
        match self {
            Self::OtherElection | Self::Overflow => Values::new(),
            Self::SumsDiffer { votes, marks } => values(&[("votes", votes), ("marks", marks)]),
            Self::StaleLot { label } => values(&[("label", label)]),
            Self::InvalidLot { label, problem } => {
                values(&[("label", label), ("problem", &problem.to_string())])
            }
            Self::UnknownDecline { candidate } => values(&[("candidate", candidate)]),
            Self::UnknownOffice { candidate, office } => {
                values(&[("candidate", candidate), ("office", office)])
            }
        }
    }

    /// What to do about it.
    pub fn fix(&self) -> &'static str {
        match self {
            Self::OtherElection => "read the ballots again under this definition",
            Self::Overflow => "write smaller weights",
            Self::SumsDiffer { .. } => "count again, on another machine if it happens twice",
            Self::StaleLot { .. } => {
                "remove the lot: the tie it was drawn for is not there, or is another one now"
            }
            Self::InvalidLot { .. } => "enter what was drawn, as the count asks for it",
            Self::UnknownDecline { .. } => "write the candidate's id, to the letter",
            Self::UnknownOffice { .. } => "write an office of the rules",
        }
    }
}
