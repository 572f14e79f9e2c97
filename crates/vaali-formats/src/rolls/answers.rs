//! Whether a file that is given as a list of voters looks like another one: the answers to a form, ballots, nominations.
//!
//! Members may answer a form to be on the roll; so the looks alone refuse nothing that has names and no marks.

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use super::{COLUMNS, nominations};
use crate::{
    ballots::names_a_plain_layout,
    forms::{
        Confidence, Tool,
        tools::{self, ROWS_LOOKED_AT},
    },
    sheets::Sheet,
    table::fold,
};

/// What a file looks like.
pub(super) struct Looks {
    /// In words.
    pub(super) what: &'static str,
    /// Whether it holds marks or nominations, so that no names make it a roll.
    pub(super) surely: bool,
    /// The columns that the tool adds by itself and that name nobody.
    own: Vec<usize>,
}

impl Looks {
    /// What the file looks like, if it is not simply a list.
    pub(super) fn of(sheet: &Sheet) -> Option<Self> {
        let plain = |what| Self { what, surely: true, own: Vec::new() };
        if names_a_plain_layout(&sheet.header) || names_candidates(&sheet.header) {
            return Some(plain("a table of ballots or nominations"));
        }
        Self::of_a_tool(sheet).or_else(|| {
            has_a_column_for_each(sheet).then(|| plain("ballots with a column for each candidate"))
        })
    }

    fn of_a_tool(sheet: &Sheet) -> Option<Self> {
        let recognised = tools::recognise(sheet);
        let what = match recognised.tool {
            _ if recognised.confidence < Confidence::Likely => return None,
            Tool::MicrosoftForms => "answers to a form of Microsoft Forms",
            Tool::GoogleSheet | Tool::GoogleDownload => "answers to a form of Google Forms",
            Tool::Typeform => "answers to a form of Typeform",
            Tool::Plain | Tool::Other => return None,
        };
        let added = |column: &usize| recognised.own.get(*column).is_some_and(Option::is_some);
        let columns = 0..sheet.header.len();
        // A name that a tool knows of those who are signed in is as good as one that was asked for.
        let names_somebody = |column: &usize| {
            let name = sheet.header.get(*column).map(|header| fold(header));
            name.is_some_and(|name| is_a_name(&name))
                && sheet.filled(*column).any(|cell| !tools::is_anonymous(cell))
        };
        let separator = recognised.separator.unwrap_or(";");
        let mut asked = columns.clone().filter(|column| !added(column));
        let surely = asked.any(|column| holds_choices(sheet, column, separator))
            || has_a_column_for_each(sheet);
        let own = columns.filter(|column| added(column) && !names_somebody(column)).collect();
        Some(Self { what, surely, own })
    }

    /// Whether a column is the tool's own.
    pub(super) fn is_own(&self, column: usize) -> bool {
        self.own.contains(&column)
    }
}

fn is_a_name(header: &str) -> bool {
    COLUMNS.iter().any(|column| {
        column.name == "name" && (column.name == header || column.also.contains(&header))
    })
}

/// Whether a column is called as that of a nominated person is, which no column of a roll is.
fn names_candidates(header: &[String]) -> bool {
    let of_roll =
        |name: &str| COLUMNS.iter().any(|own| own.name == name || own.also.contains(&name));
    let of_candidate = nominations::COLUMNS.iter().filter(|column| column.name == "name");
    let names: Vec<&str> = of_candidate.flat_map(|column| column.also).copied().collect();
    header.iter().map(|name| fold(name)).any(|name| names.contains(&&*name) && !of_roll(&name))
}

/// Whether the cells join choices of a few: the same ones again and again, as no address does.
fn holds_choices(sheet: &Sheet, column: usize, separator: &str) -> bool {
    let (mut cells, mut choices, mut different) = (0, 0, BTreeSet::new());
    for cell in sheet.filled(column).take(ROWS_LOOKED_AT) {
        let pieces: Vec<&str> =
            cell.split(separator).map(str::trim).filter(|piece| !piece.is_empty()).collect();
        cells += usize::from(pieces.len() > 1);
        choices += pieces.len();
        different.extend(pieces);
    }
    cells > 1 && different.len() * 2 <= choices
}

/// Fewer columns with ticks are those of some list of members.
const FEWEST_TICKED: usize = 3;

/// Whether each of several columns holds its own header, as forms write what was chosen; or ticks, where no column holds ids, as lists of members have.
fn has_a_column_for_each(sheet: &Sheet) -> bool {
    let has_ids = sheet.header.iter().map(|header| fold(header)).any(|header| {
        let mut ids = COLUMNS.iter().filter(|column| column.name == "id");
        ids.any(|column| column.name == header || column.also.contains(&header.as_str()))
    });
    let ticked = |&column: &usize| {
        let header = sheet.header.get(column).map(|header| fold(header)).unwrap_or_default();
        let is_tick = |cell: &str| {
            let cell = fold(cell);
            cell == header || !has_ids && ["1", "0", "x"].contains(&cell.as_str())
        };
        let mut cells = sheet.filled(column).take(ROWS_LOOKED_AT).peekable();
        cells.peek().is_some() && !header.is_empty() && cells.all(is_tick)
    };
    (0..sheet.header.len()).filter(ticked).count() >= FEWEST_TICKED
}
