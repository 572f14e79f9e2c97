//! Published data in any of its formats: counted and converted.

use std::fs;

use crate::common::{Board, RULES, vaali_in};

const BLT: &str = "3 2\n4 1=2 0\n2 3 0\n1 0\n0\n\"Aino\"\n\"Bo\"\n\"Cia\"\n\"Board\"\n";

#[test]
fn a_data_set_is_counted_and_gives_the_same_result_in_another_format() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("board.blt"), BLT).unwrap();
    let ran = vaali_in(dir.path(), &["count", "board.blt"]);
    assert_eq!((ran.code, ran.out.contains("Aino")), (0, true), "{ran:?}");
    for to in ["board.pb", "board.abc.yaml", "board.cat", "board.cvotes"] {
        let ran = vaali_in(dir.path(), &["convert", "board.blt", to]);
        assert_eq!((ran.code, ran.out.contains("3 candidates, 7 ballots")), (0, true), "{ran:?}");
        let ran = vaali_in(dir.path(), &["count", to, "--seats", "2"]);
        assert_eq!(ran.code, 0, "{ran:?}");
    }
}

#[test]
fn converting_overwrites_nothing_and_says_what_is_wrong() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("board.blt"), BLT.replace("1=2", "1 2")).unwrap();
    let ran = vaali_in(dir.path(), &["convert", "board.blt", "board.cat"]);
    assert_eq!((ran.code, ran.err.contains("--ranks-as-marks")), (2, true), "{ran:?}");
    assert!(!dir.path().join("board.cat").exists());
    let told = ["convert", "board.blt", "board.cat", "--ranks-as-marks"];
    assert_eq!(vaali_in(dir.path(), &told).code, 0);
    let ran = vaali_in(dir.path(), &told);
    assert!(ran.code == 2 && ran.err.contains("K32"), "{}", ran.err);
    assert_eq!(vaali_in(dir.path(), &[&told[..], &["--force"]].concat()).code, 0);
    let ran = vaali_in(dir.path(), &["convert", "board.blt", "board.docx"]);
    assert_eq!((ran.code, ran.err.contains("K34")), (2, true), "{ran:?}");
    // A .cat file does not say how many are elected.
    let ran = vaali_in(dir.path(), &["count", "board.cat"]);
    assert_eq!((ran.code, ran.err.contains("--seats N")), (2, true), "{ran:?}");
}

#[test]
fn the_ballots_of_a_data_set_become_a_table_in_each_layout() {
    let dir = tempfile::tempdir().unwrap();
    let blt = "3 2\n2 1=2 0\n1 3 0\n1 0\n0\n\"Aino\"\n\"Bo\"\n\"Cia\"\n\"Board\"\n";
    fs::write(dir.path().join("board.blt"), blt).unwrap();
    for (layout, table) in [
        ("list", "marks\r\n\"1;2\"\r\n\"1;2\"\r\n3\r\n\"\"\r\n"),
        ("wide", "1,2,3\r\n1,1,0\r\n1,1,0\r\n0,0,1\r\n0,0,0\r\n"),
        ("long", "ballot,candidate\r\n1,1\r\n1,2\r\n2,1\r\n2,2\r\n3,3\r\n4,\r\n"),
    ] {
        let to = format!("{layout}.csv");
        let ran = vaali_in(dir.path(), &["convert", "board.blt", &to, "--layout", layout]);
        assert_eq!(ran.code, 0, "{}", ran.err);
        // What a table has no place for is told.
        assert!(
            ran.out.contains("F98") && ran.out.contains("the names of candidates"),
            "{}",
            ran.out
        );
        let text = fs::read_to_string(dir.path().join(&to)).unwrap();
        assert_eq!(text.trim_start_matches('\u{feff}'), table);
        // Read by the folder of an election it is the same election.
        let board = Board::with("candidates.csv", "id,name\n1,Aino\n2,Bo\n3,Cia\n");
        board.write("election.toml", RULES.replace("linked", "anonymous"));
        fs::remove_file(board.path().join("roll.csv")).unwrap();
        board.write("ballots.csv", text);
        let counted = board.run("count", &[]);
        assert!(counted.out.contains("4 read: 3 accepted, 1 blank, 0 rejected"), "{}", counted.out);
    }
}

#[cfg(feature = "xlsx")]
#[test]
fn a_workbook_of_ballots_is_imported_as_the_same_ballots() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("board.blt"), BLT).unwrap();
    let board = dir.path().join("board");
    fs::create_dir(&board).unwrap();
    fs::write(board.join("election.toml"), RULES.replace("linked", "anonymous")).unwrap();
    fs::write(board.join("candidates.csv"), "id,name\n1,Aino\n2,Bo\n3,Cia\n").unwrap();
    for layout in ["list", "wide", "long"] {
        let to = format!("{layout}.xlsx");
        let ran = vaali_in(dir.path(), &["convert", "board.blt", &to, "--layout", layout]);
        assert_eq!(ran.code, 0, "{}", ran.err);
        let ran = vaali_in(dir.path(), &["import", "board", "--ballots", &to, "--force"]);
        assert_eq!(ran.code, 0, "{layout} {}", ran.err);
        let text = fs::read_to_string(board.join("ballots.csv")).unwrap();
        assert_eq!(text.matches(";\"1;2\"").count(), 4, "{text}");
    }
}
