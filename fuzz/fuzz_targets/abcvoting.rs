//! Whatever bytes are an abcvoting file: read or refused with the line, counted, and written as it was.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    vaali_fuzz::datasets::check("t.abc.yaml", bytes);
});
