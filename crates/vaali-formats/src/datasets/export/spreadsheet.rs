//! CSV that a spreadsheet shows and does not run.
//!
//! A cell that begins with `=`, `+`, `-`, `@`, a tab or a carriage return may be a formula to a spreadsheet, and a name on a nomination form is written by a stranger. Such a cell gets an apostrophe
//! in front, which spreadsheets take as "this is text". So that the apostrophe can be taken away again without doubt, a cell that already begins with apostrophes and then such a sign gets one more.

use std::borrow::Cow;

/// Whether a cell, apart from apostrophes and blanks at its beginning, begins like a formula.
fn is_formula(cell: &str) -> bool {
    let rest = cell.trim_start_matches('\'');
    // Some programs drop blanks before they look; tabs and returns are a danger of their own.
    let begins = |letter: char| {
        matches!(letter, '=' | '+' | '-' | '@' | '\t' | '\r' | '＝' | '＋' | '－' | '＠')
    };
    rest.starts_with(begins) || rest.trim_start().starts_with(begins)
}

/// A cell that no spreadsheet takes for a formula (P4). [`restored`] gives back what it was.
pub fn neutralised(cell: &str) -> Cow<'_, str> {
    if is_formula(cell) { Cow::Owned(format!("'{cell}")) } else { Cow::Borrowed(cell) }
}

/// The cell that [`neutralised`] was given.
pub fn restored(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if is_formula(cell) => rest,
        _ => cell,
    }
}

/// A table as CSV: UTF-8 with a byte order mark, which spreadsheets need to see that it is UTF-8, every cell [`neutralised`], rows ended as RFC 4180 has them.
///
/// ```
/// use vaali_formats::datasets::export;
///
/// let text = export::csv(';', [["name", "votes"], ["@Aino; the first", "3"]]);
/// assert_eq!(text, "\u{feff}name;votes\r\n\"'@Aino; the first\";3\r\n");
/// ```
pub fn csv<Row, Cell>(separator: char, rows: impl IntoIterator<Item = Row>) -> String
where
    Row: IntoIterator<Item = Cell>,
    Cell: AsRef<str>,
{
    let mut text = String::from(BYTE_ORDER_MARK);
    for row in rows {
        push_row(&mut text, separator, row);
    }
    text
}

/// What tells a spreadsheet that a file is UTF-8.
pub(super) const BYTE_ORDER_MARK: char = '\u{feff}';

/// A row of [`csv`].
pub(super) fn push_row<Row, Cell>(text: &mut String, separator: char, row: Row)
where
    Row: IntoIterator<Item = Cell>,
    Cell: AsRef<str>,
{
    let begin = text.len();
    for (column, cell) in row.into_iter().enumerate() {
        if column > 0 {
            text.push(separator);
        }
        let cell = neutralised(cell.as_ref());
        // Quotes around every cell that holds a separator of any kind: a reader that guesses another one splits fewer cells.
        let plain =
            !cell.contains([',', ';', '\t', '"', '\n', '\r', separator]) && cell.trim() == &*cell;
        if plain {
            text.push_str(&cell);
        } else {
            text.push('"');
            text.push_str(&cell.replace('"', "\"\""));
            text.push('"');
        }
    }
    if text.len() == begin {
        // A row of one empty cell would be an empty line, which readers pass over.
        text.push_str("\"\"");
    }
    text.push_str("\r\n");
}
