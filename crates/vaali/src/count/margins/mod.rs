//! Step 8 of the count: how few ballots could have changed the result.
//!
//! A margin is the least number of accepted ballots that, replaced by other valid ballots of the same weight, could change the elected set, or the chair. A tie that
//! some lot decides otherwise is a change, so a result that needed a lot has margin 0.
//!
//! Why the margin is exact for a target that is a number: the elected set S changes if and only if afterwards somebody outside has at least the votes of somebody in S, or somebody in S has too few
//! votes to be elected, or, with seats to spare, somebody outside has enough. Each of these asks for one sum of gains over replaced ballots, and the ballots that gain most are taken first.
//! Where the target itself depends on the votes (`gap`), moving it is bounded from below only, and the margin may be an interval.

mod gap;
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
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, derive(ts_rs::TS))]
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
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, derive(ts_rs::TS))]
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
    /// No fewer than this; whether any number is enough is not known.
    AtLeast(u64),
    /// However many are replaced, the result stays.
    Unchangeable,
}

/// What is known of a least number of ballots: no fewer than `low`, `high` are enough; nothing where no number is enough.
#[derive(Clone, Copy, Debug)]
struct Bounds {
    low: Option<u64>,
    high: Option<u64>,
}

impl Bounds {
    const NEVER: Self = Self { low: None, high: None };

    fn exactly(ballots: Option<u64>) -> Self {
        Self { low: ballots, high: ballots }
    }

    /// The bounds of whichever of two ways needs fewer ballots.
    fn least(self, other: Self) -> Self {
        let least = |a: Option<u64>, b: Option<u64>| a.into_iter().chain(b).min();
        Self { low: least(self.low, other.low), high: least(self.high, other.high) }
    }

    fn margin(self, ballots: u64) -> Margin {
        match self {
            Self { low: None, high: None } => Margin::Unchangeable,
            Self { low: Some(low), high: Some(high) } if low >= high => Margin::Exact(high),
            Self { low, high: Some(at_most) } => {
                Margin::Between { at_least: low.unwrap_or(0), at_most }
            }
            Self { low: Some(low), high: None } if low > ballots => Margin::Unchangeable,
            Self { low: Some(low), high: None } => Margin::AtLeast(low),
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
            let high = search.overtaking(&seats.elected, outside).high;
            return Bounds { low: Some(1), high }.margin(ballots);
        }
        Boundary::Clear | Boundary::Awaiting { .. } => {}
    }
    let mut bounds = search.overtaking(&seats.elected, outside);
    for &c in &seats.elected {
        bounds = bounds.least(search.falling_below_minimum(c));
    }
    if frozen.elected_seats().fill == Some(Fill::Gap) && seats.vacant == 0 {
        bounds = bounds.least(Bounds { low: search.moving_the_gap(seats), high: None });
    } else if seats.elected.len() < frozen.greatest_target() as usize {
        for &c in outside {
            bounds = bounds.least(search.reaching_minimum(c));
        }
    }
    bounds.margin(ballots)
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
    let overtaken = search.overtaking(&[holder], &rivals);
    let mut bounds = overtaken.least(search.falling_below_minimum(holder));
    // Those who declined the office can still take the last seat from its holder, if they are enough for all seats.
    if decliners.len() >= frozen.elected_seats().min.max(1) as usize {
        // They may have more votes than the holder already; without a lot it still takes a ballot.
        let low = search.overtaking(&[holder], &decliners).low.map(|cost| cost.max(1));
        bounds = bounds.least(Bounds { low, high: None });
    }
    Some(bounds.margin(search.ballots))
}
