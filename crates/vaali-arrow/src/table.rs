//! A table in memory, as chunks of columns.

use arrow_array::{Array, RecordBatch, RecordBatchReader};
use arrow_schema::SchemaRef;

use crate::{TableError, Watch};

/// A table: its chunks share the memory of whoever made them.
#[derive(Clone, Debug)]
pub struct Table {
    schema: SchemaRef,
    batches: Vec<RecordBatch>,
    /// Rows of the stream before these.
    before: u64,
}

impl Table {
    /// Takes all chunks of a stream.
    ///
    /// # Errors
    /// [`TableError::Stream`] where a chunk cannot be had, [`TableError::Stopped`].
    pub fn read(mut reader: impl RecordBatchReader, watch: &Watch) -> Result<Self, TableError> {
        let mut table = Self::empty(reader.schema());
        table.take_more(&mut reader, u64::MAX, watch)?;
        Ok(table)
    }

    /// A table without rows.
    pub(crate) fn empty(schema: SchemaRef) -> Self {
        Self { schema, batches: Vec::new(), before: 0 }
    }

    /// The rows of the stream that follow these: none so far.
    pub(crate) fn after(self) -> Self {
        let before = self.rows();
        Self { schema: self.schema, batches: Vec::new(), before }
    }

    /// Takes chunks until there are so many rows more; false where the stream is at its end.
    pub(crate) fn take_more(
        &mut self,
        reader: &mut impl RecordBatchReader,
        most: u64,
        watch: &Watch,
    ) -> Result<bool, TableError> {
        let mut taken = 0;
        while taken < most {
            let Some(batch) = reader.next() else { return Ok(false) };
            let batch = batch.map_err(|error| TableError::Stream { problem: error.to_string() })?;
            if watch.is_stopped() {
                return Err(TableError::Stopped);
            }
            taken += batch.num_rows() as u64;
            self.batches.push(batch);
        }
        Ok(true)
    }

    /// The number of rows, with those of the stream before these.
    pub fn rows(&self) -> u64 {
        self.chunks()
            .map(|(before, batch)| before + batch.num_rows() as u64)
            .last()
            .unwrap_or(self.before)
    }

    /// The names of the columns.
    pub fn columns(&self) -> impl Iterator<Item = &str> {
        self.schema.fields().iter().map(|field| field.name().as_str())
    }

    /// The chunks, each with the number of rows of the stream before it.
    pub(crate) fn chunks(&self) -> impl Iterator<Item = (u64, &RecordBatch)> {
        let mut before = self.before;
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
