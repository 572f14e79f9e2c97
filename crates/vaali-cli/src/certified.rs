//! The folder of a certified election on disk: written whole or not at all.

use std::{
    fs::{self, DirBuilder, File, OpenOptions},
    io::{self, Write},
    path::Path,
};

use vaali::{
    definition::Frozen,
    record::{Certified, Hash, PUBLIC, RECORD_FILE, SEALED},
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
