//! What the command prints, compared with files that a person has read.
//!
//! After a change that is meant: `VAALI_GOLDEN=write cargo test -p vaali-cli --test cli golden`, then read the difference.

use std::{env, fs, path::Path};

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
}
