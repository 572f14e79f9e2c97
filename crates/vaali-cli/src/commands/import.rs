//! `vaali import`: the files that a secretary has, as the folder of an election.

use std::{
    fs,
    path::{Path, PathBuf},
};

use clap::{Args, ValueEnum};
use vaali::definition::Voter;
use vaali_formats::{
    Finding, ballots,
    folder::{self, BALLOTS, CANDIDATES, ELECTION, ROLL},
    forms::{self, Choice, DateOrder, FormRead, Mapping},
    rolls::{self, nominations},
};

use crate::{
    output::Output,
    save,
    show::findings,
    stop::{Exit, Stop},
};

const DECISIONS: &str = "decisions.csv";

/// Make roll, candidates and ballots from spreadsheets and form exports
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  vaali import my-election --roll a.xlsx --roll b.csv --nominations form.xlsx\n  vaali import my-election --ballots export.csv\n  vaali import my-election --ballots export.xlsx --marks \"Your vote\" --dates day-first\n\nEntries of several lists that may be the same are never merged: they are written to decisions.csv, to be decided there."
)]
pub(crate) struct Import {
    /// The folder of the election, with its election.toml
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
    /// The sheet of the workbook with the ballots
    #[arg(long, value_name = "NAME", requires = "ballots")]
    sheet: Option<String>,
    /// The column of the ballots that names the voter
    #[arg(long, value_name = "COLUMN", requires = "ballots")]
    voter: Option<String>,
    /// The column of the ballots that says when they were cast
    #[arg(long, value_name = "COLUMN", requires = "ballots", conflicts_with = "no_time")]
    time: Option<String>,
    /// Read no times of the ballots
    #[arg(long, requires = "ballots")]
    no_time: bool,
    /// The column of the ballots that holds the marks
    #[arg(long, value_name = "COLUMN", requires = "ballots")]
    marks: Option<String>,
    /// Which number of a date such as 3/5/2026 is the day
    #[arg(long, value_name = "ORDER", requires = "ballots")]
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

impl Import {
    pub(crate) fn run(&self, output: Output) -> Result<Exit, Stop> {
        let wanted: Vec<&str> = [
            (!self.roll.is_empty(), ROLL),
            (self.nominations.is_some(), CANDIDATES),
            (self.ballots.is_some(), BALLOTS),
        ]
        .into_iter()
        .filter_map(|(wanted, name)| wanted.then_some(name))
        .collect();
        if wanted.is_empty() {
            return Err(Stop::input(
                "K31",
                "there is nothing to import",
                "name files with --roll, --nominations or --ballots",
            ));
        }
        let there = wanted.iter().find(|name| !self.force && self.dir.join(name).exists());
        if let Some(there) = there {
            return Err(Stop::input(
                "K32",
                format!("{} is there already", self.dir.join(there).display()),
                "say --force to replace it",
            ));
        }
        let mut found = Vec::new();
        let mut files: Vec<(&str, String)> = Vec::new();
        let roll = self.roll(&mut files, &mut found)?;
        if let Some(path) = &self.nominations {
            let (candidates, notes) = nominations::read(path, self.time_zone()?.as_deref(), &roll)?;
            found.extend(notes);
            files.push((CANDIDATES, rolls::candidates_csv(&candidates)));
        }
        let read = match &self.ballots {
            Some(path) => match self.ballots(path, &mut files, &mut found) {
                Ok(read) => Some(read),
                Err(Stop::Input(mut faults)) => {
                    // What was odd in the other files may be why.
                    faults.append(&mut found);
                    return Err(Stop::Input(faults));
                }
                Err(stop) => return Err(stop),
            },
            None => None,
        };
        // Everything is read and checked; only now anything is written.
        for (name, text) in &files {
            self.write(name, text)?;
        }
        self.says(&files, read.as_ref().map(|read| &read.mapping), &found, output)
    }

    /// The roll of the lists, or the one that is there.
    fn roll(
        &self,
        files: &mut Vec<(&'static str, String)>,
        found: &mut Vec<Finding>,
    ) -> Result<Vec<Voter>, Stop> {
        if self.roll.is_empty() {
            let path = self.dir.join(ROLL);
            return Ok(if path.exists() { folder::read_roll(&path)? } else { Vec::new() });
        }
        let decisions = self.dir.join(DECISIONS);
        let decided = decisions.exists().then_some(decisions.as_path());
        let lists = rolls::read(&self.roll, decided)?;
        let (roll, notes) = match lists.roll() {
            Ok(roll) => roll,
            Err(mut undecided) => {
                // What is decided already stands in the new file too.
                self.write(DECISIONS, &lists.decisions_csv())?;
                undecided.0.extend(lists.findings);
                return Err(undecided.into());
            }
        };
        found.extend(lists.findings.iter().cloned().chain(notes));
        files.push((ROLL, rolls::roll_csv(&roll)));
        Ok(roll)
    }

    fn time_zone(&self) -> Result<Option<String>, Stop> {
        let path = self.dir.join(ELECTION);
        let text = fs::read_to_string(&path).map_err(|error| Stop::file("read", &path, error))?;
        // What is wrong with the file is told by `vaali check`, which knows its lines.
        let value: Option<toml::Table> = toml::from_str(&text).ok();
        let zone = value.as_ref().and_then(|value| value.get("rules")?.get("time_zone")?.as_str());
        Ok(zone.map(str::to_owned))
    }

    /// Reads the ballots by the rules and lists as they will be, in a folder beside: a fault leaves the election's folder as it was.
    fn ballots(
        &self,
        path: &Path,
        files: &mut Vec<(&'static str, String)>,
        found: &mut Vec<Finding>,
    ) -> Result<FormRead, Stop> {
        let stage = tempfile::tempdir()
            .map_err(|error| Stop::file("make a folder in", &std::env::temp_dir(), error))?;
        for name in [ELECTION, CANDIDATES, ROLL] {
            let (from, to) = (self.dir.join(name), stage.path().join(name));
            if from.exists() {
                fs::copy(&from, &to).map_err(|error| Stop::file("read", &from, error))?;
            }
        }
        for (name, text) in files.iter() {
            let to = stage.path().join(name);
            fs::write(&to, text).map_err(|error| Stop::file("write", &to, error))?;
        }
        let frozen = crate::input::read_folder(stage.path())?.freeze()?;
        let read = forms::read(path, &frozen, &self.options())?;
        found.extend(read.read.findings.iter().cloned());
        let text = forms::ballots_csv(&read.ballots, frozen.is_linked());
        // Nothing of a ballot may get lost on the way: what will be read later is what was read here.
        if ballots::read_all_bytes(BALLOTS, text.as_bytes(), &frozen)? != read.ballots {
            return Err(Stop::input(
                "K33",
                "the ballots cannot be written as a list: some mark holds a separator and is no candidate's",
                "correct the form's options or the candidates, so that each option is a candidate",
            ));
        }
        files.push((BALLOTS, text));
        Ok(read)
    }

    fn options(&self) -> forms::Options {
        let choice =
            |column: &Option<String>| column.clone().map_or(Choice::Recognise, Choice::Column);
        forms::Options {
            sheet: self.sheet.clone(),
            voter: choice(&self.voter),
            time: if self.no_time { Choice::Nothing } else { choice(&self.time) },
            marks: choice(&self.marks),
            separator: None,
            dates: self.dates.map(|dates| match dates {
                Dates::DayFirst => DateOrder::DayFirst,
                Dates::MonthFirst => DateOrder::MonthFirst,
            }),
        }
    }

    /// Writes a file whole; one that is there is replaced in one step.
    fn write(&self, name: &str, text: &str) -> Result<(), Stop> {
        let path = self.dir.join(name);
        if !path.exists() {
            return save::text(&path, text);
        }
        let new = self.dir.join(format!(".vaali-new-{name}"));
        save::text(&new, text)?;
        fs::rename(&new, &path).map_err(|error| Stop::file("write", &path, error))
    }

    fn says(
        &self,
        files: &[(&str, String)],
        mapping: Option<&Mapping>,
        found: &[Finding],
        output: Output,
    ) -> Result<Exit, Stop> {
        let names: Vec<&str> = files.iter().map(|(name, _)| *name).collect();
        if output.json() {
            output.value(
                &serde_json::json!({ "written": names, "mapping": mapping, "findings": found }),
            )?;
            return Ok(Exit::Done);
        }
        let mut text = findings::listed(found);
        if let Some(mapping) = mapping {
            push!(text, "The columns of the ballots were read as {mapping}\n");
        }
        for (name, rows) in files {
            push!(text, "Written: {name}, {} rows\n", rows.lines().count().saturating_sub(1));
        }
        push!(text, "Next: vaali check {}\n", self.dir.display());
        output.text(&text)?;
        Ok(Exit::Done)
    }
}
