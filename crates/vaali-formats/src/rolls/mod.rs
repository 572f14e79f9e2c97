//! Rolls put together from several lists.
//!
//! Associations are on several lists, in other spellings: with `ry` or `r.y.`, in other capitals, with a letter amiss. Entries that may be the same are found and listed side by side; a person
//! decides in `decisions.csv`, and until each is decided there is no roll. Nothing is merged because it looks alike.
//!
//! ```
//! use vaali_formats::rolls;
//!
//! let dir = tempfile::tempdir()?;
//! let path = |name: &str| dir.path().join(name);
//! std::fs::write(path("a.csv"), "id;nimi\n1;Äiti ry\n2;Bo ry\n")?;
//! std::fs::write(path("b.csv"), "Tunnus,Järjestö\n7,ÄITI r.y.\n")?;
//! let lists = [path("a.csv"), path("b.csv")];
//! let undecided = rolls::read(&lists, None)?;
//! assert_eq!(undecided.groups.len(), 1);
//! assert!(undecided.roll().is_err());
//!
//! let decisions = undecided.decisions_csv().replace("\"ÄITI r.y.\";\"\"", "\"ÄITI r.y.\";\"same as 1\"").replace("\"Äiti ry\";\"\"", "\"Äiti ry\";\"keep\"");
//! std::fs::write(path("decisions.csv"), decisions)?;
//! let (roll, notes) = rolls::read(&lists, Some(&path("decisions.csv")))?.roll()?;
//! assert_eq!(roll.len(), 2);
//! assert_eq!(roll[0].source.as_deref(), Some("a.csv + b.csv"));
//! assert_eq!((notes[0].code.as_str(), notes[0].file.as_str(), notes[0].row), ("F107", "b.csv", Some(2)));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod decisions;
mod names;
pub mod nominations;
#[cfg(test)]
mod tests;
mod write;

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use vaali::{
    definition::{Text, Voter},
    profile::Votes,
};

use self::decisions::Decision;
pub use self::write::{candidates_csv, roll_csv};
use crate::{
    Finding, Findings, Problem,
    folder::yes_or_no,
    sheets::{self, Line},
    table::{Columns, Input, Known, clean, shown},
};

/// An entry of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The file it is from.
    pub file: String,
    /// Its row in the file, from 1.
    pub row: u64,
    /// What it says. Its source is the file, unless the list says another.
    pub voter: Voter,
}

impl Entry {
    /// Where it is, for people.
    fn place(&self) -> String {
        let name = shown(self.voter.name.in_language("fi"));
        format!("`{name}` ({}, row {})", self.file, self.row)
    }
}

/// Entries that may be the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Their places in [`Rolls::entries`], in order; two or more.
    pub entries: Vec<usize>,
    /// What is alike.
    pub why: &'static str,
}

/// Lists that were read, and what may be double in them.
#[derive(Clone, Debug)]
pub struct Rolls {
    /// All rows of all lists, in order.
    pub entries: Vec<Entry>,
    /// What may be the same.
    pub groups: Vec<Group>,
    /// What was odd in the files.
    pub findings: Vec<Finding>,
    decisions: BTreeMap<usize, Decision>,
}

const COLUMNS: [Known; 8] = [
    Known {
        name: "id",
        also: &["tunnus", "jäsennumero", "medlemsnummer", "member_number", "numero", "nummer"],
    },
    Known {
        name: "name",
        also: &[
            "nimi",
            "namn",
            "järjestö",
            "järjestön_nimi",
            "yhdistys",
            "jäsen",
            "organisation",
            "organization",
            "organisationens_namn",
            "förening",
            "medlem",
            "member",
            "association",
        ],
    },
    Known { name: "name_fi", also: &["nimi_fi", "nimi_suomeksi"] },
    Known { name: "name_sv", also: &["nimi_sv", "nimi_ruotsiksi", "namn_sv", "namn_på_svenska"] },
    Known { name: "name_en", also: &["nimi_en", "nimi_englanniksi", "namn_en"] },
    Known { name: "weight", also: &["votes", "äänimäärä", "äänet", "röster", "röstetal"] },
    Known { name: "suspended", also: &["äänioikeus_keskeytetty", "avstängd"] },
    Known { name: "municipality", also: &["kunta", "kotikunta", "kommun", "hemkommun"] },
];
const LANGUAGES: [(&str, &str); 3] = [("fi", "name_fi"), ("sv", "name_sv"), ("en", "name_en")];

/// Beyond this each is not compared with each: the time would grow with the square.
const MOST_COMPARED: usize = 5000;

/// Reads lists (CSV or workbooks), finds what may be double, and reads what was decided about it.
///
/// # Errors
/// Everything that makes a list or the decisions unreadable, at once.
pub fn read(lists: &[PathBuf], decisions: Option<&Path>) -> Result<Rolls, Findings> {
    let lists: Vec<Input<'_>> = lists.iter().map(|path| Input::file(path)).collect();
    read_inputs(&lists, decisions.map(Input::file).as_ref())
}

/// As [`read`], from bytes; each list and the decisions with the name that stands in the findings.
///
/// # Errors
/// As [`read`].
pub fn read_bytes(
    lists: &[(&str, &[u8])],
    decisions: Option<(&str, &[u8])>,
) -> Result<Rolls, Findings> {
    let input = |&(name, bytes)| Input::bytes(name, bytes);
    let lists: Vec<Input<'_>> = lists.iter().map(input).collect();
    read_inputs(&lists, decisions.as_ref().map(input).as_ref())
}

fn read_inputs(lists: &[Input<'_>], decisions: Option<&Input<'_>>) -> Result<Rolls, Findings> {
    let mut rolls = Rolls {
        entries: Vec::new(),
        groups: Vec::new(),
        findings: Vec::new(),
        decisions: BTreeMap::new(),
    };
    for input in lists {
        match sheets::read(input, None) {
            Ok((sheet, found)) => {
                rolls.findings.extend(found);
                rolls.list(input, &sheet);
            }
            Err(found) => rolls.findings.extend(found.0),
        }
    }
    rolls.findings = Findings::settle(std::mem::take(&mut rolls.findings))?;
    rolls.find_groups();
    if let Some(input) = decisions {
        rolls.decide(input)?;
    }
    Ok(rolls)
}

impl Rolls {
    fn list(&mut self, input: &Input<'_>, sheet: &sheets::Sheet) {
        let line = sheet.header_line;
        let columns = Columns::of(input, &sheet.header, line, &COLUMNS, &mut self.findings);
        let named = ["name", "name_fi", "name_sv", "name_en"];
        if named.iter().all(|name| columns.position(name).is_none()) {
            columns.required("name", input, &sheet.header, line, &mut self.findings);
            return;
        }
        if columns.position("id").is_none() {
            self.findings.push(input.finding(&Problem::NamesAsIds).at_row(line));
        }
        let mut empty = (0, 0);
        for row in &sheet.rows {
            if row.is_blank() {
                empty = (empty.0 + 1, if empty.0 == 0 { row.line } else { empty.1 });
                continue;
            }
            match entry(row, &columns, &input.name) {
                Ok(entry) => self.entries.push(entry),
                Err((problem, column)) => {
                    let column =
                        columns.position(column).map_or_else(String::new, |at| sheet.name(at));
                    self.findings.push(input.finding(&problem).at_row(row.line).in_column(column));
                }
            }
        }
        if empty.0 > 0 {
            let problem = Problem::EmptyRows { rows: empty.0 };
            self.findings.push(input.finding(&problem).at_row(empty.1));
        }
    }

    fn find_groups(&mut self) {
        let count = self.entries.len();
        let bare: Vec<Vec<String>> =
            self.entries.iter().map(|entry| bare_names(&entry.voter)).collect();
        let mut union = Union::new(count);
        let (mut ids, mut names) = (BTreeMap::new(), BTreeMap::new());
        for (place, (entry, bare)) in self.entries.iter().zip(&bare).enumerate() {
            let first = *ids.entry(clean(entry.voter.id.as_str()).into_owned()).or_insert(place);
            union.join(first, place, "the ids are equal");
            for name in bare {
                let first = *names.entry(name.as_str()).or_insert(place);
                union.join(
                    first,
                    place,
                    "the names differ at most in capitals, spaces, dots, ry or rf",
                );
            }
        }
        if count > MOST_COMPARED {
            let problem = Problem::SpellingNotCompared { limit: MOST_COMPARED };
            let file = self.entries.first().map_or("", |entry| entry.file.as_str());
            self.findings.push(Finding::new(file, &problem));
        } else {
            for (one, names) in bare.iter().enumerate() {
                for (other, others) in bare.iter().enumerate().skip(one + 1) {
                    let near =
                        names.iter().any(|a| others.iter().any(|b| a != b && names::near(a, b)));
                    if near {
                        union.join(one, other, "the names differ in a letter or two");
                    }
                }
            }
        }
        self.groups = union.groups();
    }

    /// The roll, when everything that may be double is decided; and what was decided away.
    ///
    /// # Errors
    /// Each row that is not decided, and decisions that do not fit each other.
    pub fn roll(&self) -> Result<(Vec<Voter>, Vec<Finding>), Findings> {
        let mut findings = self.undecided();
        let mut roll: Vec<Voter> = Vec::new();
        let mut kept: BTreeMap<&str, (usize, &Entry)> = BTreeMap::new();
        for (place, entry) in self.entries.iter().enumerate() {
            if !matches!(self.decisions.get(&place), None | Some(Decision::Keep)) {
                continue;
            }
            let id = entry.voter.id.as_str();
            if let Some((_, first)) = kept.get(id) {
                // Undecided rows are told of already.
                if self.decisions.contains_key(&place) {
                    let problem = Problem::IdKeptTwice { id: shown(id), first: first.place() };
                    findings.push(Finding::new(&*entry.file, &problem).at_row(entry.row));
                }
                continue;
            }
            kept.insert(id, (roll.len(), entry));
            roll.push(entry.voter.clone());
        }
        for (place, decision) in &self.decisions {
            let Some(entry) = self.entries.get(*place) else { continue };
            let problem = match decision {
                Decision::Keep => continue,
                Decision::Drop => Problem::DecidedAway { decision: "drop".into() },
                Decision::SameAs(id) => match kept.get(id.as_str()) {
                    None => Problem::SameAsNobody { id: shown(id) },
                    Some((position, _)) => {
                        if let (Some(voter), Some(source)) =
                            (roll.get_mut(*position), &entry.voter.source)
                        {
                            let sources = voter.source.get_or_insert_default();
                            if !sources.split(" + ").any(|own| own == source) {
                                *sources = format!("{sources} + {source}");
                            }
                        }
                        Problem::DecidedAway { decision: format!("same as {}", shown(id)) }
                    }
                },
            };
            findings.push(Finding::new(&*entry.file, &problem).at_row(entry.row));
        }
        Ok((roll, Findings::settle(findings)?))
    }

    fn undecided(&self) -> Vec<Finding> {
        let mut findings = Vec::new();
        for group in &self.groups {
            for place in group.entries.iter().filter(|&place| !self.decisions.contains_key(place)) {
                let others = group.entries.iter().filter(|&other| other != place);
                let others: Vec<String> = others
                    .filter_map(|&other| self.entries.get(other))
                    .take(3)
                    .map(Entry::place)
                    .collect();
                let Some(entry) = self.entries.get(*place) else { continue };
                let problem = Problem::MayBeTheSame { other: others.join(", "), why: group.why };
                findings.push(Finding::new(&*entry.file, &problem).at_row(entry.row));
            }
        }
        findings
    }
}

fn bare_names(voter: &Voter) -> Vec<String> {
    let texts = crate::forms::labels::texts(&voter.name);
    texts.into_iter().map(names::bare).filter(|name| !name.is_empty()).collect()
}

fn entry(row: &Line, columns: &Columns, file: &str) -> Result<Entry, (Problem, &'static str)> {
    let text = |column: &str| {
        let cell = clean(row.cell(columns.position(column)?));
        (!cell.is_empty()).then(|| cell.into_owned())
    };
    let wrong = |column: &'static str, expected: &'static str| {
        let text = shown(&text(column).unwrap_or_default());
        (Problem::WrongCell { text, expected }, column)
    };
    let languages: BTreeMap<String, String> = LANGUAGES
        .iter()
        .filter_map(|(language, column)| Some(((*language).to_owned(), text(column)?)))
        .collect();
    let name = match text("name") {
        Some(name) => Text::Plain(name),
        None => Text::Languages(languages),
    };
    let first_name = name.in_language("fi").to_owned();
    if first_name.is_empty() {
        return Err(wrong("name", "a name"));
    }
    let id = if columns.position("id").is_some() { text("id") } else { Some(first_name) };
    let id = id.and_then(|id| id.parse().ok());
    let mut voter = Voter::new(id.ok_or_else(|| wrong("id", "an id: 1 to 200 characters"))?, name);
    if let Some(weight) = text("weight") {
        let weight =
            weight.parse::<u64>().map_err(|_| wrong("weight", "a whole number of votes"))?;
        voter.weight = Votes::from(weight);
    }
    if let Some(suspended) = text("suspended") {
        voter.suspended = yes_or_no(&suspended).ok_or_else(|| wrong("suspended", "yes or no"))?;
    }
    voter.municipality = text("municipality");
    voter.source = Some(file.to_owned());
    Ok(Entry { file: file.to_owned(), row: row.line, voter })
}

/// Sets of entries that grow together.
struct Union {
    parent: Vec<usize>,
    why: BTreeMap<usize, &'static str>,
}

impl Union {
    fn new(count: usize) -> Self {
        Self { parent: (0..count).collect(), why: BTreeMap::new() }
    }

    fn root(&self, mut place: usize) -> usize {
        while let Some(&parent) = self.parent.get(place).filter(|&&parent| parent != place) {
            place = parent;
        }
        place
    }

    fn join(&mut self, one: usize, other: usize, why: &'static str) {
        if one == other {
            return;
        }
        self.why.entry(other).or_insert(why);
        let (one, other) = (self.root(one), self.root(other));
        if let Some(parent) = self.parent.get_mut(one.max(other)) {
            *parent = one.min(other);
        }
    }

    fn groups(&self) -> Vec<Group> {
        let mut sets: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for place in 0..self.parent.len() {
            sets.entry(self.root(place)).or_default().push(place);
        }
        let full = sets.into_values().filter(|entries| entries.len() > 1);
        let why = |entries: &[usize]| entries.iter().find_map(|place| self.why.get(place).copied());
        full.map(|entries| Group { why: why(&entries).unwrap_or_default(), entries }).collect()
    }
}
