//! The files of an election in memory, as the command has them in a folder: opened, added to, imported into.

use std::collections::BTreeMap;

use serde::Serialize;
use vaali::{
    ballot::Ballots,
    count::{Decline, Lot, Proceedings, count},
    definition::{Definition, Frozen},
};
use vaali_formats::{
    Files, Finding, Findings,
    certified::{self, Contents, Halves},
    folder::{self, PROCEEDINGS},
    freeze::{self, FREEZE, Freeze},
    meeting::{self, MEETING},
    proceedings,
    recognise::{self, Kind},
    template::{self, Head, examples},
};
use vaali_report::{Language, Meeting, holds_address, published};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::{
    ballots::{CastBallots, Rows},
    election::Election,
    files::refused,
    import::IMPORTED,
    json,
    problem::{Own, Problem, Thrown},
    progress,
    record::{CertifyOrder, certified as certify},
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
    let is_list = IMPORTED.iter().any(|(_, list)| *list == kind) || kind == Kind::Unknown;
    json::write(&Recognised {
        kind,
        header: if is_list { recognise::header(name, bytes) } else { Vec::new() },
        columns: IMPORTED
            .into_iter()
            .map(|(name, kind)| (name, recognise::columns(kind)))
            .collect(),
    })
}

/// What was read of the files of an election.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct FolderReport {
    /// Everything found, errors first; with an error there is no election.
    pub findings: Vec<FileFinding>,
    /// What happened at the meeting.
    #[cfg_attr(test, ts(type = "Proceedings"))]
    pub proceedings: Proceedings,
    /// The meeting, for minutes.
    #[cfg_attr(test, ts(type = "Meeting"))]
    pub meeting: Meeting,
    /// When the rules were frozen, where that was noted and nothing changed since.
    #[cfg_attr(test, ts(type = "string", optional))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub frozen_at: Option<String>,
}

/// What was found in a file, and where.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct FileFinding {
    /// How grave it is.
    #[cfg_attr(test, ts(type = "\"error\" | \"warning\" | \"note\""))]
    pub severity: vaali_formats::Severity,
    /// A stable code, such as `F08` or `B10`.
    pub code: String,
    /// The name of the file.
    pub file: String,
    /// The row as a person counts it, from 1.
    pub row: Option<u64>,
    /// The column by its header.
    pub column: Option<String>,
    /// What, in English.
    pub message: String,
    /// What to do about it, in English.
    pub fix: String,
}

impl FileFinding {
    pub(crate) fn of(finding: Finding) -> Self {
        let Finding { severity, code, file, row, column, message, fix } = finding;
        Self { severity, code, file, row, column, message, fix }
    }
}

/// Findings in the order in which a person looks at them.
pub(crate) fn listed(mut findings: Vec<Finding>) -> Vec<FileFinding> {
    findings.sort_by_key(|finding| finding.severity);
    findings.into_iter().map(FileFinding::of).collect()
}

/// An election opened from its files.
#[wasm_bindgen]
#[derive(Clone, Debug)]
pub struct OpenedFolder {
    election: Option<Frozen>,
    ballots: Option<CastBallots>,
    report: String,
}

#[wasm_bindgen]
impl OpenedFolder {
    /// The election; nothing where a finding says why.
    pub fn election(&self) -> Option<Election> {
        self.election.clone().map(Election)
    }

    /// The ballots; nothing where there are none yet.
    pub fn ballots(&self) -> Option<CastBallots> {
        self.ballots.clone()
    }

    /// What was found, as JSON.
    pub fn report(&self) -> String {
        self.report.clone()
    }
}

/// Reads the files of an election: as the command reads a folder.
#[wasm_bindgen(js_name = openFolder)]
pub fn open_folder(files: &FileSet) -> Result<OpenedFolder, Thrown> {
    let mut open = Opening::default();
    let (election, ballots) = match open.read(&files.0) {
        Ok((election, ballots)) => (Some(election), ballots),
        Err(Findings(found)) => {
            open.findings.extend(found);
            (None, None)
        }
    };
    let report = json::write(&FolderReport {
        findings: listed(open.findings),
        proceedings: open.proceedings,
        meeting: open.meeting,
        frozen_at: open.frozen_at,
    })?;
    Ok(OpenedFolder { election, ballots, report })
}

#[derive(Default)]
struct Opening {
    findings: Vec<Finding>,
    proceedings: Proceedings,
    meeting: Meeting,
    frozen_at: Option<String>,
}

impl Opening {
    fn read(&mut self, files: &Files) -> Result<(Frozen, Option<CastBallots>), Findings> {
        let folder = folder::read_files(files.clone())?;
        let frozen = folder.freeze()?;
        self.findings.extend(folder.findings.iter().cloned());
        self.findings.extend(examples::left(&folder));
        self.findings.extend(folder.warnings(&frozen));
        self.proceedings.clone_from(&folder.proceedings);
        if let Some(input) = files.input(MEETING) {
            self.meeting = meeting::read_input(&input, holds_address)?;
        }
        if let Some(bytes) = files.bytes(FREEZE) {
            let freeze = freeze::read_bytes(bytes)?;
            match freeze.changed(&frozen) {
                Some(changed) => self.findings.push(changed),
                None => self.frozen_at = Some(freeze.frozen_at.to_string()),
            }
        }
        if !folder.has_ballots() {
            let none = Ballots::none(&frozen);
            // Where nobody is opposed everybody is elected without a vote.
            let acclamation = count(&frozen, &none, &folder.proceedings)
                .is_ok_and(|outcome| outcome.result().acclamation);
            let mut cast = CastBallots::of_rows(&frozen, Vec::new(), Vec::new());
            cast.rows = Rows::Folder(Box::new(folder));
            return Ok((frozen, acclamation.then_some(cast)));
        }
        let read = folder.read_ballots(&frozen, &progress::tell)?;
        self.findings.extend(read.findings);
        let ballots = CastBallots {
            closed: read.ballots,
            rows: Rows::Folder(Box::new(folder)),
            findings: Vec::new(),
            layout: format!("{:?}", read.layout).to_lowercase(),
        };
        Ok((frozen, Some(ballots)))
    }
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
    String::from_utf8(bytes.to_vec())
        .map_err(|error| Problem::own(Own::Unreadable, PROCEEDINGS, error.to_string()).into())
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

/// Notes in the file of the freeze when the rules were frozen. An earlier freeze stays noted there.
#[wasm_bindgen(js_name = recordFreeze)]
pub fn record_freeze(files: &mut FileSet, election: &Election, at: &str) -> Result<(), Thrown> {
    let at = at.parse().map_err(|error: jiff::Error| {
        Thrown::from(Problem::own(Own::Unreadable, "at", error.to_string()))
    })?;
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
    let order: CertifyOrder = json::read(order, "order")?;
    let meeting: Meeting = json::read(meeting, "meeting")?;
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
    let report = certified::verify(&files.contents());
    json::write(&match hash {
        Some(hash) => report.against(crate::record::written_hash(&hash)?),
        None => report,
    })
}
