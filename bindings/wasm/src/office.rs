//! What word processors and archives take: only in the module of the counting page.

use std::io::{Cursor, Write};

use wasm_bindgen::prelude::wasm_bindgen;
use zip::{CompressionMethod, ZipArchive, ZipWriter, result::ZipError, write::SimpleFileOptions};

use crate::{
    ballots::CastBallots,
    election::Election,
    folder::FileSet,
    json,
    problem::{Own, Problem, Thrown},
    reports::minutes_document,
};

/// The minutes as a document for word processors.
#[wasm_bindgen(js_name = minutesDocx)]
pub fn minutes_docx(
    election: &Election,
    ballots: &CastBallots,
    proceedings: &str,
    order: &str,
) -> Result<Vec<u8>, Thrown> {
    let document = minutes_document(election, ballots, proceedings, json::read(order, "order")?)?;
    document.to_docx().map_err(|error| Problem::own(Own::Unreadable, "", error.to_string()).into())
}

/// Files as one archive. The same files give the same bytes: it tells no time.
#[wasm_bindgen]
pub fn zip(files: &FileSet) -> Result<Vec<u8>, Thrown> {
    let packed = || -> Result<Vec<u8>, ZipError> {
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(zip::DateTime::default());
        for (name, bytes) in files.contents() {
            archive.start_file(name, options)?;
            archive.write_all(&bytes)?;
        }
        Ok(archive.finish()?.into_inner())
    };
    packed().map_err(|error| Problem::own(Own::Unreadable, "", error.to_string()).into())
}

/// More than this in one archive is no election of a page.
const LARGEST: u64 = 512 << 20;

/// The files of an archive, by their paths.
#[wasm_bindgen]
pub fn unzip(bytes: &[u8]) -> Result<FileSet, Thrown> {
    let unpacked = || -> Result<FileSet, ZipError> {
        let mut archive = ZipArchive::new(Cursor::new(bytes))?;
        let mut files = FileSet::default();
        let mut room = LARGEST;
        for place in 0..archive.len() {
            let entry = archive.by_index(place)?;
            if !entry.is_file() {
                continue;
            }
            let name = entry.name()?.into_owned();
            let mut content = Vec::new();
            // What an archive says of its size may be a lie; what comes out of it is counted.
            std::io::Read::read_to_end(&mut std::io::Read::take(entry, room + 1), &mut content)?;
            let length = content.len() as u64;
            room = room
                .checked_sub(length)
                .ok_or(ZipError::InvalidArchive("it is too large".into()))?;
            files.put(name, content);
        }
        Ok(files)
    };
    unpacked().map_err(|error| Problem::own(Own::Unreadable, "archive", error.to_string()).into())
}
