//! P31 to P34: what a secret election must not show, in records, sealed files and errors.

use serde_json::{Value, json};

use super::{
    elections::{
        Election, all, ballot, open, secret_anonymous, secret_linked, secret_own_forbidden,
        secret_separate, value,
    },
    mutations::seal_of,
};
use crate::record::{
    Certification, Finding, Record, RecordError, SealedBallots, Status, canonical, certify, verify,
};

const CANARY: &str = "canary-4711";

#[test]
fn p31_a_secret_record_does_not_depend_on_arrival_order_or_time() {
    for election in [secret_linked(), secret_own_forbidden(), secret_separate(), secret_anonymous()]
    {
        let (record, sealed) = election.files();
        for turn in 0..election.cast.len() {
            let mut other = election.clone();
            other.cast.rotate_left(turn);
            other.cast.reverse();
            other.roll_marks.reverse();
            for (minute, cast) in other.cast.iter_mut().enumerate() {
                cast.marks.reverse();
                let minutes = jiff::SignedDuration::from_mins(i64::try_from(minute).unwrap());
                cast.cast_at = cast.cast_at.map(|at| at + minutes);
            }
            let (same_record, same_sealed) = other.files();
            assert_eq!(same_record, record, "{turn}");
            assert_eq!(same_sealed, sealed, "{turn}");
        }
    }
}

#[test]
fn p31_an_open_record_does_keep_the_order() {
    // So that the test above is not passed by ignoring the ballots.
    let election = open();
    let mut other = election.clone();
    other.cast.reverse();
    assert_ne!(other.files().0, election.files().0);
}

#[test]
fn p33_sealed_ballots_carry_neither_voter_nor_time_nor_order() {
    for election in [secret_linked(), secret_separate(), secret_anonymous()] {
        let (record, sealed) = election.files();
        let sealed = value(&sealed.unwrap());
        for ballot in sealed["accepted"].as_array().unwrap() {
            let keys: Vec<&String> = ballot.as_object().unwrap().keys().collect();
            assert_eq!(keys, ["marks", "weight"]);
            assert!(ballot["marks"].as_array().unwrap().is_sorted_by_key(Value::to_string));
        }
        let record = value(&record);
        assert_eq!(record["ballots"].as_object().unwrap().keys().collect::<Vec<_>>(), ["sealed"]);
        assert!(record["result"].get("rejected_ballots").is_none());
    }
}

/// The list of who voted is in the order of the roll, as long as the figures say, and the same whenever and in whatever order they came.
#[test]
fn p33_who_voted_is_told_in_the_order_of_the_roll() {
    let voted = |election: &Election| {
        let certified = election.certify_with(&election.outcome()).unwrap();
        let figure = certified.record.result().turnout.voted.unwrap_or(0);
        assert_eq!(certified.voted.len() as u64, figure);
        certified.voted.iter().map(|id| id.as_str().to_owned()).collect::<Vec<_>>()
    };
    // v8 is suspended; v7 came too early with one ballot and in time with another.
    let seven = ["v1", "v2", "v3", "v4", "v5", "v6", "v7"];
    for (election, expected) in
        [(secret_linked(), &seven[..]), (secret_separate(), &seven), (secret_anonymous(), &[])]
    {
        assert_eq!(voted(&election), expected);
        let mut other = election.clone();
        other.cast.reverse();
        other.roll_marks.reverse();
        assert_eq!(voted(&other), expected);
    }
    let mut early = secret_linked();
    early.cast.retain(|ballot| ballot.voter.as_deref() != Some("v7"));
    early.cast.push(ballot("v7 05 a"));
    early.proceedings.ballots_expected = None;
    early.proceedings.lots.clear();
    early.draw();
    assert_eq!(voted(&early), &seven[..6]);
    // An open record names the voter of each ballot itself.
    assert!(open().certify_with(&open().outcome()).unwrap().voted.is_empty());
}

#[test]
fn p33_sealed_ballots_in_another_order_are_refused() {
    let (record, sealed) = secret_linked().files();
    let mut sealed = value(&sealed.unwrap());
    sealed["accepted"].as_array_mut().unwrap().reverse();
    let sealed = canonical::to_string(&sealed).unwrap();
    // Even where the record names the hash of that very file.
    let mut record = value(&record);
    let hash = crate::record::Hash::of_bytes(sealed.as_bytes());
    record["ballots"]["sealed"]["sealed_ballots_hash"] = json!(hash);
    record["seal"] = json!(seal_of(&record));
    let text = canonical::to_string(&record).unwrap();
    let report = verify(text.as_bytes(), Some(sealed.as_bytes()));
    assert_eq!(report.failed(), ["V13", "V14"]);
}

#[test]
fn p31_a_secret_record_that_carries_ballots_fails_and_cannot_be_read() {
    let secret = value(&secret_linked().files().0);
    let open = value(&open().files().0);
    for (pointer, path) in
        [("/ballots", "/ballots"), ("/result/rejected_ballots", "/result/rejected_ballots")]
    {
        let mut leaky = secret.clone();
        let (parent, field) = pointer.rsplit_once('/').unwrap();
        leaky.pointer_mut(parent).unwrap()[field] = open.pointer(pointer).unwrap().clone();
        leaky["seal"] = json!(seal_of(&leaky));
        let text = canonical::to_string(&leaky).unwrap();
        let report = verify(text.as_bytes(), None);
        let Status::Failed { findings } = &report.checks[11].status else { panic!("{report}") };
        assert!(findings.contains(&Finding::HoldsBallots { path: path.to_owned() }));
        assert_eq!(
            Record::from_json(&text).unwrap_err(),
            RecordError::HoldsBallots { path: path.to_owned() }
        );
    }
}

#[test]
fn p32_the_hash_of_few_ballots_cannot_be_guessed_without_the_salt() {
    let election = secret_anonymous();
    let outcome = election.outcome();
    let evidence = crate::record::Evidence {
        frozen: &election.frozen,
        cast: &election.cast,
        roll_marks: &[],
        proceedings: &election.proceedings,
        outcome: &outcome,
    };
    let hash = |byte: u8| {
        let salt = crate::record::Salt::from_random([byte; 32]);
        let certified =
            certify(&evidence, election.times, Certification::default(), Some(salt)).unwrap();
        assert!(!certified.record.to_json().unwrap().contains("salt"));
        certified.sealed.unwrap().hash().unwrap()
    };
    assert_ne!(hash(1), hash(2));
}

/// Whoever knows all ballots but one can try every content of that one: with the salt it is found at once, with any other nothing is.
#[test]
fn p32_a_ballot_is_found_by_trying_with_the_salt_and_not_without_it() {
    let (record, sealed) = secret_anonymous().files();
    let published = value(&record)["ballots"]["sealed"]["sealed_ballots_hash"].clone();
    let known = value(&sealed.unwrap());
    let patterns: Vec<Vec<String>> = (1_u32..32)
        .map(|bits| ('a'..='e').zip(0..).filter(move |(_, i)| bits & 1 << i != 0))
        .map(|marks| marks.map(|(id, _)| id.to_string()).collect())
        .collect();
    let found = |salt: &Value| -> Vec<&Vec<String>> {
        let fits = |marks: &&Vec<String>| {
            let mut guess = known.clone();
            guess["salt"] = salt.clone();
            let ballots = guess["accepted"].as_array_mut().unwrap();
            ballots[0]["marks"] = json!(marks);
            let ids = |ballot: &Value| -> Vec<String> {
                serde_json::from_value(ballot["marks"].clone()).unwrap()
            };
            ballots.sort_by_key(ids);
            json!(crate::record::Hash::of_canonical(&guess).unwrap()) == published
        };
        patterns.iter().filter(fits).collect()
    };
    let truth = known["accepted"][0]["marks"].clone();
    assert_eq!(json!(found(&known["salt"])), json!([truth]));
    for guessed in ["", &"0".repeat(64), known["definition_hash"].as_str().unwrap()] {
        assert!(found(&json!(guessed)).is_empty());
    }
}

/// What the rejected ballots mark, and texts that are no candidate, change nothing that a secret election shows.
#[test]
fn p34_what_a_rejected_ballot_marks_shows_nowhere() {
    for (i, text) in [(1, "v2 13 aab"), (1, "v2 13 ccd"), (1, "v2 13 eea")] {
        let with = |text: &str| {
            let mut election = secret_linked();
            election.cast[i] = ballot(text);
            election.proceedings.lots.clear();
            election.draw();
            election.files()
        };
        assert_eq!(with(text), with("v2 13 bb"), "{text}");
    }
    let mut election = secret_linked();
    for cast in &mut election.cast {
        if cast.marks.iter().any(|mark| mark == "z") {
            cast.marks = vec![CANARY.to_owned(), "a".to_owned()];
        }
    }
    assert_eq!(election.files(), secret_linked().files());
}

fn has_canary(shown: &str) -> bool {
    shown.contains(CANARY)
}

#[test]
fn p34_no_error_repeats_a_mark() {
    let mut election = secret_linked();
    election.cast.push(crate::ballot::Ballot {
        voter: Some("v7".to_owned()),
        cast_at: None,
        marks: vec![CANARY.to_owned()],
    });
    // Not certifiable: more rows than expected, and another outcome.
    let error = election.certify_with(&secret_linked().outcome()).unwrap_err();
    let json = serde_json::to_string(&error).unwrap();
    assert!(!has_canary(&format!("{error} {error:?} {json}")));

    let evidence = crate::record::Evidence {
        frozen: &election.frozen,
        cast: &election.cast,
        roll_marks: &[],
        proceedings: &election.proceedings,
        outcome: &election.outcome(),
    };
    assert!(!has_canary(&format!("{evidence:?}")));

    let mut open_box = crate::ballot::BallotBox::new(&election.frozen);
    open_box.cast_all(election.cast.clone());
    assert!(!has_canary(&format!("{open_box:?} {:?}", open_box.clone().close())));

    // Every leaf of the sealed file replaced by a canary, and a canary added beside it.
    let (record, sealed) = secret_linked().files();
    let sealed = value(&sealed.unwrap());
    let mut leaves = vec![Vec::new()];
    let mut looked = 0;
    while let Some(path) = leaves.pop() {
        let pointer = [vec![String::new()], path.clone()].concat().join("/");
        let found = sealed.pointer(&pointer).unwrap();
        let steps: Vec<String> = match found {
            Value::Object(fields) => fields.keys().cloned().collect(),
            Value::Array(items) => (0..items.len()).map(|i| i.to_string()).collect(),
            _ => Vec::new(),
        };
        leaves.extend(steps.into_iter().map(|step| [path.clone(), vec![step]].concat()));
        let mut replaced = sealed.clone();
        *replaced.pointer_mut(&pointer).unwrap() = json!(CANARY);
        let mut added = sealed.clone();
        if let Some(Value::Object(fields)) = added.pointer_mut(&pointer) {
            fields.insert(CANARY.to_owned(), json!(1));
        }
        for text in [replaced.to_string(), added.to_string(), format!("{replaced}]")] {
            let report = verify(record.as_bytes(), Some(text.as_bytes()));
            let json = serde_json::to_string(&report).unwrap();
            assert!(!has_canary(&format!("{report} {report:?} {json}")), "{pointer}: {report}");
            if let Err(error) = SealedBallots::from_json(&text) {
                assert!(!has_canary(&format!("{error} {error:?}")), "{pointer}: {error}");
            }
            looked += 1;
        }
    }
    assert!(looked > 100);
}

#[test]
fn p34_what_is_printed_of_sealed_ballots_shows_no_choice_and_no_salt() {
    let election = Election { ..secret_linked() };
    let certified = election.certify_with(&election.outcome()).unwrap();
    let sealed = certified.sealed.as_ref().unwrap();
    let salt = value(&sealed.to_json().unwrap())["salt"].as_str().unwrap().to_owned();
    for shown in [format!("{sealed:?}"), format!("{certified:?}")] {
        assert!(!shown.contains(&salt));
        assert!(!shown.contains("marks: ["));
    }
}

#[test]
fn p31_no_secret_record_holds_a_time_of_casting() {
    for (name, election) in all() {
        let (record, sealed) = election.files();
        let shown = format!("{record}{}", sealed.unwrap_or_default());
        let open = matches!(name, "open" | "acclaimed");
        assert_eq!(shown.contains("cast_at"), open, "{name}");
        assert_eq!(shown.contains("2026-10-13T10:00:00Z"), open, "{name}");
    }
}
