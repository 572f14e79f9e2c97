//! Rule sets that contradict themselves, each with all its faults (P6).

use std::collections::BTreeSet;

use serde_json::Value;

use super::{faults, with};

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
    (
        &[("/candidates/0/nominated_at", r#""2020-09-20T00:00:00Z""#)],
        &["D79 rules.nominations.deadline"],
    ),
    (&[("/rules/term", r#"{"years": 0}"#)], &["D73 rules.term.years"]),
    (&[("/rules/challenge", r#"{"months": 0}"#)], &["D78 rules.challenge.months"]),
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
