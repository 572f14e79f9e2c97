//! Files appear whole or not at all: written under another name in the same folder, then renamed.

#[cfg(test)]
mod tests;

use std::{
    fs,
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
};

use tempfile::NamedTempFile;

use crate::{
    interrupt::{self, Unfinished},
    stop::Stop,
};

/// Who may read a new file, where the system keeps that with the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Readers {
    /// As any other file.
    Usual,
    /// Nobody but its owner.
    Owner,
}

/// Writes a new file by what `fill` puts into it; a file that is there stays as it is.
pub(crate) fn file(
    path: &Path,
    fill: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), Stop> {
    written(path, Readers::Usual, fill).map_err(|error| Stop::file("write", path, error))
}

/// Writes a new text file.
pub(crate) fn text(path: &Path, text: &str) -> Result<(), Stop> {
    file(path, |file| file.write_all(text.as_bytes()))
}

/// Writes a new text file that only its owner may read.
pub(crate) fn private(path: &Path, text: &str) -> Result<(), Stop> {
    written(path, Readers::Owner, |file| file.write_all(text.as_bytes()))
        .map_err(|error| Stop::file("write", path, error))
}

fn written(
    path: &Path,
    readers: Readers,
    fill: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    let (temporary, _unfinished) = beside(path, readers, fill)?;
    temporary.persist_noclobber(path)?;
    Ok(())
}

/// A whole file under another name in the folder of `path`.
fn beside(
    path: &Path,
    readers: Readers,
    fill: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<(NamedTempFile, Unfinished)> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".vaali-").suffix(".tmp");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // Less what the user's own mask takes away.
        let mode = match readers {
            Readers::Usual => 0o666,
            Readers::Owner => 0o600,
        };
        builder.permissions(fs::Permissions::from_mode(mode));
    }
    #[cfg(not(unix))]
    let _ = readers;
    let temporary = builder.tempfile_in(folder_of(path))?;
    let unfinished = Unfinished::new(temporary.path());
    let mut writer = BufWriter::with_capacity(1 << 16, temporary);
    fill(&mut writer)?;
    let temporary = writer.into_inner().map_err(io::IntoInnerError::into_error)?;
    temporary.as_file().sync_all()?;
    Ok((temporary, unfinished))
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// A file of a set.
#[derive(Clone, Debug)]
pub(crate) struct Part {
    pub(crate) path: PathBuf,
    pub(crate) bytes: Vec<u8>,
    /// Whether one that is there gives way.
    pub(crate) replace: bool,
}

/// Writes several files, all or none.
///
/// All of them are on the disk under other names before the first takes its place, so that a full disk or Ctrl-C leaves what was there. Should one then not find its place, those before it
/// are taken back.
pub(crate) fn all(parts: &[Part]) -> Result<(), Stop> {
    let mut whole = Vec::new();
    for part in parts {
        let file = beside(&part.path, Readers::Usual, |file| file.write_all(&part.bytes))
            .map_err(|error| Stop::file("write", &part.path, error))?;
        whole.push((part, file));
    }
    interrupt::uninterrupted(|| {
        let mut placed: Vec<Placed> = Vec::new();
        for (part, (file, _unfinished)) in whole {
            match place(part, file) {
                Ok(one) => placed.push(one),
                Err(error) => {
                    placed.into_iter().rev().for_each(Placed::take_back);
                    return Err(Stop::file("write", &part.path, error));
                }
            }
        }
        for old in placed.iter().filter_map(|one| one.old.as_deref()) {
            // The new files stand; an old one that cannot be removed is a file too many, and no loss.
            let _ = fs::remove_file(old);
        }
        Ok(())
    })
}

/// A file in its place, and where the one before it went.
struct Placed {
    path: PathBuf,
    old: Option<PathBuf>,
}

impl Placed {
    fn take_back(self) {
        // As far as the system lets us: the fault that is told is the first one.
        let _ = match self.old {
            Some(old) => fs::rename(old, &self.path),
            None => fs::remove_file(&self.path),
        };
    }
}

fn place(part: &Part, file: NamedTempFile) -> io::Result<Placed> {
    let mut old = None;
    if part.replace && part.path.is_file() {
        let mut builder = tempfile::Builder::new();
        builder.prefix(".vaali-").suffix(".old");
        let moved = builder.make_in(folder_of(&part.path), |to| fs::rename(&part.path, to))?;
        old = Some(moved.into_temp_path().keep()?);
    }
    let placed = Placed { path: part.path.clone(), old };
    match file.persist_noclobber(&part.path) {
        Ok(_) => Ok(placed),
        Err(error) => {
            if let Some(old) = &placed.old {
                let _ = fs::rename(old, &part.path);
            }
            Err(error.error)
        }
    }
}

/// Makes a folder to fill; one that is there must be empty.
pub(crate) fn new_folder(path: &Path) -> Result<(), Stop> {
    match fs::read_dir(path) {
        Ok(mut entries) => {
            if entries.next().is_some() {
                return Err(Stop::input(
                    "K01",
                    format!("{} is not empty", path.display()),
                    "name a folder that does not exist yet, or an empty one: nothing is ever overwritten",
                ));
            }
            Ok(())
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            fs::create_dir_all(path).map_err(|error| Stop::file("make the folder", path, error))
        }
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => Err(Stop::input(
            "K02",
            format!("{} is a file, not a folder", path.display()),
            "name a folder",
        )),
        Err(error) => Err(Stop::file("look into", path, error)),
    }
}
