//! Ballots in, one at a time or many, checked as they come.

use super::bits::Joined;
use super::layout::{Column, Layout, WIDEST, bit, index, is_dense};
use super::lists::Lists;
use super::weights::Weights;
use super::{Profile, ProfileError};
use std::fmt;

/// Collects ballots into a [`Profile`].
///
/// Memory grows with the ballots pushed, never with the number of candidates claimed.
/// A call that fails changes nothing.
///
/// ```
/// use vaali::profile::ProfileBuilder;
///
/// let mut builder = ProfileBuilder::new(3)?;
/// builder.push(&[0, 2])?;
/// builder.push(&[])?;
/// builder.push_weighted(&[2], 5)?;
/// let profile = builder.build();
/// assert_eq!(profile.ballots(), 3);
/// assert_eq!(profile.total_weight(), 7);
/// assert_eq!(profile.tally()?.votes(), [1, 0, 6]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Default)]
pub struct ProfileBuilder {
    pub(super) profile: Profile,
    /// Room to sort the marks of a ballot, kept between ballots.
    scratch: Vec<u32>,
}

/// How many ballots pass between two looks at whether lists have become dense.
const LOOK_EVERY: usize = 4096;

impl ProfileBuilder {
    /// The most candidates a profile holds: 2^20.
    pub const MOST_CANDIDATES: usize = 1 << 20;

    /// Starts a profile over the candidates `0..candidates`.
    ///
    /// # Errors
    /// [`ProfileError::TooManyCandidates`] above [`Self::MOST_CANDIDATES`].
    pub fn new(candidates: usize) -> Result<Self, ProfileError> {
        if candidates > Self::MOST_CANDIDATES {
            return Err(ProfileError::TooManyCandidates { candidates, max: Self::MOST_CANDIDATES });
        }
        let layout = match candidates {
            0..=32 => Layout::Halves(Column::default()),
            33..=64 => Layout::Words(Column::default()),
            _ => Layout::Lists(Lists::new(candidates)),
        };
        let profile = Profile {
            candidates,
            ballots: 0,
            layout,
            weights: Weights::Equal,
            total_weight: 0,
            entries: 0,
            marks: 0,
        };
        Ok(Self { profile, scratch: Vec::new() })
    }

    /// The number of candidates.
    pub fn candidates(&self) -> usize {
        self.profile.candidates
    }

    /// The number of ballots so far.
    pub fn ballots(&self) -> usize {
        self.profile.ballots
    }

    /// Adds a ballot of weight one that marks the given candidates, in any order.
    ///
    /// # Errors
    /// As [`Self::push_weighted`].
    #[inline]
    pub fn push(&mut self, marks: &[u32]) -> Result<(), ProfileError> {
        self.push_weighted(marks, 1)
    }

    /// Adds a ballot that counts `weight` times; zero is allowed and counts for nothing.
    ///
    /// # Errors
    /// [`ProfileError::UnknownCandidate`], [`ProfileError::RepeatedMark`]; [`ProfileError::WeightOverflow`] where
    /// all weights together exceed 2^64 - 1; [`ProfileError::TooManyMarks`] above 2^32 - 1 marks in lists.
    pub fn push_weighted(&mut self, marks: &[u32], weight: u64) -> Result<(), ProfileError> {
        if self.profile.candidates <= 64 {
            let bits = self.bits_of(marks)?;
            return self.push_known(bits, weight);
        }
        let Profile { candidates, ballots: ballot, .. } = self.profile;
        let total = self.total_with(weight)?;
        let marks = rising(marks, candidates, ballot, &mut self.scratch)?;
        match &mut self.profile.layout {
            Layout::Lists(lists) => {
                if !lists.push(marks) {
                    return Err(ProfileError::TooManyMarks { ballot, max: Lists::MOST_MARKS });
                }
            }
            Layout::Wide(columns) => {
                for column in columns.iter_mut() {
                    column.push(0);
                }
                for &mark in marks {
                    let column = columns.get_mut(index(mark) / 64);
                    if let Some(word) = column.and_then(|column| column.word_mut(ballot)) {
                        *word |= bit(mark);
                    }
                }
            }
            Layout::Halves(_) | Layout::Words(_) => {}
        }
        let marked = marks.len() as u64;
        self.note(marked, weight, total);
        if self.profile.ballots.is_multiple_of(LOOK_EVERY) {
            self.widen_if_dense();
        }
        Ok(())
    }

    /// Adds a ballot of weight one given as bits: bit 0 is candidate 0. For at most 64 candidates.
    ///
    /// # Errors
    /// [`ProfileError::TooWideForBits`], [`ProfileError::UnknownCandidate`], [`ProfileError::WeightOverflow`].
    #[inline]
    pub fn push_bits(&mut self, bits: u64) -> Result<(), ProfileError> {
        self.push_bits_weighted(bits, 1)
    }

    /// Adds a ballot given as bits that counts `weight` times.
    ///
    /// # Errors
    /// As [`Self::push_bits`].
    #[inline]
    pub fn push_bits_weighted(&mut self, bits: u64, weight: u64) -> Result<(), ProfileError> {
        self.check_bits(bits, 0)?;
        self.push_known(bits, weight)
    }

    /// Adds many ballots of weight one given as bits.
    ///
    /// # Errors
    /// As [`Self::push_bits`]; then none of the ballots is added.
    ///
    /// ```
    /// # use vaali::profile::ProfileBuilder;
    /// let mut builder = ProfileBuilder::new(40)?;
    /// builder.extend_bits(&[0b101, 0b001])?;
    /// assert_eq!(builder.build().tally()?.votes()[..3], [2, 0, 1]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn extend_bits(&mut self, ballots: &[u64]) -> Result<(), ProfileError> {
        let Joined { any, marks } = Joined::of(ballots);
        if self.check_bits(any, 0).is_err() {
            for (offset, &bits) in ballots.iter().enumerate() {
                self.check_bits(bits, offset)?;
            }
        }
        let total = self.total_with(ballots.len() as u64)?;
        match &mut self.profile.layout {
            Layout::Words(column) => column.extend(ballots),
            Layout::Halves(column) => extend_halves(column, self.profile.ballots, ballots),
            Layout::Wide(_) | Layout::Lists(_) => {}
        }
        self.profile.weights.push_ones(ballots.len());
        self.profile.ballots += ballots.len();
        self.profile.entries += marks;
        self.profile.marks += u128::from(marks);
        self.profile.total_weight = total;
        Ok(())
    }

    /// Makes room for further ballots of at most 64 candidates, or does nothing for more candidates.
    pub fn reserve(&mut self, ballots: usize) {
        match &mut self.profile.layout {
            Layout::Halves(column) => column.reserve(ballots.div_ceil(2)),
            Layout::Words(column) => column.reserve(ballots),
            Layout::Wide(_) | Layout::Lists(_) => {}
        }
    }

    /// Adds the ballots of another builder or profile, in their order, after those already here.
    ///
    /// # Errors
    /// [`ProfileError::DifferentCandidates`], [`ProfileError::WeightOverflow`], [`ProfileError::TooManyMarks`].
    ///
    /// ```
    /// # use vaali::profile::ProfileBuilder;
    /// let mut first = ProfileBuilder::new(2)?;
    /// first.push(&[0])?;
    /// let mut second = ProfileBuilder::new(2)?;
    /// second.push(&[0, 1])?;
    /// first.append(second)?;
    /// assert_eq!(first.build().tally()?.votes(), [2, 1]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn append(&mut self, other: impl Into<Self>) -> Result<(), ProfileError> {
        let other = other.into().profile;
        let Profile { candidates, ballots, .. } = self.profile;
        if other.candidates != candidates {
            return Err(ProfileError::DifferentCandidates {
                left: candidates,
                right: other.candidates,
            });
        }
        let total = self.total_with(other.total_weight)?;
        let too_many = ProfileError::TooManyMarks { ballot: ballots, max: Lists::MOST_MARKS };
        match (&mut self.profile.layout, other.layout) {
            (Layout::Words(mine), Layout::Words(theirs)) => mine.append(theirs),
            (Layout::Halves(mine), Layout::Halves(theirs)) => {
                if ballots.is_multiple_of(2) {
                    mine.append(theirs);
                } else {
                    let halves =
                        theirs.iter().flat_map(|pair| [pair & super::layout::HALF, pair >> 32]);
                    for (ballot, bits) in (ballots..).zip(halves.take(other.ballots)) {
                        push_half(mine, ballot, bits);
                    }
                }
            }
            (Layout::Lists(mine), Layout::Lists(theirs)) => {
                if !mine.append(theirs) {
                    return Err(too_many);
                }
            }
            (Layout::Wide(mine), Layout::Wide(theirs)) => append_columns(mine, theirs),
            (Layout::Wide(mine), Layout::Lists(theirs)) => {
                append_columns(mine, Layout::columns_of(&theirs, candidates));
            }
            (Layout::Lists(mine), Layout::Wide(theirs)) => {
                let mut columns = Layout::columns_of(mine, candidates);
                append_columns(&mut columns, theirs);
                self.profile.layout = Layout::Wide(columns);
            }
            // The number of candidates alone parts the narrow layouts from the wide ones, and it is the same here.
            _ => {
                return Err(ProfileError::DifferentCandidates {
                    left: candidates,
                    right: other.candidates,
                });
            }
        }
        self.profile.weights.append(ballots, &other.weights, other.ballots);
        self.profile.ballots += other.ballots;
        self.profile.entries += other.entries;
        self.profile.marks += other.marks;
        self.profile.total_weight = total;
        self.widen_if_dense();
        Ok(())
    }

    /// The profile of the ballots pushed so far.
    pub fn build(mut self) -> Profile {
        self.widen_if_dense();
        let Profile { candidates, ballots, entries, .. } = self.profile;
        if let Layout::Wide(columns) = &self.profile.layout
            && !is_dense(candidates, ballots, entries)
            && let Some(lists) = Layout::lists_of(columns, candidates)
        {
            self.profile.layout = Layout::Lists(lists);
        }
        self.profile
    }

    fn widen_if_dense(&mut self) {
        let Profile { candidates, ballots, entries, .. } = self.profile;
        if let Layout::Lists(lists) = &self.profile.layout
            && is_dense(candidates, ballots, entries)
        {
            debug_assert!(candidates <= WIDEST);
            self.profile.layout = Layout::Wide(Layout::columns_of(lists, candidates));
        }
    }

    fn total_with(&self, weight: u64) -> Result<u64, ProfileError> {
        let overflow = ProfileError::WeightOverflow { ballot: self.profile.ballots };
        self.profile.total_weight.checked_add(weight).ok_or(overflow)
    }

    fn bits_of(&self, marks: &[u32]) -> Result<u64, ProfileError> {
        let Profile { candidates, ballots: ballot, .. } = self.profile;
        let mut bits = 0;
        for (position, &mark) in marks.iter().enumerate() {
            if index(mark) >= candidates {
                return Err(ProfileError::UnknownCandidate { ballot, position, candidates });
            }
            if bits & bit(mark) != 0 {
                return Err(ProfileError::RepeatedMark { ballot, marks: marks.len() });
            }
            bits |= bit(mark);
        }
        Ok(bits)
    }

    fn check_bits(&self, bits: u64, offset: usize) -> Result<(), ProfileError> {
        let candidates = self.profile.candidates;
        if candidates > 64 {
            return Err(ProfileError::TooWideForBits { candidates });
        }
        let position = (64 - bits.leading_zeros()) as usize;
        if position > candidates {
            let ballot = self.profile.ballots + offset;
            return Err(ProfileError::UnknownCandidate {
                ballot,
                position: position - 1,
                candidates,
            });
        }
        Ok(())
    }

    /// Adds a ballot of at most 64 candidates whose bits are known to be candidates.
    #[inline]
    fn push_known(&mut self, bits: u64, weight: u64) -> Result<(), ProfileError> {
        let total = self.total_with(weight)?;
        match &mut self.profile.layout {
            Layout::Halves(column) => push_half(column, self.profile.ballots, bits),
            Layout::Words(column) => column.push(bits),
            Layout::Wide(_) | Layout::Lists(_) => {}
        }
        self.note(u64::from(bits.count_ones()), weight, total);
        Ok(())
    }

    /// Books a ballot whose marks are stored.
    ///
    /// The marks are summed here, from what was handed in, so that a tally of what was stored can be held against them.
    #[inline]
    fn note(&mut self, marks: u64, weight: u64, total: u64) {
        self.profile.weights.push(self.profile.ballots, weight);
        self.profile.ballots += 1;
        self.profile.entries += marks;
        self.profile.marks += u128::from(weight) * u128::from(marks);
        self.profile.total_weight = total;
    }
}

impl From<Profile> for ProfileBuilder {
    /// Goes on collecting where a profile ended.
    fn from(profile: Profile) -> Self {
        Self { profile, scratch: Vec::new() }
    }
}

impl fmt::Debug for ProfileBuilder {
    /// Numbers only: ballots may be secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("ProfileBuilder").field(&self.profile).finish()
    }
}

/// Writes the ballot numbered `ballot` into a column of two ballots to a word.
#[inline]
fn push_half(column: &mut Column, ballot: usize, bits: u64) {
    if ballot.is_multiple_of(2) {
        column.push(bits);
    } else if let Some(word) = column.word_mut(ballot / 2) {
        *word |= bits << 32;
    }
}

/// Writes many ballots behind `before` others into a column of two ballots to a word.
fn extend_halves(column: &mut Column, before: usize, ballots: &[u64]) {
    let (odd, ballots) = ballots.split_at((before % 2).min(ballots.len()));
    for &bits in odd {
        push_half(column, before, bits);
    }
    let (pairs, last) = ballots.as_chunks::<2>();
    let mut words = [0; 64];
    for pairs in pairs.chunks(words.len()) {
        for (word, [first, second]) in words.iter_mut().zip(pairs) {
            *word = first | second << 32;
        }
        column.extend(words.get(..pairs.len()).unwrap_or_default());
    }
    for &bits in last {
        column.push(bits);
    }
}

fn append_columns(mine: &mut [Column], theirs: Vec<Column>) {
    for (mine, theirs) in mine.iter_mut().zip(theirs) {
        mine.append(theirs);
    }
}

/// The marks of a ballot in rising order: as given where they already rise, else sorted into `scratch`.
fn rising<'a>(
    marks: &'a [u32],
    candidates: usize,
    ballot: usize,
    scratch: &'a mut Vec<u32>,
) -> Result<&'a [u32], ProfileError> {
    if let Some(position) = marks.iter().position(|&mark| index(mark) >= candidates) {
        return Err(ProfileError::UnknownCandidate { ballot, position, candidates });
    }
    if marks.is_sorted_by(|a, b| a < b) {
        return Ok(marks);
    }
    scratch.clear();
    scratch.extend_from_slice(marks);
    scratch.sort_unstable();
    if scratch.is_sorted_by(|a, b| a < b) {
        Ok(scratch)
    } else {
        Err(ProfileError::RepeatedMark { ballot, marks: marks.len() })
    }
}
