//! The order of candidates in a booklet: declared, neutral, and to be made again by anybody.

use vaali::{
    count::draw::seeded,
    definition::{Candidate, Frozen, Standing},
};

use super::alphabet;

/// The label under which the order of a booklet is drawn, as lots have theirs.
pub const LABEL: &str = "booklet";

/// How the candidates are put in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Order {
    /// By surname, in the alphabet of Finland.
    Alphabetical,
    /// Drawn from a seed, as [`seeded::order`] draws lots, under the label `booklet`.
    Drawn {
        /// The seed.
        seed: String,
    },
    /// By surname, beginning with another candidate than the first.
    Rotated {
        /// Which of the alphabetical order comes first, from 1.
        first: usize,
    },
}

/// Why there is no order.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OrderError {
    /// Anybody could have chosen an empty seed.
    #[error("the seed is empty")]
    NoSeed,
    /// The seed draws nothing.
    #[error("nothing can be drawn: {0}")]
    Draw(String),
    /// There is no such candidate to begin with.
    #[error("there is no candidate {first} among {candidates}")]
    NoSuchFirst {
        /// The number that was asked for.
        first: usize,
        /// How many candidates there are.
        candidates: usize,
    },
}

impl Order {
    /// The candidates on the ballot in this order.
    pub(super) fn candidates<'f>(
        &self,
        frozen: &'f Frozen,
    ) -> Result<Vec<&'f Candidate>, OrderError> {
        let standing = frozen.candidates().iter().zip(frozen.standings());
        let mut candidates: Vec<&Candidate> = standing
            .filter(|(_, standing)| **standing == Standing::OnBallot)
            .map(|(candidate, _)| candidate)
            .collect();
        candidates.sort_by(|one, other| alphabet::by_name(&one.name, &other.name));
        match self {
            Self::Alphabetical => Ok(candidates),
            Self::Rotated { first } => {
                if *first == 0 || *first > candidates.len() {
                    return Err(OrderError::NoSuchFirst {
                        first: *first,
                        candidates: candidates.len(),
                    });
                }
                candidates.rotate_left(first - 1);
                Ok(candidates)
            }
            Self::Drawn { seed } => {
                if seed.trim().is_empty() {
                    return Err(OrderError::NoSeed);
                }
                let ids: Vec<&str> =
                    candidates.iter().map(|candidate| candidate.id.as_str()).collect();
                let drawn = seeded::order(seed.as_bytes(), LABEL, &ids)
                    .map_err(|error| OrderError::Draw(error.to_string()))?;
                Ok(drawn.into_iter().filter_map(|place| candidates.get(place).copied()).collect())
            }
        }
    }
}
