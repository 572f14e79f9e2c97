//! An election, frozen, and its count.

use vaali::{
    count::{Proceedings, count},
    definition::{Definition, Frozen},
};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::{
    ballots::CastBallots,
    json,
    problem::{Problem, Thrown},
};

/// A definition that was validated and can no longer change.
#[wasm_bindgen]
#[derive(Clone, Debug)]
pub struct Election(pub(crate) Frozen);

/// Everything that is wrong or doubtful in a definition, as a JSON list of problems.
#[wasm_bindgen]
pub fn check(definition: &str) -> Result<String, Thrown> {
    let problems: Vec<Problem> = match Definition::from_json(definition) {
        Ok(definition) => definition.check().iter().map(Problem::of_fault).collect(),
        Err(faults) => faults.0.iter().map(Problem::of_fault).collect(),
    };
    json::write(&problems)
}

#[wasm_bindgen]
impl Election {
    /// Reads, validates and freezes a definition.
    pub fn parse(definition: &str) -> Result<Election, Thrown> {
        Ok(Self(Definition::from_json(definition)?.freeze()?))
    }

    /// The hash of the definition.
    pub fn hash(&self) -> String {
        self.0.hash().to_string()
    }

    /// The definition with every default written out, as canonical JSON.
    pub fn definition(&self) -> Result<String, Thrown> {
        json::write(self.0.definition())
    }

    /// What is doubtful, as a JSON list of problems.
    pub fn warnings(&self) -> Result<String, Thrown> {
        json::write(&self.0.warnings().iter().map(Problem::of_fault).collect::<Vec<_>>())
    }

    /// The standing of each candidate in declared order, as JSON.
    pub fn standings(&self) -> Result<String, Thrown> {
        json::write(self.0.standings())
    }

    /// Takes ballots and marks on the roll, as JSON lists.
    pub fn cast(&self, ballots: &str, roll_marks: &str) -> Result<CastBallots, Thrown> {
        Ok(CastBallots::of_rows(
            &self.0,
            json::read(ballots, "ballots")?,
            json::read(roll_marks, "roll_marks")?,
        ))
    }

    /// Takes many ballots as positions in declared order.
    #[wasm_bindgen(js_name = castPositions)]
    pub fn cast_positions(
        &self,
        marks: Vec<u32>,
        ends: Vec<u32>,
        voters: Option<Vec<u32>>,
    ) -> Result<CastBallots, Thrown> {
        CastBallots::of_positions(&self.0, marks, ends, voters)
    }

    /// Counts. The outcome as canonical JSON.
    pub fn count(&self, ballots: &CastBallots, proceedings: &str) -> Result<String, Thrown> {
        let proceedings: Proceedings = json::read(proceedings, "proceedings")?;
        json::write(&count(&self.0, &ballots.closed, &proceedings)?)
    }
}
