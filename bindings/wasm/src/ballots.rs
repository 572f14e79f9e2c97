//! Ballots in the box, and the rows they came from: a record is made of the rows.

use vaali::{
    ballot::{Ballot, BallotBox, Ballots, CastBallot, RollMark},
    definition::Frozen,
};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::{
    json,
    problem::{Own, Problem, Thrown},
};

/// Ballots, each accepted, blank or rejected.
#[wasm_bindgen]
#[derive(Clone, Debug)]
pub struct CastBallots {
    pub(crate) closed: Ballots,
    #[cfg(feature = "full")]
    pub(crate) rows: Rows,
    pub(crate) findings: Vec<Problem>,
    pub(crate) layout: String,
}

/// The rows as they were cast: only a record asks for them.
#[cfg(feature = "full")]
#[derive(Clone)]
pub(crate) enum Rows {
    Read(Vec<Ballot>, Vec<RollMark>),
    /// Numbers become rows where a record asks for them: a million rows of words take longer to make than to count.
    Positions(Positions),
    /// A file is read again for the record, so that a count does not hold every ballot twice.
    File(crate::files::CastFile),
    /// The same of an opened folder.
    Folder(Box<vaali_formats::folder::Folder>),
    /// The same of a data set.
    DataSet(Box<vaali_formats::pabulib::DataSet>),
    /// Not kept: such a data set is counted, not certified.
    Nothing,
}

/// Ballots as positions in declared order, one after another.
#[derive(Clone)]
pub(crate) struct Positions {
    marks: Vec<u32>,
    ends: Vec<u32>,
    voters: Option<Vec<u32>>,
}

impl Positions {
    /// The marks of each ballot with its voter.
    fn ballots<'a>(
        &'a self,
        frozen: &'a Frozen,
    ) -> impl Iterator<Item = (Option<&'a str>, &'a [u32])> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).enumerate().map(move |(number, (start, &end))| {
            let voter = self.voters.as_ref().and_then(|voters| voters.get(number));
            let voter = voter.and_then(|&voter| frozen.roll().get(voter as usize));
            let marks = self.marks.get(start as usize..end as usize).unwrap_or_default();
            (voter.map(|voter| voter.id.as_str()), marks)
        })
    }

    /// The same as rows of a record.
    #[cfg(feature = "full")]
    pub(crate) fn rows(&self, frozen: &Frozen) -> Vec<Ballot> {
        let row = |(voter, marks): (Option<&str>, &[u32])| Ballot {
            voter: voter.map(str::to_owned),
            cast_at: None,
            marks: marks.iter().map(|&mark| written(frozen, mark)).collect(),
        };
        self.ballots(frozen).map(row).collect()
    }

    /// Lists that do not fit together.
    fn misshapen(&self) -> Option<Problem> {
        let refused =
            |path: &str, message: String| Some(Problem::own(Own::Misshapen, path, message));
        let Self { marks, ends, voters } = self;
        if let Some(voters) = voters
            && voters.len() != ends.len()
        {
            let message = format!("{} voters for {} ballots", voters.len(), ends.len());
            return refused("voters", message);
        }
        let mut from = 0;
        for (number, &end) in ends.iter().enumerate() {
            if end < from || end as usize > marks.len() {
                let message =
                    format!("{end} is before the last end, or beyond the {} marks", marks.len());
                return refused(&format!("ends[{number}]"), message);
            }
            from = end;
        }
        if from as usize != marks.len() {
            let message =
                format!("the last ballot ends at {from}, but there are {} marks", marks.len());
            return refused("ends", message);
        }
        None
    }
}

#[cfg(feature = "full")]
impl std::fmt::Debug for Rows {
    /// No row: the ballots may be secret.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Rows(..)")
    }
}

impl CastBallots {
    pub(crate) fn of_rows(frozen: &Frozen, cast: Vec<Ballot>, roll_marks: Vec<RollMark>) -> Self {
        Self {
            #[cfg(feature = "full")]
            closed: Ballots::of(frozen, cast.iter().cloned(), roll_marks.iter().cloned()),
            #[cfg(not(feature = "full"))]
            closed: Ballots::of(frozen, cast, roll_marks),
            #[cfg(feature = "full")]
            rows: Rows::Read(cast, roll_marks),
            findings: Vec::new(),
            layout: String::new(),
        }
    }

    pub(crate) fn of_positions(
        frozen: &Frozen,
        marks: Vec<u32>,
        ends: Vec<u32>,
        voters: Option<Vec<u32>>,
    ) -> Result<Self, Thrown> {
        let positions = Positions { marks, ends, voters };
        if let Some(problem) = positions.misshapen() {
            return Err(problem.into());
        }
        let mut open = BallotBox::new(frozen);
        for (voter, marks) in positions.ballots(frozen) {
            open.cast_positions(CastBallot { voter, cast_at: None }, marks);
        }
        Ok(Self {
            closed: open.close(),
            #[cfg(feature = "full")]
            rows: Rows::Positions(positions),
            findings: Vec::new(),
            layout: String::new(),
        })
    }
}

/// A mark as a row of a record has it; a position of nobody is kept as what it was.
#[cfg(feature = "full")]
fn written(frozen: &Frozen, position: u32) -> String {
    match frozen.candidates().get(position as usize) {
        Some(candidate) => candidate.id.as_str().to_owned(),
        None => position.to_string(),
    }
}

#[wasm_bindgen]
#[expect(clippy::cast_precision_loss, reason = "a page has no more than 2^53 ballots")]
impl CastBallots {
    /// Ballots read.
    pub fn rows(&self) -> f64 {
        self.closed.rows() as f64
    }

    /// Ballots accepted.
    pub fn accepted(&self) -> f64 {
        self.closed.accepted() as f64
    }

    /// Blank ballots.
    pub fn blank(&self) -> f64 {
        self.closed.blank() as f64
    }

    /// Rejected ballots with their reasons, as JSON.
    pub fn rejected(&self) -> Result<String, Thrown> {
        json::write(self.closed.rejected())
    }

    /// What was found in the file they came from, as a JSON list of problems.
    pub fn findings(&self) -> Result<String, Thrown> {
        json::write(&self.findings)
    }

    /// The layout that was recognised in the file; empty where there was none.
    pub fn layout(&self) -> String {
        self.layout.clone()
    }
}
