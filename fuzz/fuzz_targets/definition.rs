//! Bytes become a definition or faults, never a panic; a definition survives the way through JSON, frozen or not.
#![no_main]

use libfuzzer_sys::fuzz_target;
use vaali::definition::Definition;

fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let definition = match Definition::from_json(text) {
        Ok(definition) => definition,
        Err(faults) => {
            assert!(!faults.0.is_empty());
            assert!(!faults.to_string().is_empty());
            return;
        }
    };
    let written = serde_json::to_string(&definition).unwrap();
    let read = Definition::from_json(&written).expect("what was written can be read");
    assert_eq!(read, definition);
    let faults = definition.check();
    match definition.freeze() {
        Ok(frozen) => assert_eq!(frozen.hash(), read.freeze().unwrap().hash()),
        Err(errors) => {
            assert!(!errors.0.is_empty());
            assert!(errors.0.iter().all(|error| faults.contains(error)));
        }
    }
});
