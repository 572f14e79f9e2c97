//! What is certified and what is not; that whatever is certified verifies.

use jiff::ToSpan;
use proptest::prelude::*;
use serde_json::json;

use super::elections::{self, Election, all, definition, open, secret_separate, value};
use crate::{
    count::{Attendance, Outcome},
    record::{
        Certification, CertifyError, Missing, Obstacle, Record, SealedBallots, Status, canonical,
        certify, verify,
    },
};

fn codes(error: &CertifyError) -> Vec<&'static str> {
    error.0.iter().map(Obstacle::code).collect()
}

#[test]
fn p27_every_kind_of_election_verifies_with_its_ballots() {
    for (name, election) in all() {
        let (record, sealed) = election.files();
        let report = verify(record.as_bytes(), sealed.as_ref().map(String::as_bytes));
        assert!(report.passed() && report.recounted, "{name}:\n{report}");
        let not_run: Vec<&str> = report
            .checks
            .iter()
            .filter(|check| matches!(check.status, Status::NotRun { .. }))
            .map(|check| check.code)
            .collect();
        assert_eq!(not_run, if name == "own forbidden" { vec!["V16"] } else { vec![] }, "{name}");
        assert_eq!(report.complete(), name != "own forbidden");
        assert_eq!(report.seal, Some(Record::from_json(&record).unwrap().seal()));
    }
}

#[test]
fn p27_checks_that_were_not_made_are_not_called_passed() {
    let (record, sealed) = elections::secret_linked().files();
    let report = verify(record.as_bytes(), None);
    assert!(report.passed() && !report.recounted && !report.complete());
    for check in &report.checks {
        let missing = Status::NotRun { missing: Missing::SealedBallots };
        let expected =
            if ["V13", "V14", "V16"].contains(&check.code) { missing } else { Status::Passed };
        assert_eq!(check.status, expected, "{}", check.code);
    }
    assert!(report.to_string().contains("V14 recount: not run, needs the file of the sealed"));
    assert!(report.to_string().contains("passed as far as checked; the ballots were not counted"));

    let (open, _) = open().files();
    let with_sealed = verify(open.as_bytes(), sealed.as_ref().map(String::as_bytes));
    assert_eq!(with_sealed.failed(), ["V13"]);
    assert_eq!(verify(open.as_bytes(), None).checks[12].status, Status::DoesNotApply);
}

#[test]
fn every_check_is_made_although_others_fail() {
    let (record, _) = open().files();
    let mut broken = value(&record);
    broken["definition"]["title"] = json!(" ");
    broken["times"]["certified_at"] = json!("2026-10-01T00:00:00Z");
    broken["result"]["engine"]["rules_version"] = json!(99);
    broken["unknown"] = json!(1);
    let report = verify(format!(" {broken}").as_bytes(), None);
    assert_eq!(report.failed(), ["V02", "V03", "V04", "V06"]);
    broken.as_object_mut().unwrap().remove("unknown");
    let report = verify(format!(" {broken}").as_bytes(), None);
    assert_eq!(report.failed(), ["V03", "V04", "V05", "V06", "V07", "V15"]);
    assert_eq!(report.checks[9].status, Status::NotRun { missing: Missing::ValidDefinition });

    let serialised = serde_json::to_value(&report).unwrap();
    assert_eq!(serialised["checks"][2]["status"], "failed");
    assert_eq!(
        serialised["checks"][2]["findings"][0],
        json!({"finding": "not_canonical", "byte": 0})
    );
}

#[test]
fn the_example_in_the_docs_verifies() {
    let page = include_str!("../../../../../docs/record.md");
    let files: Vec<&str> =
        page.split("```json\n").skip(1).filter_map(|p| p.lines().next()).collect();
    let [record, sealed] = files[..] else { panic!("{} files", files.len()) };
    let report = verify(record.as_bytes(), Some(sealed.as_bytes()));
    assert!(report.passed() && report.complete(), "{report}");
    // The table of checks is that of the code.
    for check in &report.checks {
        let row = format!("| {} | `{}` | ", check.code, check.name);
        assert!(page.contains(&row), "{row}");
    }
}

#[test]
fn p28_a_record_is_read_back_as_it_was_and_written_the_same() {
    for (name, election) in all() {
        let certified = election.certify_with(&election.outcome()).unwrap();
        let text = certified.record.to_json().unwrap();
        let read = Record::from_json(&text).unwrap();
        assert_eq!(read, certified.record, "{name}");
        assert_eq!(read.to_json().unwrap(), text, "{name}");
        if let Some(sealed) = certified.sealed {
            let text = sealed.to_json().unwrap();
            let read = SealedBallots::from_json(&text).unwrap();
            assert!(read == sealed, "{name}");
            assert_eq!(read.to_json().unwrap(), text, "{name}");
        }
    }
}

#[test]
fn p17_a_dropped_or_doubled_ballot_blocks_certification() {
    for (name, election) in all() {
        for i in 0..election.cast.len() {
            let mut dropped = election.clone();
            dropped.cast.remove(i);
            let mut doubled = election.clone();
            doubled.cast.insert(i, doubled.cast[i].clone());
            for mut changed in [dropped, doubled] {
                // Against the outcome of all rows: the recount alone must see it.
                changed.proceedings.ballots_expected = None;
                let mut sound = election.clone();
                sound.proceedings.ballots_expected = None;
                let error = changed.certify_with(&sound.outcome()).unwrap_err();
                let seen = codes(&error).iter().any(|code| ["R02", "R04"].contains(code));
                assert!(seen, "{name} {i}: {error}");
                // Counted anew without the row, against the number of ballots that is known from elsewhere.
                changed.proceedings.ballots_expected = election.proceedings.ballots_expected;
                changed.proceedings.lots.clear();
                changed.draw();
                let error = changed.certify_with(&changed.outcome()).unwrap_err();
                assert!(codes(&error).contains(&"R03"), "{name} {i}: {error}");
            }
        }
    }
}

#[test]
fn p17_paper_that_does_not_match_the_marked_roll_blocks_certification() {
    let sound = secret_separate();
    assert!(sound.certify_with(&sound.outcome()).is_ok());
    for change in 0..4 {
        let mut election = sound.clone();
        match change {
            0 => drop(election.roll_marks.remove(0)),
            1 => election.proceedings.spoiled += 1,
            2 => election.proceedings.unreturned -= 1,
            _ => {
                drop(election.cast.pop());
                election.proceedings.ballots_expected = Some(4);
            }
        }
        let error = election.certify_with(&election.outcome()).unwrap_err();
        assert_eq!(codes(&error), ["R03"], "{change}: {error}");
    }
}

#[test]
fn everything_that_blocks_certification_is_named_at_once() {
    let mut election = open();
    election.proceedings.ballots_expected = Some(99);
    election.times.certified_at = "2026-10-15T00:00:00Z".parse().unwrap();
    election.proceedings.lots.clear();
    election.roll_marks = secret_separate().roll_marks;
    let error = election.certify_with(&election.outcome()).unwrap_err();
    assert_eq!(codes(&error), ["R01", "R03", "R05", "R06"]);
    assert!(
        error.to_string().contains("R05 certified at 2026-10-15T00:00:00Z is before closes at")
    );

    let mut election = open();
    election.proceedings.lots[0].drawn.clear();
    let error = election.certify_with(&open().outcome()).unwrap_err();
    assert_eq!(codes(&error), ["R04"]);

    let election = elections::secret_linked();
    let evidence = crate::record::Evidence {
        frozen: &election.frozen,
        cast: &election.cast,
        roll_marks: &[],
        proceedings: &election.proceedings,
        outcome: &election.outcome(),
    };
    let error = certify(&evidence, election.times, Certification::default(), None).unwrap_err();
    assert_eq!(codes(&error), ["R07"]);
}

#[test]
fn times_must_lie_in_the_order_of_what_happened() {
    let second = 1.second();
    let blocked = |change: &dyn Fn(&mut Election)| {
        let mut election = open();
        change(&mut election);
        election.certify_with(&election.outcome()).is_err()
    };
    let voting = open().frozen.rules().voting.unwrap();
    assert!(!blocked(&|e| e.times.frozen_at = voting.opens));
    assert!(blocked(&|e| e.times.frozen_at = voting.opens + second));
    assert!(!blocked(&|e| e.proceedings.lots[0].drawn_at = Some(voting.closes)));
    assert!(blocked(&|e| e.proceedings.lots[0].drawn_at = Some(voting.closes - second)));
    assert!(!blocked(&|e| e.proceedings.lots[0].drawn_at = Some(e.times.certified_at)));
    assert!(blocked(&|e| e.proceedings.lots[0].drawn_at = Some(e.times.certified_at + second)));
    assert!(!blocked(&|e| e.proceedings.lots[0].drawn_at = None));
    assert!(blocked(&|e| {
        e.proceedings.lots.iter_mut().for_each(|lot| lot.drawn_at = None);
        e.times.certified_at = voting.closes - second;
    }));
}

#[test]
fn p30_a_later_change_of_rules_gives_another_hash_and_is_seen() {
    let (record, _) = open().files();
    let sound = value(&record);
    for (pointer, changed) in [
        ("/definition/rules/minimum_votes", json!(2)),
        ("/definition/rules/seats/min", json!(1)),
        ("/definition/rules/second_ballot", json!("last_counts")),
        ("/definition/title", json!("Another board")),
        ("/definition/roll/0/weight", json!(9)),
        ("/definition/candidates/0/name", json!("Somebody else")),
    ] {
        let mut other = sound.clone();
        *other.pointer_mut(pointer).expect(pointer) = changed;
        let hash = crate::record::Hash::of_canonical(&other["definition"]).unwrap().to_string();
        assert_ne!(json!(hash), sound["definition_hash"], "{pointer}");
        // Sealed again, the old hash of the freeze gives it away; with a new hash, the published one does.
        other["seal"] = json!(super::mutations::seal_of(&other));
        let report = verify(canonical::to_string(&other).unwrap().as_bytes(), None);
        assert!(report.failed().contains(&"V06"), "{pointer}");
        assert_ne!(report.seal.map(|seal| json!(seal)), Some(sound["seal"].clone()), "{pointer}");
    }
}

#[test]
fn p10_votes_at_every_limit_are_certified_and_verified() {
    for bits in [15, 16, 31, 32, 53, 63] {
        for votes in [(1_u64 << bits) - 1, 1 << bits, (1 << bits) + 1] {
            let rules = json!({"seats": {"min": 1, "max": 1}, "deputies": "none"});
            let mut definition = definition(&rules, false);
            definition["roll"][0]["weight"] = json!(votes.to_string());
            let election = Election::new(definition, &["v1 12 a"]);
            let (record, _) = election.files();
            let written = value(&record)["result"]["candidates"][0]["votes"].to_string();
            assert_eq!(written.trim_matches('"'), votes.to_string());
            assert_eq!(written.starts_with('"'), votes >= 1 << 53, "{written}");
            let report = verify(record.as_bytes(), None);
            assert!(report.passed() && report.recounted, "{votes}:\n{report}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn whatever_is_certified_verifies(
        marks in prop::collection::vec("[a-g]{0,4}", 0..12),
        open in any::<bool>(),
        mode in 0_usize..3,
        weights in any::<bool>(),
        fill in 0_usize..3,
        forbidden in any::<bool>(),
    ) {
        let mode = ["linked", "separate", "anonymous"][mode];
        let linked = mode == "linked";
        let seats = [
            json!({"min": 1, "max": 3, "fill": "max"}),
            json!({"min": 1, "max": 3, "fill": "gap"}),
            json!({"min": 2, "max": 2}),
        ];
        let rules = json!({
            "ballots": mode,
            "secrecy": if open { "open" } else { "secret" },
            "own_candidate": if forbidden && linked { "forbidden" } else { "allowed" },
            "seats": seats[fill],
        });
        let voter = |n: u32| if linked { format!("v{n}") } else { "-".to_owned() };
        let texts: Vec<String> =
            marks.iter().zip(1..).map(|(marks, n)| format!("{} 12 {marks}", voter(n))).collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let mut election = Election::new(definition(&rules, weights && linked), &texts);
        election.proceedings.attendance = Attendance::default();
        if mode == "separate" {
            election.roll_marks = secret_separate().roll_marks;
            election.proceedings.unreturned = 7_u64.saturating_sub(texts.len() as u64);
        }
        let outcome = election.outcome();
        prop_assert!(matches!(outcome, Outcome::Complete { .. }), "every lot is drawn");
        match election.certify_with(&outcome) {
            Ok(_) => {
                let (record, sealed) = election.files();
                let report = verify(record.as_bytes(), sealed.as_ref().map(String::as_bytes));
                prop_assert!(report.passed() && report.recounted, "{}", report);
            }
            // More papers than marks on the roll.
            Err(error) => prop_assert!(mode == "separate" && texts.len() > 7, "{}", error),
        }
    }

    #[test]
    fn p36_no_bytes_make_the_verification_panic(bytes in prop::collection::vec(any::<u8>(), 0..60)) {
        prop_assert!(!verify(&bytes, Some(&bytes)).passed());
    }
}
