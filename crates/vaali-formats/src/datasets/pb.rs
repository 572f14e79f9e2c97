//! Pabulib: the reader is [`crate::pabulib`]; here is the way to the common form and back.

use std::collections::HashMap;

use super::{
    DataSet, Format, Written,
    builder::Builder,
    writer::{Holds, Writer},
};
use crate::{Finding, Findings, Problem, pabulib, table::Input};

/// Entries of `META` that the common form has a field for, or that follow from it.
const OWN_FIELDS: [&str; 6] =
    ["description", "vote_type", "num_projects", "num_votes", "min_length", "max_length"];

/// Entries that mean nothing without the costs of the projects, which the common form does not have.
const OF_COSTS: [&str; 2] = ["budget", "rule"];

pub(super) fn read(name: &str, bytes: &[u8]) -> Result<DataSet, Findings> {
    // The seats are not the file's: whoever counts says them.
    let read = pabulib::read_bytes(name, bytes, 1)?;
    let input = Input::bytes(name, bytes);
    let mut builder = Builder::new(&input, Format::Pabulib);
    let said = |key: &str| read.meta(key).is_some_and(|value| !value.is_empty());
    let limits = read.definition.rules.marks;
    builder.data.marks =
        (said("min_length").then_some(limits.min), said("max_length").then_some(limits.max));
    builder.data.title = read.meta("description").filter(|t| !t.is_empty()).map(str::to_owned);
    builder.data.meta = read
        .meta
        .iter()
        .filter(|(key, _)| !OWN_FIELDS.contains(&key.as_str()) && !OF_COSTS.contains(&key.as_str()))
        .filter(|(key, value)| key != "key" || value != "value")
        .cloned()
        .collect();
    builder.data.beyond.clone_from(&read.beyond);
    builder.data.published = read.published.iter().map(|(_, votes)| *votes).collect();
    builder.data.candidates.clone_from(&read.definition.candidates);
    for candidate in &mut builder.data.candidates {
        // Where names are shared the position tells them apart; that is done again for the count.
        candidate.position = None;
    }
    let positions: HashMap<&str, u32> =
        (0_u32..).zip(&read.definition.candidates).map(|(i, c)| (c.id.as_str(), i)).collect();
    for (id, ballot) in (1_u64..).zip(&read.ballots) {
        if builder.is_hopeless() {
            break;
        }
        let line = read.line_of(vaali::definition::BallotId(id)).unwrap_or_default();
        let marks: Option<Vec<u32>> =
            ballot.marks.iter().map(|mark| positions.get(mark.as_str()).copied()).collect();
        match marks {
            Some(marks) => builder.ballots(line, marks, 1, 1),
            None => builder.at(line, &Problem::UnknownMark),
        }
    }
    read.findings.into_iter().for_each(|finding| builder.push(finding));
    builder.finish()
}

const HOLDS: Holds = Holds {
    numbers_of_voters: false,
    weights: false,
    seats: false,
    limits: true,
    ids: true,
    names: true,
    withdrawals: false,
    groups: true,
    published: true,
    committees: false,
    title: true,
    blank_ballots: true,
};

pub(super) fn write(data: &DataSet) -> Result<Written, Findings> {
    let mut out = Writer::begin(data, Format::Pabulib, HOLDS, 1)?;
    if data.candidates.iter().any(|candidate| candidate.id.as_str().contains(',')) {
        let problem =
            Problem::CannotHold { what: "ids with commas", format: Format::Pabulib.name() };
        return Err(Finding::new(data.name.clone(), &problem).into());
    }
    out.push("META\nkey;value\n");
    if let Some(title) = &data.title {
        let title = cell(&mut out, title);
        out.line(format_args!("description;{title}"));
    }
    for (key, value) in out.own_meta() {
        let (key, value) = (cell(&mut out, key), cell(&mut out, value));
        out.line(format_args!("{key};{value}"));
    }
    // Every project costs one and the budget is the seats: a committee as a budget.
    let budget = data.seats.map_or(data.candidates.len() as u64, u64::from);
    out.line(format_args!("num_projects;{}", data.candidates.len()));
    out.line(format_args!("num_votes;{}", data.total_ballots()));
    out.line(format_args!("budget;{budget}\nvote_type;approval"));
    for (key, limit) in [("min_length", data.marks.0), ("max_length", data.marks.1)] {
        if let Some(limit) = limit {
            out.line(format_args!("{key};{limit}"));
        }
    }
    projects(&mut out);
    out.push("VOTES\nvoter_id;vote\n");
    let mut number = 0_u64;
    for group in &data.ballots {
        let ids: Vec<&str> = group.marks.iter().filter_map(|&mark| id_at(data, mark)).collect();
        let vote = cell(&mut out, &ids.join(","));
        for _ in 0..group.voters {
            number += 1;
            out.line(format_args!("{number};{vote}"));
        }
    }
    out.finish()
}

fn projects(out: &mut Writer<'_>) {
    let data = out.data;
    let published = data.published.iter().any(Option::is_some);
    let grouped = data.candidates.iter().any(|candidate| !candidate.groups.is_empty());
    out.push("PROJECTS\nproject_id;cost;name");
    out.push(if published { ";votes" } else { "" });
    out.push(if grouped { ";category\n" } else { "\n" });
    for (i, candidate) in data.candidates.iter().enumerate() {
        let (id, name) = (cell(out, candidate.id.as_str()), cell(out, &candidate.name));
        out.push(&format!("{id};1;{name}"));
        if published {
            let votes = data.published.get(i).copied().flatten();
            out.push(&votes.map_or_else(|| ";".to_owned(), |votes| format!(";{votes}")));
        }
        if grouped {
            let groups = cell(out, &candidate.groups.join(","));
            out.push(&format!(";{groups}"));
        }
        out.push("\n");
    }
}

fn id_at(data: &DataSet, mark: u32) -> Option<&str> {
    let candidate = data.candidates.get(usize::try_from(mark).ok()?)?;
    Some(candidate.id.as_str())
}

/// A cell, in quotes where it must be.
fn cell(out: &mut Writer<'_>, text: &str) -> String {
    let text = out.flat(text);
    if text.contains([';', '"']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}
