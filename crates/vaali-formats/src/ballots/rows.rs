//! One row of the wide or the list layout is one ballot.

use std::collections::BTreeSet;

use jiff::Timestamp;
use vaali::definition::Frozen;

use super::{
    labels::Labels,
    layout::{Layout, Plan},
    lines::Lines,
    read::MOST_ROWS_SHOWN,
    sink::{Mark, Sink},
    wide,
};
use crate::{
    Finding, Problem,
    datasets::export::restored,
    folder::row_problem,
    table::{Block, Input, Row, clean},
    times::Zone,
};

/// All that is known before the rows.
#[derive(Clone, Copy)]
pub(super) struct Task<'t> {
    pub(super) input: &'t Input<'t>,
    pub(super) frozen: &'t Frozen,
    pub(super) labels: &'t Labels,
    pub(super) plan: &'t Plan,
    pub(super) zone: &'t Zone,
}

/// What one block gives.
pub(super) struct Part<S> {
    pub(super) sink: S,
    pub(super) lines: Lines,
    pub(super) rows: u64,
    pub(super) findings: Vec<Finding>,
    /// Findings beyond those kept.
    pub(super) more: u64,
    /// Lines without anything in a file of one column: how many, and the first.
    pub(super) empty_lines: (u64, u64),
    /// Pairs of candidates whose common name is a mark.
    pub(super) shared: BTreeSet<(u32, u32)>,
}

impl<S> Part<S> {
    fn note(&mut self, finding: Finding) {
        if self.findings.len() < MOST_ROWS_SHOWN {
            self.findings.push(finding);
        } else {
            self.more += 1;
        }
    }
}

impl Task<'_> {
    /// The time in a row; a wrong one is a finding.
    #[inline]
    pub(super) fn cast_at(&self, row: &Row<'_>) -> Result<Option<Timestamp>, Box<Finding>> {
        let Some(column) = self.plan.cast_at else { return Ok(None) };
        self.time(row, column)
    }

    fn time(&self, row: &Row<'_>, column: usize) -> Result<Option<Timestamp>, Box<Finding>> {
        let text = clean(row.cell(column));
        if text.is_empty() {
            return Ok(None);
        }
        self.zone
            .instant(&text)
            .map(Some)
            .map_err(|problem| Box::new(self.finding(&problem, row.line(), column)))
    }

    pub(super) fn finding(&self, problem: &Problem, line: u64, column: usize) -> Finding {
        let finding = self.input.finding(problem).at_row(line);
        match self.plan.header.get(column) {
            Some(name) => finding.in_column(crate::table::shown(name)),
            None => finding,
        }
    }

    /// Reads a block. Nothing if it is not UTF-8.
    pub(super) fn read_block<S: Sink>(&self, block: &Block, sink: S) -> Option<Part<S>> {
        let mut rows = block.rows()?;
        let mut part = Part {
            sink,
            lines: Lines::default(),
            rows: 0,
            findings: Vec::new(),
            more: 0,
            empty_lines: (0, 0),
            shared: BTreeSet::new(),
        };
        let mut marks = Vec::new();
        let columns = self.plan.header.len();
        while let Some(row) = rows.next_row() {
            if row.is_empty_line() {
                if columns > 1 {
                    // A line without a single separator is the end of the file or an oversight, and no row.
                    continue;
                }
                let first = if part.empty_lines.0 == 0 { row.line() } else { part.empty_lines.1 };
                part.empty_lines = (part.empty_lines.0 + 1, first);
            }
            part.rows += 1;
            if let Some(problem) = row_problem(&row, columns) {
                part.note(self.input.finding(&problem).at_row(row.line()));
                continue;
            }
            marks.clear();
            self.ballot(&row, &mut marks, &mut part);
        }
        Some(part)
    }

    #[inline]
    fn ballot<S: Sink>(&self, row: &Row<'_>, marks: &mut Vec<u32>, part: &mut Part<S>) {
        let cast_at = match self.plan.cast_at.map(|column| self.time(row, column)).transpose() {
            Ok(cast_at) => cast_at.flatten(),
            Err(finding) => return part.note(*finding),
        };
        let voter = self.plan.voter.map(|column| clean(restored(row.cell(column))));
        let voter = voter.as_deref().filter(|voter| !voter.is_empty());
        let mut texts: Vec<Mark<'_>> = Vec::new();
        if self.plan.layout == Layout::Wide {
            if let Err(column) = wide::marks(self.labels, self.plan, row, marks) {
                return part.note(self.finding(&Problem::UnclearMark, row.line(), column));
            }
        } else {
            let (cell, beyond) = row.cell_and_beyond(self.plan.marks);
            let bits = self.labels.bits(cell, beyond);
            if bits.is_some_and(|bits| part.sink.take_bits(voter, cast_at, bits)) {
                return part.lines.push(row.line());
            }
            self.labels.split(cell, beyond, marks, &mut texts);
        }
        part.lines.push(row.line());
        if texts.is_empty() {
            part.sink.take(voter, cast_at, marks);
        } else {
            part.shared.extend(self.labels.shared_among(&texts));
            part.sink.take_unknown(voter, cast_at, &texts, self.frozen);
        }
    }
}
