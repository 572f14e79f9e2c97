//! Lots and declines that are taken back, and who was drawn where names hold commas.

use crate::common::{BALLOTS, Board, CANDIDATES, copy, root, vaali_in};

/// Bo and Cäcilia are tied for the second seat.
fn tied() -> Board {
    let board = Board::with("ballots.csv", BALLOTS.replace("v2,a;b", "v2,a"));
    assert_eq!(board.run("count", &[]).code, 3);
    board
}

const WITNESS: [&str; 2] = ["--witness", "Åsa"];

#[test]
fn a_lot_that_a_decline_makes_stale_is_taken_back_by_the_command_that_is_named() {
    let dir = tempfile::tempdir().unwrap();
    copy(&root().join("examples/founding-2020-tie"), &dir.path().join("my tie"));
    let run = |args: &[&str]| vaali_in(dir.path(), args);
    assert_eq!(run(&[&["lot", "my tie", "--drawn", "c17"][..], &WITNESS].concat()).code, 0);
    let way_back = "take the lot back with `vaali lot \"my tie\" --take-back seat/1`";
    for args in [
        &["decline", "my tie", "--candidate", "c16"][..],
        &["count", "my tie"],
        &["check", "my tie"],
    ] {
        let ran = run(args);
        assert_eq!(ran.code, 2, "{ran:?}");
        assert!(format!("{}{}", ran.out, ran.err).contains(way_back), "{args:?}: {ran:?}");
    }
    let ran = run(&["lot", "my tie", "--take-back", "seat/1"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert!(
        ran.out.starts_with(
            "Taken out of proceedings.toml:\n  the lot seat/1, drawn: Tuula Yösydänvuo (c17)\n"
        ),
        "{}",
        ran.out
    );
    let proceedings = std::fs::read_to_string(dir.path().join("my tie/proceedings.toml")).unwrap();
    assert!(proceedings.contains(": the lot seat/1, drawn c17 at "), "{proceedings}");
    assert!(
        !proceedings.contains("[[lots]]") && proceedings.contains("[[declines]]"),
        "{proceedings}"
    );
    assert_eq!(run(&["count", "my tie"]).code, 0);
}

#[test]
fn a_lot_recorded_by_mistake_is_taken_back_and_asked_for_again() {
    let board = tied();
    assert_eq!(board.run("lot", &[&["--drawn", "b"][..], &WITNESS].concat()).code, 0);
    let other = board.run("lot", &["--take-back", "seat/2"]);
    assert!(
        other.code == 2 && other.err.contains("K74") && other.err.contains("one of: seat/1"),
        "{other:?}"
    );
    let ran = board.run("lot", &["--take-back", "seat/1", "--json"]);
    assert_eq!(ran.code, 3, "{ran:?}");
    let said: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(said["taken_back"]["drawn"], serde_json::json!(["b"]));
    assert_eq!(said["outcome"]["request"]["label"], "seat/1");
    let nothing = board.run("lot", &["--take-back", "seat/1"]);
    assert!(nothing.code == 2 && nothing.err.contains("nothing to take back"), "{nothing:?}");
    assert_eq!(board.run("lot", &[&["--drawn", "c"][..], &WITNESS].concat()).code, 0);
    let both = board.run("lot", &["--take-back", "seat/1", "--drawn", "c"]);
    assert!(both.code == 2, "{both:?}");
}

#[test]
fn a_decline_recorded_by_mistake_is_taken_back() {
    let board = Board::new();
    assert_eq!(board.run("decline", &["--candidate", "b"]).code, 0);
    assert_eq!(board.run("decline", &["--candidate", "Åsa", "--office", "chair"]).code, 0);
    let office = board.run("decline", &["--candidate", "b", "--office", "chair", "--take-back"]);
    assert!(office.code == 2 && office.err.contains("K74"), "{office:?}");
    assert!(office.err.contains("recorded are: Bo (b), Åsa (a): chair"), "{office:?}");
    let ran = board.run("decline", &["--candidate", "Bo", "--take-back"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(
        ran.out.starts_with("Taken out of proceedings.toml:\n  Bo (b) declines the seat\n"),
        "{}",
        ran.out
    );
    let left = board.read("proceedings.toml");
    assert!(
        left.contains("that b declines the seat\n") && left.matches("[[declines]]").count() == 1,
        "{left}"
    );
    let office = board.run("decline", &["--candidate", "a", "--office", "chair", "--take-back"]);
    assert_eq!(office.code, 0, "{office:?}");
    assert!(!board.read("proceedings.toml").contains("[[declines]]"));
}

#[test]
fn what_the_count_cannot_use_is_taken_back_as_it_stands() {
    let board = Board::new();
    assert_eq!(board.run("decline", &["--candidate", "c"]).code, 0);
    // Another list of candidates, without the one who declined.
    board.write("candidates.csv", CANDIDATES.replace("c,Cäcilia", "d,Dag"));
    board.write("ballots.csv", "voter,marks\nv1,a\nv2,a;b\nv3,a;b\n");
    assert!(board.run("count", &[]).err.contains("C06"));
    let ran = board.run("decline", &["--candidate", "c", "--take-back"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));

    let board = tied();
    assert_eq!(board.run("lot", &[&["--drawn", "b"][..], &WITNESS].concat()).code, 0);
    let by_hand = board.read("proceedings.toml").replace("drawn = [\"b\"]", "drawn = [\"a\"]");
    board.write("proceedings.toml", by_hand);
    let ran = board.run("count", &[]);
    assert!(ran.code == 2 && ran.err.contains("C05"), "{ran:?}");
    assert!(
        ran.err.contains("`vaali lot board --take-back seat/1`, and record what was drawn"),
        "{ran:?}"
    );
    assert_eq!(board.run("lot", &["--take-back", "seat/1"]).code, 3);
}

/// A board whose tied candidates are called so; three of them tie for two seats.
fn named(names: [&str; 3]) -> Board {
    let [a, b, c] = names;
    let candidates = format!("id,name\na,\"{a}\"\nb,\"{b}\"\nc,\"{c}\"\n");
    let board = Board::with("candidates.csv", candidates);
    // Names with commas fit no list.
    board.write("ballots.csv", "voter,a,b,c\nv1,1,,\nv2,,1,\nv3,,,1\n");
    board
}

/// The ids that are recorded, or what is refused.
fn drawn(board: &Board, drawn: &[&str]) -> Result<String, String> {
    let options: Vec<&str> = drawn.iter().flat_map(|name| ["--drawn", name]).collect();
    let ran = board.run("lot", &[&options[..], &WITNESS, &["--json"]].concat());
    let said: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    if ran.code == 2 {
        return Err(said["errors"][0]["message"].as_str().unwrap().to_owned());
    }
    let ids: Vec<&str> = said["recorded"]["drawn"]
        .as_array()
        .unwrap()
        .iter()
        .map(|id| id.as_str().unwrap())
        .collect();
    assert_eq!(board.run("lot", &["--take-back", "seat/1"]).code, 3);
    Ok(ids.join(" "))
}

#[test]
fn who_was_drawn_may_have_a_comma_in_the_name() {
    let board = named(["Virtanen, Aino", "Öhman, Bo, nuorempi", "Cia"]);
    for said in [
        &["Virtanen, Aino", "Öhman, Bo, nuorempi"][..],
        &["Virtanen, Aino,Öhman, Bo, nuorempi"],
        &["Virtanen, Aino, b"],
        &["a,b"],
        &["a", "b"],
    ] {
        assert_eq!(drawn(&board, said), Ok("a b".to_owned()), "{said:?}");
    }
    assert_eq!(drawn(&board, &["Öhman, Bo, nuorempi,Cia"]), Ok("b c".to_owned()));
    let nobody = drawn(&board, &["Virtanen, Aino, Öhman, Bo"]).unwrap_err();
    assert_eq!(nobody, "`Virtanen` is not among the tied");
    let few = drawn(&board, &["Virtanen, Aino"]).unwrap_err();
    assert!(few.contains("seat/1"), "{few}");
}

#[test]
fn a_list_of_the_drawn_that_can_be_read_in_two_ways_is_refused() {
    // "Bo, Cia" is one person, and two others are called Bo and Cia: as many as there are places decides, or nothing does.
    let board = named(["Bo, Cia", "Bo", "Cia"]);
    assert_eq!(drawn(&board, &["Bo, Cia"]), Ok("b c".to_owned()));
    assert_eq!(drawn(&board, &["Bo, Cia", "Bo"]), Ok("a b".to_owned()));
    let board = named(["Bo, Cia", "Bo", "Cia, Bo"]);
    let unclear = drawn(&board, &["Bo, Cia, Bo"]).unwrap_err();
    assert_eq!(unclear, "`Bo, Cia, Bo` can be read in two ways: ids or names hold commas");
    assert_eq!(drawn(&board, &["b", "c"]), Ok("b c".to_owned()));
    let endless = "Bo,".repeat(20_000);
    assert!(drawn(&board, &[&endless]).is_err());
}

#[test]
fn ids_may_hold_commas_too() {
    let board = tied();
    board.write("candidates.csv", CANDIDATES.replace("b,Bo", "\"b,1\",Bo"));
    board.write("ballots.csv", "voter,marks\nv1,\"a;b,1\"\nv2,a\nv3,a;c\n");
    let ran = board.run("lot", &[&["--drawn", "b,1"][..], &WITNESS].concat());
    assert_eq!(ran.code, 0, "{ran:?}");
}
