//! What does not fit, and where.

use std::fmt;

use serde::de::{self, Expected, Unexpected};
use serde_json::Value;

use super::{Complaint, Found};

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

/// What serde calls for.
impl de::Error for Misfit {
    #[cold]
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::other(message.to_string())
    }

    #[cold]
    fn invalid_type(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::unexpected("type", Found::of_serde(found), &expected.to_string())
    }

    #[cold]
    fn invalid_value(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::unexpected("value", Found::of_serde(found), &expected.to_string())
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
