//! Reading JSON without guessing.
//!
//! Most readers keep the last of two equal keys, round large integers, and stop at the end of the
//! first value. Two readers of one record could then see two elections. Here each of these is an
//! error that says where.

mod fraction;
mod reader;

use std::fmt;

use serde_json::Value;
use thiserror::Error;

#[cfg(test)]
pub(super) use self::fraction::near as near_fraction;
use self::reader::Stop;
use super::{MAX_DEPTH, shown};

/// Reads JSON (RFC 8259) held to the limits of I-JSON (RFC 7493), on which RFC 8785 builds.
///
/// Decimal fractions are read to the nearest binary64, as RFC 8785 writes them; the records of
/// vaali hold none.
///
/// # Errors
///
/// [`StrictError`], with line, column and path where they are known.
///
/// # Example
///
/// ```
/// use vaali::record::strict::{self, StrictError};
///
/// assert_eq!(strict::parse(r#"{"votes": [7, 12]}"#)?["votes"][1], 12);
///
/// let error = strict::parse("{\n \"votes\": {\"Aino\": 7, \"Aino\": 8}\n}").unwrap_err();
/// assert_eq!(error.code(), "duplicate_key");
/// assert_eq!(error.path(), Some("/votes/Aino"));
/// assert_eq!(error.to_string(), "key twice at `/votes/Aino` (line 2, column 28)");
/// # Ok::<(), StrictError>(())
/// ```
pub fn parse(text: &str) -> Result<Value, StrictError> {
    // RFC 8259 section 8.1 forbids writing one and lets a reader refuse it; a hash would see it.
    if text.starts_with('\u{feff}') {
        return Err(StrictError::ByteOrderMark);
    }
    reader::read(text).map_err(|stop| stop.explain(text))
}

/// Reads JSON from bytes: [`parse`], after a check that they are UTF-8.
///
/// # Errors
///
/// [`StrictError`], as of [`parse`], and [`StrictError::InvalidUtf8`].
///
/// # Example
///
/// ```
/// use vaali::record::strict;
///
/// assert_eq!(strict::from_bytes(b"[1]").unwrap(), serde_json::json!([1]));
/// // Latin-1, where the letter is one byte.
/// assert_eq!(strict::from_bytes(b"[\"\xe4\"]").unwrap_err().code(), "invalid_utf8");
/// ```
pub fn from_bytes(bytes: &[u8]) -> Result<Value, StrictError> {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return parse(text);
    }
    let before = bytes.utf8_chunks().next().map_or("", |chunk| chunk.valid());
    Err(StrictError::InvalidUtf8 { at: Place::after(before) })
}

/// A place in a text.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Place {
    /// The line, from 1.
    pub line: usize,
    /// The character in the line, from 1: the one that could not be, or the last one read.
    pub column: usize,
}

impl Place {
    fn after(text: &str) -> Self {
        let last = text.rsplit('\n').next().unwrap_or_default();
        Self { line: text.matches('\n').count() + 1, column: last.chars().count() + 1 }
    }

    /// The last of so many bytes.
    fn of(text: &str, bytes: usize) -> Self {
        let lines = text.as_bytes().iter().take(bytes).filter(|byte| **byte == b'\n').count();
        let begin = text.as_bytes().iter().take(bytes).rposition(|byte| *byte == b'\n');
        let begin = begin.map_or(0, |newline| newline + 1);
        let letters = text.get(begin..).unwrap_or_default().char_indices();
        let read = letters.take_while(|(start, _)| begin + start < bytes).count();
        Self { line: lines + 1, column: read.max(1) }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, column {}", self.line, self.column)
    }
}

/// Why a text was not read.
///
/// `path` is a JSON Pointer (RFC 6901) as far as the reader had come; the empty path is the whole
/// text.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum StrictError {
    /// Not JSON.
    #[error("{message} at {} ({at})", shown(path))]
    Syntax {
        /// In which value.
        path: String,
        /// Where in the text.
        at: Place,
        /// What the reader met or missed.
        message: String,
    },
    /// The text ends in the middle of a value, or holds none.
    #[error("text ends too early at {} ({at})", shown(path))]
    UnexpectedEnd {
        /// In which value.
        path: String,
        /// Where in the text.
        at: Place,
    },
    /// More text after the value.
    #[error("more text after the end ({at})")]
    TrailingData {
        /// Where it begins.
        at: Place,
    },
    /// Bytes that are no UTF-8.
    #[error("no UTF-8 ({at})")]
    InvalidUtf8 {
        /// Where they begin.
        at: Place,
    },
    /// A byte order mark before the text.
    #[error("byte order mark at the start")]
    ByteOrderMark,
    /// An object with the same key twice, in whatever spelling.
    #[error("key twice at {} ({at})", shown(path))]
    DuplicateKey {
        /// The key, and where it is.
        path: String,
        /// The end of its second appearance.
        at: Place,
    },
    /// Arrays and objects inside each other, deeper than allowed.
    #[error("more than {limit} levels at {} ({at})", shown(path))]
    TooDeep {
        /// Where the first level too many begins.
        path: String,
        /// Where in the text.
        at: Place,
        /// [`MAX_DEPTH`].
        limit: usize,
    },
    /// A number beyond 2^53 - 1, which would be rounded, whether or not it is written as an
    /// integer.
    #[error("number beyond 2^53 - 1 at {} ({at}): write it as a string", shown(path))]
    NumberTooLarge {
        /// Which number.
        path: String,
        /// Where in the text.
        at: Place,
    },
}

impl StrictError {
    /// The stable name of the error, for programs and translations.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Syntax { .. } => "syntax",
            Self::UnexpectedEnd { .. } => "unexpected_end",
            Self::TrailingData { .. } => "trailing_data",
            Self::InvalidUtf8 { .. } => "invalid_utf8",
            Self::ByteOrderMark => "byte_order_mark",
            Self::DuplicateKey { .. } => "duplicate_key",
            Self::TooDeep { .. } => "too_deep",
            Self::NumberTooLarge { .. } => "number_too_large",
        }
    }

    /// Where in the value, as a JSON Pointer (RFC 6901), if the error is about a value.
    pub fn path(&self) -> Option<&str> {
        match self {
            Self::Syntax { path, .. }
            | Self::UnexpectedEnd { path, .. }
            | Self::DuplicateKey { path, .. }
            | Self::TooDeep { path, .. }
            | Self::NumberTooLarge { path, .. } => Some(path),
            Self::TrailingData { .. } | Self::InvalidUtf8 { .. } | Self::ByteOrderMark => None,
        }
    }

    /// Where in the text.
    pub fn place(&self) -> Place {
        match self {
            Self::Syntax { at, .. }
            | Self::UnexpectedEnd { at, .. }
            | Self::TrailingData { at }
            | Self::InvalidUtf8 { at }
            | Self::DuplicateKey { at, .. }
            | Self::TooDeep { at, .. }
            | Self::NumberTooLarge { at, .. } => *at,
            Self::ByteOrderMark => Place { line: 1, column: 1 },
        }
    }
}

/// What the reader stops at.
#[derive(Clone, Copy)]
enum Fault {
    DuplicateKey,
    NumberTooLarge,
    Syntax(&'static str),
    TooDeep,
    TrailingData,
    UnexpectedEnd,
}

impl Stop {
    fn explain(self, text: &str) -> StrictError {
        let Self { fault, index, path } = self;
        let at = Place::of(text, index);
        match fault {
            Fault::DuplicateKey => StrictError::DuplicateKey { path, at },
            Fault::NumberTooLarge => StrictError::NumberTooLarge { path, at },
            Fault::Syntax(message) => StrictError::Syntax { path, at, message: message.to_owned() },
            Fault::TooDeep => StrictError::TooDeep { path, at, limit: MAX_DEPTH },
            Fault::TrailingData => StrictError::TrailingData { at },
            Fault::UnexpectedEnd => StrictError::UnexpectedEnd { path, at },
        }
    }
}
