//! `vaali convert`: a data set from one format to another.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use serde_json::json;
use vaali_formats::{
    Finding,
    ballots::Layout,
    datasets::{self, DataSet, Format, Options, export},
};

use vaali_report::terminal::recorded as say;

use crate::{
    output::Output,
    progress,
    save::{self, Part},
    show::findings,
    stop::{Exit, Stop},
};

/// Convert a data set from one format to another
#[derive(Debug, Args)]
#[command(
    after_help = "Formats by their names: .pb (Pabulib), .abc.yaml (abcvoting), .cat and .toi (PrefLib), .blt, .cvotes (CEF); .json (NIST cast vote records) is only read; .csv and .xlsx, the ballots alone as a table, are only written.\n\nExamples:\n  vaali convert published.pb ballots.cat\n  vaali convert ballots.cat board.blt --seats 7\n  vaali convert published.pb ballots.csv --layout wide"
)]
pub(crate) struct Convert {
    /// The file to read
    from: PathBuf,
    /// The file to write; its name tells the format
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
    /// How a table of ballots is laid out
    #[arg(long, value_name = "LAYOUT", default_value = "list")]
    layout: LayoutName,
    /// Replace the file if it is there
    #[arg(long)]
    force: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum LayoutName {
    /// A row for each ballot, its marks in one cell
    List,
    /// A row for each ballot, a column for each candidate
    Wide,
    /// A row for each mark
    Long,
}

impl From<LayoutName> for Layout {
    fn from(name: LayoutName) -> Self {
        match name {
            LayoutName::List => Self::List,
            LayoutName::Wide => Self::Wide,
            LayoutName::Long => Self::Long,
        }
    }
}

/// What to write.
#[derive(Clone, Copy, Debug)]
enum Target {
    DataSet(Format),
    Csv,
    Workbook,
}

impl Convert {
    pub(crate) fn run(&self, output: Output) -> Result<Exit, Stop> {
        let target = self.target()?;
        if self.to.exists() && !self.force {
            return Err(Stop::input(
                "K32",
                format!("{} is there already", self.to.display()),
                "say --force to replace it, or another name",
            ));
        }
        let options = Options {
            format: None,
            approved: self.approved.clone(),
            ranks_as_marks: self.ranks_as_marks,
            contest: self.contest.clone(),
        };
        let (data, bytes, lost) = progress::turning("converting", |bar| {
            bar.set_message("reading");
            let mut data = datasets::read(&self.from, &options)?;
            data.seats = self.seats.or(data.seats);
            bar.set_message("writing");
            let (bytes, lost) = self.written(&data, target)?;
            Ok::<_, Stop>((data, bytes, lost))
        })?;
        save::all(&[Part { path: self.to.clone(), bytes, replace: self.force }])?;
        let mut found = data.findings.clone();
        found.extend(lost);
        if output.json() {
            output
                .value(&json!({ "written": self.to.display().to_string(), "findings": found }))?;
        } else {
            let (language, to) = (output.language(), self.to.display().to_string());
            let (candidates, ballots) = (data.candidates.len() as u64, data.total_ballots());
            let mut text = format!("{}\n", say::wrote_data(language, ballots, candidates, &to));
            if !found.is_empty() {
                text.push_str(&findings::listed(&found, language));
            }
            output.text(&text)?;
        }
        Ok(Exit::Done)
    }

    fn target(&self) -> Result<Target, Stop> {
        let end = self.to.extension().map(|end| end.to_string_lossy().to_lowercase());
        match end.as_deref() {
            Some("csv") => return Ok(Target::Csv),
            Some("xlsx") => return Ok(Target::Workbook),
            _ => {}
        }
        Format::of_path(&self.to).map(Target::DataSet).ok_or_else(|| {
            Stop::input(
                "K34",
                format!("the name `{}` tells no format of data sets", self.to.display()),
                "end it with .pb, .abc.yaml, .cat, .toi, .blt, .cvotes, .csv or .xlsx",
            )
        })
    }

    fn written(&self, data: &DataSet, target: Target) -> Result<(Vec<u8>, Vec<Finding>), Stop> {
        let written = match target {
            Target::DataSet(format) => datasets::write(data, format)?,
            Target::Csv => export::ballots_csv(data, self.layout.into(), ',')?,
            Target::Workbook => return workbook(data, self.layout.into()),
        };
        Ok((written.text.into_bytes(), written.findings))
    }
}

#[cfg(feature = "xlsx")]
fn workbook(data: &DataSet, layout: Layout) -> Result<(Vec<u8>, Vec<Finding>), Stop> {
    Ok(export::ballots_xlsx(data, layout)?)
}

#[cfg(not(feature = "xlsx"))]
fn workbook(_: &DataSet, _: Layout) -> Result<(Vec<u8>, Vec<Finding>), Stop> {
    Err(Stop::input(
        "K43",
        "this program was built without workbooks (.xlsx)",
        "write .csv instead",
    ))
}
