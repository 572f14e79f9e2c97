//! Blocks of whole rows: what one thread reads while others read other blocks.

use std::sync::{Arc, Mutex};

use memchr::{memchr, memchr_iter, memchr2, memrchr};

use super::{
    input::{Input, Letters, Stop},
    rows::Rows,
    sniff::sniff,
};
use crate::Problem;

/// A row longer than this is no row of an election.
pub(crate) const LONGEST_ROW: usize = 16 << 20;
/// The columns of a worksheet.
pub(crate) const MOST_COLUMNS: usize = 16_384;

/// How the rows of a file are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Shape {
    /// What parts the cells; zero where the header has one cell only, for zero bytes are in no text.
    pub(crate) separator: u8,
    /// What ends the rows.
    pub(crate) row_end: u8,
}

/// Whole rows, at most one chunk and one row long.
#[derive(Debug)]
pub(crate) struct Block {
    text: Vec<u8>,
    from: usize,
    first_line: u64,
    quotes: bool,
    shape: Shape,
}

impl Block {
    /// The rows, or nothing if the block is not UTF-8.
    pub(crate) fn rows(&self) -> Option<Rows<'_>> {
        let text = std::str::from_utf8(self.text.get(self.from..)?).ok()?;
        Some(Rows::new(text, self.first_line, self.quotes, self.shape))
    }
}

/// The memory of blocks that were read, for others: fresh memory for each block would cost as much as reading it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Room(Arc<Mutex<Vec<Vec<u8>>>>);

impl Room {
    /// Takes back the memory of a block.
    pub(crate) fn recycle(&self, block: Block) {
        let mut text = block.text;
        text.clear();
        if let Ok(mut spare) = self.0.lock() {
            spare.push(text);
        }
    }

    fn take(&self) -> Vec<u8> {
        self.0.lock().ok().and_then(|mut spare| spare.pop()).unwrap_or_default()
    }
}

/// The blocks of a file, in order. The header is read at once.
pub(crate) struct Blocks<'a> {
    input: Input<'a>,
    letters: Letters<'a>,
    shape: Shape,
    /// The cells of the header and its line.
    pub(crate) header: Vec<String>,
    pub(crate) header_line: u64,
    first: Option<Block>,
    carry: Vec<u8>,
    room: Room,
    next_line: u64,
    ended: bool,
}

impl<'a> Blocks<'a> {
    /// Opens a table and reads its header.
    pub(crate) fn open(input: &Input<'a>, windows_1252: bool) -> Result<Self, Stop> {
        let mut letters = Letters::open(input, windows_1252)?;
        let mut carry = Vec::new();
        let mut more = true;
        // The first chunk tells the separator and the line end. In a stream a chunk may be short, so one line must be whole.
        while more
            && memchr2(b'\n', b'\r', trimmed_start(&carry)).is_none()
            && carry.len() < LONGEST_ROW
        {
            more = letters.read_on(input, &mut carry)?;
        }
        let (shape, declared) = sniff(&carry);
        let mut blocks = Self {
            input: input.clone(),
            letters,
            shape,
            header: Vec::new(),
            header_line: 1,
            first: None,
            carry,
            room: Room::default(),
            next_line: 1,
            ended: false,
        };
        blocks.read_header(declared)?;
        Ok(blocks)
    }

    /// `declared`: the first line only says what parts the cells.
    fn read_header(&mut self, mut declared: bool) -> Result<(), Stop> {
        let Some(mut block) = self.cut_block()? else {
            return Err(Stop::found(self.input.finding(&Problem::Empty)));
        };
        let mut rows = block.rows().ok_or_else(|| self.letters.not_utf8(&self.input))?;
        let header = loop {
            let Some(row) = rows.next_row() else {
                return Err(Stop::found(self.input.finding(&Problem::Empty)));
            };
            if let Some(problem) = row.problem() {
                return Err(Stop::found(self.input.finding(&problem).at_row(row.line())));
            }
            if !row.is_empty_line() && !std::mem::take(&mut declared) {
                self.header_line = row.line();
                let (columns, limit) = (row.len(), MOST_COLUMNS);
                if columns > limit {
                    let problem = Problem::TooManyColumns { columns, limit };
                    return Err(Stop::found(self.input.finding(&problem).at_row(row.line())));
                }
                break row.cells().map(|cell| super::clean(cell).into_owned()).collect();
            }
        };
        let (read, line) = rows.position();
        self.header = header;
        block.from += read;
        block.first_line = line;
        self.first = Some(block);
        Ok(())
    }

    pub(crate) fn bytes_read(&self) -> u64 {
        self.letters.bytes_read
    }

    /// What it means that a block is not UTF-8.
    pub(crate) fn not_utf8(&self) -> Stop {
        self.letters.not_utf8(&self.input)
    }

    /// Where the memory of blocks goes that were read.
    pub(crate) fn room(&self) -> Room {
        self.room.clone()
    }

    /// The next block, none at the end.
    pub(crate) fn next_block(&mut self) -> Result<Option<Block>, Stop> {
        match self.first.take() {
            Some(block) => Ok(Some(block)),
            None => self.cut_block(),
        }
    }

    fn cut_block(&mut self) -> Result<Option<Block>, Stop> {
        let mut looked_at = 0;
        loop {
            if self.ended && self.carry.is_empty() {
                return Ok(None);
            }
            let fresh = self.carry.get(looked_at..).unwrap_or_default();
            if let Some(zero) = memchr(0, fresh) {
                let lines = memchr_iter(
                    self.shape.row_end,
                    self.carry.get(..looked_at + zero).unwrap_or_default(),
                );
                let finding = self.input.finding(&Problem::Binary);
                return Err(Stop::found(finding.at_row(self.next_line + lines.count() as u64)));
            }
            looked_at = self.carry.len();
            let cut = self.shape.cut(&self.carry, self.ended);
            if let Some(end) = cut.end.filter(|&end| end > 0) {
                return Ok(Some(self.take(end, cut.quotes)));
            }
            if self.ended && cut.open {
                // The rest is one row with an open quote; its reader says where the quote is.
                return Ok(Some(self.take(looked_at, true)));
            }
            if looked_at > LONGEST_ROW {
                let problem = if cut.open {
                    Problem::UnclosedQuote
                } else {
                    Problem::RowTooLong { limit: LONGEST_ROW }
                };
                return Err(Stop::found(self.input.finding(&problem).at_row(self.next_line)));
            }
            self.ended = !self.letters.read_on(&self.input, &mut self.carry)?;
        }
    }

    /// The first `end` bytes of the carry as a block.
    fn take(&mut self, end: usize, quotes: bool) -> Block {
        let mut rest = self.room.take();
        rest.extend_from_slice(self.carry.get(end..).unwrap_or_default());
        let mut text = std::mem::replace(&mut self.carry, rest);
        text.truncate(end);
        let first_line = self.next_line;
        self.next_line += memchr_iter(self.shape.row_end, &text).count() as u64;
        Block { text, from: 0, first_line, quotes, shape: self.shape }
    }
}

/// Where a text can be cut.
struct Cut {
    /// Behind the last whole row.
    end: Option<usize>,
    /// Whether any cell is quoted.
    quotes: bool,
    /// Whether a quoted cell is open at the end.
    open: bool,
}

fn trimmed_start(text: &[u8]) -> &[u8] {
    text.trim_ascii_start()
}

impl Shape {
    /// Finds the end of the last whole row. `last`: nothing follows the text.
    fn cut(self, text: &[u8], last: bool) -> Cut {
        let (mut end, mut quotes, mut open) = (None, false, false);
        // Everything before this lies in whole cells or outside quotes.
        let mut from = 0;
        let mut search = 0;
        while let Some(found) = memchr(b'"', text.get(search..).unwrap_or_default()) {
            let quote = search + found;
            let opens = match quote.checked_sub(1).and_then(|before| text.get(before)) {
                None => true,
                Some(&before) => before == self.separator || before == self.row_end,
            };
            if !opens {
                search = quote + 1;
                continue;
            }
            quotes = true;
            end = self.row_end_in(text, from, quote).or(end);
            if let Some(close) = closing_quote(text, quote + 1, last) {
                from = close + 1;
                search = from;
            } else {
                open = true;
                break;
            }
        }
        if !open {
            end = if last {
                Some(text.len())
            } else {
                self.row_end_in(text, from, text.len()).or(end)
            };
        }
        Cut { end, quotes, open }
    }

    fn row_end_in(self, text: &[u8], from: usize, to: usize) -> Option<usize> {
        memrchr(self.row_end, text.get(from..to)?).map(|at| from + at + 1)
    }
}

/// The quote that closes a quoted cell whose text begins at `from`; a doubled quote closes nothing.
/// At the end of a text that goes on, a quote may be the first of two, and is taken for open.
pub(super) fn closing_quote(text: &[u8], mut from: usize, last: bool) -> Option<usize> {
    loop {
        let quote = from + memchr(b'"', text.get(from..)?)?;
        match text.get(quote + 1) {
            Some(b'"') => from = quote + 2,
            None if !last => return None,
            _ => return Some(quote),
        }
    }
}
