//! P19 no lot without need, P20 a lot must fit, P21 computed lots, P22 no casting vote.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use vaali::{
    count::{CountError, Lot, LotMethod, LotRequest, Outcome, Purpose},
    definition::{CandidateId, Definition, TieRule},
};
use vaali_tests::{
    elections::{
        Election, Size,
        lots::{entered, rule_of},
    },
    small::{SMALL, by_hand, under},
};

/// Whatever a count decides: who is elected, who holds which office, who is which deputy.
type Decided = String;

fn decided(outcome: &Outcome) -> Decided {
    let candidates: BTreeMap<_, _> = outcome
        .result()
        .candidates
        .iter()
        .map(|c| (c.id.as_str(), (c.status, c.deputy, &c.office)))
        .collect();
    serde_json::to_string(&candidates).unwrap()
}

/// Every order of `places` of the tied.
fn draws(request: &LotRequest) -> Vec<Vec<CandidateId>> {
    let mut orders = vec![Vec::new()];
    for _ in 0..request.places {
        orders = orders
            .iter()
            .flat_map(|order: &Vec<CandidateId>| {
                let left = request.among.iter().filter(|id| !order.contains(id));
                left.map(|id| [order.clone(), vec![id.clone()]].concat()).collect::<Vec<_>>()
            })
            .collect();
    }
    orders
}

/// All that the lots still to be drawn can lead to; nothing if that is too much to try.
fn resolutions(election: &Election, budget: &mut usize) -> Option<BTreeSet<Decided>> {
    *budget = budget.checked_sub(1)?;
    let outcome = election.count().1.unwrap();
    let Some(request) = outcome.request() else { return Some(BTreeSet::from([decided(&outcome)])) };
    let mut all = BTreeSet::new();
    for drawn in draws(request) {
        all.extend(resolutions(&with(election, request, drawn), budget)?);
    }
    Some(all)
}

fn with(election: &Election, request: &LotRequest, drawn: Vec<CandidateId>) -> Election {
    let mut election = election.clone();
    let lot = entered(&election.frozen, request, drawn);
    election.proceedings.lots.push(lot);
    election
}

/// What is wrong with a lot that was changed, if anything must be.
fn misfits(lot: &Lot, stranger: &CandidateId) -> Vec<Lot> {
    let mut all = Vec::new();
    let mut change = |change: &dyn Fn(&mut Lot)| {
        let mut changed = lot.clone();
        change(&mut changed);
        all.push(changed);
    };
    change(&|lot| lot.request.places += 1);
    change(&|lot| lot.request.places -= 1);
    change(&|lot| lot.request.label.push('x'));
    change(&|lot| lot.request.among.reverse());
    change(&|lot| drop(lot.request.among.pop()));
    change(&|lot| {
        lot.request.purpose = match lot.request.purpose {
            Purpose::Seat => Purpose::Deputy,
            _ => Purpose::Seat,
        };
    });
    change(&|lot| drop(lot.drawn.pop()));
    change(&|lot| {
        let left = lot.request.among.iter().find(|id| !lot.drawn.contains(id)).cloned();
        lot.drawn.extend(left);
    });
    change(&|lot| lot.drawn.push(lot.drawn[0].clone()));
    if lot.drawn.len() > 1 {
        change(&|lot| lot.drawn[1] = lot.drawn[0].clone());
    }
    if !lot.request.among.contains(stranger) {
        change(&|lot| lot.drawn[0] = stranger.clone());
    }
    change(&|lot| {
        lot.method = match lot.method {
            LotMethod::Manual => LotMethod::Reballot,
            _ => LotMethod::Manual,
        };
    });
    all
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn p19_a_lot_is_asked_for_only_where_it_can_decide_something(case in any::<u64>()) {
        let size = Size { candidates: 5, ballots: 8, huge_weights: false };
        let Some(mut election) = under(&Election::undrawn(19, case, size), by_hand) else { return Ok(()) };
        // Every request on the way is judged.
        loop {
            let outcome = election.count().1.unwrap();
            let Some(request) = outcome.request() else { break };
            let mut budget = 3000;
            let mut ways = Vec::new();
            for drawn in draws(request) {
                let Some(all) = resolutions(&with(&election, request, drawn), &mut budget) else { return Ok(()) };
                ways.push(all);
            }
            prop_assert!(ways.iter().any(|way| *way != ways[0]), "{request:?}");
            let first = draws(request).remove(0);
            election = with(&election, request, first);
        }
    }

    #[test]
    fn p20_an_entered_lot_must_fit_what_was_asked(case in any::<u64>()) {
        let election = Election::settled(20, case, SMALL);
        let stranger = election.frozen.candidates()[0].id.clone();
        let refused = |lots: Vec<Lot>| {
            let mut changed = election.clone();
            changed.proceedings.lots = lots;
            matches!(changed.count().1, Err(CountError::InvalidLot { .. } | CountError::StaleLot { .. }))
        };
        let lots = &election.proceedings.lots;
        prop_assert_eq!(&election.count().1.map(|o| o.result().lots.clone()).unwrap_or_default(), lots);
        for (i, lot) in lots.iter().enumerate() {
            for misfit in misfits(lot, &stranger) {
                let mut changed = lots.clone();
                changed[i] = misfit.clone();
                prop_assert!(refused(changed), "{misfit:?}");
            }
            prop_assert!(refused([lots.as_slice(), std::slice::from_ref(lot)].concat()), "the same lot twice");
            // A computed lot has one result.
            if matches!(rule_of(&election.frozen, &lot.request), TieRule::LotSeeded | TieRule::LotRfc3797) {
                for drawn in draws(&lot.request).into_iter().filter(|drawn| *drawn != lot.drawn).take(50) {
                    let mut changed = lots.clone();
                    changed[i].drawn = drawn;
                    prop_assert!(refused(changed));
                }
            }
        }
    }

    #[test]
    fn p21_a_computed_lot_can_be_repeated_by_anybody(case in any::<u64>()) {
        let election = Election::settled(21, case, SMALL);
        for lot in &election.proceedings.lots {
            if matches!(lot.method, LotMethod::Seeded { .. } | LotMethod::Rfc3797 { .. }) {
                prop_assert_eq!(&lot.request.draw(&lot.method).unwrap(), &lot.drawn);
                // Of one seed, fewer places are the first of more.
                let mut one = lot.request.clone();
                one.places = 1;
                prop_assert_eq!(&one.draw(&lot.method).unwrap()[..], &lot.drawn[..1]);
            }
        }
    }
}

#[test]
fn p21_every_order_is_drawn_about_equally_often() {
    let request = LotRequest {
        purpose: Purpose::Seat,
        label: "seat/1".into(),
        places: 3,
        among: ["a", "b", "c"].map(|id| id.parse().unwrap()).to_vec(),
    };
    let seeded = |n: u32| LotMethod::Seeded { seed: n.to_string() };
    let rfc3797 = |n: u32| LotMethod::Rfc3797 { key: format!("{n}./") };
    for method in [&seeded as &dyn Fn(u32) -> LotMethod, &rfc3797] {
        let mut found: BTreeMap<String, u32> = BTreeMap::new();
        for n in 0..60_000 {
            let order = request.draw(&method(n)).unwrap();
            let order: Vec<&str> = order.iter().map(CandidateId::as_str).collect();
            *found.entry(order.concat()).or_default() += 1;
        }
        assert_eq!(found.len(), 6);
        // 10,000 each, with a standard deviation of 91: five of these are allowed.
        assert!(found.values().all(|n| n.abs_diff(10_000) < 460), "{found:?}");
    }
}

#[test]
fn p22_a_casting_vote_is_refused_when_the_rules_are_read() {
    for scope in ["seat", "office", "deputy"] {
        for word in ["casting_vote", "chair", "chair_decides", "chair_casting_vote"] {
            let definition = serde_json::json!({
                "format": 1, "id": "7f6d4a0e-6f0c-4c51-9d5b-0c5f8f0d2a11", "title": "T",
                "rules": {
                    "ballots": "anonymous", "secrecy": "secret", "marks": {"min": 1, "max": 1},
                    "seats": {"min": 1, "max": 1}, "ties": {"seat": "lot_manual", scope: word},
                },
                "candidates": [{"id": "a", "name": "A"}, {"id": "b", "name": "B"}],
            });
            let faults = Definition::from_json(&definition.to_string()).unwrap_err();
            assert!(
                faults.0.iter().any(|fault| fault.fault.code() == "D07"),
                "{scope} {word}: {faults}"
            );
        }
    }
}
