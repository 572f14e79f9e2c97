//! The walk over a table: parts of it are read by all threads and put together in the order of the rows.

use std::ops::Range;

use arrow_array::{Array, RecordBatch};
use rayon::prelude::*;
use vaali::{
    ballot::{Ballot, BallotBox},
    definition::Frozen,
    profile::ProfileBuilder,
};

use crate::{
    Labels, Layout, Names, Table, TableError, Watch,
    cells::{Numbers, Texts},
    list, long,
    plan::{Column, Plan, Purpose, plan},
    sink::{Kept, Sink, Votes},
    table::column,
    times::Times,
};

/// Ballots that were read, and what there is to say of the table.
#[derive(Debug)]
pub struct Read<B> {
    /// The ballots.
    pub ballots: B,
    /// The layout that was recognised.
    pub layout: Layout,
    /// Rows of the table; with the long layout more than ballots.
    pub rows: u64,
    /// Columns that were not read, because nothing here knows them.
    pub unread: Vec<String>,
}

/// Rows that a thread takes at a time.
pub(crate) const SHARE: usize = 1 << 14;

/// Shares between two looks at whether to stop.
pub(crate) const BATCH: usize = 256;

/// Reads the ballots of an election into its box: every ballot is accepted, blank or rejected with its reason.
///
/// # Errors
/// What makes the table unreadable, with the column and the row. A ballot that breaks the rules is no error.
pub fn ballots<'f>(
    table: &Table,
    names: &Names,
    frozen: &'f Frozen,
    watch: &Watch,
) -> Result<Read<BallotBox<'f>>, TableError> {
    let labels = Labels::of_election(frozen);
    read(table, names, &labels, purpose(frozen), watch, || BallotBox::new(frozen))
}

/// Reads the ballots of an election as they are written, for a record.
///
/// # Errors
/// As [`ballots`].
pub fn rows(
    table: &Table,
    names: &Names,
    frozen: &Frozen,
    watch: &Watch,
) -> Result<Read<Vec<Ballot>>, TableError> {
    let labels = Labels::of_election(frozen);
    let empty = || Kept { labels: &labels, ballots: Vec::new() };
    let Read { ballots, layout, rows, unread } =
        read(table, names, &labels, purpose(frozen), watch, empty)?;
    Ok(Read { ballots: ballots.ballots, layout, rows, unread })
}

/// Reads votes without an election. A column `weight` says what each ballot weighs.
///
/// # Errors
/// As [`ballots`]; and, as there are no rules by which a ballot could be rejected, a mark for nobody and a candidate marked twice.
pub fn votes(
    table: &Table,
    names: &Names,
    labels: &Labels,
    watch: &Watch,
) -> Result<Read<ProfileBuilder>, TableError> {
    let builder = ProfileBuilder::new(labels.candidates())
        .map_err(|error| TableError::TooMuch { problem: error.to_string(), row: 1 })?;
    let Read { ballots, layout, rows, unread } =
        read(table, names, labels, Purpose::Votes, watch, || Votes(builder.clone()))?;
    Ok(Read { ballots: ballots.0, layout, rows, unread })
}

fn purpose(frozen: &Frozen) -> Purpose {
    if frozen.is_linked() { Purpose::Linked } else { Purpose::Unlinked }
}

fn read<S: Sink>(
    table: &Table,
    names: &Names,
    labels: &Labels,
    purpose: Purpose,
    watch: &Watch,
    empty: impl Fn() -> S + Sync,
) -> Result<Read<S>, TableError> {
    let plan = plan(table, names, labels, purpose)?;
    let walk = Walk { table, plan: &plan, labels, watch };
    let mut ballots = empty();
    walk_into(&walk, &empty, &mut ballots)?;
    Ok(Read { ballots, layout: plan.layout, rows: table.rows(), unread: plan.unread })
}

/// Reads a table and puts its ballots behind those that are there.
pub(crate) fn walk_into<S: Sink>(
    walk: &Walk<'_>,
    empty: &(impl Fn() -> S + Sync),
    sink: &mut S,
) -> Result<(), TableError> {
    match walk.plan.layout {
        Layout::Long => sink.append(long::read(walk, empty)?),
        Layout::List | Layout::Wide => by_rows(walk, empty, sink),
    }
}

pub(crate) struct Walk<'t> {
    pub(crate) table: &'t Table,
    pub(crate) plan: &'t Plan,
    pub(crate) labels: &'t Labels,
    pub(crate) watch: &'t Watch,
}

/// The columns of a chunk that say who, when and how much.
pub(crate) struct Who<'a> {
    voter: Option<Texts<'a>>,
    cast_at: Option<(Times<'a>, &'a str)>,
    weight: Option<(Numbers<'a>, &'a str)>,
}

impl<'a> Who<'a> {
    pub(crate) fn new(plan: &'a Plan, batch: &'a RecordBatch) -> Result<Self, TableError> {
        let of = |named: &'a Option<Column>| {
            named
                .as_ref()
                .map(|named| Ok((&*named.name, column(batch, named.position)?)))
                .transpose()
        };
        let (voter, cast_at, weight): (Option<(&str, &dyn Array)>, _, _) =
            (of(&plan.voter)?, of(&plan.cast_at)?, of(&plan.weight)?);
        Ok(Self {
            voter: voter.map(|(name, cells)| Texts::new(name, cells)).transpose()?,
            cast_at: cast_at
                .map(|(name, cells)| Ok((Times::new(name, cells)?, name)))
                .transpose()?,
            weight: weight
                .map(|(name, cells)| Ok((Numbers::new(name, cells)?, name)))
                .transpose()?,
        })
    }

    /// Whether a ballot is nothing but its marks.
    pub(crate) fn is_nothing(&self) -> bool {
        self.voter.is_none() && self.cast_at.is_none() && self.weight.is_none()
    }

    pub(crate) fn voter<'s>(&'s self, row: usize, room: &'s mut String) -> Option<&'s str> {
        self.voter.as_ref().and_then(|voter| voter.at(row, room))
    }

    pub(crate) fn cast_at(
        &self,
        row: usize,
        number: u64,
        room: &mut String,
    ) -> Result<Option<jiff::Timestamp>, TableError> {
        let Some((times, column)) = &self.cast_at else { return Ok(None) };
        times.at(row, room).map_err(|()| TableError::WrongCell {
            column: (*column).to_owned(),
            row: number,
            expected: "a time such as 2026-03-05T16:00:00+02:00",
        })
    }

    pub(crate) fn weight(&self, row: usize, number: u64) -> Result<u64, TableError> {
        let Some((weights, column)) = &self.weight else { return Ok(1) };
        let weight = weights.at(row).and_then(|weight| u64::try_from(weight).ok());
        weight.ok_or_else(|| TableError::WrongCell {
            column: (*column).to_owned(),
            row: number,
            expected: "a weight: a whole number, 0 or more",
        })
    }
}

/// A part of a chunk.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Share {
    /// Which chunk.
    pub(crate) chunk: usize,
    /// Its first row within the chunk.
    pub(crate) start: usize,
    /// How many rows.
    pub(crate) length: usize,
    /// The number of the row before it, over all chunks.
    pub(crate) before: u64,
}

impl Share {
    /// Its rows within the chunk.
    pub(crate) fn rows(&self) -> Range<usize> {
        self.start..self.start + self.length
    }
}

pub(crate) fn shares(table: &Table) -> Vec<Share> {
    let of_chunk = |(chunk, (before, batch)): (usize, (u64, &RecordBatch))| {
        let rows = batch.num_rows();
        (0..rows).step_by(SHARE).map(move |start| Share {
            chunk,
            start,
            length: SHARE.min(rows - start),
            before: before + start as u64,
        })
    };
    table.chunks().enumerate().flat_map(of_chunk).collect()
}

/// Reads a table in which a row is a ballot.
fn by_rows<S: Sink>(
    walk: &Walk<'_>,
    empty: &(impl Fn() -> S + Sync),
    sink: &mut S,
) -> Result<(), TableError> {
    let chunks: Vec<list::Chunk<'_>> = walk
        .table
        .chunks()
        .map(|(_, batch)| list::Chunk::new(walk, batch))
        .collect::<Result<_, _>>()?;
    for shares in shares(walk.table).chunks(BATCH) {
        let parts: Vec<Result<S, TableError>> = shares
            .par_iter()
            .map(|share| {
                let mut part = empty();
                if let Some(chunk) = chunks.get(share.chunk) {
                    chunk.read(*share, &mut part)?;
                }
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
        walk.watch.set(shares.last().map_or(0, |share| share.before + share.length as u64));
    }
    Ok(())
}
