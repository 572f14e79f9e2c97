//! Out: results for spreadsheets and for other programs.
//!
//! ```
//! use vaali_formats::datasets::export;
//!
//! // A cell that a spreadsheet would run is made harmless, and can be made what it was.
//! assert_eq!(export::neutralised("=1+1"), "'=1+1");
//! assert_eq!(export::restored("'=1+1"), "=1+1");
//! assert_eq!(export::neutralised("Aino"), "Aino");
//! ```

mod ballots;
mod popolo;
mod spreadsheet;
mod tables;
mod words;
#[cfg(feature = "xlsx")]
mod workbook;

#[cfg(test)]
mod tests;

pub use self::{
    ballots::ballots_csv,
    popolo::{Council, popolo},
    spreadsheet::{csv, neutralised, restored},
    tables::{Cell, Kind, Table, tables},
    words::Language,
};
#[cfg(feature = "xlsx")]
pub use self::{ballots::ballots_xlsx, workbook::xlsx};
