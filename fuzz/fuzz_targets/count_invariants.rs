//! Whatever the election, its outcome is sound and survives the way through JSON.
#![no_main]

use libfuzzer_sys::fuzz_target;
use vaali_tests::{
    dice::Dice,
    elections::{Election, Size},
    invariants,
};

fuzz_target!(|bytes: &[u8]| {
    let size = Size { candidates: 8, ballots: 10, huge_weights: true };
    let election = Election::rolled(Dice::from_bytes(bytes), size);
    let (ballots, counted) = election.count();
    invariants::check(&election, &ballots, &counted).unwrap();
});
