//! The speed of reading: a sum of 64-bit words, the least one can do with memory and still have read it.

use std::hint::black_box;

/// A cache line of words.
#[derive(Clone, Copy, Debug)]
#[repr(C, align(64))]
pub struct Line([u64; 8]);

/// Lines filled from an iterator of words.
pub fn lines(number: usize, mut words: impl Iterator<Item = u64>) -> Vec<Line> {
    (0..number).map(|_| Line(std::array::from_fn(|_| words.next().unwrap_or(0)))).collect()
}

/// Lines read as four streams side by side: 1 MiB, as in the tally.
const SUPERBLOCK: usize = (1 << 20) / 64;

/// Reads all lines on every processor: four streams on each.
pub fn all_threads(lines: &[Line]) {
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    std::thread::scope(|scope| {
        for part in lines.chunks(lines.len().div_ceil(threads).max(1)) {
            scope.spawn(|| four_streams(part));
        }
    });
}

/// Reads all lines in order.
pub fn one_stream(lines: &[Line]) {
    #[cfg(target_arch = "x86_64")]
    if let Some(token) = fearless_simd::Level::new().as_avx512() {
        black_box(avx512::one_stream(token, black_box(lines)));
        return;
    }
    black_box(sum_one(black_box(lines)));
}

/// Reads the four quarters of each mebibyte side by side.
pub fn four_streams(lines: &[Line]) {
    #[cfg(target_arch = "x86_64")]
    if let Some(token) = fearless_simd::Level::new().as_avx512() {
        black_box(avx512::four_streams(token, black_box(lines)));
        return;
    }
    black_box(sum_four(black_box(lines)));
}

type Sums = [u64; 8];

/// One sum of all lines: the compiler makes vectors of it.
fn sum_one(lines: &[Line]) -> Sums {
    lines
        .iter()
        .fold([0; 8], |sum, line| std::array::from_fn(|lane| sum[lane].wrapping_add(line.0[lane])))
}

fn sum_four(lines: &[Line]) -> Sums {
    let mut sum = [0_u64; 8];
    for part in lines.chunks(SUPERBLOCK) {
        for [a, b, c, d] in quarters(part) {
            for line in [a, b, c, d] {
                sum = std::array::from_fn(|lane| sum[lane].wrapping_add(line.0[lane]));
            }
        }
    }
    sum
}

/// The lines of the four quarters, side by side.
#[inline]
fn quarters(lines: &[Line]) -> impl Iterator<Item = [&Line; 4]> {
    let quarter = lines.len() / 4;
    let (a, rest) = lines.split_at(quarter);
    let (b, rest) = rest.split_at(quarter);
    let (c, d) = rest.split_at(quarter);
    a.iter().zip(b).zip(c).zip(d).map(|(((a, b), c), d)| [a, b, c, d])
}

/// Loops over arrays do not reliably become 512-bit additions: the limit is written out.
#[cfg(target_arch = "x86_64")]
mod avx512 {
    use super::{Line, SUPERBLOCK, Sums, quarters};
    use fearless_simd::{kernel, prelude::*, u64x8, x86::Avx512};
    use std::arch::x86_64::{__m512i, _mm512_add_epi64, _mm512_setzero_si512};

    #[inline(always)]
    #[expect(clippy::inline_always, reason = "a load must not be a call")]
    fn load(token: Avx512, line: &Line) -> __m512i {
        let vector: u64x8<_> = line.0.simd_into(token);
        vector.into()
    }

    macro_rules! add_four {
        ($token:expr, $sums:ident, $lines:expr) => {{
            let [a, b, c, d] = $lines;
            $sums[0] = _mm512_add_epi64($sums[0], load($token, a));
            $sums[1] = _mm512_add_epi64($sums[1], load($token, b));
            $sums[2] = _mm512_add_epi64($sums[2], load($token, c));
            $sums[3] = _mm512_add_epi64($sums[3], load($token, d));
        }};
    }

    macro_rules! total {
        ($token:expr, $sums:ident) => {{
            let [a, b, c, d] = $sums;
            let total = _mm512_add_epi64(_mm512_add_epi64(a, b), _mm512_add_epi64(c, d));
            let total: u64x8<_> = total.simd_into($token);
            total.into()
        }};
    }

    kernel!(
        pub(super) fn one_stream(token: Avx512, lines: &[Line]) -> Sums {
            let mut sums = [_mm512_setzero_si512(); 4];
            for lines in lines.as_chunks::<4>().0 {
                add_four!(token, sums, lines);
            }
            total!(token, sums)
        }
    );

    kernel!(
        pub(super) fn four_streams(token: Avx512, lines: &[Line]) -> Sums {
            let mut sums = [_mm512_setzero_si512(); 4];
            for part in lines.chunks(SUPERBLOCK) {
                for lines in quarters(part) {
                    add_four!(token, sums, lines);
                }
            }
            total!(token, sums)
        }
    );
}
