//! Ballots as a matrix of 0 and 1: a row for each ballot, a column for each candidate.

use rayon::prelude::*;
use vaali::{ballot::BallotBox, definition::Frozen, profile::ProfileBuilder};

use crate::{
    Labels, TableError, Watch,
    mark_columns::wrong_mark,
    read::{BATCH, SHARE},
    sink::{Row, Sink, Votes},
};

/// Rows of marks put together from columns.
pub(crate) struct Transposed {
    rows: usize,
    /// For 64 rows after another, 64 words for each 64 candidates: a bit for each row.
    blocks: Vec<[u64; 64]>,
    groups: usize,
}

impl Transposed {
    pub(crate) fn new(candidates: usize, rows: usize) -> Self {
        let groups = candidates.div_ceil(64).max(1);
        Self { rows, blocks: vec![[0; 64]; groups * rows.div_ceil(64)], groups }
    }

    /// The rows that mark a candidate, 64 to a word.
    pub(crate) fn set(&mut self, candidate: u32, words: &[u64]) {
        let (group, lane) = (candidate as usize / 64, candidate as usize % 64);
        let blocks = self.blocks.iter_mut().skip(group).step_by(self.groups);
        for (block, word) in blocks.zip(words) {
            if let Some(slot) = block.get_mut(lane) {
                *slot = *word;
            }
        }
    }

    /// Gives the rows as bits, up to 64 at a time, each time with the number of rows before. For at most 64 candidates.
    pub(crate) fn each_block(
        mut self,
        mut take: impl FnMut(usize, &[u64]) -> Result<(), TableError>,
    ) -> Result<(), TableError> {
        for (first, block) in (0..).step_by(64).zip(&mut self.blocks) {
            transpose(block);
            take(first, block.get(..64.min(self.rows - first)).unwrap_or_default())?;
        }
        Ok(())
    }

    /// Gives the marks of each row, rising.
    pub(crate) fn each_row(
        mut self,
        mut take: impl FnMut(usize, &[u32]) -> Result<(), TableError>,
    ) -> Result<(), TableError> {
        let mut marks = Vec::new();
        for (first, blocks) in (0..).step_by(64).zip(self.blocks.chunks_mut(self.groups)) {
            blocks.iter_mut().for_each(transpose);
            for (nth, row) in (first..self.rows).take(64).enumerate() {
                marks.clear();
                for (block, base) in blocks.iter().zip((0_u32..).step_by(64)) {
                    let mut bits = block.get(nth).copied().unwrap_or(0);
                    while bits != 0 {
                        marks.push(base + bits.trailing_zeros());
                        bits &= bits - 1;
                    }
                }
                take(row, &marks)?;
            }
        }
        Ok(())
    }
}

/// Transposes 64 x 64 bits by exchanging ever smaller squares (H. S. Warren, Hacker's Delight, 2nd edition, section 7-3).
fn transpose(block: &mut [u64; 64]) {
    let (mut width, mut mask) = (32, 0x0000_0000_FFFF_FFFF_u64);
    while width != 0 {
        for pair in block.chunks_exact_mut(2 * width) {
            let (upper, lower) = pair.split_at_mut(width);
            for (above, below) in upper.iter_mut().zip(lower) {
                let exchanged = (*above >> width ^ *below) & mask;
                *above ^= exchanged << width;
                *below ^= exchanged;
            }
        }
        width /= 2;
        mask ^= mask << width;
    }
}

/// Reads a matrix, given row by row, into the box of an election. Its columns are the candidates in declared order.
///
/// # Errors
/// [`TableError::WrongShape`], a cell that is neither 0 nor 1, [`TableError::Stopped`].
pub fn ballots_of_matrix<'f>(
    cells: &[u8],
    columns: usize,
    frozen: &'f Frozen,
    watch: &Watch,
) -> Result<BallotBox<'f>, TableError> {
    let labels = Labels::of_election(frozen);
    read(cells, columns, &labels, watch, || BallotBox::new(frozen))
}

/// Reads a matrix, given row by row, as votes without an election.
///
/// # Errors
/// As [`ballots_of_matrix`].
///
/// ```
/// use vaali_arrow::{Labels, Watch, votes_of_matrix};
///
/// let labels = Labels::of_positions(3);
/// let votes = votes_of_matrix(&[1, 0, 1, 0, 0, 1], 3, &labels, &Watch::default())?;
/// assert_eq!(votes.build().tally()?.votes(), [1, 0, 2]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn votes_of_matrix(
    cells: &[u8],
    columns: usize,
    labels: &Labels,
    watch: &Watch,
) -> Result<ProfileBuilder, TableError> {
    let builder = ProfileBuilder::new(labels.candidates())
        .map_err(|error| TableError::TooMuch { problem: error.to_string(), row: 1 })?;
    read(cells, columns, labels, watch, || Votes(builder.clone())).map(|votes| votes.0)
}

fn read<S: Sink>(
    cells: &[u8],
    columns: usize,
    labels: &Labels,
    watch: &Watch,
    empty: impl Fn() -> S + Sync,
) -> Result<S, TableError> {
    if columns != labels.candidates() || columns == 0 {
        return Err(TableError::WrongShape { columns, candidates: labels.candidates() });
    }
    let part = |(share, cells): (usize, &[u8])| {
        let mut sink = empty();
        let mut marks = Vec::new();
        for (ballot, number) in cells.chunks(columns).zip((share * SHARE) as u64 + 1..) {
            marks.clear();
            for (&cell, candidate) in ballot.iter().zip(0..) {
                match cell {
                    0 => {}
                    1 => marks.push(candidate),
                    _ => return Err(wrong_mark(&labels.id(candidate), number)),
                }
            }
            sink.take(Row { number, voter: None, cast_at: None, weight: 1, marks: &marks })?;
        }
        Ok(sink)
    };
    let mut sink = empty();
    let mut shares: Vec<_> = cells.chunks(SHARE * columns).enumerate().collect();
    while !shares.is_empty() {
        let rest = shares.split_off(BATCH.min(shares.len()));
        let parts: Vec<Result<S, TableError>> = shares.par_drain(..).map(part).collect();
        if watch.is_stopped() {
            return Err(TableError::Stopped);
        }
        for part in parts {
            sink.append(part?)?;
        }
        shares = rest;
    }
    Ok(sink)
}
