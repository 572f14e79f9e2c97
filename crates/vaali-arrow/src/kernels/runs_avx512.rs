//! Where runs of the same key begin: each key is compared with the one before it, 64 rows make a word, and `vpcompressd` keeps the numbers of the rows whose bit is set.
#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    reason = "masks are the low bits of a shifted word, rows are checked to fit, and intrinsics take bit patterns as signed integers"
)]

use std::arch::x86_64::{
    __m512i, _mm512_add_epi32, _mm512_maskz_compress_epi32, _mm512_set1_epi32,
};

use fearless_simd::{
    i8x64, i16x32, i32x16, i64x8, kernel, prelude::*, u8x64, u16x32, u32x16, u64x8,
};

/// The numbers from 0 to 15.
const ASCENDING: [u32; 16] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15];

macro_rules! kernel_of_runs {
    ($($integer:ident in $vector:ident of $lanes:literal),* $(,)?) => {
        $(kernel!(
            /// See [`Integer::runs`](super::Integer::runs).
            pub(super) fn $integer(token: Avx512, keys: &[$integer]) -> Option<Vec<u32>> {
                let rows = u32::try_from(keys.len()).ok()?;
                let mut bounds: Vec<u32> = Vec::with_capacity(keys.len() + 17);
                bounds.push(0);
                if keys.is_empty() {
                    return Some(bounds);
                }
                let ascending: u32x16<_> = ASCENDING.simd_into(token);
                let ascending: __m512i = ascending.into();
                let here = keys.get(1..).unwrap_or_default();
                let (words, rest) = here.as_chunks::<64>();
                let mut changes = vec![0_u64; words.len()];
                let mut falls = 0_u64;
                macro_rules! look {
                    ($here:expr, $before:expr, $changes:expr) => {
                        let (here, _) = $here.as_chunks::<$lanes>();
                        let (before, _) = $before.as_chunks::<$lanes>();
                        let vectors = here.iter().zip(before);
                        for ((here, before), shift) in vectors.zip((0..64).step_by($lanes)) {
                            let here: $vector<_> = (*here).simd_into(token);
                            let before: $vector<_> = (*before).simd_into(token);
                            falls |= here.simd_lt(before).to_bitmask();
                            *$changes |= here.simd_gt(before).to_bitmask() << shift;
                        }
                    };
                }
                // The prefetcher of a processor works within a page: four streams bring more from memory than one.
                let stream = words.len() / 4;
                let (before, _) = keys.as_chunks::<64>();
                for nth in 0..stream {
                    for at in [nth, nth + stream, nth + 2 * stream, nth + 3 * stream] {
                        let places = (words.get(at), before.get(at), changes.get_mut(at));
                        if let (Some(here), Some(before), Some(changes)) = places {
                            look!(here, before, changes);
                        }
                    }
                }
                let places = words.iter().zip(before).zip(&mut changes);
                for ((here, before), changes) in places.skip(4 * stream) {
                    look!(here, before, changes);
                }
                if falls != 0 {
                    return None;
                }
                let mut row = 1;
                for other in changes {
                    for sixteen in 0..4 {
                        let mask = (other >> (16 * sixteen)) as u16;
                        let first = _mm512_set1_epi32((row + 16 * sixteen) as i32);
                        let rows = _mm512_add_epi32(ascending, first);
                        let rows = _mm512_maskz_compress_epi32(mask, rows);
                        let rows: u32x16<_> = rows.simd_into(token);
                        // All are written, however many of them count.
                        let found = bounds.len() + mask.count_ones() as usize;
                        bounds.extend_from_slice(&<[u32; 16]>::from(rows));
                        bounds.truncate(found);
                    }
                    row += 64;
                }
                let before = keys.get(row as usize - 1..).unwrap_or_default();
                for ((here, before), row) in rest.iter().zip(before).zip(row..) {
                    if here < before {
                        return None;
                    }
                    if here != before {
                        bounds.push(row);
                    }
                }
                bounds.push(rows);
                Some(bounds)
            }
        );)*
    };
}

kernel_of_runs!(
    i8 in i8x64 of 64,
    i16 in i16x32 of 32,
    i32 in i32x16 of 16,
    i64 in i64x8 of 8,
    u8 in u8x64 of 64,
    u16 in u16x32 of 32,
    u32 in u32x16 of 16,
    u64 in u64x8 of 8,
);
