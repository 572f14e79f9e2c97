//! The marks of a wide row: a column is a candidate.

use super::{labels::Labels, layout::Plan};
use crate::{
    folder::yes_or_no,
    table::{Row, clean},
};

/// The marked columns of a row, or the column of a cell that is no mark and not none.
pub(super) fn marks(
    labels: &Labels,
    plan: &Plan,
    row: &Row<'_>,
    marks: &mut Vec<u32>,
) -> Result<(), usize> {
    for (column, (candidate, cell)) in plan.candidates.iter().zip(row.cells()).enumerate() {
        let Some(candidate) = *candidate else { continue };
        let marked = match cell {
            "" | "0" => false,
            "1" | "x" | "X" => true,
            other => marked(labels, candidate, other).ok_or(column)?,
        };
        if marked {
            marks.push(candidate);
        }
    }
    Ok(())
}

/// Some form tools write the candidate's own name where others write 1.
fn marked(labels: &Labels, candidate: u32, cell: &str) -> Option<bool> {
    let cell = clean(cell);
    // What names the candidate of the column comes first: a candidate may be called `No`.
    let shared = || labels.sharing(&cell).is_some_and(|all| all.contains(&candidate));
    if labels.find(&cell) == Some(candidate) || shared() {
        return Some(true);
    }
    yes_or_no(&cell)
}
