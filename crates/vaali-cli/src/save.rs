//! Files appear whole or not at all: written under another name in the same folder, then renamed.

use std::{
    fs,
    io::{self, BufWriter, Write},
    path::Path,
};

use tempfile::NamedTempFile;

use crate::{interrupt::Unfinished, stop::Stop};

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
    let (temporary, _unfinished) = filled(path, readers, fill)?;
    temporary.persist_noclobber(path)?;
    Ok(())
}

/// A whole file under another name in the same folder.
fn filled(
    path: &Path,
    readers: Readers,
    fill: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<(NamedTempFile, Unfinished)> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
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
    let temporary = builder.tempfile_in(folder.unwrap_or(Path::new(".")))?;
    let unfinished = Unfinished::new(temporary.path());
    let mut writer = BufWriter::with_capacity(1 << 16, temporary);
    fill(&mut writer)?;
    let temporary = writer.into_inner().map_err(io::IntoInnerError::into_error)?;
    temporary.as_file().sync_all()?;
    Ok((temporary, unfinished))
}

/// Writes a file in the place of one that may be there.
pub(crate) fn replacement(path: &Path, bytes: &[u8]) -> Result<(), Stop> {
    let replaced = || {
        let (temporary, _unfinished) = filled(path, Readers::Usual, |file| file.write_all(bytes))?;
        temporary.persist(path)?;
        Ok(())
    };
    replaced().map_err(|error| Stop::file("write", path, error))
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
