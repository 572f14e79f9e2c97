//! Where ballots go as they are read: into the box, or into a list.

use std::borrow::Cow;

use jiff::Timestamp;
use vaali::{
    ballot::{Ballot, BallotBox, CastBallot},
    definition::Frozen,
};

/// One mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Mark<'t> {
    /// The position of a candidate in declared order.
    Known(u32),
    /// A text that names nobody.
    Unknown(Cow<'t, str>),
}

/// Marks for which room is made at once, so that not each of them asks for it.
const FEW: usize = 16;

/// The marks of a ballot that all name candidates, in the order of the ballot.
#[derive(Clone, Debug, Default)]
pub(super) struct Marks {
    /// The positions, and room for more behind them.
    room: Vec<u32>,
    number: usize,
    /// The same as bits, as far as they go: positions from 64 on begin again at zero.
    bits: u64,
    /// All positions in one, to see whether one is beyond the bits.
    any: u32,
}

impl Marks {
    pub(super) fn clear(&mut self) {
        (self.number, self.bits, self.any) = (0, 0, 0);
    }

    pub(super) fn push(&mut self, position: u32) {
        self.extend(&mut std::iter::once(position));
    }

    /// Adds all that come.
    #[inline]
    pub(super) fn extend(&mut self, positions: &mut impl Iterator<Item = u32>) {
        loop {
            if self.room.len() < self.number + FEW {
                self.room.resize(2 * self.number + FEW, 0);
            }
            let room = self.room.get_mut(self.number..).and_then(<[u32]>::first_chunk_mut);
            let Some::<&mut [u32; FEW]>(room) = room else { return };
            let (mut number, mut bits, mut any) = (0, self.bits, self.any);
            for slot in room {
                let Some(position) = positions.next() else { break };
                *slot = position;
                number += 1;
                bits |= 1 << (position % 64);
                any |= position;
            }
            (self.bits, self.any) = (bits, any);
            self.number += number;
            if number < FEW {
                return;
            }
        }
    }

    #[inline]
    pub(super) fn positions(&self) -> &[u32] {
        self.room.get(..self.number).unwrap_or_default()
    }

    /// The marks as bits, if none is repeated and none beyond the bits.
    #[inline]
    fn bits(&self) -> Option<u64> {
        let distinct = self.bits.count_ones() as usize == self.number;
        (distinct && self.any < 64).then_some(self.bits)
    }
}

/// Takes ballots in their order; parts that were read apart are put together in order.
pub(super) trait Sink: Sized + Send {
    /// Takes a ballot whose marks all name candidates.
    fn take(&mut self, voter: Option<&str>, cast_at: Option<Timestamp>, marks: &Marks);

    /// Takes a ballot with marks that name nobody.
    fn take_unknown(
        &mut self,
        voter: Option<&str>,
        cast_at: Option<Timestamp>,
        marks: &[Mark<'_>],
        frozen: &Frozen,
    );

    /// Puts the ballots of a later part behind these. False if that cannot be.
    fn append(&mut self, later: Self) -> bool;
}

fn text<'m>(mark: &'m Mark<'_>, frozen: &'m Frozen) -> &'m str {
    match mark {
        Mark::Known(position) => id(frozen, *position),
        Mark::Unknown(text) => text,
    }
}

fn id(frozen: &Frozen, position: u32) -> &str {
    frozen.candidates().get(position as usize).map_or("", |candidate| candidate.id.as_str())
}

impl Sink for BallotBox<'_> {
    #[inline]
    fn take(&mut self, voter: Option<&str>, cast_at: Option<Timestamp>, marks: &Marks) {
        self.cast_bits(CastBallot { voter, cast_at }, marks.bits(), marks.positions());
    }

    fn take_unknown(
        &mut self,
        voter: Option<&str>,
        cast_at: Option<Timestamp>,
        marks: &[Mark<'_>],
        frozen: &Frozen,
    ) {
        self.cast(CastBallot { voter, cast_at }, marks.iter().map(|mark| text(mark, frozen)));
    }

    fn append(&mut self, later: Self) -> bool {
        BallotBox::append(self, later).is_ok()
    }
}

/// Ballots as they were read.
pub(super) struct Kept<'f> {
    frozen: &'f Frozen,
    pub(super) ballots: Vec<Ballot>,
}

impl<'f> Kept<'f> {
    pub(super) fn new(frozen: &'f Frozen) -> Self {
        Self { frozen, ballots: Vec::new() }
    }

    fn push(&mut self, voter: Option<&str>, cast_at: Option<Timestamp>, marks: Vec<String>) {
        self.ballots.push(Ballot { voter: voter.map(str::to_owned), cast_at, marks });
    }
}

impl Sink for Kept<'_> {
    fn take(&mut self, voter: Option<&str>, cast_at: Option<Timestamp>, marks: &Marks) {
        let marks = marks.positions().iter();
        let marks = marks.map(|&position| id(self.frozen, position).to_owned()).collect();
        self.push(voter, cast_at, marks);
    }

    fn take_unknown(
        &mut self,
        voter: Option<&str>,
        cast_at: Option<Timestamp>,
        marks: &[Mark<'_>],
        frozen: &Frozen,
    ) {
        self.push(voter, cast_at, marks.iter().map(|mark| text(mark, frozen).to_owned()).collect());
    }

    fn append(&mut self, mut later: Self) -> bool {
        self.ballots.append(&mut later.ballots);
        true
    }
}
