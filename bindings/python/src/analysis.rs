//! What would have happened otherwise: the engine's answers as JSON, candidates as positions.

use std::sync::Arc;

use pyo3::{exceptions::PyRuntimeError, prelude::*};
use serde::Serialize;
use serde_json::{Value, json};
use vaali::{
    analysis::{self, AnalysisError, MarksRule, Seating},
    count::Proceedings,
    definition::Frozen,
};

use crate::{ballots::Ballots, election::proceedings, errors, profile::Profile, work};

pub(crate) fn json(value: &impl Serialize) -> PyResult<String> {
    // No value of ours can make it fail.
    serde_json::to_string(value).map_err(|error| PyRuntimeError::new_err(error.to_string()))
}

/// The ballots of an election, or ballots without one.
#[derive(FromPyObject)]
pub(crate) enum Subject<'py> {
    Election(Bound<'py, Ballots>),
    Plain(Bound<'py, Profile>),
}

/// Rules and ballots, whatever they came from.
struct Question {
    frozen: Arc<Frozen>,
    profile: Arc<vaali::profile::Profile>,
    voters: Vec<u32>,
}

impl Subject<'_> {
    /// Ballots without an election are counted by the plainest rules, for so many seats.
    fn question(&self, seats: u32) -> PyResult<Question> {
        match self {
            Self::Election(ballots) => {
                let ballots = ballots.get();
                Ok(Question {
                    frozen: Arc::clone(&ballots.frozen),
                    profile: Arc::new(ballots.closed.profile().clone()),
                    voters: ballots.closed.voters().to_vec(),
                })
            }
            Self::Plain(profile) => {
                let profile = Arc::clone(&profile.get().profile);
                let candidates = profile.candidates();
                let marks = u32::try_from(candidates).unwrap_or(u32::MAX).max(1);
                let frozen = analysis::plain(candidates, seats, marks)
                    .map_err(|faults| errors::definition(&faults))?;
                Ok(Question { frozen: Arc::new(frozen), profile, voters: Vec::new() })
            }
        }
    }
}

fn answer<T: Send + 'static>(
    py: Python<'_>,
    progress: Option<&Bound<'_, PyAny>>,
    ballots: u64,
    work: impl FnOnce() -> Result<T, AnalysisError> + Send + 'static,
) -> PyResult<T> {
    work::run(py, progress, ballots, move |_| work())?.map_err(|error| errors::analysis(&error))
}

pub(crate) fn seating_json(of: &Seating) -> PyResult<String> {
    json(&seating(of))
}

fn seating(seating: &Seating) -> Value {
    json!({
        "elected": seating.elected,
        "tied": seating.tied,
        "places": seating.places,
        "vacant": seating.vacant,
    })
}

/// Who would be elected with so many seats, from `first` to `last`.
#[pyfunction]
#[pyo3(signature = (ballots, first, last, declines, progress = None))]
pub(crate) fn sweep_seats(
    py: Python<'_>,
    ballots: Subject<'_>,
    first: u32,
    last: u32,
    declines: &str,
    progress: Option<&Bound<'_, PyAny>>,
) -> PyResult<String> {
    let Question { frozen, profile, voters } = ballots.question(first)?;
    let proceedings: Proceedings = proceedings(declines)?;
    let rows = profile.ballots() as u64;
    let variants = answer(py, progress, rows, move || {
        analysis::sweep_seats(&frozen, &profile, &voters, first..=last, &proceedings)
    })?;
    let rows: Vec<Value> = variants
        .iter()
        .map(|variant| {
            json!({"seats": variant.seats, "seating": seating(&variant.seating), "margin": variant.margin})
        })
        .collect();
    json(&rows)
}

/// Who would be elected if a ballot counted with at most, or with exactly, so many marks, from `first` to `last`.
#[pyfunction]
#[pyo3(signature = (ballots, seats, exactly, first, last, declines, progress = None))]
#[expect(clippy::too_many_arguments, reason = "called by the package alone, in one place")]
pub(crate) fn sweep_marks(
    py: Python<'_>,
    ballots: Subject<'_>,
    seats: u32,
    exactly: bool,
    first: u32,
    last: u32,
    declines: &str,
    progress: Option<&Bound<'_, PyAny>>,
) -> PyResult<String> {
    let Question { frozen, profile, .. } = ballots.question(seats)?;
    let proceedings: Proceedings = proceedings(declines)?;
    let rule = if exactly { MarksRule::Exactly } else { MarksRule::AtMost };
    let rows = profile.ballots() as u64;
    let variants = answer(py, progress, rows, move || {
        analysis::sweep_marks(&frozen, &profile, rule, first..=last, &proceedings)
    })?;
    let rows: Vec<Value> = variants
        .iter()
        .map(|variant| {
            json!({
                "marks": variant.marks,
                "ballots": variant.ballots,
                "weight": variant.weight,
                "votes": variant.votes,
                "seating": seating(&variant.seating),
            })
        })
        .collect();
    json(&rows)
}

/// Which ballots alone decide something.
#[pyfunction]
#[pyo3(signature = (ballots, seats, declines, progress = None))]
pub(crate) fn leave_one_out(
    py: Python<'_>,
    ballots: Subject<'_>,
    seats: u32,
    declines: &str,
    progress: Option<&Bound<'_, PyAny>>,
) -> PyResult<String> {
    let Question { frozen, profile, .. } = ballots.question(seats)?;
    let proceedings: Proceedings = proceedings(declines)?;
    let rows = profile.ballots() as u64;
    let out = answer(py, progress, rows, move || {
        analysis::leave_one_out(&frozen, &profile, &proceedings)
    })?;
    let without: Vec<Value> = out
        .without
        .iter()
        .map(|without| json!({"ballot": without.ballot, "seating": seating(&without.seating)}))
        .collect();
    json(&json!({"all": seating(&out.all), "without": without}))
}

/// Every lot, drawn in every way.
#[pyfunction]
pub(crate) fn every_lot(
    py: Python<'_>,
    ballots: &Bound<'_, Ballots>,
    declines: &str,
    most_ways: usize,
) -> PyResult<String> {
    let proceedings: Proceedings = proceedings(declines)?;
    let (frozen, closed) = (Arc::clone(&ballots.get().frozen), Arc::clone(&ballots.get().closed));
    let every = answer(py, None, work::UNKNOWN, move || {
        analysis::every_lot(&frozen, &closed, &proceedings, most_ways)
    })?;
    let results: Vec<Value> = every
        .results
        .iter()
        .map(|result| {
            let (part, whole) = result.probability;
            json!({
                "elected": result.elected,
                "offices": result.offices.iter().map(|(id, holder)| json!([id, holder])).collect::<Vec<_>>(),
                "deputies": result.deputies,
                "probability": format!("{part}/{whole}"),
            })
        })
        .collect();
    json(&json!({"ways": every.ways, "results": results}))
}
