//! The whole count of one council of the founding kind: names, reasons, margins, and the boxing of its ballots before.
//!
//! ```text
//! cargo run --release -p vaali-benches --bin count
//! ```

use std::{hint::black_box, time::Duration};

use serde_json::{Value, json};
use vaali::{
    ballot::{Ballot, Ballots},
    count::{Outcome, Proceedings, count},
    definition::Frozen,
    record::canonical,
};
use vaali_benches::{Effort, Table, in_turns};

const CANDIDATES: u64 = 26;
const VOTERS: u64 = 900;
const BALLOTS: u64 = 66;
const MARKS: usize = 10;

/// A small generator of numbers: what is measured needs variety, not quality.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }
}

fn election() -> Result<Frozen, vaali::definition::Faults> {
    let office = |id: &str| json!({"id": id, "name": {"fi": id, "sv": id, "en": id}});
    let definition = json!({
        "format": 1, "id": "7f6d4a0e-6f0c-4c51-9d5b-0c5f8f0d2a11", "title": "Council",
        "rules": {
            "ballots": "linked", "secrecy": "secret", "marks": {"min": 1, "max": MARKS},
            "seats": {"min": 12, "max": 15, "fill": "max"}, "ties": {"seat": "lot_manual"},
            "offices": [office("chair"), office("vice_chair")],
            "deputies": {"next_in_order": {"number": 5, "draw_when_needed": true}},
        },
        "candidates": (0..CANDIDATES).map(|n| json!({"id": format!("c{n}"), "name": format!("Candidate number {n}"), "organisation": format!("v{n}")})).collect::<Vec<Value>>(),
        "roll": (0..VOTERS).map(|n| json!({"id": format!("v{n}"), "name": format!("Organisation {n} ry")})).collect::<Vec<Value>>(),
    });
    vaali::definition::Definition::from_value(definition)?.freeze()
}

fn ballots(seed: u64) -> Vec<Ballot> {
    let mut numbers = Numbers(seed);
    (0..BALLOTS)
        .map(|voter| {
            let mut marks: Vec<String> = Vec::new();
            while marks.len() < MARKS {
                // The lesser of two draws: some candidates are liked more than others, so that most elections have no tie.
                let mark = format!("c{}", numbers.below(CANDIDATES).min(numbers.below(CANDIDATES)));
                if !marks.contains(&mark) {
                    marks.push(mark);
                }
            }
            Ballot { voter: Some(format!("v{voter}")), cast_at: None, marks }
        })
        .collect()
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let quick = std::env::args().any(|argument| argument == "--quick");
    let samples = if quick { 5 } else { 200 };
    let effort = Effort { samples, sample: Duration::from_millis(1) };
    let frozen = election()?;
    let elections: Vec<Vec<Ballot>> = (0..256).map(ballots).collect();
    let boxes: Vec<Ballots> =
        elections.iter().map(|ballots| Ballots::of(&frozen, ballots.clone(), [])).collect();
    let proceedings = Proceedings::default();
    let decided: Vec<&Ballots> = boxes
        .iter()
        .filter(|ballots| {
            matches!(count(&frozen, ballots, &proceedings), Ok(Outcome::Complete { .. }))
        })
        .collect();
    let first = decided.first().ok_or("every election has a tie")?;
    let outcome = count(&frozen, first, &proceedings)?;

    let (mut next, mut next_box) = (0, 0);
    let mut whole = || {
        next = (next + 1) % decided.len();
        let _ = black_box(decided.get(next).map(|ballots| count(&frozen, ballots, &proceedings)));
    };
    let mut tally = || {
        next_box = (next_box + 1) % decided.len();
        let _ = black_box(decided.get(next_box).map(|ballots| ballots.profile().tally()));
    };
    let mut taken = 0;
    let mut boxing = || {
        taken = (taken + 1) % elections.len();
        let _ = black_box(
            elections.get(taken).map(|ballots| Ballots::of(&frozen, ballots.clone(), [])),
        );
    };
    let mut writing = || {
        let _ = black_box(canonical::to_string(&outcome));
    };
    let times = in_turns(effort, &mut [&mut whole, &mut tally, &mut boxing, &mut writing]);

    let table = Table::start(
        "one council: 66 ballots of 10 marks, 26 candidates, 15 seats, roll of 900; one thread",
    );
    let names = [
        "count: names, reasons, margins",
        "  of which the tally",
        "taking the 66 ballots from text",
        "result as canonical JSON",
    ];
    let aims = ["aim: 20 us", "", "", ""];
    for ((name, times), aim) in names.iter().zip(times).zip(aims) {
        table.line(name, times, "", aim);
    }
    Ok(())
}
