//! Small elections, and changes to elections, for the tests of single promises.

use vaali::{
    ballot::{Ballot, Ballots},
    count::{CountResult, Outcome, Proceedings, Status, count},
    definition::{CandidateId, Definition, Frozen, TieRule},
};

use crate::elections::{Election, Size};

/// Elections of a size that is quick to count.
pub const SMALL: Size = Size { candidates: 8, ballots: 16, huge_weights: true };

/// The same election under changed rules, without lots; nothing if the change cannot be frozen.
pub fn under(election: &Election, change: impl FnOnce(&mut Definition)) -> Option<Election> {
    let mut definition = election.frozen.definition().clone();
    change(&mut definition);
    let mut proceedings = election.proceedings.clone();
    proceedings.lots.clear();
    Some(Election { frozen: definition.freeze().ok()?, proceedings, ..election.clone() })
}

/// Every tie is settled by hand, so that lots can be entered as the test wants.
pub fn by_hand(definition: &mut Definition) {
    let ties = &mut definition.rules.ties;
    (ties.seat, ties.office, ties.deputy) = (Some(TieRule::LotManual), None, None);
    ties.seed_source = None;
}

/// How sure somebody's seat is: 2 elected, 1 if a lot says so, 0 not.
pub fn level(result: &CountResult, id: &CandidateId) -> u32 {
    match result.candidates.iter().find(|c| c.id == *id).map(|c| c.status) {
        Some(Status::Elected) => 2,
        Some(Status::Undecided) => 1,
        _ => 0,
    }
}

/// The ids of the elected, if no seat awaits a lot, in order.
pub fn elected(outcome: &Outcome) -> Option<Vec<String>> {
    let candidates = &outcome.result().candidates;
    if candidates.iter().any(|c| c.status == Status::Undecided) {
        return None;
    }
    let mut ids: Vec<String> = candidates
        .iter()
        .filter(|c| c.status == Status::Elected)
        .map(|c| c.id.to_string())
        .collect();
    ids.sort_unstable();
    Some(ids)
}

/// An anonymous election among `a, b, c, ...` with these rules, as JSON, beside the usual.
pub fn anonymous(candidates: usize, rules: &serde_json::Value) -> Frozen {
    let mut all = serde_json::json!({
        "ballots": "anonymous", "secrecy": "secret", "marks": {"min": 1, "max": candidates},
        "seats": {"min": 1, "max": 1}, "ties": {"seat": "lot_manual"},
    });
    for (key, value) in rules.as_object().unwrap() {
        all[key] = value.clone();
    }
    let names = ('a'..='z').take(candidates).map(|id| serde_json::json!({"id": id, "name": id}));
    let definition = serde_json::json!({
        "format": 1, "id": "7f6d4a0e-6f0c-4c51-9d5b-0c5f8f0d2a11", "title": "T", "rules": all,
        "candidates": names.collect::<Vec<_>>(),
    });
    Definition::from_value(definition).unwrap().freeze().unwrap()
}

/// Ballots with the marks given, a letter for each.
pub fn ballots(marks: &[&str]) -> Vec<Ballot> {
    let ballot = |marks: &&str| Ballot {
        marks: marks.chars().map(String::from).collect(),
        ..Ballot::default()
    };
    marks.iter().map(ballot).collect()
}

/// A ballot of one mark for each vote: `a` has the first number of votes, `b` the second.
pub fn single_marks(votes: &[usize]) -> Vec<Ballot> {
    let letters = ('a'..='z').map(|letter| letter.to_string());
    let of_each = letters.zip(votes);
    let all: Vec<String> = of_each.flat_map(|(letter, &n)| vec![letter; n]).collect();
    ballots(&all.iter().map(String::as_str).collect::<Vec<_>>())
}

/// The outcome of ballots, without proceedings.
pub fn outcome(frozen: &Frozen, ballots: &[Ballot]) -> Outcome {
    let ballots = Ballots::of(frozen, ballots.iter().cloned(), []);
    count(frozen, &ballots, &Proceedings::default()).unwrap()
}
