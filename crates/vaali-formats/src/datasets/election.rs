//! A data set as an election that the engine counts.

use serde_json::json;
use vaali::{
    ballot::{BallotBox, Ballots, CastBallot},
    definition::{BallotId, Definition, Fault, Faults, Frozen, Voter},
    profile::Votes,
};

use super::DataSet;
use crate::{Finding, Findings, Problem, pabulib::tell_apart};

/// Ballots that are put into the box one by one; above this a file that says `1000000000000: 1` would run for days.
const MOST_BALLOTS: u64 = 1 << 26;

/// Marks that are counted one by one, as lists or as rows of bits: some gigabytes.
const MOST_MARKS: u64 = 1 << 29;

/// Weighted ballots need an entry on the roll each.
const MOST_WEIGHTED: u64 = 1 << 20;

/// From a ballot of a data set back to its line.
///
/// ```
/// use vaali::definition::BallotId;
/// use vaali_formats::datasets::{DataSet, Format, Group};
///
/// let mut data = DataSet::new("choir.blt", Format::Blt);
/// data.ballots.push(Group { marks: vec![0], voters: 3, weight: 1, line: 2 });
/// data.ballots.push(Group { marks: vec![1], voters: 1, weight: 1, line: 3 });
/// let lines = data.lines();
/// assert_eq!([3, 4, 5].map(|ballot| lines.of(BallotId(ballot))), [Some(2), Some(3), None]);
/// ```
#[derive(Clone, Debug, Default)]
pub struct BallotLines {
    /// The last ballot of each group, and its line.
    groups: Vec<(u64, u64)>,
}

impl BallotLines {
    /// The line of a ballot in the file, from 1; none where there is no such ballot, or the file has no lines to count.
    pub fn of(&self, ballot: BallotId) -> Option<u64> {
        let position = self.groups.partition_point(|&(last, _)| last < ballot.0);
        let &(_, line) = self.groups.get(position).filter(|_| ballot.0 > 0)?;
        Some(line).filter(|&line| line > 0)
    }
}

impl DataSet {
    /// The election: the candidates, as many seats as said here or else in the file, anonymous ballots.
    ///
    /// Weights belong to voters, so that a data set with weights becomes an election with a roll of numbered voters.
    ///
    /// # Errors
    /// A missing number of seats, more ballots than can be counted one by one, and what the engine refuses.
    pub fn freeze(&self, seats: Option<u32>) -> Result<Frozen, Findings> {
        self.definition(seats)?.freeze().map_err(|faults| self.refused(&faults))
    }

    fn definition(&self, seats: Option<u32>) -> Result<Definition, Findings> {
        let Some(seats) = seats.or(self.seats) else {
            let problem = Problem::MissingEntry { entry: "the number of seats".to_owned() };
            return Err(Finding::new(self.name.clone(), &problem).into());
        };
        let weighted = self.is_weighted();
        let limit = if weighted { MOST_WEIGHTED } else { MOST_BALLOTS };
        if self.total_ballots() > limit {
            let problem = Problem::TooMany { what: "ballots", limit };
            return Err(Finding::new(self.name.clone(), &problem).into());
        }
        let marks = self.ballots.iter().fold(0_u64, |sum, group| {
            let words = group.marks.len().max(self.candidates.len() / 64) as u64;
            sum.saturating_add(group.voters.saturating_mul(words))
        });
        if marks > MOST_MARKS {
            let problem = Problem::TooMany { what: "marks to count", limit: MOST_MARKS };
            return Err(Finding::new(self.name.clone(), &problem).into());
        }
        let standing = self.candidates.iter().filter(|candidate| !candidate.withdrawn).count();
        let (min, max) = self.marks;
        let value = json!({
            "format": vaali::definition::FORMAT,
            "id": self.id,
            "title": self.title.as_deref().filter(|title| !title.is_empty()).unwrap_or(&self.name),
            "rules": {
                "ballots": if weighted { "linked" } else { "anonymous" },
                "secrecy": "open",
                // A ballot without marks is blank whatever the least number is.
                "marks": {"min": min.unwrap_or(1).max(1), "max": max.unwrap_or(u32::try_from(standing).unwrap_or(u32::MAX))},
                "seats": {"min": seats, "max": seats},
                "ties": {"seat": "lot_manual"},
            },
            "candidates": [],
        });
        let mut definition =
            Definition::from_value(value).map_err(|faults| self.refused(&faults))?;
        definition.candidates.clone_from(&self.candidates);
        tell_apart(&mut definition.candidates);
        if weighted {
            let weights =
                self.ballots.iter().flat_map(|group| (0..group.voters).map(|_| group.weight));
            for (number, weight) in (1_u64..).zip(weights) {
                let number = number.to_string();
                let Ok(id) = number.parse() else { continue };
                definition
                    .roll
                    .push(Voter { weight: Votes::from(weight), ..Voter::new(id, number) });
            }
        }
        Ok(definition)
    }

    fn is_weighted(&self) -> bool {
        self.ballots.iter().any(|group| group.weight != 1)
    }

    /// Casts every ballot into a box of the election that [`Self::freeze`] made.
    ///
    /// # Errors
    /// Another election than that of this data set.
    pub fn cast(&self, frozen: &Frozen) -> Result<Ballots, Findings> {
        if frozen.definition().id.0 != self.id {
            let problem =
                Problem::WrongLine { expected: "the data set of this election".to_owned() };
            return Err(Finding::new(self.name.clone(), &problem).into());
        }
        let mut ballot_box = BallotBox::new(frozen);
        let mut number = 0_u64;
        for group in &self.ballots {
            for _ in 0..group.voters {
                number += 1;
                if frozen.is_linked() {
                    let voter = number.to_string();
                    let cast = CastBallot { voter: Some(&voter), cast_at: None };
                    ballot_box.cast_positions(cast, &group.marks);
                } else {
                    ballot_box.cast_positions(CastBallot::default(), &group.marks);
                }
            }
        }
        Ok(ballot_box.close())
    }

    /// The lines of the ballots, as they are now.
    pub fn lines(&self) -> BallotLines {
        let mut last = 0_u64;
        let groups = self.ballots.iter().map(|group| {
            last = last.saturating_add(group.voters);
            (last, group.line)
        });
        BallotLines { groups: groups.collect() }
    }

    fn refused(&self, faults: &Faults) -> Findings {
        let finding = |fault: &Fault| Finding {
            column: Some(fault.path.clone()),
            ..Finding::of_fault(&self.name, fault)
        };
        Findings(faults.0.iter().map(finding).collect())
    }
}
