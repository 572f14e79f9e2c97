//! A text of a finding with its values.

use vaali::values::{Value, Values};

use super::phrase;
use crate::{
    language::Language,
    parts::{Part, parts},
};

/// The text with its values to the letter; nothing if one of them is missing.
pub(super) fn filled(language: Language, text: &str, values: &Values) -> Option<String> {
    let part = |part: Part| match part {
        Part::Text(words) => Some(words),
        Part::Value(name) => values.get(&name).map(shown),
        Part::Phrase(name) => {
            values.get(&name).map(|value| phrase::translated_or_marked(language, &shown(value)))
        }
        Part::Known(name) => values.get(&name).map(|value| super::known(language, &shown(value))),
        Part::Choice { number, one, other } => {
            values.get(&number).map(|value| if *value == Value::Number(1) { one } else { other })
        }
    };
    parts(text).ok()?.into_iter().map(part).collect()
}

/// Numbers stand as in the file: parted by nothing.
fn shown(value: &Value) -> String {
    match value {
        Value::Number(number) => number.to_string(),
        Value::Text(text) => text.clone(),
        Value::List(texts) => texts.join(", "),
    }
}
