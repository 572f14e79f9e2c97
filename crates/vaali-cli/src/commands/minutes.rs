//! `vaali minutes`: the minutes of an election, to be signed.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use serde_json::json;
use vaali::{
    count::{Outcome, Proceedings},
    definition::Frozen,
};
use vaali_formats::{Finding, Severity, certified::SoundRecord, meeting};
use vaali_report::{
    Counted, Language, Meeting,
    document::Document,
    holds_address,
    minutes::{self, Evidence},
    terminal::recorded as say,
};

use super::count;
use crate::{
    counted::sound_record,
    input::Election,
    nearby,
    output::Output,
    save,
    show::{
        findings,
        style::{BOLD, CARE, paint},
        text::quoted_path,
    },
    stop::{Exit, Stop},
};

/// Write the minutes of an election, ready to be signed
#[derive(Debug, Args)]
#[command(after_help = HELP)]
pub(crate) struct Minutes {
    /// The folder of the election, or a certified folder or record
    #[arg(value_name = "DIR|RECORD")]
    from: PathBuf,
    /// In which language: fi, sv or en; several with commas between
    #[arg(long, value_name = "LANGUAGE", value_delimiter = ',', default_value = "fi")]
    language: Vec<Language>,
    /// The file to write; its ending says how: .docx, .html or .md. Markdown is printed if not said
    #[arg(long, value_name = "FILE")]
    to: Option<PathBuf>,
    /// How to write, whatever the file's ending is
    #[arg(long, value_name = "FORMAT")]
    format: Option<Format>,
}

const HELP: &str = "\
The meeting's place, day and people come from meeting.toml in the folder (`vaali new` writes one to fill in), or beside the record.
What is not said there is a line to fill in by pen. With several languages each has its own file: minutes.fi.docx, minutes.sv.docx.
To make a PDF, open the .html in a browser and print it, or save the .docx as PDF.

Examples:
  vaali minutes examples/founding-2020 --language sv
  vaali minutes my-election --language fi,sv --to minutes.docx
  vaali minutes record.json --to minutes.html";

/// How minutes can be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For word processors.
    Docx,
    /// For browsers and printers.
    Html,
    /// For plain text.
    #[value(name = "md", alias = "markdown")]
    Markdown,
}

impl Format {
    fn name(self) -> &'static str {
        match self {
            Self::Docx => "docx",
            Self::Html => "html",
            Self::Markdown => "md",
        }
    }

    fn of_path(path: &Path) -> Result<Self, Stop> {
        let ending = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
        match ending.as_str() {
            "docx" => Ok(Self::Docx),
            "html" | "htm" => Ok(Self::Html),
            "md" | "markdown" => Ok(Self::Markdown),
            "pdf" => Err(Stop::input(
                "K56",
                "minutes are not written as PDF",
                "write .html and print it from a browser to PDF, or write .docx and save it as PDF",
            )),
            _ => Err(Stop::input(
                "K55",
                format!("the ending of `{}` does not say how to write", path.display()),
                "end the name with .docx, .html or .md, or say --format docx, html or md",
            )),
        }
    }
}

/// What minutes are written of.
struct Source {
    frozen: Frozen,
    outcome: Outcome,
    proceedings: Proceedings,
    meeting: Meeting,
    evidence: Evidence,
}

impl Minutes {
    pub(crate) fn run(&self, output: Output) -> Result<Exit, Stop> {
        let format = self.format()?;
        let source = if self.from.is_file() {
            of_record(&self.from, output)?
        } else if let Some(record) = nearby::record_in(&self.from) {
            of_record(&record, output)?
        } else {
            of_folder(&self.from, output)?
        };
        let mut written = Vec::new();
        for language in self.languages() {
            let document = source.minutes(language);
            written.push(self.write(&document, format, output)?);
        }
        let draft = source.outcome.request().is_some();
        if output.json() {
            output.value(&json!({ "minutes": written, "draft": draft }))?;
        } else if self.to.is_some() && draft {
            let draft = paint(CARE, say::minutes_draft(output.language()));
            output.text(&format!("{draft}\n"))?;
        }
        Ok(count::exit(&source.outcome))
    }

    fn format(&self) -> Result<Format, Stop> {
        match (self.format, &self.to) {
            (Some(Format::Docx), None) => Err(Stop::input(
                "K57",
                "a .docx is no text that could be printed here",
                "name a file with --to",
            )),
            (Some(format), _) => Ok(format),
            (None, Some(path)) => Format::of_path(path),
            (None, None) => Ok(Format::Markdown),
        }
    }

    /// Each language once, in the order in which they were asked for.
    fn languages(&self) -> Vec<Language> {
        let mut languages = Vec::new();
        for language in &self.language {
            if !languages.contains(language) {
                languages.push(*language);
            }
        }
        languages
    }

    fn write(
        &self,
        document: &Document,
        format: Format,
        output: Output,
    ) -> Result<serde_json::Value, Stop> {
        let language = document.language;
        let Some(to) = &self.to else {
            let text =
                if format == Format::Html { document.to_html() } else { document.to_markdown() };
            if !output.json() {
                output.text(&text)?;
            }
            return Ok(json!({ "language": language, "format": format.name(), "text": text }));
        };
        let path = if self.languages().len() > 1 { beside(to, language) } else { to.clone() };
        if path.exists() {
            return Err(Stop::input(
                "K58",
                format!("`{}` is there already", path.display()),
                "name another file, or move that one away: nothing is ever overwritten",
            ));
        }
        match format {
            Format::Markdown => save::text(&path, &document.to_markdown())?,
            Format::Html => save::text(&path, &document.to_html())?,
            Format::Docx => {
                let bytes = document.to_docx().map_err(|error| Stop::Machine {
                    what: format!("write {}", path.display()),
                    error: std::io::Error::other(error),
                })?;
                save::file(&path, |file| file.write_all(&bytes))?;
            }
        }
        if !output.json() {
            let written = paint(BOLD, &quoted_path(&path));
            output.text(&format!("{}\n", say::minutes(output.language(), &written)))?;
        }
        Ok(json!({ "language": language, "format": format.name(), "path": path }))
    }
}

/// `minutes.docx` in Swedish is `minutes.sv.docx`.
fn beside(path: &Path, language: Language) -> PathBuf {
    let ending = path.extension().map(|ending| ending.to_string_lossy().into_owned());
    path.with_extension(match ending {
        Some(ending) => format!("{language}.{ending}"),
        None => language.to_string(),
    })
}

impl Source {
    fn minutes(&self, language: Language) -> Document {
        let counted = Counted {
            frozen: &self.frozen,
            outcome: &self.outcome,
            proceedings: &self.proceedings,
        };
        minutes::document(&counted, &self.meeting, &self.evidence, language)
    }
}

fn of_folder(dir: &Path, output: Output) -> Result<Source, Stop> {
    let election = Election::of_folder(dir)?;
    // Nobody should sign for the people of an example.
    if !election.examples.is_empty() {
        return Err(Stop::Input(election.examples));
    }
    let mut doubtful = election.findings.clone();
    doubtful.retain(|finding| finding.severity == Severity::Warning);
    let meeting = meeting::read(dir, holds_address, &mut doubtful)?.unwrap_or_default();
    told(&doubtful, output)?;
    let outcome = election.count()?;
    // A freeze of something else is none of this election.
    let freeze = election.freeze.filter(|freeze| freeze.changed(&election.frozen).is_none());
    let evidence =
        Evidence { frozen_at: freeze.map(|freeze| freeze.frozen_at), ..Evidence::default() };
    Ok(Source {
        frozen: election.frozen,
        outcome,
        proceedings: election.proceedings,
        meeting,
        evidence,
    })
}

fn told(findings: &[Finding], output: Output) -> Result<(), Stop> {
    if findings.is_empty() || output.json() {
        return Ok(());
    }
    output.complain(&findings::listed(findings, output.language()))
}

fn of_record(path: &Path, output: Output) -> Result<Source, Stop> {
    let sound = sound_record(path)?;
    let folder = path.parent().unwrap_or(Path::new(""));
    let mut odd = Vec::new();
    let said: Meeting = meeting::read(folder, holds_address, &mut odd)?.unwrap_or_default();
    told(&odd, output)?;
    let outcome = sound.outcome();
    let SoundRecord { record, frozen } = sound;
    Ok(Source {
        frozen,
        outcome,
        proceedings: record.proceedings().clone(),
        meeting: said.certified(record.certification()),
        evidence: Evidence::of(&record),
    })
}
