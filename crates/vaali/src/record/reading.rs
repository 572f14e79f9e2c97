//! Reading records and sealed ballots: the same strictness for both, and errors that never repeat what they found.

use serde::{Serialize, Serializer, de::DeserializeOwned};
use serde_json::{Map, Value};

use super::{
    Hash,
    canonical::{self, CanonicalError},
    shape::{self, Complaint, Step},
    strict::{self, Place, StrictError},
};

/// The names under which a kind of file is read.
#[derive(Clone, Copy, Debug)]
pub(super) struct FileKind {
    pub(super) name: &'static str,
    pub(super) format: u32,
}

pub(super) const RECORD: FileKind =
    FileKind { name: "vaali record", format: super::certificate::RECORD_FORMAT };
pub(super) const SEALED: FileKind =
    FileKind { name: "vaali sealed ballots", format: super::sealed::SEALED_FORMAT };

/// The most bytes of a record or of a file of sealed ballots that are read: 512 MiB.
///
/// The value read takes several times the memory of its text; a record of a million ballots is far below.
pub const MAX_BYTES: usize = 512 << 20;

/// Refuses what is too large before anything of it is read.
pub(super) fn parsed(bytes: &[u8]) -> Result<Value, RecordError> {
    within(bytes.len(), MAX_BYTES)?;
    strict::from_bytes(bytes).map_err(|error| RecordError::unreadable(&error))
}

fn within(length: usize, limit: usize) -> Result<(), RecordError> {
    if length > limit { Err(RecordError::TooLarge { limit }) } else { Ok(()) }
}

/// What the strict reader found, by its code: its own message may repeat what stands there.
fn in_words(code: &str) -> &'static str {
    match code {
        "unexpected_end" => "the text ends in the middle of a value, or holds none,",
        "trailing_data" => "there is more text after the end",
        "invalid_utf8" => "there are bytes that are no UTF-8",
        "byte_order_mark" => "there is a byte order mark",
        "duplicate_key" => "the same key is there twice",
        "too_deep" => "too many lists and tables lie inside each other",
        "number_too_large" => "there is a number beyond 2^53 - 1",
        _ => "this is no JSON",
    }
}

/// A place of the form for people.
fn place(pointer: &str) -> String {
    if pointer.is_empty() { "at the top".to_owned() } else { format!("at `{pointer}`") }
}

/// Why a record or a file of sealed ballots was not read.
///
/// It says where and of what kind the fault is, and repeats nothing that stands there: the fault may be that a ballot does.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "error", rename_all = "snake_case")]
#[non_exhaustive]
pub enum RecordError {
    /// No JSON, or JSON that two readers could read in two ways.
    #[error("not readable: {} in line {line}, column {column}", in_words(code))]
    Unreadable {
        /// The code of the [`StrictError`].
        code: &'static str,
        /// The line, from 1.
        line: usize,
        /// The character in the line, from 1.
        column: usize,
    },
    /// More bytes than are read.
    #[error("the file is larger than {} MiB, the most that is read", limit >> 20)]
    TooLarge {
        /// The limit in bytes: [`MAX_BYTES`].
        limit: usize,
    },
    /// Something else than was expected.
    #[error("this is no `{expected}`")]
    OtherKind {
        /// What `kind` must say.
        expected: &'static str,
    },
    /// A version of the form that this version of vaali does not read.
    #[error("{} is not known, only {known}", match found { Some(found) => format!("format {found}"), None => "the format".to_owned() })]
    UnknownFormat {
        /// The version found, if it is a number.
        found: Option<u64>,
        /// The version that is known.
        known: u32,
    },
    /// A field that does not exist.
    #[error("there is a field that the form does not have {}", place(path))]
    UnknownField {
        /// Where: a JSON Pointer to the object that holds it.
        path: String,
    },
    /// A field that is missing.
    #[error("`{field}` is missing {}", place(path))]
    MissingField {
        /// Where: a JSON Pointer to the object that lacks it.
        path: String,
        /// The field.
        field: String,
    },
    /// A value of the wrong kind.
    #[error("there is a value of another kind than the form has {}", place(path))]
    WrongValue {
        /// Where: a JSON Pointer.
        path: String,
    },
    /// A value that can be read, but is written otherwise than this form writes it.
    #[error("`{path}` is written otherwise than the form has it")]
    OtherSpelling {
        /// Where: a JSON Pointer.
        path: String,
    },
    /// A ballot in a record whose rules say that ballots are secret.
    #[error("the ballots are secret, but `{path}` holds them")]
    HoldsBallots {
        /// Where: a JSON Pointer.
        path: String,
    },
}

impl RecordError {
    /// The stable name of the error, for programs and translations.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unreadable { .. } => "unreadable",
            Self::TooLarge { .. } => "too_large",
            Self::OtherKind { .. } => "other_kind",
            Self::UnknownFormat { .. } => "unknown_format",
            Self::UnknownField { .. } => "unknown_field",
            Self::MissingField { .. } => "missing_field",
            Self::WrongValue { .. } => "wrong_value",
            Self::OtherSpelling { .. } => "other_spelling",
            Self::HoldsBallots { .. } => "holds_ballots",
        }
    }

    pub(super) fn unreadable(error: &StrictError) -> Self {
        let Place { line, column } = error.place();
        Self::Unreadable { code: error.code(), line, column }
    }
}

/// Everything about `kind` and `format` that keeps a value from being read as such a file.
pub(super) fn head(value: &Value, kind: FileKind) -> Vec<RecordError> {
    let mut faults = Vec::new();
    if value.get("kind").and_then(Value::as_str) != Some(kind.name) {
        faults.push(RecordError::OtherKind { expected: kind.name });
    }
    let found = value.get("format").and_then(Value::as_u64);
    if found != Some(u64::from(kind.format)) {
        faults.push(RecordError::UnknownFormat { found, known: kind.format });
    }
    faults
}

/// The typed value, if every field is known and has the one spelling that the form gives it.
pub(super) fn typed<T: DeserializeOwned + Serialize>(
    value: &Value,
    kind: FileKind,
) -> Result<T, RecordError> {
    if let Some(fault) = head(value, kind).into_iter().next() {
        return Err(fault);
    }
    loosely_typed(value).and_then(|typed| match spelling(value, &typed).into_iter().next() {
        Some(path) => Err(RecordError::OtherSpelling { path }),
        None => Ok(typed),
    })
}

/// The typed value, however it is spelled.
pub(super) fn loosely_typed<T: DeserializeOwned>(value: &Value) -> Result<T, RecordError> {
    shape::read_any(value).map_err(|misfit| {
        let path = pointer(misfit.steps());
        // Of what is said there only our own names are repeated.
        match misfit.complaint() {
            Complaint::UnknownField { field, .. } => {
                // The path may end in the field itself, whose name is not ours.
                let within = path.strip_suffix(field).and_then(|path| path.strip_suffix('/'));
                RecordError::UnknownField { path: within.unwrap_or(&path).to_owned() }
            }
            Complaint::MissingField { field } => {
                RecordError::MissingField { path, field: field.clone() }
            }
            _ => RecordError::WrongValue { path },
        }
    })
}

/// Where a value differs from the way its own type writes it. This also finds fields that a reader passes over in silence.
pub(super) fn spelling<T: Serialize>(value: &Value, typed: &T) -> Vec<String> {
    match serde_json::to_value(typed) {
        Ok(written) => differences(value, &written),
        Err(_) => vec![String::new()],
    }
}

/// The hash of everything in a record but its seal.
pub(super) fn seal_of(record: &Value) -> Result<Hash, CanonicalError> {
    match record {
        Value::Object(fields) => Hash::of_canonical(&Unsealed(fields)),
        other => Hash::of_canonical(other),
    }
}

/// The fields of a record but for its seal.
struct Unsealed<'a>(&'a Map<String, Value>);

impl Serialize for Unsealed<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().filter(|(key, _)| *key != "seal"))
    }
}

/// The typed value, if the bytes are exactly those that this form gives it.
///
/// Then they are canonical, no key is there twice and none is unknown, and every value has its one spelling: nothing is left to find that a reader of JSON without types
/// could find. A sound file is read this way in a fraction of the memory.
pub(super) fn exactly_typed<T: DeserializeOwned + Serialize>(bytes: &[u8]) -> Option<T> {
    if bytes.len() > MAX_BYTES {
        return None;
    }
    let typed: T = serde_json::from_slice(bytes).ok()?;
    let written = canonical::to_bytes(&typed).ok()?;
    (written == bytes).then_some(typed)
}

/// The place of the first byte that is not as in the canonical form; nothing if all are.
pub(super) fn first_other_byte(bytes: &[u8], value: &Value) -> Option<usize> {
    let canonical = canonical::to_string(value).unwrap_or_default();
    if bytes == canonical.as_bytes() {
        return None;
    }
    let same = bytes.iter().zip(canonical.as_bytes()).take_while(|(a, b)| a == b).count();
    Some(same)
}

/// Every place where two values differ, as JSON Pointers, in the order of keys.
pub(super) fn differences(a: &Value, b: &Value) -> Vec<String> {
    let mut found = Vec::new();
    differ(a, b, &mut String::new(), &mut found);
    found
}

fn differ(a: &Value, b: &Value, path: &mut String, found: &mut Vec<String>) {
    match (a, b) {
        (Value::Object(x), Value::Object(y)) => {
            let mut keys: Vec<&String> = x.keys().chain(y.keys()).collect();
            keys.sort_unstable();
            keys.dedup();
            for key in keys {
                inside(path, &escaped(key), |path| match (x.get(key), y.get(key)) {
                    (Some(a), Some(b)) => differ(a, b, path, found),
                    _ => found.push(path.clone()),
                });
            }
        }
        (Value::Array(x), Value::Array(y)) => {
            for (i, (a, b)) in x.iter().zip(y).enumerate() {
                inside(path, &i.to_string(), |path| differ(a, b, path, found));
            }
            for i in x.len().min(y.len())..x.len().max(y.len()) {
                inside(path, &i.to_string(), |path| found.push(path.clone()));
            }
        }
        _ if a == b => {}
        _ => found.push(path.clone()),
    }
}

fn inside(path: &mut String, step: &str, look: impl FnOnce(&mut String)) {
    let length = path.len();
    path.push('/');
    path.push_str(step);
    look(path);
    path.truncate(length);
}

fn pointer(steps: &[Step]) -> String {
    let step = |step: &Step| match step {
        Step::Index(index) => format!("/{index}"),
        Step::Key(key) => format!("/{}", escaped(key)),
    };
    steps.iter().map(step).collect()
}

/// A key as a step of a JSON Pointer (RFC 6901).
fn escaped(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_large_is_refused_before_it_is_read() {
        assert_eq!(within(10, 10), Ok(()));
        let refused = within(MAX_BYTES + 1, MAX_BYTES).unwrap_err();
        assert_eq!(refused.code(), "too_large");
        assert_eq!(refused.to_string(), "the file is larger than 512 MiB, the most that is read");
    }

    #[test]
    fn what_cannot_be_read_is_said_in_words_with_its_place() {
        let said = |text: &str| parsed(text.as_bytes()).unwrap_err().to_string();
        assert_eq!(
            said("{\"a\": "),
            "not readable: the text ends in the middle of a value, or holds none, in line 1, column 6"
        );
        let error = RecordError::UnknownField { path: String::new() };
        assert_eq!(error.to_string(), "there is a field that the form does not have at the top");
    }
}
