//! Counts that merge.

use std::sync::Arc;

use pyo3::{prelude::*, types::PyBytes};
use serde_json::json;
use vaali::{
    analysis,
    profile::Fingerprint,
    record::{Hash, canonical, strict},
};
use vaali_arrow::{Names, TableError};

use crate::{
    analysis::seating_json,
    arrow,
    ballots::{PyNames, rows_of},
    election::{Election, proceedings},
    errors,
    profile::{self, Candidates},
    work,
};

/// The exact count of some ballots.
#[pyclass(frozen, module = "vaali._vaali")]
pub(crate) struct Tally {
    tally: vaali::profile::Tally,
    ids: Option<Arc<Vec<String>>>,
}

/// The fingerprint of votes without an election: the hash of their candidates.
pub(crate) fn fingerprint(candidates: usize, ids: Option<&Vec<String>>) -> PyResult<Fingerprint> {
    let value = match ids {
        Some(ids) => json!({"candidates": ids}),
        None => json!({"candidates": candidates}),
    };
    let hash = Hash::of_canonical(&value).map_err(|error| errors::canonical(&error))?;
    Ok(Fingerprint::new(*hash.as_bytes()))
}

impl Tally {
    pub(crate) fn new(
        tally: vaali::profile::Tally,
        ids: Option<Arc<Vec<String>>>,
    ) -> PyResult<Self> {
        match &ids {
            Some(ids) if ids.len() != tally.candidates() => Err(errors::argument(
                "candidates",
                format!("{} ids for {} candidates", ids.len(), tally.candidates()),
                "give the id of every candidate, in the order in which their votes were counted",
            )),
            _ => Ok(Self { tally, ids }),
        }
    }

    fn bound(tally: vaali::profile::Tally, candidates: Candidates) -> PyResult<Self> {
        let number = tally.candidates();
        let ids = candidates.ids();
        let tally = tally.with_fingerprint(fingerprint(number, ids.as_ref())?);
        Self::new(tally, ids.map(Arc::new))
    }

    fn is_of(&self, fingerprint: Fingerprint) -> bool {
        self.tally.fingerprint() == Some(fingerprint)
    }
}

/// Counts votes without an election: of a table that comes in parts, only a part is in memory at a time.
fn read(
    object: &Bound<'_, PyAny>,
    candidates: Candidates,
    names: Names,
    progress: Option<&Bound<'_, PyAny>>,
) -> PyResult<Tally> {
    let Some(reader) = arrow::stream(object)? else {
        let profile = profile::read(object, candidates, names, progress)?;
        return profile.tally(object.py());
    };
    let labels = candidates.labels()?;
    let read = work::run(object.py(), progress, rows_of(object), move |watch| {
        vaali_arrow::tally(reader, &names, &labels, watch)
    })?;
    let read = read.map_err(|error: TableError| errors::table(&error))?;
    Tally::bound(read.ballots, candidates)
}

#[pymethods]
impl Tally {
    /// The count of no ballots.
    #[staticmethod]
    fn empty(candidates: Candidates) -> PyResult<Self> {
        let number = candidates.labels()?.candidates();
        let tally = vaali::profile::Tally::empty(number).map_err(|error| errors::tally(&error))?;
        Self::bound(tally, candidates)
    }

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

    /// Ballots, weight, marks.
    #[getter]
    fn counts(&self) -> (u64, u64, u64) {
        (self.tally.ballots(), self.tally.weight(), self.tally.marks())
    }

    #[getter]
    fn votes(&self) -> Vec<u64> {
        self.tally.votes().to_vec()
    }

    #[getter]
    fn ids(&self) -> Option<Vec<String>> {
        self.ids.as_deref().cloned()
    }

    #[getter]
    fn fingerprint(&self) -> Option<String> {
        self.tally.fingerprint().map(|fingerprint| fingerprint.to_string())
    }

    fn merge(&self, other: &Self) -> PyResult<Self> {
        let tally =
            self.tally.clone().merge(&other.tally).map_err(|error| errors::tally(&error))?;
        // Of equal fingerprints the candidates are the same; ids may be known on one side only.
        Self::new(tally, self.ids.clone().or_else(|| other.ids.clone()))
    }

    /// Canonical JSON with a version.
    fn to_bytes<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        let text = canonical::to_string(&self.tally).map_err(|error| errors::canonical(&error))?;
        Ok(PyBytes::new(py, text.as_bytes()))
    }

    /// The ids are believed where nothing is there to hold them against.
    #[staticmethod]
    #[pyo3(signature = (data, ids = None))]
    fn from_bytes(data: &[u8], ids: Option<Vec<String>>) -> PyResult<Self> {
        let value = strict::from_bytes(data).map_err(errors::no_tally)?;
        let tally: vaali::profile::Tally =
            serde_json::from_value(value).map_err(errors::no_tally)?;
        Self::new(tally, ids.map(Arc::new))
    }

    /// Fails where the tally is not one of these candidates.
    fn check_candidates(&self, candidates: Candidates) -> PyResult<()> {
        let number = candidates.labels()?.candidates();
        if self.is_of(fingerprint(number, candidates.ids().as_ref())?) {
            return Ok(());
        }
        Err(errors::other_candidates())
    }

    /// Fails where the tally is not one of this election.
    fn check_election(&self, election: &Election) -> PyResult<()> {
        let hash = election.frozen()?.hash();
        if self.is_of(Fingerprint::new(*hash.as_bytes())) {
            return Ok(());
        }
        Err(errors::other_election(&hash.to_string()))
    }

    /// Who has a seat by these votes, by the rules of the election or else by the plainest for so many seats.
    fn seating(&self, election: Option<&Election>, seats: u32, declines: &str) -> PyResult<String> {
        let candidates = self.tally.candidates();
        let frozen = if let Some(election) = election {
            self.check_election(election)?;
            election.frozen()?
        } else {
            let marks = u32::try_from(candidates).unwrap_or(u32::MAX).max(1);
            let plain = analysis::plain(candidates, seats, marks);
            Arc::new(plain.map_err(|faults| errors::definition(&faults))?)
        };
        let seating = analysis::seating(&frozen, self.tally.votes(), &proceedings(declines)?);
        seating_json(&seating.map_err(|error| errors::analysis(&error))?)
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| other.get().tally == self.tally)
    }
}
