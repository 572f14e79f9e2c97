//! An election as a folder of files that a secretary can open.
//!
//! `election.toml` holds the rules, `candidates.csv` and `roll.csv` the lists, `ballots.csv` the ballots, `voted.csv` the marks on the roll where ballots are apart from it, and
//! `proceedings.toml` what happened at the meeting.
//!
//! ```
//! use std::fs;
//! use vaali_formats::folder;
//!
//! let dir = tempfile::tempdir()?;
//! fs::write(dir.path().join(folder::ELECTION), r#"
//! format = 1
//! id = "7f6d4a0e-6f0c-4c51-9d5b-0c5f8f0d2a11"
//! title = "Board"
//! [rules]
//! ballots = "anonymous"
//! secrecy = "secret"
//! marks = { min = 1, max = 2 }
//! seats = { min = 2, max = 2 }
//! ties = { seat = "lot_manual" }
//! "#)?;
//! fs::write(dir.path().join(folder::CANDIDATES), "id;name\n01;Aino\n02;Bo\n03;Cia\n")?;
//! fs::write(dir.path().join(folder::BALLOTS), "marks\n01,02\n\"01;03\"\n")?;
//!
//! let folder = folder::read(dir.path())?;
//! let frozen = folder.freeze()?;
//! let read = folder.read_ballots(&frozen, &|_| {})?;
//! assert_eq!(read.ballots.accepted(), 2);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod candidates;
mod cells;
mod contents;
mod election;
mod quoted;
mod roll;
#[cfg(test)]
mod tests;
mod texts;
mod translate;

use std::path::{Path, PathBuf};

pub use self::contents::{NAMES, doubled, made_of, the_same};
pub(crate) use self::{
    cells::{MOST_FINDINGS, row_problem, yes_or_no},
    contents::kind_of,
};
use vaali::{
    ballot::{Ballot, RollMark},
    count::Proceedings,
    definition::{Definition, Frozen, Voter},
};

use crate::{
    Files, Finding, Findings, Input, Problem,
    ballots::{
        self, BallotRead, Progress,
        portions::{Order, Portions},
    },
    toml_file::Lines,
};

/// Identity, title and rules.
pub const ELECTION: &str = "election.toml";
/// The same as JSON, mostly with candidates and roll, as programs write a [`Definition`]. Read where there is no [`ELECTION`].
pub const DEFINITION: &str = "definition.json";
/// The candidates as they were nominated.
pub const CANDIDATES: &str = "candidates.csv";
/// The electoral roll.
pub const ROLL: &str = "roll.csv";
/// The ballots.
pub const BALLOTS: &str = "ballots.csv";
/// The marks on the roll, where ballots are apart from it.
pub const ROLL_MARKS: &str = "voted.csv";
/// Lots, declines, attendance.
pub const PROCEEDINGS: &str = "proceedings.toml";

/// An election read from a folder.
#[derive(Clone, Debug)]
pub struct Folder {
    /// The folder; empty where the files are in memory.
    pub path: PathBuf,
    /// The election before the vote.
    pub definition: Definition,
    /// What happened at the meeting; nothing where there is no such file.
    pub proceedings: Proceedings,
    /// Warnings and notes of the reading.
    pub findings: Vec<Finding>,
    files: Files,
    places: Places,
}

/// Where each part of the definition stands.
#[derive(Clone, Debug)]
struct Places {
    /// The file of the rules.
    rules: &'static str,
    election: Lines,
    /// The line of each candidate, where they come from their own file.
    candidates: Option<Vec<u64>>,
    /// The line of each voter, where they come from their own file.
    roll: Option<Vec<u64>>,
}

/// Reads the files of an election, all but its ballots.
///
/// # Errors
/// Everything that is wrong in any of the files, at once.
pub fn read(dir: &Path) -> Result<Folder, Findings> {
    read_at(dir, Files::of_folder(dir))
}

/// As [`read`], from files that need not lie on a disk.
///
/// # Errors
/// As [`read`].
pub fn read_files(files: Files) -> Result<Folder, Findings> {
    read_at(Path::new(""), files)
}

fn read_at(dir: &Path, files: Files) -> Result<Folder, Findings> {
    let mut findings = Vec::new();
    let (rules, election) = match (files.input(ELECTION), files.input(DEFINITION)) {
        (Some(input), _) => (ELECTION, election::read(&input, &mut findings)),
        (None, Some(input)) => (DEFINITION, election::read_json(&input, &mut findings)),
        (None, None) => {
            let folder = dir.display().to_string();
            return Err(Finding::new(ELECTION, &Problem::NoElection { folder }).into());
        }
    };
    let zone = election.zone;
    let mut definition = election.definition;
    let mut places = Places { rules, election: election.lines, candidates: None, roll: None };
    if let Some(definition) = &definition {
        texts::check(definition, &places, &mut findings);
    }

    for (name, key) in [(CANDIDATES, "candidates"), (ROLL, "roll")] {
        if places.election.has(key) && files.has(name) {
            let problem = Problem::TwoSources { file: rules, other: name };
            let mut finding = Finding::new(rules, &problem);
            finding.row = places.election.of(key);
            findings.push(finding);
        }
    }
    if let Some(input) = files.input(CANDIDATES) {
        let (candidates, lines) = candidates::read(&input, &zone, &mut findings);
        places.candidates = Some(lines);
        if let Some(definition) = &mut definition {
            definition.candidates = candidates;
        }
    } else if !places.election.has("candidates") {
        findings.push(Finding::new(CANDIDATES, &Problem::NoCandidateFile));
    }
    if let Some(input) = files.input(ROLL) {
        let (roll, lines) = roll::read(&input, &mut findings);
        places.roll = Some(lines);
        if let Some(definition) = &mut definition {
            definition.roll = roll;
        }
    }
    let mut proceedings = Proceedings::default();
    if let Some(input) = files.input(PROCEEDINGS) {
        match crate::proceedings::read_in(&input, &zone, &mut findings) {
            Ok(read) => proceedings = read,
            Err(found) => findings.extend(found.0),
        }
    }
    let findings = Findings::settle(findings)?;
    match definition {
        Some(definition) => {
            Ok(Folder { path: dir.to_owned(), definition, proceedings, findings, files, places })
        }
        // A definition is missing only where a finding says why.
        None => Err(Findings(findings)),
    }
}

/// Reads an election from the text of an `election.toml` that holds its candidates and its roll. It has no folder and no ballots.
///
/// # Errors
/// Everything that is wrong with it, at once.
///
/// ```
/// use vaali_formats::folder;
///
/// let findings = folder::from_toml("title = 1").unwrap_err();
/// assert!(findings.0.iter().any(|finding| finding.code == "D03"));
/// ```
pub fn from_toml(text: &str) -> Result<Folder, Findings> {
    let mut findings = Vec::new();
    let election = election::parse(text, &mut findings);
    let places = Places { rules: ELECTION, election: election.lines, candidates: None, roll: None };
    if let Some(definition) = &election.definition {
        texts::check(definition, &places, &mut findings);
    }
    let findings = Findings::settle(findings)?;
    match election.definition {
        Some(definition) => Ok(Folder {
            path: PathBuf::new(),
            definition,
            proceedings: Proceedings::default(),
            findings,
            files: Files::default(),
            places,
        }),
        // A definition is missing only where a finding says why.
        None => Err(Findings(findings)),
    }
}

/// Reads a roll alone.
///
/// # Errors
/// What makes it unreadable.
pub fn read_roll(path: &Path) -> Result<Vec<Voter>, Findings> {
    read_roll_input(&Input::file(path))
}

pub(crate) fn read_roll_input(input: &Input<'_>) -> Result<Vec<Voter>, Findings> {
    let mut findings = Vec::new();
    let (roll, _) = roll::read(input, &mut findings);
    Findings::settle(findings).map(|_| roll)
}

impl Folder {
    /// Freezes the definition. What the engine warns of is in [`Folder::warnings`].
    ///
    /// # Errors
    /// Every fault of the definition, with the file and the row where it stands, and the warnings after them.
    pub fn freeze(&self) -> Result<Frozen, Findings> {
        self.definition.clone().freeze().map_err(|_| {
            Findings(self.definition.check().iter().map(|fault| self.translate(fault)).collect())
        })
    }

    /// What is doubtful in a frozen definition, with the file and the row where it stands.
    pub fn warnings(&self, frozen: &Frozen) -> Vec<Finding> {
        frozen.warnings().iter().map(|fault| self.translate(fault)).collect()
    }

    /// Whether there are ballots yet.
    pub fn has_ballots(&self) -> bool {
        self.files.has(BALLOTS)
    }

    /// Reads the ballots, and with separate ballots the marks on the roll.
    ///
    /// # Errors
    /// What makes the file unreadable. A ballot that breaks the rules is no error: it is rejected by the engine and a finding of the result.
    pub fn read_ballots(
        &self,
        frozen: &Frozen,
        progress: &(dyn Fn(Progress) + Sync),
    ) -> Result<BallotRead, Findings> {
        self.read_ballots_in_portions(frozen, None, progress)
    }

    /// As [`Folder::read_ballots`], where others have read portions of the ballots: with the same outcome.
    ///
    /// # Errors
    /// As [`Folder::read_ballots`].
    pub fn read_ballots_in_portions(
        &self,
        frozen: &Frozen,
        portions: Option<&Portions>,
        progress: &(dyn Fn(Progress) + Sync),
    ) -> Result<BallotRead, Findings> {
        let Some(input) = self.files.input(BALLOTS) else {
            return Err(Finding::new(BALLOTS, &Problem::NoBallotFile).into());
        };
        let roll_marks = self.files.input(ROLL_MARKS);
        ballots::read_in_portions(&input, roll_marks.as_ref(), frozen, portions, progress)
    }

    /// The order by which others can read portions of the ballots; none where there are no ballots, or they cannot be read so.
    pub fn ballots_order(&self, frozen: &Frozen) -> Option<Order> {
        Order::of(&self.files.input(BALLOTS)?, frozen)
    }

    /// Every ballot as it was written, and every mark on the roll where ballots are apart from it: for a record.
    ///
    /// # Errors
    /// What makes a file unreadable.
    pub fn rows(&self, frozen: &Frozen) -> Result<(Vec<Ballot>, Vec<RollMark>), Findings> {
        let Some(input) = self.files.input(BALLOTS) else { return Ok(Default::default()) };
        ballots::rows_of(&input, self.files.input(ROLL_MARKS).as_ref(), frozen)
    }
}
