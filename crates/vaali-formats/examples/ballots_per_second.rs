//! How fast ballots are read: a million ballots of ten marks, anonymous and linked, from files that this program makes.
//!
//! `cargo run --release -p vaali-formats --example ballots_per_second -- [BALLOTS]`

use std::{error::Error, fmt::Write as _, fs, io::Write as _, path::Path, time::Instant};

use vaali::definition::{Candidate, Definition, Frozen, Voter};
use vaali_formats::ballots;

const CANDIDATES: usize = 26;
const MARKS: usize = 10;

fn frozen(linked: bool, voters: usize) -> Result<Frozen, Box<dyn Error>> {
    let mode = if linked { "linked" } else { "anonymous" };
    let mut definition = Definition::from_json(&format!(
        r#"{{"format": 1, "id": "7f6d4a0e-6f0c-4c51-9d5b-0c5f8f0d2a11", "title": "Speed", "candidates": [],
        "rules": {{"ballots": "{mode}", "secrecy": "secret", "marks": {{"min": 1, "max": {MARKS}}},
        "seats": {{"min": 15, "max": 15}}, "ties": {{"seat": "lot_manual"}}}}}}"#
    ))?;
    for i in 0..CANDIDATES {
        let id = format!("C{:02}", i + 1);
        definition.candidates.push(Candidate::new(id.parse()?, format!("Candidate {id}")));
    }
    if linked {
        for i in 0..voters {
            let id = format!("{:07}-{}", i + 1, i % 10);
            definition.roll.push(Voter::new(id.parse()?, format!("Organisation {}", i + 1)));
        }
    }
    Ok(definition.freeze()?)
}

/// Marks in a random order, from a generator of a few lines: nothing depends on its quality.
fn write(path: &Path, layout: &str, linked: bool, ballots: usize) -> Result<u64, Box<dyn Error>> {
    let mut file = std::io::BufWriter::new(fs::File::create(path)?);
    let mut order: Vec<usize> = (0..CANDIDATES).collect();
    let mut state = 42_u64;
    let mut line = String::new();
    if linked {
        line.push_str("voter;");
    }
    if layout == "wide" {
        let ids: Vec<String> = (1..=CANDIDATES).map(|i| format!("C{i:02}")).collect();
        line.push_str(&ids.join(";"));
    } else {
        line.push_str("marks");
    }
    for ballot in 0..=ballots {
        writeln!(file, "{line}")?;
        line.clear();
        for i in 0..MARKS {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            let other = i + usize::try_from(state >> 33)? % (CANDIDATES - i);
            order.swap(i, other);
        }
        if linked {
            write!(line, "{:07}-{};", ballot + 1, ballot % 10)?;
        }
        let marked = order.get(..MARKS).unwrap_or_default();
        let cells: Vec<String> = match layout {
            "wide" => (0..CANDIDATES).map(|i| u8::from(marked.contains(&i)).to_string()).collect(),
            _ => marked.iter().map(|i| format!("C{:02}", i + 1)).collect(),
        };
        let separator = if layout == "list" { "," } else { ";" };
        match layout {
            "quoted" => write!(line, "\"{}\"", cells.join(separator))?,
            _ => line.push_str(&cells.join(separator)),
        }
    }
    file.flush()?;
    Ok(path.metadata()?.len())
}

/// The greatest memory of the process so far, where the system says it.
fn peak() -> String {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM")).unwrap_or("VmHWM: unknown");
    line.trim_start_matches("VmHWM:").trim().to_owned()
}

fn main() -> Result<(), Box<dyn Error>> {
    let ballots = std::env::args().nth(1).map_or(Ok(1_000_000), |text| text.parse())?;
    let dir = tempfile::tempdir()?;
    println!("peak before: {}", peak());
    for (layout, linked) in
        [("list", false), ("quoted", false), ("wide", false), ("list", true), ("quoted", true)]
    {
        let path = dir.path().join("ballots.csv");
        let size = write(&path, layout, linked, ballots)?;
        let frozen = frozen(linked, ballots)?;
        let before = peak();
        let mut best = u128::MAX;
        for _ in 0..5 {
            let start = Instant::now();
            let read = ballots::read_csv(&path, &frozen, &|_| {})?;
            best = best.min(start.elapsed().as_micros().max(1));
            assert_eq!(read.ballots.accepted(), ballots as u64);
        }
        println!(
            "{layout:6} linked={linked:5} {:4} MB: {:4} ms, {:4} MB/s; peak {before} -> {}",
            size / 1_000_000,
            best / 1_000,
            u128::from(size) / best,
            peak()
        );
    }
    Ok(())
}
