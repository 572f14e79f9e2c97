//! The kernels for AVX-512 with GFNI, VBMI and BITALG (Ice Lake, Zen 4 and later).
//!
//! A vector of eight words is counted in four instructions: `vpermb` gathers the k-th bytes of the words, `vgf2p8affineqb`
//! transposes each 8 x 8 square of bits so that byte c holds bit c of all eight words, `vpopcntb` counts it and `vpaddb` adds.
//! That is cheap enough to count the carries of the Harley-Seal tree, its tail, and a whole small election directly.
#![expect(
    clippy::indexing_slicing,
    reason = "constant places in arrays of constant length, and chunks cut to the length that is read"
)]
#![expect(
    clippy::inline_always,
    reason = "a load that is not inlined into its kernel is a call for each block"
)]
#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    reason = "masks are the low bits of a shifted word, and intrinsics take bit patterns as signed integers"
)]

use super::super::layout::Block;
use super::Counts;
use fearless_simd::{kernel, prelude::*, u8x64, u32x16, u64x8};
use std::arch::x86_64::{
    __m512i, _mm512_add_epi8, _mm512_add_epi32, _mm512_alignr_epi64, _mm512_castsi512_si128,
    _mm512_cvtepu8_epi32, _mm512_cvtepu8_epi64, _mm512_extracti32x4_epi32,
    _mm512_gf2p8affine_epi64_epi8, _mm512_mask_add_epi32, _mm512_mask_add_epi64,
    _mm512_permutexvar_epi8, _mm512_popcnt_epi8, _mm512_set1_epi8, _mm512_set1_epi32,
    _mm512_set1_epi64, _mm512_setzero_si512, _mm512_shuffle_i64x2, _mm512_slli_epi32,
    _mm512_ternarylogic_epi64,
};

/// Blocks read as four streams side by side: 1 MiB.
///
/// The prefetcher of a processor works within a page; four pages at a time bring more from memory than one.
const SUPERBLOCK: usize = (1 << 20) / size_of::<Block>();

/// The most blocks of a small profile: the two halves of a byte counter, 8 a block each, must fit one byte together.
pub(super) const SMALL: usize = 15;

/// The byte `8 i + j` of the result of `vpermb` is the byte `8 j + i` of its source.
const TRANSPOSED: [u8; 64] = {
    let mut order = [0; 64];
    let mut at = 0;
    while at < 64 {
        order[at] = (at % 8 * 8 + at / 8) as u8;
        at += 1;
    }
    order
};

/// The byte `i` is `i`.
const ASCENDING: [u8; 64] = {
    let mut order = [0; 64];
    let mut at = 0;
    while at < 64 {
        order[at] = at as u8;
        at += 1;
    }
    order
};

/// The 8 x 8 identity matrix of `vgf2p8affineqb`, which then transposes its other operand.
const IDENTITY: i64 = 0x8040_2010_0804_0201_u64 as i64;

/// A byte counter takes 8 from a vector of eight words: it is emptied before the 32nd.
const ROOM: u32 = 31;

/// The counter of single positions: its constants, once in registers.
macro_rules! position_counter {
    ($token:expr) => {{
        let order: __m512i = TRANSPOSED.simd_into_vector($token);
        (order, _mm512_set1_epi64(IDENTITY))
    }};
}

/// An array as a register.
trait IntoVector {
    fn simd_into_vector(self, token: fearless_simd::x86::Avx512) -> __m512i;
}

impl IntoVector for [u8; 64] {
    #[inline(always)]
    fn simd_into_vector(self, token: fearless_simd::x86::Avx512) -> __m512i {
        let vector: u8x64<_> = self.simd_into(token);
        vector.into()
    }
}

impl IntoVector for Block {
    #[inline(always)]
    fn simd_into_vector(self, token: fearless_simd::x86::Avx512) -> __m512i {
        let vector: u64x8<_> = self.0.simd_into(token);
        vector.into()
    }
}

/// Byte c of the result is the number of words with bit c.
macro_rules! count_positions {
    ($counter:expr, $words:expr) => {{
        let (order, identity) = $counter;
        let bytes = _mm512_permutexvar_epi8(order, $words);
        _mm512_popcnt_epi8(_mm512_gf2p8affine_epi64_epi8::<0>(identity, bytes))
    }};
}

/// A full adder in every bit: `$sum` becomes the parity of the three, the value is their majority.
macro_rules! carry_save {
    ($sum:ident, $b:expr, $c:expr) => {{
        let (b, c) = ($b, $c);
        let carry = _mm512_ternarylogic_epi64::<0xE8>($sum, b, c);
        $sum = _mm512_ternarylogic_epi64::<0x96>($sum, b, c);
        carry
    }};
}

/// Adds 64 byte counters to 64 counters of 32 bits in four registers.
macro_rules! widen {
    ($wide:ident, $bytes:expr) => {{
        let bytes = $bytes;
        let quarters = [
            _mm512_castsi512_si128(bytes),
            _mm512_extracti32x4_epi32::<1>(bytes),
            _mm512_extracti32x4_epi32::<2>(bytes),
            _mm512_extracti32x4_epi32::<3>(bytes),
        ];
        for (wide, quarter) in $wide.iter_mut().zip(quarters) {
            *wide = _mm512_add_epi32(*wide, _mm512_cvtepu8_epi32(quarter));
        }
    }};
}

/// The first eight byte counters as words.
macro_rules! widen_eight {
    ($token:expr, $bytes:expr) => {{
        let wide: u64x8<_> = _mm512_cvtepu8_epi64(_mm512_castsi512_si128($bytes)).simd_into($token);
        wide.into()
    }};
}

/// Adds registers of 32-bit counters to the counters of 64 bits.
macro_rules! deposit {
    ($token:expr, $wide:expr, $counts:expr) => {
        for (wide, counts) in $wide.into_iter().zip($counts.chunks_exact_mut(16)) {
            let wide: u32x16<_> = wide.simd_into($token);
            let wide: [u32; 16] = wide.into();
            for (count, more) in counts.iter_mut().zip(wide) {
                *count = count.wrapping_add(u64::from(more));
            }
        }
    };
}

kernel!(
    /// Writes the votes of at most [`SMALL`] blocks.
    #[inline]
    pub(super) fn count_small(token: Avx512, blocks: &[Block], halves: bool, votes: &mut [u64]) {
        let counter = position_counter!(token);
        let mut bytes = [_mm512_setzero_si512(); 2];
        let (pairs, last) = blocks.as_chunks::<2>();
        for pair in pairs {
            for (bytes, &block) in bytes.iter_mut().zip(pair) {
                *bytes = _mm512_add_epi8(
                    *bytes,
                    count_positions!(counter, block.simd_into_vector(token)),
                );
            }
        }
        for &block in last {
            bytes[0] =
                _mm512_add_epi8(bytes[0], count_positions!(counter, block.simd_into_vector(token)));
        }
        let mut bytes = _mm512_add_epi8(bytes[0], bytes[1]);
        if halves {
            bytes = _mm512_add_epi8(bytes, _mm512_shuffle_i64x2::<0b01_00_11_10>(bytes, bytes));
        }
        if votes.len() < 8 {
            let narrow: u8x64<_> = bytes.simd_into(token);
            let narrow: [u8; 64] = narrow.into();
            for (votes, count) in votes.iter_mut().zip(narrow) {
                *votes = u64::from(count);
            }
            return;
        }
        // The last eight first, wherever they begin: then whole eights may overlap them, and no rest remains.
        if let Some(last) = votes.len().checked_sub(8).filter(|last| !last.is_multiple_of(8))
            && let Some(eight) = votes.last_chunk_mut::<8>()
        {
            let moved =
                _mm512_add_epi8(ASCENDING.simd_into_vector(token), _mm512_set1_epi8(last as i8));
            *eight = widen_eight!(token, _mm512_permutexvar_epi8(moved, bytes));
        }
        for eight in votes.as_chunks_mut::<8>().0 {
            *eight = widen_eight!(token, bytes);
            bytes = _mm512_alignr_epi64::<1>(bytes, bytes);
        }
    }
);

kernel!(
    /// Adds how often each position is set: a Harley-Seal tree over sixteen vectors, four from each of four streams.
    pub(super) fn count(token: Avx512, blocks: &[Block], counts: &mut Counts) {
        let counter = position_counter!(token);
        let zero = _mm512_setzero_si512();
        for part in blocks.chunks(SUPERBLOCK) {
            let stream = part.len() / 16;
            let (a, rest) = part.split_at(4 * stream);
            let (b, rest) = rest.split_at(4 * stream);
            let (c, rest) = rest.split_at(4 * stream);
            let (d, tail) = rest.split_at(4 * stream);
            let (a, b, c, d) = (
                a.as_chunks::<4>().0,
                b.as_chunks::<4>().0,
                c.as_chunks::<4>().0,
                d.as_chunks::<4>().0,
            );

            let (mut ones, mut twos, mut fours, mut eights) = (zero, zero, zero, zero);
            let mut bytes = zero;
            let mut wide = [zero; 4];
            let mut room = ROOM;
            macro_rules! add_four {
                ($blocks:expr) => {{
                    let [p, q, r, s] = $blocks;
                    let first =
                        carry_save!(ones, p.simd_into_vector(token), q.simd_into_vector(token));
                    let second =
                        carry_save!(ones, r.simd_into_vector(token), s.simd_into_vector(token));
                    carry_save!(twos, first, second)
                }};
            }
            for (((&a, &b), &c), &d) in a.iter().zip(b).zip(c).zip(d) {
                let (first, second) = (add_four!(a), add_four!(b));
                let lower = carry_save!(fours, first, second);
                let (first, second) = (add_four!(c), add_four!(d));
                let upper = carry_save!(fours, first, second);
                let sixteens = carry_save!(eights, lower, upper);
                bytes = _mm512_add_epi8(bytes, count_positions!(counter, sixteens));
                room -= 1;
                if room == 0 {
                    widen!(wide, bytes);
                    bytes = zero;
                    room = ROOM;
                }
            }
            widen!(wide, bytes);
            for wide in &mut wide {
                *wide = _mm512_slli_epi32::<4>(*wide);
            }
            // Horner's scheme over the sums left behind: at most 8 x 15 in a byte, and another 8 x 15 from the tail.
            let mut bytes = count_positions!(counter, eights);
            bytes =
                _mm512_add_epi8(_mm512_add_epi8(bytes, bytes), count_positions!(counter, fours));
            bytes = _mm512_add_epi8(_mm512_add_epi8(bytes, bytes), count_positions!(counter, twos));
            bytes = _mm512_add_epi8(_mm512_add_epi8(bytes, bytes), count_positions!(counter, ones));
            for &block in tail {
                bytes = _mm512_add_epi8(
                    bytes,
                    count_positions!(counter, block.simd_into_vector(token)),
                );
            }
            widen!(wide, bytes);
            deposit!(token, wide, counts);
        }
    }
);

/// Blocks whose weighted sums stay in counters of 32 bits.
const WEIGHTED: usize = 512;

kernel!(
    /// Adds weights of 32 bits, by masked addition: a ballot's bits are the mask of the lanes its weight goes to.
    pub(super) fn count_short_weights(
        token: Avx512,
        blocks: &[Block],
        halves: bool,
        weights: &[u32],
        counts: &mut Counts,
    ) {
        let per_block = if halves { 16 } else { 8 };
        for (blocks, weights) in blocks.chunks(WEIGHTED).zip(weights.chunks(WEIGHTED * per_block)) {
            let largest = weights.iter().copied().max().unwrap_or(0);
            if u64::from(largest) * (WEIGHTED * Block::WORDS) as u64 > u64::from(u32::MAX) {
                let long: Vec<u64> = weights.iter().map(|&weight| u64::from(weight)).collect();
                count_long_weights(token, blocks, halves, &long, counts);
                continue;
            }
            let mut sums = [_mm512_setzero_si512(); 4];
            macro_rules! add {
                ($bits:expr, $lower:expr, $upper:expr) => {{
                    let (bits, lower, upper) = ($bits, $lower, $upper);
                    sums[0] = _mm512_mask_add_epi32(sums[0], bits as u16, sums[0], lower);
                    sums[1] = _mm512_mask_add_epi32(sums[1], (bits >> 16) as u16, sums[1], lower);
                    sums[2] = _mm512_mask_add_epi32(sums[2], (bits >> 32) as u16, sums[2], upper);
                    sums[3] = _mm512_mask_add_epi32(sums[3], (bits >> 48) as u16, sums[3], upper);
                }};
            }
            let words = blocks.iter().flat_map(|block| block.0);
            if halves {
                let (pairs, last) = weights.as_chunks::<2>();
                let pairs = pairs.iter().copied().chain(last.iter().map(|&weight| [weight, 0]));
                for (bits, [lower, upper]) in words.zip(pairs) {
                    add!(bits, _mm512_set1_epi32(lower as i32), _mm512_set1_epi32(upper as i32));
                }
            } else {
                for (bits, &weight) in words.zip(weights) {
                    let weight = _mm512_set1_epi32(weight as i32);
                    add!(bits, weight, weight);
                }
            }
            deposit!(token, sums, counts);
        }
    }
);

kernel!(
    /// Adds weights of 64 bits, by masked addition.
    pub(super) fn count_long_weights(
        token: Avx512,
        blocks: &[Block],
        halves: bool,
        weights: &[u64],
        counts: &mut Counts,
    ) {
        let mut sums = [_mm512_setzero_si512(); 8];
        let words = blocks.iter().flat_map(|block| block.0);
        macro_rules! add {
            ($bits:expr, $lower:expr, $upper:expr) => {
                for (group, sum) in sums.iter_mut().enumerate() {
                    let weight = if group < 4 { $lower } else { $upper };
                    *sum = _mm512_mask_add_epi64(*sum, ($bits >> (8 * group)) as u8, *sum, weight);
                }
            };
        }
        if halves {
            let (pairs, last) = weights.as_chunks::<2>();
            let pairs = pairs.iter().copied().chain(last.iter().map(|&weight| [weight, 0]));
            for (bits, [lower, upper]) in words.zip(pairs) {
                let (lower, upper) =
                    (_mm512_set1_epi64(lower as i64), _mm512_set1_epi64(upper as i64));
                add!(bits, lower, upper);
            }
        } else {
            for (bits, &weight) in words.zip(weights) {
                let weight = _mm512_set1_epi64(weight as i64);
                add!(bits, weight, weight);
            }
        }
        for (sum, counts) in sums.into_iter().zip(counts.chunks_exact_mut(8)) {
            let sum: u64x8<_> = sum.simd_into(token);
            let sum: [u64; 8] = sum.into();
            for (count, more) in counts.iter_mut().zip(sum) {
                *count = count.wrapping_add(more);
            }
        }
    }
);

kernel!(
    /// How many positions are set in both, with the vector instruction that counts ones.
    pub(super) fn count_both(_token: Avx512, a: &[u64], b: &[u64]) -> u64 {
        super::portable::count_both(a, b)
    }
);
