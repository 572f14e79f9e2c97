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

/// Takes ballots in their order; parts that were read apart are put together in order.
pub(super) trait Sink: Sized + Send {
    /// Whether all that it keeps of a sound ballot without a voter are its marks: then others may read them.
    const BY_MARKS: bool;

    /// Takes a ballot with these marks, as bits, if nothing is wrong with it. False if it is to be taken in full.
    fn take_bits(&mut self, voter: Option<&str>, cast_at: Option<Timestamp>, bits: u64) -> bool;

    /// Takes a ballot whose marks all name candidates, in the order of the ballot.
    fn take(&mut self, voter: Option<&str>, cast_at: Option<Timestamp>, marks: &[u32]);

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
    const BY_MARKS: bool = true;

    #[inline]
    fn take_bits(&mut self, voter: Option<&str>, cast_at: Option<Timestamp>, bits: u64) -> bool {
        self.cast_bits(CastBallot { voter, cast_at }, bits)
    }

    fn take(&mut self, voter: Option<&str>, cast_at: Option<Timestamp>, marks: &[u32]) {
        self.cast_positions(CastBallot { voter, cast_at }, marks);
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
    const BY_MARKS: bool = false;

    /// What is kept is kept in the order of the ballot, which bits do not have.
    fn take_bits(&mut self, _: Option<&str>, _: Option<Timestamp>, _: u64) -> bool {
        false
    }

    fn take(&mut self, voter: Option<&str>, cast_at: Option<Timestamp>, marks: &[u32]) {
        let marks = marks.iter().map(|&position| id(self.frozen, position).to_owned()).collect();
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
