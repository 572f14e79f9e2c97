//! Drawing lots so that anybody can repeat the draw.
//!
//! Pure functions: the same public seed gives the same draw on every machine, for ever
//! (spec/COUNT.md section 7). Which method is used and where its seed will come from is decided at
//! the freeze; the seed becomes known later. So nobody who declares the rules knows the draw, and
//! nobody who knows the seed can change the rules.
//!
//! - [`seeded`] puts candidates in the order of a hash of each of them. Who else takes part does
//!   not matter to the order of two of them.
//! - [`rfc3797`] is the procedure by which the IETF draws its nominations committee, for those who
//!   want a published one.

pub mod rfc3797;
pub mod seeded;
#[cfg(test)]
mod tests;

use thiserror::Error;

/// Why nothing was drawn.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum DrawError {
    /// One candidate is there twice, and would have two chances.
    #[error("candidate {second} is candidate {first} again")]
    RepeatedCandidate {
        /// The first position, from 0.
        first: usize,
        /// The next position of the same, from 0.
        second: usize,
    },
    /// A zero byte in the label. Zero bytes part the seed, the label and the candidate; with one
    /// more, two draws could hash the same bytes.
    #[error("zero byte in the label")]
    ZeroByteInLabel,
    /// A zero byte in a candidate's id, as in [`DrawError::ZeroByteInLabel`].
    #[error("zero byte in the id of candidate {candidate}")]
    ZeroByteInCandidate {
        /// The position of the candidate, from 0.
        candidate: usize,
    },
    /// More places than members of the pool.
    #[error("{} for a pool of {pool}", crate::words::counted(places, "place", "places"))]
    TooManyPlaces {
        /// The places to be drawn.
        places: usize,
        /// The size of the pool.
        pool: usize,
    },
    /// A pool larger than the procedure can number.
    #[error("pool of {pool}, more than {limit}")]
    PoolTooLarge {
        /// The size of the pool.
        pool: usize,
        /// [`rfc3797::MAX_POOL`].
        limit: usize,
    },
    /// No source of randomness, or an empty key: everybody could have known the draw beforehand.
    #[error("no source of randomness")]
    NoSource,
    /// A source without a number.
    #[error("source {source_number} holds no number")]
    EmptySource {
        /// Which source, from 1.
        source_number: usize,
    },
    /// A value of a source that is not a whole number, or not below 2^64.
    #[error("value {value_number} of the source is no whole number below 2^64: `{text}`")]
    NotANumber {
        /// Which value, from 1.
        value_number: usize,
        /// What is there instead.
        text: String,
    },
}

impl DrawError {
    /// The stable name of the error, for programs and translations.
    ///
    /// # Example
    ///
    /// ```
    /// use vaali::count::draw::seeded;
    ///
    /// let error = seeded::order(b"7.12.19", "seat/1", &["aino", "aino"]).unwrap_err();
    /// assert_eq!(error.code(), "repeated_candidate");
    /// ```
    pub fn code(&self) -> &'static str {
        match self {
            Self::RepeatedCandidate { .. } => "repeated_candidate",
            Self::ZeroByteInLabel => "zero_byte_in_label",
            Self::ZeroByteInCandidate { .. } => "zero_byte_in_candidate",
            Self::TooManyPlaces { .. } => "too_many_places",
            Self::PoolTooLarge { .. } => "pool_too_large",
            Self::NoSource => "no_source",
            Self::EmptySource { .. } => "empty_source",
            Self::NotANumber { .. } => "not_a_number",
        }
    }
}
