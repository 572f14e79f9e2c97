//! An exact number of votes, and how exact numbers are written in JSON.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

use crate::record::shape::{FromValue, Misfit, Place};

/// A number of votes.
///
/// In JSON it is a number below 2^53 and a decimal string from there on, because many readers of JSON, every browser among them,
/// round larger numbers in silence. Either form is accepted for any value.
///
/// ```
/// use vaali::profile::Votes;
///
/// let votes = Votes::from(40).checked_add(Votes::from(2));
/// assert_eq!(votes, Some(Votes::from(42)));
/// assert_eq!(serde_json::to_string(&Votes::from(u64::MAX))?, r#""18446744073709551615""#);
/// assert_eq!(serde_json::from_str::<Votes>(r#""42""#)?.to_string(), "42");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
#[cfg_attr(test, derive(ts_rs::TS), ts(type = "number | string"))]
pub struct Votes(#[serde(with = "exact_u64")] u64);

impl Votes {
    /// No votes.
    pub const ZERO: Self = Self(0);

    /// The number as an integer.
    pub const fn get(self) -> u64 {
        self.0
    }

    /// The sum, or nothing where it exceeds 2^64 - 1.
    #[must_use]
    pub const fn checked_add(self, other: Self) -> Option<Self> {
        match self.0.checked_add(other.0) {
            Some(sum) => Some(Self(sum)),
            None => None,
        }
    }
}

impl From<u64> for Votes {
    fn from(votes: u64) -> Self {
        Self(votes)
    }
}

impl From<Votes> for u64 {
    fn from(votes: Votes) -> Self {
        votes.0
    }
}

impl FromValue for Votes {
    fn blank() -> Self {
        Self::ZERO
    }

    fn fill(&mut self, place: Place<'_>) -> Result<(), Misfit> {
        self.0 = match place.text(exact_u64::EXPECTED) {
            Ok(text) => exact_u64::of_text(text).ok_or_else(|| place.wrong(exact_u64::EXPECTED))?,
            Err(_) => place.whole_number(u64::MAX, exact_u64::EXPECTED)?,
        };
        Ok(())
    }
}

impl fmt::Display for Votes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Exact 64-bit integers in JSON, for `#[serde(with = "exact_u64")]`.
///
/// Written as a number below 2^53 and as a decimal string from there on; read from either. A string has digits only and no
/// leading zero, so that a value has one spelling.
pub mod exact_u64 {
    use super::{Deserializer, Serializer, fmt};
    use crate::record::MAX_INTEGER;
    use serde::de::{Error, Unexpected, Visitor};

    /// Writes a number or, from 2^53 on, a decimal string: where canonical JSON has its limit.
    ///
    /// # Errors
    /// Those of the serializer.
    pub fn serialize<S: Serializer>(value: &u64, serializer: S) -> Result<S::Ok, S::Error> {
        if *value <= MAX_INTEGER {
            serializer.serialize_u64(*value)
        } else {
            serializer.collect_str(value)
        }
    }

    /// Reads a non-negative integer or a decimal string.
    ///
    /// # Errors
    /// For anything else: signs, fractions, exponents, leading zeros, values above 2^64 - 1.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u64, D::Error> {
        deserializer.deserialize_any(ExactU64)
    }

    struct ExactU64;

    impl Visitor<'_> for ExactU64 {
        type Value = u64;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str(EXPECTED)
        }

        fn visit_u64<E: Error>(self, value: u64) -> Result<u64, E> {
            Ok(value)
        }

        fn visit_i64<E: Error>(self, value: i64) -> Result<u64, E> {
            u64::try_from(value).map_err(|_| E::invalid_value(Unexpected::Signed(value), &self))
        }

        fn visit_str<E: Error>(self, text: &str) -> Result<u64, E> {
            of_text(text).ok_or_else(|| E::invalid_value(Unexpected::Str(text), &self))
        }
    }

    pub(super) const EXPECTED: &str =
        "an integer from 0 to 18446744073709551615, as a number or a decimal string";

    pub(super) fn of_text(text: &str) -> Option<u64> {
        let plain = text.bytes().all(|byte| byte.is_ascii_digit())
            && (text == "0" || !text.starts_with('0'));
        text.parse().ok().filter(|_| plain)
    }
}
