//! Promise P31: with secret ballots no document holds one, and nothing that would tell one.

use serde_json::Value;
use vaali::{ballot::Ballot, count::Proceedings, definition::Definition};
use vaali_report::{
    Language,
    booklet::{self, Order},
    chart, explain, news,
    page::{self, Publication},
};

use crate::{common::Election, elections::counted};

/// Two elections of the same votes that only the ballots tell apart.
fn election(ballots: [&[&str]; 4]) -> Election {
    let candidate = |id: &str| serde_json::json!({"id": id, "name": format!("Candidate {id}")});
    let voter = |id: &str| serde_json::json!({"id": id, "name": format!("Canary {id} ry")});
    let definition = serde_json::json!({
        "format": 1, "id": "7f6d4a0e-6f0c-4c51-9d5b-0c5f8f0d2a11", "title": "Board",
        "rules": {"ballots": "linked", "secrecy": "secret", "marks": {"min": 1, "max": 2},
                  "seats": {"min": 1, "max": 1}, "ties": {"seat": "lot_manual"}},
        "candidates": Value::from(["a", "b", "c"].map(candidate).to_vec()),
        "roll": Value::from(["v1", "v2", "v3", "v4"].map(voter).to_vec()),
    });
    let cast = ballots.iter().zip(["v1", "v2", "v3", "v4"]).map(|(marks, voter)| Ballot {
        voter: Some(voter.to_owned()),
        marks: marks.iter().map(|&mark| mark.to_owned()).collect(),
        ..Ballot::default()
    });
    Election::counted(
        Definition::from_value(definition).unwrap(),
        cast.collect(),
        vec![],
        Proceedings::default(),
    )
}

fn documents(election: &Election, language: Language) -> String {
    let counted = counted(election);
    let mut all = page::html(&counted, language, &Publication::default());
    all.push_str(&page::excerpt(&counted, language));
    all.push_str(&chart::svg(&counted, language));
    all.push_str(&news::text(&counted, language));
    for id in ["a", "b", "c"] {
        all.push_str(&explain::explain(&counted, &id.parse().unwrap(), language).unwrap().text());
    }
    all.push_str(&booklet::html(&election.frozen, &Order::Alphabetical, &[language]).unwrap());
    all
}

#[test]
fn p31_documents_of_a_secret_election_are_the_same_whoever_marked_whom() {
    let one = election([&["a", "b"], &["a", "c"], &["a"], &["b", "c"]]);
    let other = election([&["b", "c"], &["a"], &["a", "c"], &["a", "b"]]);
    for language in Language::ALL {
        let text = documents(&one, language);
        assert!(text == documents(&other, language), "{language}");
        assert!(!text.contains("Canary"), "{language}: a voter is named");
    }
}
