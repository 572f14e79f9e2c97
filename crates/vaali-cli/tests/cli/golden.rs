//! What the command prints, compared with files that a person has read.
//!
//! After a change that is meant: `VAALI_GOLDEN=write cargo test -p vaali-cli --test cli golden`, then read the difference.

use std::{env, fs, path::Path, process::Command};

use crate::common::{Board, Ran, copy, root, vaali_in};

/// Compares with a golden file, or writes it when asked to.
pub(crate) fn compare(name: &str, ran: &Ran) {
    let text = format!(
        "exit code {}\n--- standard output\n{}--- standard error\n{}",
        ran.code, ran.out, ran.err
    )
    // A release must not need new golden files.
    .replace(env!("CARGO_PKG_VERSION"), "VERSION");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name);
    if env::var_os("VAALI_GOLDEN").is_some() {
        fs::write(&path, &text).unwrap();
    }
    let golden = fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    assert_eq!(text, golden, "{name} differs; see the top of this file");
}

#[test]
fn the_sample_election_prints_its_result() {
    compare("founding.txt", &vaali_in(&root(), &["count", "examples/founding-2020"]));
}

/// Compares what is said in Finnish and in Swedish: `tie.txt` has `tie.fi.txt` and `tie.sv.txt` beside it.
fn compare_translations(name: &str, run: impl Fn(&[&str]) -> Ran) {
    for language in ["fi", "sv"] {
        let name = name.replace(".txt", &format!(".{language}.txt"));
        compare(&name, &run(&["--language", language]));
    }
}

#[test]
fn the_results_of_the_samples_are_said_in_finnish_and_swedish() {
    for (name, folder) in [("founding.txt", "founding-2020"), ("tie.txt", "founding-2020-tie")] {
        let folder = format!("examples/{folder}");
        compare_translations(name, |language| {
            vaali_in(&root(), &[&["count", &folder], language].concat())
        });
    }
}

#[test]
fn the_machine_does_not_decide_the_language() {
    let count = ["count", "examples/founding-2020-tie"];
    let machine = Command::new(env!("CARGO_BIN_EXE_vaali"))
        .args(count)
        .current_dir(root())
        .envs([("LANG", "fi_FI.UTF-8"), ("LC_ALL", "fi_FI.UTF-8"), ("LANGUAGE", "fi")])
        .output()
        .unwrap();
    assert_eq!(String::from_utf8(machine.stdout).unwrap(), vaali_in(&root(), &count).out);
}

#[cfg(unix)]
#[test]
fn what_the_machine_could_not_do_is_said_in_the_language() {
    let board = Board::new();
    for (language, said) in [
        ("en", "Could not write nowhere/result.html: No such file or directory (os error 2)"),
        ("fi", "Kirjoittaminen ei onnistunut, nowhere/result.html: tiedostoa tai kansiota ei ole"),
        ("sv", "Det gick inte att skriva nowhere/result.html: filen eller mappen finns inte"),
    ] {
        let ran = board.run("page", &["--to", "nowhere/result.html", "--language", language]);
        assert_eq!(ran.code, 1, "{ran:?}");
        assert!(ran.err.starts_with(said), "{ran:?}");
    }
}

#[test]
fn json_is_the_same_in_every_language() {
    let count = ["count", "examples/founding-2020-tie", "--json"];
    let english = vaali_in(&root(), &count);
    for language in ["fi", "sv"] {
        let ran = vaali_in(&root(), &[&count[..], &["--language", language]].concat());
        assert_eq!((ran.out, ran.code), (english.out.clone(), english.code));
    }
}

/// From the first step to the seal, in one language after the other.
#[test]
fn a_secretary_is_led_through_an_election_in_finnish_and_swedish() {
    for language in ["fi", "sv"] {
        let dir = tempfile::tempdir().unwrap();
        let run = |args: &[&str]| vaali_in(dir.path(), &[args, &["--language", language]].concat());
        let name = |step: &str| format!("steps_{step}.{language}.txt");
        compare(&name("new"), &run(&["new", "vaali"]));
        compare(&name("new_separate"), &run(&["new", "liput", "--preset", "nordic_majority"]));
        compare(&name("demo"), &run(&["demo", "koe", "--seed", "7", "--tie", "--rejected", "2"]));
        compare(&name("check"), &run(&["check", "koe"]));
        compare(&name("freeze"), &run(&["freeze", "koe"]));
        let again = ["freeze", "koe", "--again", "--at", "2020-09-06 12:00"];
        compare(&name("freeze_again"), &run(&again));
        let lot = ["lot", "koe", "--drawn", "c10", "--at", "2020-09-17 20:30"];
        compare(&name("lot_without_witness"), &run(&lot));
        let witnessed = ["--witness", "Aino Äijälä", "--witness", "Bo Öhman", "--note", "arpa"];
        compare(&name("lot"), &run(&[&lot[..], &witnessed].concat()));
        let declines = [
            "decline",
            "koe",
            "--candidate",
            "c13",
            "--office",
            "vice_chair",
            "--at",
            "2020-09-17 20:40",
        ];
        compare(&name("decline"), &run(&declines));
        compare(&name("decline_again"), &run(&declines));
        let certify = ["certify", "koe", "--to", "vahvistettu", "--chair", "A", "--teller", "B"];
        let certified = run(&certify);
        assert_eq!(certified.code, 0, "{certified:?}");
        compare(&name("certify"), &without_hashes(certified));
        compare(&name("verify"), &without_hashes(run(&["verify", "vahvistettu"])));
        let record = run(&["count", "koe", "--record", "record.json"]);
        let says = record.out.split("\n\n").last().unwrap_or_default().to_owned();
        compare(&name("record"), &without_hashes(Ran { out: says, ..record }));
    }
}

/// The seal holds the moment and a salt.
fn without_hashes(mut ran: Ran) -> Ran {
    let is_group = |word: &str| word.len() == 4 && word.bytes().all(|b| b.is_ascii_hexdigit());
    let line = |line: &str| {
        let words: Vec<&str> = line.split(' ').filter(|word| !is_group(word)).collect();
        let hash = if line.split(' ').any(is_group) { " HASH" } else { "" };
        format!("{}{hash}\n", words.join(" "))
    };
    ran.out = ran.out.lines().map(line).collect();
    ran
}

#[test]
fn the_sample_election_is_checked_and_its_rules_read_back() {
    compare("check.txt", &vaali_in(&root(), &["check", "examples/founding-2020"]));
}

#[test]
fn the_sample_with_a_tie_asks_for_a_lot() {
    compare("tie.txt", &vaali_in(&root(), &["count", "examples/founding-2020-tie"]));
}

#[test]
fn a_lot_is_refused_recorded_and_then_a_decline_makes_it_stale() {
    let dir = tempfile::tempdir().unwrap();
    copy(&root().join("examples/founding-2020-tie"), &dir.path().join("tie"));
    let run = |args: &[&str]| vaali_in(dir.path(), args);
    let at = ["--at", "2020-09-17 20:30"];
    compare("lot_not_among.txt", &run(&[&["lot", "tie", "--drawn", "c6"][..], &at].concat()));
    compare("lot_too_many.txt", &run(&[&["lot", "tie", "--drawn", "c16,c17"][..], &at].concat()));
    compare("lot_wrong_method.txt", &run(&[&["lot", "tie", "--seed", "4 8 15"][..], &at].concat()));
    assert!(
        !fs::read_to_string(dir.path().join("tie/proceedings.toml")).unwrap().contains("[[lots]]")
    );
    let drawn = [
        "lot",
        "tie",
        "--drawn",
        "c17",
        "--witness",
        "Aino Äijälä",
        "--witness",
        "Bo Öhman",
        "--note",
        "drawn from a hat",
    ];
    compare("lot_recorded.txt", &run(&[&drawn[..], &at].concat()));
    compare("lot_not_asked.txt", &run(&[&["lot", "tie", "--drawn", "c17"][..], &at].concat()));
    compare(
        "decline_stale.txt",
        &run(&["decline", "tie", "--candidate", "c16", "--at", "2020-09-17 20:40"]),
    );
}

#[test]
fn presets_are_listed_with_their_sources() {
    compare("presets.txt", &vaali_in(&root(), &["presets"]));
}

#[test]
fn a_small_election_with_everything_that_can_be_said() {
    let rules = crate::common::RULES
        .replace("[rules]", "test = true\n[rules]")
        .replace("seats = { min = 2, max = 2 }", "seats = { min = 1, max = 4, fill = \"gap\" }")
        .replace("ties = { seat = \"lot_manual\" }", "ties = { seat = \"lot_seeded\", office = \"reballot\", deputy = \"lot_rfc3797\", extend = true, shrink = true, seed_source = { en = \"the lottery of 1 October\", fi = \"lokakuun arvonta\" } }\ndeputies = { next_in_order = { number = 1, order_matters = true, draw_when_needed = true } }\nother_seats = [{ name = \"seat of the county\", kind = { appointed_by = \"the county\" }, number = 1, voting = false, within_range = true }]\nminimum_votes = 2\nterm = { years = 1 }\nseat_holder = \"organisation\"\nnominations = { per_organisation = 2, deadline = \"2030-01-01 12:00\" }\nsecond_ballot = \"last_counts\"\nvoting = { opens = \"2030-03-30 09:00\", closes = \"2030-03-31 18:00\" }")
        .replace("offices = [{ id = \"chair\", name = \"chair\" }]", "offices = [{ id = \"chair\", name = \"chair\" }, { id = \"secretary\", name = \"secretary\", filled = { named_by = \"the chair\" } }]");
    let board = Board::with("election.toml", rules);
    board.write("candidates.csv", "id,name,organisation,nominated_at,withdrawn\na,選挙 Åsa,v1,2029-12-01 10:00,\nb,Bo,v1,2029-12-01 11:00,\nc,A\u{30a}ke,v2,2029-12-01 10:00,\nd,Dag,v3,2030-01-01 12:00:01,\ne,Eeva,v3,2029-12-24 10:00,yes\nf,Frej,v3,2029-12-24 10:00,\ng,Gun,v2,2029-12-24 10:00,\n");
    board.write(
        "roll.csv",
        "id,name,weight,suspended\nv1,One ry,1,\nv2,Two ry,2,\nv3,Three ry,1,\nv4,Four ry,1,yes\n",
    );
    board.write(
        "ballots.csv",
        "voter,cast_at,marks\nv1,2030-03-30 09:00,a;b\nv1,2030-03-30 09:30,a;f\nv2,2030-03-30 10:00,a;c\nv3,2030-03-31 17:00,c;f\nv4,2030-03-30 10:00,a\nv9,2030-03-30 10:00,a\nv3,2030-03-31 18:30,a\n",
    );
    compare("everything_check.txt", &board.run("check", &[]));
    compare("everything_count.txt", &board.run("count", &[]));
    compare_translations("everything_check.txt", |language| board.run("check", language));
    compare_translations("everything_count.txt", |language| board.run("count", language));
}
