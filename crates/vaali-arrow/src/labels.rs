//! From what a mark says to the position of the candidate.

use std::collections::HashMap;

use foldhash::fast::RandomState;
use vaali::definition::Frozen;

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
    slots: Slots,
    long: HashMap<Box<[u8]>, u32, RandomState>,
    numbers: HashMap<i128, u32, RandomState>,
}

/// A text of up to 12 bytes with its length: as Arrow's string views hold it.
pub(crate) fn packed(text: &[u8]) -> Option<u128> {
    let mut bytes = [0; 16];
    let (length, place) = bytes.split_at_mut(4);
    length.copy_from_slice(&u32::try_from(text.len()).ok()?.to_le_bytes());
    place.get_mut(..text.len())?.copy_from_slice(text);
    Some(u128::from_le_bytes(bytes))
}

/// A table in which each short text has a place of its own: one multiplication and one look for each of millions of marks.
#[derive(Clone, Debug, Default)]
struct Slots {
    seed: u64,
    shift: u32,
    /// Empty where no seed parts all texts.
    entries: Vec<(u128, u32)>,
}

impl Slots {
    /// More texts than this are looked up in the ordinary way: a larger table would not stay in the nearest cache.
    const MOST: usize = 256;

    fn new(texts: &HashMap<u128, u32, RandomState>) -> Self {
        let mut known: Vec<(u128, u32)> = texts.iter().map(|(&key, &at)| (key, at)).collect();
        known.sort_unstable();
        if known.is_empty() || known.len() > Self::MOST {
            return Self::default();
        }
        let size = (known.len() * 8).next_power_of_two();
        let shift = 64 - size.trailing_zeros();
        // An odd number with its ones well spread, and what follows it by the same step: 2^64 over the golden ratio.
        let mut seed = 0x9E37_79B9_7F4A_7C15_u64;
        for _ in 0..1000 {
            let mut slots = Self { seed, shift, entries: vec![(0, UNKNOWN); size] };
            let parted = known.iter().all(|&(key, position)| {
                let place = slots.place(key);
                let free = slots.entries.get_mut(place).filter(|entry| entry.1 == UNKNOWN);
                free.map(|entry| *entry = (key, position)).is_some()
            });
            if parted {
                return slots;
            }
            seed = seed.wrapping_add(0x9E37_79B9_7F4A_7C15 << 1);
        }
        Self::default()
    }

    #[inline]
    #[expect(clippy::cast_possible_truncation, reason = "both halves are taken")]
    fn place(&self, key: u128) -> usize {
        let (low, high) = (key as u64, (key >> 64) as u64);
        let mixed = low.wrapping_mul(self.seed) ^ high.wrapping_mul(self.seed.rotate_left(32) | 1);
        (mixed.wrapping_mul(self.seed) >> self.shift.min(63)) as usize
    }
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
        labels.slots = Slots::new(&labels.short);
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
        labels.slots = Slots::new(&labels.short);
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
        match self.slots.entries.get(self.slots.place(key)) {
            Some(&(found, position)) if found == key => position,
            // In slots without collisions, who is not there is nowhere.
            Some(_) => UNKNOWN,
            None => self.short.get(&key).copied().unwrap_or(UNKNOWN),
        }
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
