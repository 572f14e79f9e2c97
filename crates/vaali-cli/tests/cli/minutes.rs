//! The minutes as a secretary writes them.

use std::fs;

use crate::common::{BALLOTS, Board, RULES, vaali_in};

const MEETING: &str = "\
body = \"Esimerkki ry, kevätkokous\"
place = \"Turku\"
date = 2030-04-15
chair = \"Åsa Ask\"
secretary = \"\"
checkers = [\"Bo Berg\", \"Cia Ceder\"]
";

#[test]
fn minutes_are_printed_or_written_in_the_languages_and_forms_asked_for() {
    let board = Board::with("meeting.toml", MEETING);
    let printed = board.run("minutes", &[]);
    assert_eq!(printed.code, 0, "{printed:?}");
    assert!(printed.out.starts_with("# Vaalipöytäkirja: Board\n"), "{}", printed.out);
    assert!(printed.out.contains("- **Päivämäärä:** 15.4.2030\n"), "{}", printed.out);
    assert!(printed.out.contains("- **Kokouksen sihteeri:** \\_"), "a line to fill in");

    let dir = board.path().parent().unwrap().to_owned();
    let docx = board.run("minutes", &["--language", "fi,sv,fi", "--to", "minutes.docx"]);
    assert_eq!(docx.code, 0, "{docx:?}");
    for name in ["minutes.fi.docx", "minutes.sv.docx"] {
        assert!(fs::read(dir.join(name)).unwrap().starts_with(b"PK"), "{name}");
    }
    let html = board.run("minutes", &["--language", "sv", "--to", "minutes.html"]);
    assert_eq!(html.code, 0, "{html:?}");
    assert!(fs::read_to_string(dir.join("minutes.html")).unwrap().contains("lang=\"sv\""));
    let text = board.run("minutes", &["--language", "en", "--format", "md", "--to", "minutes.txt"]);
    assert_eq!(text.code, 0, "{text:?}");
    assert!(fs::read_to_string(dir.join("minutes.txt")).unwrap().starts_with("# Minutes of the"));
    let json = board.run("minutes", &["--json", "--language", "sv"]);
    let json: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!((&json["draft"], &json["minutes"][0]["language"]), (&false.into(), &"sv".into()));
}

#[test]
fn what_cannot_be_written_is_said_with_a_way_out() {
    let board = Board::new();
    let code = |args: &[&str]| {
        let ran = board.run("minutes", args);
        assert_eq!(ran.code, 2, "{ran:?}");
        ran.err
    };
    assert!(code(&["--to", "minutes.odt"]).contains("K55"));
    assert!(code(&["--to", "minutes.pdf"]).contains("K56"));
    assert!(code(&["--format", "docx"]).contains("K57"));
    assert_eq!(board.run("minutes", &["--to", "minutes.md"]).code, 0);
    assert!(code(&["--to", "minutes.md"]).contains("K58"));
    assert!(code(&["--language", "de"]).contains("`fi`, `sv` and `en`"));
    board.write(
        "meeting.toml",
        "chair = \"aino@example.org\"\ndate = \"15.4.2030\"\nplaze = \"Turku\"\n",
    );
    let found = code(&[]);
    assert!(found.contains("F135") && found.contains("F137"), "{found}");
    // A finding is shown and sent around: it repeats no address.
    assert!(!found.contains("aino"), "{found}");
    board.write("meeting.toml", "date = \"15.4.2030\"\n");
    let no_day = code(&[]);
    assert!(no_day.contains("F136") && no_day.contains("`15.4.2030` is no day"), "{no_day}");
}

#[test]
fn while_a_lot_is_awaited_the_minutes_are_a_draft() {
    let board = Board::with("ballots.csv", BALLOTS.replace("v2,a;b", "v2,a"));
    let ran = board.run("minutes", &["--language", "en"]);
    assert_eq!(ran.code, 3);
    assert!(ran.out.contains("**DRAFT: "), "{}", ran.out);
    let written = board.run("minutes", &["--to", "draft.html"]);
    assert_eq!(written.code, 3);
    assert!(written.out.contains("They are a draft"), "{}", written.out);
}

#[test]
fn minutes_of_a_record_have_its_seal_and_those_of_a_changed_one_are_refused() {
    let board = Board::with("election.toml", format!("{RULES}challenge = {{ months = 3 }}\n"));
    let record = [
        "--record",
        "record.json",
        "--frozen-at",
        "2020-01-01 12:00",
        "--chair",
        "Åsa",
        "--teller",
        "Bo",
    ];
    assert_eq!(board.run("count", &record).code, 0);
    let dir = board.path().parent().unwrap().to_owned();
    fs::write(dir.join("meeting.toml"), MEETING).unwrap();
    let minutes = |file: &str| vaali_in(&dir, &["minutes", file, "--language", "en"]);
    let ran = minutes("record.json");
    assert_eq!(ran.code, 0, "{ran:?}");
    let verified = vaali_in(&dir, &["verify", "record.json"]).out;
    let seal = verified.lines().last().unwrap().trim();
    assert!(ran.out.contains(seal), "{seal}: {}", ran.out);
    // Who stands for the record is said there; the rest of the meeting beside it.
    assert!(ran.out.contains("- **Chair of the meeting:** Åsa\n"), "{}", ran.out);
    assert!(ran.out.contains("- **Tellers:** Bo\n- ") || ran.out.contains("- **Tellers:** Bo\n\n"));
    assert!(ran.out.contains("- **Place:** Turku\n"), "{}", ran.out);
    assert!(ran.out.contains("The last day is 15 July 2030."), "{}", ran.out);

    let text = fs::read_to_string(dir.join("record.json")).unwrap();
    fs::write(dir.join("changed.json"), text.replace("Cäcilia", "Cecilia")).unwrap();
    let changed = minutes("changed.json");
    assert_eq!(changed.code, 2);
    assert!(changed.err.contains("K65") && changed.out.is_empty(), "{changed:?}");
}

#[test]
fn the_rules_are_read_back_in_the_language_asked_for_as_in_the_minutes() {
    let board = Board::new();
    let checked = board.run("check", &["--language", "sv", "--json"]);
    assert_eq!(checked.code, 0, "{checked:?}");
    let checked: serde_json::Value = serde_json::from_str(&checked.out).unwrap();
    let minutes = board.run("minutes", &["--language", "sv"]).out;
    let rules = checked["rules"].as_array().unwrap();
    assert!(rules.len() > 10);
    for rule in rules {
        assert!(minutes.contains(&format!(". {}\n", rule.as_str().unwrap())), "{rule}");
    }
}

#[test]
fn a_new_election_has_a_form_for_its_meeting() {
    let dir = tempfile::tempdir().unwrap();
    assert_eq!(vaali_in(dir.path(), &["new", "board", "--preset", "association_board"]).code, 0);
    // Nobody signs for the people of the example rows.
    let examples = vaali_in(dir.path(), &["minutes", "board"]);
    assert_eq!(examples.code, 2);
    assert!(examples.err.contains("Esteri Esimerkki") && examples.out.is_empty(), "{examples:?}");
    let form = fs::read_to_string(dir.path().join("board/meeting.toml")).unwrap();
    // Every line of the form is right once its # is taken away.
    let filled: Vec<&str> = form
        .lines()
        .map(|line| line.strip_prefix("# ").filter(|line| line.contains(" = ")).unwrap_or(line))
        .collect();
    let board = Board::with("meeting.toml", filled.join("\n"));
    let ran = board.run("minutes", &["--language", "sv"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.out.contains("Cia Castrén och Daavid Dahl"), "{}", ran.out);
}
