//! Short texts to candidates, each text with a place of its own.

use std::sync::OnceLock;

use crate::{
    kernels::{NOBODY, ViewTable},
    labels::UNKNOWN,
};

/// A text of up to 12 bytes, packed as [`packed`] does, and whom it means.
#[derive(Clone, Copy, Debug)]
struct Slot {
    low: u64,
    high: u64,
    /// The candidate in one byte; [`NOBODY`] from 64 on.
    key: u8,
    position: u32,
}

impl Slot {
    /// No text is that long: nothing is found here.
    const FREE: Self = Self { low: u64::MAX, high: u64::MAX, key: NOBODY, position: UNKNOWN };
}

/// A candidate as a bit; no bit where it is 64 or more.
pub(crate) fn bit_of(position: u32) -> u64 {
    1_u64.checked_shl(position).unwrap_or(0)
}

/// A text of up to 12 bytes with its length, as Arrow's string views hold it: <https://arrow.apache.org/docs/format/Columnar.html#variable-size-binary-view-layout>.
pub(crate) fn packed(text: &[u8]) -> Option<u128> {
    let mut bytes = [0; 16];
    let (length, place) = bytes.split_at_mut(4);
    length.copy_from_slice(&u32::try_from(text.len()).ok()?.to_le_bytes());
    place.get_mut(..text.len())?.copy_from_slice(text);
    Some(u128::from_le_bytes(bytes))
}

/// The bytes of a text of each length among 16 bytes: looked up, since a shift of 128 bits is many instructions.
#[expect(clippy::indexing_slicing, reason = "filled when the program is compiled")]
const TEXTS: [u128; 13] = {
    let mut texts = [0; 13];
    let mut length = 1;
    while length < texts.len() {
        texts[length] = texts[length - 1] << 8 | 0xFF;
        length += 1;
    }
    texts
};

/// The text at `from..to`, packed; what no text is packed to where it is longer than 12 bytes.
///
/// Reads 16 bytes at once where so many are left, and forgets those that are not the text's.
#[inline]
pub(crate) fn packed_at(texts: &[u8], from: usize, to: usize) -> u128 {
    let length = to.wrapping_sub(from);
    if length > 12 {
        return u128::MAX;
    }
    match texts.get(from..).and_then(<[u8]>::first_chunk::<16>) {
        Some(bytes) => {
            let text = u128::from_le_bytes(*bytes) & TEXTS.get(length).copied().unwrap_or(0);
            text << 32 | length as u128
        }
        None => texts.get(from..to).and_then(packed).unwrap_or(u128::MAX),
    }
}

/// Places for texts, so many that a seed is soon found by which each of [`MOST`] texts has one of its own.
const PLACES: usize = 1 << 11;

/// More texts are looked up in the ordinary way.
const MOST: usize = 128;

/// A table in which each text has a place of its own.
#[derive(Clone, Debug, Default)]
pub(crate) struct Slots {
    seed: u64,
    /// Empty where there are no texts, too many, or where no seed parts them.
    entries: Vec<Slot>,
    /// A smaller table of the same texts, made when it is asked for.
    views: OnceLock<Option<ViewTable>>,
}

/// The table at hand: two multiplications and one look for each of millions of marks.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Found<'s> {
    seeds: (u64, u64),
    entries: &'s [Slot; PLACES],
}

impl Slots {
    pub(crate) fn new(texts: impl Iterator<Item = (u128, u32)>) -> Self {
        let mut known: Vec<(u128, u32)> = texts.collect();
        known.sort_unstable();
        if known.is_empty() || known.len() > MOST {
            return Self::default();
        }
        // An odd number with its ones well spread, and what follows it by the same step: 2^64 over the golden ratio.
        let mut seed = 0x9E37_79B9_7F4A_7C15_u64;
        let mut entries = vec![Slot::FREE; PLACES];
        for _ in 0..1000 {
            entries.fill(Slot::FREE);
            let parted = known.iter().all(|&(key, position)| {
                let (low, high) = halves(key);
                let place = place(seeds(seed), low, high);
                let free = entries.get_mut(place).filter(|slot| slot.position == UNKNOWN);
                let key = u8::try_from(position).ok().filter(|&key| key < 64).unwrap_or(NOBODY);
                free.map(|slot| *slot = Slot { low, high, key, position }).is_some()
            });
            if parted {
                return Self { seed, entries, views: OnceLock::new() };
            }
            seed = seed.wrapping_add(0x9E37_79B9_7F4A_7C15 << 1);
        }
        Self::default()
    }

    /// The table, if there is one.
    #[inline]
    pub(crate) fn found(&self) -> Option<Found<'_>> {
        Some(Found { seeds: seeds(self.seed), entries: self.entries.first_chunk()? })
    }

    /// The table for vectors, if there is one, and the machine has the instructions for it.
    pub(crate) fn views(&self) -> Option<&ViewTable> {
        let made = self.views.get_or_init(|| {
            let taken = self.entries.iter().filter(|slot| slot.position != UNKNOWN);
            let text = |slot: &Slot| u128::from(slot.high) << 64 | u128::from(slot.low);
            let texts: Vec<_> = taken.map(|slot| (text(slot), slot.position)).collect();
            ViewTable::new(&texts).filter(|_| ViewTable::is_of_use())
        });
        made.as_ref()
    }
}

impl Found<'_> {
    /// Appends the key of each packed text; false where one of them is no candidate below 64.
    #[inline]
    pub(crate) fn keys(self, texts: impl Iterator<Item = u128>, into: &mut Vec<u8>) -> bool {
        // The doubts are joined, and one look at the end tells whether there was any: no branch for each of millions of marks.
        let mut doubts = 0;
        into.extend(texts.map(|text| {
            let (low, high) = halves(text);
            let Some(slot) = self.entries.get(place(self.seeds, low, high)) else { return NOBODY };
            doubts |= slot.low ^ low | slot.high ^ high;
            slot.key
        }));
        doubts == 0
    }

    /// The candidate whom a packed text means.
    #[inline]
    pub(crate) fn position(self, key: u128) -> u32 {
        let (low, high) = halves(key);
        match self.entries.get(place(self.seeds, low, high)) {
            Some(slot) if slot.low == low && slot.high == high => slot.position,
            _ => UNKNOWN,
        }
    }
}

#[inline]
fn seeds(seed: u64) -> (u64, u64) {
    (seed, seed.rotate_left(32) | 1)
}

#[inline]
#[expect(clippy::cast_possible_truncation, reason = "11 bits are left")]
fn place(seeds: (u64, u64), low: u64, high: u64) -> usize {
    let mixed = low ^ high.wrapping_mul(seeds.1);
    (mixed.wrapping_mul(seeds.0) >> (64 - PLACES.trailing_zeros())) as usize
}

#[inline]
#[expect(clippy::cast_possible_truncation, reason = "both halves are taken")]
fn halves(key: u128) -> (u64, u64) {
    (key as u64, (key >> 64) as u64)
}
