//! What a workbook is before it is opened: an archive whose parts must not grow beyond measure.
//!
//! A few kilobytes can unpack to terabytes, and an archive may say less of a part's length than is in it. So every part is unpacked once into nothing, up to its limit, before the reader of workbooks
//! may keep what it unpacks.

use std::io::{self, Cursor, Read, Seek, SeekFrom};

use memchr::{memchr, memmem};
use zip::ZipArchive;

use crate::Problem;

/// Parts of an archive; a workbook of a hundred sheets has some three hundred.
const MOST_PARTS: usize = 10_000;
/// All parts together, unpacked: a sheet of a million rows and some twenty columns.
const MOST_UNPACKED: u64 = 1 << 30;
/// The texts of all sheets, which are held at once.
const MOST_TEXTS: u64 = 128 << 20;
/// The styles, the list of sheets and the like: a thousand times what a program writes.
const MOST_SETTINGS: u64 = 8 << 20;

/// Whether the archive is a workbook of bounded size.
pub(super) fn check(bytes: &[u8]) -> Result<(), Problem> {
    let broken = |error: zip::result::ZipError| Problem::NotAWorkbook { problem: words(&error) };
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
    if archive.len() > MOST_PARTS {
        return Err(Problem::WorkbookTooLarge { what: "parts", limit: MOST_PARTS as u64 });
    }
    let mut names = Vec::new();
    for part in 0..archive.len() {
        let file = archive.by_index_raw(part).map_err(broken)?;
        names.push(file.name().map_err(broken)?.to_lowercase());
    }
    if let Some(what) = other_kind(&mut archive, &names) {
        return Err(Problem::NotATable { what });
    }
    let mut left = MOST_UNPACKED;
    for (part, name) in names.iter().enumerate() {
        let is_texts = name.ends_with("sharedstrings.xml");
        let is_settings =
            ["styles.xml", "workbook.xml", ".rels"].iter().any(|end| name.ends_with(end));
        let limit = if is_texts {
            MOST_TEXTS
        } else if is_settings {
            MOST_SETTINGS
        } else {
            MOST_UNPACKED
        };
        let limit = limit.min(left);
        let mut file = archive.by_index(part).map_err(broken)?.take(limit + 1);
        let mut text = Vec::new();
        let unpacked = if is_texts || is_settings {
            file.read_to_end(&mut text).map(|length| length as u64)
        } else {
            io::copy(&mut file, &mut io::sink())
        };
        let unpacked =
            unpacked.map_err(|error| Problem::NotAWorkbook { problem: error.to_string() })?;
        if unpacked > limit {
            return Err(Problem::WorkbookTooLarge { what: "bytes when unpacked", limit });
        }
        if is_texts && declares_too_much(&text) {
            let problem = "it declares more texts than it holds".to_owned();
            return Err(Problem::NotAWorkbook { problem });
        }
        left -= unpacked;
    }
    Ok(())
}

/// Whether a part says that more texts are in it than its length has room for: its reader makes room for as many as it says.
fn declares_too_much(part: &[u8]) -> bool {
    // In UTF-16 the word would not be found, and no program writes it.
    memchr(0, part).is_some()
        || memmem::find_iter(part, b"uniqueCount").any(|at| {
            let digits = part.get(at..).unwrap_or_default().iter().skip("uniqueCount".len());
            let number = digits
                .skip_while(|byte| !byte.is_ascii_digit())
                .take_while(|byte| byte.is_ascii_digit())
                .fold(0_usize, |number, byte| {
                    number.saturating_mul(10).saturating_add(usize::from(byte - b'0'))
                });
            number > part.len()
        })
}

fn words(error: &zip::result::ZipError) -> String {
    match error {
        zip::result::ZipError::InvalidArchive(_) => {
            "the archive is damaged or was not loaded to its end".to_owned()
        }
        other => other.to_string(),
    }
}

/// What the archive is, where it is no workbook of this kind.
fn other_kind(archive: &mut ZipArchive<Cursor<&[u8]>>, names: &[String]) -> Option<&'static str> {
    let has = |name: &str| names.iter().any(|known| known == name);
    if has("xl/workbook.xml") {
        return None;
    }
    if has("xl/workbook.bin") {
        return Some("a binary workbook (.xlsb)");
    }
    if has("word/document.xml") {
        return Some("a text document (.docx)");
    }
    let mut kind = String::new();
    if let Ok(file) = archive.by_name("mimetype") {
        // What cannot be read is no kind that is known.
        let _ = file.take(100).read_to_string(&mut kind);
    }
    if kind.starts_with("application/vnd.oasis.opendocument.spreadsheet") {
        Some("a workbook of LibreOffice (.ods)")
    } else if kind.starts_with("application/vnd.oasis.opendocument") {
        Some("a document of LibreOffice")
    } else if has("index/document.iwa") {
        Some("a document of Numbers or Pages")
    } else {
        Some("a packed archive (.zip) without a workbook in it")
    }
}

/// Bytes that may be read so many times over and no more: a list of sheets may name one part again and again.
#[derive(Debug)]
pub(super) struct Rationed<'b> {
    bytes: Cursor<&'b [u8]>,
    left: u64,
}

impl<'b> Rationed<'b> {
    /// Each part is read once or twice; the rest is for the directory.
    const TIMES: u64 = 4;
    const MORE: u64 = 1 << 20;

    pub(super) fn new(bytes: &'b [u8]) -> Self {
        let left = (bytes.len() as u64).saturating_mul(Self::TIMES).saturating_add(Self::MORE);
        Self { bytes: Cursor::new(bytes), left }
    }
}

impl Read for Rationed<'_> {
    fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
        let read = self.bytes.read(room)?;
        self.left = self
            .left
            .checked_sub(read as u64)
            .ok_or_else(|| io::Error::other("its sheets are the same part again and again"))?;
        Ok(read)
    }
}

impl Seek for Rationed<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.bytes.seek(to)
    }
}
