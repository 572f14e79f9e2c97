//! From a CSV of ballots to the result: 1,000,000 ballots of 10 marks, 26 candidates, in the list layout.
//!
//! ```text
//! cargo run --release -p vaali-benches --bin csv                       # anonymous, and linked to a roll of a million
//! cargo run --release -p vaali-benches --bin csv -- --file ballots.csv # writes the file and leaves it, for other programs
//! ```
//!
//! Peak memory is that of this process, read from the system where it tells. Each way of reading runs in a process of its own.
#![expect(
    clippy::print_stdout,
    clippy::cast_precision_loss,
    reason = "a measurement, printed for people"
)]

use std::{
    env,
    error::Error,
    fs::{self, File},
    io::{BufWriter, Write},
    path::Path,
    process::Command,
    time::Instant,
};

use serde_json::{Value, json};
use vaali::{
    count::{Outcome, Proceedings, count},
    definition::{Definition, Frozen, Voter},
};
use vaali_formats::ballots;

type Done = Result<(), Box<dyn Error>>;

const CANDIDATES: u64 = 26;
const MARKS: u64 = 10;

fn main() -> Done {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["--read", path, "anonymous"] => read(Path::new(path), false),
        ["--read", path, "linked"] => read(Path::new(path), true),
        ["--file", path] => write(Path::new(path), 1_000_000),
        ["--quick"] => measure(20_000, 1),
        [] => measure(1_000_000, 7),
        _ => Err("usage: csv [--quick | --file PATH]".into()),
    }
}

/// Runs each way of reading several times, each in a process of its own, and shows the best.
fn measure(rows: u64, runs: u32) -> Done {
    let folder = env::temp_dir().join(format!("vaali-csv-{}", std::process::id()));
    fs::create_dir_all(&folder)?;
    let path = folder.join("ballots.csv");
    let done = write(&path, rows).and_then(|()| {
        for mode in ["anonymous", "linked"] {
            for _ in 0..runs {
                let status = Command::new(env::current_exe()?)
                    .arg("--read")
                    .arg(&path)
                    .arg(mode)
                    .status()?;
                if !status.success() {
                    return Err(format!("reading {mode} ended with {status}").into());
                }
            }
        }
        Ok(())
    });
    fs::remove_dir_all(&folder)?;
    done
}

/// `voter,marks` with the marks parted by semicolons, as a form tool gives them.
fn write(path: &Path, rows: u64) -> Done {
    let mut file = BufWriter::new(File::create(path)?);
    let mut state = 1_u64;
    let mut below = |limit: u64| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % limit
    };
    writeln!(file, "voter,marks")?;
    for row in 0..rows {
        let mut order: Vec<u64> = (1..=CANDIDATES).collect();
        for i in 0..MARKS {
            let other = i + below(CANDIDATES - i);
            order.swap(usize::try_from(i)?, usize::try_from(other)?);
        }
        let marks: Vec<String> =
            order.iter().take(usize::try_from(MARKS)?).map(|c| format!("c{c:02}")).collect();
        writeln!(file, "v{row:07},{}", marks.join(";"))?;
    }
    file.flush()?;
    Ok(())
}

fn election(linked: bool, rows: u64) -> Result<Frozen, vaali::definition::Faults> {
    let candidates: Vec<Value> = (1..=CANDIDATES)
        .map(|n| json!({"id": format!("c{n:02}"), "name": format!("Candidate {n}")}))
        .collect();
    let mut definition = Definition::from_value(json!({
        "format": 1, "id": "7f6d4a0e-6f0c-4c51-9d5b-0c5f8f0d2a11", "title": "Council",
        "rules": {
            "ballots": if linked { "linked" } else { "anonymous" }, "secrecy": "secret",
            "marks": {"min": 1, "max": MARKS},
            "seats": {"min": 12, "max": 15, "fill": "max"}, "ties": {"seat": "lot_manual"},
        },
        "candidates": candidates,
    }))?;
    if linked {
        let voter = |n: u64| {
            Some(Voter::new(format!("v{n:07}").parse().ok()?, format!("Organisation {n}")))
        };
        definition.roll = (0..rows).filter_map(voter).collect();
    }
    definition.freeze()
}

fn read(path: &Path, linked: bool) -> Done {
    let bytes = fs::metadata(path)?.len();
    // A row has 49 bytes, the header 12.
    let frozen = election(linked, (bytes - 12) / 49)?;
    let before = peak_memory();
    let start = Instant::now();
    let read = ballots::read_csv(path, &frozen, &|_| {})?;
    let outcome = count(&frozen, &read.ballots, &Proceedings::default())?;
    let seconds = start.elapsed().as_secs_f64();
    let decided = matches!(outcome, Outcome::Complete { .. });
    println!(
        "{:<10} {} rows: {:.1} ms, {:.0} MB/s, peak {} MB (before reading {} MB), decided: {decided}",
        if linked { "linked" } else { "anonymous" },
        read.rows,
        seconds * 1e3,
        bytes as f64 / seconds / 1e6,
        peak_memory().unwrap_or(0) / 1024,
        before.unwrap_or(0) / 1024,
    );
    Ok(())
}

/// The greatest resident memory of this process in kB, where the system tells it as Linux does.
fn peak_memory() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}
