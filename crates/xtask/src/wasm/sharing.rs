//! What is compiled once, though modules are built in several folders.
//!
//! A tree and its copy are compared to show that where our sources lie changes no byte (P37). What was compiled from nothing in the tree lies in one place for both: the standard library, which some
//! toolchains bring compiled, and every package that read no file made in the tree. The compiler's own list of what it read says which these are. Cargo compiles all the rest again, and whatever uses it:
//! our crates, those that include what a build script wrote, and the last optimisation of the whole module.
//!
//! All of this saves time only: what is missing, or does not fit, is compiled again.

use std::{
    fs,
    path::{Path, PathBuf},
};

use super::toolchain::TARGET;
use crate::run::{command, succeeds};

#[cfg(test)]
mod tests;

/// The profile of the modules, which is the name of a folder too.
const PROFILE: &str = "wasm";

/// Copies the macros and build scripts of packages, which run on this machine, into another folder of targets, where there are none yet.
pub(super) fn share_tools(from: &Path, to: &Path) {
    let [from, into] = [from, to].map(|folder| folder.join(PROFILE));
    if from.is_dir() && !into.exists() && fs::create_dir_all(to).is_ok() {
        copy([from], &into);
    }
}

/// Copies what was compiled from nothing in `tree` into another folder of targets.
pub(super) fn share_libraries(from: &Path, to: &Path, tree: &Path) {
    let [from, to] = [from, to].map(|folder| folder.join(TARGET).join(PROFILE));
    let Ok(entries) = fs::read_dir(from.join("deps")) else { return };
    let shared = entries.filter_map(|entry| Some(entry.ok()?.path())).filter(|list| {
        list.extension().is_some_and(|ending| ending == "d")
            && fs::read_to_string(list).is_ok_and(|list| is_from_elsewhere(&list, tree))
    });
    let files: Vec<PathBuf> = shared.flat_map(|list| outputs(&list)).collect();
    let into = to.join("deps");
    if files.is_empty() || fs::create_dir_all(&into).is_err() {
        return;
    }
    copy(files, &into);
    // What cargo knows of them. Of others it sees that their files are missing.
    for known in [".fingerprint", "build"] {
        copy([from.join(known)], &to);
    }
}

/// Whether a list of the compiler names, behind the colon, only files that lie outside of the tree.
fn is_from_elsewhere(list: &str, tree: &Path) -> bool {
    let mut read = list.lines().filter_map(|line| match line.strip_prefix("# env-dep:") {
        Some(variable) => Some(variable.split_once('=').map_or("", |(_, value)| value)),
        None => line.split_once(": ").map(|(_, files)| files),
    });
    let tree = tree.to_string_lossy();
    let files = list.lines().filter(|line| !line.starts_with('#'));
    let mut files =
        files.filter_map(|line| Some(line.split_once(": ")?.1)).flat_map(str::split_whitespace);
    read.all(|line| !line.contains(&*tree)) && files.all(|file| Path::new(file).is_absolute())
}

/// The list, and the library that was compiled from what it names.
fn outputs(list: &Path) -> Vec<PathBuf> {
    let name = list.file_stem().unwrap_or_default().to_string_lossy();
    let library = |ending: &str| list.with_file_name(format!("lib{name}.{ending}"));
    let all = [list.to_owned(), library("rlib"), library("rmeta")];
    all.into_iter().filter(|file| file.exists()).collect()
}

/// Copies with the times of the files, by which cargo knows that nothing changed.
fn copy(files: impl IntoIterator<Item = PathBuf>, into: &Path) {
    succeeds(command("cp").arg("-a").args(files).arg(into));
}
