//! Nominations as a form or a list gives them.
//!
//! Whether one is late or the second of its organisation is the engine's to say, by the rules and the declared time zone; here every row becomes a candidate with its time, so that each that is
//! refused can be listed with the reason.
//!
//! ```
//! use vaali_formats::rolls::nominations;
//!
//! let dir = tempfile::tempdir()?;
//! let path = dir.path().join("nominations.csv");
//! std::fs::write(&path, "Aikaleima;Ehdokas;Järjestö\n1.3.2026 klo 9.00.00;Aino;Äiti ry\n")?;
//! let (candidates, notes) = nominations::read(&path, Some("Europe/Helsinki"), &[])?;
//! assert_eq!(candidates[0].nominated_at.unwrap().to_string(), "2026-03-01T07:00:00Z");
//! assert_eq!(notes[0].code, "F108");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use std::path::Path;

use jiff::Timestamp;
use vaali::definition::{Candidate, Text, Voter, VoterId};

use crate::{
    Finding, Findings, Problem,
    folder::yes_or_no,
    forms::{
        DateOrder, Role,
        labels::texts,
        times,
        tools::{Recognised, recognise},
    },
    sheets::{self, Line, Sheet},
    table::{Columns, Input, Known, clean, nearest, shown},
    times::Zone,
};

const COLUMNS: [Known; 9] = [
    Known { name: "id", also: &["tunnus", "ehdokasnumero", "kandidatnummer"] },
    Known {
        name: "name",
        also: &[
            "candidate",
            "nimi",
            "namn",
            "ehdokas",
            "ehdokkaan_nimi",
            "kandidat",
            "kandidatens_namn",
        ],
    },
    Known {
        name: "organisation",
        also: &[
            "organization",
            "järjestö",
            "jäsenjärjestö",
            "yhdistys",
            "förening",
            "medlemsorganisation",
        ],
    },
    Known { name: "position", also: &["asema", "tehtävä", "ställning"] },
    Known { name: "municipality", also: &["kunta", "kotikunta", "kommun", "hemkommun"] },
    Known { name: "groups", also: &["kohderyhmät", "målgrupper"] },
    Known { name: "competence", also: &["osaaminen", "kompetens"] },
    Known { name: "nominated_at", also: &["asetettu", "nominerad"] },
    Known { name: "withdrawn", also: &["vetäytynyt", "återkallad"] },
];

/// Reads nominations (CSV or workbook), those of form tools with their own times. Times without an offset are read in `time_zone`.
///
/// # Errors
/// What makes the file unreadable: no column of names, a time that is none or happens twice.
pub fn read(
    path: &Path,
    time_zone: Option<&str>,
    roll: &[Voter],
) -> Result<(Vec<Candidate>, Vec<Finding>), Findings> {
    read_input(&Input::file(path), time_zone, roll)
}

/// As [`read`], from bytes; `name` stands in the findings.
///
/// # Errors
/// As [`read`].
pub fn read_bytes(
    name: &str,
    bytes: &[u8],
    time_zone: Option<&str>,
    roll: &[Voter],
) -> Result<(Vec<Candidate>, Vec<Finding>), Findings> {
    read_input(&Input::bytes(name, bytes), time_zone, roll)
}

fn read_input(
    input: &Input<'_>,
    time_zone: Option<&str>,
    roll: &[Voter],
) -> Result<(Vec<Candidate>, Vec<Finding>), Findings> {
    let (sheet, mut findings) = sheets::read(input, None)?;
    let Recognised { own, utc, .. } = recognise(&sheet);
    let is_own = |column: usize| own.get(column).is_some_and(Option::is_some);
    let line = sheet.header_line;
    let columns = Columns::except(input, &sheet.header, line, &COLUMNS, is_own, &mut findings);
    columns.required("name", input, &sheet.header, line, &mut findings);
    if columns.position("id").is_none() {
        findings.push(input.finding(&Problem::IdsGiven).at_row(line));
    }
    let times: Vec<usize> = match columns.position("nominated_at") {
        Some(column) => vec![column],
        None => (0..own.len()).filter(|&at| own.get(at) == Some(&Some(Role::Time))).collect(),
    };
    let order = times::order(times.iter().flat_map(|&column| sheet.filled(column)));
    let zone = Zone::named(if utc { Some("UTC") } else { time_zone });
    let reader = Reader { input, sheet: &sheet, columns, times, order, zone, roll };
    let mut candidates = Vec::new();
    if findings.iter().all(|finding| !finding.is_error()) {
        let mut empty = (0, 0);
        for row in &sheet.rows {
            if row.is_blank() {
                empty = (empty.0 + 1, if empty.0 == 0 { row.line } else { empty.1 });
                continue;
            }
            let number = candidates.len() + 1;
            candidates.extend(reader.candidate(row, number, &mut findings));
        }
        if empty.0 > 0 {
            let problem = Problem::EmptyRows { rows: empty.0 };
            findings.push(input.finding(&problem).at_row(empty.1));
        }
    }
    Ok((candidates, Findings::settle(findings)?))
}

struct Reader<'r> {
    input: &'r Input<'r>,
    sheet: &'r Sheet,
    columns: Columns,
    times: Vec<usize>,
    order: Option<DateOrder>,
    zone: Zone,
    roll: &'r [Voter],
}

impl Reader<'_> {
    fn text(&self, row: &Line, column: &str) -> Option<String> {
        let cell = clean(row.cell(self.columns.position(column)?));
        (!cell.is_empty()).then(|| cell.into_owned())
    }

    fn finding(&self, problem: &Problem, row: &Line, column: Option<usize>) -> Finding {
        let finding = self.input.finding(problem).at_row(row.line);
        match column {
            Some(column) => finding.in_column(self.sheet.name(column)),
            None => finding,
        }
    }

    /// The candidate of a row; nothing if a finding says why.
    fn candidate(
        &self,
        row: &Line,
        number: usize,
        findings: &mut Vec<Finding>,
    ) -> Option<Candidate> {
        let before = findings.len();
        let mut wrong = |text: &str, expected, column: &str| {
            let problem = Problem::WrongCell { text: shown(text), expected };
            findings.push(self.finding(&problem, row, self.columns.position(column)));
        };
        let name = self.text(row, "name").unwrap_or_default();
        if name.is_empty() {
            wrong("", "a name", "name");
        }
        let id = match self.columns.position("id") {
            Some(_) => self.text(row, "id").unwrap_or_default(),
            None => format!("c{number}"),
        };
        let parsed = id.parse();
        if parsed.is_err() {
            wrong(&id, "an id: 1 to 200 characters", "id");
        }
        let withdrawn = self.text(row, "withdrawn").unwrap_or_default();
        let is_withdrawn = yes_or_no(&withdrawn);
        if is_withdrawn.is_none() {
            wrong(&withdrawn, "yes or no", "withdrawn");
        }
        let nominated_at = match self.time(row) {
            Ok(time) => time,
            Err(finding) => {
                findings.push(*finding);
                None
            }
        };
        if findings.len() > before {
            return None;
        }
        let mut candidate = Candidate::new(parsed.ok()?, name);
        candidate.organisation = self.organisation(row, findings);
        candidate.position = self.text(row, "position").map(Text::Plain);
        candidate.municipality = self.text(row, "municipality");
        let groups = self.text(row, "groups").unwrap_or_default();
        let groups = groups.split(['|', ';']).map(str::trim).filter(|group| !group.is_empty());
        candidate.groups = groups.map(str::to_owned).collect();
        candidate.competence = self.text(row, "competence").map(Text::Plain);
        candidate.nominated_at = nominated_at;
        candidate.withdrawn = is_withdrawn.unwrap_or_default();
        Some(candidate)
    }

    /// The latest of the times of a row: a nomination that was changed counts from the change.
    fn time(&self, row: &Line) -> Result<Option<Timestamp>, Box<Finding>> {
        let mut latest = None;
        for &column in &self.times {
            let text = clean(row.cell(column));
            if !text.is_empty() {
                let time = times::instant(&text, &self.zone, self.order)
                    .map_err(|problem| Box::new(self.finding(&problem, row, Some(column))))?;
                latest = latest.max(Some(time));
            }
        }
        Ok(latest)
    }

    /// The id of the organisation on the roll; where it is not there, what the row says.
    fn organisation(&self, row: &Line, findings: &mut Vec<Finding>) -> Option<VoterId> {
        let text = self.text(row, "organisation")?;
        let is_called = |voter: &&Voter| texts(&voter.name).iter().any(|name| clean(name) == text);
        let by_id = self.roll.iter().find(|voter| clean(voter.id.as_str()) == text);
        let mut by_name = self.roll.iter().filter(is_called);
        let found = by_id.or(match (by_name.next(), by_name.next()) {
            (Some(voter), None) => Some(voter),
            _ => None,
        });
        if let Some(voter) = found {
            return Some(voter.id.clone());
        }
        if !self.roll.is_empty() {
            let names = self.roll.iter().flat_map(|voter| texts(&voter.name));
            let near = shown(nearest(&text, names).unwrap_or_default());
            let problem = Problem::OrganisationNotOnRoll { text: shown(&text), nearest: near };
            findings.push(self.finding(&problem, row, self.columns.position("organisation")));
        }
        text.parse().ok()
    }
}
