//! One way to write a value as JSON: RFC 8785, the JSON Canonicalization Scheme.
//!
//! Keys are sorted by their UTF-16 code units, no space is written, strings have one escape each,
//! numbers are written as `ECMAScript` writes them. Equal values then have equal bytes, in every
//! language, and so equal hashes.

use serde::{Serialize, ser};
use thiserror::Error;

use super::{put_before, shown, writer::Writer};

/// Writes a value as canonical JSON.
///
/// Source: RFC 8785 section 3.2. Stricter than the RFC in what it accepts: whatever another reader
/// could take for another value is refused instead of being bent until it fits.
///
/// Floating point numbers are written as the RFC says, for its sake and for its test vectors; the
/// engine makes none. A whole one comes back from [`strict::parse`](super::strict::parse) as an
/// integer.
///
/// # Errors
///
/// [`CanonicalError`], with the path of the value it is about: integers beyond
/// [`MAX_INTEGER`](super::MAX_INTEGER), NaN and the infinities, keys that are no text or are there
/// twice, more than [`MAX_DEPTH`](super::MAX_DEPTH) levels, and values that cannot be serialised at
/// all.
///
/// # Example
///
/// ```
/// use std::collections::BTreeMap;
/// use vaali::record::canonical::{self, CanonicalError};
///
/// let votes = BTreeMap::from([("Bertta", 12_u64), ("Aino", 7)]);
/// assert_eq!(canonical::to_string(&votes)?, r#"{"Aino":7,"Bertta":12}"#);
///
/// let too_large = BTreeMap::from([("votes", [1_u64, 1 << 53])]);
/// let error = canonical::to_string(&too_large).unwrap_err();
/// assert_eq!(error.code(), "integer_too_large");
/// assert_eq!(error.path(), "/votes/1");
/// # Ok::<(), CanonicalError>(())
/// ```
pub fn to_string<T: Serialize + ?Sized>(value: &T) -> Result<String, CanonicalError> {
    // Everything written is UTF-8.
    String::from_utf8(to_bytes(value)?).map_err(|_| ser::Error::custom("bytes that are no text"))
}

/// The same as bytes.
pub(super) fn to_bytes<T: Serialize + ?Sized>(value: &T) -> Result<Vec<u8>, CanonicalError> {
    let mut bytes = Vec::with_capacity(128);
    value.serialize(Writer::at_top(&mut bytes))?;
    Ok(bytes)
}

/// Why a value has no canonical JSON.
///
/// `path` is a JSON Pointer (RFC 6901): `/votes/1` is the second item of `votes`, the empty path is
/// the whole value.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum CanonicalError {
    /// An integer beyond 2^53 - 1, which a reader could round.
    #[error("integer {integer} beyond 2^53 - 1 at {}: write it as a string", shown(path))]
    IntegerTooLarge {
        /// Where.
        path: String,
        /// The integer, in decimal.
        integer: String,
    },
    /// NaN or an infinity, for which JSON has no word.
    #[error("number that is not finite at {}", shown(path))]
    NotFinite {
        /// Where.
        path: String,
    },
    /// Arrays and objects inside each other, deeper than any reader of ours follows.
    #[error("more than {limit} levels at {}", shown(path))]
    TooDeep {
        /// Where the first level too many begins.
        path: String,
        /// [`MAX_DEPTH`](super::MAX_DEPTH).
        limit: usize,
    },
    /// A map that yields the same key twice.
    #[error("key twice at {}", shown(path))]
    DuplicateKey {
        /// The key, and where it is.
        path: String,
    },
    /// A map whose key is neither text, an integer, nor true or false.
    #[error("key that is no text at {}", shown(path))]
    KeyNotText {
        /// The map.
        path: String,
    },
    /// The value's own serialisation failed.
    #[error("cannot be serialised at {}: {message}", shown(path))]
    NotSerializable {
        /// Where.
        path: String,
        /// What the value said.
        message: String,
    },
}

impl CanonicalError {
    /// The stable name of the error, for programs and translations.
    pub fn code(&self) -> &'static str {
        match self {
            Self::IntegerTooLarge { .. } => "integer_too_large",
            Self::NotFinite { .. } => "not_finite",
            Self::TooDeep { .. } => "too_deep",
            Self::DuplicateKey { .. } => "duplicate_key",
            Self::KeyNotText { .. } => "key_not_text",
            Self::NotSerializable { .. } => "not_serializable",
        }
    }

    /// Where in the value, as a JSON Pointer (RFC 6901).
    pub fn path(&self) -> &str {
        match self {
            Self::IntegerTooLarge { path, .. }
            | Self::NotFinite { path }
            | Self::TooDeep { path, .. }
            | Self::DuplicateKey { path }
            | Self::KeyNotText { path }
            | Self::NotSerializable { path, .. } => path,
        }
    }

    /// The value lies inside another, at this step.
    pub(super) fn put_inside(&mut self, step: &str) {
        match self {
            Self::IntegerTooLarge { path, .. }
            | Self::NotFinite { path }
            | Self::TooDeep { path, .. }
            | Self::DuplicateKey { path }
            | Self::KeyNotText { path }
            | Self::NotSerializable { path, .. } => put_before(path, step),
        }
    }
}

impl ser::Error for CanonicalError {
    fn custom<T: std::fmt::Display>(message: T) -> Self {
        Self::NotSerializable { path: String::new(), message: message.to_string() }
    }
}
