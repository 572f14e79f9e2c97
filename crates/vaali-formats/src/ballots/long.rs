//! The long layout: a row is a mark, rows with one key are one ballot wherever they stand.

use std::{
    cmp::Ordering,
    collections::{BTreeMap, BTreeSet},
    hash::BuildHasher,
    num::NonZero,
    ops::Range,
};

use foldhash::quality::RandomState;
use hashbrown::{HashTable, hash_table::Entry};
use jiff::Timestamp;
use rayon::prelude::*;

use super::{
    lines::Lines,
    read::MOST_ROWS_SHOWN,
    rows::Task,
    runs::{Run, Runs, UNKNOWN},
    scattered::Scattered,
    sink::{Mark, Sink},
};
use crate::{Finding, Problem};

/// The rows of one ballot.
#[derive(Debug)]
struct Group {
    line: u64,
    rows: u64,
    /// Where its key begins among the keys; it ends where that of the next group begins.
    key: usize,
    /// Where its marks are; those of rows that stand elsewhere are in [`Long::elsewhere`].
    marks: Range<usize>,
}

/// Collects the ballots of a file in the order of their first rows.
pub(super) struct Long<'t> {
    task: &'t Task<'t>,
    groups: Vec<Group>,
    /// The last group with a key, as long as each key was greater than all before it: then a greater one is new, and nothing needs to be looked up.
    greatest: Option<usize>,
    /// Groups by the hash of their key, once the keys do not rise. The hash stands beside them: to look for it in the group would cost more than all else.
    by_key: Option<HashTable<(u64, usize)>>,
    hasher: &'t RandomState,
    keys: String,
    /// Voter and time of each group, where rows of one ballot could disagree about them.
    said: Vec<(Option<String>, Option<Timestamp>)>,
    marks: Vec<u32>,
    unknown: BTreeMap<usize, String>,
    /// The first row of a group that names no candidate.
    empty: BTreeMap<usize, NonZero<u64>>,
    /// Further marks of ballots whose rows do not stand together.
    elsewhere: Scattered,
    /// Whether there were more of them than there is room for.
    too_many: bool,
    pub(super) rows: u64,
    /// Pairs of candidates whose common name is a mark.
    pub(super) shared: BTreeSet<(u32, u32)>,
    findings: Vec<Finding>,
    more: u64,
}

/// An order in which numbers rise, with leading zeros and without.
fn shorter_first(one: &str, other: &str) -> Ordering {
    one.len().cmp(&other.len()).then_with(|| one.cmp(other))
}

/// Ballots that one thread casts at once.
const SHARE: usize = 1 << 14;

impl<'t> Long<'t> {
    pub(super) fn new(task: &'t Task<'t>, hasher: &'t RandomState) -> Self {
        Self {
            task,
            groups: Vec::new(),
            greatest: None,
            by_key: None,
            hasher,
            keys: String::new(),
            said: Vec::new(),
            marks: Vec::new(),
            unknown: BTreeMap::new(),
            empty: BTreeMap::new(),
            elsewhere: Scattered::default(),
            too_many: false,
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
        // Rows without a voter cannot be put together: each is a ballot of its own, and the engine rejects it.
        let known = if key.is_empty() { None } else { self.group_of(run.hash, key, position) };
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
        if let Some(empty) = run.empty {
            self.empty.entry(position).or_insert(empty);
        }
        if group.marks.end == marks.start && !self.elsewhere.has(position) {
            group.marks.end = marks.end;
        } else if !marks.is_empty() {
            self.too_many |= !self.elsewhere.add(position, marks);
        }
    }

    /// The key of a group.
    fn key(&self, position: usize) -> &str {
        let start = self.groups.get(position).map_or(self.keys.len(), |group| group.key);
        let end = self.groups.get(position + 1).map_or(self.keys.len(), |group| group.key);
        self.keys.get(start..end).unwrap_or_default()
    }

    /// The group of a key; none if it is new, and then `next` is its group.
    fn group_of(&mut self, hash: u64, key: &str, next: usize) -> Option<usize> {
        if self.by_key.is_none() {
            let order = self.greatest.map(|greatest| shorter_first(key, self.key(greatest)));
            match order {
                Some(Ordering::Equal) => return self.greatest,
                None | Some(Ordering::Greater) => {
                    self.greatest = Some(next);
                    return None;
                }
                Some(Ordering::Less) => self.by_key = Some(self.table()),
            }
        }
        let mut table = self.by_key.take()?;
        let equal = |&(known, group): &(u64, usize)| known == hash && self.key(group) == key;
        let found = match table.entry(hash, equal, |&(hash, _)| hash) {
            Entry::Occupied(group) => Some(group.get().1),
            Entry::Vacant(place) => {
                place.insert((hash, next));
                None
            }
        };
        self.by_key = Some(table);
        found
    }

    /// All groups with keys, by the hash of these.
    fn table(&self) -> HashTable<(u64, usize)> {
        let mut table = HashTable::with_capacity(self.groups.len());
        for position in 0..self.groups.len() {
            let key = self.key(position);
            if !key.is_empty() {
                let hash = self.hasher.hash_one(key);
                table.insert_unique(hash, (hash, position), |&(hash, _)| hash);
            }
        }
        table
    }

    fn start(&mut self, run: &Run, key: &str, marks: Range<usize>) {
        if let Some(empty) = run.empty {
            self.empty.insert(self.groups.len(), empty);
        }
        let from = self.keys.len();
        self.keys.push_str(key);
        self.groups.push(Group { line: run.line, rows: run.rows, key: from, marks });
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
        self.by_key = None;
        if self.too_many {
            return None;
        }
        let mut lines = Lines::default();
        for group in &self.groups {
            lines.push(group.line);
        }
        for (position, row) in std::mem::take(&mut self.empty) {
            if self.groups.get(position).is_some_and(|group| group.rows > 1) {
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
                Some(self.key(position)).filter(|key| !key.is_empty())
            };
            let voter = voter.filter(|_| linked);
            let together = self.marks.get(group.marks.clone()).unwrap_or_default();
            let known = |marks: &[u32]| !marks.contains(&UNKNOWN);
            if !self.elsewhere.has(position) {
                if known(together) {
                    sink.take(voter, cast_at, together);
                } else {
                    sink.take_unknown(voter, cast_at, &self.texts(&group.marks), self.task.frozen);
                }
                continue;
            }
            let all = || std::iter::once(group.marks.clone()).chain(self.elsewhere.of(position));
            let slices = all().filter_map(|marks| self.marks.get(marks));
            let marks: Vec<u32> = slices.flatten().copied().collect();
            if known(&marks) {
                sink.take(voter, cast_at, &marks);
            } else {
                let texts: Vec<Mark<'_>> = all().flat_map(|marks| self.texts(&marks)).collect();
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
