//! Puts a data set together, checking every ballot as it comes.

use vaali::{definition::Candidate, profile::ProfileBuilder};

use super::{DataSet, Format, Group};
use crate::{Finding, Findings, Problem, Severity, table::Input};

/// Numbers above this cannot be told apart by every program that may read them.
pub(super) const MOST_VOTES: u64 = 1 << 53;

/// Rows of ballots that are held at once. A row of four bytes takes ten times that in memory, so that their number is bounded and not only the size of the file.
const MOST_ROWS: usize = 1 << 24;

/// More errors than a person mends before reading again.
const MOST_ERRORS: usize = 100;

#[derive(Debug)]
pub(super) struct Builder<'i> {
    input: &'i Input<'i>,
    pub(super) data: DataSet,
    errors: usize,
    /// Voters times weight so far.
    votes: u64,
}

impl<'i> Builder<'i> {
    pub(super) fn new(input: &'i Input<'i>, format: Format) -> Self {
        Self { input, data: DataSet::new(input.name.clone(), format), errors: 0, votes: 0 }
    }

    /// The name that findings give the file.
    pub(super) fn file(&self) -> String {
        self.input.name.clone()
    }

    /// Notes a problem of the whole file.
    pub(super) fn note(&mut self, problem: &Problem) {
        self.push(self.input.finding(problem));
    }

    /// Notes a problem of a line; none is 0, in a file that is not written in lines.
    pub(super) fn at(&mut self, line: u64, problem: &Problem) {
        let finding = self.input.finding(problem);
        self.push(if line == 0 { finding } else { finding.at_row(line) });
    }

    /// Notes a problem of a value in the head of the file.
    pub(super) fn at_key(&mut self, line: u64, key: &str, problem: &Problem) {
        self.push(self.input.finding(problem).at_row(line).in_column(crate::table::shown(key)));
    }

    /// Notes that a line is not what it should be.
    pub(super) fn wrong(&mut self, line: u64, expected: &str) {
        self.at(line, &Problem::WrongLine { expected: expected.to_owned() });
    }

    /// Notes how something was read that could be meant in another way.
    pub(super) fn interpreted(&mut self, line: Option<u64>, how: String) {
        let finding = self.input.finding(&Problem::Interpreted { how });
        self.push(Finding { row: line, ..finding });
    }

    pub(super) fn push(&mut self, finding: Finding) {
        self.errors += usize::from(finding.severity == Severity::Error);
        self.data.findings.push(finding);
    }

    /// Whether there are so many errors that reading on helps nobody.
    pub(super) fn is_hopeless(&self) -> bool {
        self.errors >= MOST_ERRORS
    }

    /// Candidates numbered from `first`, without names yet. Their number is bounded before room is made for them.
    pub(super) fn number_candidates(&mut self, line: u64, first: u64, number: u64) -> bool {
        if number > ProfileBuilder::MOST_CANDIDATES as u64 {
            self.at(line, &too_many_candidates());
            return false;
        }
        for id in first..first.saturating_add(number) {
            let id = id.to_string();
            if let Ok(parsed) = id.parse() {
                self.data.candidates.push(Candidate::new(parsed, id));
            }
        }
        true
    }

    /// Adds ballots of one content after checking their marks.
    pub(super) fn ballots(&mut self, line: u64, mut marks: Vec<u32>, voters: u64, weight: u64) {
        let candidates = self.data.candidates.len();
        if marks.iter().any(|&mark| usize::try_from(mark).map_or(true, |mark| mark >= candidates)) {
            return self.at(line, &Problem::UnknownMark);
        }
        // A ballot of marks is a set: one order for all makes equal ballots equal.
        marks.sort_unstable();
        if marks.windows(2).any(|pair| matches!(pair, [one, other] if one == other)) {
            return self.at(line, &Problem::MarkTwice);
        }
        let sum = voters.checked_mul(weight).and_then(|more| self.votes.checked_add(more));
        let Some(sum) = sum.filter(|&sum| sum <= MOST_VOTES && voters > 0 && weight > 0) else {
            let problem = if voters == 0 || weight == 0 {
                Problem::WrongLine { expected: "a ballot that counts: its number is 0".to_owned() }
            } else {
                Problem::TooMany { what: "votes", limit: MOST_VOTES }
            };
            return self.at(line, &problem);
        };
        if self.data.ballots.len() >= MOST_ROWS {
            // Once is enough: the reading ends here.
            self.errors = MOST_ERRORS;
            return self
                .at(line, &Problem::TooMany { what: "rows of ballots", limit: MOST_ROWS as u64 });
        }
        self.votes = sum;
        self.data.ballots.push(Group { marks, voters, weight, line });
    }

    /// The data set, or everything that is wrong with it.
    pub(super) fn finish(mut self) -> Result<DataSet, Findings> {
        if self.data.candidates.is_empty() && self.errors == 0 {
            self.note(&Problem::MissingEntry { entry: "every candidate".to_owned() });
        }
        if self.data.ballots.is_empty() && self.errors == 0 {
            self.note(&Problem::NoBallots);
        }
        self.data.findings = Findings::settle(std::mem::take(&mut self.data.findings))?;
        Ok(self.data)
    }
}

pub(super) fn too_many_candidates() -> Problem {
    Problem::TooMany { what: "candidates", limit: ProfileBuilder::MOST_CANDIDATES as u64 }
}
