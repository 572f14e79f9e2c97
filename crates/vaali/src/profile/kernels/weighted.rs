//! Weighted counts for machines without masked addition.

use super::super::layout::{Block, HALF, Ones, index};
use super::Counts;

/// From this many ballots on, sums for each value of a byte pay for their clearing.
const MANY: usize = 1000;

/// Adds to each position the weights of the ballots that set it; with `halves`, a word is two ballots.
pub(super) fn count<W: Copy + Into<u64>>(
    blocks: &[Block],
    halves: bool,
    weights: &[W],
    counts: &mut Counts,
) {
    let words = blocks.iter().flat_map(|block| block.0);
    let weights_64 = weights.iter().map(|&weight| weight.into());
    if halves {
        let ballots = words.flat_map(|word| [word & HALF, word >> 32]).zip(weights_64);
        count_ballots::<4>(ballots, weights.len(), counts);
    } else {
        count_ballots::<8>(words.zip(weights_64), weights.len(), counts);
    }
}

fn count_ballots<const BYTES: usize>(
    ballots: impl Iterator<Item = (u64, u64)>,
    number: usize,
    counts: &mut Counts,
) {
    if number < MANY {
        for (bits, weight) in ballots {
            add(counts.as_mut_slice(), bits, weight);
        }
    } else {
        count_by_bytes::<BYTES>(ballots, counts);
    }
}

/// Sums the weights of the ballots for each value of each byte, then spreads those 256 sums over the bits of the byte:
/// as many additions a ballot as it has bytes, however many marks.
fn count_by_bytes<const BYTES: usize>(
    ballots: impl Iterator<Item = (u64, u64)>,
    counts: &mut Counts,
) {
    let mut sums = [[0_u64; 256]; BYTES];
    for (bits, weight) in ballots {
        for (sums, byte) in sums.iter_mut().zip(bits.to_le_bytes()) {
            if let Some(sum) = sums.get_mut(usize::from(byte)) {
                *sum = sum.wrapping_add(weight);
            }
        }
    }
    for (sums, counts) in sums.iter().zip(counts.chunks_exact_mut(8)) {
        for (bits, &sum) in (0_u64..).zip(sums) {
            add(counts, bits, sum);
        }
    }
}

fn add(counts: &mut [u64], bits: u64, weight: u64) {
    for position in Ones(bits) {
        if let Some(count) = counts.get_mut(index(position)) {
            *count = count.wrapping_add(weight);
        }
    }
}
