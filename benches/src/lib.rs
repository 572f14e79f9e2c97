//! How vaali is measured.
//!
//! A time in nanoseconds says as much about the machine, and who else is using it, as about the code. So a measurement here
//! is a ratio: the work and its limit run in turns within one process, many short samples each, and their best times are
//! compared. There are no timed tests: run the programs of this package by hand.
#![expect(clippy::cast_precision_loss, reason = "measured times are for people to read")]

pub mod limits;
mod table;

pub use table::Table;

use std::time::{Duration, Instant};

/// How long to measure.
#[derive(Clone, Copy, Debug)]
pub struct Effort {
    /// Samples of each piece of work.
    pub samples: usize,
    /// How long a sample should take at least: long enough for the clock, short enough to fit between disturbances.
    pub sample: Duration,
}

/// The times of one piece of work, in nanoseconds for each run of it.
#[derive(Clone, Copy, Debug)]
pub struct Times {
    /// The least disturbed sample.
    pub best: f64,
    /// The sample in the middle.
    pub median: f64,
}

/// Runs several pieces of work in turns and times each.
pub fn in_turns(effort: Effort, works: &mut [&mut dyn FnMut()]) -> Vec<Times> {
    let runs: Vec<u32> = works.iter_mut().map(|work| runs_for(effort.sample, work)).collect();
    let mut samples = vec![Vec::with_capacity(effort.samples); works.len()];
    for _ in 0..effort.samples {
        for ((work, &runs), samples) in works.iter_mut().zip(&runs).zip(&mut samples) {
            samples.push(time(runs, work).as_nanos() as f64 / f64::from(runs));
        }
    }
    samples
        .into_iter()
        .map(|mut samples| {
            samples.sort_by(f64::total_cmp);
            let at = |position: usize| samples.get(position).copied().unwrap_or(f64::NAN);
            Times { best: at(0), median: at(samples.len() / 2) }
        })
        .collect()
}

fn time(runs: u32, work: &mut dyn FnMut()) -> Duration {
    let start = Instant::now();
    for _ in 0..runs {
        work();
    }
    start.elapsed()
}

/// How many runs of the work fill a sample.
fn runs_for(sample: Duration, work: &mut dyn FnMut()) -> u32 {
    let mut runs = 1;
    while runs < 1 << 24 && time(runs, work) < sample {
        runs *= 2;
    }
    runs
}

/// The greatest resident memory of this process so far in kB, where the system tells it as Linux does.
pub fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

/// The time in seconds that processors have worked for this process so far, where the system tells it as Linux does.
///
/// On a busy machine it says more than the time on the wall.
pub fn processor_time() -> Option<f64> {
    let mut nanoseconds = 0;
    for thread in std::fs::read_dir("/proc/self/task").ok()? {
        let text = std::fs::read_to_string(thread.ok()?.path().join("schedstat")).ok()?;
        nanoseconds += text.split_whitespace().next()?.parse::<u64>().ok()?;
    }
    Some(nanoseconds as f64 / 1e9)
}

/// Words without a pattern, the same on every run: `SplitMix64`, by Steele, Lea and Flood (2014).
pub fn words(seed: u64) -> impl Iterator<Item = u64> {
    let mut state = seed;
    std::iter::repeat_with(move || {
        state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (state ^ (state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    })
}
