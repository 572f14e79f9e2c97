use super::*;

fn lot() -> Lot {
    serde_json::from_str(
        r#"{"request": {"for": {"office": "chair"}, "label": "office/chair/1", "places": 1, "among": ["01", "02"]}, "drawn": ["02"],
        "method": {"seeded": {"seed": "7.12"}}, "drawn_at": "2026-03-05T14:00:00Z", "witnesses": ["Åsa", "Bo \"B\""]}"#,
    )
    .unwrap()
}

fn decline() -> Decline {
    serde_json::from_str(r#"{"candidate": "01", "from": "seat", "note": "moved\naway"}"#).unwrap()
}

#[test]
fn what_is_added_is_read_back_and_comments_stay() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("proceedings.toml");
    let kept = "# the meeting of 5 March\nspoiled = 2 # two slips\n\n[attendance]\npresent = 40\n";
    std::fs::write(&path, kept).unwrap();
    append_lot(&path, &lot()).unwrap();
    append_decline(&path, &decline()).unwrap();
    append_lot(&path, &lot()).unwrap();
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.starts_with(kept), "{text}");
    let read = read(&path).unwrap();
    assert_eq!((read.spoiled, read.attendance.present), (2, Some(40)));
    assert_eq!(read.lots, [lot(), lot()]);
    assert_eq!(read.declines, [decline()]);
    assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 1);
}

#[test]
fn a_file_is_made_where_there_is_none_and_inline_lists_grow() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("p.toml");
    append_decline(&path, &decline()).unwrap();
    assert_eq!(read(&path).unwrap().declines.len(), 1);
    std::fs::write(&path, "declines = [{ candidate = \"03\", from = { office = \"chair\" } }]\n")
        .unwrap();
    append_decline(&path, &decline()).unwrap();
    assert_eq!(read(&path).unwrap().declines.len(), 2);
}

#[test]
fn a_file_that_cannot_be_read_is_left_as_it_is() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("p.toml");
    for (text, code) in [("lots = [", "F18"), ("lots = 3", "F50"), ("a = 1\na = 2", "F18")] {
        std::fs::write(&path, text).unwrap();
        assert_eq!(append_lot(&path, &lot()).unwrap_err().0[0].code, code, "{text}");
        assert_eq!(std::fs::read_to_string(&path).unwrap(), text);
    }
    let nowhere = dir.path().join("none").join("p.toml");
    assert_eq!(append_lot(&nowhere, &lot()).unwrap_err().0[0].code, "F51");
}

#[test]
fn wrong_entries_are_named_with_their_line() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("p.toml");
    let cases = [
        ("spoiled = -1", "F50", 1),
        ("\nspoild = 1", "F50", 2),
        ("[[declines]]\ncandidate = \"1\"\nfrom = \"seat\"\nat = 2026-03-05T16:00:00", "F23", 4),
    ];
    for (text, code, row) in cases {
        std::fs::write(&path, text).unwrap();
        let found = &read(&path).unwrap_err().0[0];
        assert_eq!((found.code.as_str(), found.row), (code, Some(row)), "{found}");
    }
}

#[test]
fn wrong_entries_are_said_in_peoples_words() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("p.toml");
    let lot = |method: &str, places: &str| {
        format!(
            "[[lots]]\nrequest = {{ for = {{ office = \"chair\" }}, label = \"x\", places = {places}, among = [\"01\", \"02\"] }}\ndrawn = [\"02\"]\nmethod = {method}\n"
        )
    };
    let cases = [
        ("spoiled = \"two\"".to_owned(), "`two` is not a whole number"),
        ("spoild = 1".to_owned(), "`spoild` is not known here; did you mean `spoiled`?"),
        ("[[declines]]\nfrom = \"seat\"".to_owned(), "`candidate` is missing"),
        (
            "[[declines]]\ncandidate = \"1\"\nfrom = \"office\"".to_owned(),
            "`office` does not say enough alone: write { office = \"chair\" }",
        ),
        (lot("\"manual\"", "\"one\""), "`one` is not a whole number"),
        (
            lot("\"seeded\"", "1"),
            "`seeded` does not say enough alone: write { seeded = { seed = \"7.12\" } }",
        ),
    ];
    for (text, said) in cases {
        std::fs::write(&path, &text).unwrap();
        let found = &read(&path).unwrap_err().0[0];
        assert!(found.message.starts_with(said), "{text}: {found}");
    }
}
