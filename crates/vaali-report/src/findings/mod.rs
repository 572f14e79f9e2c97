//! What is wrong with a file, a rule or a ballot, and what to do about it, in Finnish and Swedish.
//!
//! A finding says itself in English; here its code and its values say it again. Data in it stays to the letter. What only a library says stays in English and is marked; a code without a translation too.
//!
//! ```
//! use vaali::definition::DefinitionFault;
//! use vaali_report::{Language, findings::{self, Found}};
//!
//! let fault = DefinitionFault::SeatsMinAboveMax { min: 15, max: 12 };
//! let found = Found { code: fault.code(), message: &fault.to_string(), fix: fault.fix(), values: &fault.values() };
//! let said = findings::say(Language::Finnish, &found);
//! assert_eq!(said.message, "seats.min {15} on suurempi kuin seats.max {12}".replace(['{', '}'], ""));
//! assert!(said.fix.starts_with("vaihda ne keskenään"));
//! ```

mod fill;
mod phrase;
#[cfg(test)]
mod tests;
mod texts;

use serde::Serialize;
use vaali::values::{Value, Values};

use crate::{language::Language, message::finding as words};

/// A finding as its finder says it: in English, with what it is about.
#[derive(Clone, Copy, Debug)]
pub struct Found<'f> {
    /// The code, such as `F10`.
    pub code: &'f str,
    /// What was found, in English.
    pub message: &'f str,
    /// What to do about it, in English; may be empty.
    pub fix: &'f str,
    /// What it is about, by name.
    pub values: &'f Values,
}

/// A finding in a language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Said {
    /// The language it is in: English, and marked as such, where it has no translation.
    pub language: Language,
    /// What was found.
    pub message: String,
    /// What to do about it.
    pub fix: String,
}

/// A value that any finding may have: the option of the command that says what the files do not.
pub const OPTION: &str = "option";

/// Says a finding in a language.
pub fn say(language: Language, found: &Found<'_>) -> Said {
    let (message, fix) = (found.message.to_owned(), found.fix.to_owned());
    if language == Language::English {
        return Said { language, message, fix };
    }
    // All of it by the code or all by its words: a program may have given a code another way out.
    let by_code = || Some((by_code(language, found, "message")?, by_code(language, found, "fix")?));
    let by_words = || {
        let fix =
            if fix.is_empty() { Some(String::new()) } else { phrase::translated(language, &fix) };
        Some((phrase::translated(language, &message)?, fix?))
    };
    let Some((message, fix)) = by_code().or_else(by_words) else {
        let message = words::in_english(language, &message);
        return Said { language: Language::English, message, fix };
    };
    let fix = match found.values.get(OPTION) {
        Some(Value::Text(option)) => words::or_option(language, &fix, option),
        _ => fix,
    };
    Said { language, message, fix }
}

/// A phrase that `vaali verify` or another program says in English, in a language; marked where it has no translation.
pub fn phrase(language: Language, english: &str) -> String {
    match language {
        Language::English => english.to_owned(),
        Language::Finnish | Language::Swedish => phrase::translated_or_marked(language, english),
    }
}

/// A word of ours that may stand where a name stands too, such as `not read`, in a language; anything else to the letter.
pub fn known(language: Language, english: &str) -> String {
    let said =
        if language == Language::English { None } else { phrase::translated(language, english) };
    said.unwrap_or_else(|| english.to_owned())
}

/// The message or the fix of a code, with the values of the finding.
fn by_code(language: Language, found: &Found<'_>, kind: &str) -> Option<String> {
    let keys = texts::of(found.code)?;
    let fits = |key: &str| {
        let Some(when) = key.strip_prefix(kind).and_then(|rest| rest.strip_prefix('_')) else {
            return false;
        };
        let without = |name: &str| match found.values.get(name) {
            None => true,
            Some(Value::Text(text)) => text.is_empty(),
            Some(_) => false,
        };
        let is_one = |name: &str| found.values.get(name) == Some(&Value::Number(1));
        when.strip_prefix("without_").is_some_and(without)
            || when.strip_prefix("one_").is_some_and(is_one)
    };
    let special = keys.iter().find(|(key, _)| fits(key));
    let (_, said) = special.or_else(|| keys.iter().find(|(key, _)| *key == kind))?;
    fill::filled(language, texts::in_language(said, language)?, found.values)
}

/// A word that stands beside findings in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word {
    /// Before an error.
    Error,
    /// Before a warning.
    Warning,
    /// Before a note.
    Note,
    /// Before what to do.
    Fix,
    /// Instead of a list, where nothing was found.
    Nothing,
}

impl Word {
    /// The word in a language.
    pub fn in_language(self, language: Language) -> &'static str {
        match self {
            Self::Error => words::error(language),
            Self::Warning => words::warning(language),
            Self::Note => words::note(language),
            Self::Fix => words::fix(language),
            Self::Nothing => words::nothing(language),
        }
    }

    /// So many of them; nothing of a word that is not counted.
    pub fn counted(self, language: Language, number: u64) -> String {
        match self {
            Self::Error => words::errors(language, number),
            Self::Warning => words::warnings(language, number),
            Self::Note => words::notes(language, number),
            Self::Fix | Self::Nothing => String::new(),
        }
    }
}

/// The place of a finding: the row of a file, as in `row 7`.
pub fn row(language: Language, row: u64) -> String {
    words::row(language, &row.to_string())
}
