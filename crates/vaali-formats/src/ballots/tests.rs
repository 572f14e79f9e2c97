mod models;

use proptest::prelude::*;
use vaali::definition::{Definition, Frozen};

use super::*;
use crate::table::clean;

/// Four candidates, three voters of whom one is suspended.
fn election(mode: &str) -> Frozen {
    let roll = r#"[{"id": "007", "name": "Äiti ry"}, {"id": "1-2", "name": "Bo rf"}, {"id": "9", "name": "Cia", "suspended": true}]"#;
    let roll = if mode == "anonymous" { "[]" } else { roll };
    let text = format!(
        r#"{{"format": 1, "id": "7f6d4a0e-6f0c-4c51-9d5b-0c5f8f0d2a11", "title": "Board",
        "rules": {{"ballots": "{mode}", "secrecy": "secret", "marks": {{"min": 1, "max": 2}},
            "seats": {{"min": 2, "max": 2}}, "ties": {{"seat": "lot_manual"}}, "time_zone": "Europe/Helsinki",
            "voting": {{"opens": "2026-03-05T06:00:00Z", "closes": "2026-03-05T14:00:00Z"}}}},
        "candidates": [{{"id": "01", "name": "Virtanen, Matti"}}, {{"id": "02", "name": "Åström Åsa"}},
            {{"id": "long-candidate-id", "name": "Virtanen"}}, {{"id": "04", "name": "D"}}],
        "roll": {roll}}}"#
    );
    Definition::from_json(&text).unwrap().freeze().unwrap()
}

fn read(mode: &str, text: &str) -> Result<BallotRead, Findings> {
    read_bytes("ballots.csv", text.as_bytes(), &election(mode), &|_| {})
}

fn marks(mode: &str, text: &str) -> Vec<Vec<String>> {
    let ballots = read_all_bytes("ballots.csv", text.as_bytes(), &election(mode)).unwrap();
    ballots.into_iter().map(|ballot| ballot.marks).collect()
}

fn refused(mode: &str, text: &str) -> Vec<(String, Option<u64>, Option<String>)> {
    let Err(findings) = read(mode, text) else { panic!("{text:?} was read") };
    findings.0.into_iter().map(|finding| (finding.code, finding.row, finding.column)).collect()
}

fn found(mode: &str, text: &str) -> Vec<(String, Option<u64>)> {
    let read = read(mode, text).unwrap();
    read.findings.into_iter().map(|finding| (finding.code, finding.row)).collect()
}

fn code(code: &str, row: u64) -> (String, Option<u64>) {
    (code.to_owned(), Some(row))
}

#[test]
fn the_three_layouts_say_the_same() {
    let list = "voter;marks\n007;01,02\n1-2;\n";
    let wide = "voter,01,02,long-candidate-id,04\n007,1,x,0,\n1-2,,,,\n";
    let long = "voter;candidate\n007;01\n1-2;\n007;02\n";
    for (text, layout) in [(list, Layout::List), (wide, Layout::Wide), (long, Layout::Long)] {
        let read = read("linked", text).unwrap();
        assert_eq!(read.layout, layout);
        assert_eq!((read.ballots.accepted(), read.ballots.blank()), (1, 1), "{text}");
        assert!(read.ballots.profile().marks(0).eq([0, 1]), "{text}");
        assert_eq!(read.findings, [], "{text}");
    }
}

#[test]
fn p03_encodings_separators_line_ends_and_blanks_give_one_ballot_box() {
    let rows = [["voter", "cast_at", "marks"], ["007", "", "01|Åström Åsa"], ["1-2", "", "04"]];
    let wanted = marks("linked", "voter;marks\n007;01,02\n1-2;04\n");
    let frozen = election("linked");
    let utf16 = |text: &str, big: bool| -> Vec<u8> {
        let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
        units.flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
    };
    let mut seen = 0;
    for separator in [",", ";", "\t"] {
        for end in ["\n", "\r\n", "\r"] {
            for blank in ["", " ", "\u{a0}"] {
                for quote in ["", "\""] {
                    let row = |row: &[&str; 3]| {
                        row.map(|cell| format!("{quote}{cell}{blank}{quote}")).join(separator) + end
                    };
                    let text: String = rows.iter().map(row).collect();
                    let nfd: String =
                        unicode_normalization::UnicodeNormalization::nfd(&*text).collect();
                    let latin: Vec<u8> = encoding_rs::WINDOWS_1252.encode(&text).0.into_owned();
                    let files = [
                        (text.clone().into_bytes(), 0),
                        (format!("\u{feff}{text}").into_bytes(), 0),
                        (nfd.into_bytes(), 0),
                        (utf16(&text, true), 0),
                        (utf16(&text, false), 0),
                        (latin, 1),
                    ];
                    for (bytes, warnings) in files {
                        let read = read_bytes("b.csv", &bytes, &frozen, &|_| {}).unwrap();
                        assert_eq!(read.findings.len(), warnings, "{text:?} {:?}", read.findings);
                        assert_eq!(read.ballots.accepted(), 2);
                        let all = read_all_bytes("b.csv", &bytes, &frozen).unwrap();
                        assert_eq!(all.iter().map(|b| b.marks.clone()).collect::<Vec<_>>(), wanted);
                        let voters: Vec<_> = all.iter().map(|b| b.voter.clone().unwrap()).collect();
                        assert_eq!(voters, ["007", "1-2"]);
                        seen += 1;
                    }
                }
            }
        }
    }
    assert_eq!(seen, 3 * 3 * 3 * 2 * 6);
}

#[test]
fn names_with_commas_are_matched_before_the_cell_is_split() {
    let text = "marks;note\nVirtanen, Matti,02;\nVirtanen,04;\n\"Virtanen, Matti;Virtanen;\";\n";
    let read = marks("anonymous", text);
    assert_eq!(read[0], ["01", "02"]);
    assert_eq!(read[1], ["long-candidate-id", "04"]);
    assert_eq!(read[2], ["01", "long-candidate-id"]);
}

#[test]
fn a_mark_for_nobody_rejects_the_ballot_and_does_not_say_whom_it_named() {
    let read = read("anonymous", "marks,n\n01|99|02,\n01||02,\n1,\n").unwrap();
    assert_eq!(read.ballots.rejected().len(), 3);
    assert!(read.findings.iter().all(|finding| finding.code == "B06" || finding.code == "F12"));
    assert!(!format!("{:?}", read.findings).contains("99"));
    assert_eq!(marks("anonymous", "marks,n\n01|99|02,\n")[0], ["01", "99", "02"]);
}

#[test]
fn rejected_ballots_lead_back_to_their_lines() {
    let text = "voter;cast_at;marks\n007;5.3.2026 klo 9.00;\"01\n\"\n\n9;;01\n7;;01\n;;01\n1-2;2026-03-05 17:00;01\n007;2026-03-05 10:00;02\n";
    let codes = found("linked", text);
    assert_eq!(
        codes,
        [code("B02", 5), code("B01", 6), code("B01", 7), code("B04", 8), code("B05", 9)]
    );
    let read = read("linked", text).unwrap();
    assert_eq!(
        (read.rows, read.line_of(BallotId(1)), read.line_of(BallotId(6))),
        (6, Some(2), Some(9))
    );
    assert_eq!((read.line_of(BallotId(7)), read.line_of(BallotId(0))), (None, None));
}

#[test]
fn p01_a_row_of_another_length_refuses_the_file_with_every_such_row() {
    let text = "voter;marks\n007;01\n1-2\n9;01;02\n";
    assert_eq!(
        refused("linked", text),
        [("F10".into(), Some(3), None), ("F10".into(), Some(4), None)]
    );
    let many = format!("voter;marks\n{}", "a\n".repeat(250));
    let found = refused("linked", &many);
    assert_eq!(found.len(), 101);
    assert_eq!(found[100].0, "F30");
}

#[test]
fn p01_an_unclosed_quote_is_an_error_with_its_row() {
    for text in ["voter;marks\n007;01\n1-2;\"01\n9;02\n", "voter;marks\n007;01\n1-2;\""] {
        assert_eq!(refused("linked", text)[0], ("F08".into(), Some(3), None));
    }
    assert_eq!(refused("linked", "voter;marks\n007;\"01\"02\n")[0], ("F09".into(), Some(2), None));
}

#[test]
fn p01_blank_ballots_are_counted_in_every_layout() {
    let read_ = read("anonymous", "marks\n01\n\n04\n\n").unwrap();
    assert_eq!((read_.rows, read_.ballots.rows(), read_.ballots.blank()), (4, 4, 2));
    assert_eq!(found("anonymous", "marks\n01\n\n04\n"), [code("F17", 3)]);
    let tabs = read("anonymous", "01\t02\tlong-candidate-id\t04\n\t\t\t\n1\t\t\t\n").unwrap();
    assert_eq!((tabs.rows, tabs.ballots.blank(), tabs.ballots.accepted()), (2, 1, 1));
    let long = read("anonymous", "ballot,candidate\n1,01\n2,\n1,04\n").unwrap();
    assert_eq!((long.rows, long.ballots.rows(), long.ballots.blank()), (3, 2, 1));
}

#[test]
fn a_wide_cell_that_is_no_mark_names_row_and_column_but_not_what_it_says() {
    let text = "01,02,long-candidate-id,04\n1,2,,\nyes,no,Virtanen,false\nX,TRUE,-,0\n";
    assert_eq!(refused("anonymous", text), [("F34".into(), Some(2), Some("02".into()))]);
    let text = text.replace("1,2,,", "1,,,");
    assert_eq!(
        marks("anonymous", &text),
        [vec!["01"], vec!["01", "long-candidate-id"], vec!["01", "02"]]
    );
}

#[test]
fn a_column_that_may_be_a_candidates_is_never_passed_over() {
    let found_ = refused("anonymous", "01,02,Virtannen,04\n1,,,\n");
    assert_eq!(found_[0], ("F35".into(), Some(1), None));
    assert_eq!(found("anonymous", "01,02,04\n1,,\n"), [code("F36", 1)]);
    let other = found("anonymous", "01,02,Virtanen,04,comment,Email\n1,,,,,\n");
    assert_eq!(other, [code("F12", 1), code("F13", 1)]);
    let twice = refused("anonymous", "01,02,Virtanen,04,D\n1,,,,\n");
    assert_eq!(twice[0], ("F37".into(), Some(1), Some("D".into())));
}

#[test]
fn a_header_that_fits_no_layout_or_several_says_what_each_needs() {
    assert_eq!(refused("anonymous", "a,b\n1,2\n")[0].0, "F31");
    assert_eq!(refused("anonymous", "marks,candidate\n1,2\n")[0].0, "F32");
    assert_eq!(refused("anonymous", "marks,01\n1,2\n")[0].0, "F32");
    assert_eq!(refused("linked", "marks\n01\n")[0].0, "F33");
    assert_eq!(refused("anonymous", "candidate\n01\n")[0].0, "F39");
    assert_eq!(
        refused("linked", "voter,voter,marks\n1,1,01\n")[0],
        ("F14".into(), Some(1), Some("voter".into()))
    );
    let Err(error) = read("anonymous", "a,b\n1,2\n") else { panic!() };
    assert!(error.to_string().contains("`a`, `b`"), "{error}");
}

#[test]
fn a_label_that_reads_as_a_list_is_refused_in_lists() {
    let text = r#"{"format": 1, "id": "7f6d4a0e-6f0c-4c51-9d5b-0c5f8f0d2a11", "title": "B",
        "rules": {"ballots": "anonymous", "secrecy": "secret", "marks": {"min": 1, "max": 2}, "seats": {"min": 2, "max": 2}, "ties": {"seat": "lot_manual"}},
        "candidates": [{"id": "A", "name": "a"}, {"id": "B", "name": "b"}, {"id": "A;B", "name": "c"}]}"#;
    let frozen = Definition::from_json(text).unwrap().freeze().unwrap();
    let found = read_bytes("b", b"marks\nA\n", &frozen, &|_| {}).unwrap_err();
    assert_eq!(found.0[0].code, "F41");
}

#[test]
fn rows_of_one_ballot_that_disagree_are_refused() {
    let text = "ballot,voter,candidate\n1,007,01\n1,1-2,02\n";
    assert_eq!(refused("linked", text), [("F38".into(), Some(3), Some("voter".into()))]);
    let text = "voter,cast_at,candidate\n007,2026-03-05 10:00,01\n007,2026-03-05 11:00,02\n";
    assert_eq!(refused("linked", text), [("F38".into(), Some(3), Some("cast_at".into()))]);
    assert_eq!(found("linked", "voter,candidate\n007,01\n007,\n"), [code("F40", 3)]);
}

#[test]
fn rows_that_belong_to_no_ballot_are_refused() {
    let at = |column: &str| ("F47".to_owned(), Some(3), Some(column.to_owned()));
    assert_eq!(refused("linked", "ballot,voter,candidate\n1,007,01\n,007,02\n"), [at("ballot")]);
    assert_eq!(refused("anonymous", "voter,candidate\n1,01\n,02\n")[0], at("voter"));
    assert_eq!(found("linked", "voter,candidate\n,01\n,02\n"), [code("B01", 2), code("B01", 3)]);
}

#[test]
fn times_that_cannot_be_read_refuse_the_file() {
    let text = "voter,cast_at,marks\n007,2026-10-25 03:30,01\n1-2,soon,01\n";
    let at = |code: &str, row| (code.to_owned(), Some(row), Some("cast_at".to_owned()));
    assert_eq!(refused("linked", text), [at("F21", 2), at("F20", 3)]);
}

#[test]
fn voters_are_not_kept_where_ballots_are_anonymous() {
    let all = read_all_bytes("b", b"voter,marks\n007,01\n", &election("anonymous")).unwrap();
    assert_eq!(all[0].voter, None);
    assert_eq!(found("anonymous", "voter,marks\n007,01\n"), [code("F44", 1)]);
}

#[test]
fn what_is_no_text_is_refused() {
    let frozen = election("anonymous");
    let refused = |bytes: &[u8]| {
        let findings = read_bytes("b", bytes, &frozen, &|_| {}).unwrap_err();
        (findings.0[0].code.clone(), findings.0[0].row)
    };
    assert_eq!(refused(b""), ("F03".into(), None));
    assert_eq!(refused(b"\xEF\xBB\xBF"), ("F03".into(), None));
    assert_eq!(refused(b"\n \n"), ("F03".into(), None));
    assert_eq!(refused(b"PK\x03\x04\x00\x00"), ("F04".into(), Some(1)));
    assert_eq!(refused(b"marks\n01\n\0\n"), ("F04".into(), Some(3)));
    assert_eq!(refused(b"\xEF\xBB\xBFmarks\n\xE4\n"), ("F28".into(), None));
    assert_eq!(refused(b"\xFF\xFEm\x00\x00\xD8"), ("F28".into(), None));
}

#[test]
fn p36_hostile_sizes_are_refused_in_little_room() {
    let frozen = election("anonymous");
    let refused =
        |bytes: &[u8]| read_bytes("b", bytes, &frozen, &|_| {}).unwrap_err().0[0].code.clone();
    let long = vec![b'a'; 40 << 20];
    assert_eq!(refused(&long), "F05");
    assert_eq!(refused(&[b"marks\n".as_slice(), &long].concat()), "F05");
    assert_eq!(refused(&[b"marks\n\"".as_slice(), &long].concat()), "F08");
    assert_eq!(refused(&[b"marks\n\"".as_slice(), &b"\"\"".repeat(10 << 20)].concat()), "F08");
    assert_eq!(refused(&b";".repeat(1_000_000)), "F06");
    assert_eq!(refused(&[b"marks,n\n".as_slice(), &b"x,".repeat(1_000_000)].concat()), "F10");
}

proptest! {
    #[test]
    fn p01_every_row_is_accepted_blank_or_rejected(
        body in "([\\x20-\\x7E\u{a0}é]|01|02|;|,|\"|\n|\r|\t){0,200}",
        header in prop::sample::select(vec!["marks", "x;marks", "ballot,candidate", "01;02;long-candidate-id;04", "voter\tmarks"]),
        windows in any::<bool>(),
    ) {
        let text = format!("{header}\n{body}");
        let bytes = if windows { encoding_rs::WINDOWS_1252.encode(&text).0.into_owned() } else { text.into_bytes() };
        for mode in ["anonymous", "linked"] {
            let frozen = election(mode);
            if let Ok(read) = read_bytes("b", &bytes, &frozen, &|_| {}) {
                let ballots = &read.ballots;
                prop_assert_eq!(ballots.accepted() + ballots.blank() + ballots.rejected().len() as u64, ballots.rows());
                if read.layout != Layout::Long {
                    prop_assert_eq!(ballots.rows(), read.rows);
                }
                for row in 1..=ballots.rows() {
                    prop_assert!(read.line_of(BallotId(row)).is_some_and(|line| line > 1));
                }
                let all = read_all_bytes("b", &bytes, &frozen).unwrap();
                prop_assert_eq!(all.len() as u64, ballots.rows());
            }
        }
    }

    #[test]
    fn p01_no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let frozen = election("linked");
        let _ = read_bytes("b", &bytes, &frozen, &|_| {});
        let _ = read_bytes("b", &[b"voter;marks\n".as_slice(), &bytes].concat(), &frozen, &|_| {});
    }
}

#[test]
fn many_blocks_give_the_same_as_one_counter() {
    let mut text = String::from("voter;marks\n");
    let mut wanted = [0_u64; 4];
    for i in 0..300_000_u32 {
        // Quoted cells with line ends and separators in some rows, so that blocks are cut among them.
        match i % 5 {
            0 => text.push_str("x;\"01;\n02\"\n"),
            1 => text.push_str("\"a\nb\"\"\";04\r\n"),
            2 => text.push_str("x;\n"),
            _ => text.push_str("x;long-candidate-id|04\n"),
        }
        let marks: &[usize] = match i % 5 {
            0 => &[0, 1],
            1 => &[3],
            2 => &[],
            _ => &[2, 3],
        };
        for &mark in marks {
            wanted[mark] += 1;
        }
    }
    let read = read("anonymous", &text).unwrap();
    assert_eq!(read.ballots.profile().tally().unwrap().votes(), wanted);
    assert_eq!((read.ballots.rows(), read.ballots.blank()), (300_000, 60_000));
    let lines = 1 + text.lines().count() as u64 - 1;
    assert_eq!(read.line_of(BallotId(300_000)), Some(lines));
}

#[test]
fn separate_ballots_come_with_marks_on_the_roll() {
    let dir = tempfile::tempdir().unwrap();
    let path = |name: &str| dir.path().join(name);
    std::fs::write(path("ballots.csv"), "marks,n\n01,\n04,\n").unwrap();
    std::fs::write(path("voted.csv"), "voter\n007\n\n9\n007\n").unwrap();
    let frozen = election("separate");
    let (ballots, voted) = (path("ballots.csv"), path("voted.csv"));
    let read = read_with_roll(&ballots, Some(&voted), &frozen, &|_| {}).unwrap();
    assert_eq!(read.ballots.roll_marks().unwrap().valid, 1);
    let found: Vec<_> =
        read.findings.iter().map(|f| (f.code.as_str(), f.file.as_str(), f.row)).collect();
    assert_eq!(
        found,
        [
            ("F12", "ballots.csv", Some(1)),
            ("F16", "voted.csv", Some(3)),
            ("B02", "voted.csv", Some(4)),
            ("B05", "voted.csv", Some(5))
        ]
    );
    let alone = read_csv(&ballots, &frozen, &|_| {}).unwrap();
    assert!(alone.findings.iter().any(|finding| finding.code == "F42"));
    let linked = read_with_roll(&ballots, Some(&voted), &election("anonymous"), &|_| {}).unwrap();
    assert!(linked.findings.iter().any(|finding| finding.code == "F43"));
}

#[test]
fn progress_reaches_the_end() {
    let last = std::sync::Mutex::new(Progress::default());
    let text = format!("marks\n{}", "01\n".repeat(10));
    let keep = |progress| *last.lock().unwrap() = progress;
    read_bytes("b", text.as_bytes(), &election("anonymous"), &keep).unwrap();
    let total = text.len() as u64;
    assert_eq!(*last.lock().unwrap(), Progress { bytes_done: total, bytes_total: total, rows: 10 });
}

/// Two called Virtanen, and two called `Salo, Aino`.
fn election_with_shared_names() -> Frozen {
    let mut definition = election("anonymous").definition().clone();
    for (candidate, name) in
        definition.candidates.iter_mut().zip(["Virtanen", "Salo, Aino", "Virtanen", "Salo, Aino"])
    {
        candidate.name = name.to_owned();
    }
    for (candidate, position) in definition.candidates.iter_mut().zip(["a", "b", "c", "d"]) {
        candidate.position = Some(position.into());
    }
    definition.freeze().unwrap()
}

#[test]
fn a_name_that_two_candidates_share_refuses_the_file_and_names_both_ids() {
    let frozen = election_with_shared_names();
    let cases = [
        (
            "marks;n\n01;\nvirtanen;\nVirtanen|02;\n Virtanen ;\n",
            None,
            "`01` and `long-candidate-id`",
        ),
        ("marks;n\n01,Salo, Aino,04;\n", None, "`02` and `04`"),
        ("ballot;candidate\n1;01\n2;Virtanen\n", None, "`01` and `long-candidate-id`"),
        ("01,02,Virtanen,04\n1,,,\n", Some("Virtanen"), "`01` and `long-candidate-id`"),
        ("Virtanen;Virtanen;02;04\n1;;;\n", Some("Virtanen"), "`01` and `long-candidate-id`"),
    ];
    for (text, column, ids) in cases {
        let mut found = read_bytes("b.csv", text.as_bytes(), &frozen, &|_| {}).unwrap_err().0;
        found.retain(Finding::is_error);
        assert!(found.iter().all(|finding| finding.code == "F48"), "{text}: {found:?}");
        let finding = &found[0];
        assert_eq!(finding.column.as_deref(), column, "{text}");
        // Where a ballot holds the name, the row would say whose ballot it is.
        assert_eq!(finding.row, column.map(|_| 1), "{text}");
        assert!(finding.message.contains(ids), "{text}: {finding}");
        assert!(finding.fix.contains("id"), "{finding}");
    }
}

#[test]
fn a_shared_name_under_the_column_of_a_candidate_means_that_candidate() {
    let text = "01,02,long-candidate-id,04\nVirtanen,,,\n,,Virtanen,1\n";
    let read = read_all_bytes("b.csv", text.as_bytes(), &election_with_shared_names()).unwrap();
    let marks: Vec<_> = read.into_iter().map(|ballot| ballot.marks).collect();
    assert_eq!(marks, [vec!["01"], vec!["long-candidate-id", "04"]]);
}

#[test]
fn texts_count_one_and_many_and_suspect_the_separator() {
    let text = |problem: Problem| problem.to_string();
    assert_eq!(
        text(Problem::EmptyLinesCounted { rows: 1 }),
        "1 empty line counts as a blank ballot, the first of them here"
    );
    assert_eq!(
        text(Problem::EmptyRows { rows: 2 }),
        "2 rows hold nothing and were passed over, the first of them here"
    );
    assert_eq!(
        text(Problem::WrongNumberOfCells { found: 1, expected: 3 }),
        "the row has 1 cell, the header 3: perhaps another separator parts it"
    );
    assert_eq!(
        text(Problem::WrongNumberOfCells { found: 2, expected: 1 }),
        "the row has 2 cells, the header 1"
    );
}
