//! A file in chunks: read at their places by several threads at once where that can be, else one after the other.

use std::{
    fs::File,
    io,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
};

use super::{
    blocks::Room,
    cutter::{Chunk, MARGIN},
    input::{Input, Letters, Stop},
};

/// Where chunks come from. Each has a number, from zero without gaps.
pub(super) struct Source<'a> {
    input: Input<'a>,
    from: From<'a>,
    bytes_read: AtomicU64,
    ended: AtomicBool,
}

enum From<'a> {
    /// UTF-8 that can be read anywhere, from this byte on.
    Places { places: Places<'a>, start: u64, next: AtomicU64 },
    /// All else, and how many chunks were read.
    Stream(Mutex<(Letters<'a>, u64)>),
}

/// Bytes that can be read anywhere.
pub(super) enum Places<'a> {
    File(File),
    Bytes(&'a [u8]),
}

impl Places<'_> {
    /// Fills the room as far as there are bytes; gives how many there were.
    fn read(&self, mut room: &mut [u8], mut at: u64) -> io::Result<usize> {
        let wanted = room.len();
        while !room.is_empty() {
            let read = match self.read_some(room, at) {
                Ok(0) => break,
                Ok(read) => read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            room = room.get_mut(read..).unwrap_or_default();
            at += read as u64;
        }
        Ok(wanted - room.len())
    }

    fn read_some(&self, room: &mut [u8], at: u64) -> io::Result<usize> {
        match self {
            Self::File(file) => read_at(file, room, at),
            Self::Bytes(bytes) => {
                let rest = usize::try_from(at).ok().and_then(|at| bytes.get(at..));
                io::Read::read(&mut rest.unwrap_or_default(), room)
            }
        }
    }
}

/// Whether the system reads a file at a place that is said with each reading.
pub(super) const READS_AT_PLACES: bool = cfg!(any(unix, windows));

#[cfg(unix)]
fn read_at(file: &File, room: &mut [u8], at: u64) -> io::Result<usize> {
    std::os::unix::fs::FileExt::read_at(file, room, at)
}

#[cfg(windows)]
fn read_at(file: &File, room: &mut [u8], at: u64) -> io::Result<usize> {
    std::os::windows::fs::FileExt::seek_read(file, room, at)
}

#[cfg(not(any(unix, windows)))]
fn read_at(_: &File, _: &mut [u8], _: u64) -> io::Result<usize> {
    Err(io::ErrorKind::Unsupported.into())
}

impl<'a> Source<'a> {
    pub(super) fn open(input: &Input<'a>, letters: Letters<'a>) -> Result<Self, Stop> {
        let plain = letters.plain_from().map(|start| Ok((input.places()?, start)));
        let plain = plain.transpose().map_err(|error| input.unreadable(&error))?;
        let from = match plain {
            Some((Some(places), start)) => From::Places { places, start, next: AtomicU64::new(0) },
            _ => From::Stream(Mutex::new((letters, 0))),
        };
        let (bytes_read, ended) = (AtomicU64::new(0), AtomicBool::new(false));
        Ok(Self { input: input.clone(), from, bytes_read, ended })
    }

    pub(super) fn bytes_read(&self) -> u64 {
        self.bytes_read.load(Ordering::Relaxed)
    }

    /// The next chunk and its number, or why there is none; nothing once the last one was given.
    pub(super) fn next(&self, room: &Room) -> Option<(u64, Result<Chunk, Stop>)> {
        if self.ended.load(Ordering::Relaxed) {
            return None;
        }
        Some(match &self.from {
            From::Places { places, start, next } => {
                let number = next.fetch_add(1, Ordering::Relaxed);
                (number, self.noted(self.at_place(places, *start, number, room)))
            }
            From::Stream(stream) => {
                let mut stream = stream.lock().unwrap_or_else(PoisonError::into_inner);
                // Another thread may have met the end meanwhile.
                if self.ended.load(Ordering::Relaxed) {
                    return None;
                }
                let (letters, next) = &mut *stream;
                let number = *next;
                *next += 1;
                (number, self.noted(self.of_stream(letters, room)))
            }
        })
    }

    /// Where a chunk begins in bytes that are at hand, and so many chunks from there; nothing where they must be read first, or are no more.
    pub(super) fn at_hand(&self, number: u64, chunks: u64) -> Option<(u64, &'a [u8])> {
        let From::Places { places: Places::Bytes(bytes), start, .. } = &self.from else {
            return None;
        };
        let size = self.input.chunk as u64;
        let (from, length) = (start + number * size, usize::try_from(chunks * size).ok()?);
        let rest = bytes.get(usize::try_from(from).ok()?..).filter(|rest| !rest.is_empty())?;
        Some((from, rest.get(..length).unwrap_or(rest)))
    }

    /// Passes over chunks that were taken where they were; `last` if nothing follows.
    pub(super) fn pass(&self, chunks: u64, bytes: usize, last: bool) {
        if let From::Places { next, .. } = &self.from {
            next.fetch_add(chunks, Ordering::Relaxed);
        }
        self.bytes_read.fetch_add(bytes as u64, Ordering::Relaxed);
        self.ended.fetch_or(last, Ordering::Relaxed);
    }

    /// Behind the last chunk, and behind one that could not be read, none is asked for.
    fn noted(&self, chunk: Result<Chunk, Stop>) -> Result<Chunk, Stop> {
        if !chunk.as_ref().is_ok_and(|chunk| !chunk.last) {
            self.ended.store(true, Ordering::Relaxed);
        }
        chunk
    }

    fn at_place(
        &self,
        places: &Places<'a>,
        start: u64,
        number: u64,
        room: &Room,
    ) -> Result<Chunk, Stop> {
        let mut bytes = room.take();
        // Room that was used before is as long already, and nothing is written here.
        bytes.resize(MARGIN + self.input.chunk, 0);
        let text = bytes.get_mut(MARGIN..).unwrap_or_default();
        let at = start + number * self.input.chunk as u64;
        let read = places.read(text, at).map_err(|error| self.input.unreadable(&error))?;
        let last = read < text.len();
        bytes.truncate(MARGIN + read);
        self.bytes_read.fetch_add(read as u64, Ordering::Relaxed);
        Ok(Chunk { bytes, last })
    }

    fn of_stream(&self, letters: &mut Letters<'a>, room: &Room) -> Result<Chunk, Stop> {
        let mut bytes = room.take();
        bytes.resize(MARGIN, 0);
        let last = !letters.read_on(&self.input, &mut bytes)?;
        self.bytes_read.store(letters.bytes_read, Ordering::Relaxed);
        Ok(Chunk { bytes, last })
    }
}
