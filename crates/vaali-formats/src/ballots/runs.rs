//! The rows of one block in the long layout, with neighbours of one ballot put together: most files have all rows of a ballot in one place.

use std::{
    collections::{BTreeMap, BTreeSet},
    hash::BuildHasher,
    num::NonZero,
    ops::Range,
};

use foldhash::quality::RandomState;
use jiff::Timestamp;

use super::{read::MOST_ROWS_SHOWN, rows::Task, sink::Mark};
use crate::{
    Finding, Problem,
    datasets::export::restored,
    folder::row_problem,
    table::{Block, Row, clean},
};

/// Stands among the positions for a mark that names nobody; its text is kept apart.
pub(super) const UNKNOWN: u32 = u32::MAX;

/// Rows on consecutive lines with the same key, voter and time.
#[derive(Clone, Debug)]
pub(super) struct Run {
    pub(super) line: u64,
    pub(super) rows: u64,
    /// The line of the first row that names no candidate.
    pub(super) empty: Option<NonZero<u64>>,
    /// Where its key is in the text of the block. An empty one groups nothing.
    pub(super) key: Range<usize>,
    pub(super) hash: u64,
    /// Where a column of its own has it.
    pub(super) voter: Option<String>,
    pub(super) cast_at: Option<Timestamp>,
    /// Where its marks are among those of the block.
    pub(super) marks: Range<usize>,
}

/// What one block gives.
#[derive(Debug, Default)]
pub(super) struct Runs {
    pub(super) all: Vec<Run>,
    /// All keys.
    pub(super) keys: String,
    /// The last of them, if it is short.
    short_key: Option<ShortKey>,
    /// Positions of candidates.
    pub(super) marks: Vec<u32>,
    /// The texts of the marks that are [`UNKNOWN`].
    pub(super) unknown: BTreeMap<usize, String>,
    pub(super) rows: u64,
    /// Pairs of candidates whose common name is a mark.
    pub(super) shared: BTreeSet<(u32, u32)>,
    /// The first of them, in the order of the rows.
    pub(super) findings: Vec<Finding>,
    /// Findings beyond those kept.
    pub(super) more: u64,
}

impl Runs {
    pub(super) fn key(&self, run: &Run) -> &str {
        self.keys.get(run.key.clone()).unwrap_or_default()
    }

    fn note(&mut self, finding: Finding) {
        if self.findings.len() < MOST_ROWS_SHOWN {
            self.findings.push(finding);
        } else {
            self.more += 1;
        }
    }

    /// Whether a row goes on with the last run.
    fn goes_on(&self, line: u64, key: &str, voter: Option<&str>, at: Option<Timestamp>) -> bool {
        self.all.last().is_some_and(|run| {
            line == run.line + run.rows
                && !key.is_empty()
                && self.key(run) == key
                && run.cast_at == at
                && run.voter.as_deref() == voter
        })
    }
}

/// A key of up to eight bytes as a number, and its length: two are compared at once.
type ShortKey = (usize, u64);

/// `beyond` is the key and what follows it in memory.
#[inline]
fn short_key(key: &str, beyond: &[u8]) -> Option<ShortKey> {
    let eight = u64::from_le_bytes(*beyond.first_chunk()?);
    let free = 8_usize.checked_sub(key.len()).filter(|&free| free < 8)?;
    Some((key.len(), eight & (u64::MAX >> (8 * free))))
}

/// The column whose equal cells make one ballot.
pub(super) fn key_column(task: &Task<'_>) -> usize {
    task.plan.ballot.or(task.plan.voter).unwrap_or_default()
}

impl Task<'_> {
    /// Reads a block of the long layout. Nothing if it is not UTF-8.
    pub(super) fn read_runs(&self, block: &Block, hasher: &RandomState) -> Option<Runs> {
        let mut rows = block.rows()?;
        let mut runs = Runs::default();
        let columns = self.plan.header.len();
        while let Some(row) = rows.next_row() {
            if row.is_empty_line() {
                continue;
            }
            runs.rows += 1;
            if row.is_sound() && row.len() == columns && self.goes_on(&row, &mut runs) {
                continue;
            }
            if let Some(problem) = row_problem(&row, columns) {
                runs.note(self.input.finding(&problem).at_row(row.line()));
            } else if let Err(finding) = self.run(&row, hasher, &mut runs) {
                runs.note(*finding);
            }
        }
        Some(runs)
    }

    /// Takes a row as it stands if it says of the ballot what the row before says, and marks a candidate by a short label: nearly all rows.
    #[inline]
    fn goes_on(&self, row: &Row<'_>, runs: &mut Runs) -> bool {
        let alone = self.plan.cast_at.is_none()
            && self.plan.ballot.is_none_or(|_| self.plan.voter.is_none());
        let (key, beyond) = row.cell_and_beyond(key_column(self));
        let Some(run) =
            runs.all.last_mut().filter(|run| alone && row.line() == run.line + run.rows)
        else {
            return false;
        };
        let same = match (runs.short_key, short_key(key, beyond)) {
            (Some(last), Some(this)) => last == this,
            _ => !key.is_empty() && runs.keys.get(run.key.clone()) == Some(key),
        };
        if !same {
            return false;
        }
        let (cell, beyond) = row.cell_and_beyond(self.plan.marks);
        let Some(position) = self.labels.short(cell, beyond) else { return false };
        runs.marks.push(position);
        run.rows += 1;
        run.marks.end += 1;
        true
    }

    fn run(
        &self,
        row: &Row<'_>,
        hasher: &RandomState,
        runs: &mut Runs,
    ) -> Result<(), Box<Finding>> {
        let (line, column) = (row.line(), key_column(self));
        let cast_at = self.cast_at(row)?;
        let by_voter = self.plan.ballot.is_none();
        let key = clean(if by_voter { restored(row.cell(column)) } else { row.cell(column) });
        if key.is_empty() && (!by_voter || !self.frozen.is_linked()) {
            return Err(Box::new(self.finding(&Problem::NoBallotKey, line, column)));
        }
        // Without a column of ballots the key is the voter.
        let voter = self.plan.voter.filter(|_| !by_voter);
        let voter =
            voter.map(|voter| clean(restored(row.cell(voter)))).filter(|voter| !voter.is_empty());
        let voter = voter.as_deref();
        if !runs.goes_on(line, &key, voter, cast_at) {
            let (from, marks) = (runs.keys.len(), runs.marks.len());
            runs.keys.push_str(&key);
            let mut padded = [0; 8];
            for (to, &from) in padded.iter_mut().zip(key.as_bytes()) {
                *to = from;
            }
            runs.short_key = short_key(&key, &padded);
            runs.all.push(Run {
                line,
                rows: 0,
                empty: None,
                key: from..runs.keys.len(),
                hash: hasher.hash_one(&*key),
                voter: voter.map(str::to_owned),
                cast_at,
                marks: marks..marks,
            });
        }
        let text = clean(row.cell(self.plan.marks));
        let position = if text.is_empty() { None } else { Some(self.labels.find(&text)) };
        if position == Some(None) {
            runs.unknown.insert(runs.marks.len(), restored(&text).to_owned());
            let mark = Mark::Unknown(restored(&text).into());
            runs.shared.extend(self.labels.shared_among(&[mark]));
        }
        if let Some(run) = runs.all.last_mut() {
            run.rows += 1;
            match position {
                Some(position) => {
                    runs.marks.push(position.unwrap_or(UNKNOWN));
                    run.marks.end += 1;
                }
                None => run.empty = run.empty.or(NonZero::new(line)),
            }
        }
        Ok(())
    }
}
