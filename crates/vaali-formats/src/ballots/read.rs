//! The walk over a file of ballots: each thread takes a block from the file and reads it while the others do the same.

use std::collections::BTreeSet;

use foldhash::quality::RandomState;
use vaali::definition::Frozen;

use super::{
    Progress,
    labels::Labels,
    layout::{Layout, plan, shared_name},
    lines::Lines,
    long::Long,
    portions::{Order, Portions},
    rows::Task,
    sink::Sink,
    together::{Together, too_many_marks},
};
use crate::{
    Finding, Findings, Problem,
    table::{Block, Blocks, Input, Piece, Stop, reading},
    times::Zone,
};

/// Rows that cannot be read are listed up to this many.
pub(super) const MOST_ROWS_SHOWN: usize = 100;

/// A file of ballots, read.
pub(super) struct Read<S> {
    pub(super) sink: S,
    pub(super) layout: Layout,
    pub(super) rows: u64,
    pub(super) lines: Lines,
    pub(super) findings: Vec<Finding>,
}

pub(super) fn read<S: Sink>(
    input: &Input<'_>,
    frozen: &Frozen,
    progress: &(dyn Fn(Progress) + Sync),
    empty: impl Fn() -> S + Sync,
    portions: Option<&Portions>,
) -> Result<Read<S>, Findings> {
    let labels = Labels::new(frozen);
    let zone = Zone::named(frozen.rules().time_zone.as_deref());
    let (mut read, findings) = reading(input, |windows_1252| {
        let mut findings = Vec::new();
        let mut blocks = Blocks::open(input, windows_1252)?;
        let header = std::mem::take(&mut blocks.header);
        let plan = plan(input, &header, blocks.header_line, frozen, &labels, &mut findings);
        let Some(plan) = plan else { return Err(Stop::Found(findings)) };
        let task = Task { input, frozen, labels: &labels, plan: &plan, zone: &zone };
        let mut walk = Walk { task, blocks, progress, total: input.len() };
        let mut read = match plan.layout {
            Layout::Long => walk.long(&empty, findings)?,
            _ => walk.rows(&empty, findings, portions)?,
        };
        let findings = std::mem::take(&mut read.findings);
        Ok((read, findings))
    })?;
    read.findings = Findings::settle(findings)?;
    Ok(read)
}

struct Walk<'t, 'a> {
    task: Task<'t>,
    blocks: Blocks<'a>,
    progress: &'t (dyn Fn(Progress) + Sync),
    total: u64,
}

/// Chunks read before their parts are put together: enough to keep all threads busy, few enough to bound what waits.
const BATCH: usize = 48;

impl Walk<'_, '_> {
    fn tell(&self, rows: u64) {
        let bytes_done = self.blocks.bytes_read();
        (self.progress)(Progress { bytes_done, bytes_total: self.total.max(bytes_done), rows });
    }

    /// The next blocks, read, in the order of the file; nothing at its end. What stops the reading is the last of them.
    fn batch<P: Send>(
        &mut self,
        read: impl Fn(&Block) -> Option<P> + Sync,
    ) -> Option<Vec<Result<P, Stop>>> {
        self.blocks.read_batch(BATCH, read)
    }

    /// `findings` are those of the header.
    fn rows<S: Sink>(
        &mut self,
        empty: &(impl Fn() -> S + Sync),
        findings: Vec<Finding>,
        portions: Option<&Portions>,
    ) -> Result<Read<S>, Stop> {
        let task = self.task;
        let mut together = Together::new(task.input, task.plan.layout, empty(), findings);
        if let Some(portions) = portions.filter(|_| S::BY_MARKS) {
            // Read for another file, or by other rules, they are as good as none.
            let order = Order::by(task.plan, &self.blocks, task.frozen);
            if order.as_ref() == Some(portions.order()) {
                self.portions(portions, empty, &mut together)?;
            }
        }
        let mut batch = self.batch(|block| task.read_block(block, empty()));
        while let Some(parts) = batch {
            // One thread puts together what was read while the others read on.
            let (next, all_put) = rayon::join(
                || self.batch(|block| task.read_block(block, empty())),
                || parts.into_iter().try_for_each(|part| together.put(part?)),
            );
            all_put?;
            self.tell(together.read.rows);
            batch = next;
        }
        let Together { mut read, more, empty_lines, shared, .. } = together;
        self.close(&mut read, more, empty_lines);
        self.close_shared(&shared, &mut read.findings);
        Ok(read)
    }

    /// Reads a file of which others have read portions.
    fn portions<S: Sink>(
        &mut self,
        portions: &Portions,
        empty: &impl Fn() -> S,
        together: &mut Together<'_, S>,
    ) -> Result<(), Stop> {
        let (task, shape, not_utf8) = (self.task, self.blocks.shape(), self.blocks.not_utf8());
        let read = |block: &Block| task.read_block(block, empty()).ok_or_else(|| not_utf8.clone());
        while let Some(piece) = self.blocks.next_piece(|chunk| portions.edges_at(chunk))? {
            match piece {
                Piece::Block(block) => together.put(read(&block)?)?,
                Piece::Read { chunk, before, text, line } => {
                    together.put(read(&before)?)?;
                    if let Some(rows) = portions.at(chunk) {
                        together.take(rows, text, line, shape, read)?;
                    }
                }
            }
            self.tell(together.read.rows);
        }
        Ok(())
    }

    fn long<S: Sink>(
        &mut self,
        empty: &(impl Fn() -> S + Sync),
        mut findings: Vec<Finding>,
    ) -> Result<Read<S>, Stop> {
        let (task, hasher) = (self.task, RandomState::default());
        let mut long = Long::new(&task, &hasher);
        let mut batch = self.batch(|block| task.read_runs(block, &hasher));
        while let Some(read) = batch {
            // One thread puts together what was read while the others read on.
            let (next, put) = rayon::join(
                || self.batch(|block| task.read_runs(block, &hasher)),
                || read.into_iter().try_for_each(|runs| runs.map(|runs| long.append(runs))),
            );
            put?;
            self.tell(long.rows);
            batch = next;
        }
        let (rows, shared) = (long.rows, std::mem::take(&mut long.shared));
        let cast = long.cast(empty).ok_or_else(|| too_many_marks(task.input))?;
        let (sink, lines, found, more) = cast;
        findings.extend(found);
        let mut read = Read { sink, layout: Layout::Long, rows, lines, findings };
        self.close(&mut read, more, (0, 0));
        self.close_shared(&shared, &mut read.findings);
        Ok(read)
    }

    /// One finding for each name that several candidates have and a ballot uses.
    fn close_shared(&self, shared: &BTreeSet<(u32, u32)>, findings: &mut Vec<Finding>) {
        for &(first, second) in shared.iter().take(MOST_ROWS_SHOWN) {
            let problem = shared_name(self.task.frozen, first, second);
            findings.push(self.task.input.finding(&problem));
        }
    }

    fn close<S>(&self, read: &mut Read<S>, more: u64, empty_lines: (u64, u64)) {
        let input = self.task.input;
        if more > 0 {
            read.findings.push(input.finding(&Problem::MoreFindings { more }));
        }
        if empty_lines.0 > 0 {
            let problem = Problem::EmptyLinesCounted { rows: empty_lines.0 };
            read.findings.push(input.finding(&problem).at_row(empty_lines.1));
        }
        if read.rows == 0 {
            read.findings.push(input.finding(&Problem::NoBallots));
        }
    }
}
