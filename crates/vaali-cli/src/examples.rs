//! The rows and the title that `vaali new` writes to show how: recognised as long as they are untouched, so that nobody elects an example.

use std::{fs, path::Path};

use vaali::definition::{Definition, presets};
use vaali_formats::{Finding, Severity, folder};

/// An example candidate with their organisation and personal deputy.
pub(crate) struct Example {
    pub(crate) id: &'static str,
    pub(crate) name: &'static str,
    pub(crate) voter: &'static str,
    pub(crate) municipality: &'static str,
    pub(crate) deputy: &'static str,
}

/// The rows of candidates.csv.
pub(crate) const CANDIDATES: [Example; 3] = [
    Example {
        id: "c01",
        name: "Esteri Esimerkki",
        voter: "o001",
        municipality: "Turku",
        deputy: "Vara Esimerkki",
    },
    Example {
        id: "c02",
        name: "Erik Exempel",
        voter: "o002",
        municipality: "Pargas",
        deputy: "Viola Exempel",
    },
    Example {
        id: "c03",
        name: "Example Person",
        voter: "o003",
        municipality: "Salo",
        deputy: "Deputy Person",
    },
];

/// The rows of roll.csv: id, name, municipality.
pub(crate) const VOTERS: [(&str, &str, &str); 3] = [
    ("o001", "Esimerkki ry", "Turku"),
    ("o002", "Exempel rf", "Pargas"),
    ("o003", "Example Association", "Salo"),
];

/// The file roll.csv that `vaali new` writes.
pub(crate) fn roll_file() -> String {
    let mut text = "id,name,suspended,municipality\n".to_owned();
    for (id, name, municipality) in VOTERS {
        push!(text, "{id},{name},no,{municipality}\n");
    }
    text
}

/// The file candidates.csv that `vaali new` writes, with the columns that the rules ask for.
pub(crate) fn candidates_file(organisation: bool, pairs: bool) -> String {
    let mut text = String::from("id,name");
    let mut column = |name: &str, there: bool| {
        if there {
            text.push(',');
            text.push_str(name);
        }
    };
    column("organisation", organisation);
    column("municipality", true);
    column("personal_deputy", pairs);
    text.push('\n');
    for Example { id, name, voter, municipality, deputy } in CANDIDATES {
        push!(text, "{id},{name}");
        for cell in [
            Some(voter).filter(|_| organisation),
            Some(municipality),
            Some(deputy).filter(|_| pairs),
        ]
        .into_iter()
        .flatten()
        {
            push!(text, ",{cell}");
        }
        text.push('\n');
    }
    text
}

/// Whether a file is to the letter what `vaali new` wrote: then nothing of a person's is in it.
pub(crate) fn is_untouched(path: &Path) -> bool {
    let Ok(text) = fs::read_to_string(path) else { return false };
    let [yes, no] = [true, false];
    let candidates = [(yes, yes), (yes, no), (no, yes), (no, no)]
        .map(|(organisation, pairs)| candidates_file(organisation, pairs));
    text == roll_file() || candidates.contains(&text)
}

/// A warning for each example that is still there.
pub(crate) fn left(dir: &Path, definition: &Definition) -> Vec<Finding> {
    let mut findings = Vec::new();
    if presets::all().iter().any(|preset| preset.title == definition.title) {
        let fix = "write the title of your election, in every language it has";
        findings.push(warning(
            dir,
            folder::ELECTION,
            "title",
            "the title is still the preset's own".to_owned(),
            fix,
        ));
    }
    for candidate in &definition.candidates {
        if CANDIDATES.iter().any(|example| example.name == candidate.name) {
            let message = format!("`{}` is an example row of `vaali new`", candidate.name);
            findings.push(warning(
                dir,
                folder::CANDIDATES,
                &candidate.name,
                message,
                "replace it by a candidate, or remove the row",
            ));
        }
    }
    for voter in &definition.roll {
        if let Some((_, name, _)) =
            VOTERS.iter().find(|(_, name, _)| voter.name.in_language("en") == *name)
        {
            let message = format!("`{name}` is an example row of `vaali new`");
            findings.push(warning(
                dir,
                folder::ROLL,
                name,
                message,
                "replace it by a voter, or remove the row",
            ));
        }
    }
    findings
}

/// The same as errors, where the examples would become part of a real election. A rehearsal may keep them: every output of it says TEST.
pub(crate) fn refused(dir: &Path, definition: &Definition) -> Vec<Finding> {
    if definition.test {
        return Vec::new();
    }
    let mut found = left(dir, definition);
    for finding in &mut found {
        finding.severity = Severity::Error;
        finding.fix.push_str("; for a rehearsal write test = true in election.toml");
    }
    found
}

fn warning(dir: &Path, file: &str, holds: &str, message: String, fix: &str) -> Finding {
    // The readers keep no rows of what they read without a fault.
    let text = fs::read(dir.join(file)).unwrap_or_default();
    let row = String::from_utf8_lossy(&text)
        .lines()
        .position(|line| line.contains(holds) && !line.starts_with('#'));
    Finding {
        file: file.to_owned(),
        row: row.map(|row| row as u64 + 1),
        ..Finding::own(Severity::Warning, "K24", message, fix)
    }
}
