//! From a CSV of ballots to the result: 1,000,000 ballots of 10 marks, 26 candidates, in the list and in the long layout, and the same in other programs.
//!
//! ```text
//! cargo run --release -p vaali-benches --bin csv                       # vaali alone
//! cargo run --release -p vaali-benches --bin csv -- --peers PYTHON     # and polars and DuckDB, as that Python has them
//! cargo run --release -p vaali-benches --bin csv -- --file ballots.csv # writes the file and leaves it, for other programs
//! ```
//!
//! All run in turns, each time in a process of its own; medians are shown. A result that differs from ours ends the run.
#![expect(
    clippy::print_stdout,
    clippy::cast_precision_loss,
    reason = "a measurement, printed for people"
)]

mod election;
mod runs;

use std::{
    env,
    error::Error,
    fs,
    path::{Path, PathBuf},
    time::Instant,
};

use vaali::count::{Outcome, Proceedings, count};
use vaali_benches::{peak_memory, processor_time};
use vaali_formats::ballots;

use self::{
    election::{Form, election, write},
    runs::{Run, Runner},
};

type Done = Result<(), Box<dyn Error>>;

const BALLOTS: u64 = 1_000_000;
/// Rounds of all programs.
const ROUNDS: usize = 9;

fn main() -> Done {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["--read", path, form, mode, ballots] => {
            read(Path::new(path), Form::named(form)?, *mode == "linked", ballots.parse()?)
        }
        ["--file", path] => write(Path::new(path), Form::List, BALLOTS),
        ["--quick"] => measure(20_000, 1, None),
        ["--quick", "--peers", python] => measure(20_000, 1, Some(Path::new(python))),
        ["--peers", python] => measure(BALLOTS, ROUNDS, Some(Path::new(python))),
        [] => measure(BALLOTS, ROUNDS, None),
        _ => Err("usage: csv [--quick] [--peers PYTHON] | --file PATH".into()),
    }
}

fn measure(ballots: u64, rounds: usize, python: Option<&Path>) -> Done {
    let folder = env::temp_dir().join(format!("vaali-csv-{}", std::process::id()));
    fs::create_dir_all(&folder)?;
    let done = [Form::List, Form::Long].into_iter().try_for_each(|form| {
        measure_form(&folder.join("ballots.csv"), form, ballots, rounds, python)
    });
    fs::remove_dir_all(&folder)?;
    done
}

fn measure_form(
    path: &Path,
    form: Form,
    ballots: u64,
    rounds: usize,
    python: Option<&Path>,
) -> Done {
    write(path, form, ballots)?;
    let megabytes = fs::metadata(path)?.len() as f64 / 1e6;
    println!(
        "\n{} form, {ballots} ballots of {} marks, {megabytes:.0} MB, {rounds} rounds",
        form.name(),
        election::MARKS
    );
    let mut runners: Vec<Runner> = ["anonymous", "linked"]
        .iter()
        .map(|mode| Runner::vaali(path, form, mode, ballots))
        .collect::<Result<_, _>>()?;
    if let Some(python) = python {
        let peers = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("peers");
        for arguments in [
            &["polars_csv.py", "in-memory"][..],
            &["polars_csv.py", "streaming"],
            &["duckdb_csv.py"],
        ] {
            runners.push(Runner::peer(python, &peers, arguments, path, form));
        }
    }
    let mut runs: Vec<Vec<Run>> = vec![Vec::new(); runners.len()];
    for _ in 0..rounds {
        for (runner, runs) in runners.iter().zip(&mut runs) {
            runs.push(runner.run()?);
        }
    }
    runs::compare(&runs)?;
    runs::show(&runs);
    Ok(())
}

/// One reading and count, told as [`Run`] reads it.
fn read(path: &Path, form: Form, linked: bool, ballots: u64) -> Done {
    let frozen = election(linked, ballots)?;
    let (start, worked) = (Instant::now(), processor_time().unwrap_or(0.0));
    let read = ballots::read_csv(path, &frozen, &|_| {})?;
    let outcome = count(&frozen, &read.ballots, &Proceedings::default())?;
    let seconds = start.elapsed().as_secs_f64();
    let worked = processor_time().unwrap_or(0.0) - worked;
    let Outcome::Complete { result } = outcome else { return Err("the election has a tie".into()) };
    if read.ballots.accepted() != ballots || read.rows != form.rows(ballots) {
        return Err("not every ballot was accepted".into());
    }
    let mut votes: Vec<String> = result
        .candidates
        .iter()
        .map(|candidate| format!("{}={}", candidate.id, candidate.votes.unwrap_or_default()))
        .collect();
    votes.sort();
    println!("{}", votes.join(" "));
    let mode = if linked { "linked to a roll" } else { "anonymous" };
    println!("{seconds:.6} {worked:.6} {} vaali {mode}", peak_memory().unwrap_or(0));
    Ok(())
}
