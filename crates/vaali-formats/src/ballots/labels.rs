//! From what a ballot says to the candidate it means: ids first, then names that only one candidate has.

use std::{
    borrow::Cow,
    collections::{BTreeMap, HashMap},
};

use vaali::definition::Frozen;

use super::{
    even_labels::EvenLabels,
    short_labels::{Found, ShortLabels},
    short_pieces::{ShortPiece, ShortPieces},
    sink::Mark,
};
use crate::{
    datasets::export::{neutralised, restored},
    table::clean,
};

/// Ids and exact names.
#[derive(Clone, Debug)]
pub(super) struct Labels {
    short: ShortLabels,
    long: HashMap<String, u32>,
    /// Whether some label holds a separator, so that a cell cannot simply be split.
    any_separator: bool,
    /// Names that several candidates have, with all of these. They are no labels: only a person can say who is meant.
    shared: HashMap<String, Vec<u32>>,
    longest: usize,
    /// Those of the usual length.
    even: Option<EvenLabels>,
    /// Whether there are more candidates than bits.
    beyond_bits: bool,
    /// The length of the shortest label in bytes: what to try first.
    usual_length: u32,
}

/// What parts the marks of a list.
fn parts(byte: u8) -> bool {
    matches!(byte, b';' | b'|' | b',')
}

impl Labels {
    pub(super) fn new(frozen: &Frozen) -> Self {
        let candidates = frozen.candidates().iter();
        Self::named(candidates.map(|candidate| (candidate.id.as_str(), candidate.name.as_str())))
    }

    /// The labels of candidates in declared order, by their ids and names.
    pub(super) fn named<'c>(candidates: impl Iterator<Item = (&'c str, &'c str)>) -> Self {
        let mut all: BTreeMap<String, u32> = BTreeMap::new();
        let mut names: BTreeMap<String, Vec<u32>> = BTreeMap::new();
        for (position, (id, name)) in (0_u32..).zip(candidates) {
            all.insert(clean(id).into_owned(), position);
            names.entry(clean(name).into_owned()).or_default().push(position);
        }
        let mut shared = HashMap::new();
        for (name, positions) in names {
            // An id identifies, so a name that is also an id means the id.
            if name.is_empty() || all.contains_key(&name) {
                continue;
            }
            match *positions {
                [position] => {
                    all.insert(name, position);
                }
                _ => {
                    shared.insert(name, positions);
                }
            }
        }
        Self::of(all.into_iter().collect(), shared)
    }

    fn of(mut known: Vec<(String, u32)>, shared: HashMap<String, Vec<u32>>) -> Self {
        // A label like a formula stands in a file with an apostrophe before it; known so, cells need not be looked at.
        let safe = known.iter().filter_map(|(label, position)| match neutralised(label) {
            Cow::Owned(safe) => Some((safe, *position)),
            Cow::Borrowed(_) => None,
        });
        let safe: Vec<(String, u32)> = safe.collect();
        known.extend(safe);
        let mut labels = Self {
            short: ShortLabels::for_labels(known.iter().map(|(label, _)| label.as_bytes())),
            long: HashMap::new(),
            any_separator: shared.keys().any(|name| name.bytes().any(parts)),
            longest: shared.keys().map(String::len).max().unwrap_or_default(),
            shared,
            even: None,
            beyond_bits: known.iter().any(|&(_, position)| position >= u64::BITS),
            usual_length: 1,
        };
        let lengths = known.iter().filter_map(|(label, _)| u32::try_from(label.len()).ok());
        labels.usual_length = lengths.filter(|length| (1..8).contains(length)).min().unwrap_or(1);
        labels.even = EvenLabels::new(&known, labels.usual_length as usize);
        for (label, position) in known {
            labels.any_separator |= label.bytes().any(parts);
            labels.longest = labels.longest.max(label.len());
            if !labels.short.insert(label.as_bytes(), position) {
                labels.long.insert(label, position);
            }
        }
        labels
    }

    /// The candidate of a label that is clean already.
    #[inline]
    fn exact(&self, label: &str) -> Option<u32> {
        match ShortLabels::key(label.as_bytes()).map(|key| self.short.get(key)) {
            Some(Found::Position(position)) => Some(position),
            Some(Found::Nowhere) => None,
            Some(Found::NotHere) | None => self.long.get(label).copied(),
        }
    }

    /// The candidate of a cell that is a short label to the byte, as nearly all are. `beyond` as in [`Labels::split`].
    #[inline]
    pub(super) fn short(&self, cell: &str, beyond: &[u8]) -> Option<u32> {
        let length = u32::try_from(cell.len()).ok().filter(|length| (1..8).contains(length))?;
        let (piece, eight) = (ShortPiece { length, separator: 0 }, beyond.first_chunk()?);
        self.short.hit(piece.key(u64::from_le_bytes(*eight)))
    }

    /// The candidate of a label.
    #[inline]
    pub(super) fn find(&self, text: &str) -> Option<u32> {
        self.exact(text).or_else(|| self.exact(&clean(text)))
    }

    /// The candidates of a name that several have.
    pub(super) fn sharing(&self, text: &str) -> Option<&[u32]> {
        // Most elections have none, and then no text is looked at.
        if self.shared.is_empty() {
            return None;
        }
        self.shared.get(&*clean(text)).map(Vec::as_slice)
    }

    /// The first two candidates of a name that several have, if one of the marks is such a name.
    pub(super) fn shared_among(&self, marks: &[Mark<'_>]) -> Option<(u32, u32)> {
        marks.iter().find_map(|mark| match mark {
            Mark::Unknown(text) => match self.sharing(text)? {
                &[first, second, ..] => Some((first, second)),
                _ => None,
            },
            Mark::Known(_) => None,
        })
    }

    /// The marks of a cell that holds a list, as bits, if they are short labels of different candidates that bits can name: nearly all are. `beyond` as in [`Labels::split`].
    #[inline]
    pub(super) fn bits(&self, cell: &str, beyond: &[u8]) -> Option<u64> {
        if self.any_separator || self.beyond_bits {
            return None;
        }
        if let Some(bits) = self.even.as_ref().and_then(|even| even.bits(cell, beyond)) {
            return Some(bits);
        }
        let mut pieces = self.short_pieces(cell, beyond, 0);
        let (mut bits, mut number) = (0_u64, 0_u32);
        for position in &mut pieces {
            bits |= 1_u64.wrapping_shl(position);
            number = number.wrapping_add(1);
        }
        (pieces.from >= cell.len() && bits.count_ones() == number).then_some(bits)
    }

    #[inline]
    fn short_pieces<'s>(&'s self, cell: &str, beyond: &'s [u8], from: usize) -> ShortPieces<'s> {
        let before = ShortPiece { length: self.usual_length, separator: u64::from(b';') };
        ShortPieces { labels: &self.short, beyond, from, to: cell.len(), before }
    }

    /// The marks of a cell that holds a list. Known ones go to `marks`; if any is not, all go to `texts` too.
    ///
    /// `beyond` is what follows the cell in memory, from its first byte on: no more than bytes to read over.
    pub(super) fn split<'t>(
        &self,
        cell: &'t str,
        beyond: &[u8],
        marks: &mut Vec<u32>,
        texts: &mut Vec<Mark<'t>>,
    ) {
        if self.any_separator {
            return self.split_longest(cell, marks, texts);
        }
        let mut from = 0;
        loop {
            if texts.is_empty() {
                let mut pieces = self.short_pieces(cell, beyond, from);
                marks.extend(&mut pieces);
                from = pieces.from;
            }
            let Some(rest) = cell.get(from..).filter(|rest| !rest.is_empty()) else { return };
            let Some(length) = rest.bytes().position(parts) else {
                return self.last_piece(rest, marks, texts);
            };
            self.piece(rest.get(..length).unwrap_or_default(), marks, texts);
            from += length + 1;
        }
    }

    /// Takes the longest label that ends at a separator, again and again.
    fn split_longest<'t>(&self, cell: &'t str, marks: &mut Vec<u32>, texts: &mut Vec<Mark<'t>>) {
        let mut from = 0;
        loop {
            let rest = cell.get(from..).unwrap_or_default();
            // A label in another Unicode form may be longer than the label itself, by no more than this.
            let reach = self.longest.saturating_mul(4).saturating_add(16)
                + (rest.len() - rest.trim_start().len());
            let ends = rest.bytes().enumerate().filter(|&(_, byte)| parts(byte)).map(|(i, _)| i);
            let first = ends.clone().next().unwrap_or(rest.len());
            let whole = (rest.len() <= reach).then_some(rest.len());
            let longest = ends
                .take_while(|&end| end <= reach)
                .chain(whole)
                .filter(|&end| {
                    let piece = rest.get(..end);
                    piece.is_some_and(|piece| {
                        self.find(piece).is_some() || self.sharing(piece).is_some()
                    })
                })
                .last();
            let end = longest.unwrap_or(first);
            let piece = rest.get(..end).unwrap_or_default();
            if end == rest.len() {
                return self.last_piece(piece, marks, texts);
            }
            self.piece(piece, marks, texts);
            from += end + 1;
        }
    }

    #[inline]
    fn piece<'t>(&self, piece: &'t str, marks: &mut Vec<u32>, texts: &mut Vec<Mark<'t>>) {
        if let Some(position) = self.find(piece) {
            if !texts.is_empty() {
                texts.push(Mark::Known(position));
            }
            marks.push(position);
        } else {
            if texts.is_empty() {
                texts.extend(marks.iter().map(|&position| Mark::Known(position)));
            }
            texts.push(Mark::Unknown(clean(restored(piece))));
        }
    }

    /// Form tools end a list with a separator; and an empty cell holds no mark at all.
    #[inline]
    fn last_piece<'t>(&self, piece: &'t str, marks: &mut Vec<u32>, texts: &mut Vec<Mark<'t>>) {
        if !piece.trim().is_empty() {
            self.piece(piece, marks, texts);
        }
    }

    /// Labels that also read as a list of other labels, so that a cell with one of them could mean two things.
    pub(super) fn ambiguous<'f>(&self, frozen: &'f Frozen) -> Vec<&'f str> {
        if !self.any_separator {
            return Vec::new();
        }
        let labels = frozen
            .candidates()
            .iter()
            .flat_map(|candidate| [candidate.id.as_str(), candidate.name.as_str()]);
        let reads_as_list = |label: &&str| {
            let label: Cow<'_, str> = clean(label);
            label.bytes().any(parts)
                && self.find(&label).is_some()
                && label.split([';', '|', ',']).all(|piece| self.find(piece).is_some())
        };
        labels.filter(reads_as_list).collect()
    }
}
