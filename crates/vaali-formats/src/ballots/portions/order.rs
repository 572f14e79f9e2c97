//! What a worker must know to read a portion.

use std::ops::Range;

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

/// What a worker must know to read any portion of one file: plain data. It has the candidates, and nothing of the roll or of a ballot.
#[derive(Clone, Debug, PartialEq, Eq)]
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

    /// Where the first portion begins in the file, and the bytes of each but the last.
    pub fn places(&self) -> (u64, u64) {
        (self.from, self.size)
    }

    /// As bytes: numbers of 64 bits, little-endian, and texts behind their lengths.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut number = |number: u64| bytes.extend_from_slice(&number.to_le_bytes());
        let place = |place: Option<usize>| place.map_or(0, |place| place as u64 + 1);
        number(u64::from(self.shape.separator));
        number(u64::from(self.shape.row_end));
        number(u64::from(self.layout == Layout::Wide));
        number(self.columns as u64);
        number(self.marks as u64);
        number(place(self.cast_at));
        for value in [self.first_chunk, self.from, self.size, self.chunks] {
            number(value);
        }
        number(self.candidates.len() as u64);
        for candidate in &self.candidates {
            number(place(candidate.map(|candidate| candidate as usize)));
        }
        number(self.labels.len() as u64);
        number(u64::from(self.time_zone.is_some()));
        let labels = self.labels.iter().flat_map(|(id, name)| [id, name]);
        for text in labels.chain(&self.time_zone) {
            bytes.extend_from_slice(&(text.len() as u64).to_le_bytes());
            bytes.extend_from_slice(text.as_bytes());
        }
        bytes
    }

    /// The same back; none if they are not those of an order.
    pub fn of_bytes(bytes: &[u8]) -> Option<Self> {
        let mut rest = Rest(bytes);
        let shape = Shape { separator: rest.byte()?, row_end: rest.byte()? };
        let layout = if rest.number()? == 0 { Layout::List } else { Layout::Wide };
        let [columns, marks] = [rest.size()?, rest.size()?];
        let cast_at = rest.size()?.checked_sub(1);
        let [first_chunk, from, size, chunks] =
            [rest.number()?, rest.number()?, rest.number()?, rest.number()?];
        let mut candidates = Vec::new();
        for _ in 0..rest.size()? {
            candidates.push(u32::try_from(rest.number()?).ok()?.checked_sub(1));
        }
        let number = rest.size()?;
        let has_zone = rest.number()? != 0;
        let mut labels = Vec::new();
        for _ in 0..number {
            labels.push((rest.text()?, rest.text()?));
        }
        let time_zone = if has_zone { Some(rest.text()?) } else { None };
        let order = Self {
            shape,
            layout,
            columns,
            marks,
            cast_at,
            candidates,
            labels,
            time_zone,
            first_chunk,
            from,
            size,
            chunks,
        };
        rest.0.is_empty().then_some(order)
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

/// What is left of the bytes of an order.
struct Rest<'b>(&'b [u8]);

impl<'b> Rest<'b> {
    fn take(&mut self, length: usize) -> Option<&'b [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    fn number(&mut self) -> Option<u64> {
        Some(u64::from_le_bytes(self.take(8)?.try_into().ok()?))
    }

    fn size(&mut self) -> Option<usize> {
        usize::try_from(self.number()?).ok()
    }

    fn byte(&mut self) -> Option<u8> {
        u8::try_from(self.number()?).ok()
    }

    fn text(&mut self) -> Option<String> {
        let length = self.size()?;
        std::str::from_utf8(self.take(length)?).ok().map(str::to_owned)
    }
}
