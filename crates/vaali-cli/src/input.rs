//! What a command is pointed at: the folder of an election, or a single file of published data.

use std::path::{Path, PathBuf};

use vaali::{
    ballot::{Ballot, Ballots, RollMark},
    count::{CountError, Outcome, Proceedings, count},
    definition::{BallotId, Frozen},
};
use vaali_formats::{
    Finding, Findings, Severity,
    ballots::{self, BallotRead},
    folder::{self, Folder},
};

use crate::{progress, stop::Stop};

/// An election that can be counted.
#[derive(Debug)]
pub(crate) struct Election {
    pub(crate) frozen: Frozen,
    pub(crate) proceedings: Proceedings,
    /// Warnings and notes of the reading, but for rejected ballots: those are part of the result.
    pub(crate) findings: Vec<Finding>,
    /// The folder or file as the person wrote it.
    pub(crate) from: String,
    /// The folder; none for a single file.
    pub(crate) folder: Option<PathBuf>,
    cast: Cast,
}

/// The ballots, as far as there are any.
#[derive(Debug)]
enum Cast {
    Read(Box<BallotRead>),
    Nothing(Box<Ballots>),
}

impl Election {
    /// Reads the folder of an election with its ballots. An uncontested election needs none.
    pub(crate) fn of_folder(dir: &Path) -> Result<Self, Stop> {
        let folder = read_folder(dir)?;
        let frozen = folder.freeze()?;
        let mut findings = folder.findings.clone();
        findings.extend(folder.warnings(&frozen));
        let cast = if !folder.has_ballots() && needs_no_ballots(&frozen, &folder.proceedings) {
            Cast::Nothing(Box::new(Ballots::none(&frozen)))
        } else {
            let read = progress::reading(|progress| folder.read_ballots(&frozen, progress))?;
            findings.extend(read.findings.iter().filter(|finding| !finding.code.starts_with('B')).cloned());
            Cast::Read(Box::new(read))
        };
        Ok(Self {
            proceedings: folder.proceedings,
            frozen,
            findings,
            from: dir.display().to_string(),
            folder: Some(dir.to_owned()),
            cast,
        })
    }

    /// The ballot box.
    pub(crate) fn ballots(&self) -> &Ballots {
        match &self.cast {
            Cast::Read(read) => &read.ballots,
            Cast::Nothing(none) => none,
        }
    }

    /// The line of a ballot in its file.
    pub(crate) fn line_of(&self, ballot: BallotId) -> Option<u64> {
        match &self.cast {
            Cast::Read(read) => read.line_of(ballot),
            Cast::Nothing(_) => None,
        }
    }

    /// Where lots and declines are recorded; none for a single file.
    pub(crate) fn proceedings_file(&self) -> Option<PathBuf> {
        self.folder.as_ref().map(|folder| folder.join(folder::PROCEEDINGS))
    }

    /// Every row as it was written, for a record: ballots, and marks on the roll.
    pub(crate) fn rows(&self) -> Result<(Vec<Ballot>, Vec<RollMark>), Stop> {
        match (&self.folder, &self.cast) {
            (Some(folder), Cast::Read(_)) => Ok((ballots::read_all(&folder.join(folder::BALLOTS), &self.frozen)?, Vec::new())),
            _ => Ok((Vec::new(), Vec::new())),
        }
    }

    /// The outcome, with the lots and declines recorded so far.
    pub(crate) fn count(&self) -> Result<Outcome, Stop> {
        self.count_with(&self.proceedings).map_err(|error| self.refused(&error))
    }

    /// The outcome, as it would be with other proceedings.
    pub(crate) fn count_with(&self, proceedings: &Proceedings) -> Result<Outcome, CountError> {
        count(&self.frozen, self.ballots(), proceedings)
    }

    /// A count that could not be made, as a finding.
    pub(crate) fn refused(&self, error: &CountError) -> Stop {
        let recorded = matches!(
            error,
            CountError::StaleLot { .. } | CountError::InvalidLot { .. } | CountError::UnknownDecline { .. } | CountError::UnknownOffice { .. }
        );
        Stop::Input(vec![Finding {
            severity: Severity::Error,
            code: error.code().to_owned(),
            file: if recorded && self.folder.is_some() { folder::PROCEEDINGS.to_owned() } else { String::new() },
            row: None,
            column: None,
            message: error.to_string(),
            fix: error.fix().to_owned(),
        }])
    }
}

/// Whether the engine elects everybody without a count.
fn needs_no_ballots(frozen: &Frozen, proceedings: &Proceedings) -> bool {
    count(frozen, &Ballots::none(frozen), proceedings).is_ok_and(|outcome| outcome.result().acclamation)
}

/// Reads a folder; a path that is no folder is a finding with the way out.
pub(crate) fn read_folder(dir: &Path) -> Result<Folder, Stop> {
    if dir.is_dir() {
        return Ok(folder::read(dir)?);
    }
    let shown = dir.display();
    Err(if dir.exists() {
        Stop::input("K07", format!("`{shown}` is a file, not the folder of an election"), "name the folder that holds election.toml")
    } else {
        Stop::input("K08", format!("there is no folder `{shown}`"), format!("check the name, or make it with `vaali new {shown}`"))
    })
}

impl From<Findings> for Stop {
    fn from(findings: Findings) -> Self {
        Self::Input(findings.0)
    }
}
