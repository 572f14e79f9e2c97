mod bad_rules;

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::{Definition, DefinitionFault, Refusal, Severity, Standing, presets};

/// A definition without a fault, in which every test changes what it is about.
fn sound() -> Value {
    json!({
        "format": 1,
        "id": "7f6d4a0e-6f0c-4c51-9d5b-0c5f8f0d2a11",
        "title": "Council",
        "rules": {
            "ballots": "linked", "secrecy": "secret", "marks": {"min": 1, "max": 3}, "own_candidate": "allowed",
            "seats": {"min": 2, "max": 4, "fill": "max"}, "ties": {"seat": "lot_manual"},
            "offices": [{"id": "chair", "name": "chair"}],
        },
        "candidates": (1..=6).map(|n| json!({"id": format!("c{n}"), "name": format!("Candidate {n}"), "organisation": format!("v{n}")})).collect::<Vec<_>>(),
        "roll": (1..=8).map(|n| json!({"id": format!("v{n}"), "name": format!("Organisation {n}")})).collect::<Vec<_>>(),
    })
}

/// Puts values at JSON pointers; null removes.
fn with(changes: &[(&str, Value)]) -> Value {
    let mut value = sound();
    for (pointer, new) in changes {
        let (parent, key) = pointer.rsplit_once('/').unwrap();
        match value.pointer_mut(parent).unwrap() {
            Value::Object(fields) if new.is_null() => {
                fields.remove(key);
            }
            Value::Object(fields) => {
                fields.insert(key.to_owned(), new.clone());
            }
            Value::Array(items) => items[key.parse::<usize>().unwrap()] = new.clone(),
            other => panic!("{other} has no members"),
        }
    }
    value
}

/// `code path` of every fault found, in reading or in checking.
fn faults(value: Value) -> Vec<String> {
    let found = match Definition::from_value(value) {
        Err(faults) => faults.0,
        Ok(definition) => definition.check(),
    };
    found.iter().map(|fault| format!("{} {}", fault.fault.code(), fault.path)).collect()
}

#[test]
fn the_sound_definition_has_no_fault() {
    assert_eq!(faults(sound()), Vec::<String>::new());
}

#[test]
fn a_definition_with_an_error_cannot_be_frozen_and_one_with_a_warning_can() {
    let error = with(&[("/rules/marks/max", json!(0))]);
    assert!(Definition::from_value(error).unwrap().freeze().is_err());
    let warning = with(&[("/rules/marks/max", json!(9))]);
    let frozen = Definition::from_value(warning).unwrap().freeze().unwrap();
    assert_eq!(frozen.warnings().len(), 1);
    assert_eq!(frozen.warnings()[0].severity(), Severity::Warning);
}

#[test]
fn an_unknown_field_names_the_nearest_known_one() {
    let faults = Definition::from_value(with(&[("/rules/marks/maxx", json!(1))])).unwrap_err();
    assert!(faults.to_string().contains("did you mean `max`?"), "{faults}");
    let faults = Definition::from_value(with(&[("/rules/ballots", json!("linkd"))])).unwrap_err();
    assert!(faults.to_string().contains("did you mean `linked`?"), "{faults}");
}

#[test]
fn personal_pairs_need_a_deputy_for_everybody_on_the_ballot() {
    let found = faults(with(&[("/rules/deputies", json!("personal_pair"))]));
    assert_eq!(found.len(), 6);
    assert!(found.iter().all(|fault| fault.starts_with("D18 candidates[")));
}

#[test]
fn duplicate_keys_are_refused_with_their_place() {
    let faults = Definition::from_json("{\"format\": 1,\n \"format\": 1}").unwrap_err();
    assert_eq!(faults.0[0].fault.code(), "D01");
    assert!(faults.to_string().contains("format"), "{faults}");
}

#[test]
fn hostile_definitions_end_in_an_error_and_not_in_a_hang() {
    let fields: serde_json::Map<String, Value> =
        (0..50_000).map(|n| (format!("f{n}"), json!(0))).collect();
    let faults = Definition::from_json(&Value::from(fields).to_string()).unwrap_err();
    assert!(faults.0.len() <= 100);
    assert!(Definition::from_json(&"[".repeat(1_000_000)).is_err());
}

#[test]
fn p30_any_change_of_the_rules_gives_another_hash() {
    let hash = |value| Definition::from_value(value).unwrap().freeze().unwrap().hash();
    let before = hash(sound());
    assert_eq!(before, hash(sound()));
    for (pointer, new) in [
        ("/rules/marks/max", json!(2)),
        ("/rules/seats/max", json!(5)),
        ("/title", json!("Council ")),
        ("/candidates/0/name", json!("Somebody")),
        ("/roll/0/suspended", json!(true)),
    ] {
        assert_ne!(before, hash(with(&[(pointer, new)])), "{pointer}");
    }
}

#[test]
fn spelling_out_a_default_does_not_change_the_hash() {
    let hash = |value| Definition::from_value(value).unwrap().freeze().unwrap().hash();
    let spelled = with(&[
        ("/rules/minimum_votes", json!(1)),
        ("/rules/second_ballot", json!("reject_second")),
        ("/test", json!(false)),
        ("/roll/0/weight", json!("1")),
        ("/roll/0/suspended", json!(false)),
    ]);
    assert_eq!(hash(sound()), hash(spelled));
}

#[test]
fn a_late_nomination_is_refused_to_the_second() {
    let nominated = |at: &str| {
        let value = with(&[
            (
                "/rules/nominations",
                json!({"deadline": "2020-09-01T12:00:00Z", "per_organisation": 1}),
            ),
            ("/candidates/0/nominated_at", json!(at)),
        ]);
        Definition::from_value(value).unwrap().freeze().unwrap().standings()[0].clone()
    };
    assert_eq!(nominated("2020-09-01T11:59:59Z"), Standing::OnBallot);
    assert_eq!(nominated("2020-09-01T12:00:00Z"), Standing::OnBallot);
    assert_eq!(nominated("2020-09-01T12:00:01Z"), Standing::Refused(Refusal::Late { seconds: 1 }));
    assert_eq!(
        nominated("2020-09-01T15:00:00.5+03:00"),
        Standing::Refused(Refusal::Late { seconds: 1 })
    );
}

#[test]
fn of_two_nominations_of_one_organisation_the_earlier_stands() {
    let value = with(&[
        ("/rules/nominations", json!({"per_organisation": 1})),
        ("/candidates/0/nominated_at", json!("2020-09-01T12:00:01Z")),
        ("/candidates/1/organisation", json!("v1")),
        ("/candidates/1/nominated_at", json!("2020-09-01T12:00:00Z")),
        ("/candidates/2/organisation", json!("v1")),
    ]);
    let frozen = Definition::from_value(value).unwrap().freeze().unwrap();
    let second = || Standing::Refused(Refusal::Second { standing: vec!["c2".parse().unwrap()] });
    assert_eq!(frozen.standings()[..3], [second(), Standing::OnBallot, second()]);
    let codes: Vec<_> = frozen.warnings().iter().map(|warning| warning.fault.code()).collect();
    assert_eq!(codes, ["D46", "D79", "D20", "D20"], "four are left for up to four seats");
}

#[test]
fn a_withdrawn_nomination_leaves_room_for_another_of_its_organisation() {
    let value = with(&[
        ("/rules/nominations", json!({"per_organisation": 1})),
        ("/candidates/0/withdrawn", json!(true)),
        ("/candidates/1/organisation", json!("v1")),
    ]);
    let frozen = Definition::from_value(value).unwrap().freeze().unwrap();
    assert_eq!(frozen.standings()[..2], [Standing::Withdrawn, Standing::OnBallot]);
}

#[test]
fn every_preset_is_read_and_names_its_sources() {
    assert_eq!(presets::all().len(), 6, "a preset that cannot be read is left out");
    let written: serde_json::Value = serde_json::from_str(&presets::to_json()).unwrap();
    assert_eq!(written, serde_json::to_value(presets::all()).unwrap(), "every default is written");
    for preset in presets::all() {
        assert!(!preset.sources.is_empty(), "{}", preset.id);
        let rules = serde_json::to_value(&preset.rules).unwrap();
        let seats = preset.rules.seats.max;
        let linked = preset.rules.ballots != super::BallotMode::Anonymous;
        let candidates: Vec<Value> = (0..seats + 10)
            .map(|n| json!({"id": format!("c{n}"), "name": format!("N{n}"), "personal_deputy": format!("D{n}")}))
            .collect();
        let roll = if linked { json!([{"id": "v", "name": "V"}]) } else { json!([]) };
        let value = json!({"format": 1, "id": "7f6d4a0e-6f0c-4c51-9d5b-0c5f8f0d2a11", "title": "T", "rules": rules, "candidates": candidates, "roll": roll});
        let definition = Definition::from_value(value).unwrap();
        if let Err(faults) = definition.freeze() {
            panic!("{}: {faults}", preset.id);
        }
    }
    assert_eq!(presets::nearest("founding_counsil"), Some("founding_council"));
}

#[test]
fn codes_of_faults_are_unique_and_in_order() {
    let codes = DefinitionFault::CODES;
    let unique: BTreeSet<_> = codes.iter().collect();
    assert_eq!(unique.len(), codes.len());
}

#[test]
fn ids_keep_their_letters() {
    let value = with(&[("/candidates/0/id", json!("007")), ("/candidates/1/id", json!("1-2"))]);
    let definition = Definition::from_value(value).unwrap();
    assert_eq!(definition.candidates[0].id.as_str(), "007");
    assert_eq!(definition.candidates[1].id.as_str(), "1-2");
    for bad in ["", " a", "a ", "a\nb", "a\u{0}"] {
        assert!(bad.parse::<super::CandidateId>().is_err(), "{bad:?}");
    }
}

#[test]
fn p10_a_weight_of_two_to_the_53_can_be_frozen() {
    let definition = serde_json::json!({
        "format": 1, "id": "7f6d4a0e-6f0c-4c51-9d5b-0c5f8f0d2a11", "title": "T",
        "rules": {
            "ballots": "linked", "secrecy": "secret", "marks": {"min": 1, "max": 1},
            "seats": {"min": 1, "max": 1}, "ties": {"seat": "lot_manual"},
        },
        "candidates": [{"id": "a", "name": "A"}, {"id": "b", "name": "B"}],
        "roll": [{"id": "v", "name": "V", "weight": (1_u64 << 53).to_string()}],
    });
    assert!(super::Definition::from_value(definition).unwrap().freeze().is_ok());
}

#[test]
fn the_template_that_mends_definitions_is_one() {
    assert!(super::Definition::from_value(super::parse::template()).is_ok());
}

#[test]
fn faults_of_form_are_said_in_peoples_words() {
    const UUID: &str = "is not a UUID: 32 hexadecimal digits in groups of 8-4-4-4-12, such as 7f6d4a0e-6f0c-4c51-9d5b-0c5f8f0d2a11";
    let cases = [
        ("/rules/seats/min", json!("four"), "`four` is not a whole number"),
        ("/rules/seats/min", json!(2.5), "`2.5` is not a whole number"),
        ("/rules/seats/min", json!(-1), "`-1` is below 0"),
        ("/rules/seats/min", json!(5_000_000_000_u64), "`5000000000` is too large"),
        ("/rules/seats/min", json!([1]), "a list is not a whole number"),
        ("/rules/minimum_votes", json!("many"), "`many` is not a whole number"),
        ("/test", json!("yes"), "`yes` is neither true nor false"),
        ("/candidates/0/name", json!(7), "`7` is not a text: write it in quotes"),
        ("/rules/offices", json!("chair"), "`chair` is not a list: write it in square brackets"),
        ("/rules/seats", json!(4), "`4` is not a table"),
        ("/rules/seats", json!([1, 2]), "a list is not a table"),
        ("/candidates/0", json!(["a", "Aino"]), "a list is not a table"),
        (
            "/candidates/0/nominated_at",
            json!("1.4.2030"),
            "`1.4.2030` is not an instant such as 2030-04-01T12:00:00Z",
        ),
        (
            "/candidates/0/nominated_at",
            json!(2030),
            "`2030` is not an instant such as 2030-04-01T12:00:00Z",
        ),
        (
            "/rules/voting",
            json!({"opens": "soon", "closes": "2030-04-01T12:00:00Z"}),
            "`soon` is not an instant such as 2030-04-01T12:00:00Z",
        ),
        (
            "/title",
            json!(2026),
            "`2026` is neither a text in quotes nor a table of texts by language, such as { fi = \"Johtokunta\", en = \"Board\" }",
        ),
        ("/id", json!("12"), &format!("`12` {UUID}")),
        ("/id", json!(12), &format!("`12` {UUID}")),
        (
            "/rules/deputies",
            json!("next_in_order"),
            "`next_in_order` does not say enough alone: write { next_in_order = { number = 3 } }",
        ),
        (
            "/rules/seats/fill",
            json!("decided"),
            "`decided` does not say enough alone: write { decided = 5 }",
        ),
        (
            "/rules/deputies",
            json!({"none": 3}),
            "nothing more is written with this word: write the word alone, in quotes",
        ),
        ("/rules/deputies", json!(3), "`3` is neither a word in quotes nor a table"),
        (
            "/rules/secrecy",
            json!("opne"),
            "`opne` is not known here; did you mean `open`? known are secret, open",
        ),
    ];
    for (pointer, value, said) in cases {
        let faults = Definition::from_value(with(&[(pointer, value.clone())])).unwrap_err().0;
        assert_eq!(faults.len(), 1, "{pointer} {value}: {faults:?}");
        assert_eq!(faults[0].fault.to_string(), said, "{pointer} {value}");
        assert!(!faults[0].fault.fix().contains("remove"), "{pointer} {value}");
    }
}

#[test]
fn a_word_that_says_too_little_does_not_hide_the_other_faults() {
    let mut found = faults(with(&[
        ("/rules/deputies", json!("next_in_order")),
        ("/rules/test", json!(1)),
        ("/rules/seats/min", json!("four")),
    ]));
    found.sort();
    assert_eq!(found.len(), 3, "{found:?}");
    assert!(found[1].starts_with("D04 rules.deputies"), "{found:?}");
}

#[test]
fn voters_of_one_name_are_told_of_up_to_twenty_times() {
    let mut value = sound();
    let same = |n: usize| json!({"id": format!("w{n}"), "name": "Namesake"});
    value["roll"].as_array_mut().unwrap().extend((0..30).map(same));
    let found = faults(value);
    assert_eq!(found.len(), 20);
    assert_eq!(found[0], "D33 roll[9].name");
}
