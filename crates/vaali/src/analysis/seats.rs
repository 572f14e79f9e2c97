//! The same ballots for more or fewer seats.

use std::ops::RangeInclusive;

use super::{AnalysisError, Seating, seating::without_lots};
use crate::{
    count::{self, Margin, Proceedings, count_profile},
    definition::{Definition, Deputies, Frozen, Seats},
    profile::Profile,
};

/// What a number of seats gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeatsVariant {
    /// The number of seats.
    pub seats: u32,
    /// Who has one.
    pub seating: Seating,
    /// The least number of ballots that could change the elected set; none under acclamation.
    pub margin: Option<Margin>,
}

/// Who would be elected if there were exactly so many seats, for each number of a range. Offices, deputies and seats that are not elected are left out, and so are `extend` and `shrink`: the number is fixed.
///
/// `voters` are the voters of the ballots as positions on the roll ([`Ballots::voters`](crate::ballot::Ballots::voters)), or empty.
///
/// # Errors
/// Rules that make no sense with so many seats, and the errors of the count.
///
/// ```
/// use vaali::{analysis::{plain, sweep_seats}, count::Proceedings, profile::ProfileBuilder};
///
/// let mut builder = ProfileBuilder::new(3)?;
/// builder.push(&[0, 1])?;
/// builder.push(&[0])?;
/// let rules = plain(3, 1, 3)?;
/// let sweep = sweep_seats(&rules, &builder.build(), &[], 1..=2, &Proceedings::default())?;
/// assert_eq!(sweep[1].seating.elected, [0, 1]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn sweep_seats(
    frozen: &Frozen,
    profile: &Profile,
    voters: &[u32],
    seats: RangeInclusive<u32>,
    proceedings: &Proceedings,
) -> Result<Vec<SeatsVariant>, AnalysisError> {
    let proceedings = without_lots(proceedings);
    let tally = profile.tally()?;
    seats
        .map(|seats| {
            let frozen = with_seats(frozen.definition(), seats).freeze()?;
            let seating = count::seating(&frozen, tally.votes(), &proceedings)?;
            let outcome = count_profile(&frozen, profile, voters, &proceedings)?;
            let margin = match &outcome.result().margins {
                Some(margins) => Some(margins.elected_set),
                // Another lot is another elected set.
                None => outcome.request().map(|_| Margin::Exact(0)),
            };
            Ok(SeatsVariant { seats, seating, margin })
        })
        .collect()
}

fn with_seats(definition: &Definition, seats: u32) -> Definition {
    let mut definition = definition.clone();
    let rules = &mut definition.rules;
    rules.seats = Seats { min: seats, max: seats, fill: None };
    rules.ties.extend = false;
    rules.ties.shrink = false;
    rules.offices.clear();
    rules.other_seats.clear();
    rules.deputies = Deputies::None;
    definition
}
