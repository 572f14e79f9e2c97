//! The rows of a block and their cells.

use std::borrow::Cow;

use memchr::{memchr, memchr_iter};
use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::{
    blocks::{LONGEST_ROW, MOST_COLUMNS, Shape},
    ends::Ends,
};
use crate::Problem;

/// A cell as it is compared: without blanks around it, in NFC, no-break spaces as spaces. Nothing else of it is changed.
pub(crate) fn clean(text: &str) -> Cow<'_, str> {
    // Nearly all cells: letters of ASCII, no blank at either end.
    let letters = |byte: Option<&u8>| byte.is_none_or(|byte| *byte > b' ');
    if text.is_ascii() && letters(text.as_bytes().first()) && letters(text.as_bytes().last()) {
        return Cow::Borrowed(text);
    }
    let text = text.trim();
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    if is_nfc(text) && !text.contains(NO_BREAK) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(
        text.nfc().map(|letter| if NO_BREAK.contains(&letter) { ' ' } else { letter }).collect(),
    )
}

/// No-break space and narrow no-break space: what spreadsheets and word processors put where a space was typed.
const NO_BREAK: [char; 2] = ['\u{a0}', '\u{202f}'];

#[derive(Clone, Copy, Debug)]
enum Cell {
    /// A part of the block.
    Text(usize, usize),
    /// A part of the scratch room, where doubled quotes were undone.
    Scratch(usize, usize),
}

/// Goes through the rows of a block without allocating for each.
#[derive(Debug)]
pub(crate) struct Rows<'b> {
    text: &'b str,
    at: usize,
    line: u64,
    shape: Shape,
    /// The separators and row ends, and where some cell is quoted also the quotes.
    ends: Ends,
    cells: Vec<Cell>,
    /// Cells of the row; not all of them are kept where they are beyond all measure.
    count: usize,
    scratch: String,
    problem: Option<Problem>,
}

/// One row.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row<'r> {
    rows: &'r Rows<'r>,
    line: u64,
    empty_line: bool,
}

impl<'b> Rows<'b> {
    pub(crate) fn new(text: &'b str, line: u64, quotes: bool, shape: Shape) -> Self {
        let Shape { separator, row_end } = shape;
        Self {
            text,
            at: 0,
            line,
            shape,
            ends: Ends::of(
                text.as_bytes(),
                [separator, row_end, if quotes { b'"' } else { row_end }],
            ),
            cells: Vec::new(),
            count: 0,
            scratch: String::new(),
            problem: None,
        }
    }

    /// The rows of a whole text whose separator is known.
    pub(crate) fn semicolons(text: &'b str) -> Self {
        Self::new(text, 1, true, Shape { separator: b';', row_end: b'\n' })
    }

    /// How far the text has been read, and the line that comes next.
    pub(crate) fn position(&self) -> (usize, u64) {
        (self.at.min(self.text.len()), self.line)
    }

    /// The next row.
    pub(crate) fn next_row(&mut self) -> Option<Row<'_>> {
        let rest = self.text.as_bytes().get(self.at..).filter(|rest| !rest.is_empty())?;
        self.cells.clear();
        self.count = 0;
        self.problem = None;
        let (line, start) = (self.line, self.at);
        if self.plain_row(rest) {
            self.line += 1;
        } else {
            let plain = memchr(self.shape.row_end, rest).unwrap_or(rest.len());
            self.cells.clear();
            self.count = 0;
            if plain > LONGEST_ROW {
                self.problem = Some(Problem::RowTooLong { limit: LONGEST_ROW });
                self.at = start + plain + 1;
                self.line += 1;
            } else {
                self.quoted_row();
            }
            self.ends.seek(self.at);
        }
        let row = self.text.get(start..self.at.min(self.text.len())).unwrap_or_default();
        let empty_line = self.count == 1 && row.trim_ascii().is_empty();
        Some(Row { rows: self, line, empty_line })
    }

    /// Reads a row without quotes. False if it has one, or is too long; then nothing but its cells has changed.
    #[inline]
    fn plain_row(&mut self, rest: &[u8]) -> bool {
        let start = self.at;
        let mut from = start;
        let end = loop {
            let Some(end) = self.ends.next() else { break start + rest.len() };
            match rest.get(end - start) {
                Some(&byte) if byte == self.shape.row_end => break end,
                Some(&byte) if byte == self.shape.separator => self.push(Cell::Text(from, end)),
                _ => return false,
            }
            from = end + 1;
        };
        if end - start > LONGEST_ROW {
            return false;
        }
        let carriage_return = end > from && rest.get(end - 1 - start) == Some(&b'\r');
        self.push(Cell::Text(from, end - usize::from(carriage_return)));
        self.at = end + 1;
        true
    }

    /// A row with a quote in it: cell by cell, as its end is not known.
    fn quoted_row(&mut self) {
        let text = self.text.as_bytes();
        let Shape { separator, row_end } = self.shape;
        loop {
            let mut end = self.at;
            if text.get(self.at) == Some(&b'"') {
                let Some(close) = closing_quote(text, self.at + 1) else {
                    self.problem = Some(Problem::UnclosedQuote);
                    self.at = text.len();
                    return;
                };
                self.push_quoted(self.at + 1, close);
                end = close + 1;
            }
            let tail = text.get(end..).unwrap_or_default();
            let length = tail
                .iter()
                .position(|&byte| byte == separator || byte == row_end)
                .unwrap_or(tail.len());
            let tail = tail.get(..length).unwrap_or_default();
            if end == self.at {
                let tail = if text.get(end + length) == Some(&separator) {
                    tail
                } else {
                    tail.strip_suffix(b"\r").unwrap_or(tail)
                };
                self.push(Cell::Text(end, end + tail.len()));
            } else if !tail.trim_ascii().is_empty() {
                self.problem = self.problem.take().or(Some(Problem::TextAfterQuote));
            }
            let stop = text.get(end + length).copied();
            let cell = text.get(self.at..end + length).unwrap_or_default();
            self.line += memchr_iter(row_end, cell).count() as u64;
            self.at = end + length + 1;
            if stop != Some(separator) {
                self.line += 1;
                return;
            }
        }
    }

    fn push_quoted(&mut self, from: usize, to: usize) {
        let Some(text) = self.text.get(from..to) else { return };
        if memchr(b'"', text.as_bytes()).is_none() {
            self.push(Cell::Text(from, to));
            return;
        }
        let start = self.scratch_start();
        self.scratch.push_str(&text.replace("\"\"", "\""));
        self.push(Cell::Scratch(start, self.scratch.len()));
    }

    fn scratch_start(&mut self) -> usize {
        if !self.cells.iter().any(|cell| matches!(cell, Cell::Scratch(..))) {
            self.scratch.clear();
        }
        self.scratch.len()
    }

    fn push(&mut self, cell: Cell) {
        self.count += 1;
        if self.cells.len() <= MOST_COLUMNS {
            self.cells.push(cell);
        }
    }

    #[inline]
    fn cell(&self, cell: Cell) -> &str {
        match cell {
            Cell::Text(from, to) => self.text.get(from..to),
            Cell::Scratch(from, to) => self.scratch.get(from..to),
        }
        .unwrap_or_default()
    }
}

/// The quote that closes a quoted cell whose text begins at `from`; a doubled quote closes nothing.
pub(super) fn closing_quote(text: &[u8], mut from: usize) -> Option<usize> {
    loop {
        let quote = from + memchr(b'"', text.get(from..)?)?;
        if text.get(quote + 1) != Some(&b'"') {
            return Some(quote);
        }
        from = quote + 2;
    }
}

impl<'r> Row<'r> {
    /// The line on which it begins, from 1.
    pub(crate) fn line(&self) -> u64 {
        self.line
    }

    /// What is wrong with its quotes or its length.
    pub(crate) fn problem(&self) -> Option<Problem> {
        self.rows.problem.clone()
    }

    /// Whether nothing is wrong with its quotes or its length.
    pub(crate) fn is_sound(&self) -> bool {
        self.rows.problem.is_none()
    }

    /// Whether the line holds nothing at all, not even a separator.
    pub(crate) fn is_empty_line(&self) -> bool {
        self.empty_line
    }

    /// The number of cells.
    pub(crate) fn len(&self) -> usize {
        self.rows.count
    }

    /// A cell as it stands; empty where there is none.
    #[inline]
    pub(crate) fn cell(&self, column: usize) -> &'r str {
        self.rows.cells.get(column).map_or("", |&cell| self.rows.cell(cell))
    }

    /// A cell as it stands, and the bytes from its beginning to the end of the block, for who reads several bytes at once.
    #[inline]
    pub(crate) fn cell_and_beyond(&self, column: usize) -> (&'r str, &'r [u8]) {
        let cell = self.cell(column);
        let beyond = match self.rows.cells.get(column) {
            Some(&Cell::Text(from, _)) => self.rows.text.as_bytes().get(from..),
            Some(&Cell::Scratch(from, _)) => self.rows.scratch.as_bytes().get(from..),
            None => None,
        };
        (cell, beyond.unwrap_or_default())
    }

    /// All cells as they stand.
    pub(crate) fn cells(&self) -> impl Iterator<Item = &'r str> {
        let rows = self.rows;
        rows.cells.iter().map(move |&cell| rows.cell(cell))
    }

    /// Whether every cell is empty.
    pub(crate) fn is_blank(&self) -> bool {
        self.empty_line || self.cells().all(|cell| cell.trim().is_empty())
    }
}
