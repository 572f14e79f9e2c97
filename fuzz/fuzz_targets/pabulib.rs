//! Whatever bytes are a Pabulib file: read or refused with the line, counted, and written as it was.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    vaali_fuzz::datasets::check("t.pb", bytes);
});
