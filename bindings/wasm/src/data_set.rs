//! Data sets of libraries and other programs, counted as they are.

use std::path::Path;

use serde::Serialize;
use vaali::{ballot::Ballots, definition::Frozen};
use vaali_formats::{
    Findings,
    datasets::{self, Options},
    pabulib,
};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::{
    ballots::{CastBallots, Rows},
    election::Election,
    files::refused,
    finding::{FileFinding, listed},
    json,
    problem::{Problem, Thrown},
};

/// What a data set says of itself.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct DataSetReport {
    /// What was odd.
    pub findings: Vec<FileFinding>,
    /// For each candidate the votes that the file publishes; the count must give the same.
    pub published: Vec<Published>,
}

/// The votes that a file publishes for a candidate.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Published {
    /// The candidate.
    pub candidate: String,
    /// The votes, where the file says them.
    pub votes: Option<u64>,
}

/// An election of a data set.
#[wasm_bindgen]
#[derive(Clone, Debug)]
pub struct OpenedDataSet {
    election: Frozen,
    ballots: CastBallots,
    report: String,
}

#[wasm_bindgen]
impl OpenedDataSet {
    /// The election.
    pub fn election(&self) -> Election {
        Election(self.election.clone())
    }

    /// The ballots.
    pub fn ballots(&self) -> CastBallots {
        self.ballots.clone()
    }

    /// What was found, as JSON.
    pub fn report(&self) -> String {
        self.report.clone()
    }
}

fn cast(closed: Ballots, rows: Rows) -> CastBallots {
    CastBallots { closed, rows, findings: Vec::new(), layout: String::new() }
}

/// Reads a data set as an election of so many seats: Pabulib, abcvoting, `PrefLib`, BLT, CEF, NIST.
#[wasm_bindgen(js_name = readDataSet)]
pub fn read_data_set(
    name: &str,
    bytes: &[u8],
    seats: Option<u32>,
) -> Result<OpenedDataSet, Thrown> {
    let ending = Path::new(name).extension();
    if ending.is_some_and(|ending| ending.eq_ignore_ascii_case("pb")) {
        return pabulib_file(name, bytes, seats.unwrap_or(1));
    }
    let read = || -> Result<_, Findings> {
        let data = datasets::read_bytes(name, bytes, &Options::default())?;
        let frozen = data.freeze(seats)?;
        let ballots = data.cast(&frozen)?;
        Ok((data, frozen, ballots))
    };
    let (data, election, ballots) = read().map_err(|findings| refused(&findings))?;
    let published = data.candidates.iter().zip(&data.published);
    let published = published
        .map(|(candidate, &votes)| Published { candidate: candidate.id.to_string(), votes });
    let report =
        DataSetReport { findings: listed(data.findings.clone()), published: published.collect() };
    let ballots = cast(ballots, Rows::Nothing);
    Ok(OpenedDataSet { election, ballots, report: json::write(&report)? })
}

fn pabulib_file(name: &str, bytes: &[u8], seats: u32) -> Result<OpenedDataSet, Thrown> {
    let data = pabulib::read_bytes(name, bytes, seats).map_err(|findings| refused(&findings))?;
    let faults = |faults: vaali::definition::Faults| {
        Thrown(faults.0.iter().map(Problem::of_fault).collect())
    };
    let election = data.definition.clone().freeze().map_err(faults)?;
    let ballots = Ballots::of(&election, data.ballots.iter().cloned(), []);
    let published = data.published.iter();
    let published =
        published.map(|(id, votes)| Published { candidate: id.to_string(), votes: *votes });
    let report =
        DataSetReport { findings: listed(data.findings.clone()), published: published.collect() };
    let report = json::write(&report)?;
    Ok(OpenedDataSet { election, ballots: cast(ballots, Rows::DataSet(Box::new(data))), report })
}
