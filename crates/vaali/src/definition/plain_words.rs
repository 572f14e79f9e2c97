//! What a reader complains about, in the words of whoever wrote the file.

use serde_json::Value;

use super::text;
use crate::{
    instant,
    record::shape::{self, Complaint},
    words,
};

/// What serde says of a value, in people's words.
///
/// `found` is the value at the place complained of, where it is known. What is not understood is given back as it is.
/// ```
/// use vaali::definition::plain_words;
///
/// let said = plain_words("invalid type: string \"four\", expected u32", Some(&"four".into()));
/// assert_eq!(said, "`four` is not a whole number");
/// ```
pub fn plain_words(message: &str, found: Option<&Value>) -> String {
    // The errors of serde keep no data, only words.
    let mut quoted = message.split('`').skip(1).step_by(2).map(str::to_owned);
    let mut first = || quoted.next().unwrap_or_default();
    if message.starts_with("unknown field `") || message.starts_with("unknown variant `") {
        let word = first();
        return unknown(&word, &quoted.collect::<Vec<_>>());
    }
    if message.starts_with("missing field `") {
        return format!("`{}` is missing", first());
    }
    let expected = words::after_last(message, "expected ");
    let said = expected.and_then(|expected| not_expected(expected, found));
    said.unwrap_or_else(|| message.to_owned())
}

/// The same of what our own reader says.
pub fn of_complaint(complaint: &Complaint, found: Option<&Value>) -> String {
    match complaint {
        Complaint::UnknownField { field: word, known }
        | Complaint::UnknownVariant { found: word, known } => unknown(word, known),
        Complaint::MissingField { field } => format!("`{field}` is missing"),
        Complaint::Other { message } => message.clone(),
        Complaint::Unfit { expected, .. } => {
            not_expected(expected, found).unwrap_or_else(|| format!("{expected} is expected"))
        }
    }
}

/// What is said where something else is expected, in the words of serde.
fn not_expected(expected: &str, found: Option<&Value>) -> Option<String> {
    let what = found.map_or_else(|| "this".to_owned(), shown);
    Some(match expected {
        "a UUID string" => format!(
            "{what} is not a UUID: 32 hexadecimal digits in groups of 8-4-4-4-12, such as 7f6d4a0e-6f0c-4c51-9d5b-0c5f8f0d2a11"
        ),
        text::EXPECTED => format!(
            "{what} is neither a text in quotes nor a table of texts by language, such as {{ fi = \"Johtokunta\", en = \"Board\" }}"
        ),
        "u8" | "u16" | "u32" | "u64" | "usize" | "i8" | "i16" | "i32" | "i64" => {
            whole_number(&what, found)
        }
        _ if expected.starts_with("an integer from 0") => whole_number(&what, found),
        "a boolean" => format!("{what} is neither true nor false"),
        "a string" | "a borrowed string" => format!("{what} is not a text: write it in quotes"),
        "a sequence" => format!("{what} is not a list: write it in square brackets"),
        "newtype variant" | "struct variant" | "tuple variant" => needs_data(&what, found),
        instant::EXPECTED => format!("{what} is not {}", instant::EXPECTED),
        "unit" | "unit variant" => {
            "nothing more is written with this word: write the word alone, in quotes".to_owned()
        }
        "string or map" => format!("{what} is neither a word in quotes nor a table"),
        "map with a single key" => "a table with exactly one word is expected".to_owned(),
        "a map" => format!("{what} is not a table"),
        "struct Ballot" => {
            format!("{what} is not a ballot: write {{ \"marks\": [\"id\", \"id\"] }}")
        }
        _ if expected.starts_with("struct ") => format!("{what} is not a table"),
        _ => return None,
    })
}

/// What is not known, the word that was probably meant, and all that are known.
pub(super) fn unknown(word: &str, known: &[String]) -> String {
    let all = words::listed(&mut known.iter().map(String::as_str));
    match nearest(word, known) {
        Some(nearest) => {
            format!("`{word}` is not known here; did you mean `{nearest}`? known are {all}")
        }
        None if known.is_empty() => format!("`{word}` is not known here, nothing is expected"),
        None => format!("`{word}` is not known here; known are {all}"),
    }
}

/// The word that was probably meant: of three letters no more than one may be another.
pub(super) fn nearest<'k>(word: &str, known: &'k [String]) -> Option<&'k String> {
    // Neighbours changed places count as one fault, as fingers make it.
    let (faults, nearest) =
        known.iter().map(|known| (strsim::osa_distance(known, word), known)).min()?;
    let letters = word.chars().count().max(nearest.chars().count());
    (faults * 3 <= letters).then_some(nearest)
}

/// A value as its writer knows it; long texts and whole tables are not repeated.
fn shown(value: &Value) -> String {
    const LONGEST: usize = 60;
    match value {
        Value::Null => "nothing".to_owned(),
        Value::Array(_) => "a list".to_owned(),
        Value::Object(_) => "a table".to_owned(),
        Value::String(text) if text.chars().count() > LONGEST => {
            format!("`{}…`", text.chars().take(LONGEST).collect::<String>())
        }
        Value::String(text) => format!("`{text}`"),
        Value::Bool(truth) => format!("`{truth}`"),
        Value::Number(number) => format!("`{}`", shape::number_text(number)),
    }
}

fn whole_number(what: &str, found: Option<&Value>) -> String {
    match found {
        Some(Value::Number(number)) if number.is_i64() && !number.is_u64() => {
            format!("{what} is below 0")
        }
        Some(Value::Number(number)) if number.is_u64() => format!("{what} is too large"),
        _ => format!("{what} is not a whole number"),
    }
}

/// A word that stands alone where it says too little.
fn needs_data(what: &str, found: Option<&Value>) -> String {
    let word = match found {
        Some(Value::String(word)) => word.as_str(),
        _ => "",
    };
    let example = match word {
        "next_in_order" => "{ number = 3 }",
        "decided" => "5",
        "named_by" | "appointed_by" => "\"the meeting\"",
        "ex_officio" | "office" => "\"chair\"",
        "seeded" => "{ seed = \"7.12\" }",
        "rfc3797" => "{ key = \"9319./2.5.8.10.12./\" }",
        _ => {
            return format!(
                "{what} does not say enough alone: more is written with it, in a table"
            );
        }
    };
    format!("{what} does not say enough alone: write {{ {word} = {example} }}")
}
