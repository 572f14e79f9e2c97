//! How few ballots could move the largest drop to another number of seats.
//!
//! Which ballots to replace is a problem without a known short way: a drop is between whoever is last and first then, and a replaced ballot moves many candidates at once. So there is a number below which
//! it cannot be done. A number with which it can be done could be found by trying, but what is tried first among equal ballots and equal candidates would depend on the order of rows and of candidates,
//! and no part of an outcome may.

use super::search::Search;
use crate::count::seats::SeatStep;

impl Search<'_> {
    /// A number of ballots below which the largest drop cannot move: one ballot moves each of the four votes in two drops by its weight at most.
    pub(super) fn moving_the_gap(&self, seats: &SeatStep) -> Option<u64> {
        if self.frozen.rules().minimum_votes.get() > 1 {
            // Somebody who falls below the minimum takes all their votes out of the drops at once.
            return Some(1);
        }
        let filled = seats.elected.len();
        self.other_targets(seats)
            .map(|k| {
                let ahead =
                    self.drop_after(seats, filled).saturating_sub(self.drop_after(seats, k));
                self.at_least(ahead.saturating_add(u64::from(k < filled)), 4).max(1)
            })
            .min()
    }

    fn other_targets(&self, seats: &SeatStep) -> impl Iterator<Item = usize> + use<> {
        let (range, filled) = (self.frozen.elected_seats(), seats.elected.len());
        let most = (range.max as usize).min(seats.standing.len());
        (range.min.max(1) as usize..=most).filter(move |&k| k != filled)
    }

    fn nth(&self, seats: &SeatStep, position: usize) -> u64 {
        seats.standing.get(position).map_or(0, |&c| self.votes_of(c))
    }

    fn drop_after(&self, seats: &SeatStep, k: usize) -> u64 {
        self.nth(seats, k.saturating_sub(1)).saturating_sub(self.nth(seats, k))
    }
}
