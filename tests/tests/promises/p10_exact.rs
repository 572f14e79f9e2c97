//! P10: numbers are exact up to 64 bits, and overflow is an error.

use serde_json::{Value, json};
use vaali::{
    ballot::{Ballot, Ballots},
    count::{CountError, CountResult, Outcome, Proceedings, Status, count},
    definition::Definition,
};

/// An election of two candidates in which each weight is the vote of one voter, for the candidates named.
fn weighted(votes: &[(u64, &str)], seats: &Value) -> Result<CountResult, CountError> {
    let roll = votes.iter().enumerate().map(|(i, (weight, _))| {
        json!({"id": format!("v{i}"), "name": "V", "weight": weight.to_string()})
    });
    let definition = json!({
        "format": 1, "id": "7f6d4a0e-6f0c-4c51-9d5b-0c5f8f0d2a11", "title": "T",
        "rules": {
            "ballots": "linked", "secrecy": "secret", "marks": {"min": 1, "max": 2},
            "seats": seats, "ties": {"seat": "lot_manual"},
        },
        "candidates": [{"id": "a", "name": "A"}, {"id": "b", "name": "B"}, {"id": "c", "name": "C"}],
        "roll": roll.collect::<Vec<_>>(),
    });
    let frozen = Definition::from_value(definition).unwrap().freeze().unwrap();
    let ballots = votes.iter().enumerate().map(|(i, (_, marks))| Ballot {
        voter: Some(format!("v{i}")),
        cast_at: None,
        marks: marks.chars().map(String::from).collect(),
    });
    let counted = count(&frozen, &Ballots::of(&frozen, ballots, []), &Proceedings::default())?;
    Ok(match counted {
        Outcome::Complete { result } | Outcome::LotNeeded { partial: result, .. } => *result,
    })
}

fn votes(result: &CountResult, id: &str) -> (Option<u64>, Status) {
    let candidate = result.candidates.iter().find(|c| c.id.as_str() == id).unwrap();
    (candidate.votes.map(u64::from), candidate.status)
}

const LIMITS: [u32; 6] = [15, 16, 31, 32, 53, 63];

#[test]
fn p10_a_difference_of_one_decides_at_every_limit_of_numbers() {
    for limit in LIMITS {
        let limit = 1_u64 << limit;
        for weight in [limit - 1, limit] {
            // Both near the limit together stay below 2^64, as sums of all votes must.
            let (a, b) = (weight, weight.saturating_sub(1).min(u64::MAX - weight));
            let result = weighted(&[(a, "a"), (b, "b")], &json!({"min": 1, "max": 1})).unwrap();
            assert_eq!(votes(&result, "a"), (Some(a), Status::Elected));
            assert_eq!(votes(&result, "b"), (Some(b), Status::NotElected));
            assert_eq!(result.reconciliation.votes.get(), a + b);
            assert_eq!(result.margins.unwrap().distance.map(u64::from), Some(a - b));
        }
    }
}

#[test]
fn p10_a_tie_is_a_tie_and_one_less_is_none_at_every_limit_of_numbers() {
    for limit in LIMITS {
        let half = 1_u64 << (limit - 1);
        let tied =
            weighted(&[(half, "a"), (half - 1, "b"), (1, "b")], &json!({"min": 1, "max": 1}));
        assert_eq!(votes(&tied.unwrap(), "a"), (Some(half), Status::Undecided));
        let clear = weighted(&[(half, "a"), (half, "b"), (1, "b")], &json!({"min": 1, "max": 1}));
        assert_eq!(votes(&clear.unwrap(), "b"), (Some(half + 1), Status::Elected));
    }
}

#[test]
fn p10_gaps_are_exact_at_every_limit_of_numbers() {
    for limit in LIMITS {
        let limit = 1_u64 << limit;
        // Drops of limit - 2 after the first and of 1 after the second: the first is larger by limit - 3.
        let seats = json!({"min": 1, "max": 2, "fill": "gap"});
        let result = weighted(&[(limit, "a"), (2, "b"), (1, "c")], &seats).unwrap();
        let gaps: Vec<u64> = result.seats.gaps.iter().map(|gap| gap.drop.get()).collect();
        assert_eq!((gaps, result.seats.filled), (vec![limit - 2, 1], 1));
    }
}

#[test]
fn p10_the_largest_sum_is_counted_and_one_more_is_an_error() {
    let one = json!({"min": 1, "max": 1});
    let most = weighted(&[(1 << 63, "a"), ((1 << 63) - 1, "b")], &one).unwrap();
    assert_eq!(most.reconciliation.votes.get(), u64::MAX);
    // The weights fit; the marks of one ballot make more than fits.
    assert_eq!(weighted(&[(1 << 63, "ab")], &one), Err(CountError::Overflow));
    assert_eq!(weighted(&[(u64::MAX, "a")], &one).unwrap().reconciliation.votes.get(), u64::MAX);
    assert_eq!(weighted(&[(u64::MAX - 1, "a"), (1, "ab")], &one), Err(CountError::Overflow));
}

#[test]
fn p10_weights_that_do_not_fit_together_are_refused_at_the_freeze() {
    let voter = |id: &str, weight: u64| json!({"id": id, "name": id, "weight": weight.to_string()});
    let definition = json!({
        "format": 1, "id": "7f6d4a0e-6f0c-4c51-9d5b-0c5f8f0d2a11", "title": "T",
        "rules": {
            "ballots": "linked", "secrecy": "secret", "marks": {"min": 1, "max": 1},
            "seats": {"min": 1, "max": 1}, "ties": {"seat": "lot_manual"},
        },
        "candidates": [{"id": "a", "name": "A"}, {"id": "b", "name": "B"}],
        "roll": [voter("v", u64::MAX), voter("w", 1)],
    });
    let faults = Definition::from_value(definition).unwrap().freeze().unwrap_err();
    assert!(faults.0.iter().any(|fault| fault.fault.code() == "D31"), "{faults}");
}
