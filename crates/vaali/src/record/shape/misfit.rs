//! What does not fit, in words, and where.

mod fraction;

use serde::de::{self, Expected, Unexpected};
use serde_json::Number;

/// A step from a value to one inside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// To a field, or to what an enum's variant holds.
    Key(String),
    /// To an item of a list, from 0.
    Index(usize),
}

/// What does not fit, in the words of serde, and where it is.
///
/// An unknown field is itself the last step of its path; a missing one is not.
#[derive(Debug)]
pub struct Misfit(Box<Inner>);

#[derive(Debug)]
struct Inner {
    /// From the inside out, until [`read`](super::read) turns them round.
    steps: Vec<Step>,
    message: String,
}

impl Misfit {
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

impl std::fmt::Display for Misfit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0.message)
    }
}

impl std::error::Error for Misfit {}

impl de::Error for Misfit {
    #[cold]
    fn custom<T: std::fmt::Display>(message: T) -> Self {
        Self(Box::new(Inner { steps: Vec::new(), message: message.to_string() }))
    }

    #[cold]
    fn invalid_type(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::unexpected("type", found, expected)
    }

    #[cold]
    fn invalid_value(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::unexpected("value", found, expected)
    }
}

impl Misfit {
    /// As `serde_json` says it: nothing is `null`, and a fraction is written as JSON writes it.
    fn unexpected(what: &str, found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        let found = match found {
            Unexpected::Unit => "null".to_owned(),
            Unexpected::Bool(truth) => format!("boolean `{truth}`"),
            Unexpected::Unsigned(number) => format!("integer `{number}`"),
            Unexpected::Signed(number) => format!("integer `{number}`"),
            Unexpected::Float(number) => format!("floating point `{}`", fraction::text(number)),
            Unexpected::Char(letter) => format!("character `{letter}`"),
            Unexpected::Str(text) => format!("string {}", quoted(text)),
            Unexpected::Bytes(_) => "byte array".to_owned(),
            Unexpected::Option => "Option value".to_owned(),
            Unexpected::NewtypeStruct => "newtype struct".to_owned(),
            Unexpected::Seq => "sequence".to_owned(),
            Unexpected::Map => "map".to_owned(),
            Unexpected::Enum => "enum".to_owned(),
            Unexpected::UnitVariant => "unit variant".to_owned(),
            Unexpected::NewtypeVariant => "newtype variant".to_owned(),
            Unexpected::TupleVariant => "tuple variant".to_owned(),
            Unexpected::StructVariant => "struct variant".to_owned(),
            Unexpected::Other(other) => other.to_owned(),
        };
        de::Error::custom(format_args!("invalid {what}: {found}, expected {expected}"))
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
