//! The steps of `cargo xtask test`. Each fails loudly; none is skipped in silence.

use crate::{
    browser, fuzz, programs, published, python, python_bindings,
    run::{cargo, command, pipe, root, run},
    wasm,
};

/// A part of the tests that can be run by its name.
pub(crate) struct Step {
    pub(crate) name: &'static str,
    pub(crate) what: &'static str,
    /// The steps that come before it: it uses what they make.
    pub(crate) after: &'static [&'static str],
    /// Whether it wants the whole machine: its cases are counted by the clock.
    pub(crate) alone: bool,
    pub(crate) run: fn() -> Result<(), String>,
}

const fn step(name: &'static str, what: &'static str, run: fn() -> Result<(), String>) -> Step {
    Step { name, what, after: &[], alone: false, run }
}

impl Step {
    const fn after(self, after: &'static [&'static str]) -> Self {
        Self { after, ..self }
    }

    const fn alone(self) -> Self {
        Self { alone: true, ..self }
    }
}

/// In the order in which they begin: what others wait for comes early, and two neighbours seldom compile into the same folder.
pub(crate) const STEPS: &[Step] = &[
    step("format", "every file as rustfmt writes it", || {
        run(&mut cargo(&["fmt", "--all", "--check"]))
    }),
    step("modules", "the package for web pages, built: its types, its files", wasm::check),
    step("lint", "clippy, pedantic, without a warning", lint),
    step("rust", "unit tests, properties, promises, the corpus, the command", rust),
    step("optimised", "the promises again, in the build that people use", programs::test),
    step("reproduce", "the modules for web pages, from two folders, byte by byte", wasm::twice)
        .after(&["modules"]),
    step(
        "python-bindings",
        "the package `vaali` for Python: wheel, lints, types, tests, the bytes of Rust",
        python_bindings::test,
    ),
    step("examples", "every example in the documentation, and the documentation itself", examples),
    step("wasm", "the package for web pages: types, Node, Chromium, Firefox, budgets", wasm::test)
        .after(&["modules"]),
    step(
        "python",
        "the second counter and the second verifier: their own tests, ruff, mypy",
        check_python,
    ),
    step(
        "parity",
        "20,000 random elections, counted by the engine and by the second counter",
        parity,
    ),
    step(
        "stranger",
        "1,000 certified elections, sound and changed, verified by the engine and by the second verifier",
        stranger,
    ),
    step("samples", "the commands of the README on the sample elections", samples),
    step(
        "browser",
        "the pages in Chromium: accessibility, requests, widths, valid HTML",
        browser::check,
    ),
    step(
        "published",
        "elections that somebody else counted, to their published totals",
        published::check,
    )
    .after(&["python-bindings"]),
    step("benches", "the benchmarks run", benches),
    step("fuzz-targets", "every fuzz target is built", fuzz::build),
    step("fuzz", "every fuzz target for half a minute, several at once", fuzz::all)
        .after(&["fuzz-targets"])
        .alone(),
];

/// The whole workspace with all that can be switched on, for what looks at code and does not run it.
const EVERYTHING: [&str; 3] = ["--workspace", "--features", "vaali-wasm/office,xtask/glue"];

/// A test of the workspace. With the same packages and features each time, nothing is compiled twice. The benchmarks are another step.
pub(crate) fn workspace_test(arguments: &[&str]) -> std::process::Command {
    let mut test = cargo(&["test", "--workspace", "--exclude", "vaali-benches"]);
    test.args(["--features", "vaali-wasm/office"]).args(arguments);
    test
}

fn lint() -> Result<(), String> {
    let warnings = ["--", "-D", "warnings"];
    run(cargo(&["clippy", "--all-targets"]).args(EVERYTHING).args(warnings))?;
    // And with all of it switched off.
    let plain = ["clippy", "--package", "vaali", "--package", "vaali-wasm", "--package", "xtask"];
    run(cargo(&plain).arg("--no-default-features").args(warnings))
}

fn rust() -> Result<(), String> {
    run(&mut workspace_test(&["--tests", "--examples"]))?;
    // The module as most pages load it: without records, files and threads.
    run(&mut cargo(&["test", "--package", "vaali-wasm"]))
}

fn examples() -> Result<(), String> {
    run(&mut workspace_test(&["--doc"]))?;
    let mut doc = cargo(&["doc", "--no-deps"]);
    run(doc.args(EVERYTHING).env("RUSTDOCFLAGS", "-D warnings"))
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
    programs::build()?;
    let mut generate = command(programs::program("generate"));
    generate.args(["--cases", "20000", "--seed", "1"]);
    pipe(&mut generate, command(python::program("python")).arg("tests/naive/count.py"))
}

fn stranger() -> Result<(), String> {
    python::set_up()?;
    programs::build()?;
    let mut certified = command(programs::program("certified"));
    certified.args(["--elections", "1000", "--seed", "1"]);
    pipe(&mut certified, command(python::program("python")).arg("tests/stranger/agree.py"))?;
    // A folder as the command writes it, which must be a new one.
    let folder = root().join("target").join("certified-sample");
    if folder.exists() {
        std::fs::remove_dir_all(&folder)
            .map_err(|error| format!("{}: {error}", folder.display()))?;
    }
    let vaali = || command(programs::program("vaali"));
    run(vaali().args(["certify", "examples/founding-2020", "--to"]).arg(&folder))?;
    run(vaali().arg("verify").arg(&folder))?;
    run(command(python::program("python")).arg("tests/stranger/verify.py").arg(&folder))
}

fn samples() -> Result<(), String> {
    let count =
        ["run", "--release", "--package", "vaali-cli", "--", "count", "examples/founding-2020"];
    run(&mut cargo(&count))
}

fn benches() -> Result<(), String> {
    programs::build()?;
    ["tally", "count", "csv"]
        .into_iter()
        .try_for_each(|name| run(command(programs::program(name)).arg("--quick")))
}
