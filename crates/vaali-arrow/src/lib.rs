//! Arrow tables to the types of [`vaali`]: ballots that lie in memory as a `DataFrame` keeps them.
//!
//! Nothing is copied of a table but what a ballot is made of. A table is one of three:
//!
//! - *list*: a row is a ballot, its marks in one column of lists;
//! - *wide*: a row is a ballot, with a column for each candidate that holds 0 or 1;
//! - *long*: a row is a mark; rows of one voter, or of one number in the column `ballot`, are one ballot wherever they stand.
//!
//! Text may be `string`, `large_string` or `string_view`, numbers may have any width, any column may be a dictionary and be cut into chunks, nulls are read from their bitmaps.
//! What cannot be read is a [`TableError`] with the column and the row.
//!
//! ```
//! use std::sync::Arc;
//! use arrow_array::{BooleanArray, RecordBatch, RecordBatchIterator};
//! use vaali_arrow::{Labels, Names, Table, Watch, votes};
//!
//! let columns = [("a", vec![true, true]), ("b", vec![false, true])]
//!     .map(|(name, cells)| (name, Arc::new(BooleanArray::from(cells)) as _));
//! let batch = RecordBatch::try_from_iter(columns)?;
//! let schema = batch.schema();
//! let table = Table::read(RecordBatchIterator::new([Ok(batch)], schema), &Watch::default())?;
//!
//! let labels = Labels::of_ids(["a", "b"]);
//! let read = votes(&table, &Names::default(), &labels, &Watch::default())?;
//! assert_eq!(read.ballots.build().tally()?.votes(), [2, 1]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
#![cfg_attr(not(test), deny(clippy::float_arithmetic, clippy::indexing_slicing, clippy::panic))]

mod candidates;
mod cells;
mod dense;
mod error;
mod kernels;
mod labels;
mod list;
mod long;
mod long_sorted;
mod mark_columns;
mod plan;
mod read;
mod sink;
mod slots;
mod table;
mod tally;
#[cfg(test)]
mod tests;
mod times;
mod watch;

pub use self::{
    dense::{ballots_of_matrix, votes_of_matrix},
    error::TableError,
    labels::Labels,
    plan::{Layout, Names},
    read::{Read, ballots, rows, votes},
    table::Table,
    tally::tally,
    watch::Watch,
};
