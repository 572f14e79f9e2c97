use serde_json::{Value, json};

use super::{Ballot, BallotBox, BallotFault, Ballots, CastBallot, RollMark};
use crate::definition::{BallotId, Definition, Frozen};

fn frozen(rules: &Value) -> Frozen {
    let mut all = json!({
        "ballots": "linked", "secrecy": "open", "marks": {"min": 2, "max": 3},
        "seats": {"min": 2, "max": 2}, "ties": {"seat": "lot_manual"},
    });
    for (key, value) in rules.as_object().unwrap() {
        all[key] = value.clone();
    }
    let roll = if all["ballots"] == "anonymous" { Vec::new() } else { (1..=6).collect() };
    let definition = json!({
        "format": 1, "id": "7f6d4a0e-6f0c-4c51-9d5b-0c5f8f0d2a11", "title": "T", "rules": all,
        "candidates": (1..=6).map(|n| json!({
            "id": format!("c{n}"), "name": format!("N{n}"), "organisation": format!("v{n}"), "withdrawn": n == 6,
        })).collect::<Vec<_>>(),
        "roll": roll.iter().map(|n| json!({
            "id": format!("v{n}"), "name": format!("O{n}"), "suspended": *n == 6,
        })).collect::<Vec<_>>(),
    });
    Definition::from_value(definition).unwrap().freeze().unwrap()
}

/// `voter time marks`, with `-` for an absent voter or time and hours of 24 September 2020 as times.
fn ballot(text: &str) -> Ballot {
    let mut parts = text.split(' ');
    let voter = parts.next().filter(|voter| *voter != "-").map(str::to_owned);
    let hour = parts.next().filter(|hour| *hour != "-");
    let cast_at = hour.map(|hour| format!("2020-09-24T{hour}:00:00Z").parse().unwrap());
    Ballot { voter, cast_at, marks: parts.map(str::to_owned).collect() }
}

fn cast(frozen: &Frozen, ballots: &[&str]) -> Ballots {
    Ballots::of(frozen, ballots.iter().map(|text| ballot(text)), [])
}

/// `row code` of every rejected ballot.
fn rejected(ballots: &Ballots) -> Vec<String> {
    ballots.rejected().iter().map(|r| format!("{} {}", r.ballot, r.fault.code())).collect()
}

#[test]
fn every_fault_is_found_with_its_code() {
    let rules = json!({
        "own_candidate": "forbidden",
        "voting": {"opens": "2020-09-24T10:00:00Z", "closes": "2020-09-24T18:00:00Z"},
    });
    let ballots = cast(
        &frozen(&rules),
        &[
            "v9 12 c1 c2",
            "- 12 c1 c2",
            "v6 12 c1 c2",
            "v1 09 c2 c3",
            "v1 19 c2 c3",
            "v1 12 c2 c9",
            "v2 12 c1 c6",
            "v3 12 c1 c1",
            "v4 12 c1 c4",
            "v5 12 c1 c2 c3 c4",
        ],
    );
    let codes =
        ["1 B01", "2 B01", "3 B02", "4 B03", "5 B04", "6 B06", "7 B07", "8 B08", "9 B09", "10 B10"];
    assert_eq!(rejected(&ballots), codes);
    assert_eq!((ballots.accepted(), ballots.blank(), ballots.voted()), (0, 0, 5));
    assert_eq!(rejected(&cast(&frozen(&json!({})), &["v1 - c1"])), ["1 B11"]);
}

#[test]
fn the_first_reason_in_the_order_of_the_rules_is_the_reason() {
    let rules = json!({"own_candidate": "forbidden"});
    let one = |text| cast(&frozen(&rules), &[text]).rejected()[0].fault.code();
    assert_eq!(one("v6 - c9 c6"), "B02", "the voter before the marks");
    assert_eq!(one("v1 - c6 c6 c1 c9"), "B06", "unknown before withdrawn, wherever it stands");
    assert_eq!(one("v1 - c1 c1 c6 c2"), "B07", "withdrawn before repeated");
    assert_eq!(one("v1 - c1 c2 c2 c3"), "B08", "repeated before own");
    assert_eq!(one("v1 - c1 c2 c3 c4"), "B09", "own before too many");
}

#[test]
fn a_ballot_without_marks_is_blank_and_not_too_short() {
    let ballots = cast(&frozen(&json!({})), &["v1 -", "v2 - c1 c2"]);
    assert_eq!((ballots.blank(), ballots.accepted(), ballots.rejected().len()), (1, 1, 0));
    assert_eq!(ballots.voted(), 2);
}

#[test]
fn the_limits_of_marks_are_inside() {
    let ballots = cast(&frozen(&json!({})), &["v1 - c1 c2", "v2 - c1 c2 c3"]);
    assert_eq!(ballots.accepted(), 2);
}

#[test]
fn of_two_ballots_the_earlier_counts_whatever_the_order_of_rows() {
    let election = frozen(&json!({}));
    let ballots = cast(&election, &["v1 15 c1 c2", "v1 12 c3 c4"]);
    assert_eq!(rejected(&ballots), ["1 B05"]);
    assert_eq!(ballots.rejected()[0].fault, BallotFault::AlreadyVoted { counted: BallotId(2) });
    assert!(ballots.profile().marks(0).eq([2, 3]));
    let last = frozen(&json!({"second_ballot": "last_counts"}));
    assert_eq!(rejected(&cast(&last, &["v1 15 c1 c2", "v1 12 c3 c4"])), ["2 B12"]);
}

#[test]
fn a_voter_whose_first_ballot_is_invalid_has_voted() {
    let ballots = cast(&frozen(&json!({})), &["v1 12 c1 c1", "v1 13 c1 c2"]);
    assert_eq!(rejected(&ballots), ["1 B08", "2 B05"]);
    assert_eq!((ballots.accepted(), ballots.voted()), (0, 1));
}

#[test]
fn a_ballot_out_of_time_does_not_use_up_the_vote() {
    let rules =
        json!({"voting": {"opens": "2020-09-24T10:00:00Z", "closes": "2020-09-24T18:00:00Z"}});
    let ballots = cast(&frozen(&rules), &["v1 09 c1 c2", "v1 10 c1 c3", "v2 18 c1 c2"]);
    assert_eq!(rejected(&ballots), ["1 B03"]);
    assert_eq!(ballots.accepted(), 2);
}

#[test]
fn two_different_ballots_without_times_are_both_set_aside() {
    let ballots = cast(
        &frozen(&json!({})),
        &["v1 - c1 c2", "v1 - c1 c3", "v2 12 c1 c2", "v2 12 c3 c4", "v2 13 c1 c4"],
    );
    assert_eq!(rejected(&ballots), ["1 B13", "2 B13", "3 B13", "4 B13", "5 B05"]);
}

#[test]
fn the_same_vote_sent_twice_counts_once() {
    let ballots = cast(
        &frozen(&json!({})),
        &["v1 - c1 c2", "v1 - c2 c1", "v2 12", "v2 12", "v3 - c1 x", "v3 - x c1"],
    );
    assert_eq!(rejected(&ballots), ["2 B05", "4 B05", "5 B06", "6 B05"]);
    assert_eq!((ballots.accepted(), ballots.blank(), ballots.voted()), (1, 1, 3));
}

#[test]
fn a_secret_fault_says_where_and_not_what() {
    let secret = frozen(&json!({"secrecy": "secret"}));
    let ballots = cast(&secret, &["v1 - c1 canary", "v2 - c1 c6", "v3 - c1 c1"]);
    let text =
        format!("{:?} {}", ballots.rejected(), serde_json::to_string(ballots.rejected()).unwrap());
    assert!(!text.contains("canary") && !text.contains("c6") && !text.contains("c1"), "{text}");
    let open = cast(&frozen(&json!({})), &["v1 - c1 canary"]);
    assert_eq!(
        open.rejected()[0].fault.to_string(),
        "mark 2 is for nobody on the ballot: `canary`"
    );
}

#[test]
fn marks_as_positions_and_as_texts_give_the_same() {
    let election = frozen(&json!({"ballots": "anonymous"}));
    let mut texts = BallotBox::new(&election);
    let mut positions = BallotBox::new(&election);
    for marks in [vec![0, 1], vec![5, 0], vec![9, 0], vec![], vec![1, 1], vec![0, 1, 2, 3], vec![4]]
    {
        positions.cast_positions(CastBallot::default(), &marks);
        let names: Vec<String> = marks.iter().map(|mark| format!("c{}", mark + 1)).collect();
        texts.cast(CastBallot::default(), names.iter().map(String::as_str));
    }
    let (texts, positions) = (texts.close(), positions.close());
    assert_eq!(rejected(&texts), rejected(&positions));
    assert_eq!(texts.profile().tally().unwrap(), positions.profile().tally().unwrap());
    assert_eq!(
        (texts.rows(), texts.accepted(), texts.blank(), texts.rejected().len()),
        (7, 1, 1, 5)
    );
}

#[test]
fn boxes_put_together_are_as_one_box() {
    for rules in [json!({}), json!({"ballots": "anonymous"})] {
        let election = frozen(&rules);
        let rows = ["v1 12 c1 c2", "v1 11 c2 c3", "v2 -", "v3 - c1 c9", "v2 - c3 c4", "v4 - c4 c5"];
        let whole = cast(&election, &rows);
        for split in 0..=rows.len() {
            let (left, right) = rows.split_at(split);
            let mut first = BallotBox::new(&election);
            first.cast_all(left.iter().map(|text| ballot(text)));
            let mut second = BallotBox::new(&election);
            second.cast_all(right.iter().map(|text| ballot(text)));
            first.append(second).unwrap();
            let joined = first.close();
            assert_eq!(rejected(&joined), rejected(&whole));
            assert_eq!(joined.profile().tally().unwrap(), whole.profile().tally().unwrap());
            assert_eq!(
                (joined.rows(), joined.blank(), joined.ids()),
                (whole.rows(), whole.blank(), whole.ids())
            );
        }
    }
}

#[test]
fn a_box_of_another_election_is_given_back() {
    let (one, other) = (frozen(&json!({})), frozen(&json!({"minimum_votes": 2})));
    let mut ballot_box = BallotBox::new(&one);
    let given_back = ballot_box.append(BallotBox::new(&other)).unwrap_err();
    assert_eq!(given_back.close().election(), other.hash());
}

#[test]
fn marks_on_the_roll_are_checked_apart_from_the_ballots() {
    let election = frozen(&json!({"ballots": "separate", "secrecy": "secret"}));
    let mark = |voter: &str| RollMark { voter: voter.to_owned(), cast_at: None };
    let ballots = Ballots::of(
        &election,
        ["v1 - c1 c2", "v1 - c1 c2", "- -"].map(ballot),
        ["v1", "v2", "v1", "v6", "v9"].map(mark),
    );
    let roll = ballots.roll_marks().unwrap();
    let faults: Vec<_> =
        roll.rejected.iter().map(|r| format!("{} {}", r.ballot, r.fault.code())).collect();
    assert_eq!(faults, ["3 B05", "4 B02", "5 B01"]);
    assert_eq!((roll.rows, roll.valid, ballots.voted()), (5, 2, 2));
    assert_eq!(ballots.accepted(), 2, "the voter on the ballot means nothing here");
}

#[test]
fn a_weight_counts_once_even_where_its_voter_sent_two_ballots() {
    let mut definition = frozen(&json!({})).definition().clone();
    definition.roll[0].weight = crate::profile::Votes::from(u64::MAX - 5);
    let election = definition.freeze().unwrap();
    let ballots = cast(&election, &["v1 12 c1 c2", "v1 13 c1 c3", "v2 - c1 c2"]);
    assert_eq!(ballots.profile().total_weight(), u64::MAX - 4);
    assert_eq!(rejected(&ballots), ["2 B05"]);
}
