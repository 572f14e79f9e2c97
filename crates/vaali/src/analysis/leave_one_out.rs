//! The same election without one of its ballots.

use super::{AnalysisError, Seating, seating, seating::without_lots};
use crate::{count, count::Proceedings, definition::Frozen, profile::Profile};

/// What each ballot alone decides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeaveOneOut {
    /// Who has a seat with all ballots.
    pub all: Seating,
    /// The ballots without which it would be otherwise.
    pub without: Vec<Without>,
}

/// What the absence of one ballot changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Without {
    /// Which ballot of the profile, from 0.
    pub ballot: usize,
    /// Who has a seat without it.
    pub seating: Seating,
}

/// Leaves out each ballot in turn, and tells of those that change who is elected or tied.
///
/// Where ballots name organisations, this is the election without one organisation's vote; its candidate still stands.
///
/// # Errors
/// Another number of candidates than the rules have, and votes that overflow.
///
/// ```
/// use vaali::{analysis::{leave_one_out, plain}, count::Proceedings, profile::ProfileBuilder};
///
/// let mut builder = ProfileBuilder::new(2)?;
/// for ballot in [0, 0, 1] { builder.push(&[ballot])?; }
/// let out = leave_one_out(&plain(2, 1, 1)?, &builder.build(), &Proceedings::default())?;
/// assert_eq!(out.all.elected, [0]);
/// assert_eq!(out.without.iter().map(|without| without.ballot).collect::<Vec<_>>(), [0, 1]);
/// assert_eq!(out.without[0].seating.tied, [0, 1]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn leave_one_out(
    frozen: &Frozen,
    profile: &Profile,
    proceedings: &Proceedings,
) -> Result<LeaveOneOut, AnalysisError> {
    let proceedings = without_lots(proceedings);
    let tally = profile.tally()?;
    let all = seating(frozen, tally.votes(), &proceedings)?;
    let without = |votes: &mut Vec<u64>, ballot: usize| {
        let weight = profile.weight(ballot);
        change(votes, profile, ballot, |votes| votes - weight);
        let seating = count::seating(frozen, votes, &proceedings);
        change(votes, profile, ballot, |votes| votes + weight);
        let seating = seating?;
        Ok((seating != all).then_some(Without { ballot, seating }))
    };
    let without = each_ballot(profile.ballots(), tally.votes(), without)?;
    Ok(LeaveOneOut { all, without })
}

/// Changes the votes of everybody whom a ballot marks.
fn change(votes: &mut [u64], profile: &Profile, ballot: usize, changed: impl Fn(u64) -> u64) {
    for mark in profile.marks(ballot) {
        if let Some(votes) = votes.get_mut(mark as usize) {
            *votes = changed(*votes);
        }
    }
}

type Answer = Result<Option<Without>, AnalysisError>;

#[cfg(feature = "rayon")]
fn each_ballot(
    ballots: usize,
    votes: &[u64],
    without: impl Fn(&mut Vec<u64>, usize) -> Answer + Send + Sync,
) -> Result<Vec<Without>, AnalysisError> {
    use rayon::prelude::*;
    (0..ballots)
        .into_par_iter()
        .map_init(|| votes.to_vec(), without)
        .filter_map(Result::transpose)
        .collect()
}

#[cfg(not(feature = "rayon"))]
fn each_ballot(
    ballots: usize,
    votes: &[u64],
    without: impl Fn(&mut Vec<u64>, usize) -> Answer,
) -> Result<Vec<Without>, AnalysisError> {
    let mut votes = votes.to_vec();
    (0..ballots).map(|ballot| without(&mut votes, ballot)).filter_map(Result::transpose).collect()
}
