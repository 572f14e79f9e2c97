//! A result to report on: from the folder of an election, or from a certified record.

use std::{
    fs,
    io::ErrorKind,
    path::{Path, PathBuf},
    str::FromStr,
};

use clap::Args;
use vaali::{
    count::{Outcome, Proceedings},
    definition::Frozen,
};
use vaali_formats::{Finding, certified::SoundRecord};
use vaali_report::{Counted, Language, page::Certified};

use crate::{
    input::Election,
    nearby,
    output::Output,
    save::{self, Part},
    show::{findings, text::quoted_path},
    stop::Stop,
};

/// What every command asks that reports on a result.
#[derive(Debug, Args)]
pub(crate) struct From {
    /// The folder of the election, or a certified folder or record
    #[arg(value_name = "DIR|RECORD")]
    pub(crate) from: PathBuf,
}

/// Where a document goes.
#[derive(Debug, Args)]
pub(crate) struct To {
    /// The file to write
    #[arg(long, value_name = "FILE")]
    pub(crate) to: PathBuf,
    /// Replace a file that is there
    #[arg(long)]
    pub(crate) force: bool,
}

/// The language of a document.
#[derive(Debug, Args)]
pub(crate) struct InLanguage {
    /// The language: fi, sv or en
    #[arg(long, value_name = "LANGUAGE", default_value = "fi", value_parser = Language::from_str)]
    pub(crate) language: Language,
}

/// A counted election.
#[derive(Debug)]
pub(crate) struct CountedElection {
    frozen: Frozen,
    outcome: Outcome,
    proceedings: Proceedings,
    /// What was found while reading.
    pub(crate) findings: Vec<Finding>,
    /// Where and when the result was certified; none for a folder.
    pub(crate) certified: Option<Certified>,
}

/// Reads and verifies a record: nothing is reported from one that was changed.
pub(crate) fn sound_record(path: &Path) -> Result<SoundRecord, Stop> {
    let bytes = fs::read(path).map_err(|error| Stop::file("read", path, error))?;
    SoundRecord::read(&bytes).ok_or_else(|| {
        Stop::input(
            "K65",
            format!("`{}` is no record that holds what was certified", path.display()),
            format!(
                "`vaali verify {}` says why; from the folder of the election the same can be written, without a seal",
                quoted_path(path)
            ),
        )
    })
}

impl CountedElection {
    pub(crate) fn counted(&self) -> Counted<'_> {
        Counted { frozen: &self.frozen, outcome: &self.outcome, proceedings: &self.proceedings }
    }

    /// What was found while reading, for standard error: the document goes elsewhere.
    pub(crate) fn complain(&self, output: Output) -> Result<(), Stop> {
        if self.findings.is_empty() || output.json() {
            return Ok(());
        }
        output.complain(&findings::listed(&self.findings, output.language()))
    }
}

impl From {
    /// Reads and counts a folder; reads a record, also of a certified folder, and verifies it as far as it goes without the sealed ballots.
    pub(crate) fn read(&self) -> Result<CountedElection, Stop> {
        if self.from.is_file() {
            return of_record(&self.from);
        }
        if let Some(record) = nearby::record_in(&self.from) {
            return of_record(&record);
        }
        let election = Election::of_folder(&self.from)?;
        let outcome = election.count()?;
        Ok(CountedElection {
            outcome,
            frozen: election.frozen,
            proceedings: election.proceedings,
            findings: election.findings,
            certified: None,
        })
    }
}

fn of_record(path: &Path) -> Result<CountedElection, Stop> {
    let sound = sound_record(path)?;
    let outcome = sound.outcome();
    let SoundRecord { record, frozen } = sound;
    Ok(CountedElection {
        frozen,
        outcome,
        proceedings: record.proceedings().clone(),
        findings: Vec::new(),
        certified: Some(Certified { at: record.times().certified_at, seal: record.seal() }),
    })
}

impl To {
    /// Writes a document.
    pub(crate) fn write(&self, bytes: Vec<u8>) -> Result<(), Stop> {
        write(vec![(self.to.clone(), bytes)], self.force)
    }
}

/// Whether a document may be written: what is there stays unless it is to be replaced.
pub(crate) fn free(path: &Path, force: bool) -> Result<(), Stop> {
    if path.is_dir() {
        return Err(Stop::input(
            "K66",
            format!("`{}` is a folder", path.display()),
            "name the file to write",
        ));
    }
    let there =
        fs::symlink_metadata(path).map_or_else(|e| e.kind() != ErrorKind::NotFound, |_| true);
    if there && !force {
        return Err(Stop::input(
            "K67",
            format!("`{}` is there already", path.display()),
            "name another file, or write --force to replace it",
        ));
    }
    Ok(())
}

/// Writes documents, all or none.
pub(crate) fn write(documents: Vec<(PathBuf, Vec<u8>)>, force: bool) -> Result<(), Stop> {
    documents.iter().try_for_each(|(path, _)| free(path, force))?;
    let parts: Vec<Part> =
        documents.into_iter().map(|(path, bytes)| Part { path, bytes, replace: force }).collect();
    save::all(&parts)
}
