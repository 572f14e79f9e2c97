//! Tables as a workbook (`.xlsx`), a sheet for each.
//!
//! Texts are written as texts, which a spreadsheet never runs: what begins with `=` needs no apostrophe here, and an id keeps its zeros.

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError,
};

use super::{Cell, Table, tables::tenths};

/// Beyond this a number is not exact in a spreadsheet, which has nothing but floating point.
const EXACT: u64 = 1 << 53;

/// Columns as wide as their longest cell, within what a screen shows.
const WIDEST: usize = 50;

/// The tables as a workbook: the same tables give the same bytes.
///
/// Each has its header in bold, which stays where it is when the rows are scrolled; whole numbers and percentages are numbers.
///
/// # Errors
/// More rows than a sheet has, or a text longer than a cell may hold.
pub fn xlsx(tables: &[Table]) -> Result<Vec<u8>, XlsxError> {
    let mut book = begin()?;
    let styles = Styles {
        header: Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top),
        text: Format::new().set_num_format("@"),
        percent: Format::new().set_num_format("0.0"),
    };
    for table in tables {
        let sheet = book.add_worksheet();
        sheet.set_name(table.title)?;
        fill(sheet, table, &styles)?;
    }
    book.save_to_buffer()
}

/// One sheet of texts, or of the numbers that they are.
pub(super) fn sheet(
    title: &str,
    header: &[String],
    rows: impl Iterator<Item = Vec<String>>,
    numbers: bool,
) -> Result<Vec<u8>, XlsxError> {
    let mut book = begin()?;
    let sheet = book.add_worksheet();
    sheet.set_name(title)?;
    let (bold, text) = (Format::new().set_bold(), Format::new().set_num_format("@"));
    for (column, name) in (0..).zip(header) {
        sheet.write_string_with_format(0, column, name, &bold)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    for (row, cells) in (1..).zip(rows) {
        for (column, cell) in (0..).zip(&cells) {
            match cell.parse::<u32>() {
                Ok(number) if numbers => sheet.write_number(row, column, number)?,
                _ => sheet.write_string_with_format(row, column, cell, &text)?,
            };
        }
    }
    book.save_to_buffer()
}

/// An empty workbook. The library has no clock of its own then: the time of writing would make two files of one result differ.
fn begin() -> Result<Workbook, XlsxError> {
    let mut book = Workbook::new();
    let long_ago = ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&long_ago));
    Ok(book)
}

struct Styles {
    header: Format,
    text: Format,
    percent: Format,
}

fn fill(sheet: &mut Worksheet, table: &Table, styles: &Styles) -> Result<(), XlsxError> {
    for (column, name) in (0..).zip(&table.header) {
        sheet.write_string_with_format(0, column, *name, &styles.header)?;
        let cells = table.rows.iter().filter_map(|row| row.get(usize::from(column)));
        let longest = cells.map(|cell| cell.text(table.language()).chars().count()).max();
        let width = longest.unwrap_or_default().max(name.chars().count()).clamp(6, WIDEST);
        sheet.set_column_width(column, u16::try_from(width + 2).unwrap_or_default())?;
    }
    sheet.set_freeze_panes(1, 0)?;
    for (row, cells) in (1..).zip(&table.rows) {
        for (column, cell) in (0..).zip(cells) {
            write(sheet, (row, column), cell, styles)?;
        }
    }
    Ok(())
}

fn write(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &Cell,
    styles: &Styles,
) -> Result<(), XlsxError> {
    match cell {
        Cell::Text(text) => sheet.write_string_with_format(row, column, text, &styles.text)?,
        Cell::Number(number) => match u32::try_from(*number) {
            Ok(number) => sheet.write_number(row, column, number)?,
            Err(_) if *number < EXACT => sheet.write_number(row, column, float(*number))?,
            Err(_) => {
                sheet.write_string_with_format(row, column, number.to_string(), &styles.text)?
            }
        },
        Cell::Percent { part, whole } => match tenths(*part, *whole) {
            Some(tenths) => {
                sheet.write_number_with_format(row, column, percent(tenths), &styles.percent)?
            }
            None => sheet,
        },
        Cell::Empty => sheet,
    };
    Ok(())
}

#[expect(clippy::cast_precision_loss, reason = "only numbers below 2^53 come here")]
fn float(number: u64) -> f64 {
    number as f64
}

/// For display only: nothing is computed from a workbook here.
#[expect(clippy::float_arithmetic, reason = "a spreadsheet has nothing but floating point")]
fn percent(tenths: u64) -> f64 {
    float(tenths.min(EXACT)) / 10.0
}
