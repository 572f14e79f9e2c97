//! How much each ballot weighs.

/// The weights of all ballots; stored only once some ballot weighs other than one.
#[derive(Clone, Debug, Default)]
pub(super) enum Weights {
    #[default]
    Equal,
    Short(Vec<u32>),
    Long(Vec<u64>),
}

impl Weights {
    /// The weight of a ballot that exists.
    #[inline]
    pub(super) fn get(&self, ballot: usize) -> u64 {
        match self {
            Self::Equal => 1,
            Self::Short(weights) => weights.get(ballot).copied().map_or(0, u64::from),
            Self::Long(weights) => weights.get(ballot).copied().unwrap_or(0),
        }
    }

    /// Appends the weight of a ballot that follows `ballots` others.
    #[inline]
    pub(super) fn push(&mut self, ballots: usize, weight: u64) {
        if matches!(self, Self::Equal) {
            if weight == 1 {
                return;
            }
            *self = Self::Short(vec![1; ballots]);
        }
        if let Self::Short(weights) = self {
            match u32::try_from(weight) {
                Ok(weight) => weights.push(weight),
                Err(_) => {
                    *self = Self::Long(weights.iter().map(|&weight| u64::from(weight)).collect());
                }
            }
        }
        if let Self::Long(weights) = self {
            weights.push(weight);
        }
    }

    /// Appends many ballots that weigh one each.
    pub(super) fn push_ones(&mut self, count: usize) {
        match self {
            Self::Equal => {}
            Self::Short(weights) => weights.resize(weights.len() + count, 1),
            Self::Long(weights) => weights.resize(weights.len() + count, 1),
        }
    }

    /// Appends the weights of `others` ballots that follow `ballots`.
    pub(super) fn append(&mut self, ballots: usize, other: &Self, others: usize) {
        if matches!(other, Self::Equal) {
            self.push_ones(others);
        } else {
            for ballot in 0..others {
                self.push(ballots + ballot, other.get(ballot));
            }
        }
    }

    /// The weights from the ballot `start` on.
    pub(super) fn slice(&self, start: usize) -> WeightSlice<'_> {
        match self {
            Self::Equal => WeightSlice::Equal,
            Self::Short(weights) => WeightSlice::Short(weights.get(start..).unwrap_or_default()),
            Self::Long(weights) => WeightSlice::Long(weights.get(start..).unwrap_or_default()),
        }
    }
}

/// Borrowed weights of consecutive ballots.
#[derive(Clone, Copy, Debug)]
pub(super) enum WeightSlice<'a> {
    Equal,
    Short(&'a [u32]),
    Long(&'a [u64]),
}
