//! `cargo xtask wasm`: the modules for web pages, their glue, the npm package.

#[cfg(feature = "glue")]
pub(crate) mod glue;
mod sharing;
mod toolchain;

use std::{
    env, fs,
    path::{Path, PathBuf},
    thread,
};

use self::{
    sharing::{share_libraries, share_tools},
    toolchain::{TARGET, Toolchain},
};
use crate::{
    browser::{chromium, firefox},
    programs,
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
/// Vectors take two thirds off the time of a large tally in cache, half from memory, and a tenth off reading a large file; a page that counts what is in it already notices nothing.
const MODULES: [Module; 5] = [
    Module { name: "engine", features: "", simd: false },
    Module { name: "engine", features: "", simd: true },
    Module { name: "full", features: "full", simd: false },
    Module { name: "full", features: "full", simd: true },
    Module { name: "office", features: "office", simd: false },
];

impl Module {
    /// How this module differs from the profile: the engine alone is compiled for size, half as long again for ballots by the million, which the other module is for.
    fn small(&self) -> bool {
        self.features.is_empty()
    }

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
    write_modules(&toolchain, &root(), &out)?;
    // Another compiler may give other bytes, so the hashes are published with its name.
    let name = out.join("compiler.txt");
    fs::write(&name, toolchain.compiler()?)
        .map_err(|error| format!("{}: {error}", name.display()))?;
    install()?;
    run(npm(&["run", "build"]).current_dir(package()))
}

/// Builds the package, and serves the counting page on this machine.
pub(crate) fn app() -> Result<(), String> {
    build()?;
    run_here(&["run", "app"])
}

/// Builds the package, and looks at its sources and at what it would publish.
pub(crate) fn check() -> Result<(), String> {
    build()?;
    run_here(&["run", "check"])
}

/// Runs everything that tests the package that was built: types, Node, browsers, budgets.
pub(crate) fn test() -> Result<(), String> {
    let (chromium, firefox) = (chromium()?, firefox()?);
    // A test goes on with the command where the page stopped, and must not wait for its compiler.
    programs::build()?;
    cases()?;
    let mut tests = npm(&["test"]);
    tests.env("VAALI_STANDARD_LIBRARY", Toolchain::find()?.standard_library());
    run(tests.current_dir(package()).env("CHROMIUM", chromium).env("FIREFOX", firefox))
}

/// Builds the modules in another folder too: the bytes must be those that were published (P37).
///
/// The other folder holds the last commit, so what is not committed would be a difference.
pub(crate) fn twice() -> Result<(), String> {
    let toolchain = Toolchain::find()?;
    run(command("git").args(["diff", "--stat", "--exit-code", "HEAD", "--", "Cargo.toml"]).args(
        [
            "Cargo.lock",
            "crates/vaali",
            "crates/vaali-derive",
            "crates/vaali-formats",
            "crates/vaali-report",
            "bindings/wasm/Cargo.toml",
            "bindings/wasm/src",
        ],
    ))?;
    let tree = copy();
    let _ = fs::remove_dir_all(&tree);
    fs::create_dir_all(&tree).map_err(|error| error.to_string())?;
    let archive = tree.with_extension("tar");
    run(command("git").args(["archive", "--format=tar", "--output"]).arg(&archive).arg("HEAD"))?;
    // Their times are now, so that cargo takes none of our crates for one that it has compiled.
    run(command("tar").arg("-xmf").arg(&archive).arg("-C").arg(&tree))?;
    let _ = fs::remove_file(&archive);

    for simd in [false, true] {
        let [here, there] = [&root(), &tree].map(|tree| compiled(tree, simd));
        share_tools(&here, &there);
        share_libraries(&here, &there, &root());
    }
    let published = package().join("pkg");
    let again = tree.join("pkg");
    write_modules(&toolchain, &tree, &again)?;
    for module in &MODULES {
        for name in [format!("{}_bg.wasm", module.name), format!("{}.js", module.name)] {
            let files = [&published, &again].map(|out| module.folder(out).join(&name));
            let [first, second] = files
                .each_ref()
                .map(|file| fs::read(file).map_err(|error| format!("{}: {error}", file.display())));
            let [here, there] = files.each_ref().map(|file| file.display());
            if first? != second? {
                return Err(format!("{here} and {there} differ, but come from the same sources"));
            }
            println!("{here}: the same bytes from another folder");
        }
    }
    // Some gigabytes that nobody needs once they agree.
    fs::remove_dir_all(&tree).map_err(|error| format!("{}: {error}", tree.display()))
}

/// Where the other folder is.
fn copy() -> PathBuf {
    root().join("target").join("wasm-copy").join("another-place").join("vaali")
}

/// Builds all modules of a tree. Those with vectors are built beside those without: the last part of each build has one thread.
fn write_modules(toolchain: &Toolchain, tree: &Path, out: &Path) -> Result<(), String> {
    let glue = glue_writer()?;
    let write = |module: &Module| write_module(toolchain, tree, module, out, &glue);
    let (simd, plain): (Vec<_>, Vec<_>) = MODULES.iter().partition(|module| module.simd);
    let (first, others) = plain.split_first().ok_or("there is no module without vectors")?;
    write(first)?;
    share_tools(&compiled(tree, false), &compiled(tree, true));
    thread::scope(|scope| {
        let beside = scope.spawn(|| simd.iter().try_for_each(|module| write(module)));
        let here = others.iter().try_for_each(|module| write(module));
        let beside = beside.join().unwrap_or_else(|_| Err("a build stopped".to_owned()));
        here.and(beside)
    })
}

/// The folder for what is compiled of a tree, with or without vectors. Cargo keeps apart in it what the flags for size make different.
fn compiled(tree: &Path, simd: bool) -> PathBuf {
    tree.join("target").join(if simd { "wasm-simd" } else { "wasm" })
}

/// This program with the writer of glue: it needs 50 crates that nothing else needs, so it is a feature, and a build beside.
fn glue_writer() -> Result<PathBuf, String> {
    let target = root().join("target").join("glue");
    let build = ["build", "--quiet", "--package", "xtask", "--features", "glue", "--target-dir"];
    run(cargo(&build).arg(&target))?;
    Ok(target.join("debug").join(format!("xtask{}", env::consts::EXE_SUFFIX)))
}

fn write_module(
    toolchain: &Toolchain,
    tree: &Path,
    module: &Module,
    out: &Path,
    glue: &Path,
) -> Result<(), String> {
    // A folder of its own: another compiler than that of the host may build it.
    let target = compiled(tree, module.simd);
    let mut build = toolchain.cargo(&[&root(), &copy()], module.simd, module.small());
    build
        .current_dir(tree)
        .args(["build", "--locked", "--package", "vaali-wasm", "--profile", "wasm"])
        .args(["--target", TARGET, "--features", module.features, "--target-dir"])
        .arg(&target);
    run(&mut build)?;
    let out = module.folder(out);
    fs::create_dir_all(&out).map_err(|error| format!("{}: {error}", out.display()))?;
    run(command(glue)
        .arg("glue")
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
    let mut outcomes = command(programs::program("outcomes"));
    run(outcomes.args(["--cases", "1000", "--seed", "6"]).stdout(to))
}
