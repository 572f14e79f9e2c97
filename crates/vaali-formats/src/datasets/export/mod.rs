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

mod popolo;
mod result;
mod spreadsheet;

#[cfg(test)]
mod tests;

pub use self::{
    popolo::{Council, popolo},
    result::candidates_csv,
    spreadsheet::{csv, neutralised, restored},
};
