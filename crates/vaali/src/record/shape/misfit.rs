//! What does not fit, in words, and where.

mod fraction;

use std::fmt;

use serde::de::{self, Expected, Unexpected};
use serde_json::{Number, Value};

/// A step from a value to one inside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// To a field, or to what an enum's variant holds.
    Key(String),
    /// To an item of a list, from 0.
    Index(usize),
}

/// What does not fit, and where it is. Shown, it is in the words of serde.
///
/// An unknown field is itself the last step of its path; a missing one is not.
#[derive(Debug)]
pub struct Misfit(Box<Inner>);

#[derive(Debug)]
struct Inner {
    /// From the inside out, until [`read`](super::read) turns them round.
    steps: Vec<Step>,
    complaint: Complaint,
}

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

impl Misfit {
    /// What does not fit.
    pub fn complaint(&self) -> &Complaint {
        &self.0.complaint
    }

    /// The steps from the outermost value.
    pub fn steps(&self) -> &[Step] {
        &self.0.steps
    }

    /// The same as text, such as `rules.offices[0].name`; empty for the outermost value.
    pub fn path(&self) -> String {
        let mut path = String::new();
        for step in &self.0.steps {
            match step {
                Step::Index(index) => {
                    path.push('[');
                    path.push_str(&index.to_string());
                    path.push(']');
                }
                Step::Key(key) => {
                    if !path.is_empty() {
                        path.push('.');
                    }
                    path.push_str(key);
                }
            }
        }
        path
    }

    /// With its steps in the order in which one goes in.
    #[cold]
    pub(super) fn outside_in(mut self) -> Self {
        self.0.steps.reverse();
        self
    }

    #[cold]
    pub(super) fn inside(mut self, step: Step) -> Self {
        self.0.steps.push(step);
        self
    }

    #[cold]
    #[inline(never)]
    pub(super) fn inside_key(self, key: &str) -> Self {
        self.inside(Step::Key(key.to_owned()))
    }
}

impl From<Complaint> for Misfit {
    #[cold]
    fn from(complaint: Complaint) -> Self {
        Self(Box::new(Inner { steps: Vec::new(), complaint }))
    }
}

impl Misfit {
    #[cold]
    pub(super) fn unknown_field(field: &str, known: &[&str]) -> Self {
        Complaint::UnknownField { field: field.to_owned(), known: owned(known) }.into()
    }

    #[cold]
    pub(super) fn unknown_variant(found: &str, known: &[&str]) -> Self {
        Complaint::UnknownVariant { found: found.to_owned(), known: owned(known) }.into()
    }

    #[cold]
    pub(super) fn missing_field(field: &str) -> Self {
        Complaint::MissingField { field: field.to_owned() }.into()
    }

    /// A word that stands alone where something belongs to it.
    #[cold]
    pub(super) fn word_alone(expected: &str) -> Self {
        Self::unexpected("type", Found::Words("unit variant".to_owned()), expected)
    }

    #[cold]
    pub(super) fn unfit(respect: &'static str, found: &Value, expected: &str) -> Self {
        Self::unexpected(respect, Found::of(found), expected)
    }

    #[cold]
    pub(crate) fn other(message: String) -> Self {
        Complaint::Other { message }.into()
    }

    fn unexpected(respect: &'static str, found: Found, expected: &str) -> Self {
        Complaint::Unfit { respect, found, expected: expected.to_owned() }.into()
    }
}

fn owned(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

impl fmt::Display for Misfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.complaint.fmt(f)
    }
}

impl std::error::Error for Misfit {}

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

/// What serde calls for.
impl de::Error for Misfit {
    #[cold]
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::other(message.to_string())
    }

    #[cold]
    fn invalid_type(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::unexpected("type", of_serde(found), &expected.to_string())
    }

    #[cold]
    fn invalid_value(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::unexpected("value", of_serde(found), &expected.to_string())
    }

    #[cold]
    fn unknown_field(field: &str, known: &'static [&'static str]) -> Self {
        Self::unknown_field(field, known)
    }

    #[cold]
    fn unknown_variant(found: &str, known: &'static [&'static str]) -> Self {
        Self::unknown_variant(found, known)
    }

    #[cold]
    fn missing_field(field: &'static str) -> Self {
        Self::missing_field(field)
    }
}

/// As `serde_json` says it: nothing is `null`, and a fraction is written as JSON writes it.
fn of_serde(found: Unexpected<'_>) -> Found {
    match found {
        Unexpected::Unit => Found::Nothing,
        Unexpected::Bool(truth) => Found::Truth(truth),
        Unexpected::Unsigned(number) => Found::Number(number.into()),
        Unexpected::Signed(number) => Found::Number(number.into()),
        Unexpected::Float(number) => {
            Found::Words(format!("floating point `{}`", fraction::text(number)))
        }
        Unexpected::Str(text) => Found::Text(text.to_owned()),
        other => Found::Words(other.to_string()),
    }
}

impl Found {
    /// A value without what lies inside it.
    fn of(value: &Value) -> Self {
        match value {
            Value::Null => Self::Nothing,
            Value::Bool(truth) => Self::Truth(*truth),
            Value::Number(number) => Self::Number(number.clone()),
            Value::String(text) => Self::Text(text.clone()),
            Value::Array(_) => Self::Words("sequence".to_owned()),
            Value::Object(_) => Self::Words("map".to_owned()),
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
