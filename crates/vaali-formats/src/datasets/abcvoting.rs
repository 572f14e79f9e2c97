//! The files of the Python package `abcvoting`, `.abc.yaml`.
//!
//! Source: the module `fileio` of the package. Candidates are numbered from 0; `profile` lists the approved of each voter, as a list or as a set in braces; `compute` may hold the committees of rules.

use super::{
    Committees, DataSet, Format, Written,
    builder::Builder,
    lines::number,
    writer::{Holds, Writer, listed},
    yaml::{Events, Item, Wrong},
};
use crate::{Findings, Problem, table::Input};

/// As many lists as rows of ballots are held.
const MOST_LISTS: usize = 1 << 24;

/// What the file says, in whatever order it says it.
#[derive(Debug, Default)]
struct Read {
    profile: Option<Vec<(u64, Vec<u32>)>>,
    weights: Option<(u64, Vec<u64>)>,
    candidates: Option<(u64, u64)>,
    seats: Option<u32>,
    title: Option<String>,
    committees: Vec<(u64, Committees)>,
    /// Keys that nothing reads, and the line of the first.
    unknown: Vec<(u64, String)>,
    /// Whether a rule has more than its name and its committees.
    rules_told: bool,
}

pub(super) fn read(input: &Input<'_>, text: &str) -> Result<DataSet, Findings> {
    let mut builder = Builder::new(input, Format::Abcvoting);
    let mut read = Read::default();
    if let Err((line, expected)) = read.whole(&mut Events::of(text)) {
        builder.wrong(line.max(1), &expected);
        return builder.finish();
    }
    let Some(profile) = read.profile else {
        builder.note(&Problem::MissingEntry { entry: "the key `profile`".to_owned() });
        return builder.finish();
    };
    let greatest = profile.iter().flat_map(|(_, marks)| marks).max();
    let (line, candidates) =
        read.candidates.unwrap_or((1, greatest.map_or(0, |&greatest| u64::from(greatest) + 1)));
    if !builder.number_candidates(line, 0, candidates) {
        return builder.finish();
    }
    let weights = match read.weights {
        Some((line, weights)) if weights.len() != profile.len() => {
            builder.at_key(
                line,
                "voter_weights",
                &Problem::WrongLine {
                    expected: format!("a list of {} weights, one for each voter", profile.len()),
                },
            );
            return builder.finish();
        }
        Some((_, weights)) => weights,
        None => Vec::new(),
    };
    let weights = weights.into_iter().chain(std::iter::repeat(1));
    for ((line, marks), weight) in profile.into_iter().zip(weights) {
        if builder.is_hopeless() {
            break;
        }
        builder.ballots(line, marks, 1, weight);
    }
    for (line, committees) in read.committees {
        let all = committees.result.iter().flatten().flatten();
        if all.max().is_some_and(|&greatest| u64::from(greatest) >= candidates) {
            builder.at_key(line, "result", &Problem::UnknownMark);
        }
        builder.data.committees.push(committees);
    }
    for (line, key) in read.unknown {
        builder.interpreted(
            Some(line),
            format!("the key `{}` was not read", crate::table::shown(&key)),
        );
    }
    if read.rules_told {
        builder.data.beyond.push("what the rules were told beside their names");
    }
    builder.data.seats = read.seats;
    builder.data.title = read.title;
    builder.finish()
}

impl Read {
    fn whole(&mut self, events: &mut Events<'_>) -> Result<(), Wrong> {
        if events.next()? != Item::Map {
            return events.wrong("YAML with keys such as `profile:`");
        }
        let mut seen = Vec::new();
        loop {
            let key = match events.next()? {
                Item::Text(key) => key.into_owned(),
                Item::End => break,
                _ => return events.wrong("a key such as `profile:`"),
            };
            if seen.contains(&key) {
                return events.wrong("a key that the file has once");
            }
            self.entry(&key, events)?;
            seen.push(key);
            if seen.len() > 100 {
                return events.wrong("an abcvoting file: it has six keys");
            }
        }
        match events.next()? {
            Item::Over => Ok(()),
            _ => events.wrong("the end of the file"),
        }
    }

    fn entry(&mut self, key: &str, events: &mut Events<'_>) -> Result<(), Wrong> {
        match key {
            "profile" => self.profile = Some(profile(events)?),
            "voter_weights" => {
                let line = events.line();
                self.weights = Some((line, weights(events)?));
            }
            "num_cand" => {
                let value = figure(events)?;
                self.candidates = Some((events.line(), value));
            }
            "committeesize" => match u32::try_from(figure(events)?) {
                Ok(seats) => self.seats = Some(seats),
                Err(_) => return events.wrong("a committee size below 4294967296"),
            },
            "description" => match events.next()? {
                Item::Text(text) => {
                    self.title = Some(text.trim().to_owned()).filter(|text| !text.is_empty());
                }
                Item::Null => {}
                _ => return events.wrong("a description as a text"),
            },
            "compute" => self.compute(events)?,
            _ => {
                self.unknown.push((events.line(), key.to_owned()));
                let first = events.next()?;
                events.pass_over(&first)?;
            }
        }
        Ok(())
    }

    fn compute(&mut self, events: &mut Events<'_>) -> Result<(), Wrong> {
        if events.next()? != Item::List {
            return events.wrong("a list of rules, each with its `rule_id`");
        }
        loop {
            match events.next()? {
                Item::Map => {}
                Item::End => return Ok(()),
                _ => return events.wrong("a rule with its `rule_id`"),
            }
            let line = events.line();
            let (mut rule, mut result) = (None, None);
            loop {
                match events.next()? {
                    Item::End => break,
                    Item::Text(key) if key == "rule_id" => match events.next()? {
                        Item::Text(id) => rule = Some(id.into_owned()),
                        _ => return events.wrong("the id of a rule"),
                    },
                    Item::Text(key) if key == "result" => match events.next()? {
                        Item::Null => {}
                        Item::List => {
                            let all = lists(events)?.into_iter();
                            result = Some(all.map(|(_, list)| list).collect());
                        }
                        _ => return events.wrong("a list of committees"),
                    },
                    Item::Text(_) => {
                        // What a rule was told (`resolute`, `algorithm`) does not change which election this is.
                        self.rules_told = true;
                        let first = events.next()?;
                        events.pass_over(&first)?;
                    }
                    _ => return events.wrong("a key such as `rule_id:`"),
                }
            }
            match rule {
                Some(rule) => self.committees.push((line, Committees { rule, result })),
                None => return Err((line, "a rule with its `rule_id`".to_owned())),
            }
        }
    }
}

fn figure(events: &mut Events<'_>) -> Result<u64, Wrong> {
    match events.next()? {
        Item::Text(text) => match number(&text) {
            Some(number) => Ok(number),
            None => events.wrong("a whole number"),
        },
        _ => events.wrong("a whole number"),
    }
}

fn profile(events: &mut Events<'_>) -> Result<Vec<(u64, Vec<u32>)>, Wrong> {
    match events.next()? {
        Item::List => lists(events),
        _ => events.wrong("a list of voters, each a list of candidates"),
    }
}

/// The rest of a list of lists of candidates. A set is a mapping whose keys have no values.
fn lists(events: &mut Events<'_>) -> Result<Vec<(u64, Vec<u32>)>, Wrong> {
    let mut lists = Vec::new();
    loop {
        let is_set = match events.next()? {
            Item::List => false,
            Item::Map => true,
            Item::End => return Ok(lists),
            _ => return events.wrong("a list of candidates such as [0, 2]"),
        };
        if lists.len() >= MOST_LISTS {
            return events.wrong("a list of at most 16777216 voters");
        }
        let line = events.line();
        let mut marks = Vec::new();
        loop {
            let mark = match events.next()? {
                Item::End => break,
                Item::Text(text) => number(&text),
                _ => None,
            };
            match mark.and_then(|mark| u32::try_from(mark).ok()) {
                Some(mark) => marks.push(mark),
                None => return events.wrong("a candidate by its number, from 0"),
            }
            if is_set && events.next()? != Item::Null {
                return events.wrong("a set of candidates such as {0, 2}");
            }
        }
        lists.push((line, marks));
    }
}

fn weights(events: &mut Events<'_>) -> Result<Vec<u64>, Wrong> {
    if events.next()? != Item::List {
        return events.wrong("a list of weights");
    }
    let mut weights = Vec::new();
    loop {
        match events.next()? {
            Item::End => return Ok(weights),
            Item::Text(text) => match number(text.strip_suffix(".0").unwrap_or(&text)) {
                Some(weight) => weights.push(weight),
                None => {
                    return events
                        .wrong("a whole number as weight: fractions of votes are not counted");
                }
            },
            _ => return events.wrong("a weight"),
        }
        if weights.len() > MOST_LISTS {
            return events.wrong("a list of at most 16777216 weights");
        }
    }
}

const HOLDS: Holds = Holds {
    numbers_of_voters: false,
    weights: true,
    seats: true,
    limits: false,
    ids: false,
    names: false,
    withdrawals: false,
    groups: false,
    published: false,
    committees: true,
    title: true,
    blank_ballots: true,
};

pub(super) fn write(data: &DataSet) -> Result<Written, Findings> {
    let mut out = Writer::begin(data, Format::Abcvoting, HOLDS, 0)?;
    if let Some(title) = &data.title {
        let title = quoted(&mut out, title);
        out.line(format_args!("description: {title}"));
    }
    // A list without entries would be no list.
    out.push(if data.total_ballots() == 0 { "profile: []\n" } else { "profile:\n" });
    for group in &data.ballots {
        let marks = listed(&group.marks, 0, ", ");
        for _ in 0..group.voters {
            out.line(format_args!("- [{marks}]"));
        }
    }
    if data.ballots.iter().any(|group| group.weight != 1) {
        out.push("voter_weights:\n");
        for group in &data.ballots {
            for _ in 0..group.voters {
                out.line(format_args!("- {}", group.weight));
            }
        }
    }
    out.line(format_args!("num_cand: {}", data.candidates.len()));
    if let Some(seats) = data.seats {
        out.line(format_args!("committeesize: {seats}"));
    }
    if !data.committees.is_empty() {
        out.push("compute:\n");
    }
    for committees in &data.committees {
        let rule = quoted(&mut out, &committees.rule);
        out.line(format_args!("- rule_id: {rule}"));
        match &committees.result {
            None => out.push("  result: null\n"),
            Some(result) => {
                let all: Vec<String> =
                    result.iter().map(|one| format!("[{}]", listed(one, 0, ", "))).collect();
                out.line(format_args!("  result: [{}]", all.join(", ")));
            }
        }
    }
    out.finish()
}

/// A text in double quotes, where YAML has the escapes of JSON.
fn quoted(out: &mut Writer<'_>, text: &str) -> String {
    serde_json::Value::from(out.flat(text)).to_string()
}
