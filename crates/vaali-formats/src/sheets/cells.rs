//! The cells of a sheet as a person reads them, and what a spreadsheet may have done to the ids among them.

use std::collections::BTreeMap;

use calamine::{DataRef, ExcelDateTime, Style};

use super::{
    Sheet,
    workbook::{Book, MOST_CELLS, broken},
};
use crate::{
    Finding, Findings, Problem,
    folder::MOST_FINDINGS,
    table::{Input, shown},
};

/// Text that the cells of a workbook may hold in all: one text of a million letters can be named by a million cells.
const MOST_TEXT: usize = 512 << 20;

/// How much of the limits was used by the sheets of a workbook.
#[derive(Debug, Default)]
pub(super) struct Room {
    cells: usize,
    text: usize,
}

/// What the cells of a sheet hold.
#[derive(Debug, Default)]
pub(super) struct Cells {
    /// For each row the columns that hold something.
    pub(super) rows: BTreeMap<u32, Vec<(usize, String)>>,
    /// Formulas that failed, with what they show.
    pub(super) failed: Vec<((u32, usize), String)>,
    pub(super) numbers: Numbers,
}

impl Cells {
    pub(super) fn of(
        book: &mut Book<'_>,
        name: &str,
        room: &mut Room,
        input: &Input<'_>,
    ) -> Result<Self, Findings> {
        let mut found = Self::default();
        let mut reader =
            book.worksheet_cells_reader(name).map_err(|error| broken(input, &error))?;
        let zeros: Vec<usize> = reader.styles().iter().map(zeros).collect();
        while let Some((cell, style)) =
            reader.next_cell_with_style_id().map_err(|error| broken(input, &error))?
        {
            let (row, column) = cell.get_position();
            let column = column as usize;
            let value = cell.get_value();
            if let DataRef::Error(error) = value {
                if found.failed.len() < MOST_FINDINGS {
                    found.failed.push(((row, column), error.to_string()));
                }
                // Its place is taken, so that the row is there.
                found.rows.entry(row).or_default();
                continue;
            }
            let zeros = zeros.get(style).copied().unwrap_or_default();
            let text = text(value, zeros);
            if text.trim().is_empty() {
                continue;
            }
            room.cells += 1;
            room.text = room.text.saturating_add(text.len());
            let problem = if room.cells > MOST_CELLS {
                Problem::WorkbookTooLarge { what: "cells", limit: MOST_CELLS as u64 }
            } else if room.text > MOST_TEXT {
                Problem::WorkbookTooLarge { what: "bytes of text", limit: MOST_TEXT as u64 }
            } else {
                found.numbers.see(row, column, value, &text);
                found.rows.entry(row).or_default().push((column, text));
                continue;
            };
            return Err(input.finding(&problem).into());
        }
        Ok(found)
    }
}

/// How many digits a format of zeros alone (`000`) shows at least; 0 for every other format.
fn zeros(style: &Style) -> usize {
    const MOST: usize = 30;
    let code = style.number_format.as_ref().map_or("", |format| format.format_code.as_str());
    let all = code.len() > 1 && code.len() <= MOST && code.bytes().all(|byte| byte == b'0');
    if all { code.len() } else { 0 }
}

/// A cell as a person reads it. A time is written as readers of times expect it.
fn text(value: &DataRef<'_>, zeros: usize) -> String {
    match value {
        DataRef::Int(number) => format!("{number:0zeros$}"),
        // Without a fraction it prints without one: `7`, and not `7.0`.
        DataRef::Float(number) => {
            let text = number.to_string();
            let plain = text.bytes().all(|byte| byte.is_ascii_digit());
            if plain { format!("{text:0>zeros$}") } else { text }
        }
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            text.clone()
        }
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(yes) => if *yes { "true" } else { "false" }.to_owned(),
        DataRef::DateTime(time) => date(time),
        DataRef::Error(_) | DataRef::Empty => String::new(),
    }
}

fn date(time: &ExcelDateTime) -> String {
    let (year, month, day, hour, minute, second, milli) = time.to_ymd_hms_milli();
    let text = format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}");
    if milli == 0 { text } else { format!("{text}.{milli:03}") }
}

/// The letters of a column: A, B, ..., Z, AA.
pub(super) fn letters(column: usize) -> String {
    let mut letters = String::new();
    let mut rest = column + 1;
    while rest > 0 {
        let letter = u8::try_from((rest - 1) % 26).unwrap_or_default();
        letters.insert(0, char::from(b'A' + letter));
        rest = (rest - 1) / 26;
    }
    letters
}

/// Numbers where ids may be meant.
#[derive(Debug, Default)]
pub(super) struct Numbers {
    columns: BTreeMap<usize, Column>,
}

/// How many cells, and the row of the first.
type Seen = Option<(u64, u32)>;

#[derive(Debug, Default)]
struct Column {
    /// Whole numbers without leading zeros.
    plain: Seen,
    /// Whole numbers that a format shows with leading zeros.
    padded: Seen,
    /// Whole numbers of more digits than a spreadsheet keeps.
    long: Seen,
    /// A text of digits with a leading zero.
    zero: Option<String>,
}

fn once_more(seen: &mut Seen, row: u32) {
    seen.get_or_insert((0, row)).0 += 1;
}

impl Numbers {
    /// What a spreadsheet keeps of a number.
    const DIGITS: usize = 15;

    fn see(&mut self, row: u32, column: usize, value: &DataRef<'_>, text: &str) {
        if !text.bytes().all(|byte| byte.is_ascii_digit()) {
            return;
        }
        let column = self.columns.entry(column).or_default();
        let padded = text.len() > 1 && text.starts_with('0');
        match value {
            DataRef::Int(_) | DataRef::Float(_) if padded => once_more(&mut column.padded, row),
            DataRef::Int(_) | DataRef::Float(_) => {
                once_more(&mut column.plain, row);
                if text.len() > Self::DIGITS {
                    once_more(&mut column.long, row);
                }
            }
            _ if padded && column.zero.is_none() => column.zero = Some(shown(text)),
            _ => {}
        }
    }

    /// Tells of each column once, at its first such row.
    pub(super) fn tell(&self, sheet: &Sheet, input: &Input<'_>, findings: &mut Vec<Finding>) {
        for (&column, found) in &self.columns {
            let mut tell = |problem: Problem, row| {
                findings.push(super::workbook::at(input.finding(&problem), sheet, row, column));
            };
            if let Some((cells, row)) = found.padded {
                tell(Problem::ZerosOfFormat { cells }, row);
            }
            if let (Some((cells, row)), Some(example)) = (found.plain, &found.zero) {
                tell(Problem::ZerosLost { cells, example: example.clone() }, row);
            }
            if let Some((cells, row)) = found.long {
                tell(Problem::DigitsLost { cells }, row);
            }
        }
    }
}
