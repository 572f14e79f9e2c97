//! Ballots as form tools export them.
//!
//! | tool | how it writes the marks |
//! |---|---|
//! | Microsoft Forms, workbook or CSV | one cell, joined by `;`, with one at the end |
//! | Google Forms, its sheet | one cell, joined by `, ` |
//! | Google Forms, its own download | one cell, joined by `;` |
//! | Typeform | one cell, joined by ` / `; older: a column for each option |
//! | Webropol and others | a column for each option, with `1` or the label |
//!
//! The tool and its columns are recognised by what the file holds; [`FormRead::mapping`] shows for what each column was taken and how sure that is, and [`Options`] says otherwise.
//! Options of a form are matched with the candidates *before* a cell is cut, so that a name may hold the separator.
//!
//! ```
//! use vaali::definition::Definition;
//! use vaali_formats::forms::{self, Options, Tool};
//!
//! let frozen = Definition::from_json(r#"{
//!     "format": 1, "id": "7f6d4a0e-6f0c-4c51-9d5b-0c5f8f0d2a11", "title": "Board",
//!     "rules": {"ballots": "anonymous", "secrecy": "secret", "marks": {"min": 1, "max": 2}, "time_zone": "Europe/Helsinki",
//!               "seats": {"min": 2, "max": 2}, "ties": {"seat": "lot_manual"}},
//!     "candidates": [{"id": "1", "name": "Virtanen, Aino"}, {"id": "2", "name": "Bo"}, {"id": "3", "name": "Cia"}]
//! }"#)?.freeze()?;
//! let export = "Aikaleima,Ehdokkaat\n5.3.2026 klo 9.00.00,\"Virtanen, Aino, Cia\"\n";
//! let read = forms::read_bytes("form.csv", export.as_bytes(), &frozen, &Options::default())?;
//! assert_eq!(read.mapping.tool, Tool::GoogleSheet);
//! assert_eq!(read.ballots[0].marks, ["1", "3"]);
//! assert_eq!(read.read.ballots.accepted(), 1);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub(crate) mod labels;
mod mapping;
mod plan;
mod rows;
#[cfg(test)]
mod tests;
pub(crate) mod times;
pub(crate) mod tools;
pub(crate) mod voters;
mod write;

use std::{collections::BTreeSet, path::Path};

use vaali::{
    ballot::{Ballot, BallotBox, BallotFault, CastBallot, Rejected, RollMark},
    definition::{BallotId, BallotMode, Frozen},
};

use self::{labels::Labels, plan::Planner, voters::Voters};
pub use self::{
    mapping::{Mapping, Role},
    times::DateOrder,
    tools::{Confidence, Tool},
    write::{ballots_csv, voted_csv},
};
use crate::{
    Finding, Findings, Problem,
    ballots::{self, BallotRead, Layout},
    sheets::{self, Sheet},
    table::{Input, shown},
};

/// What columns of ballots may mean.
pub const COLUMNS: [&str; 3] = ["voter", "cast_at", "marks"];

/// Which column holds something.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Choice {
    /// Found by what the columns hold.
    #[default]
    Recognise,
    /// The column with this header.
    Column(String),
    /// None of them.
    Nothing,
}

/// What a person knows better than the recognition.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// The sheet of a workbook; else the one visible sheet that holds something.
    pub sheet: Option<String>,
    /// The column that names the voter.
    pub voter: Choice,
    /// The column that says when the ballot was cast.
    pub time: Choice,
    /// The column that holds all marks.
    pub marks: Choice,
    /// What joins the marks of a cell.
    pub separator: Option<String>,
    /// Which number of a date with slashes is the day, where no date of the file tells.
    pub dates: Option<DateOrder>,
}

/// The export of a form, read.
#[derive(Clone, Debug)]
pub struct FormRead {
    /// What each column was taken for.
    pub mapping: Mapping,
    /// Every ballot as it was read, with candidates and voters by id where they were found. Where ballots are apart from the roll, in the order of their content: neither the order of the rows
    /// nor the order in which somebody clicked may lead back to a voter (P33).
    pub ballots: Vec<Ballot>,
    /// Where ballots are apart from the roll and the file names voters: who voted.
    pub roll_marks: Option<Vec<RollMark>>,
    /// The same in the box, with all findings.
    pub read: BallotRead,
}

/// Reads an export from a file.
///
/// # Errors
/// What makes the file unreadable, and what only a person can decide: which column holds the marks, which number of a date is the day, a cell that can be read in two ways.
pub fn read(path: &Path, frozen: &Frozen, options: &Options) -> Result<FormRead, Findings> {
    read_input(&Input::file(path), frozen, options)
}

/// Reads an export from bytes; `name` stands in the findings.
///
/// # Errors
/// As [`read`].
pub fn read_bytes(
    name: &str,
    bytes: &[u8],
    frozen: &Frozen,
    options: &Options,
) -> Result<FormRead, Findings> {
    read_input(&Input::bytes(name, bytes), frozen, options)
}

pub(crate) fn read_input(
    input: &Input<'_>,
    frozen: &Frozen,
    options: &Options,
) -> Result<FormRead, Findings> {
    let (sheet, mut findings) = sheets::read(input, options.sheet.as_deref())?;
    if *options == (Options { sheet: options.sheet.clone(), ..Options::default() })
        && ballots::names_a_plain_layout(&sheet.header)
    {
        return plain(input, &sheet, frozen, findings);
    }
    let (labels, voters) = (Labels::new(frozen), Voters::new(frozen.roll()));
    for name in &labels.shared {
        findings.push(input.finding(&Problem::NameShared { name: shown(name) }));
    }
    let planner = Planner {
        input,
        sheet: &sheet,
        frozen,
        labels: &labels,
        voters: &voters,
        options,
        findings: &mut findings,
    };
    let Some(plan) = planner.plan() else { return Err(Findings::errors_first(findings)) };
    let read = rows::Rows { input, sheet: &sheet, frozen, labels: &labels, voters: &voters };
    let rows::Said { mut ballots, lines, marks } = read.read(&plan, options, &mut findings);
    if sheet.rows.is_empty() {
        findings.push(input.finding(&Problem::NoBallots));
    }
    if let Some(marks) = &marks {
        let not_parted = not_parted(input, &sheet, &plan, frozen, marks, &lines);
        if not_parted.is_empty() {
            let problem = Problem::Parted { ballots: ballots.len() as u64 };
            findings.push(input.finding(&problem));
        }
        findings.extend(not_parted);
    }
    let findings = Findings::settle(findings)?;
    let mut ballot_box = BallotBox::new(frozen);
    for ballot in &ballots {
        let cast = CastBallot { voter: ballot.voter.as_deref(), cast_at: ballot.cast_at };
        ballot_box.cast(cast, ballot.marks.iter().map(String::as_str));
    }
    if frozen.rules().ballots == BallotMode::Separate {
        in_order_of_content(&mut ballots);
    }
    let (layout, column) = match &plan.marks {
        plan::Marks::Cell { column, .. } => (Layout::List, Some(sheet.name(*column))),
        plan::Marks::Columns(_) => (Layout::Wide, None),
    };
    let mut read = BallotRead::of_box(ballot_box.close(), &input.name, layout, lines, findings);
    if let Some(column) = column {
        // The engine knows no columns; what is wrong with marks stands in theirs.
        let of_marks = |finding: &&mut Finding| ("B06"..="B11").contains(&finding.code.as_str());
        read.findings.iter_mut().filter(of_marks).for_each(|finding| {
            finding.column = Some(column.clone());
        });
    }
    let otherwise = read.findings.iter().filter(|finding| finding.code == "F124");
    let told: BTreeSet<Option<u64>> = otherwise.map(|finding| finding.row).collect();
    // Whom the row may mean is told already, with what becomes of it.
    read.findings.retain(|finding| finding.code != "B01" || !told.contains(&finding.row));
    Ok(FormRead { mapping: plan.mapping, ballots, roll_marks: marks, read })
}

/// Ballots without anything that leads back to a voter: neither name nor time, nor the order of the rows or of the clicks (P33).
fn in_order_of_content(ballots: &mut [Ballot]) {
    for ballot in &mut *ballots {
        (ballot.voter, ballot.cast_at) = (None, None);
        ballot.marks.sort();
    }
    ballots.sort_by(|one, other| one.marks.cmp(&other.marks));
}

/// The rows whose voter has no vote, or had one already: once voters and ballots are parted, nobody could take their ballots out of the box again.
fn not_parted(
    input: &Input<'_>,
    sheet: &Sheet,
    plan: &plan::Plan,
    frozen: &Frozen,
    marks: &[RollMark],
    lines: &[u64],
) -> Vec<Finding> {
    let mut roll = BallotBox::new(frozen);
    for mark in marks {
        roll.mark_roll(mark);
    }
    let closed = roll.close();
    let rejected = closed.roll_marks().map(|marks| marks.rejected.as_slice()).unwrap_or_default();
    let line_of = |mark: BallotId| {
        let place = usize::try_from(mark.0).ok().and_then(|number| number.checked_sub(1));
        place.and_then(|place| lines.get(place).copied())
    };
    let finding = |rejected: &Rejected| {
        let reason = match &rejected.fault {
            // The engine knows the numbers of marks, but not their rows.
            BallotFault::AlreadyVoted { counted } => format!(
                "the voter had voted already, in row {}",
                line_of(*counted).unwrap_or_default()
            ),
            other => other.to_string(),
        };
        let mut finding = input.finding(&Problem::CannotBeParted { reason });
        finding.row = line_of(rejected.ballot);
        finding.column = plan.voter.map(|column| sheet.name(column));
        finding
    };
    rejected.iter().map(finding).collect()
}

/// vaali's own layouts, which may come in a workbook too: their reader knows them.
fn plain(
    input: &Input<'_>,
    sheet: &Sheet,
    frozen: &Frozen,
    mut findings: Vec<Finding>,
) -> Result<FormRead, Findings> {
    let text;
    let table;
    let from = if sheets::is_workbook(input) {
        text = sheet.to_csv();
        table = Input::bytes(&input.name, text.as_bytes());
        &table
    } else {
        // What reading it as a table showed is shown again by its own reader.
        findings.clear();
        input
    };
    let mut read = ballots::into_box(from, None, frozen, &|_| {})?;
    read.findings.splice(0..0, findings);
    let columns = sheet.header.iter().map(|name| (name.clone(), Role::Plain)).collect();
    let mapping = Mapping {
        tool: Tool::Plain,
        confidence: Confidence::Certain,
        reason: "the columns are those of vaali's own layouts",
        separator: None,
        columns,
    };
    let mut ballots = ballots::all(from, frozen)?;
    if frozen.rules().ballots == BallotMode::Separate {
        in_order_of_content(&mut ballots);
    }
    Ok(FormRead { mapping, ballots, roll_marks: None, read })
}
