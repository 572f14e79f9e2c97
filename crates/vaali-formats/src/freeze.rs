//! `frozen.toml`: when the definition of an election was frozen, and its hash, so that a later change is seen.
//!
//! The rules are frozen before voting opens. Nothing keeps a person from changing a file afterwards; this note says that it happened.
//!
//! ```
//! use vaali_formats::freeze::{self, Freeze};
//!
//! let folder = tempfile::tempdir()?;
//! let freeze = Freeze { frozen_at: "2030-04-01T12:00:00Z".parse()?, definition_hash: "ab".repeat(32).parse()? };
//! freeze::write(folder.path(), &freeze)?;
//! assert_eq!(freeze::read(folder.path())?, Some(freeze));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use std::path::Path;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use vaali::{definition::Frozen, record::Hash};

use crate::{
    Finding, Findings, Problem,
    proceedings::write_whole,
    toml_file::{TomlFile, read_text},
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
}

impl Freeze {
    /// The warning that the definition is another one now, if it is.
    pub fn changed(&self, frozen: &Frozen) -> Option<Finding> {
        (self.definition_hash != frozen.hash()).then(|| {
            let problem = Problem::ChangedSinceFreeze {
                frozen_at: self.frozen_at.to_string(),
                then: self.definition_hash.to_string(),
                now: frozen.hash().to_string(),
            };
            Finding::new(FREEZE, &problem)
        })
    }
}

/// Reads the note of an election's folder; nothing if the election was not frozen yet.
///
/// # Errors
/// A file that cannot be read, or that holds something else.
pub fn read(folder: &Path) -> Result<Option<Freeze>, Findings> {
    let path = folder.join(FREEZE);
    if !path.exists() {
        return Ok(None);
    }
    let text = read_text(&path, FREEZE)?;
    let file = TomlFile::parse(FREEZE, &text).map_err(Findings)?;
    serde_json::from_value(file.value).map(Some).map_err(|error| {
        Finding::new(FREEZE, &Problem::WrongFreeze { problem: error.to_string() }).into()
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
    let text = read_text(&path, FREEZE)?;
    Ok(text.lines().filter_map(|line| line.strip_prefix(EARLIER)).map(str::to_owned).collect())
}

/// Before what a comment says of an earlier freeze.
const EARLIER: &str = "# earlier: ";

/// Writes the note. A note that is there becomes a comment: that a definition was frozen before is never lost. The file is replaced as a whole or stays as it was.
///
/// # Errors
/// A file that cannot be written.
pub fn write(folder: &Path, freeze: &Freeze) -> Result<(), Findings> {
    let mut before = earlier(folder)?;
    before.extend(read(folder)?.filter(|known| known != freeze).map(|known| {
        format!("frozen_at {}, definition_hash {}", known.frozen_at, known.definition_hash)
    }));
    let mut text = format!(
        "# When the rules, the candidates and the roll were frozen, and their hash then. `vaali freeze` writes this.\n\
         frozen_at = \"{}\"\ndefinition_hash = \"{}\"\n",
        freeze.frozen_at, freeze.definition_hash
    );
    for line in before {
        text.push_str(EARLIER);
        text.push_str(&line);
        text.push('\n');
    }
    write_whole(&folder.join(FREEZE), &text).map_err(|error| {
        Finding::new(FREEZE, &Problem::NotWritten { problem: error.to_string() }).into()
    })
}

#[cfg(test)]
mod tests;
