//! `frozen.toml`: when the definition of an election was frozen, and its hash, so that a later change is seen.
//!
//! The rules are frozen before voting opens. Nothing keeps a person from changing a file afterwards; this note says that it happened.
//!
//! ```
//! use vaali_formats::freeze::{self, Freeze};
//!
//! let folder = tempfile::tempdir()?;
//! let freeze =
//!     Freeze { frozen_at: "2030-04-01T12:00:00Z".parse()?, definition_hash: "ab".repeat(32).parse()?, parts: None };
//! freeze::write(folder.path(), &freeze)?;
//! assert_eq!(freeze::read(folder.path())?, Some(freeze));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use std::path::Path;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use vaali::{definition::Frozen, record::Hash};

use crate::{
    Finding, Findings, Input, Problem,
    proceedings::write_whole,
    table::shown,
    toml_file::{TomlFile, certain, read_certain, value_at},
};

/// The name of the file in the folder of an election.
pub const FREEZE: &str = "frozen.toml";

/// When a definition was frozen, and which.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Freeze {
    /// When.
    pub frozen_at: Timestamp,
    /// The hash of the definition then.
    pub definition_hash: Hash,
    /// The hashes of its parts, so that a change can be named; notes of older versions have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parts: Option<Parts>,
}

/// The hash of each part of a definition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Parts {
    /// Of the rules.
    pub rules: Hash,
    /// Of the candidates, in their order.
    pub candidates: Hash,
    /// Of the roll, in its order.
    pub roll: Hash,
}

impl Parts {
    /// The hashes of a definition; nothing where a part has no canonical form, which no frozen definition lacks.
    fn of(frozen: &Frozen) -> Option<Self> {
        let definition = frozen.definition();
        Some(Self {
            rules: Hash::of_canonical(&definition.rules).ok()?,
            candidates: Hash::of_canonical(&definition.candidates).ok()?,
            roll: Hash::of_canonical(&definition.roll).ok()?,
        })
    }

    /// The parts that are not the same, in words.
    fn changed(&self, now: &Self) -> String {
        let parts = [
            ("the rules", self.rules == now.rules),
            ("the candidates", self.candidates == now.candidates),
            ("the roll", self.roll == now.roll),
        ];
        let changed: Vec<&str> =
            parts.iter().filter(|(_, same)| !same).map(|(part, _)| *part).collect();
        match changed.split_last() {
            None => "the title or another entry beside the rules".to_owned(),
            Some((last, [])) => (*last).to_owned(),
            Some((last, before)) => format!("{} and {last}", before.join(", ")),
        }
    }
}

impl Freeze {
    /// The freeze of a definition at a time.
    pub fn of(frozen: &Frozen, frozen_at: Timestamp) -> Self {
        Self { frozen_at, definition_hash: frozen.hash(), parts: Parts::of(frozen) }
    }

    /// The warning that the definition is another one now, if it is: which part of it, where the note says.
    pub fn changed(&self, frozen: &Frozen) -> Option<Finding> {
        (self.definition_hash != frozen.hash()).then(|| {
            let parts = self.parts.as_ref().zip(Parts::of(frozen));
            let changed = parts.map_or_else(
                || "the rules, the candidates or the roll".to_owned(),
                |(then, now)| then.changed(&now),
            );
            let problem = Problem::ChangedSinceFreeze {
                changed,
                frozen_at: self.frozen_at.to_string(),
                then: self.definition_hash.to_string(),
                now: frozen.hash().to_string(),
            };
            Finding::new(FREEZE, &problem)
        })
    }
}

/// When voting opened, where rules that are frozen at this time would be younger than the vote.
///
/// ```
/// use vaali::definition::Definition;
/// use vaali_formats::freeze::too_late;
///
/// let frozen = Definition::from_json(r#"{
///     "format": 1, "id": "7f6d4a0e-6f0c-4c51-9d5b-0c5f8f0d2a11", "title": "Board",
///     "rules": {"ballots": "anonymous", "secrecy": "secret", "marks": {"min": 1, "max": 1}, "seats": {"min": 1, "max": 1},
///               "ties": {"seat": "lot_manual"}, "voting": {"opens": "2030-04-01T06:00:00Z", "closes": "2030-04-15T16:00:00Z"}},
///     "candidates": [{"id": "a", "name": "Aino"}, {"id": "b", "name": "Bo"}]
/// }"#)?.freeze()?;
/// assert_eq!(too_late(&frozen, "2030-04-01T05:59:59Z".parse()?), None);
/// assert_eq!(too_late(&frozen, "2030-04-01T06:00:00Z".parse()?), Some("2030-04-01T06:00:00Z".parse()?));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn too_late(frozen: &Frozen, frozen_at: Timestamp) -> Option<Timestamp> {
    let opens = frozen.rules().voting?.opens;
    (frozen_at >= opens).then_some(opens)
}

/// Reads the note of an election's folder; nothing if the election was not frozen yet.
///
/// # Errors
/// A file that cannot be read, or that holds something else, with the line.
pub fn read(folder: &Path) -> Result<Option<Freeze>, Findings> {
    let path = folder.join(FREEZE);
    if !path.exists() {
        return Ok(None);
    }
    parse(&read_certain(&Input::file(&path))?).map(Some)
}

/// As [`read`], from bytes.
///
/// # Errors
/// As [`read`].
pub fn read_bytes(bytes: &[u8]) -> Result<Freeze, Findings> {
    parse(&certain(bytes, FREEZE)?)
}

fn parse(text: &str) -> Result<Freeze, Findings> {
    let TomlFile { value, lines } = TomlFile::parse(FREEZE, text).map_err(Findings)?;
    serde_path_to_error::deserialize(&value).map_err(|error| {
        let path = error.path().to_string();
        let found = value_at(&value, &path);
        let shown = found.map(|found| shown(found.as_str().unwrap_or(&found.to_string())));
        let problem = match (path.rsplit('.').next(), shown) {
            (Some("frozen_at"), Some(text)) => {
                format!("`{text}` is not an instant such as 2030-04-01T12:00:00Z")
            }
            (Some("definition_hash" | "rules" | "candidates" | "roll"), Some(text)) => {
                format!("`{text}` is not a hash: 64 hexadecimal digits in quotes")
            }
            _ => vaali::definition::plain_words(&error.inner().to_string(), found),
        };
        let mut finding = Finding::new(FREEZE, &Problem::WrongFreeze { problem });
        finding.row = lines.of(&path);
        finding.column = (path != ".").then_some(path);
        finding.into()
    })
}

/// What the comments of the note say of earlier freezes, oldest first.
///
/// # Errors
/// A file that cannot be read.
pub fn earlier(folder: &Path) -> Result<Vec<String>, Findings> {
    let path = folder.join(FREEZE);
    if !path.exists() {
        return Ok(Vec::new());
    }
    Ok(earlier_in(&read_certain(&Input::file(&path))?))
}

fn earlier_in(text: &str) -> Vec<String> {
    text.lines().filter_map(|line| line.strip_prefix(EARLIER)).map(str::to_owned).collect()
}

/// Before what a comment says of an earlier freeze.
const EARLIER: &str = "# earlier: ";

/// Writes the note. A note that is there becomes a comment: that a definition was frozen before is never lost. The file is replaced as a whole or stays as it was.
///
/// # Errors
/// A file that cannot be written.
pub fn write(folder: &Path, freeze: &Freeze) -> Result<(), Findings> {
    let path = folder.join(FREEZE);
    let there = if path.exists() { Some(read_certain(&Input::file(&path))?) } else { None };
    let text = with(there.as_ref().map(String::as_bytes), freeze)?;
    write_whole(&path, &text).map_err(|error| {
        Finding::new(FREEZE, &Problem::NotWritten { problem: error.to_string() }).into()
    })
}

/// As [`write()`], for a file in memory: its text with the note, where `there` is the file that is there.
///
/// # Errors
/// A file that cannot be read.
pub fn with(there: Option<&[u8]>, freeze: &Freeze) -> Result<String, Findings> {
    let Some(there) = there else { return Ok(text(freeze, &[])) };
    let there = certain(there, FREEZE)?;
    let mut before = earlier_in(&there);
    let known = parse(&there)?;
    if known != *freeze {
        before.push(format!(
            "frozen_at {}, definition_hash {}",
            known.frozen_at, known.definition_hash
        ));
    }
    Ok(text(freeze, &before))
}

/// The text of a note; `before` are those of earlier freezes, as [`earlier`] gives them.
pub fn text(freeze: &Freeze, before: &[String]) -> String {
    let mut text = format!(
        "# When the rules, the candidates and the roll were frozen, and their hash then. `vaali freeze` writes this.\n\
         frozen_at = \"{}\"\ndefinition_hash = \"{}\"\n",
        freeze.frozen_at, freeze.definition_hash
    );
    if let Some(Parts { rules, candidates, roll }) = &freeze.parts {
        let hashes = [("rules", rules), ("candidates", candidates), ("roll", roll)];
        let hashes = hashes.map(|(part, hash)| format!("{part} = \"{hash}\""));
        text.push_str("parts = { ");
        text.push_str(&hashes.join(", "));
        text.push_str(" }\n");
    }
    for line in before {
        text.push_str(EARLIER);
        text.push_str(line);
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests;
