//! From what a mark says to the position of the candidate.

use std::collections::HashMap;

use foldhash::fast::RandomState;
use vaali::definition::Frozen;

use crate::slots::{Slots, packed};

/// A mark for nobody.
pub(crate) const UNKNOWN: u32 = u32::MAX;
/// No mark.
pub(crate) const NULL: u32 = u32::MAX - 1;

/// The candidates as marks name them.
#[derive(Clone, Debug, Default)]
pub struct Labels {
    /// Ids in order; empty where marks are positions.
    ids: Vec<String>,
    candidates: usize,
    /// Candidates without whose column a wide table is not whole.
    on_ballot: Vec<bool>,
    /// Texts of up to 12 bytes, in the form in which Arrow keeps them inside a string view.
    short: HashMap<u128, u32, RandomState>,
    /// The same without collisions, where such a table was found.
    pub(crate) slots: Slots,
    long: HashMap<Box<[u8]>, u32, RandomState>,
    numbers: HashMap<i128, u32, RandomState>,
}

impl Labels {
    /// The candidates of an election: a mark is an id, or a name that only one candidate has.
    pub fn of_election(frozen: &Frozen) -> Self {
        let candidates = frozen.candidates();
        let mut labels = Self::of_ids(candidates.iter().map(|candidate| candidate.id.as_str()));
        let mut names: HashMap<&str, u32> = HashMap::new();
        for candidate in candidates {
            *names.entry(&candidate.name).or_default() += 1;
        }
        for (candidate, position) in candidates.iter().zip(0..) {
            if names.get(candidate.name.as_str()) == Some(&1)
                && labels.unslotted(candidate.name.as_bytes()) == UNKNOWN
            {
                labels.insert(&candidate.name, position);
            }
        }
        labels.on_ballot = frozen
            .standings()
            .iter()
            .map(|standing| *standing == vaali::definition::Standing::OnBallot)
            .collect();
        labels.slots = labels.parted();
        labels
    }

    /// Candidates known by ids. Of equal ids the first is meant.
    pub fn of_ids<T: Into<String>>(ids: impl IntoIterator<Item = T>) -> Self {
        let mut labels = Self::default();
        labels.ids = ids.into_iter().map(Into::into).collect();
        labels.candidates = labels.ids.len();
        labels.on_ballot = vec![true; labels.candidates];
        for (id, position) in std::mem::take(&mut labels.ids).into_iter().zip(0..) {
            labels.insert(&id, position);
            // A number is that id only where it is written as the number is: `007` is not 7.
            if let Ok(number) = id.parse::<i128>()
                && number.to_string() == id
            {
                labels.numbers.entry(number).or_insert(position);
            }
            labels.ids.push(id);
        }
        labels.slots = labels.parted();
        labels
    }

    /// Candidates known as the numbers from 0 to `candidates` - 1.
    pub fn of_positions(candidates: usize) -> Self {
        Self { candidates, on_ballot: vec![true; candidates], ..Self::default() }
    }

    /// How many candidates there are.
    pub fn candidates(&self) -> usize {
        self.candidates
    }

    fn insert(&mut self, text: &str, position: u32) {
        match packed(text.as_bytes()) {
            Some(key) => {
                self.short.entry(key).or_insert(position);
            }
            None => {
                self.long.entry(text.as_bytes().into()).or_insert(position);
            }
        }
    }

    pub(crate) fn is_on_ballot(&self, position: usize) -> bool {
        self.on_ballot.get(position) == Some(&true)
    }

    /// The id of a candidate; its number where it has none.
    pub(crate) fn id(&self, position: u32) -> String {
        self.ids.get(position as usize).cloned().unwrap_or_else(|| position.to_string())
    }

    /// As [`Self::text`] while the labels are being put together.
    fn unslotted(&self, text: &[u8]) -> u32 {
        let known = match packed(text) {
            Some(key) => self.short.get(&key),
            None => self.long.get(text),
        };
        known.copied().unwrap_or(UNKNOWN)
    }

    #[inline]
    pub(crate) fn text(&self, text: &[u8]) -> u32 {
        match packed(text) {
            Some(key) => self.packed(key),
            None => self.long.get(text).copied().unwrap_or(UNKNOWN),
        }
    }

    #[inline]
    pub(crate) fn packed(&self, key: u128) -> u32 {
        match self.slots.found() {
            Some(slots) => slots.position(key),
            None => self.short.get(&key).copied().unwrap_or(UNKNOWN),
        }
    }

    /// The slots sort the texts: their order here means nothing.
    fn parted(&self) -> Slots {
        Slots::new(self.short.iter().map(|(&key, &position)| (key, position)))
    }

    #[inline]
    pub(crate) fn number(&self, number: i128) -> u32 {
        if self.ids.is_empty() {
            let within = |&position: &u32| (position as usize) < self.candidates;
            u32::try_from(number).ok().filter(within).unwrap_or(UNKNOWN)
        } else {
            self.numbers.get(&number).copied().unwrap_or(UNKNOWN)
        }
    }

    /// The candidates that the numbers from 0 on mean: small numbers are looked up for every mark.
    pub(crate) fn small_numbers(&self) -> Vec<u32> {
        (0..256).map(|number| self.number(number)).collect()
    }
}
