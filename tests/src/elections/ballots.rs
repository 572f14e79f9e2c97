//! Random ballots: totals that tie, and every fault there is.

use jiff::Timestamp;
use vaali::{
    ballot::{Ballot, RollMark},
    definition::{BallotMode, Frozen, OwnCandidate, Standing},
};

use super::{Size, at, people::stranger};
use crate::dice::Dice;

/// What the ballots of one election are made from.
struct Material<'a> {
    frozen: &'a Frozen,
    /// Whom a valid ballot may mark.
    markable: Vec<&'a str>,
    /// Marks that are faults: refused, withdrawn, unknown.
    faulty: Vec<String>,
    /// A ballot in so many has a fault; 0 is none.
    faults: usize,
    /// Whether ballots have times.
    timed: usize,
}

pub(super) fn ballots(dice: &mut Dice, frozen: &Frozen, size: Size) -> Vec<Ballot> {
    let of = |wanted: fn(&Standing) -> bool| {
        let both = frozen.candidates().iter().zip(frozen.standings());
        both.filter(move |(_, standing)| wanted(standing)).map(|(c, _)| c.id.as_str())
    };
    let markable: Vec<&str> = of(|standing| *standing == Standing::OnBallot).collect();
    let mut faulty: Vec<String> =
        of(|standing| *standing != Standing::OnBallot).map(str::to_owned).collect();
    faulty.extend(["nobody".to_owned(), String::new(), format!(" {}", markable[0])]);
    let rate = dice.weighted(&[(5, 0), (4, 20), (2, 6), (1, 2)]);
    let material = Material { frozen, markable, faulty, faults: rate, timed: dice.below(4) };
    let few = if dice.one_in(6) { 0 } else { size.ballots / 2 };
    let number = dice.between(few, size.ballots) as usize;
    let mut ballots: Vec<Ballot> = marks_of_all(dice, &material, number)
        .into_iter()
        .map(|marks| Ballot {
            marks: marks.into_iter().map(str::to_owned).collect(),
            ..Ballot::default()
        })
        .collect();
    if frozen.is_linked() {
        name_voters(dice, &material, &mut ballots);
    } else if material.faults > 0 && dice.one_in(2) {
        // Voters and times mean nothing where ballots are apart from the roll.
        for ballot in &mut ballots {
            ballot.voter = dice.one_in(3).then(|| "anybody".to_owned());
            ballot.cast_at = dice.one_in(3).then(|| at(-999_999, 0));
        }
    }
    for ballot in &mut ballots {
        if material.faults > 0 && dice.one_in(material.faults) {
            spoil(dice, &material, ballot);
        }
    }
    if frozen.is_linked() {
        second_ballots(dice, &material, &mut ballots);
    }
    if dice.one_in(2) {
        dice.shuffle(&mut ballots);
    }
    ballots
}

/// The marks of all ballots, without faults on purpose.
fn marks_of_all<'a>(dice: &mut Dice, material: &Material<'a>, number: usize) -> Vec<Vec<&'a str>> {
    let most = (material.frozen.rules().marks.max as usize).min(material.markable.len());
    let least = (material.frozen.rules().marks.min as usize).min(most);
    let subset = |dice: &mut Dice| {
        let mut marks = material.markable.clone();
        dice.shuffle(&mut marks);
        marks.truncate(least + dice.below(most - least + 1));
        marks
    };
    match dice.below(4) {
        // A few patterns, copied.
        0 => {
            let patterns: Vec<_> = (0..3).map(|_| subset(dice)).collect();
            (0..number).map(|_| dice.pick(&patterns).clone()).collect()
        }
        // A few totals, shared out.
        1 | 2 => {
            let totals: Vec<usize> =
                (0..dice.between(1, 3)).map(|_| dice.below(number + 1)).collect();
            let mut ballots = vec![Vec::new(); number];
            let mut next = 0;
            for &candidate in &material.markable {
                for _ in 0..*dice.pick(&totals) {
                    let room = |ballots: &[Vec<&str>], i: usize| {
                        ballots[i].len() < most && !ballots[i].contains(&candidate)
                    };
                    if let Some(i) =
                        (next..next + number).map(|i| i % number).find(|&i| room(&ballots, i))
                    {
                        ballots[i].push(candidate);
                        next = i + 1;
                    }
                }
            }
            ballots
        }
        _ => (0..number).map(|_| subset(dice)).collect(),
    }
}

fn name_voters(dice: &mut Dice, material: &Material<'_>, ballots: &mut Vec<Ballot>) {
    let roll = material.frozen.roll();
    let mut voters: Vec<&str> = roll
        .iter()
        .filter(|voter| !voter.suspended || dice.one_in(6))
        .map(|voter| voter.id.as_str())
        .collect();
    dice.shuffle(&mut voters);
    // Without intended second ballots there are no more ballots than voters.
    ballots.truncate(voters.len());
    let forbidden = material.frozen.rules().own_candidate == OwnCandidate::Forbidden;
    let keep_own = dice.one_in(4);
    for (ballot, voter) in ballots.iter_mut().zip(voters) {
        ballot.voter = Some(voter.to_owned());
        ballot.cast_at = time(dice, material);
        if forbidden && !keep_own {
            let own = |mark: &str| {
                material.frozen.candidate(mark).is_some_and(|c| {
                    let candidate = &material.frozen.candidates()[c as usize];
                    candidate.organisation.as_ref().is_some_and(|o| o.as_str() == voter)
                })
            };
            ballot.marks.retain(|mark| !own(mark));
        }
    }
}

/// Few instants, so that equal ones are frequent.
fn time(dice: &mut Dice, material: &Material<'_>) -> Option<Timestamp> {
    match material.timed {
        0 => None,
        1 => Some(at(i64::from(dice.between(0, 2)), 0)),
        2 => (!dice.one_in(5)).then(|| at(i64::from(dice.between(0, 3)), 0)),
        _ => Some(at(
            *dice.pick(&[-3600, -60, 0, 0, 60, 3600]),
            *dice.pick(&[0, 0, 0, 1, 999_999_999]),
        )),
    }
}

/// Puts one fault on a ballot, or what looks like one.
fn spoil(dice: &mut Dice, material: &Material<'_>, ballot: &mut Ballot) {
    let any = |dice: &mut Dice| (*dice.pick(&material.markable)).to_owned();
    match dice.below(11) {
        0 => ballot.marks.clear(),
        1 => {
            let mark = dice.pick(&material.faulty).clone();
            let place = dice.below(ballot.marks.len() + 1);
            ballot.marks.insert(place, mark);
        }
        2 => ballot.marks.push(dice.pick(&material.faulty).clone()),
        3 => {
            let mark = any(dice);
            ballot.marks.extend([mark.clone(), mark]);
        }
        4 => {
            ballot.marks.extend(material.markable.iter().map(|&mark| mark.to_owned()));
            ballot.marks.sort_unstable();
            ballot.marks.dedup();
        }
        5 => ballot.marks.truncate(1),
        6 if material.frozen.is_linked() => ballot.voter = None,
        7 if material.frozen.is_linked() => {
            ballot.voter = Some(stranger(dice, material.frozen.roll()));
        }
        8 if material.frozen.is_linked() => {
            ballot.voter = Some(dice.pick(material.frozen.roll()).id.to_string());
        }
        9 => ballot.cast_at = Some(at(-3600, -1)),
        _ => ballot.cast_at = Some(at(3600, 1)),
    }
}

fn second_ballots(dice: &mut Dice, material: &Material<'_>, ballots: &mut Vec<Ballot>) {
    let rate = dice.weighted(&[(6, 0), (2, 10), (1, 3)]);
    for i in 0..ballots.len() {
        if rate == 0 || !dice.one_in(rate) {
            continue;
        }
        for _ in 0..dice.between(1, 3) {
            let mut again = ballots[i].clone();
            match dice.below(6) {
                0 | 1 => {}
                2 => dice.shuffle(&mut again.marks),
                3 => again.marks.clear(),
                4 => again.marks.clone_from(&ballots[dice.below(ballots.len())].marks),
                _ => spoil(dice, material, &mut again),
            }
            match dice.below(4) {
                0 => again.cast_at = None,
                1 => {}
                2 => again.cast_at = time(dice, material),
                _ => again.cast_at = Some(at(i64::from(dice.between(0, 2)), 0)),
            }
            ballots.push(again);
        }
    }
}

/// Marks on the roll: about as many as ballots, with every fault a mark can have.
pub(super) fn roll_marks(dice: &mut Dice, frozen: &Frozen, ballots: usize) -> Vec<RollMark> {
    debug_assert_eq!(frozen.rules().ballots, BallotMode::Separate);
    let number = ballots + dice.below(3);
    (0..number)
        .map(|_| RollMark {
            voter: if dice.one_in(12) {
                stranger(dice, frozen.roll())
            } else {
                dice.pick(frozen.roll()).id.to_string()
            },
            cast_at: dice.one_in(2).then(|| at(*dice.pick(&[-3601, -3600, 0, 3600, 3601]), 0)),
        })
        .collect()
}
