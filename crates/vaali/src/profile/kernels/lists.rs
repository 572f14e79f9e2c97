//! Counts of marks in lists of candidates.

use super::super::lists::{Indices, Lists};
use super::super::weights::WeightSlice;

/// Up to this many candidates, four tables stay in the first-level cache.
const FEW: usize = 4096;

/// Adds the votes of the ballots `from..to`; `weights` are those of these ballots.
pub(in super::super) fn count(
    lists: &Lists,
    from: usize,
    to: usize,
    weights: WeightSlice<'_>,
    votes: &mut [u64],
) {
    match lists.indices() {
        Indices::Short(indices) => count_indices(indices, lists.ends(), from, to, weights, votes),
        Indices::Long(indices) => count_indices(indices, lists.ends(), from, to, weights, votes),
    }
}

trait Index: Copy {
    fn place(self) -> usize;
}

impl Index for u16 {
    fn place(self) -> usize {
        usize::from(self)
    }
}

impl Index for u32 {
    fn place(self) -> usize {
        self as usize
    }
}

fn count_indices<I: Index>(
    indices: &[I],
    ends: &[u32],
    from: usize,
    to: usize,
    weights: WeightSlice<'_>,
    votes: &mut [u64],
) {
    let start =
        from.checked_sub(1).and_then(|before| ends.get(before)).copied().unwrap_or(0) as usize;
    let ends = ends.get(from..to).unwrap_or_default();
    let end = ends.last().map_or(start, |&end| end as usize);
    let marks = indices.get(start..end).unwrap_or_default();
    match weights {
        WeightSlice::Equal => count_equal(marks, votes),
        WeightSlice::Short(weights) => {
            count_weighted(
                marks,
                start,
                ends,
                weights.iter().map(|&weight| u64::from(weight)),
                votes,
            );
        }
        WeightSlice::Long(weights) => {
            count_weighted(marks, start, ends, weights.iter().copied(), votes);
        }
    }
}

fn add<I: Index>(table: &mut [u64], mark: I, weight: u64) {
    if let Some(count) = table.get_mut(mark.place()) {
        *count = count.wrapping_add(weight);
    }
}

/// One table suffices for varied ballots. Where all mark the same candidate, each addition would wait for the one before:
/// four tables in turn keep that case from being four times slower.
fn count_equal<I: Index>(marks: &[I], votes: &mut [u64]) {
    let candidates = votes.len();
    if candidates > FEW || marks.len() < 8 * candidates {
        for &mark in marks {
            add(votes, mark, 1);
        }
        return;
    }
    let mut tables = vec![0; 3 * candidates];
    let (second, rest) = tables.split_at_mut(candidates);
    let (third, fourth) = rest.split_at_mut(candidates);
    let (fours, rest) = marks.as_chunks::<4>();
    for &[a, b, c, d] in fours {
        add(votes, a, 1);
        add(second, b, 1);
        add(third, c, 1);
        add(fourth, d, 1);
    }
    for &mark in rest {
        add(votes, mark, 1);
    }
    for (((votes, b), c), d) in votes.iter_mut().zip(second).zip(third).zip(fourth) {
        *votes = votes.wrapping_add(*b).wrapping_add(*c).wrapping_add(*d);
    }
}

fn count_weighted<I: Index>(
    mut marks: &[I],
    mut start: usize,
    ends: &[u32],
    weights: impl Iterator<Item = u64>,
    votes: &mut [u64],
) {
    for (&end, weight) in ends.iter().zip(weights) {
        let end = end as usize;
        let Some((ballot, rest)) = marks.split_at_checked(end - start) else {
            return;
        };
        for &mark in ballot {
            add(votes, mark, weight);
        }
        (marks, start) = (rest, end);
    }
}
