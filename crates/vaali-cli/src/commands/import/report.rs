//! What an import tells: what was odd, how the columns were read, what was written, and what comes next.

use std::path::Path;

use serde_json::Value;
use vaali_formats::{Finding, folder::BALLOTS, import::Written};

use crate::{
    output::Output,
    show::{
        findings,
        text::{clean, counted, listed, quoted_path},
    },
    stop::{Exit, Stop},
};

/// Filled as far as the import came.
#[derive(Debug, Default)]
pub(super) struct Report {
    pub(super) findings: Vec<Finding>,
    /// For each file for what its columns were taken, for programs and for people.
    pub(super) mappings: Vec<(Value, String)>,
    pub(super) written: Vec<Written>,
    /// Files that were there before.
    pub(super) replaced: Vec<&'static str>,
}

impl Report {
    pub(super) fn say(&self, dir: &Path, output: Output) -> Result<Exit, Stop> {
        if output.json() {
            let names: Vec<&str> = self.written.iter().map(|file| file.name).collect();
            let mappings: Vec<&Value> = self.mappings.iter().map(|(value, _)| value).collect();
            output.value(&serde_json::json!({
                "written": names,
                "replaced": self.replaced,
                "mappings": mappings,
                "findings": self.findings,
            }))?;
            return Ok(Exit::Done);
        }
        let mut text = findings::listed(&self.findings, output.language());
        text.push_str("\nThe columns were read as\n");
        for (_, mapping) in &self.mappings {
            for (number, line) in mapping.lines().enumerate() {
                let indent = if number == 0 { "  " } else { "    " };
                push!(text, "{indent}{}\n", clean(line.trim_start()));
            }
        }
        text.push('\n');
        for Written { name, rows, .. } in &self.written {
            push!(text, "Written: {name}, {}\n", counted(*rows as u64, "row", "rows"));
        }
        if !self.replaced.is_empty() {
            let names: Vec<String> = self.replaced.iter().map(|&name| name.to_owned()).collect();
            push!(text, "Replaced: {}\n", listed(&names));
        }
        let dir_word = quoted_path(dir);
        push!(text, "Next: vaali check {dir_word}");
        if dir.join(BALLOTS).exists() {
            push!(text, ", then vaali count {dir_word}");
        }
        text.push('\n');
        output.text(&text)?;
        Ok(Exit::Done)
    }
}
