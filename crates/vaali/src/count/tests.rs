use serde_json::{Value, json};

use super::{
    Attendance, CountError, Declined, Lot, LotMethod, LotProblem, Margin, Mismatch, Outcome,
    Proceedings, Status, count, proceedings::Decline,
};
use crate::{
    ballot::{Ballot, Ballots},
    definition::{Definition, Frozen},
};

/// An anonymous election among `a, b, c, ...` with these changes to its rules.
fn election(candidates: usize, rules: &Value) -> Frozen {
    let mut all = json!({
        "ballots": "anonymous", "secrecy": "secret", "marks": {"min": 1, "max": candidates},
        "seats": {"min": 2, "max": 2}, "ties": {"seat": "lot_manual"},
    });
    for (key, value) in rules.as_object().unwrap() {
        all[key] = value.clone();
    }
    let names =
        ('a'..='z').take(candidates).map(|id| json!({"id": id, "name": format!("Candidate {id}")}));
    let definition = json!({
        "format": 1, "id": "7f6d4a0e-6f0c-4c51-9d5b-0c5f8f0d2a11", "title": "T", "rules": all,
        "candidates": names.collect::<Vec<_>>(),
    });
    Definition::from_value(definition).unwrap().freeze().unwrap()
}

/// Ballots that give `a, b, c, ...` these votes, each on ballots of one mark.
fn votes(frozen: &Frozen, votes: &[usize]) -> Ballots {
    let one = |c: usize| Ballot {
        marks: vec![frozen.candidates()[c].id.to_string()],
        ..Ballot::default()
    };
    let ballots: Vec<Ballot> = votes
        .iter()
        .enumerate()
        .flat_map(|(c, &n)| std::iter::repeat_with(move || one(c)).take(n))
        .collect();
    Ballots::of(frozen, ballots, [])
}

fn complete(frozen: &Frozen, ballots: &Ballots, proceedings: &Proceedings) -> super::CountResult {
    match count(frozen, ballots, proceedings).unwrap() {
        Outcome::Complete { result } => *result,
        Outcome::LotNeeded { request, .. } => panic!("a lot is needed: {request:?}"),
    }
}

fn elected(result: &super::CountResult) -> String {
    let mut ids: Vec<&str> = result
        .candidates
        .iter()
        .filter(|c| c.status == Status::Elected)
        .map(|c| c.id.as_str())
        .collect();
    ids.sort_unstable();
    ids.concat()
}

fn holders(result: &super::CountResult) -> String {
    result
        .offices
        .iter()
        .map(|office| office.holder.as_ref().map_or("-", |id| id.as_str()))
        .collect()
}

fn lot(outcome: &Outcome, drawn: &str) -> Lot {
    Lot {
        request: outcome.request().expect("a lot is asked for").clone(),
        drawn: drawn.chars().map(|id| id.to_string().parse().unwrap()).collect(),
        method: LotMethod::Manual,
        drawn_at: None,
        witnesses: Vec::new(),
        note: None,
    }
}

#[test]
fn those_with_most_votes_are_elected() {
    let frozen = election(4, &json!({}));
    let result = complete(&frozen, &votes(&frozen, &[3, 5, 1, 4]), &Proceedings::default());
    assert_eq!(elected(&result), "bd");
    let places: Vec<_> =
        result.candidates.iter().map(|c| (c.id.as_str(), c.place.unwrap().first)).collect();
    assert_eq!(places, [("b", 1), ("d", 2), ("a", 3), ("c", 4)]);
    assert_eq!(result.candidates[0].share.as_deref(), Some("5/13"));
}

#[test]
fn a_tie_at_the_last_seat_asks_for_a_lot_and_the_lot_decides() {
    let frozen = election(4, &json!({}));
    let ballots = votes(&frozen, &[3, 5, 3, 3]);
    let outcome = count(&frozen, &ballots, &Proceedings::default()).unwrap();
    let request = outcome.request().unwrap();
    assert_eq!((request.label.as_str(), request.places, request.among.len()), ("seat/1", 1, 3));
    assert_eq!(elected(outcome.result()), "b");
    let undecided =
        outcome.result().candidates.iter().filter(|c| c.status == Status::Undecided).count();
    assert_eq!(undecided, 3);
    let proceedings = Proceedings { lots: vec![lot(&outcome, "c")], ..Proceedings::default() };
    let result = complete(&frozen, &ballots, &proceedings);
    assert_eq!(elected(&result), "bc");
    assert_eq!(result.margins.unwrap().elected_set, Margin::Exact(0));
}

#[test]
fn a_tie_that_fits_asks_for_nothing() {
    let frozen = election(4, &json!({}));
    let result = complete(&frozen, &votes(&frozen, &[3, 3, 1, 1]), &Proceedings::default());
    assert_eq!(elected(&result), "ab");
}

#[test]
fn the_fill_rule_decides_how_many() {
    let filled = |fill: Value, extra: Value, given: &[usize]| {
        let mut rules = json!({"seats": {"min": 2, "max": 4, "fill": fill}});
        rules["ties"] = json!({"seat": "lot_manual"});
        for (key, value) in extra.as_object().unwrap() {
            rules["ties"][key] = value.clone();
        }
        let frozen = election(6, &rules);
        elected(&complete(&frozen, &votes(&frozen, given), &Proceedings::default()))
    };
    assert_eq!(filled(json!("max"), json!({}), &[9, 8, 7, 6, 5, 4]), "abcd");
    assert_eq!(filled(json!({"decided": 3}), json!({}), &[9, 8, 7, 6, 5, 4]), "abc");
    assert_eq!(filled(json!("gap"), json!({}), &[9, 8, 4, 3, 2, 1]), "ab");
    assert_eq!(
        filled(json!("gap"), json!({}), &[9, 7, 5, 3, 1, 0]),
        "abcd",
        "equal drops: the larger number"
    );
    assert_eq!(filled(json!({"decided": 3}), json!({"extend": true}), &[9, 8, 7, 7, 5, 4]), "abcd");
    assert_eq!(filled(json!("max"), json!({"shrink": true}), &[9, 8, 7, 6, 6, 4]), "abc");
    assert_eq!(
        filled(json!({"decided": 3}), json!({"extend": true, "shrink": true}), &[9, 8, 7, 7, 7, 4]),
        "ab"
    );
}

#[test]
fn nobody_is_elected_without_the_least_number_of_votes_and_seats_stay_vacant() {
    let frozen = election(5, &json!({"seats": {"min": 3, "max": 3}, "minimum_votes": 2}));
    let result = complete(&frozen, &votes(&frozen, &[3, 2, 1, 0, 1]), &Proceedings::default());
    assert_eq!((elected(&result).as_str(), result.seats.vacant, result.seats.filled), ("ab", 1, 2));
}

#[test]
fn no_more_candidates_than_seats_is_acclamation_where_the_rules_say_so() {
    let rules = json!({"seats": {"min": 2, "max": 4, "fill": "max"}, "unopposed": "acclamation", "offices": [{"id": "chair", "name": "chair"}]});
    let frozen = election(4, &rules);
    let result = complete(&frozen, &Ballots::none(&frozen), &Proceedings::default());
    assert_eq!((elected(&result).as_str(), holders(&result).as_str()), ("abcd", "-"));
    assert!(result.acclamation && result.margins.is_none() && result.candidates[0].votes.is_none());
}

fn with_offices(seats: usize) -> Frozen {
    let offices: Vec<Value> = ["chair", "vice"].map(|id| json!({"id": id, "name": id})).to_vec();
    election(6, &json!({"seats": {"min": seats, "max": seats}, "offices": offices}))
}

#[test]
fn the_first_is_chair_and_the_second_vice_chair() {
    let frozen = with_offices(3);
    let result = complete(&frozen, &votes(&frozen, &[3, 5, 4]), &Proceedings::default());
    assert_eq!(holders(&result), "bc");
}

#[test]
fn three_tied_for_two_offices_need_an_order_of_two() {
    let frozen = with_offices(3);
    let ballots = votes(&frozen, &[3, 3, 3]);
    let outcome = count(&frozen, &ballots, &Proceedings::default()).unwrap();
    assert_eq!(outcome.request().unwrap().label, "office/chair/1");
    assert_eq!(outcome.request().unwrap().places, 2);
    let proceedings = Proceedings { lots: vec![lot(&outcome, "ca")], ..Proceedings::default() };
    assert_eq!(holders(&complete(&frozen, &ballots, &proceedings)), "ca");
}

#[test]
fn two_tied_for_chair_and_vice_chair_need_one_drawn() {
    let frozen = with_offices(3);
    let ballots = votes(&frozen, &[3, 3, 1]);
    let outcome = count(&frozen, &ballots, &Proceedings::default()).unwrap();
    assert_eq!(outcome.request().unwrap().places, 1);
    let proceedings = Proceedings { lots: vec![lot(&outcome, "b")], ..Proceedings::default() };
    assert_eq!(holders(&complete(&frozen, &ballots, &proceedings)), "ba");
}

fn declines(candidate: &str, from: Declined) -> Proceedings {
    let decline = Decline { candidate: candidate.parse().unwrap(), from, at: None, note: None };
    Proceedings { declines: vec![decline], ..Proceedings::default() }
}

#[test]
fn who_declines_an_office_keeps_the_seat_and_may_hold_the_next_office() {
    let frozen = with_offices(3);
    let declined = declines("b", Declined::Office("chair".parse().unwrap()));
    let result = complete(&frozen, &votes(&frozen, &[3, 5, 4]), &declined);
    assert_eq!((elected(&result).as_str(), holders(&result).as_str()), ("abc", "cb"));
}

#[test]
fn who_declines_the_seat_makes_room_for_the_next() {
    let frozen = with_offices(3);
    let result = complete(&frozen, &votes(&frozen, &[3, 5, 4, 2]), &declines("b", Declined::Seat));
    assert_eq!((elected(&result).as_str(), holders(&result).as_str()), ("acd", "ca"));
    let declined = result.candidates.iter().find(|c| c.id.as_str() == "b").unwrap();
    assert_eq!((declined.status, declined.place), (Status::Declined, None));
}

#[test]
fn a_declining_candidate_or_office_that_does_not_exist_is_an_error() {
    let frozen = with_offices(3);
    let ballots = votes(&frozen, &[3, 5, 4]);
    let nobody = count(&frozen, &ballots, &declines("x", Declined::Seat));
    assert!(matches!(nobody, Err(CountError::UnknownDecline { .. })));
    let nothing =
        count(&frozen, &ballots, &declines("a", Declined::Office("king".parse().unwrap())));
    assert!(matches!(nothing, Err(CountError::UnknownOffice { .. })));
}

fn with_deputies(number: u32, order_matters: bool, draw_when_needed: bool) -> Frozen {
    let rule = json!({"number": number, "order_matters": order_matters, "draw_when_needed": draw_when_needed});
    election(6, &json!({"seats": {"min": 1, "max": 1}, "deputies": {"next_in_order": rule}}))
}

fn deputies(result: &super::CountResult) -> String {
    let named = result.candidates.iter().filter_map(|c| Some((c.deputy?, c.id.as_str())));
    named
        .map(|(place, id)| format!("{id}{}-{}", place.first, place.last))
        .collect::<Vec<_>>()
        .join(" ")
}

#[test]
fn a_tie_inside_the_deputies_matters_only_where_their_order_does() {
    let given = [9, 5, 5, 4, 1, 1];
    let frozen = with_deputies(3, false, false);
    assert_eq!(
        deputies(&complete(&frozen, &votes(&frozen, &given), &Proceedings::default())),
        "b1-2 c1-2 d3-3"
    );
    let frozen = with_deputies(3, true, false);
    let ballots = votes(&frozen, &given);
    let outcome = count(&frozen, &ballots, &Proceedings::default()).unwrap();
    assert_eq!(outcome.request().unwrap().label, "deputy/1");
    let proceedings = Proceedings { lots: vec![lot(&outcome, "c")], ..Proceedings::default() };
    assert_eq!(deputies(&complete(&frozen, &ballots, &proceedings)), "c1-1 b2-2 d3-3");
}

#[test]
fn a_tie_for_the_last_deputy_may_wait_until_one_is_called() {
    let frozen = with_deputies(2, true, true);
    let ballots = votes(&frozen, &[9, 5, 4, 4, 1, 1]);
    let result = complete(&frozen, &ballots, &Proceedings::default());
    assert_eq!((deputies(&result).as_str(), result.open_lots.len()), ("b1-1", 1));
    let called = Lot {
        request: result.open_lots[0].clone(),
        drawn: vec!["d".parse().unwrap()],
        method: LotMethod::Manual,
        drawn_at: None,
        witnesses: Vec::new(),
        note: None,
    };
    let result =
        complete(&frozen, &ballots, &Proceedings { lots: vec![called], ..Proceedings::default() });
    assert_eq!((deputies(&result).as_str(), result.open_lots.len()), ("b1-1 d2-2", 0));
}

#[test]
fn p20_a_lot_that_does_not_fit_is_refused() {
    let frozen = election(4, &json!({}));
    let ballots = votes(&frozen, &[3, 5, 3, 3]);
    let outcome = count(&frozen, &ballots, &Proceedings::default()).unwrap();
    let good = lot(&outcome, "c");
    let try_lots =
        |lots: Vec<Lot>| count(&frozen, &ballots, &Proceedings { lots, ..Proceedings::default() });
    assert!(matches!(try_lots(vec![good.clone()]), Ok(Outcome::Complete { .. })));
    for (drawn, problem) in [("", "wrong_number"), ("ac", "wrong_number"), ("b", "not_among")] {
        let Err(CountError::InvalidLot { problem: found, .. }) =
            try_lots(vec![lot(&outcome, drawn)])
        else {
            panic!("{drawn} was taken")
        };
        assert_eq!(serde_json::to_value(found).unwrap()["kind"], problem);
    }
    let computed = Lot { method: LotMethod::Seeded { seed: "s".into() }, ..good.clone() };
    assert!(matches!(try_lots(vec![computed]), Err(CountError::InvalidLot { .. })));
    let mut other = good.clone();
    other.request.places = 2;
    assert!(matches!(try_lots(vec![other]), Err(CountError::StaleLot { .. })));
    assert!(matches!(try_lots(vec![good.clone(), good.clone()]), Err(CountError::StaleLot { .. })));
    let clear = votes(&frozen, &[3, 5, 4, 1]);
    let stale = count(&frozen, &clear, &Proceedings { lots: vec![good], ..Proceedings::default() });
    assert!(matches!(stale, Err(CountError::StaleLot { .. })));
}

#[test]
fn p17_figures_that_do_not_agree_are_named() {
    let frozen = election(4, &json!({}));
    let ballots = votes(&frozen, &[3, 5, 4, 1]);
    let mismatches = |expected| {
        let proceedings = Proceedings { ballots_expected: expected, ..Proceedings::default() };
        let result = complete(&frozen, &ballots, &proceedings);
        result.reconciliation.mismatches(&result.turnout)
    };
    assert_eq!(mismatches(None), []);
    assert_eq!(mismatches(Some(13)), []);
    assert_eq!(mismatches(Some(14)), [Mismatch::Expected { expected: 14, rows: 13 }]);
}

#[test]
fn attendance_that_cannot_be_blocks_the_certification_and_says_why() {
    let frozen = election(4, &json!({}));
    let ballots = votes(&frozen, &[3, 5, 4, 1]);
    let mismatches = |registered, present| {
        let attendance = Attendance { registered, present };
        let proceedings = Proceedings { attendance, ..Proceedings::default() };
        let mut result = complete(&frozen, &ballots, &proceedings);
        result.turnout.roll = Some(20);
        let found = result.reconciliation.mismatches(&result.turnout);
        found.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(mismatches(Some(20), Some(20)), [""; 0]);
    assert_eq!(mismatches(Some(15), Some(16)), ["16 were present, but only 15 were registered"]);
    assert_eq!(
        mismatches(Some(21), None),
        ["21 were registered, but the roll has only 20 entries"]
    );
    assert_eq!(mismatches(None, Some(22)), ["22 were present, but the roll has only 20 entries"]);
}

#[test]
fn one_is_not_spoken_of_as_many() {
    let lot = LotProblem::WrongNumber { drawn: 2, places: 1 };
    assert_eq!(lot.to_string(), "2 drawn for 1 place");
    let mismatch = Mismatch::Expected { expected: 2, rows: 1 };
    assert_eq!(mismatch.to_string(), "2 ballots were expected, but 1 was read");
}

#[test]
fn ballots_of_another_definition_are_refused() {
    let (one, other) = (election(4, &json!({})), election(4, &json!({"minimum_votes": 2})));
    let found = count(&one, &votes(&other, &[1]), &Proceedings::default());
    assert_eq!(found, Err(CountError::OtherElection));
}

#[test]
fn margins_say_how_many_ballots_would_have_changed_it() {
    let frozen = with_offices(2);
    let result = complete(&frozen, &votes(&frozen, &[9, 6, 1]), &Proceedings::default());
    let margins = result.margins.unwrap();
    assert_eq!(margins.distance.map(crate::profile::Votes::get), Some(5));
    assert_eq!(margins.elected_set, Margin::Exact(3), "three ballots turned from b to c: 3 to 4");
    assert_eq!(margins.chair, Some(Margin::Exact(2)), "two ballots turned from a to b: 7 to 8");
}

#[test]
fn p29_a_margin_does_not_claim_that_any_number_of_ballots_is_enough_where_that_is_not_known() {
    let of = |frozen: &Frozen, ballots: &[usize]| {
        complete(frozen, &votes(frozen, ballots), &Proceedings::default()).margins.unwrap()
    };
    let gap = json!({
        "seats": {"min": 0, "max": 2, "fill": "gap"}, "marks": {"min": 1, "max": 1},
        "minimum_votes": 2,
    });
    // One candidate, and every valid ballot is for it.
    assert_eq!(of(&election(1, &gap), &[3]).elected_set, Margin::AtLeast(1));
    let none = of(&election(1, &gap), &[]).elected_set;
    assert_eq!(none, Margin::Unchangeable, "there is no ballot to replace");
    // Only a declined the office, and every valid ballot is for both: no lot decides the chair, so it takes a ballot at least.
    let definition = json!({
        "format": 1, "id": "7f6d4a0e-6f0c-4c51-9d5b-0c5f8f0d2a11", "title": "T",
        "rules": {
            "ballots": "linked", "secrecy": "secret", "marks": {"min": 2, "max": 2},
            "seats": {"min": 1, "max": 2, "fill": "max"}, "ties": {"seat": "lot_manual"},
            "offices": [{"id": "chair", "name": "Chair"}],
        },
        "candidates": [{"id": "a", "name": "A"}, {"id": "b", "name": "B"}],
        "roll": [{"id": "v", "name": "V", "weight": 2}],
    });
    let frozen = Definition::from_value(definition).unwrap().freeze().unwrap();
    let marks = vec!["a".into(), "b".into()];
    let ballot = Ballot { voter: Some("v".into()), cast_at: None, marks };
    let declined = Decline {
        candidate: "a".parse().unwrap(),
        from: Declined::Office("chair".parse().unwrap()),
        at: None,
        note: None,
    };
    let proceedings = Proceedings { declines: vec![declined], ..Proceedings::default() };
    let result = complete(&frozen, &Ballots::of(&frozen, [ballot], []), &proceedings);
    assert_eq!(result.margins.unwrap().chair, Some(Margin::AtLeast(1)));
}

#[test]
fn an_outcome_is_the_same_after_a_round_trip_through_json() {
    let frozen = with_offices(3);
    let outcome = count(&frozen, &votes(&frozen, &[3, 3, 3]), &Proceedings::default()).unwrap();
    let text = serde_json::to_string(&outcome).unwrap();
    assert_eq!(serde_json::from_str::<Outcome>(&text).unwrap(), outcome);
}
