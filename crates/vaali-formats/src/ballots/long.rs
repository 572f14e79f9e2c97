//! The long layout: a row is a mark, rows with one key are one ballot wherever they stand.

use std::{
    collections::{BTreeMap, BTreeSet},
    num::NonZero,
    ops::Range,
};

use hashbrown::{HashTable, hash_table::Entry};
use jiff::Timestamp;
use rayon::prelude::*;

use super::{
    lines::Lines,
    read::MOST_ROWS_SHOWN,
    rows::Task,
    runs::{Run, Runs, UNKNOWN},
    sink::{Mark, Sink},
};
use crate::{Finding, Problem};

/// The rows of one ballot.
#[derive(Debug)]
struct Group {
    line: u64,
    rows: u64,
    /// The row that names no candidate.
    empty: Option<NonZero<u64>>,
    /// Where its key is among the keys.
    key: Range<usize>,
    /// Where its marks are; those of rows that stand elsewhere are in [`Long::elsewhere`].
    marks: Range<usize>,
    /// Whether it has any of those.
    scattered: bool,
}

/// Collects the ballots of a file in the order of their first rows.
pub(super) struct Long<'t> {
    task: &'t Task<'t>,
    groups: Vec<Group>,
    /// Groups by the hash of their key, which stands beside them: to look for it in the group would cost more than all else.
    by_key: HashTable<(u64, usize)>,
    keys: String,
    /// Voter and time of each group, where rows of one ballot could disagree about them.
    said: Vec<(Option<String>, Option<Timestamp>)>,
    marks: Vec<u32>,
    unknown: BTreeMap<usize, String>,
    /// Further marks of ballots whose rows do not stand together, by group.
    elsewhere: BTreeMap<usize, Vec<Range<usize>>>,
    pub(super) rows: u64,
    /// Pairs of candidates whose common name is a mark.
    pub(super) shared: BTreeSet<(u32, u32)>,
    findings: Vec<Finding>,
    more: u64,
}

/// Ballots that one thread casts at once.
const SHARE: usize = 1 << 14;

impl<'t> Long<'t> {
    pub(super) fn new(task: &'t Task<'t>) -> Self {
        Self {
            task,
            groups: Vec::new(),
            by_key: HashTable::new(),
            keys: String::new(),
            said: Vec::new(),
            marks: Vec::new(),
            unknown: BTreeMap::new(),
            elsewhere: BTreeMap::new(),
            rows: 0,
            shared: BTreeSet::new(),
            findings: Vec::new(),
            more: 0,
        }
    }

    fn note(&mut self, finding: Finding) {
        if self.findings.len() < MOST_ROWS_SHOWN {
            self.findings.push(finding);
        } else {
            self.more += 1;
        }
    }

    /// Puts the rows of the next block behind these.
    pub(super) fn append(&mut self, mut block: Runs) {
        let before = self.marks.len();
        self.rows += block.rows;
        self.more += block.more;
        self.marks.append(&mut block.marks);
        let unknown = std::mem::take(&mut block.unknown);
        self.unknown.extend(unknown.into_iter().map(|(mark, text)| (mark + before, text)));
        self.shared.append(&mut block.shared);
        let mut found = std::mem::take(&mut block.findings);
        for run in &block.all {
            let marks = run.marks.start + before..run.marks.end + before;
            self.add(run, block.key(run), marks, &mut found);
        }
        found.sort_by_key(|finding| finding.row);
        for finding in found {
            self.note(finding);
        }
    }

    fn add(&mut self, run: &Run, key: &str, marks: Range<usize>, found: &mut Vec<Finding>) {
        let position = self.groups.len();
        let known = if key.is_empty() {
            // Rows without a voter cannot be put together: each is a ballot of its own, and the engine rejects it.
            None
        } else {
            let Self { groups, keys, by_key, .. } = self;
            let equal = |&(hash, group): &(u64, usize)| {
                let same = |group: &Group| keys.get(group.key.clone()) == Some(key);
                hash == run.hash && groups.get(group).is_some_and(same)
            };
            match by_key.entry(run.hash, equal, |&(hash, _)| hash) {
                Entry::Occupied(group) => Some(group.get().1),
                Entry::Vacant(place) => {
                    place.insert((run.hash, position));
                    None
                }
            }
        };
        let Some(position) = known else { return self.start(run, key, marks) };
        let Some(group) = self.groups.get_mut(position) else { return };
        if let Some((voter, cast_at)) = self.said.get(position) {
            let differs = if *voter != run.voter {
                Some(("voter", self.task.plan.voter))
            } else if *cast_at != run.cast_at {
                Some(("cast_at", self.task.plan.cast_at))
            } else {
                None
            };
            if let Some((column, position)) = differs {
                let problem = Problem::BallotDisagrees { row: group.line, column };
                // Of a long run the first rows are enough: more would not be shown.
                for line in (run.line..run.line + run.rows).take(MOST_ROWS_SHOWN) {
                    found.push(self.task.finding(&problem, line, position.unwrap_or_default()));
                }
                self.more += run.rows.saturating_sub(MOST_ROWS_SHOWN as u64);
                return;
            }
        }
        group.rows += run.rows;
        group.empty = group.empty.or(run.empty);
        if group.marks.end == marks.start && !group.scattered {
            group.marks.end = marks.end;
        } else if !marks.is_empty() {
            group.scattered = true;
            self.elsewhere.entry(position).or_default().push(marks);
        }
    }

    fn start(&mut self, run: &Run, key: &str, marks: Range<usize>) {
        let from = self.keys.len();
        self.keys.push_str(key);
        self.groups.push(Group {
            line: run.line,
            rows: run.rows,
            empty: run.empty,
            key: from..self.keys.len(),
            marks,
            scattered: false,
        });
        let plan = self.task.plan;
        if plan.cast_at.is_some() || (plan.ballot.is_some() && plan.voter.is_some()) {
            self.said.push((run.voter.clone(), run.cast_at));
        }
    }

    /// Casts the ballots; gives their lines, the findings, and how many findings are not among them. Nothing if they are too many for one box.
    pub(super) fn cast<S: Sink>(
        mut self,
        empty: &(impl Fn() -> S + Sync),
    ) -> Option<(S, Lines, Vec<Finding>, u64)> {
        // Keys were needed to put rows together; now they are voters, or nothing.
        self.by_key = HashTable::new();
        let mut lines = Lines::default();
        for position in 0..self.groups.len() {
            let Some(group) = self.groups.get(position) else { continue };
            lines.push(group.line);
            if let Some(row) = group.empty.filter(|_| group.rows > 1) {
                self.note(self.task.finding(&Problem::EmptyMark, row.get(), self.task.plan.marks));
            }
        }
        let starts: Vec<usize> = (0..self.groups.len()).step_by(SHARE).collect();
        let shares: Vec<S> =
            starts.into_par_iter().map(|start| self.cast_share(start, empty())).collect();
        let mut sink = empty();
        for share in shares {
            if !sink.append(share) {
                return None;
            }
        }
        Some((sink, lines, self.findings, self.more))
    }

    fn cast_share<S: Sink>(&self, start: usize, mut sink: S) -> S {
        let linked = self.task.frozen.is_linked();
        let own_voter = self.task.plan.ballot.is_some();
        for (position, group) in self.groups.iter().enumerate().skip(start).take(SHARE) {
            let said = self.said.get(position);
            let cast_at = said.and_then(|&(_, cast_at)| cast_at);
            let voter = if own_voter {
                said.and_then(|(voter, _)| voter.as_deref())
            } else {
                self.keys.get(group.key.clone()).filter(|key| !key.is_empty())
            };
            let voter = voter.filter(|_| linked);
            let together = self.marks.get(group.marks.clone()).unwrap_or_default();
            let scattered = group.scattered.then(|| self.elsewhere.get(&position)).flatten();
            let known = |marks: &[u32]| !marks.contains(&UNKNOWN);
            let Some(elsewhere) = scattered else {
                if known(together) {
                    sink.take(voter, cast_at, together);
                } else {
                    sink.take_unknown(voter, cast_at, &self.texts(&group.marks), self.task.frozen);
                }
                continue;
            };
            let all = || std::iter::once(&group.marks).chain(elsewhere);
            let slices = all().filter_map(|marks| self.marks.get(marks.clone()));
            let marks: Vec<u32> = slices.flatten().copied().collect();
            if known(&marks) {
                sink.take(voter, cast_at, &marks);
            } else {
                let texts: Vec<Mark<'_>> = all().flat_map(|marks| self.texts(marks)).collect();
                sink.take_unknown(voter, cast_at, &texts, self.task.frozen);
            }
        }
        sink
    }

    fn texts(&self, marks: &Range<usize>) -> Vec<Mark<'_>> {
        marks.clone().map(|mark| self.mark(mark)).collect()
    }

    fn mark(&self, mark: usize) -> Mark<'_> {
        match self.marks.get(mark) {
            Some(&candidate) if candidate != UNKNOWN => Mark::Known(candidate),
            _ => Mark::Unknown(self.unknown.get(&mark).map_or("", String::as_str).into()),
        }
    }
}
