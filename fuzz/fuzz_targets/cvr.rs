//! Whatever bytes are cast vote records: read or refused with the place, and counted.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    vaali_fuzz::datasets::check("t.json", bytes);
});
