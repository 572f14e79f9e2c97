//! Texts in one language or several.

use std::{collections::BTreeMap, fmt};

use serde::{
    Deserialize, Deserializer, Serialize,
    de::{self, MapAccess, Visitor, value::MapAccessDeserializer},
};

use crate::record::shape::{FromValue, Misfit, Place};

/// A text for people: one for all languages, or one per language (`fi`, `sv`, `en`, ...).
///
/// Associations may have a name in Finnish, Swedish and Sámi (Yhdistyslaki 503/1989 § 9).
/// ```
/// use vaali::definition::Text;
///
/// let name: Text = serde_json::from_str(r#"{"fi": "Puheenjohtaja", "sv": "Ordförande"}"#)?;
/// assert_eq!(name.in_language("sv"), "Ordförande");
/// assert_eq!(name.in_language("en"), "Puheenjohtaja");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(untagged)]
pub enum Text {
    /// The same in every language.
    Plain(String),
    /// By language code (BCP 47).
    Languages(BTreeMap<String, String>),
}

/// What is expected, in the words of the reader.
pub(super) const EXPECTED: &str = "a text or texts by language";

/// Which language stands in when the one asked for is missing: Finnish, Swedish, English, then the first there is.
const STAND_IN: [&str; 3] = ["fi", "sv", "en"];

impl Text {
    /// The text in a language, or the nearest there is; empty only if there is none at all.
    pub fn in_language(&self, language: &str) -> &str {
        match self {
            Self::Plain(text) => text,
            Self::Languages(texts) => std::iter::once(language)
                .chain(STAND_IN)
                .find_map(|code| texts.get(code))
                .or_else(|| texts.values().next())
                .map_or("", String::as_str),
        }
    }

    /// Whether there is nothing to read in any language.
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Plain(text) => text.trim().is_empty(),
            Self::Languages(texts) => texts.values().all(|text| text.trim().is_empty()),
        }
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TextVisitor)
    }
}

/// By hand: the derived reader first makes a copy of any value there is, and is four times as large.
impl FromValue for Text {
    fn blank() -> Self {
        Self::Plain(String::new())
    }

    fn fill(&mut self, place: Place<'_>) -> Result<(), Misfit> {
        if place.is_table() {
            let mut languages = BTreeMap::blank();
            languages.fill(place)?;
            *self = Self::Languages(languages);
        } else {
            *self = Self::Plain(place.text(EXPECTED)?.to_owned());
        }
        Ok(())
    }
}

struct TextVisitor;

impl<'de> Visitor<'de> for TextVisitor {
    type Value = Text;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(EXPECTED)
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Text, E> {
        Ok(Text::Plain(text.to_owned()))
    }

    fn visit_map<A: MapAccess<'de>>(self, languages: A) -> Result<Text, A::Error> {
        Deserialize::deserialize(MapAccessDeserializer::new(languages)).map(Text::Languages)
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self::Plain(text.to_owned())
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self::Plain(text)
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.in_language("en"))
    }
}
