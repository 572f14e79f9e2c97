//! Whatever a form exports: every row is a ballot that is accepted, blank or rejected, and none is lost on the way into our own file.
#![no_main]

use arbitrary::Arbitrary;
use libfuzzer_sys::fuzz_target;
use vaali_formats::{
    ballots,
    forms::{self, Options},
};
use vaali_fuzz::{Separator, check_findings, check_refused, election, table};

#[derive(Arbitrary, Debug)]
enum Input<'a> {
    Bytes(&'a [u8]),
    Rows { tool: u8, rows: Vec<[&'a str; 3]>, separator: Separator },
}

const TOOLS: [[&str; 3]; 6] = [
    ["Timestamp", "Vote", "Voter"],
    ["#", "Vote", "Submit Date (UTC)"],
    ["Virtanen", "Dag", "Salo; Jr / II"],
    ["cast_at", "voter", "marks"],
    ["Aikaleima", "\u{c4}\u{e4}nest\u{e4}j\u{e4}", "Ehdokkaat"],
    ["ballot", "candidate", "voter"],
];

fuzz_target!(|input: Input<'_>| {
    let (bytes, rows) = match &input {
        Input::Bytes(bytes) => (bytes.to_vec(), None),
        Input::Rows { tool, rows, separator } => {
            let header = TOOLS[usize::from(*tool) % TOOLS.len()];
            let rows_given = (header[0] != "ballot").then_some(rows.len());
            (table(&header, rows.iter(), *separator).into_bytes(), rows_given)
        }
    };
    for linked in [false, true] {
        let frozen = election(linked);
        let read = match forms::read_bytes("form.csv", &bytes, frozen, &Options::default()) {
            Ok(read) => read,
            Err(findings) => {
                check_refused(&findings.0);
                continue;
            }
        };
        check_findings(&read.read.findings);
        let counted = &read.read.ballots;
        let rejected = counted.rejected().len() as u64;
        assert_eq!(counted.accepted() + counted.blank() + rejected, counted.rows());
        assert_eq!(read.ballots.len() as u64, counted.rows());
        if let Some(rows) = rows {
            assert_eq!(counted.rows(), rows as u64);
        }
        // Into the file of an election's folder and out of it: the same ballots are accepted.
        let known = |mark: &String| frozen.candidates().iter().any(|c| c.id.as_str() == mark);
        if read.ballots.iter().flat_map(|ballot| &ballot.marks).all(known) {
            let written = forms::ballots_csv(&read.ballots, frozen.rules().ballots);
            let again =
                ballots::read_bytes("ballots.csv", written.as_bytes(), frozen, &|_| {}).unwrap();
            assert_eq!(again.ballots.rows(), counted.rows());
            assert_eq!(again.ballots.blank(), counted.blank());
            assert_eq!(again.ballots.rejected(), counted.rejected());
            let votes = |ballots: &vaali::ballot::Ballots| {
                ballots.profile().tally().unwrap().votes().to_vec()
            };
            assert_eq!(votes(&again.ballots), votes(counted));
        }
    }
});
