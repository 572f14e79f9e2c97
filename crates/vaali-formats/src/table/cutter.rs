//! Where a text can be cut into whole rows, when it comes in chunks and what came before a chunk is not known yet.
//!
//! Whether a row end ends a row depends on every quote before it. But outside of that a chunk can only begin inside a quoted cell or not, so a thread that has no more than the chunk
//! finds the answer for both; which one holds is known at once when the chunks are put in order, and costs next to nothing.

use std::{collections::VecDeque, mem};

use memchr::{memchr, memchr_iter, memrchr};

use super::{
    blocks::{Block, LONGEST_ROW, Room, Shape},
    rows::closing_quote,
};
use crate::Problem;

/// Room before the text of a chunk, for the beginning of its first row: to move the text would cost as much as to read it.
pub(super) const MARGIN: usize = 1 << 12;

/// Where one is between two bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// A quote here would open a quoted cell.
    CellStart,
    /// In a cell that is not quoted, or behind one that was.
    Plain,
    /// In a quoted cell.
    Quoted,
    /// Behind a quote in a quoted cell, which closes it unless another quote follows.
    AfterQuote,
}

const STATES: [State; 4] = [State::CellStart, State::Plain, State::Quoted, State::AfterQuote];

/// What is known of a chunk once one knows where it begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Reading {
    /// Behind the last row end that ends a row.
    end: Option<usize>,
    /// Whether a quote opens a cell.
    quotes: bool,
    /// Where one is at the end.
    state: State,
}

/// What is known of a chunk by itself.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scan {
    zero: Option<usize>,
    /// Row ends, in quotes or not.
    lines: u64,
    /// If it begins in a cell that is not quoted.
    plain: Reading,
    /// If it begins in a quoted cell.
    quoted: Reading,
}

/// Where the whole rows of a part of a file are, by the part itself: between two places. What is before them and behind belongs to rows of its neighbours too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Edges {
    pub(crate) head: usize,
    pub(crate) tail: usize,
    /// Row ends between them, in quotes or not.
    lines: u64,
    /// Whether a quote opens a cell behind the first.
    pub(crate) quotes: bool,
    /// Where one is at the end.
    state: State,
}

impl Edges {
    /// As numbers, to be handed over.
    pub(crate) fn to_numbers(self) -> Option<[u32; 5]> {
        let number = |size: usize| u32::try_from(size).ok();
        let state = number(STATES.iter().position(|state| *state == self.state)?)?;
        let lines = u32::try_from(self.lines).ok()?;
        Some([number(self.head)?, number(self.tail)?, lines, u32::from(self.quotes), state])
    }

    /// The same back.
    pub(crate) fn of_numbers([head, tail, lines, quotes, state]: [u32; 5]) -> Option<Self> {
        Some(Self {
            head: head as usize,
            tail: tail as usize,
            lines: u64::from(lines),
            quotes: quotes != 0,
            state: *STATES.get(state as usize)?,
        })
    }
}

/// Some bytes of a file, with room before them.
#[derive(Debug)]
pub(super) struct Chunk {
    /// The text begins at [`MARGIN`].
    pub(super) bytes: Vec<u8>,
    /// Whether nothing follows.
    pub(super) last: bool,
}

impl Chunk {
    pub(super) fn text(&self) -> &[u8] {
        self.bytes.get(MARGIN..).unwrap_or_default()
    }
}

impl Shape {
    /// Looks through a chunk.
    pub(super) fn scan(self, text: &[u8]) -> Scan {
        let any = memchr(b'"', text).is_some();
        let quoted = Reading { end: None, quotes: false, state: State::Quoted };
        Scan {
            zero: memchr(0, text),
            lines: self.lines(text),
            plain: self.read(text, State::Plain),
            quoted: if any { self.read(text, State::Quoted) } else { quoted },
        }
    }

    fn lines(self, text: &[u8]) -> u64 {
        memchr_iter(self.row_end, text).count() as u64
    }

    /// Reads a text that begins in this state.
    fn read(self, text: &[u8], mut state: State) -> Reading {
        let mut reading = Reading { end: None, quotes: false, state };
        let mut at = 0;
        if matches!(state, State::CellStart | State::AfterQuote) {
            let quote = text.first() == Some(&b'"');
            reading.quotes = quote && state == State::CellStart;
            (at, state) = if quote { (1, State::Quoted) } else { (0, State::Plain) };
        }
        loop {
            if state == State::Quoted {
                let rest = text.get(at..).unwrap_or_default();
                let Some(quote) = memchr(b'"', rest).map(|found| at + found) else {
                    return Reading { state, ..reading };
                };
                match text.get(quote + 1) {
                    None => return Reading { state: State::AfterQuote, ..reading },
                    Some(b'"') => at = quote + 2,
                    Some(_) => (at, state) = (quote + 1, State::Plain),
                }
            } else {
                let opening = self.opening_quote(text, at);
                let plain = text.get(at..opening.unwrap_or(text.len())).unwrap_or_default();
                let end = memrchr(self.row_end, plain).map(|found| at + found + 1);
                reading.end = end.or(reading.end);
                let Some(opening) = opening else {
                    let ends_cell = text.last().is_some_and(|&last| self.ends_cell(last));
                    let state = if ends_cell { State::CellStart } else { State::Plain };
                    return Reading { state, ..reading };
                };
                reading.quotes = true;
                (at, state) = (opening + 1, State::Quoted);
            }
        }
    }

    /// Behind the first row end that ends a row, in a text that begins in this state.
    fn first_end(self, text: &[u8], mut state: State) -> Option<usize> {
        let mut at = 0;
        if matches!(state, State::CellStart | State::AfterQuote) {
            let quote = text.first() == Some(&b'"');
            (at, state) = if quote { (1, State::Quoted) } else { (0, State::Plain) };
        }
        loop {
            if state == State::Quoted {
                at = closing_quote(text, at)? + 1;
                // A quote at the very end may be half of a doubled one.
                text.get(at)?;
                state = State::Plain;
            } else {
                let end = at + memchr(self.row_end, text.get(at..)?)?;
                let opening = self.opening_quote(text.get(..end)?, at);
                let Some(opening) = opening else { return Some(end + 1) };
                (at, state) = (opening + 1, State::Quoted);
            }
        }
    }

    /// What is known of a part of a file by itself, if it begins within a row or a quoted cell and holds whole rows.
    pub(crate) fn edges(self, text: &[u8]) -> Option<Edges> {
        let head = self.first_end(text, State::Plain)?;
        let rest = text.get(head..)?;
        let Reading { end, quotes, state } = self.read(rest, State::CellStart);
        let middle = rest.get(..end?)?;
        Some(Edges { head, tail: head + middle.len(), lines: self.lines(middle), quotes, state })
    }

    /// The next quote behind a separator or a row end.
    fn opening_quote(self, text: &[u8], from: usize) -> Option<usize> {
        let rest = text.get(from..)?;
        memchr_iter(b'"', rest).map(|found| from + found).find(|quote| {
            let before = quote.checked_sub(1).and_then(|before| text.get(before));
            before.is_some_and(|&before| self.ends_cell(before))
        })
    }

    fn ends_cell(self, byte: u8) -> bool {
        byte == self.separator || byte == self.row_end
    }
}

/// Puts chunks together, in order, and cuts them into blocks of whole rows.
#[derive(Debug)]
pub(super) struct Cutter {
    shape: Shape,
    state: State,
    /// The beginning of a row whose end has not come.
    carry: Vec<u8>,
    /// Whether a quote opens a cell in it.
    carry_quotes: bool,
    /// The line on which it begins.
    next_line: u64,
    /// Whether the last chunk has come.
    pub(super) ended: bool,
}

/// A text that is no table, and the line where that shows.
pub(super) type Broken = (Problem, u64);

impl Cutter {
    pub(super) fn new(shape: Shape) -> Self {
        Self {
            shape,
            state: State::CellStart,
            carry: Vec::new(),
            carry_quotes: false,
            next_line: 1,
            ended: false,
        }
    }

    /// Takes the next chunk; the blocks that are whole now go to `ready`.
    pub(super) fn take(
        &mut self,
        chunk: Chunk,
        scan: &Scan,
        room: &Room,
        ready: &mut VecDeque<Block>,
    ) -> Result<(), Broken> {
        if self.ended && !chunk.text().is_empty() {
            let problem = "the file changed while it was read".to_owned();
            return Err((Problem::Unreadable { problem }, self.next_line));
        }
        self.ended |= chunk.last;
        if chunk.text().is_empty() {
            room.recycle(chunk.bytes);
        } else {
            ready.extend(self.cut(chunk, scan, room)?);
        }
        self.close(ready);
        Ok(())
    }

    /// Behind the last chunk, what is left is one row, perhaps with an open quote; its reader says where the quote is.
    fn close(&mut self, ready: &mut VecDeque<Block>) {
        if self.ended && !self.carry.is_empty() {
            let quotes = mem::take(&mut self.carry_quotes);
            let text = mem::take(&mut self.carry);
            let lines = self.shape.lines(&text);
            let all = 0..text.len();
            ready.push_back(Block::new(text, all, self.next_line, quotes, self.shape));
            self.next_line += lines;
        }
    }

    /// Takes a part of the file whose whole rows were read elsewhere; gives the row before these, and the line of the first of them.
    /// Nothing if the part does not follow here as `edges` have it; then nothing was taken.
    pub(super) fn take_read(
        &mut self,
        text: &[u8],
        last: bool,
        edges: &Edges,
        ready: &mut VecDeque<Block>,
    ) -> Option<(Block, u64)> {
        let (head, middle) = (text.get(..edges.head)?, text.get(edges.head..edges.tail)?);
        let tail = text.get(edges.tail..)?;
        let follows = self.shape.first_end(text, self.state) == Some(edges.head);
        let fits = self.carry.len() + head.len() <= LONGEST_ROW;
        if self.ended || !follows || !fits || middle.is_empty() {
            return None;
        }
        let mut row = mem::replace(&mut self.carry, tail.to_vec());
        row.extend_from_slice(head);
        let line = self.next_line + self.shape.lines(&row);
        let (all, quotes) = (0..row.len(), self.carry_quotes || memchr(b'"', head).is_some());
        let row = Block::new(row, all, self.next_line, quotes, self.shape);
        self.next_line = line + edges.lines;
        self.carry_quotes = edges.quotes && !tail.is_empty();
        self.state = edges.state;
        self.ended = last;
        self.close(ready);
        Some((row, line))
    }

    fn cut(&mut self, mut chunk: Chunk, scan: &Scan, room: &Room) -> Result<Option<Block>, Broken> {
        let text = chunk.text();
        if let Some(zero) = scan.zero {
            let before = text.get(..zero).unwrap_or_default();
            let lines = self.shape.lines(&self.carry) + self.shape.lines(before);
            return Err((Problem::Binary, self.next_line + lines));
        }
        let reading = match self.state {
            State::Quoted => scan.quoted,
            // A quote at the beginning means something else behind each of these.
            State::CellStart | State::AfterQuote if text.first() == Some(&b'"') => {
                self.shape.read(text, self.state)
            }
            State::Plain | State::CellStart | State::AfterQuote => scan.plain,
        };
        self.state = reading.state;
        let quotes = self.carry_quotes | reading.quotes;
        let Some(end) = reading.end else {
            self.carry_quotes = quotes;
            self.carry.extend_from_slice(text);
            room.recycle(chunk.bytes);
            if self.carry.len() > LONGEST_ROW {
                let open = matches!(self.state, State::Quoted | State::AfterQuote);
                let too_long = Problem::RowTooLong { limit: LONGEST_ROW };
                let problem = if open { Problem::UnclosedQuote } else { too_long };
                return Err((problem, self.next_line));
            }
            return Ok(None);
        };
        let (head, tail) = text.split_at(end);
        let rest = tail.to_vec();
        let lines = self.shape.lines(&self.carry) + scan.lines - self.shape.lines(tail);
        let mut carry = mem::replace(&mut self.carry, rest);
        self.carry_quotes = reading.quotes && !self.carry.is_empty();
        let (bytes, text) = if let Some(from) = MARGIN.checked_sub(carry.len()) {
            if let Some(margin) = chunk.bytes.get_mut(from..MARGIN) {
                margin.copy_from_slice(&carry);
            }
            (chunk.bytes, from..MARGIN + end)
        } else {
            carry.extend_from_slice(head);
            room.recycle(chunk.bytes);
            let all = 0..carry.len();
            (carry, all)
        };
        let block = Block::new(bytes, text, self.next_line, quotes, self.shape);
        self.next_line += lines;
        Ok(Some(block))
    }
}
