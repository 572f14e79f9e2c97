//! Labels as people type them, and what only a person can decide.

use super::*;

fn google(cells: &[&str]) -> String {
    let rows: Vec<String> = cells.iter().map(|cell| format!("\"\",\"{cell}\"\n")).collect();
    format!("Timestamp,Vote\n{}", rows.concat())
}

#[test]
fn labels_are_ids_names_or_names_with_the_organisation() {
    let text = google(&[
        "01, Åström Åsa - Bo rf, Dag",
        "Virtanen, Matti (Äiti ry), 02",
        "Virtanen, Matti, Mor rf, Salo; Jr / II: Cia",
        "Åström Åsa (1-2)",
    ]);
    let text = text.replace("Timestamp,Vote", "Timestamp,Voter,Vote").replace("\"\",", ",007,");
    let read = linked(text.as_bytes()).unwrap();
    assert_eq!(
        marks(&read),
        [vec!["01", "02", "05"], vec!["01", "02"], vec!["01", "04"], vec!["02"]]
    );
}

#[test]
fn capitals_and_spaces_are_passed_over_with_one_finding() {
    let text = google(&["VIRTANEN,  matti, dag", "Dag", "ÅSTRÖM ÅSA"]);
    let read = anonymous(text.as_bytes()).unwrap();
    assert_eq!(marks(&read), [vec!["01", "05"], vec!["05"], vec!["02"]]);
    assert_eq!(places(&read.read.findings), [at("F78", 2, "Vote")]);
}

#[test]
fn unicode_forms_and_no_break_spaces_do_not_matter() {
    let text = google(&["A\u{30a}stro\u{308}m\u{a0}A\u{30a}sa, Dag"]);
    let read = anonymous(text.as_bytes()).unwrap();
    assert_eq!((marks(&read), read.read.findings.len()), (vec![vec!["02", "05"]], 0));
}

#[test]
fn one_empty_piece_at_the_end_is_dropped_and_one_in_the_middle_is_a_mark_for_nobody() {
    let text = "Timestamp,Vote\n2026/03/05 9:00:00 AM GMT+2,Dag;01;\n2026/03/05 9:00:00 AM GMT+2,Dag;;01\n";
    let read = anonymous(text.as_bytes()).unwrap();
    assert_eq!(marks(&read), [vec!["05", "01"], vec!["05", "", "01"]]);
    assert_eq!(places(&read.read.findings), [at("B06", 3, "Vote")]);
}

#[test]
fn a_label_that_is_nobodys_is_told_where_it_discloses_no_ballot() {
    let text = google(&["Dag", "Virtannen, Dag", "01"]);
    let read = anonymous(text.as_bytes()).unwrap();
    assert_eq!(places(&read.read.findings), [at("B06", 3, "Vote")]);
    assert!(!format!("{:?}", read.read.findings).contains("Virtannen"));
    let open = election("anonymous", "open");
    let read = read_bytes("form", text.as_bytes(), &open, &Options::default()).unwrap();
    assert_eq!(places(&read.read.findings)[0], at("F83", 3, "Vote"));
    let many = google(&["Virtannen, Dag"; 10]);
    let read = anonymous(many.as_bytes()).unwrap();
    let told = &read.read.findings[0];
    assert_eq!(places(std::slice::from_ref(told)), [at("F83", None, "Vote")]);
    assert!(told.message.contains("`Virtannen` stands in 10 cells"), "{}", told.message);
    assert!(told.message.contains("the nearest is `Virtanen`"), "{}", told.message);
}

#[test]
fn a_cell_that_can_be_read_in_two_ways_is_refused() {
    let text = r#"{"format": 1, "id": "7f6d4a0e-6f0c-4c51-9d5b-0c5f8f0d2a11", "title": "B",
        "rules": {"ballots": "anonymous", "secrecy": "secret", "marks": {"min": 1, "max": 3}, "seats": {"min": 2, "max": 2}, "ties": {"seat": "lot_manual"}},
        "candidates": [{"id": "1", "name": "A"}, {"id": "2", "name": "A, B"}, {"id": "3", "name": "B, C"}, {"id": "4", "name": "C"}, {"id": "5", "name": "D, E"}]}"#;
    let frozen = Definition::from_json(text).unwrap().freeze().unwrap();
    let text = google(&["A, B", "A, B, C", "A, D, E"]);
    let refused = read_bytes("f", text.as_bytes(), &frozen, &Options::default()).unwrap_err();
    assert_eq!(places(&refused.0), [at("F79", 3, "Vote")]);
    // The longest label first would leave a piece that is nobody's; the other way leaves none.
    let text = google(&["A, B, C, D, E", "A, B"]);
    let refused = read_bytes("f", text.as_bytes(), &frozen, &Options::default()).unwrap_err();
    assert_eq!(places(&refused.0), [at("F79", 2, "Vote")]);
}

#[test]
fn a_name_of_two_candidates_marks_nobody_and_is_told() {
    let text = r#"{"format": 1, "id": "7f6d4a0e-6f0c-4c51-9d5b-0c5f8f0d2a11", "title": "B",
        "rules": {"ballots": "anonymous", "secrecy": "secret", "marks": {"min": 1, "max": 3}, "seats": {"min": 2, "max": 2}, "ties": {"seat": "lot_manual"}},
        "candidates": [{"id": "1", "name": "Aino", "organisation": "X ry"}, {"id": "2", "name": "Aino", "organisation": "Y ry"}, {"id": "3", "name": "Bo"}]}"#;
    let frozen = Definition::from_json(text).unwrap().freeze().unwrap();
    let text = google(&["Aino, X ry, Bo", "Aino, Bo"]);
    let read = read_bytes("f", text.as_bytes(), &frozen, &Options::default()).unwrap();
    assert_eq!(marks(&read), [vec!["1", "3"], vec!["Aino", "3"]]);
    assert_eq!(places(&read.read.findings), [at("F84", None, ""), at("B06", 3, "Vote")]);
}

#[test]
fn voters_may_be_named_by_the_name_on_the_roll_and_that_is_told() {
    let text = "Timestamp,Yhdistys,Vote\n,Mor rf,Dag\n,1-2,01\n,Äiti r.y.,01\n";
    let read = linked(text.as_bytes()).unwrap();
    let voters: Vec<_> = read.ballots.iter().map(|b| b.voter.as_deref().unwrap()).collect();
    assert_eq!(voters, ["007", "1-2", "Äiti r.y."]);
    assert_eq!(places(&read.read.findings), [at("F124", 4, "Yhdistys"), at("F82", 2, "Yhdistys")]);
}

#[test]
fn rows_without_a_voter_are_ballots_where_there_is_no_roll_and_refused_where_there_is() {
    let text = google(&["Dag"]);
    assert_eq!(anonymous(text.as_bytes()).unwrap().read.ballots.accepted(), 1);
    assert_eq!(places(&linked(text.as_bytes()).unwrap_err().0), [at("F33", 1, "")]);
}

#[test]
fn the_day_of_a_date_with_slashes_is_told_by_another_date_or_by_a_person() {
    let text = "Timestamp,Vote\n3/5/2026 9:00:00,Dag\n3/13/2026 9:00:00,Dag\n";
    assert_eq!(times(&anonymous(text.as_bytes()).unwrap())[0], "2026-03-05T07:00:00Z");
    let text = "Timestamp,Vote\n3/5/2026 9:00:00,Dag\n5/5/2026 9:00:00,Dag\n";
    assert_eq!(places(&anonymous(text.as_bytes()).unwrap_err().0), [at("F80", 2, "Timestamp")]);
    let frozen = election("anonymous", "secret");
    let options = Options { dates: Some(DateOrder::DayFirst), ..Options::default() };
    let read = read_bytes("form", text.as_bytes(), &frozen, &options).unwrap();
    assert_eq!(times(&read)[0], "2026-05-03T06:00:00Z");
    let options = Options { time: Choice::Nothing, ..Options::default() };
    let read = read_bytes("form", text.as_bytes(), &frozen, &options).unwrap();
    assert_eq!(times(&read).len(), 0);
}

#[test]
fn two_questions_about_candidates_are_told_apart_by_a_person() {
    let text = "Timestamp,Chair,Board\n,Dag,\"01, 02\"\n";
    assert_eq!(places(&anonymous(text.as_bytes()).unwrap_err().0), [at("F77", 1, "")]);
    let options = Options { marks: Choice::Column("board".into()), ..Options::default() };
    let frozen = election("anonymous", "secret");
    let read = read_bytes("form", text.as_bytes(), &frozen, &options).unwrap();
    assert_eq!(marks(&read), [["01", "02"]]);
    let options = Options { marks: Choice::Column("Boards".into()), ..Options::default() };
    let refused = read_bytes("form", text.as_bytes(), &frozen, &options).unwrap_err();
    assert_eq!(refused.0[0].code, "F81");
}

#[test]
fn a_file_without_marks_or_tool_says_what_it_has() {
    assert_eq!(places(&anonymous(b"a,b\n1,2\n").unwrap_err().0), [at("F76", 1, "")]);
    let read = anonymous("Kuka?\nDag|01\nVirtanen\n".as_bytes()).unwrap();
    assert_eq!(marks(&read), [vec!["05", "01"], vec!["03"]]);
    assert_eq!(places(&read.read.findings), [at("F86", 1, "")]);
    assert_eq!(read.mapping.to_string().lines().nth(1), Some("  Kuka? -> marks"));
}

#[test]
fn a_column_that_may_be_a_candidates_is_never_passed_over() {
    let text = "01,02,03,04,Dagg\n1,0,0,0,1\n";
    assert_eq!(places(&anonymous(text.as_bytes()).unwrap_err().0), [at("F85", 1, "Dagg")]);
    let text = "01,02,03,Salo; Jr / II,04,Muuta\n1,0,0,0,0,\n";
    let text = text.replace("Salo; Jr / II", "\"Salo; Jr / II\"");
    assert_eq!(
        places(&anonymous(text.as_bytes()).unwrap_err().0),
        [at("F37", 1, "04"), at("F36", 1, "")]
    );
    let text = "01,02,03,04,05\n1,0,0,maybe,1\n1,0,0,1,1\n";
    assert_eq!(places(&anonymous(text.as_bytes()).unwrap_err().0), [at("F34", 2, "04")]);
}

proptest::proptest! {
    #[test]
    fn p01_every_row_of_an_export_is_accepted_blank_or_rejected(
        cells in proptest::collection::vec("(Dag|Virtanen|, Matti|01|; |;|, | / |x|\u{a0}){0,8}", 0..12),
        head in proptest::sample::select(vec!["Timestamp", "#", "Muu"]),
    ) {
        let rows: Vec<String> = cells.iter().map(|cell| format!("\"\",\"{cell}\"\n")).collect();
        let text = format!("{head},Vote\n{}", rows.concat());
        if let Ok(read) = anonymous(text.as_bytes()) {
            let ballots = &read.read.ballots;
            proptest::prop_assert_eq!(ballots.accepted() + ballots.blank() + ballots.rejected().len() as u64, ballots.rows());
            proptest::prop_assert_eq!(ballots.rows(), cells.len() as u64);
        }
    }

    #[test]
    fn p01_no_bytes_make_it_panic(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..200)) {
        let _ = linked(&bytes);
        let _ = anonymous(&[b"Timestamp,Vote\n".as_slice(), &bytes].concat());
        let _ = anonymous(&[b"PK\x03\x04".as_slice(), &bytes].concat());
    }
}
