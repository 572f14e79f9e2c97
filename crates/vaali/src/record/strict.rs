//! Reading JSON without guessing.
//!
//! Most readers keep the last of two equal keys, round large integers, and stop at the end of the
//! first value. Two readers of one record could then see two elections. Here each of these is an
//! error that says where.

use std::{cell::RefCell, fmt};

use serde::de::{self, DeserializeSeed, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};
use thiserror::Error;

use super::{MAX_DEPTH, MAX_INTEGER, put_before, shown};

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
    let notes = RefCell::new(Notes::default());
    let mut reader = serde_json::Deserializer::from_str(text);
    reader.disable_recursion_limit();
    let value = Reader { notes: &notes, depth: 0 }
        .deserialize(&mut reader)
        .map_err(|error| notes.take().explain(text, &error))?;
    reader.end().map_err(|error| StrictError::TrailingData { at: Place::of(text, &error) })?;
    Ok(value)
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

    /// The reader counts bytes; people count characters.
    fn of(text: &str, error: &serde_json::Error) -> Self {
        let line = text.split('\n').nth(error.line().saturating_sub(1)).unwrap_or_default();
        let read = line.char_indices().take_while(|(start, _)| *start < error.column()).count();
        Self { line: error.line(), column: read.max(1) }
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

#[derive(Clone, Copy)]
enum Fault {
    DuplicateKey,
    TooDeep,
    NumberTooLarge,
}

/// What a `serde_json::Error` cannot carry to us: our own reason, and the path.
#[derive(Default)]
struct Notes {
    fault: Option<Fault>,
    path: String,
}

impl Notes {
    fn explain(self, text: &str, error: &serde_json::Error) -> StrictError {
        let Self { fault, path } = self;
        let at = Place::of(text, error);
        match fault {
            Some(Fault::DuplicateKey) => StrictError::DuplicateKey { path, at },
            Some(Fault::TooDeep) => StrictError::TooDeep { path, at, limit: MAX_DEPTH },
            Some(Fault::NumberTooLarge) => StrictError::NumberTooLarge { path, at },
            None if error.is_eof() => StrictError::UnexpectedEnd { path, at },
            None => {
                let whole = error.to_string();
                let place = format!(" at line {} column {}", error.line(), error.column());
                match whole.strip_suffix(&place).unwrap_or(&whole) {
                    // The library says so only of numbers beyond binary64, such as 1e999.
                    "number out of range" => StrictError::NumberTooLarge { path, at },
                    message => StrictError::Syntax { path, at, message: message.to_owned() },
                }
            }
        }
    }
}

/// Reads one value at `depth` levels below the top.
#[derive(Clone, Copy)]
struct Reader<'a> {
    notes: &'a RefCell<Notes>,
    depth: usize,
}

impl Reader<'_> {
    fn refuse<E: de::Error>(self, fault: Fault) -> E {
        self.notes.borrow_mut().fault = Some(fault);
        E::custom("refused")
    }

    fn step(self, step: &str) {
        put_before(&mut self.notes.borrow_mut().path, step);
    }

    fn open<E: de::Error>(self) -> Result<Self, E> {
        if self.depth == MAX_DEPTH {
            return Err(self.refuse(Fault::TooDeep));
        }
        Ok(Self { depth: self.depth + 1, ..self })
    }
}

impl<'de> DeserializeSeed<'de> for Reader<'_> {
    type Value = Value;

    fn deserialize<D: de::Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Reader<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E: de::Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Value, E> {
        if value.unsigned_abs() > MAX_INTEGER {
            return Err(self.refuse(Fault::NumberTooLarge));
        }
        Ok(value.into())
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Value, E> {
        if value > MAX_INTEGER {
            return Err(self.refuse(Fault::NumberTooLarge));
        }
        Ok(value.into())
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Value, E> {
        // The bits of a positive binary64 are ordered as its value is; the constant is 2^53.
        if value.abs().to_bits() >= 0x4340_0000_0000_0000 {
            return Err(self.refuse(Fault::NumberTooLarge));
        }
        Ok(value.into())
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_string<E: de::Error>(self, value: String) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let inside = self.open()?;
        let mut array = Vec::new();
        while let Some(item) =
            items.next_element_seed(inside).inspect_err(|_| self.step(&array.len().to_string()))?
        {
            array.push(item);
        }
        Ok(array.into())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let inside = self.open()?;
        let mut object = Map::new();
        while let Some(key) = entries.next_key::<String>()? {
            if object.contains_key(&key) {
                self.step(&key);
                return Err(self.refuse(Fault::DuplicateKey));
            }
            let value = entries.next_value_seed(inside).inspect_err(|_| self.step(&key))?;
            object.insert(key, value);
        }
        Ok(object.into())
    }
}
