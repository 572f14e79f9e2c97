//! Files of ballots: what form tools and spreadsheets write, as bytes.

use serde::Deserialize;
use vaali::{
    ballot::{Ballot, RollMark},
    definition::Frozen,
};
use vaali_formats::{
    Finding, Findings, Input, Severity,
    ballots::{self, portions::Order},
    forms::{self, Choice, Options},
};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::{
    ballots::{CastBallots, Rows},
    election::Election,
    json,
    portions::{PortionOrder, Portions},
    problem::{Problem, Thrown},
    progress,
};

/// A file of ballots, kept as it was read, and the marks on the roll where ballots are apart from it.
#[derive(Clone)]
pub(crate) struct CastFile {
    name: String,
    bytes: Vec<u8>,
    voted: Option<(String, Vec<u8>)>,
}

impl CastFile {
    fn input(&self) -> Input<'_> {
        Input::bytes(&self.name, &self.bytes)
    }

    fn voted(&self) -> Option<Input<'_>> {
        self.voted.as_ref().map(|(name, bytes)| Input::bytes(name, bytes))
    }

    fn rows(&self, frozen: &Frozen) -> Result<(Vec<Ballot>, Vec<RollMark>), Findings> {
        ballots::rows_of(&self.input(), self.voted().as_ref(), frozen)
    }
}

/// What a person knows better than the recognition.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(deny_unknown_fields, default)]
pub struct FormOptions {
    /// The column that names the voter.
    #[cfg_attr(test, ts(optional))]
    pub voter: Option<String>,
    /// The column that says when the ballot was cast.
    #[cfg_attr(test, ts(optional))]
    pub time: Option<String>,
    /// The column that holds all marks.
    #[cfg_attr(test, ts(optional))]
    pub marks: Option<String>,
    /// What joins the marks of a cell.
    #[cfg_attr(test, ts(optional))]
    pub separator: Option<String>,
}

impl FormOptions {
    fn choices(self) -> Options {
        let choice = |column: Option<String>| column.map_or(Choice::Recognise, Choice::Column);
        Options {
            voter: choice(self.voter),
            time: choice(self.time),
            marks: choice(self.marks),
            separator: self.separator,
            ..Options::default()
        }
    }
}

impl Rows {
    pub(crate) fn read(&self, frozen: &Frozen) -> Result<(Vec<Ballot>, Vec<RollMark>), Thrown> {
        match self {
            Self::Read(cast, roll_marks) => Ok((cast.clone(), roll_marks.clone())),
            Self::Positions(positions) => Ok((positions.rows(frozen), Vec::new())),
            Self::File(file) => file.rows(frozen).map_err(|findings| refused(&findings)),
            Self::Folder(folder) => folder.rows(frozen).map_err(|findings| refused(&findings)),
            Self::DataSet(data) => Ok((data.ballots.clone(), Vec::new())),
            Self::Nothing => Ok(Default::default()),
        }
    }
}

/// The order by which workers can read portions of a file that begins with these bytes; nothing where it cannot be read so.
#[wasm_bindgen(js_name = ballotsOrder)]
pub fn ballots_order(election: &Election, head: &[u8]) -> Option<PortionOrder> {
    Order::of(&Input::bytes("", head), &election.0).map(PortionOrder)
}

/// Reads ballots from CSV in one of the three layouts: list, wide, long; and where they are apart from the roll, who voted. Portions are what workers read of the ballots already.
#[wasm_bindgen(js_name = readBallots)]
pub fn read_ballots(
    election: &Election,
    name: String,
    bytes: Vec<u8>,
    voted_name: String,
    voted: Option<Vec<u8>>,
    portions: Option<Portions>,
) -> Result<CastBallots, Thrown> {
    let file = CastFile { name, bytes, voted: voted.map(|bytes| (voted_name, bytes)) };
    let (input, voted) = (file.input(), file.voted());
    let portions = portions.as_ref().map(|portions| &portions.0);
    let read =
        ballots::read_in_portions(&input, voted.as_ref(), &election.0, portions, &progress::tell)
            .map_err(|findings| refused(&findings))?;
    Ok(CastBallots {
        findings: read.findings.iter().map(problem).collect(),
        layout: format!("{:?}", read.layout).to_lowercase(),
        closed: read.ballots,
        rows: Rows::File(file),
    })
}

/// Reads ballots from the export of a form tool.
#[wasm_bindgen(js_name = readForm)]
pub fn read_form(
    election: &Election,
    name: String,
    bytes: &[u8],
    options: &str,
) -> Result<CastBallots, Thrown> {
    let options: FormOptions = json::read_own(options, "options")?;
    let form = forms::read_bytes(&name, bytes, &election.0, &options.choices())
        .map_err(|findings| refused(&findings))?;
    let findings = form.read.findings.iter().map(problem).collect();
    let layout = format!("{:?}", form.read.layout).to_lowercase();
    // Where the form named who voted, its ballots are apart from them now.
    let cast = CastBallots::of_rows(&election.0, form.ballots, form.roll_marks.unwrap_or_default());
    Ok(CastBallots { findings, layout, ..cast })
}

pub(crate) fn refused(findings: &Findings) -> Thrown {
    Thrown(findings.0.iter().map(problem).collect())
}

/// A finding, with its place written as the command writes it: `file:row:column`.
fn problem(finding: &Finding) -> Problem {
    let row = finding.row.map(|row| format!(":{row}")).unwrap_or_default();
    let column = finding.column.as_ref().map(|column| format!(":{column}")).unwrap_or_default();
    let severity = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    };
    let path = format!("{}{row}{column}", finding.file);
    let Finding { code, message, fix, values, .. } = finding;
    Problem::new(severity, code, path, message, fix, || values.clone())
}
