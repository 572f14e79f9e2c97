//! Tables held as a whole: small files of people, as CSV or as workbooks.
//!
//! Ballots by the million go through [`crate::table`] block by block. What a form tool or a spreadsheet gives is small, and to know what its columns are one must have seen all of it.

#[cfg(feature = "xlsx")]
mod archive;
#[cfg(feature = "xlsx")]
mod cells;
#[cfg(feature = "xlsx")]
mod hidden;
#[cfg(test)]
#[cfg(feature = "xlsx")]
mod tests;
#[cfg(feature = "xlsx")]
mod workbook;

use crate::{
    Finding, Findings, Problem,
    folder::{MOST_FINDINGS, row_problem},
    table::{Blocks, Input, Stop, clean, reading, shown},
};

/// How a workbook begins: it is an archive.
const ARCHIVE: &[u8] = b"PK\x03\x04";

/// A table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Sheet {
    pub(crate) header: Vec<String>,
    pub(crate) header_line: u64,
    pub(crate) rows: Vec<Line>,
}

/// A row, with as many cells as the header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Line {
    /// Its line in the file or the sheet, from 1.
    pub(crate) line: u64,
    pub(crate) cells: Vec<String>,
}

impl Line {
    /// A cell as it stands; empty where there is none.
    pub(crate) fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", String::as_str)
    }

    /// Whether every cell is empty.
    pub(crate) fn is_blank(&self) -> bool {
        self.cells.iter().all(|cell| cell.trim().is_empty())
    }
}

impl Sheet {
    /// The name of a column for a finding.
    pub(crate) fn name(&self, column: usize) -> String {
        self.header.get(column).map_or_else(String::new, |name| shown(name))
    }

    /// The column of this name as a person writes it.
    pub(crate) fn position(&self, name: &str) -> Option<usize> {
        let name = clean(name);
        let equal = |cell: &String| *cell == *name;
        self.header.iter().position(equal).or_else(|| {
            let folded = crate::table::fold(&name);
            self.header.iter().position(|cell| crate::table::fold(cell) == folded)
        })
    }

    /// The table as a file of text with the same lines.
    pub(crate) fn to_csv(&self) -> String {
        let mut text = String::new();
        let header = [(self.header_line, &self.header)];
        let mut line = 1;
        for (own, cells) in header.into_iter().chain(self.rows.iter().map(|r| (r.line, &r.cells))) {
            while line < own {
                text.push('\n');
                line += 1;
            }
            // A line end in a cell becomes a blank, so that lines stay lines.
            let quoted: Vec<String> =
                cells.iter().map(|cell| quoted(&cell.replace(['\r', '\n'], " "))).collect();
            text += &quoted.join(";");
            text.push('\n');
            line += 1;
        }
        text
    }

    /// The cells of a column that hold something.
    pub(crate) fn filled(&self, column: usize) -> impl Iterator<Item = &str> {
        self.rows.iter().map(move |row| row.cell(column)).filter(|cell| !cell.trim().is_empty())
    }
}

/// A cell in quotes.
pub(crate) fn quoted(cell: &str) -> String {
    format!("\"{}\"", cell.replace('"', "\"\""))
}

/// Reads a file as a table; `sheet` chooses among the sheets of a workbook.
pub(crate) fn read(
    input: &Input<'_>,
    sheet: Option<&str>,
) -> Result<(Sheet, Vec<Finding>), Findings> {
    if is_workbook(input) { workbook(input, sheet) } else { text(input) }
}

/// Whether the file is a workbook.
pub(crate) fn is_workbook(input: &Input<'_>) -> bool {
    input.starts_with(ARCHIVE)
}

#[cfg(feature = "xlsx")]
fn workbook(input: &Input<'_>, sheet: Option<&str>) -> Result<(Sheet, Vec<Finding>), Findings> {
    workbook::read(input, sheet)
}

#[cfg(not(feature = "xlsx"))]
fn workbook(input: &Input<'_>, _: Option<&str>) -> Result<(Sheet, Vec<Finding>), Findings> {
    Err(input.finding(&Problem::NoWorkbooksHere).into())
}

fn text(input: &Input<'_>) -> Result<(Sheet, Vec<Finding>), Findings> {
    let (sheet, findings) = reading(input, |windows_1252| {
        let mut findings = Vec::new();
        let sheet = rows(input, windows_1252, &mut findings)?;
        Ok((sheet, findings))
    })?;
    Ok((sheet, Findings::settle(findings)?))
}

fn rows(input: &Input<'_>, windows_1252: bool, findings: &mut Vec<Finding>) -> Result<Sheet, Stop> {
    let mut blocks = Blocks::open(input, windows_1252)?;
    let header = std::mem::take(&mut blocks.header);
    let mut sheet = Sheet { header, header_line: blocks.header_line, rows: Vec::new() };
    while let Some(block) = blocks.next_block()? {
        let mut rows = block.rows().ok_or_else(|| blocks.not_utf8())?;
        while let Some(row) = rows.next_row() {
            if row.is_empty_line() {
                continue;
            }
            if let Some(problem) = row_problem(&row, sheet.header.len()) {
                findings.push(input.finding(&problem).at_row(row.line()));
                if findings.len() >= MOST_FINDINGS {
                    return Err(Stop::Found(std::mem::take(findings)));
                }
                continue;
            }
            let cells = row.cells().map(str::to_owned).collect();
            sheet.rows.push(Line { line: row.line(), cells });
        }
    }
    Ok(without_title(sheet, input, findings))
}

/// Rows above a header beyond which nobody writes a title.
const MOST_ABOVE: usize = 10;

/// How many rows stand above the header, from how many cells each row fills: rows of one cell, such as a title and a date, before a table whose rows mostly fill several.
fn above_header(filled: impl Iterator<Item = usize> + Clone) -> usize {
    let above = filled.clone().take_while(|&cells| cells <= 1).count();
    if above == 0 || above > MOST_ABOVE {
        return 0;
    }
    let below = filled.skip(above);
    let (rows, wide) =
        below.fold((0, 0), |(rows, wide), cells| (rows + 1, wide + usize::from(cells > 1)));
    // A header and nothing below it, or a stray cell beside a list of one column, is no table with a title.
    if wide >= 2 && wide * 2 > rows { above } else { 0 }
}

/// The table without the rows above its header.
fn without_title(mut sheet: Sheet, input: &Input<'_>, findings: &mut Vec<Finding>) -> Sheet {
    let filled = |cells: &Vec<String>| cells.iter().filter(|cell| !cell.trim().is_empty()).count();
    let rows = sheet.rows.iter().map(|row| filled(&row.cells)).filter(|&cells| cells > 0);
    let above = above_header(std::iter::once(filled(&sheet.header)).chain(rows));
    if above == 0 {
        return sheet;
    }
    let mut rows = std::mem::take(&mut sheet.rows).into_iter();
    let header = rows.by_ref().filter(|row| !row.is_blank()).nth(above - 1);
    let Some(header) = header else { return sheet };
    let problem = Problem::RowsAboveHeader { rows: above as u64, header: header.line };
    findings.push(input.finding(&problem).at_row(sheet.header_line));
    let header_cells = header.cells.iter().map(|cell| clean(cell).into_owned()).collect();
    Sheet { header: header_cells, header_line: header.line, rows: rows.collect() }
}
