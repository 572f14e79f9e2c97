//! What replaced ballots can gain, and how many of them are needed.

use super::Bounds;
use crate::{
    count::figures::Accepted,
    definition::{Frozen, OwnCandidate, Standing},
    order,
    profile::Profile,
};

/// More ballots than this are not looked at; the margin is then an interval.
const MOST_LOOKS: u64 = 200_000_000;

/// Of the candidates on each side of a line, this many nearest to it are paired.
const NEAREST: usize = 1000;

/// What a ballot can gain when it is replaced, and how many are needed.
#[derive(Clone)]
pub(super) struct Search<'a> {
    pub(super) frozen: &'a Frozen,
    pub(super) profile: &'a Profile,
    voters: &'a [u32],
    pub(super) votes: &'a [u64],
    pub(super) ballots: u64,
    /// Candidates whom a valid ballot may mark.
    markable: u32,
    /// Every ballot counts the same and may mark anybody: costs have closed forms.
    uniform: bool,
    /// Weights from the heaviest, added up; only where ballots differ.
    heaviest: Vec<u64>,
    /// The voter that nominated each candidate, and how many each voter nominated; only where a voter may not mark these.
    nominators: Vec<Option<u32>>,
    nominated: Vec<u32>,
    looks: u64,
}

impl<'a> Search<'a> {
    pub(super) fn new(frozen: &'a Frozen, accepted: Accepted<'a>, votes: &'a [u64]) -> Self {
        let Accepted { profile, voters } = accepted;
        let own = frozen.rules().own_candidate == OwnCandidate::Forbidden;
        let uniform = !own && !profile.is_weighted();
        let mut search = Self {
            frozen,
            profile,
            voters,
            votes,
            ballots: profile.ballots() as u64,
            markable: u32::try_from(frozen.on_ballot()).unwrap_or(u32::MAX),
            uniform,
            heaviest: if uniform { Vec::new() } else { heaviest(profile) },
            nominators: Vec::new(),
            nominated: Vec::new(),
            looks: MOST_LOOKS,
        };
        if own {
            search.note_nominators();
        }
        search
    }

    fn note_nominators(&mut self) {
        self.nominated = vec![0; self.frozen.roll().len()];
        for (candidate, standing) in self.frozen.candidates().iter().zip(self.frozen.standings()) {
            let voter =
                candidate.organisation.as_ref().and_then(|id| self.frozen.voter(id.as_str()));
            self.nominators.push(voter);
            let count = voter.and_then(|voter| self.nominated.get_mut(voter as usize));
            if let Some(count) = count.filter(|_| *standing == Standing::OnBallot) {
                *count += 1;
            }
        }
    }

    pub(super) fn votes_of(&self, candidate: u32) -> u64 {
        self.votes.get(candidate as usize).copied().unwrap_or(0)
    }

    /// The least number of ballots after which some of `below` has the votes of some of `above`.
    pub(super) fn overtaking(&mut self, above: &[u32], below: &[u32]) -> Bounds {
        let (mut above, mut below) = (above.to_vec(), below.to_vec());
        order::sort_by_key(&mut above, |&c| self.votes_of(c));
        order::sort_by_key(&mut below, |&c| std::cmp::Reverse(self.votes_of(c)));
        let (Some(&last), Some(&first)) = (above.first(), below.first()) else {
            return Bounds::NEVER;
        };
        let nearest = self.votes_of(last).saturating_sub(self.votes_of(first));
        if self.uniform {
            // A ballot for the one and not the other, turned round, gains two; there are enough of these to close any distance.
            let free = self.markable > self.frozen.rules().marks.min;
            return Bounds::exactly(free.then(|| nearest.div_ceil(2)));
        }
        let all = above.len() <= NEAREST && below.len() <= NEAREST;
        above.truncate(NEAREST);
        below.truncate(NEAREST);
        let mut pairs: Vec<(u64, u32, u32)> = Vec::with_capacity(above.len() * below.len());
        for &i in &above {
            for &j in &below {
                pairs.push((self.votes_of(i).saturating_sub(self.votes_of(j)), i, j));
            }
        }
        order::sort_by(&mut pairs, Ord::cmp);
        let mut best = Bounds::NEVER;
        for (distance, i, j) in pairs {
            let bound = self.at_least(distance, 2);
            if best.high.is_some_and(|high| bound >= high) {
                break;
            }
            best =
                best.least(self.cost(distance, 2, |search, ballot| search.turning(ballot, i, j)));
        }
        // Pairs further apart were not looked at, but none of them is nearer than the nearest.
        if all {
            best
        } else {
            best.least(Bounds { low: Some(self.at_least(nearest, 2)), high: None })
        }
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
    pub(super) fn falling_below_minimum(&mut self, candidate: u32) -> Bounds {
        let Some(highest) = self.frozen.rules().minimum_votes.get().checked_sub(1) else {
            return Bounds::NEVER;
        };
        let excess = self.votes_of(candidate).saturating_sub(highest);
        let min = self.frozen.rules().marks.min;
        if self.uniform {
            return Bounds::exactly((self.markable > min).then_some(excess));
        }
        self.cost(excess, 1, |search, ballot| {
            let without = search.choice(ballot) - u32::from(!search.is_own(ballot, candidate));
            let loses = without >= min && search.profile.contains(ballot, candidate);
            if loses { search.profile.weight(ballot) } else { 0 }
        })
    }

    /// The least number of ballots after which a candidate has enough votes to be elected.
    pub(super) fn reaching_minimum(&mut self, candidate: u32) -> Bounds {
        let votes = self.votes_of(candidate);
        let lacking = self.frozen.rules().minimum_votes.get().saturating_sub(votes);
        if self.uniform {
            return Bounds::exactly(
                (lacking <= self.ballots.saturating_sub(votes)).then_some(lacking),
            );
        }
        self.cost(lacking, 1, |search, ballot| {
            let gains =
                !search.profile.contains(ballot, candidate) && !search.is_own(ballot, candidate);
            if gains { search.profile.weight(ballot) } else { 0 }
        })
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
        let voter = self.voters.get(ballot);
        let own = voter.and_then(|&voter| self.nominated.get(voter as usize)).copied().unwrap_or(0);
        self.markable.saturating_sub(own)
    }

    pub(super) fn is_own(&self, ballot: usize, candidate: u32) -> bool {
        let nominator = self.nominators.get(candidate as usize).copied().flatten();
        nominator.is_some() && nominator == self.voters.get(ballot).copied()
    }

    /// The least number of ballots whose gains reach `need`, if they can. No gain is above `factor` times the ballot's weight.
    fn cost(&mut self, need: u64, factor: u64, gain: impl Fn(&Self, usize) -> u64) -> Bounds {
        if need == 0 {
            return Bounds::exactly(Some(0));
        }
        if self.looks < self.ballots {
            return Bounds { low: Some(self.at_least(need, factor)), high: None };
        }
        self.looks -= self.ballots;
        let gains = (0..self.profile.ballots()).map(|ballot| gain(self, ballot));
        let mut gains: Vec<u64> = gains.filter(|&gain| gain > 0).collect();
        gains.sort_unstable();
        gains.reverse();
        let mut sum = 0_u64;
        let enough = gains.iter().position(|gain| {
            sum = sum.saturating_add(*gain);
            sum >= need
        });
        Bounds::exactly(enough.map(|position| position as u64 + 1))
    }

    /// A number of ballots below which the need is not met: each gains at most `factor` times its weight.
    pub(super) fn at_least(&self, need: u64, factor: u64) -> u64 {
        if self.uniform {
            return need.div_ceil(factor);
        }
        let too_few = |sum: &u64| sum.saturating_mul(factor) < need;
        if need == 0 { 0 } else { self.heaviest.partition_point(too_few) as u64 + 1 }
    }
}

/// The weights of the ballots from the heaviest, added up.
fn heaviest(profile: &Profile) -> Vec<u64> {
    let mut weights: Vec<u64> =
        (0..profile.ballots()).map(|ballot| profile.weight(ballot)).collect();
    weights.sort_unstable();
    weights.reverse();
    let mut sum = 0_u64;
    for weight in &mut weights {
        sum = sum.saturating_add(*weight);
        *weight = sum;
    }
    weights
}
