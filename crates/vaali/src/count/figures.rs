//! What a count knows of the ballots beside the votes: how many of which kind. No ballot is in it.
//!
//! The steps after the tally see these figures only. So they can be repeated from what a record says, without the ballots.

use super::{CountError, RejectedCount};
use crate::{
    ballot::{BallotFault, Ballots, Rejected},
    definition::{Frozen, Secrecy},
    profile::{Profile, Tally},
};

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Figures {
    /// Rows read.
    pub(crate) rows: u64,
    /// Ballots accepted.
    pub(crate) accepted: u64,
    /// Blank ballots.
    pub(crate) blank: u64,
    /// Rejected ballots by reason, in the order of the checks.
    pub(crate) rejected: Vec<RejectedCount>,
    /// Rejected ballots one by one; only with `open` secrecy.
    pub(crate) rejected_ballots: Option<Vec<Rejected>>,
    /// Voters who voted.
    pub(crate) voted: u64,
    /// Marks of accepted ballots, each counted once whatever its weight.
    pub(crate) entries: u64,
    /// The weight of all accepted ballots.
    pub(crate) weight: u64,
    /// Sum of the candidates' votes.
    pub(crate) votes: u64,
    /// Sum of weight times marks, added up apart from the votes.
    pub(crate) marks: u64,
    /// What became of the marks on the roll, where ballots are apart from it.
    pub(crate) roll_marks: Option<RollFigures>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct RollFigures {
    pub(crate) valid: u64,
    pub(crate) rejected: u64,
}

/// The accepted ballots themselves, which only the margins need.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Accepted<'a> {
    pub(crate) profile: &'a Profile,
    /// The voter of each ballot as a position on the roll; empty where ballots name none.
    pub(crate) voters: &'a [u32],
}

impl Figures {
    /// The figures of a closed box without what its tally says.
    pub(super) fn of(frozen: &Frozen, ballots: &Ballots) -> Self {
        let open = frozen.rules().secrecy == Secrecy::Open;
        Self {
            rows: ballots.rows(),
            blank: ballots.blank(),
            rejected: by_reason(ballots.rejected()),
            rejected_ballots: open.then(|| ballots.rejected().to_vec()),
            voted: ballots.voted(),
            roll_marks: ballots.roll_marks().map(|marks| RollFigures {
                valid: marks.valid,
                rejected: marks.rejected.len() as u64,
            }),
            ..Self::default()
        }
    }

    /// With what the profile of the accepted and its tally say.
    ///
    /// # Errors
    /// Sums that overflow, or that do not agree.
    pub(super) fn tallied(mut self, profile: &Profile, tally: &Tally) -> Result<Self, CountError> {
        let votes = tally.votes().iter().try_fold(0_u64, |sum, &votes| sum.checked_add(votes));
        self.votes = votes.ok_or(CountError::Overflow)?;
        self.marks = tally.marks();
        if self.votes != self.marks {
            return Err(CountError::SumsDiffer { votes: self.votes, marks: self.marks });
        }
        self.accepted = profile.ballots() as u64;
        self.entries = profile.entries();
        self.weight = tally.weight();
        Ok(self)
    }

    /// All rejected ballots.
    pub(crate) fn rejected(&self) -> u64 {
        self.rejected.iter().fold(0, |sum, row| sum.saturating_add(row.ballots))
    }
}

/// Rejected ballots by reason, in the order of the checks.
pub(crate) fn by_reason(rejected: &[Rejected]) -> Vec<RejectedCount> {
    let count =
        |code: &str| rejected.iter().filter(|rejected| rejected.fault.code() == code).count();
    BallotFault::CODES
        .iter()
        .map(|(code, reason)| RejectedCount {
            code: (*code).to_owned(),
            reason: (*reason).to_owned(),
            ballots: count(code) as u64,
        })
        .filter(|row| row.ballots > 0)
        .collect()
}
