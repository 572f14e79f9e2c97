//! Marks as lists of candidates: the form for many candidates of whom each ballot names few.

/// The flat lists of all ballots and where each ends.
#[derive(Clone, Debug)]
pub(super) struct Lists {
    indices: Indices,
    ends: Vec<u32>,
}

/// The named candidates, in two bytes where they fit: a tally from memory is as fast as its bytes are few.
#[derive(Clone, Debug)]
pub(super) enum Indices {
    Short(Vec<u16>),
    Long(Vec<u32>),
}

impl Indices {
    fn len(&self) -> usize {
        match self {
            Self::Short(indices) => indices.len(),
            Self::Long(indices) => indices.len(),
        }
    }
}

impl Lists {
    /// The most marks all lists of one profile may have together, so that an offset fits four bytes.
    pub(super) const MOST_MARKS: u32 = u32::MAX;

    pub(super) fn new(candidates: usize) -> Self {
        let short = candidates <= usize::from(u16::MAX) + 1;
        Self {
            indices: if short { Indices::Short(Vec::new()) } else { Indices::Long(Vec::new()) },
            ends: Vec::new(),
        }
    }

    pub(super) fn indices(&self) -> &Indices {
        &self.indices
    }

    pub(super) fn ends(&self) -> &[u32] {
        &self.ends
    }

    pub(super) fn ballots(&self) -> usize {
        self.ends.len()
    }

    #[cfg(feature = "rayon")]
    pub(super) fn total_marks(&self) -> usize {
        self.indices.len()
    }

    /// Appends a ballot; false, and nothing done, where the lists would grow past [`Self::MOST_MARKS`].
    ///
    /// The marks rise and are below the number of candidates given to [`Self::new`].
    #[must_use]
    pub(super) fn push(&mut self, marks: &[u32]) -> bool {
        let Ok(end) = u32::try_from(self.indices.len() + marks.len()) else {
            return false;
        };
        match &mut self.indices {
            Indices::Short(indices) => indices.extend(marks.iter().map(|&mark| short(mark))),
            Indices::Long(indices) => indices.extend_from_slice(marks),
        }
        self.ends.push(end);
        true
    }

    /// Appends other lists over the same candidates; false, and nothing done, where they would grow past [`Self::MOST_MARKS`].
    #[must_use]
    pub(super) fn append(&mut self, other: Self) -> bool {
        let Some(start) = u32::try_from(self.indices.len() + other.indices.len())
            .ok()
            .and_then(|_| u32::try_from(self.indices.len()).ok())
        else {
            return false;
        };
        match (&mut self.indices, other.indices) {
            (Indices::Short(mine), Indices::Short(theirs)) => mine.extend(theirs),
            (Indices::Long(mine), Indices::Long(theirs)) => mine.extend(theirs),
            // Both were made for the same number of candidates, hence in the same width.
            _ => return false,
        }
        self.ends.extend(other.ends.into_iter().map(|end| start + end));
        true
    }

    /// The marks of one ballot, rising; none where there is no such ballot.
    pub(super) fn marks(&self, ballot: usize) -> ListMarks<'_> {
        let start =
            ballot.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        let end = self.ends.get(ballot).copied().unwrap_or(start);
        let range = start as usize..end as usize;
        match &self.indices {
            Indices::Short(indices) => {
                ListMarks::Short(indices.get(range).unwrap_or_default().iter())
            }
            Indices::Long(indices) => {
                ListMarks::Long(indices.get(range).unwrap_or_default().iter())
            }
        }
    }

    pub(super) fn contains(&self, ballot: usize, candidate: u32) -> bool {
        match self.marks(ballot) {
            ListMarks::Short(marks) => u16::try_from(candidate)
                .is_ok_and(|candidate| marks.as_slice().binary_search(&candidate).is_ok()),
            ListMarks::Long(marks) => marks.as_slice().binary_search(&candidate).is_ok(),
        }
    }
}

/// The marks of one ballot in a list.
#[derive(Clone, Debug)]
pub(super) enum ListMarks<'a> {
    Short(std::slice::Iter<'a, u16>),
    Long(std::slice::Iter<'a, u32>),
}

impl Iterator for ListMarks<'_> {
    type Item = u32;

    #[inline]
    fn next(&mut self) -> Option<u32> {
        match self {
            Self::Short(marks) => marks.next().map(|&mark| u32::from(mark)),
            Self::Long(marks) => marks.next().copied(),
        }
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "the lists are short only where every candidate fits two bytes"
)]
fn short(mark: u32) -> u16 {
    mark as u16
}
