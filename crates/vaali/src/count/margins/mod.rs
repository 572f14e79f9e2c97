//! Step 8 of the count: how few ballots could have changed the result.
//!
//! A margin is the least number of accepted ballots that, replaced by other valid ballots of the same weight, could change the elected set, or the chair. A tie that
//! some lot decides otherwise is a change, so a result that needed a lot has margin 0.
//!
//! Why the margin is exact for a target that is a number: the elected set S changes if and only if afterwards somebody outside has at least the votes of somebody in S, or somebody in S has too few
//! votes to be elected, or, with seats to spare, somebody outside has enough. Each of these asks for one sum of gains over replaced ballots, and the ballots that gain most are taken first.
//! Where the target itself depends on the votes (`gap`), moving it is bounded from below only, and the margin is an interval.

mod search;

use serde::{Deserialize, Serialize};

use self::search::Search;
use super::{
    Declined, Proceedings,
    figures::Accepted,
    offices::OfficeStep,
    seats::{Boundary, SeatStep},
};
use crate::{
    definition::{Fill, Filled, Frozen},
    profile::Votes,
};

/// How close a result was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Margins {
    /// Votes of the last elected.
    pub last_elected: Option<Votes>,
    /// Votes of the first not elected.
    pub first_not_elected: Option<Votes>,
    /// The distance between the two.
    pub distance: Option<Votes>,
    /// The least number of ballots that could change the elected set.
    pub elected_set: Margin,
    /// The least number of ballots that could change the holder of the first office filled by votes; none if there is none.
    pub chair: Option<Margin>,
}

/// A least number of ballots.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Margin {
    /// This many, and no fewer.
    Exact(u64),
    /// No fewer than `at_least`; `at_most` are enough.
    Between {
        /// Fewer cannot.
        at_least: u64,
        /// This many can.
        at_most: u64,
    },
    /// However many are replaced, the result stays.
    Unchangeable,
}

impl Margin {
    fn from_bounds(at_least: Option<u64>, at_most: Option<u64>, ballots: u64) -> Self {
        match (at_least, at_most) {
            (None, None) => Self::Unchangeable,
            (Some(low), Some(high)) if low >= high => Self::Exact(high),
            (low, high) => {
                Self::Between { at_least: low.unwrap_or(0), at_most: high.unwrap_or(ballots) }
            }
        }
    }
}

pub(super) fn margins(
    frozen: &Frozen,
    accepted: Accepted<'_>,
    votes: &[u64],
    seats: &SeatStep,
    offices: &OfficeStep,
    proceedings: &Proceedings,
) -> Option<Margins> {
    if seats.acclaimed || matches!(seats.boundary, Boundary::Awaiting { .. }) {
        return None;
    }
    let search = Search::new(frozen, accepted, votes);
    let mut elected = vec![false; votes.len()];
    for &c in &seats.elected {
        if let Some(slot) = elected.get_mut(c as usize) {
            *slot = true;
        }
    }
    let outside: Vec<u32> = seats
        .standing
        .iter()
        .copied()
        .filter(|&c| elected.get(c as usize) == Some(&false))
        .collect();
    let last = seats.elected.iter().map(|&c| search.votes_of(c)).min();
    let first = outside.iter().map(|&c| search.votes_of(c)).max();
    Some(Margins {
        last_elected: last.map(Votes::from),
        first_not_elected: first.map(Votes::from),
        distance: last.zip(first).map(|(last, first)| Votes::from(last.saturating_sub(first))),
        elected_set: elected_set(frozen, seats, &outside, search.clone()),
        chair: chair(frozen, seats, offices, proceedings, search),
    })
}

fn elected_set(
    frozen: &Frozen,
    seats: &SeatStep,
    outside: &[u32],
    mut search: Search<'_>,
) -> Margin {
    let ballots = search.ballots;
    match &seats.boundary {
        Boundary::Drawn { .. } => return Margin::Exact(0),
        Boundary::Extended { group, .. } if search.one_ballot_lowers(group) => {
            return Margin::Exact(1);
        }
        Boundary::Shrunk { group, .. } if search.one_ballot_raises(group) => {
            return Margin::Exact(1);
        }
        Boundary::Extended { .. } | Boundary::Shrunk { .. } => {
            let most = search.overtaking(&seats.elected, outside).1;
            return Margin::from_bounds(Some(1), most, ballots);
        }
        Boundary::Clear | Boundary::Awaiting { .. } => {}
    }
    let (mut low, mut high) = search.overtaking(&seats.elected, outside);
    let by_gap = frozen.elected_seats().fill == Some(Fill::Gap) && seats.vacant == 0;
    for &c in &seats.elected {
        let cost = search.falling_below_minimum(c);
        (low, high) = (least(low, cost), least(high, cost));
    }
    if by_gap {
        low = least(low, search.moving_the_gap(seats));
    } else if seats.elected.len() < frozen.greatest_target() as usize {
        for &c in outside {
            let cost = search.reaching_minimum(c);
            (low, high) = (least(low, cost), least(high, cost));
        }
    }
    Margin::from_bounds(low, high, ballots)
}

fn chair(
    frozen: &Frozen,
    seats: &SeatStep,
    offices: &OfficeStep,
    proceedings: &Proceedings,
    mut search: Search<'_>,
) -> Option<Margin> {
    let position = frozen.offices().iter().position(|office| office.filled == Filled::ByVotes)?;
    let holder = offices.holders.get(position).copied().flatten()?;
    let office = frozen.offices().get(position).map(|office| &office.id)?;
    let drawn_seat =
        matches!(&seats.boundary, Boundary::Drawn { group, .. } if group.contains(&holder));
    if drawn_seat || offices.by_lot.get(position).is_some_and(Option::is_some) {
        return Some(Margin::Exact(0));
    }
    let has_declined = |c: u32| {
        let id = frozen.candidates().get(c as usize).map(|candidate| &candidate.id);
        let office = Declined::Office(office.clone());
        proceedings
            .declines
            .iter()
            .any(|decline| Some(&decline.candidate) == id && decline.from == office)
    };
    let others = seats.standing.iter().copied().filter(|&c| c != holder);
    let (decliners, rivals): (Vec<u32>, Vec<u32>) = others.partition(|&c| has_declined(c));
    let (mut low, mut high) = search.overtaking(&[holder], &rivals);
    let cost = search.falling_below_minimum(holder);
    (low, high) = (least(low, cost), least(high, cost));
    // Those who declined the office can still take the last seat from its holder, if they are enough for all seats.
    if decliners.len() >= frozen.elected_seats().min.max(1) as usize {
        low = least(low, search.overtaking(&[holder], &decliners).0);
    }
    Some(Margin::from_bounds(low, high, search.ballots))
}

fn least(a: Option<u64>, b: Option<u64>) -> Option<u64> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    }
}
