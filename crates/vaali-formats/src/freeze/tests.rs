use std::fs;

use serde_json::json;
use vaali::definition::{Definition, Frozen};

use super::{FREEZE, Freeze, read, write};

fn election(title: &str) -> Frozen {
    let definition = json!({
        "format": 1, "id": "7f6d4a0e-6f0c-4c51-9d5b-0c5f8f0d2a11", "title": title,
        "rules": {
            "ballots": "anonymous", "secrecy": "secret", "marks": {"min": 1, "max": 2},
            "seats": {"min": 1, "max": 1}, "ties": {"seat": "lot_manual"},
        },
        "candidates": [{"id": "a", "name": "A"}, {"id": "b", "name": "B"}],
    });
    Definition::from_value(definition).unwrap().freeze().unwrap()
}

#[test]
fn p30_a_change_after_the_freeze_is_a_warning_with_both_hashes() {
    let (before, after) = (election("Council"), election("Council."));
    let freeze = Freeze::of(&before, "2030-04-01T12:00:00Z".parse().unwrap());
    assert_eq!(freeze.changed(&before), None);
    let warning = freeze.changed(&after).unwrap();
    assert_eq!((warning.code.as_str(), warning.file.as_str()), ("F55", FREEZE));
    assert!(
        warning.message.contains(&before.hash().to_string())
            && warning.message.contains(&after.hash().to_string())
    );
}

#[test]
fn an_election_that_was_not_frozen_has_no_note() {
    assert_eq!(read(tempfile::tempdir().unwrap().path()).unwrap(), None);
}

#[test]
fn a_note_that_holds_something_else_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    for text in [
        "frozen_at = 1\n",
        "definition_hash = \"ab\"\n",
        "frozen_at = \"2030-04-01T12:00:00Z\"\nwho = \"me\"\n",
    ] {
        fs::write(folder.path().join(FREEZE), text).unwrap();
        assert_eq!(read(folder.path()).unwrap_err().0[0].code, "F56", "{text}");
    }
}

#[test]
fn a_second_freeze_replaces_the_first() {
    let folder = tempfile::tempdir().unwrap();
    let at = |time: &str| Freeze::of(&election(time), time.parse().unwrap());
    write(folder.path(), &at("2030-04-01T12:00:00Z")).unwrap();
    write(folder.path(), &at("2030-04-02T12:00:00Z")).unwrap();
    assert_eq!(read(folder.path()).unwrap(), Some(at("2030-04-02T12:00:00Z")));
}
