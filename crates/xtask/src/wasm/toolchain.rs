//! How this machine compiles Rust to WebAssembly.

use std::{
    env,
    path::{Path, PathBuf},
    process::Command,
};

use crate::run::{command, install, may_install, quietly, root};

pub(super) const TARGET: &str = "wasm32-unknown-unknown";

/// The sources of the standard library in Debian's `rust-web-src`.
const SOURCES: &str = "/usr/lib/rustlib/src/rust/library";

/// Its compiler.
const OF_DEBIAN: &str = "/usr/bin/rustc";

pub(super) enum Toolchain {
    /// The standard library of the toolchain in use is there for the target.
    Installed,
    /// Debian's second toolchain, which compiles the standard library too.
    BuildStd { linker: PathBuf },
}

impl Toolchain {
    /// The one that is there, or that was installed where there was none.
    pub(super) fn find() -> Result<Self, String> {
        match Self::there() {
            Err(_) if may_install() => {
                install(&["rustc-web", "cargo-web", "rust-web-src"])?;
                Self::there()
            }
            found => found,
        }
    }

    fn there() -> Result<Self, String> {
        let library = said(command("rustc").args(["--print", "target-libdir", "--target", TARGET]));
        if library.is_some_and(|library| Path::new(&library).is_dir()) {
            return Ok(Self::Installed);
        }
        let sysroot = said(command("rustc").args(["--print", "sysroot"])).unwrap_or_default();
        let host = said(command("rustc").args(["--print", "host-tuple"])).unwrap_or_default();
        let of_rustup =
            Path::new(&sysroot).join("lib/rustlib").join(host).join("bin").join("rust-lld");
        let linker =
            [of_rustup, PathBuf::from("/usr/bin/wasm-ld")].into_iter().find(|l| l.exists());
        match linker {
            Some(linker) if Path::new(SOURCES).join("std/Cargo.toml").exists() => {
                Ok(Self::BuildStd { linker })
            }
            _ => Err(format!(
                "this machine cannot compile for {TARGET}: run `rustup target add {TARGET}`, or on Debian `apt-get install rustc-web cargo-web rust-web-src`"
            )),
        }
    }

    /// Where its standard library comes from, in a word for the budgets: one that is installed compiled makes larger modules.
    pub(super) fn standard_library(&self) -> &'static str {
        match self {
            Self::Installed => "installed",
            Self::BuildStd { .. } => "compiled",
        }
    }

    /// What the compiler says its version is.
    pub(super) fn compiler(&self) -> Result<String, String> {
        let rustc = match self {
            Self::Installed => "rustc",
            Self::BuildStd { .. } => OF_DEBIAN,
        };
        quietly(command(rustc).arg("--version"))
    }

    /// Cargo for the target, with sources in any of `trees`; `small` is everything for size, the standard library too where it is compiled.
    pub(super) fn cargo(&self, trees: &[&Path], simd: bool, small: bool) -> Command {
        let mut cargo = match self {
            Self::Installed => command("cargo"),
            Self::BuildStd { linker } => {
                let mut cargo = command("/usr/bin/cargo");
                cargo
                    .env("RUSTC", OF_DEBIAN)
                    .env("RUSTC_BOOTSTRAP", "1")
                    .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker)
                    .arg("-Zbuild-std=std,panic_abort");
                if small {
                    cargo.arg("-Zbuild-std-features=optimize_for_size");
                }
                cargo
            }
        };
        if small {
            cargo.args(["--config", "profile.wasm.opt-level=\"s\""]);
        }
        for variable in ["RUSTC_WRAPPER", "RUSTDOC", "RUSTFLAGS", "CARGO_TARGET_DIR"] {
            cargo.env_remove(variable);
        }
        // Where the sources lie is nobody's business, and must not change a byte.
        let remap = |from: &Path, to: &str| format!("--remap-path-prefix={}={to}", from.display());
        // Every tree gets the same flags, or cargo would take what they have in common for something else; the last that fits counts.
        let mut flags: Vec<String> = trees.iter().map(|tree| remap(tree, "vaali")).collect();
        flags.push(remap(Path::new(SOURCES), "library"));
        flags.extend(cargo_home().map(|home| remap(&home.join("registry").join("src"), "crates")));
        flags.extend(simd.then(|| "-Ctarget-feature=+simd128".to_owned()));
        if small {
            // Rounds in a loop: a page hashes a definition, not files.
            let hash = ["sha2_backend=\"soft\"", "sha2_backend_soft=\"compact\""];
            flags.extend(hash.map(|setting| format!("--cfg={setting}")));
        }
        if matches!(self, Self::BuildStd { .. }) {
            // A panic is a defect, and traps at once: the words of all panics are a quarter of the engine. Only a standard library compiled for it can do so.
            flags.extend(["-Zunstable-options", "-Cpanic=immediate-abort"].map(str::to_owned));
        }
        cargo.env("CARGO_ENCODED_RUSTFLAGS", flags.join("\x1f"));
        cargo
    }
}

fn cargo_home() -> Option<PathBuf> {
    let home = env::var_os(if cfg!(windows) { "USERPROFILE" } else { "HOME" });
    env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or(home.map(|home| Path::new(&home).join(".cargo")))
}

fn said(command: &mut Command) -> Option<String> {
    let output = command.current_dir(root()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}
