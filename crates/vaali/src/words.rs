//! Words that texts for people share.

use std::fmt::Display;

/// A number with its noun.
///
/// Takes text to compare, so that every kind of integer can be given.
pub(crate) fn counted(number: impl Display, one: &str, many: &str) -> String {
    let number = number.to_string();
    let noun = if number == "1" { one } else { many };
    format!("{number} {noun}")
}

/// The verb that goes with a number.
pub(crate) fn are(number: impl Display) -> &'static str {
    if number.to_string() == "1" { "is" } else { "are" }
}

/// The same in the past.
pub(crate) fn were(number: impl Display) -> &'static str {
    if number.to_string() == "1" { "was" } else { "were" }
}

/// Words one after another, with commas.
pub(crate) fn listed(words: &mut dyn Iterator<Item = &str>) -> String {
    words.fold(String::new(), |mut listed, word| {
        if !listed.is_empty() {
            listed.push_str(", ");
        }
        listed.push_str(word);
        listed
    })
}

/// What follows the last place of a word. The search of the standard library is made for longer texts, and is larger than all that uses it in a module for pages.
pub(crate) fn after_last<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    (0..=text.len()).rev().find_map(|start| text.get(start..)?.strip_prefix(word))
}
