//! The election that is read, and its file.

use std::{
    error::Error,
    fs::File,
    io::{BufWriter, Write},
    path::Path,
};

use serde_json::{Value, json};
use vaali::definition::{Definition, Faults, Frozen, Voter};

pub(crate) const CANDIDATES: u64 = 26;
pub(crate) const MARKS: u64 = 10;

/// How the file is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// `voter,marks`: a row is a ballot, its marks parted by semicolons, as a form tool gives them.
    List,
    /// `voter,candidate`: a row is a mark.
    Long,
}

impl Form {
    pub(crate) fn named(name: &str) -> Result<Self, String> {
        match name {
            "list" => Ok(Self::List),
            "long" => Ok(Self::Long),
            _ => Err(format!("no such form: {name}")),
        }
    }

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::List => "list",
            Self::Long => "long",
        }
    }

    /// Rows of so many ballots.
    pub(crate) fn rows(self, ballots: u64) -> u64 {
        match self {
            Self::List => ballots,
            Self::Long => ballots * MARKS,
        }
    }
}

/// Writes ballots, the same on every run.
pub(crate) fn write(path: &Path, form: Form, ballots: u64) -> Result<(), Box<dyn Error>> {
    let mut file = BufWriter::new(File::create(path)?);
    let mut state = 1_u64;
    let mut below = |limit: u64| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % limit
    };
    match form {
        Form::List => writeln!(file, "voter,marks")?,
        Form::Long => writeln!(file, "voter,candidate")?,
    }
    for ballot in 0..ballots {
        let mut order: Vec<u64> = (1..=CANDIDATES).collect();
        for i in 0..MARKS {
            let other = i + below(CANDIDATES - i);
            order.swap(usize::try_from(i)?, usize::try_from(other)?);
        }
        let marks = order.iter().take(usize::try_from(MARKS)?).map(|c| format!("c{c:02}"));
        match form {
            Form::List => {
                let marks: Vec<String> = marks.collect();
                writeln!(file, "v{ballot:07},{}", marks.join(";"))?;
            }
            Form::Long => {
                for mark in marks {
                    writeln!(file, "v{ballot:07},{mark}")?;
                }
            }
        }
    }
    file.flush()?;
    Ok(())
}

/// The election, with a roll of all voters or with none.
pub(crate) fn election(linked: bool, voters: u64) -> Result<Frozen, Faults> {
    let candidates: Vec<Value> = (1..=CANDIDATES)
        .map(|n| json!({"id": format!("c{n:02}"), "name": format!("Candidate {n}")}))
        .collect();
    let mut definition = Definition::from_value(json!({
        "format": 1, "id": "7f6d4a0e-6f0c-4c51-9d5b-0c5f8f0d2a11", "title": "Council",
        "rules": {
            "ballots": if linked { "linked" } else { "anonymous" }, "secrecy": "secret",
            "marks": {"min": 1, "max": MARKS},
            "seats": {"min": 12, "max": 15, "fill": "max"}, "ties": {"seat": "lot_manual"},
        },
        "candidates": candidates,
    }))?;
    if linked {
        let voter = |n: u64| {
            Some(Voter::new(format!("v{n:07}").parse().ok()?, format!("Organisation {n}")))
        };
        definition.roll = (0..voters).filter_map(voter).collect();
    }
    definition.freeze()
}
