//! `vaali check`: what is wrong and where, and the rules in plain language.

use std::{mem, path::PathBuf};

use clap::Args;
use vaali::{count::count, definition::Frozen};
use vaali_formats::{Finding, Severity, ballots::BallotRead, folder, freeze, template::examples};
use vaali_report::{Language, rules};

use crate::{
    input::{read_folder, uncountable},
    output::Output,
    progress,
    show::{
        faults, findings,
        style::{BOLD, CARE, heading, paint},
        text::{clean, wrapped},
    },
    stop::{Exit, Stop},
};

/// List every finding in an election's files, and read the rules back
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  vaali check examples/founding-2020\n  vaali check examples/founding-2020 --language sv\n\nWith --json, `definition` is the election as the packages for web pages and for Python read it."
)]
pub(crate) struct Check {
    /// The folder of the election
    dir: PathBuf,
    /// The language in which it is said, and the rules are read back: fi, sv or en
    #[arg(long, value_name = "LANGUAGE", default_value = "en")]
    language: Language,
}

/// What was found, and the rules if they could be frozen.
struct Checked {
    findings: Vec<Finding>,
    frozen: Option<Frozen>,
    has_ballots: bool,
}

impl Check {
    pub(crate) fn run(&self, output: Output) -> Result<Exit, Stop> {
        let checked = match self.checked(output.language()) {
            Ok(checked) => checked,
            Err(Stop::Input(findings)) => Checked { findings, frozen: None, has_ballots: false },
            Err(other) => return Err(other),
        };
        let of = |severity| {
            checked.findings.iter().filter(|finding| finding.severity == severity).count()
        };
        let errors = of(Severity::Error);
        if output.json() {
            output.value(&serde_json::json!({
                "findings": checked.findings,
                "errors": errors,
                "warnings": of(Severity::Warning),
                "notes": of(Severity::Note),
                "rules": checked.frozen.as_ref().map(|frozen| rules::sentences(frozen, self.language)),
                "definition": checked.frozen.as_ref().map(Frozen::definition),
                "definition_hash": checked.frozen.as_ref().map(Frozen::hash),
            }))?;
        } else {
            output.text(&in_words(&checked, self.language, output.width()))?;
        }
        Ok(if errors > 0 { Exit::BadInput } else { Exit::Done })
    }

    fn checked(&self, language: Language) -> Result<Checked, Stop> {
        let folder = read_folder(&self.dir)?;
        let mut findings = folder.findings.clone();
        findings.extend(examples::left(&folder));
        let frozen = match folder.freeze() {
            Ok(frozen) => frozen,
            Err(found) => {
                findings.extend(found.0);
                return Ok(Checked { findings, frozen: None, has_ballots: false });
            }
        };
        findings.extend(folder.warnings(&frozen));
        findings.extend(freeze::read(&self.dir)?.and_then(|freeze| freeze.changed(&frozen)));
        let has_ballots = folder.has_ballots();
        if has_ballots {
            match progress::reading(|progress| folder.read_ballots(&frozen, progress)) {
                // A ballot that the rules reject is a warning here: the count goes on without it.
                Ok(read) => {
                    // Lots and declines can only be judged by the count that they belong to.
                    let counted = count(&frozen, &read.ballots, &folder.proceedings);
                    findings.extend(with_lines(read, &frozen, language));
                    findings
                        .extend(counted.err().map(|error| uncountable(&error, Some(&self.dir))));
                }
                Err(found) => findings.extend(found.0),
            }
        }
        Ok(Checked { findings, frozen: Some(frozen), has_ballots })
    }
}

/// The findings of the reading, with rejected ballots in the words of the result.
fn with_lines(mut read: BallotRead, frozen: &Frozen, language: Language) -> Vec<Finding> {
    let mut findings = mem::take(&mut read.findings);
    faults::with_rows(&mut findings, &read, frozen, folder::BALLOTS, language);
    findings
}

fn in_words(checked: &Checked, language: Language, width: Option<usize>) -> String {
    let mut text = findings::listed(&checked.findings, language);
    let Some(frozen) = &checked.frozen else {
        push!(text, "{}\n", rules::unread(language));
        return text;
    };
    let definition = frozen.definition();
    let around = rules::Around::of(frozen, checked.has_ballots, language);
    text.push_str(&heading(&clean(definition.title.in_language(language.code()))));
    if definition.test {
        push!(text, "{}\n", paint(CARE, around.test));
    }
    push!(text, "{}\n", around.size);
    text.push_str(&heading(around.heading));
    for sentence in rules::sentences(frozen, language) {
        text.push_str(&wrapped(&format!("- {}", clean(&sentence)), "  ", width));
    }
    push!(text, "\n{}\n  {}\n", paint(BOLD, around.hash), frozen.hash().grouped());
    text
}
