//! What would have changed a result is said only where it is true.

use vaali::{
    ballot::{Ballot, Ballots},
    count::{Outcome, Proceedings, Status, count},
    definition::{CandidateId, Definition, Frozen},
};

use super::explain;
use crate::{counted::Counted, language::Language};

/// Two seats among four; `votes` says how many ballots mark each, one mark on each ballot.
fn election(votes: [usize; 4], ties: &str, fill: &str) -> (Frozen, Outcome) {
    let definition = format!(
        r#"{{"format": 1, "id": "7f6d4a0e-6f0c-4c51-9d5b-0c5f8f0d2a11", "title": "Board",
            "rules": {{"ballots": "anonymous", "secrecy": "secret", "marks": {{"min": 1, "max": 1}},
                      "seats": {{"min": 1, "max": 2, "fill": "{fill}"}}, "ties": {ties}}},
            "candidates": [{{"id": "a", "name": "A"}}, {{"id": "b", "name": "B"}}, {{"id": "c", "name": "C"}}, {{"id": "d", "name": "D"}}]}}"#
    );
    let frozen = Definition::from_json(&definition).unwrap().freeze().unwrap();
    let ballots = ["a", "b", "c", "d"].iter().zip(votes).flat_map(|(id, votes)| {
        vec![Ballot { marks: vec![(*id).to_owned()], ..Ballot::default() }; votes]
    });
    let ballots = Ballots::of(&frozen, ballots, []);
    let outcome = count(&frozen, &ballots, &Proceedings::default()).unwrap();
    (frozen, outcome)
}

fn said(election: &(Frozen, Outcome), candidate: &str) -> String {
    let proceedings = Proceedings::default();
    let counted = Counted { frozen: &election.0, outcome: &election.1, proceedings: &proceedings };
    let id: CandidateId = candidate.parse().unwrap();
    explain(&counted, &id, Language::English).unwrap().text()
}

const LOT: &str = r#"{"seat": "lot_manual"}"#;

#[test]
fn with_the_votes_that_are_said_to_be_missing_the_candidate_is_tied_for_the_last_seat() {
    assert!(said(&election([9, 6, 4, 1], LOT, "max"), "c").contains("With 2 votes more"));
    // Counted again with these two votes, it is so.
    let (_, outcome) = election([9, 6, 6, 1], LOT, "max");
    assert_eq!(outcome.request().map(|request| request.among.len()), Some(2));

    assert!(said(&election([9, 6, 4, 1], LOT, "max"), "b").contains("With 2 votes fewer"));
    let (_, outcome) = election([9, 4, 4, 1], LOT, "max");
    assert!(outcome.request().is_some());
}

#[test]
fn nothing_is_said_where_the_seat_line_would_move() {
    for (votes, ties, fill) in [
        ([9, 6, 4, 1], LOT, "gap"),
        ([9, 6, 6, 1], LOT, "max"),
        ([9, 6, 6, 1], r#"{"seat": "lot_manual", "shrink": true}"#, "max"),
    ] {
        for candidate in ["a", "d"] {
            let text = said(&election(votes, ties, fill), candidate);
            assert!(!text.contains("and the others as now"), "{votes:?} {ties} {fill} {text}");
        }
    }
}

#[test]
fn who_has_too_few_votes_hears_how_many_are_missing() {
    let election = election([9, 6, 4, 0], LOT, "max");
    let last = election.1.result().candidates.last().map(|candidate| candidate.status);
    assert_eq!(last, Some(Status::NotElected));
    assert!(said(&election, "d").contains("1 vote was missing"));
}
