//! Whatever bytes are a file of ballots: every row is accepted, blank or rejected, each has its line, and two readings agree.
#![no_main]

use libfuzzer_sys::fuzz_target;
use vaali::definition::BallotId;
use vaali_formats::ballots::{self, Layout};
use vaali_fuzz::{check_findings, check_refused, election};

fuzz_target!(|bytes: &[u8]| {
    for linked in [false, true] {
        let frozen = election(linked);
        let all = ballots::read_all_bytes("ballots.csv", bytes, frozen);
        let read = match ballots::read_bytes("ballots.csv", bytes, frozen, &|_| {}) {
            Ok(read) => read,
            Err(findings) => {
                check_refused(&findings.0);
                assert!(all.is_err());
                continue;
            }
        };
        check_findings(&read.findings);
        let counted = &read.ballots;
        let rejected = counted.rejected().len() as u64;
        assert_eq!(counted.accepted() + counted.blank() + rejected, counted.rows());
        if read.layout != Layout::Long {
            assert_eq!(counted.rows(), read.rows);
        }
        let lines: Vec<u64> =
            (1..=counted.rows()).map(|row| read.line_of(BallotId(row)).unwrap()).collect();
        assert!(lines.windows(2).all(|pair| pair[0] < pair[1]) && lines.iter().all(|&n| n > 1));
        let all = all.unwrap();
        assert_eq!(all.len() as u64, counted.rows());
        // Written as a file of our own, the ballots are the same.
        let written = vaali_formats::forms::ballots_csv(&all, frozen.rules().ballots);
        // An empty mark beside one that holds a separator has no place in any layout.
        let marks = || all.iter().flat_map(|ballot| &ballot.marks);
        if marks().any(|mark| mark.contains([';', ',', '|'])) && marks().any(String::is_empty) {
            continue;
        }
        let again = ballots::read_all_bytes("b", written.as_bytes(), frozen).unwrap();
        assert_eq!(again, all, "{written}");
    }
});
