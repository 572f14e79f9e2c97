//! Chores of the repository: `cargo xtask test` sets up and runs every test of every language.
#![expect(clippy::print_stdout, reason = "a command for people")]

mod browser;
mod fuzz;
mod processor;
mod programs;
mod published;
mod python;
mod python_bindings;
mod run;
mod schedule;
mod steps;
mod wasm;

use std::{env, process::ExitCode};

const USAGE: &str = "\
usage: cargo xtask test               set up and run every test, two steps at a time
       cargo xtask test STEP ...      only the steps named, and what they need
       cargo xtask steps              list the steps
       cargo xtask wasm               build the package for web pages into bindings/wasm/dist
       cargo xtask wasm twice         build its modules in two folders and compare the bytes
       cargo xtask app                build it, and serve the counting page at http://127.0.0.1:8000/
       cargo xtask fuzz TARGET SECONDS   run one fuzz target for so long";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        ["test"] => schedule::all(),
        ["test", names @ ..] => schedule::named(names),
        // One step and nothing that it needs: how `test` runs each of them.
        ["step", name] => schedule::one(name),
        ["steps"] => {
            schedule::list();
            Ok(())
        }
        ["wasm"] => wasm::build(),
        ["wasm", "twice"] => wasm::build().and_then(|()| wasm::twice()),
        ["app"] => wasm::app(),
        #[cfg(feature = "glue")]
        ["glue", module, folder, name] => wasm::glue::write(module.as_ref(), folder.as_ref(), name),
        ["fuzz", target, seconds] => fuzz::run_for(target, seconds),
        _ => Err(USAGE.to_owned()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            println!("xtask: {problem}");
            ExitCode::FAILURE
        }
    }
}
