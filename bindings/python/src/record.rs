//! Records and their verification.

use std::path::PathBuf;

use pyo3::{exceptions::PyOSError, prelude::*, types::PyBytes};
use vaali::record::{Hash, Report, canonical};
use vaali_formats::certified::{FoundFolder, Unread};

use crate::{errors, work};

/// The report as canonical JSON, and whether it passed and was complete.
type Verified = (String, bool, bool);

/// Verifies a record, with a hash that stood elsewhere if there is one.
#[pyfunction]
#[pyo3(signature = (record, sealed = None, published = None))]
pub(crate) fn verify(
    py: Python<'_>,
    record: &Bound<'_, PyBytes>,
    sealed: Option<&Bound<'_, PyBytes>>,
    published: Option<&str>,
) -> PyResult<Verified> {
    let published = published.map(written).transpose()?;
    let record = record.as_bytes().to_vec();
    let sealed = sealed.map(|sealed| sealed.as_bytes().to_vec());
    let size = record.len() as u64;
    let report =
        work::run(py, None, size, move |_| vaali::record::verify(&record, sealed.as_deref()))?;
    verified(report, published)
}

/// Verifies a certified folder, or its published half.
#[pyfunction]
#[pyo3(signature = (folder, sealed = None, published = None))]
pub(crate) fn verify_folder(
    py: Python<'_>,
    folder: PathBuf,
    sealed: Option<&Bound<'_, PyBytes>>,
    published: Option<&str>,
) -> PyResult<Verified> {
    let published = published.map(written).transpose()?;
    let sealed = sealed.map(|sealed| sealed.as_bytes().to_vec());
    let place = folder.clone();
    let report = work::run(py, None, work::UNKNOWN, move |_| {
        let Some(found) = FoundFolder::read(&folder)? else { return Ok(None) };
        let record = found.record()?;
        let ballots = sealed.map_or_else(|| found.ballots(), |given| Ok(Some(given)))?;
        Ok(Some(found.verify(&record, ballots.as_deref())))
    })?;
    let report = report.map_err(|Unread { path, error }| {
        PyOSError::new_err((error.raw_os_error(), error.to_string(), path))
    })?;
    verified(report.ok_or_else(|| errors::no_certified_folder(&place))?, published)
}

fn written(hash: &str) -> PyResult<Hash> {
    let fix = "a hash is 64 digits 0-9 and a-f, as in 9abf 2853 ...: give all of them, in any groups; take the seal from the signed minutes or from `record.seal` of a record that you trust, \
        the hash of the list of files from where the organisers posted it, as `vaali certify` said it";
    Hash::from_written(hash).map_err(|problem| errors::argument("published", problem, fix))
}

fn verified(report: Report, published: Option<Hash>) -> PyResult<Verified> {
    let report = match published {
        Some(published) => report.against(published),
        None => report,
    };
    let text = canonical::to_string(&report).map_err(|error| errors::canonical(&error))?;
    Ok((text, report.passed(), report.complete()))
}
