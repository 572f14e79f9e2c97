//! Every election of `tests/corpus`, each with the outcome that the rules give it. The same files are read by the tests of the other languages.
//!
//! With `VAALI_BLESS=1` the outcomes are written anew; read each difference against `docs/count.md` before it is kept.

use std::{fs, path::PathBuf};

use serde::Deserialize;
use serde_json::{Value, json};
use vaali::{
    ballot::{Ballot, Ballots, RollMark},
    count::{Proceedings, count},
    definition::Definition,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    why: String,
    definition: Value,
    ballots: Vec<Ballot>,
    roll_marks: Vec<RollMark>,
    proceedings: Proceedings,
    expected: Value,
}

fn files() -> Vec<PathBuf> {
    let folder: PathBuf = [env!("CARGO_MANIFEST_DIR"), "corpus"].iter().collect();
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "json"))
        .collect();
    files.sort();
    files
}

/// The outcome as it is compared: without what counted, which changes with every version.
fn outcome(case: &Case) -> String {
    let frozen = Definition::from_value(case.definition.clone()).unwrap().freeze().unwrap();
    let ballots = Ballots::of(&frozen, case.ballots.clone(), case.roll_marks.clone());
    match count(&frozen, &ballots, &case.proceedings) {
        Err(error) => json!({"error": error.name()}).to_string(),
        Ok(outcome) => {
            let text = serde_json::to_string_pretty(&outcome).unwrap();
            let (before, engine) = text.split_once("\"engine\": {").unwrap();
            let (_, after) = engine.split_once('}').unwrap();
            before.trim_end().trim_end_matches(',').to_owned() + after
        }
    }
}

/// Puts what fits on a line on a line.
fn folded(text: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    let mut open = Vec::new();
    for line in text.lines() {
        let word = line.trim();
        if word.starts_with(['}', ']'])
            && let Some(start) = open.pop()
        {
            let inside: Vec<&str> = lines[start + 1..].iter().map(|line| line.trim()).collect();
            let one = format!("{}{}{word}", lines[start], inside.join(" "));
            if one.len() <= 180 {
                lines.truncate(start);
                lines.push(one);
                continue;
            }
        } else if word.ends_with(['{', '[']) {
            open.push(lines.len());
        }
        lines.push(line.to_owned());
    }
    lines.join("\n")
}

#[test]
fn every_election_of_the_corpus_has_the_outcome_that_the_rules_give_it() {
    let files = files();
    assert!(files.len() >= 40, "{} files", files.len());
    let bless = std::env::var_os("VAALI_BLESS").is_some();
    let mut wrong = Vec::new();
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        let name = file.file_stem().unwrap().to_string_lossy().into_owned();
        let case: Case = serde_json::from_str(&text).unwrap_or_else(|e| panic!("{name}: {e}"));
        assert_eq!(case.name, name, "the name of the file");
        assert!(case.why.len() > 20, "{name} says what it shows");
        let found = outcome(&case);
        if serde_json::from_str::<Value>(&found).unwrap() == case.expected {
            continue;
        }
        if bless {
            let (head, _) = text.rsplit_once("  \"expected\":").unwrap();
            let shown = folded(&found).replace('\n', "\n  ");
            fs::write(&file, format!("{head}  \"expected\": {shown}\n}}\n")).unwrap();
        }
        wrong.push(format!("{name}\n{found}"));
    }
    assert!(bless || wrong.is_empty(), "{}", wrong.join("\n"));
}
