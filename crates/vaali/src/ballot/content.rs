//! The checks of what a ballot says, apart from who cast it.

use super::BallotFault;
use crate::definition::{Candidate, Frozen, OwnCandidate, Secrecy, Standing};

/// What became of a ballot's marks. Accepted marks are left in the checker's [`ContentCheck::marks`].
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    Accepted,
    Blank,
    Rejected(BallotFault),
}

/// Checks one ballot after another without allocating for each.
#[derive(Clone, Debug)]
pub(super) struct ContentCheck {
    marks: Vec<u32>,
    unknown: Vec<String>,
    seen: Vec<bool>,
    withdrawn: Vec<bool>,
    any_withdrawn: bool,
    refused: Vec<bool>,
    open: bool,
    own_forbidden: bool,
    /// The candidates whom any voter may mark, as bits; none where candidates are too many for bits, or a voter's own is forbidden.
    free: u64,
    min: u32,
    max: u32,
}

impl ContentCheck {
    pub(super) fn new(frozen: &Frozen) -> Self {
        let withdrawn: Vec<bool> =
            frozen.standings().iter().map(|s| *s == Standing::Withdrawn).collect();
        let refused =
            frozen.standings().iter().map(|s| matches!(s, Standing::Refused(_))).collect();
        let rules = frozen.rules();
        let own_forbidden = rules.own_candidate == OwnCandidate::Forbidden && frozen.is_linked();
        let on_ballot =
            frozen.standings().iter().zip(0_u32..).filter(|(s, _)| **s == Standing::OnBallot);
        let by_bits = frozen.candidates().len() <= 64 && !own_forbidden;
        let free = if by_bits { on_ballot.fold(0, |bits, (_, c)| bits | 1_u64 << c) } else { 0 };
        Self {
            marks: Vec::new(),
            unknown: Vec::new(),
            seen: vec![false; frozen.candidates().len()],
            any_withdrawn: withdrawn.contains(&true),
            withdrawn,
            refused,
            open: rules.secrecy == Secrecy::Open,
            own_forbidden,
            free,
            min: rules.marks.min,
            max: rules.marks.max,
        }
    }

    /// The positions marked by the ballot checked last.
    pub(super) fn marks(&self) -> &[u32] {
        &self.marks
    }

    /// The marks of the ballot checked last that are for nobody on the ballot.
    pub(super) fn unknown(&self) -> &[String] {
        &self.unknown
    }

    /// The marks as bits if nothing at all is wrong with them and no question is open: the short way for nearly every ballot.
    #[inline]
    pub(super) fn sound(&self, positions: &[u32]) -> Option<u64> {
        let bits = positions.iter().fold(0, |bits, &p| bits | 1_u64.checked_shl(p).unwrap_or(0));
        let distinct = positions.len() == bits.count_ones() as usize;
        (distinct && self.are_sound(bits)).then_some(bits)
    }

    /// Whether nothing at all is wrong with different marks, given as bits, and no question is open.
    #[inline]
    pub(super) fn are_sound(&self, bits: u64) -> bool {
        let marks = bits.count_ones();
        marks > 0 && (self.min..=self.max).contains(&marks) && bits & !self.free == 0
    }

    /// Marks as texts.
    pub(super) fn texts<'t>(
        &mut self,
        frozen: &Frozen,
        voter: Option<u32>,
        texts: impl IntoIterator<Item = &'t str>,
    ) -> Verdict {
        self.marks.clear();
        self.unknown.clear();
        let mut first_unknown = None;
        for (i, text) in texts.into_iter().enumerate() {
            match frozen.candidate(text) {
                Some(position) if !self.is_refused(position) => self.marks.push(position),
                _ => {
                    first_unknown = first_unknown.or(Some(i));
                    self.unknown.push(text.to_owned());
                }
            }
        }
        match first_unknown {
            Some(i) => {
                let text = self.unknown.first().filter(|_| self.open).cloned();
                Verdict::Rejected(BallotFault::UnknownCandidate { mark: number(i), text })
            }
            None => self.known(frozen, voter),
        }
    }

    /// Marks as positions in declared order.
    pub(super) fn positions(
        &mut self,
        frozen: &Frozen,
        voter: Option<u32>,
        positions: &[u32],
    ) -> Verdict {
        self.marks.clear();
        self.unknown.clear();
        self.marks.extend_from_slice(positions);
        let unknown =
            positions.iter().position(|&p| p as usize >= self.refused.len() || self.is_refused(p));
        match unknown {
            Some(i) => {
                let named = positions.get(i).and_then(|&p| frozen.candidates().get(p as usize));
                let text =
                    named.filter(|_| self.open).map(|candidate| candidate.id.as_str().to_owned());
                Verdict::Rejected(BallotFault::UnknownCandidate { mark: number(i), text })
            }
            None => self.known(frozen, voter),
        }
    }

    fn is_refused(&self, position: u32) -> bool {
        self.refused.get(position as usize).copied().unwrap_or(true)
    }

    fn known(&mut self, frozen: &Frozen, voter: Option<u32>) -> Verdict {
        if self.marks.is_empty() {
            return Verdict::Blank;
        }
        let candidate = |position: u32| frozen.candidates().get(position as usize);
        let named = |position: u32| candidate(position).filter(|_| self.open).map(|c| c.id.clone());
        if self.any_withdrawn
            && let Some((i, &p)) = self.find(|p| self.withdrawn.get(p as usize) == Some(&true))
        {
            return Verdict::Rejected(BallotFault::WithdrawnCandidate {
                mark: number(i),
                candidate: named(p),
            });
        }
        if let Some(i) = repeated(&self.marks, &mut self.seen) {
            let candidate = self
                .marks
                .get(i)
                .and_then(|&p| candidate(p))
                .filter(|_| self.open)
                .map(|c| c.id.clone());
            return Verdict::Rejected(BallotFault::RepeatedMark { mark: number(i), candidate });
        }
        if self.own_forbidden
            && let Some(voter) = voter.and_then(|voter| frozen.roll().get(voter as usize))
        {
            let own = |c: &Candidate| c.organisation.as_ref() == Some(&voter.id);
            if let Some((i, &p)) = self.find(|p| candidate(p).is_some_and(own)) {
                return Verdict::Rejected(BallotFault::OwnCandidate {
                    mark: number(i),
                    candidate: named(p),
                });
            }
        }
        let marks = u32::try_from(self.marks.len()).unwrap_or(u32::MAX);
        if marks > self.max {
            Verdict::Rejected(BallotFault::TooManyMarks { marks, max: self.max })
        } else if marks < self.min {
            Verdict::Rejected(BallotFault::TooFewMarks { marks, min: self.min })
        } else {
            Verdict::Accepted
        }
    }

    fn find(&self, wanted: impl Fn(u32) -> bool) -> Option<(usize, &u32)> {
        self.marks.iter().enumerate().find(|(_, p)| wanted(**p))
    }
}

/// The place of a mark on its ballot, from 1.
fn number(i: usize) -> u32 {
    u32::try_from(i).unwrap_or(u32::MAX).saturating_add(1)
}

/// The first mark that repeats an earlier one. `seen` is all false before and after.
fn repeated(marks: &[u32], seen: &mut [bool]) -> Option<usize> {
    let mut repeated = None;
    for (i, &mark) in marks.iter().enumerate() {
        if let Some(seen) = seen.get_mut(mark as usize)
            && std::mem::replace(seen, true)
        {
            repeated = Some(i);
            break;
        }
    }
    for &mark in marks {
        if let Some(seen) = seen.get_mut(mark as usize) {
            *seen = false;
        }
    }
    repeated
}
