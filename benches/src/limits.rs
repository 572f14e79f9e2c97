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

/// Reads all lines in order.
pub fn one_stream(lines: &[Line]) {
    #[cfg(target_arch = "x86_64")]
    if let Some(token) = fearless_simd::Level::new().as_avx512() {
        black_box(avx512_one(token, black_box(lines)));
        return;
    }
    black_box(sum_one(black_box(lines)));
}

/// Reads the four quarters of each mebibyte side by side.
pub fn four_streams(lines: &[Line]) {
    #[cfg(target_arch = "x86_64")]
    if let Some(token) = fearless_simd::Level::new().as_avx512() {
        black_box(avx512_four(token, black_box(lines)));
        return;
    }
    black_box(sum_four(black_box(lines)));
}

type Sums = [[u64; 8]; 4];

#[inline(always)]
#[expect(clippy::inline_always, reason = "takes the instructions of the kernel it is inlined into")]
fn add(sum: &mut [u64; 8], line: &Line) {
    for (sum, word) in sum.iter_mut().zip(line.0) {
        *sum = sum.wrapping_add(word);
    }
}

#[inline(always)]
#[expect(clippy::inline_always, reason = "takes the instructions of the kernel it is inlined into")]
fn sum_one(lines: &[Line]) -> Sums {
    let (mut p, mut q, mut r, mut s) = ([0; 8], [0; 8], [0; 8], [0; 8]);
    for [a, b, c, d] in lines.as_chunks::<4>().0 {
        add(&mut p, a);
        add(&mut q, b);
        add(&mut r, c);
        add(&mut s, d);
    }
    [p, q, r, s]
}

#[inline(always)]
#[expect(clippy::inline_always, reason = "takes the instructions of the kernel it is inlined into")]
fn sum_four(lines: &[Line]) -> Sums {
    let (mut p, mut q, mut r, mut s) = ([0; 8], [0; 8], [0; 8], [0; 8]);
    for part in lines.chunks(SUPERBLOCK) {
        let quarter = part.len() / 16 * 4;
        let (a, rest) = part.split_at(quarter);
        let (b, rest) = rest.split_at(quarter);
        let (c, rest) = rest.split_at(quarter);
        let (d, _) = rest.split_at(quarter);
        let (a, b) = (a.as_chunks::<4>().0, b.as_chunks::<4>().0);
        let (c, d) = (c.as_chunks::<4>().0, d.as_chunks::<4>().0);
        for (((a, b), c), d) in a.iter().zip(b).zip(c).zip(d) {
            a.iter().for_each(|line| add(&mut p, line));
            b.iter().for_each(|line| add(&mut q, line));
            c.iter().for_each(|line| add(&mut r, line));
            d.iter().for_each(|line| add(&mut s, line));
        }
    }
    [p, q, r, s]
}

#[cfg(target_arch = "x86_64")]
fearless_simd::kernel!(
    fn avx512_one(_token: Avx512, lines: &[Line]) -> Sums {
        sum_one(lines)
    }
);

#[cfg(target_arch = "x86_64")]
fearless_simd::kernel!(
    fn avx512_four(_token: Avx512, lines: &[Line]) -> Sums {
        sum_four(lines)
    }
);
