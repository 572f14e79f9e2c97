//! What a command is pointed at: the folder of an election, or a single file of published data.

use std::{
    path::{Path, PathBuf},
    time::Duration,
};

use indicatif::{ProgressBar, ProgressStyle};
use vaali::{
    ballot::Ballots,
    count::{CountError, Outcome, Proceedings, count},
    definition::Frozen,
};
use vaali_formats::{
    Finding, Findings, Severity,
    folder::{self, Folder},
};

use crate::stop::Stop;

/// An election that can be counted.
#[derive(Debug)]
pub(crate) struct Election {
    pub(crate) frozen: Frozen,
    pub(crate) ballots: Ballots,
    pub(crate) proceedings: Proceedings,
    /// Warnings and notes of the reading.
    pub(crate) findings: Vec<Finding>,
    /// The folder or file as the person wrote it.
    pub(crate) from: String,
    /// Where lots and declines are recorded; none for a single file.
    pub(crate) proceedings_file: Option<PathBuf>,
}

impl Election {
    /// Reads the folder of an election with its ballots. A folder without ballots has an empty box: an uncontested election needs none.
    pub(crate) fn of_folder(dir: &Path) -> Result<Self, Stop> {
        let folder = read_folder(dir)?;
        let frozen = folder.freeze()?;
        let mut findings = folder.findings.clone();
        findings.extend(folder.warnings(&frozen));
        let ballots = if !folder.has_ballots() && needs_no_ballots(&frozen, &folder.proceedings) {
            Ballots::none(&frozen)
        } else {
            let read = with_progress(|progress| folder.read_ballots(&frozen, progress))?;
            findings.extend(read.findings);
            read.ballots
        };
        Ok(Self {
            proceedings: folder.proceedings,
            frozen,
            ballots,
            findings,
            from: dir.display().to_string(),
            proceedings_file: Some(dir.join(folder::PROCEEDINGS)),
        })
    }

    /// The outcome, with the lots and declines recorded so far.
    pub(crate) fn count(&self) -> Result<Outcome, Stop> {
        self.count_with(&self.proceedings).map_err(|error| self.refused(&error))
    }

    /// The outcome, as it would be with other proceedings.
    pub(crate) fn count_with(&self, proceedings: &Proceedings) -> Result<Outcome, CountError> {
        count(&self.frozen, &self.ballots, proceedings)
    }

    /// A count that could not be made, as a finding.
    pub(crate) fn refused(&self, error: &CountError) -> Stop {
        let file = match error {
            CountError::StaleLot { .. } | CountError::InvalidLot { .. } | CountError::UnknownDecline { .. } | CountError::UnknownOffice { .. } => {
                folder::PROCEEDINGS
            }
            _ => "",
        };
        Stop::Input(vec![Finding {
            severity: Severity::Error,
            code: error.code().to_owned(),
            file: file.to_owned(),
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

/// Runs work that may be long with a bar on the terminal; without a terminal nothing is drawn.
pub(crate) fn spinning<T>(what: &str, work: impl FnOnce(&ProgressBar) -> T) -> T {
    let bar = ProgressBar::no_length().with_message(what.to_owned());
    if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} {elapsed}") {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(120));
    let done = work(&bar);
    bar.finish_and_clear();
    done
}
