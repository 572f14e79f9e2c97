//! A certified folder on disk, read back as it is.

use std::{
    fs::{self, File},
    io,
    path::{Path, PathBuf},
};

use vaali::record::{
    BALLOTS_FILE, CertifiedFolder, Files, Half, Hash, LIST, PUBLIC, RECORD_FILE, Report, SEALED,
    verify_folder,
};

/// A file or folder that could not be read.
#[derive(Debug, thiserror::Error)]
#[error("cannot read `{}`: {error}", path.display())]
pub struct Unread {
    /// Which.
    pub path: PathBuf,
    /// What the system says.
    pub error: io::Error,
}

impl Unread {
    fn at(path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |error| Self { path: path.to_owned(), error }
    }
}

/// A certified folder as it was found on the disk. Only the record and the ballots are ever in memory; the other files are hashed as they are read.
///
/// ```
/// use vaali_formats::certified::FoundFolder;
///
/// let folder = tempfile::tempdir()?;
/// assert!(FoundFolder::read(folder.path())?.is_none());
///
/// std::fs::write(folder.path().join("record.json"), "{}")?;
/// let found = FoundFolder::read(folder.path())?.unwrap();
/// let report = found.verify(&found.record()?, None);
/// assert_eq!(report.failed(), ["V02", "V04", "V06", "V17"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct FoundFolder {
    public: FoundHalf,
    sealed: Option<FoundHalf>,
    strays: Vec<String>,
}

#[derive(Debug, Default)]
struct FoundHalf {
    list: Option<Vec<u8>>,
    files: Files,
    /// Entries that are no files: a link or a pipe is not what was certified, and reading it may not end.
    others: Vec<String>,
    folder: PathBuf,
}

impl FoundFolder {
    /// Reads a certified folder, whole or its published half alone. None if it is neither.
    ///
    /// # Errors
    /// What cannot be read.
    pub fn read(folder: &Path) -> Result<Option<Self>, Unread> {
        let is_half = |half: &Path| half.join(LIST).exists() || half.join(RECORD_FILE).exists();
        if is_half(folder) {
            return Ok(Some(Self::of(FoundHalf::read(folder)?, None, Vec::new())));
        }
        let (public, sealed) = (folder.join(PUBLIC), folder.join(SEALED));
        if !is_half(&public) {
            return Ok(None);
        }
        let mut strays = Vec::new();
        for entry in fs::read_dir(folder).map_err(Unread::at(folder))? {
            let name =
                entry.map_err(Unread::at(folder))?.file_name().to_string_lossy().into_owned();
            if ![PUBLIC, SEALED].contains(&name.as_str()) {
                strays.push(name);
            }
        }
        let sealed = if sealed.is_dir() { Some(FoundHalf::read(&sealed)?) } else { None };
        Ok(Some(Self::of(FoundHalf::read(&public)?, sealed, strays)))
    }

    fn of(public: FoundHalf, sealed: Option<FoundHalf>, mut strays: Vec<String>) -> Self {
        let halves = [(PUBLIC, Some(&public)), (SEALED, sealed.as_ref())];
        for (half, found) in halves {
            let others = found.into_iter().flat_map(|found| &found.others);
            strays.extend(others.map(|name| format!("{half}/{name}")));
        }
        strays.sort();
        Self { public, sealed, strays }
    }

    /// The bytes of the record; empty if there is none.
    ///
    /// # Errors
    /// A record that cannot be read.
    pub fn record(&self) -> Result<Vec<u8>, Unread> {
        self.public.bytes(RECORD_FILE).map(Option::unwrap_or_default)
    }

    /// The bytes of the sealed ballots in the folder.
    ///
    /// # Errors
    /// A file that cannot be read.
    pub fn ballots(&self) -> Result<Option<Vec<u8>>, Unread> {
        self.sealed.as_ref().map_or(Ok(None), |half| half.bytes(BALLOTS_FILE))
    }

    /// Checks the files, the record and its count; `ballots` are those of the folder, or the tellers' own copy.
    pub fn verify(&self, record: &[u8], ballots: Option<&[u8]>) -> Report {
        verify_folder(&CertifiedFolder {
            public: self.public.half(),
            record,
            sealed: self.sealed.as_ref().map(FoundHalf::half),
            ballots,
            strays: &self.strays,
        })
    }
}

impl FoundHalf {
    fn read(folder: &Path) -> Result<Self, Unread> {
        let mut half = Self { folder: folder.to_owned(), ..Self::default() };
        let entries = fs::read_dir(folder).and_then(Iterator::collect::<io::Result<Vec<_>>>);
        for entry in entries.map_err(Unread::at(folder))? {
            let name = entry.file_name().to_string_lossy().into_owned();
            let path = entry.path();
            let unread = Unread::at(&path);
            if !entry.file_type().is_ok_and(|kind| kind.is_file()) {
                half.others.push(name);
            } else if name == LIST {
                half.list = Some(fs::read(&path).map_err(unread)?);
            } else {
                let hash = File::open(&path).and_then(Hash::of_reader).map_err(unread)?;
                half.files.insert(name, hash);
            }
        }
        Ok(half)
    }

    fn half(&self) -> Half<'_> {
        Half { list: self.list.as_deref(), files: &self.files }
    }

    fn bytes(&self, name: &str) -> Result<Option<Vec<u8>>, Unread> {
        let path = self.folder.join(name);
        if !self.files.contains_key(name) || !path.is_file() {
            return Ok(None);
        }
        fs::read(&path).map(Some).map_err(Unread::at(&path))
    }
}
