//! What a command is pointed at: the folder of an election, or a single file of published data.

use std::path::{Path, PathBuf};

use vaali::{
    ballot::{Ballot, Ballots, RollMark},
    count::{CountError, Outcome, Proceedings, count},
    definition::{BallotId, CandidateId, Fault, Frozen},
    values::{Value, Values},
};
use vaali_formats::{
    Finding, Findings,
    ballots::{self, BallotRead},
    datasets,
    folder::{self, Folder},
    freeze::{self, Freeze},
    pabulib::{self, DataSet},
    template::examples,
};

use crate::{
    nearby, progress,
    show::text::{quoted, quoted_path},
    stop::Stop,
};

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
    /// When the rules were frozen, and which, if `vaali freeze` noted it.
    pub(crate) freeze: Option<Freeze>,
    /// Examples of `vaali new` that keep it from becoming a real election.
    pub(crate) examples: Vec<Finding>,
    cast: Cast,
}

/// The ballots, as far as there are any.
#[derive(Debug)]
enum Cast {
    /// From `ballots.csv`.
    Folder(Box<BallotRead>),
    /// From a Pabulib file, whose own ballots are moved into the box.
    Pabulib(Box<Ballots>, Box<DataSet>),
    /// From a data set in another format.
    DataSet(Box<Ballots>, datasets::BallotLines),
    /// None are needed.
    Nothing(Box<Ballots>),
}

impl Election {
    /// Reads the folder of an election with its ballots. An uncontested election needs none.
    pub(crate) fn of_folder(dir: &Path) -> Result<Self, Stop> {
        let folder = read_folder(dir)?;
        let frozen = folder.freeze()?;
        let mut findings = folder.findings.clone();
        findings.extend(examples::left(&folder));
        findings.extend(folder.warnings(&frozen));
        let freeze = freeze::read(dir)?;
        findings.extend(freeze.as_ref().and_then(|freeze| freeze.changed(&frozen)));
        let cast = if !folder.has_ballots() && needs_no_ballots(&frozen, &folder.proceedings) {
            Cast::Nothing(Box::new(Ballots::none(&frozen)))
        } else {
            let read = progress::reading(|progress| folder.read_ballots(&frozen, progress))?;
            findings.extend(
                read.findings.iter().filter(|finding| !finding.code.starts_with('B')).cloned(),
            );
            Cast::Folder(Box::new(read))
        };
        Ok(Self {
            examples: examples::refused(&folder),
            proceedings: folder.proceedings,
            frozen,
            findings,
            from: dir.display().to_string(),
            folder: Some(dir.to_owned()),
            freeze,
            cast,
        })
    }

    /// Reads a Pabulib file as an election of so many seats.
    pub(crate) fn of_pabulib(path: &Path, seats: u32) -> Result<Self, Stop> {
        let mut data = progress::turning("reading ballots", |_| pabulib::read(path, seats))?;
        let file = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
        let frozen = data.definition.clone().freeze().map_err(|faults| {
            let finding = |fault: &Fault| {
                let mut finding = Finding::of_fault(&file, fault);
                finding.column = Some(fault.path.clone());
                // The seats of a single file are on the command line, and nowhere else.
                if fault.fault.code() == "D45" {
                    let most = data.definition.candidates.len() as u64;
                    finding.fix = format!("write --seats, at most {most}");
                    finding.values.insert("most".to_owned(), Value::Number(most));
                }
                finding
            };
            Stop::Input(faults.0.iter().map(finding).collect())
        })?;
        let ballots = Ballots::of(&frozen, std::mem::take(&mut data.ballots), []);
        Ok(Self {
            proceedings: Proceedings::default(),
            findings: std::mem::take(&mut data.findings),
            from: path.display().to_string(),
            folder: None,
            freeze: None,
            examples: Vec::new(),
            cast: Cast::Pabulib(Box::new(ballots), Box::new(data)),
            frozen,
        })
    }

    /// Reads a data set of any other format as an election of so many seats, or of as many as the file says.
    pub(crate) fn of_data_set(path: &Path, seats: Option<u32>) -> Result<Self, Stop> {
        let options = datasets::Options::default();
        let (mut data, frozen, ballots) = progress::turning("reading ballots", |_| {
            let data = datasets::read(path, &options)?;
            let frozen = data.freeze(seats)?;
            let ballots = data.cast(&frozen)?;
            Ok::<_, Findings>((data, frozen, ballots))
        })?;
        Ok(Self {
            proceedings: Proceedings::default(),
            findings: std::mem::take(&mut data.findings),
            from: path.display().to_string(),
            folder: None,
            freeze: None,
            examples: Vec::new(),
            cast: Cast::DataSet(Box::new(ballots), data.lines()),
            frozen,
        })
    }

    /// The ballot box.
    pub(crate) fn ballots(&self) -> &Ballots {
        match &self.cast {
            Cast::Folder(read) => &read.ballots,
            Cast::Pabulib(ballots, _) | Cast::DataSet(ballots, _) | Cast::Nothing(ballots) => {
                ballots
            }
        }
    }

    /// The totals that a file of published data holds, to compare the count with.
    pub(crate) fn published(&self) -> &[(CandidateId, Option<u64>)] {
        match &self.cast {
            Cast::Pabulib(_, data) => &data.published,
            _ => &[],
        }
    }

    /// The line of a ballot in its file.
    pub(crate) fn line_of(&self, ballot: BallotId) -> Option<u64> {
        match &self.cast {
            Cast::Folder(read) => read.line_of(ballot),
            Cast::Pabulib(_, data) => data.line_of(ballot),
            Cast::DataSet(_, lines) => lines.of(ballot),
            Cast::Nothing(_) => None,
        }
    }

    /// Where lots and declines are recorded; none for a single file.
    pub(crate) fn proceedings_file(&self) -> Option<PathBuf> {
        self.folder.as_ref().map(|folder| folder.join(folder::PROCEEDINGS))
    }

    /// Every ballot as it was written, for a record.
    pub(crate) fn cast(&self) -> Result<Vec<Ballot>, Stop> {
        match (&self.folder, &self.cast) {
            (Some(folder), Cast::Folder(_)) => {
                Ok(ballots::read_all(&folder.join(folder::BALLOTS), &self.frozen)?)
            }
            _ => Ok(Vec::new()),
        }
    }

    /// Every mark on the roll as it was written, for a record.
    pub(crate) fn roll_marks(&self) -> Result<Vec<RollMark>, Stop> {
        let path = self.folder.as_ref().map(|folder| folder.join(folder::ROLL_MARKS));
        match path.filter(|path| path.exists() && self.ballots().roll_marks().is_some()) {
            Some(path) => Ok(ballots::read_roll_marks(&path, &self.frozen)?),
            None => Ok(Vec::new()),
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

    /// A count that could not be made.
    pub(crate) fn refused(&self, error: &CountError) -> Stop {
        Stop::Input(vec![uncountable(error, self.folder.as_deref())])
    }
}

/// A count that could not be made, as a finding at the file that causes it.
pub(crate) fn uncountable(error: &CountError, folder: Option<&Path>) -> Finding {
    let recorded = matches!(
        error,
        CountError::StaleLot { .. }
            | CountError::InvalidLot { .. }
            | CountError::UnknownDecline { .. }
            | CountError::UnknownOffice { .. }
    );
    let Some(dir) = folder.filter(|_| recorded) else { return Finding::of_count("", error) };
    let found = Finding::of_count(folder::PROCEEDINGS, error);
    let (CountError::StaleLot { label } | CountError::InvalidLot { label, .. }) = error else {
        return found;
    };
    let command = format!("vaali lot {} --take-back {}", quoted_path(dir), quoted(label));
    let fix = if matches!(error, CountError::StaleLot { .. }) {
        format!(
            "take the lot back with `{command}`: the tie it was drawn for is not there, or is another one now"
        )
    } else {
        format!("take the lot back with `{command}`, and record what was drawn")
    };
    Finding {
        fix,
        // By its words: the way out is not that of the code.
        values: Values::new(),
        ..found
    }
}

/// Whether the engine elects everybody without a count.
fn needs_no_ballots(frozen: &Frozen, proceedings: &Proceedings) -> bool {
    count(frozen, &Ballots::none(frozen), proceedings)
        .is_ok_and(|outcome| outcome.result().acclamation)
}

/// Reads a folder; a path that is no folder is a finding with the way out.
pub(crate) fn read_folder(dir: &Path) -> Result<Folder, Stop> {
    let shown = dir.display();
    if dir.is_dir() {
        let no_election = format!("there is no election.toml in `{shown}`");
        if !nearby::holds_election(dir) {
            if let Some(inside) = nearby::election_in(dir) {
                let fix = format!("did you mean {}?", quoted_path(&inside));
                return Err(Stop::input("K49", no_election, fix));
            }
            if nearby::record_in(dir).is_some() {
                let fix = "this is a certified folder: `vaali verify` checks it; name the folder of the election";
                return Err(Stop::input("K49", no_election, fix));
            }
        }
        return Ok(folder::read(dir)?);
    }
    Err(if dir.exists() {
        Stop::input(
            "K07",
            format!("`{shown}` is a file, not the folder of an election"),
            "name the folder that holds election.toml",
        )
    } else {
        Stop::input(
            "K08",
            format!("there is no folder `{shown}`"),
            match nearby::like(dir, Path::is_dir) {
                Some(near) => format!("did you mean {}?", quoted_path(&near)),
                None => format!("check the name, or make it with `vaali new {}`", quoted_path(dir)),
            },
        )
    })
}

impl From<Findings> for Stop {
    fn from(findings: Findings) -> Self {
        Self::Input(findings.0)
    }
}
