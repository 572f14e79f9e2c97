//! From a ballot back to its line, in little room.

use vaali::definition::BallotId;

/// The lines of ballots. Only where a line does not follow the one before it something is stored.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Lines {
    /// The first ballot of a run, and its line.
    runs: Vec<(u64, u64)>,
    ballots: u64,
    next_line: u64,
}

impl Lines {
    /// Adds the next ballot.
    pub(super) fn push(&mut self, line: u64) {
        self.ballots += 1;
        if line != self.next_line || self.runs.is_empty() {
            self.runs.push((self.ballots, line));
        }
        self.next_line = line + 1;
    }

    /// Adds the ballots of a later part of the file.
    pub(super) fn append(&mut self, other: Self) {
        let before = self.ballots;
        self.runs.extend(other.runs.into_iter().map(|(ballot, line)| (ballot + before, line)));
        self.ballots += other.ballots;
        self.next_line = other.next_line;
    }

    /// The line of a ballot, none if it was not read here.
    pub(super) fn of(&self, ballot: BallotId) -> Option<u64> {
        let position = self.runs.partition_point(|&(first, _)| first <= ballot.0).checked_sub(1)?;
        let &(first, line) = self.runs.get(position)?;
        (ballot.0 <= self.ballots).then_some(line + (ballot.0 - first))
    }
}
