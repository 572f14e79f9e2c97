//! Many ballots as bits, looked at together before they are stored.

/// What many ballots mark together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Joined {
    /// The candidates that some ballot marks.
    pub(super) any: u64,
    /// The marks of all.
    pub(super) marks: u64,
}

impl Joined {
    /// Of ballots given as bits, in the best instructions of this machine: without one that counts ones, counting them takes longer than reading the ballots.
    pub(super) fn of(ballots: &[u64]) -> Self {
        #[cfg(target_arch = "x86_64")]
        {
            let level = fearless_simd::Level::new();
            if let Some(token) = level.as_avx512() {
                return avx512(token, ballots);
            }
            if let Some(token) = level.as_avx2() {
                return avx2(token, ballots);
            }
        }
        join(ballots)
    }
}

#[expect(
    clippy::inline_always,
    reason = "the source takes the instructions of the kernel it is inlined into; left outside, it would run on the plainest"
)]
#[inline(always)]
fn join(ballots: &[u64]) -> Joined {
    // No overflow: a slice has fewer than 2^60 words.
    let join = |Joined { any, marks }, &bits: &u64| Joined {
        any: any | bits,
        marks: marks.wrapping_add(u64::from(bits.count_ones())),
    };
    ballots.iter().fold(Joined { any: 0, marks: 0 }, join)
}

#[cfg(target_arch = "x86_64")]
fearless_simd::kernel!(
    /// The same source in AVX2.
    fn avx2(_token: Avx2, ballots: &[u64]) -> Joined {
        join(ballots)
    }
);

#[cfg(target_arch = "x86_64")]
fearless_simd::kernel!(
    /// The same source with the vector instruction that counts ones.
    fn avx512(_token: Avx512, ballots: &[u64]) -> Joined {
        join(ballots)
    }
);
