//! Writes random elections and the outcomes that the engine gives, to the byte, as lines of JSON: the bindings must give the same bytes.
//!
//! `outcomes [--cases N] [--seed S]`

use std::{
    env,
    io::{self, BufWriter, Write},
    process::ExitCode,
};

use serde_json::json;
use vaali::record::canonical;
use vaali_tests::elections::{Election, Size};

fn main() -> ExitCode {
    let words: Vec<String> = env::args().skip(1).collect();
    let number = |name: &str, default: u64| match words.iter().position(|word| word == name) {
        None => Some(default),
        Some(at) => words.get(at + 1).and_then(|word| word.parse().ok()),
    };
    let (Some(cases), Some(seed)) = (number("--cases", 1000), number("--seed", 1)) else {
        eprintln!("outcomes --cases N --seed S");
        return ExitCode::from(2);
    };
    match write(cases, seed) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn write(cases: u64, seed: u64) -> io::Result<()> {
    let mut to = BufWriter::new(io::stdout().lock());
    for case in 0..cases {
        let election = Election::random(seed, case, Size::any(seed, case));
        let (_, counted) = election.count();
        let (outcome, error) = match &counted {
            Ok(outcome) => (Some(canonical::to_string(outcome).map_err(io::Error::other)?), None),
            Err(error) => (None, Some(error.code())),
        };
        let line = json!({
            "case": case,
            "definition": election.frozen.definition(),
            "ballots": election.ballots,
            "roll_marks": election.roll_marks,
            "proceedings": election.proceedings,
            "outcome": outcome,
            "error": error,
        });
        writeln!(to, "{line}")?;
    }
    to.flush()
}
