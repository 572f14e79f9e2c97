//! Where the bytes come from, and what letters they stand for.

use std::{
    fs::File,
    io::{self, Read},
    path::Path,
};

use encoding_rs::{Decoder, DecoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::source::{Places, READS_AT_PLACES};
use crate::{Finding, Findings, Problem};

/// A file, or bytes that came another way, with the name that findings give it.
#[derive(Clone, Debug)]
pub struct Input<'a> {
    pub(crate) name: String,
    from: From<'a>,
    /// Bytes read at once.
    pub(super) chunk: usize,
}

#[derive(Clone, Copy)]
enum From<'a> {
    File(&'a Path),
    Bytes(&'a [u8]),
}

impl std::fmt::Debug for From<'_> {
    /// No bytes: they may be ballots.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::File(path) => path.fmt(f),
            Self::Bytes(bytes) => write!(f, "{} bytes", bytes.len()),
        }
    }
}

impl<'a> Input<'a> {
    /// A file of a disk. It is read when it is needed.
    pub fn file(path: &'a Path) -> Self {
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
        Self { name, from: From::File(path), chunk: CHUNK }
    }

    /// Bytes that came another way; `name` stands in the findings.
    pub fn bytes(name: &str, bytes: &'a [u8]) -> Self {
        Self { name: name.to_owned(), from: From::Bytes(bytes), chunk: CHUNK }
    }

    /// The same, read in chunks of so many bytes.
    #[cfg(test)]
    pub(crate) fn in_chunks(self, chunk: usize) -> Self {
        Self { chunk, ..self }
    }

    /// How long it is, for showing progress.
    pub(crate) fn len(&self) -> u64 {
        match self.from {
            From::File(path) => path.metadata().map_or(0, |data| data.len()),
            From::Bytes(bytes) => bytes.len() as u64,
        }
    }

    pub(crate) fn finding(&self, problem: &Problem) -> Finding {
        Finding::new(self.name.clone(), problem)
    }

    pub(crate) fn unreadable(&self, error: &io::Error) -> Stop {
        Stop::found(self.finding(&Problem::Unreadable { problem: error.to_string() }))
    }

    /// What broken UTF-8 means. `promised`: by its BOM it is UTF-8.
    pub(super) fn not_utf8(&self, promised: bool) -> Stop {
        if promised {
            Stop::found(self.finding(&Problem::BrokenText { encoding: UTF_8.name() }))
        } else {
            Stop::NotUtf8
        }
    }

    /// All bytes, where a file is small by nature.
    pub(crate) fn read_whole(&self) -> Result<Vec<u8>, Findings> {
        self.read_at_most(LARGEST_WHOLE)
    }

    /// All bytes of a file that has no more than so many.
    pub(crate) fn read_at_most(&self, limit: u64) -> Result<Vec<u8>, Findings> {
        let mut bytes = Vec::new();
        let read = self.open().and_then(|from| from.take(limit + 1).read_to_end(&mut bytes));
        if let Err(error) = read {
            let problem = Problem::Unreadable { problem: error.to_string() };
            return Err(self.finding(&problem).into());
        }
        if bytes.len() as u64 > limit {
            return Err(self.finding(&Problem::FileTooLarge { mebibytes: limit >> 20 }).into());
        }
        Ok(bytes)
    }

    /// Whether the file begins with these bytes. One that cannot be read does not: its reader says why.
    pub(crate) fn starts_with(&self, bytes: &[u8]) -> bool {
        let mut head = Vec::new();
        let read =
            self.open().and_then(|from| from.take(bytes.len() as u64).read_to_end(&mut head));
        read.is_ok() && head == bytes
    }

    /// The bytes by their places, if they can be had so: of a pipe they cannot.
    pub(super) fn places(&self) -> io::Result<Option<Places<'a>>> {
        Ok(match self.from {
            // To open a pipe a second time could wait for ever.
            From::File(path) if READS_AT_PLACES && path.metadata()?.is_file() => {
                Some(Places::File(File::open(path)?))
            }
            From::File(_) => None,
            From::Bytes(bytes) => Some(Places::Bytes(bytes)),
        })
    }

    fn open(&self) -> io::Result<Box<dyn Read + Send + 'a>> {
        Ok(match self.from {
            From::File(path) => Box::new(File::open(path)?),
            From::Bytes(bytes) => Box::new(bytes),
        })
    }
}

/// The largest file that is read as a whole: ten times the largest of the Pabulib library.
const LARGEST_WHOLE: u64 = 256 << 20;

/// Why a reading stopped.
#[derive(Clone, Debug)]
pub(crate) enum Stop {
    /// The bytes are not UTF-8 after all.
    NotUtf8,
    /// Findings beyond which nothing can be read.
    Found(Vec<Finding>),
}

impl Stop {
    pub(crate) fn found(finding: Finding) -> Self {
        Self::Found(vec![finding])
    }
}

/// Reads a file as UTF-8 (or what its BOM says), and again as Windows-1252 where that fails.
///
/// Only the end of the file shows whether it is UTF-8, so that a second reading is the price of bounded memory; it is rare.
pub(crate) fn reading<T>(
    input: &Input<'_>,
    mut read: impl FnMut(bool) -> Result<(T, Vec<Finding>), Stop>,
) -> Result<(T, Vec<Finding>), Findings> {
    let mut first = Vec::new();
    let outcome = match read(false) {
        Err(Stop::NotUtf8) => {
            first.push(input.finding(&Problem::NotUnicode));
            read(true)
        }
        other => other,
    };
    match outcome {
        Ok((read, found)) => {
            first.extend(found);
            Ok((read, first))
        }
        Err(stop) => {
            match stop {
                Stop::Found(findings) => first.extend(findings),
                Stop::NotUtf8 => {
                    first.push(input.finding(&Problem::BrokenText { encoding: "Windows-1252" }));
                }
            }
            Err(Findings::errors_first(first))
        }
    }
}

/// Bytes to UTF-8, chunk by chunk.
pub(crate) struct Letters<'a> {
    from: Box<dyn Read + Send + 'a>,
    decoder: Option<(Decoder, &'static str)>,
    /// Read while looking for a BOM.
    head: Vec<u8>,
    /// The length of the BOM of UTF-8, where there is one.
    bom: u64,
    raw: Vec<u8>,
    /// Whether the BOM promised UTF-8: then broken bytes are damage and no other encoding.
    pub(crate) promised: bool,
    pub(crate) bytes_read: u64,
    ended: bool,
}

/// Bytes that tell the encoding: a BOM, or where the zero bytes of UTF-16 are.
const HEAD: u64 = 64;

/// What the first bytes say of a file that is no text at all, so that a person is told what it is instead of which byte is odd.
fn foreign(head: &[u8], input: &Input<'_>) -> Option<Problem> {
    const COMPOUND: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
    let text = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
    let begins = |word: &str| {
        text.get(..word.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(word.as_bytes()))
    };
    let what = if head.starts_with(COMPOUND) {
        // Both are kept in the same container; the name of the locked part is in its directory, as UTF-16.
        let locked: Vec<u8> =
            "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let bytes = input.read_whole().ok()?;
        if memchr::memmem::find(&bytes, &locked).is_some() {
            return Some(Problem::LockedWorkbook);
        }
        "a workbook of old Excel (.xls)"
    } else if begins("<!doctype html") || begins("<html") || begins("<table") {
        "a web page, whatever its name ends with"
    } else if begins("<?xml") {
        "XML"
    } else if head.starts_with(b"%PDF-") {
        "a PDF"
    } else if begins("{\\rtf") {
        "a text document (.rtf)"
    } else {
        return None;
    };
    Some(Problem::NotATable { what })
}

/// UTF-16 whose BOM is missing: nearly all letters of a header have a zero byte on the same side, where other texts have none at all.
fn utf16_without_bom(head: &[u8]) -> Option<&'static Encoding> {
    let pairs = || head.as_chunks::<2>().0.iter();
    let zeros = |side: fn(&[u8; 2]) -> u8| pairs().filter(|pair| side(pair) == 0).count();
    let (first, second) = (zeros(|pair| pair[0]), zeros(|pair| pair[1]));
    let most = pairs().count().div_ceil(4) * 3;
    match (first, second) {
        (0, zeros) if zeros > 0 && zeros >= most => Some(UTF_16LE),
        (zeros, 0) if zeros > 0 && zeros >= most => Some(UTF_16BE),
        _ => None,
    }
}

/// Bytes asked of the file at once: what several threads have of them at hand fits into the caches.
const CHUNK: usize = 1 << 17;

impl<'a> Letters<'a> {
    pub(crate) fn open(input: &Input<'a>, windows_1252: bool) -> Result<Self, Stop> {
        let mut from = input.open().map_err(|error| input.unreadable(&error))?;
        let mut head = Vec::new();
        from.by_ref()
            .take(HEAD)
            .read_to_end(&mut head)
            .map_err(|error| input.unreadable(&error))?;
        if let Some(problem) = foreign(&head, input) {
            return Err(Stop::found(input.finding(&problem)));
        }
        let (mut promised, mut bom) = (false, 0);
        let bytes_read = head.len() as u64;
        let decoder = if let Some(rest) = head.strip_prefix(b"\xEF\xBB\xBF") {
            bom = (head.len() - rest.len()) as u64;
            head = rest.to_vec();
            promised = true;
            None
        } else if head.starts_with(b"\xFF\xFE") {
            Some((UTF_16LE.new_decoder_with_bom_removal(), "UTF-16"))
        } else if head.starts_with(b"\xFE\xFF") {
            Some((UTF_16BE.new_decoder_with_bom_removal(), "UTF-16"))
        } else if let Some(encoding) = utf16_without_bom(&head) {
            Some((encoding.new_decoder_without_bom_handling(), "UTF-16"))
        } else if windows_1252 {
            Some((WINDOWS_1252.new_decoder_without_bom_handling(), "Windows-1252"))
        } else {
            None
        };
        Ok(Self { from, decoder, head, bom, raw: Vec::new(), promised, bytes_read, ended: false })
    }

    /// Where the text begins, if its bytes are taken as they are.
    pub(super) fn plain_from(&self) -> Option<u64> {
        self.decoder.is_none().then_some(self.bom)
    }

    /// Adds the next chunk behind `text`; says whether there may be more.
    pub(crate) fn read_on(&mut self, input: &Input<'_>, text: &mut Vec<u8>) -> Result<bool, Stop> {
        if self.ended {
            return Ok(false);
        }
        let Some((decoder, encoding)) = &mut self.decoder else {
            // Growing in steps would copy each block several times.
            text.reserve(input.chunk);
            text.append(&mut self.head);
            let read = Read::take(&mut self.from, input.chunk as u64)
                .read_to_end(text)
                .map_err(|error| input.unreadable(&error))?;
            self.bytes_read += read as u64;
            self.ended = read == 0;
            return Ok(!self.ended);
        };
        self.raw.clear();
        self.raw.append(&mut self.head);
        let read = Read::take(&mut self.from, input.chunk as u64)
            .read_to_end(&mut self.raw)
            .map_err(|error| input.unreadable(&error))?;
        self.bytes_read += read as u64;
        self.ended = read == 0;
        let mut letters = String::with_capacity(
            decoder.max_utf8_buffer_length_without_replacement(self.raw.len()).unwrap_or_default(),
        );
        let (result, _) =
            decoder.decode_to_string_without_replacement(&self.raw, &mut letters, self.ended);
        text.extend_from_slice(letters.as_bytes());
        match result {
            DecoderResult::InputEmpty => Ok(!self.ended),
            _ => Err(Stop::found(input.finding(&Problem::BrokenText { encoding }))),
        }
    }
}
