//! A plausible vote: some candidates are known, organisations prefer those of their own kind and place, and nobody knows the outcome beforehand.

use super::{
    dice::Dice,
    organisations::{KINDS, Organisation, PLACES},
};

/// Ballots as positions of candidates, of a fixed number of marks each but for a few odd ones at the end.
#[derive(Clone, Debug)]
pub(super) struct Votes {
    /// The voter of each ballot, as a position on the roll.
    pub(super) voters: Vec<u32>,
    /// The marks of all ballots, one ballot after the other.
    marks: Vec<u32>,
    /// Where each ballot's marks end.
    ends: Vec<usize>,
}

impl Votes {
    /// The ballots in the order in which they were cast.
    pub(super) fn ballots(&self) -> impl Iterator<Item = (u32, &[u32])> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        let marks = starts
            .zip(&self.ends)
            .map(|(start, &end)| self.marks.get(start..end).unwrap_or_default());
        self.voters.iter().copied().zip(marks)
    }
}

/// What kind of vote is wanted.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wanted {
    pub(super) voters: usize,
    pub(super) marks: usize,
    pub(super) blank: usize,
    /// Ballots with a mark too many.
    pub(super) rejected: usize,
    /// Whether the places before and after this number of seats are to be tied.
    pub(super) tie_at: Option<usize>,
}

/// How well each candidate is known among the organisations of each kind and place.
struct Preferences {
    /// For each kind and place, the running sums of the candidates' weights.
    sums: Vec<Vec<u32>>,
}

impl Preferences {
    fn new(dice: &mut Dice, candidates: &[Organisation]) -> Self {
        let known: Vec<u32> =
            candidates.iter().map(|_| 20 + dice.below(130) + dice.below(130)).collect();
        let cell = |kind: usize, place: usize| {
            let group = KINDS.get(kind).map(|kind| kind.2);
            let mut sum = 0;
            let weighted = candidates.iter().zip(&known).map(|(candidate, known)| {
                let like = if Some(candidate.group()) == group { 5 } else { 2 };
                let near = if candidate.place == place { 3 } else { 2 };
                sum += known * like * near;
                sum
            });
            weighted.collect()
        };
        let sums = (0..KINDS.len()).flat_map(|kind| (0..PLACES).map(move |place| (kind, place)));
        Self { sums: sums.map(|(kind, place)| cell(kind, place)).collect() }
    }

    fn choose(&self, dice: &mut Dice, voter: &Organisation) -> u32 {
        let sums = self.sums.get(voter.kind * PLACES + voter.place).map_or(&[][..], Vec::as_slice);
        let ticket = dice.below(sums.last().copied().unwrap_or(1));
        u32::try_from(sums.partition_point(|&sum| sum <= ticket)).unwrap_or(0)
    }
}

/// Lets them vote. The first organisations of the roll are those of the candidates, and mark their own.
pub(super) fn vote(
    dice: &mut Dice,
    roll: &[Organisation],
    candidates: &[Organisation],
    wanted: Wanted,
) -> Votes {
    let preferences = Preferences::new(dice, candidates);
    let voters = who_votes(dice, roll.len(), candidates.len(), wanted.voters);
    let odd_from = voters.len().saturating_sub(wanted.rejected + wanted.blank);
    let blank_from = voters.len().saturating_sub(wanted.blank);
    let mut cast = Votes {
        marks: Vec::with_capacity(voters.len() * wanted.marks),
        ends: Vec::with_capacity(voters.len()),
        voters,
    };
    let mut marked = vec![0_usize; candidates.len()];
    for (i, &voter) in cast.voters.iter().enumerate() {
        let marks = match i {
            i if i >= blank_from => 0,
            i if i >= odd_from => wanted.marks + 1,
            _ => wanted.marks,
        }
        .min(candidates.len());
        let start = cast.marks.len();
        let mut mark = |candidate: u32| match marked.get_mut(candidate as usize) {
            // The ballot's number, from 1, says that it has marked this candidate already.
            Some(last) if *last != i + 1 => {
                *last = i + 1;
                cast.marks.push(candidate);
                cast.marks.len() - start
            }
            _ => cast.marks.len() - start,
        };
        let mut made =
            if marks > 0 && (voter as usize) < candidates.len() { mark(voter) } else { 0 };
        while made < marks {
            let Some(organisation) = roll.get(voter as usize) else { break };
            made = mark(preferences.choose(dice, organisation));
        }
        if let Some(marks) = cast.marks.get_mut(start..) {
            marks.sort_unstable();
        }
        cast.ends.push(cast.marks.len());
    }
    if let Some(seats) = wanted.tie_at {
        tie(&mut cast, candidates.len(), seats, odd_from);
    }
    mix(dice, &mut cast);
    cast
}

/// Most of those who nominated, and others by chance.
fn who_votes(dice: &mut Dice, roll: usize, candidates: usize, voters: usize) -> Vec<u32> {
    let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let mut chosen: Vec<u32> =
        (0..number(candidates)).filter(|_| dice.below(6) > 0).take(voters).collect();
    let mut others: Vec<u32> = (number(candidates)..number(roll)).collect();
    let more = voters - chosen.len();
    dice.shuffle_first(&mut others, more);
    chosen.extend(others.into_iter().take(more));
    let all = chosen.len();
    dice.shuffle_first(&mut chosen, all);
    chosen
}

/// Moves as few marks as it takes to give the candidates before and after the last seat the same votes.
fn tie(votes: &mut Votes, candidates: usize, seats: usize, counted: usize) {
    let sums = sums(votes, candidates, counted);
    let mut order: Vec<usize> = (0..candidates).collect();
    order.sort_by_key(|&c| std::cmp::Reverse(sums.get(c).copied().unwrap_or(0)));
    let (Some(&above), Some(&below), Some(&last)) =
        (seats.checked_sub(1).and_then(|i| order.get(i)), order.get(seats), order.last())
    else {
        return;
    };
    let votes_of = |c: usize| sums.get(c).copied().unwrap_or(0);
    let apart = votes_of(above) - votes_of(below);
    let mut moves = vec![below; apart / 2];
    if apart % 2 == 1 && last != below {
        moves.push(last);
    }
    let number = |c: usize| u32::try_from(c).unwrap_or(u32::MAX);
    let mut start = 0;
    for &end in votes.ends.iter().take(counted) {
        let Some(&to) = moves.last() else { break };
        let Some(marks) = votes.marks.get_mut(start..end) else { break };
        start = end;
        if marks.contains(&number(to)) {
            continue;
        }
        if let Some(mark) = marks.iter_mut().find(|mark| **mark == number(above)) {
            *mark = number(to);
            marks.sort_unstable();
            moves.pop();
        }
    }
}

fn sums(votes: &Votes, candidates: usize, counted: usize) -> Vec<usize> {
    let mut sums = vec![0; candidates];
    for (_, marks) in votes.ballots().take(counted) {
        for &mark in marks {
            if let Some(sum) = sums.get_mut(mark as usize) {
                *sum += 1;
            }
        }
    }
    sums
}

/// Puts the ballots into an order that says nothing: the odd ones were made last.
fn mix(dice: &mut Dice, cast: &mut Votes) {
    let mut order: Vec<usize> = (0..cast.voters.len()).collect();
    let all = order.len();
    dice.shuffle_first(&mut order, all);
    let mut mixed = Votes {
        voters: Vec::with_capacity(all),
        marks: Vec::with_capacity(cast.marks.len()),
        ends: Vec::with_capacity(all),
    };
    for i in order {
        let start = i.checked_sub(1).and_then(|before| cast.ends.get(before)).copied().unwrap_or(0);
        let (Some(&voter), Some(&end)) = (cast.voters.get(i), cast.ends.get(i)) else { continue };
        mixed.voters.push(voter);
        mixed.marks.extend_from_slice(cast.marks.get(start..end).unwrap_or_default());
        mixed.ends.push(mixed.marks.len());
    }
    *cast = mixed;
}
