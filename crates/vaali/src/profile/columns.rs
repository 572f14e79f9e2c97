//! The transpose: for each candidate, the set of ballots that mark it.

use super::kernels::Kernel;
use super::layout::index;
use super::{Profile, ProfileError};
use std::fmt;

/// For each candidate, the set of ballots that mark it, as bits: bit `b % 64` of word `b / 64` is ballot `b`.
///
/// What is asked of pairs and groups of candidates becomes "and" and a count of ones. Weights play no part here.
#[derive(Clone, PartialEq, Eq)]
pub struct Columns {
    ballots: usize,
    /// Words for each candidate.
    stride: usize,
    words: Vec<u64>,
}

impl Columns {
    /// The most memory a transpose may take: 1 GiB.
    pub const MOST_BYTES: u64 = 1 << 30;

    pub(super) fn new(profile: &Profile) -> Result<Self, ProfileError> {
        let stride = profile.ballots.div_ceil(64);
        let bytes = (stride as u64).saturating_mul(profile.candidates as u64).saturating_mul(8);
        if bytes > Self::MOST_BYTES {
            return Err(ProfileError::TooLargeToTranspose { bytes, max: Self::MOST_BYTES });
        }
        let mut words = vec![0; stride * profile.candidates];
        for ballot in 0..profile.ballots {
            for mark in profile.marks(ballot) {
                if let Some(word) = words.get_mut(index(mark) * stride + ballot / 64) {
                    *word |= 1 << (ballot % 64);
                }
            }
        }
        Ok(Self { ballots: profile.ballots, stride, words })
    }

    /// The number of ballots.
    pub fn ballots(&self) -> usize {
        self.ballots
    }

    /// The ballots that mark a candidate; no words where there is no such candidate.
    pub fn column(&self, candidate: u32) -> &[u64] {
        let start = index(candidate).saturating_mul(self.stride);
        self.words.get(start..start.saturating_add(self.stride)).unwrap_or_default()
    }

    /// How many ballots mark both candidates; for a candidate with itself, how many mark it.
    ///
    /// ```
    /// # use vaali::profile::ProfileBuilder;
    /// let mut builder = ProfileBuilder::new(3)?;
    /// builder.push(&[0, 1])?;
    /// builder.push(&[0, 1, 2])?;
    /// builder.push(&[0])?;
    /// let columns = builder.build().columns()?;
    /// assert_eq!(columns.both(0, 1), 2);
    /// assert_eq!(columns.both(0, 0), 3);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn both(&self, a: u32, b: u32) -> u64 {
        Kernel::best().count_both(self.column(a), self.column(b))
    }
}

impl fmt::Debug for Columns {
    /// Numbers only: ballots may be secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Columns")
            .field("candidates", &self.words.len().checked_div(self.stride).unwrap_or(0))
            .field("ballots", &self.ballots)
            .finish_non_exhaustive()
    }
}

impl Profile {
    /// The transpose: for each candidate, the set of ballots that mark it.
    ///
    /// It is computed on every call, in memory of one bit for each ballot and candidate.
    ///
    /// # Errors
    /// [`ProfileError::TooLargeToTranspose`] above [`Columns::MOST_BYTES`].
    pub fn columns(&self) -> Result<Columns, ProfileError> {
        Columns::new(self)
    }
}
