//! Lists of keys as bits, 16 or 8 lists at a time: a list is a lane, and a lane takes 4 or 8 keys of its list at once.
//!
//! `vpermi2b` gathers the keys from the 256 bytes in which the lists lie and looks them up; `vpsllv` turns positions into bits, where a position beyond the lane, such as that of nobody, leaves none.
//! Each list must have as many bits as keys.
#![expect(clippy::cast_possible_wrap, reason = "intrinsics take bit patterns as signed integers")]
#![expect(
    clippy::indexing_slicing,
    reason = "constant places in arrays of constant length, filled when the program is compiled"
)]
#![expect(
    clippy::inline_always,
    reason = "a load that is not inlined into its kernel is a call for each vector"
)]

use std::arch::x86_64::{
    __m512i, _mm512_add_epi8, _mm512_and_si512, _mm512_cmpge_epu32_mask, _mm512_cmplt_epu8_mask,
    _mm512_cmpneq_epi32_mask, _mm512_cmpneq_epi64_mask, _mm512_cvtepu32_epi64,
    _mm512_mask_blend_epi8, _mm512_movepi8_mask, _mm512_or_si512, _mm512_permutex2var_epi8,
    _mm512_popcnt_epi32, _mm512_popcnt_epi64, _mm512_set1_epi8, _mm512_set1_epi32,
    _mm512_set1_epi64, _mm512_setzero_si512, _mm512_shuffle_epi8, _mm512_sllv_epi32,
    _mm512_sllv_epi64, _mm512_srli_epi32, _mm512_srli_epi64, _mm512_sub_epi32,
};

use fearless_simd::{kernel, prelude::*, u8x64, u32x8, u32x16, u64x8, x86::Avx512};

use super::{IN_REGISTERS, Meanings, plain};

/// The bytes in which lists lie that are taken together.
const WINDOW: usize = 256;

/// For each byte of lanes of so many bytes the number within its lane.
const fn within<const LANE: u8>() -> [u8; 64] {
    let mut bytes = [0; 64];
    let mut at = 0;
    while at < 64 {
        bytes[at as usize] = at % LANE;
        at += 1;
    }
    bytes
}

/// For each byte of lanes of so many bytes the first byte of its lane, counted within 16 bytes as `vpshufb` does.
const fn first_of_lane<const LANE: u8>() -> [u8; 64] {
    let mut bytes = [0; 64];
    let mut at = 0;
    while at < 64 {
        bytes[at as usize] = at % 16 / LANE * LANE;
        at += 1;
    }
    bytes
}

#[inline(always)]
fn vector(token: Avx512, bytes: [u8; 64]) -> __m512i {
    let vector: u8x64<_> = bytes.simd_into(token);
    vector.into()
}

/// Two registers of a table.
#[inline(always)]
fn pair(token: Avx512, bytes: &[u8; IN_REGISTERS]) -> [__m512i; 2] {
    let (halves, _) = bytes.as_chunks::<64>();
    match *halves {
        [first, second] => [vector(token, first), vector(token, second)],
        _ => [vector(token, [0; 64]); 2],
    }
}

/// Sixteen numbers.
#[inline(always)]
fn sixteen(token: Avx512, numbers: &[u32; 16]) -> __m512i {
    let numbers: u32x16<_> = (*numbers).simd_into(token);
    numbers.into()
}

/// The keys from where the first list begins.
#[inline(always)]
fn from<'k>(keys: &'k [u8], bounds: &[u32], before: u32) -> &'k [u8] {
    let first = bounds.first().map_or(0, |first| first.wrapping_sub(before));
    keys.get(first as usize..).unwrap_or_default()
}

/// What is left of the keys, filled up to a window.
fn filled_up(keys: &[u8]) -> [u8; WINDOW] {
    let mut window = [0; WINDOW];
    for (place, &key) in window.iter_mut().zip(keys) {
        *place = key;
    }
    window
}

/// Makes a kernel from the instructions for its lanes.
macro_rules! kernel_of_lists {
    (
        $(#[$meta:meta])* $name:ident, $lists:literal lists, lanes of $lane:literal bytes,
        $load:expr, $store:expr, $one:expr, $low:expr,
        $sllv:ident, $srli:ident by [$($shift:literal),*], $popcnt:ident, $cmpneq:ident
    ) => {
        kernel!(
            $(#[$meta])*
            pub(super) fn $name(
                token: Avx512,
                keys: &[u8],
                bounds: &[u32],
                meanings: &Meanings,
                ballots: &mut [u64],
            ) -> bool {
                const FIRST: [u8; 64] = first_of_lane::<$lane>();
                const WITHIN: [u8; 64] = within::<$lane>();
                let Some(table) = meanings.positions.first_chunk() else { return false };
                let table = pair(token, table);
                let (first_byte, within) = (vector(token, FIRST), vector(token, WITHIN));
                let (nobody, step) = (_mm512_set1_epi8(-1), _mm512_set1_epi8($lane));
                let (one, low) = ($one, $low);
                let before = bounds.first().copied().unwrap_or(0);
                for (nth, ballots) in ballots.chunks_mut($lists).enumerate() {
                    let bounds = bounds.get($lists * nth..).unwrap_or_default();
                    let keys = from(keys, bounds, before);
                    let room;
                    let fitting = 'fitting: {
                        let Some(edges) = bounds.first_chunk::<{ $lists + 1 }>() else {
                            break 'fitting None;
                        };
                        let [first, .., last] = *edges;
                        let (starts, ends) = (edges.first_chunk(), edges.last_chunk());
                        let (Some(starts), Some(ends)) = (starts, ends) else { break 'fitting None };
                        let (starts, ends) = ($load(token, starts), $load(token, ends));
                        let lengths = _mm512_sub_epi32(ends, starts);
                        // Lengths below 256 have the sum that the ends say: the bounds rise.
                        let long = _mm512_cmpge_epu32_mask(lengths, _mm512_set1_epi32(256));
                        let all = last.wrapping_sub(first) as usize;
                        if long != 0 || all >= WINDOW || all > keys.len() {
                            break 'fitting None;
                        }
                        let starts = _mm512_sub_epi32(starts, _mm512_set1_epi32(first as i32));
                        let window = match keys.first_chunk::<WINDOW>() {
                            Some(window) => window,
                            None => {
                                room = filled_up(keys);
                                &room
                            }
                        };
                        Some((starts, lengths, window))
                    };
                    let Some((starts, lengths, window)) = fitting else {
                        let bounds = bounds.get(..=ballots.len()).unwrap_or_default();
                        if plain::lists(keys, bounds, meanings, ballots) {
                            continue;
                        }
                        return false;
                    };
                    let (lower, upper) = window.split_at(WINDOW / 2);
                    let (Some(lower), Some(upper)) = (lower.first_chunk(), upper.first_chunk())
                    else {
                        return false;
                    };
                    let (lower, upper) = (pair(token, lower), pair(token, upper));
                    // In each byte of a lane where its list begins, and how long it is.
                    let starts = _mm512_shuffle_epi8(starts, first_byte);
                    let ends = _mm512_shuffle_epi8(lengths, first_byte);
                    let (mut nth_key, mut bits) = (within, _mm512_setzero_si512());
                    for _ in 0..WINDOW / $lane {
                        let there = _mm512_cmplt_epu8_mask(nth_key, ends);
                        if there == 0 {
                            break;
                        }
                        let place = _mm512_add_epi8(starts, nth_key);
                        let keys = _mm512_mask_blend_epi8(
                            _mm512_movepi8_mask(place),
                            _mm512_permutex2var_epi8(lower[0], place, lower[1]),
                            _mm512_permutex2var_epi8(upper[0], place, upper[1]),
                        );
                        let known = there & !_mm512_movepi8_mask(keys);
                        let positions = _mm512_permutex2var_epi8(table[0], keys, table[1]);
                        let positions = _mm512_mask_blend_epi8(known, nobody, positions);
                        $(
                            let position = _mm512_and_si512($srli::<$shift>(positions), low);
                            bits = _mm512_or_si512(bits, $sllv(one, position));
                        )*
                        nth_key = _mm512_add_epi8(nth_key, step);
                    }
                    if $cmpneq($popcnt(bits), lengths) != 0 {
                        return false;
                    }
                    let words: [u64; $lists] = $store(token, bits);
                    for (ballot, word) in ballots.iter_mut().zip(words) {
                        *ballot = word;
                    }
                }
                true
            }
        );
    };
}

kernel_of_lists!(
    /// Lists as bits where all candidates are below 32.
    of_32, 16 lists, lanes of 4 bytes,
    sixteen,
    |token, bits: __m512i| {
        let lanes: u32x16<Avx512> = bits.simd_into(token);
        <[u32; 16]>::from(lanes).map(u64::from)
    },
    _mm512_set1_epi32(1),
    _mm512_set1_epi32(0xFF),
    _mm512_sllv_epi32, _mm512_srli_epi32 by [0, 8, 16, 24],
    _mm512_popcnt_epi32, _mm512_cmpneq_epi32_mask
);

kernel_of_lists!(
    /// Lists as bits where all candidates are below 64.
    of_64, 8 lists, lanes of 8 bytes,
    |token, numbers: &[u32; 8]| {
        let numbers: u32x8<Avx512> = (*numbers).simd_into(token);
        _mm512_cvtepu32_epi64(numbers.into())
    },
    |token, bits: __m512i| {
        let lanes: u64x8<Avx512> = bits.simd_into(token);
        <[u64; 8]>::from(lanes)
    },
    _mm512_set1_epi64(1),
    _mm512_set1_epi64(0xFF),
    _mm512_sllv_epi64, _mm512_srli_epi64 by [0, 8, 16, 24, 32, 40, 48, 56],
    _mm512_popcnt_epi64, _mm512_cmpneq_epi64_mask
);
