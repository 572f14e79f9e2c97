//! The files of an election in memory, as the command has them in a folder: opened, added to, imported into.

use std::collections::BTreeMap;

use serde::Serialize;
use vaali::{
    count::{Decline, Lot},
    definition::Definition,
    values::Values,
};
use vaali_formats::{
    Files, Findings,
    certified::{self, Contents, Halves},
    folder::{self, PROCEEDINGS},
    freeze::{self, FREEZE, Freeze},
    proceedings,
    recognise::{self, Kind},
    template::{self, Head, examples},
    times,
};
use vaali_report::{Language, Meeting, published};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::{
    ballots::{CastBallots, Rows},
    election::Election,
    files::refused,
    import::IMPORTED,
    json,
    problem::{Own, Problem, Thrown},
    record::{CertifyOrder, certified as certify},
    verification,
};

/// Files by their names, in memory.
#[wasm_bindgen]
#[derive(Clone, Debug, Default)]
pub struct FileSet(pub(crate) Files);

#[wasm_bindgen]
impl FileSet {
    /// No files.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self::default()
    }

    /// Puts a file there, in place of one of that name.
    pub fn put(&mut self, name: String, bytes: Vec<u8>) {
        self.0.put(name, bytes);
    }

    /// Takes a file out.
    pub fn remove(&mut self, name: &str) {
        self.0.remove(name);
    }

    /// The names, in order.
    pub fn names(&self) -> Vec<String> {
        self.0.names().map(str::to_owned).collect()
    }

    /// The bytes of a file.
    pub fn get(&self, name: &str) -> Option<Vec<u8>> {
        self.0.bytes(name).map(<[u8]>::to_vec)
    }
}

#[wasm_bindgen]
#[expect(clippy::cast_precision_loss, reason = "no file of a page has 2^53 bytes")]
impl FileSet {
    /// How many bytes a file has; none if it is not there.
    pub fn size(&self, name: &str) -> f64 {
        self.0.bytes(name).unwrap_or_default().len() as f64
    }

    /// Some bytes of a file, as far as it has them.
    pub fn slice(&self, name: &str, from: usize, to: usize) -> Vec<u8> {
        let bytes = self.0.bytes(name).unwrap_or_default();
        bytes.get(from..to.min(bytes.len())).unwrap_or_default().to_vec()
    }
}

impl FileSet {
    fn of(contents: Contents) -> Self {
        let mut files = Files::default();
        for (name, bytes) in contents {
            files.put(name, bytes);
        }
        Self(files)
    }

    pub(crate) fn contents(&self) -> Contents {
        let bytes = |name: &str| self.0.bytes(name).map(<[u8]>::to_vec).unwrap_or_default();
        self.0.names().map(|name| (name.to_owned(), bytes(name))).collect()
    }
}

/// What a file is, and what its columns may mean.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Recognised {
    /// What it is.
    #[cfg_attr(
        test,
        ts(
            type = "\"election\" | \"candidates\" | \"roll\" | \"ballots\" | \"roll_marks\" | \"proceedings\" | \"meeting\" | \"freeze\" | \"decisions\" | \"roll_list\" | \"nominations\" | \"ballot_form\" | \"voted_list\" | \"pabulib\" | \"data_set\" | \"record\" | \"sealed_ballots\" | \"hash_list\" | \"definition\" | \"archive\" | \"unknown\""
        )
    )]
    pub kind: Kind,
    /// The header of a table that is to be imported; nothing for any other file.
    pub header: Vec<String>,
    /// For each kind of list what its columns may mean.
    pub columns: BTreeMap<&'static str, Vec<&'static str>>,
}

/// What a file is, by its name and its content, as JSON.
#[wasm_bindgen(js_name = recognise)]
pub fn recognise_file(name: &str, bytes: &[u8]) -> Result<String, Thrown> {
    let kind = recognise::recognise(name, bytes);
    let is_list = IMPORTED.iter().any(|(_, _, list)| *list == kind) || kind == Kind::Unknown;
    json::write(&Recognised {
        kind,
        header: if is_list { recognise::header(name, bytes) } else { Vec::new() },
        columns: IMPORTED
            .into_iter()
            .map(|(_, name, kind)| (name, recognise::columns(kind)))
            .collect(),
    })
}

/// Refuses to make something official of an election that still holds the examples of a new one.
pub(crate) fn without_examples(ballots: &CastBallots) -> Result<(), Thrown> {
    match &ballots.rows {
        Rows::Folder(folder) => {
            let examples = examples::refused(folder);
            if examples.is_empty() { Ok(()) } else { Err(refused(&Findings(examples))) }
        }
        _ => Ok(()),
    }
}

/// The file of the rules, with a comment above each, of a definition without candidates and voters.
#[wasm_bindgen(js_name = rulesFile)]
pub fn rules_file(definition: &str, about: Vec<String>) -> Result<String, Thrown> {
    let definition = Definition::from_json(definition)?;
    let about: Vec<&str> = about.iter().map(String::as_str).collect();
    let head = Head {
        id: definition.id.0,
        title: &definition.title,
        test: definition.test,
        preset: definition.preset.as_deref().unwrap_or_default(),
        about: &about,
    };
    Ok(template::election(&head, &definition.rules))
}

pub(crate) fn proceedings_text(files: &FileSet) -> Result<String, Thrown> {
    let bytes = files.0.bytes(PROCEEDINGS).unwrap_or_default();
    proceedings::text(bytes).map_err(|findings| refused(&findings))
}

/// Adds a lot that was drawn to the file of the proceedings.
#[wasm_bindgen(js_name = recordLot)]
pub fn record_lot(files: &mut FileSet, lot: &str) -> Result<(), Thrown> {
    let lot: Lot = json::read(lot, "lot")?;
    let text = proceedings::with_lot(&proceedings_text(files)?, &lot);
    files.0.put(PROCEEDINGS, text.map_err(|findings| refused(&findings))?.into_bytes());
    Ok(())
}

/// Adds a seat or an office that was declined to the file of the proceedings.
#[wasm_bindgen(js_name = recordDecline)]
pub fn record_decline(files: &mut FileSet, decline: &str) -> Result<(), Thrown> {
    let decline: Decline = json::read(decline, "decline")?;
    let text = proceedings::with_decline(&proceedings_text(files)?, &decline);
    files.0.put(PROCEEDINGS, text.map_err(|findings| refused(&findings))?.into_bytes());
    Ok(())
}

/// Notes in the file of the freeze when the rules were frozen. An earlier freeze stays noted there. After voting has opened it is too late.
#[wasm_bindgen(js_name = recordFreeze)]
pub fn record_freeze(files: &mut FileSet, election: &Election, at: &str) -> Result<(), Thrown> {
    let at = at.parse().map_err(|error: jiff::Error| {
        Thrown::from(Problem::own(Own::Unreadable, "at", error.to_string()))
    })?;
    if let Some(opens) = freeze::too_late(&election.0, at) {
        let opens = times::written(opens, election.0.rules().time_zone.as_deref());
        let message = format!("voting opened at {opens}: it is too late to freeze the rules");
        let fix =
            "if they were settled before, say when as you certify; else move rules.voting.opens";
        return Err(Problem::new("error", "K23", "", message, fix, Values::new).into());
    }
    let noted = || -> Result<String, Findings> {
        let examples = examples::refused(&folder::read_files(files.0.clone())?);
        if !examples.is_empty() {
            return Err(Findings(examples));
        }
        freeze::with(files.0.bytes(FREEZE), &Freeze::of(&election.0, at))
    };
    let text = noted().map_err(|findings| refused(&findings))?;
    files.0.put(FREEZE, text.into_bytes());
    Ok(())
}

/// A certified folder: its files, and what to publish apart from them.
#[wasm_bindgen]
#[derive(Clone, Debug)]
pub struct CertifiedFolder {
    public: Contents,
    sealed: Option<Contents>,
    record: String,
    seal: String,
    list_hash: String,
}

#[wasm_bindgen]
impl CertifiedFolder {
    /// What is published, whole.
    pub fn public(&self) -> FileSet {
        FileSet::of(self.public.clone())
    }

    /// What the tellers keep; nothing where the record holds the ballots.
    pub fn sealed(&self) -> Option<FileSet> {
        self.sealed.clone().map(FileSet::of)
    }

    /// The record.
    pub fn record(&self) -> String {
        self.record.clone()
    }

    /// The seal, for the minutes.
    pub fn seal(&self) -> String {
        self.seal.clone()
    }

    /// The hash of the list of the published files.
    #[wasm_bindgen(js_name = listHash)]
    pub fn list_hash(&self) -> String {
        self.list_hash.clone()
    }
}

/// Certifies, and makes every file that `vaali certify` writes. `meeting` is what the minutes say beside the election.
#[wasm_bindgen(js_name = certifyFolder)]
pub fn certify_folder(
    election: &Election,
    ballots: &CastBallots,
    proceedings: &str,
    order: &str,
    meeting: &str,
    salt: &[u8],
) -> Result<CertifiedFolder, Thrown> {
    let order: CertifyOrder = json::read_own(order, "order")?;
    let meeting: Meeting = json::read_own(meeting, "meeting")?;
    let made = certify(election, ballots, proceedings, order, salt)?;
    let meeting = meeting.certified(made.record.certification());
    let documents = published::of(&made.record, &election.0, &meeting, &Language::ALL);
    let documents = documents.into_iter().map(|document| (document.name, document.content));
    let halves = Halves::of(&election.0, &made, documents).map_err(|error| {
        Thrown::from(Problem::own(Own::Unreadable, error.path(), error.to_string()))
    })?;
    let list_hash = halves.list_hash().to_string();
    let Halves { public, sealed } = halves;
    let record = public.get(vaali::record::RECORD_FILE).cloned().unwrap_or_default();
    Ok(CertifiedFolder {
        record: String::from_utf8(record).unwrap_or_default(),
        seal: made.record.seal().to_string(),
        public,
        sealed,
        list_hash,
    })
}

/// Every check of a certified folder, as JSON; `hash` is one that was published elsewhere, in any groups.
#[wasm_bindgen(js_name = verifyFolder)]
pub fn verify_folder(files: &FileSet, hash: Option<String>) -> Result<String, Thrown> {
    verification::told(certified::verify(&files.contents()), hash.as_deref())
}
