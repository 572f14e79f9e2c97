//! One thing that a person should look at, with the place where it is and the way out.

use serde::Serialize;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Severity {
    Error,
    Warning,
    Note,
}

/// One finding.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Finding {
    pub(crate) severity: Severity,
    pub(crate) code: String,
    pub(crate) file: String,
    pub(crate) row: Option<u64>,
    pub(crate) column: Option<String>,
    pub(crate) message: String,
    pub(crate) fix: String,
}
