//! What a count gives.

use std::sync::Arc;

use pyo3::prelude::*;
use vaali::{
    count::{LotMethod, LotRequest, Proceedings},
    definition::Frozen,
    record::canonical,
};
use vaali_report::{Counted, Language, chart};

use crate::errors;

/// The outcome of a count.
#[pyclass(frozen, module = "vaali._vaali")]
pub(crate) struct Outcome {
    outcome: vaali::count::Outcome,
    /// What was counted; not known of an outcome that was read.
    counted: Option<(Arc<Frozen>, Proceedings)>,
}

impl Outcome {
    pub(crate) fn of_count(
        outcome: vaali::count::Outcome,
        frozen: Arc<Frozen>,
        proceedings: Proceedings,
    ) -> Self {
        Self { outcome, counted: Some((frozen, proceedings)) }
    }

    pub(crate) fn read(outcome: vaali::count::Outcome) -> Self {
        Self { outcome, counted: None }
    }
}

#[pymethods]
impl Outcome {
    #[getter]
    fn is_complete(&self) -> bool {
        matches!(self.outcome, vaali::count::Outcome::Complete { .. })
    }

    /// Canonical JSON: the bytes that the command writes.
    fn to_json(&self) -> PyResult<String> {
        canonical::to_string(&self.outcome).map_err(|error| errors::canonical(&error))
    }

    /// The chart as SVG; nothing where it is not known what was counted.
    fn chart(&self, language: &str) -> PyResult<Option<String>> {
        let language: Language = language
            .parse()
            .map_err(|error: vaali_report::UnknownLanguage| errors::argument("language", error))?;
        Ok(self.counted.as_ref().map(|(frozen, proceedings)| {
            let counted = Counted { frozen, outcome: &self.outcome, proceedings };
            chart::svg(&counted, language)
        }))
    }

    #[staticmethod]
    fn from_json(text: &str) -> PyResult<Self> {
        serde_json::from_str(text).map(Self::read).map_err(|error| errors::argument("text", error))
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| other.get().outcome == self.outcome)
    }
}

/// Whom a computed lot draws.
#[pyfunction]
pub(crate) fn draw_lot(request: &str, method: &str) -> PyResult<Vec<String>> {
    let request: LotRequest =
        serde_json::from_str(request).map_err(|error| errors::argument("request", error))?;
    let method: LotMethod =
        serde_json::from_str(method).map_err(|error| errors::argument("method", error))?;
    let drawn = request.draw(&method).map_err(|problem| {
        errors::count(&vaali::count::CountError::InvalidLot {
            label: request.label.clone(),
            problem,
        })
    })?;
    Ok(drawn.iter().map(ToString::to_string).collect())
}
