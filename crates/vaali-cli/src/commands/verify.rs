//! `vaali verify`: numbered checks of a record, all failures.

use std::{
    fs,
    path::{Path, PathBuf},
};

use clap::Args;
use serde::Deserialize;
use vaali::{
    definition::Text,
    record::{Check, Finding, Hash, Report, Status, verify},
};
use vaali_report::{Language, findings::phrase, rules};

use vaali_formats::certified::{FoundFolder, Unread};

use super::certify::CERTIFIED;
use crate::{
    nearby,
    output::Output,
    show::{
        style::{BAD, BOLD, CARE, DIM, GOOD, paint},
        text::{clean, quoted_path},
    },
    stop::{Exit, Stop},
};

/// Check a certified folder or a record: every step again, as far as the ballots are at hand
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  vaali verify my-election/certified\n  vaali verify public --hash \"9abf 2853 ...\"\n  vaali verify record.json\n  vaali verify record.json --ballots record.sealed.json\n\nOnly a hash that stood elsewhere shows that nobody made everything anew: the seal in the minutes, or the hash of the list of files."
)]
pub(crate) struct Verify {
    /// The folder that `vaali certify` wrote, its published part alone, or a record
    #[arg(value_name = "FOLDER|FILE")]
    record: PathBuf,
    /// The file of the sealed ballots, which the tellers keep; not needed where it lies in the folder
    #[arg(long, value_name = "FILE")]
    ballots: Option<PathBuf>,
    /// The hash that was published: the seal in the minutes, or that of the list of files; in any groups
    #[arg(long, value_name = "HASH")]
    hash: Option<String>,
}

impl Verify {
    pub(crate) fn run(&self, output: Output) -> Result<Exit, Stop> {
        let published = self.hash.as_deref().map(hash).transpose()?;
        let given = self.ballots.as_deref().map(read).transpose()?;
        let (record, report, sealed_given) = if self.record.is_dir() {
            let found = FoundFolder::read(&self.record).map_err(unread)?;
            let found = found.ok_or_else(|| no_folder(&self.record))?;
            let record = found.record().map_err(unread)?;
            let ballots = given.map_or_else(|| found.ballots(), |given| Ok(Some(given)));
            let ballots = ballots.map_err(unread)?;
            let report = found.verify(&record, ballots.as_deref());
            (record, report, ballots.is_some())
        } else {
            let record = read(&self.record)?;
            let report = verify(&record, given.as_deref());
            (record, report, given.is_some())
        };
        let report = match published {
            Some(published) => report.against(published),
            None => report,
        };
        if output.json() {
            output.value(&report)?;
        } else {
            output.text(&format!(
                "{}{}",
                title(&record, output.language()),
                in_words(&report, &record, sealed_given, output.language())
            ))?;
        }
        Ok(if report.passed() { Exit::Done } else { Exit::NotVerified })
    }
}

fn unread(Unread { path, error }: Unread) -> Stop {
    Stop::file("read", &path, error)
}

fn hash(written: &str) -> Result<Hash, Stop> {
    Hash::from_written(written).map_err(|error| {
        Stop::input(
            "K47",
            format!("--hash is no hash: {error}"),
            "write all 64 digits as they were published, in any groups",
        )
    })
}

fn no_folder(path: &Path) -> Stop {
    Stop::input(
        "K25",
        format!("`{}` is a folder, but holds no certified election", path.display()),
        match nearby::record_in(&path.join(CERTIFIED)) {
            Some(_) => format!("did you mean {}?", quoted_path(&path.join(CERTIFIED))),
            None => {
                "name the folder that `vaali certify DIR` wrote, or the file of a record".to_owned()
            }
        },
    )
}

fn read(path: &Path) -> Result<Vec<u8>, Stop> {
    if path.is_dir() {
        return Err(no_folder(path));
    }
    fs::read(path).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => Stop::input(
            "K19",
            format!("there is no file `{}`", path.display()),
            "check the name; `vaali certify DIR` writes a certified folder, `vaali count DIR --record FILE` a record alone",
        ),
        _ => Stop::file("read", path, error),
    })
}

/// More findings of one check than this are counted, not shown: one changed digit can contradict every place after it.
const MOST_FINDINGS: usize = 10;

/// What is wrong in one check, a line for each; the fields of one entry that do not follow stand together.
fn what_is_wrong(
    findings: &[Finding],
    record: Option<&serde_json::Value>,
    language: Language,
) -> Vec<String> {
    let said = |finding: &Finding| clean(&phrase(language, &finding.to_string()));
    let mut lines: Vec<(Option<&str>, String)> = Vec::new();
    for finding in findings {
        let recorded = |path: &str| {
            let value = record.and_then(|record| record.pointer(path));
            // A whole list is no help in a line.
            value
                .filter(|value| !value.is_array() && !value.is_object())
                .map(|value| {
                    let value = format!("(recorded {})", clean(&value.to_string()));
                    format!(" {}", phrase(language, &value))
                })
                .unwrap_or_default()
        };
        match finding {
            // Its places are put together, and said when they are.
            Finding::Differs { path } => {
                let (entry, field) = path.rsplit_once('/').unwrap_or(("", path));
                let field = format!("{}{}", clean(field), recorded(path));
                match lines.last_mut() {
                    Some((Some(last), line)) if *last == entry => push!(*line, ", {field}"),
                    _ => lines.push((
                        Some(entry),
                        format!("does not follow from the rest: {} {field}", clean(entry)),
                    )),
                }
            }
            Finding::HashDiffers { path, .. } => {
                lines.push((None, format!("{}{}", said(finding), recorded(path))));
            }
            other => lines.push((None, said(other))),
        }
    }
    lines
        .into_iter()
        .map(|(entry, line)| if entry.is_some() { phrase(language, &line) } else { line })
        .collect()
}

/// The seal that the content gives, where it is another than the one that is written there.
fn computed_seal(report: &Report) -> Option<Hash> {
    let check = report.checks.iter().find(|check| check.name == "seal")?;
    let Status::Failed { findings } = &check.status else { return None };
    findings.iter().find_map(|finding| match finding {
        Finding::HashDiffers { computed, .. } => Some(*computed),
        _ => None,
    })
}

/// What the record says it is about; nothing if it cannot be read, which the checks explain.
fn title(record: &[u8], language: Language) -> String {
    /// Of a record with a large roll, only this is kept.
    #[derive(Deserialize)]
    struct Record {
        definition: Definition,
    }
    #[derive(Deserialize)]
    struct Definition {
        title: Text,
        test: bool,
    }
    let Ok(Record { definition }) = serde_json::from_slice(record) else { return String::new() };
    let test = if definition.test {
        format!("{}\n", paint(CARE, rules::test(language)))
    } else {
        String::new()
    };
    format!("{test}{}\n\n", paint(BOLD, &clean(definition.title.in_language(language.code()))))
}

fn in_words(report: &Report, record: &[u8], sealed_given: bool, language: Language) -> String {
    let say = |english: &str| phrase(language, english);
    // What stands at the places named is shown; where nothing is wrong, none is.
    let record: Option<serde_json::Value> =
        if report.passed() { None } else { serde_json::from_slice(record).ok() };
    let mut text = String::new();
    for Check { code, proves, status, .. } in &report.checks {
        let (style, word) = match status {
            Status::Passed => (GOOD, say("passed")),
            Status::Failed { .. } => (BAD, say("FAILED")),
            Status::NotRun { missing } => (CARE, say(&format!("not made: needs {missing}"))),
            Status::DoesNotApply => (DIM, say("does not apply")),
        };
        push!(text, "  {code}  {}: {}\n", say(proves), paint(style, &word));
        if let Status::Failed { findings } = status {
            let lines = what_is_wrong(findings, record.as_ref(), language);
            for line in lines.iter().take(MOST_FINDINGS) {
                push!(text, "         {line}\n");
            }
            if let Some(more) = lines.len().checked_sub(MOST_FINDINGS).filter(|more| *more > 0) {
                push!(
                    text,
                    "         {}\n",
                    say(&format!("... and {more} more (--json lists them)"))
                );
            }
        }
    }
    let (style, verdict) = match (report.passed(), report.complete()) {
        (false, _) => (BAD, "The record is NOT verified."),
        (true, true) => (GOOD, "The record is verified."),
        (true, false) => (CARE, "Nothing is wrong as far as could be checked."),
    };
    let recount = if report.recounted {
        "The ballots were counted again."
    } else if sealed_given {
        "The ballots were not counted again: the checks above say why."
    } else {
        "The ballots were not counted again: that needs the file of the sealed ballots (--ballots)."
    };
    push!(text, "\n{} {}\n", paint(style, &say(verdict)), say(recount));
    match (report.seal, computed_seal(report)) {
        (claimed, Some(computed)) => {
            let claimed = claimed.map_or_else(|| say("no seal"), |seal| seal.grouped().to_string());
            push!(
                text,
                "{}\n  {claimed}\n{}\n  {}\n",
                paint(BAD, &say("The record claims the seal:")),
                paint(
                    BAD,
                    &say(
                        "Its content gives another; compare this one with the one in the minutes:"
                    )
                ),
                computed.grouped()
            );
        }
        (Some(seal), None) => {
            let what = "Seal, computed from the content; compare it with the one in the minutes:";
            push!(text, "{}\n  {}\n", paint(BOLD, &say(what)), seal.grouped());
        }
        (None, None) => {}
    }
    if let Some(list) = report.list_hash {
        let what = "Hash of the list of files (SHA256SUMS), which fixes every published file:";
        push!(text, "{}\n  {}\n", paint(BOLD, &say(what)), list.grouped());
    }
    text
}
