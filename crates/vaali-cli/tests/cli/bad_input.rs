//! Bad input gets a clear error that names the place and the fix, and loses nothing.

use crate::common::{BALLOTS, Board, CANDIDATES, RULES, Ran};

/// Exit code 2, and all of these words on standard error.
fn refused(ran: &Ran, words: &[&str]) {
    assert_eq!(ran.code, 2, "{ran:?}");
    for word in words.iter().chain(&["fix: "]) {
        assert!(ran.err.contains(word), "no `{word}` in {}", ran.err);
    }
}

/// Counted all the same, with the ballot rejected for this reason.
fn rejected(ballots: &str, code: &str, row: &str) {
    let board = Board::with("ballots.csv", ballots);
    let count = board.run("count", &[]);
    assert!(count.out.contains(code) && count.out.contains(row), "{}", count.out);
    assert!(count.out.contains("1 rejected"), "{}", count.out);
    let check = board.run("check", &[]);
    assert_eq!(check.code, 0);
    assert!(check.out.contains(&format!("warning {code} ballots.csv, {row}")), "{}", check.out);
}

#[test]
fn a_mark_for_an_unknown_candidate_rejects_the_ballot_and_keeps_the_secret() {
    let ballots = BALLOTS.replace("v3,a;c", "v3,a;zorro");
    rejected(&ballots, "B06", "row 4");
    let board = Board::with("ballots.csv", ballots);
    assert!(!board.run("count", &[]).out.contains("zorro"));
    assert!(!board.run("check", &[]).out.contains("zorro"));
    assert!(!board.run("count", &["--json"]).out.contains("zorro"));
}

#[test]
fn a_doubled_mark_rejects_the_ballot() {
    rejected(&BALLOTS.replace("v3,a;c", "v3,a;a"), "B08", "row 4");
}

#[test]
fn a_mark_too_many_rejects_the_ballot() {
    rejected(&BALLOTS.replace("v2,a;b", "v2,a;b;c"), "B10", "row 3");
}

#[test]
fn a_voter_who_is_not_on_the_roll_is_rejected() {
    rejected(&BALLOTS.replace("v2,", "nobody,"), "B01", "row 3");
}

#[test]
fn eleven_marks_in_the_sample_are_one_rejected_ballot_of_66() {
    let ran = crate::common::vaali_in(&crate::common::root(), &["count", "examples/founding-2020"]);
    assert!(ran.out.contains("66 read: 64 accepted, 1 blank, 1 rejected"));
    assert!(ran.out.contains("11 marks, at most 10 are allowed"));
}

#[test]
fn an_empty_file_is_named() {
    refused(&Board::with("ballots.csv", "").run("count", &[]), &["ballots.csv", "empty"]);
    refused(&Board::with("candidates.csv", "").run("count", &[]), &["candidates.csv", "empty"]);
    refused(&Board::with("election.toml", "").run("count", &[]), &["election.toml"]);
}

#[test]
fn a_wrong_header_is_named_with_what_was_found() {
    let ran = Board::with("ballots.csv", "who,what\nv1,a\n").run("count", &[]);
    refused(&ran, &["ballots.csv", "who", "what"]);
    let ran = Board::with("candidates.csv", "number,person\n1,Aino\n").run("count", &[]);
    refused(&ran, &["candidates.csv", "`id`"]);
}

#[test]
fn a_binary_file_is_recognised() {
    let ran = Board::with("ballots.csv", b"PK\x03\x04\0\0\0\0\xff\xfe\0binary").run("count", &[]);
    refused(&ran, &["ballots.csv", "not a text"]);
}

#[test]
fn a_line_of_fifty_megabytes_is_refused_and_not_printed() {
    let mut long = b"voter,marks\nv1,".to_vec();
    long.resize(50_000_000, b'a');
    let ran = Board::with("ballots.csv", long).run("count", &[]);
    refused(&ran, &["ballots.csv", "longer than"]);
    assert!(ran.err.len() < 1000);
}

#[test]
fn two_candidates_of_one_name_are_told_apart_or_refused() {
    let ran = Board::with("candidates.csv", "id,name\na,Aino\nb,Aino\nc,Bo\n").run("check", &[]);
    assert_eq!(ran.code, 2);
    assert!(ran.out.contains("D14") && ran.out.contains("candidates.csv, row 3"), "{}", ran.out);
    let apart = "id,name,position\na,Aino,chair\nb,Aino,clerk\nc,Bo,\n";
    let ran = Board::with("candidates.csv", apart).run("check", &[]);
    assert_eq!(ran.code, 0);
    assert!(ran.out.contains("warning D15 candidates.csv, row 3"), "{}", ran.out);
}

#[test]
fn all_errors_of_the_rules_are_reported_at_once() {
    let rules = RULES
        .replace("marks = { min = 1, max = 2 }", "marks = { min = 3, max = 2 }")
        .replace("seats = { min = 2, max = 2 }", "seats = { min = 9, max = 7 }");
    let ran = Board::with("election.toml", rules).run("check", &[]);
    assert_eq!(ran.code, 2);
    for code in ["D36", "D41", "D45"] {
        assert!(ran.out.contains(code), "no {code} in {}", ran.out);
    }
}

#[test]
fn no_candidates_and_too_few_candidates_are_errors() {
    refused(&Board::with("candidates.csv", "id,name\n").run("count", &[]), &["D10"]);
    refused(&Board::with("candidates.csv", "id,name\na,Aino\n").run("count", &[]), &["D45"]);
}

#[test]
fn a_misspelt_rule_offers_the_nearest() {
    let ran = Board::with("election.toml", RULES.replace("secrecy", "secrecie")).run("count", &[]);
    refused(&ran, &["election.toml, row", "did you mean `secrecy`?"]);
}

#[test]
fn a_missing_folder_a_file_and_a_missing_file_are_told_apart() {
    let board = Board::new();
    let dir = board.path();
    refused(&crate::common::vaali_in(&dir, &["count", "nowhere"]), &["no folder `nowhere`"]);
    refused(&crate::common::vaali_in(&dir, &["count", "roll.csv"]), &["not the folder"]);
    refused(
        &crate::common::vaali_in(&dir, &["verify", "nowhere.json"]),
        &["no file `nowhere.json`"],
    );
    std::fs::remove_file(dir.join("ballots.csv")).unwrap();
    refused(&board.run("count", &[]), &["ballots.csv"]);
}

#[test]
fn unknown_words_on_the_command_line_offer_the_nearest() {
    let dir = tempfile::tempdir().unwrap();
    let run = |args: &[&str]| crate::common::vaali_in(dir.path(), args);
    let ran = run(&["cuont", "."]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("'count'"), "{}", ran.err);
    refused(&run(&["new", "x", "--preset", "founding"]), &["did you mean `founding_council`"]);
    let board = Board::new();
    refused(&board.run("decline", &["--candidate", "A"]), &["did you mean Åsa (a)?"]);
    let ran = board.run("decline", &["--candidate", "a", "--office", "chiar"]);
    refused(&ran, &["write one of: chair"]);
    refused(&board.run("lot", &["--drawn", "a"]), &["asks for no lot"]);
    refused(&board.run("decline", &["--candidate", "a", "--at", "yesterday"]), &["is not a time"]);
}

#[test]
fn nothing_is_ever_overwritten() {
    let board = Board::new();
    for command in ["new", "demo"] {
        refused(&board.run(command, &[]), &["board is not empty"]);
    }
    assert_eq!(board.read("candidates.csv"), CANDIDATES);
    board.write("record.json", "mine");
    let record = ["--record", "board/record.json", "--frozen-at", "2020-01-01 12:00"];
    refused(&board.run("count", &record), &["there already"]);
    assert_eq!(board.read("record.json"), "mine");
}

#[test]
fn findings_are_json_when_asked_for() {
    let board = Board::with("candidates.csv", "id,name\n");
    let ran = board.run("count", &["--json"]);
    assert_eq!(ran.code, 2);
    let value: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(value["errors"][0]["code"], "D10");
    assert_eq!(ran.err, "");
}

#[test]
fn sizes_that_make_no_election_are_refused_with_the_limit() {
    let dir = tempfile::tempdir().unwrap();
    let run =
        |args: &[&str]| crate::common::vaali_in(dir.path(), &[&["demo", "x"][..], args].concat());
    refused(&run(&["--candidates", "5", "--seats", "5"]), &["at most 4"]);
    refused(&run(&["--candidates", "5", "--marks", "6"]), &["at most 5"]);
    refused(&run(&["--voters", "10", "--roll", "5", "--candidates", "4"]), &["--roll"]);
    assert!(!dir.path().join("x").exists());
}
