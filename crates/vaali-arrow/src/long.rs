//! Tables in which a row is a mark: rows of one key are one ballot, wherever they stand.
//!
//! Rows of one ballot nearly always follow each other. So runs of equal keys are found first, by all threads; where the keys rise from run to run, no key comes twice and nothing is looked up.

use std::{collections::HashMap, hash::Hash};

use arrow_array::{Array, RecordBatch, cast::AsArray};
use arrow_schema::DataType;
use foldhash::fast::RandomState;
use rayon::prelude::*;

use crate::{
    TableError,
    candidates::Candidates,
    cells::{Numbers, Texts},
    labels::NULL,
    long_sorted::{self, Columns},
    plan::Column,
    read::{BATCH, SHARE, Share, Walk, Who, shares},
    sink::{Row, Sink, hand_over},
    table::column,
};

/// Rows of one key after another.
#[derive(Clone, Copy, Debug)]
struct Run<K> {
    key: K,
    /// The first row, over all chunks, from 0.
    start: usize,
}

/// The columns of a chunk.
struct Chunk<'a> {
    before: usize,
    who: Who<'a>,
    keys: Keys<'a>,
    key_cells: &'a dyn Array,
    candidates: Candidates<'a>,
    texts: Texts<'a>,
}

enum Keys<'a> {
    Numbers(Numbers<'a>),
    Texts(Box<dyn Fn(usize) -> Option<&'a str> + Send + Sync + 'a>),
}

impl<'a> Keys<'a> {
    fn new(name: &str, cells: &'a dyn Array) -> Result<Self, TableError> {
        Ok(match cells.data_type() {
            DataType::Utf8 => Self::texts(cells.as_string::<i32>(), |c, row| c.value(row)),
            DataType::LargeUtf8 => Self::texts(cells.as_string::<i64>(), |c, row| c.value(row)),
            DataType::Utf8View => Self::texts(cells.as_string_view(), |c, row| c.value(row)),
            DataType::Dictionary(_, _) => {
                let dictionary = cells.as_any_dictionary();
                let keys = Numbers::new(name, dictionary.keys())?;
                let entry = move |row| usize::try_from(keys.at(row)?).ok();
                match Self::new(name, &**dictionary.values())? {
                    Self::Numbers(entries) => {
                        Self::Numbers(Numbers::with(move |row| entries.at(entry(row)?)))
                    }
                    Self::Texts(entries) => Self::Texts(Box::new(move |row| entries(entry(row)?))),
                }
            }
            _ => Self::Numbers(Numbers::new(name, cells)?),
        })
    }

    fn texts<A: Array + 'a>(
        cells: &'a A,
        value: impl Fn(&'a A, usize) -> &'a str + Send + Sync + 'a,
    ) -> Self {
        Self::Texts(Box::new(move |row| {
            (row < cells.len() && cells.is_valid(row)).then(|| value(cells, row))
        }))
    }
}

/// Which rows are which ballot.
struct Ballots {
    /// For each ballot its runs, as first row and end.
    runs: Vec<(usize, usize)>,
    /// Where the runs of each ballot end; nothing where each ballot is one run.
    ends: Vec<usize>,
}

impl Ballots {
    fn len(&self) -> usize {
        if self.ends.is_empty() { self.runs.len() } else { self.ends.len() }
    }

    fn runs(&self, ballot: usize) -> &[(usize, usize)] {
        let range = if self.ends.is_empty() {
            ballot..ballot + 1
        } else {
            let start = ballot.checked_sub(1).and_then(|before| self.ends.get(before));
            start.copied().unwrap_or(0)..self.ends.get(ballot).copied().unwrap_or(0)
        };
        self.runs.get(range).unwrap_or_default()
    }
}

pub(crate) fn read<S: Sink>(
    walk: &Walk<'_>,
    empty: &(impl Fn() -> S + Sync),
) -> Result<S, TableError> {
    let [(_, marks)] = walk.plan.marks.as_slice() else { return Ok(empty()) };
    let Some(key) = walk.plan.ballot.as_ref().or(walk.plan.voter.as_ref()) else {
        return Ok(empty());
    };
    let chunks: Vec<Chunk<'_>> = walk
        .table
        .chunks()
        .map(|(before, batch)| Chunk::new(walk, batch, before, key, marks))
        .collect::<Result<_, _>>()?;
    let shares = shares(walk.table);
    let rows = usize::try_from(walk.table.rows()).unwrap_or(usize::MAX);
    // A voter who is the key of a ballot that names nobody is not kept.
    let nothing_else = walk.plan.cast_at.is_none()
        && walk.plan.weight.is_none()
        && (walk.plan.voter.is_none() || walk.plan.ballot.is_none());
    if nothing_else && empty().takes_bits() {
        let columns: Vec<Columns<'_>> = chunks
            .iter()
            .map(|chunk| Columns { keys: chunk.key_cells, candidates: &chunk.candidates })
            .collect();
        if let Some(sink) = long_sorted::read(walk, &columns, &shares, empty)? {
            return Ok(sink);
        }
    }
    let mut positions = vec![0; rows];
    resolve(&chunks, &shares, &mut positions);
    if walk.watch.is_stopped() {
        return Err(TableError::Stopped);
    }
    let ballots = match chunks.first().map(|chunk| &chunk.keys) {
        None => return Ok(empty()),
        Some(Keys::Numbers(_)) => {
            group(&chunks, &shares, rows, &key.name, |keys, row| match keys {
                Keys::Numbers(numbers) => numbers.at(row),
                Keys::Texts(_) => None,
            })?
        }
        Some(Keys::Texts(_)) => group(&chunks, &shares, rows, &key.name, |keys, row| match keys {
            Keys::Texts(texts) => texts(row).filter(|key| !key.is_empty()),
            Keys::Numbers(_) => None,
        })?,
    };
    let reader = Reader { walk, chunks, positions, ballots, marks };
    let mut sink = empty();
    let starts: Vec<usize> = (0..reader.ballots.len()).step_by(SHARE / 4).collect();
    for starts in starts.chunks(BATCH) {
        let parts: Vec<Result<S, TableError>> = starts
            .par_iter()
            .map(|&start| {
                let end = (start + SHARE / 4).min(reader.ballots.len());
                let mut part = reader.read(start, end, empty())?;
                part.close()?;
                Ok(part)
            })
            .collect();
        if walk.watch.is_stopped() {
            return Err(TableError::Stopped);
        }
        for part in parts {
            sink.append(part?)?;
        }
        walk.watch.set((rows / reader.ballots.len().max(1) * starts.last().unwrap_or(&0)) as u64);
    }
    Ok(sink)
}

impl<'a> Chunk<'a> {
    fn new(
        walk: &'a Walk<'a>,
        batch: &'a RecordBatch,
        before: u64,
        key: &'a Column,
        marks: &'a Column,
    ) -> Result<Self, TableError> {
        let cells = column(batch, marks.position)?;
        let key_cells = column(batch, key.position)?;
        Ok(Self {
            key_cells,
            before: usize::try_from(before).unwrap_or(usize::MAX),
            who: Who::new(walk.plan, batch)?,
            keys: Keys::new(&key.name, key_cells)?,
            candidates: Candidates::new(&marks.name, cells, walk.labels)?,
            texts: Texts::new(&marks.name, cells)?,
        })
    }
}

/// Whom every row marks.
fn resolve(chunks: &[Chunk<'_>], shares: &[Share], positions: &mut [u32]) {
    let mut rest = positions;
    let mut places = Vec::with_capacity(shares.len());
    for share in shares {
        let (place, behind) = rest.split_at_mut(share.length.min(rest.len()));
        places.push((share, place));
        rest = behind;
    }
    places.into_par_iter().for_each_init(Vec::new, |read, (share, place)| {
        if let Some(chunk) = chunks.get(share.chunk) {
            read.clear();
            chunk.candidates.resolve(share.start, share.length, read);
            place.copy_from_slice(read);
        }
    });
}

/// Puts the rows of one key together, in the order of the first rows.
fn group<'a, K: Copy + Eq + Hash + Ord + Send>(
    chunks: &[Chunk<'a>],
    shares: &[Share],
    rows: usize,
    name: &str,
    key: impl Fn(&Keys<'a>, usize) -> Option<K> + Sync,
) -> Result<Ballots, TableError> {
    let parts: Vec<Result<Vec<Run<K>>, TableError>> = shares
        .par_iter()
        .map(|share| {
            let Some(chunk) = chunks.get(share.chunk) else { return Ok(Vec::new()) };
            let mut runs: Vec<Run<K>> = Vec::new();
            for row in share.start..share.start + share.length {
                let start = chunk.before + row;
                let key = key(&chunk.keys, row).ok_or_else(|| TableError::NullKey {
                    column: name.to_owned(),
                    row: start as u64 + 1,
                })?;
                if runs.last().is_none_or(|run| run.key != key) {
                    runs.push(Run { key, start });
                }
            }
            Ok(runs)
        })
        .collect();
    let mut runs: Vec<Run<K>> = Vec::new();
    for part in parts {
        // A run may go on from one share to the next.
        let part = part?;
        let goes_on =
            runs.last().zip(part.first()).is_some_and(|(last, next)| last.key == next.key);
        runs.extend(part.into_iter().skip(usize::from(goes_on)));
    }
    let ends = runs.iter().skip(1).map(|run| run.start).chain([rows]);
    let spans: Vec<(usize, usize)> = runs.iter().map(|run| run.start).zip(ends).collect();
    if runs.is_sorted_by(|a, b| a.key < b.key) {
        return Ok(Ballots { runs: spans, ends: Vec::new() });
    }
    let mut known: HashMap<K, usize, RandomState> = HashMap::default();
    let mut lengths: Vec<usize> = Vec::new();
    let ballot_of: Vec<usize> = runs
        .iter()
        .map(|run| {
            let next = lengths.len();
            let ballot = *known.entry(run.key).or_insert(next);
            if ballot == next {
                lengths.push(0);
            }
            if let Some(length) = lengths.get_mut(ballot) {
                *length += 1;
            }
            ballot
        })
        .collect();
    // A counting sort: it keeps the runs of a ballot in the order of the rows.
    let mut places: Vec<usize> = Vec::with_capacity(lengths.len());
    let mut sum = 0;
    for length in &lengths {
        places.push(sum);
        sum += length;
    }
    let mut sorted = vec![(0, 0); spans.len()];
    for (span, ballot) in spans.into_iter().zip(ballot_of) {
        if let Some(place) = places.get_mut(ballot) {
            if let Some(slot) = sorted.get_mut(*place) {
                *slot = span;
            }
            *place += 1;
        }
    }
    Ok(Ballots { runs: sorted, ends: places })
}

struct Reader<'a> {
    walk: &'a Walk<'a>,
    chunks: Vec<Chunk<'a>>,
    positions: Vec<u32>,
    ballots: Ballots,
    marks: &'a Column,
}

impl<'a> Reader<'a> {
    /// The chunk of a row over all chunks, and the row within it.
    fn chunk(&self, row: usize) -> Option<(&Chunk<'a>, usize)> {
        let behind = self.chunks.partition_point(|chunk| chunk.before <= row);
        let chunk = self.chunks.get(behind.checked_sub(1)?)?;
        Some((chunk, row - chunk.before))
    }

    fn read<S: Sink>(&self, start: usize, end: usize, mut sink: S) -> Result<S, TableError> {
        let mut rooms = (String::new(), String::new());
        let mut joined = Vec::new();
        for ballot in start..end {
            let runs = self.ballots.runs(ballot);
            let Some(&(first, _)) = runs.first() else { continue };
            let Some((chunk, row)) = self.chunk(first) else { continue };
            let number = first as u64 + 1;
            let marked = |(from, to)| self.positions.get(from..to).unwrap_or_default();
            let mut marks = if let &[run] = runs {
                marked(run)
            } else {
                joined.clear();
                for &run in runs {
                    joined.extend_from_slice(marked(run));
                }
                &joined
            };
            let row_of = |mark: usize| row_of(runs, mark);
            if marks == [NULL] {
                marks = &[];
            } else if let Some(mark) = marks.iter().position(|&mark| mark == NULL) {
                return Err(TableError::RowsDiffer {
                    column: self.marks.name.clone(),
                    row: row_of(mark) as u64 + 1,
                });
            }
            let cast_at = chunk.who.cast_at(row, number, &mut rooms.1)?;
            let weight = chunk.who.weight(row, number)?;
            self.agree(runs, chunk.who.voter(row, &mut rooms.0), cast_at, weight)?;
            let ballot =
                Row { number, voter: chunk.who.voter(row, &mut rooms.0), cast_at, weight, marks };
            let text_of = |mark: usize| {
                let mut room = String::new();
                self.chunk(row_of(mark))
                    .and_then(|(chunk, row)| chunk.texts.at(row, &mut room))
                    .unwrap_or_default()
                    .to_owned()
            };
            let number_of = |mark: usize| row_of(mark) as u64 + 1;
            hand_over(&mut sink, ballot, &self.marks.name, self.walk.labels, number_of, text_of)?;
        }
        Ok(sink)
    }

    /// All rows of a ballot say the same of it.
    fn agree(
        &self,
        runs: &[(usize, usize)],
        voter: Option<&str>,
        cast_at: Option<jiff::Timestamp>,
        weight: u64,
    ) -> Result<(), TableError> {
        let plan = self.walk.plan;
        // Where the voter is the key, it is the same in all rows.
        let other_voters = plan.voter.as_ref().filter(|_| plan.ballot.is_some());
        if other_voters.is_none() && plan.cast_at.is_none() && plan.weight.is_none() {
            return Ok(());
        }
        let mut room = String::new();
        for at in runs.iter().flat_map(|&(from, to)| from..to).skip(1) {
            let Some((chunk, row)) = self.chunk(at) else { continue };
            let number = at as u64 + 1;
            let differs = |column: &Column| TableError::RowsDiffer {
                column: column.name.clone(),
                row: number,
            };
            if let Some(column) = other_voters
                && chunk.who.voter(row, &mut room) != voter
            {
                return Err(differs(column));
            }
            if let Some(column) = &plan.cast_at
                && chunk.who.cast_at(row, number, &mut room)? != cast_at
            {
                return Err(differs(column));
            }
            if let Some(column) = &plan.weight
                && chunk.who.weight(row, number)? != weight
            {
                return Err(differs(column));
            }
        }
        Ok(())
    }
}

/// The row of a mark, from 0.
fn row_of(runs: &[(usize, usize)], mark: usize) -> usize {
    let mut left = mark;
    for &(from, to) in runs {
        if left < to - from {
            return from + left;
        }
        left -= to - from;
    }
    runs.first().map_or(0, |&(from, _)| from)
}
