//! The loops for every machine.
#![expect(
    clippy::inline_always,
    reason = "the source takes the instructions of the kernel it is inlined into; left outside, it would run on the plainest"
)]

use super::{Meanings, NOBODY};

/// Lists of keys as bits; see [`lists`](super::lists).
#[inline(always)]
pub(super) fn lists(keys: &[u8], bounds: &[u32], meanings: &Meanings, ballots: &mut [u64]) -> bool {
    let first = bounds.first().copied().unwrap_or(0);
    let mut marks = 0;
    for (ballot, bounds) in ballots.iter_mut().zip(bounds.windows(2)) {
        let [from, to] = *bounds else { return false };
        let range = from.wrapping_sub(first) as usize..to.wrapping_sub(first) as usize;
        let Some(keys) = keys.get(range) else { return false };
        let (fours, rest) = keys.as_chunks::<4>();
        let of_key = |key: u8| meanings.bits(key);
        let of_fours = fours.iter().fold(0, |bits, &[a, b, c, d]| {
            bits | (of_key(a) | of_key(b)) | (of_key(c) | of_key(d))
        });
        *ballot = rest.iter().fold(of_fours, |bits, &key| bits | of_key(key));
        marks += keys.len() as u64;
    }
    // No list has more bits than marks: so if all together have as many, each has, and none marks a candidate twice or nobody.
    let bits: u64 = ballots.iter().map(|bits| u64::from(bits.count_ones())).sum();
    bits == marks
}

#[cfg(target_arch = "x86_64")]
fearless_simd::kernel!(
    /// The same source with the instruction that counts ones.
    pub(super) fn lists_avx2(
        _token: Avx2,
        keys: &[u8],
        bounds: &[u32],
        meanings: &Meanings,
        ballots: &mut [u64],
    ) -> bool {
        lists(keys, bounds, meanings, ballots)
    }
);

/// Where runs of the same key begin; see [`Integer::runs`](super::Integer::runs). `same` also gets the second row.
pub(crate) fn runs<C: Copy>(
    keys: &[C],
    same: impl Fn(C, C, usize) -> bool,
    rise: impl Fn(C, C) -> bool,
) -> Option<Vec<u32>> {
    let mut bounds = vec![0; keys.len() + 1];
    let (mut found, mut rising) = (1, true);
    // Written at each row, and kept where the key changes: nothing to guess for the processor.
    for (row, (&before, &here)) in (1_u32..).zip(keys.iter().zip(keys.iter().skip(1))) {
        if let Some(bound) = bounds.get_mut(found) {
            *bound = row;
        }
        found += usize::from(!same(before, here, row as usize));
        rising &= rise(before, here);
    }
    bounds.truncate(found);
    if !keys.is_empty() {
        bounds.push(u32::try_from(keys.len()).ok()?);
    }
    rising.then_some(bounds)
}

/// Numbers as keys of one byte; see [`Integer::narrow`](super::Integer::narrow).
#[inline(always)]
pub(super) fn narrow<N: Copy + TryInto<u8>>(numbers: &[N], keys: &mut Vec<u8>) {
    keys.extend(numbers.iter().map(|&number| number.try_into().unwrap_or(NOBODY)));
}
