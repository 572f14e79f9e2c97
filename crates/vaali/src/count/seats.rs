//! Step 4 of the count: how many seats are filled, and who is elected.

use serde::{Deserialize, Serialize};

use super::{
    CountError, Declined, Proceedings,
    lots::{Desk, LotRequest, Purpose, request},
};
use crate::{
    definition::{Fill, Frozen, Seats, Standing, Unopposed},
    order,
    profile::Votes,
};

/// The drop in votes after the last elected, for one possible number of seats.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Gap {
    /// The number of seats.
    pub seats: u32,
    /// Votes of the last elected less votes of the first not elected.
    pub drop: Votes,
}

/// How the group at the last seat was treated.
#[derive(Clone, Debug)]
pub(super) enum Boundary {
    /// No group was cut.
    Clear,
    /// The whole group was elected.
    Extended { group: Vec<u32>, places: usize },
    /// Nobody of the group was elected.
    Shrunk { group: Vec<u32>, places: usize },
    /// A lot was drawn.
    Drawn { request: LotRequest, drawn: Vec<u32>, group: Vec<u32> },
    /// A lot must be drawn.
    Awaiting { request: LotRequest, group: Vec<u32> },
}

#[derive(Clone, Debug)]
pub(super) struct SeatStep {
    /// Elected without a count.
    pub(super) acclaimed: bool,
    /// Those who stand, in votes order, then declared order.
    pub(super) standing: Vec<u32>,
    /// Of these, how many have enough votes; they come first.
    pub(super) electable: usize,
    /// Those who decline the seat.
    pub(super) declined: Vec<u32>,
    /// In votes order; the drawn in declared order.
    pub(super) elected: Vec<u32>,
    pub(super) vacant: u32,
    pub(super) target: Option<u32>,
    pub(super) gaps: Vec<Gap>,
    pub(super) boundary: Boundary,
}

fn votes_of(votes: &[u64], candidate: u32) -> u64 {
    votes.get(candidate as usize).copied().unwrap_or(0)
}

fn small(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// Candidates in votes order, then declared order, as groups of equal votes.
pub(super) fn tie_groups<'a>(
    ordered: &'a [u32],
    votes: &'a [u64],
) -> impl Iterator<Item = &'a [u32]> {
    ordered.chunk_by(|a, b| votes_of(votes, *a) == votes_of(votes, *b))
}

pub(super) fn decide(
    frozen: &Frozen,
    votes: &[u64],
    proceedings: &Proceedings,
    desk: &mut Desk<'_>,
) -> Result<SeatStep, CountError> {
    let seats = frozen.elected_seats();
    let (mut standing, declined) = who_stands(frozen, proceedings);
    if frozen.rules().unopposed == Unopposed::Acclamation
        && small(standing.len()) <= frozen.greatest_target()
    {
        return Ok(SeatStep {
            acclaimed: true,
            electable: standing.len(),
            elected: standing.clone(),
            vacant: seats.min.saturating_sub(small(standing.len())),
            standing,
            declined,
            target: None,
            gaps: Vec::new(),
            boundary: Boundary::Clear,
        });
    }
    // A stable sort keeps declared order among equals; it only orders the display, never the outcome.
    order::sort_by_key(&mut standing, |&c| std::cmp::Reverse(votes_of(votes, c)));
    let minimum = frozen.rules().minimum_votes.get();
    let electable = standing.partition_point(|&c| votes_of(votes, c) >= minimum);
    let eligible = standing.get(..electable).unwrap_or_default();
    if small(electable) < seats.min {
        return Ok(SeatStep {
            acclaimed: false,
            electable,
            elected: eligible.to_vec(),
            vacant: seats.min - small(electable),
            target: Some(small(electable)),
            gaps: Vec::new(),
            boundary: Boundary::Clear,
            standing,
            declined,
        });
    }
    let (target, gaps) = target(seats, eligible, votes);
    let (elected, boundary) = take(frozen, seats, target, eligible, votes, desk)?;
    Ok(SeatStep {
        acclaimed: false,
        electable,
        elected,
        vacant: 0,
        target: Some(target),
        gaps,
        boundary,
        standing,
        declined,
    })
}

/// Those who stand and those who decline the seat, in declared order.
fn who_stands(frozen: &Frozen, proceedings: &Proceedings) -> (Vec<u32>, Vec<u32>) {
    let on_ballot = frozen
        .standings()
        .iter()
        .zip(0..)
        .filter(|(s, _)| **s == Standing::OnBallot)
        .map(|(_, c)| c);
    let mut declining = vec![false; frozen.candidates().len()];
    for decline in proceedings.declines.iter().filter(|decline| decline.from == Declined::Seat) {
        let slot = frozen
            .candidate(decline.candidate.as_str())
            .and_then(|c| declining.get_mut(c as usize));
        if let Some(declines) = slot {
            *declines = true;
        }
    }
    on_ballot.partition(|&c: &u32| declining.get(c as usize) != Some(&true))
}

/// The number of seats to fill, and the gaps that decided it.
pub(super) fn target(seats: Seats, eligible: &[u32], votes: &[u64]) -> (u32, Vec<Gap>) {
    let electable = small(eligible.len());
    match seats.fill {
        None | Some(Fill::Max) => (seats.max.min(electable), Vec::new()),
        Some(Fill::Decided(k)) => (k.min(electable), Vec::new()),
        Some(Fill::Gap) => {
            let nth = |n: u32| eligible.get(n as usize).map_or(0, |&c| votes_of(votes, c));
            let range = seats.min.max(1)..=seats.max.min(electable);
            let gaps: Vec<Gap> =
                range.map(|k| Gap { seats: k, drop: Votes::from(nth(k - 1) - nth(k)) }).collect();
            // The later of equal maxima: the larger number of seats.
            let largest = gaps.iter().max_by_key(|gap| gap.drop).map_or(0, |gap| gap.seats);
            (largest, gaps)
        }
    }
}

/// Takes tie groups from the top while they fit.
fn take(
    frozen: &Frozen,
    seats: Seats,
    target: u32,
    eligible: &[u32],
    votes: &[u64],
    desk: &mut Desk<'_>,
) -> Result<(Vec<u32>, Boundary), CountError> {
    let mut elected: Vec<u32> = Vec::with_capacity(eligible.len().min(target as usize));
    for group in tie_groups(eligible, votes) {
        let places = (target as usize).saturating_sub(elected.len());
        if places == 0 {
            break;
        }
        if group.len() <= places {
            elected.extend_from_slice(group);
            continue;
        }
        let ties = &frozen.rules().ties;
        if ties.extend && elected.len() + group.len() <= seats.max as usize {
            elected.extend_from_slice(group);
            return Ok((elected, Boundary::Extended { group: group.to_vec(), places }));
        }
        if ties.shrink && elected.len() >= seats.min as usize {
            return Ok((elected, Boundary::Shrunk { group: group.to_vec(), places }));
        }
        let request = request(frozen, Purpose::Seat, "seat/1".to_owned(), places, group);
        let group = group.to_vec();
        return Ok(match desk.answer(frozen, frozen.seat_ties(), &request)? {
            None => (elected, Boundary::Awaiting { request, group }),
            Some(drawn) => {
                elected.extend(group.iter().filter(|c| drawn.contains(c)));
                (elected, Boundary::Drawn { request, drawn, group })
            }
        });
    }
    Ok((elected, Boundary::Clear))
}
