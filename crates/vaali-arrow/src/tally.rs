//! Votes counted while a table comes in: of a table that is larger than the memory, only a part is there at a time.

use arrow_array::RecordBatchReader;
use vaali::profile::Tally;

use crate::{
    Labels, Layout, Names, Read, Table, TableError, Watch,
    plan::{Purpose, plan},
    read::{self, Walk},
    sink::Tallied,
};

/// Counts the votes of a stream, without an election. A column `weight` says what each ballot weighs.
///
/// Where a row is a ballot, memory holds about a quarter of a million rows at a time, and one chunk at least. Where a row is a mark, the rows of a ballot may lie anywhere, and the whole table is held.
///
/// # Errors
/// As [`votes`](crate::votes); rows are counted over the whole stream.
///
/// ```
/// use std::sync::Arc;
/// use arrow_array::{BooleanArray, RecordBatch, RecordBatchIterator};
/// use vaali_arrow::{Labels, Names, Watch, tally};
///
/// let marks = |marks: [bool; 2]| Arc::new(BooleanArray::from(marks.to_vec())) as _;
/// let batch = RecordBatch::try_from_iter([("a", marks([true, true])), ("b", marks([false, true]))])?;
/// let stream = RecordBatchIterator::new([Ok(batch.clone()), Ok(batch.clone())], batch.schema());
///
/// let read = tally(stream, &Names::default(), &Labels::of_ids(["a", "b"]), &Watch::default())?;
/// assert_eq!((read.ballots.votes(), read.rows), ([4, 2].as_slice(), 4));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn tally(
    reader: impl RecordBatchReader,
    names: &Names,
    labels: &Labels,
    watch: &Watch,
) -> Result<Read<Tally>, TableError> {
    in_windows(reader, names, labels, watch, WINDOW)
}

/// Rows that are counted together: enough for all threads.
const WINDOW: u64 = 1 << 18;

/// As [`tally`], with so many rows at a time.
pub(crate) fn in_windows(
    mut reader: impl RecordBatchReader,
    names: &Names,
    labels: &Labels,
    watch: &Watch,
    window: u64,
) -> Result<Read<Tally>, TableError> {
    let mut table = Table::empty(reader.schema());
    let plan = plan(&table, names, labels, Purpose::Votes)?;
    let empty = Tallied::new(labels)?;
    let mut whole = empty.clone();
    let most = if plan.layout == Layout::Long { u64::MAX } else { window };
    loop {
        let more = table.take_more(&mut reader, most, watch)?;
        let walk = Walk { table: &table, plan: &plan, labels, watch };
        read::walk_into(&walk, &|| empty.clone(), &mut whole)?;
        if !more {
            break;
        }
        table = table.after();
    }
    let rows = table.rows();
    Ok(Read { ballots: whole.tally, layout: plan.layout, rows, unread: plan.unread })
}
