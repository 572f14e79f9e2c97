//! From the freeze to a record that verifies, or does not.

use std::fs;

use crate::common::{BALLOTS, Board, CANDIDATES, RULES, root, vaali_in};

#[test]
fn a_record_is_verified_and_a_changed_one_is_not() {
    let board = Board::new();
    let record = ["--record", "record.json", "--frozen-at", "2020-01-01 12:00", "--chair", "Åsa"];
    let ran = board.run("count", &record);
    assert_eq!(ran.code, 0, "{ran:?}");
    let dir = board.path().parent().unwrap().to_owned();
    let verify = |args: &[&str]| vaali_in(&dir, &[&["verify"], args].concat());
    assert_eq!(verify(&["record.json"]).code, 0);
    let whole = verify(&["record.json", "--ballots", "record.sealed.json"]);
    assert_eq!(whole.code, 0, "{whole:?}");
    assert!(whole.out.contains("The record is verified. The ballots were counted again."));
    let text = fs::read_to_string(dir.join("record.json")).unwrap();
    fs::write(dir.join("changed.json"), text.replace("Cäcilia", "Cecilia")).unwrap();
    let changed = verify(&["changed.json"]);
    assert_eq!(changed.code, 4);
    assert!(changed.out.contains("V04") && changed.out.contains("FAILED"), "{}", changed.out);
    // What the record claims is not what to compare with the minutes.
    assert!(changed.out.contains("The record claims the seal:"), "{}", changed.out);
    assert!(changed.out.contains("Its content gives another"), "{}", changed.out);
    let wrong = verify(&["record.json", "--ballots", "record.json"]);
    assert_eq!(wrong.code, 4);
    assert!(!wrong.out.contains("(--ballots)"), "{}", wrong.out);
    let folder = verify(&["board"]);
    assert_eq!(folder.code, 2);
    assert!(folder.err.contains("K25"), "{folder:?}");
    fs::write(dir.join("no.json"), "{").unwrap();
    assert_eq!(verify(&["no.json"]).code, 4);
}

#[test]
fn nothing_is_certified_while_a_lot_is_awaited() {
    let board = Board::with("ballots.csv", BALLOTS.replace("v2,a;b", "v2,a"));
    let ran = board.run("count", &["--record", "record.json", "--frozen-at", "2020-01-01 12:00"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("R01"), "{}", ran.err);
    assert!(!board.path().parent().unwrap().join("record.json").exists());
}

#[test]
fn p30_a_change_after_the_freeze_is_seen_and_not_certified() {
    let board = Board::new();
    let freeze = board.run("freeze", &["--at", "2020-01-01 12:00"]);
    assert_eq!(freeze.code, 0, "{freeze:?}");
    let record = ["--record", "record.json"];
    assert_eq!(board.run("count", &record).code, 0);
    assert!(board.run("freeze", &[]).out.contains("Nothing has changed"));

    board.write("candidates.csv", CANDIDATES.replace("Bo", "Bosse"));
    for command in ["check", "count"] {
        let ran = board.run(command, &[]);
        assert_eq!(ran.code, 0);
        assert!(ran.out.contains("warning F55"), "{}", ran.out);
    }
    let ran = board.run("count", &["--record", "second.json"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("F55"), "{}", ran.err);
    let ran = board.run("freeze", &[]);
    assert!(ran.err.contains("--again"), "{}", ran.err);
    assert_eq!(board.run("freeze", &["--again", "--at", "2020-01-02 12:00"]).code, 0);
    assert!(!board.run("check", &[]).out.contains("F55"));
}

#[test]
fn paper_apart_from_the_roll_is_certified_only_when_it_adds_up() {
    let board = Board::with("election.toml", RULES.replace("linked", "separate"));
    board.write("ballots.csv", "marks\na;b\na;b\na;c\n");
    board.write("voted.csv", "voter\nv1\nv2\n");
    let record = ["--record", "record.json", "--frozen-at", "2020-01-01 12:00"];
    let ran = board.run("count", &record);
    assert_eq!(ran.code, 2);
    assert!(ran.out.contains("Nothing is certified") && ran.err.contains("R03"), "{ran:?}");
    board.write("voted.csv", "voter\nv1\nv2\nv3\n");
    let ran = board.run("count", &record);
    assert_eq!(ran.code, 0, "{ran:?}");
    let dir = board.path().parent().unwrap().to_owned();
    let args = ["verify", "record.json", "--ballots", "record.sealed.json"];
    assert_eq!(vaali_in(&dir, &args).code, 0);
}

#[test]
fn the_example_rows_are_never_frozen_or_certified_as_a_real_election() {
    let dir = tempfile::tempdir().unwrap();
    let run = |args: &[&str]| vaali_in(dir.path(), args);
    assert_eq!(run(&["new", "e", "--preset", "association_board"]).code, 0);
    let check = run(&["check", "e"]);
    assert!(check.out.contains("warning F150 candidates.csv, row 2: `Esteri Esimerkki`"));
    assert!(check.out.contains("warning F151 roll.csv, row 4: `Example Association`"));
    assert!(check.out.contains("the title is still the preset's own"), "{}", check.out);
    let freeze = run(&["freeze", "e"]);
    assert_eq!(freeze.code, 2);
    assert!(freeze.err.contains("error F150"), "{}", freeze.err);
    assert!(!dir.path().join("e/frozen.toml").exists());

    let board = Board::with("candidates.csv", CANDIDATES.replace("Bo", "Erik Exempel"));
    let record = ["--record", "record.json", "--frozen-at", "2020-01-01 12:00"];
    let ran = board.run("count", &record);
    assert_eq!(ran.code, 2);
    assert!(ran.out.contains("warning F150") && ran.err.contains("error F150"), "{ran:?}");
    // A rehearsal says TEST on every page: there it may be tried.
    board.write("election.toml", RULES.replace("[rules]", "test = true\n[rules]"));
    assert_eq!(board.run("count", &record).code, 0);
}

#[test]
fn many_contradictions_are_grouped_and_the_rest_counted() {
    let dir = tempfile::tempdir().unwrap();
    let sample = root().join("examples/founding-2020");
    let record = dir.path().join("r.json");
    let run = |args: &[&str]| vaali_in(dir.path(), args);
    let at = ["--frozen-at", "2020-01-01 12:00"];
    let args = ["count", sample.to_str().unwrap(), "--record", "r.json"];
    assert_eq!(run(&[&args[..], &at].concat()).code, 0);
    let text = fs::read_to_string(&record).unwrap();
    // Every place is contradicted.
    let changed = text.replace("\"status\":\"elected\"", "\"status\":\"not_elected\"");
    fs::write(&record, changed).unwrap();
    let ran = run(&["verify", "r.json"]);
    assert_eq!(ran.code, 4);
    let lines = ran.out.lines().filter(|line| line.starts_with("         ")).count();
    assert!(ran.out.contains("(--json lists them)"), "{}", ran.out);
    assert!(lines < 30, "{}", ran.out);
}

#[test]
fn a_second_freeze_is_asked_for_and_leaves_a_trace() {
    let board = Board::new();
    let late = board.run("freeze", &["--at", "2999-01-01 12:00"]);
    assert!(late.code == 2 && late.err.contains("K27"), "{late:?}");
    assert_eq!(board.run("freeze", &["--at", "2020-01-01 12:00"]).code, 0);
    let other = board.run("freeze", &["--at", "2019-01-01 12:00"]);
    assert!(other.code == 2 && other.err.contains("--again"), "{other:?}");
    let again = board.run("freeze", &["--again", "--at", "2019-01-01 12:00"]);
    assert_eq!(again.code, 0, "{again:?}");
    assert!(again.out.contains("earlier: frozen_at 2020-01-01T10:00:00Z"), "{}", again.out);
    assert_eq!(board.run("freeze", &["--again", "--at", "2018-01-01 12:00"]).code, 0);
    let note = board.read("frozen.toml");
    assert_eq!(note.matches("# earlier: frozen_at").count(), 2, "{note}");
    assert_eq!(board.run("check", &[]).code, 0);
}

#[test]
fn a_freeze_made_when_there_are_ballots_says_that_it_shows_little() {
    let board = Board::new();
    let late = board.run("freeze", &[]);
    assert_eq!(late.code, 0, "{late:?}");
    assert!(late.out.contains("warning K75 ballots.csv: there are ballots already"), "{late:?}");
    assert!(late.out.contains("`vaali freeze board --again --at TIME`"), "{late:?}");
    let in_time = board.run("freeze", &["--again", "--at", "2020-01-01 12:00"]);
    assert!(in_time.code == 0 && !in_time.out.contains("K75"), "{in_time:?}");

    let board = Board::new();
    let said: serde_json::Value =
        serde_json::from_str(&board.run("freeze", &["--json"]).out).unwrap();
    assert_eq!(said["findings"][0]["code"], "K75", "{said}");
    assert_eq!(said["definition_hash"].as_str().unwrap().len(), 64);

    // A header alone is no vote.
    let before = Board::with("ballots.csv", "voter,marks\n");
    let ran = before.run("freeze", &[]);
    assert!(ran.code == 0 && !ran.out.contains("K75"), "{ran:?}");
    // What cannot be read is there all the same.
    let odd = Board::with("ballots.csv", "who,what\nv1,a\n").run("freeze", &[]);
    assert!(odd.code == 0 && odd.out.contains("K75"), "{odd:?}");
}

#[test]
fn what_is_public_and_what_is_not_is_said_after_certifying() {
    let board = Board::new();
    let ran = board.run("count", &["--record", "the record.json"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(
        ran.out.contains("Anybody can check with: vaali verify \"the record.json\"\n"),
        "{}",
        ran.out
    );
    assert!(ran.out.contains("--ballots \"the record.sealed.json\"\n"), "{}", ran.out);
    assert!(ran.out.contains("the last change of the files"), "{}", ran.out);
    let folder = board.run("count", &["--record", "board"]);
    assert!(folder.code == 2 && folder.err.contains("is no file"), "{folder:?}");
}
