//! P7 a pure function, P8 anonymity, P9 neutrality, P17 conservation, P18 no silent tie-break.

use std::collections::BTreeMap;

use proptest::prelude::*;
use vaali::{
    ballot::{Ballot, Ballots, RollMark},
    count::{CountError, LotRequest, Outcome, Proceedings, count},
    definition::{CandidateId, Definition},
};
use vaali_tests::{
    dice::Dice,
    elections::{Election, Size},
    invariants,
    small::{SMALL, by_hand, under},
};

fn text(counted: &Result<Outcome, CountError>) -> String {
    match counted {
        Ok(outcome) => serde_json::to_string(outcome).unwrap(),
        Err(error) => serde_json::to_string(error).unwrap(),
    }
}

/// An outcome without the numbers of rows, which anonymity does not reach.
fn without_rows(counted: Result<Outcome, CountError>) -> Result<Outcome, CountError> {
    counted.map(|mut outcome| {
        let (Outcome::Complete { result } | Outcome::LotNeeded { partial: result, .. }) =
            &mut outcome;
        result.rejected_ballots = None;
        outcome
    })
}

/// What an outcome says, with every candidate under another name and everything as sets.
fn renamed(outcome: &Outcome, name: impl Fn(&CandidateId) -> String) -> serde_json::Value {
    let request = |request: &LotRequest| {
        let mut among: Vec<String> = request.among.iter().map(&name).collect();
        among.sort_unstable();
        serde_json::json!([request.purpose, request.label, request.places, among])
    };
    let result = outcome.result();
    let candidates: BTreeMap<String, serde_json::Value> = result
        .candidates
        .iter()
        .map(|c| {
            (
                name(&c.id),
                serde_json::json!([
                    c.status, c.votes, c.share, c.place, c.deputy, c.office, c.reasons
                ]),
            )
        })
        .collect();
    let holders: Vec<_> = result.offices.iter().map(|o| o.holder.as_ref().map(&name)).collect();
    serde_json::json!({
        "request": outcome.request().map(request),
        "open": result.open_lots.iter().map(request).collect::<Vec<_>>(),
        "candidates": candidates, "holders": holders, "seats": result.seats, "turnout": result.turnout,
        "reconciliation": result.reconciliation, "margins": result.margins, "rejected": result.rejected,
    })
}

/// The same election with its candidates renamed and in another order.
fn permuted(election: &Election, order: &[usize], rename: impl Fn(usize) -> String) -> Election {
    let candidates = election.frozen.candidates();
    let new_name = |id: &str| election.frozen.candidate(id).map(|c| rename(c as usize));
    let new_id =
        |id: &CandidateId| -> CandidateId { new_name(id.as_str()).unwrap().parse().unwrap() };
    let mut definition = election.frozen.definition().clone();
    definition.candidates = order
        .iter()
        .map(|&c| {
            let mut candidate = candidates[c].clone();
            candidate.id = new_id(&candidate.id);
            candidate
        })
        .collect();
    let frozen = definition.freeze().unwrap();
    let mut ballots = election.ballots.clone();
    for mark in ballots.iter_mut().flat_map(|ballot| &mut ballot.marks) {
        if let Some(new) = new_name(mark) {
            *mark = new;
        }
    }
    let mut proceedings = election.proceedings.clone();
    for decline in &mut proceedings.declines {
        decline.candidate = new_id(&decline.candidate);
    }
    for lot in &mut proceedings.lots {
        lot.drawn = lot.drawn.iter().map(new_id).collect();
        lot.request.among = lot.request.among.iter().map(new_id).collect();
        lot.request.among.sort_by_key(|id| frozen.candidate(id.as_str()));
    }
    Election { frozen, ballots, proceedings, roll_marks: election.roll_marks.clone() }
}

/// Nominations by declared order are a rule that names an order; without it, order means nothing.
fn without_declared_order(definition: &mut Definition) {
    by_hand(definition);
    if let Some(nominations) = &mut definition.rules.nominations {
        nominations.per_organisation = 0;
    }
}

/// The election with every lot drawn by hand, some of the open ones too.
fn settled_by_hand(case: u64) -> Option<Election> {
    let mut election = under(&Election::undrawn(9, case, SMALL), without_declared_order)?;
    let mut dice = Dice::new(90, case);
    while let (_, Ok(Outcome::LotNeeded { request, .. })) = election.count() {
        if dice.one_in(3) {
            break;
        }
        let lot = vaali_tests::elections::lots::draw(&mut dice, &election.frozen, &request);
        election.proceedings.lots.push(lot);
    }
    Some(election)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn p07_the_same_input_gives_the_same_bytes_and_so_does_its_json(case in any::<u64>()) {
        let election = Election::random(7, case, SMALL);
        let (_, counted) = election.count();
        prop_assert_eq!(text(&counted), text(&election.count().1));
        // Everything through JSON and back.
        let json = serde_json::to_string(election.frozen.definition()).unwrap();
        let frozen = Definition::from_json(&json).unwrap().freeze().unwrap();
        let ballots: Vec<Ballot> =
            serde_json::from_str(&serde_json::to_string(&election.ballots).unwrap()).unwrap();
        let marks: Vec<RollMark> =
            serde_json::from_str(&serde_json::to_string(&election.roll_marks).unwrap()).unwrap();
        let proceedings: Proceedings =
            serde_json::from_str(&serde_json::to_string(&election.proceedings).unwrap()).unwrap();
        let again = count(&frozen, &Ballots::of(&frozen, ballots, marks), &proceedings);
        prop_assert_eq!(text(&counted), text(&again));
    }

    #[test]
    fn p08_anonymity_the_order_of_rows_means_nothing_but_their_numbers(case in any::<u64>()) {
        let election = Election::random(8, case, SMALL);
        let mut shuffled = election.clone();
        let mut dice = Dice::new(80, case);
        dice.shuffle(&mut shuffled.ballots);
        dice.shuffle(&mut shuffled.roll_marks);
        prop_assert_eq!(without_rows(election.count().1), without_rows(shuffled.count().1));
    }

    #[test]
    fn p09_neutrality_names_and_declared_order_mean_nothing(case in any::<u64>()) {
        let Some(election) = settled_by_hand(case) else { return Ok(()) };
        let mut order: Vec<usize> = (0..election.frozen.candidates().len()).collect();
        Dice::new(91, case).shuffle(&mut order);
        let other = permuted(&election, &order, |c| format!("x{}", 99 - c));
        let (one, two) = (election.count().1, other.count().1);
        match (one, two) {
            (Ok(one), Ok(two)) => {
                let back = |id: &CandidateId| {
                    let c = election.frozen.candidate(id.as_str()).unwrap();
                    format!("x{}", 99 - c)
                };
                prop_assert_eq!(renamed(&one, back), renamed(&two, ToString::to_string));
            }
            (one, two) => prop_assert_eq!(one.map_err(|e| e.name()).err(), two.map_err(|e| e.name()).err()),
        }
    }

    #[test]
    fn p17_marks_votes_rows_and_voters_add_up(case in any::<u64>()) {
        let election = Election::random(17, case, Size::any(17, case));
        let (ballots, counted) = election.count();
        if let Err(problem) = invariants::check(&election, &ballots, &counted) {
            prop_assert!(false, "{problem}");
        }
    }

    #[test]
    fn p17_a_ballot_dropped_or_doubled_blocks_certification(case in any::<u64>(), at in any::<prop::sample::Index>()) {
        let mut election = Election::settled(170, case, SMALL);
        if election.ballots.is_empty() {
            return Ok(());
        }
        let rows = election.ballots.len();
        election.proceedings.ballots_expected = Some(rows as u64);
        election.proceedings.lots.clear();
        let mismatched = |election: &Election| {
            let counted = election.count().1.ok()?;
            let result = counted.result();
            let found = result.reconciliation.mismatches(&result.turnout);
            Some(found.iter().any(|m| matches!(m, vaali::count::Mismatch::Expected { .. })))
        };
        let at = at.index(rows);
        let (mut dropped, mut doubled) = (election.clone(), election.clone());
        dropped.ballots.remove(at);
        doubled.ballots.push(election.ballots[at].clone());
        prop_assert_ne!(mismatched(&election), Some(true));
        prop_assert_ne!(mismatched(&dropped), Some(false));
        prop_assert_ne!(mismatched(&doubled), Some(false));
    }

    #[test]
    fn p18_without_a_lot_neither_order_nor_ids_ever_decide(case in any::<u64>()) {
        let Some(election) = under(&Election::undrawn(18, case, SMALL), without_declared_order) else {
            return Ok(());
        };
        let number = election.frozen.candidates().len();
        let backwards: Vec<usize> = (0..number).rev().collect();
        let ids: Vec<String> = election.frozen.candidates().iter().map(|c| c.id.to_string()).collect();
        // The order turned round; the ids handed to others; both.
        let straight: Vec<usize> = (0..number).collect();
        let exchanged = |c: usize| ids[number - 1 - c].clone();
        for (order, swap) in [(&backwards, false), (&straight, true), (&backwards, true)] {
            let rename = |c: usize| if swap { exchanged(c) } else { ids[c].clone() };
            let other = permuted(&election, order, rename);
            if let (Ok(one), Ok(two)) = (election.count().1, other.count().1) {
                let back = |id: &CandidateId| rename(election.frozen.candidate(id.as_str()).unwrap() as usize);
                prop_assert_eq!(renamed(&one, back), renamed(&two, ToString::to_string));
            }
        }
    }
}
