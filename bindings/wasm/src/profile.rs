//! Ballots as numbers only, for analysts: candidates `0..m`, a ballot a set of them.

use vaali::profile::{self, ProfileBuilder};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::problem::{Own, Problem, Thrown};

/// Many approval ballots in compact form.
#[wasm_bindgen]
#[derive(Clone, Debug)]
pub struct Profile(profile::Profile);

#[wasm_bindgen]
impl Profile {
    /// A profile of ballots one after another: `ends` says where in `marks` each ends.
    pub fn of(candidates: u32, marks: &[u32], ends: &[u32]) -> Result<Profile, Thrown> {
        let refused = |path: String, message: String| {
            Thrown::from(Problem::own(Own::Misshapen, path, message))
        };
        let mut builder = ProfileBuilder::new(candidates as usize)
            .map_err(|error| refused("candidates".to_owned(), error.to_string()))?;
        let mut from = 0;
        for (number, &end) in ends.iter().enumerate() {
            let place = || format!("ends[{number}]");
            let ballot = marks.get(from..end as usize).ok_or_else(|| {
                refused(place(), format!("{end} lies before the last end or beyond the marks"))
            })?;
            builder.push(ballot).map_err(|error| refused(place(), error.to_string()))?;
            from = end as usize;
        }
        if from != marks.len() {
            return Err(refused(
                "ends".to_owned(),
                "the last ballot ends before the marks do".to_owned(),
            ));
        }
        Ok(Self(builder.build()))
    }

    /// The votes of each candidate.
    pub fn votes(&self) -> Result<Vec<u64>, Thrown> {
        match self.0.tally() {
            Ok(tally) => Ok(tally.votes().to_vec()),
            Err(error) => Err(Problem::own(Own::Misshapen, "", error.to_string()).into()),
        }
    }
}
