//! Ballots as CSV, in the three layouts of the wild.
//!
//! - *list*: a row is a ballot, its marks in one cell: `voter;marks`, `007;"A;B;C"`. Marks are parted by `;`, `|` or `,`.
//! - *wide*: a row is a ballot, with a column for each candidate by id or exact name, and `1`, `x` or `yes` for a mark.
//! - *long*: a row is a mark: `voter;candidate`. Rows of one voter, or of one number in the column `ballot`, are one ballot. A voter who cast a blank ballot has a row too, with an empty candidate: who has no row has not voted.
//!
//! Each may have a column `cast_at`. A name that several candidates have names nobody: a file that uses it is refused, and the id must stand there. Every row is accepted, blank or rejected with its reason; a row that cannot be read refuses the file.
//!
//! ```
//! use vaali::definition::Definition;
//! use vaali_formats::ballots;
//!
//! let frozen = Definition::from_json(r#"{
//!     "format": 1, "id": "7f6d4a0e-6f0c-4c51-9d5b-0c5f8f0d2a11", "title": "Board",
//!     "rules": {"ballots": "anonymous", "secrecy": "secret", "marks": {"min": 1, "max": 2},
//!               "seats": {"min": 2, "max": 2}, "ties": {"seat": "lot_manual"}},
//!     "candidates": [{"id": "1", "name": "Aino"}, {"id": "2", "name": "Bo"}, {"id": "3", "name": "Cia"}]
//! }"#)?.freeze()?;
//! let read = ballots::read_bytes("ballots.csv", b"1,2,3\n1,,x\n,,\n1,1,1\n", &frozen, &|_| {})?;
//! assert_eq!(read.layout, ballots::Layout::Wide);
//! assert_eq!((read.ballots.accepted(), read.ballots.blank()), (1, 1));
//! let rejected = &read.findings[0];
//! assert_eq!((rejected.code.as_str(), rejected.row), ("B10", Some(4)));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod even_labels;
mod labels;
mod layout;
mod lines;
mod long;
pub mod portions;
mod read;
mod rows;
mod runs;
mod scattered;
mod short_labels;
mod short_pieces;
mod sink;
#[cfg(test)]
mod tests;
mod together;
mod voted;
mod wide;

use std::path::Path;

use vaali::{
    ballot::{Ballot, BallotBox, BallotFault, Ballots, Rejected, RollMark},
    definition::{BallotId, BallotMode, Frozen},
    values::Value,
};

pub use self::layout::Layout;
pub(crate) use self::layout::names_a_plain_layout;
use self::{lines::Lines, portions::Portions, sink::Kept};
use crate::{Finding, Findings, Problem, table::Input};

/// How far a reading is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Bytes of the file read so far.
    pub bytes_done: u64,
    /// Bytes of the file.
    pub bytes_total: u64,
    /// Rows read so far.
    pub rows: u64,
}

/// Ballots read and counted into the box.
#[derive(Clone, Debug)]
pub struct BallotRead {
    /// Every ballot: accepted, blank or rejected.
    pub ballots: Ballots,
    /// One for each rejected ballot (codes `B..`, the first ten thousand of them), and what was odd in the file.
    pub findings: Vec<Finding>,
    /// The layout that was recognised.
    pub layout: Layout,
    /// Rows of the file, without its header. With the long layout more than ballots.
    pub rows: u64,
    file: String,
    lines: Lines,
}

impl BallotRead {
    /// Ballots of a file that other columns than ours describe: a row is a ballot, and `lines` has the line of each.
    pub(crate) fn of_box(
        ballots: Ballots,
        file: &str,
        layout: Layout,
        lines: Vec<u64>,
        mut findings: Vec<Finding>,
    ) -> Self {
        let rows = lines.len() as u64;
        let mut places = Lines::default();
        for line in lines {
            places.push(line);
        }
        findings.extend(rejections(ballots.rejected(), file, &places));
        Self { ballots, findings, layout, rows, file: file.to_owned(), lines: places }
    }

    /// The line of a ballot in its file, from 1; of its first row, where it has several.
    pub fn line_of(&self, ballot: BallotId) -> Option<u64> {
        self.lines.of(ballot)
    }

    /// A rejected ballot as a finding at its line.
    pub fn finding_of(&self, rejected: &Rejected) -> Finding {
        finding_of(rejected, &self.file, &self.lines)
    }
}

/// Reads ballots from a file.
///
/// # Errors
/// What makes the file unreadable: its text, its header, rows of another length (up to a hundred of them). A ballot that breaks the rules is no error.
pub fn read_csv(
    path: &Path,
    frozen: &Frozen,
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<BallotRead, Findings> {
    read_with_roll(path, None, frozen, progress)
}

/// Reads ballots from bytes; `name` stands in the findings.
///
/// # Errors
/// As [`read_csv`].
pub fn read_bytes(
    name: &str,
    bytes: &[u8],
    frozen: &Frozen,
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<BallotRead, Findings> {
    into_box(&Input::bytes(name, bytes), None, frozen, progress)
}

/// Reads ballots, and where they are apart from the roll the marks on the roll.
///
/// # Errors
/// As [`read_csv`], for both files at once.
pub fn read_with_roll(
    ballots: &Path,
    roll_marks: Option<&Path>,
    frozen: &Frozen,
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<BallotRead, Findings> {
    let marks = roll_marks.map(Input::file);
    into_box(&Input::file(ballots), marks.as_ref(), frozen, progress)
}

/// Reads ballots as they are written, for a record with open secrecy or to show them. Marks that name a candidate are given as the candidate's id.
///
/// # Errors
/// As [`read_csv`].
pub fn read_all(path: &Path, frozen: &Frozen) -> Result<Vec<Ballot>, Findings> {
    all(&Input::file(path), frozen)
}

/// Reads the marks on the roll as they are written, for a record.
///
/// # Errors
/// What makes the file unreadable.
pub fn read_roll_marks(path: &Path, frozen: &Frozen) -> Result<Vec<RollMark>, Findings> {
    roll_marks(&Input::file(path), frozen)
}

fn roll_marks(input: &Input<'_>, frozen: &Frozen) -> Result<Vec<RollMark>, Findings> {
    voted::read(input, frozen).map(|voted| voted.marks)
}

/// As [`read_all`], from bytes.
///
/// # Errors
/// As [`read_csv`].
pub fn read_all_bytes(name: &str, bytes: &[u8], frozen: &Frozen) -> Result<Vec<Ballot>, Findings> {
    all(&Input::bytes(name, bytes), frozen)
}

/// As [`read_with_roll`], from anywhere.
///
/// # Errors
/// As [`read_with_roll`].
pub fn read_inputs(
    ballots: &Input<'_>,
    roll_marks: Option<&Input<'_>>,
    frozen: &Frozen,
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<BallotRead, Findings> {
    into_box(ballots, roll_marks, frozen, progress)
}

/// Every ballot as it was written, and every mark on the roll where ballots are apart from it: for a record.
///
/// # Errors
/// What makes a file unreadable.
pub fn rows_of(
    ballots: &Input<'_>,
    roll_marks: Option<&Input<'_>>,
    frozen: &Frozen,
) -> Result<(Vec<Ballot>, Vec<RollMark>), Findings> {
    let cast = all(ballots, frozen)?;
    let separate = frozen.rules().ballots == BallotMode::Separate;
    let marks = roll_marks.filter(|_| separate).map(|marks| self::roll_marks(marks, frozen));
    Ok((cast, marks.transpose()?.unwrap_or_default()))
}

pub(crate) fn all(input: &Input<'_>, frozen: &Frozen) -> Result<Vec<Ballot>, Findings> {
    let read = read::read(input, frozen, &|_| {}, || Kept::new(frozen), None)?;
    Ok(read.sink.ballots)
}

pub(crate) fn into_box(
    input: &Input<'_>,
    roll_marks: Option<&Input<'_>>,
    frozen: &Frozen,
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<BallotRead, Findings> {
    read_in_portions(input, roll_marks, frozen, None, progress)
}

/// As [`read_inputs`], where others have read portions of the ballots: with the same outcome.
///
/// # Errors
/// As [`read_inputs`].
pub fn read_in_portions(
    input: &Input<'_>,
    roll_marks: Option<&Input<'_>>,
    frozen: &Frozen,
    portions: Option<&Portions>,
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<BallotRead, Findings> {
    let read = read::read(input, frozen, progress, || BallotBox::new(frozen), portions);
    let separate = frozen.rules().ballots == BallotMode::Separate;
    let marks = match roll_marks {
        Some(marks) if separate => voted::read(marks, frozen).map(Some),
        _ => Ok(None),
    };
    let (read, marks) = match (read, marks) {
        (Ok(read), Ok(marks)) => (read, marks),
        (read, marks) => {
            let both = [read.err(), marks.err()].into_iter().flatten();
            return Err(Findings(both.flat_map(|findings| findings.0).collect()));
        }
    };
    let (mut ballot_box, mut findings) = (read.sink, read.findings);
    let mut mark_lines = Lines::default();
    match (marks, roll_marks) {
        (Some(marks), _) => {
            for mark in &marks.marks {
                ballot_box.mark_roll(mark);
            }
            mark_lines = marks.lines;
            findings.extend(marks.findings);
        }
        (None, Some(unused)) => findings.push(unused.finding(&Problem::RollMarksUnused)),
        (None, None) if separate => {
            findings.push(Finding::new(crate::folder::ROLL_MARKS, &Problem::NoRollMarks));
        }
        (None, None) => {}
    }
    let ballots = ballot_box.close();
    findings.extend(rejections(ballots.rejected(), &input.name, &read.lines));
    if let (Some(marks), Some(input)) = (ballots.roll_marks(), roll_marks) {
        findings.extend(rejections(&marks.rejected, &input.name, &mark_lines));
    }
    Ok(BallotRead {
        ballots,
        findings,
        layout: read.layout,
        rows: read.rows,
        file: input.name.clone(),
        lines: read.lines,
    })
}

/// Beyond this nobody reads a list; all rejected ballots are in [`Ballots::rejected`].
const MOST_REJECTED_SHOWN: usize = 10_000;

fn rejections(rejected: &[Rejected], file: &str, lines: &Lines) -> Vec<Finding> {
    let shown = rejected.iter().take(MOST_REJECTED_SHOWN);
    let mut findings: Vec<Finding> =
        shown.map(|rejected| finding_of(rejected, file, lines)).collect();
    if let Some(more) = rejected.len().checked_sub(MOST_REJECTED_SHOWN).filter(|&more| more > 0) {
        findings.push(Finding::new(file, &Problem::MoreFindings { more: more as u64 }));
    }
    findings
}

fn finding_of(rejected: &Rejected, file: &str, lines: &Lines) -> Finding {
    let mut finding = Finding::of_ballot(file, &rejected.fault);
    finding.row = lines.of(rejected.ballot);
    // The engine knows the number of the ballot that counts, a person the row.
    if let BallotFault::AlreadyVoted { counted } | BallotFault::Replaced { counted } =
        &rejected.fault
        && let Some(row) = lines.of(*counted)
    {
        finding.values.insert("row".to_owned(), Value::Number(row));
        finding.message = match rejected.fault {
            BallotFault::Replaced { .. } => {
                format!("replaced by the voter's later ballot, in row {row}")
            }
            _ => format!("the voter had voted already, in row {row}"),
        };
    }
    finding
}
