//! Tables in which a row is a ballot: its marks in a list, or in a column for each candidate.

use std::ops::RangeInclusive;

use arrow_array::{
    Array, FixedSizeListArray, GenericListArray, OffsetSizeTrait, RecordBatch, cast::AsArray,
};
use arrow_schema::DataType;

use crate::{
    Labels, Layout, TableError,
    candidates::Candidates,
    cells::{Texts, wrong_type},
    dense::Transposed,
    labels::NULL,
    mark_columns::{mark_words, wrong_mark},
    read::{Share, Walk, Who},
    sink::{Row, Sink, bits_of, hand_over},
    table::column,
};

/// Ballots whose marks lie in the nearest cache together.
const BLOCK: usize = 512;

/// The columns of a chunk.
pub(crate) struct Chunk<'a> {
    who: Who<'a>,
    marks: Marks<'a>,
    labels: &'a Labels,
}

enum Marks<'a> {
    Lists(Box<Lists<'a>>),
    /// A column of 0 and 1 for each candidate.
    Columns(Vec<(u32, &'a str, &'a dyn Array)>),
}

struct Lists<'a> {
    column: &'a str,
    cells: &'a dyn Array,
    ends: Ends<'a>,
    candidates: Candidates<'a>,
    texts: Texts<'a>,
}

enum Ends<'a> {
    Short(&'a GenericListArray<i32>),
    Long(&'a GenericListArray<i64>),
    Fixed(&'a FixedSizeListArray),
}

impl Ends<'_> {
    /// Where the list of a row begins among the values; one row beyond the last is where the last ends.
    fn begin(&self, row: usize) -> usize {
        let offset = match self {
            Self::Short(lists) => lists.value_offsets().get(row).map(|&offset| i64::from(offset)),
            Self::Long(lists) => lists.value_offsets().get(row).copied(),
            Self::Fixed(lists) => {
                let length = usize::try_from(lists.value_length()).unwrap_or(0);
                return row.saturating_mul(length);
            }
        };
        offset.and_then(|offset| usize::try_from(offset).ok()).unwrap_or(0)
    }

    /// Where the lists of so many rows begin among the values, and the bounds of each, counted from there; nothing where they do not fit.
    fn bounds(&self, start: usize, length: usize, bounds: &mut Vec<u32>) -> Option<usize> {
        fn all<O: OffsetSizeTrait>(
            offsets: &[O],
            rows: RangeInclusive<usize>,
            bounds: &mut Vec<u32>,
        ) -> Option<usize> {
            let offsets = offsets.get(rows)?;
            let (first, last) = (offsets.first()?.as_usize(), offsets.last()?.as_usize());
            u32::try_from(last.checked_sub(first)?).ok()?;
            // The last fits, and offsets rise.
            bounds.extend(offsets.iter().map(|offset| within(offset.as_usize(), first)));
            Some(first)
        }
        bounds.clear();
        let rows = start..=start + length;
        match self {
            Self::Short(lists) => all(lists.value_offsets(), rows, bounds),
            Self::Long(lists) => all(lists.value_offsets(), rows, bounds),
            Self::Fixed(_) => {
                let first = self.begin(start);
                u32::try_from(self.begin(start + length) - first).ok()?;
                bounds.extend(rows.map(|row| within(self.begin(row), first)));
                Some(first)
            }
        }
    }
}

#[expect(clippy::cast_possible_truncation, reason = "whoever calls has seen that it fits")]
fn within(offset: usize, first: usize) -> u32 {
    offset.wrapping_sub(first) as u32
}

impl<'a> Chunk<'a> {
    pub(crate) fn new(walk: &'a Walk<'a>, batch: &'a RecordBatch) -> Result<Self, TableError> {
        let plan = walk.plan;
        let mut cells = Vec::with_capacity(plan.marks.len());
        for (candidate, named) in &plan.marks {
            cells.push((*candidate, &*named.name, column(batch, named.position)?));
        }
        let marks = match (plan.layout, cells.as_slice()) {
            (Layout::List, &[(_, column, cells)]) => {
                Marks::Lists(Box::new(Lists::new(column, cells, walk.labels)?))
            }
            _ => Marks::Columns(cells),
        };
        Ok(Self { who: Who::new(plan, batch)?, marks, labels: walk.labels })
    }

    pub(crate) fn read<S: Sink>(&self, share: Share, sink: &mut S) -> Result<(), TableError> {
        match &self.marks {
            Marks::Lists(lists) => self.lists(lists, share, sink),
            Marks::Columns(columns) => self.columns(columns, share, sink),
        }
    }

    fn lists<S: Sink>(
        &self,
        lists: &Lists<'a>,
        share: Share,
        sink: &mut S,
    ) -> Result<(), TableError> {
        let (mut positions, mut ballots) = (Vec::new(), Vec::new());
        let (mut bounds, mut room) = (Vec::new(), Vec::new());
        let by_bits = sink.takes_bits() && self.who.is_nothing() && lists.cells.null_count() == 0;
        if by_bits {
            sink.reserve(share.length);
        }
        for start in share.rows().step_by(BLOCK) {
            let block = Share {
                start,
                length: BLOCK.min(share.start + share.length - start),
                before: share.before + (start - share.start) as u64,
                ..share
            };
            ballots.clear();
            if by_bits
                && let Some(first) = lists.ends.bounds(start, block.length, &mut bounds)
                && lists.candidates.lists(first, &bounds, &mut room, &mut ballots)
            {
                sink.take_bits(block.before + 1, &ballots)?;
                continue;
            }
            positions.clear();
            let (first, last) = (lists.ends.begin(start), lists.ends.begin(start + block.length));
            lists.candidates.resolve(first, last.saturating_sub(first), &mut positions);
            if by_bits && lists.bits(block, &positions, &mut ballots) {
                sink.take_bits(block.before + 1, &ballots)?;
            } else {
                self.list_by_list(lists, block, &positions, sink)?;
            }
        }
        Ok(())
    }

    fn list_by_list<S: Sink>(
        &self,
        lists: &Lists<'a>,
        share: Share,
        positions: &[u32],
        sink: &mut S,
    ) -> Result<(), TableError> {
        let first = lists.ends.begin(share.start);
        let (mut voter_room, mut room, mut padded) = (String::new(), String::new(), Vec::new());
        let nulls = lists.cells.nulls().filter(|nulls| nulls.null_count() > 0);
        let fixed = matches!(lists.ends, Ends::Fixed(_));
        for (row, number) in (share.start..share.start + share.length).zip(share.before + 1..) {
            let (from, to) = (lists.ends.begin(row), lists.ends.begin(row + 1));
            let mut marks = match nulls {
                // No list is no marks.
                Some(nulls) if nulls.is_null(row) => &[],
                _ => positions.get(from - first..to.max(from) - first).unwrap_or_default(),
            };
            // Lists of one length are filled up with nulls.
            if fixed && marks.contains(&NULL) {
                padded.clear();
                padded.extend(marks.iter().copied().filter(|&mark| mark != NULL));
                marks = &padded;
            }
            let ballot = Row {
                number,
                voter: self.who.voter(row, &mut voter_room),
                cast_at: self.who.cast_at(row, number, &mut room)?,
                weight: self.who.weight(row, number)?,
                marks,
            };
            let text_of = |mark: usize| {
                let mut room = String::new();
                let position = if fixed { lists.nth_of(from, to, mark) } else { from + mark };
                lists.texts.at(position, &mut room).unwrap_or_default().to_owned()
            };
            hand_over(sink, ballot, lists.column, self.labels, |_| number, text_of)?;
        }
        Ok(())
    }

    fn columns<S: Sink>(
        &self,
        columns: &[(u32, &str, &dyn Array)],
        share: Share,
        sink: &mut S,
    ) -> Result<(), TableError> {
        let mut marks = Transposed::new(self.labels.candidates(), share.length);
        let mut words = Vec::new();
        for &(candidate, column, cells) in columns {
            mark_words(column, cells, share.start, share.length, &mut words)?
                .map_err(|row| wrong_mark(column, share.before + (row - share.start) as u64 + 1))?;
            marks.set(candidate, &words);
        }
        if sink.takes_bits() && self.who.is_nothing() {
            return marks
                .each_block(|nth, ballots| sink.take_bits(share.before + nth as u64 + 1, ballots));
        }
        let (mut voter_room, mut room) = (String::new(), String::new());
        marks.each_row(|nth, marks| {
            let (row, number) = (share.start + nth, share.before + nth as u64 + 1);
            sink.take(Row {
                number,
                voter: self.who.voter(row, &mut voter_room),
                cast_at: self.who.cast_at(row, number, &mut room)?,
                weight: self.who.weight(row, number)?,
                marks,
            })
        })
    }
}

impl<'a> Lists<'a> {
    fn new(column: &'a str, cells: &'a dyn Array, labels: &'a Labels) -> Result<Self, TableError> {
        let (ends, values): (_, &dyn Array) = match cells.data_type() {
            DataType::List(_) => {
                let lists = cells.as_list::<i32>();
                (Ends::Short(lists), lists.values())
            }
            DataType::LargeList(_) => {
                let lists = cells.as_list::<i64>();
                (Ends::Long(lists), lists.values())
            }
            DataType::FixedSizeList(_, _) => {
                let lists = cells.as_fixed_size_list();
                (Ends::Fixed(lists), lists.values())
            }
            _ => return Err(wrong_type(column, cells, "a column of lists")),
        };
        Ok(Self {
            column,
            cells,
            ends,
            candidates: Candidates::new(column, values, labels)?,
            texts: Texts::new(column, values)?,
        })
    }

    /// The ballots of a block as bits; false where one of them is not a set of candidates.
    fn bits(&self, block: Share, positions: &[u32], ballots: &mut Vec<u64>) -> bool {
        ballots.clear();
        let first = self.ends.begin(block.start);
        let mut from = first;
        for row in block.start..block.start + block.length {
            let to = self.ends.begin(row + 1);
            let marks = positions.get(from - first..to.max(from) - first);
            let Some(bits) = marks.and_then(bits_of) else { return false };
            ballots.push(bits);
            from = to;
        }
        true
    }

    /// The place of the mark that is the nth but for nulls.
    fn nth_of(&self, from: usize, to: usize, nth: usize) -> usize {
        let mut room = String::new();
        let there = |position: &usize| self.texts.at(*position, &mut room).is_some();
        (from..to).filter(there).nth(nth).unwrap_or(from)
    }
}
