//! Counts that merge.

use std::sync::Arc;

use pyo3::{prelude::*, types::PyBytes};
use serde_json::json;
use vaali::{
    profile::Fingerprint,
    record::{Hash, canonical, strict},
};

use crate::errors;

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
            )),
            _ => Ok(Self { tally, ids }),
        }
    }
}

#[pymethods]
impl Tally {
    /// The count of no ballots.
    #[staticmethod]
    fn empty(candidates: crate::profile::Candidates) -> PyResult<Self> {
        let number = candidates.labels()?.candidates();
        let ids = candidates.ids();
        let tally = vaali::profile::Tally::empty(number).map_err(|error| errors::tally(&error))?;
        let tally = tally.with_fingerprint(fingerprint(number, ids.as_ref())?);
        Self::new(tally, ids.map(Arc::new))
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

    #[staticmethod]
    #[pyo3(signature = (data, ids = None))]
    fn from_bytes(data: &[u8], ids: Option<Vec<String>>) -> PyResult<Self> {
        let value = strict::from_bytes(data).map_err(errors::no_tally)?;
        let tally: vaali::profile::Tally =
            serde_json::from_value(value).map_err(errors::no_tally)?;
        Self::new(tally, ids.map(Arc::new))
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| other.get().tally == self.tally)
    }
}
