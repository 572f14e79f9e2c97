//! Lists and exports as they are, imported into the files of an election: as `vaali import` does.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use vaali_formats::{
    Files, Finding, Findings, Input, Severity,
    datasets::export,
    folder::{BALLOTS, CANDIDATES, ROLL, ROLL_MARKS},
    forms::{self, Choice, DateOrder},
    import::{self, DECISIONS, Imported, Lists, Mapping, Refused},
    recognise::Kind,
    rolls::{self, Rolls},
    template::examples,
};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::{
    finding::{FileFinding, listed},
    folder::FileSet,
    json,
    problem::Thrown,
};

/// What to import, and what a person knows better than the recognition.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(deny_unknown_fields, default)]
pub struct ImportOrder {
    /// The lists.
    pub lists: Vec<ListOrder>,
    /// What was decided about entries that may be the same.
    #[cfg_attr(test, ts(as = "Option<_>", optional))]
    pub decisions: Vec<DecisionOrder>,
}

/// A list to import.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct ListOrder {
    /// Its name among the files given.
    pub name: String,
    /// What it is.
    pub kind: ListKind,
    /// The sheet of a workbook that has several.
    #[serde(default)]
    #[cfg_attr(test, ts(optional))]
    pub sheet: Option<String>,
    /// The header of a column by what it means; `null` where the file has no such column.
    #[serde(default)]
    #[cfg_attr(test, ts(type = "Record<string, string | null>", optional))]
    pub columns: BTreeMap<String, Option<String>>,
    /// Which number of a date such as `3/5/2026` is the day, where no date of the file tells.
    #[serde(default)]
    #[cfg_attr(test, ts(optional))]
    pub dates: Option<Dates>,
}

/// What a list is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum ListKind {
    /// Those entitled to vote.
    RollList,
    /// Nominations.
    Nominations,
    /// The ballots of a form.
    BallotForm,
    /// Who voted.
    VotedList,
}

/// Which number of a date is the day.
#[derive(Clone, Copy, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Dates {
    /// The first.
    DayFirst,
    /// The second.
    MonthFirst,
}

/// What was decided about a row.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct DecisionOrder {
    /// The file.
    pub file: String,
    /// Its row.
    pub row: u64,
    /// The id that stands there.
    pub id: String,
    /// The name that stands there.
    pub name: String,
    /// `keep`, `drop`, or `same as` and the id of the row that is kept.
    pub decision: String,
}

/// What an import tells.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ImportReport {
    /// Why nothing was made; nothing where all was.
    #[cfg_attr(
        test,
        ts(
            type = "\"files\" | \"undecided\" | \"not_yet\" | \"voted_is_no_list\" | \"voted_twice\" | \"no_list\" | \"doubled\"",
            optional
        )
    )]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refused: Option<&'static str>,
    /// Everything found, errors first.
    pub findings: Vec<FileFinding>,
    /// For what each column was taken.
    pub mappings: Vec<FileMapping>,
    /// Entries that may be the same.
    pub groups: Vec<SameGroup>,
    /// The files made, with their rows.
    #[cfg_attr(test, ts(type = "Array<[string, number]>"))]
    pub written: Vec<(&'static str, usize)>,
}

/// For what the columns of a file were taken.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct FileMapping {
    /// The file.
    pub file: String,
    /// The form tool that wrote it, for people.
    #[cfg_attr(test, ts(optional))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tool: Option<&'static str>,
    /// Each column: its header, and what it was taken for; nothing where it is not read.
    pub columns: Vec<(String, Option<String>)>,
}

/// Entries that may be the same.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct SameGroup {
    /// What is alike.
    pub why: &'static str,
    /// The entries, side by side.
    pub entries: Vec<SameEntry>,
}

/// An entry of a list.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct SameEntry {
    /// The file.
    pub file: String,
    /// Its row.
    pub row: u64,
    /// The id.
    pub id: String,
    /// The name.
    pub name: String,
    /// The municipality.
    #[cfg_attr(test, ts(optional))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub municipality: Option<String>,
}

/// What an import gives.
#[wasm_bindgen]
#[derive(Clone, Debug)]
pub struct ImportedLists {
    report: String,
    files: FileSet,
}

#[wasm_bindgen]
impl ImportedLists {
    /// What it tells, as JSON.
    pub fn report(&self) -> String {
        self.report.clone()
    }

    /// The files for the folder; none where something was refused.
    pub fn files(&self) -> FileSet {
        self.files.clone()
    }
}

/// Imports lists among the files `given` by the rules and lists in `folder`. Nothing there is changed.
#[wasm_bindgen(js_name = importLists)]
pub fn import_lists(
    folder: &FileSet,
    given: &FileSet,
    order: &str,
) -> Result<ImportedLists, Thrown> {
    let order: ImportOrder = json::read_own(order, "order")?;
    let mut folder = folder.0.clone();
    if !order.decisions.is_empty() {
        folder.put(DECISIONS, decisions_csv(&order.decisions).into_bytes());
    }
    let mut lists = lists(given, &order);
    lists.roll_is_example = folder.bytes(ROLL).is_some_and(examples::is_untouched);
    let mut doubled = doubled(&folder, &order);
    let (imported, refused) =
        if doubled.is_empty() { import::read(&folder, &lists) } else { Default::default() };
    let Imported { written, findings, mappings, rolls, .. } = imported;
    // Who voted may be named by the ballots too, which only their reading tells.
    if written.iter().any(|file| file.name == ROLL_MARKS) {
        doubled.extend(beside(&folder, &order, ROLL_MARKS, ListKind::BallotForm));
    }
    let mut found = findings;
    let refused = refused.map(why).or((!doubled.is_empty()).then_some(("doubled", doubled)));
    let refused = refused.map(|(word, findings)| {
        found.extend(findings);
        word
    });
    let mut files = FileSet::default();
    let mut names = Vec::new();
    if refused.is_none() {
        for file in written {
            names.push((file.name, file.rows));
            files.put(file.name.to_owned(), file.bytes);
        }
        if let (Some(rolls), false) = (&rolls, order.decisions.is_empty()) {
            files.put(DECISIONS.to_owned(), rolls.decisions_csv().into_bytes());
        }
    }
    let report = ImportReport {
        refused,
        findings: listed(found),
        mappings: mappings.iter().map(mapping).collect(),
        groups: rolls.as_ref().map(groups).unwrap_or_default(),
        written: names,
    };
    Ok(ImportedLists { report: json::write(&report)?, files })
}

fn decisions_csv(decisions: &[DecisionOrder]) -> String {
    let header = ["file", "row", "id", "name", "decision"].map(str::to_owned);
    let rows = decisions.iter().map(|decided| {
        let DecisionOrder { file, row, id, name, decision } = decided.clone();
        [file, row.to_string(), id, name, decision]
    });
    export::csv(';', std::iter::once(header).chain(rows))
}

fn lists<'g>(given: &'g FileSet, order: &ImportOrder) -> Lists<'g> {
    let mut lists = Lists::default();
    for list in &order.lists {
        let Some(input): Option<Input<'g>> = given.0.input(&list.name) else { continue };
        let choice =
            |header: &Option<String>| header.clone().map_or(Choice::Nothing, Choice::Column);
        let columns: BTreeMap<String, Choice> = list
            .columns
            .iter()
            .map(|(meaning, header)| (meaning.clone(), choice(header)))
            .collect();
        let dates = list.dates.map(|dates| match dates {
            Dates::DayFirst => DateOrder::DayFirst,
            Dates::MonthFirst => DateOrder::MonthFirst,
        });
        let chosen = |meaning: &str| columns.get(meaning).cloned().unwrap_or_default();
        let form = || forms::Options {
            sheet: list.sheet.clone(),
            voter: chosen("voter"),
            time: chosen("cast_at"),
            marks: chosen("marks"),
            separator: None,
            dates,
        };
        let options =
            || rolls::Options { sheet: list.sheet.clone(), columns: columns.clone(), dates };
        match list.kind {
            ListKind::RollList => lists.rolls.push((input, options())),
            ListKind::Nominations => lists.nominations = Some((input, options())),
            ListKind::VotedList => lists.voted = Some((input, options())),
            ListKind::BallotForm => lists.ballots = Some((input, form())),
        }
    }
    lists
}

/// Files that hold what another holds too, of which only one can be read: which was meant nobody can know.
fn doubled(folder: &Files, order: &ImportOrder) -> Vec<Finding> {
    let mut found = Vec::new();
    // Several rolls are one, and what is double in them is decided entry by entry.
    for kind in [ListKind::Nominations, ListKind::BallotForm, ListKind::VotedList] {
        let mut lists = order.lists.iter().filter(|list| list.kind == kind);
        let first = lists.next();
        found.extend(lists.filter_map(|list| Some(the_same(&list.name, &first?.name))));
    }
    for (name, kind) in [
        (ROLL, ListKind::RollList),
        (CANDIDATES, ListKind::Nominations),
        (BALLOTS, ListKind::BallotForm),
        (ROLL_MARKS, ListKind::VotedList),
    ] {
        found.extend(beside(folder, order, name, kind));
    }
    found
}

/// A file of the folder beside a list that would take its place. The examples of a new election are there to be replaced.
fn beside(folder: &Files, order: &ImportOrder, name: &str, kind: ListKind) -> Option<Finding> {
    let is_there = folder.bytes(name).is_some_and(|bytes| !examples::is_untouched(bytes));
    let list = order.lists.iter().find(|list| list.kind == kind)?;
    is_there.then(|| the_same(name, &list.name))
}

fn the_same(file: &str, other: &str) -> Finding {
    let finding = Finding::own(
        Severity::Error,
        "W22",
        format!("`{other}` holds the same, and only one of the two can be read"),
        "remove one of the two, or say that it is not used",
    );
    Finding { file: file.to_owned(), ..finding }
}

/// Why an import was refused, in a word and in findings.
fn why(refused: Refused) -> (&'static str, Vec<Finding>) {
    let own = |file: String, code: &str, message: &str, fix: &str| {
        vec![Finding { file, ..Finding::own(Severity::Error, code, message, fix) }]
    };
    match refused {
        Refused::Files(Findings(findings)) => ("files", findings),
        Refused::Undecided(Findings(findings)) => ("undecided", findings),
        Refused::NotYet(Findings(findings)) => ("not_yet", findings),
        Refused::VotedIsNoList => (
            "voted_is_no_list",
            own(
                String::new(),
                "W16",
                "who voted is not a list of its own: the rules do not keep ballots apart from the roll",
                "leave the list out, or choose rules that keep ballots apart from the roll",
            ),
        ),
        Refused::VotedTwice { file } => (
            "voted_twice",
            own(
                file,
                "W17",
                "the ballots name who voted, and a list of its own does too",
                "leave the list out, or say that the ballots have no column of voters",
            ),
        ),
        Refused::NoList => (
            "no_list",
            own(
                String::new(),
                "W18",
                "the ballots cannot be written as a list: some mark holds a separator and is no candidate's",
                "correct the columns or the candidates, so that each option is a candidate",
            ),
        ),
    }
}

fn mapping(mapping: &Mapping) -> FileMapping {
    match mapping {
        Mapping::List(list) => FileMapping {
            file: list.file.clone(),
            tool: None,
            columns: list
                .columns
                .iter()
                .map(|(header, meaning)| (header.clone(), meaning.map(str::to_owned)))
                .collect(),
        },
        Mapping::Form { file, form } => FileMapping {
            file: file.clone(),
            tool: Some(form.tool.name()),
            columns: form
                .columns
                .iter()
                .map(|(header, role)| {
                    let meaning = match role {
                        forms::Role::Unused | forms::Role::Private => None,
                        role => Some(role.to_string()),
                    };
                    (header.clone(), meaning)
                })
                .collect(),
        },
    }
}

fn groups(rolls: &Rolls) -> Vec<SameGroup> {
    let entry = |&place: &usize| {
        let entry = rolls.entries.get(place)?;
        Some(SameEntry {
            file: entry.file.clone(),
            row: entry.row,
            id: entry.voter.id.to_string(),
            name: entry.voter.name.in_language("fi").to_owned(),
            municipality: entry.voter.municipality.clone(),
        })
    };
    let group = |group: &rolls::Group| SameGroup {
        why: group.why,
        entries: group.entries.iter().filter_map(entry).collect(),
    };
    rolls.groups.iter().map(group).collect()
}

/// The kinds of files that are imported.
pub(crate) const IMPORTED: [(&str, Kind); 4] = [
    ("roll_list", Kind::RollList),
    ("nominations", Kind::Nominations),
    ("ballot_form", Kind::BallotForm),
    ("voted_list", Kind::VotedList),
];
