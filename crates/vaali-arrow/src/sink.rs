//! Where ballots go as they are read.

use jiff::Timestamp;
use vaali::{
    ballot::{Ballot, BallotBox, CastBallot},
    profile::{ProfileBuilder, ProfileError, Tally},
};

use crate::{
    Labels, TableError,
    labels::{NULL, UNKNOWN},
};

/// A ballot as it lies in the table.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row<'r> {
    /// The row, from 1.
    pub(crate) number: u64,
    pub(crate) voter: Option<&'r str>,
    pub(crate) cast_at: Option<Timestamp>,
    pub(crate) weight: u64,
    /// Positions; [`UNKNOWN`] where a mark is for nobody.
    pub(crate) marks: &'r [u32],
}

/// Takes ballots in their order; parts that were read apart are put together in order.
pub(crate) trait Sink: Sized + Send {
    /// Takes a ballot whose marks all name candidates.
    fn take(&mut self, row: Row<'_>) -> Result<(), TableError>;

    /// Takes a ballot with marks that name nobody; `texts` are what its marks say.
    fn take_unknown(
        &mut self,
        row: Row<'_>,
        column: &str,
        texts: &[String],
    ) -> Result<(), TableError>;

    /// Whether ballots of weight one that name nobody may come as bits: the short way for nearly every table.
    fn takes_bits(&self) -> bool {
        false
    }

    /// Makes room for so many ballots that come as bits.
    fn reserve(&mut self, ballots: usize) {
        let _ = ballots;
    }

    /// Takes ballots as bits, of which the first stands in the row `number`.
    fn take_bits(&mut self, number: u64, ballots: &[u64]) -> Result<(), TableError> {
        let _ = ballots;
        Err(TableError::TooMuch { problem: "no bits are taken here".to_owned(), row: number })
    }

    /// Does what can be done with a part before it is put together with others: on all threads at once.
    fn close(&mut self) -> Result<(), TableError> {
        Ok(())
    }

    /// Puts the ballots of a later part behind these.
    fn append(&mut self, later: Self) -> Result<(), TableError>;
}

/// The marks of a ballot as bits, if they are distinct candidates below 64.
#[inline]
pub(crate) fn bits_of(marks: &[u32]) -> Option<u64> {
    let (mut bits, mut all) = (0_u64, 0_u32);
    for &mark in marks {
        bits |= 1 << (mark & 63);
        all |= mark;
    }
    (all < 64 && bits.count_ones() as usize == marks.len()).then_some(bits)
}

impl Sink for BallotBox<'_> {
    #[inline]
    fn take(&mut self, row: Row<'_>) -> Result<(), TableError> {
        self.cast_positions(CastBallot { voter: row.voter, cast_at: row.cast_at }, row.marks);
        Ok(())
    }

    fn take_unknown(
        &mut self,
        row: Row<'_>,
        _column: &str,
        texts: &[String],
    ) -> Result<(), TableError> {
        let cast = CastBallot { voter: row.voter, cast_at: row.cast_at };
        self.cast(cast, texts.iter().map(String::as_str));
        Ok(())
    }

    fn append(&mut self, later: Self) -> Result<(), TableError> {
        // Both are of one election; only more marks than a profile holds are left as a reason.
        BallotBox::append(self, later).map_err(|_| TableError::TooMuch {
            problem: "there are more marks than one profile holds".to_owned(),
            row: 1,
        })
    }
}

/// Votes without an election: what is wrong with a ballot is an error, as nobody is there to reject it.
#[derive(Clone, Debug)]
pub(crate) struct Votes(pub(crate) ProfileBuilder);

impl Sink for Votes {
    #[inline]
    fn take(&mut self, row: Row<'_>) -> Result<(), TableError> {
        self.0.push_weighted(row.marks, row.weight).map_err(|error| match error {
            ProfileError::RepeatedMark { .. } => TableError::RepeatedMark { row: row.number },
            other => too_much(&other, row.number),
        })
    }

    fn takes_bits(&self) -> bool {
        self.0.candidates() <= 64
    }

    fn reserve(&mut self, ballots: usize) {
        self.0.reserve(ballots);
    }

    fn take_bits(&mut self, number: u64, ballots: &[u64]) -> Result<(), TableError> {
        self.0.extend_bits(ballots).map_err(|error| too_much(&error, number))
    }

    fn take_unknown(
        &mut self,
        row: Row<'_>,
        column: &str,
        _texts: &[String],
    ) -> Result<(), TableError> {
        Err(TableError::UnknownCandidate { column: column.to_owned(), row: row.number })
    }

    fn append(&mut self, later: Self) -> Result<(), TableError> {
        let row = self.0.ballots() as u64 + 1;
        self.0.append(later.0).map_err(|error| too_much(&error, row))
    }
}

/// Votes of which only the sums are kept.
#[derive(Clone, Debug)]
pub(crate) struct Tallied {
    /// Ballots that are not counted yet.
    votes: Votes,
    empty: ProfileBuilder,
    /// What was counted.
    pub(crate) tally: Tally,
}

impl Tallied {
    pub(crate) fn new(labels: &Labels) -> Result<Self, TableError> {
        let empty =
            ProfileBuilder::new(labels.candidates()).map_err(|error| too_much(&error, 1))?;
        let tally = Tally::empty(labels.candidates()).map_err(|error| too_much(&error, 1))?;
        Ok(Self { votes: Votes(empty.clone()), empty, tally })
    }

    /// Adds what was counted of a later part.
    fn add(&mut self, mut later: Tally) -> Result<(), TableError> {
        // Where a row is a ballot, this is the first row of what did not fit.
        let row = self.tally.ballots() + 1;
        std::mem::swap(&mut self.tally, &mut later);
        self.tally = later.merge(&self.tally).map_err(|error| too_much(&error, row))?;
        Ok(())
    }
}

impl Sink for Tallied {
    #[inline]
    fn take(&mut self, row: Row<'_>) -> Result<(), TableError> {
        self.votes.take(row)
    }

    fn takes_bits(&self) -> bool {
        self.votes.takes_bits()
    }

    fn reserve(&mut self, ballots: usize) {
        self.votes.reserve(ballots);
    }

    fn take_bits(&mut self, number: u64, ballots: &[u64]) -> Result<(), TableError> {
        self.votes.take_bits(number, ballots)
    }

    fn take_unknown(
        &mut self,
        row: Row<'_>,
        column: &str,
        texts: &[String],
    ) -> Result<(), TableError> {
        self.votes.take_unknown(row, column, texts)
    }

    fn close(&mut self) -> Result<(), TableError> {
        if self.votes.0.ballots() == 0 {
            return Ok(());
        }
        let votes = std::mem::replace(&mut self.votes.0, self.empty.clone());
        let tally = votes.build().tally_single_thread();
        self.add(tally.map_err(|error| too_much(&error, self.tally.ballots() + 1))?)
    }

    fn append(&mut self, mut later: Self) -> Result<(), TableError> {
        later.close()?;
        self.add(later.tally)
    }
}

fn too_much(problem: &impl ToString, row: u64) -> TableError {
    TableError::TooMuch { problem: problem.to_string(), row }
}

/// Ballots as they are written, for a record.
#[derive(Debug)]
pub(crate) struct Kept<'l> {
    pub(crate) labels: &'l Labels,
    pub(crate) ballots: Vec<Ballot>,
}

impl Kept<'_> {
    fn push(&mut self, row: Row<'_>, marks: Vec<String>) {
        let voter = row.voter.map(str::to_owned);
        self.ballots.push(Ballot { voter, cast_at: row.cast_at, marks });
    }
}

impl Sink for Kept<'_> {
    fn take(&mut self, row: Row<'_>) -> Result<(), TableError> {
        let marks = row.marks.iter().map(|&mark| self.labels.id(mark)).collect();
        self.push(row, marks);
        Ok(())
    }

    fn take_unknown(
        &mut self,
        row: Row<'_>,
        _column: &str,
        texts: &[String],
    ) -> Result<(), TableError> {
        self.push(row, texts.to_vec());
        Ok(())
    }

    fn append(&mut self, mut later: Self) -> Result<(), TableError> {
        self.ballots.append(&mut later.ballots);
        Ok(())
    }
}

/// Hands a ballot over, whoever its marks are for.
#[inline]
pub(crate) fn hand_over<S: Sink>(
    sink: &mut S,
    row: Row<'_>,
    column: &str,
    labels: &Labels,
    row_of: impl Fn(usize) -> u64,
    text_of: impl Fn(usize) -> String,
) -> Result<(), TableError> {
    let Some(first) = row.marks.iter().position(|&mark| mark >= NULL) else {
        return sink.take(row);
    };
    if let Some(mark) = row.marks.iter().position(|&mark| mark == NULL) {
        return Err(TableError::NullMark { column: column.to_owned(), row: row_of(mark) });
    }
    let row = Row { number: row_of(first), ..row };
    let texts: Vec<String> = (0..)
        .zip(row.marks)
        .map(|(i, &mark)| if mark == UNKNOWN { text_of(i) } else { labels.id(mark) })
        .collect();
    sink.take_unknown(row, column, &texts)
}
