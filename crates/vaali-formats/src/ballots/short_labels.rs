//! Labels of up to eight bytes, as one number each: what most ids are, and what a million ballots are looked up by.

/// A table from short labels to positions, in which nearly every look-up is one comparison.
#[derive(Clone, Debug)]
pub(super) struct ShortLabels {
    /// A power of two, mostly free; zero is free, for no label is empty or holds zero bytes.
    slots: Vec<(u64, u32)>,
    multiplier: u64,
    shift: u32,
}

/// What a look into the short labels says.
pub(super) enum Found {
    Position(u32),
    Nowhere,
    /// Too many labels share a place; this one may be among the long ones.
    NotHere,
}

/// Labels that were made to share a place would cost time without end; beyond this many the others go to the long ones.
const MOST_STEPS: usize = 16;

/// Up to this many labels, it pays to look for a multiplier by which no two of them share a place.
const FEW: usize = 1024;
const MULTIPLIERS: u64 = 64;

/// An odd number far from a power of two spreads the low bytes over the high bits.
pub(super) const SPREAD: u64 = 0x9E37_79B9_7F4A_7C15;

impl ShortLabels {
    /// An empty table that suits these labels.
    pub(super) fn for_labels<'l>(labels: impl Iterator<Item = &'l [u8]>) -> Self {
        let keys: Vec<u64> = labels.filter_map(Self::key).collect();
        let room = if keys.len() <= FEW { 16 } else { 4 };
        let size = keys.len().saturating_mul(room).next_power_of_two().max(16);
        let mut table = Self {
            slots: vec![(0, 0); size],
            multiplier: SPREAD,
            shift: 64 - size.trailing_zeros(),
        };
        if keys.len() <= FEW {
            let apart =
                (0..MULTIPLIERS).map(|n| SPREAD.wrapping_mul(2 * n + 1)).find(|&multiplier| {
                    table.multiplier = multiplier;
                    let mut taken = vec![false; size];
                    keys.iter().all(|&key| {
                        taken
                            .get_mut(table.first(key))
                            .is_some_and(|taken| !std::mem::replace(taken, true))
                    })
                });
            table.multiplier = apart.unwrap_or(SPREAD);
        }
        table
    }

    /// A label as a number, if it is short enough.
    #[inline]
    pub(super) fn key(label: &[u8]) -> Option<u64> {
        if label.is_empty() || label.len() > 8 {
            return None;
        }
        Some(label.iter().rev().fold(0, |key, &byte| (key << 8) | u64::from(byte)))
    }

    #[inline]
    fn first(&self, key: u64) -> usize {
        usize::try_from(key.wrapping_mul(self.multiplier).wrapping_shr(self.shift)).unwrap_or(0)
    }

    /// The places where a key may be.
    fn places(&self, key: u64) -> impl Iterator<Item = usize> + use<> {
        let (first, mask) = (self.first(key), self.slots.len() - 1);
        (0..MOST_STEPS).map(move |step| (first + step) & mask)
    }

    /// Puts a label in; false if it is too long or has no place.
    pub(super) fn insert(&mut self, label: &[u8], position: u32) -> bool {
        let Some(key) = Self::key(label).filter(|_| !label.contains(&0)) else { return false };
        for place in self.places(key) {
            if let Some(slot) = self.slots.get_mut(place)
                && slot.0 == 0
            {
                *slot = (key, position);
                return true;
            }
        }
        false
    }

    /// The position of a label that has its first place: nearly all.
    #[inline]
    pub(super) fn hit(&self, key: u64) -> Option<u32> {
        match self.slots.get(self.first(key)) {
            Some(&(found, position)) if found == key => Some(position),
            _ => None,
        }
    }

    /// Looks a label up.
    pub(super) fn get(&self, key: u64) -> Found {
        self.hit(key).map_or_else(|| self.get_further(key), Found::Position)
    }

    fn get_further(&self, key: u64) -> Found {
        for place in self.places(key) {
            match self.slots.get(place) {
                Some(&(found, position)) if found == key => return Found::Position(position),
                Some(&(0, _)) => return Found::Nowhere,
                _ => {}
            }
        }
        Found::NotHere
    }
}
