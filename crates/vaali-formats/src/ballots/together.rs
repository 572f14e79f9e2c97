//! What was read of a file, put together in the order of the file.

use std::collections::BTreeSet;

use super::{
    layout::Layout,
    lines::Lines,
    portions::PlainRows,
    read::{MOST_ROWS_SHOWN, Read},
    rows::Part,
    sink::Sink,
};
use crate::{
    Finding, Problem,
    table::{Block, Input, Shape, Stop},
};

/// All parts so far.
pub(super) struct Together<'t, S> {
    input: &'t Input<'t>,
    pub(super) read: Read<S>,
    /// Findings beyond those kept.
    pub(super) more: u64,
    /// Lines without anything in a file of one column: how many, and the first.
    pub(super) empty_lines: (u64, u64),
    /// Pairs of candidates whose common name is a mark.
    pub(super) shared: BTreeSet<(u32, u32)>,
}

impl<'t, S: Sink> Together<'t, S> {
    /// Nothing yet, but for what was found in the header.
    pub(super) fn new(
        input: &'t Input<'t>,
        layout: Layout,
        sink: S,
        findings: Vec<Finding>,
    ) -> Self {
        let read = Read { sink, layout, rows: 0, lines: Lines::default(), findings };
        Self { input, read, more: 0, empty_lines: (0, 0), shared: BTreeSet::new() }
    }

    /// Puts the next part behind these.
    pub(super) fn put(&mut self, part: Part<S>) -> Result<(), Stop> {
        if part.empty_lines.0 > 0 && self.empty_lines.0 == 0 {
            self.empty_lines.1 = part.empty_lines.1;
        }
        self.empty_lines.0 += part.empty_lines.0;
        self.read.rows += part.rows;
        self.more += part.more;
        self.shared.extend(part.shared);
        for finding in part.findings {
            if self.read.findings.len() < MOST_ROWS_SHOWN {
                self.read.findings.push(finding);
            } else {
                self.more += 1;
            }
        }
        self.read.lines.append(part.lines);
        if self.read.sink.append(part.sink) { Ok(()) } else { Err(too_many_marks(self.input)) }
    }

    /// Takes the rows of a portion that begin on a line. Those that its reader left, and those in which something is wrong, are read from the text.
    pub(super) fn take(
        &mut self,
        portion: &PlainRows,
        text: &[u8],
        first_line: u64,
        shape: Shape,
        read: impl Fn(&Block) -> Result<Part<S>, Stop>,
    ) -> Result<(), Stop> {
        let read = |from: usize, to: usize, line: u64| {
            read(&Block::of_text(text.get(from..to).unwrap_or_default(), line, shape))
        };
        for (run, end, rows) in portion.runs() {
            let mut line = first_line + run.line;
            if run.rows == 0 {
                self.put(read(run.from, end, line)?)?;
            }
            let mut from = run.from;
            for (to, marks) in rows {
                if self.take_marks(marks) {
                    self.read.rows += 1;
                    self.read.lines.push(line);
                } else {
                    self.put(read(from, to, line)?)?;
                }
                (from, line) = (to, line + 1);
            }
        }
        Ok(())
    }

    /// Takes the marks of a ballot without a voter, if they are sound or none at all.
    #[inline]
    fn take_marks(&mut self, marks: u64) -> bool {
        if marks == 0 {
            self.read.sink.take(None, None, &[]);
            return true;
        }
        self.read.sink.take_bits(None, None, marks)
    }
}

pub(super) fn too_many_marks(input: &Input<'_>) -> Stop {
    let problem = "too many marks for one profile".to_owned();
    Stop::found(input.finding(&Problem::Unreadable { problem }))
}
