//! Running other programs, with errors that say what was run and what to do.

use std::{
    env,
    ffi::OsStr,
    fs::{self, File},
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// The root of the repository.
pub(crate) fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here).to_owned()
}

/// Where cargo puts what it builds.
pub(crate) fn target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

/// Does what no two steps may do at the same time.
pub(crate) fn exclusively<T>(
    what: &str,
    work: impl FnOnce() -> Result<T, String>,
) -> Result<T, String> {
    let file = target().join(what).with_extension("lock");
    let lock = fs::create_dir_all(target())
        .and_then(|()| File::create(&file))
        .and_then(|lock| lock.lock().map(|()| lock))
        .map_err(|error| format!("{}: {error}", file.display()))?;
    let done = work();
    drop(lock);
    done
}

/// A command in the root of the repository. The toolchain that cargo chose for this program is not forced on others.
pub(crate) fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(root());
    for variable in ["CARGO", "RUSTUP_TOOLCHAIN"] {
        command.env_remove(variable);
    }
    command
}

/// Cargo in the root of the repository.
pub(crate) fn cargo(arguments: &[&str]) -> Command {
    let mut cargo = command("cargo");
    cargo.args(arguments);
    cargo
}

fn shown(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy().into_owned()).collect::<Vec<_>>().join(" ")
}

/// Runs a command to its end; what it prints is shown.
pub(crate) fn run(command: &mut Command) -> Result<(), String> {
    let line = shown(command);
    println!("$ {line}");
    let _ = std::io::stdout().flush();
    match command.stdin(Stdio::null()).status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("`{line}` ended with {status}")),
        Err(error) => Err(format!("`{line}` could not be started: {error}")),
    }
}

/// Runs a command to its end and gives what it printed; shown only if it fails.
pub(crate) fn quietly(command: &mut Command) -> Result<String, String> {
    let line = shown(command);
    let ran = command
        .stdin(Stdio::null())
        .output()
        .map_err(|error| format!("`{line}` could not be started: {error}"))?;
    let said = [ran.stdout, ran.stderr].concat();
    let said = String::from_utf8_lossy(&said).into_owned();
    if ran.status.success() {
        Ok(said)
    } else {
        Err(format!("{said}\n`{line}` ended with {}", ran.status))
    }
}

/// Whether a command runs and succeeds; what it prints is not shown.
pub(crate) fn succeeds(command: &mut Command) -> bool {
    let quiet = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    quiet.status().is_ok_and(|status| status.success())
}

/// Runs two commands with the output of the first as the input of the second. Both must succeed.
pub(crate) fn pipe(first: &mut Command, second: &mut Command) -> Result<(), String> {
    let (from, to) = (shown(first), shown(second));
    println!("$ {from} | {to}");
    let _ = std::io::stdout().flush();
    let mut source = first
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| format!("`{from}` could not be started: {error}"))?;
    let output = source.stdout.take().ok_or("no output to read")?;
    let sink = second.stdin(Stdio::from(output)).status();
    let source = source.wait().map_err(|error| format!("`{from}`: {error}"))?;
    match sink {
        Err(error) => Err(format!("`{to}` could not be started: {error}")),
        Ok(status) if !status.success() => Err(format!("`{to}` ended with {status}")),
        Ok(_) if !source.success() => Err(format!("`{from}` ended with {source}")),
        Ok(_) => Ok(()),
    }
}

/// Whether packages of the system may be installed without asking: in CI, and by root of a Debian, who runs the tests on a machine that is there for them.
pub(crate) fn may_install() -> bool {
    let id = command("id").arg("-u").output();
    let root = id.is_ok_and(|id| id.stdout.trim_ascii() == b"0");
    env::var_os("CI").is_some() || (root && Path::new("/usr/bin/apt-get").exists())
}

/// Installs packages of Debian, where [`may_install`] says so.
pub(crate) fn install(packages: &[&str]) -> Result<(), String> {
    exclusively("apt-get", || {
        run(command("apt-get").args(["update"]))?;
        run(command("apt-get").args(["install", "-y", "--no-install-recommends"]).args(packages))
    })
}
