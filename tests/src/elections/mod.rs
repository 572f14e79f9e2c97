//! Random elections, mostly valid and adversarial on purpose: few distinct totals, so that ties are frequent, and every rule at its limits.

mod ballots;
pub mod lots;
mod people;
mod rules;

use jiff::Timestamp;
use vaali::{
    ballot::{Ballot, Ballots, RollMark},
    count::{Attendance, CountError, Decline, Declined, Outcome, Proceedings, count},
    definition::{BallotMode, Definition, ElectionId, FORMAT, Frozen, Text},
};

use crate::dice::Dice;

/// An election with everything a count needs.
#[derive(Clone, Debug)]
pub struct Election {
    /// The frozen definition.
    pub frozen: Frozen,
    /// The rows of ballots.
    pub ballots: Vec<Ballot>,
    /// The rows of marks on the roll.
    pub roll_marks: Vec<RollMark>,
    /// What else happened.
    pub proceedings: Proceedings,
}

/// The limits of a random election.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    /// The greatest number of candidates.
    pub candidates: u32,
    /// The greatest number of ballots.
    pub ballots: u32,
    /// Whether definitions may hold huge weights.
    pub huge_weights: bool,
}

impl Size {
    /// Up to 12 candidates and 40 ballots, sometimes 40 candidates, often far fewer of both.
    pub fn any(seed: u64, case: u64) -> Self {
        let mut dice = Dice::new(!seed, case);
        let candidates = dice.weighted(&[(4, 4), (6, 7), (8, 12), (1, 40)]);
        let ballots = dice.weighted(&[(1, 0), (6, 6), (8, 14), (5, 40)]);
        Self { candidates, ballots, huge_weights: true }
    }

    /// So small that every replacement of every ballot can be tried.
    pub fn tiny() -> Self {
        Self { candidates: 5, ballots: 5, huge_weights: false }
    }
}

/// The instant, in seconds, around which everything happens.
const NOON: i64 = 1_790_000_000;

fn at(seconds: i64, nanoseconds: i32) -> Timestamp {
    Timestamp::new(NOON + seconds, nanoseconds).unwrap()
}

impl Election {
    /// The election of a case, with its lots drawn up to a random stage and sometimes spoiled.
    pub fn random(seed: u64, case: u64, size: Size) -> Self {
        Self::rolled(Dice::new(seed, case), size)
    }

    /// The election that these dice give, its lots as in [`Self::random`].
    pub fn rolled(mut dice: Dice, size: Size) -> Self {
        let mut election = Self::before_lots(&mut dice, size);
        election.draw_up_to_some_stage(&mut dice);
        if dice.one_in(12) {
            election.spoil_lots(&mut dice);
        }
        election
    }

    /// The election of a case with every lot drawn that the count asks for, as far as the count goes.
    pub fn settled(seed: u64, case: u64, size: Size) -> Self {
        let mut dice = Dice::new(seed, case);
        let mut election = Self::before_lots(&mut dice, size);
        election.draw_all(&mut dice);
        election
    }

    /// The election of a case before any lot is drawn.
    pub fn undrawn(seed: u64, case: u64, size: Size) -> Self {
        Self::before_lots(&mut Dice::new(seed, case), size)
    }

    fn before_lots(dice: &mut Dice, size: Size) -> Self {
        let frozen = loop {
            if let Ok(frozen) = definition(dice, size).freeze() {
                break frozen;
            }
        };
        let ballots = ballots::ballots(dice, &frozen, size);
        let roll_marks = if frozen.rules().ballots == BallotMode::Separate {
            ballots::roll_marks(dice, &frozen, ballots.len())
        } else {
            Vec::new()
        };
        let proceedings = proceedings(dice, &frozen, ballots.len());
        Self { frozen, ballots, roll_marks, proceedings }
    }

    /// The closed box.
    pub fn accepted(&self) -> Ballots {
        Ballots::of(&self.frozen, self.ballots.iter().cloned(), self.roll_marks.iter().cloned())
    }

    /// The closed box and the count.
    pub fn count(&self) -> (Ballots, Result<Outcome, CountError>) {
        let ballots = self.accepted();
        let counted = count(&self.frozen, &ballots, &self.proceedings);
        (ballots, counted)
    }
}

fn definition(dice: &mut Dice, size: Size) -> Definition {
    let mut rules = rules::rules(dice, size);
    let roll = people::roll(dice, &rules, size);
    let candidates = people::candidates(dice, &mut rules, &roll, size);
    rules::fit(dice, &mut rules, &candidates, &roll);
    Definition {
        format: FORMAT,
        id: ElectionId(uuid::Uuid::from_u64_pair(dice.any(), dice.any())),
        title: Text::from("Council"),
        test: true,
        preset: None,
        rules,
        candidates,
        roll,
    }
}

fn proceedings(dice: &mut Dice, frozen: &Frozen, rows: usize) -> Proceedings {
    let mut proceedings = Proceedings::default();
    let some = dice.weighted(&[(6, 0), (3, 12), (1, 4)]);
    for candidate in frozen.candidates() {
        let mut decline = |from| {
            let candidate = candidate.id.clone();
            proceedings.declines.push(Decline { candidate, from, at: None, note: None });
        };
        if some > 0 && dice.one_in(some) {
            decline(Declined::Seat);
        }
        for office in frozen.offices() {
            if some > 0 && dice.one_in(some) {
                decline(Declined::Office(office.id.clone()));
            }
        }
    }
    if dice.one_in(4) {
        dice.shuffle(&mut proceedings.declines);
        proceedings.attendance =
            Attendance { registered: Some(u64::from(dice.between(0, 50))), present: None };
        proceedings.ballots_expected = Some(rows as u64);
        proceedings.spoiled = u64::from(dice.between(0, 2));
        proceedings.unreturned = u64::from(dice.between(0, 2));
    }
    proceedings
}
