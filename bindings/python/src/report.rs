//! Reports, byte for byte as the command writes them. They are made of a count, which holds no ballot.

use std::path::Path;

use pyo3::{exceptions::PyRuntimeError, prelude::*, types::PyBytes};
use serde_json::Value;
use vaali::definition::Frozen;
use vaali_formats::{
    Findings, freeze,
    meeting::{self, MEETING},
};
use vaali_report::{
    self as written, Language, Meeting,
    booklet::Order,
    holds_address,
    minutes::Evidence,
    page::{Certified, Publication},
};

use crate::{analysis::json, election::Election, errors, outcome::Outcome};

fn parsed(language: &str) -> PyResult<Language> {
    language.parse().map_err(|error| errors::language(&error))
}

/// The code of a language in which there are reports.
#[pyfunction]
pub(crate) fn language(code: &str) -> PyResult<&'static str> {
    Ok(parsed(code)?.code())
}

/// The minutes: Markdown, HTML or DOCX, as bytes. `meeting` is JSON; its entries go before those of the folder.
#[pyfunction]
pub(crate) fn minutes<'py>(
    py: Python<'py>,
    outcome: &Bound<'py, Outcome>,
    language: &str,
    form: &str,
    meeting: &str,
) -> PyResult<Bound<'py, PyBytes>> {
    let (outcome, language) = (outcome.get(), parsed(language)?);
    let counted = outcome.counted()?;
    let said = said_of(outcome.folder.as_deref(), meeting)?;
    let (said, evidence) = match outcome.record()? {
        Some(record) => (said.certified(record.certification()), Evidence::of(record)),
        None => (said, frozen_in(outcome.folder.as_deref(), counted.frozen)?),
    };
    let bytes = py.detach(|| {
        let document = written::minutes::document(&counted, &said, &evidence, language);
        match form {
            "markdown" | "md" => Ok(document.to_markdown().into_bytes()),
            "html" => Ok(document.to_html().into_bytes()),
            // No text can make it fail.
            "docx" => {
                document.to_docx().map_err(|error| PyRuntimeError::new_err(error.to_string()))
            }
            other => Err(errors::format("minutes", "markdown, html or docx", other)),
        }
    })?;
    Ok(PyBytes::new(py, &bytes))
}

/// What the folder says of the meeting, but for what is said here.
fn said_of(folder: Option<&Path>, here: &str) -> PyResult<Meeting> {
    let here: Value = serde_json::from_str(here).map_err(|error| {
        errors::argument(
            "meeting",
            error,
            "give a dict such as {\"place\": \"Turku\", \"chair\": \"Aino Aalto\"}",
        )
    })?;
    let mut said = Value::Object(in_folder(folder)?);
    if let (Value::Object(said), Value::Object(here)) = (&mut said, here) {
        said.extend(here);
    }
    meeting::of_value(said, holds_address).map_err(|mut findings| {
        for finding in findings.0.iter_mut().filter(|finding| finding.file == MEETING) {
            "meeting".clone_into(&mut finding.file);
        }
        errors::files(&findings)
    })
}

fn in_folder(folder: Option<&Path>) -> PyResult<serde_json::Map<String, Value>> {
    let Some(folder) = folder else { return Ok(serde_json::Map::new()) };
    if !folder.is_dir() {
        return Err(errors::folder_gone(folder));
    }
    let mut odd = Vec::new();
    let read = meeting::read(folder, holds_address, &mut odd);
    let read = read.map_err(|findings| errors::files(&findings))?;
    // Nobody would hear that letters were guessed.
    if !odd.is_empty() {
        return Err(errors::files(&Findings(odd)));
    }
    Ok(read.unwrap_or_default())
}

/// The meeting as a folder tells of it; nothing is known of it without a folder.
pub(crate) fn meeting_of(folder: Option<&Path>) -> PyResult<Meeting> {
    said_of(folder, "{}")
}

/// When the definition was frozen, where the folder says it of this definition: a freeze of something else is none of this election.
fn frozen_in(folder: Option<&Path>, frozen: &Frozen) -> PyResult<Evidence> {
    let Some(folder) = folder else { return Ok(Evidence::default()) };
    let freeze = freeze::read(folder).map_err(|findings| errors::files(&findings))?;
    let freeze = freeze.filter(|freeze| freeze.changed(frozen).is_none());
    Ok(Evidence { frozen_at: freeze.map(|freeze| freeze.frozen_at), ..Evidence::default() })
}

/// The page, with links to the same page in other languages.
#[pyfunction]
pub(crate) fn page(
    outcome: &Bound<'_, Outcome>,
    language: &str,
    links: Vec<(String, String)>,
) -> PyResult<String> {
    let outcome = outcome.get();
    let links = links
        .iter()
        .map(|(language, link)| Ok((parsed(language)?, link.as_str())))
        .collect::<PyResult<Vec<_>>>()?;
    // In the order in which languages are listed, as the command has them.
    let others: Vec<_> = Language::ALL
        .into_iter()
        .flat_map(|language| links.iter().filter(move |link| link.0 == language).copied())
        .collect();
    let certified = outcome
        .record()?
        .map(|record| Certified { at: record.times().certified_at, seal: record.seal() });
    let publication = Publication { certified, others: &others };
    Ok(written::page::html(&outcome.counted()?, parsed(language)?, &publication))
}

/// The chart as SVG.
#[pyfunction]
pub(crate) fn chart(outcome: &Bound<'_, Outcome>, language: &str) -> PyResult<String> {
    Ok(written::chart::svg(&outcome.get().counted()?, parsed(language)?))
}

/// The result in three sentences.
#[pyfunction]
pub(crate) fn news(outcome: &Bound<'_, Outcome>, language: &str) -> PyResult<String> {
    Ok(written::news::text(&outcome.get().counted()?, parsed(language)?))
}

/// Why a candidate was elected or not; nothing where there is no such candidate.
#[pyfunction]
pub(crate) fn explain(
    outcome: &Bound<'_, Outcome>,
    candidate: &str,
    language: &str,
) -> PyResult<Option<String>> {
    let (counted, language) = (outcome.get().counted()?, parsed(language)?);
    let Ok(candidate) = candidate.parse() else { return Ok(None) };
    Ok(written::explain::explain(&counted, &candidate, language)
        .map(|explanation| explanation.text()))
}

/// What appears under a notebook's cell.
#[pyfunction]
pub(crate) fn excerpt(outcome: &Bound<'_, Outcome>, language: &str) -> PyResult<String> {
    Ok(written::page::excerpt(&outcome.get().counted()?, parsed(language)?))
}

/// The rules in sentences, as JSON.
#[pyfunction]
pub(crate) fn rules(election: &Bound<'_, Election>, language: &str) -> PyResult<String> {
    json(&written::rules::sentences(&*election.get().frozen()?, parsed(language)?))
}

/// The booklet of candidates: HTML or Markdown.
#[pyfunction]
#[pyo3(signature = (election, languages, form, seed = None, first = None))]
pub(crate) fn booklet(
    election: &Bound<'_, Election>,
    languages: Vec<String>,
    form: &str,
    seed: Option<String>,
    first: Option<usize>,
) -> PyResult<String> {
    let frozen = election.get().frozen()?;
    let languages =
        languages.iter().map(|language| parsed(language)).collect::<PyResult<Vec<_>>>()?;
    let order = match (seed, first) {
        (Some(_), Some(_)) => return Err(errors::two_orders()),
        (Some(seed), None) => Order::Drawn { seed },
        (None, Some(first)) => Order::Rotated { first },
        (None, None) => Order::Alphabetical,
    };
    let write = match form {
        "html" => written::booklet::html,
        "markdown" | "md" => written::booklet::markdown,
        other => return Err(errors::format("booklets", "html or markdown", other)),
    };
    write(&frozen, &order, &languages).map_err(|error| errors::order(&error))
}
