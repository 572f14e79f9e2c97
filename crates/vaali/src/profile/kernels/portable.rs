//! The kernel every machine can run: a tree of carry-save adders, one source for vectors of any width.
//!
//! Eight vectors go through a tree that leaves one vector of carries worth eight each; eight of those go through a tree of
//! the same form, and only what it leaves, worth sixty-four each, is counted bit by bit. The sums of weight 1, 2, 4, 8, 16
//! and 32 stay behind and are counted once at the end.
//!
//! The adders are double ones, of eight operations where two full adders take ten: Demenkov, Kojevnikov, Kulikov and
//! Yaroslavtsev, "New upper bounds on the Boolean circuit complexity of symmetric functions" (2010).
//!
//! The vectors are explicit, not left to the compiler: from loops over arrays it makes shuffles at half the speed. A tree takes
//! eight and not sixteen, because the compilers of browsers load all of them before the first addition: sixteen and the sums
//! are more than the registers of x86, and half the time would go into saving and restoring them.
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

#[inline(always)]
fn vector<S: Simd>(simd: S, blocks: &[Block], position: usize) -> S::u64s {
    let per_block = Block::WORDS / S::u64s::LEN;
    let start = position % per_block * S::u64s::LEN;
    S::u64s::from_slice(simd, &blocks[position / per_block].0[start..start + S::u64s::LEN])
}

#[inline(always)]
fn eight_vectors<S: Simd>(simd: S, blocks: &[Block]) -> [S::u64s; 8] {
    [
        vector(simd, blocks, 0),
        vector(simd, blocks, 1),
        vector(simd, blocks, 2),
        vector(simd, blocks, 3),
        vector(simd, blocks, 4),
        vector(simd, blocks, 5),
        vector(simd, blocks, 6),
        vector(simd, blocks, 7),
    ]
}

/// Two vectors of the same weight, as the adders take them and hand them on: one of the two, and the parity of both.
///
/// No adder here is of the form `x ^ ((x ^ y) & z)`: the compiler makes a selection of bits of it, one instruction of
/// WebAssembly, but three of x86.
#[derive(Clone, Copy)]
struct Pair<S: Simd> {
    one: S::u64s,
    parity: S::u64s,
}

impl<S: Simd> Pair<S> {
    #[inline(always)]
    fn of(one: S::u64s, other: S::u64s) -> Self {
        Self { one, parity: one ^ other }
    }

    /// A full adder in every bit: `sum` becomes the parity of the three, the result their majority.
    #[inline(always)]
    fn add_to(self, sum: &mut S::u64s) -> S::u64s {
        let either = (*sum ^ self.one) | self.parity;
        *sum ^= self.parity;
        either ^ *sum
    }

    /// A double adder in every bit: `sum` becomes the parity of the five, the result are the two carries.
    ///
    /// The carry of the first three is `either ^ between` as in a full adder, that of the rest is `between ^ differs`.
    #[inline(always)]
    fn add_both_to(self, second: Self, sum: &mut S::u64s) -> Self {
        let either = (*sum ^ self.one) | self.parity;
        let between = *sum ^ self.parity;
        let differs = (between ^ second.one) & !second.parity;
        *sum = between ^ second.parity;
        Self { one: either ^ between, parity: either ^ differs }
    }
}

/// The running sums of a tree, the lightest first.
struct Sums<S: Simd>([S::u64s; 3]);

impl<S: Simd> Sums<S> {
    #[inline(always)]
    fn zero(simd: S) -> Self {
        Self([S::u64s::splat(simd, 0); 3])
    }

    /// Adds eight vectors and returns the carries of weight eight.
    #[inline(always)]
    fn add_eight(&mut self, vectors: [S::u64s; 8]) -> S::u64s {
        let Self([ones, twos, fours]) = self;
        let [first, second, third, fourth] = [
            Pair::<S>::of(vectors[0], vectors[1]),
            Pair::of(vectors[2], vectors[3]),
            Pair::of(vectors[4], vectors[5]),
            Pair::of(vectors[6], vectors[7]),
        ];
        let (lower, upper) = (first.add_both_to(second, ones), third.add_both_to(fourth, ones));
        lower.add_both_to(upper, twos).add_to(fours)
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
    // Blocks of eight vectors.
    let eight = S::u64s::LEN * 8 / Block::WORDS;
    // A byte holds the carries of as many rounds as it has values above zero.
    for part in blocks.chunks(usize::from(u8::MAX) * 8 * eight) {
        let mut bytes = ByteCounts::zero(simd);
        let (mut lower, mut upper) = (Sums::<S>::zero(simd), Sums::<S>::zero(simd));
        let mut eights = [S::u64s::splat(simd, 0); 8];
        let mut rounds = part.chunks_exact(8 * eight);
        for round in rounds.by_ref() {
            for (blocks, carries) in round.chunks_exact(eight).zip(&mut eights) {
                *carries = lower.add_eight(eight_vectors(simd, blocks));
            }
            bytes.add(upper.add_eight(eights), 0);
        }
        if part.len() >= 8 * eight {
            bytes.flush(6, counts);
            for (&sum, weight) in upper.0.iter().zip(3..) {
                bytes.add(sum, weight);
            }
        }
        // The sums, at most seven eights and at most seven vectors: 126 in a byte.
        let mut rest = rounds.remainder().chunks_exact(eight);
        for blocks in rest.by_ref() {
            bytes.add(lower.add_eight(eight_vectors(simd, blocks)), 3);
        }
        for (&sum, weight) in lower.0.iter().zip(0..) {
            bytes.add(sum, weight);
        }
        let tail = rest.remainder();
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
