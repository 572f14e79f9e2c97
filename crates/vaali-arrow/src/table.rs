//! A table in memory, as chunks of columns.

use arrow_array::{Array, RecordBatch, RecordBatchReader};
use arrow_schema::SchemaRef;

use crate::{TableError, Watch};

/// A table: its chunks share the memory of whoever made them.
#[derive(Clone, Debug)]
pub struct Table {
    schema: SchemaRef,
    batches: Vec<RecordBatch>,
}

impl Table {
    /// Takes all chunks of a stream.
    ///
    /// # Errors
    /// [`TableError::Stream`] where a chunk cannot be had, [`TableError::Stopped`].
    pub fn read(reader: impl RecordBatchReader, watch: &Watch) -> Result<Self, TableError> {
        let schema = reader.schema();
        let mut batches = Vec::new();
        for batch in reader {
            let batch = batch.map_err(|error| TableError::Stream { problem: error.to_string() })?;
            if watch.is_stopped() {
                return Err(TableError::Stopped);
            }
            batches.push(batch);
        }
        Ok(Self { schema, batches })
    }

    /// The number of rows.
    pub fn rows(&self) -> u64 {
        self.batches.iter().map(|batch| batch.num_rows() as u64).sum()
    }

    /// The names of the columns.
    pub fn columns(&self) -> impl Iterator<Item = &str> {
        self.schema.fields().iter().map(|field| field.name().as_str())
    }

    /// The chunks, each with the number of rows before it.
    pub(crate) fn chunks(&self) -> impl Iterator<Item = (u64, &RecordBatch)> {
        let mut before = 0;
        self.batches.iter().map(move |batch| {
            let first = before;
            before += batch.num_rows() as u64;
            (first, batch)
        })
    }

    pub(crate) fn schema(&self) -> &SchemaRef {
        &self.schema
    }
}

/// A column of a chunk.
pub(crate) fn column(batch: &RecordBatch, position: usize) -> Result<&dyn Array, TableError> {
    batch.columns().get(position).map(|column| &**column).ok_or_else(|| TableError::Stream {
        problem: "a chunk has fewer columns than the schema".to_owned(),
    })
}
