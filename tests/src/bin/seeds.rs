//! Writes the first inputs of the fuzz targets to `fuzz/seeds`: definitions, records, and bytes to choose by.

use std::{fs, io, path::PathBuf};

use vaali::{
    count::Outcome,
    record::{Certification, Evidence, Salt, Times, certify},
};
use vaali_tests::{
    dice::Dice,
    elections::{Election, Size},
};

const EACH: usize = 6;

fn write(target: &str, number: usize, bytes: &[u8]) -> io::Result<()> {
    let folder: PathBuf =
        [env!("CARGO_MANIFEST_DIR"), "..", "fuzz", "seeds", target].iter().collect();
    fs::create_dir_all(&folder)?;
    fs::write(folder.join(format!("{number}")), bytes)
}

/// A record and, with secret ballots, the sealed ballots; nothing if the election cannot be certified.
fn record(election: &Election) -> Option<String> {
    let (_, counted) = election.count();
    let outcome = counted.ok().filter(|outcome| matches!(outcome, Outcome::Complete { .. }))?;
    let evidence = Evidence {
        frozen: &election.frozen,
        cast: &election.ballots,
        roll_marks: &election.roll_marks,
        proceedings: &election.proceedings,
        outcome: &outcome,
    };
    let times = Times {
        frozen_at: "2026-09-01T12:00:00Z".parse().ok()?,
        certified_at: "2026-12-20T18:00:00Z".parse().ok()?,
    };
    let salt = Some(Salt::from_random([7; 32]));
    let certified = certify(&evidence, times, Certification::default(), salt).ok()?;
    let sealed = certified.sealed.map(|sealed| format!("\n~\n{}", sealed.to_json().unwrap()));
    Some(certified.record.to_json().ok()? + &sealed.unwrap_or_default())
}

fn main() -> io::Result<()> {
    let size = Size { candidates: 5, ballots: 6, huge_weights: true };
    let settled = |case| Election::settled(8, case, size);
    for (number, case) in (0..EACH).zip(0..) {
        let definition = serde_json::to_vec(settled(case).frozen.definition())?;
        write("definition", number, &definition)?;
        let mut dice = Dice::new(9, case);
        let bytes: Vec<u8> = (0..200).map(|_| dice.any().to_le_bytes()[0]).collect();
        write("ballots", number, &bytes)?;
        write("count_invariants", number, &bytes)?;
    }
    let records = (0..).filter_map(|case| record(&settled(case)));
    for (number, record) in records.take(EACH).enumerate() {
        write("verify", number, record.as_bytes())?;
    }
    Ok(())
}
