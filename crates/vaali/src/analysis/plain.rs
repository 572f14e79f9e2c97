//! Ballots without an election: the plainest rules under which they can be counted.

use super::AnalysisError;
use crate::{
    count::{Margins, Proceedings, count_profile},
    definition::{Definition, Faults, Frozen},
    profile::Profile,
};

/// The election that bare numbers of votes need: so many candidates, named by their numbers from 0, so many seats, anonymous ballots of one to `marks` marks, ties by lot.
///
/// # Errors
/// What the engine refuses: no seats, more seats than candidates, no marks.
///
/// ```
/// use vaali::analysis::plain;
///
/// assert_eq!(plain(26, 15, 10)?.candidates().len(), 26);
/// assert_eq!(plain(2, 3, 1).unwrap_err().0[0].fault.code(), "D45");
/// # Ok::<(), vaali::definition::Faults>(())
/// ```
pub fn plain(candidates: usize, seats: u32, marks: u32) -> Result<Frozen, Faults> {
    let candidates: Vec<_> = (0..candidates)
        .map(|number| serde_json::json!({"id": number.to_string(), "name": number.to_string()}))
        .collect();
    Definition::from_value(serde_json::json!({
        "format": crate::definition::FORMAT,
        "id": "00000000-0000-0000-0000-000000000000",
        "title": "Ballots without an election",
        "rules": {
            "ballots": "anonymous",
            "secrecy": "secret",
            "marks": {"min": 1, "max": marks},
            "seats": {"min": seats, "max": seats},
            "ties": {"seat": "lot_manual"},
        },
        "candidates": candidates,
    }))?
    .freeze()
}

/// How close the election of `seats` candidates by these ballots is, each of which may mark one to `marks` of them.
///
/// None where a lot decides: then any ballot may change the elected, and the margin is 0.
///
/// # Errors
/// As [`plain`], and votes that overflow.
///
/// ```
/// use vaali::{analysis::margins, count::Margin, profile::ProfileBuilder};
///
/// let mut builder = ProfileBuilder::new(2)?;
/// for _ in 0..5 { builder.push(&[0])?; }
/// builder.push(&[1])?;
/// let margins = margins(&builder.build(), 1, 2)?;
/// assert_eq!(margins.map(|margins| margins.elected_set), Some(Margin::Exact(2)));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn margins(
    profile: &Profile,
    seats: u32,
    marks: u32,
) -> Result<Option<Margins>, AnalysisError> {
    let frozen = plain(profile.candidates(), seats, marks)?;
    let outcome = count_profile(&frozen, profile, &[], &Proceedings::default())?;
    Ok(outcome.result().margins.clone())
}
