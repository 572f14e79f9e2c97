//! Text and its lines.

use crate::{Findings, Problem, table::Input};

/// The text of a file that must be UTF-8, without its byte order mark.
pub(super) fn utf8<'b>(input: &Input<'_>, bytes: &'b [u8]) -> Result<&'b str, Findings> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if bytes.trim_ascii().is_empty() {
        return Err(input.finding(&Problem::Empty).into());
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        if memchr::memchr(0, bytes).is_some() {
            return Err(input.finding(&Problem::Binary).into());
        }
        return Ok(text);
    }
    // The line of the first broken letter is where a person begins to look.
    let broken = std::str::from_utf8(bytes).err().map_or(0, |error| error.valid_up_to());
    let before = bytes.get(..broken).unwrap_or_default();
    let line = memchr::memchr_iter(b'\n', before).count() as u64 + 1;
    Err(input.finding(&Problem::BrokenText { encoding: "UTF-8" }).at_row(line).into())
}

/// The lines with their numbers, from 1, without blanks at their ends.
pub(super) fn numbered(text: &str) -> impl Iterator<Item = (u64, &str)> {
    (1_u64..).zip(text.lines().map(str::trim))
}

/// A whole number written with digits only, as all these formats do.
pub(super) fn number(text: &str) -> Option<u64> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten()
}

/// A key as it would be written again: a key of ours must not hide behind another blank or what nobody sees.
pub(crate) fn key(text: &str) -> String {
    let parts = text.split(|c: char| c.is_whitespace() || c.is_control());
    let words: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    words.join(" ")
}
