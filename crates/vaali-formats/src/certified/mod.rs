//! The folder of a certified election as files: what is published in one half, what the tellers keep in the other.
//!
//! Where they are written, and by whom they may be read, is for the caller to say.

mod found;

use std::collections::BTreeMap;

use vaali::{
    count::Outcome,
    definition::Frozen,
    record::{
        self, BALLOTS_FILE, Certified, CertifiedFolder, Files, Half, Hash, LIST, PUBLIC,
        RECORD_FILE, Record, Report, SEALED, VOTED_FILE, canonical::CanonicalError, list_of_files,
        verify_folder,
    },
};

pub use self::found::{FoundFolder, Unread};
use crate::datasets::export;

/// The files of one half by name.
pub type Contents = BTreeMap<String, Vec<u8>>;

/// The two halves, each with the list of its files.
#[derive(Clone)]
pub struct Halves {
    /// What is published.
    pub public: Contents,
    /// What the tellers keep; nothing where the record holds the ballots.
    pub sealed: Option<Contents>,
}

impl std::fmt::Debug for Halves {
    /// Without the ballots.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Halves").field("public", &self.public.keys()).finish_non_exhaustive()
    }
}

impl Halves {
    /// The files of a certified election, with the documents that are published beside the record.
    ///
    /// # Errors
    /// A record without a canonical form, which no certified election has.
    pub fn of(
        frozen: &Frozen,
        certified: &Certified,
        documents: impl IntoIterator<Item = (String, Vec<u8>)>,
    ) -> Result<Self, CanonicalError> {
        let mut public: Contents = documents.into_iter().collect();
        public.insert(RECORD_FILE.to_owned(), certified.record.to_json()?.into_bytes());
        let sealed = sealed(frozen, certified)?;
        Ok(Self { public: with_list(public), sealed: sealed.map(with_list) })
    }

    /// The hash of the list of the published files.
    pub fn list_hash(&self) -> Hash {
        Hash::of_bytes(self.public.get(LIST).map_or(&[], Vec::as_slice))
    }
}

/// A record that holds, as far as can be seen without the sealed ballots: the only kind that reports are written of.
#[derive(Clone, Debug)]
pub struct SoundRecord {
    /// The record.
    pub record: Record,
    /// Its definition.
    pub frozen: Frozen,
}

impl SoundRecord {
    /// Reads and verifies a record; nothing where it does not hold.
    ///
    /// ```
    /// use vaali_formats::certified::SoundRecord;
    ///
    /// assert!(SoundRecord::read(br#"{"kind": "vaali record"}"#).is_none());
    /// ```
    pub fn read(bytes: &[u8]) -> Option<Self> {
        if !record::verify(bytes, None).passed() {
            return None;
        }
        let record = Record::from_json(str::from_utf8(bytes).ok()?).ok()?;
        let frozen = record.definition().clone().freeze().ok()?;
        Some(Self { record, frozen })
    }

    /// The result that was certified.
    pub fn outcome(&self) -> Outcome {
        Outcome::Complete { result: Box::new(self.record.result().clone()) }
    }
}

fn sealed(frozen: &Frozen, certified: &Certified) -> Result<Option<Contents>, CanonicalError> {
    let Some(ballots) = &certified.sealed else { return Ok(None) };
    let mut files = Contents::new();
    files.insert(BALLOTS_FILE.to_owned(), ballots.to_json()?.into_bytes());
    if certified.record.result().turnout.voted.is_some() {
        let name = |id: &str| {
            let voter = frozen.voter(id).and_then(|voter| frozen.roll().get(voter as usize));
            voter.map_or("", |voter| voter.name.in_language("en"))
        };
        let rows = certified.voted.iter().map(|id| [id.as_str(), name(id.as_str())]);
        let rows = std::iter::once(["voter", "name"]).chain(rows);
        files.insert(VOTED_FILE.to_owned(), export::csv(',', rows).into_bytes());
    }
    Ok(Some(files))
}

fn with_list(mut files: Contents) -> Contents {
    let list = list_of_files(&hashes(&files));
    files.insert(LIST.to_owned(), list.into_bytes());
    files
}

fn hashes(files: &Contents) -> Files {
    files.iter().map(|(name, bytes)| (name.clone(), Hash::of_bytes(bytes))).collect()
}

/// Verifies a certified folder of which every file is at hand by its path: `public/record.json`, or the published half alone, whose files have no folder before their names.
///
/// ```
/// use vaali_formats::certified::{Contents, verify};
///
/// let files = Contents::from([("record.json".to_owned(), b"{}".to_vec())]);
/// assert_eq!(verify(&files).failed(), ["V02", "V04", "V06", "V17"]);
/// ```
pub fn verify(files: &Contents) -> Report {
    let (mut public, mut sealed, mut strays) = (Contents::new(), Contents::new(), Vec::new());
    let half_alone = files.contains_key(RECORD_FILE) || files.contains_key(LIST);
    for (path, bytes) in files {
        let (half, name) = match path.split_once('/') {
            None if half_alone => (&mut public, path.as_str()),
            Some((PUBLIC, name)) if !half_alone => (&mut public, name),
            Some((SEALED, name)) if !half_alone => (&mut sealed, name),
            _ => {
                strays.push(path.clone());
                continue;
            }
        };
        half.insert(name.to_owned(), bytes.clone());
    }
    let (public_list, sealed_list) = (public.remove(LIST), sealed.remove(LIST));
    let (public_hashes, sealed_hashes) = (hashes(&public), hashes(&sealed));
    let has_sealed = sealed_list.is_some() || !sealed.is_empty();
    verify_folder(&CertifiedFolder {
        public: Half { list: public_list.as_deref(), files: &public_hashes },
        record: public.get(RECORD_FILE).map_or(&[], Vec::as_slice),
        sealed: has_sealed.then_some(Half { list: sealed_list.as_deref(), files: &sealed_hashes }),
        ballots: sealed.get(BALLOTS_FILE).map(Vec::as_slice),
        strays: &strays,
    })
}
