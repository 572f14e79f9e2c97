//! Small elections of every kind, counted and certified, for the other tests.

use serde_json::{Value, json};

use crate::{
    ballot::{Ballot, Ballots, RollMark},
    count::{Attendance, Lot, LotMethod, Outcome, Proceedings, count},
    definition::{Definition, Frozen, TieRule},
    record::{Certification, Certified, CertifyError, Evidence, Salt, Times, certify, strict},
};

/// An election with everything that a certification needs.
#[derive(Clone)]
pub(super) struct Election {
    pub(super) frozen: Frozen,
    pub(super) cast: Vec<Ballot>,
    pub(super) roll_marks: Vec<RollMark>,
    pub(super) proceedings: Proceedings,
    pub(super) times: Times,
}

pub(super) fn times() -> Times {
    Times {
        frozen_at: "2026-10-01T09:00:00Z".parse().unwrap(),
        certified_at: "2026-10-20T18:30:00Z".parse().unwrap(),
    }
}

/// Six candidates `a` to `f` of the organisations `v1` to `v6`, `f` withdrawn; a roll of eight, `v8` suspended; with these changes.
pub(super) fn definition(rules: &Value, weights: bool) -> Value {
    let mut all = json!({
        "ballots": "linked", "secrecy": "open", "marks": {"min": 1, "max": 3},
        "seats": {"min": 3, "max": 3}, "ties": {"seat": "lot_manual"},
        "offices": [{"id": "chair", "name": "Chair"}],
        "deputies": {"next_in_order": {"number": 2}},
        "voting": {"opens": "2026-10-10T06:00:00Z", "closes": "2026-10-20T15:00:00Z"},
    });
    for (key, value) in rules.as_object().unwrap() {
        all[key] = value.clone();
    }
    let anonymous = all["ballots"] == "anonymous";
    let candidates: Vec<Value> = ('a'..='f')
        .zip(1..)
        .map(|(id, n)| {
            let organisation = if anonymous { Value::Null } else { json!(format!("v{n}")) };
            json!({
                "id": id, "name": format!("Candidate {id}"), "organisation": organisation,
                "withdrawn": id == 'f',
            })
        })
        .collect();
    let voters = if anonymous { 0 } else { 8 };
    let weight = |n: u64| if weights { 1 + n % 3 } else { 1 };
    json!({
        "format": 1, "id": "7f6d4a0e-6f0c-4c51-9d5b-0c5f8f0d2a11", "title": {"fi": "Hallitus", "en": "Board"},
        "rules": all, "candidates": candidates,
        "roll": (1..=voters).map(|n: u64| json!({
            "id": format!("v{n}"), "name": format!("Organisation {n}"), "weight": weight(n), "suspended": n == 8,
        })).collect::<Vec<_>>(),
    })
}

/// `voter day marks`: `v1 12 ab`; `-` for an absent voter or day.
pub(super) fn ballot(text: &str) -> Ballot {
    let mut parts = text.split(' ');
    let mut next = || parts.next().filter(|part| *part != "-");
    let voter = next().map(str::to_owned);
    let cast_at = next().map(|day| format!("2026-10-{day}T10:00:00Z").parse().unwrap());
    let marks = next().unwrap_or_default().chars().map(String::from).collect();
    Ballot { voter, cast_at, marks }
}

impl Election {
    pub(super) fn new(definition: Value, cast: &[&str]) -> Self {
        let proceedings = Proceedings {
            attendance: Attendance { registered: Some(8), present: Some(8) },
            ballots_expected: Some(cast.len() as u64),
            ..Proceedings::default()
        };
        let mut election = Self {
            frozen: Definition::from_value(definition).unwrap().freeze().unwrap(),
            cast: cast.iter().map(|text| ballot(text)).collect(),
            roll_marks: Vec::new(),
            proceedings,
            times: times(),
        };
        election.draw();
        election
    }

    /// Draws every lot that is needed.
    pub(super) fn draw(&mut self) {
        while let Outcome::LotNeeded { request, .. } = self.outcome() {
            let rule = if request.label.starts_with("office") {
                self.frozen.office_ties()
            } else {
                self.frozen.seat_ties()
            };
            let method = match rule {
                TieRule::LotSeeded => LotMethod::Seeded { seed: "4 8 15 16 23 42".to_owned() },
                TieRule::LotRfc3797 => LotMethod::Rfc3797 { key: "9319./2.5.8.10.12./".to_owned() },
                TieRule::LotManual => LotMethod::Manual,
                TieRule::Reballot => LotMethod::Reballot,
            };
            let last = request.among.iter().rev().take(request.places as usize).cloned().collect();
            self.proceedings.lots.push(Lot {
                drawn: request.draw(&method).unwrap_or(last),
                request,
                method,
                drawn_at: Some("2026-10-20T17:00:00Z".parse().unwrap()),
                witnesses: vec!["Witness".to_owned()],
                note: None,
            });
        }
    }

    pub(super) fn ballots(&self) -> Ballots {
        Ballots::of(&self.frozen, self.cast.clone(), self.roll_marks.clone())
    }

    pub(super) fn outcome(&self) -> Outcome {
        count(&self.frozen, &self.ballots(), &self.proceedings).unwrap()
    }

    /// Certifies these rows with an outcome that may come from others.
    pub(super) fn certify_with(&self, outcome: &Outcome) -> Result<Certified, CertifyError> {
        let evidence = Evidence {
            frozen: &self.frozen,
            cast: &self.cast,
            roll_marks: &self.roll_marks,
            proceedings: &self.proceedings,
            outcome,
        };
        let certification = Certification {
            chair: Some("Chair".to_owned()),
            tellers: vec!["One".to_owned(), "Two".to_owned()],
            ..Certification::default()
        };
        certify(&evidence, self.times, certification, Some(Salt::from_random([7; 32])))
    }

    /// The record and the sealed ballots, as files.
    pub(super) fn files(&self) -> (String, Option<String>) {
        let certified = self.certify_with(&self.outcome()).unwrap();
        let sealed = certified.sealed.map(|sealed| sealed.to_json().unwrap());
        (certified.record.to_json().unwrap(), sealed)
    }
}

/// With the weights of [`definition`]: a tie of a and c for the chair, one of b and d for the third seat; a blank ballot, a second one, and rejected ones of several kinds.
const LINKED: [&str; 11] = [
    "v1 12 bc",
    "v2 13 acd",
    "v3 14 ab",
    "v4 15 e",
    "v5 16 -",
    "v1 17 de",
    "v6 18 a",
    "v7 19 az",
    "v8 19 ab",
    "v9 19 ab",
    "v7 05 a",
];

const UNLINKED: [&str; 7] = ["- - abc", "- - ab", "- - cd", "- - d", "- - -", "- - aa", "- - af"];

pub(super) fn open() -> Election {
    let ties = json!({"seat": "lot_manual", "office": "lot_seeded", "seed_source": "lottery"});
    Election::new(definition(&json!({ "ties": ties }), true), &LINKED)
}

pub(super) fn secret_linked() -> Election {
    Election::new(definition(&json!({"secrecy": "secret"}), true), &LINKED)
}

pub(super) fn secret_own_forbidden() -> Election {
    let rules = json!({"secrecy": "secret", "own_candidate": "forbidden"});
    let mut cast = LINKED;
    // The organisation of d marks d.
    cast[3] = "v4 15 de";
    Election::new(definition(&rules, false), &cast)
}

pub(super) fn secret_separate() -> Election {
    let rules = json!({"secrecy": "secret", "ballots": "separate"});
    let mut election = Election::new(definition(&rules, false), &UNLINKED);
    let mark = |n: u32| RollMark {
        voter: format!("v{n}"),
        cast_at: Some("2026-10-12T10:00:00Z".parse().unwrap()),
    };
    // v8 is suspended, v7 comes twice; of seven papers one was spoiled, one stayed out.
    election.roll_marks = [1, 2, 3, 4, 5, 6, 7, 7, 8].map(mark).to_vec();
    election.cast.truncate(5);
    (election.proceedings.spoiled, election.proceedings.unreturned) = (1, 1);
    election.proceedings.ballots_expected = Some(5);
    election.proceedings.lots.clear();
    election.draw();
    election
}

pub(super) fn secret_anonymous() -> Election {
    let ties = json!({"seat": "lot_rfc3797", "seed_source": "lottery"});
    let rules = json!({"secrecy": "secret", "ballots": "anonymous", "ties": ties});
    Election::new(definition(&rules, false), &UNLINKED)
}

pub(super) fn acclaimed() -> Election {
    let rules =
        json!({"unopposed": "acclamation", "seats": {"min": 5, "max": 5}, "deputies": "none"});
    Election::new(definition(&rules, false), &LINKED[..3])
}

pub(super) fn all() -> Vec<(&'static str, Election)> {
    vec![
        ("open", open()),
        ("secret linked", secret_linked()),
        ("own forbidden", secret_own_forbidden()),
        ("separate", secret_separate()),
        ("anonymous", secret_anonymous()),
        ("acclaimed", acclaimed()),
    ]
}

pub(super) fn value(text: &str) -> Value {
    strict::parse(text).unwrap()
}
