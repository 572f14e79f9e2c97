//! Step 4 of the count before any lot is drawn.

use serde::Serialize;

use super::AnalysisError;
use crate::{
    count::{self, Proceedings},
    definition::Frozen,
    profile::TallyError,
};

/// Who has a seat, and who needs a lot for one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Seating {
    /// Elected whatever the lots, as positions in declared order, rising.
    pub elected: Vec<u32>,
    /// Tied at the last seats, as positions in declared order, rising; empty where no lot is needed.
    pub tied: Vec<u32>,
    /// Seats that a lot among the tied fills.
    pub places: u32,
    /// Seats that stay vacant.
    pub vacant: u32,
}

/// Who is elected by these votes under these rules, whatever the lots. Of the proceedings the declined seats are looked at.
///
/// # Errors
/// [`TallyError::DifferentCandidates`] where there are not as many votes as candidates.
///
/// ```
/// use vaali::{analysis::{plain, seating}, count::Proceedings};
///
/// let two_seats = plain(3, 2, 3)?;
/// let seating = seating(&two_seats, &[5, 3, 3], &Proceedings::default())?;
/// assert_eq!((seating.elected, seating.tied, seating.places), (vec![0], vec![1, 2], 1));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn seating(
    frozen: &Frozen,
    votes: &[u64],
    proceedings: &Proceedings,
) -> Result<Seating, AnalysisError> {
    if votes.len() != frozen.candidates().len() {
        let (left, right) = (frozen.candidates().len(), votes.len());
        return Err(TallyError::DifferentCandidates { left, right }.into());
    }
    Ok(count::seating(frozen, votes, proceedings)?)
}

/// Proceedings of which only the declines are left: under other rules a lot would answer nothing.
pub(super) fn without_lots(proceedings: &Proceedings) -> Proceedings {
    Proceedings { declines: proceedings.declines.clone(), ..Proceedings::default() }
}
