//! Workbooks (`.xlsx`).
//!
//! Sheets are read cell by cell and not as a rectangle: a file of a few bytes can name a cell in the last row and the last column of a worksheet.
//!
//! A hidden sheet is passed over and told. Hidden rows and columns are read like all others and told: a filter left on must not drop a voter or a ballot.

use std::panic::catch_unwind;

use calamine::{Reader as _, SheetType, SheetVisible, Xlsx, XlsxError, open_workbook_from_rs};

use super::{
    Line, Sheet, above_header,
    archive::{self, Rationed},
    cells::{Cells, Room, letters},
    hidden::hidden,
};
use crate::{
    Finding, Findings, Problem,
    folder::MOST_FINDINGS,
    table::{Input, MOST_COLUMNS, clean, listed, shown},
};

pub(super) type Book<'b> = Xlsx<Rationed<'b>>;

/// Cells beyond which a sheet is no list of people: a hundred columns for each of 200,000 rows.
pub(super) const MOST_CELLS: usize = 20_000_000;

/// Sheets beyond which a workbook is no list of people.
const MOST_SHEETS: usize = 200;

pub(super) fn read(
    input: &Input<'_>,
    wanted: Option<&str>,
) -> Result<(Sheet, Vec<Finding>), Findings> {
    let bytes = input.read_whole()?;
    archive::check(&bytes).map_err(|problem| input.finding(&problem))?;
    // A hostile file may hold what the library did not expect; that must be a finding as all else is.
    catch_unwind(|| open(&bytes, input, wanted)).unwrap_or_else(|_| {
        let problem = "its parts contradict each other".to_owned();
        Err(input.finding(&Problem::NotAWorkbook { problem }).into())
    })
}

fn open(
    bytes: &[u8],
    input: &Input<'_>,
    wanted: Option<&str>,
) -> Result<(Sheet, Vec<Finding>), Findings> {
    let mut book: Book<'_> =
        open_workbook_from_rs(Rationed::new(bytes)).map_err(|error| broken(input, &error))?;
    if book.sheets_metadata().len() > MOST_SHEETS {
        let problem = Problem::WorkbookTooLarge { what: "sheets", limit: MOST_SHEETS as u64 };
        return Err(input.finding(&problem).into());
    }
    let mut room = Room::default();
    let mut findings = Vec::new();
    let sheet = match wanted {
        Some(wanted) => named(&mut book, bytes, wanted, &mut room, input, &mut findings)?,
        None => only(&mut book, bytes, &mut room, input, &mut findings)?,
    };
    if sheet.header.is_empty() {
        findings.push(input.finding(&Problem::Empty));
    }
    Ok((sheet, Findings::settle(findings)?))
}

/// A fault of the reader of workbooks, in its own words.
pub(super) fn broken(input: &Input<'_>, error: &XlsxError) -> Findings {
    input.finding(&Problem::NotAWorkbook { problem: error.to_string() }).into()
}

fn worksheets(book: &Book<'_>) -> Vec<(String, bool)> {
    let sheets = book.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    sheets.map(|sheet| (sheet.name.clone(), sheet.visible == SheetVisible::Visible)).collect()
}

fn named(
    book: &mut Book<'_>,
    bytes: &[u8],
    wanted: &str,
    room: &mut Room,
    input: &Input<'_>,
    findings: &mut Vec<Finding>,
) -> Result<Sheet, Findings> {
    let names: Vec<String> = worksheets(book).into_iter().map(|(name, _)| name).collect();
    if let Some(name) = names.iter().find(|name| clean(name) == clean(wanted)) {
        let sheet = cells(book, name, room, input, findings)?;
        unseen(&sheet, bytes, name, input, findings);
        return Ok(sheet);
    }
    let problem = Problem::NoSuchSheet { sheet: shown(wanted), found: listed(&names) };
    Err(input.finding(&problem).into())
}

/// The one visible sheet that holds something.
fn only(
    book: &mut Book<'_>,
    bytes: &[u8],
    room: &mut Room,
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
        let sheet = cells(book, &name, room, input, &mut found)?;
        if !sheet.header.is_empty() {
            full.push((name, sheet, found));
        }
    }
    if full.len() > 1 {
        let names: Vec<&str> = full.iter().map(|(name, ..)| name.as_str()).collect();
        return Err(input.finding(&Problem::SeveralSheets { found: listed(&names) }).into());
    }
    let Some((name, sheet, found)) = full.pop() else { return Ok(Sheet::default()) };
    findings.extend(found);
    unseen(&sheet, bytes, &name, input, findings);
    Ok(sheet)
}

/// The first row that holds something is the header, but for a title above it; cells to the right of it are an error, as in a file of text.
fn cells(
    book: &mut Book<'_>,
    name: &str,
    room: &mut Room,
    input: &Input<'_>,
    findings: &mut Vec<Finding>,
) -> Result<Sheet, Findings> {
    let found = Cells::of(book, name, room, input)?;
    let mut rows = found.rows;
    let above = above_header(rows.values().map(Vec::len));
    let titles: Vec<u32> = rows.keys().copied().take(above).collect();
    for row in &titles {
        rows.remove(row);
    }
    let first = rows.pop_first();
    let Some((header_row, header)) = first else { return Ok(Sheet::default()) };
    let line = u64::from(header_row) + 1;
    if let Some(title) = titles.first() {
        let problem = Problem::RowsAboveHeader { rows: titles.len() as u64, header: line };
        findings.push(input.finding(&problem).at_row(u64::from(*title) + 1));
    }
    let width = width(&header);
    if width > MOST_COLUMNS {
        let problem = Problem::TooManyColumns { columns: width, limit: MOST_COLUMNS };
        return Err(input.finding(&problem).at_row(line).into());
    }
    // Each row is given as many cells as the header has, so a wide header and many short rows are many cells too.
    if rows.len().saturating_mul(width) > MOST_CELLS {
        return Err(too_many_cells(input));
    }
    let mut sheet = Sheet { header: spread(header, width), header_line: line, rows: Vec::new() };
    for cell in &mut sheet.header {
        *cell = clean(cell).into_owned();
    }
    for ((row, column), shown) in found.failed {
        let finding = input.finding(&Problem::FormulaFailed { shown });
        findings.push(at(finding, &sheet, row, column));
    }
    found.numbers.tell(&sheet, input, findings);
    let mut before = line;
    let (mut empty, mut first_empty) = (0, 0);
    for (row, filled) in rows {
        let line = u64::from(row) + 1;
        let found = self::width(&filled);
        if found > width {
            let finding = input.finding(&Problem::CellBesideHeader);
            findings.push(at(finding, &sheet, row, found - 1));
            if findings.len() >= MOST_FINDINGS {
                return Err(Findings(std::mem::take(findings)));
            }
        }
        let gap = line - before - 1;
        if gap > 0 && empty == 0 {
            first_empty = line - gap;
        }
        empty += gap;
        sheet.rows.push(Line { line, cells: spread(filled, width) });
        before = line;
    }
    if empty > 0 {
        findings.push(input.finding(&Problem::EmptyRows { rows: empty }).at_row(first_empty));
    }
    merged(book, name, &sheet, input, findings)?;
    Ok(sheet)
}

/// A finding at a cell.
pub(super) fn at(finding: Finding, sheet: &Sheet, row: u32, column: usize) -> Finding {
    let name = sheet.name(column);
    let name = if name.is_empty() { letters(column) } else { name };
    finding.at_row(u64::from(row) + 1).in_column(name)
}

fn width(row: &[(usize, String)]) -> usize {
    row.iter().map(|&(column, _)| column + 1).max().unwrap_or_default()
}

fn too_many_cells(input: &Input<'_>) -> Findings {
    let problem = Problem::WorkbookTooLarge { what: "cells", limit: MOST_CELLS as u64 };
    input.finding(&problem).into()
}

/// Merged cells in the rows that were read: the reader sees only the first of each group.
fn merged(
    book: &mut Book<'_>,
    name: &str,
    sheet: &Sheet,
    input: &Input<'_>,
    findings: &mut Vec<Finding>,
) -> Result<(), Findings> {
    let last = sheet.rows.last().map_or(sheet.header_line, |row| row.line);
    let groups = book.merge_cells_by_sheet_name(name).map_err(|error| broken(input, &error))?;
    let mut groups = groups
        .iter()
        .filter(|group| group.start < group.end && (group.start.1 as usize) < MOST_COLUMNS)
        .filter(|group| (sheet.header_line..=last).contains(&(u64::from(group.start.0) + 1)));
    if let Some(first) = groups.next() {
        let place = |(row, column): (u32, u32)| {
            format!("{}{}", letters(column as usize), u64::from(row) + 1)
        };
        let cells = format!("{}:{}", place(first.start), place(first.end));
        let problem = Problem::MergedCells { cells, groups: 1 + groups.count() as u64 };
        let finding = input.finding(&problem);
        findings.push(at(finding, sheet, first.start.0, first.start.1 as usize));
    }
    Ok(())
}

/// Rows and columns that were read and that nobody sees who looks at the sheet.
fn unseen(sheet: &Sheet, bytes: &[u8], name: &str, input: &Input<'_>, findings: &mut Vec<Finding>) {
    let hidden = hidden(bytes, name);
    let is_hidden =
        |line: &u64| u32::try_from(line - 1).is_ok_and(|row| hidden.rows.contains(&row));
    let lines = std::iter::once(sheet.header_line).chain(sheet.rows.iter().map(|row| row.line));
    let lines: Vec<u64> = lines.filter(is_hidden).collect();
    if let Some(&first) = lines.first() {
        let problem = Problem::HiddenRows { rows: runs(&lines), number: lines.len() as u64 };
        findings.push(input.finding(&problem).at_row(first));
    }
    let is_hidden = |column: &usize| {
        hidden.columns.iter().any(|(first, last)| (first..=last).contains(&column))
    };
    let columns: Vec<usize> = (0..sheet.header.len()).filter(is_hidden).collect();
    if let Some(&first) = columns.first() {
        let problem = Problem::HiddenColumns { columns: columns.len() as u64 };
        let row = u32::try_from(sheet.header_line - 1).unwrap_or_default();
        findings.push(at(input.finding(&problem), sheet, row, first));
    }
}

/// Rising numbers as a person writes them: `2, 4-7`.
fn runs(numbers: &[u64]) -> String {
    const MOST: usize = 20;
    let runs: Vec<&[u64]> = numbers.chunk_by(|one, next| one + 1 == *next).collect();
    let mut texts: Vec<String> = runs
        .iter()
        .take(MOST)
        .filter_map(|run| match run {
            [only] => Some(only.to_string()),
            run => Some(format!("{}-{}", run.first()?, run.last()?)),
        })
        .collect();
    if runs.len() > MOST {
        texts.push("...".to_owned());
    }
    texts.join(", ")
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
