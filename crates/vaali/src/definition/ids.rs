//! Identities: what a thing is called in the files, kept to the letter.

use std::{borrow::Borrow, fmt, str::FromStr, sync::Arc};

use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{self, Unexpected, Visitor},
};
use uuid::Uuid;

use crate::record::shape::{FromValue, Misfit, Place};

/// A text that cannot be an identity.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{text}` cannot be an id: an id is 1 to 200 characters without control characters and without blanks at its ends"
)]
pub struct IdError {
    /// The text that was offered.
    pub text: String,
}

const LONGEST_ID: usize = 200;

fn checked(text: &str) -> Result<Arc<str>, IdError> {
    let sound = !text.is_empty()
        && text.chars().count() <= LONGEST_ID
        && text.trim() == text
        && !text.chars().any(char::is_control);
    if sound {
        Ok(Arc::from(text))
    } else {
        Err(IdError { text: text.chars().take(LONGEST_ID).collect() })
    }
}

macro_rules! text_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[cfg_attr(test, derive(ts_rs::TS), ts(type = "string"))]
        pub struct $name(Arc<str>);

        impl $name {
            /// The id as it stands in the files.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<&$name> for Arc<str> {
            /// The same text, not copied.
            fn from(id: &$name) -> Self {
                id.0.clone()
            }
        }

        impl FromStr for $name {
            type Err = IdError;

            fn from_str(text: &str) -> Result<Self, IdError> {
                checked(text).map(Self)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({:?})", stringify!($name), &*self.0)
            }
        }

        impl Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
            }
        }

        impl FromValue for $name {
            fn blank() -> Self {
                Self(Arc::default())
            }

            fn fill(&mut self, place: Place<'_>) -> Result<(), Misfit> {
                let text = place.text("a string")?;
                self.0 = checked(text).map_err(|error| Misfit::other(error.to_string()))?;
                Ok(())
            }
        }
    };
}

text_id!(
    /// Identity of a candidate, unique in its election.
    ///
    /// Kept to the letter: leading zeros and capitals count.
    /// ```
    /// use vaali::definition::CandidateId;
    ///
    /// let id: CandidateId = "007".parse()?;
    /// assert_eq!(id.as_str(), "007");
    /// assert!("".parse::<CandidateId>().is_err());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    CandidateId
);
text_id!(
    /// Identity of a voter: an entry of the electoral roll, usually an organisation.
    VoterId
);
text_id!(
    /// Identity of an office of the council, such as `chair`.
    OfficeId
);

/// Identity of an election: a UUID chosen by whoever defines it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(transparent))]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ElectionId(pub Uuid);

impl Serialize for ElectionId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0.hyphenated().encode_lower(&mut Uuid::encode_buffer()))
    }
}

impl<'de> Deserialize<'de> for ElectionId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(ElectionIdVisitor)
    }
}

/// Which digit is wrong is not told: people compare the whole.
impl FromValue for ElectionId {
    fn blank() -> Self {
        Self(Uuid::nil())
    }

    fn fill(&mut self, place: Place<'_>) -> Result<(), Misfit> {
        let text = place.text(UUID)?;
        self.0 = Uuid::try_parse(text).map_err(|_| place.wrong(UUID))?;
        Ok(())
    }
}

/// What is expected, as the library says it.
const UUID: &str = "a UUID string";

struct ElectionIdVisitor;

impl Visitor<'_> for ElectionIdVisitor {
    type Value = ElectionId;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(UUID)
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<ElectionId, E> {
        let id = Uuid::try_parse(text);
        id.map(ElectionId).map_err(|_| E::invalid_value(Unexpected::Str(text), &self))
    }
}

impl fmt::Display for ElectionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Identity of a ballot among the rows read: the number of its row, from 1.
///
/// It leads back to the row in the input, never to a voter, and is published only with `open` secrecy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(transparent)]
pub struct BallotId(pub u64);

impl fmt::Display for BallotId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
