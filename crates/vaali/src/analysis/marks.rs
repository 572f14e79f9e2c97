//! The same ballots where more or fewer marks are allowed.

use std::ops::RangeInclusive;

use super::{AnalysisError, Seating, seating};
use crate::{
    count::Proceedings,
    definition::Frozen,
    profile::{Profile, TallyError},
};

/// Which ballots a number of marks lets count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarksRule {
    /// Those with at most so many marks.
    AtMost,
    /// Those with exactly so many.
    Exactly,
}

/// What a limit of marks gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarksVariant {
    /// The number of marks.
    pub marks: u32,
    /// How it limits.
    pub rule: MarksRule,
    /// Ballots that count.
    pub ballots: u64,
    /// What they weigh together.
    pub weight: u64,
    /// The votes of each candidate.
    pub votes: Vec<u64>,
    /// Who has a seat.
    pub seating: Seating,
}

/// The ballots of one number of marks.
#[derive(Clone, Debug)]
struct Class {
    ballots: u64,
    weight: u64,
    votes: Vec<u64>,
}

impl Class {
    fn empty(candidates: usize) -> Self {
        Self { ballots: 0, weight: 0, votes: vec![0; candidates] }
    }

    /// Within the weight of the whole profile, which fits 64 bits.
    fn add(&mut self, other: &Self) {
        self.ballots += other.ballots;
        self.weight += other.weight;
        for (votes, more) in self.votes.iter_mut().zip(&other.votes) {
            *votes += more;
        }
    }
}

/// Who would be elected if a ballot counted only with at most, or with exactly, so many marks, for each number of a range.
///
/// Ballots are not cut: who marked twelve where ten are allowed has cast no valid ballot, and which ten they would have marked is not known.
/// Ballots that were rejected when the profile was made stay away.
///
/// # Errors
/// Another number of candidates than the rules have.
///
/// ```
/// use vaali::{analysis::{MarksRule, plain, sweep_marks}, count::Proceedings, profile::ProfileBuilder};
///
/// let mut builder = ProfileBuilder::new(3)?;
/// builder.push(&[0, 1])?;
/// builder.push(&[2])?;
/// builder.push(&[2])?;
/// let (rules, profile) = (plain(3, 1, 3)?, builder.build());
/// let one = &sweep_marks(&rules, &profile, MarksRule::AtMost, 1..=2, &Proceedings::default())?[0];
/// assert_eq!((one.ballots, one.votes.as_slice()), (2, [0, 0, 2].as_slice()));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn sweep_marks(
    frozen: &Frozen,
    profile: &Profile,
    rule: MarksRule,
    marks: RangeInclusive<u32>,
    proceedings: &Proceedings,
) -> Result<Vec<MarksVariant>, AnalysisError> {
    let candidates = profile.candidates();
    let (left, right) = (frozen.candidates().len(), candidates);
    if left != right {
        return Err(TallyError::DifferentCandidates { left, right }.into());
    }
    let classes = classes(profile, *marks.end());
    marks
        .map(|marks| {
            let of = |number: u32| classes.get(number as usize);
            let mut class = Class::empty(candidates);
            match rule {
                MarksRule::Exactly => of(marks).into_iter().for_each(|more| class.add(more)),
                // A ballot without marks is blank whatever the limit.
                MarksRule::AtMost => (1..=marks).filter_map(of).for_each(|more| class.add(more)),
            }
            let seating = seating(frozen, &class.votes, proceedings)?;
            let Class { ballots, weight, votes } = class;
            Ok(MarksVariant { marks, rule, ballots, weight, votes, seating })
        })
        .collect()
}

/// The ballots by their number of marks, up to the greatest asked for.
fn classes(profile: &Profile, most: u32) -> Vec<Class> {
    let most = (most as usize).min(profile.candidates());
    let mut classes = vec![Class::empty(profile.candidates()); most + 1];
    for ballot in 0..profile.ballots() {
        let Some(class) = classes.get_mut(profile.marks(ballot).count()) else { continue };
        let weight = profile.weight(ballot);
        class.ballots += 1;
        class.weight += weight;
        for mark in profile.marks(ballot) {
            if let Some(votes) = class.votes.get_mut(mark as usize) {
                *votes += weight;
            }
        }
    }
    classes
}
