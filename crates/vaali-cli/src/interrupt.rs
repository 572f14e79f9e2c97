//! Ctrl-C: what is half written goes away before the command does.

use std::{
    fs,
    path::{Path, PathBuf},
    process,
    sync::{Mutex, PoisonError},
};

/// What shells report for a command that Ctrl-C ended.
const INTERRUPTED: i32 = 130;

/// Held while several files take their places: Ctrl-C waits for it.
static PLACING: Mutex<()> = Mutex::new(());

static UNFINISHED: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// Starts to listen. Without it Ctrl-C still ends the command, but leaves a temporary file behind.
pub(crate) fn listen() {
    let heard = || {
        let _placed = PLACING.lock().unwrap_or_else(PoisonError::into_inner);
        for path in unfinished().iter() {
            // It may be finished and renamed by now.
            let _ = fs::remove_file(path).or_else(|_| fs::remove_dir_all(path));
        }
        process::exit(INTERRUPTED);
    };
    let _ = ctrlc::set_handler(heard);
}

/// Work of a moment that Ctrl-C does not cut in two.
pub(crate) fn uninterrupted<T>(work: impl FnOnce() -> T) -> T {
    let _placing = PLACING.lock().unwrap_or_else(PoisonError::into_inner);
    work()
}

/// A file or folder that is being written, until this is dropped.
#[derive(Debug)]
pub(crate) struct Unfinished(PathBuf);

impl Unfinished {
    pub(crate) fn new(path: &Path) -> Self {
        unfinished().push(path.to_owned());
        Self(path.to_owned())
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        unfinished().retain(|path| *path != self.0);
    }
}

fn unfinished() -> std::sync::MutexGuard<'static, Vec<PathBuf>> {
    // A list of paths is sound whatever happened to whoever held it.
    UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner)
}
