//! The work of an import: each kind of file read, everything compared, all written at once.

use std::{
    collections::BTreeMap,
    fs, mem,
    path::{Path, PathBuf},
};

use serde_json::json;
use vaali::definition::{BallotMode, Frozen, Voter};
use vaali_formats::{
    Finding, ballots,
    folder::{self, BALLOTS, CANDIDATES, ELECTION, ROLL, ROLL_MARKS},
    forms::{self, Choice},
    rolls::{
        self, List,
        nominations::{self, Nominations},
        voted,
    },
};

use super::{
    Import,
    report::{Report, Written},
    said::{self, Column, Kind, SheetOf},
    staged,
};
use crate::{
    examples,
    save::{self, Part},
    show::{
        faults,
        text::{counted, listed, quoted_path},
    },
    stop::Stop,
};

const DECISIONS: &str = "decisions.csv";

/// The import, with what was said read.
pub(super) struct Task<'i> {
    import: &'i Import,
    columns: Vec<Column>,
    sheets: Vec<SheetOf>,
}

impl<'i> Task<'i> {
    pub(super) fn of(import: &'i Import) -> Result<Self, Stop> {
        let files = import.files();
        if files.is_empty() {
            return Err(Stop::input(
                "K31",
                "there is nothing to import",
                "name files with --roll, --nominations, --ballots or --voted",
            ));
        }
        if !import.dir.join(ELECTION).exists() {
            let dir = quoted_path(&import.dir);
            return Err(Stop::input(
                "K35",
                format!("there is no election in {dir} yet: its rules come first"),
                format!(
                    "make it with `vaali new {dir}` (`vaali presets` lists sets of rules to start from), and say this again"
                ),
            ));
        }
        let columns = import.column.iter().map(|said| said::column(said, &files));
        let sheets = import.sheet.iter().map(|said| said::sheet(said, &files));
        let task = Self {
            import,
            columns: columns.collect::<Result<_, _>>()?,
            sheets: sheets.collect::<Result<_, _>>()?,
        };
        let wanted = [
            (!import.roll.is_empty(), ROLL),
            (import.nominations.is_some(), CANDIDATES),
            (import.ballots.is_some(), BALLOTS),
            (import.voted.is_some(), ROLL_MARKS),
        ];
        let wanted = wanted.into_iter().filter_map(|(wanted, name)| wanted.then_some(name));
        task.free(wanted)?;
        Ok(task)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.import.dir.join(name)
    }

    /// Refuses to replace what a person may have written, unless told to.
    fn free<'n>(&self, names: impl Iterator<Item = &'n str>) -> Result<(), Stop> {
        let is_there = |name: &&str| {
            let path = self.path(name);
            path.exists() && !examples::is_untouched(&path)
        };
        let there: Vec<String> =
            names.filter(is_there).map(|name| self.path(name).display().to_string()).collect();
        if self.import.force || there.is_empty() {
            return Ok(());
        }
        let are = if there.len() == 1 { "is" } else { "are" };
        Err(Stop::input(
            "K32",
            format!("{} {are} there already", listed(&there)),
            "say --force to replace, or leave out the files that are imported already",
        ))
    }

    fn list(&self, kind: Kind, path: &Path) -> List {
        let chosen = said::columns_for(&self.columns, kind, path);
        let columns: BTreeMap<String, Choice> =
            chosen.map(|(meaning, choice)| (meaning.to_owned(), choice.clone())).collect();
        let options = rolls::Options {
            sheet: said::sheet_for(&self.sheets, kind, path),
            columns,
            dates: self.import.dates.map(Into::into),
        };
        List { path: path.to_owned(), options }
    }

    pub(super) fn read(&self, report: &mut Report) -> Result<(), Stop> {
        let roll = self.roll(report)?;
        let nominations = match &self.import.nominations {
            Some(path) => Some(self.nominations(path, &roll, report)?),
            None => None,
        };
        let frozen = staged::frozen(&self.import.dir, &report.written);
        if let (Some(nominations), Ok(frozen)) = (&nominations, &frozen) {
            report.findings.extend(nominations.refused(frozen));
        }
        if self.import.ballots.is_none() && self.import.voted.is_none() {
            // What is wrong with the rules is told by `vaali check`, with its lines.
            return Ok(());
        }
        let frozen = frozen.map_err(|stop| self.not_yet(stop))?;
        if let Some(path) = &self.import.voted {
            self.voted(path, &frozen, report)?;
        }
        if let Some(path) = &self.import.ballots {
            self.ballots(path, &frozen, report)?;
        }
        Ok(())
    }

    /// Ballots cannot be read by rules and lists that are wrong; where the lists are new, they must be in the folder to be seen.
    fn not_yet(&self, stop: Stop) -> Stop {
        let Stop::Input(mut faults) = stop else { return stop };
        let new = !self.import.roll.is_empty() || self.import.nominations.is_some();
        let dir = quoted_path(&self.import.dir);
        let fix = if new {
            format!(
                "import the lists alone, without --ballots and --voted; mend what `vaali check {dir}` finds; then import the ballots"
            )
        } else {
            format!("mend what `vaali check {dir}` finds, then import the ballots")
        };
        let message = "ballots are read by the rules and the lists, which have errors";
        if let Stop::Input(own) = Stop::input("K37", message, fix) {
            faults.extend(own);
        }
        Stop::Input(faults)
    }

    /// The roll of the lists, or the one that is there.
    fn roll(&self, report: &mut Report) -> Result<Vec<Voter>, Stop> {
        if self.import.roll.is_empty() {
            let path = self.path(ROLL);
            let is_there = path.exists() && !examples::is_untouched(&path);
            return Ok(if is_there { folder::read_roll(&path)? } else { Vec::new() });
        }
        let decisions = self.path(DECISIONS);
        let decided = decisions.exists().then_some(decisions.as_path());
        let paths = self.import.roll.iter();
        let lists: Vec<List> = paths.map(|path| self.list(Kind::Roll, path)).collect();
        let lists = rolls::read(&lists, decided)?;
        let (roll, notes) = match lists.roll() {
            Ok(roll) => roll,
            Err(mut undecided) => {
                undecided.0.extend(lists.findings.iter().cloned());
                let open = lists.groups.len() as u64;
                undecided.0.extend(to_decide(&decisions, &lists.decisions_csv(), open)?);
                return Err(undecided.into());
            }
        };
        let shown = |mapping: &rolls::Mapping| (json!(mapping), mapping.to_string());
        report.mappings.extend(lists.mappings.iter().map(shown));
        report.findings.extend(lists.findings.iter().cloned().chain(notes));
        let bytes = rolls::roll_csv(&roll).into_bytes();
        report.written.push(Written { name: ROLL, bytes, rows: roll.len() });
        Ok(roll)
    }

    fn nominations(
        &self,
        path: &Path,
        roll: &[Voter],
        report: &mut Report,
    ) -> Result<Nominations, Stop> {
        let list = self.list(Kind::Nominations, path);
        let zone = self.time_zone()?;
        let mut read = nominations::read(&list, zone.as_deref(), roll)?;
        report.findings.append(&mut read.findings);
        report.mappings.push((json!(read.mapping), read.mapping.to_string()));
        let bytes = rolls::candidates_csv(&read.candidates).into_bytes();
        report.written.push(Written { name: CANDIDATES, bytes, rows: read.candidates.len() });
        Ok(read)
    }

    fn time_zone(&self) -> Result<Option<String>, Stop> {
        let path = self.path(ELECTION);
        let text = fs::read_to_string(&path).map_err(|error| Stop::file("read", &path, error))?;
        // What is wrong with the file is told by `vaali check`, which knows its lines.
        let value: Option<toml::Table> = toml::from_str(&text).ok();
        let zone = value.as_ref().and_then(|value| value.get("rules")?.get("time_zone")?.as_str());
        Ok(zone.map(str::to_owned))
    }

    fn voted(&self, path: &Path, frozen: &Frozen, report: &mut Report) -> Result<(), Stop> {
        if frozen.rules().ballots != BallotMode::Separate {
            return Err(Stop::input(
                "K39",
                "who voted is not a list of its own: the rules do not keep ballots apart from the roll",
                "leave --voted out, or write ballots = \"separate\" in election.toml",
            ));
        }
        let list = self.list(Kind::Voted, path);
        let zone = frozen.rules().time_zone.as_deref();
        let mut read = voted::read(&list, zone, frozen.roll())?;
        report.findings.append(&mut read.findings);
        report.mappings.push((json!(read.mapping), read.mapping.to_string()));
        let bytes = forms::voted_csv(&read.marks).into_bytes();
        report.written.push(Written { name: ROLL_MARKS, bytes, rows: read.marks.len() });
        Ok(())
    }

    fn ballots(&self, path: &Path, frozen: &Frozen, report: &mut Report) -> Result<(), Stop> {
        let mut read = forms::read(path, frozen, &self.form_options(path))?;
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
        let mut findings = mem::take(&mut read.read.findings);
        faults::with_rows(&mut findings, &read.read, frozen, &name);
        report.findings.append(&mut findings);
        let mode = frozen.rules().ballots;
        let text = forms::ballots_csv(&read.ballots, mode);
        // Nothing of a ballot may get lost on the way: what will be read later is what was read here.
        if ballots::read_all_bytes(BALLOTS, text.as_bytes(), frozen)? != read.ballots {
            return Err(Stop::input(
                "K33",
                "the ballots cannot be written as a list: some mark holds a separator and is no candidate's",
                "correct the form's options or the candidates, so that each option is a candidate",
            ));
        }
        let columns = json!({ "file": name, "form": read.mapping });
        report.mappings.push((columns, format!("{name}, {}", read.mapping)));
        let rows = read.ballots.len();
        report.written.push(Written { name: BALLOTS, bytes: text.into_bytes(), rows });
        if let Some(marks) = &read.roll_marks {
            if self.import.voted.is_some() {
                return Err(Stop::input(
                    "K40",
                    format!("{name} names who voted, and --voted does too"),
                    "leave --voted out, or say --column ballots.voter= to leave the voters of the ballots unread",
                ));
            }
            self.free([ROLL_MARKS].into_iter())?;
            let bytes = forms::voted_csv(marks).into_bytes();
            report.written.push(Written { name: ROLL_MARKS, bytes, rows: marks.len() });
        }
        Ok(())
    }

    fn form_options(&self, path: &Path) -> forms::Options {
        let mut options = forms::Options {
            sheet: said::sheet_for(&self.sheets, Kind::Ballots, path),
            dates: self.import.dates.map(Into::into),
            ..forms::Options::default()
        };
        for (meaning, choice) in said::columns_for(&self.columns, Kind::Ballots, path) {
            let to = match meaning {
                "voter" => &mut options.voter,
                "cast_at" => &mut options.time,
                _ => &mut options.marks,
            };
            *to = choice.clone();
        }
        options
    }

    pub(super) fn write(&self, report: &mut Report) -> Result<(), Stop> {
        // The example rows of `vaali new` are nobody's loss.
        let there = |name: &str| {
            let path = self.path(name);
            path.exists() && !examples::is_untouched(&path)
        };
        report.replaced =
            report.written.iter().map(|file| file.name).filter(|name| there(name)).collect();
        let part = |file: &Written| Part {
            path: self.path(file.name),
            bytes: file.bytes.clone(),
            replace: true,
        };
        save::all(&report.written.iter().map(part).collect::<Vec<_>>())
    }
}

/// Writes the file to decide in. What is decided already stands in the new one too.
fn to_decide(path: &Path, text: &str, groups: u64) -> Result<Vec<Finding>, Stop> {
    if fs::read_to_string(path).is_ok_and(|there| there == text) {
        // As it was: the person has not decided all of it yet.
    } else {
        let bytes = text.as_bytes().to_vec();
        save::all(&[Part { path: path.to_owned(), bytes, replace: true }])?;
    }
    let path = path.display();
    let groups = counted(groups, "group of rows that may", "groups of rows that may");
    let Stop::Input(told) = Stop::input(
        "K38",
        format!("{path} has {groups} be the same, and not all of them are decided"),
        "open it, write into its column `decision` keep for one row of a group, same as ID or drop for the others (or keep for all, if they are not the same), save it as CSV, and say the same command again",
    ) else {
        return Ok(Vec::new());
    };
    Ok(told)
}
