//! P11 monotone, P12 committee-monotone, P13 consistent, P14 homogeneous; and what breaks each of them, held here.

use proptest::prelude::*;
use serde_json::json;
use vaali::{
    ballot::Ballot,
    count::{Declined, Outcome},
    definition::{BallotMode, Fill, Frozen, OwnCandidate, Seats, SecondBallot, Unopposed},
    profile::Votes,
};
use vaali_tests::{
    elections::Election,
    small::{SMALL, anonymous, ballots, by_hand, elected, level, outcome, single_marks, under},
};

fn counted(election: &Election) -> Option<Outcome> {
    election.count().1.ok()
}

/// The election without a roll, its rejected ballots left out, so that ballots can be doubled and joined; every tie by hand.
fn without_roll(
    election: &Election,
    change: impl FnOnce(&mut vaali::definition::Rules),
) -> Option<Election> {
    let mut bare = under(election, |definition| {
        by_hand(definition);
        let rules = &mut definition.rules;
        rules.ballots = BallotMode::Anonymous;
        rules.own_candidate = OwnCandidate::Allowed;
        rules.second_ballot = SecondBallot::RejectSecond;
        rules.unopposed = Unopposed::VoteAnyway;
        definition.roll.clear();
        change(rules);
    })?;
    bare.roll_marks.clear();
    let rejected: Vec<u64> = bare.accepted().rejected().iter().map(|r| r.ballot.0).collect();
    let mut row = 0;
    bare.ballots.retain(|_| {
        row += 1;
        !rejected.contains(&row)
    });
    Some(bare)
}

fn fixed_rule(rules: &mut vaali::definition::Rules) {
    (rules.ties.extend, rules.ties.shrink) = (false, false);
    rules.minimum_votes = Votes::from(rules.minimum_votes.get().min(1));
    if rules.seats.fill == Some(Fill::Gap) {
        rules.seats.fill = Some(Fill::Max);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10_000, failure_persistence: None, ..ProptestConfig::default() })]

    /// With every rule: more marks for somebody, everything else equal, never make their seat less sure.
    #[test]
    fn p11_one_more_mark_never_hurts_its_candidate(
        case in any::<u64>(), row in any::<prop::sample::Index>(), whom in any::<prop::sample::Index>(),
    ) {
        let mut election = Election::undrawn(11, case, SMALL);
        let Some(before) = counted(&election) else { return Ok(()) };
        if election.ballots.is_empty() {
            return Ok(());
        }
        let candidate = whom.get(election.frozen.candidates()).id.clone();
        let accepted = election.accepted();
        let i = row.index(election.ballots.len());
        election.ballots[i].marks.push(candidate.to_string());
        let again = election.accepted();
        // The mark must be the only change: the ballot counted before and counts now.
        if again.accepted() != accepted.accepted() || again.blank() != accepted.blank()
            || again.profile().entries() != accepted.profile().entries() + 1 {
            return Ok(());
        }
        let Some(after) = counted(&election) else { return Ok(()) };
        prop_assert!(level(before.result(), &candidate) <= level(after.result(), &candidate));
    }

    /// With `max` and `decided`: a mark taken from another and given to somebody does not hurt them either.
    #[test]
    fn p11_a_mark_moved_to_a_candidate_never_hurts_it_where_the_target_is_a_number(
        case in any::<u64>(), row in any::<prop::sample::Index>(), whom in any::<prop::sample::Index>(),
    ) {
        let Some(mut election) = without_roll(&Election::undrawn(111, case, SMALL), fixed_rule) else { return Ok(()) };
        if election.ballots.is_empty() {
            return Ok(());
        }
        let Some(before) = counted(&election) else { return Ok(()) };
        let candidate = whom.get(election.frozen.candidates()).id.clone();
        let i = row.index(election.ballots.len());
        if election.ballots[i].marks.pop().is_none() {
            return Ok(());
        }
        election.ballots[i].marks.push(candidate.to_string());
        if election.accepted().rejected().is_empty() {
            let after = counted(&election).unwrap();
            prop_assert!(level(before.result(), &candidate) <= level(after.result(), &candidate));
        }
    }

    /// With every rule: `seats` and one more as the fixed number, as the number decided, as the greatest number of a range.
    #[test]
    fn p12_with_one_seat_more_nobody_loses_a_seat(case in any::<u64>(), seats in 1_u32..8, how in 0..4) {
        let election = Election::undrawn(12, case, SMALL);
        let with = |seats: u32| {
            let seats = match how {
                0 => Seats { min: seats, max: seats, fill: None },
                1 => Seats { min: 1, max: seats, fill: Some(Fill::Max) },
                2 => Seats { min: 1, max: 9, fill: Some(Fill::Decided(seats)) },
                _ => Seats { min: 0, max: seats, fill: Some(Fill::Gap) },
            };
            under(&election, |definition| {
                by_hand(definition);
                let rules = &mut definition.rules;
                rules.seats = seats;
                rules.unopposed = Unopposed::VoteAnyway;
                if how < 2 {
                    (rules.ties.extend, rules.ties.shrink) = (false, false);
                }
                rules.other_seats.clear();
                rules.offices.clear();
            })
        };
        let (Some(fewer), Some(more)) = (with(seats), with(seats + 1)) else { return Ok(()) };
        let (mut fewer, mut more) = (fewer, more);
        for election in [&mut fewer, &mut more] {
            election.proceedings.declines.retain(|decline| decline.from == Declined::Seat);
        }
        let (Some(fewer), Some(more)) = (counted(&fewer), counted(&more)) else { return Ok(()) };
        for candidate in &fewer.result().candidates {
            prop_assert!(level(fewer.result(), &candidate.id) <= level(more.result(), &candidate.id));
        }
    }

    /// With `max` and `decided`, and a minimum of at most one vote.
    #[test]
    fn p13_what_two_electorates_elect_apart_they_elect_together(case in any::<u64>(), cut in any::<prop::sample::Index>()) {
        let Some(election) = without_roll(&Election::undrawn(13, case, SMALL), fixed_rule) else { return Ok(()) };
        let cut = cut.index(election.ballots.len() + 1);
        let with = |ballots: &[Ballot]| {
            let part = Election { ballots: ballots.to_vec(), ..election.clone() };
            elected(&counted(&part).unwrap())
        };
        let (first, second) = election.ballots.split_at(cut);
        if let (Some(first), Some(second)) = (with(first), with(second)) && first == second {
            prop_assert_eq!(with(&election.ballots), Some(first));
        }
    }

    /// With every rule and a minimum of at most one vote.
    #[test]
    fn p14_every_ballot_twice_gives_the_same_elected(case in any::<u64>()) {
        let one_vote = |rules: &mut vaali::definition::Rules| {
            rules.minimum_votes = Votes::from(rules.minimum_votes.get().min(1));
        };
        let Some(election) = without_roll(&Election::undrawn(14, case, SMALL), one_vote) else { return Ok(()) };
        let mut doubled = election.clone();
        doubled.ballots.extend(election.ballots.iter().cloned());
        let (one, two) = (counted(&election).unwrap(), counted(&doubled).unwrap());
        prop_assert_eq!(one.request(), two.request());
        for candidate in &one.result().candidates {
            prop_assert_eq!(level(one.result(), &candidate.id), level(two.result(), &candidate.id));
        }
    }
}

fn who(frozen: &Frozen, ballots: &[Ballot]) -> String {
    elected(&outcome(frozen, ballots)).expect("no lot").concat()
}

#[test]
fn p11_counterexample_gap_a_mark_moved_from_a_rival_can_cost_a_seat() {
    let frozen = anonymous(4, &json!({"seats": {"min": 1, "max": 4, "fill": "gap"}}));
    // Drops 4 2 0 4: the larger number of equal drops, so all four are elected.
    assert_eq!(who(&frozen, &single_marks(&[10, 6, 4, 4])), "abcd");
    // One voter of d marks c instead. Drops 4 1 2 3: only a is elected, and c has lost the seat by a vote.
    assert_eq!(who(&frozen, &single_marks(&[10, 6, 5, 3])), "a");
}

#[test]
fn p13_counterexample_gap_two_electorates_can_agree_apart_and_differ_together() {
    let frozen = anonymous(4, &json!({"seats": {"min": 1, "max": 3, "fill": "gap"}}));
    // Drops 1 1 1 in both: three are elected. Together a and b have 5, c has 2: drops 0 3 2.
    let (first, second) = (single_marks(&[2, 3, 1, 0]), single_marks(&[3, 2, 1, 0]));
    assert_eq!((who(&frozen, &first), who(&frozen, &second)), ("abc".into(), "abc".into()));
    assert_eq!(who(&frozen, &[first, second].concat()), "ab");
}

#[test]
fn p13_counterexamples_extend_shrink_and_a_minimum_of_two_votes() {
    let ties = |name: &str| {
        let seats = json!({"min": 1, "max": 3, "fill": {"decided": 2}});
        anonymous(3, &json!({"seats": seats, "ties": {"seat": "lot_manual", name: true}}))
    };
    // Two tied for the second seat in both, others in one than in the other.
    let (first, second) = (single_marks(&[5, 2, 2]), single_marks(&[2, 5, 2]));
    assert_eq!(
        (who(&ties("extend"), &first), who(&ties("extend"), &second)),
        ("abc".into(), "abc".into())
    );
    assert_eq!(who(&ties("extend"), &[first, second].concat()), "ab");
    // shrink: in each part b and c tie, or b and d; together b is ahead.
    let seats = json!({"min": 1, "max": 3, "fill": {"decided": 2}});
    let four =
        anonymous(4, &json!({"seats": seats, "ties": {"seat": "lot_manual", "shrink": true}}));
    let (first, second) = (single_marks(&[5, 2, 2, 0]), single_marks(&[5, 2, 0, 2]));
    assert_eq!((who(&four, &first), who(&four, &second)), ("a".into(), "a".into()));
    assert_eq!(who(&four, &[first, second].concat()), "ab");
    // One vote in each part is too few; together it is two.
    let minimum =
        anonymous(2, &json!({"seats": {"min": 1, "max": 2, "fill": "max"}, "minimum_votes": 2}));
    let part = ballots(&["a", "a", "b"]);
    assert_eq!(who(&minimum, &part), "a");
    assert_eq!(who(&minimum, &[part.clone(), part].concat()), "ab");
}

#[test]
fn p14_counterexample_a_minimum_of_two_votes_is_reached_by_doubling() {
    let minimum =
        anonymous(2, &json!({"seats": {"min": 1, "max": 2, "fill": "max"}, "minimum_votes": 2}));
    let once = ballots(&["a", "a", "b"]);
    assert_eq!(who(&minimum, &once), "a");
    assert_eq!(who(&minimum, &[once.clone(), once].concat()), "ab");
}
