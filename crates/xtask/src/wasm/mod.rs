//! `cargo xtask wasm`: the modules for web pages, their glue, the npm package.

#[cfg(feature = "glue")]
pub(crate) mod glue;
mod toolchain;

use std::{
    fs,
    path::{Path, PathBuf},
};

use self::toolchain::{TARGET, Toolchain};
use crate::{
    browser::chromium,
    run::{cargo, command, root, run},
};

/// A module: its name, the features of the crate, and whether it uses the 128-bit vectors that most browsers have.
struct Module {
    name: &'static str,
    features: &'static str,
    simd: bool,
}

/// The engine for every page, and the engine with records and files, which is loaded where it is needed.
///
/// Vectors halve the time of a large tally and take a tenth off reading a large file; a page that counts what is in it already notices nothing.
const MODULES: [Module; 4] = [
    Module { name: "engine", features: "", simd: false },
    Module { name: "full", features: "full", simd: false },
    Module { name: "full", features: "full", simd: true },
    Module { name: "office", features: "office", simd: false },
];

impl Module {
    /// Where its file lies in a folder. The name of the file is also a name inside it, which the glue of both kinds shares.
    fn folder(&self, out: &Path) -> PathBuf {
        if self.simd { out.join("simd") } else { out.to_owned() }
    }
}

/// Where the npm package is made.
fn package() -> PathBuf {
    root().join("bindings").join("wasm")
}

/// Builds the modules and the npm package into `bindings/wasm/dist`.
pub(crate) fn build() -> Result<(), String> {
    let toolchain = Toolchain::find()?;
    let out = package().join("pkg");
    for module in &MODULES {
        write_module(&toolchain, &root(), module, &out)?;
    }
    install()?;
    run(npm(&["run", "build"]).current_dir(package()))
}

/// Builds the package, and serves the counting page on this machine.
pub(crate) fn app() -> Result<(), String> {
    build()?;
    run_here(&["run", "app"])
}

/// Builds and runs everything that tests the package: types, Node, browser, budgets.
pub(crate) fn test() -> Result<(), String> {
    build()?;
    let chromium = chromium()?;
    run_here(&["run", "check"])?;
    cases()?;
    run(npm(&["test"]).current_dir(package()).env("CHROMIUM", chromium))
}

/// Builds the modules in another folder too: the bytes must be the same (P37).
///
/// The other folder holds the last commit, so what is not committed would be a difference.
pub(crate) fn twice() -> Result<(), String> {
    let toolchain = Toolchain::find()?;
    run(command("git").args(["diff", "--stat", "--exit-code", "HEAD", "--", "Cargo.toml"]).args(
        [
            "Cargo.lock",
            "crates/vaali",
            "crates/vaali-formats",
            "crates/vaali-report",
            "bindings/wasm/Cargo.toml",
            "bindings/wasm/src",
        ],
    ))?;
    let copy = root().join("target").join("wasm-copy");
    let _ = fs::remove_dir_all(&copy);
    fs::create_dir_all(&copy).map_err(|error| error.to_string())?;
    let archive = copy.join("tree.tar");
    run(command("git").args(["archive", "--format=tar", "--output"]).arg(&archive).arg("HEAD"))?;
    let tree = copy.join("another-place").join("vaali");
    fs::create_dir_all(&tree).map_err(|error| error.to_string())?;
    run(command("tar").arg("-xf").arg(&archive).arg("-C").arg(&tree))?;
    for module in &MODULES {
        let mut made = Vec::new();
        for (from, out) in [(root(), copy.join("here")), (tree.clone(), copy.join("there"))] {
            write_module(&toolchain, &from, module, &out)?;
            let file = module.folder(&out).join(format!("{}_bg.wasm", module.name));
            made.push(fs::read(&file).map_err(|error| format!("{}: {error}", file.display()))?);
        }
        if made.first() != made.last() {
            return Err(format!("the module `{}` differs between two folders", module.name));
        }
        let kind = if module.simd { "with vectors" } else { "without vectors" };
        println!("{} {kind}: the same bytes from two folders", module.name);
    }
    Ok(())
}

fn write_module(
    toolchain: &Toolchain,
    tree: &Path,
    module: &Module,
    out: &Path,
) -> Result<(), String> {
    // A folder of its own: another compiler than that of the host may build it.
    let target = tree.join("target").join(if module.simd { "wasm-simd" } else { "wasm" });
    let mut build = toolchain.cargo(tree, module.simd);
    build
        .current_dir(tree)
        .args(["build", "--locked", "--package", "vaali-wasm", "--profile", "wasm"])
        .args(["--target", TARGET, "--features", module.features, "--target-dir"])
        .arg(&target);
    run(&mut build)?;
    let out = module.folder(out);
    fs::create_dir_all(&out).map_err(|error| format!("{}: {error}", out.display()))?;
    // The glue needs 50 crates that nothing else needs, so it is a feature of this program, and a build beside.
    run(cargo(&["run", "--quiet", "--package", "xtask", "--features", "glue", "--target-dir"])
        .arg(root().join("target").join("glue"))
        .args(["--", "glue"])
        .arg(target.join(TARGET).join("wasm").join("vaali_wasm.wasm"))
        .arg(out)
        .arg(module.name))
}

/// The tools of the package, at the versions of its lock file.
fn install() -> Result<(), String> {
    run_here(&["ci", "--no-audit", "--no-fund", "--ignore-scripts"])
}

fn npm(arguments: &[&str]) -> std::process::Command {
    let mut npm = command(if cfg!(windows) { "npm.cmd" } else { "npm" });
    npm.args(arguments);
    npm
}

fn run_here(arguments: &[&str]) -> Result<(), String> {
    run(npm(arguments).current_dir(package()))
}

/// Random elections with the outcome that the engine gives natively, for the comparison byte by byte.
fn cases() -> Result<(), String> {
    let file = root().join("target").join("wasm-cases.jsonl");
    let to = fs::File::create(&file).map_err(|error| format!("{}: {error}", file.display()))?;
    let bin =
        ["run", "--release", "--quiet", "--package", "vaali-tests", "--bin", "outcomes", "--"];
    run(cargo(&bin).args(["--cases", "1000", "--seed", "6"]).stdout(to))
}
