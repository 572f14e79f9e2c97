//! Views to keys, eight at a time: one multiplication gives the place, `vpermi2b` the number of the text there, `vpermi2q` the text itself, which the view must be equal to.
#![expect(clippy::cast_possible_wrap, reason = "intrinsics take bit patterns as signed integers")]
#![expect(
    clippy::inline_always,
    reason = "a load that is not inlined into its kernel is a call for each vector"
)]

use std::arch::x86_64::{
    __m512i, _mm_cvtsi128_si64, _mm512_cvtepi64_epi8, _mm512_mask_blend_epi64,
    _mm512_maskz_permutex2var_epi8, _mm512_mullo_epi64, _mm512_or_si512, _mm512_permutex2var_epi64,
    _mm512_rolv_epi64, _mm512_set1_epi64, _mm512_setzero_si512, _mm512_srli_epi64,
    _mm512_test_epi64_mask, _mm512_xor_si512,
};

use fearless_simd::{kernel, prelude::*, u8x64, u64x8, x86::Avx512};

use super::views::{MOST, ViewTable};

/// The lowest byte of each of eight lanes.
const LOWEST_BYTES: u64 = 0x0101_0101_0101_0101;

#[inline(always)]
fn bytes(token: Avx512, bytes: [u8; 64]) -> __m512i {
    let vector: u8x64<_> = bytes.simd_into(token);
    vector.into()
}

#[inline(always)]
fn words(token: Avx512, words: [u64; 8]) -> __m512i {
    let vector: u64x8<_> = words.simd_into(token);
    vector.into()
}

/// Four registers of a table of bytes.
#[inline(always)]
fn numbers(token: Avx512, table: &[u8; 256]) -> [__m512i; 4] {
    let (parts, _) = table.as_chunks::<64>();
    match parts.first_chunk::<4>() {
        Some(parts) => parts.map(|part| bytes(token, part)),
        None => [bytes(token, [0; 64]); 4],
    }
}

/// Eight registers of halves of texts.
#[inline(always)]
fn texts(token: Avx512, halves: &[u64; MOST]) -> [__m512i; 8] {
    let (parts, _) = halves.as_chunks::<8>();
    match parts.first_chunk::<8>() {
        Some(parts) => parts.map(|part| words(token, part)),
        None => [words(token, [0; 8]); 8],
    }
}

/// One of sixteen, by the lower four bits.
macro_rules! of_16 {
    ($number:ident, $first:expr, $second:expr) => {
        _mm512_permutex2var_epi64($first, $number, $second)
    };
}

/// One of 32 texts.
macro_rules! of_32 {
    ($number:ident, $texts:ident[$a:literal, $b:literal, $c:literal, $d:literal]) => {
        _mm512_mask_blend_epi64(
            _mm512_test_epi64_mask($number, _mm512_set1_epi64(16)),
            of_16!($number, $texts[$a], $texts[$b]),
            of_16!($number, $texts[$c], $texts[$d]),
        )
    };
}

/// One of the texts, where they are 32 at most.
macro_rules! text_of_few {
    ($number:ident, $texts:ident) => {
        of_32!($number, $texts[0, 1, 2, 3])
    };
}

/// One of the texts, where they are 64 at most.
macro_rules! text_of_many {
    ($number:ident, $texts:ident) => {
        _mm512_mask_blend_epi64(
            _mm512_test_epi64_mask($number, _mm512_set1_epi64(32)),
            of_32!($number, $texts[0, 1, 2, 3]),
            of_32!($number, $texts[4, 5, 6, 7]),
        )
    };
}

/// The number at one of 128 places.
macro_rules! number_of_few {
    ($place:ident, $numbers:ident) => {
        _mm512_maskz_permutex2var_epi8(LOWEST_BYTES, $numbers[0], $place, $numbers[1])
    };
}

/// The number at one of 256 places.
macro_rules! number_of_many {
    ($place:ident, $numbers:ident) => {
        _mm512_mask_blend_epi64(
            _mm512_test_epi64_mask($place, _mm512_set1_epi64(128)),
            _mm512_maskz_permutex2var_epi8(LOWEST_BYTES, $numbers[0], $place, $numbers[1]),
            _mm512_maskz_permutex2var_epi8(LOWEST_BYTES, $numbers[2], $place, $numbers[3]),
        )
    };
}

macro_rules! kernel_of_texts {
    ($(#[$meta:meta])* $name:ident, places $places:literal bits, $number:ident, $text:ident) => {
        kernel!(
            $(#[$meta])*
            pub(super) fn $name(
                token: Avx512,
                views: &[u8],
                table: &ViewTable,
                keys: &mut [u8],
            ) -> bool {
                let places = numbers(token, &table.numbers);
                let (lower, higher) = (texts(token, &table.lower), texts(token, &table.higher));
                let even = words(token, [0, 2, 4, 6, 8, 10, 12, 14]);
                let odd = words(token, [1, 3, 5, 7, 9, 11, 13, 15]);
                let turn = _mm512_set1_epi64(i64::from(table.turn));
                let factor = _mm512_set1_epi64(table.factor as i64);
                let mut doubts = _mm512_setzero_si512();
                macro_rules! eight {
                    ($views:expr) => {{
                        let views: &[u8; 128] = $views;
                        let (parts, _) = views.as_chunks::<64>();
                        let (first, second) = match *parts {
                            [first, second] => (bytes(token, first), bytes(token, second)),
                            _ => return false,
                        };
                        let low = _mm512_permutex2var_epi64(first, even, second);
                        let high = _mm512_permutex2var_epi64(first, odd, second);
                        let mixed = _mm512_xor_si512(low, _mm512_rolv_epi64(high, turn));
                        let place =
                            _mm512_srli_epi64::<{ 64 - $places }>(_mm512_mullo_epi64(mixed, factor));
                        let number = $number!(place, places);
                        let other = _mm512_or_si512(
                            _mm512_xor_si512(low, $text!(number, lower)),
                            _mm512_xor_si512(high, $text!(number, higher)),
                        );
                        doubts = _mm512_or_si512(doubts, other);
                        _mm_cvtsi128_si64(_mm512_cvtepi64_epi8(number)).to_le_bytes()
                    }};
                }
                let (eights, rest) = views.as_chunks::<128>();
                let Some((keys, places_of_rest)) = keys.split_at_mut_checked(8 * eights.len()) else {
                    return false;
                };
                let (places_of_eights, _) = keys.as_chunks_mut::<8>();
                // The prefetcher of a processor works within a page: four streams bring more from memory than one.
                let stream = eights.len() / 4;
                let (ab, cd) = eights.split_at(2 * stream);
                let (a, b) = ab.split_at(stream);
                let (c, d) = cd.split_at(stream);
                let (d, last) = d.split_at(stream);
                let (keys, keys_last) = places_of_eights.split_at_mut(4 * stream);
                let (keys_ab, keys_cd) = keys.split_at_mut(2 * stream);
                let (keys_a, keys_b) = keys_ab.split_at_mut(stream);
                let (keys_c, keys_d) = keys_cd.split_at_mut(stream);
                let first = a.iter().zip(keys_a).zip(b.iter().zip(keys_b));
                let second = c.iter().zip(keys_c).zip(d.iter().zip(keys_d));
                for (((a, keys_a), (b, keys_b)), ((c, keys_c), (d, keys_d))) in first.zip(second) {
                    *keys_a = eight!(a);
                    *keys_b = eight!(b);
                    *keys_c = eight!(c);
                    *keys_d = eight!(d);
                }
                for (views, keys) in last.iter().zip(keys_last) {
                    *keys = eight!(views);
                }
                if !rest.is_empty() {
                    // Filled up with the first text, which is known.
                    let mut filled_up = [0; 128];
                    let first = [table.lower[0].to_le_bytes(), table.higher[0].to_le_bytes()];
                    let known = first.iter().flatten().cycle();
                    for (place, &byte) in filled_up.iter_mut().zip(rest.iter().chain(known)) {
                        *place = byte;
                    }
                    for (key, read) in places_of_rest.iter_mut().zip(eight!(&filled_up)) {
                        *key = read;
                    }
                }
                _mm512_test_epi64_mask(doubts, doubts) == 0
            }
        );
    };
}

kernel_of_texts!(
    /// The keys of views where there are at most 32 texts.
    few, places 7 bits, number_of_few, text_of_few
);

kernel_of_texts!(
    /// The keys of views where there are at most 64 texts.
    many, places 8 bits, number_of_many, text_of_many
);
