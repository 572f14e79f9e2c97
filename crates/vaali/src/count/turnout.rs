//! Who voted, of how many; and where every row and every mark went.

use serde::{Deserialize, Serialize};

use super::{Proceedings, figures::Figures};
use crate::{
    definition::{BallotMode, Frozen},
    profile::Votes,
    words::{are, counted, were},
};

/// Turnout and mandate. Fractions are exact and hold the figures themselves: `66/900`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Turnout {
    /// Entries of the roll; none with anonymous ballots.
    pub roll: Option<u64>,
    /// Of these, entitled to vote: not suspended.
    pub entitled: Option<u64>,
    /// Voters who registered.
    pub registered: Option<u64>,
    /// Voters present.
    pub present: Option<u64>,
    /// Voters who voted.
    pub voted: Option<u64>,
    /// Voted of entitled.
    pub of_entitled: Option<String>,
    /// Voted of registered.
    pub of_registered: Option<String>,
    /// Voted of present.
    pub of_present: Option<String>,
    /// Marks of accepted ballots, each counted once whatever its weight, per accepted ballot.
    pub marks_per_ballot: Option<String>,
    /// Candidates on the ballot per entry of the roll.
    pub candidates_per_roll: Option<String>,
}

/// Where every row and every mark went. Nothing is certified unless [`Reconciliation::mismatches`] is empty.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Reconciliation {
    /// Ballots read.
    pub rows: u64,
    /// Ballots accepted.
    pub accepted: u64,
    /// Blank ballots.
    pub blank: u64,
    /// Ballots rejected.
    pub rejected: u64,
    /// How many ballots there must be, where that is known.
    pub expected: Option<u64>,
    /// The weight of all accepted ballots.
    pub weight: Votes,
    /// Sum of the candidates' votes.
    pub votes: Votes,
    /// Sum of weight times marks over the accepted ballots, added up apart from the votes.
    pub marks: Votes,
    /// Entitled voters who did not vote.
    pub not_voted: Option<u64>,
    /// Valid marks on the roll, where ballots are apart from it.
    pub roll_marks: Option<u64>,
    /// Marks on the roll that were rejected.
    pub roll_marks_rejected: Option<u64>,
    /// Ballots spoiled and replaced.
    pub spoiled: u64,
    /// Ballots that did not come back.
    pub unreturned: u64,
}

/// Two figures that must be equal and are not.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "mismatch", rename_all = "snake_case")]
pub enum Mismatch {
    /// Some row is neither accepted nor blank nor rejected, or is so twice.
    #[error(
        "{} read, but {accounted} {} accounted for",
        counted(rows, "row was", "rows were"),
        are(accounted)
    )]
    Rows {
        /// Rows read.
        rows: u64,
        /// Rows accounted for.
        accounted: u64,
    },
    /// There should be another number of ballots.
    #[error(
        "{} expected, but {rows} {} read",
        counted(expected, "ballot was", "ballots were"),
        were(rows)
    )]
    Expected {
        /// Ballots expected.
        expected: u64,
        /// Rows read.
        rows: u64,
    },
    /// Paper is missing or too many.
    #[error(
        "{} marked on the roll, but ballots, spoiled and unreturned make {paper}",
        counted(marks, "voter is", "voters are")
    )]
    RollMarks {
        /// Voters marked on the roll.
        marks: u64,
        /// Ballots, spoiled and unreturned.
        paper: u64,
    },
    /// Votes and marks do not agree.
    #[error("the votes add up to {votes}, the marks to {marks}")]
    Marks {
        /// Sum of votes.
        votes: Votes,
        /// Sum of marks.
        marks: Votes,
    },
    /// More voted than are entitled.
    #[error("{voted} voted and {not_voted} did not, but {entitled} {} entitled", are(entitled))]
    Entitled {
        /// Voters who voted.
        voted: u64,
        /// Voters who did not.
        not_voted: u64,
        /// Voters entitled.
        entitled: u64,
    },
    /// More voted than were present or registered.
    #[error("{voted} voted, but only {there} {} {what}", were(there))]
    Attendance {
        /// Voters who voted.
        voted: u64,
        /// Voters who were there.
        there: u64,
        /// `registered` or `present`.
        what: String,
    },
    /// More were present than had registered.
    #[error(
        "{present} {} present, but only {registered} {} registered",
        were(present),
        were(registered)
    )]
    Present {
        /// Voters present.
        present: u64,
        /// Voters who registered.
        registered: u64,
    },
    /// More were registered or present than the roll has entries.
    #[error(
        "{there} {} {what}, but the roll has only {}",
        were(there),
        counted(roll, "entry", "entries")
    )]
    OffRoll {
        /// Voters who were there.
        there: u64,
        /// Entries of the roll.
        roll: u64,
        /// `registered` or `present`.
        what: String,
    },
}

/// An exact fraction that shows its figures; nothing where the whole is zero.
pub(super) fn fraction(part: u64, whole: u64) -> Option<String> {
    (whole > 0).then(|| format!("{part}/{whole}"))
}

pub(crate) fn turnout(frozen: &Frozen, figures: &Figures, proceedings: &Proceedings) -> Turnout {
    let on_roll = frozen.rules().ballots != BallotMode::Anonymous;
    let roll = on_roll.then_some(frozen.roll().len() as u64);
    let entitled =
        on_roll.then(|| frozen.roll().iter().filter(|voter| !voter.suspended).count() as u64);
    let voted = on_roll.then_some(figures.voted);
    let of = |whole: Option<u64>| fraction(voted?, whole?);
    let on_ballot = frozen.on_ballot() as u64;
    let attendance = proceedings.attendance;
    Turnout {
        roll,
        entitled,
        registered: attendance.registered,
        present: attendance.present,
        voted,
        of_entitled: of(entitled),
        of_registered: of(attendance.registered),
        of_present: of(attendance.present),
        marks_per_ballot: fraction(figures.entries, figures.accepted),
        candidates_per_roll: roll.and_then(|roll| fraction(on_ballot, roll)),
    }
}

pub(crate) fn reconcile(
    figures: &Figures,
    turnout: &Turnout,
    proceedings: &Proceedings,
) -> Reconciliation {
    Reconciliation {
        rows: figures.rows,
        accepted: figures.accepted,
        blank: figures.blank,
        rejected: figures.rejected(),
        expected: proceedings.ballots_expected,
        weight: Votes::from(figures.weight),
        votes: Votes::from(figures.votes),
        marks: Votes::from(figures.marks),
        not_voted: turnout
            .entitled
            .zip(turnout.voted)
            .map(|(entitled, voted)| entitled.saturating_sub(voted)),
        roll_marks: figures.roll_marks.map(|marks| marks.valid),
        roll_marks_rejected: figures.roll_marks.map(|marks| marks.rejected),
        spoiled: proceedings.spoiled,
        unreturned: proceedings.unreturned,
    }
}

impl Reconciliation {
    /// Every pair of figures that should agree and does not. Certification is blocked until there is none.
    pub fn mismatches(&self, turnout: &Turnout) -> Vec<Mismatch> {
        let mut found = Vec::new();
        let sum =
            |figures: &[u64]| figures.iter().fold(0_u64, |sum, &figure| sum.saturating_add(figure));
        let accounted = sum(&[self.accepted, self.blank, self.rejected]);
        if accounted != self.rows {
            found.push(Mismatch::Rows { rows: self.rows, accounted });
        }
        if let Some(expected) = self.expected.filter(|&expected| expected != self.rows) {
            found.push(Mismatch::Expected { expected, rows: self.rows });
        }
        if let Some(marks) = self.roll_marks {
            let paper = sum(&[self.rows, self.spoiled, self.unreturned]);
            if paper != marks {
                found.push(Mismatch::RollMarks { marks, paper });
            }
        }
        if self.votes != self.marks {
            found.push(Mismatch::Marks { votes: self.votes, marks: self.marks });
        }
        if let (Some(entitled), Some(voted), Some(not_voted)) =
            (turnout.entitled, turnout.voted, self.not_voted)
            && sum(&[voted, not_voted]) != entitled
        {
            found.push(Mismatch::Entitled { voted, not_voted, entitled });
        }
        for (there, what) in [(turnout.registered, "registered"), (turnout.present, "present")] {
            if let (Some(voted), Some(there)) = (turnout.voted, there)
                && voted > there
            {
                found.push(Mismatch::Attendance { voted, there, what: what.to_owned() });
            }
            if let (Some(there), Some(roll)) = (there, turnout.roll)
                && there > roll
            {
                found.push(Mismatch::OffRoll { there, roll, what: what.to_owned() });
            }
        }
        if let (Some(present), Some(registered)) = (turnout.present, turnout.registered)
            && present > registered
        {
            found.push(Mismatch::Present { present, registered });
        }
        found
    }
}
