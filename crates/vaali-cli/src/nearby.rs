//! What a person may have meant by a path: a mistake in a name or a folder too high is most of what goes wrong at a keyboard.

use std::{
    fs,
    path::{Path, PathBuf},
};

use vaali::record::{PUBLIC, RECORD_FILE};
use vaali_formats::folder::{DEFINITION, ELECTION};

use crate::{show::text::quoted_path, stop::Stop};

/// Entries of a folder that are looked at.
const MOST_ENTRIES: usize = 10_000;

/// How like two names must be, from 0 to 1.
const LIKE: f64 = 0.85;

/// The record of a folder that `vaali certify` wrote, or of its published half; nothing for the folder of an election.
pub(crate) fn record_in(dir: &Path) -> Option<PathBuf> {
    if holds_election(dir) {
        return None;
    }
    let records = [dir.join(PUBLIC).join(RECORD_FILE), dir.join(RECORD_FILE)];
    records.into_iter().find(|record| record.is_file())
}

/// Whether a folder holds the rules of an election.
pub(crate) fn holds_election(dir: &Path) -> bool {
    [ELECTION, DEFINITION].iter().any(|rules| dir.join(rules).is_file())
}

/// The folder in this one that holds an election, if there is one such.
pub(crate) fn election_in(dir: &Path) -> Option<PathBuf> {
    let mut found = entries(dir).filter(|entry| holds_election(entry));
    let first = found.next()?;
    found.next().is_none().then_some(first)
}

/// What lies beside a path that is not there, and is called nearly like it.
pub(crate) fn like(path: &Path, fits: impl Fn(&Path) -> bool) -> Option<PathBuf> {
    let wanted = plain(path);
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty());
    let likeness = |entry: &Path| {
        let name = plain(entry);
        let begins = wanted.chars().count() > 2 && name.starts_with(&wanted);
        if begins { 1.0 } else { strsim::jaro_winkler(&name, &wanted) }
    };
    let candidates = entries(parent.unwrap_or(Path::new("."))).filter(|entry| fits(entry));
    let nearest =
        candidates.map(|entry| (likeness(&entry), entry)).filter(|(near, _)| *near >= LIKE);
    let (_, entry) =
        nearest.max_by(|(a, one), (b, other)| a.total_cmp(b).then_with(|| other.cmp(one)))?;
    Some(path.with_file_name(entry.file_name()?))
}

/// A file to read that is not there, or is a folder.
pub(crate) fn must_be_a_file(path: &Path) -> Result<(), Stop> {
    let shown = path.display();
    if path.is_dir() {
        let message = format!("`{shown}` is a folder");
        return Err(Stop::input("K51", message, "name a file in it"));
    }
    if path.exists() {
        return Ok(());
    }
    let fix = like(path, Path::is_file).map_or_else(
        || "check the name, and in which folder it is".to_owned(),
        |near| format!("did you mean {}?", quoted_path(&near)),
    );
    Err(Stop::input("K51", format!("there is no file `{shown}`"), fix))
}

fn entries(dir: &Path) -> impl Iterator<Item = PathBuf> {
    let read = fs::read_dir(dir).into_iter().flatten().flatten();
    read.take(MOST_ENTRIES).map(|entry| entry.path())
}

/// A name as it is compared: without regard to capitals, and without the ending.
fn plain(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().to_lowercase()
}
