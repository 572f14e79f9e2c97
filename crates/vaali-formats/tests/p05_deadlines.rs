//! P5: a nomination or a ballot is late from the first second after the deadline, by the declared time zone, also in the nights when the clocks change.

#![expect(clippy::unwrap_used, reason = "a test that cannot make its election must fail")]

use vaali::definition::{Definition, Frozen, Refusal, Standing};
use vaali_formats::{
    ballots,
    rolls::{self, nominations},
};

const ZONE: &str = "Europe/Helsinki";

/// A deadline, and times of that place or with their offset: a second before it, at it, a second after it.
const DEADLINES: [(&str, [&str; 3]); 5] = [
    ("2026-03-05T14:00:00Z", ["2026-03-05 15:59:59", "5.3.2026 16.00", "2026-03-05 16:00:01"]),
    ("2026-07-05T13:00:00Z", ["5.7.2026 klo 15.59.59", "2026-07-05T16:00", "2026-07-05T13:00:01Z"]),
    // In spring no clock shows 03:00 to 03:59: the second after 02:59:59 is 04:00:00.
    ("2026-03-29T01:00:00Z", ["2026-03-29 02:59:59", "2026-03-29 04:00:00", "29.3.2026 4.00.01"]),
    // In autumn every clock shows 03:00 to 03:59 twice: only an offset says which is meant.
    (
        "2026-10-25T00:00:00Z",
        ["25.10.2026 2.59.59", "2026-10-25T03:00:00+03:00", "2026-10-25T03:00:01+03:00"],
    ),
    (
        "2026-10-25T01:00:00Z",
        ["2026-10-25T03:59:59+03:00", "2026-10-25T03:00:00+02:00", "2026-10-25T03:00:01+02:00"],
    ),
];

/// An election with a deadline of its nominations or of its ballots.
fn election(rule: &str) -> Definition {
    let text = format!(
        r#"{{"format": 1, "id": "7f6d4a0e-6f0c-4c51-9d5b-0c5f8f0d2a11", "title": "Board",
        "rules": {{"ballots": "linked", "secrecy": "open", "marks": {{"min": 1, "max": 1}}, "seats": {{"min": 1, "max": 1}},
            "ties": {{"seat": "lot_manual"}}, "time_zone": "{ZONE}", {rule}}},
        "candidates": [{{"id": "01", "name": "Aino"}}, {{"id": "02", "name": "Bo"}}],
        "roll": [{{"id": "a", "name": "A"}}, {{"id": "b", "name": "B"}}, {{"id": "c", "name": "C"}}]}}"#
    );
    Definition::from_json(&text).unwrap()
}

fn voting_until(closes: &str) -> Frozen {
    let rule = format!(r#""voting": {{"opens": "2025-01-01T00:00:00Z", "closes": "{closes}"}}"#);
    election(&rule).freeze().unwrap()
}

#[test]
fn p05_a_nomination_is_late_from_the_first_second_after_the_deadline() {
    for (deadline, times) in DEADLINES {
        let rows: Vec<String> =
            times.iter().map(|time| format!("{time};Nominee of {time};a\n")).collect();
        let file = format!("nominated_at;name;organisation\n{}", rows.concat());
        let rule = format!(r#""nominations": {{"deadline": "{deadline}", "per_organisation": 3}}"#);
        let mut definition = election(&rule);
        let read = nominations::read_bytes(
            "n.csv",
            file.as_bytes(),
            &rolls::Options::default(),
            Some(ZONE),
            &definition.roll,
        );
        definition.candidates = read.unwrap().candidates;
        let frozen: Frozen = definition.freeze().unwrap();
        let late = Standing::Refused(Refusal::Late { seconds: 1 });
        let expected = [Standing::OnBallot, Standing::OnBallot, late];
        assert_eq!(frozen.standings(), expected, "{deadline}");
    }
}

#[test]
fn p05_a_ballot_is_late_from_the_first_second_after_voting_closed() {
    for (deadline, times) in DEADLINES {
        let frozen = voting_until(deadline);
        let voters = ["a", "b", "c"].iter().zip(times);
        let rows: Vec<String> =
            voters.map(|(voter, time)| format!("{voter};{time};01\n")).collect();
        let file = format!("voter;cast_at;marks\n{}", rows.concat());
        let read = ballots::read_bytes("b.csv", file.as_bytes(), &frozen, &|_| {}).unwrap();
        assert_eq!(read.ballots.accepted(), 2, "{deadline}");
        let told: Vec<_> = read.findings.iter().map(|f| (f.code.as_str(), f.row)).collect();
        assert_eq!(told, [("B04", Some(4))], "{deadline}");
    }
}

#[test]
fn p05_a_time_that_comes_twice_or_never_is_refused_with_both_instants() {
    let frozen = voting_until("2026-12-01T00:00:00Z");
    for (time, code, said) in [
        ("25.10.2026 3.00", "F21", ["2026-10-25T03:00:00+03", "2026-10-25T03:00:00+02"]),
        ("2026-10-25 03:59:59", "F21", ["2026-10-25T03:59:59+03", "2026-10-25T03:59:59+02"]),
        ("29.3.2026 klo 3.00", "F22", ["2026-03-29T04:00:00+03", "2026-03-29T02:00:00+02"]),
        ("2026-03-29 03:59:59", "F22", ["2026-03-29T04:59:59+03", "2026-03-29T02:59:59+02"]),
    ] {
        let ballots = format!("voter;cast_at;marks\na;{time};01\n");
        let ballots = ballots::read_bytes("b.csv", ballots.as_bytes(), &frozen, &|_| {});
        let names = format!("nominated_at;name\n{time};N\n");
        let names = nominations::read_bytes(
            "n.csv",
            names.as_bytes(),
            &rolls::Options::default(),
            Some(ZONE),
            &[],
        );
        for refused in [ballots.unwrap_err(), names.unwrap_err()] {
            let first = &refused.0[0];
            assert_eq!((first.code.as_str(), first.row), (code, Some(2)), "{first}");
            assert!(said.iter().all(|instant| first.message.contains(instant)), "{first}");
        }
    }
    // The seconds around both nights are said by every clock once.
    for time in ["25.10.2026 2.59.59", "25.10.2026 4.00", "29.3.2026 2.59.59", "29.3.2026 4.00"] {
        let ballots = format!("voter;cast_at;marks\na;{time};01\n");
        assert!(
            ballots::read_bytes("b.csv", ballots.as_bytes(), &frozen, &|_| {}).is_ok(),
            "{time}"
        );
    }
}
