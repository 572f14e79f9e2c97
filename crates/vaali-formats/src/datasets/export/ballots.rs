//! The ballots of a data set as a table, in the layouts that the folder of an election has too.

use std::iter;

use super::spreadsheet::{BYTE_ORDER_MARK, push_row};
use crate::{
    Findings,
    ballots::Layout,
    datasets::{
        DataSet, Format, Group, Written,
        writer::{Holds, Writer},
    },
};

const HOLDS: Holds = Holds {
    numbers_of_voters: false,
    weights: false,
    seats: false,
    limits: false,
    ids: true,
    names: false,
    withdrawals: false,
    groups: false,
    published: false,
    committees: false,
    title: false,
    blank_ballots: true,
};

/// The ballots as CSV, safe in spreadsheets as [`super::csv`] is: a row for each ballot (list, wide) or for each mark (long). Candidates stand by their ids.
///
/// ```
/// use vaali_formats::{ballots::Layout, datasets::{self, Options, export}};
///
/// let blt = "2 1\n2 1=2 0\n1 2 0\n0\n\"Aino\"\n\"Bo\"\n\"Board\"\n";
/// let data = datasets::read_bytes("board.blt", blt.as_bytes(), &Options::default())?;
/// let written = export::ballots_csv(&data, Layout::Wide, ',')?;
/// assert_eq!(written.text, "\u{feff}1,2\r\n1,1\r\n1,1\r\n0,1\r\n");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// What a table has no place for and without which the election would be another: weights, ballots by the ten million.
pub fn ballots_csv(data: &DataSet, layout: Layout, separator: char) -> Result<Written, Findings> {
    let mut out = Writer::begin(data, Format::Table, HOLDS, 1)?;
    let mut line = String::from(BYTE_ORDER_MARK);
    push_row(&mut line, separator, header(data, layout));
    out.push(&line);
    let mut number = 0_u64;
    for group in &data.ballots {
        let same = layout != Layout::Long;
        line.clear();
        for voter in 0..group.voters {
            if out.is_full() {
                break;
            }
            number += 1;
            if voter == 0 || !same {
                line.clear();
                for row in rows(data, layout, group, number) {
                    push_row(&mut line, separator, row);
                }
            }
            out.push(&line);
        }
    }
    out.finish()
}

/// The same as a workbook.
///
/// # Errors
/// As [`ballots_csv`], and more cells than a sheet should have.
#[cfg(feature = "xlsx")]
pub fn ballots_xlsx(
    data: &DataSet,
    layout: Layout,
) -> Result<(Vec<u8>, Vec<crate::Finding>), Findings> {
    use crate::{Finding, Problem};

    let out = Writer::begin(data, Format::Table, HOLDS, 1)?;
    let marks = |group: &Group| group.marks.len().max(1) as u64;
    let (lines, cells) = data.ballots.iter().fold((0_u64, 0_u64), |(lines, cells), group| {
        let (own, width) = match layout {
            Layout::List => (1, 1),
            Layout::Wide => (1, data.candidates.len() as u64),
            Layout::Long => (marks(group), 2),
        };
        let own = group.voters.saturating_mul(own);
        (lines.saturating_add(own), cells.saturating_add(own.saturating_mul(width)))
    });
    let refused = |what| {
        let problem = Problem::CannotHold { what, format: "a workbook (.xlsx)" };
        Findings::from(Finding::new(data.name.clone(), &problem))
    };
    if lines >= MOST_ROWS || cells > MOST_CELLS {
        return Err(refused("so many rows and columns"));
    }
    let mut number = 0_u64;
    let ballots = data.ballots.iter().flat_map(|group| (0..group.voters).map(move |_| group));
    let rows = ballots.flat_map(|group| {
        number += 1;
        rows(data, layout, group, number)
    });
    let numbers = layout == Layout::Wide;
    let book = super::workbook::sheet("ballots", &header(data, layout), rows, numbers);
    Ok((book.map_err(|_| refused("texts so long"))?, out.finish()?.findings))
}

/// Rows of a sheet.
#[cfg(feature = "xlsx")]
const MOST_ROWS: u64 = 1 << 20;

/// Cells that are held in memory at once.
#[cfg(feature = "xlsx")]
const MOST_CELLS: u64 = 20_000_000;

fn header(data: &DataSet, layout: Layout) -> Vec<String> {
    match layout {
        Layout::List => vec!["marks".to_owned()],
        Layout::Wide => data.candidates.iter().map(|candidate| candidate.id.to_string()).collect(),
        Layout::Long => vec!["ballot".to_owned(), "candidate".to_owned()],
    }
}

/// The rows of a ballot; `number` is its own, from 1.
fn rows(data: &DataSet, layout: Layout, group: &Group, number: u64) -> Vec<Vec<String>> {
    let ids = || {
        let candidates = group.marks.iter().filter_map(|&mark| data.candidates.get(mark as usize));
        candidates.map(|candidate| candidate.id.to_string())
    };
    match layout {
        Layout::List => vec![vec![ids().collect::<Vec<_>>().join(";")]],
        Layout::Wide => {
            let mut cells = vec!["0".to_owned(); data.candidates.len()];
            for &mark in &group.marks {
                if let Some(cell) = cells.get_mut(mark as usize) {
                    "1".clone_into(cell);
                }
            }
            vec![cells]
        }
        Layout::Long => {
            // A blank ballot is a row without a candidate.
            let blank = group.marks.is_empty().then(String::new);
            let row = |id| vec![number.to_string(), id];
            ids().chain(iter::once(blank).flatten()).map(row).collect()
        }
    }
}
