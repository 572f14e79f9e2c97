//! Whole ways through the command.

use std::{collections::BTreeMap, fs, path::Path};

use crate::common::{BALLOTS, Board, CANDIDATES, RULES, copy, root, vaali_in};

fn files(dir: &Path) -> BTreeMap<String, String> {
    let entries = fs::read_dir(dir).unwrap().map(|entry| entry.unwrap());
    entries
        .filter(|entry| entry.file_name() != "README.md")
        .map(|e| {
            (
                e.file_name().into_string().unwrap(),
                fs::read_to_string(e.path()).unwrap().replace("\r\n", "\n"),
            )
        })
        .collect()
}

#[test]
fn the_samples_are_what_their_command_makes() {
    let dir = tempfile::tempdir().unwrap();
    for (name, args) in [
        (
            "founding-2020",
            &[
                "--seed",
                "2021",
                "--voters",
                "66",
                "--candidates",
                "26",
                "--blank",
                "1",
                "--rejected",
                "1",
            ][..],
        ),
        (
            "founding-2020-tie",
            &["--seed", "2022", "--voters", "66", "--candidates", "26", "--tie"][..],
        ),
    ] {
        let ran = vaali_in(dir.path(), &[&["demo", name], args].concat());
        assert_eq!(ran.code, 0, "{ran:?}");
        assert!(ran.out.starts_with("TEST"));
        assert_eq!(files(&dir.path().join(name)), files(&root().join("examples").join(name)));
    }
}

#[test]
fn every_preset_makes_a_folder_that_checks_clean_of_errors() {
    let dir = tempfile::tempdir().unwrap();
    let presets = vaali_in(dir.path(), &["presets", "--json"]);
    let presets: serde_json::Value = serde_json::from_str(&presets.out).unwrap();
    for preset in presets.as_array().unwrap() {
        let id = preset["id"].as_str().unwrap();
        assert_eq!(vaali_in(dir.path(), &["new", id, "--preset", id]).code, 0);
        let check = vaali_in(dir.path(), &["check", id, "--json"]);
        assert_eq!(check.code, 0, "{}", check.out);
        let check: serde_json::Value = serde_json::from_str(&check.out).unwrap();
        for finding in check["findings"].as_array().unwrap() {
            // What is left to fill in: more candidates than the three examples, and ballots.
            let code = finding["code"].as_str().unwrap();
            assert!(
                ["D38", "D46", "D47", "D61", "F150", "F151", "F152"].contains(&code),
                "{id}: {finding}"
            );
        }
        assert!(check["rules"].as_array().unwrap().len() > 15);
    }
}

#[test]
fn two_new_elections_have_two_ids() {
    let dir = tempfile::tempdir().unwrap();
    let id = |name: &str| {
        let ran = vaali_in(dir.path(), &["new", name, "--json"]);
        serde_json::from_str::<serde_json::Value>(&ran.out).unwrap()["id"].to_string()
    };
    assert_ne!(id("one"), id("two"));
}

#[test]
fn the_json_of_a_count_is_one_canonical_line_and_the_same_each_time() {
    let run = || vaali_in(&root(), &["count", "examples/founding-2020", "--json"]).out;
    let out = run();
    assert_eq!(out.lines().count(), 1);
    assert_eq!(out, run());
    let value: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(value["outcome"]["outcome"], "complete");
    assert_eq!(value["outcome"]["result"]["election"]["test"], true);
}

#[test]
fn a_tie_ends_with_code_3_and_a_recorded_lot_with_code_0() {
    let dir = tempfile::tempdir().unwrap();
    copy(&root().join("examples/founding-2020-tie"), &dir.path().join("tie"));
    let count = vaali_in(dir.path(), &["count", "tie", "--json"]);
    assert_eq!(count.code, 3);
    let count: serde_json::Value = serde_json::from_str(&count.out).unwrap();
    let drawn = count["outcome"]["request"]["among"][1].as_str().unwrap();
    let lot =
        vaali_in(dir.path(), &["lot", "tie", "--drawn", drawn, "--witness", "Aino", "--json"]);
    assert_eq!(lot.code, 0, "{lot:?}");
    assert_eq!(vaali_in(dir.path(), &["count", "tie"]).code, 0);
}

#[test]
fn a_seeded_lot_is_computed_and_holds_when_counted_again() {
    for (rule, option, value) in [
        ("lot_seeded", "--seed", "4 8 15 16 23 42"),
        ("lot_rfc3797", "--key", "9319./2.5.8.10.12./"),
    ] {
        let ties = format!("{{ seat = \"{rule}\", seed_source = \"the lottery\" }}");
        let board = Board::with("election.toml", RULES.replace("{ seat = \"lot_manual\" }", &ties));
        board.write("ballots.csv", BALLOTS.replace("v2,a;b", "v2,a"));
        let count = board.run("count", &[]);
        assert_eq!(count.code, 3);
        assert!(count.out.contains(&format!("vaali lot board {option}")), "{}", count.out);
        assert!(count.out.contains("the lottery"));
        assert_eq!(board.run("lot", &["--drawn", "b"]).code, 2);
        let lot = board.run("lot", &[option, value]);
        assert_eq!(lot.code, 0, "{lot:?}");
        assert_eq!(board.run("count", &[]).code, 0);
    }
}

#[test]
fn a_new_ballot_between_the_tied_is_called_so_and_not_a_lot() {
    let board = Board::with("election.toml", RULES.replace("lot_manual", "reballot"));
    board.write("ballots.csv", BALLOTS.replace("v2,a;b", "v2,a"));
    let ran = board.run("lot", &["--reballot", "--drawn", "b"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    for words in ["elected by new ballot", "not chosen in the new ballot"] {
        assert!(ran.out.contains(words), "{words}: {}", ran.out);
    }
    assert!(!ran.out.contains("by lot"), "{}", ran.out);
}

#[test]
fn who_declines_is_passed_over() {
    let board = Board::new();
    let ran = board.run("decline", &["--candidate", "a", "--office", "chair", "--note", "busy"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.out.contains("Åsa (a) declines the office chair (busy)"), "{}", ran.out);
    assert!(ran.out.contains("chair   Bo (b)"), "{}", ran.out);
    assert_eq!(board.run("decline", &["--candidate", "a", "--office", "chair"]).code, 2);
    let ran = board.run("decline", &["--candidate", "a"]);
    assert_eq!(ran.code, 0);
    assert!(ran.out.contains("declined"), "{}", ran.out);
    assert_eq!(board.read("proceedings.toml").matches("[[declines]]").count(), 2);
}

#[test]
fn an_uncontested_election_needs_no_ballots() {
    let rules = RULES.replace("[rules]", "[rules]\nunopposed = \"acclamation\"");
    let board = Board::with("election.toml", rules);
    board.write("candidates.csv", "id,name\na,Åsa\nb,Bo\n");
    fs::remove_file(board.path().join("ballots.csv")).unwrap();
    let ran = board.run("count", &[]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.out.contains("no vote was needed"), "{}", ran.out);
}

#[test]
fn windows_line_ends_and_semicolons_give_the_same_result() {
    let plain = Board::new().run("count", &["--json"]);
    let board = Board::new();
    board.write("election.toml", RULES.replace('\n', "\r\n"));
    board.write(
        "candidates.csv",
        format!("\u{feff}{}", CANDIDATES.replace(',', ";").replace('\n', "\r\n")),
    );
    board.write("roll.csv", crate::common::ROLL.replace('\n', "\r\n"));
    board.write("ballots.csv", BALLOTS.replace('\n', "\r\n"));
    assert_eq!(board.run("count", &["--json"]).out, plain.out);
}

#[test]
fn a_published_file_is_counted_to_its_published_totals() {
    let dir = tempfile::tempdir().unwrap();
    let text = "META\nkey;value\ninstance;Example\nvote_type;approval\nPROJECTS\nproject_id;cost;votes;name\n7;100;2;Swings\n8;100;1;Benches\nVOTES\nvoter_id;vote\n1;7,8\n2;7\n";
    fs::write(dir.path().join("example.pb"), text).unwrap();
    let ran = vaali_in(dir.path(), &["count", "example.pb"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("vaali count example.pb --seats 15"));
    let ran = vaali_in(dir.path(), &["count", "example.pb", "--seats", "3"]);
    assert!(ran.code == 2 && ran.err.contains("write --seats, at most 2"), "{ran:?}");
    let ran = vaali_in(dir.path(), &["count", "example.pb", "--seats", "1"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.out.contains("The same votes for all 2 projects."), "{}", ran.out);
}

#[test]
fn every_command_has_an_example_in_its_help() {
    for command in
        ["new", "presets", "check", "freeze", "count", "lot", "decline", "verify", "demo"]
    {
        let help = vaali_in(&root(), &[command, "--help"]);
        assert_eq!(help.code, 0);
        assert!(help.out.contains("Example"), "{command}");
        assert!(help.out.contains(&format!("vaali {command}")), "{command}");
    }
    let help = vaali_in(&root(), &["--help"]).out;
    for code in ["0  done", "1  something", "2  bad input", "3  a lot", "4  verification"] {
        assert!(help.contains(code), "{code}");
    }
}

#[test]
fn no_colour_and_no_bar_reaches_a_pipe() {
    let ran = vaali_in(&root(), &["count", "examples/founding-2020"]);
    assert!(!ran.out.contains('\u{1b}'));
    assert_eq!(ran.err, "");
}

#[test]
fn a_reader_who_leaves_is_no_error() {
    use std::process::{Command, Stdio};
    let mut child = Command::new(env!("CARGO_BIN_EXE_vaali"))
        .args(["count", "examples/founding-2020"])
        .current_dir(root())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let ended = child.wait_with_output().unwrap();
    assert_eq!(ended.status.code(), Some(0));
    assert_eq!(ended.stderr, b"");
}

#[test]
fn a_lot_needs_a_witness_and_a_seed_that_is_one() {
    let board = Board::with("ballots.csv", BALLOTS.replace("v2,a;b", "v2,a"));
    for witness in [&[][..], &["--witness", " "]] {
        let ran = board.run("lot", &[&["--drawn", "b"][..], witness].concat());
        assert!(ran.code == 2 && ran.err.contains("K28"), "{ran:?}");
    }
    assert!(board.run("lot", &["--seed", " "]).err.contains("K29"));
    assert_eq!(board.run("lot", &["--drawn", "b", "--witness", "Åsa"]).code, 0);
    let twice = board.run("lot", &["--drawn", "b", "--witness", "Åsa"]);
    assert!(twice.err.contains("vaali lot board --take-back seat/1"), "{}", twice.err);

    let ties = "{ seat = \"lot_rfc3797\", seed_source = \"the lottery\" }";
    board.write("election.toml", RULES.replace("{ seat = \"lot_manual\" }", ties));
    fs::remove_file(board.path().join("proceedings.toml")).unwrap();
    let ran = board.run("lot", &["--key", "9319 2 5"]);
    assert!(ran.code == 0 && ran.out.contains("warning K30"), "{ran:?}");
}

#[test]
fn json_is_one_document_however_a_count_ends() {
    let one = |ran: &crate::common::Ran| -> serde_json::Value {
        assert_eq!(ran.out.lines().count(), 1, "{ran:?}");
        assert_eq!(ran.err, "");
        serde_json::from_str(&ran.out).unwrap()
    };
    let board = Board::with("candidates.csv", CANDIDATES.replace("Bo", "Erik Exempel"));
    let refused = board.run("count", &["--record", "r.json", "--json"]);
    assert_eq!(refused.code, 2);
    let refused = one(&refused);
    assert_eq!(refused["outcome"]["outcome"], "complete");
    assert_eq!(refused["findings"][0]["code"], "F150");
    assert_eq!(refused["errors"][0]["code"], "F150");
    assert!(refused["record"].is_null());

    board.write("candidates.csv", CANDIDATES);
    let written = one(&board.run("count", &["--record", "r.json", "--json"]));
    assert_eq!(written["record"]["path"], "r.json");
    assert_eq!(written["record"]["sealed"], "r.sealed.json");
    assert_eq!(written["record"]["seal"].as_str().unwrap().len(), 64);

    board.write("election.toml", "format = ");
    let broken = board.run("count", &["--json"]);
    assert_eq!(broken.code, 2);
    let broken = one(&broken);
    assert!(broken["outcome"].is_null());
    assert_eq!(broken["errors"].as_array().unwrap().len(), 1);
}

#[test]
fn who_declines_may_be_named() {
    let board = Board::new();
    let ran = board.run("decline", &["--candidate", "Åsa", "--json"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.out.contains("\"recorded\":{"), "{}", ran.out);
    let ran = board.run("decline", &["--candidate", "Erkki Nobody"]);
    assert!(ran.code == 2 && !ran.err.contains("did you mean"), "{}", ran.err);
}

#[test]
fn a_new_folder_says_its_columns_and_takes_a_lot_below_what_the_meeting_says() {
    let dir = tempfile::tempdir().unwrap();
    let new = vaali_in(dir.path(), &["new", "our council"]);
    assert_eq!(new.code, 0, "{new:?}");
    assert!(new.out.contains("vaali check \"our council\""), "{}", new.out);
    assert!(new.out.contains("ballots.csv: voter,cast_at,marks"), "{}", new.out);
    let page = fs::read_to_string(dir.path().join("our council/proceedings.toml")).unwrap();

    let board = Board::with("ballots.csv", BALLOTS.replace("v2,a;b", "v2,a"));
    board.write("proceedings.toml", page);
    assert_eq!(board.run("lot", &["--drawn", "b", "--witness", "Åsa"]).code, 0);
    let said = board.read("proceedings.toml").replace("# attendance", "attendance");
    board.write("proceedings.toml", said);
    let ran = board.run("count", &[]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.out.contains("Registered"), "{}", ran.out);
}

#[test]
fn each_layout_that_a_new_folder_names_is_read() {
    let marks = Board::new().run("count", &[]);
    assert_eq!(marks.code, 0);
    for layout in [
        "voter,cast_at,a,b,c\nv1,,1,1,0\nv2,,1,1,0\n",
        "ballot,voter,cast_at,candidate\n1,v1,,a\n1,v1,,b\n2,v2,,a\n",
    ] {
        let ran = Board::with("ballots.csv", layout).run("count", &["--json"]);
        assert!(ran.out.contains("\"accepted\":2"), "{ran:?}");
    }
}

#[test]
fn a_demo_that_cannot_be_made_says_why_and_leaves_no_folder() {
    let dir = tempfile::tempdir().unwrap();
    for (args, says) in [
        (&["--candidates", "5", "--marks", "5"][..], "at most 4"),
        (&["--title", ""], "the title is empty"),
        (&["--voters", "1", "--candidates", "9"], "more voters"),
    ] {
        let ran = vaali_in(dir.path(), &[&["demo", "d"], args].concat());
        assert!(ran.code == 2 && ran.err.contains(says), "{ran:?}");
        assert!(!dir.path().join("d").exists());
    }
}

#[test]
fn the_definition_that_pages_read_comes_with_the_check() {
    let ran = Board::new().run("check", &["--json"]);
    let value: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    let definition = vaali::definition::Definition::from_value(value["definition"].clone());
    let frozen = definition.unwrap().freeze().unwrap();
    assert_eq!(frozen.hash().to_string(), value["definition_hash"].as_str().unwrap());
    let broken = Board::with("candidates.csv", "id,name\n").run("check", &["--json"]);
    let value: serde_json::Value = serde_json::from_str(&broken.out).unwrap();
    assert!(value["definition"].is_null() && value["errors"].as_u64() > Some(0));
}
