//! From a profile to the votes of each candidate: which kernel counts what, and on how many threads.

use super::kernels::{self, Counts, Kernel};
use super::layout::{Block, Column, Layout};
use super::weights::Weights;
use super::{Profile, Tally, TallyError};

/// Whether a count may spread over threads. The result is the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Threads {
    One,
    Many,
}

/// What one thread takes at a time: 2 MiB, enough to hide the handing out, little enough to share out evenly.
#[cfg(feature = "rayon")]
const SHARE: usize = (2 << 20) / size_of::<Block>();

impl Profile {
    /// Counts the votes of each candidate, exactly, on all threads where the ballots are many.
    ///
    /// # Errors
    /// [`TallyError::Overflow`] where the marks of all ballots together, times their weights, exceed 2^64 - 1, and
    /// [`TallyError::SumsDisagree`] where the votes do not add up to the marks noted as the ballots came in:
    /// the memory or the program has failed, and no result is better than a wrong one.
    ///
    /// ```
    /// use vaali::profile::ProfileBuilder;
    ///
    /// let mut builder = ProfileBuilder::new(3)?;
    /// builder.push(&[1, 2])?;
    /// builder.push_weighted(&[2], 10)?;
    /// let tally = builder.build().tally()?;
    /// assert_eq!(tally.votes(), [0, 1, 11]);
    /// assert_eq!((tally.ballots(), tally.weight(), tally.marks()), (2, 11, 12));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn tally(&self) -> Result<Tally, TallyError> {
        self.tally_on(Threads::Many)
    }

    /// As [`Self::tally`], on the calling thread alone.
    ///
    /// # Errors
    /// As [`Self::tally`].
    pub fn tally_single_thread(&self) -> Result<Tally, TallyError> {
        self.tally_on(Threads::One)
    }

    /// Writes the votes of each candidate into `votes`, on the calling thread and without allocating for at most 64
    /// candidates: the way to count very many small elections. The sums are not held against each other here.
    ///
    /// # Errors
    /// [`TallyError::DifferentCandidates`] where `votes` has another length than there are candidates.
    ///
    /// ```
    /// # use vaali::profile::ProfileBuilder;
    /// let mut builder = ProfileBuilder::new(2)?;
    /// builder.push(&[1])?;
    /// let mut votes = [0; 2];
    /// builder.build().votes_into(&mut votes)?;
    /// assert_eq!(votes, [0, 1]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[inline]
    pub fn votes_into(&self, votes: &mut [u64]) -> Result<(), TallyError> {
        self.votes_with(Kernel::best(), votes)
    }

    /// As [`Self::votes_into`], by a chosen kernel: for tests and measurements.
    ///
    /// # Errors
    /// As [`Self::votes_into`].
    #[inline]
    pub fn votes_with(&self, kernel: Kernel, votes: &mut [u64]) -> Result<(), TallyError> {
        if votes.len() != self.candidates {
            return Err(TallyError::DifferentCandidates {
                left: self.candidates,
                right: votes.len(),
            });
        }
        self.count(kernel, Threads::One, votes);
        Ok(())
    }

    fn tally_on(&self, threads: Threads) -> Result<Tally, TallyError> {
        let mut votes = vec![0; self.candidates];
        self.count(Kernel::best(), threads, &mut votes);
        let marks =
            u64::try_from(self.marks).map_err(|_| TallyError::Overflow { what: "marks" })?;
        Tally::checked(self.ballots as u64, self.total_weight, marks, votes, None)
    }

    /// Writes the votes; `votes` has a place for each candidate.
    #[inline]
    fn count(&self, kernel: Kernel, threads: Threads, votes: &mut [u64]) {
        if let (Layout::Halves(column) | Layout::Words(column), Weights::Equal) =
            (&self.layout, &self.weights)
            && kernel.count_small(column.blocks(), matches!(self.layout, Layout::Halves(_)), votes)
        {
            return;
        }
        self.count_large(kernel, threads, votes);
    }

    fn count_large(&self, kernel: Kernel, threads: Threads, votes: &mut [u64]) {
        votes.fill(0);
        match &self.layout {
            Layout::Halves(column) => {
                let counts = self.count_column(kernel, column, threads);
                let (lower, upper) = counts.split_at(32);
                for ((votes, lower), upper) in votes.iter_mut().zip(lower).zip(upper) {
                    *votes = lower.wrapping_add(*upper);
                }
            }
            Layout::Words(column) => copy(&self.count_column(kernel, column, threads), votes),
            Layout::Wide(columns) => {
                for (column, votes) in columns.iter().zip(votes.chunks_mut(64)) {
                    copy(&self.count_column(kernel, column, threads), votes);
                }
            }
            Layout::Lists(_) => self.count_lists(threads, votes),
        }
    }

    /// The counts of one column: on many threads where it is longer than one share.
    fn count_column(&self, kernel: Kernel, column: &Column, threads: Threads) -> Counts {
        let halves = matches!(self.layout, Layout::Halves(_));
        let count = |start: usize, blocks: &[Block]| {
            let mut counts = [0; 64];
            let ballots_per_block = if halves { 2 * Block::WORDS } else { Block::WORDS };
            kernel.count_weighted(
                blocks,
                halves,
                self.weights.slice(start * ballots_per_block),
                &mut counts,
            );
            counts
        };
        #[cfg(feature = "rayon")]
        if threads == Threads::Many && column.blocks().len() > SHARE {
            use rayon::prelude::*;
            return column
                .blocks()
                .par_chunks(SHARE)
                .enumerate()
                .map(|(share, blocks)| count(share * SHARE, blocks))
                .reduce(
                    || [0; 64],
                    |mut sum, more| {
                        add(&mut sum, &more);
                        sum
                    },
                );
        }
        let _ = threads;
        count(0, column.blocks())
    }

    fn count_lists(&self, threads: Threads, votes: &mut [u64]) {
        let Layout::Lists(lists) = &self.layout else { return };
        let count = |from: usize, to: usize, votes: &mut [u64]| {
            kernels::lists::count(lists, from, to, self.weights.slice(from), votes);
        };
        #[cfg(feature = "rayon")]
        if threads == Threads::Many && lists.total_marks() / 1024 > self.candidates.max(1024) {
            use rayon::prelude::*;
            // A share holds many more marks than a table has places, or adding up the tables would cost as much as counting.
            let shares = rayon::current_num_threads() * 4;
            let share = self.ballots.div_ceil(shares).max(1);
            let sum = (0..shares)
                .into_par_iter()
                .fold(
                    || vec![0; self.candidates],
                    |mut votes, at| {
                        let from = (at * share).min(self.ballots);
                        count(from, (from + share).min(self.ballots), &mut votes);
                        votes
                    },
                )
                .reduce(
                    || vec![0; self.candidates],
                    |mut sum, more| {
                        add(&mut sum, &more);
                        sum
                    },
                );
            votes.copy_from_slice(&sum);
            return;
        }
        let _ = threads;
        count(0, self.ballots, votes);
    }
}

fn copy(counts: &[u64], votes: &mut [u64]) {
    for (votes, count) in votes.iter_mut().zip(counts) {
        *votes = *count;
    }
}

#[cfg(feature = "rayon")]
fn add(sum: &mut [u64], more: &[u64]) {
    for (sum, more) in sum.iter_mut().zip(more) {
        *sum = sum.wrapping_add(*more);
    }
}
