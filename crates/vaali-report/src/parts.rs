//! The parts of a message: words, and places for values. The build reads the message files with it, and the findings are filled with it.

/// A part of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// Words as they are.
    Text(String),
    /// `{name}`: a value to the letter.
    Value(String),
    /// `{name:phrase}`: a value that is English, to be said in the language too. Only findings have such values.
    Phrase(String),
    /// `{name:known}`: the same where it is a phrase of ours, else to the letter. Only findings have such values.
    Known(String),
    /// `{name|one|other}`: a word chosen by a number.
    Choice { number: String, one: String, other: String },
}

impl Part {
    /// The name of the value, if it is a place for one.
    pub(crate) fn name(&self) -> Option<&str> {
        match self {
            Self::Text(_) => None,
            Self::Value(name)
            | Self::Phrase(name)
            | Self::Known(name)
            | Self::Choice { number: name, .. } => Some(name),
        }
    }
}

/// The parts of a text; `{{` and `}}` stand for braces.
pub(crate) fn parts(text: &str) -> Result<Vec<Part>, String> {
    if text.trim() != text || text.is_empty() {
        return Err("the text is empty, or has blanks around it".to_owned());
    }
    let mut parts = Vec::new();
    let mut plain = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(['{', '}']) {
        plain.push_str(&rest[..at]);
        let brace = &rest[at..=at];
        rest = &rest[at + 1..];
        if let Some(after) = rest.strip_prefix(brace) {
            plain.push_str(brace);
            rest = after;
            continue;
        }
        let Some((inside, after)) = rest.split_once('}').filter(|_| brace == "{") else {
            return Err("a brace has no partner; `{{` writes a brace".to_owned());
        };
        if !plain.is_empty() {
            parts.push(Part::Text(std::mem::take(&mut plain)));
        }
        parts.push(place(inside)?);
        rest = after;
    }
    plain.push_str(rest);
    if !plain.is_empty() {
        parts.push(Part::Text(plain));
    }
    Ok(parts)
}

fn place(inside: &str) -> Result<Part, String> {
    let is_name =
        |name: &str| !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase() || c == '_');
    if let Some(name) = inside.strip_suffix(":phrase").filter(|name| is_name(name)) {
        return Ok(Part::Phrase(name.to_owned()));
    }
    if let Some(name) = inside.strip_suffix(":known").filter(|name| is_name(name)) {
        return Ok(Part::Known(name.to_owned()));
    }
    let mut words = inside.split('|');
    let name = words.next().unwrap_or_default().to_owned();
    if !is_name(&name) {
        return Err(format!("{{{inside}}} must begin with a name of small letters"));
    }
    match (words.next(), words.next(), words.next()) {
        (None, ..) => Ok(Part::Value(name)),
        (Some(one), Some(other), None) => {
            Ok(Part::Choice { number: name, one: one.to_owned(), other: other.to_owned() })
        }
        _ => Err(format!("{{{inside}}} must have two forms, as in {{votes|vote|votes}}")),
    }
}
