//! The text of a file that is written by hand, whatever its editor saved it as.
//!
//! TOML is UTF-8 ([TOML 1.0](https://toml.io/en/v1.0.0#spec)). Editors of Windows save UTF-16 and Windows-1252 too: they are read as lists are, and that is told.

#[cfg(test)]
mod tests;

use std::borrow::Cow;

use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::{Finding, Findings, Input, Problem};

/// Settings and proceedings are written by hand; what is larger is another file.
const LARGEST: u64 = 16 << 20;

/// Reads the text of a file. An encoding other than UTF-8 is a warning.
pub(crate) fn read_text(
    input: &Input<'_>,
    findings: &mut Vec<Finding>,
) -> Result<String, Findings> {
    text_of(&input.read_at_most(LARGEST)?, &input.name, findings).map(Cow::into_owned)
}

/// As [`read_text`], from bytes.
pub(crate) fn text_of<'b>(
    bytes: &'b [u8],
    name: &str,
    findings: &mut Vec<Finding>,
) -> Result<Cow<'b, str>, Findings> {
    let (text, encoding) = decoded(bytes, name)?;
    if encoding != UTF_8 {
        findings.push(Finding::new(name, &Problem::OtherEncoding { encoding }));
    }
    Ok(text)
}

/// As [`read_text`] where there is nobody to be warned: only what is certain is read.
pub(crate) fn read_certain(input: &Input<'_>) -> Result<String, Findings> {
    certain(&input.read_at_most(LARGEST)?, &input.name).map(Cow::into_owned)
}

/// As [`read_certain`], from bytes.
pub(crate) fn certain<'b>(bytes: &'b [u8], name: &str) -> Result<Cow<'b, str>, Findings> {
    let (text, encoding) = decoded(bytes, name)?;
    if encoding == GUESSED {
        utf8_of(bytes, name)?;
    }
    Ok(text)
}

/// The text of bytes that must be UTF-8, without the byte order mark.
pub(crate) fn utf8_of<'b>(bytes: &'b [u8], name: &str) -> Result<&'b str, Findings> {
    let bytes = bytes.strip_prefix(UTF_8_MARK).unwrap_or(bytes);
    std::str::from_utf8(bytes).map_err(|error| {
        let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
        let line = memchr::memchr_iter(b'\n', before).count() as u64 + 1;
        Finding::new(name, &Problem::BrokenText { encoding: UTF_8 }).at_row(line).into()
    })
}

const UTF_8: &str = "UTF-8";
const UTF_16: &str = "UTF-16";
/// What bytes are taken for that no mark and no rule explains.
const GUESSED: &str = "Windows-1252";
const UTF_8_MARK: &[u8] = b"\xEF\xBB\xBF";

/// The text and its encoding.
fn decoded<'b>(bytes: &'b [u8], name: &str) -> Result<(Cow<'b, str>, &'static str), Findings> {
    for (mark, encoding) in [(b"\xFF\xFE", UTF_16LE), (b"\xFE\xFF", UTF_16BE)] {
        if let Some(letters) = bytes.strip_prefix(mark) {
            let text = encoding.decode_without_bom_handling_and_without_replacement(letters);
            let broken = || Finding::new(name, &Problem::BrokenText { encoding: UTF_16 });
            return Ok((text.ok_or_else(broken)?, UTF_16));
        }
    }
    match utf8_of(bytes, name) {
        Ok(text) => Ok((Cow::Borrowed(text), UTF_8)),
        // Letters of UTF-8 among broken ones are a damaged file: in another encoding each of them would be two wrong letters.
        Err(broken)
            if bytes.starts_with(UTF_8_MARK)
                || bytes.utf8_chunks().any(|chunk| !chunk.valid().is_ascii()) =>
        {
            Err(broken)
        }
        Err(_) => Ok((WINDOWS_1252.decode_without_bom_handling(bytes).0, GUESSED)),
    }
}
