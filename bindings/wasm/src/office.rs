//! What only the counting page takes: documents for word processors, archives, and what its forms write into the files of an election.

use std::io::{Cursor, Write};

use vaali::values::Values;
use vaali_formats::{
    folder::{self, PROCEEDINGS},
    proceedings::{self, Figures},
    recognise::Kind,
};
use vaali_report::minutes;
use wasm_bindgen::prelude::wasm_bindgen;
use zip::{CompressionMethod, ZipArchive, ZipWriter, result::ZipError, write::SimpleFileOptions};

use crate::{
    ballots::CastBallots,
    election::Election,
    files::refused,
    finding::{self, listed},
    folder::{FileSet, proceedings_text},
    json,
    problem::{Own, Problem, Thrown},
    reports::{known, minutes_document, with},
};

/// The minutes as a document for word processors.
#[wasm_bindgen(js_name = minutesDocx)]
pub fn minutes_docx(
    election: &Election,
    ballots: &CastBallots,
    proceedings: &str,
    order: &str,
) -> Result<Vec<u8>, Thrown> {
    let document =
        minutes_document(election, ballots, proceedings, json::read_own(order, "order")?)?;
    document.to_docx().map_err(|error| Problem::own(Own::Unreadable, "", error.to_string()).into())
}

/// The figures that do not agree, each pair in a sentence of the minutes, as a JSON list.
#[wasm_bindgen]
pub fn disagreements(
    election: &Election,
    ballots: &CastBallots,
    proceedings: &str,
    language: &str,
) -> Result<String, Thrown> {
    let language = known(language)?;
    let found =
        with(election, ballots, proceedings, |counted| minutes::disagreements(counted, language));
    json::write(&found?)
}

/// A problem that the page itself found, in the languages beside English, as JSON: by its code and its words.
#[wasm_bindgen(js_name = inLanguages)]
pub fn in_languages(code: &str, message: &str, fix: &str) -> Result<String, Thrown> {
    json::write(&finding::in_languages(code, message, fix, &Values::new()))
}

/// The files of an election's folder as JSON: what each is, and its name.
#[wasm_bindgen(js_name = folderNames)]
pub fn folder_names() -> Result<String, Thrown> {
    json::write(&folder::NAMES)
}

/// Of files by name and kind those of which only one can be read, each after the first, as JSON findings.
#[wasm_bindgen]
pub fn doubled(files: &str) -> Result<String, Thrown> {
    let files: Vec<(String, Kind)> = json::read_own(files, "files")?;
    json::write(&listed(folder::doubled(files.iter().map(|(name, kind)| (name.as_str(), *kind)))))
}

/// Writes who was there, and the paper that is accounted for, into the file of the proceedings.
#[wasm_bindgen(js_name = recordFigures)]
pub fn record_figures(files: &mut FileSet, figures: &str) -> Result<(), Thrown> {
    let figures: Figures = json::read_own(figures, "figures")?;
    let text = proceedings::with_figures(&proceedings_text(files)?, &figures);
    files.0.put(PROCEEDINGS, text.map_err(|findings| refused(&findings))?.into_bytes());
    Ok(())
}

/// Takes a lot out of the file of the proceedings that answers nothing any more.
#[wasm_bindgen(js_name = withdrawLot)]
pub fn withdraw_lot(files: &mut FileSet, label: &str) -> Result<(), Thrown> {
    let text = proceedings::without_lot(&proceedings_text(files)?, label);
    files.0.put(PROCEEDINGS, text.map_err(|findings| refused(&findings))?.into_bytes());
    Ok(())
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
    unpacked().map_err(|error| {
        let message = format!("the archive cannot be opened: {error}");
        Problem::own(Own::Archive, "archive", message).into()
    })
}
