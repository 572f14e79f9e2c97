//! The election as it will be, in a folder beside: a fault leaves the election's own folder as it was.

use std::{fs, path::Path};

use vaali::definition::Frozen;
use vaali_formats::folder::{CANDIDATES, ELECTION, ROLL};

use super::report::Written;
use crate::stop::Stop;

/// The definition of the folder with the new lists in place of its own.
pub(super) fn frozen(dir: &Path, new: &[Written]) -> Result<Frozen, Stop> {
    let stage = tempfile::tempdir()
        .map_err(|error| Stop::file("make a folder in", &std::env::temp_dir(), error))?;
    for name in [ELECTION, CANDIDATES, ROLL] {
        let (from, to) = (dir.join(name), stage.path().join(name));
        if from.exists() {
            fs::copy(&from, &to).map_err(|error| Stop::file("read", &from, error))?;
        }
    }
    for file in new {
        let to = stage.path().join(file.name);
        fs::write(&to, &file.bytes).map_err(|error| Stop::file("write", &to, error))?;
    }
    Ok(crate::input::read_folder(stage.path())?.freeze()?)
}
