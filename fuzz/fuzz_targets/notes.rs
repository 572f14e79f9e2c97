//! Whatever bytes are given as `proceedings.toml` or `frozen.toml`: read, or refused with the line; what is written is read back.
#![no_main]

use libfuzzer_sys::fuzz_target;
use vaali_formats::{freeze, proceedings};
use vaali_fuzz::check_refused;

fuzz_target!(|bytes: &[u8]| {
    match proceedings::read_bytes("proceedings.toml", bytes, Some("Europe/Helsinki")) {
        Ok(read) => {
            let value = serde_json::to_value(&read).unwrap();
            assert_eq!(serde_json::from_value::<vaali::count::Proceedings>(value).unwrap(), read);
        }
        Err(findings) => check_refused(&findings.0),
    }
    match freeze::read_bytes(bytes) {
        Ok(read) => {
            let folder = std::env::temp_dir().join(format!("vaali-fuzz-{}", std::process::id()));
            std::fs::create_dir_all(&folder).unwrap();
            let _ = std::fs::remove_file(folder.join(freeze::FREEZE));
            freeze::write(&folder, &read).unwrap();
            assert_eq!(freeze::read(&folder).unwrap(), Some(read));
        }
        Err(findings) => check_refused(&findings.0),
    }
});
