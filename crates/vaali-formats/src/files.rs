//! The files of an election's folder: on a disk, or in memory where there is no disk, as in a page of the web.
//!
//! ```
//! use vaali_formats::{Files, folder};
//!
//! let mut files = Files::default();
//! files.put(folder::ROLL, b"id;name\n1;Aino\n".to_vec());
//! assert!(files.has("roll.csv") && !files.has("ballots.csv"));
//! assert_eq!(files.names().collect::<Vec<_>>(), ["roll.csv"]);
//! ```

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use crate::Input;

/// Files by their names. A copy shares what is in memory.
#[derive(Clone, Debug, Default)]
pub struct Files(BTreeMap<String, Source>);

#[derive(Clone)]
enum Source {
    Disk(PathBuf),
    Memory(Arc<[u8]>),
}

impl std::fmt::Debug for Source {
    /// No bytes: they may be ballots.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Disk(path) => path.fmt(f),
            Self::Memory(bytes) => write!(f, "{} bytes", bytes.len()),
        }
    }
}

impl Files {
    /// The files that lie in a folder now; they are read when they are needed. None where it is no folder.
    pub fn of_folder(folder: &Path) -> Self {
        let entries = fs::read_dir(folder).into_iter().flatten().flatten();
        let source = |entry: fs::DirEntry| {
            let (name, path) = (entry.file_name().into_string().ok()?, entry.path());
            path.exists().then_some((name, Source::Disk(path)))
        };
        Self(entries.filter_map(source).collect())
    }

    /// Puts a file there, in place of one of that name.
    pub fn put(&mut self, name: impl Into<String>, bytes: impl Into<Arc<[u8]>>) {
        self.0.insert(name.into(), Source::Memory(bytes.into()));
    }

    /// Takes a file out.
    pub fn remove(&mut self, name: &str) {
        self.0.remove(name);
    }

    /// Whether there is a file of that name.
    pub fn has(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    /// The names, in order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// The bytes of a file in memory.
    pub fn bytes(&self, name: &str) -> Option<&[u8]> {
        match self.0.get(name)? {
            Source::Memory(bytes) => Some(bytes),
            Source::Disk(_) => None,
        }
    }

    /// A file to be read.
    pub fn input(&self, name: &str) -> Option<Input<'_>> {
        Some(match self.0.get(name)? {
            Source::Disk(path) => Input::file(path),
            Source::Memory(bytes) => Input::bytes(name, bytes),
        })
    }
}
