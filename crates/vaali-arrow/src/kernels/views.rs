//! Short texts, as Arrow's string views hold them, to keys of one byte.

/// The most texts such a table holds.
pub(super) const MOST: usize = 64;

/// Up to so many texts fit the smaller of two tables.
pub(super) const FEW: usize = 32;

/// Seeds that are tried before texts are left to the ordinary way.
const TRIES: u32 = 10_000;

/// Texts with a place of their own among 128 or 256: a table so small that it lies in registers, and with it the texts that a mark is held against.
#[derive(Clone, Debug)]
pub(crate) struct ViewTable {
    /// By how many bits the higher half of a view is rotated.
    pub(super) turn: u32,
    /// What the halves are then multiplied with.
    pub(super) factor: u64,
    /// For each place the number of its text; 0, whatever that is, where there is none.
    pub(super) numbers: [u8; 256],
    /// The lower and the higher halves of the texts; where there is none, those of the first.
    pub(super) lower: [u64; MOST],
    pub(super) higher: [u64; MOST],
    /// The texts fit the smaller table.
    pub(super) few: bool,
    /// Whom the texts mean.
    positions: Vec<u32>,
}

impl ViewTable {
    /// A table of these texts and whom they mean; nothing where there are none or too many, or none was found.
    pub(crate) fn new(texts: &[(u128, u32)]) -> Option<Self> {
        let &(first, _) = texts.first()?;
        if texts.len() > MOST {
            return None;
        }
        let (low, high) = halves(first);
        let mut table = Self {
            turn: 0,
            factor: 1,
            numbers: [0; 256],
            lower: [low; MOST],
            higher: [high; MOST],
            few: texts.len() <= FEW,
            positions: texts.iter().map(|&(_, position)| position).collect(),
        };
        let places = table.lower.iter_mut().zip(&mut table.higher);
        for ((lower, higher), &(text, _)) in places.zip(texts) {
            (*lower, *higher) = halves(text);
        }
        (1..=TRIES).any(|seed| table.parts(texts, seed)).then_some(table)
    }

    /// Whether a seed gives each text a place of its own.
    fn parts(&mut self, texts: &[(u128, u32)], seed: u32) -> bool {
        self.factor = scattered(seed.into()) | 1;
        self.turn = (self.turn + 19) % 64;
        self.numbers = [0; 256];
        let mut taken = [false; 256];
        texts.iter().zip(0..).all(|(&(text, _), number)| {
            let place = self.place(text);
            let free = taken.get(place) == Some(&false);
            if let (Some(taken), Some(slot)) = (taken.get_mut(place), self.numbers.get_mut(place)) {
                (*taken, *slot) = (true, number);
            }
            free
        })
    }

    #[expect(clippy::cast_possible_truncation, reason = "7 or 8 bits are left")]
    fn place(&self, text: u128) -> usize {
        let (low, high) = halves(text);
        let mixed = (low ^ high.rotate_left(self.turn)).wrapping_mul(self.factor);
        (mixed >> if self.few { 57 } else { 56 }) as usize
    }

    /// Whom the keys mean that [`Self::keys`] gives.
    pub(crate) fn positions(&self) -> &[u32] {
        &self.positions
    }

    /// Appends the key of each view, given as 16 bytes; false where a view is none of the texts, or this machine has no instructions for it.
    pub(crate) fn keys(&self, views: &[u8], keys: &mut Vec<u8>) -> bool {
        #[cfg(target_arch = "x86_64")]
        if let Some(token) = fearless_simd::Level::new().as_avx512() {
            let before = keys.len();
            keys.resize(before + views.len() / 16, 0);
            let keys = keys.get_mut(before..).unwrap_or_default();
            return if self.few {
                super::texts_avx512::few(token, views, self, keys)
            } else {
                super::texts_avx512::many(token, views, self, keys)
            };
        }
        let _ = (views, keys);
        false
    }

    /// As [`Self::keys`], of texts that are packed one by one.
    #[inline]
    pub(crate) fn keys_of(
        &self,
        mut texts: impl Iterator<Item = u128>,
        keys: &mut Vec<u8>,
    ) -> bool {
        let mut room = [[0; 16]; 64];
        loop {
            let mut filled = 0;
            for (place, text) in room.iter_mut().zip(texts.by_ref()) {
                *place = text.to_le_bytes();
                filled += 1;
            }
            let views = room.get(..filled).unwrap_or_default();
            if !self.keys(views.as_flattened(), keys) {
                return false;
            }
            if filled < room.len() {
                return true;
            }
        }
    }

    /// Whether this machine has the instructions.
    pub(crate) fn is_of_use() -> bool {
        #[cfg(target_arch = "x86_64")]
        return fearless_simd::Level::new().as_avx512().is_some();
        #[cfg(not(target_arch = "x86_64"))]
        return false;
    }
}

#[expect(clippy::cast_possible_truncation, reason = "both halves are taken")]
fn halves(text: u128) -> (u64, u64) {
    (text as u64, (text >> 64) as u64)
}

/// Steele, Lea and Flood, "Fast splittable pseudorandom number generators" (2014): neighbouring seeds give factors that have nothing to do with each other. Of factors at equal
/// distances, all may leave the same two texts together.
fn scattered(seed: u64) -> u64 {
    let seed = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let seed = (seed ^ seed >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let seed = (seed ^ seed >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
    seed ^ seed >> 31
}
