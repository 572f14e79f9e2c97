//! The inner loops of a tally, one source for each set of instructions worth having.
//!
//! What is counted is a positional population count: how often each of 64 bit positions is set in a run of words.
//! See Clausecker, Lemire and Schintke, "Faster Positional-Population Counts for AVX2, AVX-512, and ASIMD" (2024),
//! and Klarqvist, Muła and Lemire, "Efficient Computation of Positional Population Counts Using SIMD Instructions"
//! (2019) for the method; [`portable`] and [`avx512`] say what differs here.
//!
//! Sums wrap in these loops without a check, because none can: a profile's weights fit 64 bits together, and no position
//! is counted more often than that.

#[cfg(target_arch = "x86_64")]
mod avx512;
pub(super) mod lists;
mod portable;
#[cfg(test)]
mod tests;
mod weighted;

use super::layout::Block;
use super::weights::WeightSlice;
use std::sync::OnceLock;

#[cfg(target_arch = "x86_64")]
use fearless_simd::x86::{Avx2, Avx512};

/// How often each of 64 positions is set.
pub(super) type Counts = [u64; 64];

/// The set of instructions a tally runs on.
///
/// The result is the same on each; the choice exists for tests and measurements. A tally uses the best one by itself.
///
/// ```
/// use vaali::profile::Kernel;
///
/// assert_eq!(Kernel::available().next().map(Kernel::name), Some("portable"));
/// assert!(Kernel::available().any(|kernel| kernel.name() == Kernel::best().name()));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Kernel(Instructions);

#[derive(Clone, Copy, Debug)]
enum Instructions {
    Portable,
    #[cfg(target_arch = "x86_64")]
    Avx2(Avx2),
    #[cfg(target_arch = "x86_64")]
    Avx512(Avx512),
}

impl Kernel {
    /// The kernels this processor can run, the plainest first.
    pub fn available() -> impl Iterator<Item = Self> {
        let portable = Some(Instructions::Portable);
        #[cfg(target_arch = "x86_64")]
        let all = {
            let level = fearless_simd::Level::new();
            [
                portable,
                level.as_avx2().map(Instructions::Avx2),
                level.as_avx512().map(Instructions::Avx512),
            ]
        };
        #[cfg(not(target_arch = "x86_64"))]
        let all = [portable];
        all.into_iter().flatten().map(Self)
    }

    /// The fastest kernel this processor can run, found once.
    #[inline]
    pub fn best() -> Self {
        static BEST: OnceLock<Kernel> = OnceLock::new();
        *BEST.get_or_init(|| Self::available().last().unwrap_or(Self(Instructions::Portable)))
    }

    /// The name of the set of instructions.
    pub fn name(self) -> &'static str {
        match self.0 {
            Instructions::Portable => "portable",
            #[cfg(target_arch = "x86_64")]
            Instructions::Avx2(_) => "avx2",
            #[cfg(target_arch = "x86_64")]
            Instructions::Avx512(_) => "avx512",
        }
    }

    /// Adds how often each position is set in the blocks.
    pub(super) fn count(self, blocks: &[Block], counts: &mut Counts) {
        match self.0 {
            Instructions::Portable => portable::count_baseline(blocks, counts),
            #[cfg(target_arch = "x86_64")]
            Instructions::Avx2(token) => portable::count_avx2(token, blocks, counts),
            #[cfg(target_arch = "x86_64")]
            Instructions::Avx512(token) => avx512::count(token, blocks, counts),
        }
    }

    /// Writes the votes of a small unweighted profile at once, without counters in between; false where it cannot.
    ///
    /// `votes` has as many places as there are candidates, at most 64; with `halves`, a word is two ballots.
    #[inline]
    pub(super) fn count_small(self, blocks: &[Block], halves: bool, votes: &mut [u64]) -> bool {
        match self.0 {
            #[cfg(target_arch = "x86_64")]
            Instructions::Avx512(token) if blocks.len() <= avx512::SMALL => {
                avx512::count_small(token, blocks, halves, votes);
                true
            }
            _ => {
                let _ = (blocks, halves, votes);
                false
            }
        }
    }

    /// Adds to each position the weights of the ballots that set it; with `halves`, a word is two ballots.
    pub(super) fn count_weighted(
        self,
        blocks: &[Block],
        halves: bool,
        weights: WeightSlice<'_>,
        counts: &mut Counts,
    ) {
        match (self.0, weights) {
            (_, WeightSlice::Equal) => self.count(blocks, counts),
            #[cfg(target_arch = "x86_64")]
            (Instructions::Avx512(token), WeightSlice::Short(weights)) => {
                avx512::count_short_weights(token, blocks, halves, weights, counts);
            }
            #[cfg(target_arch = "x86_64")]
            (Instructions::Avx512(token), WeightSlice::Long(weights)) => {
                avx512::count_long_weights(token, blocks, halves, weights, counts);
            }
            (_, WeightSlice::Short(weights)) => weighted::count(blocks, halves, weights, counts),
            (_, WeightSlice::Long(weights)) => weighted::count(blocks, halves, weights, counts),
        }
    }

    /// How many positions are set in both bitsets.
    pub(super) fn count_both(self, a: &[u64], b: &[u64]) -> u64 {
        match self.0 {
            Instructions::Portable => portable::count_both(a, b),
            #[cfg(target_arch = "x86_64")]
            Instructions::Avx2(token) => portable::count_both_avx2(token, a, b),
            #[cfg(target_arch = "x86_64")]
            Instructions::Avx512(token) => avx512::count_both(token, a, b),
        }
    }
}
