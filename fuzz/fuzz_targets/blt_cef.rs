//! Whatever bytes are a BLT or CEF file: read or refused with the line, counted, and written as it was.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let name = match bytes.first() {
        Some(b'!') => "t.cvotes",
        _ => "t.blt",
    };
    vaali_fuzz::datasets::check(name, bytes.strip_prefix(b"!").unwrap_or(bytes));
});
