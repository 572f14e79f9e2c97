//! Fuzzing with cargo-fuzz: on the nightly toolchain where there is one, else on stable without sanitizers.

use std::{fs, process::Command};

use crate::run::{cargo, command, root, run, succeeds};

/// How long each target runs among the tests.
const SECONDS: &str = "30";

/// The version of cargo-fuzz that was tried.
const CARGO_FUZZ: &str = "0.13.2";

/// Every target, each for a short time.
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
    install()?;
    targets.iter().try_for_each(|target| run_one(target, SECONDS))
}

/// One target for so many seconds.
pub(crate) fn run_for(target: &str, seconds: &str) -> Result<(), String> {
    install()?;
    run_one(target, seconds)
}

fn install() -> Result<(), String> {
    if succeeds(&mut cargo(&["fuzz", "--version"])) {
        return Ok(());
    }
    run(&mut cargo(&["install", "--locked", "--version", CARGO_FUZZ, "cargo-fuzz"]))
}

fn has_nightly() -> bool {
    succeeds(command("rustup").args(["run", "nightly", "rustc", "--version"]))
}

fn run_one(target: &str, seconds: &str) -> Result<(), String> {
    let mut fuzz: Command;
    if has_nightly() {
        fuzz = cargo(&["+nightly", "fuzz", "run"]);
    } else {
        fuzz = cargo(&["fuzz", "run", "-s", "none"]);
        fuzz.env("RUSTC_BOOTSTRAP", "1");
    }
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
        "-timeout=10",
        "-rss_limit_mb=2048",
        "-print_final_stats=1",
        "-verbosity=0",
    ]);
    run(&mut fuzz)
}
