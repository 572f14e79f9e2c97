//! What holds of every data set.

use vaali_formats::datasets::{self, DataSet, Format, Options};

use crate::{check_findings, check_refused};

/// More is slow, and shows nothing new.
const MOST_BALLOTS: u64 = 10_000;
const MOST_CANDIDATES: usize = 1_000;

/// Reads bytes as a data set, with and without ranks; counts what was read; writes it and reads it again.
///
/// # Panics
/// If a ballot is lost or changed, or a finding does not say where and what.
pub fn check(name: &str, bytes: &[u8]) {
    for ranks_as_marks in [false, true] {
        let options = Options { ranks_as_marks, ..Options::default() };
        match datasets::read_bytes(name, bytes, &options) {
            Ok(data) => {
                check_findings(&data.findings);
                // A few bytes may number a million candidates.
                if data.candidates.len() <= MOST_CANDIDATES {
                    counted(&data);
                    again(&data, name);
                }
            }
            Err(findings) => check_refused(&findings.0),
        }
    }
}

/// Every ballot is accepted, blank or rejected.
fn counted(data: &DataSet) {
    if data.total_ballots() > MOST_BALLOTS {
        return;
    }
    match data.freeze(Some(data.seats.unwrap_or(1))) {
        Ok(frozen) => {
            let ballots = data.cast(&frozen).unwrap();
            let rejected = ballots.rejected().len() as u64;
            assert_eq!(ballots.rows(), data.total_ballots());
            assert_eq!(ballots.accepted() + ballots.blank() + rejected, ballots.rows());
        }
        Err(findings) => assert!(!findings.0.is_empty()),
    }
}

/// What was written in its own format is the same when it is read.
fn again(data: &DataSet, name: &str) {
    if data.format == Format::Cvr {
        return;
    }
    let written = match datasets::write(data, data.format) {
        Ok(written) => written,
        Err(findings) => return check_refused(&findings.0),
    };
    let again = match datasets::read_bytes(name, written.text.as_bytes(), &Options::default()) {
        Ok(again) => again,
        Err(findings) => panic!("{findings}\n{}", written.text),
    };
    let groups = |data: &DataSet| -> Vec<(Vec<u32>, u64, u64)> {
        let group = |g: &datasets::Group| (g.marks.clone(), g.voters, g.weight);
        data.ballots.iter().map(group).collect()
    };
    assert_eq!(sums(&groups(&again)), sums(&groups(data)), "{}", written.text);
    assert_eq!(again.candidates.len(), data.candidates.len());
    for (read, was) in again.candidates.iter().zip(&data.candidates) {
        assert_eq!(read.withdrawn, was.withdrawn);
    }
}

/// Voters for each content and weight: a format may put equal ballots together.
fn sums(groups: &[(Vec<u32>, u64, u64)]) -> std::collections::BTreeMap<(Vec<u32>, u64), u64> {
    let mut sums = std::collections::BTreeMap::new();
    for (marks, voters, weight) in groups {
        *sums.entry((marks.clone(), *weight)).or_default() += voters;
    }
    sums
}
