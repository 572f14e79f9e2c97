//! The freeze: after it nothing in a definition changes, and its hash says so.

use super::{
    BallotMode, Candidate, Definition, Fault, Faults, Fill, Office, Rules, Seats, Severity,
    Standing, TieRule, Voter, nominations, validation,
};
use crate::{order, positions::Positions, record::Hash};

/// A definition that was validated and can no longer change.
///
/// The only way to one is [`Definition::freeze`], so that a count never meets rules that contradict themselves.
#[derive(Clone, Debug)]
pub struct Frozen {
    definition: Definition,
    hash: Hash,
    standings: Vec<Standing>,
    warnings: Vec<Fault>,
    // Looked up for every mark and every ballot, and never iterated.
    candidates_by_id: Positions,
    voters_by_id: Positions,
    any_suspended: bool,
}

impl Definition {
    /// Everything that is wrong or doubtful, errors first; empty if nothing is.
    pub fn check(&self) -> Vec<Fault> {
        let standings = nominations::review(&self.candidates, self.rules.nominations.as_ref());
        let mut faults = validation::validate(self, &standings);
        order::sort_by_key(&mut faults, Fault::severity);
        faults
    }

    /// Validates and freezes.
    ///
    /// # Errors
    /// All faults of severity error, in one value.
    ///
    /// ```
    /// use vaali::definition::Definition;
    ///
    /// let definition = Definition::from_json(r#"{
    ///     "format": 1, "id": "7f6d4a0e-6f0c-4c51-9d5b-0c5f8f0d2a11", "title": "Board",
    ///     "rules": {
    ///         "ballots": "anonymous", "secrecy": "secret", "marks": {"min": 1, "max": 2},
    ///         "seats": {"min": 2, "max": 2}, "ties": {"seat": "lot_manual"}
    ///     },
    ///     "candidates": [{"id": "a", "name": "Aino"}, {"id": "b", "name": "Bo"}, {"id": "c", "name": "Cia"}]
    /// }"#)?;
    /// let frozen = definition.freeze()?;
    /// assert_eq!(frozen.hash().to_string().len(), 64);
    /// # Ok::<(), vaali::definition::Faults>(())
    /// ```
    pub fn freeze(self) -> Result<Frozen, Faults> {
        let standings = nominations::review(&self.candidates, self.rules.nominations.as_ref());
        let faults = validation::validate(&self, &standings);
        let (errors, warnings): (Vec<_>, Vec<_>) =
            faults.into_iter().partition(|fault| fault.severity() == Severity::Error);
        if !errors.is_empty() {
            return Err(Faults(errors));
        }
        let hash = Hash::of_canonical(&self).map_err(|error| {
            let problem = error.to_string();
            Faults(vec![Fault::new("", super::DefinitionFault::WrongValue { problem })])
        })?;
        let candidates_by_id = Positions::of(&mut self.candidates.iter().map(|c| (&c.id).into()));
        let voters_by_id = Positions::of(&mut self.roll.iter().map(|voter| (&voter.id).into()));
        let any_suspended = self.roll.iter().any(|voter| voter.suspended);
        Ok(Frozen {
            any_suspended,
            definition: self,
            hash,
            standings,
            warnings,
            candidates_by_id,
            voters_by_id,
        })
    }
}

impl Frozen {
    /// What was frozen.
    pub fn definition(&self) -> &Definition {
        &self.definition
    }

    /// The rules.
    pub fn rules(&self) -> &Rules {
        &self.definition.rules
    }

    /// SHA-256 of the canonical JSON of the definition.
    pub fn hash(&self) -> Hash {
        self.hash
    }

    /// What was doubtful, but no error.
    pub fn warnings(&self) -> &[Fault] {
        &self.warnings
    }

    /// All candidates in declared order.
    pub fn candidates(&self) -> &[Candidate] {
        &self.definition.candidates
    }

    /// The standing of each candidate, in declared order.
    pub fn standings(&self) -> &[Standing] {
        &self.standings
    }

    /// How many candidates are on the ballot and did not withdraw.
    pub fn on_ballot(&self) -> usize {
        self.standings.iter().filter(|standing| **standing == Standing::OnBallot).count()
    }

    /// The roll.
    pub fn roll(&self) -> &[Voter] {
        &self.definition.roll
    }

    /// The position of a candidate in declared order.
    pub fn candidate(&self, id: &str) -> Option<u32> {
        self.candidates_by_id.get(id)
    }

    /// The position of a voter on the roll.
    pub fn voter(&self, id: &str) -> Option<u32> {
        self.voters_by_id.get(id)
    }

    /// Whether the right of a voter to vote is suspended.
    pub fn is_suspended(&self, voter: u32) -> bool {
        self.any_suspended && self.roll().get(voter as usize).is_some_and(|voter| voter.suspended)
    }

    /// The seats that this election fills: the range without the other seats that lie within it.
    pub fn elected_seats(&self) -> Seats {
        validation::elected_seats(&self.definition)
    }

    /// How a tie at the last seat is settled.
    pub fn seat_ties(&self) -> TieRule {
        // Validation refuses rules that do not say it.
        self.rules().ties.seat.unwrap_or(TieRule::LotManual)
    }

    /// How a tie for an office is settled.
    pub fn office_ties(&self) -> TieRule {
        self.rules().ties.office.unwrap_or_else(|| self.seat_ties())
    }

    /// How a tie among deputies is settled.
    pub fn deputy_ties(&self) -> TieRule {
        self.rules().ties.deputy.unwrap_or_else(|| self.seat_ties())
    }

    /// The offices in declared order.
    pub fn offices(&self) -> &[Office] {
        &self.rules().offices
    }

    /// Whether ballots name their voters.
    pub fn is_linked(&self) -> bool {
        self.rules().ballots == BallotMode::Linked
    }

    /// The greatest number of candidates that can be elected.
    pub fn greatest_target(&self) -> u32 {
        match self.elected_seats() {
            Seats { fill: Some(Fill::Decided(k)), .. } => k,
            Seats { max, .. } => max,
        }
    }
}
