//! Which column of a list is which: by its header, or as a person says.

use std::{collections::BTreeMap, fmt};

use serde::Serialize;

use crate::{
    Finding, Problem,
    forms::{Choice, DateOrder},
    sheets::Sheet,
    table::{Columns, Input, Known, fold, is_private, listed, shown},
};

/// What a person knows better than the recognition.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// The sheet of a workbook; else the one visible sheet that holds something.
    pub sheet: Option<String>,
    /// The headers of columns, by what they mean (see [`super::column_names`]).
    pub columns: BTreeMap<String, Choice>,
    /// Which number of a date with slashes is the day, where no date of the file tells.
    pub dates: Option<DateOrder>,
}

/// For what each column of a list was taken: to be shown to the person who knows the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Mapping {
    /// The file.
    pub file: String,
    /// Each column by its header, and what it was taken for; nothing where it was not read.
    pub columns: Vec<(String, Option<&'static str>)>,
}

impl fmt::Display for Mapping {
    /// A line for the file and one for each column.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        for (header, meaning) in &self.columns {
            let meaning = match meaning {
                Some(meaning) => meaning,
                None if is_private(header) => "not kept",
                None => "not read",
            };
            write!(f, "\n  {} -> {meaning}", shown(header))?;
        }
        Ok(())
    }
}

/// The columns of a list. `own` are the positions that the form tool has for itself.
pub(super) fn columns(
    input: &Input<'_>,
    sheet: &Sheet,
    known: &[Known],
    options: &Options,
    own: impl Fn(usize) -> bool,
    findings: &mut Vec<Finding>,
) -> Columns {
    let mut chosen: Vec<(&'static str, Option<usize>)> = Vec::new();
    for column in known {
        let position = match options.columns.get(column.name) {
            None | Some(Choice::Recognise) => continue,
            Some(Choice::Nothing) => None,
            Some(Choice::Column(header)) => {
                let position = sheet.position(header);
                if position.is_none() {
                    let found = listed(&sheet.header);
                    let problem = Problem::NoSuchColumn { column: shown(header), found };
                    findings.push(input.finding(&problem).at_row(sheet.header_line));
                }
                position
            }
        };
        chosen.push((column.name, position));
    }
    // A column that is meant by its header is none, once a person named another one in its place.
    let replaced = |column: usize| {
        let folded = sheet.header.get(column).map(|header| fold(header)).unwrap_or_default();
        chosen.iter().any(|&(name, position)| {
            position == Some(column)
                || known.iter().any(|known| {
                    known.name == name
                        && (known.name == folded || known.also.contains(&folded.as_str()))
                })
        })
    };
    let elsewhere = |column: usize| own(column) || replaced(column);
    let line = sheet.header_line;
    let mut columns = Columns::except(input, &sheet.header, line, known, elsewhere, findings);
    for (name, position) in chosen {
        if let Some(position) = position {
            columns.choose(name, position);
        }
    }
    columns
}

/// The mapping of a list that was read by these columns.
pub(super) fn mapping(input: &Input<'_>, sheet: &Sheet, columns: &Columns) -> Mapping {
    let named = sheet.header.iter().enumerate();
    Mapping {
        file: input.name.clone(),
        columns: named.map(|(at, header)| (header.clone(), columns.meaning(at))).collect(),
    }
}
