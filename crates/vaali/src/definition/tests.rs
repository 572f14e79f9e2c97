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

/// Each row: what is changed, and all faults that must be found.
type BadRules = (&'static [(&'static str, &'static str)], &'static [&'static str]);

const BAD_RULES: &[BadRules] = &[
    // the form
    (&[("/format", "2")], &["D05 format"]),
    (&[("/title", r#""""#)], &["D06 title"]),
    (&[("/title", r#"{"fi": " "}"#)], &["D06 title"]),
    (&[("/titel", r#""x""#)], &["D02 titel"]),
    (&[("/rules/mark", "1"), ("/rules/seat", "2")], &["D02 rules.mark", "D02 rules.seat"]),
    (&[("/rules/marks/exactly", "3")], &["D02 rules.marks.exactly"]),
    (&[("/rules/seats", "null")], &["D03 rules"]),
    (
        &[
            ("/rules/seats", "null"),
            ("/rules/marks", "null"),
            ("/rules/secrecy", "null"),
            ("/rules/ballots", "null"),
        ],
        &["D03 rules", "D03 rules", "D03 rules", "D03 rules"],
    ),
    (&[("/rules/ballots", r#""paper""#)], &["D02 rules.ballots"]),
    (
        &[("/rules/marks/min", r#""one""#), ("/rules/marks/max", "-3")],
        &["D04 rules.marks.max", "D04 rules.marks.min"],
    ),
    (&[("/rules/marks/max", "2.5")], &["D04 rules.marks.max"]),
    (
        &[("/roll/2/weight", r#""many""#), ("/roll/5/weight", "-1")],
        &["D04 roll[2].weight", "D04 roll[5].weight"],
    ),
    (&[("/candidates/1/id", r#"" c2""#)], &["D04 candidates[1].id"]),
    (&[("/id", r#""12""#)], &["D04 id"]),
    (&[("/rules/ties/seat", r#""casting_vote""#)], &["D07 rules.ties.seat"]),
    (&[("/rules/ties/office", r#""chair_decides""#)], &["D07 rules.ties.office"]),
    (
        &[("/rules/voting", r#"{"opens": "yesterday", "closes": "2020-09-25T00:00:00Z"}"#)],
        &["D04 rules.voting.opens"],
    ),
    // candidates
    (&[("/candidates", "[]"), ("/roll", r#"[{"id": "v1", "name": "V"}]"#)], &["D10 candidates"]),
    (
        &[(
            "/candidates",
            r#"[{"id": "a", "name": "A", "organisation": "v1", "withdrawn": true}]"#,
        )],
        &["D11 candidates"],
    ),
    (&[("/candidates/4/id", r#""c2""#)], &["D12 candidates[4].id"]),
    (&[("/candidates/4/name", r#"" ""#)], &["D13 candidates[4].name"]),
    (
        &[("/candidates/4/name", r#""Candidate 2""#), ("/candidates/4/organisation", r#""v2""#)],
        &["D14 candidates[4].name"],
    ),
    (&[("/candidates/4/name", r#""Candidate 2""#)], &["D15 candidates[4].name"]),
    (&[("/candidates/4/organisation", r#""v99""#)], &["D16 candidates[4].organisation"]),
    (
        &[("/rules/own_candidate", r#""forbidden""#), ("/candidates/0/organisation", "null")],
        &["D17 candidates[0].organisation"],
    ),
    (
        &[("/rules/seat_holder", r#""organisation""#), ("/candidates/0/organisation", "null")],
        &["D17 candidates[0].organisation"],
    ),
    (
        &[("/rules/deputies", r#""per_organisation""#), ("/candidates/5/organisation", "null")],
        &["D17 candidates[5].organisation"],
    ),
    (&[("/candidates/0/personal_deputy", r#""Dan""#)], &["D21 candidates[0].personal_deputy"]),
    // the roll
    (&[("/roll", "[]")], &["D25 roll"]),
    (&[("/rules/ballots", r#""anonymous""#)], &["D26 roll"]),
    (&[("/roll/3/id", r#""v1""#)], &["D16 candidates[3].organisation", "D27 roll[3].id"]),
    (&[("/roll/3/name", r#""""#)], &["D28 roll[3].name"]),
    (&[("/roll/3/weight", "0")], &["D29 roll[3].weight"]),
    (&[("/rules/ballots", r#""separate""#), ("/roll/3/weight", "2")], &["D30 roll[3].weight"]),
    (&[("/roll/3/weight", r#""18446744073709551615""#)], &["D31 roll"]),
    // marks
    (&[("/rules/marks/max", "0")], &["D35 rules.marks.max"]),
    (&[("/rules/marks", r#"{"min": 3, "max": 2}"#)], &["D36 rules.marks"]),
    (&[("/rules/marks", r#"{"min": 7, "max": 9}"#)], &["D37 rules.marks.min"]),
    (&[("/rules/marks", r#"{"min": 1, "max": 9}"#)], &["D38 rules.marks.max"]),
    (&[("/rules/marks/min", "0")], &["D39 rules.marks.min"]),
    // seats
    (&[("/rules/seats", r#"{"min": 0, "max": 0}"#)], &["D40 rules.seats.max"]),
    (&[("/rules/seats", r#"{"min": 4, "max": 2}"#)], &["D41 rules.seats"]),
    (&[("/rules/seats", r#"{"min": 2, "max": 4}"#)], &["D42 rules.seats.fill"]),
    (
        &[("/rules/seats", r#"{"min": 2, "max": 4, "fill": {"decided": 5}}"#)],
        &["D43 rules.seats.fill.decided"],
    ),
    (
        &[("/rules/seats", r#"{"min": 2, "max": 4, "fill": {"decided": 1}}"#)],
        &["D43 rules.seats.fill.decided"],
    ),
    (&[("/rules/seats", r#"{"min": 4, "max": 4, "fill": "gap"}"#)], &["D44 rules.seats.fill"]),
    (&[("/rules/seats", r#"{"min": 9, "max": 9}"#)], &["D45 rules.seats.min"]),
    (&[("/rules/seats", r#"{"min": 6, "max": 6}"#)], &["D46 rules.unopposed"]),
    (&[("/rules/minimum_votes", "9")], &["D48 rules.minimum_votes"]),
    // ties
    (&[("/rules/ties", "{}")], &["D50 rules.ties.seat"]),
    (&[("/rules/ties", r#"{"seat": "lot_seeded"}"#)], &["D51 rules.ties.seed_source"]),
    (
        &[("/rules/ties", r#"{"seat": "lot_manual", "office": "lot_rfc3797"}"#)],
        &["D51 rules.ties.seed_source"],
    ),
    (&[("/rules/ties/seed_source", r#""lottery""#)], &["D52 rules.ties.seed_source"]),
    (&[("/rules/ties/extend", "true")], &["D53 rules.ties.extend"]),
    (
        &[("/rules/seats", r#"{"min": 3, "max": 3}"#), ("/rules/ties/shrink", "true")],
        &["D54 rules.ties.shrink"],
    ),
    // offices, deputies, other seats
    (
        &[("/rules/offices", r#"[{"id": "a", "name": "A"}, {"id": "a", "name": "B"}]"#)],
        &["D55 rules.offices[1].id"],
    ),
    (
        &[(
            "/rules/offices",
            r#"[{"id": "a", "name": "A"}, {"id": "b", "name": "B"}, {"id": "c", "name": "C"}]"#,
        )],
        &["D56 rules.offices"],
    ),
    (
        &[("/rules/offices", r#"[{"id": "a", "name": "", "filled": {"named_by": " "}}]"#)],
        &["D57 rules.offices[0].name", "D57 rules.offices[0].filled.named_by"],
    ),
    (
        &[("/rules/deputies", r#"{"next_in_order": {"number": 0}}"#)],
        &["D60 rules.deputies.next_in_order.number"],
    ),
    (
        &[("/rules/deputies", r#"{"next_in_order": {"number": 5}}"#)],
        &["D61 rules.deputies.next_in_order.number"],
    ),
    (
        &[("/rules/deputies", r#"{"next_in_order": {"numbr": 5}}"#)],
        &["D02 rules.deputies.next_in_order.numbr", "D03 rules.deputies.next_in_order"],
    ),
    (
        &[(
            "/rules/other_seats",
            r#"[{"name": "", "kind": {"appointed_by": ""}, "number": 0, "voting": true}]"#,
        )],
        &[
            "D63 rules.other_seats[0].number",
            "D57 rules.other_seats[0].name",
            "D57 rules.other_seats[0].kind",
        ],
    ),
    (
        &[(
            "/rules/other_seats",
            r#"[{"name": "county", "kind": {"appointed_by": "county"}, "number": 4, "voting": true, "within_range": true}]"#,
        )],
        &["D64 rules.other_seats"],
    ),
    // times, and checks that cannot be made
    (
        &[(
            "/rules/voting",
            r#"{"opens": "2020-09-25T00:00:00Z", "closes": "2020-09-24T00:00:00Z"}"#,
        )],
        &["D70 rules.voting"],
    ),
    (
        &[
            (
                "/rules/voting",
                r#"{"opens": "2020-09-24T00:00:00Z", "closes": "2020-09-25T00:00:00Z"}"#,
            ),
            (
                "/rules/nominations",
                r#"{"deadline": "2020-09-24T00:00:01Z", "per_organisation": 0}"#,
            ),
        ],
        &["D71 rules.nominations.deadline", "D74 rules.nominations.deadline"],
    ),
    (&[("/rules/term", r#"{"years": 0}"#)], &["D73 rules.term.years"]),
    (
        &[
            ("/rules/ballots", r#""separate""#),
            ("/rules/own_candidate", r#""forbidden""#),
            ("/rules/second_ballot", r#""last_counts""#),
            ("/rules/secrecy", r#""open""#),
        ],
        &["D75 rules.own_candidate", "D76 rules.second_ballot", "D77 rules.secrecy"],
    ),
    // several at once: all are found
    (
        &[
            ("/title", r#""""#),
            ("/rules/marks", r#"{"min": 3, "max": 2}"#),
            ("/rules/seats", r#"{"min": 5, "max": 4}"#),
            ("/rules/ties", "{}"),
            ("/candidates/1/id", r#""c1""#),
        ],
        &[
            "D06 title",
            "D12 candidates[1].id",
            "D36 rules.marks",
            "D41 rules.seats",
            "D50 rules.ties.seat",
        ],
    ),
];

#[test]
fn p06_every_self_contradicting_rule_set_is_refused_with_all_its_faults() {
    assert!(BAD_RULES.len() >= 50, "{} rows", BAD_RULES.len());
    for (changes, expected) in BAD_RULES {
        let changes: Vec<(&str, Value)> =
            changes.iter().map(|(at, text)| (*at, serde_json::from_str(text).unwrap())).collect();
        let found: BTreeSet<String> = faults(with(&changes)).into_iter().collect();
        let expected: BTreeSet<String> = expected.iter().map(|fault| (*fault).to_owned()).collect();
        assert_eq!(found, expected, "{changes:?}");
    }
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
    assert_eq!(codes, ["D46", "D20", "D20"], "four are left for up to four seats");
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
