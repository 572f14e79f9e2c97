//! Blocks of whole rows: what one thread reads while others read other blocks.

use std::{
    collections::{BTreeMap, VecDeque},
    mem,
    ops::Range,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
};

use memchr::{memchr, memchr2};
use rayon::prelude::*;

use super::{
    cutter::{Broken, Chunk, Cutter, Edges, MARGIN, Scan},
    input::{Input, Letters, Stop},
    rows::Rows,
    sniff::sniff,
    source::Source,
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
    bytes: Vec<u8>,
    text: Range<usize>,
    first_line: u64,
    quotes: bool,
    shape: Shape,
}

impl Block {
    pub(super) fn new(
        bytes: Vec<u8>,
        text: Range<usize>,
        first_line: u64,
        quotes: bool,
        shape: Shape,
    ) -> Self {
        Self { bytes, text, first_line, quotes, shape }
    }

    /// Rows out of a text.
    pub(crate) fn of_text(text: &[u8], first_line: u64, shape: Shape) -> Self {
        let quotes = memchr(b'"', text).is_some();
        Self::new(text.to_vec(), 0..text.len(), first_line, quotes, shape)
    }

    /// The rows, or nothing if the block is not UTF-8.
    pub(crate) fn rows(&self) -> Option<Rows<'_>> {
        let text = std::str::from_utf8(self.bytes.get(self.text.clone())?).ok()?;
        Some(Rows::new(text, self.first_line, self.quotes, self.shape))
    }
}

/// What comes next in a file of which parts were read elsewhere.
#[derive(Debug)]
pub(crate) enum Piece<'a> {
    /// Rows to be read.
    Block(Block),
    /// A part that begins with this chunk: the row before its whole rows, its text, and the line of the first whole row.
    Read { chunk: u64, before: Block, text: &'a [u8], line: u64 },
}

/// The memory of blocks that were read, for others: fresh memory for each block would cost as much as reading it.
#[derive(Clone, Debug, Default)]
pub(super) struct Room(Arc<Mutex<Vec<Vec<u8>>>>);

impl Room {
    /// Takes memory back, as it is.
    pub(super) fn recycle(&self, bytes: Vec<u8>) {
        // That of a giant row is not kept.
        if bytes.capacity() < LONGEST_ROW / 4 {
            locked(&self.0).push(bytes);
        }
    }

    pub(super) fn take(&self) -> Vec<u8> {
        locked(&self.0).pop().unwrap_or_default()
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The blocks of a file, in order. The header is read at once.
pub(crate) struct Blocks<'a> {
    input: Input<'a>,
    source: Source<'a>,
    /// Whether the BOM promised UTF-8: then broken bytes are damage and no other encoding.
    promised: bool,
    shape: Shape,
    /// The cells of the header and its line.
    pub(crate) header: Vec<String>,
    pub(crate) header_line: u64,
    cutter: Cutter,
    ready: VecDeque<Block>,
    /// The chunk that is cut next.
    next_chunk: u64,
    /// Whether the reading stopped before the end.
    stopped: bool,
    room: Room,
}

impl<'a> Blocks<'a> {
    /// Opens a table and reads its header.
    pub(crate) fn open(input: &Input<'a>, windows_1252: bool) -> Result<Self, Stop> {
        let letters = Letters::open(input, windows_1252)?;
        let promised = letters.promised;
        let (source, room) = (Source::open(input, letters)?, Room::default());
        let mut next_chunk = 0;
        let mut first = Chunk { bytes: vec![0; MARGIN], last: false };
        // The first chunk tells the separator and the line end. In a stream a chunk may be short, so one line must be whole.
        while !first.last && !holds_line(first.text()) && first.text().len() < LONGEST_ROW {
            let Some((number, chunk)) = source.next(&room) else { break };
            let chunk = chunk?;
            next_chunk = number + 1;
            first.bytes.extend_from_slice(chunk.text());
            first.last = chunk.last;
            room.recycle(chunk.bytes);
        }
        let (shape, declared) = sniff(first.text());
        let mut blocks = Self {
            input: input.clone(),
            source,
            promised,
            shape,
            header: Vec::new(),
            header_line: 1,
            cutter: Cutter::new(shape),
            ready: VecDeque::new(),
            next_chunk,
            stopped: false,
            room,
        };
        let scan = shape.scan(first.text());
        blocks.cut(first, &scan)?;
        blocks.read_header(declared)?;
        Ok(blocks)
    }

    /// `declared`: the first line only says what parts the cells.
    fn read_header(&mut self, mut declared: bool) -> Result<(), Stop> {
        let Some(mut block) = self.next_block()? else {
            return Err(Stop::found(self.input.finding(&Problem::Empty)));
        };
        let mut rows = block.rows().ok_or_else(|| self.not_utf8())?;
        let header = loop {
            let Some(row) = rows.next_row() else {
                return Err(Stop::found(self.input.finding(&Problem::Empty)));
            };
            if let Some(problem) = row.problem() {
                return Err(Stop::found(self.input.finding(&problem).at_row(row.line())));
            }
            if !row.is_empty_line() && !mem::take(&mut declared) {
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
        block.text.start += read;
        block.first_line = line;
        self.ready.push_front(block);
        Ok(())
    }

    pub(crate) fn bytes_read(&self) -> u64 {
        self.source.bytes_read()
    }

    /// What it means that a block is not UTF-8.
    pub(crate) fn not_utf8(&self) -> Stop {
        self.input.not_utf8(self.promised)
    }

    /// The next block, none at the end.
    pub(crate) fn next_block(&mut self) -> Result<Option<Block>, Stop> {
        loop {
            if let Some(block) = self.ready.pop_front() {
                return Ok(Some(block));
            }
            let Some((number, chunk)) = self.source.next(&self.room) else { return Ok(None) };
            let chunk = chunk?;
            self.next_chunk = number + 1;
            let scan = self.shape.scan(chunk.text());
            self.cut(chunk, &scan)?;
        }
    }

    /// How the rows are written.
    pub(crate) fn shape(&self) -> Shape {
        self.shape
    }

    /// The chunk that comes next, where it begins in bytes that are at hand, and how long it is.
    pub(crate) fn next_at_hand(&self) -> Option<(u64, u64, u64)> {
        let (from, _) = self.source.at_hand(self.next_chunk, 1)?;
        Some((self.next_chunk, from, self.input.chunk as u64))
    }

    /// The next block, or the whole rows of the next part if they were read elsewhere; none at the end. `read` has the edges of the part that begins with a chunk, and its length in chunks.
    pub(crate) fn next_piece(
        &mut self,
        read: impl Fn(u64) -> Option<(Edges, u64)>,
    ) -> Result<Option<Piece<'a>>, Stop> {
        let chunk = self.next_chunk;
        if self.ready.is_empty()
            && let Some((edges, chunks)) = read(chunk)
            && let Some((_, text)) = self.source.at_hand(chunk, chunks)
        {
            let last = text.len() as u64 != chunks * self.input.chunk as u64;
            if let Some((before, line)) = self.cutter.take_read(text, last, &edges, &mut self.ready)
            {
                self.source.pass(chunks, text.len(), last);
                self.next_chunk += chunks;
                return Ok(Some(Piece::Read { chunk, before, text, line }));
            }
        }
        self.next_block().map(|block| block.map(Piece::Block))
    }

    fn cut(&mut self, chunk: Chunk, scan: &Scan) -> Result<(), Stop> {
        let cut = self.cutter.take(chunk, scan, &self.room, &mut self.ready);
        cut.map_err(|broken| stop(&self.input, broken))
    }

    /// Whether no more blocks will come than are ready.
    fn ended(&self) -> bool {
        self.cutter.ended || self.stopped
    }

    /// Reads the blocks of so many chunks, all threads at once, and gives what was read in the order of the file; nothing at the end of the file.
    /// What stops the reading is the last of it.
    pub(crate) fn read_batch<P: Send>(
        &mut self,
        chunks: usize,
        read: impl Fn(&Block) -> Option<P> + Sync,
    ) -> Option<Vec<Result<P, Stop>>> {
        if self.ready.is_empty() && self.ended() {
            return None;
        }
        let not_utf8 = self.not_utf8();
        let Self { input, source, shape, cutter, ready, next_chunk, stopped, room, .. } = self;
        let left = AtomicUsize::new(chunks);
        let line = Mutex::new(Line {
            input,
            room,
            cutter,
            next_chunk,
            stopped,
            waiting: BTreeMap::new(),
            ready,
            given: 0,
            read: Vec::new(),
            stop: None,
        });
        // Nobody waits: who has brought a chunk reads what blocks there are, and then brings the next chunk. So the last to leave has left nothing behind.
        let work = |_| loop {
            let block = locked(&line).next_block();
            if let Some((number, block)) = block {
                let part = read(&block).ok_or_else(|| not_utf8.clone());
                room.recycle(block.bytes);
                locked(&line).read.push((number, part));
                continue;
            }
            let one_less = |left: usize| left.checked_sub(1);
            if left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, one_less).is_err() {
                return;
            }
            let Some((number, chunk)) = source.next(room) else { return };
            let scanned = chunk.map(|chunk| {
                let scan = shape.scan(chunk.text());
                (chunk, scan)
            });
            locked(&line).put(number, scanned);
        };
        (0..rayon::current_num_threads()).into_par_iter().for_each(work);
        let Line { mut read, stop, .. } = line.into_inner().unwrap_or_else(PoisonError::into_inner);
        read.sort_unstable_by_key(|(number, _)| *number);
        Some(read.into_iter().map(|(_, part)| part).chain(stop.map(Err)).collect())
    }
}

/// Chunks and blocks between the threads that read them.
struct Line<'l, 'a, P> {
    input: &'l Input<'a>,
    room: &'l Room,
    cutter: &'l mut Cutter,
    /// The chunk whose turn it is to be cut.
    next_chunk: &'l mut u64,
    stopped: &'l mut bool,
    /// Chunks that came before their turn.
    waiting: BTreeMap<u64, Scanned>,
    ready: &'l mut VecDeque<Block>,
    /// Blocks that were given away.
    given: usize,
    read: Vec<(usize, Result<P, Stop>)>,
    stop: Option<Stop>,
}

type Scanned = Result<(Chunk, Scan), Stop>;

impl<P> Line<'_, '_, P> {
    fn next_block(&mut self) -> Option<(usize, Block)> {
        let block = self.ready.pop_front()?;
        self.given += 1;
        Some((self.given, block))
    }

    /// Takes a chunk, and cuts all whose turn has come.
    fn put(&mut self, number: u64, chunk: Scanned) {
        self.waiting.insert(number, chunk);
        while let Some(chunk) = self.waiting.remove(self.next_chunk) {
            *self.next_chunk += 1;
            if *self.stopped {
                continue;
            }
            let cut = chunk.and_then(|(chunk, scan)| {
                let cut = self.cutter.take(chunk, &scan, self.room, self.ready);
                cut.map_err(|broken| stop(self.input, broken))
            });
            if let Err(stop) = cut {
                *self.stopped = true;
                self.stop = Some(stop);
            }
        }
    }
}

fn stop(input: &Input<'_>, (problem, line): Broken) -> Stop {
    Stop::found(input.finding(&problem).at_row(line))
}

/// Whether a line is whole, and whether a carriage return is all that ends it.
fn holds_line(text: &[u8]) -> bool {
    let text = text.trim_ascii_start();
    memchr2(b'\n', b'\r', text).is_some_and(|end| end + 1 < text.len())
}
