//! How few ballots could move the largest drop to another number of seats.
//!
//! Which ballots to replace is a problem without a known short way: a drop is between whoever is last and first then, and a replaced ballot moves many candidates at once. So there are two answers: a number
//! below which it cannot be done, and a number with which it was done, found by trying. Where they meet, the margin is exact.

use super::search::Search;
use crate::count::seats::{SeatStep, target};

/// Replaced ballots that are tried in all.
const MOST_TRIED: u64 = 1_000_000;

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

    /// A number of ballots, less than `limit`, with which the elected set was changed by moving the drop.
    pub(super) fn gap_moved_by(&self, seats: &SeatStep, limit: Option<u64>) -> Option<u64> {
        let mut tries = MOST_TRIED;
        let mut best = limit;
        for k in self.other_targets(seats) {
            let found = self.push_towards(seats, k, best, &mut tries);
            best = found.or(best);
        }
        best
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

    /// Replaces ballot after ballot, those that help most first, until the elected set changes.
    fn push_towards(
        &self,
        seats: &SeatStep,
        k: usize,
        limit: Option<u64>,
        tries: &mut u64,
    ) -> Option<u64> {
        let filled = seats.elected.len();
        let at = |position: usize| seats.standing.get(position).copied();
        let raised: Vec<u32> =
            [at(filled), at(k.saturating_sub(1))].into_iter().flatten().collect();
        let lowered: Vec<u32> =
            [at(filled.saturating_sub(1)), at(k)].into_iter().flatten().collect();
        let wanted = |c: u32| raised.iter().filter(|&&r| r == c).count() as u64;
        let unwanted = |c: u32| lowered.iter().filter(|&&l| l == c).count() as u64;
        let mut gains: Vec<(u64, usize)> = (0..self.profile.ballots())
            .filter_map(|ballot| {
                let free = |c: u32| !self.is_own(ballot, c);
                let lost: u64 = self.profile.marks(ballot).map(unwanted).sum();
                let missing = |c: &&u32| free(**c) && !self.profile.contains(ballot, **c);
                let won = raised.iter().filter(missing).count() as u64;
                let gain = self.profile.weight(ballot).saturating_mul(lost + won);
                (gain > 0).then_some((gain, ballot))
            })
            .collect();
        gains.sort_unstable_by(|a, b| b.cmp(a));
        let mut votes = self.votes.to_vec();
        for ((_, ballot), replaced) in gains.into_iter().zip(1_u64..) {
            if limit.is_some_and(|limit| replaced >= limit) || *tries == 0 {
                return None;
            }
            *tries -= 1;
            let Some(marks) = self.remade(seats, ballot, &|c| wanted(c) > 0, &|c| unwanted(c) > 0)
            else {
                continue;
            };
            let weight = self.profile.weight(ballot);
            for mark in self.profile.marks(ballot) {
                if let Some(votes) = votes.get_mut(mark as usize) {
                    *votes = votes.saturating_sub(weight);
                }
            }
            for mark in marks {
                if let Some(votes) = votes.get_mut(mark as usize) {
                    *votes = votes.saturating_add(weight);
                }
            }
            if self.could_elect_others(seats, &votes) {
                return Some(replaced);
            }
        }
        None
    }

    /// The ballot with the wanted marked and the unwanted not, and otherwise as it was, as far as the number of marks allows.
    fn remade(
        &self,
        seats: &SeatStep,
        ballot: usize,
        wanted: &dyn Fn(u32) -> bool,
        unwanted: &dyn Fn(u32) -> bool,
    ) -> Option<Vec<u32>> {
        let rules = self.frozen.rules().marks;
        let free = |c: &u32| !self.is_own(ballot, *c);
        let mut marks: Vec<u32> =
            seats.standing.iter().copied().filter(|&c| wanted(c)).filter(free).collect();
        marks.truncate(rules.max as usize);
        let kept = self.profile.marks(ballot).filter(|&c| !wanted(c) && !unwanted(c));
        // Those far ahead are filled in first where marks are missing: it moves nobody at the seat line.
        let others =
            seats.standing.iter().copied().filter(|&c| !wanted(c) && !unwanted(c)).filter(free);
        for mark in kept {
            if marks.len() < rules.max as usize {
                marks.push(mark);
            }
        }
        for mark in others {
            if marks.len() < rules.min as usize && !marks.contains(&mark) {
                marks.push(mark);
            }
        }
        (marks.len() >= rules.min as usize).then_some(marks)
    }

    /// Whether these votes could elect another set than the one elected.
    fn could_elect_others(&self, seats: &SeatStep, votes: &[u64]) -> bool {
        let votes_of = |c: u32| votes.get(c as usize).copied().unwrap_or(0);
        let mut order = seats.standing.clone();
        order.sort_by_key(|&c| std::cmp::Reverse(votes_of(c)));
        let minimum = self.frozen.rules().minimum_votes.get();
        order.truncate(order.partition_point(|&c| votes_of(c) >= minimum));
        let range = self.frozen.elected_seats();
        if order.len() < range.min as usize {
            return true;
        }
        let (filled, _) = target(range, &order, votes);
        let (top, rest) = order.split_at(order.len().min(filled as usize));
        let tied = top.last().zip(rest.first()).is_some_and(|(&a, &b)| votes_of(a) == votes_of(b));
        tied || top.len() != seats.elected.len() || top.iter().any(|c| !seats.elected.contains(c))
    }
}
