//! How the marks lie in memory.

use super::lists::Lists;

/// Sixty-four bytes of marks, aligned to the cache line a vector load wants.
///
/// An ordinary `Vec<u64>` is aligned to 16 bytes, which costs a third of the speed of a tally from the second-level cache.
/// The last block of a column is padded with zeros: a ballot without marks changes no count, so no kernel needs a tail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(C, align(64))]
pub(super) struct Block(pub(super) [u64; Block::WORDS]);

impl Block {
    pub(super) const WORDS: usize = 8;
    pub(super) const ZERO: Self = Self([0; Self::WORDS]);
}

/// A sequence of 64-bit words in blocks.
#[derive(Clone, Debug, Default)]
pub(super) struct Column {
    blocks: Vec<Block>,
    words: usize,
}

impl Column {
    /// A column of `words` zeros.
    pub(super) fn zeros(words: usize) -> Self {
        Self { blocks: vec![Block::ZERO; words.div_ceil(Block::WORDS)], words }
    }

    pub(super) fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    pub(super) fn words(&self) -> usize {
        self.words
    }

    pub(super) fn reserve(&mut self, words: usize) {
        self.blocks.reserve(words.div_ceil(Block::WORDS));
    }

    #[inline]
    pub(super) fn word(&self, position: usize) -> Option<u64> {
        self.blocks.get(position / Block::WORDS)?.0.get(position % Block::WORDS).copied()
    }

    #[inline]
    pub(super) fn word_mut(&mut self, position: usize) -> Option<&mut u64> {
        self.blocks.get_mut(position / Block::WORDS)?.0.get_mut(position % Block::WORDS)
    }

    #[inline]
    pub(super) fn push(&mut self, word: u64) {
        let lane = self.words % Block::WORDS;
        if lane == 0 {
            self.blocks.push(Block::ZERO);
        }
        if let Some(slot) = self.blocks.last_mut().and_then(|block| block.0.get_mut(lane)) {
            *slot = word;
        }
        self.words += 1;
    }

    /// Appends many words; whole blocks are copied as such where the column ends on a block.
    pub(super) fn extend(&mut self, words: &[u64]) {
        let head = (Block::WORDS - self.words % Block::WORDS) % Block::WORDS;
        let (head, rest) = words.split_at(head.min(words.len()));
        for &word in head {
            self.push(word);
        }
        let (blocks, tail) = rest.as_chunks::<{ Block::WORDS }>();
        self.blocks.extend(blocks.iter().map(|&block| Block(block)));
        self.words += blocks.len() * Block::WORDS;
        for &word in tail {
            self.push(word);
        }
    }

    /// The words in order, without the padding.
    pub(super) fn iter(&self) -> impl Iterator<Item = u64> + '_ {
        self.blocks.iter().flat_map(|block| block.0).take(self.words)
    }

    /// Appends another column. Where this one ends on a block, the blocks move as they are.
    pub(super) fn append(&mut self, mut other: Self) {
        if self.words.is_multiple_of(Block::WORDS) {
            self.words += other.words;
            self.blocks.append(&mut other.blocks);
        } else {
            for word in other.iter() {
                self.push(word);
            }
        }
    }
}

/// The marks of all ballots, in the form that suits the number of candidates and the density of the marks.
#[derive(Clone, Debug)]
pub(super) enum Layout {
    /// At most 32 candidates: two ballots to a word, the earlier one in the lower half.
    Halves(Column),
    /// At most 64 candidates: a word is a ballot.
    Words(Column),
    /// More candidates, marked densely: one column for each 64 candidates. A column is read in one run, which beats rows of several words.
    Wide(Vec<Column>),
    /// More candidates, marked sparsely.
    Lists(Lists),
}

/// The most candidates a dense layout may have: it bounds a ballot to 128 bytes however few marks it has.
pub(super) const WIDEST: usize = 1024;

/// The words a ballot needs in columns of 64 candidates.
pub(super) fn words_for(candidates: usize) -> usize {
    candidates.div_ceil(64)
}

/// Whether columns serve these ballots better than lists of indices.
///
/// From memory a word of a column costs as much time as about one index; a column takes more room but needs no offsets.
pub(super) fn is_dense(candidates: usize, ballots: usize, marks: u64) -> bool {
    candidates <= WIDEST && marks >= (ballots as u64).saturating_mul(words_for(candidates) as u64)
}

/// The bit of a candidate within a word of 64 candidates.
#[inline]
pub(super) fn bit(candidate: u32) -> u64 {
    1 << (candidate % 64)
}

/// The position of a candidate in a table of candidates.
#[inline]
pub(super) fn index(candidate: u32) -> usize {
    candidate as usize
}

impl Layout {
    /// The word of 64 candidates at `group` on one ballot: zero where there is none.
    #[inline]
    pub(super) fn word(&self, ballot: usize, group: usize) -> u64 {
        match self {
            Self::Halves(column) if group == 0 => {
                let pair = column.word(ballot / 2).unwrap_or(0);
                if ballot.is_multiple_of(2) { pair & HALF } else { pair >> 32 }
            }
            Self::Words(column) if group == 0 => column.word(ballot).unwrap_or(0),
            Self::Wide(columns) => {
                columns.get(group).and_then(|column| column.word(ballot)).unwrap_or(0)
            }
            Self::Halves(_) | Self::Words(_) | Self::Lists(_) => 0,
        }
    }

    /// The number of 64-candidate words a ballot has in this layout.
    pub(super) fn groups(&self) -> usize {
        match self {
            Self::Halves(_) | Self::Words(_) => 1,
            Self::Wide(columns) => columns.len(),
            Self::Lists(_) => 0,
        }
    }

    /// Turns lists into columns.
    pub(super) fn columns_of(lists: &Lists, candidates: usize) -> Vec<Column> {
        let mut columns = vec![Column::zeros(lists.ballots()); words_for(candidates)];
        for ballot in 0..lists.ballots() {
            for mark in lists.marks(ballot) {
                if let Some(word) =
                    columns.get_mut(index(mark) / 64).and_then(|column| column.word_mut(ballot))
                {
                    *word |= bit(mark);
                }
            }
        }
        columns
    }

    /// Turns columns into lists, or gives nothing where the marks are too many for lists.
    pub(super) fn lists_of(columns: &[Column], candidates: usize) -> Option<Lists> {
        let ballots = columns.first().map_or(0, Column::words);
        let mut lists = Lists::new(candidates);
        let mut marks = Vec::new();
        for ballot in 0..ballots {
            marks.clear();
            let words = columns.iter().map(|column| column.word(ballot).unwrap_or(0));
            marks.extend(
                (0_u32..)
                    .step_by(64)
                    .zip(words)
                    .flat_map(|(first, word)| Ones(word).map(move |bit| first + bit)),
            );
            if !lists.push(&marks) {
                return None;
            }
        }
        Some(lists)
    }
}

/// The lower half of a word.
pub(super) const HALF: u64 = 0xFFFF_FFFF;

/// The positions of the ones in a word, rising.
#[derive(Clone, Debug)]
pub(super) struct Ones(pub(super) u64);

impl Iterator for Ones {
    type Item = u32;

    #[inline]
    fn next(&mut self) -> Option<u32> {
        if self.0 == 0 {
            return None;
        }
        let position = self.0.trailing_zeros();
        self.0 &= self.0 - 1;
        Some(position)
    }
}

impl Default for Layout {
    fn default() -> Self {
        Self::Halves(Column::default())
    }
}
