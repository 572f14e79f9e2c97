//! The compact form of many ballots, and its kernels.
//!
//! A [`Profile`] holds what analysis and committee methods need and nothing else: candidates are the numbers `0..m`,
//! a ballot is a set of them and a weight. [`ProfileBuilder`] makes one; [`Profile::tally`] counts it, exactly, at the
//! speed of memory; [`Tally`] is that count, and partial tallies made anywhere [merge](Tally::merge) into the whole.
//!
//! ```
//! use vaali::profile::ProfileBuilder;
//!
//! let mut builder = ProfileBuilder::new(26)?;
//! builder.push(&[0, 4, 25])?;
//! builder.push(&[4])?;
//! let tally = builder.build().tally()?;
//! assert_eq!(tally.ballots(), 2);
//! assert_eq!(tally.votes()[4], 2);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod bits;
mod builder;
mod columns;
mod count;
mod error;
mod kernels;
mod layout;
mod lists;
mod tally;
#[cfg(test)]
mod tests;
mod votes;
mod weights;

pub use builder::ProfileBuilder;
pub use columns::Columns;
pub use error::ProfileError;
pub use kernels::Kernel;
pub use tally::{Fingerprint, FingerprintError, Tally, TallyError};
pub use votes::{Votes, exact_u64};

use layout::{Layout, Ones, bit, index};
use lists::ListMarks;
use std::fmt;
use weights::Weights;

/// Many approval ballots in compact form.
///
/// A ballot takes 4 bytes for up to 32 candidates and 8 for up to 64; beyond that, 8 for each 64 candidates or 2 to 4
/// for each mark, whichever suits how many marks there are. Weights take room only where some ballot weighs other than one.
///
/// The weights of all ballots together fit 64 bits, so no candidate's votes can overflow.
#[derive(Clone, Default)]
pub struct Profile {
    candidates: usize,
    ballots: usize,
    layout: Layout,
    weights: Weights,
    total_weight: u64,
    /// Marks on paper, whatever their ballots weigh: the measure of density.
    entries: u64,
    /// Marks times weight, summed as the ballots came in.
    marks: u128,
}

impl Profile {
    /// The number of candidates.
    pub fn candidates(&self) -> usize {
        self.candidates
    }

    /// The number of ballots, whatever they weigh.
    pub fn ballots(&self) -> usize {
        self.ballots
    }

    /// The weights of all ballots together; the number of ballots where none is weighted.
    pub fn total_weight(&self) -> u64 {
        self.total_weight
    }

    /// Marks on all ballots together, each counted once whatever its ballot weighs.
    pub fn entries(&self) -> u64 {
        self.entries
    }

    /// Whether some ballot weighs other than one.
    pub fn is_weighted(&self) -> bool {
        !matches!(self.weights, Weights::Equal)
    }

    /// The weight of a ballot; zero where there is no such ballot.
    #[inline]
    pub fn weight(&self, ballot: usize) -> u64 {
        if ballot < self.ballots { self.weights.get(ballot) } else { 0 }
    }

    /// Whether a ballot marks a candidate; false where either does not exist.
    #[inline]
    pub fn contains(&self, ballot: usize, candidate: u32) -> bool {
        match &self.layout {
            _ if index(candidate) >= self.candidates => false,
            Layout::Lists(lists) => lists.contains(ballot, candidate),
            dense => dense.word(ballot, index(candidate) / 64) & bit(candidate) != 0,
        }
    }

    /// The candidates a ballot marks, rising; none where there is no such ballot.
    ///
    /// ```
    /// # use vaali::profile::ProfileBuilder;
    /// let mut builder = ProfileBuilder::new(100)?;
    /// builder.push(&[99, 3])?;
    /// assert!(builder.build().marks(0).eq([3, 99]));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn marks(&self, ballot: usize) -> Marks<'_> {
        Marks(match &self.layout {
            Layout::Lists(lists) => MarksOf::List(lists.marks(ballot)),
            dense => {
                MarksOf::Bits { layout: dense, ballot, group: 0, ones: Ones(dense.word(ballot, 0)) }
            }
        })
    }
}

impl fmt::Debug for Profile {
    /// Numbers only: ballots may be secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Profile")
            .field("candidates", &self.candidates)
            .field("ballots", &self.ballots)
            .field("total_weight", &self.total_weight)
            .finish_non_exhaustive()
    }
}

/// The candidates one ballot marks, rising. See [`Profile::marks`].
#[derive(Clone)]
pub struct Marks<'a>(MarksOf<'a>);

#[derive(Clone)]
enum MarksOf<'a> {
    Bits { layout: &'a Layout, ballot: usize, group: usize, ones: Ones },
    List(ListMarks<'a>),
}

impl Iterator for Marks<'_> {
    type Item = u32;

    #[inline]
    fn next(&mut self) -> Option<u32> {
        match &mut self.0 {
            MarksOf::List(marks) => marks.next(),
            MarksOf::Bits { layout, ballot, group, ones } => loop {
                if let Some(bit) = ones.next() {
                    return Some(u32::try_from(*group * 64).ok()? + bit);
                }
                if *group + 1 >= layout.groups() {
                    return None;
                }
                *group += 1;
                *ones = Ones(layout.word(*ballot, *group));
            },
        }
    }
}

impl fmt::Debug for Marks<'_> {
    /// Nothing of the ballot: it may be secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Marks").finish_non_exhaustive()
    }
}
