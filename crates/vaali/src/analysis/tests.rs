//! Against brute force: every change made by hand, and the whole count asked again.

use std::collections::BTreeMap;

use proptest::{collection::vec, prelude::*};

use super::*;
use crate::{
    ballot::{Ballot, Ballots},
    count::{Lot, LotMethod, Margin, Outcome, Proceedings, Status, count},
    definition::{Definition, Frozen},
    profile::{Profile, ProfileBuilder},
};

fn ballots() -> impl Strategy<Value = Vec<Vec<u32>>> {
    vec(prop::sample::subsequence(vec![0_u32, 1, 2, 3, 4], 0..=5), 0..12)
}

fn profile(ballots: &[Vec<u32>]) -> Profile {
    let mut builder = ProfileBuilder::new(5).unwrap();
    for marks in ballots {
        builder.push(marks).unwrap();
    }
    builder.build()
}

fn boxed(frozen: &Frozen, ballots: &[Vec<u32>]) -> Ballots {
    let ballot = |marks: &Vec<u32>| Ballot {
        marks: marks.iter().map(ToString::to_string).collect(),
        ..Ballot::default()
    };
    Ballots::of(frozen, ballots.iter().map(ballot), [])
}

/// Elected and tied as the whole count says them.
fn seated(frozen: &Frozen, ballots: &[Vec<u32>]) -> (Vec<u32>, Vec<u32>) {
    let outcome = count(frozen, &boxed(frozen, ballots), &Proceedings::default()).unwrap();
    let of = |status: Status| {
        let candidates = outcome.result().candidates.iter().filter(|c| c.status == status);
        let mut of: Vec<u32> = candidates.map(|c| c.id.as_str().parse().unwrap()).collect();
        of.sort_unstable();
        of
    };
    (of(Status::Elected), of(Status::Undecided))
}

fn pair(seating: &Seating) -> (Vec<u32>, Vec<u32>) {
    (seating.elected.clone(), seating.tied.clone())
}

proptest! {
    #[test]
    fn leaving_one_out_is_counting_the_others(ballots in ballots(), seats in 1_u32..=5) {
        let frozen = plain(5, seats, 5).unwrap();
        let out = leave_one_out(&frozen, &profile(&ballots), &Proceedings::default()).unwrap();
        prop_assert_eq!(pair(&out.all), seated(&frozen, &ballots));
        let changed: BTreeMap<usize, _> =
            out.without.iter().map(|without| (without.ballot, pair(&without.seating))).collect();
        for left_out in 0..ballots.len() {
            let mut others = ballots.clone();
            others.remove(left_out);
            let expected = seated(&frozen, &others);
            let found = changed.get(&left_out).cloned().unwrap_or_else(|| pair(&out.all));
            prop_assert_eq!(found, expected);
        }
    }

    #[test]
    fn a_sweep_over_seats_counts_each_number_anew(ballots in ballots()) {
        let frozen = plain(5, 2, 5).unwrap();
        let sweep =
            sweep_seats(&frozen, &profile(&ballots), &[], 1..=5, &Proceedings::default()).unwrap();
        for variant in sweep {
            let rules = plain(5, variant.seats, 5).unwrap();
            prop_assert_eq!(pair(&variant.seating), seated(&rules, &ballots));
            if !variant.seating.tied.is_empty() {
                prop_assert_eq!(variant.margin, Some(Margin::Exact(0)));
            }
        }
    }

    #[test]
    fn a_sweep_over_marks_rejects_what_the_rule_would(ballots in ballots(), seats in 1_u32..=4) {
        let frozen = plain(5, seats, 5).unwrap();
        for rule in [MarksRule::AtMost, MarksRule::Exactly] {
            let sweep =
                sweep_marks(&frozen, &profile(&ballots), rule, 1..=7, &Proceedings::default()).unwrap();
            prop_assert_eq!(sweep.len(), 7);
            for variant in sweep {
                let allowed = |marks: &Vec<u32>| match rule {
                    MarksRule::AtMost => (1..=variant.marks as usize).contains(&marks.len()),
                    MarksRule::Exactly => marks.len() == variant.marks as usize,
                };
                let kept: Vec<Vec<u32>> = ballots.iter().filter(|m| allowed(m)).cloned().collect();
                prop_assert_eq!(variant.ballots, kept.len() as u64);
                let tally = profile(&kept).tally().unwrap();
                prop_assert_eq!(variant.votes.as_slice(), tally.votes());
                prop_assert_eq!(pair(&variant.seating), seated(&frozen, &kept));
            }
        }
    }

    #[test]
    fn every_lot_is_every_set_of_the_tied(ballots in ballots(), seats in 1_u32..=4) {
        let frozen = plain(5, seats, 5).unwrap();
        let boxed = boxed(&frozen, &ballots);
        let every = every_lot(&frozen, &boxed, &Proceedings::default(), 1000).unwrap();
        // One lot at most: every draw is as likely as every other.
        let results = every.results.len() as u64;
        prop_assert!(every.results.iter().all(|result| result.probability == (1, results)));
        // By hand: put each draw into the proceedings and count.
        let mut expected = Vec::new();
        match count(&frozen, &boxed, &Proceedings::default()).unwrap() {
            Outcome::Complete { .. } => expected.push(seated(&frozen, &ballots).0),
            Outcome::LotNeeded { request, .. } => {
                for chosen in 0_u32..1 << request.among.len() {
                    if chosen.count_ones() != request.places {
                        continue;
                    }
                    let drawn = (0..).zip(&request.among).filter(|(i, _)| chosen >> i & 1 == 1);
                    let lot = Lot {
                        request: request.clone(),
                        drawn: drawn.map(|(_, id)| id.clone()).collect(),
                        method: LotMethod::Manual,
                        drawn_at: None,
                        witnesses: Vec::new(),
                        note: None,
                    };
                    let proceedings = Proceedings { lots: vec![lot], ..Proceedings::default() };
                    let outcome = count(&frozen, &boxed, &proceedings).unwrap();
                    let elected = outcome.result().candidates.iter();
                    let elected = elected.filter(|c| c.status == Status::Elected);
                    let mut ids: Vec<u32> = elected.map(|c| c.id.as_str().parse().unwrap()).collect();
                    ids.sort_unstable();
                    expected.push(ids);
                }
            }
        }
        let mut found: Vec<Vec<u32>> = every
            .results
            .iter()
            .map(|result| result.elected.iter().map(|id| id.as_str().parse().unwrap()).collect())
            .collect();
        found.sort();
        expected.sort();
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn parts_in_any_grouping_are_the_whole(ballots in ballots(), cut in 0_usize..12) {
        let frozen = plain(5, 2, 5).unwrap();
        let cut = cut.min(ballots.len());
        let part = |ballots: &[Vec<u32>]| partial_tally(&frozen, &boxed(&frozen, ballots)).unwrap();
        let (front, back) = ballots.split_at(cut);
        let whole = part(&ballots);
        prop_assert_eq!(part(front).merge(&part(back)).unwrap(), whole.clone());
        prop_assert_eq!(part(back).merge(&part(front)).unwrap(), whole);
    }
}

const OFFICES: &str = r#"{
    "format": 1, "id": "7f6d4a0e-6f0c-4c51-9d5b-0c5f8f0d2a11", "title": "Board",
    "rules": {"ballots": "anonymous", "secrecy": "secret", "marks": {"min": 1, "max": 4},
              "seats": {"min": 3, "max": 3}, "ties": {"seat": "lot_seeded", "seed_source": "a lottery"},
              "offices": [{"id": "chair", "name": "Chair"}, {"id": "vice", "name": "Vice-chair"}]},
    "candidates": [{"id": "a", "name": "A"}, {"id": "b", "name": "B"}, {"id": "c", "name": "C"}]
}"#;

#[test]
fn office_lots_are_drawn_in_every_order_whatever_the_rules_draw_by() {
    let frozen = Definition::from_json(OFFICES).unwrap().freeze().unwrap();
    let all = Ballot { marks: vec!["a".into(), "b".into(), "c".into()], ..Ballot::default() };
    let ballots = Ballots::of(&frozen, [all], []);
    let every = every_lot(&frozen, &ballots, &Proceedings::default(), MOST_WAYS).unwrap();
    assert_eq!((every.ways, every.results.len()), (6, 6));
    assert!(every.results.iter().all(|result| result.probability == (1, 6)));
}

#[test]
fn more_ways_than_allowed_are_refused() {
    let frozen = plain(5, 2, 5).unwrap();
    let ballots = boxed(&frozen, &[vec![0, 1, 2, 3, 4]]);
    let error = every_lot(&frozen, &ballots, &Proceedings::default(), 9).unwrap_err();
    assert_eq!(error, AnalysisError::TooManyWays { limit: 9 });
    assert_eq!(every_lot(&frozen, &ballots, &Proceedings::default(), 10).unwrap().ways, 10);
}

#[test]
fn ballots_that_name_their_voters_are_not_counted_in_parts() {
    let text = r#"{
        "format": 1, "id": "7f6d4a0e-6f0c-4c51-9d5b-0c5f8f0d2a11", "title": "Board",
        "rules": {"ballots": "linked", "secrecy": "secret", "marks": {"min": 1, "max": 1},
                  "seats": {"min": 1, "max": 1}, "ties": {"seat": "lot_manual"}},
        "candidates": [{"id": "a", "name": "A"}, {"id": "b", "name": "B"}],
        "roll": [{"id": "1", "name": "One"}]
    }"#;
    let frozen = Definition::from_json(text).unwrap().freeze().unwrap();
    let error = partial_tally(&frozen, &Ballots::none(&frozen)).unwrap_err();
    assert_eq!((error.code(), error), ("A02", AnalysisError::LinkedInParts));
}

#[test]
fn parts_of_different_elections_do_not_merge() {
    let part = |frozen: &Frozen| partial_tally(frozen, &Ballots::none(frozen)).unwrap();
    let (one, other) = (plain(3, 1, 3).unwrap(), plain(3, 2, 3).unwrap());
    assert_eq!(part(&one).merge(&part(&other)).unwrap_err().code(), "tally_different_fingerprints");
}
