//! Phrases that findings are made of, by their English: `a whole number`, `{what} is not a table`.

use vaali::values::{Value, Values};

use super::{
    fill,
    texts::{PHRASES, in_language},
};
use crate::{
    language::Language,
    message::finding as words,
    parts::{Part, parts},
};

/// The phrase in a language, or as it is and marked as English: then a library says it, or the system.
pub(super) fn translated_or_marked(language: Language, english: &str) -> String {
    translated(language, english).unwrap_or_else(|| words::in_english(language, english))
}

/// Beyond this many bytes no text is made from a phrase of ours.
const LONGEST: usize = 2000;

/// The phrase in a language, if it is known.
pub(super) fn translated(language: Language, english: &str) -> Option<String> {
    if english.len() > LONGEST {
        return None;
    }
    PHRASES.iter().find_map(|(pattern, both)| {
        let values = values_of(pattern, english)?;
        fill::filled(language, in_language(both, language)?, &values)
    })
}

/// What stands in the places of a pattern, if a text is made from it.
fn values_of(pattern: &str, text: &str) -> Option<Values> {
    let mut values = Values::new();
    let value = |text: &str| Value::Text(text.to_owned());
    let mut open = None;
    let mut rest = text;
    let mut parts = parts(pattern).ok()?.into_iter().peekable();
    while let Some(part) = parts.next() {
        match part {
            Part::Text(words) => {
                let at = match &open {
                    None => rest.starts_with(&words).then_some(0)?,
                    // A value may hold the words that end the pattern.
                    Some(_) if parts.peek().is_none() => rest.strip_suffix(&words)?.len(),
                    Some(_) => rest.find(&words)?,
                };
                values.extend(open.take().map(|name| (name, value(&rest[..at]))));
                rest = &rest[at + words.len()..];
            }
            place => open = place.name().map(str::to_owned),
        }
    }
    match open {
        Some(name) => {
            values.insert(name, value(rest));
        }
        // The last words of a pattern end the text.
        None if !rest.is_empty() => return None,
        None => {}
    }
    Some(values)
}
