//! From the errors of the crates to the exceptions of the package: one function for each kind of error.

use std::path::Path;

use pyo3::PyErr;
use vaali::{
    analysis::AnalysisError,
    count::CountError,
    definition::{Fault, Faults, Severity},
    profile::{ProfileError, TallyError},
    record::{CertifyError, RecordError, canonical::CanonicalError},
};
use vaali_arrow::TableError;
use vaali_formats::Findings;
use vaali_report::{UnknownLanguage, booklet::OrderError};

/// The exceptions, which are written in Python.
mod python {
    pyo3::import_exception!(vaali.errors, AnalysisError);
    pyo3::import_exception!(vaali.errors, CertifyError);
    pyo3::import_exception!(vaali.errors, CountError);
    pyo3::import_exception!(vaali.errors, DefinitionError);
    pyo3::import_exception!(vaali.errors, FileError);
    pyo3::import_exception!(vaali.errors, RecordError);
    pyo3::import_exception!(vaali.errors, ReportError);
    pyo3::import_exception!(vaali.errors, TableError);
    pyo3::import_exception!(vaali.errors, TallyError);
}

/// One finding as Python is given it: severity, code, path, row, column, message, fix.
pub(crate) type Finding =
    (&'static str, String, String, Option<u64>, Option<String>, String, String);

fn error(code: &str, path: &str, message: String, fix: &str) -> Finding {
    ("error", code.to_owned(), path.to_owned(), None, None, message, fix.to_owned())
}

pub(crate) fn of_fault(fault: &Fault) -> Finding {
    let severity = match fault.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let what = &fault.fault;
    let (code, fix) = (what.code().to_owned(), what.fix().to_owned());
    (severity, code, fault.path.clone(), None, None, what.to_string(), fix)
}

pub(crate) fn of_finding(finding: &vaali_formats::Finding) -> Finding {
    let severity = match finding.severity {
        vaali_formats::Severity::Error => "error",
        vaali_formats::Severity::Warning => "warning",
        vaali_formats::Severity::Note => "note",
    };
    let vaali_formats::Finding { code, file, row, column, message, fix, .. } = finding.clone();
    (severity, code, file, row, column, message, fix)
}

pub(crate) fn definition(faults: &Faults) -> PyErr {
    python::DefinitionError::new_err((faults.0.iter().map(of_fault).collect::<Vec<_>>(),))
}

/// What is wrong with files; with the definition in them, if that is all.
pub(crate) fn files(findings: &Findings) -> PyErr {
    let of_definition = findings.0.iter().all(|finding| finding.code.starts_with('D'));
    let findings: Vec<Finding> = findings.0.iter().map(of_finding).collect();
    if of_definition {
        python::DefinitionError::new_err((findings,))
    } else {
        python::FileError::new_err((findings,))
    }
}

pub(crate) fn count(problem: &CountError) -> PyErr {
    let finding = error(problem.code(), "", problem.to_string(), problem.fix());
    python::CountError::new_err((vec![finding],))
}

pub(crate) fn table(problem: &TableError) -> PyErr {
    let (severity, code, path, _, _, message, fix) =
        error(problem.code(), "", problem.to_string(), problem.fix());
    let column = problem.column().map(str::to_owned);
    let finding: Finding = (severity, code, path, problem.row(), column, message, fix);
    python::TableError::new_err((vec![finding],))
}

/// An object that holds no ballots.
pub(crate) fn no_table(found: &str) -> PyErr {
    let fix = "hand over a table (polars, pandas 3, pyarrow, DuckDB), a matrix of 0 and 1, lists of ids, or the path of a file";
    let message = format!("`{found}` is nothing that ballots can be read from");
    python::TableError::new_err((vec![error("Y01", "", message, fix)],))
}

/// A value that the caller gave and that cannot be what it should be.
pub(crate) fn argument(name: &str, problem: impl ToString) -> PyErr {
    let fix = "look at the docstring";
    let finding = error("Y18", name, problem.to_string(), fix);
    python::TableError::new_err((vec![finding],))
}

pub(crate) fn certify(problem: &CertifyError) -> PyErr {
    let obstacles = problem.0.iter();
    let findings: Vec<Finding> = obstacles
        .map(|obstacle| error(obstacle.code(), "", obstacle.to_string(), obstacle.fix()))
        .collect();
    python::CertifyError::new_err((findings,))
}

pub(crate) fn record(problem: &RecordError) -> PyErr {
    let fix = "take the file as it was written; `verify` lists everything that does not hold";
    python::RecordError::new_err((vec![error(problem.code(), "", problem.to_string(), fix)],))
}

/// A folder that nobody certified.
pub(crate) fn no_certified_folder(folder: &Path) -> PyErr {
    let path = folder.display().to_string();
    let message = format!("`{path}` is a folder, but holds no certified election");
    let fix =
        "name the folder that `vaali certify` wrote, its published half, or the file of a record";
    python::RecordError::new_err((vec![error("Y32", &path, message, fix)],))
}

pub(crate) fn canonical(problem: &CanonicalError) -> PyErr {
    let fix = "write integers beyond 2^53 - 1 as strings";
    let finding = error(problem.code(), problem.path(), problem.to_string(), fix);
    python::RecordError::new_err((vec![finding],))
}

pub(crate) fn tally(problem: &TallyError) -> PyErr {
    let fix = match problem {
        TallyError::DifferentFingerprints { .. } | TallyError::DifferentCandidates { .. } => {
            "add up only tallies of one election"
        }
        TallyError::Overflow { .. } => "write smaller weights",
        _ => "make the tally again from the ballots: these figures contradict each other",
    };
    python::TallyError::new_err((vec![error(problem.code(), "", problem.to_string(), fix)],))
}

/// Bytes that are no tally.
pub(crate) fn no_tally(problem: impl ToString) -> PyErr {
    let fix = "hand over what `Tally.to_bytes` wrote";
    python::TallyError::new_err((vec![error("Y19", "", problem.to_string(), fix)],))
}

/// A tally with the ids of other candidates.
pub(crate) fn other_candidates() -> PyErr {
    let message = "the tally is not one of these candidates in this order".to_owned();
    let fix =
        "give the candidates that it was made with; of a tally of an election, give the election";
    python::TallyError::new_err((vec![error("Y30", "", message, fix)],))
}

/// A tally with the rules of another election.
pub(crate) fn other_election(hash: &str) -> PyErr {
    let message = format!("the tally is not one of the election with the hash {hash}");
    let fix = "make it by `election.ballots(part).tally()`, under the same rules";
    python::TallyError::new_err((vec![error("Y31", "", message, fix)],))
}

pub(crate) fn profile(problem: &ProfileError) -> PyErr {
    let fix = "compare the marks with the candidates; very many ballots are counted in parts";
    python::TallyError::new_err((vec![error(problem.code(), "", problem.to_string(), fix)],))
}

pub(crate) fn analysis(problem: &AnalysisError) -> PyErr {
    match problem {
        AnalysisError::Definition(faults) => definition(faults),
        AnalysisError::Count(problem) => count(problem),
        AnalysisError::Tally(problem) => tally(problem),
        own => {
            let finding = error(own.code(), "", own.to_string(), own.fix());
            python::AnalysisError::new_err((vec![finding],))
        }
    }
}

fn report(code: &str, path: &str, message: String, fix: &str) -> PyErr {
    python::ReportError::new_err((vec![error(code, path, message, fix)],))
}

/// A language in which there are no reports.
pub(crate) fn language(problem: &UnknownLanguage) -> PyErr {
    report("Y20", "language", problem.to_string(), "write fi, sv or en")
}

/// A form in which something is not written.
pub(crate) fn format(what: &str, forms: &str, found: &str) -> PyErr {
    let message = format!("{what} are written as {forms}, not as `{found}`");
    report("Y21", "format", message, "name one of these forms")
}

/// A record that does not hold what was certified: nothing is reported from it.
pub(crate) fn unsound() -> PyErr {
    let message = "the record does not hold what was certified".to_owned();
    report("Y22", "", message, "`verify` says what is wrong with it")
}

/// The folder in which the meeting is described is not there any more.
pub(crate) fn folder_gone(folder: &Path) -> PyErr {
    let message = format!("there is no folder `{}` any more", folder.display());
    report("Y23", "", message, "read the election again from where its folder is now")
}

/// A booklet's order that cannot be made.
pub(crate) fn order(problem: &OrderError) -> PyErr {
    let (place, fix) = match problem {
        OrderError::NoSeed | OrderError::Draw(_) => ("seed", "give the seed as its source gave it"),
        OrderError::NoSuchFirst { .. } => {
            ("first", "give a number from 1 to that of the candidates")
        }
    };
    report("Y24", place, problem.to_string(), fix)
}

/// A booklet has one order.
pub(crate) fn two_orders() -> PyErr {
    let message = "a booklet is drawn from a seed or begins with a candidate, not both".to_owned();
    report("Y24", "seed", message, "give seed or first")
}
