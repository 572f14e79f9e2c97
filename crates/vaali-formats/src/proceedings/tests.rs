use vaali::count::Declined;

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

fn figures(registered: Option<u64>, present: Option<u64>, spoiled: u64) -> Figures {
    let attendance = Attendance { registered, present };
    Figures { attendance, spoiled, ..Figures::default() }
}

fn of_text(text: &str) -> Proceedings {
    read_bytes(PROCEEDINGS, text.as_bytes(), None).unwrap()
}

#[test]
fn figures_are_written_over_those_that_are_there_and_comments_stay() {
    let text = "# the meeting\n\n# two slips\nspoiled = 2 # torn\nunreturned = 0\nattendance = { registered = 70, present = 60 } # counted twice\n\n[[declines]]\ncandidate = \"01\"\nfrom = \"seat\"\n";
    let mut said = figures(Some(70), Some(66), 3);
    said.ballots_expected = Some(66);
    let with = with_figures(text, &said).unwrap();
    assert!(with.contains("# two slips\nspoiled = 3 # torn\nunreturned = 0\n"), "{with}");
    assert!(with.contains("present = 66 } # counted twice"), "{with}");
    let read = of_text(&with);
    assert_eq!((read.attendance, read.spoiled), (said.attendance, 3));
    assert_eq!((read.ballots_expected, read.declines.len()), (Some(66), 1));
    // What is not known any more is taken out again.
    let nothing = of_text(&with_figures(&with, &Figures::default()).unwrap());
    assert_eq!(nothing, Proceedings { declines: read.declines, ..Proceedings::default() });
}

#[test]
fn figures_go_before_lots_and_declines_and_into_a_table_where_there_is_one() {
    let declined = with_decline("", &decline()).unwrap();
    let with = with_figures(&with_lot(&declined, &lot()).unwrap(), &figures(None, Some(5), 1));
    let read = of_text(&with.unwrap());
    assert_eq!((read.attendance.present, read.spoiled, read.lots.len()), (Some(5), 1, 1));
    let with = with_figures("[attendance]\npresent = 4 # by hand\n", &figures(Some(9), None, 0));
    assert_eq!(with.unwrap(), "[attendance]\nregistered = 9\n");
    let wrong = with_figures("attendance = 3", &figures(Some(1), None, 0)).unwrap_err();
    assert_eq!(wrong.0[0].code, "F50");
    let huge = with_figures("", &figures(Some(u64::MAX), None, 0)).unwrap_err();
    assert_eq!(huge.0[0].code, "F50");
}

#[test]
fn a_lot_is_taken_out_by_its_label_and_no_other() {
    let mut other = lot();
    other.request.label = "seat/1".to_owned();
    let text = format!("# kept\n{}", with_lot(&with_lot("", &lot()).unwrap(), &other).unwrap());
    let without = without_lot(&text, "office/chair/1").unwrap();
    assert!(without.starts_with("# kept\n"), "{without}");
    assert_eq!(of_text(&without).lots, [other]);
    assert_eq!(without_lot(&text, "no such lot").unwrap(), text);
    let none = without_lot(&without, "seat/1").unwrap();
    assert_eq!((of_text(&none).lots.len(), none.trim()), (0, "# kept"));
    let inline = "lots = [{ request = { for = \"seat\", label = \"seat/1\", places = 1, among = [\"01\", \"02\"] }, drawn = [\"02\"], method = \"manual\" }]\n";
    assert_eq!(of_text(inline).lots.len(), 1);
    assert_eq!(of_text(&without_lot(inline, "seat/1").unwrap()).lots, []);
}

#[test]
fn a_decline_is_taken_out_by_who_declines_what_and_no_other() {
    let mut office = decline();
    office.from = Declined::Office("chair".parse().unwrap());
    let text = with_decline(&with_decline("# kept\n", &decline()).unwrap(), &office).unwrap();
    assert_eq!(of_text(&without_decline(&text, &decline()).unwrap()).declines, [office.clone()]);
    let left = without_decline(&text, &office).unwrap();
    assert_eq!(of_text(&left).declines, [decline()]);
    assert_eq!(without_decline(&left, &decline()).unwrap().trim(), "# kept");
    let inline = "declines = [{ candidate = \"01\", from = { office = \"chair\" } }]\n";
    assert_eq!(of_text(&without_decline(inline, &office).unwrap()).declines, []);
    assert_eq!(without_decline(inline, &decline()).unwrap(), inline);
}

#[test]
fn what_is_taken_back_leaves_a_comment_of_one_line_and_all_else_as_it_was() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("proceedings.toml");
    let at = "2030-04-15T16:00:00Z".parse().unwrap();
    std::fs::write(&path, "spoiled = 2 # two slips").unwrap();
    let mut odd = lot();
    odd.request.label = "seat/1\n[[lots]]".to_owned();
    append_lot(&path, &odd).unwrap();
    append_decline(&path, &decline()).unwrap();
    take_back_lot(&path, &odd, at).unwrap();
    take_back_decline(&path, &decline(), at).unwrap();
    let text = std::fs::read_to_string(&path).unwrap();
    assert_eq!(
        text.trim(),
        "spoiled = 2 # two slips\n\
         # taken back at 2030-04-15T16:00:00Z: the lot seat/1 [[lots]], drawn 02 at 2026-03-05T14:00:00Z\n\
         # taken back at 2030-04-15T16:00:00Z: that 01 declines the seat"
    );
    let spoiled = Proceedings { spoiled: 2, ..Proceedings::default() };
    assert_eq!(of_text(&text), spoiled);
    // The comments stay when something is recorded again.
    append_lot(&path, &lot()).unwrap();
    let again = std::fs::read_to_string(&path).unwrap();
    assert!(
        again.matches("# taken back").count() == 2 && of_text(&again).lots == [lot()],
        "{again}"
    );
}
