//! Records and their verification.

use pyo3::{prelude::*, types::PyBytes};
use vaali::record::canonical;

use crate::{errors, work};

/// Verifies a record: the report as canonical JSON, and whether it passed and was complete.
#[pyfunction]
#[pyo3(signature = (record, sealed = None))]
pub(crate) fn verify(
    py: Python<'_>,
    record: &Bound<'_, PyBytes>,
    sealed: Option<&Bound<'_, PyBytes>>,
) -> PyResult<(String, bool, bool)> {
    let record = record.as_bytes().to_vec();
    let sealed = sealed.map(|sealed| sealed.as_bytes().to_vec());
    let size = record.len() as u64;
    let report =
        work::run(py, None, size, move |_| vaali::record::verify(&record, sealed.as_deref()))?;
    let text = canonical::to_string(&report).map_err(|error| errors::canonical(&error))?;
    Ok((text, report.passed(), report.complete()))
}
