//! `vaali verify`: numbered checks of a record, all failures.

use std::{
    fs,
    path::{Path, PathBuf},
};

use clap::Args;
use vaali::{
    definition::Definition,
    record::{Check, Record, Report, Status, verify},
};

use crate::{
    output::Output,
    show::{
        LANGUAGE,
        result::TEST,
        style::{BAD, BOLD, CARE, DIM, GOOD, paint},
        text::clean,
    },
    stop::{Exit, Stop},
};

/// Check a record: every step again, as far as the ballots are at hand
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  vaali verify record.json\n  vaali verify record.json --ballots record.sealed.json"
)]
pub(crate) struct Verify {
    /// The record
    record: PathBuf,
    /// The file of the sealed ballots, which the tellers keep
    #[arg(long, value_name = "FILE")]
    ballots: Option<PathBuf>,
}

impl Verify {
    pub(crate) fn run(&self, output: Output) -> Result<Exit, Stop> {
        let record = read(&self.record)?;
        let sealed = self.ballots.as_deref().map(read).transpose()?;
        let report = verify(&record, sealed.as_deref());
        if output.json() {
            output.value(&report)?;
        } else {
            output.text(&format!("{}{}", title(&record), in_words(&report)))?;
        }
        Ok(if report.passed() { Exit::Done } else { Exit::NotVerified })
    }
}

fn read(path: &Path) -> Result<Vec<u8>, Stop> {
    fs::read(path).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => Stop::input(
            "K19",
            format!("there is no file `{}`", path.display()),
            "check the name; `vaali count DIR --record FILE` writes a record",
        ),
        _ => Stop::file("read", path, error),
    })
}

/// What the record says it is about; nothing if it cannot be read, which the checks explain.
fn title(record: &[u8]) -> String {
    let record = str::from_utf8(record).ok().and_then(|text| Record::from_json(text).ok());
    let Some(record) = record else { return String::new() };
    let Definition { title, test, .. } = record.definition();
    let test = if *test { format!("{}\n", paint(CARE, TEST)) } else { String::new() };
    format!("{test}{}\n\n", paint(BOLD, &clean(title.in_language(LANGUAGE))))
}

fn in_words(report: &Report) -> String {
    let mut text = String::new();
    for Check { code, proves, status, .. } in &report.checks {
        let (style, word) = match status {
            Status::Passed => (GOOD, "passed".to_owned()),
            Status::Failed { .. } => (BAD, "FAILED".to_owned()),
            Status::NotRun { missing } => (CARE, format!("not made: needs {missing}")),
            Status::DoesNotApply => (DIM, "does not apply".to_owned()),
        };
        push!(text, "  {code}  {proves}: {}\n", paint(style, &word));
        if let Status::Failed { findings } = status {
            for finding in findings {
                push!(text, "         {}\n", clean(&finding.to_string()));
            }
        }
    }
    let verdict = match (report.passed(), report.complete()) {
        (false, _) => paint(BAD, "The record is NOT verified."),
        (true, true) => paint(GOOD, "The record is verified."),
        (true, false) => paint(CARE, "Nothing is wrong as far as could be checked."),
    };
    let recount = if report.recounted {
        "The ballots were counted again."
    } else {
        "The ballots were not counted again: that needs the file of the sealed ballots (--ballots)."
    };
    push!(text, "\n{verdict} {recount}\n");
    if let Some(seal) = report.seal {
        push!(
            text,
            "{}\n  {}\n",
            paint(BOLD, "Seal; compare it with the one in the minutes:"),
            seal.grouped()
        );
    }
    text
}
