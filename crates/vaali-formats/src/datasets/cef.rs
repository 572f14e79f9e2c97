//! Condorcet Election Format, `.cvotes`.
//!
//! Source: the specification of the format, version 1 (2022). After parameters such as `#/Candidates: Aino ; Bo` each line is a ballot: `tags || Aino = Bo ^weight * voters # remark`.

use std::collections::{BTreeSet, HashMap};

use vaali::definition::{Candidate, CandidateId};

use super::{
    DataSet, Format, Group, Options, Written,
    builder::{Builder, too_many_candidates},
    lines::number,
    writer::{Holds, Writer},
};
use crate::{
    Findings, Problem,
    table::{Input, shown},
};

/// A ballot without marks; older and newer programs write it differently.
const BLANK: [&str; 2] = ["/EMPTY_RANKING/", "/EMPTY/"];

/// What a name must not contain. Beside the reserved letters of the specification these are the signs of weight, voters, tags and other comparisons.
const RESERVED: [char; 10] = ['>', '<', '=', ';', ',', '#', '/', '*', '^', '|'];

struct Reader<'b, 'i> {
    builder: &'b mut Builder<'i>,
    positions: HashMap<String, u32>,
    /// Whether the candidates were listed: then other names are passed over, as the specification has it.
    listed: bool,
    weights: bool,
    ranks_as_marks: bool,
    weights_ignored: (u64, Option<u64>),
    names_ignored: (u64, Option<u64>),
}

pub(super) fn read(input: &Input<'_>, text: &str, options: &Options) -> Result<DataSet, Findings> {
    let mut builder = Builder::new(input, Format::Cef);
    let mut reader = Reader {
        builder: &mut builder,
        positions: HashMap::new(),
        listed: false,
        weights: false,
        ranks_as_marks: options.ranks_as_marks,
        weights_ignored: (0, None),
        names_ignored: (0, None),
    };
    let (mut in_head, mut remarks) = (true, false);
    for (line, text) in (1_u64..).zip(text.lines()) {
        if reader.builder.is_hopeless() {
            break;
        }
        if let Some(parameter) = text.trim_start().strip_prefix("#/") {
            if in_head && text.starts_with("#/") {
                reader.parameter(line, parameter);
            } else {
                reader
                    .builder
                    .wrong(line, "a parameter at the beginning of its line and before all ballots");
            }
            continue;
        }
        // A remark stands behind `#`, the tags of a ballot before `||`.
        remarks |= text.contains('#') || text.contains("||");
        let text = text.split_once('#').map_or(text, |(text, _)| text).trim();
        if !text.is_empty() {
            in_head = false;
            reader.ballot(line, text);
        }
    }
    if remarks {
        reader.builder.data.beyond.push("remarks and the tags of ballots");
    }
    let (weights, names) = (reader.weights_ignored, reader.names_ignored);
    if weights.0 > 0 {
        builder.interpreted(weights.1, format!("{} lines have a weight, but `#/Weight Allowed: true` is missing: each ballot counts once", weights.0));
    }
    if names.0 > 0 {
        builder.interpreted(names.1, format!("{} marks name somebody who is not in `#/Candidates`: these marks were passed over, as the format has it", names.0));
    }
    builder.finish()
}

impl Reader<'_, '_> {
    fn parameter(&mut self, line: u64, text: &str) {
        let Some((key, value)) = text.split_once(':') else {
            return self.builder.wrong(line, "a parameter such as `#/Number of Seats: 3`");
        };
        let (key, value) = (key.trim(), value.trim());
        // Written again without them, the key could be another.
        if key.chars().any(char::is_control) {
            return self.builder.wrong(line, "a parameter without control characters");
        }
        if value.contains('#') {
            return self.builder.wrong(line, "a parameter alone: a remark needs a line of its own");
        }
        match key.to_lowercase().as_str() {
            "candidates" => {
                self.listed = true;
                for name in value.split(';').map(str::trim).filter(|name| !name.is_empty()) {
                    if self.positions.contains_key(name) {
                        self.builder.wrong(line, "a list of candidates with every name once");
                    } else if self.add(line, name).is_none() {
                        return;
                    }
                }
            }
            "number of seats" | "number of seat" => {
                self.builder.data.seats = number(value).and_then(|seats| u32::try_from(seats).ok());
                if self.builder.data.seats.is_none() {
                    let problem =
                        Problem::WrongCell { text: shown(value), expected: "a whole number" };
                    self.builder.at_key(line, key, &problem);
                }
            }
            "weight allowed" => self.weights = self.yes(line, key, value),
            // Who is not ranked is not marked, whatever place they are given.
            "implicit ranking" => drop(self.yes(line, key, value)),
            _ => self.builder.data.meta.push((key.to_owned(), value.to_owned())),
        }
    }

    fn yes(&mut self, line: u64, key: &str, value: &str) -> bool {
        let yes = value.eq_ignore_ascii_case("true");
        if !yes && !value.eq_ignore_ascii_case("false") {
            let problem = Problem::WrongCell { text: shown(value), expected: "true or false" };
            self.builder.at_key(line, key, &problem);
        }
        yes
    }

    /// A new candidate; none if there cannot be one of this name.
    fn add(&mut self, line: u64, name: &str) -> Option<u32> {
        let position = u32::try_from(self.builder.data.candidates.len()).ok()?;
        if self.builder.data.candidates.len() >= vaali::profile::ProfileBuilder::MOST_CANDIDATES {
            self.builder.at(line, &too_many_candidates());
            return None;
        }
        let id = name.parse::<CandidateId>().ok().filter(|_| !name.contains(RESERVED));
        let Some(id) = id else {
            self.builder.wrong(line, "a name of 1 to 200 characters without > < = ; , # / * ^ |");
            return None;
        };
        self.builder.data.candidates.push(Candidate::new(id, name));
        self.positions.insert(name.to_owned(), position);
        Some(position)
    }

    fn ballot(&mut self, line: u64, text: &str) {
        const EXPECTED: &str =
            "a ballot such as `Aino = Bo ^2 * 3`: names, then a weight, then a number of voters";
        let text = text.split_once("||").map_or(text, |(_, text)| text);
        let (text, voters) = match text.rsplit_once('*') {
            Some((text, voters)) => (text, number(voters.trim())),
            None => (text, Some(1)),
        };
        let (text, weight) = match text.rsplit_once('^') {
            Some((text, weight)) => (text, number(weight.trim())),
            None => (text, Some(1)),
        };
        let positive = |number: Option<u64>| number.filter(|&number| number > 0);
        let (Some(voters), Some(mut weight)) = (positive(voters), positive(weight)) else {
            return self.builder.wrong(line, EXPECTED);
        };
        if weight != 1 && !self.weights {
            self.weights_ignored.0 += 1;
            self.weights_ignored.1 = self.weights_ignored.1.or(Some(line));
            weight = 1;
        }
        let text = text.trim();
        if BLANK.contains(&text) {
            return self.builder.ballots(line, Vec::new(), voters, weight);
        }
        if text.contains('>') && !self.ranks_as_marks {
            return self.builder.at(line, &Problem::RanksNotApprovals);
        }
        let mut marks = Vec::new();
        for name in text.split(['=', '>']).map(str::trim) {
            if name.is_empty() || name.contains(RESERVED) {
                return self.builder.wrong(line, EXPECTED);
            }
            match self.positions.get(name).copied() {
                Some(position) => marks.push(position),
                None if self.listed => {
                    self.names_ignored.0 += 1;
                    self.names_ignored.1 = self.names_ignored.1.or(Some(line));
                }
                None => match self.add(line, name) {
                    Some(position) => marks.push(position),
                    None => return,
                },
            }
        }
        self.builder.ballots(line, marks, voters, weight);
    }
}

const HOLDS: Holds = Holds {
    numbers_of_voters: true,
    weights: true,
    seats: true,
    limits: false,
    // The label of a candidate is name or id; the writer tells which was lost.
    ids: true,
    names: true,
    withdrawals: false,
    groups: false,
    published: false,
    committees: false,
    title: false,
    blank_ballots: true,
};

pub(super) fn write(data: &DataSet) -> Result<Written, Findings> {
    let mut out = Writer::begin(data, Format::Cef, HOLDS, 1)?;
    let names: Vec<String> =
        data.candidates.iter().map(|candidate| candidate.name.clone()).collect();
    let ids: Vec<String> =
        data.candidates.iter().map(|candidate| candidate.id.to_string()).collect();
    let same = names == ids;
    let labels: Vec<String> = if are_labels(&names) {
        if !same {
            out.not_kept("the ids of candidates, who are called by their names");
        }
        names
    } else if are_labels(&ids) {
        out.not_kept("the names of candidates, who are called by their ids");
        ids
    } else {
        out.not_kept("the ids and names of candidates, who are numbered instead");
        (1..=data.candidates.len()).map(|number| number.to_string()).collect()
    };
    out.line(format_args!("#/Candidates: {}", labels.join(" ; ")));
    if let Some(seats) = data.seats {
        out.line(format_args!("#/Number of Seats: {seats}"));
    }
    out.push("#/Implicit Ranking: false\n");
    if data.ballots.iter().any(|group| group.weight != 1) {
        out.push("#/Weight Allowed: true\n");
    }
    for (key, value) in out.own_meta() {
        let (key, value) = (out.flat(key), out.flat(value));
        out.line(format_args!("#/{key}: {value}"));
    }
    for Group { marks, voters, weight, .. } in &data.ballots {
        let marked: Vec<&str> = marks
            .iter()
            .filter_map(|&mark| Some(labels.get(usize::try_from(mark).ok()?)?.as_str()))
            .collect();
        let marked =
            if marked.is_empty() { "/EMPTY_RANKING/".to_owned() } else { marked.join(" = ") };
        let weight = if *weight == 1 { String::new() } else { format!(" ^{weight}") };
        let voters = if *voters == 1 { String::new() } else { format!(" * {voters}") };
        out.line(format_args!("{marked}{weight}{voters}"));
    }
    out.finish()
}

/// Whether every text can be a name in this format, and no two are the same.
fn are_labels(texts: &[String]) -> bool {
    let sound = |text: &String| text.parse::<CandidateId>().is_ok() && !text.contains(RESERVED);
    texts.iter().all(sound) && texts.iter().collect::<BTreeSet<_>>().len() == texts.len()
}
