//! Elections that somebody else counted: their files are not ours to ship, so they lie beside the repository or where `VAALI_DATA` says.

use std::{env, path::PathBuf};

use crate::{
    python_bindings,
    run::{root, run},
    steps::workspace_test,
};

/// What the summary of all steps says where they are not at hand. Where `VAALI_DATA` names a folder, it must hold them.
pub(crate) const MISSING: &str =
    "no published elections here: let VAALI_DATA name a folder that holds pabulib/*.pb";

/// The folder that holds `pabulib/`, if there is one.
pub(crate) fn folder() -> Option<PathBuf> {
    if let Some(named) = env::var_os("VAALI_DATA") {
        return Some(named.into());
    }
    let beside = root().parent()?.join("shared").join("data");
    beside.join("pabulib").is_dir().then_some(beside)
}

/// Counts them, through the readers and in the third notebook, and compares every total with what was published.
pub(crate) fn check() -> Result<(), String> {
    let folder = folder().ok_or(MISSING)?;
    let mut tests = workspace_test(&["--tests", "--", "--ignored", "p16_"]);
    run(tests.env("VAALI_DATA", &folder))?;
    run(python_bindings::pytest(&["-m", "published", "tests"]).env("VAALI_DATA", &folder))
}
