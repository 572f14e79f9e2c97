//! Nominations as a form or a list gives them.
//!
//! Whether one is late or the second of its organisation is the engine's to say, by the rules and the declared time zone; here every row becomes a candidate with its time, so that each that is
//! refused can be listed with the reason.
//!
//! ```
//! use vaali_formats::rolls::{List, nominations};
//!
//! let dir = tempfile::tempdir()?;
//! let path = dir.path().join("nominations.csv");
//! std::fs::write(&path, "Aikaleima;Ehdokas;Järjestö\n1.3.2026 klo 9.00.00;Aino;Äiti ry\n")?;
//! let read = nominations::read(&List::new(path), Some("Europe/Helsinki"), &[])?;
//! assert_eq!(read.candidates[0].nominated_at.unwrap().to_string(), "2026-03-01T07:00:00Z");
//! assert_eq!((read.lines[0], read.findings[0].code.as_str()), (2, "F108"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use std::collections::BTreeMap;

use jiff::{Timestamp, tz::TimeZone};
use vaali::definition::{Candidate, Frozen, Refusal, Standing, Text, Voter, VoterId};

use super::{List, Mapping, answers::Looks, columns, names};
use crate::{
    Finding, Findings, Problem,
    datasets::export::restored,
    folder::yes_or_no,
    forms::{
        Choice, DateOrder, Role,
        labels::texts,
        times,
        tools::{Recognised, recognise},
    },
    sheets::{self, Line, Sheet},
    table::{Columns, Input, Known, clean, listed, nearest, shown},
    times::Zone,
};

pub(crate) const COLUMNS: [Known; 10] = [
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
            "ehdokkaan_koko_nimi",
            "ehdokkaanne",
        ],
    },
    Known {
        name: "organisation",
        also: &[
            "organization",
            "järjestö",
            "järjestön_nimi",
            "jäsenjärjestö",
            "jäsenyhdistys",
            "yhdistys",
            "yhdistyksen_nimi",
            "ehdottava_järjestö",
            "förening",
            "föreningens_namn",
            "organisationens_namn",
            "medlemsorganisation",
            "nominating_organisation",
        ],
    },
    Known { name: "position", also: &["asema", "tehtävä", "ställning"] },
    Known {
        name: "municipality",
        also: &[
            "kunta",
            "kotikunta",
            "ehdokkaan_kotikunta",
            "kommun",
            "hemkommun",
            "kandidatens_hemkommun",
        ],
    },
    Known { name: "groups", also: &["kohderyhmät", "målgrupper"] },
    Known { name: "competence", also: &["osaaminen", "kompetens"] },
    Known { name: "nominated_at", also: &["asetettu", "nominerad"] },
    Known { name: "withdrawn", also: &["vetäytynyt", "återkallad"] },
    Known {
        name: "personal_deputy",
        also: &["varahenkilö", "henkilökohtainen_varahenkilö", "ersättare", "personlig_ersättare"],
    },
];

/// Nominations that were read.
#[derive(Clone, Debug)]
pub struct Nominations {
    /// A candidate for each row.
    pub candidates: Vec<Candidate>,
    /// The row of each candidate in the file, from 1.
    pub lines: Vec<u64>,
    /// For what the columns were taken.
    pub mapping: Mapping,
    /// What was odd in the file.
    pub findings: Vec<Finding>,
}

/// What columns of nominations may mean, for [`super::Options::columns`].
pub fn column_names() -> impl Iterator<Item = &'static str> {
    COLUMNS.iter().map(|column| column.name)
}

/// Reads nominations (CSV or workbook), those of form tools with their own times. Times without an offset are read in `time_zone`.
///
/// # Errors
/// What makes the file unreadable: no column of names, a time that is none or happens twice.
pub fn read(list: &List, time_zone: Option<&str>, roll: &[Voter]) -> Result<Nominations, Findings> {
    read_input(&Input::file(&list.path), &list.options, time_zone, roll)
}

/// As [`read`], from bytes; `name` stands in the findings.
///
/// # Errors
/// As [`read`].
pub fn read_bytes(
    name: &str,
    bytes: &[u8],
    options: &super::Options,
    time_zone: Option<&str>,
    roll: &[Voter],
) -> Result<Nominations, Findings> {
    read_input(&Input::bytes(name, bytes), options, time_zone, roll)
}

pub(crate) fn read_input(
    input: &Input<'_>,
    options: &super::Options,
    time_zone: Option<&str>,
    roll: &[Voter],
) -> Result<Nominations, Findings> {
    let (sheet, mut findings) = sheets::read(input, options.sheet.as_deref())?;
    let Recognised { own, utc, .. } = recognise(&sheet);
    let is_own = |column: usize| own.get(column).is_some_and(Option::is_some);
    let line = sheet.header_line;
    let columns = columns::columns(input, &sheet, &COLUMNS, options, is_own, &mut findings);
    if columns.position("name").is_none()
        && let Some(Looks { what, surely: true, .. }) = Looks::of(&sheet)
    {
        // What else is odd about another file is no help.
        return Err(input.finding(&Problem::NoNominations { what }).at_row(line).into());
    }
    columns.required("name", input, &sheet.header, line, &mut findings);
    if columns.position("id").is_none() {
        findings.push(input.finding(&Problem::IdsGiven).at_row(line));
    }
    let is_time = |column: &usize| own.get(*column) == Some(&Some(Role::Time));
    let times: Vec<usize> = match options.columns.get("nominated_at") {
        Some(Choice::Nothing) => Vec::new(),
        _ => match columns.position("nominated_at") {
            Some(column) => vec![column],
            None => (0..own.len()).filter(is_time).collect(),
        },
    };
    let mut mapping = columns::mapping(input, &sheet, &columns);
    for &column in &times {
        if let Some((_, meaning)) = mapping.columns.get_mut(column) {
            *meaning = Some("nominated_at");
        }
    }
    let shown_order = times::order(times.iter().flat_map(|&column| sheet.filled(column)));
    let order = shown_order.or(options.dates);
    let zone = Zone::named(if utc { Some("UTC") } else { time_zone });
    let roll = Organisations::new(roll);
    let reader = Reader { input, sheet: &sheet, columns, times, order, zone, roll };
    let (mut candidates, mut lines) = (Vec::new(), Vec::new());
    if findings.iter().all(|finding| !finding.is_error()) {
        let mut empty = (0, 0);
        for row in &sheet.rows {
            if row.is_blank() {
                empty = (empty.0 + 1, if empty.0 == 0 { row.line } else { empty.1 });
                continue;
            }
            let number = candidates.len() + 1;
            if let Some(candidate) = reader.candidate(row, number, &mut findings) {
                candidates.push(candidate);
                lines.push(row.line);
            }
        }
        if empty.0 > 0 {
            let problem = Problem::EmptyRows { rows: empty.0 };
            findings.push(input.finding(&problem).at_row(empty.1));
        }
    }
    Ok(Nominations { candidates, lines, mapping, findings: Findings::settle(findings)? })
}

impl Nominations {
    /// The nominations that the rules refuse, late or one too many, each with its row; times are told by the clock of the rules (P5). Without a deadline none is late: then that is told.
    ///
    /// `frozen` must hold these candidates, in their order.
    pub fn refused(&self, frozen: &Frozen) -> Vec<Finding> {
        let rules = frozen.rules();
        let zone = rules.time_zone.as_deref().and_then(|zone| TimeZone::get(zone).ok());
        let clock = |time: Timestamp| match &zone {
            Some(zone) => time.to_zoned(zone.clone()).strftime("%Y-%m-%d %H:%M:%S %Q").to_string(),
            None => time.to_string(),
        };
        let deadline = rules.nominations.as_ref().and_then(|rules| rules.deadline);
        let name_of = |id: &str| {
            let candidate = frozen.candidate(id);
            let candidate = candidate.and_then(|at| frozen.candidates().get(at as usize));
            candidate.map_or_else(|| shown(id), |candidate| shown(&candidate.name))
        };
        let rows = frozen.candidates().iter().zip(frozen.standings()).zip(&self.lines);
        let refused = rows.filter_map(|((candidate, standing), &line)| {
            let Standing::Refused(refusal) = standing else { return None };
            let name = shown(&candidate.name);
            let problem = match refusal {
                Refusal::Late { .. } => Problem::LateNomination {
                    name,
                    at: candidate.nominated_at.map(clock)?,
                    deadline: deadline.map(clock)?,
                },
                Refusal::Second { standing } => {
                    let id = candidate.organisation.as_ref()?.as_str();
                    let voter = frozen.voter(id).and_then(|at| frozen.roll().get(at as usize));
                    let organisation = voter.map_or(id, |voter| voter.name.in_language("fi"));
                    let before: Vec<String> =
                        standing.iter().map(|id| name_of(id.as_str())).collect();
                    let organisation = shown(organisation);
                    Problem::SecondNomination { name, organisation, standing: listed(&before) }
                }
            };
            Some(Finding::new(&*self.mapping.file, &problem).at_row(line))
        });
        let dated = self.candidates.iter().any(|candidate| candidate.nominated_at.is_some());
        let unset = (deadline.is_none() && dated)
            .then(|| Finding::new(&*self.mapping.file, &Problem::NoDeadline));
        unset.into_iter().chain(refused).collect()
    }
}

/// The roll, to find an organisation in it by what a form says.
struct Organisations<'r> {
    roll: &'r [Voter],
    /// By names without what people write differently; nothing where several voters share one.
    bare: BTreeMap<String, Option<&'r Voter>>,
}

impl<'r> Organisations<'r> {
    fn new(roll: &'r [Voter]) -> Self {
        Self { roll, bare: names::by_bare_name(roll) }
    }
}

struct Reader<'r> {
    input: &'r Input<'r>,
    sheet: &'r Sheet,
    columns: Columns,
    times: Vec<usize>,
    order: Option<DateOrder>,
    zone: Zone,
    roll: Organisations<'r>,
}

impl Reader<'_> {
    fn text(&self, row: &Line, column: &str) -> Option<String> {
        let cell = clean(restored(row.cell(self.columns.position(column)?)));
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
        candidate.personal_deputy = self.text(row, "personal_deputy");
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
        let roll = self.roll.roll;
        let is_called = |voter: &&Voter| texts(&voter.name).iter().any(|name| clean(name) == text);
        let by_id = roll.iter().find(|voter| clean(voter.id.as_str()) == text);
        let mut by_name = roll.iter().filter(is_called);
        let found = by_id.or(match (by_name.next(), by_name.next()) {
            (Some(voter), None) => Some(voter),
            _ => None,
        });
        if let Some(voter) = found {
            return Some(voter.id.clone());
        }
        let column = self.columns.position("organisation");
        if let Some(Some(voter)) = self.roll.bare.get(&names::bare(&text)) {
            let problem = Problem::OrganisationSpelledOtherwise {
                text: shown(&text),
                name: shown(voter.name.in_language("fi")),
                id: shown(voter.id.as_str()),
            };
            findings.push(self.finding(&problem, row, column));
            return Some(voter.id.clone());
        }
        if !roll.is_empty() {
            let names = roll.iter().flat_map(|voter| texts(&voter.name));
            let near = shown(nearest(&text, names).unwrap_or_default());
            let problem = Problem::OrganisationNotOnRoll { text: shown(&text), nearest: near };
            findings.push(self.finding(&problem, row, column));
        }
        text.parse().ok()
    }
}
