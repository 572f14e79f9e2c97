//! The long layout: a row is a mark, rows with one key are one ballot wherever they stand.

use std::collections::{BTreeSet, HashMap};

use jiff::Timestamp;

use super::{
    lines::Lines,
    read::MOST_ROWS_SHOWN,
    rows::Task,
    sink::{Mark, Sink},
};
use crate::{
    Finding, Problem,
    datasets::export::restored,
    folder::row_problem,
    table::{Block, Row, clean},
};

/// The rows of one ballot.
struct Group {
    line: u64,
    voter: Option<String>,
    cast_at: Option<Timestamp>,
    marks: Vec<Mark<'static>>,
    rows: u64,
    /// The row that names no candidate.
    empty: Option<u64>,
}

/// Collects the ballots of a file in the order of their first rows.
pub(super) struct Long<'t> {
    task: &'t Task<'t>,
    key: usize,
    groups: Vec<Group>,
    by_key: HashMap<String, usize>,
    pub(super) rows: u64,
    /// Pairs of candidates whose common name is a mark.
    pub(super) shared: BTreeSet<(u32, u32)>,
    findings: Vec<Finding>,
    more: u64,
}

impl<'t> Long<'t> {
    pub(super) fn new(task: &'t Task<'t>) -> Self {
        let key = task.plan.ballot.or(task.plan.voter).unwrap_or_default();
        Self {
            task,
            key,
            groups: Vec::new(),
            by_key: HashMap::new(),
            rows: 0,
            shared: BTreeSet::new(),
            findings: Vec::new(),
            more: 0,
        }
    }

    fn note(&mut self, finding: Finding) {
        if self.findings.len() < MOST_ROWS_SHOWN {
            self.findings.push(finding);
        } else {
            self.more += 1;
        }
    }

    /// Reads a block. Nothing if it is not UTF-8.
    pub(super) fn read_block(&mut self, block: &Block) -> Option<()> {
        let mut rows = block.rows()?;
        while let Some(row) = rows.next_row() {
            if row.is_empty_line() {
                continue;
            }
            self.rows += 1;
            if let Some(problem) = row_problem(&row, self.task.plan.header.len()) {
                self.note(self.task.input.finding(&problem).at_row(row.line()));
            } else {
                self.row(&row);
            }
        }
        Some(())
    }

    fn row(&mut self, row: &Row<'_>) {
        let cast_at = match self.task.cast_at(row) {
            Ok(cast_at) => cast_at,
            Err(finding) => return self.note(*finding),
        };
        let voter =
            self.task.plan.voter.map(|column| clean(restored(row.cell(column))).into_owned());
        let voter = voter.filter(|voter| !voter.is_empty());
        let key = clean(row.cell(self.key));
        let by_voter = self.task.plan.ballot.is_none() && self.task.frozen.is_linked();
        if key.is_empty() && !by_voter {
            let problem = Problem::NoBallotKey;
            return self.note(self.task.finding(&problem, row.line(), self.key));
        }
        // Rows without a voter cannot be put together: each is a ballot of its own, and the engine rejects it.
        let known = if key.is_empty() { None } else { self.by_key.get(&*key).copied() };
        let position = known.unwrap_or(self.groups.len());
        if known.is_none() {
            self.groups.push(Group {
                line: row.line(),
                voter: voter.clone(),
                cast_at,
                marks: Vec::new(),
                rows: 0,
                empty: None,
            });
            if !key.is_empty() {
                self.by_key.insert(key.into_owned(), position);
            }
        }
        let text = clean(row.cell(self.task.plan.marks));
        let Some(group) = self.groups.get_mut(position) else { return };
        let differs = if group.voter != voter {
            Some(("voter", self.task.plan.voter))
        } else if group.cast_at != cast_at {
            Some(("cast_at", self.task.plan.cast_at))
        } else {
            None
        };
        if let Some((column, position)) = differs {
            let problem = Problem::BallotDisagrees { row: group.line, column };
            let finding = self.task.finding(&problem, row.line(), position.unwrap_or_default());
            return self.note(finding);
        }
        group.rows += 1;
        if text.is_empty() {
            group.empty = group.empty.or(Some(row.line()));
        } else {
            let mark = match self.task.labels.find(&text) {
                Some(position) => Mark::Known(position),
                None => Mark::Unknown(restored(&text).to_owned().into()),
            };
            self.shared.extend(self.task.labels.shared_among(std::slice::from_ref(&mark)));
            group.marks.push(mark);
        }
    }

    /// Casts the ballots; gives their lines, the findings, and how many findings are not among them.
    pub(super) fn cast<S: Sink>(mut self, sink: &mut S) -> (Lines, Vec<Finding>, u64) {
        let mut lines = Lines::default();
        let linked = self.task.frozen.is_linked();
        let mut positions = Vec::new();
        for group in std::mem::take(&mut self.groups) {
            if let Some(empty) = group.empty.filter(|_| group.rows > 1) {
                self.note(self.task.finding(&Problem::EmptyMark, empty, self.task.plan.marks));
            }
            lines.push(group.line);
            let voter = group.voter.as_deref().filter(|_| linked);
            positions.clear();
            positions.extend(group.marks.iter().filter_map(|mark| match mark {
                Mark::Known(position) => Some(*position),
                Mark::Unknown(_) => None,
            }));
            if positions.len() == group.marks.len() {
                sink.take(voter, group.cast_at, &positions);
            } else {
                sink.take_unknown(voter, group.cast_at, &group.marks, self.task.frozen);
            }
        }
        (lines, self.findings, self.more)
    }
}
