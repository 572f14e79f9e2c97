//! What was found while reading: where it is, what it is, what to do about it.

use std::fmt;

use serde::{Deserialize, Serialize};
use vaali::{ballot::BallotFault, count::CountError, definition::Fault, values::Values};

use crate::Problem;

/// How grave a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// The file cannot be used as it is.
    Error,
    /// The file was read; somebody should confirm that it is meant.
    Warning,
    /// Nothing is wrong, but something was done that the eye cannot see.
    Note,
}

impl From<vaali::definition::Severity> for Severity {
    fn from(severity: vaali::definition::Severity) -> Self {
        match severity {
            vaali::definition::Severity::Error => Self::Error,
            vaali::definition::Severity::Warning => Self::Warning,
        }
    }
}

/// One finding at one place of one file.
///
/// ```
/// use vaali_formats::{Finding, Problem};
///
/// let finding = Finding::new("roll.csv", &Problem::UnclosedQuote).at_row(7);
/// assert_eq!(finding.code, "F08");
/// assert!(finding.to_string().starts_with("roll.csv:7: F08 "));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// How grave it is.
    pub severity: Severity,
    /// A stable code: `F..` of the files (see [`Problem`]), `D..` and `B..` of the engine.
    pub code: String,
    /// The name of the file.
    pub file: String,
    /// The line in the file as a person counts it, from 1.
    pub row: Option<u64>,
    /// The column by the name in its header.
    pub column: Option<String>,
    /// What was found.
    pub message: String,
    /// What to do about it.
    pub fix: String,
    /// What it is about, by name: message and fix in other languages are made from the code and these.
    #[serde(default, skip_serializing_if = "Values::is_empty")]
    pub values: Values,
}

impl Finding {
    /// A problem of a file as a whole.
    pub fn new(file: impl Into<String>, problem: &Problem) -> Self {
        let (severity, message) = (problem.severity(), problem.to_string());
        Self::own(severity, problem.code(), message, problem.fix()).about(file, problem.values())
    }

    /// What the engine finds wrong with a definition.
    pub fn of_fault(file: impl Into<String>, fault: &Fault) -> Self {
        let (severity, fault) = (fault.severity().into(), &fault.fault);
        let message = fault.to_string();
        Self::own(severity, fault.code(), message, fault.fix()).about(file, fault.values())
    }

    /// Why a ballot is rejected: a warning, as the count goes on without it.
    pub fn of_ballot(file: impl Into<String>, fault: &BallotFault) -> Self {
        let message = fault.to_string();
        Self::own(Severity::Warning, fault.code(), message, fault.fix()).about(file, fault.values())
    }

    /// Why nothing could be counted.
    pub fn of_count(file: impl Into<String>, error: &CountError) -> Self {
        let message = error.to_string();
        Self::own(Severity::Error, error.code(), message, error.fix()).about(file, error.values())
    }

    /// What a program finds that has codes of its own.
    pub fn own(
        severity: Severity,
        code: &str,
        message: impl Into<String>,
        fix: impl Into<String>,
    ) -> Self {
        Self {
            severity,
            code: code.to_owned(),
            file: String::new(),
            row: None,
            column: None,
            message: message.into(),
            fix: fix.into(),
            values: Values::new(),
        }
    }

    fn about(mut self, file: impl Into<String>, values: Values) -> Self {
        self.file = file.into();
        self.values = values;
        self
    }

    /// The same at a row.
    #[must_use]
    pub fn at_row(mut self, row: u64) -> Self {
        self.row = Some(row);
        self
    }

    /// The same in a column.
    #[must_use]
    pub fn in_column(mut self, column: impl Into<String>) -> Self {
        self.column = Some(column.into());
        self
    }

    /// Whether it stops the reading.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(row) = self.row {
            write!(f, ":{row}")?;
        }
        if let Some(column) = &self.column {
            write!(f, ":{column}")?;
        }
        write!(f, ": {} {}; {}", self.code, self.message, self.fix)
    }
}

/// Everything that was found, as the error of a reading that failed: it holds the warnings and notes too.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Findings(pub Vec<Finding>);

impl Findings {
    /// The findings as an error if one of them is an error, else the findings.
    pub(crate) fn settle(findings: Vec<Finding>) -> Result<Vec<Finding>, Self> {
        if findings.iter().any(Finding::is_error) {
            Err(Self::errors_first(findings))
        } else {
            Ok(findings)
        }
    }

    /// What stops the reading comes first; otherwise the order stays.
    pub(crate) fn errors_first(mut findings: Vec<Finding>) -> Self {
        findings.sort_by_key(|finding| finding.severity);
        Self(findings)
    }
}

impl From<Finding> for Findings {
    fn from(finding: Finding) -> Self {
        Self(vec![finding])
    }
}

impl fmt::Display for Findings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, finding) in self.0.iter().enumerate() {
            if i > 0 {
                f.write_str("\n")?;
            }
            finding.fmt(f)?;
        }
        Ok(())
    }
}

impl std::error::Error for Findings {}
