//! Which layout a table has, and which column is what.

use arrow_schema::DataType;

use crate::{Labels, Table, TableError, labels::UNKNOWN};

/// How ballots lie in a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// A row is a ballot, its marks in one column of lists.
    List,
    /// A row is a ballot, with a column for each candidate.
    Wide,
    /// A row is a mark.
    Long,
}

/// What the columns are called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Names {
    /// Who cast the ballot. Default `voter`.
    pub voter: String,
    /// The number of the ballot, in the long layout. Default `ballot`.
    pub ballot: String,
    /// The marked candidate, in the long layout. Default `candidate`.
    pub candidate: String,
    /// The marked candidates, in the list layout. Default `marks`.
    pub marks: String,
    /// When the ballot was cast. Default `cast_at`.
    pub cast_at: String,
    /// What the ballot weighs, where no roll says it. Default `weight`.
    pub weight: String,
}

impl Default for Names {
    fn default() -> Self {
        let [voter, ballot, candidate, marks, cast_at, weight] =
            ["voter", "ballot", "candidate", "marks", "cast_at", "weight"].map(str::to_owned);
        Self { voter, ballot, candidate, marks, cast_at, weight }
    }
}

/// A column by its position and its name.
#[derive(Clone, Debug)]
pub(crate) struct Column {
    pub(crate) position: usize,
    pub(crate) name: String,
}

pub(crate) struct Plan {
    pub(crate) layout: Layout,
    pub(crate) voter: Option<Column>,
    pub(crate) ballot: Option<Column>,
    pub(crate) cast_at: Option<Column>,
    pub(crate) weight: Option<Column>,
    /// The column of marks: one, or one for each candidate with the candidate's position.
    pub(crate) marks: Vec<(u32, Column)>,
    /// Columns that mean nothing here.
    pub(crate) unread: Vec<String>,
}

/// What the reader of the ballots needs to know of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// An election whose ballots name their voters.
    Linked,
    /// An election whose ballots name nobody.
    Unlinked,
    /// Votes without an election: weights stand in the table.
    Votes,
}

const MOST_SHOWN: usize = 400;

fn listed(table: &Table) -> String {
    let all = table.columns().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    if all.is_empty() {
        return "none".to_owned();
    }
    match all.char_indices().nth(MOST_SHOWN) {
        Some((end, _)) => format!("{} ...", all.get(..end).unwrap_or_default()),
        None => all,
    }
}

pub(crate) fn plan(
    table: &Table,
    names: &Names,
    labels: &Labels,
    purpose: Purpose,
) -> Result<Plan, TableError> {
    let column = |name: &str| {
        let mut found = table.columns().enumerate().filter(|(_, column)| *column == name);
        let first = found.next().map(|(position, name)| Column { position, name: name.to_owned() });
        match found.next() {
            Some(_) => Err(TableError::ColumnTwice { column: name.to_owned() }),
            None => Ok(first),
        }
    };
    let missing =
        |name: &str| TableError::MissingColumn { column: name.to_owned(), found: listed(table) };
    let [voter, ballot, cast_at, weight, list, candidate] = [
        &names.voter,
        &names.ballot,
        &names.cast_at,
        &names.weight,
        &names.marks,
        &names.candidate,
    ]
    .map(|name| column(name));
    let (voter, ballot, cast_at, weight, list, candidate) =
        (voter?, ballot?, cast_at?, weight?, list?, candidate?);
    let known = [&voter, &ballot, &cast_at, &weight, &list, &candidate];
    let is_known = |position: usize| {
        known.iter().any(|known| known.as_ref().is_some_and(|c| c.position == position))
    };
    let mut wide: Vec<(u32, Column)> = Vec::new();
    let mut unread = Vec::new();
    for (position, name) in table.columns().enumerate().filter(|(position, _)| !is_known(*position))
    {
        let number = || name.parse().ok().filter(|n: &i128| n.to_string() == name);
        let candidate = match labels.text(name.as_bytes()) {
            UNKNOWN => number().map_or(UNKNOWN, |number| labels.number(number)),
            known => known,
        };
        if candidate == UNKNOWN {
            unread.push(name.to_owned());
        } else if wide.iter().any(|(known, _)| *known == candidate) {
            return Err(TableError::ColumnTwice { column: name.to_owned() });
        } else {
            wide.push((candidate, Column { position, name: name.to_owned() }));
        }
    }
    // `marks` may be anything in a table of another layout: only lists make it the column of marks.
    let is_list = |column: &Column| {
        let kind = table.schema().fields().get(column.position).map(|field| field.data_type());
        matches!(
            kind,
            Some(DataType::List(_) | DataType::LargeList(_) | DataType::FixedSizeList(_, _))
        )
    };
    let (layout, marks) = match (list, candidate, wide.is_empty()) {
        (Some(list), None, true) => {
            if !is_list(&list) {
                let kind = table.schema().fields().get(list.position);
                return Err(TableError::WrongType {
                    found: kind.map_or_else(String::new, |field| field.data_type().to_string()),
                    column: list.name,
                    expected: "a column of lists; split texts first",
                });
            }
            (Layout::List, vec![(UNKNOWN, list)])
        }
        (None, Some(candidate), true) => (Layout::Long, vec![(UNKNOWN, candidate)]),
        (None, None, false) => {
            for candidate in 0..labels.candidates() {
                let has_column = wide.iter().any(|(known, _)| *known as usize == candidate);
                if labels.is_on_ballot(candidate) && !has_column {
                    return Err(missing(&labels.id(u32::try_from(candidate).unwrap_or(UNKNOWN))));
                }
            }
            wide.sort_by_key(|(candidate, _)| *candidate);
            (Layout::Wide, wide)
        }
        (None, None, true) => return Err(TableError::NoLayout { found: listed(table) }),
        _ => return Err(TableError::SeveralLayouts { found: listed(table) }),
    };
    if purpose == Purpose::Linked && voter.is_none() {
        return Err(missing(&names.voter));
    }
    if layout == Layout::Long && voter.is_none() && ballot.is_none() {
        return Err(missing(&names.ballot));
    }
    let mut leave = |column: Option<Column>, read: bool| {
        column.filter(|column| {
            if !read {
                unread.push(column.name.clone());
            }
            read
        })
    };
    let ballot = leave(ballot, layout == Layout::Long);
    // Of a ballot that names nobody the voter is a key at most, and never kept.
    let keys = layout == Layout::Long && ballot.is_none();
    let voter = leave(voter, purpose == Purpose::Linked || keys);
    let cast_at = leave(cast_at, purpose != Purpose::Votes);
    let weight = leave(weight, purpose == Purpose::Votes);
    Ok(Plan { layout, voter, ballot, cast_at, weight, marks, unread })
}
