//! What all writers share: the text that grows, and what was lost.

use std::fmt::{self, Write};

use super::{DataSet, Format};
use crate::{Finding, Findings, Problem};

/// A data set as text, and what the format has no place for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The whole file.
    pub text: String,
    /// What was not written, or not as it was.
    pub findings: Vec<Finding>,
}

/// Ballots that are written one by one where a format has no number of voters: a file of some hundred megabytes.
const MOST_LINES: u64 = 1 << 24;

/// Bytes of text that are written at most.
const MOST_TEXT: usize = 1 << 30;

/// What a format can hold.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "a table of yes and no")]
pub(super) struct Holds {
    pub(super) numbers_of_voters: bool,
    pub(super) weights: bool,
    pub(super) seats: bool,
    pub(super) limits: bool,
    pub(super) ids: bool,
    pub(super) names: bool,
    pub(super) withdrawals: bool,
    pub(super) groups: bool,
    pub(super) published: bool,
    pub(super) committees: bool,
    pub(super) title: bool,
    pub(super) blank_ballots: bool,
}

#[derive(Debug)]
pub(super) struct Writer<'d> {
    pub(super) data: &'d DataSet,
    format: Format,
    text: String,
    findings: Vec<Finding>,
    flattened: bool,
}

impl<'d> Writer<'d> {
    /// Begins, after comparing what there is with what the format can hold.
    ///
    /// `first_id` is the id that the first candidate gets when the file is read again, where ids are not written.
    pub(super) fn begin(
        data: &'d DataSet,
        format: Format,
        holds: Holds,
        first_id: u64,
    ) -> Result<Self, Findings> {
        let mut writer =
            Self { data, format, text: String::new(), findings: Vec::new(), flattened: false };
        let numbered = (first_id..).zip(&data.candidates);
        let renumbered = numbered.clone().any(|(id, c)| c.id.as_str() != id.to_string());
        let unnamed = numbered.clone().any(|(_, c)| c.name != c.id.as_str());
        let many = data.total_ballots() > MOST_LINES;
        let lost = [
            (!holds.numbers_of_voters && many, "so many ballots one by one"),
            (!holds.weights && data.ballots.iter().any(|group| group.weight != 1), "weights"),
            (
                !holds.blank_ballots && data.ballots.iter().any(|group| group.marks.is_empty()),
                "blank ballots",
            ),
        ];
        for (_, what) in lost.into_iter().filter(|(lost, _)| *lost) {
            writer
                .findings
                .push(writer.finding(&Problem::CannotHold { what, format: format.name() }));
        }
        let foreign = data.format != format && !data.meta.is_empty();
        let left_out = [
            (!holds.seats && data.seats.is_some(), "the number of seats"),
            (!holds.limits && data.marks != (None, None), "the limits of marks"),
            (!holds.ids && renumbered, "the ids of candidates, who are numbered instead"),
            (!holds.names && unnamed, "the names of candidates"),
            (!holds.withdrawals && data.candidates.iter().any(|c| c.withdrawn), "withdrawals"),
            (
                !holds.groups && data.candidates.iter().any(|c| !c.groups.is_empty()),
                "the categories of candidates",
            ),
            (!holds.published && data.published.iter().any(Option::is_some), "published votes"),
            (!holds.committees && !data.committees.is_empty(), "published committees"),
            (!holds.title && data.title.is_some(), "the title"),
            (foreign, "the other entries of the head"),
        ];
        for (_, what) in left_out.into_iter().filter(|(left_out, _)| *left_out) {
            writer.not_kept(what);
        }
        for &what in &data.beyond {
            writer.not_kept(what);
        }
        if writer.findings.iter().any(Finding::is_error) {
            return Err(Findings::errors_first(writer.findings));
        }
        Ok(writer)
    }

    pub(super) fn finding(&self, problem: &Problem) -> Finding {
        Finding::new(self.data.name.clone(), problem)
    }

    pub(super) fn not_kept(&mut self, what: &'static str) {
        let problem = Problem::NotKept { what, format: self.format.name() };
        self.findings.push(self.finding(&problem));
    }

    /// The entries of the head, where they are those of this format.
    pub(super) fn own_meta(&self) -> &'d [(String, String)] {
        if self.data.format == self.format { &self.data.meta } else { &[] }
    }

    pub(super) fn line(&mut self, line: fmt::Arguments<'_>) {
        if self.is_full() {
            return;
        }
        // Writing to a string cannot fail.
        let _ = self.text.write_fmt(line);
        self.text.push('\n');
    }

    /// Whether there is more text than anybody reads: a few lines can stand for terabytes where ballots are written one by one.
    pub(super) fn is_full(&self) -> bool {
        self.text.len() > MOST_TEXT
    }

    pub(super) fn push(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// A text without line ends, which would end the entry.
    pub(super) fn flat(&mut self, text: &str) -> String {
        let flat: String =
            text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
        let flat = flat.trim().to_owned();
        self.flattened |= flat != text;
        flat
    }

    pub(super) fn finish(mut self) -> Result<Written, Findings> {
        if self.is_full() {
            let problem =
                Problem::CannotHold { what: "so long a text", format: self.format.name() };
            return Err(self.finding(&problem).into());
        }
        if self.flattened {
            self.not_kept("line ends and outer blanks in texts, which became spaces");
        }
        Ok(Written { text: self.text, findings: self.findings })
    }
}

/// Positions as a list of numbers from `first`.
pub(super) fn listed(marks: &[u32], first: u64, between: &str) -> String {
    let mut text = String::new();
    for (i, &mark) in marks.iter().enumerate() {
        if i > 0 {
            text.push_str(between);
        }
        let _ = write!(text, "{}", u64::from(mark) + first);
    }
    text
}
