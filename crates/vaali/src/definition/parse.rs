//! From JSON to a definition, with every fault of the text named at once.
//!
//! A reader stops at the first fault. Here the fault is noted, mended in a copy (an unknown field is dropped, a missing or wrong value is taken from a template), and the reading starts
//! again, so that a person who writes rules by hand sees all there is to mend.

use serde_json::Value;

use super::{Definition, DefinitionFault, Fault, Faults, plain_words};
use crate::{
    record::{
        shape::{self, Complaint, FromValue, Step},
        strict,
    },
    words::after_last,
};

/// Beyond this many faults the rest is noise; it also bounds the time that hostile input can take.
const MOST_FAULTS: usize = 100;

impl Definition {
    /// Reads a definition from JSON. Duplicate keys and unknown fields are refused.
    ///
    /// # Errors
    /// Every fault of form, each with the path to it. The sense of the definition is checked by [`Definition::freeze`].
    ///
    /// ```
    /// use vaali::definition::Definition;
    ///
    /// let faults = Definition::from_json(r#"{"format": 1, "titel": "Board"}"#).unwrap_err();
    /// assert!(faults.to_string().contains("did you mean `title`?"));
    /// ```
    pub fn from_json(text: &str) -> Result<Self, Faults> {
        let value = strict::parse(text).map_err(|error| {
            Faults(vec![Fault::new("", DefinitionFault::NotJson { problem: error.to_string() })])
        })?;
        Self::from_value(value)
    }

    /// Reads a definition from a JSON value, however it was written down (TOML, for example).
    ///
    /// # Errors
    /// As [`Definition::from_json`].
    pub fn from_value(value: Value) -> Result<Self, Faults> {
        read(value)
    }
}

/// A definition in which every field has some value of the right form; a list holds one element that stands for all.
pub(super) fn template() -> Value {
    strict::parse(include_str!("template.json")).unwrap_or_default()
}

fn read<T: FromValue>(mut value: Value) -> Result<T, Faults> {
    let mut faults = Vec::new();
    while faults.len() < MOST_FAULTS {
        let error = match shape::read::<T>(&value) {
            Ok(read) if faults.is_empty() => return Ok(read),
            Ok(_) => break,
            Err(error) => error,
        };
        let mut steps = error.steps();
        // The name of a variant is a step of the path, but where it stands alone nothing is below it.
        if matches!(steps.last(), Some(Step::Key(_))) && at(&mut value, steps).is_none() {
            let above = steps.get(..steps.len().saturating_sub(1)).unwrap_or_default();
            if matches!(at(&mut value, above), Some(Value::String(_))) {
                steps = above;
            }
        }
        let (fault, mended) = match error.complaint().clone() {
            Complaint::UnknownField { field, known } => {
                let mended = remove(&mut value, steps, &field);
                (unknown(field, known), mended)
            }
            Complaint::MissingField { field } => {
                let mended = supply(&mut value, steps, Some(&field));
                (DefinitionFault::MissingField { field }, mended)
            }
            Complaint::UnknownVariant { found, known } => {
                let mended = supply(&mut value, steps, None);
                let fault = if ["casting", "chair"]
                    .into_iter()
                    .any(|word| after_last(&found, word).is_some())
                {
                    DefinitionFault::CastingVote
                } else {
                    unknown(found, known)
                };
                (fault, mended)
            }
            other => {
                let problem = plain_words::of_complaint(&other, at(&mut value, steps).as_deref());
                let mended = supply(&mut value, steps, None);
                (DefinitionFault::WrongValue { problem }, mended)
            }
        };
        faults.push(Fault::new(error.path(), fault));
        if !mended {
            break;
        }
    }
    Err(Faults(faults))
}

fn unknown(field: String, known: Vec<String>) -> DefinitionFault {
    let nearest = plain_words::nearest(&field, &known).cloned().unwrap_or_default();
    DefinitionFault::UnknownField { field, nearest, known }
}

fn at<'a>(value: &'a mut Value, steps: &[Step]) -> Option<&'a mut Value> {
    steps.iter().try_fold(value, |value, step| match step {
        Step::Key(key) => value.get_mut(key),
        Step::Index(index) => value.get_mut(index),
    })
}

/// The value of the template at a place. The template is read again for each: copies of values cost more in a module for pages than they save.
fn sound(steps: &[Step], field: Option<&str>) -> Option<Value> {
    let mut template = template();
    let place = steps.iter().try_fold(&mut template, |value, step| match step {
        Step::Key(key) => value.get_mut(key),
        Step::Index(_) => value.get_mut(0),
    })?;
    let place = match field {
        Some(field) => place.get_mut(field)?,
        None => place,
    };
    Some(place.take())
}

/// Drops an unknown field; the path may or may not end in the field itself.
fn remove(value: &mut Value, steps: &[Step], field: &str) -> bool {
    let parent = match steps {
        [above @ .., Step::Key(last)] if last == field => above,
        all => all,
    };
    let Some(Value::Object(fields)) = at(value, parent) else { return false };
    // Taking one key out of a tree is more code than making the tree again.
    let before = fields.len();
    for (key, value) in std::mem::take(fields) {
        if key != field {
            fields.insert(key, value);
        }
    }
    fields.len() < before
}

/// Puts the template's value where one is missing or wrong.
fn supply(value: &mut Value, steps: &[Step], missing: Option<&str>) -> bool {
    let Some(sound) = sound(steps, missing) else {
        // Keys of a text by language are free: the template has the text.
        return match (missing, steps) {
            (None, [above @ .., _]) => supply(value, above, None),
            _ => false,
        };
    };
    let Some(place) = at(value, steps) else { return false };
    match (missing, place) {
        (None, place) => std::mem::replace(place, sound) != *place,
        (Some(field), Value::Object(fields)) => fields.insert(field.to_owned(), sound).is_none(),
        (Some(_), _) => false,
    }
}
