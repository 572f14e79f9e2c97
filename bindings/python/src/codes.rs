//! Every error code there is.

use pyo3::prelude::*;
use vaali::{analysis::AnalysisError, ballot::BallotFault, definition::DefinitionFault};
use vaali_arrow::TableError;
use vaali_formats::Problem;

/// The codes of each kind: definition, ballot, file, table, analysis, report.
#[pyfunction]
pub(crate) fn codes() -> Vec<(&'static str, Vec<&'static str>)> {
    let own = ["Y01", "Y17", "Y18", "Y19", "Y30", "Y31"];
    let mut table: Vec<&str> = TableError::CODES.iter().map(|(code, _)| *code).chain(own).collect();
    table.sort_unstable();
    vec![
        ("definition", DefinitionFault::CODES.to_vec()),
        ("ballot", BallotFault::CODES.iter().map(|(code, _)| *code).collect()),
        ("file", Problem::CODES.to_vec()),
        ("table", table),
        ("analysis", AnalysisError::CODES.iter().map(|(code, _)| *code).collect()),
        ("report", vec!["Y20", "Y21", "Y22", "Y23", "Y24"]),
    ]
}
