//! What does not fit, in words, and where.

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
        match found {
            Unexpected::Unit => {
                de::Error::custom(format_args!("invalid {what}: null, expected {expected}"))
            }
            Unexpected::Float(number) => {
                let number = fraction_text(number);
                de::Error::custom(format_args!(
                    "invalid {what}: floating point `{number}`, expected {expected}"
                ))
            }
            found => {
                de::Error::custom(format_args!("invalid {what}: {found}, expected {expected}"))
            }
        }
    }
}

/// A number as JSON writes it.
pub(crate) fn number_text(number: &Number) -> String {
    match (number.as_u64(), number.as_i64()) {
        (Some(number), _) => number.to_string(),
        (None, Some(number)) => number.to_string(),
        (None, None) => fraction_text(number.as_f64().unwrap_or_default()),
    }
}

/// A fraction as `serde_json` writes it, by the standard library: the tables of a faster writer would be a tenth of a module for pages.
fn fraction_text(number: f64) -> String {
    // The standard library changes to exponents earlier, and writes no plus before them.
    if (1e-5..1e-4).contains(&number.abs()) {
        return format!("{number}");
    }
    let text = format!("{number:?}");
    if text.contains("e-") { text } else { text.replace('e', "e+") }
}
