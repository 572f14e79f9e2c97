//! Workbooks (`.xlsx`).
//!
//! Sheets are read cell by cell and not as a rectangle: a file of a few bytes can name a cell in the last row and the last column of a worksheet.

use std::{collections::BTreeMap, io::Cursor};

use calamine::{
    DataRef, ExcelDateTime, Reader as _, SheetType, SheetVisible, Xlsx, XlsxError,
    open_workbook_from_rs,
};

use super::{Line, Sheet};
use crate::{
    Finding, Findings, Problem,
    folder::MOST_FINDINGS,
    table::{Input, MOST_COLUMNS, clean, listed, shown},
};

type Book<'b> = Xlsx<Cursor<&'b [u8]>>;

/// Cells beyond which a sheet is no list of people: a hundred columns for each of 200,000 rows.
const MOST_CELLS: usize = 20_000_000;

pub(super) fn read(
    input: &Input<'_>,
    wanted: Option<&str>,
) -> Result<(Sheet, Vec<Finding>), Findings> {
    let bytes = input.read_whole()?;
    let broken = |error: XlsxError| {
        Findings::from(input.finding(&Problem::NotAWorkbook { problem: error.to_string() }))
    };
    let mut book: Book<'_> =
        open_workbook_from_rs(Cursor::new(bytes.as_slice())).map_err(broken)?;
    let mut findings = Vec::new();
    let sheet = match wanted {
        Some(wanted) => named(&mut book, wanted, input, &mut findings)?,
        None => only(&mut book, input, &mut findings)?,
    };
    if sheet.header.is_empty() {
        findings.push(input.finding(&Problem::Empty));
    }
    Ok((sheet, Findings::settle(findings)?))
}

fn worksheets(book: &Book<'_>) -> Vec<(String, bool)> {
    let sheets = book.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    sheets.map(|sheet| (sheet.name.clone(), sheet.visible == SheetVisible::Visible)).collect()
}

fn named(
    book: &mut Book<'_>,
    wanted: &str,
    input: &Input<'_>,
    findings: &mut Vec<Finding>,
) -> Result<Sheet, Findings> {
    let names: Vec<String> = worksheets(book).into_iter().map(|(name, _)| name).collect();
    if let Some(name) = names.iter().find(|name| clean(name) == clean(wanted)) {
        return cells(book, name, input, findings);
    }
    let problem = Problem::NoSuchSheet { sheet: shown(wanted), found: listed(&names) };
    Err(input.finding(&problem).into())
}

/// The one visible sheet that holds something.
fn only(
    book: &mut Book<'_>,
    input: &Input<'_>,
    findings: &mut Vec<Finding>,
) -> Result<Sheet, Findings> {
    let mut full: Vec<(String, Sheet, Vec<Finding>)> = Vec::new();
    for (name, visible) in worksheets(book) {
        if !visible {
            findings.push(input.finding(&Problem::HiddenSheet { sheet: shown(&name) }));
            continue;
        }
        let mut found = Vec::new();
        let sheet = cells(book, &name, input, &mut found)?;
        if !sheet.header.is_empty() {
            full.push((name, sheet, found));
        }
    }
    if full.len() > 1 {
        let names: Vec<&str> = full.iter().map(|(name, ..)| name.as_str()).collect();
        return Err(input.finding(&Problem::SeveralSheets { found: listed(&names) }).into());
    }
    let (sheet, found) = full.pop().map(|(_, sheet, found)| (sheet, found)).unwrap_or_default();
    findings.extend(found);
    Ok(sheet)
}

/// The first row that holds something is the header; cells to the right of it are an error, as in a file of text.
fn cells(
    book: &mut Book<'_>,
    name: &str,
    input: &Input<'_>,
    findings: &mut Vec<Finding>,
) -> Result<Sheet, Findings> {
    let broken = |error: XlsxError| {
        Findings::from(input.finding(&Problem::NotAWorkbook { problem: error.to_string() }))
    };
    let mut reader = book.worksheet_cells_reader(name).map_err(broken)?;
    let mut rows: BTreeMap<u32, Vec<(usize, String)>> = BTreeMap::new();
    let mut count = 0_usize;
    while let Some(cell) = reader.next_cell().map_err(broken)? {
        let (row, column) = cell.get_position();
        let text = match text(cell.get_value()) {
            Ok(text) => text,
            Err(problem) => {
                findings.push(input.finding(&problem).at_row(u64::from(row) + 1));
                String::new()
            }
        };
        if text.trim().is_empty() {
            continue;
        }
        count += 1;
        if count > MOST_CELLS || findings.len() >= MOST_FINDINGS {
            let problem =
                format!("more than {MOST_CELLS} cells or {MOST_FINDINGS} failed formulas");
            return Err(input.finding(&Problem::NotAWorkbook { problem }).into());
        }
        rows.entry(row).or_default().push((column as usize, text));
    }
    // Each row is given as many cells as the header has, so a wide header and many short rows are many cells too.
    let header = rows.values().next().and_then(|row| row.iter().map(|&(column, _)| column).max());
    if rows.len().saturating_mul(header.unwrap_or_default()) > MOST_CELLS {
        let problem = format!("more than {MOST_CELLS} cells");
        return Err(input.finding(&Problem::NotAWorkbook { problem }).into());
    }
    let mut sheet = Sheet::default();
    let mut before = None;
    let (mut empty, mut first_empty) = (0, 0);
    for (row, filled) in rows {
        let line = u64::from(row) + 1;
        let width = filled.iter().map(|&(column, _)| column + 1).max().unwrap_or_default();
        if width > MOST_COLUMNS {
            let problem = Problem::TooManyColumns { columns: width, limit: MOST_COLUMNS };
            return Err(input.finding(&problem).at_row(line).into());
        }
        if sheet.header.is_empty() {
            sheet.header = spread(filled, width);
            for cell in &mut sheet.header {
                *cell = clean(cell).into_owned();
            }
            sheet.header_line = line;
        } else {
            let expected = sheet.header.len();
            if width > expected {
                let problem = Problem::WrongNumberOfCells { found: width, expected };
                findings.push(input.finding(&problem).at_row(line));
            }
            let gap = line - before.unwrap_or(sheet.header_line) - 1;
            if gap > 0 && empty == 0 {
                first_empty = line - gap;
            }
            empty += gap;
            sheet.rows.push(Line { line, cells: spread(filled, expected) });
        }
        before = Some(line);
    }
    if empty > 0 {
        findings.push(input.finding(&Problem::EmptyRows { rows: empty }).at_row(first_empty));
    }
    Ok(sheet)
}

fn spread(filled: Vec<(usize, String)>, width: usize) -> Vec<String> {
    let mut cells = vec![String::new(); width];
    for (column, text) in filled {
        if let Some(cell) = cells.get_mut(column) {
            *cell = text;
        }
    }
    cells
}

/// A cell as a person reads it. A time is written as readers of times expect it.
fn text(value: &DataRef<'_>) -> Result<String, Problem> {
    Ok(match value {
        DataRef::Int(number) => number.to_string(),
        // Without a fraction it prints without one: `7`, and not `7.0`.
        DataRef::Float(number) => number.to_string(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            text.clone()
        }
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(yes) => if *yes { "true" } else { "false" }.to_owned(),
        DataRef::DateTime(time) => date(time),
        DataRef::Error(error) => {
            return Err(Problem::FormulaFailed { shown: error.to_string() });
        }
        DataRef::Empty => String::new(),
    })
}

fn date(time: &ExcelDateTime) -> String {
    let (year, month, day, hour, minute, second, milli) = time.to_ymd_hms_milli();
    let text = format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}");
    if milli == 0 { text } else { format!("{text}.{milli:03}") }
}
