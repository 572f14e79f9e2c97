//! What does not fit, as data, and in the words of serde.

mod fraction;

use std::fmt;

use serde::de::Unexpected;
use serde_json::{Number, Value};

/// What does not fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Complaint {
    /// A field that is not known.
    UnknownField {
        /// Its name.
        field: String,
        /// The names that are known.
        known: Vec<String>,
    },
    /// A word that is not known.
    UnknownVariant {
        /// The word.
        found: String,
        /// The words that are known.
        known: Vec<String>,
    },
    /// A field that must be there.
    MissingField {
        /// Its name.
        field: String,
    },
    /// A value that is something else than is expected.
    Unfit {
        /// In what respect: `type`, `value` or `length`.
        respect: &'static str,
        /// The value.
        found: Found,
        /// What is expected, in the words of serde.
        expected: String,
    },
    /// Anything else, in the words of the type that was read.
    Other {
        /// The words.
        message: String,
    },
}

/// What was found, as far as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// `null`.
    Nothing,
    /// A truth.
    Truth(bool),
    /// A number.
    Number(Number),
    /// A text.
    Text(String),
    /// Anything else, in the words of serde.
    Words(String),
}

impl fmt::Display for Complaint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (what, name, known) = match self {
            Self::UnknownField { field, known } => ("field", field, known),
            Self::UnknownVariant { found, known } => ("variant", found, known),
            Self::MissingField { field } => return write!(f, "missing field `{field}`"),
            Self::Unfit { respect, found, expected } => {
                return write!(f, "invalid {respect}: {found}, expected {expected}");
            }
            Self::Other { message } => return f.write_str(message),
        };
        write!(f, "unknown {what} `{name}`, ")?;
        match known.as_slice() {
            [] => write!(f, "there are no {what}s"),
            [one] => write!(f, "expected `{one}`"),
            [one, other] => write!(f, "expected `{one}` or `{other}`"),
            many => write!(f, "expected one of `{}`", many.join("`, `")),
        }
    }
}

impl Found {
    /// A value without what lies inside it.
    pub(super) fn of(value: &Value) -> Self {
        match value {
            Value::Null => Self::Nothing,
            Value::Bool(truth) => Self::Truth(*truth),
            Value::Number(number) => Self::Number(number.clone()),
            Value::String(text) => Self::Text(text.clone()),
            Value::Array(_) => Self::Words("sequence".to_owned()),
            Value::Object(_) => Self::Words("map".to_owned()),
        }
    }

    /// As `serde_json` says it: nothing is `null`, and a fraction is written as JSON writes it.
    pub(super) fn of_serde(found: Unexpected<'_>) -> Self {
        match found {
            Unexpected::Unit => Self::Nothing,
            Unexpected::Bool(truth) => Self::Truth(truth),
            Unexpected::Unsigned(number) => Self::Number(number.into()),
            Unexpected::Signed(number) => Self::Number(number.into()),
            Unexpected::Float(number) => {
                Self::Words(format!("floating point `{}`", fraction::text(number)))
            }
            Unexpected::Str(text) => Self::Text(text.to_owned()),
            other => Self::Words(other.to_string()),
        }
    }
}

/// In the words of serde.
impl fmt::Display for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nothing => f.write_str("null"),
            Self::Truth(truth) => write!(f, "boolean `{truth}`"),
            Self::Number(number) => {
                let kind = if number.is_f64() { "floating point" } else { "integer" };
                write!(f, "{kind} `{}`", number_text(number))
            }
            Self::Text(text) => write!(f, "string {}", quoted(text)),
            Self::Words(words) => f.write_str(words),
        }
    }
}

/// A text in quotes. What has no letter is written by its number, so that a message is one line.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' | '\\' => quoted.extend(['\\', letter]),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            control if control.is_control() => {
                quoted.extend(control.escape_unicode());
            }
            letter => quoted.push(letter),
        }
    }
    quoted.push('"');
    quoted
}

/// A number as JSON writes it.
pub(crate) fn number_text(number: &Number) -> String {
    match (number.as_u64(), number.as_i64()) {
        (Some(number), _) => number.to_string(),
        (None, Some(number)) => number.to_string(),
        (None, None) => fraction::text(number.as_f64().unwrap_or_default()),
    }
}
