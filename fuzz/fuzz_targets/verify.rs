//! Whatever bytes are given as a record, and as sealed ballots, they are verified without a panic.
#![no_main]

use libfuzzer_sys::fuzz_target;
use vaali::record::verify;

fuzz_target!(|bytes: &[u8]| {
    // A line of its own parts the record from the sealed ballots.
    let parts = bytes.windows(3).position(|window| window == b"\n~\n");
    let (record, sealed) = match parts {
        Some(at) => (&bytes[..at], Some(&bytes[at + 3..])),
        None => (bytes, None),
    };
    let report = verify(record, sealed);
    assert!(!report.passed() || report.failed().is_empty());
    assert_eq!(report, verify(record, sealed));
});
