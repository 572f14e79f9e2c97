//! Tables as text: CSV in any of the usual encodings and separators, read in blocks of bounded size.
//!
//! An unclosed quote would make an ordinary reader of CSV swallow the rest of the file as one cell, and a row of another length would be stretched or cut. Here both are findings
//! with their row, because a ballot must not disappear. [`sniff`] finds what parts them, [`cutter`] the ends of rows, [`rows`] the cells; all follow the same grammar:
//! a cell that begins with a quote ends with a quote, and a doubled quote inside stands for one; any other quote is a letter.

mod blocks;
mod columns;
mod cutter;
mod ends;
mod input;
mod rows;
mod sniff;
mod source;

#[cfg(test)]
mod tests;

#[cfg(feature = "xlsx")]
pub(crate) use self::blocks::MOST_COLUMNS;
pub use self::input::Input;
pub(crate) use self::{
    blocks::{Block, Blocks, Piece, Shape},
    columns::{Columns, Known, fold, is_private, nearest},
    cutter::Edges,
    input::{Stop, reading},
    rows::{Row, Rows, clean},
};

/// Room for a person's text in a message.
const LONGEST_SHOWN: usize = 60;

/// A text for a message, cut where it is long.
pub(crate) fn shown(text: &str) -> String {
    let mut shown: String = text.chars().take(LONGEST_SHOWN).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    shown
}

/// A list of names for a message.
pub(crate) fn listed<T: AsRef<str>>(names: &[T]) -> String {
    const MOST: usize = 20;
    let mut text: Vec<String> =
        names.iter().take(MOST).map(|name| format!("`{}`", shown(name.as_ref()))).collect();
    if names.len() > MOST {
        text.push(format!("and {} more", names.len() - MOST));
    }
    text.join(", ")
}
