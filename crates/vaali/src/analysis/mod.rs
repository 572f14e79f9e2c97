//! What would have happened otherwise: the same ballots under other rules, without one of them, with every lot drawn in every way.
//!
//! Everything here asks the count itself (`docs/count.md`), under changed rules or with changed votes; nothing decides who is elected a second time.
//! Candidates are positions in declared order. Lots that were drawn are not looked at: who awaits a lot is *tied*.
//!
//! | question | function |
//! |---|---|
//! | who is elected whatever the lots, who is tied, for how many places | [`seating`] |
//! | how close was it, for ballots without an election | [`margins`] |
//! | with more or fewer seats | [`sweep_seats`] |
//! | with more or fewer marks allowed | [`sweep_marks`] |
//! | without one of the ballots | [`leave_one_out`] |
//! | whatever the lots give | [`every_lot`] |
//! | a part of the ballots, counted elsewhere | [`partial_tally`] |

mod error;
mod leave_one_out;
mod lots;
mod marks;
mod partial;
mod plain;
mod seating;
mod seats;
#[cfg(test)]
mod tests;

pub use self::{
    error::AnalysisError,
    leave_one_out::{LeaveOneOut, Without, leave_one_out},
    lots::{EveryLot, MOST_WAYS, Possible, every_lot},
    marks::{MarksRule, MarksVariant, sweep_marks},
    partial::partial_tally,
    plain::{margins, plain},
    seating::{Seating, seating},
    seats::{SeatsVariant, sweep_seats},
};
