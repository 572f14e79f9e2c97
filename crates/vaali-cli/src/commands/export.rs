//! `vaali export`: the result for spreadsheets, the council for other programs.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use jiff::civil::Date;
use vaali::count::Outcome;
use vaali_formats::datasets::export::{self, Council, Kind, Language, Table};

use super::count::{self, exit};
use vaali_report::terminal::recorded as say;

use crate::{
    input::Election,
    output::Output,
    save::{self, Part},
    show::text::{counted, quoted_path},
    stop::{Exit, Stop},
};

const HELP: &str = "\
Examples:
  vaali export my-election result.xlsx --language fi
  vaali export my-election result.csv rejected.csv --table results --table rejected
  vaali export my-election council.json --term-starts 2030-01-01

The name of a file tells what it holds:
  .xlsx  all tables, a sheet for each: result, figures, rejected ballots, deputies, lots, offices, seats
  .csv   one table, the result if --table does not say another; columns and decimals are parted as spreadsheets of the language expect it
  .json  the council in the words of Popolo: persons, organisations, posts, memberships

No file holds a ballot or an address. Cells that a spreadsheet would take for formulas begin with an apostrophe in .csv.";

/// Write the result as spreadsheets, or the council for other programs
#[derive(Debug, Args)]
#[command(after_help = HELP)]
pub(crate) struct Export {
    /// The folder of the election, or a file of published data
    #[arg(value_name = "DIR|FILE")]
    from: PathBuf,
    /// The files to write, all of them or none
    #[arg(required = true)]
    to: Vec<PathBuf>,
    /// What the files are, whatever their names tell
    #[arg(long, value_name = "FORMAT")]
    format: Option<Format>,
    /// The table of a .csv file; once for each, in their order
    #[arg(long, value_name = "TABLE")]
    table: Vec<TableName>,
    /// The language of headers and words: fi, sv or en
    #[arg(long, value_name = "CODE", default_value = "en", value_parser = language)]
    language: Language,
    /// The first day of the term, such as 2030-01-01 or 1.1.2030, for the council; the rules tell the last
    #[arg(long, value_name = "DATE", value_parser = day)]
    term_starts: Option<Date>,
    /// How many are elected; for published data, most of which does not say it
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    seats: Option<u32>,
    /// Replace files that are there
    #[arg(long)]
    force: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Xlsx,
    Csv,
    /// The council as Popolo JSON
    Popolo,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum TableName {
    Results,
    Figures,
    Rejected,
    Deputies,
    Lots,
    Offices,
    Seats,
}

impl From<TableName> for Kind {
    fn from(name: TableName) -> Self {
        match name {
            TableName::Results => Self::Results,
            TableName::Figures => Self::Figures,
            TableName::Rejected => Self::Rejected,
            TableName::Deputies => Self::Deputies,
            TableName::Lots => Self::Lots,
            TableName::Offices => Self::Offices,
            TableName::Seats => Self::Seats,
        }
    }
}

fn language(code: &str) -> Result<Language, String> {
    code.parse().map_err(|()| "write fi, sv or en".to_owned())
}

/// A day as it is written in files, or as people write it in Finland and Sweden.
fn day(text: &str) -> Result<Date, String> {
    let wrong = || format!("`{text}` is no day; write it like 2030-01-01 or 1.1.2030");
    if let Ok(date) = text.trim().parse() {
        return Ok(date);
    }
    let parts: Vec<&str> = text.trim().split('.').collect();
    let [day, month, year] = *parts else { return Err(wrong()) };
    let (Ok(day), Ok(month), Ok(year)) = (day.parse(), month.parse(), year.parse()) else {
        return Err(wrong());
    };
    Date::new(year, month, day).map_err(|_| wrong())
}

impl Export {
    pub(crate) fn run(&self, output: Output) -> Result<Exit, Stop> {
        let formats = self.to.iter().map(|to| self.format_of(to));
        let formats = formats.collect::<Result<Vec<_>, _>>()?;
        let kinds = self.kinds(&formats)?;
        self.free()?;
        let election = count::election(&self.from, self.seats)?;
        let outcome = election.count()?;
        let mut kinds = kinds.into_iter();
        let mut parts = Vec::new();
        for (to, format) in self.to.iter().zip(formats) {
            let bytes = match format {
                Format::Xlsx => workbook(&self.tables(&election, &outcome))?,
                Format::Csv => {
                    let kind = kinds.next().unwrap_or(Kind::Results);
                    let tables = self.tables(&election, &outcome);
                    let table = tables.into_iter().find(|table| table.kind == kind);
                    table.map_or_else(String::new, |table| table.csv()).into_bytes()
                }
                Format::Popolo => self.council(&election, &outcome)?,
            };
            parts.push(Part { path: to.clone(), bytes, replace: self.force });
        }
        save::all(&parts)?;
        self.say(&outcome, output)?;
        Ok(exit(&outcome))
    }

    fn format_of(&self, to: &Path) -> Result<Format, Stop> {
        let name = to.extension().map(|end| end.to_string_lossy().to_lowercase());
        let by_name = match name.as_deref() {
            Some("xlsx") => Some(Format::Xlsx),
            Some("csv") => Some(Format::Csv),
            Some("json") => Some(Format::Popolo),
            _ => None,
        };
        self.format.or(by_name).ok_or_else(|| {
            Stop::input(
                "K41",
                format!("the name `{}` does not tell what to write", to.display()),
                "end it with .xlsx, .csv or .json, or say --format",
            )
        })
    }

    /// The tables of the .csv files, in their order.
    fn kinds(&self, formats: &[Format]) -> Result<Vec<Kind>, Stop> {
        let files = formats.iter().filter(|format| **format == Format::Csv).count();
        let fits = self.table.len() == files || self.table.is_empty() && files <= 1;
        if fits {
            return Ok(self.table.iter().map(|&table| table.into()).collect());
        }
        Err(Stop::input(
            "K42",
            format!(
                "{} for {}",
                counted(self.table.len() as u64, "table", "tables"),
                counted(files as u64, "file of CSV", "files of CSV")
            ),
            "say --table once for each .csv file; a workbook (.xlsx) holds all tables",
        ))
    }

    fn free(&self) -> Result<(), Stop> {
        match self.to.iter().find(|to| !self.force && to.exists()) {
            None => Ok(()),
            Some(there) => Err(Stop::input(
                "K32",
                format!("{} is there already", there.display()),
                "say --force to replace it, or another name",
            )),
        }
    }

    fn tables(&self, election: &Election, outcome: &Outcome) -> Vec<Table> {
        export::tables(&election.frozen, outcome, self.language)
    }

    fn council(&self, election: &Election, outcome: &Outcome) -> Result<Vec<u8>, Stop> {
        let Outcome::Complete { result } = outcome else {
            let dir = quoted_path(&self.from);
            return Err(Stop::input(
                "K44",
                "there is no council yet: a lot is needed first",
                format!("`vaali count {dir}` says which"),
            ));
        };
        let council = Council {
            language: self.language.code(),
            start_date: self.term_starts,
            ..Council::default()
        };
        let told = export::popolo(&election.frozen, result, &council);
        Ok(format!("{told:#}\n").into_bytes())
    }

    fn say(&self, outcome: &Outcome, output: Output) -> Result<(), Stop> {
        let names: Vec<String> = self.to.iter().map(|to| to.display().to_string()).collect();
        let is_final = outcome.request().is_none();
        if output.json() {
            return output.value(&serde_json::json!({ "written": names, "final": is_final }));
        }
        let mut text = String::new();
        for name in names {
            push!(text, "{}\n", say::wrote_table(output.language(), &name));
        }
        if !is_final {
            let command = format!("`vaali count {}`", quoted_path(&self.from));
            push!(text, "{}\n", say::not_yet(output.language(), &command));
        }
        output.text(&text)
    }
}

#[cfg(feature = "xlsx")]
fn workbook(tables: &[Table]) -> Result<Vec<u8>, Stop> {
    export::xlsx(tables).map_err(|error| {
        let message = format!("the result does not fit a workbook: {error}");
        Stop::input("K43", message, "write .csv files instead")
    })
}

#[cfg(not(feature = "xlsx"))]
fn workbook(_: &[Table]) -> Result<Vec<u8>, Stop> {
    Err(Stop::input(
        "K43",
        "this program was built without workbooks (.xlsx)",
        "write .csv files instead",
    ))
}
