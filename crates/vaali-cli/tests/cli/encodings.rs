//! Settings and notes as old editors of Windows save them.

use crate::common::{BALLOTS, Board, RULES};

fn utf16(text: &str) -> Vec<u8> {
    ["\u{feff}", text].concat().encode_utf16().flat_map(u16::to_le_bytes).collect()
}

fn windows(text: &str) -> Vec<u8> {
    text.chars().map(|letter| u8::try_from(letter).unwrap()).collect()
}

#[test]
fn an_election_saved_by_an_old_editor_counts_the_same_and_says_its_encoding() {
    let rules = RULES.replace("title = \"Board\"", "title = \"Hallitus, Äänekoski\"");
    let same = Board::with("election.toml", &rules).run("count", &["--json"]).out;
    let outcome =
        |out: &str| serde_json::from_str::<serde_json::Value>(out).unwrap()["outcome"].clone();
    for (encoding, bytes) in [("UTF-16", utf16(&rules)), ("Windows-1252", windows(&rules))] {
        let board = Board::with("election.toml", bytes);
        let warning = format!(
            "warning F130 election.toml: the file is not UTF-8 and was read as {encoding}\n"
        );
        for command in ["check", "count", "freeze"] {
            let ran = board.run(command, &[]);
            assert!(ran.code == 0 && ran.out.contains(&warning), "{command}: {ran:?}");
        }
        assert_eq!(outcome(&board.run("count", &["--json"]).out), outcome(&same));
    }
}

#[test]
fn what_is_recorded_below_notes_of_windows_leaves_their_letters_as_they_are() {
    let notes = "# Äänestys läsnä\nspoiled = 0\n\n[attendance]\npresent = 3 # väkeä\n";
    for bytes in [utf16(notes), windows(notes)] {
        let board = Board::with("ballots.csv", BALLOTS.replace("v2,a;b", "v2,a"));
        board.write("proceedings.toml", bytes);
        let ran = board.run("lot", &["--drawn", "b", "--witness", "Åsa"]);
        assert!(ran.code == 0 && ran.out.contains("F130 proceedings.toml"), "{ran:?}");
        let now = board.read("proceedings.toml");
        assert!(now.starts_with(notes) && now.contains("witnesses = [\"Åsa\"]"), "{now}");
        assert!(!board.run("count", &[]).out.contains("F130"));
    }
}

#[test]
fn the_minutes_say_when_the_letters_of_their_meeting_were_guessed() {
    let board =
        Board::with("meeting.toml", windows("place = \"Äänekoski\"\nchair = \"Väinö Öhman\"\n"));
    let ran = board.run("minutes", &["--language", "en", "--to", "minutes.md"]);
    let warning = "warning F130 meeting.toml: the file is not UTF-8 and was read as Windows-1252";
    assert!(ran.code == 0 && ran.err.contains(warning), "{ran:?}");
    let minutes = std::fs::read_to_string(board.beside("minutes.md")).unwrap();
    assert!(minutes.contains("Väinö Öhman"), "{minutes}");
    assert_eq!(board.run("freeze", &["--at", "2020-01-01 12:00"]).code, 0);
    let ran = board.run("certify", &[]);
    assert!(ran.code == 0 && ran.err.contains(warning), "{ran:?}");
}

#[test]
fn a_damaged_file_is_refused_with_the_way_to_save_it() {
    let mut damaged = RULES.replace("Board", "Äänekoski").into_bytes();
    damaged.extend(b"# \xE4\n");
    let ran = Board::with("election.toml", damaged).run("check", &[]);
    assert!(ran.code == 2 && ran.out.contains("F28 election.toml, row 12"), "{ran:?}");
    assert!(ran.out.contains("in Notepad: File, Save as, Encoding: UTF-8"), "{ran:?}");
}
