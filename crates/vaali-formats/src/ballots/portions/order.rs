//! What a worker must know to read a portion.

use std::ops::Range;

use serde::{Deserialize, Serialize};
use vaali::definition::Frozen;

use crate::{
    ballots::{
        labels::Labels,
        layout::{Layout, Plan, plan},
    },
    table::{Blocks, Input, Shape},
};

/// Chunks of a portion: a megabyte, so that what workers tell each other costs little beside the reading, and little is held by each.
const CHUNKS: u64 = 8;

/// What a worker must know to read any portion of one file: plain data, to be written as JSON. It has the candidates, and nothing of the roll or of a ballot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Order {
    pub(super) shape: Shape,
    pub(super) layout: Layout,
    /// The columns of the file.
    pub(super) columns: usize,
    /// The column of the marks.
    pub(super) marks: usize,
    pub(super) cast_at: Option<usize>,
    /// Wide: for each column its candidate, if it is one's.
    pub(super) candidates: Vec<Option<u32>>,
    /// Ids and names, in declared order.
    pub(super) labels: Vec<(String, String)>,
    pub(super) time_zone: Option<String>,
    /// The chunk with which the first portion begins.
    first_chunk: u64,
    /// The byte with which it begins.
    from: u64,
    /// The bytes of a portion, and its chunks.
    size: u64,
    pub(super) chunks: u64,
}

impl Order {
    /// The order for a file, of which the first 256 KiB are enough; none where it cannot be read in portions.
    pub fn of(head: &Input<'_>, frozen: &Frozen) -> Option<Self> {
        let labels = Labels::new(frozen);
        let mut blocks = Blocks::open(head, false).ok()?;
        let header = std::mem::take(&mut blocks.header);
        let line = blocks.header_line;
        let plan = plan(head, &header, line, frozen, &labels, &mut Vec::new())?;
        Self::by(&plan, &blocks, frozen)
    }

    /// The order for a file whose header was read.
    pub(in crate::ballots) fn by(
        plan: &Plan,
        blocks: &Blocks<'_>,
        frozen: &Frozen,
    ) -> Option<Self> {
        let candidates = frozen.candidates();
        let bits = candidates.len() <= u64::BITS as usize;
        if frozen.is_linked() || plan.layout == Layout::Long || !bits {
            return None;
        }
        let (first_chunk, from, chunk) = blocks.next_at_hand()?;
        Some(Self {
            shape: blocks.shape(),
            layout: plan.layout,
            columns: plan.header.len(),
            marks: plan.marks,
            cast_at: plan.cast_at,
            candidates: if plan.layout == Layout::Wide { plan.candidates.clone() } else { vec![] },
            labels: candidates
                .iter()
                .map(|candidate| (candidate.id.as_str().to_owned(), candidate.name.clone()))
                .collect(),
            time_zone: frozen.rules().time_zone.clone(),
            first_chunk,
            from,
            size: CHUNKS * chunk,
            chunks: CHUNKS,
        })
    }

    /// The bytes of a portion, counted from 0, of a file of so many bytes; none behind the last.
    pub fn range(&self, portion: u64, length: usize) -> Option<Range<usize>> {
        let from = portion.checked_mul(self.size)?.checked_add(self.from)?;
        let from = usize::try_from(from).ok().filter(|&from| from < length)?;
        let size = usize::try_from(self.size).ok().filter(|&size| size > 0)?;
        Some(from..from.saturating_add(size).min(length))
    }

    /// The portion that begins with a chunk.
    pub(super) fn portion_at(&self, chunk: u64) -> Option<u64> {
        let chunks = chunk.checked_sub(self.first_chunk)?;
        (chunks.checked_rem(self.chunks)? == 0).then(|| chunks / self.chunks)
    }
}
