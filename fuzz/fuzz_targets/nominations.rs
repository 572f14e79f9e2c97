//! Whatever nominations are given: every row is a candidate or told, and what is written is read back.
#![no_main]

use arbitrary::Arbitrary;
use libfuzzer_sys::fuzz_target;
use vaali_formats::rolls::{Options, candidates_csv, nominations};
use vaali_fuzz::{Separator, check_findings, check_refused, election, table};

#[derive(Arbitrary, Debug)]
enum Input<'a> {
    Bytes(&'a [u8]),
    Rows { form: bool, rows: Vec<[&'a str; 4]>, separator: Separator },
}

const ZONE: Option<&str> = Some("Europe/Helsinki");

fuzz_target!(|input: Input<'_>| {
    let (bytes, rows) = match &input {
        Input::Bytes(bytes) => (bytes.to_vec(), None),
        Input::Rows { form: true, rows, separator } => {
            let header = ["Timestamp", "Candidate", "Organisation", "groups"];
            (table(&header, rows.iter(), *separator).into_bytes(), Some(rows.len()))
        }
        Input::Rows { form: false, rows, separator } => {
            let header = ["id", "name", "nominated_at", "position"];
            (table(&header, rows.iter(), *separator).into_bytes(), Some(rows.len()))
        }
    };
    let roll = election(true).roll().to_vec();
    let nominations::Nominations { candidates, findings, .. } =
        match nominations::read_bytes("n.csv", &bytes, &Options::default(), ZONE, &roll) {
            Ok(read) => read,
            Err(findings) => return check_refused(&findings.0),
        };
    check_findings(&findings);
    if let Some(rows) = rows {
        let empty = findings.iter().find(|finding| finding.code == "F16");
        let empty = empty.map_or(0, |f| f.message.split(' ').next().unwrap().parse().unwrap());
        assert_eq!(candidates.len() + empty, rows);
    }
    let text = candidates_csv(&candidates);
    let again = nominations::read_bytes("c.csv", text.as_bytes(), &Options::default(), ZONE, &roll)
        .unwrap()
        .candidates;
    let plain = |text: &String| !text.contains('|');
    if candidates.iter().flat_map(|candidate| &candidate.groups).all(plain) {
        assert_eq!(again, candidates);
    }
});
