//! An election opened from its files, as the command opens a folder; large files of ballots by several workers.

use serde::Serialize;
use vaali::{
    ballot::Ballots,
    count::{Proceedings, count},
    definition::Frozen,
};
use vaali_formats::{
    Files, Finding, Findings,
    folder::{self, Folder},
    freeze::{self, FREEZE},
    meeting::{self, MEETING},
    template::examples,
};
use vaali_report::{Meeting, holds_address};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::{
    ballots::{CastBallots, Rows},
    election::Election,
    finding::{FileFinding, listed},
    folder::FileSet,
    json,
    portions::{PortionOrder, Portions},
    problem::Thrown,
    progress,
};

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
    OpeningFolder::new(files).open(None)
}

/// The files of an election, read up to the ballots: these can be read by several workers then.
#[wasm_bindgen]
#[derive(Debug)]
pub struct OpeningFolder {
    notes: Notes,
    election: Result<(Folder, Frozen), Findings>,
}

#[wasm_bindgen]
impl OpeningFolder {
    /// Reads all but the ballots.
    #[wasm_bindgen(constructor)]
    pub fn new(files: &FileSet) -> Self {
        let mut notes = Notes::default();
        let election = notes.read(&files.0);
        Self { notes, election }
    }

    /// The order by which workers can read portions of the ballots; nothing where they cannot be read so.
    pub fn order(&self) -> Option<PortionOrder> {
        let (folder, frozen) = self.election.as_ref().ok()?;
        folder.ballots_order(frozen).map(PortionOrder)
    }

    /// Reads the ballots too. Portions are what workers read of them already.
    pub fn open(self, portions: Option<Portions>) -> Result<OpenedFolder, Thrown> {
        let Self { mut notes, election } = self;
        let opened = election.and_then(|(folder, frozen)| notes.ballots(folder, frozen, portions));
        let (election, ballots) = match opened {
            Ok((election, ballots)) => (Some(election), ballots),
            Err(Findings(found)) => {
                notes.findings.extend(found);
                (None, None)
            }
        };
        let report = json::write(&FolderReport {
            findings: listed(notes.findings),
            proceedings: notes.proceedings,
            meeting: notes.meeting,
            frozen_at: notes.frozen_at,
        })?;
        Ok(OpenedFolder { election, ballots, report })
    }
}

/// What is read beside the election.
#[derive(Debug, Default)]
struct Notes {
    findings: Vec<Finding>,
    proceedings: Proceedings,
    meeting: Meeting,
    frozen_at: Option<String>,
}

impl Notes {
    fn read(&mut self, files: &Files) -> Result<(Folder, Frozen), Findings> {
        let folder = folder::read_files(files.clone())?;
        let frozen = folder.freeze()?;
        self.findings.extend(folder.findings.iter().cloned());
        self.findings.extend(examples::left(&folder));
        self.findings.extend(folder.warnings(&frozen));
        self.proceedings.clone_from(&folder.proceedings);
        if let Some(input) = files.input(MEETING) {
            self.meeting = meeting::read_input(&input, holds_address, &mut self.findings)?;
        }
        if let Some(bytes) = files.bytes(FREEZE) {
            let freeze = freeze::read_bytes(bytes)?;
            match freeze.changed(&frozen) {
                Some(changed) => self.findings.push(changed),
                None => self.frozen_at = Some(freeze.frozen_at.to_string()),
            }
        }
        Ok((folder, frozen))
    }

    fn ballots(
        &mut self,
        folder: Folder,
        frozen: Frozen,
        portions: Option<Portions>,
    ) -> Result<(Frozen, Option<CastBallots>), Findings> {
        if !folder.has_ballots() {
            let none = Ballots::none(&frozen);
            // Where nobody is opposed everybody is elected without a vote.
            let acclamation = count(&frozen, &none, &folder.proceedings)
                .is_ok_and(|outcome| outcome.result().acclamation);
            let mut cast = CastBallots::of_rows(&frozen, Vec::new(), Vec::new());
            cast.rows = Rows::Folder(Box::new(folder));
            return Ok((frozen, acclamation.then_some(cast)));
        }
        let portions = portions.as_ref().map(|portions| &portions.0);
        let read = folder.read_ballots_in_portions(&frozen, portions, &progress::tell)?;
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
