//! What an import tells: what was odd, how the columns were read, what was written, and what comes next.

use std::path::Path;

use vaali_formats::{
    Finding,
    folder::BALLOTS,
    import::{Mapping, Written},
};
use vaali_report::{
    Language,
    findings::known,
    terminal::{listed, recorded as say},
};

use crate::{
    output::Output,
    show::{
        findings,
        text::{clean, goes_on, quoted_path},
    },
    stop::{Exit, Stop},
};

/// Filled as far as the import came.
#[derive(Debug)]
pub(super) struct Report {
    pub(super) language: Language,
    pub(super) findings: Vec<Finding>,
    /// For each file for what its columns were taken.
    pub(super) mappings: Vec<Mapping>,
    pub(super) written: Vec<Written>,
    /// Files that were there before.
    pub(super) replaced: Vec<&'static str>,
}

impl Report {
    pub(super) fn in_language(language: Language) -> Self {
        let (findings, mappings) = (Vec::new(), Vec::new());
        Self { language, findings, mappings, written: Vec::new(), replaced: Vec::new() }
    }

    pub(super) fn say(&self, dir: &Path, output: Output) -> Result<Exit, Stop> {
        if output.json() {
            let names: Vec<&str> = self.written.iter().map(|file| file.name).collect();
            output.value(&serde_json::json!({
                "written": names,
                "replaced": self.replaced,
                "mappings": self.mappings,
                "findings": self.findings,
            }))?;
            return Ok(Exit::Done);
        }
        let language = self.language;
        let mut text = findings::listed(&self.findings, language);
        push!(text, "\n{}\n", say::columns_read(language));
        for mapping in &self.mappings {
            let lines = in_words(mapping, language);
            for (number, line) in lines.iter().enumerate() {
                let indent = if number == 0 { "  " } else { "    " };
                push!(text, "{indent}{}\n", clean(line));
            }
        }
        text.push('\n');
        for Written { name, rows, .. } in &self.written {
            push!(text, "{}\n", say::written_rows(language, name, *rows as u64));
        }
        if !self.replaced.is_empty() {
            let names: Vec<String> = self.replaced.iter().map(|&name| name.to_owned()).collect();
            push!(text, "{}\n", say::replaced(language, &listed(language, &names)));
        }
        let [check, count] = ["check", "count"]
            .map(|command| goes_on(&format!("vaali {command} {}", quoted_path(dir)), language));
        let next = if dir.join(BALLOTS).exists() {
            say::next_then(language, &count, &check)
        } else {
            say::next(language, &check)
        };
        push!(text, "{next}\n");
        output.text(&text)?;
        Ok(Exit::Done)
    }
}

/// A line for the file, and one for each column. Names of columns stay: they are written so with `--column`.
fn in_words(mapping: &Mapping, language: Language) -> Vec<String> {
    let text = mapping.to_string();
    let line = |(number, line): (usize, &str)| match (mapping, line.rsplit_once(ARROW)) {
        (Mapping::Form { file, form }, _) if number == 0 => {
            let (tool, why) = (known(language, form.tool.name()), known(language, form.reason));
            format!("{file}, {tool} ({why})")
        }
        (_, Some((header, meaning))) if number > 0 => {
            format!("{}{ARROW}{}", header.trim_start(), known(language, meaning))
        }
        _ => line.trim_start().to_owned(),
    };
    text.lines().enumerate().map(line).collect()
}

/// Between a column and what it means.
const ARROW: &str = " -> ";
