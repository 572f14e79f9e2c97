//! Entries that may be the same: found and put side by side, never merged.

use std::collections::BTreeMap;

use vaali::definition::Voter;

use super::{Rolls, names::Name};
use crate::{Finding, Problem, table::clean};

/// Entries that may be the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Their places in [`Rolls::entries`], in order; two or more.
    pub entries: Vec<usize>,
    /// What is alike.
    pub why: &'static str,
}

/// Beyond this each is not compared with each: the time would grow with the square.
const MOST_COMPARED: usize = 5000;

impl Rolls {
    pub(super) fn find_groups(&mut self) {
        let count = self.entries.len();
        let bare: Vec<Vec<Name>> =
            self.entries.iter().map(|entry| bare_names(&entry.voter)).collect();
        let mut union = Union::new(count);
        let (mut ids, mut names) = (BTreeMap::new(), BTreeMap::new());
        for (place, (entry, bare)) in self.entries.iter().zip(&bare).enumerate() {
            let first = *ids.entry(clean(entry.voter.id.as_str()).into_owned()).or_insert(place);
            union.join(first, place, "the ids are equal");
            for name in bare {
                let first = *names.entry(name.bare.as_str()).or_insert(place);
                union.join(
                    first,
                    place,
                    "the names differ at most in capitals, spaces, dots, ry or rf",
                );
            }
        }
        if count > MOST_COMPARED {
            let problem = Problem::SpellingNotCompared { limit: MOST_COMPARED };
            let file = self.entries.first().map_or("", |entry| entry.file.as_str());
            self.findings.push(Finding::new(file, &problem));
        } else {
            for (one, names) in bare.iter().enumerate() {
                for (other, others) in bare.iter().enumerate().skip(one + 1) {
                    let near =
                        names.iter().any(|a| others.iter().any(|b| a.bare != b.bare && a.near(b)));
                    if near {
                        union.join(one, other, "the names differ in a letter or two");
                    }
                }
            }
        }
        self.groups = union.groups();
    }
}

fn bare_names(voter: &Voter) -> Vec<Name> {
    let texts = crate::forms::labels::texts(&voter.name);
    texts.into_iter().map(Name::of).filter(|name| !name.bare.is_empty()).collect()
}

/// Sets of entries that grow together.
struct Union {
    parent: Vec<usize>,
    why: BTreeMap<usize, &'static str>,
}

impl Union {
    fn new(count: usize) -> Self {
        Self { parent: (0..count).collect(), why: BTreeMap::new() }
    }

    fn root(&self, mut place: usize) -> usize {
        while let Some(&parent) = self.parent.get(place).filter(|&&parent| parent != place) {
            place = parent;
        }
        place
    }

    fn join(&mut self, one: usize, other: usize, why: &'static str) {
        if one == other {
            return;
        }
        self.why.entry(other).or_insert(why);
        let (one, other) = (self.root(one), self.root(other));
        if let Some(parent) = self.parent.get_mut(one.max(other)) {
            *parent = one.min(other);
        }
    }

    fn groups(&self) -> Vec<Group> {
        let mut sets: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for place in 0..self.parent.len() {
            sets.entry(self.root(place)).or_default().push(place);
        }
        let full = sets.into_values().filter(|entries| entries.len() > 1);
        let why = |entries: &[usize]| entries.iter().find_map(|place| self.why.get(place).copied());
        full.map(|entries| Group { why: why(&entries).unwrap_or_default(), entries }).collect()
    }
}
