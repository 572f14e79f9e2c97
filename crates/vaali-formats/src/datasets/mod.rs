//! Approval elections as other programs and libraries keep them, in one common form: read, counted, written.
//!
//! | format | names | read | written |
//! |---|---|---|---|
//! | Pabulib | `.pb` | yes | yes |
//! | abcvoting | `.abc.yaml` | yes | yes |
//! | `PrefLib`, categories | `.cat` | yes | yes |
//! | `PrefLib`, orders | `.toi` `.soi` `.toc` `.soc` | where a ballot has one rank | `.toi` |
//! | BLT | `.blt` | where a ballot has one rank | yes |
//! | Condorcet Election Format | `.cvotes` | where a ballot has one rank | yes |
//! | NIST SP 1500-103 | `.json` | contests by marks | no |
//! | a table of ballots | `.csv`, `.xlsx` | see [`crate::ballots`] | [`export::ballots_csv`] |
//!
//! Ranks say more than marks: a ranked ballot is refused with its line, unless [`Options::ranks_as_marks`] says that whoever is ranked is meant as marked.
//! What a format cannot hold is a finding when it is written, never a silent loss.
//!
//! A file is read as a whole, up to 256 MiB (F29 above that), sixteen million rows of ballots and a million candidates (F96): ten times the largest public data set. In memory it takes its own size,
//! and some forty bytes more for each row of ballots.
//!
//! ```
//! use vaali_formats::datasets::{self, Format, Options};
//!
//! let text = "3 2\n4 1=2 0\n2 3 0\n1 0\n0\n\"Aino\"\n\"Bo\"\n\"Cia\"\n\"Board\"\n";
//! let data = datasets::read_bytes("board.blt", text.as_bytes(), &Options::default())?;
//! assert_eq!((data.total_ballots(), data.seats), (7, Some(2)));
//!
//! // Counted: the file says how many are elected.
//! let frozen = data.freeze(None)?;
//! let ballots = data.cast(&frozen)?;
//! assert_eq!(ballots.profile().tally()?.votes(), [4, 4, 2]);
//!
//! // Written in another format.
//! let written = datasets::write(&data, Format::Cef)?;
//! assert!(written.text.contains("Aino = Bo * 4\n"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod abcvoting;
mod blt;
mod builder;
mod cef;
mod cvr;
mod election;
pub mod export;
mod format;
pub(crate) mod lines;
mod orders;
mod pb;
mod preflib;
#[cfg(test)]
mod tests;
mod writer;
mod yaml;

use std::path::Path;

use uuid::Uuid;
use vaali::definition::Candidate;

pub use self::{election::BallotLines, format::Format, writer::Written};
use crate::{Finding, Findings, Problem, ballots::Layout, pabulib::NAMESPACE, table::Input};

/// What a reader is told beside the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// The format; else the name and the content tell it.
    pub format: Option<Format>,
    /// The category of a `.cat` file that means approval, by name or number; else the first.
    pub approved: Option<String>,
    /// Whether everybody whom a ballot ranks counts as marked.
    pub ranks_as_marks: bool,
    /// The contest of a file that has several, by id or name.
    pub contest: Option<String>,
}

/// Ballots of one content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The marked, as positions among the candidates, ascending.
    pub marks: Vec<u32>,
    /// How many voters cast this ballot.
    pub voters: u64,
    /// What each of these ballots counts.
    pub weight: u64,
    /// The line in the file, from 1; 0 where the file has no lines to count.
    pub line: u64,
}

/// Committees that a data set publishes for a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Committees {
    /// The rule as the file names it.
    pub rule: String,
    /// The committees that win under it, as positions; none where the file does not say.
    pub result: Option<Vec<Vec<u32>>>,
}

/// An approval election in the common form.
#[derive(Clone, Debug)]
pub struct DataSet {
    /// Where it came from.
    pub format: Format,
    /// What the file calls itself.
    pub title: Option<String>,
    /// The candidates in the order of the file.
    pub candidates: Vec<Candidate>,
    /// The ballots in the order of the file.
    pub ballots: Vec<Group>,
    /// How many are elected, where the file says so.
    pub seats: Option<u32>,
    /// The least and the greatest number of marks, where the file says so.
    pub marks: (Option<u32>, Option<u32>),
    /// For each candidate the votes that the file publishes; empty where it publishes none.
    pub published: Vec<Option<u64>>,
    /// Committees that the file publishes.
    pub committees: Vec<Committees>,
    /// Whatever else the head of the file says, in its order.
    pub meta: Vec<(String, String)>,
    /// Warnings and notes of the reading.
    pub findings: Vec<Finding>,
    /// What the file says that this form has no place for: no writer can write it.
    beyond: Vec<&'static str>,
    /// The name of the file in findings.
    name: String,
    /// The election's id: made from the bytes of the file, so that the same file is the same election.
    id: Uuid,
}

impl DataSet {
    /// An empty data set; `name` stands in findings.
    pub fn new(name: impl Into<String>, format: Format) -> Self {
        let name = name.into();
        Self {
            format,
            title: None,
            candidates: Vec::new(),
            ballots: Vec::new(),
            seats: None,
            marks: (None, None),
            published: Vec::new(),
            committees: Vec::new(),
            meta: Vec::new(),
            findings: Vec::new(),
            beyond: Vec::new(),
            id: Uuid::new_v5(&NAMESPACE, name.as_bytes()),
            name,
        }
    }

    /// A value of the head of the file.
    pub fn meta(&self, key: &str) -> Option<&str> {
        self.meta.iter().find(|(known, _)| known == key).map(|(_, value)| value.as_str())
    }

    /// How many voters cast a ballot.
    pub fn total_ballots(&self) -> u64 {
        self.ballots.iter().fold(0, |sum, group| sum.saturating_add(group.voters))
    }
}

/// Reads a file.
///
/// # Errors
/// Everything that is wrong with it, with its line; a format that is not known; ballots that say more than marks.
pub fn read(path: &Path, options: &Options) -> Result<DataSet, Findings> {
    let input = Input::file(path);
    let bytes = input.read_whole()?;
    read_input(&input, &bytes, options)
}

/// Reads bytes; `name` tells the format and stands in the findings.
///
/// # Errors
/// As [`read`].
pub fn read_bytes(name: &str, bytes: &[u8], options: &Options) -> Result<DataSet, Findings> {
    read_input(&Input::bytes(name, bytes), bytes, options)
}

fn read_input(input: &Input<'_>, bytes: &[u8], options: &Options) -> Result<DataSet, Findings> {
    let format = options.format.or_else(|| Format::of(&input.name, bytes));
    let mut data = match format {
        None | Some(Format::Table) => Err(input.finding(&Problem::UnknownDataSet).into()),
        Some(Format::Pabulib) => pb::read(&input.name, bytes),
        Some(Format::Abcvoting) => abcvoting::read(input, lines::utf8(input, bytes)?),
        Some(Format::PrefLibCategories) => {
            preflib::read(input, lines::utf8(input, bytes)?, options)
        }
        Some(Format::PrefLibOrders) => orders::read(input, lines::utf8(input, bytes)?, options),
        Some(Format::Blt) => blt::read(input, lines::utf8(input, bytes)?, options),
        Some(Format::Cef) => cef::read(input, lines::utf8(input, bytes)?, options),
        Some(Format::Cvr) => cvr::read(input, lines::utf8(input, bytes)?, options),
    }?;
    data.id = Uuid::new_v5(&NAMESPACE, bytes);
    Ok(data)
}

/// Writes a data set; the findings of the result name what the format has no place for.
///
/// # Errors
/// What the format cannot hold and without which the election would be another, and formats that are only read.
pub fn write(data: &DataSet, format: Format) -> Result<Written, Findings> {
    match format {
        Format::Pabulib => pb::write(data),
        Format::Abcvoting => abcvoting::write(data),
        Format::PrefLibCategories => preflib::write(data),
        Format::PrefLibOrders => orders::write(data),
        Format::Blt => blt::write(data),
        Format::Cef => cef::write(data),
        Format::Cvr => {
            let problem = Problem::CannotHold {
                what: "an election without its devices and snapshots",
                format: format.name(),
            };
            Err(Finding::new(data.name.clone(), &problem).into())
        }
        Format::Table => export::ballots_csv(data, Layout::List, ','),
    }
}
