use std::collections::BTreeSet;

use serde_json::{Value, json};
use vaali::definition::Definition;

use super::sentences;
use crate::language::Language;

fn read_back(changes: &[(&str, Value)], language: Language) -> Vec<String> {
    let mut definition = json!({
        "format": 1, "id": "7f6d4a0e-6f0c-4c51-9d5b-0c5f8f0d2a11", "title": "Board",
        "rules": {"ballots": "anonymous", "secrecy": "secret", "marks": {"min": 1, "max": 2},
                  "seats": {"min": 2, "max": 2}, "ties": {"seat": "lot_manual"}},
        "candidates": (0..9).map(|n| json!({"id": format!("c{n}"), "name": format!("N{n}"), "organisation": format!("v{n}"), "personal_deputy": format!("D{n}")})).collect::<Vec<_>>(),
    });
    for (path, value) in changes {
        let (parent, key) = path.rsplit_once('/').unwrap();
        definition.pointer_mut(&format!("/rules{parent}")).unwrap()[key] = value.clone();
    }
    if definition["rules"]["ballots"] != "anonymous" {
        definition["roll"] =
            (0..9).map(|n| json!({"id": format!("v{n}"), "name": format!("V{n}")})).collect();
    }
    sentences(&Definition::from_value(definition).unwrap().freeze().unwrap(), language)
}

/// A change of every rule, each with a value that is not the default.
fn changes() -> Vec<Vec<(&'static str, Value)>> {
    let linked = ("/ballots", json!("linked"));
    vec![
        vec![linked.clone()],
        vec![("/ballots", json!("separate"))],
        vec![linked.clone(), ("/secrecy", json!("open"))],
        vec![("/marks", json!({"min": 2, "max": 2}))],
        vec![("/marks", json!({"min": 1, "max": 1}))],
        vec![("/marks", json!({"min": 2, "max": 3}))],
        vec![linked.clone(), ("/own_candidate", json!("forbidden"))],
        vec![linked, ("/second_ballot", json!("last_counts"))],
        vec![("/seats", json!({"min": 2, "max": 4, "fill": "max"}))],
        vec![("/seats", json!({"min": 2, "max": 4, "fill": "gap"}))],
        vec![("/seats", json!({"min": 2, "max": 4, "fill": {"decided": 3}}))],
        vec![("/minimum_votes", json!(0))],
        vec![("/minimum_votes", json!(7))],
        vec![("/unopposed", json!("acclamation"))],
        vec![("/ties", json!({"seat": "reballot"}))],
        vec![("/ties", json!({"seat": "lot_seeded", "seed_source": "lotto"}))],
        vec![("/ties", json!({"seat": "lot_rfc3797", "seed_source": "lotto"}))],
        vec![
            ("/seats", json!({"min": 2, "max": 4, "fill": {"decided": 3}})),
            ("/ties", json!({"seat": "lot_manual", "extend": true})),
        ],
        vec![
            ("/seats", json!({"min": 2, "max": 4, "fill": {"decided": 3}})),
            ("/ties", json!({"seat": "lot_manual", "shrink": true})),
        ],
        vec![
            ("/seats", json!({"min": 2, "max": 4, "fill": {"decided": 3}})),
            ("/ties", json!({"seat": "lot_manual", "shrink": true, "extend": true})),
        ],
        vec![("/offices", json!([{"id": "chair", "name": "X"}]))],
        vec![("/offices", json!([{"id": "chair", "name": "X", "filled": "separate_contest"}]))],
        vec![("/offices", json!([{"id": "chair", "name": "X", "filled": "body_elects"}]))],
        vec![("/offices", json!([{"id": "chair", "name": "X", "filled": {"named_by": "Y"}}]))],
        vec![("/deputies", json!("per_organisation"))],
        vec![("/deputies", json!("personal_pair"))],
        vec![("/deputies", json!({"next_in_order": {"number": 1}}))],
        vec![("/deputies", json!({"next_in_order": {"number": 3}}))],
        vec![("/deputies", json!({"next_in_order": {"number": 3, "order_matters": true}}))],
        vec![("/deputies", json!({"next_in_order": {"number": 3, "draw_when_needed": true}}))],
        vec![(
            "/other_seats",
            json!([{"name": "X", "kind": {"appointed_by": "Y"}, "number": 1, "voting": true}]),
        )],
        vec![(
            "/other_seats",
            json!([{"name": "X", "kind": {"ex_officio": "Y"}, "number": 1, "voting": false, "within_range": true}]),
        )],
        vec![("/seat_holder", json!("organisation"))],
        vec![("/nominations", json!({"per_organisation": 0}))],
        vec![("/nominations", json!({"per_organisation": 1}))],
        vec![("/nominations", json!({"per_organisation": 3, "deadline": "2030-01-01T10:00:00Z"}))],
        vec![(
            "/voting",
            json!({"opens": "2030-01-01T10:00:00Z", "closes": "2030-01-02T10:00:00Z"}),
        )],
        vec![("/time_zone", json!("Europe/Helsinki"))],
        vec![("/term", json!({"years": 1}))],
        vec![("/term", json!({"years": 2}))],
        vec![("/challenge", json!({"months": 3}))],
    ]
}

#[test]
fn every_rule_changes_what_is_read_back_in_every_language() {
    for language in Language::ALL {
        let mut readings = BTreeSet::from([read_back(&[], language)]);
        for change in changes() {
            assert!(readings.insert(read_back(&change, language)), "{language}: {change:?}");
        }
    }
}

#[test]
fn no_sentence_is_the_same_in_two_languages() {
    for change in changes() {
        let [finnish, swedish, english] =
            Language::ALL.map(|language| read_back(&change, language));
        assert_eq!((finnish.len(), swedish.len()), (english.len(), english.len()));
        for ((finnish, swedish), english) in finnish.iter().zip(&swedish).zip(&english) {
            assert!(finnish != swedish && swedish != english && finnish != english, "{english}");
        }
    }
}

#[test]
fn a_sentence_names_the_statute_in_which_its_rule_has_its_model() {
    let read =
        |language| read_back(&[("/challenge", json!({"months": 1}))], language).pop().unwrap();
    assert_eq!(
        read(Language::Finnish),
        "Päätöstä voi moittia 1 kuukauden kuluessa sen tekemisestä (vrt. yhdistyslaki 503/1989, 32 §)."
    );
    assert_eq!(
        read(Language::Swedish),
        "Beslutet kan klandras inom 1 månad från det att det fattades (jfr föreningslagen 503/1989, 32 §)."
    );
    assert_eq!(
        read(Language::English),
        "The decision can be challenged within 1 month from the day it was made (compare the Associations Act 503/1989, section 32)."
    );
}

#[test]
fn the_last_tie_rule_alone_stands_without_otherwise() {
    let ties = |rules: Value| {
        let seats = ("/seats", json!({"min": 2, "max": 4, "fill": {"decided": 3}}));
        read_back(&[seats, ("/ties", rules)], Language::English)
            .into_iter()
            .find(|sentence| sentence.contains("tied at the last seat"))
            .unwrap()
    };
    assert_eq!(
        ties(json!({"seat": "reballot"})),
        "If votes are tied at the last seat, the tie is settled by a new ballot between the tied."
    );
    assert_eq!(
        ties(json!({"seat": "reballot", "extend": true, "shrink": true})),
        "If votes are tied at the last seat, all of the tied are elected, provided that no more than 4 are elected then. Otherwise none of the tied are elected, provided that at least 2 are elected without them. Otherwise the tie is settled by a new ballot between the tied."
    );
}
