//! Rolls put together from several lists.
//!
//! Associations are on several lists, in other spellings: with `ry` or `r.y.`, in other capitals, with a letter amiss. Entries that may be the same are found and listed side by side; a person
//! decides in `decisions.csv`, and until each is decided there is no roll. Nothing is merged because it looks alike.
//!
//! ```
//! use vaali_formats::rolls::{self, List};
//!
//! let dir = tempfile::tempdir()?;
//! let path = |name: &str| dir.path().join(name);
//! std::fs::write(path("a.csv"), "id;nimi\n1;Äiti ry\n2;Bo ry\n")?;
//! std::fs::write(path("b.csv"), "Tunnus,Järjestö\n7,ÄITI r.y.\n")?;
//! let lists = [List::new(path("a.csv")), List::new(path("b.csv"))];
//! let undecided = rolls::read(&lists, None)?;
//! assert_eq!(undecided.groups.len(), 1);
//! assert!(undecided.roll().is_err());
//!
//! let decisions = undecided.decisions_csv().replace("ÄITI r.y.;", "ÄITI r.y.;same as 1").replace("Äiti ry;", "Äiti ry;keep");
//! std::fs::write(path("decisions.csv"), decisions)?;
//! let (roll, notes) = rolls::read(&lists, Some(&path("decisions.csv")))?.roll()?;
//! assert_eq!(roll.len(), 2);
//! assert_eq!(roll[0].source.as_deref(), Some("a.csv + b.csv"));
//! assert_eq!((notes[0].code.as_str(), notes[0].file.as_str(), notes[0].row), ("F107", "b.csv", Some(2)));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod answers;
mod columns;
mod decisions;
mod duplicates;
pub(crate) mod names;
pub mod nominations;
#[cfg(test)]
mod tests;
pub mod voted;
mod write;

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use vaali::{
    definition::{Text, Voter},
    profile::Votes,
};

use self::{answers::Looks, decisions::Decision};
pub use self::{
    columns::{Mapping, Options},
    duplicates::Group,
    write::{candidates_csv, roll_csv},
};
use crate::{
    Finding, Findings, Problem,
    datasets::export::restored,
    folder::yes_or_no,
    sheets::{self, Line},
    table::{Columns, Input, Known, clean, shown},
};

/// A list to read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct List {
    /// Where it is.
    pub path: PathBuf,
    /// What a person knows better than the recognition.
    pub options: Options,
}

impl List {
    /// A list whose columns are recognised.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into(), options: Options::default() }
    }
}

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

/// Lists that were read, and what may be double in them.
#[derive(Clone, Debug)]
pub struct Rolls {
    /// All rows of all lists, in order.
    pub entries: Vec<Entry>,
    /// What may be the same.
    pub groups: Vec<Group>,
    /// What was odd in the files.
    pub findings: Vec<Finding>,
    /// For what the columns of each list were taken.
    pub mappings: Vec<Mapping>,
    decisions: BTreeMap<usize, Decision>,
}

pub(crate) const COLUMNS: [Known; 8] = [
    Known {
        name: "id",
        also: &[
            "tunnus",
            "jäsennumero",
            "jäsennro",
            "y_tunnus",
            "numero",
            "medlemsnummer",
            "fo_nummer",
            "nummer",
            "member_number",
        ],
    },
    Known {
        name: "name",
        also: &[
            "nimi",
            "namn",
            "järjestö",
            "järjestön_nimi",
            "yhdistys",
            "yhdistyksen_nimi",
            "jäsen",
            "jäsenjärjestö",
            "jäsenyhdistys",
            "organisation",
            "organization",
            "organisationens_namn",
            "förening",
            "föreningens_namn",
            "medlem",
            "medlemsförening",
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

/// What columns of lists may mean, for [`Options::columns`].
pub fn column_names() -> impl Iterator<Item = &'static str> {
    COLUMNS.iter().map(|column| column.name)
}

const LANGUAGES: [(&str, &str); 3] = [("fi", "name_fi"), ("sv", "name_sv"), ("en", "name_en")];

/// Reads lists (CSV or workbooks), finds what may be double, and reads what was decided about it.
///
/// # Errors
/// Everything that makes a list or the decisions unreadable, at once.
pub fn read(lists: &[List], decisions: Option<&Path>) -> Result<Rolls, Findings> {
    let lists: Vec<_> = lists.iter().map(|list| (Input::file(&list.path), &list.options)).collect();
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
    let options = Options::default();
    let lists: Vec<_> = lists.iter().map(|list| (input(list), &options)).collect();
    read_inputs(&lists, decisions.as_ref().map(input).as_ref())
}

pub(crate) fn read_inputs(
    lists: &[(Input<'_>, &Options)],
    decisions: Option<&Input<'_>>,
) -> Result<Rolls, Findings> {
    let mut rolls = Rolls {
        entries: Vec::new(),
        groups: Vec::new(),
        findings: Vec::new(),
        mappings: Vec::new(),
        decisions: BTreeMap::new(),
    };
    for (input, options) in lists {
        match sheets::read(input, options.sheet.as_deref()) {
            Ok((sheet, found)) => {
                rolls.findings.extend(found);
                rolls.list(input, &sheet, options);
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
    fn list(&mut self, input: &Input<'_>, sheet: &sheets::Sheet, options: &Options) {
        let line = sheet.header_line;
        let looks = Looks::of(sheet);
        let own = |column| looks.as_ref().is_some_and(|looks| looks.is_own(column));
        let before = self.findings.len();
        let columns = columns::columns(input, sheet, &COLUMNS, options, own, &mut self.findings);
        self.mappings.push(columns::mapping(input, sheet, &columns));
        let named = ["name", "name_fi", "name_sv", "name_en"];
        if let Some(Looks { what, surely, .. }) = looks {
            let said = named.iter().any(|&name| options.columns.contains_key(name));
            let filled = |name: &&str| {
                let column = columns.position(name);
                column.is_some_and(|column| sheet.filled(column).next().is_some())
            };
            if !said && (surely || !named.iter().any(filled)) {
                // What else is odd about another file is no help.
                self.findings.truncate(before);
                self.findings.push(input.finding(&Problem::NoRoll { what }).at_row(line));
                return;
            }
            self.findings.push(input.finding(&Problem::LikeAnswers { what }).at_row(line));
        }
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
                Decision::SameAs(id) => match one_kept(&kept, id) {
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
            // Once for the group: the rows are the same oddity, whichever is looked at first.
            let is_open = |place: &&usize| !self.decisions.contains_key(*place);
            let Some(place) = group.entries.iter().find(is_open) else { continue };
            let others = group.entries.iter().filter(|&other| other != place);
            let others: Vec<String> = others
                .filter_map(|&other| self.entries.get(other))
                .take(3)
                .map(Entry::place)
                .collect();
            let Some(entry) = self.entries.get(*place) else { continue };
            let problem = Problem::MayBeTheSame {
                name: shown(entry.voter.name.in_language("fi")),
                other: others.join(", "),
                why: group.why,
            };
            findings.push(Finding::new(&*entry.file, &problem).at_row(entry.row));
        }
        findings
    }
}

/// The entry that is kept under an id, to the letter or as a spreadsheet saves ids.
fn one_kept<'k, T>(kept: &'k BTreeMap<&str, T>, id: &str) -> Option<&'k T> {
    kept.get(id).or_else(|| {
        let mut same = kept.iter().filter(|(own, _)| decisions::same_id(own, id));
        same.next().filter(|_| same.next().is_none()).map(|(_, entry)| entry)
    })
}

fn entry(row: &Line, columns: &Columns, file: &str) -> Result<Entry, (Problem, &'static str)> {
    let text = |column: &str| {
        let cell = clean(restored(row.cell(columns.position(column)?)));
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
