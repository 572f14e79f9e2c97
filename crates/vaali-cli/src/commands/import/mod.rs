//! `vaali import`: the files that a secretary has, as the folder of an election.

mod report;
mod said;
mod task;

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use vaali::values::Value;
use vaali_formats::{Finding, forms::DateOrder};
use vaali_report::findings::OPTION;

use self::{report::Report, said::Kind, task::Task};
use crate::{
    output::Output,
    stop::{Exit, Stop},
};

const HELP: &str = "\
Examples:
  vaali import my-election --roll a.xlsx --roll b.csv --nominations form.xlsx
  vaali import my-election --ballots export.xlsx
  vaali import my-election --roll a.xlsx --column roll.name=\"Yhdistyksen nimi\" --sheet roll=Jäsenet
  vaali import my-election --ballots export.csv --column ballots.marks=\"Your vote\" --column ballots.cast_at= --dates day-first

The order of things: `vaali new` makes the folder with its rules; the lists are imported, checked and frozen before the vote, the ballots after it. What is already there is replaced with --force only; the example rows of `vaali new` give way by themselves.

Columns are recognised by their headers and contents, and for what each was taken is shown. --column FILE.COLUMN=HEADER says otherwise: FILE is roll, nominations, ballots or voted, or the name of one file; COLUMN is
  of a roll          id, name, name_fi, name_sv, name_en, weight, suspended, municipality
  of nominations     id, name, organisation, position, municipality, groups, competence, nominated_at, withdrawn, personal_deputy
  of ballots         voter, cast_at, marks
  of who voted       voter, cast_at
and HEADER is what stands above the column; nothing behind the = means that the file has no such column.

Entries of several lists that may be the same are never merged: they are written to decisions.csv in the folder, to be decided there with `keep`, `same as ID` or `drop`. Where the rules keep ballots apart from the roll, who voted goes to voted.csv. All files are written together, or none.";

/// Make roll, candidates and ballots from spreadsheets and form exports
#[derive(Debug, Args)]
#[command(after_help = HELP)]
pub(crate) struct Import {
    /// The folder of the election, with its election.toml; `vaali new` makes it
    dir: PathBuf,
    /// A list of those entitled to vote (CSV or .xlsx); may be said several times
    #[arg(long, value_name = "FILE")]
    roll: Vec<PathBuf>,
    /// The nominations (CSV or .xlsx)
    #[arg(long, value_name = "FILE")]
    nominations: Option<PathBuf>,
    /// The ballots as the form tool exported them (CSV or .xlsx)
    #[arg(long, value_name = "FILE")]
    ballots: Option<PathBuf>,
    /// Where ballots are apart from the roll: a list of those who voted (CSV or .xlsx)
    #[arg(long, value_name = "FILE")]
    voted: Option<PathBuf>,
    /// The header of a column that is not recognised; may be said several times
    #[arg(long, value_name = "FILE.COLUMN=HEADER")]
    column: Vec<String>,
    /// The sheet of a workbook that has several; may be said several times
    #[arg(long, value_name = "FILE=NAME")]
    sheet: Vec<String>,
    /// Which number of a date such as 3/5/2026 is the day
    #[arg(long, value_name = "ORDER")]
    dates: Option<Dates>,
    /// Replace files that are there
    #[arg(long)]
    force: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Dates {
    DayFirst,
    MonthFirst,
}

impl From<Dates> for DateOrder {
    fn from(dates: Dates) -> Self {
        match dates {
            Dates::DayFirst => Self::DayFirst,
            Dates::MonthFirst => Self::MonthFirst,
        }
    }
}

impl Import {
    pub(crate) fn run(&self, output: Output) -> Result<Exit, Stop> {
        let task = Task::of(self)?;
        let mut report = Report::in_language(output.language());
        match task.read(&mut report) {
            Ok(()) => {}
            Err(Stop::Input(mut faults)) => {
                self.name_the_options(&mut faults);
                // What was odd in the other files may be why.
                faults.append(&mut report.findings);
                return Err(Stop::Input(faults));
            }
            Err(stop) => return Err(stop),
        }
        self.name_the_options(&mut report.findings);
        // Everything is read and checked; only now anything is written.
        task.write(&mut report)?;
        report.say(&self.dir, output)
    }

    fn name_the_options(&self, found: &mut [Finding]) {
        for finding in found {
            self.name_the_option(finding);
        }
    }

    /// Where a person can say what was not recognised, says how.
    fn name_the_option(&self, fault: &mut Finding) {
        let files = self.files();
        let of_file = |(_, path): &&(Kind, &Path)| {
            path.file_name().is_some_and(|name| name.to_string_lossy() == *fault.file)
        };
        let Some(&(kind, _)) = files.iter().find(of_file) else { return };
        let word = kind.word();
        let option = match fault.code.as_str() {
            "F11" if kind == Kind::Voted => "--column voted.voter=\"HEADER\"".to_owned(),
            "F11" => format!("--column {word}.name=\"HEADER\""),
            "F12" => format!(
                "--column {word}.COLUMN=\"{}\"",
                fault.column.as_deref().unwrap_or_default()
            ),
            "F33" => "--column ballots.voter=\"HEADER\"".to_owned(),
            "F76" | "F77" => "--column ballots.marks=\"HEADER\"".to_owned(),
            "F72" | "F73" => format!("--sheet {word}=\"NAME\""),
            "F80" => "--dates day-first or --dates month-first".to_owned(),
            _ => return,
        };
        fault.fix = format!("{}; or say it here: {option}", fault.fix);
        fault.values.insert(OPTION.to_owned(), Value::Text(option));
    }

    fn files(&self) -> Vec<(Kind, &Path)> {
        let rolls = self.roll.iter().map(|path| (Kind::Roll, path));
        let others = [
            (Kind::Nominations, &self.nominations),
            (Kind::Ballots, &self.ballots),
            (Kind::Voted, &self.voted),
        ];
        let others = others.into_iter().filter_map(|(kind, path)| Some((kind, path.as_ref()?)));
        rolls.chain(others).map(|(kind, path)| (kind, path.as_path())).collect()
    }
}
