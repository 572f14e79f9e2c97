//! The Python bindings, tested as their users have them: source archive, wheel from it, installed into an environment of its own.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use crate::{
    programs,
    python::{program_in, set_up_in},
    run::{command, root, run, target},
};

/// The environment into which the wheel is installed.
const ENVIRONMENT: &str = "venv-bindings";

/// The tools and the libraries of tables, at versions that were tried together.
const TOOLS: [&str; 20] = [
    "maturin==1.16.0",
    "ruff==0.17.6",
    "mypy==2.4.1",
    "pytest==9.2.0",
    "hypothesis==6.170.15",
    "polars==2.1.0",
    "pandas==3.1.1",
    "pandas-stubs==3.1.0.261029",
    "pyarrow==26.0.1",
    "duckdb==2.0.0",
    "numpy==2.4.6",
    "matplotlib==3.11.2",
    "tqdm==4.70.1",
    "nbclient==0.11.0",
    "ipykernel==7.4.0",
    "dask==2026.8.0",
    "distributed==2026.8.0",
    "sphinx==9.0.4",
    "myst-parser==5.2.0",
    "furo==2025.12.19",
];

/// The largest wheel: what people download must stay small.
const LARGEST_WHEEL: u64 = 5_000_000;

/// Builds, installs, checks, tests.
pub(crate) fn test() -> Result<(), String> {
    set_up_in(ENVIRONMENT, &TOOLS)?;
    licences()?;
    let wheel = wheel()?;
    python(
        &[
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "--force-reinstall",
            "--no-deps",
        ],
        Some(&wheel),
    )?;
    check()?;
    programs::build()?;
    run(&mut pytest(&["tests"]))?;
    let mut examples = command(program_in(ENVIRONMENT, "python"));
    examples.current_dir(bindings()).env("MPLBACKEND", "agg");
    run(examples.args(["-m", "pytest", "-p", "no:cacheprovider", "--pyargs", "vaali"]))?;
    guide()
}

/// The tests, with the programs whose bytes the package is compared with.
pub(crate) fn pytest(arguments: &[&str]) -> Command {
    let mut tests = command(program_in(ENVIRONMENT, "python"));
    tests.current_dir(bindings()).env("VAALI_PROGRAMS", programs::folder());
    tests.args(["-m", "pytest", "-p", "no:cacheprovider"]).args(arguments);
    tests
}

/// The guide and the reference as pages; a broken link or docstring is an error.
fn guide() -> Result<(), String> {
    let mut pages = command(program_in(ENVIRONMENT, "python"));
    pages.args(["-m", "sphinx", "-q", "-W", "-E", "bindings/python/guide"]);
    run(pages.arg(target().join("guide")))
}

/// The licences in the wheel, and in the package for web pages, are those of what is compiled into them.
fn licences() -> Result<(), String> {
    for name in ["LICENSE-APACHE", "LICENSE-MIT"] {
        let [ours, wheels] = [root(), bindings()].map(|folder| fs::read(folder.join(name)).ok());
        if ours.is_none() || ours != wheels {
            return Err(format!("bindings/python/{name} is not the {name} of the repository"));
        }
    }
    let script = root().join("bindings").join("third_party.py");
    for (package, folder) in [("vaali-python", "python"), ("vaali-wasm", "wasm")] {
        let mut check = command(program_in(ENVIRONMENT, "python"));
        check.arg(&script).arg(package);
        run(check.arg(format!("bindings/{folder}/THIRD-PARTY-LICENSES.txt")).arg("--check"))?;
    }
    Ok(())
}

fn bindings() -> PathBuf {
    root().join("bindings").join("python")
}

fn python(arguments: &[&str], last: Option<&Path>) -> Result<(), String> {
    run(command(program_in(ENVIRONMENT, "python")).args(arguments).args(last))
}

/// Lints and types: of the sources, and of the stubs against what was built.
fn check() -> Result<(), String> {
    let settings = "pyproject.toml";
    let sources: [(&str, &[&str]); 2] = [
        (settings, &[".", "../third_party.py", "../../benches/peers/frames.py"]),
        ("notebooks/ruff.toml", &["notebooks"]),
    ];
    for (settings, sources) in sources {
        for words in [["check", "--config"].as_slice(), &["format", "--check", "--config"]] {
            let mut lints = command(program_in(ENVIRONMENT, "ruff"));
            run(lints.current_dir(bindings()).args(words).arg(settings).args(sources))?;
        }
    }
    let mut mypy = command(program_in(ENVIRONMENT, "mypy"));
    let typed = ["python", "tests", "notebooks", "guide", "../third_party.py"];
    run(mypy.current_dir(bindings()).args(typed))?;
    let mut stubs = command(program_in(ENVIRONMENT, "python"));
    stubs.current_dir(target()).args(["-m", "mypy.stubtest", "--mypy-config-file"]);
    run(stubs.arg(bindings().join(settings)).arg("vaali"))
}

/// The wheel, built from the source archive: so both are known to build.
fn wheel() -> Result<PathBuf, String> {
    let [archives, tree, wheels] =
        ["sdist", "sdist-tree", "wheels"].map(|name| target().join(name));
    for folder in [&archives, &tree, &wheels] {
        let _ = fs::remove_dir_all(folder);
        fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    }
    let mut archive = command(program_in(ENVIRONMENT, "maturin"));
    run(archive.current_dir(bindings()).args(["sdist", "--out"]).arg(&archives))?;
    // The times in the archive are not those of the files: with them cargo would not see a change (-m: now).
    run(command("tar").arg("-xzmf").arg(only_file(&archives)?).arg("-C").arg(&tree))?;
    let mut build = command(program_in(ENVIRONMENT, "python"));
    build.args([
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--disable-pip-version-check",
        "--no-deps",
        "--no-build-isolation",
        "--wheel-dir",
    ]);
    // maturin is in this environment, and what it compiles is kept.
    let path = env::join_paths(
        program_in(ENVIRONMENT, "python")
            .parent()
            .map(Path::to_owned)
            .into_iter()
            .chain(env::var_os("PATH").iter().flat_map(env::split_paths)),
    );
    build.env("PATH", path.map_err(|error| error.to_string())?);
    // A folder of its own: for cargo the crates of the archive are those of the repository, and would be taken for unchanged.
    build.env("CARGO_TARGET_DIR", target().join("python")).arg(&wheels).arg(only_file(&tree)?);
    run(&mut build)?;
    let wheel = only_file(&wheels)?;
    let size = fs::metadata(&wheel).map_err(|error| format!("{}: {error}", wheel.display()))?.len();
    if size > LARGEST_WHEEL {
        return Err(format!("the wheel has {size} bytes, at most {LARGEST_WHEEL} are allowed"));
    }
    Ok(wheel)
}

fn only_file(folder: &Path) -> Result<PathBuf, String> {
    let mut files = fs::read_dir(folder)
        .map_err(|error| format!("{}: {error}", folder.display()))?
        .filter_map(|entry| Some(entry.ok()?.path()));
    match (files.next(), files.next()) {
        (Some(file), None) => Ok(file),
        _ => Err(format!("one file was expected in {}", folder.display())),
    }
}
