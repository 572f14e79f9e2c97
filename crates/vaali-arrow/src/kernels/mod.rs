//! The inner loops of reading: from marks of one byte to ballots as bits, from short texts to marks of one byte, from rows of keys to runs.
//!
//! Each has a plain source, which every machine runs, and one for AVX-512 with VBMI, which looks up 64 marks at once in a table that lies in registers.
//! Both give the same, or give up: what is not a set of known candidates is never a ballot here, but is read again, mark by mark, by whoever then says what is wrong with it.

#[cfg(target_arch = "x86_64")]
mod lists_avx512;
#[cfg(target_arch = "x86_64")]
mod narrow_avx512;
mod plain;
#[cfg(target_arch = "x86_64")]
mod runs_avx512;
#[cfg(test)]
mod tests;
#[cfg(target_arch = "x86_64")]
mod texts_avx512;
mod views;

pub(crate) use self::views::ViewTable;

use fearless_simd::Level;

use crate::slots::bit_of;

/// The key of a mark that one byte cannot hold, and the position of nobody.
pub(crate) const NOBODY: u8 = u8::MAX;

/// So many keys are looked up in registers.
const IN_REGISTERS: usize = 128;

/// Whom keys of one byte mean, for at most 64 candidates.
pub(crate) struct Meanings {
    /// Positions; [`NOBODY`] where a key means none below 64.
    positions: [u8; 256],
    /// The same as bits; no bit for nobody.
    bits: [u64; 256],
    /// Whether all positions are below 32.
    few: bool,
    /// Whether all keys that mean somebody can be looked up in registers.
    in_registers: bool,
}

impl Meanings {
    /// The key 255 means nobody, whatever stands there.
    pub(crate) fn new(positions: impl IntoIterator<Item = u32>) -> Self {
        let mut meanings =
            Self { positions: [NOBODY; 256], bits: [0; 256], few: true, in_registers: true };
        let places = meanings.positions.iter_mut().zip(&mut meanings.bits);
        let keys = (0..usize::from(NOBODY)).zip(places).zip(positions);
        for ((key, (place, bits)), position) in keys.filter(|(_, position)| *position < 64) {
            *place = u8::try_from(position).unwrap_or(NOBODY);
            *bits = bit_of(position);
            meanings.few &= position < 32;
            meanings.in_registers &= key < IN_REGISTERS;
        }
        meanings
    }

    fn bits(&self, key: u8) -> u64 {
        self.bits.get(usize::from(key)).copied().unwrap_or(0)
    }
}

/// Appends lists of keys as bits: the list `i` is `keys[bounds[i] - bounds[0]..bounds[i + 1] - bounds[0]]`.
///
/// False where a list is no set of candidates: a key means nobody, or two mean the same. What was appended then means nothing.
pub(crate) fn lists(
    keys: &[u8],
    bounds: &[u32],
    meanings: &Meanings,
    ballots: &mut Vec<u64>,
) -> bool {
    let before = ballots.len();
    ballots.resize(before + bounds.len().saturating_sub(1), 0);
    let ballots = ballots.get_mut(before..).unwrap_or_default();
    let level = Level::new();
    #[cfg(target_arch = "x86_64")]
    if let Some(token) = level.as_avx512().filter(|_| meanings.in_registers) {
        return if meanings.few && keys.len() <= 12 * ballots.len() {
            lists_avx512::of_32(token, keys, bounds, meanings, ballots)
        } else {
            lists_avx512::of_64(token, keys, bounds, meanings, ballots)
        };
    } else if let Some(token) = level.as_avx2() {
        return plain::lists_avx2(token, keys, bounds, meanings, ballots);
    }
    let _ = level;
    plain::lists(keys, bounds, meanings, ballots)
}

/// Whole numbers of a width that Arrow knows.
pub(crate) trait Integer: Sized + Copy {
    /// Where runs of the same key begin, and at last how many keys there are, at most 2^32 - 1; nothing where the keys fall somewhere.
    fn runs(keys: &[Self]) -> Option<Vec<u32>>;

    /// Appends the numbers as keys of one byte; what is no number below 255 is [`NOBODY`].
    fn narrow(numbers: &[Self], keys: &mut Vec<u8>);
}

macro_rules! integers {
    ($($integer:ident),*) => {
        $(impl Integer for $integer {
            fn runs(keys: &[Self]) -> Option<Vec<u32>> {
                #[cfg(target_arch = "x86_64")]
                if let Some(token) = Level::new().as_avx512() {
                    return runs_avx512::$integer(token, keys);
                }
                plain::runs(keys, |before, here, _| before == here, |before, here| before <= here)
            }

            fn narrow(numbers: &[Self], keys: &mut Vec<u8>) {
                #[cfg(target_arch = "x86_64")]
                if let Some(token) = Level::new().as_avx512() {
                    return narrow_avx512::$integer(token, numbers, keys);
                }
                plain::narrow(numbers, keys);
            }
        })*
    };
}

integers!(i8, i16, i32, i64, u8, u16, u32, u64);

pub(crate) use plain::runs as runs_of;
