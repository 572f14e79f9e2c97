//! The texts of `messages/LANGUAGE/findings`, as the build puts them together.

use crate::language::Language;

include!(concat!(env!("OUT_DIR"), "/findings.rs"));

/// A text in the languages that have texts: Finnish, Swedish.
pub(super) type Both = [&'static str; 2];

/// The texts of a code by their keys, such as `message`.
pub(super) type Keys = &'static [(&'static str, Both)];

/// The texts of a code.
pub(super) fn of(code: &str) -> Option<Keys> {
    let place = CODES.binary_search_by(|(known, _)| (*known).cmp(code)).ok()?;
    CODES.get(place).map(|(_, keys)| *keys)
}

/// The text of a language; English has none here.
pub(super) fn in_language(both: &Both, language: Language) -> Option<&'static str> {
    match language {
        Language::Finnish => Some(both[0]),
        Language::Swedish => Some(both[1]),
        Language::English => None,
    }
}
