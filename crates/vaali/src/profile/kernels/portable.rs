//! The kernel every machine can run: a Harley-Seal tree of carry-save adders, one source for vectors of any width.
//!
//! Sixteen vectors go through fifteen adders, which leave one vector of carries worth sixteen each; only that one is counted
//! bit by bit. Four sums of weight one, two, four and eight stay behind and are counted once at the end.
//!
//! The vectors are explicit, not left to the compiler: from loops over arrays it makes shuffles at half the speed.
#![expect(
    clippy::indexing_slicing,
    reason = "constant places in arrays of constant length, and chunks cut to the length that is read"
)]
#![expect(
    clippy::inline_always,
    reason = "the source takes the instructions of the kernel it is inlined into; left outside, it would run on the plainest"
)]

use super::super::layout::Block;
use super::Counts;
use fearless_simd::{Simd, prelude::*};

/// Blocks read as four streams side by side: 1 MiB.
///
/// The prefetcher of a processor works within a page; four pages at a time bring more from memory than one.
pub(super) const SUPERBLOCK: usize = (1 << 20) / Block::BYTES;

#[inline(always)]
fn vector<S: Simd>(simd: S, blocks: &[Block], position: usize) -> S::u64s {
    let per_block = Block::WORDS / S::u64s::LEN;
    let start = position % per_block * S::u64s::LEN;
    S::u64s::from_slice(simd, &blocks[position / per_block].0[start..start + S::u64s::LEN])
}

/// A full adder in every bit: `sum` becomes the parity of the three, the result their majority.
#[inline(always)]
fn carry_save<S: Simd>(sum: &mut S::u64s, b: S::u64s, c: S::u64s) -> S::u64s {
    let parity = b ^ c;
    let carry = (b & c) | (parity & *sum);
    *sum = parity ^ *sum;
    carry
}

/// The running sums of weight one, two, four and eight.
struct Sums<S: Simd> {
    ones: S::u64s,
    twos: S::u64s,
    fours: S::u64s,
    eights: S::u64s,
}

impl<S: Simd> Sums<S> {
    #[inline(always)]
    fn zero(simd: S) -> Self {
        let zero = S::u64s::splat(simd, 0);
        Self { ones: zero, twos: zero, fours: zero, eights: zero }
    }

    #[inline(always)]
    fn add_four(&mut self, simd: S, blocks: &[Block]) -> S::u64s {
        let a = carry_save::<S>(&mut self.ones, vector(simd, blocks, 0), vector(simd, blocks, 1));
        let b = carry_save::<S>(&mut self.ones, vector(simd, blocks, 2), vector(simd, blocks, 3));
        carry_save::<S>(&mut self.twos, a, b)
    }

    /// Adds sixteen vectors, four from each stream, and returns the carries of weight sixteen.
    #[inline(always)]
    fn add_sixteen(&mut self, simd: S, [a, b, c, d]: [&[Block]; 4]) -> S::u64s {
        let (a, b) = (self.add_four(simd, a), self.add_four(simd, b));
        let first = carry_save::<S>(&mut self.fours, a, b);
        let (c, d) = (self.add_four(simd, c), self.add_four(simd, d));
        let second = carry_save::<S>(&mut self.fours, c, d);
        carry_save::<S>(&mut self.eights, first, second)
    }
}

/// Counts of bits in bytes: byte `b` of a lane of `counts[k]` counts bit `8 b + k` of that lane.
struct ByteCounts<S: Simd> {
    counts: [S::u64s; 8],
    zero: S::u64s,
}

const LOW_BITS: u64 = 0x0101_0101_0101_0101;
const LOW_BYTES: u64 = 0x00FF_00FF_00FF_00FF;

impl<S: Simd> ByteCounts<S> {
    #[inline(always)]
    fn zero(simd: S) -> Self {
        let zero = S::u64s::splat(simd, 0);
        Self { counts: [zero; 8], zero }
    }

    /// Adds each bit `1 << weight` times.
    #[inline(always)]
    fn add(&mut self, vector: S::u64s, weight: u32) {
        for (counts, bit) in self.counts.iter_mut().zip(0_u32..) {
            *counts += ((vector >> bit) & LOW_BITS) << weight;
        }
    }

    /// Moves the counts, each worth `1 << weight`, into `counts`.
    ///
    /// Apart from the loop, lest the 64 counters take its registers.
    #[inline(never)]
    fn flush(&mut self, weight: u32, counts: &mut Counts) {
        for (bit, bytes) in self.counts.iter().enumerate() {
            let (mut even, mut odd) = (0_u64, 0_u64);
            for &lane in bytes.as_slice() {
                even = even.wrapping_add(lane & LOW_BYTES);
                odd = odd.wrapping_add((lane >> 8) & LOW_BYTES);
            }
            for pair in 0..4 {
                let at = 16 * pair + bit;
                let shift = 16 * pair;
                counts[at] = counts[at].wrapping_add(((even >> shift) & 0xFFFF) << weight);
                counts[at + 8] = counts[at + 8].wrapping_add(((odd >> shift) & 0xFFFF) << weight);
            }
        }
        self.counts = [self.zero; 8];
    }
}

/// Adds how often each position is set.
#[inline(always)]
pub(super) fn count<S: Simd>(simd: S, blocks: &[Block], counts: &mut Counts) {
    // A step reads four vectors from each stream.
    let step = 4 * S::u64s::LEN / Block::WORDS;
    for part in blocks.chunks(SUPERBLOCK) {
        let stream = part.len() / 4 / step * step;
        let (a, rest) = part.split_at(stream);
        let (b, rest) = rest.split_at(stream);
        let (c, rest) = rest.split_at(stream);
        let (d, tail) = rest.split_at(stream);

        let mut bytes = ByteCounts::zero(simd);
        if stream > 0 {
            let mut sums = Sums::zero(simd);
            let mut room = u8::MAX;
            let steps = a
                .chunks_exact(step)
                .zip(b.chunks_exact(step))
                .zip(c.chunks_exact(step))
                .zip(d.chunks_exact(step));
            for (((a, b), c), d) in steps {
                let sixteens = sums.add_sixteen(simd, [a, b, c, d]);
                bytes.add(sixteens, 0);
                room -= 1;
                if room == 0 {
                    bytes.flush(4, counts);
                    room = u8::MAX;
                }
            }
            bytes.flush(4, counts);
            bytes.add(sums.eights, 3);
            bytes.add(sums.fours, 2);
            bytes.add(sums.twos, 1);
            bytes.add(sums.ones, 0);
        }
        // The sums left at most 15 in a byte, and the tail is shorter than sixteen vectors.
        for position in 0..tail.len() * (Block::WORDS / S::u64s::LEN) {
            bytes.add(vector(simd, tail, position), 0);
        }
        bytes.flush(0, counts);
    }
}

/// The same source in the instructions every processor of this kind has.
pub(super) fn count_baseline(blocks: &[Block], counts: &mut Counts) {
    fearless_simd::dispatch!(fearless_simd::Level::baseline(), simd => count(simd, blocks, counts));
}

#[cfg(target_arch = "x86_64")]
fearless_simd::kernel!(
    /// The same source in AVX2.
    pub(super) fn count_avx2(token: Avx2, blocks: &[Block], counts: &mut Counts) {
        count(token, blocks, counts);
    }
);

/// How many positions are set in both.
#[inline(always)]
pub(super) fn count_both(a: &[u64], b: &[u64]) -> u64 {
    a.iter().zip(b).map(|(a, b)| u64::from((a & b).count_ones())).sum()
}

#[cfg(target_arch = "x86_64")]
fearless_simd::kernel!(
    /// The same source with the instruction that counts ones.
    pub(super) fn count_both_avx2(_token: Avx2, a: &[u64], b: &[u64]) -> u64 {
        count_both(a, b)
    }
);
