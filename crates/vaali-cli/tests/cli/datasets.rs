//! Published data in any of its formats: counted and converted.

use std::fs;

use crate::common::vaali_in;

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
    assert_ne!(vaali_in(dir.path(), &told).code, 0, "it is there already");
    let ran = vaali_in(dir.path(), &["convert", "board.blt", "board.docx"]);
    assert_eq!((ran.code, ran.err.contains("K34")), (2, true), "{ran:?}");
    // A .cat file does not say how many are elected.
    let ran = vaali_in(dir.path(), &["count", "board.cat"]);
    assert_eq!((ran.code, ran.err.contains("--seats N")), (2, true), "{ran:?}");
}
