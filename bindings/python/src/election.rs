//! An election before the vote, and where its ballots lie.

use std::{
    path::{Path, PathBuf},
    sync::{Arc, OnceLock},
};

use jiff::Timestamp;
use pyo3::prelude::*;
use vaali::{
    ballot::{Ballot, RollMark},
    count::{Proceedings, count},
    definition::{Definition, Frozen, presets::all},
    record::{self, Certification, Evidence, Hash, Record, Salt, Times, canonical},
};
use vaali_formats::{
    Finding, Findings, Severity,
    ballots::Progress,
    datasets::{self, Format},
    folder::{self, Folder},
    freeze, pabulib,
};

use crate::{
    ballots::{self, Ballots, PyNames},
    errors,
    outcome::Outcome,
    report, work,
};

/// Where an election came from.
enum Origin {
    /// Data or a text: it has no ballots.
    Data,
    /// The text of an `election.toml`.
    Text(Box<Folder>),
    /// A folder of files.
    Folder(Box<Folder>),
    /// A published data set, with its ballots.
    DataSet(Arc<Vec<Ballot>>, Vec<Finding>),
}

/// An election before the vote.
#[pyclass(frozen, module = "vaali._vaali")]
pub(crate) struct Election {
    definition: Definition,
    proceedings: Proceedings,
    origin: Origin,
    frozen: OnceLock<Arc<Frozen>>,
}

pub(crate) fn proceedings(text: &str) -> PyResult<Proceedings> {
    serde_json::from_str(text).map_err(|error| errors::argument("proceedings", error))
}

impl Election {
    fn new(definition: Definition, proceedings: Proceedings, origin: Origin) -> Self {
        Self { definition, proceedings, origin, frozen: OnceLock::new() }
    }

    /// The definition, frozen; once.
    pub(crate) fn frozen(&self) -> PyResult<Arc<Frozen>> {
        if let Some(frozen) = self.frozen.get() {
            return Ok(Arc::clone(frozen));
        }
        let frozen = match &self.origin {
            Origin::Folder(folder) | Origin::Text(folder) => {
                folder.freeze().map_err(|findings| errors::files(&findings))?
            }
            Origin::Data | Origin::DataSet(..) => {
                self.definition.clone().freeze().map_err(|faults| errors::definition(&faults))?
            }
        };
        Ok(Arc::clone(self.frozen.get_or_init(|| Arc::new(frozen))))
    }

    fn folder(&self) -> Option<&Path> {
        match &self.origin {
            Origin::Folder(folder) => Some(&folder.path),
            Origin::Data | Origin::Text(_) | Origin::DataSet(..) => None,
        }
    }

    fn of_data_set(path: &Path, seats: Option<u32>) -> Result<Self, Findings> {
        if let (Some(Format::Pabulib), Some(seats)) = (Format::of_path(path), seats) {
            let data = pabulib::read(path, seats)?;
            let origin = Origin::DataSet(Arc::new(data.ballots), data.findings);
            return Ok(Self::new(data.definition, Proceedings::default(), origin));
        }
        let data = datasets::read(path, &datasets::Options::default())?;
        let frozen = data.freeze(seats)?;
        let linked = frozen.is_linked();
        let mut rows = Vec::new();
        for group in &data.ballots {
            let marks: Vec<String> = group
                .marks
                .iter()
                .filter_map(|&mark| Some(data.candidates.get(mark as usize)?.id.to_string()))
                .collect();
            for _ in 0..group.voters {
                // Weights belong to voters, who are numbered in the order of the file.
                let voter = linked.then(|| (rows.len() + 1).to_string());
                rows.push(Ballot { voter, cast_at: None, marks: marks.clone() });
            }
        }
        let origin = Origin::DataSet(Arc::new(rows), data.findings);
        Ok(Self::new(frozen.definition().clone(), Proceedings::default(), origin))
    }
}

#[pymethods]
impl Election {
    /// Reads the folder of an election, or a data set.
    #[staticmethod]
    #[pyo3(signature = (path, seats = None))]
    fn read(py: Python<'_>, path: PathBuf, seats: Option<u32>) -> PyResult<Self> {
        let read = work::run(py, None, work::UNKNOWN, move |_| {
            if path.is_file() || Format::of_path(&path).is_some() && !path.is_dir() {
                return Self::of_data_set(&path, seats);
            }
            folder::read(&path).map(|folder| {
                let (definition, proceedings) =
                    (folder.definition.clone(), folder.proceedings.clone());
                Self::new(definition, proceedings, Origin::Folder(Box::new(folder)))
            })
        })?;
        read.map_err(|findings| errors::files(&findings))
    }

    #[staticmethod]
    fn from_toml(text: &str) -> PyResult<Self> {
        let folder = folder::from_toml(text).map_err(|findings| errors::files(&findings))?;
        let definition = folder.definition.clone();
        Ok(Self::new(definition, Proceedings::default(), Origin::Text(Box::new(folder))))
    }

    #[staticmethod]
    fn from_json(text: &str) -> PyResult<Self> {
        let definition =
            Definition::from_json(text).map_err(|faults| errors::definition(&faults))?;
        Ok(Self::new(definition, Proceedings::default(), Origin::Data))
    }

    /// Everything that is wrong or doubtful.
    fn check(&self) -> PyResult<Vec<errors::Finding>> {
        let mut findings = match &self.origin {
            Origin::Data => self.definition.check().iter().map(errors::of_fault).collect(),
            Origin::DataSet(_, findings) => {
                let mut all: Vec<_> = findings.iter().map(errors::of_finding).collect();
                all.extend(self.definition.check().iter().map(errors::of_fault));
                all
            }
            Origin::Folder(folder) | Origin::Text(folder) => {
                let mut all = folder.findings.clone();
                match folder.freeze() {
                    Ok(frozen) => {
                        all.extend(folder.warnings(&frozen));
                        if matches!(self.origin, Origin::Folder(_)) {
                            let freeze = freeze::read(&folder.path)
                                .map_err(|findings| errors::files(&findings))?;
                            all.extend(freeze.and_then(|freeze| freeze.changed(&frozen)));
                        }
                    }
                    Err(found) => all.extend(found.0),
                }
                all.iter().map(errors::of_finding).collect::<Vec<_>>()
            }
        };
        let rank =
            |severity: &str| ["error", "warning", "note"].iter().position(|&s| s == severity);
        findings.sort_by_key(|finding| rank(finding.0));
        Ok(findings)
    }

    fn definition_json(&self) -> PyResult<String> {
        canonical::to_string(&self.definition).map_err(|error| errors::canonical(&error))
    }

    fn proceedings_json(&self) -> PyResult<String> {
        canonical::to_string(&self.proceedings).map_err(|error| errors::canonical(&error))
    }

    /// The hash of the frozen definition.
    #[getter]
    fn definition_hash(&self) -> PyResult<String> {
        Ok(self.frozen()?.hash().to_string())
    }

    /// When the folder was frozen, as `vaali freeze` noted it; an error where the definition is another one now.
    #[getter]
    fn frozen_at(&self) -> PyResult<Option<String>> {
        let Some(folder) = self.folder() else { return Ok(None) };
        let freeze = freeze::read(folder).map_err(|findings| errors::files(&findings))?;
        let Some(freeze) = freeze else { return Ok(None) };
        match freeze.changed(&*self.frozen()?) {
            Some(changed) => {
                let changed = Finding { severity: Severity::Error, ..changed };
                Err(errors::files(&changed.into()))
            }
            None => Ok(Some(freeze.frozen_at.to_string())),
        }
    }

    /// The folder that the election was read from.
    #[getter]
    fn path(&self) -> Option<PathBuf> {
        self.folder().map(Path::to_owned)
    }

    #[getter]
    fn has_ballots(&self) -> bool {
        match &self.origin {
            Origin::Folder(folder) => folder.has_ballots(),
            Origin::DataSet(..) => true,
            Origin::Data | Origin::Text(_) => false,
        }
    }

    /// Ballots from a table, a matrix or anything else that shows its memory.
    #[pyo3(signature = (ballots, names, roll_marks, progress = None))]
    fn read_table(
        &self,
        ballots: &Bound<'_, PyAny>,
        names: PyNames,
        roll_marks: &str,
        progress: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Ballots> {
        ballots::read(self, ballots, names.into(), marks_of(roll_marks)?, progress)
    }

    /// Ballots as JSON rows.
    fn read_rows(&self, py: Python<'_>, rows: &str, roll_marks: &str) -> PyResult<Ballots> {
        let frozen = self.frozen()?;
        let rows: Vec<Ballot> =
            serde_json::from_str(rows).map_err(|error| errors::argument("ballots", error))?;
        let marks = marks_of(roll_marks)?;
        work::run(py, None, rows.len() as u64, move |_| Ballots::of_rows(frozen, rows, marks))
    }

    /// Ballots from a file of vaali, and the marks on the roll from another.
    #[pyo3(signature = (path, roll_marks = None, progress = None))]
    fn read_file(
        &self,
        py: Python<'_>,
        path: PathBuf,
        roll_marks: Option<PathBuf>,
        progress: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Ballots> {
        let frozen = self.frozen()?;
        let total = path.metadata().map_or(work::UNKNOWN, |data| data.len());
        let read = work::run(py, progress, total, move |watch| {
            let tell = |progress: Progress| watch.set(progress.bytes_done);
            let read = vaali_formats::ballots::read_with_roll(
                &path,
                roll_marks.as_deref(),
                &frozen,
                &tell,
            )?;
            let marks = match roll_marks {
                Some(marks) if read.ballots.roll_marks().is_some() => {
                    vaali_formats::ballots::read_roll_marks(&marks, &frozen)?
                }
                _ => Vec::new(),
            };
            Ok(Ballots::of_file(frozen, path, read, marks))
        })?;
        read.map_err(|findings: Findings| errors::files(&findings))
    }

    /// The ballots that belong to the election itself: of its folder or its data set.
    #[pyo3(signature = (progress = None))]
    fn read_own(&self, py: Python<'_>, progress: Option<&Bound<'_, PyAny>>) -> PyResult<Ballots> {
        match &self.origin {
            Origin::Folder(folder) if folder.has_ballots() => {
                let marks = folder.path.join(folder::ROLL_MARKS);
                let marks = Some(marks).filter(|marks| marks.exists());
                self.read_file(py, folder.path.join(folder::BALLOTS), marks, progress)
            }
            Origin::DataSet(rows, _) => {
                let (frozen, rows) = (self.frozen()?, Arc::clone(rows));
                let total = rows.len() as u64;
                work::run(py, progress, total, move |_| {
                    Ballots::of_rows(frozen, rows.as_ref().clone(), Vec::new())
                })
            }
            _ => {
                let none = Ballots::of_rows(self.frozen()?, Vec::new(), Vec::new());
                // Whoever is elected without a count needs no ballots; else a count of nothing would look like a result.
                let counted = count(&none.frozen, &none.closed, &self.proceedings);
                if counted.is_ok_and(|outcome| outcome.result().acclamation) {
                    return Ok(none);
                }
                match &self.origin {
                    Origin::Folder(folder) => {
                        let missing = folder.read_ballots(&none.frozen, &|_| {});
                        missing.map(|_| none).map_err(|findings| errors::files(&findings))
                    }
                    _ => {
                        Err(errors::argument("ballots", "this election has no ballots of its own"))
                    }
                }
            }
        }
    }

    /// Counts.
    fn count(
        &self,
        py: Python<'_>,
        ballots: &Bound<'_, Ballots>,
        proceedings: &str,
    ) -> PyResult<Outcome> {
        let frozen = self.frozen()?;
        let proceedings = self::proceedings(proceedings)?;
        let closed = Arc::clone(&ballots.get().closed);
        let rows = closed.accepted();
        let folder = self.folder().map(Path::to_owned);
        let outcome = work::run(py, None, rows, move |_| {
            count(&frozen, &closed, &proceedings)
                .map(|outcome| Outcome::of_count(outcome, frozen, proceedings, folder))
        })?;
        outcome.map_err(|error| errors::count(&error))
    }

    /// Certifies: the record and the file of the sealed ballots as canonical JSON.
    fn certify(
        &self,
        py: Python<'_>,
        ballots: &Bound<'_, Ballots>,
        proceedings: &str,
        times: (String, String),
        certification: &str,
        salt: GivenSalt,
    ) -> PyResult<(String, Option<String>)> {
        let frozen = self.frozen()?;
        let proceedings = self::proceedings(proceedings)?;
        let time = |name: &str, text: &str| {
            text.parse::<Timestamp>().map_err(|error| errors::argument(name, error))
        };
        let times = Times {
            frozen_at: time("frozen_at", &times.0)?,
            certified_at: time("certified_at", &times.1)?,
        };
        let named: Certification = serde_json::from_str(certification)
            .map_err(|error| errors::argument("certification", error))?;
        let meeting = report::meeting_of(self.folder())?.certified(&named);
        let certification = Certification {
            chair: meeting.chair,
            secretary: meeting.secretary,
            checkers: meeting.checkers,
            tellers: meeting.tellers,
        };
        let read = ballots.get();
        let cast = py.detach(|| read.rows())?;
        let (closed, roll_marks) =
            (Arc::clone(&ballots.get().closed), Arc::clone(&ballots.get().roll_marks));
        let counted = {
            let (frozen, proceedings) = (Arc::clone(&frozen), proceedings.clone());
            work::run(py, None, closed.accepted(), move |_| count(&frozen, &closed, &proceedings))?
        };
        let outcome = counted.map_err(|error| errors::count(&error))?;
        let rows = cast.len() as u64;
        let salt = salt.read()?;
        let certified = work::run(py, None, rows, move |_| {
            let evidence = Evidence {
                frozen: &frozen,
                cast: &cast,
                roll_marks: &roll_marks,
                proceedings: &proceedings,
                outcome: &outcome,
            };
            record::certify(&evidence, times, certification, Some(salt))
        })?;
        let certified = certified.map_err(|error| errors::certify(&error))?;
        let text = |json: Result<String, _>| json.map_err(|error| errors::canonical(&error));
        let sealed = certified.sealed.map(|sealed| text(sealed.to_json())).transpose()?;
        Ok((text(certified.record.to_json())?, sealed))
    }

    /// The seal, the hash of the definition and the result of a record that is given as text, which lies in a folder.
    #[staticmethod]
    #[pyo3(signature = (text, folder = None))]
    fn open_record(
        text: &str,
        folder: Option<PathBuf>,
    ) -> PyResult<(String, String, Outcome, String)> {
        let record = Record::from_json(text).map_err(|error| errors::record(&error))?;
        let definition =
            canonical::to_string(record.definition()).map_err(|error| errors::canonical(&error))?;
        let outcome = Outcome::of_record(text, &record, folder);
        let hash: Hash = record.definition_hash();
        Ok((record.seal().to_string(), hash.to_string(), outcome, definition))
    }
}

/// Fresh randomness, or the salt of a file of sealed ballots as it stands there.
#[derive(FromPyObject)]
enum GivenSalt {
    Random([u8; 32]),
    Written(String),
}

impl GivenSalt {
    fn read(self) -> PyResult<Salt> {
        match self {
            Self::Random(bytes) => Ok(Salt::from_random(bytes)),
            Self::Written(text) => {
                serde_json::from_value(text.into()).map_err(|error| errors::argument("salt", error))
            }
        }
    }
}

fn marks_of(text: &str) -> PyResult<Vec<RollMark>> {
    serde_json::from_str(text).map_err(|error| errors::argument("roll_marks", error))
}

/// The rule sets to start from, as JSON.
#[pyfunction]
pub(crate) fn presets() -> PyResult<String> {
    crate::analysis::json(&all())
}
