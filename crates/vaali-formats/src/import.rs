//! What a secretary has, as the files of an election's folder: lists become `roll.csv`, nominations `candidates.csv`, the export of a form `ballots.csv`, and who voted `voted.csv`.
//!
//! Nothing is written to a disk: whoever asks gets the files, or what keeps them from being made.
//!
//! ```
//! use vaali_formats::{Files, Input, folder, import::{self, Lists}, rolls};
//!
//! let mut files = Files::default();
//! files.put(folder::ELECTION, &b"format = 1"[..]);
//! let list = Input::bytes("members.csv", "Tunnus;Nimi\n001;Äiti ry\n".as_bytes());
//! let lists = Lists { rolls: vec![(list, rolls::Options::default())], ..Lists::default() };
//! let (imported, refused) = import::read(&files, &lists);
//! assert!(refused.is_none());
//! assert_eq!((imported.written[0].name, imported.written[0].rows), (folder::ROLL, 1));
//! ```

#[cfg(test)]
mod tests;

use std::{collections::BTreeSet, mem};

use serde::Serialize;
use vaali::definition::{BallotMode, Frozen, Voter};

use crate::{
    Files, Finding, Findings, Input, Problem, ballots,
    folder::{self, BALLOTS, CANDIDATES, DEFINITION, ELECTION, ROLL, ROLL_MARKS},
    forms::{self, FormRead},
    rolls::{
        self, Rolls,
        nominations::{self, Nominations},
        voted,
    },
    template::examples,
    toml_file::read_text,
};

/// The file in which a person decides about entries that may be the same.
pub const DECISIONS: &str = "decisions.csv";

/// Rows below which it may be chance that no two ballots mark the same candidate.
const FEWEST_NOMINATIONS: usize = 4;

/// What to import, each with what a person knows better than the recognition.
#[derive(Clone, Debug, Default)]
pub struct Lists<'a> {
    /// Those entitled to vote.
    pub rolls: Vec<(Input<'a>, rolls::Options)>,
    /// The nominations.
    pub nominations: Option<(Input<'a>, rolls::Options)>,
    /// Who voted, where ballots are apart from the roll.
    pub voted: Option<(Input<'a>, rolls::Options)>,
    /// The ballots.
    pub ballots: Option<(Input<'a>, forms::Options)>,
    /// Whether the roll that is there is only an example, and no organisation is looked for in it.
    pub roll_is_example: bool,
}

/// A file of the folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// Its name.
    pub name: &'static str,
    /// Its content.
    pub bytes: Vec<u8>,
    /// Its rows without the header.
    pub rows: usize,
}

/// For what the columns of a file were taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Mapping {
    /// Of a list.
    List(rolls::Mapping),
    /// Of the export of a form.
    Form {
        /// The file.
        file: String,
        /// Its columns.
        form: forms::Mapping,
    },
}

impl std::fmt::Display for Mapping {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::List(mapping) => mapping.fmt(f),
            Self::Form { file, form } => write!(f, "{file}, {form}"),
        }
    }
}

/// As far as the import came.
#[derive(Clone, Debug, Default)]
pub struct Imported {
    /// The files that it makes. Where something was refused they are not to be kept.
    pub written: Vec<Written>,
    /// What was odd.
    pub findings: Vec<Finding>,
    /// For what the columns of each file were taken.
    pub mappings: Vec<Mapping>,
    /// The lists of those entitled, with what may be double in them.
    pub rolls: Option<Rolls>,
    /// The ballots as they were read.
    pub form: Option<FormRead>,
}

/// Why there are no files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// What is wrong in them.
    Files(Findings),
    /// Not every entry that may be double is decided; [`Imported::rolls`] has the file to decide in.
    Undecided(Findings),
    /// The rules and lists by which ballots are read have errors themselves.
    NotYet(Findings),
    /// The rules do not keep ballots apart from the roll, so who voted is no list of its own.
    VotedIsNoList,
    /// The export of the ballots names who voted, and a list of its own does too.
    VotedTwice {
        /// The export.
        file: String,
    },
    /// A mark that is no candidate's holds a separator, so that a list could not be read back.
    NoList,
}

impl From<Findings> for Refused {
    fn from(findings: Findings) -> Self {
        Self::Files(findings)
    }
}

/// Reads everything, by the rules and the lists among `files`, where [`DECISIONS`] may be too.
///
/// What was found until then is given even where something is refused: the oddity of one file may be the reason in another.
pub fn read(files: &Files, lists: &Lists<'_>) -> (Imported, Option<Refused>) {
    let mut import = Import { files, lists, imported: Imported::default() };
    let refused = import.all().err();
    (import.imported, refused)
}

struct Import<'i> {
    files: &'i Files,
    lists: &'i Lists<'i>,
    imported: Imported,
}

impl Import<'_> {
    fn all(&mut self) -> Result<(), Refused> {
        let roll = self.roll()?;
        let nominations = self.nominations(&roll)?;
        let frozen = self.frozen();
        if let (Some(nominations), Ok(frozen)) = (&nominations, &frozen) {
            self.imported.findings.extend(nominations.refused(frozen));
        }
        if self.lists.ballots.is_none() && self.lists.voted.is_none() {
            // What is wrong with the rules is told where they are checked, with its lines.
            return Ok(());
        }
        let frozen = frozen.map_err(Refused::NotYet)?;
        self.voted(&frozen)?;
        self.ballots(&frozen)
    }

    fn written(&mut self, name: &'static str, text: String, rows: usize) {
        self.imported.written.push(Written { name, bytes: text.into_bytes(), rows });
    }

    /// The definition with the new lists in place of its own.
    fn frozen(&self) -> Result<Frozen, Findings> {
        let mut files = self.files.clone();
        for file in &self.imported.written {
            files.put(file.name, file.bytes.clone());
        }
        folder::read_files(files)?.freeze()
    }

    /// The examples of a new election that are left.
    fn examples(&self) -> Vec<Finding> {
        let folder = folder::read_files(self.files.clone());
        folder.map(|folder| examples::left(&folder)).unwrap_or_default()
    }

    /// The roll of the lists, or the one that is there.
    fn roll(&mut self) -> Result<Vec<Voter>, Refused> {
        if self.lists.rolls.is_empty() {
            let there = self.files.input(ROLL).filter(|_| !self.lists.roll_is_example);
            return Ok(there
                .map(|input| folder::read_roll_input(&input))
                .transpose()?
                .unwrap_or_default());
        }
        let lists: Vec<_> =
            self.lists.rolls.iter().map(|(input, options)| (input.clone(), options)).collect();
        let lists = rolls::read_inputs(&lists, self.files.input(DECISIONS).as_ref())?;
        let decided = lists.roll();
        self.imported.mappings.extend(lists.mappings.iter().cloned().map(Mapping::List));
        if let Ok((roll, notes)) = &decided {
            self.imported.findings.extend(lists.findings.iter().chain(notes).cloned());
            self.written(ROLL, rolls::roll_csv(roll), roll.len());
        }
        let decided = decided.map_err(|mut undecided| {
            undecided.0.extend(lists.findings.iter().cloned());
            Refused::Undecided(undecided)
        });
        self.imported.rolls = Some(lists);
        Ok(decided?.0)
    }

    fn nominations(&mut self, roll: &[Voter]) -> Result<Option<Nominations>, Refused> {
        let Some((input, options)) = &self.lists.nominations else { return Ok(None) };
        let zone = self.time_zone()?;
        let mut read = nominations::read_input(input, options, zone.as_deref(), roll)?;
        self.imported.findings.append(&mut read.findings);
        self.imported.mappings.push(Mapping::List(read.mapping.clone()));
        self.written(CANDIDATES, rolls::candidates_csv(&read.candidates), read.candidates.len());
        Ok(Some(read))
    }

    fn time_zone(&self) -> Result<Option<String>, Findings> {
        // What is wrong with the file is told where it is checked, with its lines.
        if let Some(input) = self.files.input(ELECTION) {
            let value: Option<toml::Table> =
                toml::from_str(&read_text(&input, &mut Vec::new())?).ok();
            let zone =
                value.as_ref().and_then(|value| value.get("rules")?.get("time_zone")?.as_str());
            return Ok(zone.map(str::to_owned));
        }
        let Some(input) = self.files.input(DEFINITION) else { return Ok(None) };
        let value: Option<serde_json::Value> = serde_json::from_slice(&input.read_whole()?).ok();
        let zone = value.as_ref().and_then(|value| value.pointer("/rules/time_zone")?.as_str());
        Ok(zone.map(str::to_owned))
    }

    fn voted(&mut self, frozen: &Frozen) -> Result<(), Refused> {
        let Some((input, options)) = &self.lists.voted else { return Ok(()) };
        if frozen.rules().ballots != BallotMode::Separate {
            return Err(Refused::VotedIsNoList);
        }
        let zone = frozen.rules().time_zone.as_deref();
        let mut read = voted::read_input(input, options, zone, frozen.roll())?;
        self.imported.findings.append(&mut read.findings);
        self.imported.mappings.push(Mapping::List(read.mapping));
        self.written(ROLL_MARKS, forms::voted_csv(&read.marks), read.marks.len());
        Ok(())
    }

    fn ballots(&mut self, frozen: &Frozen) -> Result<(), Refused> {
        let Some((input, options)) = &self.lists.ballots else { return Ok(()) };
        let mut read = forms::read_input(input, frozen, options).map_err(|mut found| {
            // Where candidates.csv still holds the examples, no column can be about its candidates.
            found
                .0
                .extend(self.examples().into_iter().filter(|finding| finding.file == CANDIDATES));
            found
        })?;
        let marked: BTreeSet<&str> = read
            .ballots
            .iter()
            .flat_map(|ballot| ballot.marks.iter().map(String::as_str))
            .collect();
        let single = read.ballots.iter().all(|ballot| ballot.marks.len() == 1);
        if single && marked.len() == read.ballots.len() && marked.len() >= FEWEST_NOMINATIONS {
            let problem = Problem::LikeNominations { rows: read.ballots.len() as u64 };
            self.imported.findings.push(input.finding(&problem));
        }
        self.imported.findings.append(&mut mem::take(&mut read.read.findings));
        let text = forms::ballots_csv(&read.ballots, frozen.rules().ballots);
        // Nothing of a ballot may get lost on the way: what will be read later is what was read here.
        if ballots::read_all_bytes(BALLOTS, text.as_bytes(), frozen)? != read.ballots {
            return Err(Refused::NoList);
        }
        let file = input.name.clone();
        self.imported
            .mappings
            .push(Mapping::Form { file: file.clone(), form: read.mapping.clone() });
        self.written(BALLOTS, text, read.ballots.len());
        if let Some(marks) = &read.roll_marks {
            if self.lists.voted.is_some() {
                return Err(Refused::VotedTwice { file });
            }
            self.written(ROLL_MARKS, forms::voted_csv(marks), marks.len());
        }
        self.imported.form = Some(read);
        Ok(())
    }
}
