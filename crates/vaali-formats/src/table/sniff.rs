//! How the rows of a table are written: what parts its cells and what ends its rows.
//!
//! Counting separators would mislead: a header `Virtanen, Matti;Virtanen, Maija` has more commas than semicolons, and a question such as `Who; and why?` puts a semicolon into a file of commas.
//! So each separator of the header is tried on the rows below it, and the one by which most rows are as long as the header is taken.

use memchr::memchr;

use super::{blocks::Shape, rows::closing_quote};

/// What parts cells, the more distinctive first: where the rows do not tell, the first of the header is taken.
const SEPARATORS: [u8; 3] = [b'\t', b';', b','];

/// Rows tried below the header.
const ROWS_TRIED: usize = 50;

/// How a text is written, and whether its first line only says so: `sep=;`, which Excel reads and writes.
pub(super) fn sniff(text: &[u8]) -> (Shape, bool) {
    let text = text.trim_ascii_start();
    let row_end = row_end(text);
    let shape = |separator| Shape { separator, row_end };
    let first = text.split(|&byte| byte == row_end).next().unwrap_or_default();
    if let Some(separator) = declared(first) {
        return (shape(separator), true);
    }
    let tried = SEPARATORS.into_iter().filter_map(|separator| {
        let mut rows = Widths { text, at: 0, shape: shape(separator) };
        let header = rows.next().filter(|header| header.cells > 1)?;
        // The last row may be cut: it is the end of the text at hand, and not of the file.
        let fitting = rows
            .filter(|row| row.whole && !row.stray_quote && row.cells == header.cells)
            .take(ROWS_TRIED)
            .count();
        Some((separator, fitting))
    });
    let best = tried.reduce(|best, other| if other.1 > best.1 { other } else { best });
    (shape(best.map_or(0, |(separator, _)| separator)), false)
}

/// The separator of a line `sep=;`, with or without quotes around it.
fn declared(line: &[u8]) -> Option<u8> {
    let line = line.trim_ascii_end();
    let bare = line.strip_prefix(b"\"").and_then(|line| line.strip_suffix(b"\""));
    // A tab is a blank too, and trimmed above.
    let line = bare.unwrap_or(line);
    let (key, value) = (line.get(..4)?, line.get(4..)?);
    if !key.eq_ignore_ascii_case(b"sep=") {
        return None;
    }
    match value {
        [] => Some(b'\t'),
        &[separator @ (b';' | b',' | b'\t' | b'|')] => Some(separator),
        _ => None,
    }
}

/// The end of the first row outside quotes: a line feed, or a carriage return that none follows.
fn row_end(text: &[u8]) -> u8 {
    let mut quoted = false;
    for (i, &byte) in text.iter().enumerate() {
        match byte {
            b'"' => quoted = !quoted,
            _ if quoted => {}
            b'\r' if text.get(i + 1).is_some_and(|&next| next != b'\n') => return b'\r',
            b'\n' | b'\r' => return b'\n',
            _ => {}
        }
    }
    b'\n'
}

/// The length of each row that holds something, by the grammar of [`super`].
struct Widths<'t> {
    text: &'t [u8],
    at: usize,
    shape: Shape,
}

/// A row.
struct Width {
    cells: usize,
    /// A quote inside a cell that does not begin with one, or text behind a closed one: perhaps the cell is a piece of another.
    stray_quote: bool,
    /// Whether its end was seen.
    whole: bool,
}

impl Widths<'_> {
    fn row(&mut self) -> Width {
        let Shape { separator, row_end } = self.shape;
        let mut row = Width { cells: 0, stray_quote: false, whole: false };
        loop {
            row.cells += 1;
            let mut end = self.at;
            if self.text.get(self.at) == Some(&b'"') {
                let Some(close) = closing_quote(self.text, self.at + 1) else {
                    self.at = self.text.len();
                    return row;
                };
                end = close + 1;
            }
            let rest = self.text.get(end..).unwrap_or_default();
            let stops = |&byte: &u8| byte == separator || byte == row_end;
            let length = rest.iter().position(stops).unwrap_or(rest.len());
            let tail = rest.get(..length).unwrap_or_default();
            let behind_quote = end > self.at && !tail.trim_ascii().is_empty();
            row.stray_quote |= behind_quote || memchr(b'"', tail).is_some();
            self.at = end + length + 1;
            match rest.get(length) {
                Some(&stop) if stop == separator => {}
                stop => {
                    row.whole = stop.is_some();
                    return row;
                }
            }
        }
    }
}

impl Iterator for Widths<'_> {
    type Item = Width;

    fn next(&mut self) -> Option<Width> {
        loop {
            let start = self.at;
            if start >= self.text.len() {
                return None;
            }
            let row = self.row();
            let bytes = self.text.get(start..self.at.min(self.text.len())).unwrap_or_default();
            if !bytes.trim_ascii().is_empty() {
                return Some(row);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn separator(text: &str) -> char {
        char::from(sniff(text.as_bytes()).0.separator)
    }

    #[test]
    fn the_rows_tell_which_of_several_separators_parts_the_header() {
        for (text, expected) in [
            ("Timestamp,Who; and why?,Voter\n1,A,007\n2,B,9\n", ','),
            ("Timestamp,Who; and why?\n1,\"A;B\"\n", ','),
            ("Virtanen, Matti;Virtanen, Maija\n1;0\n", ';'),
            ("Virtanen, Matti;Virtanen, Maija\n", ';'),
            ("voter;Salo, A;Salo, B\n\n007;1;\n9;;1\nx,y,z\n", ';'),
            ("a;b\tc,d\n1\t2\n", '\t'),
            ("a;b,c\n\"1,\n2\",3\n4,5\n", ','),
            ("a;b,c\r1,2\r3,4\r", ','),
            ("\"a;b\",c\n1,2\n", ','),
            ("a,b;c\n", ';'),
            ("a\nb;c\n", '\0'),
        ] {
            assert_eq!(separator(text), expected, "{text:?}");
        }
    }

    #[test]
    fn the_last_row_may_be_cut_and_does_not_count() {
        assert_eq!(separator("a;b,c\n1,2\n3;4"), ',');
        assert_eq!(separator("a;b,c\n1;2"), ';');
    }

    #[test]
    fn excel_may_say_the_separator_in_the_first_line() {
        for (text, expected) in [
            ("sep=;\na,b;c\n", ';'),
            ("SEP=,\r\na;b,c\r\n", ','),
            ("Sep=\t\na\tb\n", '\t'),
            ("sep=|\ra|b\r", '|'),
            ("\"sep=,\"\na,b\n", ','),
        ] {
            let (shape, declared) = sniff(text.as_bytes());
            assert_eq!((char::from(shape.separator), declared), (expected, true), "{text:?}");
        }
        assert!(!sniff(b"sep=;x\n1\n").1);
        assert!(!sniff(b"separator;x\n1;2\n").1);
    }
}
