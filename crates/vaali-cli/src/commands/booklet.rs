//! `vaali booklet`: the candidates before the vote.

use std::{path::PathBuf, str::FromStr};

use clap::{ArgGroup, Args};
use serde_json::json;
use vaali_formats::template::examples;
use vaali_report::{
    Language,
    booklet::{self, Order, OrderError},
    terminal::recorded as say,
};

use crate::{
    counted::To,
    input::read_folder,
    output::Output,
    show::findings,
    stop::{Exit, Stop},
};

/// Write the booklet of candidates before the vote: HTML or Markdown, by the ending of the file
#[derive(Debug, Args)]
#[command(
    group(ArgGroup::new("order").args(["seed", "first"])),
    after_help = "The order is alphabetical by surname, å, ä and ö after z, unless --seed draws it or --first rotates it; the booklet says how it was made.\nA seed should come from where nobody can choose it, such as the next lottery draw.\n\nExamples:\n  vaali booklet my-election --to candidates.html\n  vaali booklet my-election --to candidates.md --language fi,sv --seed \"4 8 15 16 23 42\"\n  vaali booklet my-election --to candidates.html --first 7"
)]
pub(crate) struct Booklet {
    /// The folder of the election; ballots are not needed
    dir: PathBuf,
    #[command(flatten)]
    to: To,
    /// The language: fi, sv or en; with several the texts stand side by side
    #[arg(long, value_name = "LANGUAGE", default_value = "fi", value_delimiter = ',', value_parser = Language::from_str)]
    language: Vec<Language>,
    /// Draw the order from this seed
    #[arg(long, value_name = "TEXT")]
    seed: Option<String>,
    /// Begin the alphabetical order with this candidate, counted from 1
    #[arg(long, value_name = "N")]
    first: Option<usize>,
}

impl Booklet {
    pub(crate) fn run(&self, output: Output) -> Result<Exit, Stop> {
        let write = self.form()?;
        let folder = read_folder(&self.dir)?;
        let frozen = folder.freeze()?;
        let mut found = folder.findings.clone();
        found.extend(examples::left(&folder));
        let order = match (&self.seed, self.first) {
            (Some(seed), _) => Order::Drawn { seed: seed.clone() },
            (None, Some(first)) => Order::Rotated { first },
            (None, None) => Order::Alphabetical,
        };
        let text = write(&frozen, &order, &self.language).map_err(|error| no_order(&error))?;
        self.to.write(text.into_bytes())?;
        let written = self.to.to.display().to_string();
        if output.json() {
            output.value(&json!({ "written": written, "findings": found }))?;
            return Ok(Exit::Done);
        }
        if !found.is_empty() {
            output.complain(&findings::listed(&found, output.language()))?;
        }
        output.text(&format!("{}\n", say::wrote(output.language(), &written)))?;
        Ok(Exit::Done)
    }

    fn form(&self) -> Result<Write, Stop> {
        let ending = self.to.to.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        match ending.to_ascii_lowercase().as_str() {
            "html" | "htm" => Ok(booklet::html),
            "md" => Ok(booklet::markdown),
            _ => Err(Stop::input(
                "K72",
                format!("the name `{}` tells no form of a booklet", self.to.to.display()),
                "end it with .html or .md",
            )),
        }
    }
}

/// What writes a booklet.
type Write = fn(&vaali::definition::Frozen, &Order, &[Language]) -> Result<String, OrderError>;

fn no_order(error: &OrderError) -> Stop {
    let fix = match error {
        OrderError::NoSeed | OrderError::Draw(_) => "write --seed as its source gave it".to_owned(),
        OrderError::NoSuchFirst { candidates, .. } => {
            format!("write --first with a number from 1 to {candidates}")
        }
    };
    Stop::input("K73", error.to_string(), fix)
}
