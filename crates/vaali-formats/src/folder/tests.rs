use std::fs;

use vaali::definition::{Text, presets};

use super::*;
use crate::Severity;

const RULES: &str = r#"format = 1
id = "7f6d4a0e-6f0c-4c51-9d5b-0c5f8f0d2a11"
title = { fi = "Hallitus", sv = "Styrelse" }

[rules]
ballots = "linked"
secrecy = "secret"
time_zone = "Europe/Helsinki"
marks = { min = 1, max = 2 }
seats = { min = 2, max = 2 }
ties = { seat = "lot_manual" }
voting = { opens = 2026-03-05T08:00:00, closes = "5.3.2026 klo 16.00" }
"#;
const PEOPLE: &str = "id;Name;Järjestö;position_fi;groups;withdrawn\n01;Aino;007;pj;nuoret|vanhat; \n02;Bo;1-2;;;kyllä\n03;Cia;;;;ei\n04;Dan;;;;\n";
const VOTERS: &str = "id;name_fi;name_sv;weight;Suspended\n007;Äiti ry;;2;\n1-2;;Bo rf;;x\n";

struct Files(tempfile::TempDir);

impl Files {
    fn of(files: &[(&str, &[u8])]) -> Self {
        let dir = tempfile::tempdir().unwrap();
        for (name, bytes) in files {
            fs::write(dir.path().join(name), bytes).unwrap();
        }
        Self(dir)
    }

    fn usual() -> Self {
        Self::of(&[
            (ELECTION, RULES.as_bytes()),
            (CANDIDATES, PEOPLE.as_bytes()),
            (ROLL, VOTERS.as_bytes()),
        ])
    }

    fn with(self, name: &str, text: impl AsRef<[u8]>) -> Self {
        fs::write(self.0.path().join(name), text).unwrap();
        self
    }

    fn read(&self) -> Result<Folder, Findings> {
        read(self.0.path())
    }

    /// Code, file, row and column of everything that was found.
    fn refused(&self) -> Vec<(String, String, Option<u64>, Option<String>)> {
        let findings = match self.read() {
            Err(findings) => findings,
            Ok(folder) => folder.freeze().unwrap_err(),
        };
        findings.0.into_iter().map(|f| (f.code, f.file, f.row, f.column)).collect()
    }
}

fn at(
    code: &str,
    file: &str,
    row: u64,
    column: &str,
) -> (String, String, Option<u64>, Option<String>) {
    (
        code.into(),
        file.into(),
        (row > 0).then_some(row),
        (!column.is_empty()).then(|| column.into()),
    )
}

#[test]
fn a_folder_becomes_a_definition() {
    let folder = Files::usual().read().unwrap();
    let Definition { candidates, roll, rules, .. } = &folder.definition;
    assert_eq!(folder.findings, []);
    assert_eq!(
        (candidates[0].id.as_str(), roll[0].id.as_str(), roll[1].id.as_str()),
        ("01", "007", "1-2")
    );
    assert_eq!(candidates[0].position.as_ref().unwrap().in_language("fi"), "pj");
    assert_eq!(candidates[0].groups, ["nuoret", "vanhat"]);
    assert_eq!((candidates[1].withdrawn, candidates[2].withdrawn), (true, false));
    assert_eq!(roll[1].name, Text::Languages([("sv".to_owned(), "Bo rf".to_owned())].into()));
    assert_eq!((roll[0].weight.get(), roll[1].weight.get(), roll[1].suspended), (2, 1, true));
    let voting = rules.voting.unwrap();
    assert_eq!(
        (voting.opens.to_string(), voting.closes.to_string()),
        ("2026-03-05T06:00:00Z".into(), "2026-03-05T14:00:00Z".into())
    );
    assert!(!folder.has_ballots());
    let frozen = folder.freeze().unwrap();
    assert_eq!(folder.read_ballots(&frozen, &|_| {}).unwrap_err().0[0].code, "F46");
}

#[test]
fn no_election_says_how_to_make_one() {
    let dir = tempfile::tempdir().unwrap();
    let findings = read(dir.path()).unwrap_err();
    assert_eq!(findings.0[0].code, "F01");
    assert!(findings.to_string().contains("vaali new DIR"), "{findings}");
}

#[test]
fn p03_the_roll_is_the_same_in_every_encoding() {
    let wanted = Files::usual().read().unwrap().definition;
    let mut seen = 0;
    for separator in [";", ",", "\t"] {
        for end in ["\n", "\r\n", "\r"] {
            for blank in ["", "  ", "\u{a0}"] {
                let text = VOTERS
                    .replace('\n', &format!("{blank}\n"))
                    .replace('\n', end)
                    .replace(';', separator);
                let utf16: Vec<u8> =
                    format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect();
                let latin = encoding_rs::WINDOWS_1252.encode(&text).0.into_owned();
                for (bytes, codes) in [
                    (text.clone().into_bytes(), ""),
                    (format!("\u{feff}{text}").into_bytes(), ""),
                    (utf16, ""),
                    (latin, "F07"),
                ] {
                    let folder = Files::usual().with(ROLL, bytes).read().unwrap();
                    let found: String = folder.findings.iter().map(|f| f.code.as_str()).collect();
                    assert_eq!(found, codes);
                    assert_eq!(folder.definition, wanted);
                    seen += 1;
                }
            }
        }
    }
    assert_eq!(seen, 108);
}

#[test]
fn everything_wrong_is_found_at_once_with_its_line() {
    let rules =
        RULES.replace("secrecy", "secresy").replace("max = 2 }\nseats", "max = \"two\" }\nseats");
    let people = "name;organisation;email\nAino;007;a@b\n";
    let roll = "id;nimi;weight;suspended;wieght\n;Aino;-1;maybe;\n2;Bo\n";
    let refused =
        Files::usual().with(ELECTION, rules).with(CANDIDATES, people).with(ROLL, roll).refused();
    for wanted in [
        at("D02", ELECTION, 7, "rules.secresy"),
        at("D03", ELECTION, 5, "rules"),
        at("D04", ELECTION, 9, "rules.marks.max"),
        at("F11", CANDIDATES, 1, ""),
        at("F13", CANDIDATES, 1, "email"),
        at("F12", ROLL, 1, "wieght"),
        at("F19", ROLL, 2, "id"),
        at("F19", ROLL, 2, "weight"),
        at("F19", ROLL, 2, "suspended"),
        at("F10", ROLL, 3, ""),
    ] {
        assert!(refused.contains(&wanted), "{wanted:?} not in {refused:#?}");
    }
    assert_eq!(refused.len(), 10);
    assert_eq!(refused.last().unwrap().0, "F13");
}

#[test]
fn faults_of_the_freeze_name_file_row_and_column() {
    let rules = RULES.replace("max = 2 }\nties", "max = 1 }\nties");
    let people = "id;name;organisation\n01;Aino;007\n\n\n01;Bo;8\n03;;\n";
    let roll = "id;name;weight\n007;A;0\n007;B;1\n";
    let files = Files::usual().with(ELECTION, rules).with(CANDIDATES, people).with(ROLL, roll);
    let refused = files.refused();
    for wanted in [
        at("D41", ELECTION, 10, "rules.seats"),
        at("D12", CANDIDATES, 5, "id"),
        at("D16", CANDIDATES, 5, "organisation"),
        at("D13", CANDIDATES, 6, "name"),
        at("D29", ROLL, 2, "weight"),
        at("D27", ROLL, 3, "id"),
    ] {
        assert!(refused.contains(&wanted), "{wanted:?} not in {refused:#?}");
    }
    let folder = files.read().unwrap();
    let twice = folder.freeze().unwrap_err().0.into_iter().find(|f| f.code == "D12").unwrap();
    assert_eq!(twice.message, "the id `01` is that of row 2 too");
    assert_eq!(folder.findings[0].code, "F16");
}

#[test]
fn a_missing_list_names_the_file_that_should_hold_it() {
    let only_rules = Files::of(&[(ELECTION, RULES.as_bytes())]);
    assert_eq!(only_rules.refused(), [at("F26", CANDIDATES, 0, "")]);
    let no_roll = only_rules.with(CANDIDATES, "id;name\n1;A\n2;B\n3;C\n");
    assert_eq!(no_roll.refused(), [at("D25", ROLL, 0, "")]);
    let unsaid = RULES.replace("ties = { seat = \"lot_manual\" }", "[rules.ties]\nextend = false");
    let unsaid = unsaid.replace("voting =", "#");
    let tie = Files::usual().with(ELECTION, unsaid).refused();
    assert!(tie.contains(&at("D50", ELECTION, 11, "rules.ties.seat")), "{tie:?}");
}

#[test]
fn warnings_of_the_freeze_are_translated_too() {
    let people = "id;name;personal_deputy\n1;Aino;\n2;Bo;Cia\n3;Aino;\n4;D;\n";
    let people = people
        .replace("name", "name;position")
        .replace(";Aino;", ";Aino;x;")
        .replace("Bo;", "Bo;;")
        .replace(";D;", ";D;;");
    let people = people.replace("3;Aino;x", "3;Aino;y");
    let folder = Files::usual().with(CANDIDATES, people).read().unwrap();
    let frozen = folder.freeze().unwrap();
    let warnings: Vec<_> =
        folder.warnings(&frozen).into_iter().map(|f| (f.code, f.row, f.severity)).collect();
    assert_eq!(
        warnings,
        [("D21".into(), Some(3), Severity::Warning), ("D15".into(), Some(4), Severity::Warning)]
    );
}

#[test]
fn candidates_may_stand_in_the_election_file_but_not_in_both() {
    let inline = format!(
        "{RULES}\n[[candidates]]\nid = \"1\"\nname = \"A\"\n[[candidates]]\nid = \"1\"\nname = \"B\"\n[[candidates]]\nid = \"3\"\nname = \"C\"\n"
    );
    let files = Files::of(&[(ELECTION, inline.as_bytes()), (ROLL, VOTERS.as_bytes())]);
    assert_eq!(files.refused(), [at("D12", ELECTION, 18, "candidates[1].id")]);
    assert_eq!(files.with(CANDIDATES, PEOPLE).refused(), [at("F25", ELECTION, 14, "")]);
}

#[test]
fn times_of_the_rules_need_a_zone_and_a_clock_that_shows_them_once() {
    let at_night = RULES.replace("2026-03-05T08:00:00", "2026-03-29T03:30:00");
    assert_eq!(
        Files::usual().with(ELECTION, &at_night).refused(),
        [at("F22", ELECTION, 12, "rules.voting.opens")]
    );
    let no_zone = RULES.replace("time_zone =", "#");
    let refused = Files::usual().with(ELECTION, no_zone).refused();
    assert_eq!(
        refused,
        [
            at("F23", ELECTION, 12, "rules.voting.opens"),
            at("F23", ELECTION, 12, "rules.voting.closes")
        ]
    );
    let wrong_zone = RULES.replace("Europe/Helsinki", "Europe/Helsingfors");
    assert_eq!(
        Files::usual().with(ELECTION, wrong_zone).refused(),
        [at("F24", ELECTION, 8, "rules.time_zone")]
    );
    let late = "id;name;nominated_at\n1;A;soon\n";
    assert_eq!(
        Files::usual().with(CANDIDATES, late).refused(),
        [at("F20", CANDIDATES, 2, "nominated_at")]
    );
}

#[test]
fn broken_toml_is_named_with_every_line() {
    let broken = "format = 1\ntitle = \nid = \"x\n[rules\n";
    let refused = Files::usual().with(ELECTION, broken).refused();
    assert!(refused.len() >= 3 && refused.iter().all(|(code, ..)| code == "F18"), "{refused:?}");
    let rows: Vec<_> = refused.iter().map(|found| found.2).collect();
    assert_eq!(rows[..3], [Some(2), Some(3), Some(4)]);
    let damaged = Files::usual().with(ELECTION, b"format = 1\ntitle = \"\xC3\xA4\xE4\"");
    assert_eq!(damaged.refused(), [at("F28", ELECTION, 2, "")]);
    let deep = format!("a = {}", "[".repeat(100_000));
    assert_eq!(Files::usual().with(ELECTION, deep).refused()[0].0, "F18");
}

#[test]
fn a_text_with_and_without_language_is_refused() {
    let roll = "id;name;name_fi\n007;A;B\n1-2;A;B\n";
    assert_eq!(Files::usual().with(ROLL, roll).refused(), [at("F27", ROLL, 1, "name")]);
    assert_eq!(Files::usual().with(ROLL, "id\n007\n1-2\n").refused(), [at("F11", ROLL, 1, "")]);
}

#[test]
fn proceedings_are_read_with_the_folder() {
    let text = "spoiled = 1\n[[declines]]\ncandidate = \"01\"\nfrom = \"seat\"\nat = 2026-03-05 16:00:00\n";
    let folder = Files::usual().with(PROCEEDINGS, text).read().unwrap();
    assert_eq!(folder.proceedings.declines[0].at.unwrap().to_string(), "2026-03-05T14:00:00Z");
    let wrong = Files::usual().with(PROCEEDINGS, text.replace("seat", "throne"));
    assert_eq!(wrong.refused(), [at("F50", PROCEEDINGS, 4, "declines[0].from")]);
}

#[test]
fn every_preset_can_be_written_as_toml_and_read_back() {
    for preset in presets::all() {
        let election = serde_json::json!({"format": 1, "id": "7f6d4a0e-6f0c-4c51-9d5b-0c5f8f0d2a11", "title": "T", "rules": preset.rules});
        let text = toml::to_string(&election).unwrap();
        let files = Files::of(&[
            (ELECTION, text.as_bytes()),
            (CANDIDATES, PEOPLE.as_bytes()),
            (ROLL, VOTERS.as_bytes()),
        ]);
        assert_eq!(files.read().unwrap().definition.rules, preset.rules, "{}", preset.id);
    }
}

#[test]
fn every_code_is_used_once_and_every_text_tells_the_way_out() {
    let number = |code: &str| code[1..].parse::<u32>().unwrap();
    assert!(Problem::CODES.is_sorted_by(|a, b| number(a) < number(b)));
    let finding =
        Finding::new("roll.csv", &Problem::WrongCell { text: "-1".into(), expected: "a number" });
    let json = serde_json::to_value(finding.at_row(3).in_column("weight")).unwrap();
    assert_eq!(json["severity"], "error");
    assert_eq!((json["row"].as_u64(), json["column"].as_str()), (Some(3), Some("weight")));
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(64))]
    #[test]
    fn no_bytes_in_any_file_make_it_panic(
        noise in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..30),
        file in 0..4_usize,
        cut in 0..400_usize,
    ) {
        let name = [ELECTION, CANDIDATES, ROLL, PROCEEDINGS][file];
        let text = [RULES, PEOPLE, VOTERS, "[[lots]]\nlabel = 1\n"][file].as_bytes();
        let cut = cut.min(text.len());
        let bytes = [&text[..cut], &noise, &text[cut..]].concat();
        if let Ok(folder) = Files::usual().with(name, bytes).read() {
            let _ = folder.freeze();
        }
    }
}

/// The usual election as a program writes it: all of it in one line.
fn as_json(change: impl Fn(&mut serde_json::Value)) -> String {
    let definition = Files::usual().read().unwrap().definition;
    let mut value = serde_json::to_value(definition).unwrap();
    change(&mut value);
    value.to_string()
}

#[test]
fn a_definition_as_json_is_read_as_the_folder_that_it_was_written_of() {
    let whole = Files::of(&[(DEFINITION, as_json(|_| {}).as_bytes())]);
    let (usual, read) = (Files::usual().read().unwrap(), whole.read().unwrap());
    assert_eq!(read.freeze().unwrap().hash(), usual.freeze().unwrap().hash());
    assert_eq!(read.findings, []);
    let ballots = b"voter;marks;cast_at\n007;01,03;2026-03-05 09:00\n";
    let voted = whole.with(BALLOTS, ballots);
    let read = voted.read().unwrap();
    let ballots = read.read_ballots(&read.freeze().unwrap(), &|_| {}).unwrap().ballots;
    assert_eq!(ballots.accepted(), 1);
}

#[test]
fn a_definition_as_json_takes_its_lists_from_files_too_and_says_where_it_is_wrong() {
    let bare = as_json(|value| {
        value["candidates"] = serde_json::json!([]);
        value.as_object_mut().unwrap().remove("roll");
    });
    let lists = |json: &str| Files::usual().with(DEFINITION, json);
    let files = lists(&bare);
    fs::remove_file(files.0.path().join(ELECTION)).unwrap();
    let hash = Files::usual().read().unwrap().freeze().unwrap().hash();
    assert_eq!(files.read().unwrap().freeze().unwrap().hash(), hash);

    let both = files.with(DEFINITION, as_json(|_| {}));
    let json = || DEFINITION.to_owned();
    let two = ("F25".to_owned(), json(), None, None);
    assert_eq!(both.refused(), [two.clone(), two]);
    assert!(both.read().unwrap_err().0[1].message.contains("definition.json and in roll.csv"));

    let alone = |text: &str| Files::of(&[(DEFINITION, text.as_bytes())]);
    let wrong = alone(&as_json(|value| value["rules"]["seats"]["min"] = 3.into())).refused();
    assert_eq!(wrong[0].1, DEFINITION);
    assert_eq!(wrong[0].3.as_deref(), Some("rules.seats"));
    assert_eq!(alone("{").refused(), [("D01".to_owned(), json(), None, None)]);
    let zone = as_json(|value| value["rules"]["time_zone"] = "Europe/Helsingfors".into());
    let zone = &alone(&zone).refused()[0];
    assert_eq!((zone.0.as_str(), zone.3.as_deref()), ("F24", Some("rules.time_zone")));
    assert_eq!(Files::of(&[(ROLL, VOTERS.as_bytes())]).refused()[0].0, "F01");
}

#[test]
fn where_there_is_an_election_toml_its_definition_as_json_is_not_read() {
    let files = Files::usual().with(DEFINITION, "{");
    assert_eq!(files.read().unwrap().findings, []);
}
