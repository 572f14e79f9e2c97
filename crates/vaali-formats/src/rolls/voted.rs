//! A list of those who voted, where ballots are apart from the roll.

use vaali::{ballot::RollMark, definition::Voter};

use super::{List, Mapping, columns};
use crate::{
    Finding, Findings, Problem,
    forms::{
        times,
        tools::{Recognised, recognise},
        voters::Voters,
    },
    sheets,
    table::{Input, Known, clean},
    times::Zone,
};

pub(crate) const COLUMNS: [Known; 2] = [
    Known {
        name: "voter",
        also: &[
            "voter_id",
            "id",
            "tunnus",
            "äänestäjä",
            "nimi",
            "järjestö",
            "järjestön_nimi",
            "yhdistys",
            "yhdistyksen_nimi",
            "väljare",
            "röstande",
            "namn",
            "förening",
            "name",
            "organisation",
            "association",
        ],
    },
    Known { name: "cast_at", also: &["äänestysaika", "aika", "klo", "tid", "time"] },
];

/// The marks of a list.
#[derive(Clone, Debug)]
pub struct Voted {
    /// A mark for each row, with the voter's id where the roll has it.
    pub marks: Vec<RollMark>,
    /// For what the columns were taken.
    pub mapping: Mapping,
    /// What was odd in the file.
    pub findings: Vec<Finding>,
}

/// What columns of the list may mean, for [`super::Options::columns`].
pub fn column_names() -> impl Iterator<Item = &'static str> {
    COLUMNS.iter().map(|column| column.name)
}

/// Reads a list (CSV or workbook) of those who voted, by id or by name on the roll.
///
/// # Errors
/// What makes the file unreadable: no column of voters, a time that is none. A voter who is not on the roll is no error: the engine rejects the mark.
pub fn read(list: &List, time_zone: Option<&str>, roll: &[Voter]) -> Result<Voted, Findings> {
    read_input(&Input::file(&list.path), &list.options, time_zone, roll)
}

pub(crate) fn read_input(
    input: &Input<'_>,
    options: &super::Options,
    time_zone: Option<&str>,
    roll: &[Voter],
) -> Result<Voted, Findings> {
    let (sheet, mut findings) = sheets::read(input, options.sheet.as_deref())?;
    let Recognised { own, .. } = recognise(&sheet);
    let is_own = |column: usize| own.get(column).is_some_and(Option::is_some);
    let columns = columns::columns(input, &sheet, &COLUMNS, options, is_own, &mut findings);
    let line = sheet.header_line;
    let voter = columns.required("voter", input, &sheet.header, line, &mut findings);
    let cast_at = columns.position("cast_at");
    let mapping = columns::mapping(input, &sheet, &columns);
    let shown_order = times::order(cast_at.into_iter().flat_map(|column| sheet.filled(column)));
    let (order, zone) = (shown_order.or(options.dates), Zone::named(time_zone));
    let voters = Voters::new(roll);
    let mut marks = Vec::new();
    for row in sheet.rows.iter().filter(|row| !row.is_blank()) {
        let Some(column) = voter else { break };
        let finding = |problem: &Problem, column: usize| {
            input.finding(problem).at_row(row.line).in_column(sheet.name(column))
        };
        let text = clean(row.cell(column));
        let known = voters.find(&text).map(|voter| voter.id.to_owned());
        if known.is_none() {
            findings.push(finding(&voters.unknown(&text), column));
        }
        let time = cast_at.map(|at| (at, clean(row.cell(at)))).filter(|(_, text)| !text.is_empty());
        let time = time.map(|(at, text)| {
            times::instant(&text, &zone, order).map_err(|problem| Box::new(finding(&problem, at)))
        });
        match time.transpose() {
            Ok(cast_at) => {
                marks.push(RollMark { voter: known.unwrap_or_else(|| text.into_owned()), cast_at });
            }
            Err(wrong) => findings.push(*wrong),
        }
    }
    Ok(Voted { marks, mapping, findings: Findings::settle(findings)? })
}
