//! Compares the engine with the naive counter: `parity [CASES [SEED]]`, 20,000 cases of seed 1 unless said.

use std::{env, process::ExitCode};

use vaali_tests::parity;

fn main() -> ExitCode {
    let mut numbers = env::args().skip(1).map(|word| word.parse::<u64>());
    let (cases, seed) = match (numbers.next(), numbers.next()) {
        (None, _) => (20_000, 1),
        (Some(Ok(cases)), None) => (cases, 1),
        (Some(Ok(cases)), Some(Ok(seed))) => (cases, seed),
        _ => {
            eprintln!("parity [CASES [SEED]]");
            return ExitCode::from(2);
        }
    };
    match parity::run(cases, seed) {
        Ok(text) => {
            print!("{text}");
            ExitCode::SUCCESS
        }
        Err(text) => {
            print!("{text}");
            eprintln!("the two counters do not agree, or one of them could not run");
            ExitCode::FAILURE
        }
    }
}
