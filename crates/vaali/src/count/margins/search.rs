//! What replaced ballots can gain, and how many of them are needed.

use super::least;
use crate::{
    count::{figures::Accepted, seats::SeatStep},
    definition::{Frozen, OwnCandidate, Standing, VoterId},
    profile::Profile,
};

/// More ballots than this are not looked at; the margin is then an interval.
const MOST_LOOKS: u64 = 200_000_000;

/// What a ballot can gain when it is replaced, and how many are needed.
#[derive(Clone)]
pub(super) struct Search<'a> {
    frozen: &'a Frozen,
    profile: &'a Profile,
    voters: &'a [u32],
    votes: &'a [u64],
    pub(super) ballots: u64,
    /// Candidates whom a valid ballot may mark.
    markable: u32,
    /// Every ballot counts the same and may mark anybody: costs have closed forms.
    uniform: bool,
    /// Weights from the heaviest, added up; only where ballots differ.
    heaviest: Vec<u64>,
    looks: u64,
}

impl<'a> Search<'a> {
    pub(super) fn new(frozen: &'a Frozen, accepted: Accepted<'a>, votes: &'a [u64]) -> Self {
        let Accepted { profile, voters } = accepted;
        let markable = frozen.standings().iter().filter(|s| **s == Standing::OnBallot).count();
        let own = frozen.rules().own_candidate == OwnCandidate::Forbidden;
        let uniform = !own && !profile.is_weighted();
        let mut heaviest = Vec::new();
        if !uniform {
            heaviest = (0..profile.ballots()).map(|b| profile.weight(b)).collect();
            heaviest.sort_unstable_by(|a, b| b.cmp(a));
            let mut sum = 0_u64;
            for weight in &mut heaviest {
                sum = sum.saturating_add(*weight);
                *weight = sum;
            }
        }
        Self {
            frozen,
            profile,
            voters,
            votes,
            ballots: profile.ballots() as u64,
            markable: u32::try_from(markable).unwrap_or(u32::MAX),
            uniform,
            heaviest,
            looks: MOST_LOOKS,
        }
    }

    pub(super) fn votes_of(&self, candidate: u32) -> u64 {
        self.votes.get(candidate as usize).copied().unwrap_or(0)
    }

    /// The least number of ballots after which some of `below` has the votes of some of `above`, as bounds from both sides.
    pub(super) fn overtaking(
        &mut self,
        above: &[u32],
        below: &[u32],
    ) -> (Option<u64>, Option<u64>) {
        let (Some(last), Some(first)) = (
            above.iter().map(|&c| self.votes_of(c)).min(),
            below.iter().map(|&c| self.votes_of(c)).max(),
        ) else {
            return (None, None);
        };
        if self.uniform {
            // A ballot for the one and not the other, turned round, gains two; there are enough of these to close any distance.
            let cost = (self.markable > self.frozen.rules().marks.min)
                .then(|| last.saturating_sub(first).div_ceil(2));
            return (cost, cost);
        }
        let mut pairs: Vec<(u64, u32, u32)> = Vec::new();
        for &i in above {
            for &j in below {
                pairs.push((self.votes_of(i).saturating_sub(self.votes_of(j)), i, j));
            }
        }
        pairs.sort_unstable();
        let mut best: Option<u64> = None;
        for (distance, i, j) in pairs {
            let bound = self.at_least(distance, 2);
            if best.is_some_and(|best| bound >= best) {
                break;
            }
            if !self.may_look() {
                return (Some(bound), best);
            }
            let cost = self.cost(distance, |search, ballot| search.turning(ballot, i, j));
            best = least(best, cost);
        }
        (best, best)
    }

    /// What replacing a ballot can take from `i` and give to `j`.
    fn turning(&self, ballot: usize, i: u32, j: u32) -> u64 {
        let (own_i, own_j) = (self.is_own(ballot, i), self.is_own(ballot, j));
        let without_i = self.choice(ballot) - u32::from(!own_i);
        if without_i < self.frozen.rules().marks.min {
            return 0;
        }
        let from_i = u64::from(self.profile.contains(ballot, i));
        let to_j = u64::from(!own_j && !self.profile.contains(ballot, j));
        self.profile.weight(ballot).saturating_mul(from_i + to_j)
    }

    /// The least number of ballots after which an elected candidate has too few votes to be elected.
    pub(super) fn falling_below_minimum(&mut self, candidate: u32) -> Option<u64> {
        let highest = self.frozen.rules().minimum_votes.get().checked_sub(1)?;
        let excess = self.votes_of(candidate).saturating_sub(highest);
        if self.uniform {
            return (self.markable > self.frozen.rules().marks.min).then_some(excess);
        }
        self.cost(excess, |search, ballot| {
            let without = search.choice(ballot) - u32::from(!search.is_own(ballot, candidate));
            let free = without >= search.frozen.rules().marks.min;
            if free && search.profile.contains(ballot, candidate) {
                search.profile.weight(ballot)
            } else {
                0
            }
        })
    }

    /// The least number of ballots after which a candidate has enough votes to be elected.
    pub(super) fn reaching_minimum(&mut self, candidate: u32) -> Option<u64> {
        let lacking =
            self.frozen.rules().minimum_votes.get().saturating_sub(self.votes_of(candidate));
        if self.uniform {
            return (lacking <= self.ballots.saturating_sub(self.votes_of(candidate)))
                .then_some(lacking);
        }
        self.cost(lacking, |search, ballot| {
            let taken =
                search.profile.contains(ballot, candidate) || search.is_own(ballot, candidate);
            if taken { 0 } else { search.profile.weight(ballot) }
        })
    }

    /// A number of ballots below which the largest drop cannot move to another number of seats: one ballot moves each of the four votes in two drops by its weight at most.
    pub(super) fn moving_the_gap(&self, seats: &SeatStep) -> Option<u64> {
        let filled = u32::try_from(seats.elected.len()).unwrap_or(u32::MAX);
        let range = self.frozen.elected_seats();
        if self.frozen.rules().minimum_votes.get() > 1 {
            // Somebody who falls below the minimum takes all their votes out of the drops at once.
            return Some(1);
        }
        let nth = |n: u32| seats.standing.get(n as usize).map_or(0, |&c| self.votes_of(c));
        let drop = |k: u32| nth(k.saturating_sub(1)).saturating_sub(nth(k));
        let standing = u32::try_from(seats.standing.len()).unwrap_or(u32::MAX);
        let others = (range.min.max(1)..=range.max.min(standing)).filter(|&k| k != filled);
        others
            .map(|k| {
                let ahead =
                    drop(filled).saturating_sub(drop(k)).saturating_add(u64::from(k < filled));
                self.at_least(ahead, 4).max(1)
            })
            .min()
    }

    /// Whether one replaced ballot can take a vote from one of the group alone.
    pub(super) fn one_ballot_lowers(&self, group: &[u32]) -> bool {
        let min = self.frozen.rules().marks.min;
        (0..self.profile.ballots()).any(|ballot| {
            group.iter().any(|&c| self.profile.contains(ballot, c))
                && self.profile.weight(ballot) > 0
                && self.choice(ballot) > min
        })
    }

    /// Whether one replaced ballot can give a vote to one of the group alone.
    pub(super) fn one_ballot_raises(&self, group: &[u32]) -> bool {
        (0..self.profile.ballots()).any(|ballot| {
            let free = |c: u32| !self.profile.contains(ballot, c) && !self.is_own(ballot, c);
            self.profile.weight(ballot) > 0 && group.iter().any(|&c| free(c))
        })
    }

    /// How many candidates the voter of a ballot may mark.
    fn choice(&self, ballot: usize) -> u32 {
        if self.frozen.rules().own_candidate == OwnCandidate::Allowed {
            return self.markable;
        }
        let Some(voter) = self.voter(ballot) else { return self.markable };
        let own = self.frozen.candidates().iter().zip(self.frozen.standings());
        let own = own
            .filter(|(c, s)| **s == Standing::OnBallot && c.organisation.as_ref() == Some(voter))
            .count();
        self.markable.saturating_sub(u32::try_from(own).unwrap_or(u32::MAX))
    }

    fn voter(&self, ballot: usize) -> Option<&VoterId> {
        self.voters
            .get(ballot)
            .and_then(|&voter| self.frozen.roll().get(voter as usize))
            .map(|voter| &voter.id)
    }

    fn is_own(&self, ballot: usize, candidate: u32) -> bool {
        if self.frozen.rules().own_candidate == OwnCandidate::Allowed {
            return false;
        }
        let organisation =
            self.frozen.candidates().get(candidate as usize).and_then(|c| c.organisation.as_ref());
        organisation.is_some() && organisation == self.voter(ballot)
    }

    /// The least number of ballots whose gains reach `need`, if they can.
    fn cost(&mut self, need: u64, gain: impl Fn(&Self, usize) -> u64) -> Option<u64> {
        if need == 0 {
            return Some(0);
        }
        self.looks = self.looks.saturating_sub(self.ballots);
        let mut gains: Vec<u64> = (0..self.profile.ballots())
            .map(|ballot| gain(self, ballot))
            .filter(|&gain| gain > 0)
            .collect();
        gains.sort_unstable_by(|a, b| b.cmp(a));
        let mut sum = 0_u64;
        let enough = gains.iter().position(|gain| {
            sum = sum.saturating_add(*gain);
            sum >= need
        });
        enough.map(|position| position as u64 + 1)
    }

    /// A number of ballots that can never be enough less one: each gains at most `factor` times its weight.
    fn at_least(&self, need: u64, factor: u64) -> u64 {
        if self.uniform {
            return need.div_ceil(factor);
        }
        let enough = |sum: &u64| sum.saturating_mul(factor) < need;
        if need == 0 { 0 } else { self.heaviest.partition_point(enough) as u64 + 1 }
    }

    fn may_look(&self) -> bool {
        self.looks > self.ballots
    }
}
