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
    if weights.len() < MANY {
        for_each_ballot(blocks, halves, weights, |bits, weight| {
            add(counts.as_mut_slice(), bits, weight);
        });
    } else if halves {
        count_by_bytes::<4, W>(blocks, halves, weights, counts);
    } else {
        count_by_bytes::<8, W>(blocks, halves, weights, counts);
    }
}

/// Sums the weights of the ballots for each value of each byte, then spreads those 256 sums over the bits of the byte:
/// as many additions a ballot as it has bytes, however many marks.
fn count_by_bytes<const BYTES: usize, W: Copy + Into<u64>>(
    blocks: &[Block],
    halves: bool,
    weights: &[W],
    counts: &mut Counts,
) {
    let mut sums = [[0_u64; 256]; BYTES];
    for_each_ballot(blocks, halves, weights, |bits, weight| {
        for (sums, byte) in sums.iter_mut().zip(bits.to_le_bytes()) {
            if let Some(sum) = sums.get_mut(usize::from(byte)) {
                *sum = sum.wrapping_add(weight);
            }
        }
    });
    for (sums, counts) in sums.iter().zip(counts.chunks_exact_mut(8)) {
        for (bits, &sum) in (0_u64..).zip(sums) {
            add(counts, bits, sum);
        }
    }
}

#[inline]
fn for_each_ballot<W: Copy + Into<u64>>(
    blocks: &[Block],
    halves: bool,
    weights: &[W],
    mut each: impl FnMut(u64, u64),
) {
    if halves {
        for (block, weights) in blocks.iter().zip(weights.chunks(2 * Block::WORDS)) {
            for (word, weights) in block.0.iter().zip(weights.chunks(2)) {
                for (bits, &weight) in [word & HALF, word >> 32].into_iter().zip(weights) {
                    each(bits, weight.into());
                }
            }
        }
    } else {
        for (block, weights) in blocks.iter().zip(weights.chunks(Block::WORDS)) {
            for (&bits, &weight) in block.0.iter().zip(weights) {
                each(bits, weight.into());
            }
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
