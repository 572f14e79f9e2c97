//! A part of the ballots, counted wherever it lies.

use super::AnalysisError;
use crate::{
    ballot::Ballots,
    count::CountError,
    definition::Frozen,
    profile::{Fingerprint, Tally},
};

/// The tally of the accepted ballots of a box, bound to its election: it merges with tallies of the same definition and with no others.
///
/// Its fingerprint is the hash of the definition, so the rules, the candidates and their order are the same in all parts.
///
/// # Errors
/// [`AnalysisError::LinkedInParts`] where ballots name their voters, ballots of another election, votes that overflow.
///
/// ```
/// use vaali::{analysis::{partial_tally, plain}, ballot::{Ballot, Ballots}};
///
/// let rules = plain(2, 1, 1)?;
/// let part = |mark: &str| {
///     let ballot = Ballot { marks: vec![mark.into()], ..Ballot::default() };
///     partial_tally(&rules, &Ballots::of(&rules, [ballot], []))
/// };
/// assert_eq!(part("0")?.merge(&part("1")?)?.votes(), [1, 1]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn partial_tally(frozen: &Frozen, ballots: &Ballots) -> Result<Tally, AnalysisError> {
    if ballots.election() != frozen.hash() {
        return Err(CountError::OtherElection.into());
    }
    if frozen.is_linked() {
        return Err(AnalysisError::LinkedInParts);
    }
    let fingerprint = Fingerprint::new(*frozen.hash().as_bytes());
    Ok(ballots.profile().tally()?.with_fingerprint(fingerprint))
}
