//! Ballots that were read, with the way back to the rows they came from.

use std::{path::PathBuf, sync::Arc};

use pyo3::{buffer::PyBuffer, prelude::*};
use vaali::{
    ballot::{Ballot, Rejected, RollMark},
    definition::Frozen,
};
use vaali_arrow::{Names, Table, TableError, Watch};
use vaali_formats::{
    Findings,
    ballots::{BallotRead, Layout},
};

use crate::{arrow, election::Election, errors, profile::Profile, tally::Tally, work};

/// Where ballots came from: a record needs every row as it was written.
#[derive(Clone)]
pub(crate) enum Source {
    /// Nothing was cast.
    Nothing,
    /// Rows in memory.
    Rows(Arc<Vec<Ballot>>),
    /// A table in memory.
    Table(Arc<Table>, Names),
    /// A matrix of 0 and 1, row by row, of so many columns.
    Matrix(Arc<Vec<u8>>, usize),
    /// A file in one of the layouts of vaali.
    File(PathBuf),
}

/// What reading a table of ballots asks for beside the table.
#[derive(FromPyObject)]
#[pyo3(from_item_all)]
pub(crate) struct PyNames {
    voter: String,
    ballot: String,
    candidate: String,
    marks: String,
    cast_at: String,
    weight: String,
}

impl From<PyNames> for Names {
    fn from(names: PyNames) -> Self {
        let PyNames { voter, ballot, candidate, marks, cast_at, weight } = names;
        Self { voter, ballot, candidate, marks, cast_at, weight }
    }
}

/// A closed box: every row accepted, blank or rejected with its reason.
#[pyclass(frozen, module = "vaali._vaali")]
pub(crate) struct Ballots {
    pub(crate) frozen: Arc<Frozen>,
    pub(crate) closed: Arc<vaali::ballot::Ballots>,
    pub(crate) source: Source,
    pub(crate) roll_marks: Arc<Vec<RollMark>>,
    findings: Vec<errors::Finding>,
    layout: Option<&'static str>,
}

impl Ballots {
    /// Every row as it was written.
    pub(crate) fn rows(&self) -> Result<Vec<Ballot>, RowsError> {
        Ok(match &self.source {
            Source::Nothing => Vec::new(),
            Source::Rows(rows) => rows.as_ref().clone(),
            Source::Table(table, names) => {
                let watch = Watch::default();
                vaali_arrow::rows(table, names, &self.frozen, &watch)?.ballots
            }
            Source::Matrix(cells, columns) => rows_of_matrix(cells, *columns, &self.frozen),
            Source::File(path) => vaali_formats::ballots::read_all(path, &self.frozen)?,
        })
    }

    pub(crate) fn of_file(
        frozen: Arc<Frozen>,
        path: PathBuf,
        read: BallotRead,
        roll_marks: Vec<RollMark>,
    ) -> Self {
        let findings = read.findings.iter().map(errors::of_finding).collect();
        let layout = match read.layout {
            Layout::List => Some("list"),
            Layout::Wide => Some("wide"),
            Layout::Long => Some("long"),
        };
        let source = Source::File(path);
        let (closed, roll_marks) = (Arc::new(read.ballots), Arc::new(roll_marks));
        Self { frozen, closed, source, roll_marks, findings, layout }
    }

    pub(crate) fn of_rows(
        frozen: Arc<Frozen>,
        rows: Vec<Ballot>,
        roll_marks: Vec<RollMark>,
    ) -> Self {
        let closed =
            vaali::ballot::Ballots::of(&frozen, rows.iter().cloned(), roll_marks.iter().cloned());
        let source = if rows.is_empty() { Source::Nothing } else { Source::Rows(Arc::new(rows)) };
        let roll_marks = Arc::new(roll_marks);
        Self {
            frozen,
            closed: Arc::new(closed),
            source,
            roll_marks,
            findings: Vec::new(),
            layout: None,
        }
    }
}

/// Why the rows cannot be had again.
pub(crate) enum RowsError {
    Table(TableError),
    Files(Findings),
}

impl From<TableError> for RowsError {
    fn from(error: TableError) -> Self {
        Self::Table(error)
    }
}

impl From<Findings> for RowsError {
    fn from(findings: Findings) -> Self {
        Self::Files(findings)
    }
}

impl From<RowsError> for PyErr {
    fn from(error: RowsError) -> Self {
        match error {
            RowsError::Table(error) => errors::table(&error),
            RowsError::Files(findings) => errors::files(&findings),
        }
    }
}

fn rows_of_matrix(cells: &[u8], columns: usize, frozen: &Frozen) -> Vec<Ballot> {
    let marks = |row: &[u8]| {
        let marked = row.iter().zip(frozen.candidates()).filter(|(cell, _)| **cell == 1);
        marked.map(|(_, candidate)| candidate.id.as_str().to_owned()).collect()
    };
    let rows = cells.chunks(columns.max(1));
    rows.map(|row| Ballot { marks: marks(row), ..Ballot::default() }).collect()
}

/// The cells of a matrix that shows its memory, row by row; nothing where the object shows none. A cell other than 0 and 1 becomes 2, which no ballot may hold.
pub(crate) fn matrix(object: &Bound<'_, PyAny>) -> PyResult<Option<(Vec<u8>, usize)>> {
    fn cells<T: pyo3::buffer::Element + Copy>(
        object: &Bound<'_, PyAny>,
        cell: impl Fn(T) -> u8,
    ) -> Option<PyResult<(Vec<u8>, Vec<usize>)>> {
        let buffer = PyBuffer::<T>::get(object).ok()?;
        let shape = buffer.shape().to_vec();
        let cells = buffer.to_vec(object.py());
        Some(cells.map(|cells| (cells.into_iter().map(cell).collect(), shape)))
    }
    fn whole<T: TryInto<u8>>(cell: T) -> u8 {
        cell.try_into().unwrap_or(2)
    }
    #[expect(clippy::float_cmp, reason = "0 and 1 are exact, and nothing is computed")]
    fn real(cell: f64) -> u8 {
        if cell == 0.0 {
            0
        } else if cell == 1.0 {
            1
        } else {
            2
        }
    }
    let read = cells(object, |cell: u8| cell)
        .or_else(|| cells(object, whole::<i8>))
        .or_else(|| cells(object, whole::<i64>))
        .or_else(|| cells(object, whole::<i32>))
        .or_else(|| cells(object, whole::<u64>))
        .or_else(|| cells(object, whole::<u32>))
        .or_else(|| cells(object, whole::<i16>))
        .or_else(|| cells(object, whole::<u16>))
        .or_else(|| cells(object, real))
        .or_else(|| cells(object, |cell: f32| real(cell.into())));
    match read.transpose()? {
        Some((cells, shape)) => match shape.as_slice() {
            &[_, columns] => Ok(Some((cells, columns))),
            _ => Err(errors::argument(
                "ballots",
                format!("the array has {} dimensions, not 2", shape.len()),
                "give a row for each ballot and a column for each candidate, 1 for a mark and 0 for none",
            )),
        },
        None => Ok(None),
    }
}

/// Reads ballots of an election from whatever object holds them.
pub(crate) fn read(
    election: &Election,
    object: &Bound<'_, PyAny>,
    names: Names,
    roll_marks: Vec<RollMark>,
    progress: Option<&Bound<'_, PyAny>>,
) -> PyResult<Ballots> {
    let py = object.py();
    let frozen = election.frozen()?;
    let marks = Arc::new(roll_marks);
    if let Some(reader) = arrow::stream(object)? {
        let (election, given) = (Arc::clone(&frozen), Arc::clone(&marks));
        let hint = rows_of(object);
        let read = work::run(py, progress, hint, move |watch| {
            let table = Table::read(reader, watch)?;
            let read = vaali_arrow::ballots(&table, &names, &election, watch)?;
            let mut ballot_box = read.ballots;
            given.iter().for_each(|mark| ballot_box.mark_roll(mark));
            Ok((Arc::new(ballot_box.close()), table, names, read.layout, read.unread))
        })?;
        let (closed, table, names, layout, unread) = read.map_err(|error| errors::table(&error))?;
        let layout = Some(match layout {
            vaali_arrow::Layout::List => "list",
            vaali_arrow::Layout::Wide => "wide",
            vaali_arrow::Layout::Long => "long",
        });
        let findings = unread.into_iter().map(not_read).collect();
        let source = Source::Table(Arc::new(table), names);
        return Ok(Ballots { frozen, closed, source, roll_marks: marks, findings, layout });
    }
    let Some((cells, columns)) = matrix(object)? else {
        return Err(errors::no_table(&object.get_type().name()?.to_string()));
    };
    let cells = Arc::new(cells);
    let (election, given, shared) = (Arc::clone(&frozen), Arc::clone(&marks), Arc::clone(&cells));
    let rows = (cells.len() / columns.max(1)) as u64;
    let closed = work::run(py, progress, rows, move |watch| {
        let mut ballot_box = vaali_arrow::ballots_of_matrix(&shared, columns, &election, watch)?;
        given.iter().for_each(|mark| ballot_box.mark_roll(mark));
        Ok(Arc::new(ballot_box.close()))
    })?;
    let closed = closed.map_err(|error: TableError| errors::table(&error))?;
    let source = Source::Matrix(cells, columns);
    Ok(Ballots {
        frozen,
        closed,
        source,
        roll_marks: marks,
        findings: Vec::new(),
        layout: Some("matrix"),
    })
}

fn not_read(column: String) -> errors::Finding {
    let message = "the column is no candidate's and was not read".to_owned();
    let fix = "nothing, if it holds no marks".to_owned();
    ("note", "Y17".to_owned(), String::new(), None, Some(column), message, fix)
}

/// How many rows a table has, where it says so; else as many as deserve a thread.
pub(crate) fn rows_of(object: &Bound<'_, PyAny>) -> u64 {
    object.len().map_or(work::UNKNOWN, |rows| rows as u64)
}

#[pymethods]
impl Ballots {
    #[getter]
    fn counts(&self) -> (u64, u64, u64, u64, u64) {
        let closed = &self.closed;
        let rejected = closed.rejected().len() as u64;
        (closed.rows(), closed.accepted(), closed.blank(), rejected, closed.voted())
    }

    #[getter]
    fn layout(&self) -> Option<&'static str> {
        self.layout
    }

    #[getter]
    fn findings(&self) -> Vec<errors::Finding> {
        self.findings.clone()
    }

    /// Rejected ballots: row, code, name, message, fix.
    #[getter]
    fn rejected(&self) -> Vec<(u64, &'static str, &'static str, String, &'static str)> {
        listed(self.closed.rejected())
    }

    #[getter]
    fn rejected_roll_marks(&self) -> Vec<(u64, &'static str, &'static str, String, &'static str)> {
        self.closed.roll_marks().map_or(Vec::new(), |marks| listed(&marks.rejected))
    }

    /// The voters of the accepted ballots, in the order of the profile.
    #[getter]
    fn voters(&self) -> Vec<&str> {
        let roll = self.frozen.roll();
        let voters = self.closed.voters().iter();
        voters.filter_map(|&voter| Some(roll.get(voter as usize)?.id.as_str())).collect()
    }

    #[getter]
    fn profile(&self) -> Profile {
        let ids = self.frozen.candidates().iter().map(|c| c.id.as_str().to_owned()).collect();
        Profile::new(self.closed.profile().clone(), Some(ids))
    }

    /// The tally of this part of the ballots, bound to the election.
    fn tally(&self, py: Python<'_>) -> PyResult<Tally> {
        let (frozen, closed) = (Arc::clone(&self.frozen), Arc::clone(&self.closed));
        let tally = py.detach(|| vaali::analysis::partial_tally(&frozen, &closed));
        let tally = tally.map_err(|error| errors::analysis(&error))?;
        let ids = self.frozen.candidates().iter().map(|c| c.id.as_str().to_owned()).collect();
        Tally::new(tally, Some(Arc::new(ids)))
    }

    #[getter]
    fn definition_hash(&self) -> String {
        self.frozen.hash().to_string()
    }
}

fn listed(rejected: &[Rejected]) -> Vec<(u64, &'static str, &'static str, String, &'static str)> {
    let row = |Rejected { ballot, fault }: &Rejected| {
        (ballot.0, fault.code(), fault.name(), fault.to_string(), fault.fix())
    };
    rejected.iter().map(row).collect()
}
