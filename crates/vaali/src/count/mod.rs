//! The count, step by step: tally, seats, offices, deputies, lots, result.
//!
//! [`count`] is a pure function of a frozen definition, the ballots and the proceedings of the meeting. The steps are those of the page `docs/count.md`, a file for each:
//!
//! | step | file |
//! |---|---|
//! | 3 tally | the module [`crate::profile`] |
//! | 4 seats | `seats.rs` |
//! | 5 offices | `offices.rs` |
//! | 6 deputies | `deputies.rs` |
//! | 7 lots | `lots.rs`, computed lots in [`draw`] |
//! | 8 result | `result.rs`, `reasons.rs`, `turnout.rs`, `margins.rs`, put together in `assemble.rs` |

mod assemble;
mod deputies;
pub mod draw;
mod error;
mod figures;
mod lots;
mod margins;
mod offices;
mod proceedings;
mod reasons;
mod result;
mod seats;
mod turnout;

#[cfg(test)]
mod tests;

pub use self::{
    error::CountError,
    lots::{Lot, LotMethod, LotProblem, LotRequest, Purpose},
    margins::{Margin, Margins},
    proceedings::{Attendance, Decline, Declined, Proceedings},
    reasons::Reason,
    result::{
        CandidateResult, CountResult, DeputyResult, ElectionSummary, Engine, FillReason,
        OfficeResult, Outcome, Place, RULES_VERSION, RejectedCount, SeatsResult, Status,
    },
    seats::Gap,
    turnout::{Mismatch, Reconciliation, Turnout},
};
pub(crate) use self::{
    figures::{Accepted, Figures, RollFigures, by_reason},
    turnout::{reconcile, turnout},
};

use self::{deputies::DeputyStep, lots::Desk, offices::OfficeStep, seats::Boundary};
use crate::{
    analysis::Seating,
    ballot::Ballots,
    definition::Frozen,
    profile::{Profile, TallyError},
};

/// Counts an election.
///
/// A tie that a lot must settle is an outcome: it says who is tied, for what and for how many places. Draw the lot, put it into the proceedings, count again.
///
/// # Errors
/// Lots that answer nothing that is asked or answer it wrongly, declines by nobody, votes beyond 64 bits. Never a tie.
///
/// ```
/// use vaali::{
///     ballot::{Ballot, Ballots},
///     count::{Lot, LotMethod, Outcome, Proceedings, count},
///     definition::Definition,
/// };
///
/// let frozen = Definition::from_json(r#"{
///     "format": 1, "id": "7f6d4a0e-6f0c-4c51-9d5b-0c5f8f0d2a11", "title": "Board",
///     "rules": {"ballots": "anonymous", "secrecy": "secret", "marks": {"min": 1, "max": 2},
///               "seats": {"min": 2, "max": 2}, "ties": {"seat": "lot_manual"}},
///     "candidates": [{"id": "a", "name": "Aino"}, {"id": "b", "name": "Bo"}, {"id": "c", "name": "Cia"}]
/// }"#)?.freeze()?;
/// let ballot = |marks: [&str; 2]| Ballot { marks: marks.map(str::to_owned).to_vec(), ..Ballot::default() };
/// let ballots = Ballots::of(&frozen, [ballot(["a", "b"]), ballot(["a", "c"])], []);
///
/// let mut proceedings = Proceedings::default();
/// let Outcome::LotNeeded { request, .. } = count(&frozen, &ballots, &proceedings)? else { panic!() };
/// assert_eq!((request.label.as_str(), request.places, request.among.len()), ("seat/1", 1, 2));
///
/// proceedings.lots.push(Lot {
///     drawn: vec!["c".parse()?],
///     request,
///     method: LotMethod::Manual,
///     drawn_at: None,
///     witnesses: vec!["Aino".into()],
///     note: None,
/// });
/// let Outcome::Complete { result } = count(&frozen, &ballots, &proceedings)? else { panic!() };
/// assert_eq!(result.seats.filled, 2);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn count(
    frozen: &Frozen,
    ballots: &Ballots,
    proceedings: &Proceedings,
) -> Result<Outcome, CountError> {
    if ballots.election() != frozen.hash() {
        return Err(CountError::OtherElection);
    }
    let accepted = Accepted { profile: ballots.profile(), voters: ballots.voters() };
    count_accepted(frozen, accepted, Figures::of(frozen, ballots), proceedings)
}

/// Counts ballots that were accepted already. `figures` say what became of the other rows.
pub(crate) fn count_accepted(
    frozen: &Frozen,
    accepted: Accepted<'_>,
    figures: Figures,
    proceedings: &Proceedings,
) -> Result<Outcome, CountError> {
    check_declines(frozen, proceedings)?;
    let tally = accepted.profile.tally().map_err(|error| match error {
        TallyError::SumsDisagree { votes, marks } => CountError::SumsDiffer { votes, marks },
        _ => CountError::Overflow,
    })?;
    let figures = figures.tallied(accepted.profile, &tally)?;
    decide(frozen, &figures, tally.votes(), Some(accepted), proceedings)
}

/// Counts bare ballots, every one of which was accepted. `voters` are their positions on the roll, or empty.
pub(crate) fn count_profile(
    frozen: &Frozen,
    profile: &Profile,
    voters: &[u32],
    proceedings: &Proceedings,
) -> Result<Outcome, CountError> {
    let figures = Figures { rows: profile.ballots() as u64, ..Figures::default() };
    count_accepted(frozen, Accepted { profile, voters }, figures, proceedings)
}

/// The steps after the tally, to be taken again and again with other proceedings. There are no margins.
#[derive(Debug)]
pub(crate) struct Steps<'a> {
    frozen: &'a Frozen,
    figures: Figures,
    votes: Vec<u64>,
}

impl<'a> Steps<'a> {
    /// The steps for the ballots of a box, under these rules.
    pub(crate) fn new(frozen: &'a Frozen, ballots: &Ballots) -> Result<Self, CountError> {
        let tally = ballots.profile().tally().map_err(|_| CountError::Overflow)?;
        let figures = Figures::of(frozen, ballots).tallied(ballots.profile(), &tally)?;
        Ok(Self { frozen, figures, votes: tally.votes().to_vec() })
    }

    /// The outcome with these proceedings.
    pub(crate) fn count(&self, proceedings: &Proceedings) -> Result<Outcome, CountError> {
        count_votes(self.frozen, &self.figures, &self.votes, proceedings)
    }
}

/// Step 4 alone, before any lot is drawn.
pub(crate) fn seating(
    frozen: &Frozen,
    votes: &[u64],
    proceedings: &Proceedings,
) -> Result<Seating, CountError> {
    let step = seats::decide(frozen, votes, proceedings, &mut Desk::new(&[]))?;
    let (mut elected, mut tied, mut places) = (step.elected, Vec::new(), 0);
    if let Boundary::Awaiting { request, group } = step.boundary {
        (tied, places) = (group, request.places);
    }
    elected.sort_unstable();
    tied.sort_unstable();
    Ok(Seating { elected, tied, places, vacant: step.vacant })
}

/// Repeats every step after the tally from votes in declared order. The ballots are not needed; without them there are no margins.
pub(crate) fn count_votes(
    frozen: &Frozen,
    figures: &Figures,
    votes: &[u64],
    proceedings: &Proceedings,
) -> Result<Outcome, CountError> {
    check_declines(frozen, proceedings)?;
    decide(frozen, figures, votes, None, proceedings)
}

fn decide(
    frozen: &Frozen,
    figures: &Figures,
    votes: &[u64],
    accepted: Option<Accepted<'_>>,
    proceedings: &Proceedings,
) -> Result<Outcome, CountError> {
    let turnout = turnout(frozen, figures, proceedings);
    let reconciliation = reconcile(figures, &turnout, proceedings);
    let mut desk = Desk::new(&proceedings.lots);

    let seats = seats::decide(frozen, votes, proceedings, &mut desk)?;
    let mut awaiting = match &seats.boundary {
        Boundary::Awaiting { request, .. } => Some(request.clone()),
        _ => None,
    };
    let mut offices = OfficeStep::open(frozen);
    let mut deputies = DeputyStep::default();
    if awaiting.is_none() && !seats.acclaimed {
        offices = offices::fill(frozen, votes, &seats.elected, proceedings, &mut desk)?;
        awaiting.clone_from(&offices.awaiting);
    }
    if awaiting.is_none() {
        deputies = deputies::name(frozen, votes, &seats, &mut desk)?;
        awaiting.clone_from(&deputies.awaiting);
    }
    desk.close()?;

    let margins = accepted.filter(|_| awaiting.is_none()).and_then(|accepted| {
        margins::margins(frozen, accepted, votes, &seats, &offices, proceedings)
    });
    let steps = assemble::Steps {
        frozen,
        figures,
        proceedings,
        votes,
        seats,
        offices,
        deputies,
        turnout,
        reconciliation,
        margins,
    };
    let result = Box::new(steps.result());
    Ok(match awaiting {
        None => Outcome::Complete { result },
        Some(request) => Outcome::LotNeeded { request, partial: result },
    })
}

fn check_declines(frozen: &Frozen, proceedings: &Proceedings) -> Result<(), CountError> {
    for decline in &proceedings.declines {
        if frozen.candidate(decline.candidate.as_str()).is_none() {
            return Err(CountError::UnknownDecline { candidate: decline.candidate.clone() });
        }
        if let Declined::Office(office) = &decline.from
            && !frozen.offices().iter().any(|known| known.id == *office)
        {
            return Err(CountError::UnknownOffice {
                candidate: decline.candidate.clone(),
                office: office.clone(),
            });
        }
    }
    Ok(())
}
