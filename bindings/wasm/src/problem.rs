//! What is refused, as data.

use serde::Serialize;
use vaali::{
    count::{CountError, LotProblem},
    definition::{Fault, Faults, Severity},
    record::canonical,
    values::Values,
};
use wasm_bindgen::JsValue;

#[cfg(feature = "office")]
use crate::finding::{InLanguages, in_languages};

/// One problem: what, where, and the way out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Problem {
    /// How grave it is.
    #[cfg_attr(test, ts(type = "\"error\" | \"warning\" | \"note\""))]
    pub severity: &'static str,
    /// A stable code, such as `D41`; those of this package alone begin with `W`.
    pub code: String,
    /// Where: a path such as `rules.seats.min`, or `roll.csv:7:name` in a file; empty for the whole.
    pub path: String,
    /// What, in English; other languages are made from the code.
    pub message: String,
    /// What to do about it, in English.
    pub fix: String,
    /// The same in Finnish and Swedish; only in the module of the counting page.
    #[cfg(feature = "office")]
    #[cfg_attr(
        test,
        ts(
            type = "{ [language: string]: { language: string, message: string, fix: string } }",
            optional
        )
    )]
    pub said: Option<InLanguages>,
}

/// What this package alone can find wrong.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Own {
    /// Something handed over cannot be read.
    Unreadable,
    /// Numbers that do not fit together.
    Misshapen,
    /// What was given as a hash is none.
    #[cfg(feature = "full")]
    NoHash,
    /// A record that does not hold what was certified.
    #[cfg(feature = "office")]
    Unsound,
    /// An archive that cannot be opened.
    #[cfg(feature = "office")]
    Archive,
}

impl Problem {
    pub(crate) fn own(kind: Own, path: impl Into<String>, message: impl Into<String>) -> Self {
        let (code, fix) = match kind {
            Own::Unreadable => ("W03", "write it as the types of the package have it"),
            Own::Misshapen => ("W04", "compare the lists with the documentation of the call"),
            #[cfg(feature = "full")]
            Own::NoHash => ("W15", "write all 64 digits as they were published, in any groups"),
            #[cfg(feature = "office")]
            Own::Unsound => ("W21", "verify the record: the checks say what does not hold"),
            #[cfg(feature = "office")]
            Own::Archive => ("W23", "pack it anew, or add the files that are in it"),
        };
        Self::new("error", code, path, message, fix, Values::new)
    }

    /// A problem at its place. In other languages it is said from its values, which nothing else of it holds.
    pub(crate) fn new(
        severity: &'static str,
        code: &str,
        path: impl Into<String>,
        message: impl Into<String>,
        fix: &str,
        values: impl FnOnce() -> Values,
    ) -> Self {
        let (path, message) = (path.into(), message.into());
        #[cfg(feature = "office")]
        let said = Some(in_languages(code, &message, fix, &values()));
        #[cfg(not(feature = "office"))]
        drop(values);
        Self {
            severity,
            code: code.to_owned(),
            path,
            message,
            fix: fix.to_owned(),
            #[cfg(feature = "office")]
            said,
        }
    }

    pub(crate) fn of_count(error: &CountError) -> Self {
        let (message, fix) = (error.to_string(), error.fix());
        Self::new("error", error.code(), "proceedings", message, fix, || error.values())
    }

    pub(crate) fn of_lot(problem: &LotProblem) -> Self {
        let fix = "give the seed or the key as it was announced";
        Self::new("error", "C05", "method", problem.to_string(), fix, Values::new)
    }

    pub(crate) fn of_fault(fault: &Fault) -> Self {
        let severity = match fault.severity() {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        let Fault { path, fault } = fault;
        let message = fault.to_string();
        Self::new(severity, fault.code(), path, message, fault.fix(), || fault.values())
    }
}

/// What is thrown to JavaScript: the JSON text of all problems.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thrown(pub Vec<Problem>);

impl From<Problem> for Thrown {
    fn from(problem: Problem) -> Self {
        Self(vec![problem])
    }
}

impl From<Faults> for Thrown {
    fn from(faults: Faults) -> Self {
        Self(faults.0.iter().map(Problem::of_fault).collect())
    }
}

impl From<CountError> for Thrown {
    fn from(error: CountError) -> Self {
        Problem::of_count(&error).into()
    }
}

impl From<Thrown> for JsValue {
    fn from(thrown: Thrown) -> Self {
        // A list of texts can always be written; were it not, an empty list would still be no defect of the caller.
        Self::from_str(&canonical::to_string(&thrown.0).unwrap_or_else(|_| "[]".to_owned()))
    }
}
