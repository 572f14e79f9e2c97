//! From `messages/LANGUAGE/TOPIC.toml`, and from those in the folder `terminal`, to one module per topic with one function per message.
//!
//! A message is a text with places in braces: `{name}` is replaced by what the caller gives, `{votes}` by a number written as the language writes it,
//! and `{votes|ääni|ääntä}` by the first word for one and by the second for any other number. Finnish, Swedish and English need no more forms than these two.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
};

use crate::parts::{Part, parts};

/// The languages: their folder and their name in the code.
pub(crate) const LANGUAGES: [(&str, &str); 3] =
    [("fi", "Finnish"), ("sv", "Swedish"), ("en", "English")];

/// Texts by key, for one topic in one language.
pub(crate) type Texts = BTreeMap<String, String>;

/// Topics by name, in the order of [`LANGUAGES`].
pub(crate) type Topics = BTreeMap<String, [Texts; LANGUAGES.len()]>;

/// Where messages lie, who may say them, and how they write their numbers.
#[derive(Clone, Copy)]
pub(crate) struct Kind {
    /// Their folder in that of a language, with a slash at its end; empty for that folder itself.
    pub(crate) folder: &'static str,
    visibility: &'static str,
    /// A function of `numbers`, with its arguments before the number.
    number: [&'static str; 2],
}

/// What the reports of this crate say.
pub(crate) const REPORTS: Kind =
    Kind { folder: "", visibility: "pub(crate)", number: ["whole", "language, "] };

/// What a program says at the terminal.
pub(crate) const TERMINAL: Kind =
    Kind { folder: "terminal/", visibility: "pub", number: ["grouped", ""] };

/// The code of all topics, or everything that is wrong with the messages.
pub(crate) fn generate(topics: &Topics, kind: Kind) -> Result<String, String> {
    let Kind { folder, visibility, number: [number, _] } = kind;
    let mut problems = Vec::new();
    let mut code = String::new();
    for (topic, languages) in topics {
        let keys: BTreeSet<&String> = languages.iter().flat_map(BTreeMap::keys).collect();
        let _ = writeln!(code, "/// The messages of `{folder}{topic}.toml`.");
        let _ = writeln!(code, "{visibility} mod {topic} {{");
        code.push_str("    use crate::language::Language;\n");
        let start = code.len();
        for key in keys {
            match message(topic, key, languages, kind) {
                Ok(function) => code.push_str(&function),
                Err(found) => problems.extend(found),
            }
        }
        if code[start..].contains(&format!("{number}(")) {
            let _ = writeln!(code, "    use crate::numbers::{number};");
        }
        code.push_str("}\n");
    }
    if problems.is_empty() { Ok(code) } else { Err(problems.join("\n")) }
}

fn message(
    topic: &str,
    key: &str,
    languages: &[Texts; LANGUAGES.len()],
    kind: Kind,
) -> Result<String, Vec<String>> {
    let file = |place: usize| {
        format!("messages/{}/{}{topic}.toml: `{key}`", LANGUAGES[place].0, kind.folder)
    };
    let mut problems = Vec::new();
    let mut parsed = Vec::new();
    for (place, texts) in languages.iter().enumerate() {
        match texts.get(key).map(|text| parts(text)) {
            None => problems.push(format!("{} is missing", file(place))),
            Some(Err(problem)) => problems.push(format!("{}: {problem}", file(place))),
            Some(Ok(parts))
                if parts.iter().any(|part| matches!(part, Part::Phrase(_) | Part::Known(_))) =>
            {
                problems.push(format!("{}: only findings have phrases", file(place)));
            }
            Some(Ok(parts)) => parsed.push(parts),
        }
    }
    if !key.starts_with(|c: char| c.is_ascii_lowercase())
        || !key.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
    {
        problems.push(format!("{} is not a name in snake case", file(0)));
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    let values: Vec<BTreeSet<&str>> = parsed.iter().map(|parts| names(parts)).collect();
    for (place, here) in values.iter().enumerate() {
        if let Some(lost) = values.iter().flatten().find(|name| !here.contains(*name)) {
            problems.push(format!("{} does not use {{{lost}}}", file(place)));
        }
    }
    if problems.is_empty() { Ok(function(key, languages, &parsed, kind)) } else { Err(problems) }
}

/// The names of the values in a text.
fn names(parts: &[Part]) -> BTreeSet<&str> {
    parts.iter().filter_map(Part::name).collect()
}

fn function(
    key: &str,
    languages: &[Texts; LANGUAGES.len()],
    parsed: &[Vec<Part>],
    kind: Kind,
) -> String {
    let Kind { visibility, number: [write_number, before], .. } = kind;
    let numbers: BTreeSet<&str> = parsed
        .iter()
        .flatten()
        .filter_map(|part| match part {
            Part::Choice { number, .. } => Some(number.as_str()),
            Part::Text(_) | Part::Value(_) | Part::Phrase(_) | Part::Known(_) => None,
        })
        .collect();
    let values = names(&parsed[0]);
    let english = languages[LANGUAGES.len() - 1].get(key).map_or("", String::as_str);
    let mut code = format!("    /// `{}`\n", english.replace('\n', " ").replace('`', "'"));
    if values.is_empty() {
        let _ = writeln!(
            code,
            "    {visibility} const fn {key}(language: Language) -> &'static str {{\n        match language {{"
        );
        let texts = languages.iter().map(|texts| {
            let text = texts.get(key).map_or("", String::as_str);
            format!("{:?}", text.replace("{{", "{").replace("}}", "}"))
        });
        code.push_str(&arms(texts));
        code.push_str("        }\n    }\n");
        return code;
    }
    let parameters: Vec<String> =
        values
            .iter()
            .map(|name| {
                if numbers.contains(name) {
                    format!("{name}: u64")
                } else {
                    format!("{name}: &str")
                }
            })
            .collect();
    let _ = writeln!(
        code,
        "    {visibility} fn {key}(language: Language, {}) -> String {{\n        match language {{",
        parameters.join(", ")
    );
    let texts = parsed.iter().map(|parts| {
        let pieces = parts.iter().map(|part| match part {
            Part::Text(text) => format!("{text:?}"),
            Part::Value(name) if numbers.contains(name.as_str()) => {
                format!("{write_number}({before}{name}).as_str()")
            }
            Part::Value(name) | Part::Phrase(name) | Part::Known(name) => name.clone(),
            Part::Choice { number, one, other } => {
                format!("if {number} == 1 {{ {one:?} }} else {{ {other:?} }}")
            }
        });
        format!("[{}].concat()", pieces.collect::<Vec<_>>().join(", "))
    });
    code.push_str(&arms(texts));
    code.push_str("        }\n    }\n");
    code
}

/// An arm of a `match` for each text; languages that say the same share one.
fn arms(texts: impl Iterator<Item = String>) -> String {
    let mut shared: Vec<(String, Vec<&str>)> = Vec::new();
    for ((_, language), text) in LANGUAGES.iter().zip(texts) {
        match shared.iter_mut().find(|(said, _)| *said == text) {
            Some((_, languages)) => languages.push(language),
            None => shared.push((text, vec![language])),
        }
    }
    let arm = |(text, languages): &(String, Vec<&str>)| {
        let languages: Vec<String> =
            languages.iter().map(|language| format!("Language::{language}")).collect();
        format!("            {} => {text},\n", languages.join(" | "))
    };
    shared.iter().map(arm).collect()
}
