//! The folder of a certified election on disk: written whole or not at all, read back as it is.

use std::{
    fs::{self, DirBuilder, File, OpenOptions},
    io::{self, Write},
    path::{Path, PathBuf},
};

use vaali::{
    definition::Frozen,
    record::{
        BALLOTS_FILE, Certified, CertifiedFolder, Files, Half, Hash, LIST, PUBLIC, RECORD_FILE,
        Report, SEALED, verify_folder,
    },
};
use vaali_formats::certified::{Contents, Halves};
use vaali_report::published::Document;

use crate::{
    interrupt::{self, Unfinished},
    record::unwritten,
    stop::Stop,
};

/// What a folder was written with.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Written {
    /// The hash of the list of the published files.
    pub(crate) list_hash: Hash,
    /// Whether there is a part that must not be published.
    pub(crate) has_sealed: bool,
}

/// Writes the folder under another name beside its place, and puts it there when all of it is on the disk.
pub(crate) fn write(
    to: &Path,
    frozen: &Frozen,
    certified: &Certified,
    documents: Vec<Document>,
) -> Result<Written, Stop> {
    must_be_new(to)?;
    let documents = documents.into_iter().map(|document| (document.name, document.content));
    let halves = Halves::of(frozen, certified, documents).map_err(unwritten)?;
    let failed = |error| Stop::file("write", to, error);
    place(to, &halves.public, halves.sealed.as_ref()).map_err(failed)?;
    Ok(Written { list_hash: halves.list_hash(), has_sealed: halves.sealed.is_some() })
}

/// A certified folder is never overwritten, nor is anything else.
pub(crate) fn must_be_new(to: &Path) -> Result<(), Stop> {
    if fs::symlink_metadata(to).is_err() {
        return Ok(());
    }
    let (code, what) = if to.join(PUBLIC).join(RECORD_FILE).exists() {
        ("K45", "holds a certified election already")
    } else {
        ("K46", "is there already")
    };
    Err(Stop::input(
        code,
        format!("`{}` {what}", to.display()),
        "name a new folder with --to: what was certified is never overwritten",
    ))
}

fn place(to: &Path, public: &Contents, sealed: Option<&Contents>) -> io::Result<()> {
    let parent = to.parent().filter(|parent| !parent.as_os_str().is_empty());
    let parent = parent.unwrap_or(Path::new("."));
    fs::create_dir_all(parent)?;
    let draft = tempfile::Builder::new().prefix(".vaali-").suffix(".tmp").tempdir_in(parent)?;
    let _unfinished = Unfinished::new(draft.path());
    let whole = draft.path().join("certified");
    DirBuilder::new().create(&whole)?;
    fill(&whole.join(PUBLIC), public, Readers::Usual)?;
    if let Some(sealed) = sealed {
        fill(&whole.join(SEALED), sealed, Readers::Owner)?;
    }
    flush(&whole)?;
    interrupt::uninterrupted(|| fs::rename(&whole, to))?;
    flush(parent)
}

/// Who may look into a new folder, where the system keeps that with it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Readers {
    Usual,
    Owner,
}

fn fill(folder: &Path, files: &Contents, readers: Readers) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    if readers == Readers::Owner {
        use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
        builder.mode(0o700);
        options.mode(0o600);
    }
    #[cfg(not(unix))]
    let _ = readers;
    builder.create(folder)?;
    for (name, content) in files {
        let mut file = options.open(folder.join(name))?;
        file.write_all(content)?;
        file.sync_all()?;
    }
    flush(folder)
}

/// A folder's entries are on the disk only when the folder is.
fn flush(folder: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}

/// A folder as it was found.
#[derive(Debug)]
pub(crate) struct Found {
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

impl Found {
    /// Reads a certified folder, whole or its published half alone. None if it is neither.
    pub(crate) fn read(folder: &Path) -> Result<Option<Self>, Stop> {
        let is_half = |half: &Path| half.join(LIST).exists() || half.join(RECORD_FILE).exists();
        let failed = |error| Stop::file("read", folder, error);
        if is_half(folder) {
            return Ok(Some(Self::of(FoundHalf::read(folder).map_err(failed)?, None, Vec::new())));
        }
        let (public, sealed) = (folder.join(PUBLIC), folder.join(SEALED));
        if !is_half(&public) {
            return Ok(None);
        }
        let mut strays = Vec::new();
        for entry in fs::read_dir(folder).map_err(failed)? {
            let name = entry.map_err(failed)?.file_name().to_string_lossy().into_owned();
            if ![PUBLIC, SEALED].contains(&name.as_str()) {
                strays.push(name);
            }
        }
        let sealed =
            if sealed.is_dir() { Some(FoundHalf::read(&sealed).map_err(failed)?) } else { None };
        Ok(Some(Self::of(FoundHalf::read(&public).map_err(failed)?, sealed, strays)))
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
    pub(crate) fn record(&self) -> Result<Vec<u8>, Stop> {
        self.public.bytes(RECORD_FILE).map(Option::unwrap_or_default)
    }

    /// The bytes of the sealed ballots in the folder.
    pub(crate) fn ballots(&self) -> Result<Option<Vec<u8>>, Stop> {
        self.sealed.as_ref().map_or(Ok(None), |half| half.bytes(BALLOTS_FILE))
    }

    /// Checks the files, the record and its count.
    pub(crate) fn verify(&self, record: &[u8], ballots: Option<&[u8]>) -> Report {
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
    fn read(folder: &Path) -> io::Result<Self> {
        let mut half = Self { folder: folder.to_owned(), ..Self::default() };
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            if !entry.file_type()?.is_file() {
                half.others.push(name);
            } else if name == LIST {
                half.list = Some(fs::read(entry.path())?);
            } else {
                half.files.insert(name, Hash::of_reader(File::open(entry.path())?)?);
            }
        }
        Ok(half)
    }

    fn half(&self) -> Half<'_> {
        Half { list: self.list.as_deref(), files: &self.files }
    }

    fn bytes(&self, name: &str) -> Result<Option<Vec<u8>>, Stop> {
        let path = self.folder.join(name);
        if !self.files.contains_key(name) || !path.is_file() {
            return Ok(None);
        }
        fs::read(&path).map(Some).map_err(|error| Stop::file("read", &path, error))
    }
}
