//! What a person means by a name that is not quite right: it is asked, never taken.

use crate::common::{Board, CANDIDATES, RULES, Ran, vaali_in};

/// Exit code 2, and these words in the way out.
fn offered(ran: &Ran, words: &str) {
    assert_eq!(ran.code, 2, "{ran:?}");
    let fix = ran.err.lines().find(|line| line.contains("fix: ")).unwrap_or_default();
    assert!(fix.contains(words), "no `{words}` in {}", ran.err);
}

#[test]
fn a_folder_of_nearly_this_name_is_offered() {
    let board = Board::new();
    let beside = board.beside("");
    offered(&vaali_in(&beside, &["count", "baord"]), "did you mean board?");
    offered(&vaali_in(&beside, &["count", "boa"]), "did you mean board?");
    offered(&vaali_in(&beside, &["count", "nowhere"]), "make it with `vaali new nowhere`");
}

#[test]
fn a_folder_above_the_election_is_told_apart_from_it() {
    let board = Board::new();
    let beside = board.beside("");
    let ran = vaali_in(&beside, &["count", "."]);
    assert!(ran.err.contains("K49"), "{}", ran.err);
    offered(&ran, "board?");
    std::fs::create_dir(board.beside("other")).unwrap();
    std::fs::write(board.beside("other/election.toml"), RULES).unwrap();
    assert!(!vaali_in(&beside, &["count", "."]).err.contains("did you mean"), "which of the two?");
}

#[test]
fn files_to_import_that_are_not_there_are_told_before_anything_is_read() {
    let board = Board::new();
    std::fs::write(board.beside("jäsenet 2030.xlsx"), "x").unwrap();
    let import = |file: &str| board.run("import", &["--force", "--roll", file]);
    offered(&import("jasenet 2030.xls"), "did you mean \"jäsenet 2030.xlsx\"?");
    offered(&import("nothing.csv"), "in which folder it is");
    offered(&import("."), "name a file in it");
}

#[test]
fn the_drawn_are_named_by_id_or_name_and_nobody_else_is_offered() {
    // Two votes each for b and c, one seat left.
    let board = Board::with("ballots.csv", "voter,marks\nv1,a;b\nv2,a;c\nv3,a\n");
    let lot = |drawn: &str| board.run("lot", &["--drawn", drawn, "--witness", "Åsa"]);
    for wrong in ["C", "Cäciliä", "a", "Åsa"] {
        let ran = lot(wrong);
        offered(
            &ran,
            "the lot seat/1 is among Bo (b), Cäcilia (c): write the id or the whole name",
        );
        assert!(!ran.err.contains("did you mean"), "{}", ran.err);
    }
    let ran = lot("Cäcilia");
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(board.read("proceedings.toml").contains("drawn = [\"c\"]"));
}

#[test]
fn who_declines_is_offered_by_name_never_as_an_id_alone() {
    let candidates = CANDIDATES.replace("b,Bo", "b,Bo Kuvitelma");
    let board = Board::with("candidates.csv", candidates);
    let near = [
        ("Kuvitelma", "Bo Kuvitelma (b)"),
        ("bo kuvitelma", "Bo Kuvitelma (b)"),
        ("Cäcili", "Cäcilia (c)"),
    ];
    for (said, who) in near {
        let ran = board.run("decline", &["--candidate", said]);
        offered(&ran, &format!("did you mean {who}?"));
    }
    offered(&board.run("decline", &["--candidate", "xyz"]), "write the id, or the name");

    // The names are data: no English word stands between them.
    let two = Board::with("candidates.csv", CANDIDATES.replace("c,Cäcilia", "c,Bo and Cia"));
    let ran = two.run("explain", &["Boo", "--language", "fi"]);
    assert!(ran.err.contains("tarkoititko: Bo (b), Bo and Cia (c)?"), "{}", ran.err);
}

#[test]
fn an_office_is_declined_by_its_id_or_its_name() {
    let named =
        RULES.replace("name = \"chair\"", "name = { fi = \"puheenjohtaja\", sv = \"ordförande\" }");
    for office in ["chair", "puheenjohtaja", "ordförande"] {
        let board = Board::with("election.toml", &named);
        let ran = board.run("decline", &["--candidate", "a", "--office", office]);
        assert_eq!(ran.code, 0, "{}", ran.err);
        assert!(board.read("proceedings.toml").contains("office = \"chair\""));
    }
    let ran = Board::new().run("decline", &["--candidate", "a", "--office", "treasurer"]);
    offered(&ran, "write one of: chair");
}

#[test]
fn a_certified_folder_is_as_good_as_its_record() {
    let board = Board::new();
    offered(&board.run("verify", &[]), "name the folder that `vaali certify DIR` wrote");
    let ran = board.run(
        "certify",
        &["--frozen-at", "2020-04-01T12:00:00Z", "--chair", "Dan", "--language", "en"],
    );
    assert_eq!(ran.code, 0, "{}", ran.err);
    offered(&board.run("verify", &[]), "did you mean board/certified?");
    for path in ["board/certified", "board/certified/public"] {
        let of_record =
            board.run_at("minutes", "board/certified/public/record.json", &["--language", "en"]);
        let of_folder = board.run_at("minutes", path, &["--language", "en"]);
        assert!(of_folder.code == 0 && of_folder.out.contains("Seal"), "{}", of_folder.err);
        assert_eq!(of_folder.out, of_record.out);
        assert_eq!(board.run_at("news", path, &[]).code, 0);
        offered(&board.run_at("count", path, &[]), "`vaali verify` checks it");
    }
}

#[test]
fn a_place_that_cannot_be_written_to_is_told_with_what_to_do_and_without_names_of_ours() {
    let board = Board::new();
    let ran = board.run("minutes", &["--to", "not there/minutes.html"]);
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("fix: check the name of the folder"), "{}", ran.err);
    let ran = board.run("minutes", &["--to", "not there/minutes.html", "--language", "sv"]);
    assert!(ran.err.contains("åtgärd: kontrollera mappens namn"), "{}", ran.err);
    assert!(!ran.err.contains(".tmp"), "{}", ran.err);
}

#[test]
fn words_too_few_and_too_many_come_with_a_tip() {
    let board = Board::new();
    let ran = vaali_in(&board.path(), &["check"]);
    assert!(ran.code == 2 && ran.err.contains("write a dot"), "{}", ran.err);
    assert_eq!(vaali_in(&board.path(), &["check", "."]).code, 0);
    let ran = vaali_in(&board.beside(""), &["new", "Board", "2030"]);
    assert!(ran.code == 2 && ran.err.contains("in quotes: \"Board 2030\""), "{}", ran.err);
    let ran = board.run("lot", &["--drawn", "b", "--witness", "Aino", "Bo"]);
    assert!(ran.code == 2 && ran.err.contains("--witness \"Aino A\" --witness"), "{}", ran.err);
    let ran = board.run("certify", &["--teller", "Aino", "Bo"]);
    assert!(ran.code == 2 && ran.err.contains("--teller \"Aino A\" --teller"), "{}", ran.err);
    let ran = vaali_in(&board.beside(""), &["import", "board", "my members.xlsx"]);
    assert!(ran.code == 2 && ran.err.contains("stands what it is: --roll"), "{}", ran.err);
    let ran = vaali_in(&board.beside(""), &["minutes", "board", "minutes.docx"]);
    assert!(ran.code == 2 && ran.err.contains("a file to write stands --to"), "{}", ran.err);
    let ran = vaali_in(&board.beside(""), &["minutes", "board", "--language", "fi,", "sv"]);
    assert!(ran.code == 2 && ran.err.contains("--language fi,sv"), "{}", ran.err);
    let ran = vaali_in(&board.beside(""), &["new", "x", "--perset", "y"]);
    assert!(ran.code == 2 && !ran.err.contains("quotes"), "{}", ran.err);
}

#[test]
fn a_day_may_be_written_as_people_write_it() {
    let board = Board::new();
    let export = |to: &str, day: &str| board.run("export", &[to, "--term-starts", day]);
    assert_eq!(export("one.json", "1.2.2030").code, 0);
    assert_eq!(export("two.json", "2030-02-01").code, 0);
    let read = |name: &str| std::fs::read_to_string(board.beside(name)).unwrap();
    assert!(read("one.json").contains("2030-02-01"));
    assert_eq!(read("one.json"), read("two.json"));
    for wrong in ["30.2.2030", "1.2.", "soon", "1.2.2030.4"] {
        let ran = export("three.json", wrong);
        assert!(ran.code == 2 && ran.err.contains("2030-01-01 or 1.1.2030"), "{}", ran.err);
    }
}
