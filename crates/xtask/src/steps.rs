//! The steps of `cargo xtask test`. Each fails loudly; none is skipped in silence.

use std::time::Instant;

use crate::{
    browser, fuzz, published, python, python_bindings,
    run::{cargo, command, pipe, root, run},
    wasm,
};

type Step = (&'static str, &'static str, fn() -> Result<(), String>);

const STEPS: &[Step] = &[
    ("format", "every file as rustfmt writes it", || run(&mut cargo(&["fmt", "--all", "--check"]))),
    ("lint", "clippy, pedantic, without a warning", lint),
    ("rust", "unit tests, properties, promises, the corpus, the command", rust),
    ("examples", "every example in the documentation, and the documentation itself", examples),
    (
        "python",
        "the second counter and the second verifier: their own tests, ruff, mypy",
        check_python,
    ),
    ("parity", "20,000 random elections, counted by the engine and by the second counter", parity),
    (
        "python-bindings",
        "the package `vaali` for Python: wheel, lints, types, tests, the bytes of Rust",
        python_bindings::test,
    ),
    (
        "published",
        "elections that somebody else counted, to their published totals",
        published::check,
    ),
    (
        "stranger",
        "1,000 certified elections, sound and changed, verified by the engine and by the second verifier",
        stranger,
    ),
    ("samples", "the commands of the README on the sample elections", samples),
    (
        "browser",
        "the pages in Chromium: accessibility, requests, widths, valid HTML",
        browser::check,
    ),
    ("wasm", "the package for web pages: types, Node, Chromium, Firefox, budgets", wasm::test),
    ("reproduce", "the modules for web pages, from two folders, byte by byte", wasm::twice),
    ("benches", "the benchmarks run", benches),
    ("fuzz", "every fuzz target for half a minute, several at once", fuzz::all),
];

/// Prints the steps.
pub(crate) fn list() {
    for (name, what, _) in STEPS {
        println!("{name:<15} {what}");
    }
}

/// Runs all steps, or those named. Stops at the first that fails.
pub(crate) fn run_steps(only: &[&str]) -> Result<(), String> {
    if let Some(unknown) =
        only.iter().find(|name| !STEPS.iter().any(|(known, _, _)| known == *name))
    {
        return Err(format!("there is no step `{unknown}`; `cargo xtask steps` lists them"));
    }
    let chosen: Vec<&Step> =
        STEPS.iter().filter(|(name, _, _)| only.is_empty() || only.contains(name)).collect();
    let (mut times, mut not_run) = (Vec::new(), None);
    for (name, what, step) in &chosen {
        println!("\n=== {name}: {what}");
        // Asked for by name, it fails where it cannot run.
        if *name == "published" && only.is_empty() && published::folder().is_none() {
            not_run = Some((name, published::MISSING));
            continue;
        }
        let start = Instant::now();
        step().map_err(|problem| format!("step `{name}` failed: {problem}"))?;
        times.push((name, start.elapsed().as_secs()));
    }
    println!("\n=== all steps that were run passed");
    if let Some((name, why)) = not_run {
        println!("{name:<15} NOT RUN: {why}");
    }
    for (name, seconds) in times {
        println!("{name:<15} {seconds:>5} s");
    }
    Ok(())
}

fn lint() -> Result<(), String> {
    run_command(&["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"])?;
    run_command(&[
        "clippy",
        "--package",
        "vaali",
        "--no-default-features",
        "--",
        "-D",
        "warnings",
    ])?;
    run_command(&["clippy", "--package", "vaali-wasm", "--all-features", "--", "-D", "warnings"])?;
    run_command(&["clippy", "--package", "xtask", "--features", "glue", "--", "-D", "warnings"])
}

fn rust() -> Result<(), String> {
    run_command(&["test", "--workspace", "--all-targets", "--exclude", "vaali-benches"])?;
    // Records and files are a feature of the module for pages.
    run_command(&["test", "--package", "vaali-wasm", "--all-features"])?;
    // Thousands of cases with the checks of release: the build that people use.
    run_command(&["test", "--release", "--package", "vaali-tests"])
}

fn examples() -> Result<(), String> {
    run_command(&["test", "--workspace", "--doc"])?;
    let mut doc = cargo(&["doc", "--workspace", "--no-deps"]);
    run(doc.env("RUSTDOCFLAGS", "-D warnings"))
}

/// The folders of Python: the second counter, and the second verifier, which uses it.
const PYTHON: [&str; 2] = ["tests/naive", "tests/stranger"];

fn check_python() -> Result<(), String> {
    python::set_up()?;
    let ruff = |words: &[&str]| {
        let mut ruff = command(python::program("ruff"));
        ruff.args(words).args(["--line-length", "140"]).args(PYTHON);
        ruff
    };
    run(&mut ruff(&["check"]))?;
    run(&mut ruff(&["format", "--check"]))?;
    run(command(python::program("mypy")).arg("--strict").args(PYTHON))?;
    for folder in PYTHON {
        run(command(python::program("python")).args(["-m", "unittest", "discover", "-s", folder]))?;
    }
    Ok(())
}

fn parity() -> Result<(), String> {
    python::set_up()?;
    run_command(&["build", "--release", "--package", "vaali-tests", "--bin", "generate"])?;
    let mut generate = cargo(&[
        "run",
        "--release",
        "--quiet",
        "--package",
        "vaali-tests",
        "--bin",
        "generate",
        "--",
    ]);
    generate.args(["--cases", "20000", "--seed", "1"]);
    pipe(&mut generate, command(python::program("python")).arg("tests/naive/count.py"))
}

fn stranger() -> Result<(), String> {
    python::set_up()?;
    let certified =
        ["run", "--release", "--quiet", "--package", "vaali-tests", "--bin", "certified", "--"];
    run_command(&["build", "--release", "--package", "vaali-tests", "--bin", "certified"])?;
    let mut certified = cargo(&certified);
    certified.args(["--elections", "1000", "--seed", "1"]);
    pipe(&mut certified, command(python::program("python")).arg("tests/stranger/agree.py"))?;
    // A folder as the command writes it, which must be a new one.
    let folder = root().join("target").join("certified-sample");
    if folder.exists() {
        std::fs::remove_dir_all(&folder)
            .map_err(|error| format!("{}: {error}", folder.display()))?;
    }
    let vaali = ["run", "--release", "--package", "vaali-cli", "--"];
    run(cargo(&vaali).args(["certify", "examples/founding-2020", "--to"]).arg(&folder))?;
    run(cargo(&vaali).arg("verify").arg(&folder))?;
    run(command(python::program("python")).arg("tests/stranger/verify.py").arg(&folder))
}

fn samples() -> Result<(), String> {
    let count =
        ["run", "--release", "--package", "vaali-cli", "--", "count", "examples/founding-2020"];
    run_command(&count)
}

fn benches() -> Result<(), String> {
    for bin in ["tally", "count", "csv"] {
        run_command(&[
            "run",
            "--release",
            "--package",
            "vaali-benches",
            "--bin",
            bin,
            "--",
            "--quick",
        ])?;
    }
    Ok(())
}

fn run_command(arguments: &[&str]) -> Result<(), String> {
    run(&mut cargo(arguments))
}
