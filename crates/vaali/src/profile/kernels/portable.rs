//! The kernel every machine can run: a Harley-Seal tree of carry-save adders over vectors of `L` words, which the compiler
//! turns into whatever vectors there are (SSE2, AVX2, NEON, SIMD128).
//!
//! Sixteen vectors go through fifteen adders, which leave one vector of carries worth sixteen each; only that one is counted
//! bit by bit. Four sums of weight one, two, four and eight stay behind and are counted once at the end.
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

/// Blocks read as four streams side by side: 1 MiB.
///
/// The prefetcher of a processor works within a page; four pages at a time bring a third more from memory than one.
pub(super) const SUPERBLOCK: usize = (1 << 20) / Block::BYTES;

type Vector<const L: usize> = [u64; L];

#[inline(always)]
fn vector<const L: usize>(blocks: &[Block], position: usize) -> Vector<L> {
    let per_block = Block::WORDS / L;
    let words = &blocks[position / per_block].0;
    let start = position % per_block * L;
    std::array::from_fn(|lane| words[start + lane])
}

/// A full adder in every bit: `sum` becomes the parity of the three, the result their majority.
#[inline(always)]
fn carry_save<const L: usize>(sum: &mut Vector<L>, b: &Vector<L>, c: &Vector<L>) -> Vector<L> {
    let mut carry = [0; L];
    for lane in 0..L {
        let parity = sum[lane] ^ b[lane];
        carry[lane] = (sum[lane] & b[lane]) | (parity & c[lane]);
        sum[lane] = parity ^ c[lane];
    }
    carry
}

/// The running sums of weight one, two, four and eight.
struct Sums<const L: usize> {
    ones: Vector<L>,
    twos: Vector<L>,
    fours: Vector<L>,
    eights: Vector<L>,
}

impl<const L: usize> Sums<L> {
    #[inline(always)]
    fn add_four(&mut self, blocks: &[Block]) -> Vector<L> {
        let a = carry_save(&mut self.ones, &vector(blocks, 0), &vector(blocks, 1));
        let b = carry_save(&mut self.ones, &vector(blocks, 2), &vector(blocks, 3));
        carry_save(&mut self.twos, &a, &b)
    }

    /// Adds sixteen vectors, four from each stream, and returns the carries of weight sixteen.
    #[inline(always)]
    fn add_sixteen(&mut self, [a, b, c, d]: [&[Block]; 4]) -> Vector<L> {
        let (a, b) = (self.add_four(a), self.add_four(b));
        let first = carry_save(&mut self.fours, &a, &b);
        let (c, d) = (self.add_four(c), self.add_four(d));
        let second = carry_save(&mut self.fours, &c, &d);
        carry_save(&mut self.eights, &first, &second)
    }
}

/// Counts of bits in bytes: byte `b` of `self.0[k]` counts bit `8 b + k`, in each lane.
struct ByteCounts<const L: usize>([Vector<L>; 8]);

const LOW_BITS: u64 = 0x0101_0101_0101_0101;
const LOW_BYTES: u64 = 0x00FF_00FF_00FF_00FF;

impl<const L: usize> ByteCounts<L> {
    const ZERO: Self = Self([[0; L]; 8]);

    #[inline(always)]
    fn add(&mut self, vector: &Vector<L>, weight: u32) {
        for (bit, counts) in self.0.iter_mut().enumerate() {
            for lane in 0..L {
                counts[lane] =
                    counts[lane].wrapping_add(((vector[lane] >> bit) & LOW_BITS) << weight);
            }
        }
    }

    /// Moves the counts, each worth `1 << weight`, into `counts`.
    ///
    /// Apart from the loop, lest the 64 counters take its registers.
    #[inline(never)]
    fn flush(&mut self, weight: u32, counts: &mut Counts) {
        for (bit, bytes) in self.0.iter().enumerate() {
            let (mut even, mut odd) = (0_u64, 0_u64);
            for &lane in bytes {
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
        *self = Self::ZERO;
    }
}

/// Adds how often each position is set; `L` divides eight.
#[inline(always)]
pub(super) fn count<const L: usize>(blocks: &[Block], counts: &mut Counts) {
    // A step reads four vectors from each stream.
    let step = 4 * L / Block::WORDS;
    for part in blocks.chunks(SUPERBLOCK) {
        let stream = part.len() / 4 / step * step;
        let (a, rest) = part.split_at(stream);
        let (b, rest) = rest.split_at(stream);
        let (c, rest) = rest.split_at(stream);
        let (d, tail) = rest.split_at(stream);

        let mut sums = Sums { ones: [0; L], twos: [0; L], fours: [0; L], eights: [0; L] };
        let mut bytes = ByteCounts::<L>::ZERO;
        let mut room = u8::MAX;
        let steps = a
            .chunks_exact(step)
            .zip(b.chunks_exact(step))
            .zip(c.chunks_exact(step))
            .zip(d.chunks_exact(step));
        for (((a, b), c), d) in steps {
            let sixteens = sums.add_sixteen([a, b, c, d]);
            bytes.add(&sixteens, 0);
            room -= 1;
            if room == 0 {
                bytes.flush(4, counts);
                room = u8::MAX;
            }
        }
        if stream > 0 {
            bytes.flush(4, counts);
            bytes.add(&sums.eights, 3);
            bytes.add(&sums.fours, 2);
            bytes.add(&sums.twos, 1);
            bytes.add(&sums.ones, 0);
        }
        // What is left of the bytes holds at most 15 from the sums, and the tail is shorter than sixteen vectors.
        for position in 0..tail.len() * (Block::WORDS / L) {
            bytes.add(&vector(tail, position), 0);
        }
        bytes.flush(0, counts);
    }
}

#[cfg(target_arch = "x86_64")]
fearless_simd::kernel!(
    /// The same source in AVX2.
    pub(super) fn count_avx2(_token: Avx2, blocks: &[Block], counts: &mut Counts) {
        count::<4>(blocks, counts);
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
