//! What to import, as a page says it.

use std::collections::BTreeMap;

use serde::Deserialize;
use vaali_formats::{
    Input,
    datasets::export,
    forms::{self, Choice, DateOrder},
    import::Lists,
    recognise::Kind,
    rolls,
};

use crate::folder::FileSet;

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

/// The lists that are imported: each with its name in an order, and as what it is recognised.
pub(crate) const IMPORTED: [(ListKind, &str, Kind); 4] = [
    (ListKind::RollList, "roll_list", Kind::RollList),
    (ListKind::Nominations, "nominations", Kind::Nominations),
    (ListKind::BallotForm, "ballot_form", Kind::BallotForm),
    (ListKind::VotedList, "voted_list", Kind::VotedList),
];

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

pub(super) fn decisions_csv(decisions: &[DecisionOrder]) -> String {
    let header = ["file", "row", "id", "name", "decision"].map(str::to_owned);
    let rows = decisions.iter().map(|decided| {
        let DecisionOrder { file, row, id, name, decision } = decided.clone();
        [file, row.to_string(), id, name, decision]
    });
    export::csv(';', std::iter::once(header).chain(rows))
}

pub(super) fn lists<'g>(given: &'g FileSet, order: &ImportOrder) -> Lists<'g> {
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
