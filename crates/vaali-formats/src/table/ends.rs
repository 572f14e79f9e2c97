//! Where cells and rows may end: the places of a few bytes in a text, found sixty-four bytes at a time.
//!
//! See Langdale and Lemire, "Parsing Gigabytes of JSON per Second" (2019), for reading a text by bitmaps of its structure.
#![expect(
    clippy::inline_always,
    reason = "the source takes the instructions of the level it is inlined into; left outside, it would run on the plainest"
)]

use fearless_simd::{Level, Simd, dispatch, prelude::*, u8x64};

/// Bytes that one word of a bitmap stands for.
const WINDOW: usize = 64;

/// Goes through the places of some bytes, rising.
#[derive(Debug, Default)]
pub(super) struct Ends {
    /// Bit `i` of word `w` stands for byte `64 w + i`.
    bitmap: Vec<u64>,
    word: usize,
    /// What is left of the word.
    bits: u64,
}

impl Ends {
    /// Finds all places of three bytes, which may be equal.
    pub(super) fn of(text: &[u8], bytes: [u8; 3]) -> Self {
        let mut bitmap = vec![0; text.len().div_ceil(WINDOW)];
        dispatch!(Level::new(), simd => find(simd, text, bytes, &mut bitmap));
        let bits = bitmap.first().copied().unwrap_or_default();
        Self { bitmap, word: 0, bits }
    }

    /// The next place.
    #[inline]
    pub(super) fn next(&mut self) -> Option<usize> {
        while self.bits == 0 {
            self.word += 1;
            self.bits = *self.bitmap.get(self.word)?;
        }
        let bit = self.bits.trailing_zeros() as usize;
        self.bits &= self.bits - 1;
        Some(self.word * WINDOW + bit)
    }

    /// Goes on from a place that may be anywhere.
    pub(super) fn seek(&mut self, at: usize) {
        self.word = at / WINDOW;
        self.bits = self.bitmap.get(self.word).map_or(0, |bits| bits & (u64::MAX << (at % WINDOW)));
    }
}

#[inline(always)]
fn find<S: Simd>(simd: S, text: &[u8], bytes: [u8; 3], bitmap: &mut [u64]) {
    let [a, b, c] = bytes.map(|byte| u8x64::splat(simd, byte));
    let places = |window: &[u8; WINDOW]| {
        let window = u8x64::from_slice(simd, window);
        (window.simd_eq(a) | window.simd_eq(b) | window.simd_eq(c)).to_bitmask()
    };
    let (windows, tail) = text.as_chunks::<WINDOW>();
    for (word, window) in bitmap.iter_mut().zip(windows) {
        *word = places(window);
    }
    if let (Some(word), false) = (bitmap.get_mut(windows.len()), tail.is_empty()) {
        let mut window = [0; WINDOW];
        for (byte, &tail) in window.iter_mut().zip(tail) {
            *byte = tail;
        }
        // The padding may be taken for a separator of zero.
        *word = places(&window) & ((1 << tail.len()) - 1);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn all_places_are_found_from_anywhere(
            text in prop::collection::vec(prop::sample::select(b"ab\n;\"\0".to_vec()), 0..300),
            from in 0_usize..320,
        ) {
            let bytes = [b';', b'\n', 0];
            let wanted = |from: usize| -> Vec<usize> {
                (from..text.len()).filter(|&at| bytes.contains(&text[at])).collect()
            };
            let mut ends = Ends::of(&text, bytes);
            let all: Vec<usize> = std::iter::from_fn(|| ends.next()).collect();
            prop_assert_eq!(all, wanted(0));
            ends.seek(from);
            let rest: Vec<usize> = std::iter::from_fn(|| ends.next()).collect();
            prop_assert_eq!(rest, wanted(from.min(text.len())));
        }
    }
}
