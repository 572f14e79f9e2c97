//! Random rules, and their fitting to candidates and roll so that most of them can be frozen.

use vaali::{
    definition::{
        BallotMode, Candidate, Deputies, Fill, Filled, Marks, Method, NextInOrder, NominationRules,
        Office, OtherSeats, OwnCandidate, Rules, SeatHolder, SeatKind, Seats, SecondBallot,
        Secrecy, TieRule, Ties, Unopposed, Voter, Voting,
    },
    profile::Votes,
};

use super::{Size, at};
use crate::dice::Dice;

const TIE_RULES: [TieRule; 4] =
    [TieRule::LotManual, TieRule::LotSeeded, TieRule::LotRfc3797, TieRule::Reballot];

pub(super) fn rules(dice: &mut Dice, size: Size) -> Rules {
    let ballots = dice.weighted(&[
        (4, BallotMode::Linked),
        (1, BallotMode::Separate),
        (2, BallotMode::Anonymous),
    ]);
    let linked = ballots == BallotMode::Linked;
    Rules {
        method: Method::Majority,
        ballots,
        secrecy: *dice.pick(&[Secrecy::Secret, Secrecy::Open]),
        marks: marks(dice, size),
        own_candidate: if linked && dice.one_in(3) {
            OwnCandidate::Forbidden
        } else {
            OwnCandidate::Allowed
        },
        second_ballot: if linked && dice.one_in(2) {
            SecondBallot::LastCounts
        } else {
            SecondBallot::RejectSecond
        },
        seats: seats(dice, size),
        minimum_votes: Votes::from(dice.weighted(&[(2, 0), (9, 1), (2, 2), (1, 3)])),
        unopposed: dice.weighted(&[(6, Unopposed::VoteAnyway), (1, Unopposed::Acclamation)]),
        ties: ties(dice),
        offices: offices(dice),
        deputies: deputies(dice),
        other_seats: other_seats(dice),
        seat_holder: dice.weighted(&[(5, SeatHolder::Person), (1, SeatHolder::Organisation)]),
        nominations: dice.one_in(2).then(|| NominationRules {
            deadline: dice.one_in(2).then(|| at(-7200, 0)),
            per_organisation: dice.between(0, 3),
        }),
        voting: dice.one_in(2).then(|| Voting { opens: at(-3600, 0), closes: at(3600, 0) }),
        time_zone: None,
        term: None,
        challenge: None,
    }
}

fn marks(dice: &mut Dice, size: Size) -> Marks {
    let max = dice.between(1, size.candidates.min(12));
    let min = if dice.one_in(5) { dice.between(1, max) } else { 1 };
    Marks { min, max }
}

fn seats(dice: &mut Dice, size: Size) -> Seats {
    let most = if dice.one_in(5) { size.candidates } else { size.candidates / 2 + 1 };
    let max = dice.between(1, most);
    if dice.one_in(3) {
        let fill = match dice.below(3) {
            0 => None,
            1 => Some(Fill::Max),
            _ => Some(Fill::Decided(max)),
        };
        return Seats { min: max, max, fill };
    }
    let least = u32::from(!dice.one_in(4));
    let min = dice.between(least, max);
    let fill = match dice.below(3) {
        0 => Fill::Max,
        1 => Fill::Decided(dice.between(min, max)),
        _ => Fill::Gap,
    };
    Seats { min, max, fill: Some(fill) }
}

fn ties(dice: &mut Dice) -> Ties {
    let some = |dice: &mut Dice| dice.one_in(2).then(|| *dice.pick(&TIE_RULES));
    Ties {
        seat: Some(*dice.pick(&TIE_RULES)),
        office: some(dice),
        deputy: some(dice),
        extend: dice.one_in(3),
        shrink: dice.one_in(3),
        seed_source: None,
    }
}

fn offices(dice: &mut Dice) -> Vec<Office> {
    let number = dice.weighted(&[(3, 0), (2, 1), (4, 2), (3, 3), (2, 4)]);
    let ids =
        if dice.one_in(2) { ["chair", "vice", "third", "clerk"] } else { ["9", "/", "10", "ä"] };
    let mut offices: Vec<Office> = ids
        .iter()
        .take(number)
        .map(|id| Office {
            id: id.parse().unwrap(),
            name: (*id).into(),
            filled: match dice.below(9) {
                0 => Filled::SeparateContest,
                1 => Filled::BodyElects,
                2 => Filled::NamedBy("the meeting".into()),
                _ => Filled::ByVotes,
            },
        })
        .collect();
    dice.shuffle(&mut offices);
    offices
}

fn deputies(dice: &mut Dice) -> Deputies {
    match dice.below(9) {
        0..=1 => Deputies::None,
        2 => Deputies::PersonalPair,
        3 => Deputies::PerOrganisation,
        _ => Deputies::NextInOrder(NextInOrder {
            number: dice.between(1, 6),
            order_matters: dice.one_in(2),
            draw_when_needed: dice.one_in(2),
        }),
    }
}

fn other_seats(dice: &mut Dice) -> Vec<OtherSeats> {
    let number = dice.weighted(&[(4, 0), (1, 1), (1, 2)]);
    (0..number)
        .map(|_| OtherSeats {
            name: "guest".into(),
            kind: if dice.one_in(2) {
                SeatKind::AppointedBy("the board".into())
            } else {
                SeatKind::ExOfficio("the treasurer".into())
            },
            number: dice.between(1, 2),
            voting: dice.one_in(2),
            within_range: dice.one_in(2),
        })
        .collect()
}

/// Takes back what could never be frozen; what the freeze refuses still is made again from new choices.
pub(super) fn fit(dice: &mut Dice, rules: &mut Rules, candidates: &[Candidate], roll: &[Voter]) {
    let computed =
        |rule: &Option<TieRule>| matches!(rule, Some(TieRule::LotSeeded | TieRule::LotRfc3797));
    let ties = &mut rules.ties;
    ties.seed_source =
        [ties.seat, ties.office, ties.deputy].iter().any(computed).then(|| "lottery".into());
    let within: u32 = rules.other_seats.iter().filter(|o| o.within_range).map(|o| o.number).sum();
    if within >= rules.seats.max {
        rules.other_seats.clear();
    }
    let within = rules.other_seats.iter().filter(|o| o.within_range).map(|o| o.number).sum();
    let (min, max) = (rules.seats.min.saturating_sub(within), rules.seats.max - within);
    match rules.seats.fill {
        Some(Fill::Gap) if rules.seats.min == rules.seats.max => rules.seats.fill = None,
        Some(Fill::Gap) => {}
        Some(Fill::Decided(k)) => {
            ties.extend &= k.saturating_sub(within) < max;
            ties.shrink &= k.saturating_sub(within) > min;
        }
        None | Some(Fill::Max) => ties.extend = false,
    }
    ties.shrink &= min < max;
    let by_votes = |office: &&mut Office| office.filled == Filled::ByVotes;
    if min > 0 {
        let too_many = rules.offices.iter_mut().filter(by_votes).skip(min as usize);
        too_many.for_each(|office| office.filled = Filled::BodyElects);
    }
    let sometimes_large = dice.one_in(15);
    if !roll.is_empty() {
        let entitled = roll.iter().filter(|voter| !voter.suspended);
        let all = entitled.fold(0_u64, |sum, voter| sum.saturating_add(voter.weight.get()));
        if rules.minimum_votes.get() > all {
            rules.minimum_votes = Votes::from(all);
        } else if sometimes_large {
            rules.minimum_votes = Votes::from(all / u64::from(dice.between(1, 3)));
        }
    }
    let on_ballot = candidates.iter().filter(|candidate| !candidate.withdrawn).count();
    let on_ballot = u32::try_from(on_ballot).unwrap();
    rules.marks.min = rules.marks.min.min(on_ballot.max(1));
}
