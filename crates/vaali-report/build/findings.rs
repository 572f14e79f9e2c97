//! From `messages/LANGUAGE/findings/*.toml` to a table of every code, and one of the phrases.
//!
//! English stands in the crates that find something; here are the others. `[F10]` has `message` and `fix`; `message_without_text` stands in for `message` where the value `text` is missing or empty,
//! `message_one_found` where the value `found` is 1. A phrase has its English as key, with the same places for values: `"{what} is no list" = "{what} ei ole luettelo"`.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
};

use crate::parts::{Part, parts};

/// The languages into which findings are put, by their folders.
pub(crate) const LANGUAGES: [&str; 2] = ["fi", "sv"];

/// What the files hold, for each language in the order of [`LANGUAGES`].
#[derive(Default)]
pub(crate) struct Texts {
    /// For each code its texts by their keys.
    pub(crate) codes: [BTreeMap<String, BTreeMap<String, String>>; LANGUAGES.len()],
    /// For each phrase in English the phrase.
    pub(crate) phrases: [BTreeMap<String, String>; LANGUAGES.len()],
}

/// The tables, or everything that is wrong with the files.
pub(crate) fn generate(texts: &Texts) -> Result<String, String> {
    let mut problems = Vec::new();
    let mut table = String::from("pub(super) static CODES: &[(&str, Keys)] = &[\n");
    for code in keys(&texts.codes) {
        let of = texts.codes.each_ref().map(|codes| codes.get(code).cloned().unwrap_or_default());
        let _ = write!(table, "    ({code:?}, &[");
        for key in keys(&of) {
            problems.extend(wrong_key(code, key));
            let both = both(&of, key, code, &mut problems);
            let _ = write!(table, "({key:?}, {both:?}), ");
        }
        for kind in ["message", "fix"] {
            if of.iter().any(|texts| !texts.contains_key(kind)) {
                problems.push(format!("findings: `{code}` has no `{kind}` in each language"));
            }
        }
        table.push_str("]),\n");
    }
    table.push_str("];\n\npub(super) static PHRASES: &[(&str, Both)] = &[\n");
    let mut phrases: Vec<&String> = keys(&texts.phrases).into_iter().collect();
    // What begins with words is tried first, lest they be taken for a value; then what says more.
    phrases.sort_by_key(|english| (begins_with_a_value(english), Reverse(words(english))));
    for english in phrases {
        let both = both(&texts.phrases, english, "phrases", &mut problems);
        match parts(english) {
            Err(problem) => problems.push(format!("phrases: `{english}`: {problem}")),
            Ok(own) if parts(both[0]).is_ok_and(|said| names(&said) != names(&own)) => {
                problems.push(format!("phrases: `{english}` has other values than its English"));
            }
            Ok(_) if words(english) == 0 => {
                problems.push(format!("phrases: `{english}` is anything"));
            }
            Ok(_) => {}
        }
        let _ = writeln!(table, "    ({english:?}, {both:?}),");
    }
    table.push_str("];\n");
    if problems.is_empty() { Ok(table) } else { Err(problems.join("\n")) }
}

fn names(parts: &[Part]) -> BTreeSet<String> {
    parts.iter().filter_map(Part::name).map(str::to_owned).collect()
}

fn keys<T>(languages: &[BTreeMap<String, T>; LANGUAGES.len()]) -> BTreeSet<&String> {
    languages.iter().flat_map(BTreeMap::keys).collect()
}

fn begins_with_a_value(text: &str) -> bool {
    parts(text).is_ok_and(|parts| parts.first().is_some_and(|first| first.name().is_some()))
}

/// How many bytes of a text are words of ours.
fn words(text: &str) -> usize {
    let own = |part: &Part| if let Part::Text(words) = part { words.len() } else { 0 };
    parts(text).map_or(0, |parts| parts.iter().map(own).sum())
}

/// A text in both languages; what is wrong with it is noted.
fn both<'t>(
    languages: &'t [BTreeMap<String, String>; LANGUAGES.len()],
    key: &str,
    of: &str,
    problems: &mut Vec<String>,
) -> [&'t str; LANGUAGES.len()] {
    let said = languages.each_ref().map(|texts| texts.get(key).map_or("", String::as_str));
    let mut used = Vec::new();
    for (language, text) in LANGUAGES.iter().zip(said) {
        match parts(text) {
            Err(_) if text.is_empty() => {
                problems.push(format!("messages/{language}/findings: {of}: `{key}` is missing"));
            }
            Err(problem) => {
                problems.push(format!("messages/{language}/findings: {of}: `{key}`: {problem}"));
            }
            Ok(parts) => used.push(names(&parts)),
        }
    }
    if used.windows(2).any(|pair| pair[0] != pair[1]) {
        problems.push(format!("findings: {of}: `{key}` uses other values in fi than in sv"));
    }
    said
}

fn wrong_key(code: &str, key: &str) -> Option<String> {
    let rest = key.strip_prefix("message").or_else(|| key.strip_prefix("fix"));
    let known = rest.is_some_and(|rest| {
        rest.is_empty() || rest.starts_with("_without_") || rest.starts_with("_one_")
    });
    (!known).then(|| format!("findings: {code}: `{key}` is no key"))
}
