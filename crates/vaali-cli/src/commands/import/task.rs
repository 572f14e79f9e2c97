//! The work of an import: each kind of file read, everything compared, all written at once.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use vaali_formats::{
    Files, Finding, Findings, Input,
    folder::{self, BALLOTS, CANDIDATES, DEFINITION, ELECTION, ROLL, ROLL_MARKS},
    forms::{self, Choice},
    import::{self, DECISIONS, Imported, Lists, Refused, Written},
    rolls::{self, Rolls},
    template::examples,
};

use super::{
    Import,
    report::Report,
    said::{self, Column, Kind, SheetOf},
};
use crate::{
    nearby,
    save::{self, Part},
    show::{
        faults,
        text::{counted, listed, quoted_path},
    },
    stop::Stop,
};

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
        if ![ELECTION, DEFINITION].iter().any(|rules| import.dir.join(rules).exists()) {
            let dir = quoted_path(&import.dir);
            return Err(Stop::input(
                "K35",
                format!("there is no election in {dir} yet: its rules come first"),
                format!(
                    "make it with `vaali new {dir}` (`vaali presets` lists sets of rules to start from), and say this again"
                ),
            ));
        }
        files.iter().try_for_each(|(_, path)| nearby::must_be_a_file(path))?;
        each_once(&import.roll)?;
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
            path.exists() && !is_untouched(&path)
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

    fn list<'p>(&self, kind: Kind, path: &'p Path) -> (Input<'p>, rolls::Options) {
        let chosen = said::columns_for(&self.columns, kind, path);
        let columns: BTreeMap<String, Choice> =
            chosen.map(|(meaning, choice)| (meaning.to_owned(), choice.clone())).collect();
        let options = rolls::Options {
            sheet: said::sheet_for(&self.sheets, kind, path),
            columns,
            dates: self.import.dates.map(Into::into),
        };
        (Input::file(path), options)
    }

    pub(super) fn read(&self, report: &mut Report) -> Result<(), Stop> {
        let list =
            |kind, path: &'i Option<PathBuf>| path.as_deref().map(|path| self.list(kind, path));
        let ballots = self.import.ballots.as_deref();
        let lists = Lists {
            rolls: self.import.roll.iter().map(|path| self.list(Kind::Roll, path)).collect(),
            nominations: list(Kind::Nominations, &self.import.nominations),
            voted: list(Kind::Voted, &self.import.voted),
            ballots: ballots.map(|path| (Input::file(path), self.form_options(path))),
            roll_is_example: is_untouched(&self.path(ROLL)),
        };
        let files = Files::of_folder(&self.import.dir);
        let (imported, refused) = import::read(&files, &lists);
        let Imported { written, mut findings, mappings, rolls, form } = imported;
        let folder = folder::read_files(with(files, &written));
        if let (Some(form), Some(path), Ok(Ok(frozen))) =
            (&form, ballots, folder.map(|f| f.freeze()))
        {
            let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
            faults::with_rows(&mut findings, &form.read, &frozen, &name, report.language);
        }
        report.findings = findings;
        report.written = written;
        report.mappings = mappings;
        if let Some(refused) = refused {
            return Err(self.refused(refused, rolls.as_ref()));
        }
        if form.is_some_and(|form| form.roll_marks.is_some()) {
            self.free([ROLL_MARKS].into_iter())?;
        }
        Ok(())
    }

    fn refused(&self, refused: Refused, rolls: Option<&Rolls>) -> Stop {
        match refused {
            Refused::Files(findings) => findings.into(),
            Refused::NotYet(findings) => self.not_yet(findings),
            Refused::Undecided(mut undecided) => {
                let (text, open) =
                    rolls.map_or_else(Default::default, |r| (r.decisions_csv(), r.groups.len()));
                match to_decide(&self.path(DECISIONS), &text, open as u64) {
                    Ok(told) => undecided.0.extend(told),
                    Err(stop) => return stop,
                }
                undecided.into()
            }
            Refused::VotedIsNoList => Stop::input(
                "K39",
                "who voted is not a list of its own: the rules do not keep ballots apart from the roll",
                "leave --voted out, or write ballots = \"separate\" in election.toml",
            ),
            Refused::NoList => Stop::input(
                "K33",
                "the ballots cannot be written as a list: some mark holds a separator and is no candidate's",
                "correct the form's options or the candidates, so that each option is a candidate",
            ),
            Refused::VotedTwice { file } => Stop::input(
                "K40",
                format!("{file} names who voted, and --voted does too"),
                "leave --voted out, or say --column ballots.voter= to leave the voters of the ballots unread",
            ),
        }
    }

    /// Ballots cannot be read by rules and lists that are wrong; where the lists are new, they must be in the folder to be seen.
    fn not_yet(&self, findings: Findings) -> Stop {
        let Findings(mut faults) = findings;
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
            path.exists() && !is_untouched(&path)
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

/// Refuses a list that is given twice, also as a copy of another name: every row of it would be a duplicate to decide.
fn each_once(lists: &[PathBuf]) -> Result<(), Stop> {
    // What cannot be read is told by its reader.
    let of = |path: &PathBuf| fs::read(path).unwrap_or_default();
    for (place, path) in lists.iter().enumerate() {
        let bytes = if lists.len() > 1 { of(path) } else { Vec::new() };
        let same = lists.iter().take(place).find(|other| !bytes.is_empty() && of(other) == bytes);
        if let Some(same) = same {
            return Err(Stop::input(
                "K76",
                format!("{} and {} are the same list", same.display(), path.display()),
                "name each list once",
            ));
        }
    }
    Ok(())
}

/// Whether a file still is what `vaali new` wrote.
fn is_untouched(path: &Path) -> bool {
    fs::read(path).is_ok_and(|file| examples::is_untouched(&file))
}

/// The files of the folder with the new ones in their place.
fn with(mut files: Files, new: &[Written]) -> Files {
    for file in new {
        files.put(file.name, file.bytes.clone());
    }
    files
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
