//! Whatever lists are put together: every row is an entry or told, nothing is merged that nobody decided, and what is written is read back.
#![no_main]

use arbitrary::Arbitrary;
use libfuzzer_sys::fuzz_target;
use vaali_formats::rolls::{self, Rolls};
use vaali_fuzz::{Separator, check_findings, check_refused, parts, table};

#[derive(Arbitrary, Debug)]
enum Input<'a> {
    /// Lists, and decisions as the last part.
    Bytes(&'a [u8]),
    /// Rows of id, name, weight.
    Rows { one: Vec<[&'a str; 3]>, other: Vec<[&'a str; 3]>, separator: Separator, decide: Vec<u8> },
}

/// The rows passed over as empty.
fn empty_rows(rolls: &Rolls) -> u64 {
    let told = rolls.findings.iter().filter(|finding| finding.code == "F16");
    told.map(|finding| finding.message.split(' ').next().unwrap().parse::<u64>().unwrap()).sum()
}

fn check(rolls: &Rolls) {
    check_findings(&rolls.findings);
    let mut grouped: Vec<usize> = rolls.groups.iter().flat_map(|g| g.entries.clone()).collect();
    assert!(rolls.groups.iter().all(|group| group.entries.len() > 1 && !group.why.is_empty()));
    grouped.sort_unstable();
    assert!(grouped.windows(2).all(|pair| pair[0] < pair[1]), "an entry in two groups");
    assert!(grouped.iter().all(|&place| place < rolls.entries.len()));
    match rolls.roll() {
        Err(findings) => {
            check_refused(&findings.0);
            assert!(!rolls.groups.is_empty());
        }
        Ok((roll, notes)) => {
            check_findings(&notes);
            let away = notes.iter().filter(|note| note.code == "F107").count();
            assert_eq!(roll.len() + away, rolls.entries.len());
            let text = rolls::roll_csv(&roll);
            if !roll.is_empty() {
                let again = rolls::read_bytes(&[("roll.csv", text.as_bytes())], None).unwrap();
                assert_eq!(again.entries.len(), roll.len());
                for (read, was) in again.entries.iter().zip(&roll) {
                    assert_eq!(read.voter.id, was.id);
                    assert_eq!(read.voter.name.in_language("sv"), was.name.in_language("sv"));
                    assert_eq!(
                        (read.voter.weight, read.voter.suspended),
                        (was.weight, was.suspended)
                    );
                    assert_eq!(read.voter.municipality, was.municipality);
                }
            }
        }
    }
}

fuzz_target!(|input: Input<'_>| {
    match input {
        Input::Bytes(bytes) => {
            let parts = parts(bytes);
            let (decisions, lists) = match parts.split_last() {
                Some((last, rest)) if !rest.is_empty() => (Some(("decisions.csv", *last)), rest),
                _ => (None, &parts[..]),
            };
            let names = ["a.csv", "b.csv", "c.csv"];
            let lists: Vec<_> = names.into_iter().zip(lists.iter().copied()).collect();
            match rolls::read_bytes(&lists, decisions) {
                Ok(rolls) => check(&rolls),
                Err(findings) => check_refused(&findings.0),
            }
        }
        Input::Rows { one, other, separator, decide } => {
            let header = ["id", "name", "weight"];
            let a = table(&header, one.iter(), separator);
            let b = table(&header, other.iter(), separator);
            let lists = [("a.csv", a.as_bytes()), ("b.csv", b.as_bytes())];
            let rolls = match rolls::read_bytes(&lists, None) {
                Ok(rolls) => rolls,
                Err(findings) => return check_refused(&findings.0),
            };
            let rows = (one.len() + other.len()) as u64;
            assert_eq!(rolls.entries.len() as u64 + empty_rows(&rolls), rows);
            check(&rolls);
            // The file to decide in, decided at random: every decision is taken.
            let words = ["keep", "drop", "same as 1"];
            let mut decide = decide.iter().cycle();
            let mut decided = 0;
            let text: String = rolls
                .decisions_csv()
                .split_inclusive(",\"\"\n")
                .flat_map(|rest| rest.split_inclusive(";\"\"\n"))
                .map(|row| match (row.strip_suffix("\"\"\n"), decide.next()) {
                    (Some(row), Some(byte)) => {
                        decided += 1;
                        format!("{row}\"{}\"\n", words[usize::from(*byte) % words.len()])
                    }
                    _ => row.to_owned(),
                })
                .collect();
            let again = match rolls::read_bytes(&lists, Some(("decisions.csv", text.as_bytes()))) {
                Ok(again) => again,
                Err(findings) => panic!("{findings}\n{text}"),
            };
            assert_eq!((&again.entries, &again.groups), (&rolls.entries, &rolls.groups));
            check(&again);
            let written = again.decisions_csv();
            assert!(decided == 0 || written != rolls.decisions_csv());
            let third = rolls::read_bytes(&lists, Some(("d.csv", written.as_bytes()))).unwrap();
            assert_eq!(third.decisions_csv(), written);
        }
    }
});
