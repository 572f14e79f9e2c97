//! Results written out: tables, workbooks, the council.

use std::fs;

use crate::{
    common::{Board, Ran, copy, root, vaali_in},
    golden::compare,
};

/// A copy of the file as text in the place of what was printed, for a golden file.
fn shown(path: &std::path::Path, ran: &Ran) -> Ran {
    let text = fs::read_to_string(path).unwrap().replace("\r\n", "\n").replace('\u{feff}', "");
    Ran { code: ran.code, out: format!("{}{text}", ran.out), err: ran.err.clone() }
}

#[test]
fn the_sample_election_becomes_tables_and_a_council() {
    let dir = tempfile::tempdir().unwrap();
    copy(&root().join("examples/founding-2020"), &dir.path().join("founding"));
    let written = |to: &str, more: &[&str]| {
        let ran = vaali_in(dir.path(), &[&["export", "founding", to], more].concat());
        shown(&dir.path().join(to), &ran)
    };
    compare("export_results_fi.txt", &written("tulos.csv", &["--language", "fi"]));
    let rejected = ["--table", "rejected", "--language", "sv"];
    compare("export_rejected_sv.txt", &written("rejected.csv", &rejected));
    compare("export_figures_en.txt", &written("figures.csv", &["--table", "figures"]));
    compare("export_council.txt", &written("council.json", &["--term-starts", "2020-10-01"]));
}

#[test]
fn several_files_are_written_together_or_not_at_all() {
    let board = Board::new();
    board.write("ballots.csv", "voter,marks\nv1,a;b\nv2,a\nv3,a;b\n");
    let all = ["a.csv", "b.csv", "c.json", "--table", "results", "--table", "rejected"];
    let ran = board.run("export", &all);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let here = |name: &str| board.path().parent().unwrap().join(name);
    assert!(fs::read_to_string(here("b.csv")).unwrap().contains("Code,Reason,Ballots"));
    fs::remove_file(here("a.csv")).unwrap();
    let ran = board.run("export", &all);
    assert!(ran.code == 2 && ran.err.contains("K32 b.csv is there already"), "{}", ran.err);
    assert!(!here("a.csv").exists());
    assert_eq!(board.run("export", &[&all[..], &["--force"]].concat()).code, 0);
    assert!(here("a.csv").exists());
    for (args, code) in [
        (&["x.docx"][..], "K41"),
        (&["x.csv", "y.csv"], "K42"),
        (&["x.xlsx", "--table", "lots"], "K42"),
    ] {
        let ran = board.run("export", args);
        assert!(ran.code == 2 && ran.err.contains(code), "{}", ran.err);
    }
    assert!(!here("x.csv").exists());
}

#[test]
fn what_awaits_a_lot_is_not_final_and_no_council() {
    let board = Board::new();
    board.write("ballots.csv", "voter,marks\nv1,a;b\nv2,a\nv3,a;c\n");
    let ran = board.run("export", &["a.csv"]);
    assert_eq!((ran.code, ran.out.contains("not the result yet")), (3, true), "{}", ran.out);
    let text = fs::read_to_string(board.path().parent().unwrap().join("a.csv")).unwrap();
    let mut rows = text.lines().skip(1);
    assert!(rows.all(|row| row.starts_with("\"NOT FINAL, AWAITS A LOT: Board\",")), "{text}");
    let ran = board.run("export", &["c.json"]);
    assert!(ran.code == 2 && ran.err.contains("K44"), "{}", ran.err);
    assert!(!board.path().parent().unwrap().join("c.json").exists());
}

#[test]
fn p34_no_export_holds_an_address_or_a_secret_mark() {
    let board = Board::with(
        "roll.csv",
        "id,name,Sähköposti,Puhelin\nv1,One ry,canary@example.org,0401234567\nv2,Two ry,,\nv3,Three ry,,\n",
    );
    board.write("ballots.csv", "voter,marks\nv1,a;b\nv2,a\nv3,a;CANARYMARK\n");
    let ran = board.run(
        "export",
        &["all.json", "a.csv", "b.csv", "--table", "results", "--table", "rejected"],
    );
    assert_eq!(ran.code, 0, "{}", ran.err);
    for name in ["all.json", "a.csv", "b.csv"] {
        let text = fs::read_to_string(board.path().parent().unwrap().join(name)).unwrap();
        for canary in ["canary@", "CANARYMARK", "0401234567"] {
            assert!(!text.contains(canary), "{name} holds {canary}");
        }
    }
}

#[cfg(feature = "xlsx")]
#[test]
fn a_workbook_of_one_result_has_the_same_bytes_each_time() {
    let board = Board::new();
    board.write("ballots.csv", "voter,marks\nv1,a;b\nv2,a\nv3,a;b\n");
    for name in ["one.xlsx", "two.xlsx"] {
        assert_eq!(board.run("export", &[name, "--language", "sv"]).code, 0);
    }
    let bytes = |name: &str| fs::read(board.path().parent().unwrap().join(name)).unwrap();
    assert!(bytes("one.xlsx").starts_with(b"PK"));
    assert_eq!(bytes("one.xlsx"), bytes("two.xlsx"));
}
