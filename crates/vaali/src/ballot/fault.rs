//! Why a ballot is rejected: the first reason found, in the order of the rules.

use crate::{
    values::{Datum, Values, values},
    words::{are, counted},
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::definition::{BallotId, CandidateId, VoterId};

/// The reason for which a ballot is rejected whole.
///
/// Data for people and programs. What a ballot marked is in it only with `open` secrecy; otherwise the place of the mark on the ballot is all it says.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "fault", rename_all = "snake_case")]
pub enum BallotFault {
    /// The voter is not on the roll.
    #[error("{}", match voter { Some(voter) => format!("`{voter}` is not on the roll"), None => "the ballot names no voter".to_owned() })]
    UnknownVoter {
        /// The voter named, if any.
        voter: Option<String>,
    },
    /// The voter's right to vote is suspended.
    #[error("the right of `{voter}` to vote is suspended")]
    SuspendedVoter {
        /// The voter.
        voter: VoterId,
    },
    /// Cast before voting opened.
    #[error("cast at {cast_at}, before voting opened at {opens}")]
    TooEarly {
        /// When it was cast.
        #[serde(
            deserialize_with = "crate::instant::required",
            serialize_with = "crate::instant::write"
        )]
        cast_at: Timestamp,
        /// When voting opened.
        #[serde(
            deserialize_with = "crate::instant::required",
            serialize_with = "crate::instant::write"
        )]
        opens: Timestamp,
    },
    /// Cast after voting closed.
    #[error("cast at {cast_at}, after voting closed at {closes}")]
    TooLate {
        /// When it was cast.
        #[serde(
            deserialize_with = "crate::instant::required",
            serialize_with = "crate::instant::write"
        )]
        cast_at: Timestamp,
        /// When voting closed.
        #[serde(
            deserialize_with = "crate::instant::required",
            serialize_with = "crate::instant::write"
        )]
        closes: Timestamp,
    },
    /// The voter's first ballot counts, and this is not it.
    #[error("the voter had voted already, by ballot {counted}")]
    AlreadyVoted {
        /// The ballot that counts.
        counted: BallotId,
    },
    /// A mark for nobody who is on the ballot.
    #[error("mark {mark} is for nobody on the ballot{}", match text { Some(text) => format!(": `{text}`"), None => String::new() })]
    UnknownCandidate {
        /// Which mark of the ballot, from 1.
        mark: u32,
        /// What it says; only with open ballots.
        text: Option<String>,
    },
    /// A mark for a candidate who withdrew.
    #[error("mark {mark} is for a candidate who withdrew{}", in_words(candidate.as_ref()))]
    WithdrawnCandidate {
        /// Which mark of the ballot, from 1.
        mark: u32,
        /// The candidate; only with open ballots.
        candidate: Option<CandidateId>,
    },
    /// A candidate marked twice.
    #[error("mark {mark} repeats an earlier one{}", in_words(candidate.as_ref()))]
    RepeatedMark {
        /// Which mark of the ballot, from 1.
        mark: u32,
        /// The candidate; only with open ballots.
        candidate: Option<CandidateId>,
    },
    /// A mark for the candidate of the voter's own organisation, where the rules forbid it.
    #[error("mark {mark} is for the voter's own candidate{}", in_words(candidate.as_ref()))]
    OwnCandidate {
        /// Which mark of the ballot, from 1.
        mark: u32,
        /// The candidate; only with open ballots.
        candidate: Option<CandidateId>,
    },
    /// More marks than the rules allow.
    #[error("{}, at most {max} {} allowed", counted(marks, "mark", "marks"), are(max))]
    TooManyMarks {
        /// Marks on the ballot.
        marks: u32,
        /// Marks allowed.
        max: u32,
    },
    /// Fewer marks than the rules ask for.
    #[error("{}, at least {min} {} needed", counted(marks, "mark", "marks"), are(min))]
    TooFewMarks {
        /// Marks on the ballot.
        marks: u32,
        /// Marks needed.
        min: u32,
    },
    /// The voter's last ballot counts, and this is not it.
    #[error("replaced by the voter's later ballot {counted}")]
    Replaced {
        /// The ballot that counts.
        counted: BallotId,
    },
    /// Several ballots of one voter, and nothing says which of them came first or last.
    #[error(
        "the voter cast {ballots} different ballots, and their times do not say which one counts"
    )]
    OrderUnknown {
        /// How many ballots could be the one that counts.
        ballots: u32,
    },
}

fn in_words(candidate: Option<&CandidateId>) -> String {
    candidate.map(|id| format!(": `{id}`")).unwrap_or_default()
}

impl BallotFault {
    /// Every code with its name, in the order in which ballots are checked.
    pub const CODES: [(&'static str, &'static str); 13] = [
        ("B01", "unknown_voter"),
        ("B02", "suspended_voter"),
        ("B03", "too_early"),
        ("B04", "too_late"),
        ("B05", "already_voted"),
        ("B06", "unknown_candidate"),
        ("B07", "withdrawn_candidate"),
        ("B08", "repeated_mark"),
        ("B09", "own_candidate"),
        ("B10", "too_many_marks"),
        ("B11", "too_few_marks"),
        ("B12", "replaced"),
        ("B13", "order_unknown"),
    ];

    fn row(&self) -> (&'static str, &'static str) {
        let position = match self {
            Self::UnknownVoter { .. } => 0,
            Self::SuspendedVoter { .. } => 1,
            Self::TooEarly { .. } => 2,
            Self::TooLate { .. } => 3,
            Self::AlreadyVoted { .. } => 4,
            Self::UnknownCandidate { .. } => 5,
            Self::WithdrawnCandidate { .. } => 6,
            Self::RepeatedMark { .. } => 7,
            Self::OwnCandidate { .. } => 8,
            Self::TooManyMarks { .. } => 9,
            Self::TooFewMarks { .. } => 10,
            Self::Replaced { .. } => 11,
            Self::OrderUnknown { .. } => 12,
        };
        Self::CODES.get(position).copied().unwrap_or_default()
    }

    /// A stable code, such as `B10`.
    pub fn code(&self) -> &'static str {
        self.row().0
    }

    /// The name of the reason, such as `too_many_marks`.
    pub fn name(&self) -> &'static str {
        self.row().1
    }

    /// What it is about, by the names of its fields.
    pub fn values(&self) -> Values {
        let one = |name, datum: &dyn Datum| values(&[(name, datum)]);
        match self {
            Self::UnknownVoter { voter } => one("voter", voter),
            Self::SuspendedVoter { voter } => one("voter", voter),
            Self::TooEarly { cast_at, opens } => values(&[("cast_at", cast_at), ("opens", opens)]),
            Self::TooLate { cast_at, closes } => {
                values(&[("cast_at", cast_at), ("closes", closes)])
            }
            Self::AlreadyVoted { counted } | Self::Replaced { counted } => one("counted", counted),
            Self::UnknownCandidate { mark, text } => values(&[("mark", mark), ("text", text)]),
            Self::WithdrawnCandidate { mark, candidate }
            | Self::RepeatedMark { mark, candidate }
            | Self::OwnCandidate { mark, candidate } => {
                values(&[("mark", mark), ("candidate", candidate)])
            }
            Self::TooManyMarks { marks, max } => values(&[("marks", marks), ("max", max)]),
            Self::TooFewMarks { marks, min } => values(&[("marks", marks), ("min", min)]),
            Self::OrderUnknown { ballots } => one("ballots", ballots),
        }
    }

    /// What to do about it, where something can be done.
    pub fn fix(&self) -> &'static str {
        match self {
            Self::UnknownVoter { .. } => "compare the voter with the id on the roll, to the letter",
            Self::OrderUnknown { .. } => {
                "write cast_at for each of the voter's ballots, or remove those that do not count"
            }
            Self::UnknownCandidate { .. } => {
                "compare the mark with the ids of the candidates, to the letter"
            }
            _ => "nothing: the rules reject it",
        }
    }
}

/// A rejected ballot or roll mark: which row, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Rejected {
    /// The row.
    pub ballot: BallotId,
    /// The reason.
    pub fault: BallotFault,
}
