//! `vaali convert`: a data set from one format to another.

use std::path::PathBuf;

use clap::Args;
use serde_json::json;
use vaali_formats::datasets::{self, Format, Options, Written};

use crate::{
    output::Output,
    progress, save,
    show::{findings, text::counted},
    stop::{Exit, Stop},
};

/// Convert a data set from one format to another
#[derive(Debug, Args)]
#[command(
    after_help = "Formats by their names: .pb (Pabulib), .abc.yaml (abcvoting), .cat and .toi (PrefLib), .blt, .cvotes (CEF); .json (NIST cast vote records) is only read.\n\nExamples:\n  vaali convert published.pb ballots.cat\n  vaali convert ballots.cat board.blt --seats 7"
)]
pub(crate) struct Convert {
    /// The file to read
    from: PathBuf,
    /// The file to write, which must not be there; its name tells the format
    to: PathBuf,
    /// How many are elected, where the first file does not say it
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    seats: Option<u32>,
    /// The category of a .cat file that means approval, by name or number; the first if not said
    #[arg(long, value_name = "CATEGORY")]
    approved: Option<String>,
    /// Everybody whom a ballot ranks counts as marked
    #[arg(long)]
    ranks_as_marks: bool,
    /// The contest of a file that has several, by id or name
    #[arg(long, value_name = "CONTEST")]
    contest: Option<String>,
}

impl Convert {
    pub(crate) fn run(&self, output: Output) -> Result<Exit, Stop> {
        let Some(format) = Format::of_path(&self.to) else {
            return Err(Stop::input(
                "K34",
                format!("the name `{}` tells no format of data sets", self.to.display()),
                "end it with .pb, .abc.yaml, .cat, .toi, .blt or .cvotes",
            ));
        };
        let options = Options {
            format: None,
            approved: self.approved.clone(),
            ranks_as_marks: self.ranks_as_marks,
            contest: self.contest.clone(),
        };
        let (data, written) = progress::turning("converting", |_| {
            let mut data = datasets::read(&self.from, &options)?;
            data.seats = self.seats.or(data.seats);
            let written = datasets::write(&data, format)?;
            Ok::<_, Stop>((data, written))
        })?;
        let Written { text, findings: lost } = written;
        save::text(&self.to, &text)?;
        let mut found = data.findings.clone();
        found.extend(lost);
        if output.json() {
            output
                .value(&json!({ "written": self.to.display().to_string(), "findings": found }))?;
        } else {
            let mut text = format!(
                "Wrote {}: {}, {}.\n",
                self.to.display(),
                counted(data.candidates.len() as u64, "candidate", "candidates"),
                counted(data.total_ballots(), "ballot", "ballots"),
            );
            if !found.is_empty() {
                text.push_str(&findings::listed(&found));
            }
            output.text(&text)?;
        }
        Ok(Exit::Done)
    }
}
