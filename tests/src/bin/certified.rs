//! Writes certified random elections, sound and changed, with what the engine finds in them, as lines of JSON for `tests/stranger/agree.py`.

use std::{
    env,
    io::{self, BufWriter},
    process::ExitCode,
};

use vaali_tests::certified;

fn main() -> ExitCode {
    let words: Vec<String> = env::args().skip(1).collect();
    let number = |name: &str, default: u64| match words.iter().position(|word| word == name) {
        None => Some(default),
        Some(at) => words.get(at + 1).and_then(|word| word.parse().ok()),
    };
    let (Some(elections), Some(seed)) = (number("--elections", 1000), number("--seed", 1)) else {
        eprintln!("certified --elections N --seed S");
        return ExitCode::from(2);
    };
    match certified::write(elections, seed, &mut BufWriter::new(io::stdout().lock())) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
