//! Which of a voter's ballots counts.

use std::cmp::Ordering;

use jiff::Timestamp;

use super::{BallotFault, Rejected};
use crate::{
    definition::{BallotId, Frozen, SecondBallot},
    order,
    profile::Profile,
};

/// What a ballot says, once its voter was found entitled.
#[derive(Clone, Debug)]
pub(super) enum Content {
    /// The position in the profile.
    Accepted(usize),
    Blank,
    Rejected(Box<RejectedContent>),
}

impl Content {
    /// The same content in a profile that has this many ballots before it.
    pub(super) fn behind(self, ballots: usize) -> Self {
        match self {
            Self::Accepted(position) => Self::Accepted(position + ballots),
            other => other,
        }
    }
}

/// A ballot whose marks break a rule, with all it marked, so that it can be compared with another.
#[derive(Clone, Debug)]
pub(super) struct RejectedContent {
    pub(super) fault: BallotFault,
    pub(super) marks: Vec<u32>,
    pub(super) unknown: Vec<String>,
}

/// A ballot of an entitled voter, in time.
#[derive(Clone, Debug)]
pub(super) struct Received {
    pub(super) ballot: BallotId,
    pub(super) voter: u32,
    pub(super) cast_at: Option<Timestamp>,
    pub(super) content: Content,
}

/// An accepted ballot: its row, its voter, its position in the profile of all accepted.
pub(super) struct Kept {
    pub(super) ballot: BallotId,
    pub(super) voter: u32,
    pub(super) index: usize,
}

pub(super) struct Settled {
    pub(super) accepted: Vec<Kept>,
    /// Whether the profile holds ballots that do not count.
    pub(super) dropped: bool,
    pub(super) blank: u64,
    pub(super) rejected: Vec<Rejected>,
    pub(super) voted: u64,
}

/// Sorts out second ballots and accounts for the rest.
pub(super) fn settle(frozen: &Frozen, profile: &Profile, received: Vec<Received>) -> Settled {
    let fates = fates(frozen, profile, &received);
    let mut settled =
        Settled { accepted: Vec::new(), dropped: false, blank: 0, rejected: Vec::new(), voted: 0 };
    let mut voted = vec![false; frozen.roll().len()];
    for (i, ballot) in received.into_iter().enumerate() {
        if let Some(voted) = voted.get_mut(ballot.voter as usize) {
            *voted = true;
        }
        let fate = fates.as_ref().and_then(|fates| fates.get(i).cloned().flatten());
        match (fate, ballot.content) {
            (Some(fault), content) => {
                settled.dropped |= matches!(content, Content::Accepted(_));
                settled.rejected.push(Rejected { ballot: ballot.ballot, fault });
            }
            (None, Content::Accepted(index)) => {
                settled.accepted.push(Kept { ballot: ballot.ballot, voter: ballot.voter, index });
            }
            (None, Content::Blank) => settled.blank += 1,
            (None, Content::Rejected(rejected)) => {
                settled.rejected.push(Rejected { ballot: ballot.ballot, fault: rejected.fault });
            }
        }
    }
    settled.voted = voted.iter().filter(|voted| **voted).count() as u64;
    settled
}

/// For each ballot, why it does not count although its voter may vote; nothing at all if nobody voted twice.
fn fates(
    frozen: &Frozen,
    profile: &Profile,
    received: &[Received],
) -> Option<Vec<Option<BallotFault>>> {
    let mut ballots_of = vec![0_u32; frozen.roll().len()];
    for ballot in received {
        if let Some(count) = ballots_of.get_mut(ballot.voter as usize) {
            *count += 1;
        }
    }
    if ballots_of.iter().all(|&count| count <= 1) {
        return None;
    }
    let several =
        |ballot: &Received| ballots_of.get(ballot.voter as usize).is_some_and(|&count| count > 1);
    let mut again: Vec<usize> =
        (0..received.len()).filter(|&i| received.get(i).is_some_and(several)).collect();
    order::sort_by_key(&mut again, |&i| {
        received.get(i).map(|ballot| (ballot.voter, ballot.ballot))
    });
    let mut fates = vec![None; received.len()];
    let same_voter = |a: &usize, b: &usize| {
        received.get(*a).map(|r| r.voter) == received.get(*b).map(|r| r.voter)
    };
    for ballots in again.chunk_by(same_voter) {
        for (i, fault) in of_one_voter(frozen.rules().second_ballot, profile, received, ballots) {
            if let Some(fate) = fates.get_mut(i) {
                *fate = Some(fault);
            }
        }
    }
    Some(fates)
}

/// The ballots of one voter that do not count, and why. `ballots` are positions in `received`, by row.
fn of_one_voter(
    rule: SecondBallot,
    profile: &Profile,
    received: &[Received],
    ballots: &[usize],
) -> Vec<(usize, BallotFault)> {
    let time = |i: &usize| received.get(*i).and_then(|ballot| ballot.cast_at);
    let wanted = if ballots.iter().any(|i| time(i).is_none()) {
        None
    } else {
        let times = ballots.iter().map(time);
        match rule {
            SecondBallot::RejectSecond => times.min().flatten(),
            SecondBallot::LastCounts => times.max().flatten(),
        }
    };
    let candidates: Vec<usize> =
        ballots.iter().copied().filter(|i| wanted.is_none() || time(i) == wanted).collect();
    let same = candidates.windows(2).all(|pair| match pair {
        [a, b] => same_marks(profile, received.get(*a), received.get(*b)),
        _ => true,
    });
    let counted = candidates.first().copied().filter(|_| same);
    let row = |i: usize| received.get(i).map_or(BallotId(0), |ballot| ballot.ballot);
    let could_be = u32::try_from(candidates.len()).unwrap_or(u32::MAX);
    ballots
        .iter()
        .copied()
        .filter(|&i| Some(i) != counted)
        .map(|i| {
            let fault = match (counted, rule) {
                (None, _) if candidates.contains(&i) => {
                    BallotFault::OrderUnknown { ballots: could_be }
                }
                // Which of the others would count is open, but it is none before (after) them.
                (None, SecondBallot::RejectSecond) => {
                    BallotFault::AlreadyVoted { counted: first(&candidates, row) }
                }
                (None, SecondBallot::LastCounts) => {
                    BallotFault::Replaced { counted: first(&candidates, row) }
                }
                (Some(c), SecondBallot::RejectSecond) => {
                    BallotFault::AlreadyVoted { counted: row(c) }
                }
                (Some(c), SecondBallot::LastCounts) => BallotFault::Replaced { counted: row(c) },
            };
            (i, fault)
        })
        .collect()
}

fn first(ballots: &[usize], row: impl Fn(usize) -> BallotId) -> BallotId {
    ballots.first().map_or(BallotId(0), |&i| row(i))
}

/// Whether two ballots of one voter say the same. The verdict depends on the marks alone, so different verdicts mean different marks.
fn same_marks(profile: &Profile, a: Option<&Received>, b: Option<&Received>) -> bool {
    match (a.map(|r| &r.content), b.map(|r| &r.content)) {
        (Some(Content::Accepted(a)), Some(Content::Accepted(b))) => {
            profile.marks(*a).cmp(profile.marks(*b)) == Ordering::Equal
        }
        (Some(Content::Blank), Some(Content::Blank)) => true,
        (Some(Content::Rejected(a)), Some(Content::Rejected(b))) => {
            sorted(&a.marks) == sorted(&b.marks) && sorted(&a.unknown) == sorted(&b.unknown)
        }
        _ => false,
    }
}

fn sorted<T: Ord>(marks: &[T]) -> Vec<&T> {
    let mut marks: Vec<&T> = marks.iter().collect();
    order::sort_by(&mut marks, Ord::cmp);
    marks
}

/// Of marks on the roll, how many voters they name, and the marks that repeat one.
pub(super) fn once_each(voters: usize, marks: &[(BallotId, u32)]) -> (u64, Vec<Rejected>) {
    let mut first: Vec<Option<BallotId>> = vec![None; voters];
    let mut again = Vec::new();
    let mut valid = 0;
    for &(ballot, voter) in marks {
        match first.get_mut(voter as usize) {
            Some(slot @ None) => {
                *slot = Some(ballot);
                valid += 1;
            }
            Some(Some(counted)) => {
                again.push(Rejected {
                    ballot,
                    fault: BallotFault::AlreadyVoted { counted: *counted },
                });
            }
            None => {}
        }
    }
    (valid, again)
}
