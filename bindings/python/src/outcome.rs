//! What a count gives, and what is known beside it.

use std::{
    path::PathBuf,
    sync::{Arc, OnceLock},
};

use pyo3::prelude::*;
use vaali::{
    count::{LotMethod, LotRequest, Proceedings, Status},
    definition::{Definition, Frozen},
    record::{Record, canonical, verify},
};
use vaali_report::Counted;

use crate::errors;

/// The outcome of a count.
#[pyclass(frozen, module = "vaali._vaali")]
pub(crate) struct Outcome {
    inner: vaali::count::Outcome,
    origin: Origin,
    /// Where the minutes find the meeting, if anywhere.
    pub(crate) folder: Option<PathBuf>,
}

/// What an outcome is made of again: the record; or the outcome, with definition and proceedings; and the folder.
type Parts = (String, Option<(String, String)>, Option<PathBuf>);

/// Where an outcome comes from.
enum Origin {
    Count { frozen: Arc<Frozen>, proceedings: Proceedings },
    Record(Box<RecordText>),
}

/// A record as it was read. It is verified when something is to be reported from it, once.
struct RecordText {
    text: String,
    sound: OnceLock<Option<Sound>>,
}

impl RecordText {
    fn sound(&self) -> PyResult<&Sound> {
        let sound = self.sound.get_or_init(|| Sound::of(&self.text));
        sound.as_ref().ok_or_else(errors::unsound)
    }
}

/// A record that holds, as far as can be seen without the sealed ballots.
struct Sound {
    record: Record,
    frozen: Frozen,
}

impl Sound {
    fn of(text: &str) -> Option<Self> {
        if !verify(text.as_bytes(), None).passed() {
            return None;
        }
        let record = Record::from_json(text).ok()?;
        let frozen = record.definition().clone().freeze().ok()?;
        Some(Self { record, frozen })
    }
}

impl Outcome {
    pub(crate) fn of_count(
        outcome: vaali::count::Outcome,
        frozen: Arc<Frozen>,
        proceedings: Proceedings,
        folder: Option<PathBuf>,
    ) -> Self {
        Self { inner: outcome, origin: Origin::Count { frozen, proceedings }, folder }
    }

    pub(crate) fn of_record(text: &str, record: &Record, folder: Option<PathBuf>) -> Self {
        let result = Box::new(record.result().clone());
        let inner = vaali::count::Outcome::Complete { result };
        let record = RecordText { text: text.to_owned(), sound: OnceLock::new() };
        Self { inner, origin: Origin::Record(Box::new(record)), folder }
    }

    /// The record that the outcome is from, once it was verified; nothing where it was counted here.
    pub(crate) fn record(&self) -> PyResult<Option<&Record>> {
        match &self.origin {
            Origin::Count { .. } => Ok(None),
            Origin::Record(record) => Ok(Some(&record.sound()?.record)),
        }
    }

    /// What reports are made of.
    pub(crate) fn counted(&self) -> PyResult<Counted<'_>> {
        let (frozen, proceedings) = match &self.origin {
            Origin::Count { frozen, proceedings } => (frozen.as_ref(), proceedings),
            Origin::Record(record) => {
                let Sound { record, frozen } = record.sound()?;
                (frozen, record.proceedings())
            }
        };
        Ok(Counted { frozen, outcome: &self.inner, proceedings })
    }
}

fn json<T: serde::Serialize>(value: &T) -> PyResult<String> {
    canonical::to_string(value).map_err(|error| errors::canonical(&error))
}

#[pymethods]
impl Outcome {
    #[getter]
    fn is_complete(&self) -> bool {
        matches!(self.inner, vaali::count::Outcome::Complete { .. })
    }

    /// The ids of the elected, in votes order.
    #[getter]
    fn elected(&self) -> Vec<&str> {
        let rows = self.inner.result().candidates.iter();
        rows.filter(|row| row.status == Status::Elected).map(|row| row.id.as_str()).collect()
    }

    /// Ids and votes of those who have any, in the order of the result.
    #[getter]
    fn votes(&self) -> Vec<(&str, u64)> {
        let rows = self.inner.result().candidates.iter();
        rows.filter_map(|row| Some((row.id.as_str(), row.votes?.get()))).collect()
    }

    /// Canonical JSON: the bytes that the command writes.
    fn to_json(&self) -> PyResult<String> {
        json(&self.inner)
    }

    /// What `of_parts` makes the same of.
    fn parts(&self) -> PyResult<Parts> {
        let (text, counted) = match &self.origin {
            Origin::Record(record) => (record.text.clone(), None),
            Origin::Count { frozen, proceedings } => {
                (json(&self.inner)?, Some((json(frozen.definition())?, json(proceedings)?)))
            }
        };
        Ok((text, counted, self.folder.clone()))
    }

    #[staticmethod]
    fn of_parts(
        text: &str,
        counted: Option<(String, String)>,
        folder: Option<PathBuf>,
    ) -> PyResult<Self> {
        let Some((definition, proceedings)) = counted else {
            let record = Record::from_json(text).map_err(|error| errors::record(&error))?;
            return Ok(Self::of_record(text, &record, folder));
        };
        let frozen = Definition::from_json(&definition).and_then(Definition::freeze);
        let frozen = frozen.map_err(|faults| errors::definition(&faults))?;
        let proceedings = crate::election::proceedings(&proceedings)?;
        let fix = "give the bytes that `pickle` wrote, with the same version of vaali";
        let outcome =
            serde_json::from_str(text).map_err(|error| errors::argument("text", error, fix))?;
        Ok(Self::of_count(outcome, Arc::new(frozen), proceedings, folder))
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| other.get().inner == self.inner)
    }
}

/// Whom a computed lot draws.
#[pyfunction]
pub(crate) fn draw_lot(request: &str, method: &str) -> PyResult<Vec<String>> {
    let request: LotRequest = serde_json::from_str(request).map_err(|error| {
        errors::argument("request", error, "give the `request` of a `LotNeeded` as it stands there")
    })?;
    let method: LotMethod = serde_json::from_str(method).map_err(|error| {
        errors::argument(
            "method",
            error,
            "give the seed or the key as text, as its source wrote it",
        )
    })?;
    let drawn = request.draw(&method).map_err(|problem| {
        errors::count(&vaali::count::CountError::InvalidLot {
            label: request.label.clone(),
            problem,
        })
    })?;
    Ok(drawn.iter().map(ToString::to_string).collect())
}
