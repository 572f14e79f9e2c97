//! Ballots without an election: numbers only.

use std::{iter, sync::Arc};

use pyo3::{prelude::*, types::PyBytes};
use vaali::profile::{ProfileBuilder, ProfileError};
use vaali_arrow::{Labels, Names, Table, TableError};

use crate::{
    analysis, arrow,
    ballots::{PyNames, matrix, rows_of},
    errors,
    tally::{Tally, fingerprint},
    work,
};

/// Candidates: how many, or their ids.
#[derive(FromPyObject, IntoPyObject)]
pub(crate) enum Candidates {
    Number(usize),
    Ids(Vec<String>),
}

/// What [`Profile::of_rows`] makes a profile of.
type Parts<'py> = (Bound<'py, PyBytes>, Bound<'py, PyBytes>, Option<Vec<u64>>, Candidates);

impl Candidates {
    pub(crate) fn labels(&self) -> PyResult<Labels> {
        Ok(match self {
            Self::Number(number) => Labels::of_positions(*number),
            Self::Ids(ids) => {
                let mut sorted: Vec<&String> = ids.iter().collect();
                sorted.sort_unstable();
                let mut pairs = sorted.iter().zip(sorted.iter().skip(1));
                if let Some((twice, _)) = pairs.find(|(one, next)| one == next) {
                    let problem = format!("the id `{twice}` is there twice");
                    let fix = "give each id once: it is how ballots name a candidate";
                    return Err(errors::argument("candidates", problem, fix));
                }
                Labels::of_ids(ids.iter())
            }
        })
    }

    pub(crate) fn ids(self) -> Option<Vec<String>> {
        match self {
            Self::Number(_) => None,
            Self::Ids(ids) => Some(ids),
        }
    }
}

/// Many ballots in compact form.
#[pyclass(frozen, module = "vaali._vaali")]
pub(crate) struct Profile {
    pub(crate) profile: Arc<vaali::profile::Profile>,
    pub(crate) ids: Option<Arc<Vec<String>>>,
}

impl Profile {
    pub(crate) fn new(profile: vaali::profile::Profile, ids: Option<Vec<String>>) -> Self {
        Self { profile: Arc::new(profile), ids: ids.map(Arc::new) }
    }
}

/// Reads votes without an election from a table or a matrix.
pub(crate) fn read(
    object: &Bound<'_, PyAny>,
    candidates: Candidates,
    names: Names,
    progress: Option<&Bound<'_, PyAny>>,
) -> PyResult<Profile> {
    let labels = candidates.labels()?;
    let profile = if let Some(reader) = arrow::stream(object)? {
        work::run(object.py(), progress, rows_of(object), move |watch| {
            let table = Table::read(reader, watch)?;
            Ok(vaali_arrow::votes(&table, &names, &labels, watch)?.ballots.build())
        })?
    } else if let Some((cells, columns)) = matrix(object)? {
        let rows = (cells.len() / columns.max(1)) as u64;
        work::run(object.py(), progress, rows, move |watch| {
            Ok(vaali_arrow::votes_of_matrix(&cells, columns, &labels, watch)?.build())
        })?
    } else {
        return Err(errors::no_table(&object.get_type().name()?.to_string()));
    };
    let profile = profile.map_err(|error: TableError| errors::table(&error))?;
    Ok(Profile::new(profile, candidates.ids()))
}

#[pymethods]
impl Profile {
    /// From a table or a matrix.
    #[staticmethod]
    #[pyo3(signature = (ballots, candidates, names, progress = None))]
    fn read(
        ballots: &Bound<'_, PyAny>,
        candidates: Candidates,
        names: PyNames,
        progress: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Self> {
        read(ballots, candidates, names.into(), progress)
    }

    /// From how many marks each ballot has, the marks of all one after another as positions, and what each ballot weighs. Numbers are 4 bytes of this machine.
    #[staticmethod]
    fn of_rows(
        lengths: &[u8],
        marks: &[u8],
        weights: Option<Vec<u64>>,
        candidates: Candidates,
    ) -> PyResult<Self> {
        let numbers = |bytes: &[u8]| -> Vec<u32> {
            let (fours, _) = bytes.as_chunks::<4>();
            fours.iter().map(|four| u32::from_ne_bytes(*four)).collect()
        };
        let (lengths, marks) = (numbers(lengths), numbers(marks));
        let mut builder = ProfileBuilder::new(candidates.labels()?.candidates())
            .map_err(|error| errors::profile(&error))?;
        let weights = weights.unwrap_or_default();
        let weights = weights.iter().copied().chain(iter::repeat(1));
        let mut rest = marks.as_slice();
        for ((length, weight), row) in lengths.into_iter().zip(weights).zip(1..) {
            let ballot;
            (ballot, rest) = rest.split_at((length as usize).min(rest.len()));
            builder.push_weighted(ballot, weight).map_err(|error| match error {
                ProfileError::UnknownCandidate { .. } => {
                    errors::table(&TableError::UnknownCandidate { column: "marks".to_owned(), row })
                }
                ProfileError::RepeatedMark { .. } => {
                    errors::table(&TableError::RepeatedMark { row })
                }
                other => errors::profile(&other),
            })?;
        }
        Ok(Self::new(builder.build(), candidates.ids()))
    }

    /// Candidates, ballots, weight, marks on paper.
    #[getter]
    fn counts(&self) -> (usize, usize, u64, u64) {
        let profile = &self.profile;
        (profile.candidates(), profile.ballots(), profile.total_weight(), profile.entries())
    }

    #[getter]
    fn ids(&self) -> Option<Vec<String>> {
        self.ids.as_deref().cloned()
    }

    fn marks(&self, ballot: usize) -> Vec<u32> {
        self.profile.marks(ballot).collect()
    }

    fn weight(&self, ballot: usize) -> u64 {
        self.profile.weight(ballot)
    }

    /// What `of_rows` makes the same of; no weights where every ballot weighs 1.
    fn parts<'py>(&self, py: Python<'py>) -> Parts<'py> {
        let profile = &self.profile;
        let (mut lengths, mut marks) = (Vec::new(), Vec::new());
        for ballot in 0..profile.ballots() {
            let mut length = 0_u32;
            for mark in profile.marks(ballot) {
                marks.extend(mark.to_ne_bytes());
                length += 1;
            }
            lengths.extend(length.to_ne_bytes());
        }
        let weighed = profile.total_weight() != profile.ballots() as u64;
        let weights = (0..profile.ballots()).map(|ballot| profile.weight(ballot));
        let number = Candidates::Number(profile.candidates());
        let candidates = self.ids().map_or(number, Candidates::Ids);
        let weights = weighed.then(|| weights.collect());
        (PyBytes::new(py, &lengths), PyBytes::new(py, &marks), weights, candidates)
    }

    pub(crate) fn tally(&self, py: Python<'_>) -> PyResult<Tally> {
        let tally = py.detach(|| self.profile.tally()).map_err(|error| errors::tally(&error))?;
        let bound =
            tally.with_fingerprint(fingerprint(self.profile.candidates(), self.ids.as_deref())?);
        Tally::new(bound, self.ids.clone())
    }

    /// The margins as JSON; nothing where a lot decides.
    fn margins(&self, py: Python<'_>, seats: u32, marks: u32) -> PyResult<Option<String>> {
        let profile = Arc::clone(&self.profile);
        let ballots = profile.ballots() as u64;
        let margins = work::run(py, None, ballots, move |_| {
            vaali::analysis::margins(&profile, seats, marks)
        })?;
        let margins = margins.map_err(|error| errors::analysis(&error))?;
        margins.map(|margins| analysis::json(&margins)).transpose()
    }
}
