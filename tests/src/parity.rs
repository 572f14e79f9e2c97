//! The engine against the naive counter (promise P15).

use std::{
    io::{self, BufWriter, Write},
    path::PathBuf,
    process::{Command, Stdio},
};

use rayon::prelude::*;

use crate::cases;

/// Cases written in one go: enough for all cores, little enough to hold.
const BATCH: u64 = 8192;

/// Writes the cases from 0 as lines, in order.
///
/// # Errors
/// Those of the writer.
pub fn write(cases: u64, seed: u64, to: &mut impl Write) -> io::Result<()> {
    let mut to = BufWriter::with_capacity(1 << 20, to);
    for first in (0..cases).step_by(usize::try_from(BATCH).unwrap_or(usize::MAX)) {
        let last = cases.min(first + BATCH);
        let lines: Vec<String> =
            (first..last).into_par_iter().map(|case| cases::line(seed, case)).collect();
        for line in lines {
            to.write_all(line.as_bytes())?;
        }
    }
    to.flush()
}

/// Counts the cases with both counters and gives what the comparison printed.
///
/// # Errors
/// What it printed, or why it could not run: without Python nothing is compared, and that is a failure.
pub fn run(cases: u64, seed: u64) -> Result<String, String> {
    let python = std::env::var("PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let script: PathBuf = [env!("CARGO_MANIFEST_DIR"), "naive", "count.py"].iter().collect();
    let mut child = Command::new(&python)
        .arg(script)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| format!("`{python}` does not run, so nothing was compared: {error}"))?;
    let mut input = child.stdin.take().ok_or("no way to write to the naive counter")?;
    let writer = std::thread::spawn(move || write(cases, seed, &mut input));
    let done = child.wait_with_output().map_err(|error| error.to_string())?;
    let text = String::from_utf8_lossy(&done.stdout).into_owned();
    let written = writer.join().map_err(|_| "the generator of cases failed".to_owned())?;
    written.map_err(|error| format!("{text}the cases were not all read: {error}"))?;
    let all = format!("{cases} passed, 0 failed");
    if done.status.success() && text.lines().last() == Some(&all) { Ok(text) } else { Err(text) }
}
