//! `vaali count`: the result.

use std::path::{Path, PathBuf};

use clap::Args;
use vaali::count::Outcome;

use crate::{
    input::Election,
    output::Output,
    record,
    show::{View, findings, result},
    stop::{Exit, Stop},
};

/// Count an election and print the result
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  vaali count examples/founding-2020\n  vaali count poland_krakow_2023.pb --seats 15\n  vaali count my-election --record my-election/record.json")]
pub(crate) struct Count {
    /// The folder of the election, or a Pabulib file (.pb)
    #[arg(value_name = "DIR|FILE.pb")]
    from: PathBuf,
    /// How many are elected; for a Pabulib file, which does not say it
    #[arg(long, value_name = "N")]
    seats: Option<u32>,
    /// Certify the result and write the record here; ballots of a secret election go to a sealed file beside it
    #[arg(long, value_name = "FILE")]
    record: Option<PathBuf>,
}

impl Count {
    pub(crate) fn run(&self, output: Output) -> Result<Exit, Stop> {
        let (election, published) = self.read()?;
        let outcome = election.count()?;
        let mut written = None;
        if let Some(path) = &self.record {
            written = record::write(&election, &outcome, path)?;
        }
        print(&election, &outcome, output)?;
        if !output.json() {
            if let Some(published) = published {
                output.text(&published)?;
            }
            if let Some(written) = written {
                output.text(&written)?;
            }
        }
        Ok(exit(&outcome))
    }

    /// The election, and what the file itself publishes about its result.
    fn read(&self) -> Result<(Election, Option<String>), Stop> {
        if !is_pabulib(&self.from) {
            if self.seats.is_some() {
                return Err(Stop::input("K09", "the seats of this election are in its election.toml", "leave --seats out, or change [rules.seats]"));
            }
            return Ok((Election::of_folder(&self.from)?, None));
        }
        let Some(seats) = self.seats else {
            return Err(Stop::input("K10", "a Pabulib file does not say how many are elected", format!("say it: vaali count {} --seats 15", self.from.display())));
        };
        let (election, published) = Election::of_pabulib(&self.from, seats)?;
        Ok((election, Some(published)))
    }
}

fn is_pabulib(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("pb"))
}

/// Prints an outcome, with what was found while reading.
pub(super) fn print(election: &Election, outcome: &Outcome, output: Output) -> Result<(), Stop> {
    if output.json() {
        return output.value(outcome);
    }
    let view = view(election, outcome, output);
    let mut text = result::result(&view);
    if !election.findings.is_empty() {
        text.push_str(&crate::show::style::heading("Found while reading"));
        text.push_str(&findings::listed(&election.findings));
    }
    output.text(&text)
}

/// What there is to talk about.
pub(super) fn view<'a>(election: &'a Election, outcome: &'a Outcome, output: Output) -> View<'a> {
    View {
        frozen: &election.frozen,
        ballots: election.ballots(),
        lines: election.lines(),
        outcome,
        from: &election.from,
        is_folder: election.folder.is_some(),
        width: output.width(),
    }
}

/// What the shell is told of an outcome.
pub(super) fn exit(outcome: &Outcome) -> Exit {
    match outcome {
        Outcome::Complete { .. } => Exit::Done,
        Outcome::LotNeeded { .. } => Exit::LotNeeded,
    }
}
