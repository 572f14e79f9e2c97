//! The long layout where the keys rise: no key comes twice, so that each ballot lies in one piece, and one pass over the table makes ballots of it.
//!
//! What is not so simple (keys that come again, nulls, marks for nobody) is left to the general way in [`long`](super::long).

use std::cmp::Ordering;

use arrow_array::{Array, ArrowPrimitiveType, PrimitiveArray, StringViewArray, cast::AsArray};
use arrow_schema::DataType;
use rayon::prelude::*;

use crate::{
    TableError,
    cells::{Candidates, with_integers},
    labels::NULL,
    read::{BATCH, Share, Walk},
    sink::Sink,
};

/// The columns of a chunk that count here.
pub(crate) struct Columns<'a> {
    pub(crate) keys: &'a dyn Array,
    pub(crate) candidates: &'a Candidates<'a>,
}

/// Rows of one key, as far as they were read.
#[derive(Clone, Copy, Debug, Default)]
struct Run {
    bits: u64,
    marks: u32,
    /// All marks together, bit by bit: 64 or more where one of them is no candidate.
    all: u32,
    nulls: u32,
}

impl Run {
    #[inline]
    fn add(&mut self, mark: u32) {
        if mark == NULL {
            self.nulls += 1;
        } else {
            self.bits |= 1 << (mark & 63);
            self.marks += 1;
            self.all |= mark;
        }
    }

    fn join(&mut self, later: Self) {
        self.bits |= later.bits;
        self.marks += later.marks;
        self.all |= later.all;
        self.nulls += later.nulls;
    }

    /// The ballot, if it is a set of candidates, or the one row of a blank ballot.
    fn ballot(self) -> Option<u64> {
        let set = self.all < 64 && self.bits.count_ones() == self.marks && self.nulls == 0;
        let blank = self.marks == 0 && self.nulls == 1;
        (set || blank).then_some(self.bits)
    }
}

/// A share: its first run, the whole ballots after it, its last run. The first is the last where there is only one.
struct Part<K> {
    first: (K, Run),
    between: Vec<u64>,
    last: Option<(K, Run)>,
}

/// Reads the table, or gives nothing where it is not so simple.
pub(crate) fn read<S: Sink>(
    walk: &Walk<'_>,
    chunks: &[Columns<'_>],
    shares: &[Share],
    empty: &impl Fn() -> S,
) -> Result<Option<S>, TableError> {
    let Some(first) = chunks.first() else { return Ok(None) };
    if chunks.iter().any(|chunk| chunk.keys.null_count() > 0) {
        return Ok(None);
    }
    match first.keys.data_type() {
        DataType::Utf8View => join(walk, shares, empty, |share| {
            let chunk = chunks.get(share.chunk)?;
            let keys = chunk.keys.as_string_view();
            let views = keys.views();
            part(share, chunk, |row| Some(keys.value(row)), |row| same_view(keys, views, row))
        }),
        kind if kind.is_integer() => join(walk, shares, empty, |share| {
            let chunk = chunks.get(share.chunk)?;
            let keys = chunk.keys;
            with_integers!(keys, keys => of_numbers(share, chunk, keys)).flatten()
        }),
        _ => Ok(None),
    }
}

#[inline]
fn same_view(keys: &StringViewArray, views: &[u128], row: usize) -> bool {
    let (before, here) = (views.get(row.wrapping_sub(1)), views.get(row));
    // Equal views are equal texts; short texts have equal views wherever they lie.
    before == here
        || here.is_some_and(|&view| view & 0xFFFF_FFFF > 12)
            && row > 0
            && keys.value(row - 1) == keys.value(row)
}

fn of_numbers<T: ArrowPrimitiveType>(
    share: Share,
    chunk: &Columns<'_>,
    keys: &PrimitiveArray<T>,
) -> Option<Part<i128>>
where
    T::Native: Into<i128>,
{
    let values = keys.values();
    let key = |row: usize| values.get(row).map(|&key| key.into());
    part(share, chunk, key, |row| values.get(row.wrapping_sub(1)) == values.get(row))
}

/// Reads a share; nothing where its keys do not rise.
fn part<K: Copy + Ord>(
    share: Share,
    chunk: &Columns<'_>,
    key: impl Fn(usize) -> Option<K>,
    same: impl Fn(usize) -> bool,
) -> Option<Part<K>> {
    let mut positions = Vec::new();
    chunk.candidates.resolve(share.start, share.length, &mut positions);
    let mut here = key(share.start)?;
    let mut run = Run::default();
    let mut first = None;
    let mut between = Vec::new();
    for (row, &mark) in (share.start..).zip(&positions) {
        if row > share.start && !same(row) {
            let next = key(row)?;
            if next <= here {
                return None;
            }
            if first.is_none() {
                first = Some((here, run));
            } else {
                between.push(run.ballot()?);
            }
            (here, run) = (next, Run::default());
        }
        run.add(mark);
    }
    Some(match first {
        Some(first) => Part { first, between, last: Some((here, run)) },
        None => Part { first: (here, run), between, last: None },
    })
}

/// Reads all shares and puts them together where the keys go on rising.
fn join<S: Sink, K: Copy + Ord + Send>(
    walk: &Walk<'_>,
    shares: &[Share],
    empty: &impl Fn() -> S,
    read: impl Fn(Share) -> Option<Part<K>> + Sync,
) -> Result<Option<S>, TableError> {
    let mut sink = empty();
    let mut ballots = 0;
    let mut open: Option<(K, Run)> = None;
    let mut give = |sink: &mut S, bits: &[u64]| {
        sink.take_bits(ballots + 1, bits)?;
        ballots += bits.len() as u64;
        Ok::<(), TableError>(())
    };
    for batch in shares.chunks(BATCH) {
        let parts: Vec<Option<Part<K>>> = batch.par_iter().map(|&share| read(share)).collect();
        if walk.watch.is_stopped() {
            return Err(TableError::Stopped);
        }
        for part in parts {
            let Some(Part { mut first, between, last }) = part else { return Ok(None) };
            if let Some((key, mut run)) = open {
                match key.cmp(&first.0) {
                    Ordering::Equal => {
                        run.join(first.1);
                        first.1 = run;
                    }
                    Ordering::Less => {
                        let Some(ballot) = run.ballot() else { return Ok(None) };
                        give(&mut sink, &[ballot])?;
                    }
                    Ordering::Greater => return Ok(None),
                }
            }
            open = Some(first);
            if let Some(last) = last {
                let Some(ballot) = first.1.ballot() else { return Ok(None) };
                give(&mut sink, &[ballot])?;
                give(&mut sink, &between)?;
                open = Some(last);
            }
        }
        walk.watch.set(batch.last().map_or(0, |share| share.before + share.length as u64));
    }
    if let Some((_, run)) = open {
        let Some(ballot) = run.ballot() else { return Ok(None) };
        give(&mut sink, &[ballot])?;
    }
    Ok(Some(sink))
}
