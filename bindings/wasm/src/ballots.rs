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
    pub(crate) rows: Rows,
    pub(crate) findings: Vec<Problem>,
    pub(crate) layout: String,
}

/// The rows as they were cast.
#[derive(Clone)]
pub(crate) enum Rows {
    Read(Vec<Ballot>, Vec<RollMark>),
    /// A file is read again for the record, so that a count does not hold every ballot twice.
    #[cfg(feature = "full")]
    File(crate::files::CastFile),
}

impl std::fmt::Debug for Rows {
    /// No row: the ballots may be secret.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Rows(..)")
    }
}

impl CastBallots {
    pub(crate) fn of_rows(frozen: &Frozen, cast: Vec<Ballot>, roll_marks: Vec<RollMark>) -> Self {
        Self {
            closed: Ballots::of(frozen, cast.iter().cloned(), roll_marks.iter().cloned()),
            rows: Rows::Read(cast, roll_marks),
            findings: Vec::new(),
            layout: String::new(),
        }
    }

    pub(crate) fn of_positions(
        frozen: &Frozen,
        marks: &[u32],
        ends: &[u32],
        voters: Option<&[u32]>,
    ) -> Result<Self, Thrown> {
        let misshapen = |path: &str, message: String| {
            Err(Thrown::from(Problem::own(Own::Misshapen, path, message)))
        };
        if let Some(voters) = voters
            && voters.len() != ends.len()
        {
            return misshapen(
                "voters",
                format!("{} voters for {} ballots", voters.len(), ends.len()),
            );
        }
        let mut open = BallotBox::new(frozen);
        let mut cast = Vec::with_capacity(ends.len());
        let mut from = 0;
        for (number, &end) in ends.iter().enumerate() {
            let Some(ballot) = marks.get(from..end as usize) else {
                return misshapen(
                    &format!("ends[{number}]"),
                    format!("{end} is before the last end, or beyond the {} marks", marks.len()),
                );
            };
            from = end as usize;
            let voter = voters.and_then(|voters| voters.get(number));
            let voter = voter.and_then(|&voter| frozen.roll().get(voter as usize));
            let voter = voter.map(|voter| voter.id.as_str());
            open.cast_positions(CastBallot { voter, cast_at: None }, ballot);
            cast.push(Ballot {
                voter: voter.map(str::to_owned),
                cast_at: None,
                marks: ballot.iter().map(|&mark| written(frozen, mark)).collect(),
            });
        }
        if from != marks.len() {
            return misshapen(
                "ends",
                format!("the last ballot ends at {from}, but there are {} marks", marks.len()),
            );
        }
        Ok(Self {
            closed: open.close(),
            rows: Rows::Read(cast, Vec::new()),
            findings: Vec::new(),
            layout: String::new(),
        })
    }
}

/// A mark as a row of a record has it; a position of nobody is kept as what it was.
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
