//! The marks at the beginning of a list, as long as they are short labels: each found and compared as one number.

use super::short_labels::ShortLabels;

/// Goes through them.
///
/// A piece tends to be as long as the one before it and to end with the same separator. To try that first is to look for no separator: what equals a label holds none.
/// Sums and shifts wrap without a check, for none of them can: places lie within the list, and pieces within eight bytes.
pub(super) struct ShortPieces<'s> {
    pub(super) labels: &'s ShortLabels,
    /// The bytes from the beginning of the list on, also behind its end.
    pub(super) beyond: &'s [u8],
    /// Where the next one begins; behind the end of the list once all were found.
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) before: ShortPiece,
}

/// What a short piece is like.
#[derive(Clone, Copy, Debug)]
pub(super) struct ShortPiece {
    /// In bytes.
    pub(super) length: u32,
    pub(super) separator: u64,
}

impl ShortPiece {
    /// The first piece of eight bytes, of which `left` belong to the list; none if it is longer than seven, or empty.
    fn first(eight: u64, left: usize) -> Option<Self> {
        const ONES: u64 = 0x0101_0101_0101_0101;
        const HIGH: u64 = 0x8080_8080_8080_8080;
        // The lowest high bit left is at the first byte equal to one of the separators.
        let equal = |byte: u8| {
            let zeros = eight ^ (ONES * u64::from(byte));
            zeros.wrapping_sub(ONES) & !zeros & HIGH
        };
        let found = equal(b';') | equal(b'|') | equal(b',');
        let length = (found.trailing_zeros() / 8).min(u32::try_from(left).unwrap_or(u32::MAX));
        let piece = Self { length, separator: 0 };
        (1..8).contains(&length).then(|| Self { separator: piece.behind(eight), ..piece })
    }

    /// Its bits.
    #[inline]
    fn bits(self) -> u32 {
        self.length.wrapping_mul(8)
    }

    /// The byte behind it.
    #[inline]
    fn behind(self, eight: u64) -> u64 {
        eight.wrapping_shr(self.bits()) & 0xFF
    }

    /// Its bytes as a number.
    #[inline]
    pub(super) fn key(self, eight: u64) -> u64 {
        eight & 1_u64.wrapping_shl(self.bits()).wrapping_sub(1)
    }
}

impl Iterator for ShortPieces<'_> {
    type Item = u32;

    /// The next mark. At the first piece that is no short label it goes no further.
    #[inline]
    fn next(&mut self) -> Option<u32> {
        let left = self.to.checked_sub(self.from).filter(|&left| left > 0)?;
        let eight = u64::from_le_bytes(*self.beyond.get(self.from..)?.first_chunk::<8>()?);
        let like = self.before;
        let length = like.length as usize;
        let ends =
            if length < left { like.behind(eight) == like.separator } else { length == left };
        let hit = if ends { self.labels.hit(like.key(eight)) } else { None };
        let position = if let Some(position) = hit {
            position
        } else {
            let piece = ShortPiece::first(eight, left)?;
            let position = self.labels.hit(piece.key(eight))?;
            self.before = piece;
            position
        };
        self.from = self.from.wrapping_add(self.before.length as usize).wrapping_add(1);
        Some(position)
    }
}
