//! A certified folder: what is published in one half, what the tellers keep in the other, and in each a list of its files.
//!
//! The list has the form of `sha256sum` (GNU coreutils), so that anybody can check it with a program that they have: `sha256sum -c SHA256SUMS`. It is read more strictly
//! than that program does: one folder has one list, so a changed byte of the list itself is found, too.

use std::collections::BTreeMap;

use super::{
    Finding, Hash,
    report::{Check, Report, Status},
    verify,
};

/// The half of a certified folder that is published.
pub const PUBLIC: &str = "public";
/// The half of a certified folder that the tellers keep; only of secret elections.
pub const SEALED: &str = "sealed";
/// The list of the files of a half, beside them.
pub const LIST: &str = "SHA256SUMS";
/// The record, in [`PUBLIC`].
pub const RECORD_FILE: &str = "record.json";
/// The sealed ballots, in [`SEALED`].
pub const BALLOTS_FILE: &str = "ballots.json";
/// Who voted, in [`SEALED`], where the roll tells.
pub const VOTED_FILE: &str = "voted.csv";

/// The files of one half by name, with their hashes.
pub type Files = BTreeMap<String, Hash>;

/// The list of the files of a half, but for itself: sorted by name, a line for each.
///
/// ```
/// use vaali::record::{Files, Hash, list_of_files};
///
/// let files = Files::from([("record.json".to_owned(), Hash::of_bytes(b"{}"))]);
/// assert_eq!(
///     list_of_files(&files),
///     "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a  record.json\n"
/// );
/// ```
pub fn list_of_files(files: &Files) -> String {
    files.iter().flat_map(|(name, hash)| [hash.to_string(), format!("  {name}\n")]).collect()
}

/// One half of a folder as it was found.
#[derive(Clone, Copy, Debug)]
pub struct Half<'a> {
    /// The bytes of its list, if there is one.
    pub list: Option<&'a [u8]>,
    /// Every other entry by its name, with the hash of its bytes.
    pub files: &'a Files,
}

/// A certified folder as it was found.
#[derive(Clone, Copy)]
pub struct CertifiedFolder<'a> {
    /// What is published.
    pub public: Half<'a>,
    /// The bytes of the record; empty if there is none.
    pub record: &'a [u8],
    /// What the tellers keep, if it is at hand.
    pub sealed: Option<Half<'a>>,
    /// The bytes of the sealed ballots, if they are at hand.
    pub ballots: Option<&'a [u8]>,
    /// Entries that belong to neither half.
    pub strays: &'a [String],
}

impl std::fmt::Debug for CertifiedFolder<'_> {
    /// Without the ballots.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("CertifiedFolder")
            .field("public", &self.public)
            .field("sealed", &self.sealed)
            .field("strays", &self.strays)
            .finish_non_exhaustive()
    }
}

/// Verifies a certified folder: the list of its files (V17), and the record as [`verify`](super::verify()) does.
///
/// Only a hash that was published elsewhere can show that all files were made anew together; see [`Report::against`].
///
/// ```
/// use vaali::record::{CertifiedFolder, Files, Half, Hash, list_of_files, verify_folder};
///
/// let record = b"{}";
/// let mut files = Files::from([("record.json".to_owned(), Hash::of_bytes(record))]);
/// let list = list_of_files(&files);
/// let published = Hash::of_bytes(list.as_bytes());
/// let verify = |files: &Files| {
///     let public = Half { list: Some(list.as_bytes()), files };
///     verify_folder(&CertifiedFolder { public, record, sealed: None, ballots: None, strays: &[] })
/// };
/// // The files are as they were listed and published; that the record is none, other checks say.
/// assert_eq!(verify(&files).against(published).failed(), ["V02", "V04", "V06"]);
///
/// files.insert("added.txt".to_owned(), Hash::of_bytes(b"?"));
/// assert_eq!(verify(&files).failed(), ["V02", "V04", "V06", "V17"]);
/// ```
pub fn verify_folder(folder: &CertifiedFolder<'_>) -> Report {
    let mut findings: Vec<Finding> =
        folder.strays.iter().map(|file| Finding::FileNotListed { file: file.clone() }).collect();
    findings.extend(compare(PUBLIC, folder.public, RECORD_FILE));
    if let Some(sealed) = folder.sealed {
        findings.extend(compare(SEALED, sealed, BALLOTS_FILE));
    }
    let mut report = verify(folder.record, folder.ballots);
    report.checks.push(Check {
        code: "V17",
        name: "files",
        proves: "every file is listed, is there, and is as it was listed",
        status: Status::of(findings),
    });
    report.list_hash = folder.public.list.map(Hash::of_bytes);
    report
}

/// Everything in which a half differs from its list.
fn compare(half: &str, found: Half<'_>, must_have: &str) -> Vec<Finding> {
    let path = |name: &str| format!("{half}/{name}");
    let mut findings = Vec::new();
    if !found.files.contains_key(must_have) {
        findings.push(Finding::FileMissing { file: path(must_have) });
    }
    let Some(bytes) = found.list else {
        findings.push(Finding::FileMissing { file: path(LIST) });
        return findings;
    };
    let mut listed = Files::new();
    for (text, line) in bytes.split_inclusive(|&byte| byte == b'\n').zip(1_u64..) {
        let entry = entry(text).filter(|(name, _)| !listed.contains_key(name));
        match entry {
            Some((name, hash)) => drop(listed.insert(name, hash)),
            None => findings.push(Finding::ListLine { file: path(LIST), line }),
        }
    }
    for (name, hash) in &listed {
        match found.files.get(name) {
            // Said above already.
            None if name == must_have => {}
            None => findings.push(Finding::FileMissing { file: path(name) }),
            Some(found) if found != hash => {
                findings.push(Finding::FileChanged { file: path(name) });
            }
            Some(_) => {}
        }
    }
    let unlisted = found.files.keys().filter(|name| !listed.contains_key(*name));
    findings.extend(unlisted.map(|name| Finding::FileNotListed { file: path(name) }));
    if findings.is_empty() {
        // Every line is sound by itself: what is left is their order.
        let (written, sound) = (bytes.split(|&b| b == b'\n'), list_of_files(&listed));
        let other = written.zip(sound.as_bytes().split(|&b| b == b'\n')).zip(1_u64..);
        let first = other.into_iter().find(|((written, sound), _)| written != sound);
        findings.extend(first.map(|(_, line)| Finding::ListLine { file: path(LIST), line }));
    }
    findings
}

/// `HASH  NAME` and a line end, in no other spelling.
fn entry(line: &[u8]) -> Option<(String, Hash)> {
    let line = str::from_utf8(line).ok()?.strip_suffix('\n')?;
    let (hash, name) = line.split_once("  ")?;
    (!name.is_empty()).then_some((name.to_owned(), hash.parse().ok()?))
}
