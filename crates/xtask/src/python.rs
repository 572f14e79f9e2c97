//! The Python that tests use: an environment of its own, with pinned tools.

use std::path::PathBuf;

use crate::run::{command, exclusively, install, may_install, root, run, succeeds};

/// The tools, at versions that were tried together.
const TOOLS: [&str; 2] = ["ruff==0.17.6", "mypy==2.4.0"];

/// The environment of the second counter.
const ENVIRONMENT: &str = "venv";

fn environment(name: &str) -> PathBuf {
    root().join("target").join(name)
}

/// A program of the environment of the second counter.
pub(crate) fn program(name: &str) -> PathBuf {
    program_in(ENVIRONMENT, name)
}

/// A program of an environment.
pub(crate) fn program_in(place: &str, name: &str) -> PathBuf {
    if cfg!(windows) {
        environment(place).join("Scripts").join(format!("{name}.exe"))
    } else {
        environment(place).join("bin").join(name)
    }
}

/// The Python found on this machine.
fn system() -> Result<&'static str, String> {
    let recent = "import sys; sys.exit(sys.version_info < (3, 11))";
    ["python3", "python"]
        .into_iter()
        .find(|name| succeeds(command(name).args(["-c", recent])))
        .ok_or_else(|| {
            "Python 3.11 or newer is needed for the second counter and the bindings: install it and try again"
                .to_owned()
        })
}

/// Makes the environment of the second counter, or leaves it if it is there already.
pub(crate) fn set_up() -> Result<(), String> {
    set_up_in(ENVIRONMENT, &TOOLS)
}

/// Makes an environment with these tools, or leaves it if it is there already.
pub(crate) fn set_up_in(place: &str, tools: &[&str]) -> Result<(), String> {
    exclusively(place, || make(place, tools))
}

fn make(place: &str, tools: &[&str]) -> Result<(), String> {
    let ready = tools.iter().all(|tool| {
        let (name, version) = tool.split_once("==").unwrap_or((tool, ""));
        let asked = format!(
            "import importlib.metadata as m, sys; sys.exit(m.version('{name}') != '{version}')"
        );
        succeeds(command(program_in(place, "python")).args(["-c", &asked]))
    });
    if ready {
        return Ok(());
    }
    let python = system()?;
    let folder = environment(place);
    let made = command(python).args(["-m", "venv", "--clear"]).arg(&folder).status();
    if !made.is_ok_and(|status| status.success()) {
        // Debian keeps venv in a package of its own.
        if !may_install() {
            return Err(format!(
                "`{python} -m venv` failed: on Debian, `apt-get install python3-venv`"
            ));
        }
        install(&["python3-venv"])?;
        run(command(python).args(["-m", "venv", "--clear"]).arg(&folder))?;
    }
    run(command(program_in(place, "python"))
        .args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"])
        .args(tools))
}
