//! Each row of an export as a ballot.

use std::collections::BTreeMap;

use jiff::Timestamp;
use vaali::{
    ballot::{Ballot, RollMark},
    definition::{BallotMode, Frozen, Secrecy},
};

use super::{
    Options,
    labels::{Labels, Piece, loosely},
    plan::{Marks, Plan},
    times,
    voters::Voters,
};
use crate::{
    Finding, Problem,
    folder::{MOST_FINDINGS, yes_or_no},
    sheets::{Line, Sheet},
    table::{Input, clean, nearest, shown},
    times::Zone,
};

/// All that is known before the rows.
pub(super) struct Rows<'r> {
    pub(super) input: &'r Input<'r>,
    pub(super) sheet: &'r Sheet,
    pub(super) frozen: &'r Frozen,
    pub(super) labels: &'r Labels,
    pub(super) voters: &'r Voters<'r>,
}

/// What the rows say.
#[derive(Default)]
pub(super) struct Said {
    pub(super) ballots: Vec<Ballot>,
    /// The line of each ballot.
    pub(super) lines: Vec<u64>,
    /// Where ballots are apart from the roll and the file names voters: a mark for each ballot.
    pub(super) marks: Option<Vec<RollMark>>,
}

/// What is told once for the whole file: how often, and where first.
#[derive(Default)]
struct Often {
    folded: Option<(u64, u64, usize)>,
    by_name: Option<(u64, u64, usize)>,
    /// For each label that is nobody's.
    unknown: BTreeMap<String, (u64, u64, usize)>,
}

/// How often a label must stand in a secret election before it is told: so many ballots are a group, and no ballot.
const ENOUGH_TO_TELL: u64 = 10;

fn once_more(seen: &mut Option<(u64, u64, usize)>, line: u64, column: usize) {
    seen.get_or_insert((0, line, column)).0 += 1;
}

impl Rows<'_> {
    /// Reads all rows.
    pub(super) fn read(&self, plan: &Plan, options: &Options, findings: &mut Vec<Finding>) -> Said {
        let zone = if plan.utc {
            Zone::named(Some("UTC"))
        } else {
            Zone::named(self.frozen.rules().time_zone.as_deref())
        };
        let all_times = plan.times.iter().flat_map(|&column| self.sheet.filled(column));
        let order = times::order(all_times).or(options.dates);
        let linkage = self.frozen.rules().ballots;
        let (named, mut said) = (plan.voter.is_some(), Said::default());
        said.marks = (named && linkage == BallotMode::Separate).then(Vec::new);
        if let Some(voter) = plan.voter.filter(|_| linkage == BallotMode::Anonymous) {
            findings.push(self.finding(&Problem::VoterNotKept, self.sheet.header_line, voter));
        }
        let mut often = Often::default();
        let (mut more, before) = (0, findings.len());
        for row in &self.sheet.rows {
            let cast_at = self.time(row, plan, &zone, order);
            let marks = self.marks(row, &plan.marks, &mut often);
            match (cast_at, marks) {
                (Ok(cast_at), Ok(marks)) => {
                    let voter = plan.voter.filter(|_| linkage != BallotMode::Anonymous);
                    let voter =
                        voter.and_then(|column| self.voter(row, column, &mut often, findings));
                    said.lines.push(row.line);
                    said.ballots.push(match linkage {
                        BallotMode::Separate => Ballot { marks, ..Ballot::default() },
                        BallotMode::Linked | BallotMode::Anonymous => {
                            Ballot { voter: voter.clone(), cast_at, marks }
                        }
                    });
                    if let Some(marks) = &mut said.marks {
                        marks.push(RollMark { voter: voter.unwrap_or_default(), cast_at });
                    }
                }
                (cast_at, marks) => {
                    for finding in [cast_at.err(), marks.err()].into_iter().flatten() {
                        if findings.len() - before < MOST_FINDINGS {
                            findings.push(*finding);
                        } else {
                            more += 1;
                        }
                    }
                }
            }
        }
        if more > 0 {
            findings.push(self.input.finding(&Problem::MoreFindings { more }));
        }
        self.tell(often, findings);
        said
    }

    fn finding(&self, problem: &Problem, line: u64, column: usize) -> Finding {
        self.input.finding(problem).at_row(line).in_column(self.sheet.name(column))
    }

    /// The latest of the times of a row: a ballot that was changed counts as cast when it was changed.
    fn time(
        &self,
        row: &Line,
        plan: &Plan,
        zone: &Zone,
        order: Option<times::DateOrder>,
    ) -> Result<Option<Timestamp>, Box<Finding>> {
        let mut latest = None;
        for &column in &plan.times {
            let text = clean(row.cell(column));
            if text.is_empty() {
                continue;
            }
            let time = times::instant(&text, zone, order)
                .map_err(|problem| Box::new(self.finding(&problem, row.line, column)))?;
            latest = latest.max(Some(time));
        }
        Ok(latest)
    }

    fn voter(
        &self,
        row: &Line,
        column: usize,
        often: &mut Often,
        findings: &mut Vec<Finding>,
    ) -> Option<String> {
        let text = clean(row.cell(column));
        if text.is_empty() {
            return None;
        }
        let Some(voter) = self.voters.find(&text) else {
            let problem = self.voters.spelled_otherwise(&text);
            findings.extend(problem.map(|problem| self.finding(&problem, row.line, column)));
            return Some(text.into_owned());
        };
        if voter.by_name {
            once_more(&mut often.by_name, row.line, column);
        }
        Some(voter.id.to_owned())
    }

    fn id(&self, candidate: u32) -> String {
        let candidate = self.frozen.candidates().get(candidate as usize);
        candidate.map_or_else(String::new, |candidate| candidate.id.to_string())
    }

    fn marks(
        &self,
        row: &Line,
        marks: &Marks,
        often: &mut Often,
    ) -> Result<Vec<String>, Box<Finding>> {
        match marks {
            Marks::Cell { column, separator } => self.cell(row, *column, separator, often),
            Marks::Columns(columns) => {
                let mut marked = Vec::new();
                for &(column, candidate) in columns {
                    if self.is_marked(row, column, candidate, often)? {
                        marked.push(self.id(candidate));
                    }
                }
                Ok(marked)
            }
        }
    }

    fn cell(
        &self,
        row: &Line,
        column: usize,
        separator: &str,
        often: &mut Often,
    ) -> Result<Vec<String>, Box<Finding>> {
        // In one Unicode form, so that a label of several pieces is compared as it stands; blanks at the ends may be part of a separator.
        let cell = format!(" {} ", clean(row.cell(column)));
        let pieces = self.labels.split(&cell, separator);
        if pieces.ambiguous {
            return Err(Box::new(self.finding(&Problem::SeveralReadings, row.line, column)));
        }
        if pieces.folded() {
            once_more(&mut often.folded, row.line, column);
        }
        let marks = pieces.pieces.iter().map(|piece| match piece {
            Piece::Known(found) => self.id(found.candidate),
            Piece::Unknown(text) => {
                let seen = often.unknown.entry((*text).to_owned());
                seen.or_insert((0, row.line, column)).0 += 1;
                (*text).to_owned()
            }
        });
        Ok(marks.collect())
    }

    fn is_marked(
        &self,
        row: &Line,
        column: usize,
        candidate: u32,
        often: &mut Often,
    ) -> Result<bool, Box<Finding>> {
        let cell = clean(row.cell(column));
        // What names the candidate of the column comes first: a candidate may be called `No`.
        match self.labels.find(&cell).filter(|found| found.candidate == candidate) {
            Some(found) => {
                if found.folded {
                    once_more(&mut often.folded, row.line, column);
                }
                Ok(true)
            }
            None => yes_or_no(&cell)
                .ok_or_else(|| Box::new(self.finding(&Problem::UnclearMark, row.line, column))),
        }
    }

    fn tell(&self, often: Often, findings: &mut Vec<Finding>) {
        if let Some((cells, line, column)) = often.folded {
            findings.push(self.finding(&Problem::LettersDiffer { cells }, line, column));
        }
        if let Some((rows, line, column)) = often.by_name {
            findings.push(self.finding(&Problem::VotersByName { rows }, line, column));
        }
        let secret = self.frozen.rules().secrecy == Secrecy::Secret;
        let told = often
            .unknown
            .into_iter()
            .filter(|(label, (cells, ..))| {
                !label.is_empty() && (!secret || *cells >= ENOUGH_TO_TELL)
            })
            .take(MOST_FINDINGS);
        for (label, (cells, line, column)) in told {
            let word = loosely(&label);
            let names = self.frozen.candidates().iter().map(|candidate| candidate.name.as_str());
            let near = shown(nearest(&word, names).unwrap_or_default());
            let problem = Problem::UnknownLabel { label: shown(&label), cells, nearest: near };
            // Where ballots are secret, no row: it would say who wrote it.
            findings.push(if secret {
                let finding = self.input.finding(&problem);
                finding.in_column(self.sheet.name(column))
            } else {
                self.finding(&problem, line, column)
            });
        }
    }
}
