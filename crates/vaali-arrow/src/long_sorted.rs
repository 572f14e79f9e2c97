//! The long layout where the keys rise: no key comes twice, so that each ballot lies in one piece, and one pass over the table makes ballots of it.
//!
//! What is not so simple (keys that come again, nulls, marks for nobody) is left to the general way in [`long`](super::long).

use std::cmp::Ordering;

use arrow_array::{Array, cast::AsArray};
use arrow_schema::DataType;
use rayon::prelude::*;

use crate::{
    TableError,
    candidates::Candidates,
    cells::with_integers,
    kernels::{Integer, runs_of},
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
    rows: usize,
}

impl Run {
    fn join(&mut self, later: Self) {
        self.bits |= later.bits;
        self.rows += later.rows;
    }

    /// Whether its one row marks nobody: a blank ballot.
    fn is_blank(self) -> bool {
        self.bits == 0 && self.rows == 1
    }

    /// The ballot, if each row marks another candidate, or it is blank.
    fn ballot(self) -> Option<u64> {
        let set = self.bits.count_ones() as usize == self.rows;
        (set || self.is_blank()).then_some(self.bits)
    }
}

/// A share: its first run, the whole ballots after it, its last run. The first is the last where there is only one.
struct Part<K, S> {
    first: (K, Run),
    between: S,
    last: Option<(K, Run)>,
}

/// Ballots that are read together.
const BLOCK: usize = 512;

/// Reads the table, or gives nothing where it is not so simple.
pub(crate) fn read<S: Sink>(
    walk: &Walk<'_>,
    chunks: &[Columns<'_>],
    shares: &[Share],
    empty: &(impl Fn() -> S + Sync),
) -> Result<Option<S>, TableError> {
    let Some(first) = chunks.first() else { return Ok(None) };
    if chunks.iter().any(|chunk| chunk.keys.null_count() > 0) {
        return Ok(None);
    }
    match first.keys.data_type() {
        DataType::Utf8View => join(walk, shares, empty, |share| {
            let chunk = chunks.get(share.chunk)?;
            let keys = chunk.keys.as_string_view();
            // Equal views are equal texts; texts of up to 12 bytes have equal views wherever they lie.
            let same = |before: u128, here: u128, row: usize| {
                let row = share.start + row;
                before == here || here & 0xFFFF_FFFF > 12 && keys.value(row - 1) == keys.value(row)
            };
            let bounds = runs_of(keys.views().get(share.rows())?, same, |_, _| true)?;
            let firsts = bounds.iter().take(bounds.len() - 1);
            let rising = firsts
                .map(|&row| keys.value(share.start + row as usize))
                .is_sorted_by(|a, b| a < b);
            if !rising {
                return None;
            }
            part(share, chunk, empty(), &bounds, |row| keys.value(row))
        }),
        kind if kind.is_integer() => join(walk, shares, empty, |share| {
            let chunk = chunks.get(share.chunk)?;
            let keys = chunk.keys;
            with_integers!(keys, keys => {
                let bounds = Integer::runs(keys.values().get(share.rows())?)?;
                part(share, chunk, empty(), &bounds, |row| i128::from(keys.value(row)))
            })?
        }),
        _ => Ok(None),
    }
}

/// Reads a share whose keys rise from run to run; nothing where a ballot is no set of candidates.
fn part<K: Copy + Ord, S: Sink>(
    share: Share,
    chunk: &Columns<'_>,
    mut sink: S,
    bounds: &[u32],
    key: impl Fn(usize) -> K,
) -> Option<Result<Part<K, S>, TableError>> {
    let (mut ballots, mut room) = (Vec::with_capacity(bounds.len()), Vec::new());
    let runs = bounds.len().checked_sub(1)?;
    for block in (0..runs).step_by(BLOCK) {
        let bounds = bounds.get(block..=runs.min(block + BLOCK))?;
        if !chunk.candidates.runs(share.start, bounds, &mut room, &mut ballots) {
            return None;
        }
    }
    // The first and the last run may go on elsewhere.
    let run = |bits: u64, [from, to]: [u32; 2]| {
        let rows = to.saturating_sub(from) as usize;
        (key(share.start + from as usize), Run { bits, rows })
    };
    let first = run(*ballots.first()?, *bounds.first_chunk()?);
    let (between, last) = match ballots.as_slice() {
        [_, between @ .., bits] => (between, Some(run(*bits, *bounds.last_chunk()?))),
        _ => (&[][..], None),
    };
    sink.reserve(between.len());
    let taken = sink.take_bits(share.before + 1, between).and_then(|()| sink.close());
    Some(taken.map(|()| Part { first, between: sink, last }))
}

/// Reads all shares and puts them together where the keys go on rising.
fn join<S: Sink, K: Copy + Ord + Send>(
    walk: &Walk<'_>,
    shares: &[Share],
    empty: &(impl Fn() -> S + Sync),
    read: impl Fn(Share) -> Option<Result<Part<K, S>, TableError>> + Sync,
) -> Result<Option<S>, TableError> {
    let mut sink = empty();
    let mut open: Option<(K, Run)> = None;
    for batch in shares.chunks(BATCH) {
        let parts: Vec<_> = batch.par_iter().map(|&share| read(share)).collect();
        if walk.watch.is_stopped() {
            return Err(TableError::Stopped);
        }
        for (part, share) in parts.into_iter().zip(batch) {
            let Some(part) = part else { return Ok(None) };
            let Part { mut first, between, last } = part?;
            if let Some((key, mut run)) = open {
                match key.cmp(&first.0) {
                    Ordering::Equal => {
                        run.join(first.1);
                        first.1 = run;
                    }
                    Ordering::Less => {
                        let Some(ballot) = run.ballot() else { return Ok(None) };
                        sink.take_bits(share.before + 1, &[ballot])?;
                    }
                    Ordering::Greater => return Ok(None),
                }
            }
            open = Some(first);
            if let Some(last) = last {
                let Some(ballot) = first.1.ballot() else { return Ok(None) };
                sink.take_bits(share.before + 1, &[ballot])?;
                sink.append(between)?;
                open = Some(last);
            }
        }
        walk.watch.set(batch.last().map_or(0, |share| share.before + share.length as u64));
    }
    if let Some((_, run)) = open {
        let Some(ballot) = run.ballot() else { return Ok(None) };
        sink.take_bits(walk.table.rows(), &[ballot])?;
    }
    Ok(Some(sink))
}
