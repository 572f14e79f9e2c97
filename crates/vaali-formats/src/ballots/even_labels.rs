//! Labels of one length, such as `c01` to `c26`: a list of them is read without looking for what parts them, and without asking at each mark whether it is one.

use super::short_labels::SPREAD;

/// A table from labels with the separator behind them to the bits of their candidates. No two labels share a place.
#[derive(Clone)]
pub(super) struct EvenLabels {
    slots: Box<[Slot; SLOTS]>,
    multiplier: u64,
    /// The length of a label in bytes, 1 to 7.
    length: usize,
    /// The bits of a label, and of a label with its separator.
    label: u64,
    with_separator: u64,
    separator: u64,
}

/// A label with its separator as a number, and the bit of its candidate. What is free equals no label.
type Slot = (u64, u64);

/// So many that 64 labels soon find a multiplier that keeps them apart.
const SLOTS: usize = 1024;
const SHIFT: u32 = u64::BITS - SLOTS.trailing_zeros();
const MULTIPLIERS: u64 = 256;

impl std::fmt::Debug for EvenLabels {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("EvenLabels").field("length", &self.length).finish_non_exhaustive()
    }
}

fn place(key: u64, multiplier: u64) -> usize {
    // Below the number of places, as the shift leaves no more bits.
    usize::try_from(key.wrapping_mul(multiplier) >> SHIFT).unwrap_or_default() % SLOTS
}

impl EvenLabels {
    /// The labels of this length, parted by `;`. Nothing if there are none, if a candidate has no bit, or if they cannot be kept apart.
    pub(super) fn new(known: &[(String, u32)], length: usize) -> Option<Self> {
        let bits = u32::try_from(length).ok().filter(|length| (1..8).contains(length))? * 8;
        let separator = u64::from(b';') << bits;
        let label = (1 << bits) - 1;
        let even = known.iter().filter(|(label, _)| label.len() == length);
        let keys: Vec<Slot> = even
            .map(|(label, position)| {
                let bytes = label.bytes().rev();
                let key = bytes.fold(0, |key, byte| (key << 8) | u64::from(byte));
                Some((key | separator, 1_u64.checked_shl(*position)?))
            })
            .collect::<Option<_>>()?;
        let (&first, _) = keys.split_first()?;
        let mut multipliers = (0..MULTIPLIERS).map(|n| SPREAD.wrapping_mul(2 * n + 1));
        // A free place holds a label that belongs elsewhere, so that it equals nothing that is looked for there.
        let apart = |multiplier| {
            let mut slots = vec![None; SLOTS];
            for &slot in &keys {
                if slots.get_mut(place(slot.0, multiplier))?.replace(slot).is_some() {
                    return None;
                }
            }
            Some((multiplier, slots))
        };
        let (multiplier, slots) = multipliers.find_map(apart)?;
        let slots: Vec<Slot> = slots.into_iter().map(|slot| slot.unwrap_or((first.0, 0))).collect();
        let slots = slots.into_boxed_slice().try_into().ok()?;
        let with_separator = label | (0xFF << bits);
        Some(Self { slots, multiplier, length, label, with_separator, separator })
    }

    /// The marks of a list as bits, if all are labels of this length and different. `beyond` is the list and what follows it in memory.
    #[inline]
    pub(super) fn bits(&self, list: &str, beyond: &[u8]) -> Option<u64> {
        let Self { slots, multiplier, length, label, with_separator, separator } = self;
        let eight = |from: usize| Some(u64::from_le_bytes(*beyond.get(from..)?.first_chunk()?));
        let (mut bits, mut number, mut wrong, mut from) = (0, 0_u32, 0, 0_usize);
        let mut mark = |key: u64| {
            let (found, bit) = slots.get(place(key, *multiplier)).copied().unwrap_or_default();
            // Whether all were labels is asked once, at the end.
            wrong |= found ^ key;
            bits |= bit;
            number = number.wrapping_add(1);
        };
        while from.wrapping_add(*length) < list.len() {
            mark(eight(from)? & with_separator);
            from = from.wrapping_add(*length).wrapping_add(1);
        }
        // Form tools end a list with a separator.
        if from != list.len() {
            if from.wrapping_add(*length) != list.len() {
                return None;
            }
            mark((eight(from)? & label) | separator);
        }
        (wrong == 0 && bits.count_ones() == number).then_some(bits)
    }
}
