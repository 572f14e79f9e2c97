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
            assert!(["D38", "D46", "D47", "D61", "K24"].contains(&code), "{id}: {finding}");
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
    assert!(check.out.contains("warning K24 candidates.csv, row 2: `Esteri Esimerkki`"));
    assert!(check.out.contains("warning K24 roll.csv, row 4: `Example Association`"));
    assert!(check.out.contains("the title is still the preset's own"), "{}", check.out);
    let freeze = run(&["freeze", "e"]);
    assert_eq!(freeze.code, 2);
    assert!(freeze.err.contains("error K24"), "{}", freeze.err);
    assert!(!dir.path().join("e/frozen.toml").exists());

    let board = Board::with("candidates.csv", CANDIDATES.replace("Bo", "Erik Exempel"));
    let record = ["--record", "record.json", "--frozen-at", "2020-01-01 12:00"];
    let ran = board.run("count", &record);
    assert_eq!(ran.code, 2);
    assert!(ran.out.contains("warning K24") && ran.err.contains("error K24"), "{ran:?}");
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
fn a_lot_needs_a_witness_and_a_seed_that_is_one() {
    let board = Board::with("ballots.csv", BALLOTS.replace("v2,a;b", "v2,a"));
    for witness in [&[][..], &["--witness", " "]] {
        let ran = board.run("lot", &[&["--drawn", "b"][..], witness].concat());
        assert!(ran.code == 2 && ran.err.contains("K28"), "{ran:?}");
    }
    assert!(board.run("lot", &["--seed", " "]).err.contains("K29"));
    assert_eq!(board.run("lot", &["--drawn", "b", "--witness", "Åsa"]).code, 0);
    let twice = board.run("lot", &["--drawn", "b", "--witness", "Åsa"]);
    assert!(twice.err.contains("remove its [[lots]] part"), "{}", twice.err);

    let ties = "{ seat = \"lot_rfc3797\", seed_source = \"the lottery\" }";
    board.write("election.toml", RULES.replace("{ seat = \"lot_manual\" }", ties));
    fs::remove_file(board.path().join("proceedings.toml")).unwrap();
    let ran = board.run("lot", &["--key", "9319 2 5"]);
    assert!(ran.code == 0 && ran.out.contains("warning K30"), "{ran:?}");
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
    assert_eq!(refused["findings"][0]["code"], "K24");
    assert_eq!(refused["errors"][0]["code"], "K24");
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
    let ran = board.run("decline", &["--candidate", "Åsa Nobody"]);
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
