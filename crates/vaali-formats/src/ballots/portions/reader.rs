//! Reads portions: what a worker does.

use super::{Order, Run, plain_rows::Collected};
use crate::{
    ballots::{
        labels::Labels,
        layout::{Layout, Plan},
        wide,
    },
    folder::row_problem,
    table::{Row, Rows, clean},
    times::Zone,
};

/// The rows of a portion that a reader read.
#[derive(Clone, Debug)]
pub struct PortionRows {
    bytes: Vec<u8>,
    count: u32,
}

impl PortionRows {
    /// How many; other rows are left to whoever has the file.
    pub fn count(&self) -> u32 {
        self.count
    }

    /// As bytes, to be handed to [`super::Portions::put`].
    pub fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }
}

/// Reads any portion of one file.
#[derive(Clone, Debug)]
pub struct Reader {
    order: Order,
    plan: Plan,
    labels: Labels,
    zone: Zone,
}

impl Reader {
    /// A reader for the file of an order.
    pub fn new(order: Order) -> Self {
        let names = order.labels.iter().map(|(id, name)| (id.as_str(), name.as_str()));
        let plan = Plan {
            layout: order.layout,
            voter: None,
            cast_at: order.cast_at,
            marks: order.marks,
            ballot: None,
            candidates: order.candidates.clone(),
            header: Vec::new(),
        };
        let zone = Zone::named(order.time_zone.as_deref());
        Self { labels: Labels::named(names), plan, zone, order }
    }

    /// Reads the bytes of a portion. None if they have no whole row, or are no text: then whoever has the file reads them, and says what is wrong.
    pub fn read(&self, portion: &[u8]) -> Option<PortionRows> {
        let shape = self.order.shape;
        if memchr::memchr(0, portion).is_some() {
            return None;
        }
        let edges = shape.edges(portion)?;
        let text = std::str::from_utf8(portion.get(edges.head..edges.tail)?).ok()?;
        let mut rows = Rows::new(text, 0, edges.quotes, shape);
        let mut collected = Collected { runs: Vec::new(), ends: Vec::new(), marks: Vec::new() };
        let (mut from, mut next_line, mut scratch) = (edges.head, 0, Vec::new());
        while let Some(row) = rows.next_row() {
            let line = row.line();
            let marks = self.marks(&row, &mut scratch);
            let end = edges.head + rows.position().0;
            let follows = line == next_line;
            let run = collected.runs.last_mut();
            match (run.filter(|run| follows && (run.rows > 0) == marks.is_some()), marks) {
                (Some(run), Some(_)) => run.rows += 1,
                (Some(_), None) => {}
                (None, _) => {
                    let rows = usize::from(marks.is_some());
                    collected.runs.push(Run { from, line, rows });
                }
            }
            if let Some(marks) = marks {
                collected.ends.push(u32::try_from(end).ok()?);
                collected.marks.push(marks);
            }
            (from, next_line) = (end, line + 1);
        }
        let count = u32::try_from(collected.marks.len()).ok()?;
        let bytes = collected.into_bytes(edges, self.order.labels.len())?;
        Some(PortionRows { bytes, count })
    }

    /// The marks of a row as bits; none if something of it is doubtful.
    #[inline]
    fn marks(&self, row: &Row<'_>, scratch: &mut Vec<u32>) -> Option<u64> {
        if row.is_empty_line() || row_problem(row, self.order.columns).is_some() {
            return None;
        }
        if let Some(column) = self.plan.cast_at {
            // What is said of the time is not needed, as the ballot has no voter; but it must be a time.
            let time = clean(row.cell(column));
            if !time.is_empty() {
                self.zone.instant(&time).ok()?;
            }
        }
        scratch.clear();
        if self.plan.layout == Layout::Wide {
            wide::marks(&self.labels, &self.plan, row, scratch).ok()?;
        } else {
            let (cell, beyond) = row.cell_and_beyond(self.plan.marks);
            if let Some(bits) = self.labels.bits(cell, beyond) {
                return Some(bits);
            }
            let mut texts = Vec::new();
            self.labels.split(cell, beyond, scratch, &mut texts);
            if !texts.is_empty() {
                return None;
            }
        }
        let bits = scratch.iter().try_fold(0_u64, |bits, &p| Some(bits | 1_u64.checked_shl(p)?))?;
        (bits.count_ones() as usize == scratch.len()).then_some(bits)
    }
}
