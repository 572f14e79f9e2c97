//! Instants as people write them: what is none is refused in words for whoever wrote it.

use std::fmt;

use jiff::Timestamp;
use serde::{
    Deserializer,
    de::{self, Unexpected, Visitor},
};

/// What is expected, with an example.
pub(crate) const EXPECTED: &str = "an instant such as 2030-04-01T12:00:00Z";

/// For `#[serde(deserialize_with)]`.
pub(crate) fn required<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Timestamp, D::Error> {
    deserializer.deserialize_str(Moment)
}

/// The same where an instant may be missing.
pub(crate) fn optional<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Timestamp>, D::Error> {
    deserializer.deserialize_option(MaybeMoment)
}

struct Moment;

impl Visitor<'_> for Moment {
    type Value = Timestamp;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(EXPECTED)
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Timestamp, E> {
        // What the parser says speaks of offsets and designators; the example says it shorter.
        text.parse().map_err(|_| E::invalid_value(Unexpected::Str(text), &self))
    }
}

struct MaybeMoment;

impl<'de> Visitor<'de> for MaybeMoment {
    type Value = Option<Timestamp>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(EXPECTED)
    }

    fn visit_none<E: de::Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_unit<E: de::Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        required(deserializer).map(Some)
    }
}
