//! Rule sets to start from, each with its source. Data, not law: "as in", never "complies with".
//!
//! Every field can be changed after: the rules written in a definition decide, the preset only says where they came from.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};
use vaali_derive::FromValue;

use super::{Rules, Text};
use crate::{
    record::{shape, strict},
    words,
};

/// A rule set to start from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, FromValue)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Preset {
    /// Its name in commands and files.
    pub id: String,
    /// Its name for people.
    pub title: Text,
    /// When to take it.
    pub summary: Text,
    /// Where its rules come from.
    pub sources: Vec<Source>,
    /// The rules themselves.
    pub rules: Rules,
}

/// A statute or a practice behind a rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, FromValue)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Statute and section, or the practice.
    pub name: String,
    /// What it says, in our words.
    pub says: String,
    /// How sure that is.
    pub read: Reading,
}

/// How a source was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, FromValue)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Reading {
    /// In the primary text.
    Primary,
    /// In a secondary source.
    Secondary,
    /// A published practice, no statute.
    Practice,
}

const FILES: [&str; 6] = [
    include_str!("presets/founding_council.json"),
    include_str!("presets/association_board.json"),
    include_str!("presets/association_board_range.json"),
    include_str!("presets/personal_deputies.json"),
    include_str!("presets/meeting_slips.json"),
    include_str!("presets/nordic_majority.json"),
];

static PRESETS: LazyLock<Vec<Preset>> =
    LazyLock::new(|| FILES.iter().filter_map(|text| read(text)).collect());

/// By the road that definitions take.
fn read(text: &str) -> Option<Preset> {
    shape::read(&strict::parse(text).ok()?).ok()
}

/// All presets, the founding case first.
/// ```
/// use vaali::definition::presets;
///
/// assert_eq!(presets::all()[0].id, "founding_council");
/// ```
pub fn all() -> &'static [Preset] {
    &PRESETS
}

/// All presets as JSON, every default written out: what [`all`] is serialised to, but for blanks and the order of keys.
///
/// A module for pages hands this out as it is, and needs no reader of presets.
/// ```
/// use vaali::definition::presets;
///
/// let read: Vec<presets::Preset> = serde_json::from_str(&presets::to_json())?;
/// assert_eq!(read, presets::all());
/// # Ok::<(), serde_json::Error>(())
/// ```
pub fn to_json() -> String {
    format!("[{}]", words::listed(&mut FILES.into_iter()))
}

/// The preset of a name.
pub fn find(id: &str) -> Option<&'static Preset> {
    all().iter().find(|preset| preset.id == id)
}

/// The name of a preset nearest to a word, to ask "did you mean".
pub fn nearest(word: &str) -> Option<&'static str> {
    all()
        .iter()
        .map(|preset| preset.id.as_str())
        .min_by_key(|id| strsim::damerau_levenshtein(id, word))
}
