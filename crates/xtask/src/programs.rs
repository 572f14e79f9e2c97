//! The programs that tests run, in the build that people use.
//!
//! They are built in one go: with other packages beside it, a library has other features, and would be compiled again.

use std::path::PathBuf;

use crate::run::{cargo, run, target};

/// The command, the programs that it is compared with, the benchmarks. The command has the same features as if it were built alone.
const PACKAGES: [&str; 7] = [
    "--release",
    "--package",
    "vaali-cli",
    "--package",
    "vaali-tests",
    "--package",
    "vaali-benches",
];

/// Builds them.
pub(crate) fn build() -> Result<(), String> {
    let mut build = cargo(&["build"]);
    build.args(PACKAGES);
    for name in ["vaali", "certified", "generate", "outcomes", "count", "csv", "tally"] {
        build.args(["--bin", name]);
    }
    run(&mut build)
}

/// Thousands of cases in the same build.
pub(crate) fn test() -> Result<(), String> {
    build()?;
    run(cargo(&["test"]).args(PACKAGES).args(["--test", "promises"]))
}

/// Where they lie.
pub(crate) fn folder() -> PathBuf {
    target().join("release")
}

/// Where one of them lies.
pub(crate) fn program(name: &str) -> PathBuf {
    folder().join(name)
}
