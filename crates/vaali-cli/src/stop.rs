//! Why a command ends, and what the shell is told.

use std::{
    io::{self, ErrorKind},
    path::Path,
    process::ExitCode,
};

use vaali_formats::{Finding, Severity};
use vaali_report::findings::{Word, phrase};

use crate::{output::Output, show};

/// The exit codes that `--help` documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    Done,
    Unexpected,
    BadInput,
    LotNeeded,
    NotVerified,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Done => 0,
            Exit::Unexpected => 1,
            Exit::BadInput => 2,
            Exit::LotNeeded => 3,
            Exit::NotVerified => 4,
        })
    }
}

/// Why a command stopped before its end.
#[derive(Debug)]
pub(crate) enum Stop {
    /// The input cannot be used; the findings say where and what to do.
    Input(Vec<Finding>),
    /// The machine did not do what it was asked.
    Machine { what: String, error: io::Error },
    /// Nobody reads any more (`vaali count … | head`).
    NobodyReads,
}

impl Stop {
    /// Bad input of one finding that is not about a file.
    pub(crate) fn input(code: &str, message: impl Into<String>, fix: impl Into<String>) -> Self {
        Self::Input(vec![Finding::own(Severity::Error, code, message, fix)])
    }

    /// A file that could not be written or read.
    pub(crate) fn file(doing: &str, path: &Path, error: io::Error) -> Self {
        Self::Machine { what: format!("{doing} {}", path.display()), error }
    }

    /// Tells the person, and says what to tell the shell.
    pub(crate) fn report(self, output: Output) -> Exit {
        match self {
            Self::Input(findings) => {
                // If even the complaint cannot be written, the exit code is all there is.
                let _ = if output.json() {
                    output.value(&serde_json::json!({ "error": "bad_input", "findings": findings }))
                } else {
                    output.complain(&show::findings::listed(&findings, output.language()))
                };
                Exit::BadInput
            }
            Self::Machine { what, error } => {
                let problem = said(&error);
                let _ = if output.json() {
                    output.value(&serde_json::json!({ "error": "unexpected", "message": format!("{what}: {problem}") }))
                } else {
                    let told = phrase(output.language(), &format!("Could not {what}: {problem}"));
                    let way_out = way_out(&error).map_or_else(String::new, |fix| {
                        let language = output.language();
                        format!(
                            "    {}: {}\n",
                            Word::Fix.in_language(language),
                            phrase(language, fix)
                        )
                    });
                    output.complain(&format!("{told}\n{way_out}"))
                };
                Exit::Unexpected
            }
            Self::NobodyReads => Exit::Done,
        }
    }
}

/// What the system says, without the name of the file that was to become the one that was asked for.
fn said(error: &io::Error) -> String {
    let text = error.to_string();
    match text.split_once(" at path \"") {
        Some((problem, _)) => problem.to_owned(),
        None => text,
    }
}

/// What to do about what the system says, where a person can do something.
fn way_out(error: &io::Error) -> Option<&'static str> {
    match error.kind() {
        ErrorKind::NotFound => {
            Some("check the name of the folder, and make it first if it is not there")
        }
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Some(
            "choose a folder where you may write; close a file that is open in another program",
        ),
        ErrorKind::StorageFull => Some("make room on the disk, or choose another one"),
        _ => None,
    }
}
