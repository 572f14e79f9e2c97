//! Fuzzing with cargo-fuzz: on the nightly toolchain where there is one, else on stable without sanitizers.

use std::{
    fs,
    process::Command,
    sync::{Mutex, PoisonError},
    thread,
};

use crate::run::{cargo, command, quietly, root, run, succeeds};

/// How long each target runs among the tests.
const SECONDS: &str = "30";

/// Among the tests the inputs are the same each time, so that a failure is one of the change that was made; `cargo xtask fuzz` goes new ways.
const SEED: &str = "-seed=1";

/// The version of cargo-fuzz that was tried.
const CARGO_FUZZ: &str = "0.13.2";

/// Builds every target, so that building takes no time from the runs.
pub(crate) fn build() -> Result<(), String> {
    install()?;
    run(&mut fuzz("build"))
}

/// Every target, each for a short time, one for each core at once.
pub(crate) fn all() -> Result<(), String> {
    let mut targets: Vec<String> = fs::read_dir(root().join("fuzz").join("fuzz_targets"))
        .map_err(|error| format!("fuzz/fuzz_targets: {error}"))?
        .filter_map(|entry| {
            entry.ok()?.file_name().to_str()?.strip_suffix(".rs").map(str::to_owned)
        })
        .collect();
    targets.sort();
    if targets.is_empty() {
        return Err("there is no fuzz target".to_owned());
    }
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let waiting = Mutex::new(targets.iter());
    let next = || waiting.lock().unwrap_or_else(PoisonError::into_inner).next();
    let failed = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for _ in 0..cores {
            scope.spawn(|| {
                while let Some(target) = next() {
                    let ran =
                        prepared(target, SECONDS).and_then(|mut fuzz| quietly(fuzz.arg(SEED)));
                    match ran {
                        Ok(said) => println!("{target:<18} {}", runs(&said)),
                        Err(problem) => {
                            failed.lock().unwrap_or_else(PoisonError::into_inner).push(problem);
                        }
                    }
                }
            });
        }
    });
    let failed = failed.into_inner().unwrap_or_else(PoisonError::into_inner);
    if failed.is_empty() { Ok(()) } else { Err(failed.join("\n")) }
}

/// How often a target ran, from what it says at its end.
fn runs(said: &str) -> String {
    let figure =
        said.lines().rev().find_map(|line| line.strip_prefix("stat::number_of_executed_units:"));
    format!("{} runs", figure.map_or("?", str::trim))
}

/// One target for so many seconds.
pub(crate) fn run_for(target: &str, seconds: &str) -> Result<(), String> {
    install()?;
    run(&mut prepared(target, seconds)?)
}

fn install() -> Result<(), String> {
    if succeeds(&mut cargo(&["fuzz", "--version"])) {
        return Ok(());
    }
    // It only starts other programs: nobody waits for its own speed.
    run(&mut cargo(&["install", "--debug", "--locked", "--version", CARGO_FUZZ, "cargo-fuzz"]))
}

fn has_nightly() -> bool {
    succeeds(command("rustup").args(["run", "nightly", "rustc", "--version"]))
}

/// A command of cargo-fuzz, with the toolchain that is there.
fn fuzz(what: &str) -> Command {
    if has_nightly() {
        return cargo(&["+nightly", "fuzz", what]);
    }
    let mut fuzz = cargo(&["fuzz", what, "-s", "none"]);
    fuzz.env("RUSTC_BOOTSTRAP", "1");
    fuzz
}

/// The run of one target, with its corpus and its seeds.
fn prepared(target: &str, seconds: &str) -> Result<Command, String> {
    let mut fuzz = fuzz("run");
    // New findings go to the corpus, which is not kept; the seeds are, and are only read.
    let corpus = root().join("fuzz").join("corpus").join(target);
    fs::create_dir_all(&corpus).map_err(|error| format!("{}: {error}", corpus.display()))?;
    fuzz.arg(target).arg(&corpus);
    let seeds = root().join("fuzz").join("seeds").join(target);
    if seeds.is_dir() {
        fuzz.arg(seeds);
    }
    fuzz.args([
        "--",
        &format!("-max_total_time={seconds}"),
        // With its checks a target is some thirty times slower than the program, and four of them share the machine.
        "-timeout=30",
        "-rss_limit_mb=2048",
        "-print_final_stats=1",
        "-verbosity=0",
    ]);
    Ok(fuzz)
}
