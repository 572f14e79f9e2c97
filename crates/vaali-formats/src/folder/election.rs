//! `election.toml`: identity, title, rules; or `definition.json`, which programs write.

use serde_json::Value;
use vaali::definition::{Definition, Faults};

use super::{DEFINITION, ELECTION, quoted, translate};
use crate::{
    Finding, Input, Problem,
    table::shown,
    times::Zone,
    toml_file::{Lines, TomlFile, read_text, utf8_of},
};

pub(super) struct Election {
    /// None where a finding says why.
    pub(super) definition: Option<Definition>,
    pub(super) lines: Lines,
    pub(super) zone: Zone,
}

impl Election {
    fn unread() -> Self {
        Self { definition: None, lines: Lines::default(), zone: Zone::Unsaid }
    }
}

const TIMES: [&str; 3] =
    ["rules.nominations.deadline", "rules.voting.opens", "rules.voting.closes"];

/// Reads the file; candidates and roll may be in it or come later from files of their own.
pub(super) fn read(input: &Input<'_>, findings: &mut Vec<Finding>) -> Election {
    match read_text(input, findings) {
        Ok(text) => parse(&text, findings),
        Err(found) => {
            findings.extend(found.0);
            Election::unread()
        }
    }
}

/// Reads a definition as JSON: to the letter as the engine reads it, so that its hash is that of the program that wrote it.
pub(super) fn read_json(input: &Input<'_>, findings: &mut Vec<Finding>) -> Election {
    let read = || -> Result<Definition, Vec<Finding>> {
        let bytes = input.read_whole().map_err(|found| found.0)?;
        let text = utf8_of(&bytes, &input.name).map_err(|found| found.0)?;
        Definition::from_json(text)
            .map_err(|faults| faults.0.iter().map(translate::in_definition).collect())
    };
    let definition = match read() {
        Ok(definition) => definition,
        Err(found) => {
            findings.extend(found);
            // It may hold the candidates: nobody should be told that they are missing.
            return Election {
                lines: Lines::without_numbers(["candidates"]),
                ..Election::unread()
            };
        }
    };
    let zone = Zone::named(definition.rules.time_zone.as_deref());
    if let Zone::Unknown(text) = &zone {
        let finding = Finding::new(DEFINITION, &Problem::UnknownTimeZone { text: shown(text) });
        findings.push(finding.in_column("rules.time_zone"));
    }
    let lists =
        [("candidates", definition.candidates.is_empty()), ("roll", definition.roll.is_empty())];
    let there = lists.into_iter().filter(|(_, empty)| !empty).map(|(list, _)| list);
    Election { lines: Lines::without_numbers(there), definition: Some(definition), zone }
}

/// As [`read`], from the text of the file.
pub(super) fn parse(text: &str, findings: &mut Vec<Finding>) -> Election {
    let mut file = match TomlFile::parse(ELECTION, text) {
        Ok(file) => file,
        Err(found) => {
            findings.extend(found);
            return Election::unread();
        }
    };
    let zone = Zone::named(file.text("/rules/time_zone"));
    if let Zone::Unknown(text) = &zone {
        let mut finding = Finding::new(ELECTION, &Problem::UnknownTimeZone { text: shown(text) });
        finding.row = file.lines.of("rules.time_zone");
        findings.push(finding.in_column("rules.time_zone"));
    }
    let inline = file.value.get("candidates").and_then(Value::as_array).map_or(0, Vec::len);
    let nominated = (0..inline).map(|i| format!("candidates[{i}].nominated_at"));
    for path in TIMES.into_iter().map(str::to_owned).chain(nominated) {
        file.settle_time(ELECTION, &path, &zone, findings);
    }
    let TomlFile { mut value, lines } = file;
    if let Value::Object(fields) = &mut value {
        fields.entry("candidates").or_insert_with(|| Value::Array(Vec::new()));
    }
    let definition = match Definition::from_value(value.clone()) {
        Ok(definition) => Some(definition),
        Err(Faults(faults)) => {
            let quoted = quoted::numbers(value, &faults);
            findings.extend(faults.iter().map(|fault| {
                let finding = translate::in_election(fault, &lines);
                let is_quoted = quoted.contains(&fault.path);
                if is_quoted { translate::without_quotes(finding) } else { finding }
            }));
            None
        }
    };
    Election { definition, lines, zone }
}
