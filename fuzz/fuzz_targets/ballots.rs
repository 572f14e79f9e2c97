//! Whatever ballots are cast, every row is accepted, blank or rejected, one by one or in boxes.
#![no_main]

use arbitrary::Arbitrary;
use jiff::Timestamp;
use libfuzzer_sys::fuzz_target;
use vaali::{
    ballot::{Ballot, BallotBox, Ballots, RollMark},
    count::{CountError, Proceedings, count},
};
use vaali_tests::{
    dice::Dice,
    elections::{Election, Size},
};

#[derive(Arbitrary, Debug)]
struct Row {
    voter: Name,
    seconds: Option<i16>,
    marks: Vec<Name>,
}

/// A voter or a candidate, by number or by some text.
#[derive(Arbitrary, Debug)]
enum Name {
    Number(u8),
    Text(String),
    None,
}

#[derive(Arbitrary, Debug)]
struct Input {
    rules: [u8; 32],
    rows: Vec<Row>,
    roll_marks: Vec<(u8, Option<i16>)>,
    cut: u8,
}

fn time(seconds: Option<i16>) -> Option<Timestamp> {
    seconds.map(|seconds| Timestamp::new(1_790_000_000 + i64::from(seconds), 0).unwrap())
}

fuzz_target!(|input: Input| {
    let size = Size { candidates: 6, ballots: 6, huge_weights: true };
    let frozen = Election::rolled(Dice::from_bytes(&input.rules), size).frozen;
    let roll = |n: u8| frozen.roll().get(usize::from(n)).map(|voter| voter.id.to_string());
    let candidate =
        |n: u8| frozen.candidates().get(usize::from(n)).map(|candidate| candidate.id.to_string());
    let ballots: Vec<Ballot> = input
        .rows
        .iter()
        .map(|row| Ballot {
            voter: match &row.voter {
                Name::Number(n) => roll(*n),
                Name::Text(text) => Some(text.clone()),
                Name::None => None,
            },
            cast_at: time(row.seconds),
            marks: row
                .marks
                .iter()
                .map(|mark| match mark {
                    Name::Number(n) => candidate(*n).unwrap_or_default(),
                    Name::Text(text) => text.clone(),
                    Name::None => String::new(),
                })
                .collect(),
        })
        .collect();
    let roll_marks: Vec<RollMark> = input
        .roll_marks
        .iter()
        .map(|(n, at)| RollMark { voter: roll(*n).unwrap_or_default(), cast_at: time(*at) })
        .collect();
    let all = Ballots::of(&frozen, ballots.iter().cloned(), roll_marks.iter().cloned());
    assert_eq!(all.rows(), ballots.len() as u64);
    assert_eq!(all.rows(), all.accepted() + all.blank() + all.rejected().len() as u64);
    assert!(all.rejected().windows(2).all(|pair| pair[0].ballot < pair[1].ballot));
    if let Some(marks) = all.roll_marks() {
        assert_eq!(marks.rows, marks.valid + marks.rejected.len() as u64);
    }
    // The same rows in two boxes, put together.
    let cut = usize::from(input.cut).min(ballots.len());
    let (mut first, mut second) = (BallotBox::new(&frozen), BallotBox::new(&frozen));
    first.cast_all(ballots[..cut].iter().cloned());
    second.cast_all(ballots[cut..].iter().cloned());
    for mark in &roll_marks {
        second.mark_roll(mark);
    }
    assert!(first.append(second).is_ok());
    let parts = first.close();
    assert_eq!(parts.rejected(), all.rejected());
    assert_eq!(parts.roll_marks(), all.roll_marks());
    assert_eq!((parts.blank(), parts.voted()), (all.blank(), all.voted()));
    let proceedings = Proceedings::default();
    let counted = count(&frozen, &all, &proceedings);
    assert_eq!(counted, count(&frozen, &parts, &proceedings));
    assert!(matches!(counted, Ok(_) | Err(CountError::Overflow)));
});
