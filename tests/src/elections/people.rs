//! Random rolls and candidates.

use vaali::{
    definition::{
        BallotMode, Candidate, Deputies, NominationRules, OwnCandidate, Rules, SeatHolder, Voter,
        VoterId,
    },
    profile::Votes,
};

use super::{Size, at};
use crate::dice::Dice;

/// Where numbers of a smaller kind end.
const LIMITS: [u64; 6] = [1 << 15, 1 << 16, 1 << 31, 1 << 32, 1 << 53, 1 << 63];

pub(super) fn roll(dice: &mut Dice, rules: &Rules, size: Size) -> Vec<Voter> {
    if rules.ballots == BallotMode::Anonymous {
        return Vec::new();
    }
    let style = dice.below(4);
    let number = dice.between(1, size.ballots.max(3) + 2);
    let some_suspended = dice.weighted(&[(2, 0), (1, 8), (1, 3)]);
    let weights = if rules.ballots == BallotMode::Linked { dice.below(5) } else { 0 };
    let base = if size.huge_weights { *dice.pick(&LIMITS) } else { 3 };
    let mut left = u64::MAX;
    (1..=number)
        .map(|n| {
            let id = match style {
                0 => format!("v{n}"),
                1 => format!("{n:03}"),
                2 => format!("Järjestö {n} ry"),
                _ => format!("{}", 1000 - n),
            };
            let mut voter = Voter::new(id.parse().unwrap(), "Organisation");
            let weight = match weights {
                0 | 1 => 1,
                2 => u64::from(dice.between(1, 3)),
                3 => *dice.pick(&[1, 2, 4]),
                _ => *dice.pick(&[1, base - 1, base, base.saturating_add(1)]),
            };
            // Room for a weight of 1 for each of those to come.
            let room = left - u64::from(number - n);
            voter.weight = Votes::from(weight.clamp(1, room));
            left -= voter.weight.get();
            voter.suspended = some_suspended > 0 && dice.one_in(some_suspended);
            voter
        })
        .collect()
}

pub(super) fn candidates(
    dice: &mut Dice,
    rules: &mut Rules,
    roll: &[Voter],
    size: Size,
) -> Vec<Candidate> {
    let few = if dice.one_in(6) { 1 } else { size.candidates / 2 + 1 };
    let number = dice.between(few.max(if size.candidates > 12 { 13 } else { 1 }), size.candidates);
    let strict = rules.own_candidate == OwnCandidate::Forbidden
        || rules.seat_holder == SeatHolder::Organisation
        || rules.deputies == Deputies::PerOrganisation;
    let (style, some_withdrawn) = (dice.below(3), dice.weighted(&[(3, 0), (2, 8), (1, 3)]));
    let organisations = dice.between(1, 6) as usize;
    let mut order: Vec<u32> = (1..=number).collect();
    if dice.one_in(2) {
        dice.shuffle(&mut order);
    }
    let timed =
        rules.nominations.is_some_and(|NominationRules { deadline, .. }| deadline.is_some());
    let mut candidates = Vec::new();
    for n in order {
        let id = match style {
            0 => format!("c{n}"),
            1 => format!("{n}"),
            _ => format!("Ehdokas Ö{n}, Åbo"),
        };
        let mut candidate = Candidate::new(id.parse().unwrap(), format!("Name {n}"));
        if strict || dice.one_in(2) {
            candidate.organisation = Some(if roll.is_empty() {
                format!("o{}", dice.below(organisations)).parse().unwrap()
            } else if dice.one_in(2) {
                roll[dice.below(organisations.min(roll.len()))].id.clone()
            } else {
                dice.pick(roll).id.clone()
            });
        }
        if timed || dice.one_in(4) {
            let seconds = *dice.pick(&[-9000, -8000, -7201, -7200, -7200, -7200]);
            let (seconds, nanoseconds) = if dice.one_in(8) { (-7200, 1) } else { (seconds, 0) };
            candidate.nominated_at = (!dice.one_in(6)).then(|| at(seconds, nanoseconds));
        }
        candidate.withdrawn = some_withdrawn > 0 && dice.one_in(some_withdrawn);
        candidate.personal_deputy =
            (rules.deputies == Deputies::PersonalPair).then(|| format!("Deputy {n}"));
        candidates.push(candidate);
    }
    candidates
}

/// Something that is on no roll, though it may look like it.
pub(super) fn stranger(dice: &mut Dice, roll: &[Voter]) -> String {
    let known = |id: &str| roll.iter().any(|voter| voter.id.as_str() == id);
    let near: Option<&VoterId> = (!roll.is_empty()).then(|| &dice.pick(roll).id);
    let text = match (dice.below(4), near) {
        (0, Some(id)) => format!("{id} "),
        (1, Some(id)) => id.as_str().to_uppercase(),
        (2, Some(id)) => format!("0{id}"),
        _ => String::new(),
    };
    if known(&text) { "nobody".to_owned() } else { text }
}
