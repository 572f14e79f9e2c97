//! Writes random elections with the canonical bytes of their outcomes, as lines of JSON for the tests of the package for web pages.

use std::{env, fs, process::ExitCode};

use serde_json::json;
use vaali::record::canonical;
use vaali_tests::elections::{Election, Size};

fn main() -> ExitCode {
    let words: Vec<String> = env::args().skip(1).collect();
    let after = |name: &str| {
        words.iter().position(|word| word == name).and_then(|at| words.get(at + 1)).cloned()
    };
    let number = |name: &str| after(name).and_then(|word| word.parse::<u64>().ok());
    let (Some(cases), Some(seed), Some(file)) =
        (number("--cases"), number("--seed"), after("--to"))
    else {
        eprintln!("outcomes --cases N --seed S --to FILE");
        return ExitCode::from(2);
    };
    let lines: String = (0..cases).map(|case| line(seed, case)).collect();
    match fs::write(&file, lines) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{file}: {error}");
            ExitCode::FAILURE
        }
    }
}

fn line(seed: u64, case: u64) -> String {
    let election = Election::random(seed, case, Size::any(seed, case));
    let (_, counted) = election.count();
    let outcome = counted.as_ref().map(|outcome| canonical::to_string(outcome).unwrap());
    let line = json!({
        "definition": election.frozen.definition(),
        "ballots": election.ballots,
        "roll_marks": election.roll_marks,
        "proceedings": election.proceedings,
        "hash": election.frozen.hash(),
        "outcome": outcome.as_ref().ok(),
        "error": counted.as_ref().err().map(vaali::count::CountError::code),
    });
    line.to_string() + "\n"
}
