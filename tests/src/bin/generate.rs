//! Writes random elections and the digests that the engine gives, as lines of JSON for `tests/naive/count.py`.

use std::{env, io, process::ExitCode};

use vaali_tests::parity;

fn main() -> ExitCode {
    let words: Vec<String> = env::args().skip(1).collect();
    let number = |name: &str, default: u64| match words.iter().position(|word| word == name) {
        None => Some(default),
        Some(at) => words.get(at + 1).and_then(|word| word.parse().ok()),
    };
    let (Some(cases), Some(seed)) = (number("--cases", 20_000), number("--seed", 1)) else {
        eprintln!("generate --cases N --seed S");
        return ExitCode::from(2);
    };
    match parity::write(cases, seed, &mut io::stdout()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
