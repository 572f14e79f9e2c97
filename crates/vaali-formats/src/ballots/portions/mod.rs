//! A large file of ballots, read in portions by several workers that share no memory, as those of a web page do.
//!
//! Each worker gets the [`Order`], a portion of the bytes, and nothing else; its [`Reader`] gives the marks of all rows in which nothing is doubtful, as bits. Who puts the [`Portions`]
//! together has the whole file and reads every other row itself, with the same code that reads a file without portions. So the ballots, the findings and their rows are the same,
//! whether all portions came, some, or none; a portion that does not fit is read again.
//!
//! Only where ballots do not name their voters, in the list and the wide layout, with up to 64 candidates, and in UTF-8; otherwise there is no order.
//!
//! ```
//! use vaali::definition::Definition;
//! use vaali_formats::{Input, ballots::{self, portions::{Order, Portions, Reader}}};
//!
//! let frozen = Definition::from_json(r#"{
//!     "format": 1, "id": "7f6d4a0e-6f0c-4c51-9d5b-0c5f8f0d2a11", "title": "Board",
//!     "rules": {"ballots": "anonymous", "secrecy": "secret", "marks": {"min": 1, "max": 2},
//!               "seats": {"min": 2, "max": 2}, "ties": {"seat": "lot_manual"}},
//!     "candidates": [{"id": "1", "name": "Aino"}, {"id": "2", "name": "Bo"}, {"id": "3", "name": "Cia"}]
//! }"#)?.freeze()?;
//! let file = format!("marks\n{}", "1;3\n".repeat(200_000));
//! let input = Input::bytes("ballots.csv", file.as_bytes());
//! let order = Order::of(&input, &frozen).expect("a list of anonymous ballots");
//!
//! // Each of these could be another worker.
//! let reader = Reader::new(order.clone());
//! let mut portions = Portions::new(order.clone());
//! for (number, range) in (0..).map_while(|number| Some((number, order.range(number, file.len())?))) {
//!     if let Some(rows) = reader.read(&file.as_bytes()[range]) {
//!         portions.put(number, rows.into_bytes());
//!     }
//! }
//! let read = ballots::read_in_portions(&input, None, &frozen, Some(&portions), &|_| {})?;
//! assert_eq!(read.ballots.accepted(), 200_000);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod order;
mod plain_rows;
mod reader;
#[cfg(test)]
mod tests;

pub(super) use self::plain_rows::{PlainRows, Run};
pub use self::{
    order::Order,
    reader::{PortionRows, Reader},
};
use crate::table::Edges;

/// What workers read of one file, by the numbers of the portions.
#[derive(Clone, Debug)]
pub struct Portions {
    order: Order,
    /// In the order in which they came.
    all: Vec<(u64, PlainRows)>,
}

impl Portions {
    /// Nothing read yet.
    pub fn new(order: Order) -> Self {
        Self { order, all: Vec::new() }
    }

    /// Takes what a [`Reader`] gave for a portion. Bytes that no reader gives are as good as none.
    pub fn put(&mut self, number: u64, bytes: Vec<u8>) {
        if let Some(rows) = PlainRows::of_bytes(bytes) {
            self.all.push((number, rows));
        }
    }

    pub(super) fn order(&self) -> &Order {
        &self.order
    }

    /// The rows of the portion that begins with a chunk.
    pub(super) fn at(&self, chunk: u64) -> Option<&PlainRows> {
        let portion = self.order.portion_at(chunk)?;
        self.all.iter().find(|(number, _)| *number == portion).map(|(_, rows)| rows)
    }

    /// The edges of the same, and its length in chunks.
    pub(super) fn edges_at(&self, chunk: u64) -> Option<(Edges, u64)> {
        Some((self.at(chunk)?.edges(), self.order.chunks))
    }
}
