//! Approval elections of the Pabulib library: `.pb` files with the sections `META`, `PROJECTS` and `VOTES`.
//!
//! Source: "The .pb file format", pabulib.org. A project is a candidate, a vote an anonymous ballot; whether a vote keeps the limits is for the engine to say.
//!
//! ```
//! use vaali::{ballot::Ballots, count::{Proceedings, count}};
//! use vaali_formats::pabulib;
//!
//! let text = "META\nkey;value\ninstance;Example\nvote_type;approval\n\
//!     PROJECTS\nproject_id;cost;votes;name\n7;100;2;Swings\n8;100;1;Benches\n\
//!     VOTES\nvoter_id;vote\n1;7,8\n2;7\n";
//! let data = pabulib::read_bytes("example.pb", text.as_bytes(), 1)?;
//! let frozen = data.definition.clone().freeze()?;
//! let ballots = Ballots::of(&frozen, data.ballots, []);
//! assert_eq!(ballots.profile().tally()?.votes(), [2, 1]);
//! assert_eq!(data.published[0].1, Some(2));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod sections;
#[cfg(test)]
pub(crate) mod tests;

use std::path::Path;

use serde_json::json;
use uuid::Uuid;
use vaali::{
    ballot::Ballot,
    definition::{Candidate, CandidateId, Definition},
};

use self::sections::{Sections, Table};
use crate::{
    Finding, Findings, Problem,
    datasets::lines,
    table::{Input, listed, shown},
};

/// An election of the library.
#[derive(Clone, Debug)]
pub struct DataSet {
    /// The projects as candidates, the limits as rules.
    pub definition: Definition,
    /// The votes in the order of the file. The voters' numbers are not kept: the ballots are anonymous.
    pub ballots: Vec<Ballot>,
    /// For each project the total that was published, where there is one.
    pub published: Vec<(CandidateId, Option<u64>)>,
    /// `META` as it stands, in its order.
    pub meta: Vec<(String, String)>,
    /// Warnings and notes: figures that do not fit, limits that are not checked.
    pub findings: Vec<Finding>,
    lines: Vec<u64>,
    /// What the file says beyond all this.
    pub(crate) beyond: Vec<&'static str>,
}

impl DataSet {
    /// A value of `META`.
    pub fn meta(&self, key: &str) -> Option<&str> {
        value(&self.meta, key)
    }

    /// The line of a ballot in the file, from 1.
    pub fn line_of(&self, ballot: vaali::definition::BallotId) -> Option<u64> {
        let position = usize::try_from(ballot.0.checked_sub(1)?).ok()?;
        self.lines.get(position).copied()
    }
}

/// Reads a file for a council of `seats` seats; the library's own budget rules are not elections of persons and are not applied.
///
/// # Errors
/// Everything that is wrong with the file, and votes of another type than approval.
pub fn read(path: &Path, seats: u32) -> Result<DataSet, Findings> {
    read_input(&Input::file(path), seats)
}

/// Reads bytes; `name` stands in the findings.
///
/// # Errors
/// As [`read`].
pub fn read_bytes(name: &str, bytes: &[u8], seats: u32) -> Result<DataSet, Findings> {
    read_input(&Input::bytes(name, bytes), seats)
}

/// Under this name the ids of elections are made from the bytes of their files (UUID version 5).
pub(crate) const NAMESPACE: Uuid = Uuid::from_u128(0x8b1d_2f6e_34c1_5a0e_9d57_70b6_11c4_e2a3);

fn read_input(input: &Input<'_>, seats: u32) -> Result<DataSet, Findings> {
    let bytes = input.read_whole()?;
    let mut findings = Vec::new();
    let mut sections = Sections::read(input, &bytes, &mut findings);
    for key in sections.meta.rows.iter_mut().filter_map(|row| row.cells.first_mut()) {
        *key = lines::key(key);
    }
    let mut meta = Vec::new();
    for row in &sections.meta.rows {
        if let [key, value, ..] = row.cells.as_slice() {
            meta.push((key.clone(), value.clone()));
        }
    }
    let read = Reader { input, sections: &sections, meta: &meta };
    read.refuse_other_votes(&mut findings);
    let (candidates, published) = read.projects(&mut findings);
    let (ballots, lines) = read.votes(&mut findings);
    read.compare_figures(&mut findings);
    let definition = read.definition(&bytes, seats, candidates, &mut findings);
    let findings = Findings::settle(findings)?;
    match definition {
        Some(definition) => Ok(DataSet {
            definition,
            ballots,
            published,
            beyond: sections.beyond(),
            meta,
            findings,
            lines,
        }),
        // A definition is missing only where a finding says why.
        None => Err(Findings(findings)),
    }
}

struct Reader<'r> {
    input: &'r Input<'r>,
    sections: &'r Sections,
    meta: &'r [(String, String)],
}

fn value<'m>(meta: &'m [(String, String)], key: &str) -> Option<&'m str> {
    meta.iter().find(|(known, _)| known == key).map(|(_, value)| value.as_str())
}

impl Reader<'_> {
    fn finding(&self, problem: &Problem, line: Option<u64>) -> Finding {
        Finding { row: line, ..self.input.finding(problem) }
    }

    fn meta_line(&self, key: &str) -> Option<u64> {
        let rows = &self.sections.meta.rows;
        rows.iter()
            .find(|row| row.cells.first().is_some_and(|cell| cell == key))
            .map(|row| row.line)
    }

    fn refuse_other_votes(&self, findings: &mut Vec<Finding>) {
        let problem = match value(self.meta, "vote_type") {
            Some(kind) if kind.eq_ignore_ascii_case("approval") => None,
            Some(kind) => Some(Problem::NotApproval { kind: shown(kind) }),
            None => Some(Problem::NoVoteType { entry: "vote_type;approval" }),
        };
        if let Some(problem) = problem.filter(|_| self.sections.meta.found) {
            findings.push(self.finding(&problem, self.meta_line("vote_type")));
        }
        // What limits a ballot beyond the number of its marks is in keys of these forms.
        for (key, value) in self.meta {
            let unchecked = key.ends_with("_sum_cost")
                || key.contains("_length_")
                || key.ends_with("_per_category");
            if unchecked {
                let problem = Problem::LimitNotChecked { key: shown(key), value: shown(value) };
                findings.push(self.finding(&problem, self.meta_line(key)));
            }
        }
    }

    fn column(
        &self,
        table: &Table,
        name: &'static str,
        findings: &mut Vec<Finding>,
    ) -> Option<usize> {
        let position = table.header.iter().position(|cell| cell.eq_ignore_ascii_case(name));
        if position.is_none() && table.found {
            let problem =
                Problem::MissingColumn { column: name.to_owned(), found: listed(&table.header) };
            findings.push(self.finding(&problem, table.line));
        }
        position
    }

    fn projects(
        &self,
        findings: &mut Vec<Finding>,
    ) -> (Vec<Candidate>, Vec<(CandidateId, Option<u64>)>) {
        let table = &self.sections.projects;
        let optional =
            |name: &str| table.header.iter().position(|cell| cell.eq_ignore_ascii_case(name));
        let Some(id) = self.column(table, "project_id", findings) else {
            return Default::default();
        };
        let (name, category, votes) = (optional("name"), optional("category"), optional("votes"));
        let (mut candidates, mut published) = (Vec::new(), Vec::new());
        for row in &table.rows {
            let cell = |column: Option<usize>| column.and_then(|column| row.cells.get(column));
            let text = cell(Some(id)).map_or("", String::as_str);
            let Ok(id) = text.parse::<CandidateId>() else {
                let problem = Problem::WrongCell {
                    text: shown(text),
                    expected: "an id: 1 to 200 characters",
                };
                findings.push(self.finding(&problem, Some(row.line)).in_column("project_id"));
                continue;
            };
            let name = cell(name).filter(|name| !name.is_empty());
            let mut candidate = Candidate::new(id.clone(), name.map_or(text, String::as_str));
            let categories = cell(category).map(String::as_str).unwrap_or_default().split(',');
            candidate.groups = categories
                .map(str::trim)
                .filter(|group| !group.is_empty())
                .map(str::to_owned)
                .collect();
            candidates.push(candidate);
            let total = cell(votes).filter(|votes| !votes.is_empty());
            let read = total.and_then(|votes| votes.parse().ok());
            if let (Some(text), None) = (total, read) {
                let problem =
                    Problem::WrongCell { text: shown(text), expected: "a number of votes" };
                findings.push(self.finding(&problem, Some(row.line)).in_column("votes"));
            }
            published.push((id, read));
        }
        tell_apart(&mut candidates);
        (candidates, published)
    }

    fn votes(&self, findings: &mut Vec<Finding>) -> (Vec<Ballot>, Vec<u64>) {
        let table = &self.sections.votes;
        let Some(vote) = self.column(table, "vote", findings) else { return Default::default() };
        let ballot = |row: &sections::Line| {
            let cell = row.cells.get(vote).map_or("", String::as_str);
            let marks = if cell.is_empty() {
                Vec::new()
            } else {
                cell.split(',').map(|mark| mark.trim().to_owned()).collect()
            };
            (Ballot { voter: None, cast_at: None, marks }, row.line)
        };
        table.rows.iter().map(ballot).unzip()
    }

    fn compare_figures(&self, findings: &mut Vec<Finding>) {
        let (projects, votes) = (&self.sections.projects.rows, &self.sections.votes.rows);
        for (key, found) in [("num_projects", projects.len()), ("num_votes", votes.len())] {
            let Some(text) = value(self.meta, key) else { continue };
            match text.parse::<u64>() {
                Ok(published) if published == found as u64 => {}
                Ok(published) => {
                    let problem = Problem::CountDiffers { key, published, found: found as u64 };
                    findings.push(self.finding(&problem, self.meta_line(key)));
                }
                Err(_) => findings.push(self.wrong_meta(key, text)),
            }
        }
    }

    fn wrong_meta(&self, key: &str, value: &str) -> Finding {
        let problem = Problem::WrongMeta { key: key.to_owned(), value: shown(value) };
        self.finding(&problem, self.meta_line(key))
    }

    fn number(&self, key: &str, default: usize, findings: &mut Vec<Finding>) -> u32 {
        let default = u32::try_from(default).unwrap_or(u32::MAX);
        match value(self.meta, key).filter(|value| !value.is_empty()) {
            None => default,
            Some(text) => text.parse().unwrap_or_else(|_| {
                findings.push(self.wrong_meta(key, text));
                default
            }),
        }
    }

    fn title(&self) -> String {
        let parts = ["description", "unit", "instance"].map(|key| value(self.meta, key));
        let parts: Vec<&str> =
            parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
        if parts.is_empty() { self.input.name.clone() } else { parts.join(", ") }
    }

    fn definition(
        &self,
        bytes: &[u8],
        seats: u32,
        candidates: Vec<Candidate>,
        findings: &mut Vec<Finding>,
    ) -> Option<Definition> {
        let min = self.number("min_length", 1, findings);
        let max = self.number("max_length", candidates.len(), findings);
        let value = json!({
            "format": vaali::definition::FORMAT,
            "id": Uuid::new_v5(&NAMESPACE, bytes),
            "title": self.title(),
            "rules": {
                "ballots": "anonymous",
                "secrecy": "open",
                // A ballot without marks is blank whatever the least number is.
                "marks": {"min": min.max(1), "max": max},
                "seats": {"min": seats, "max": seats},
                "ties": {"seat": "lot_manual"},
            },
            "candidates": [],
        });
        match Definition::from_value(value) {
            Ok(mut definition) => {
                definition.candidates = candidates;
                Some(definition)
            }
            Err(faults) => {
                let problem = Problem::Unreadable { problem: faults.to_string() };
                findings.push(self.finding(&problem, None));
                None
            }
        }
    }
}

/// Projects of one name are common (a bench here, a bench there); persons of one name, organisation and position are not. The number tells such projects apart.
pub(crate) fn tell_apart(candidates: &mut [Candidate]) {
    let mut by_name: std::collections::BTreeMap<&str, u32> = std::collections::BTreeMap::new();
    for candidate in candidates.iter() {
        *by_name.entry(candidate.name.trim()).or_default() += 1;
    }
    let shared: Vec<bool> = candidates
        .iter()
        .map(|candidate| by_name.get(candidate.name.trim()).is_some_and(|&count| count > 1))
        .collect();
    for (candidate, shared) in candidates.iter_mut().zip(shared) {
        if shared {
            candidate.position = Some(candidate.id.as_str().into());
        }
    }
}
