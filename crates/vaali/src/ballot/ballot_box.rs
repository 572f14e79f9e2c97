//! The ballot box: takes every row, accounts for every row.

use std::{fmt, mem};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{
    Ballot, BallotFault, Rejected, RollMark,
    content::{ContentCheck, Verdict},
    second_ballots::{self, Content, Received, RejectedContent},
};
use crate::{
    definition::{BallotId, BallotMode, Frozen},
    order,
    profile::{Profile, ProfileBuilder},
    record::Hash,
};

/// Who cast a ballot and when, as far as the ballot says.
#[derive(Clone, Copy, Debug, Default)]
pub struct CastBallot<'a> {
    /// The voter named.
    pub voter: Option<&'a str>,
    /// The time of casting.
    pub cast_at: Option<Timestamp>,
}

/// An open ballot box. Rows go in one by one or box by box; [`BallotBox::close`] accounts for them.
///
/// ```
/// use vaali::{ballot::{Ballot, BallotBox}, definition::Definition};
///
/// let frozen = Definition::from_json(r#"{
///     "format": 1, "id": "7f6d4a0e-6f0c-4c51-9d5b-0c5f8f0d2a11", "title": "Board",
///     "rules": {"ballots": "anonymous", "secrecy": "secret", "marks": {"min": 1, "max": 2},
///               "seats": {"min": 2, "max": 2}, "ties": {"seat": "lot_manual"}},
///     "candidates": [{"id": "a", "name": "Aino"}, {"id": "b", "name": "Bo"}, {"id": "c", "name": "Cia"}]
/// }"#)?.freeze()?;
/// let mut ballot_box = BallotBox::new(&frozen);
/// ballot_box.cast_all([
///     Ballot { marks: vec!["a".into(), "b".into()], ..Ballot::default() },
///     Ballot { marks: vec!["a".into(), "d".into()], ..Ballot::default() },
///     Ballot::default(),
/// ]);
/// let ballots = ballot_box.close();
/// assert_eq!((ballots.rows(), ballots.accepted(), ballots.blank()), (3, 1, 1));
/// assert_eq!(ballots.rejected()[0].fault.code(), "B06");
/// # Ok::<(), vaali::definition::Faults>(())
/// ```
#[derive(Clone)]
pub struct BallotBox<'f> {
    frozen: &'f Frozen,
    check: ContentCheck,
    rows: u64,
    accepted: ProfileBuilder,
    /// The rows of the accepted, in the order of the profile; kept only where a ballot leads back to its voter or may be published.
    received: Vec<Received>,
    blank: u64,
    rejected: Vec<Rejected>,
    roll_rows: u64,
    roll_marks: Vec<(BallotId, u32)>,
    roll_rejected: Vec<Rejected>,
}

impl fmt::Debug for BallotBox<'_> {
    /// Numbers only: what a ballot marks may be secret, also one that is rejected in the end.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BallotBox")
            .field("election", &self.frozen.hash())
            .field("rows", &self.rows)
            .field("roll_rows", &self.roll_rows)
            .finish_non_exhaustive()
    }
}

impl<'f> BallotBox<'f> {
    /// An empty box for an election.
    pub fn new(frozen: &'f Frozen) -> Self {
        Self {
            frozen,
            check: ContentCheck::new(frozen),
            rows: 0,
            accepted: builder(frozen),
            received: Vec::new(),
            blank: 0,
            rejected: Vec::new(),
            roll_rows: 0,
            roll_marks: Vec::new(),
            roll_rejected: Vec::new(),
        }
    }

    /// Takes a row whose marks are texts: ids of candidates.
    pub fn cast<'t>(&mut self, cast: CastBallot<'_>, marks: impl IntoIterator<Item = &'t str>) {
        let entered = self.enter(cast);
        if let Ok(voter) = entered {
            let verdict = self.check.texts(self.frozen, voter, marks);
            self.take(voter, cast.cast_at, verdict);
        }
    }

    /// Takes a row whose marks are positions in declared order, from 0: the short way for files with a column per candidate.
    pub fn cast_positions(&mut self, cast: CastBallot<'_>, marks: &[u32]) {
        let Ok(voter) = self.enter(cast) else { return };
        let sound = self.check.sound(marks);
        if !sound.is_some_and(|bits| self.accept(voter, cast.cast_at, bits)) {
            let verdict = self.check.positions(self.frozen, voter, marks);
            self.take(voter, cast.cast_at, verdict);
        }
    }

    /// Takes a row whose marks are bits, bit 0 for position 0, if nothing is wrong with them: the shortest way for nearly every ballot.
    /// False if something is, or a look at each mark is needed; then nothing was taken, and [`BallotBox::cast_positions`] says what it is.
    ///
    /// ```
    /// # use vaali::{ballot::{BallotBox, CastBallot}, definition::Definition};
    /// # let frozen = Definition::from_json(r#"{
    /// #     "format": 1, "id": "7f6d4a0e-6f0c-4c51-9d5b-0c5f8f0d2a11", "title": "Board",
    /// #     "rules": {"ballots": "anonymous", "secrecy": "secret", "marks": {"min": 1, "max": 2},
    /// #               "seats": {"min": 2, "max": 2}, "ties": {"seat": "lot_manual"}},
    /// #     "candidates": [{"id": "a", "name": "Aino"}, {"id": "b", "name": "Bo"}, {"id": "c", "name": "Cia"}]
    /// # }"#)?.freeze()?;
    /// let mut ballot_box = BallotBox::new(&frozen);
    /// assert!(ballot_box.cast_bits(CastBallot::default(), 0b101));
    /// assert!(!ballot_box.cast_bits(CastBallot::default(), 0b111));
    /// ballot_box.cast_positions(CastBallot::default(), &[0, 1, 2]);
    /// let ballots = ballot_box.close();
    /// assert_eq!((ballots.accepted(), ballots.rejected()[0].fault.code()), (1, "B10"));
    /// # Ok::<(), vaali::definition::Faults>(())
    /// ```
    #[inline]
    pub fn cast_bits(&mut self, cast: CastBallot<'_>, bits: u64) -> bool {
        if !self.check.are_sound(bits) {
            return false;
        }
        let Ok(voter) = self.enter(cast) else { return true };
        if !self.accept(voter, cast.cast_at, bits) {
            let marks: Vec<u32> = (0..u64::BITS).filter(|mark| bits >> mark & 1 == 1).collect();
            let verdict = self.check.positions(self.frozen, voter, &marks);
            self.take(voter, cast.cast_at, verdict);
        }
        true
    }

    /// Takes marks that were found sound. False if the profile has no room for them; then nothing is taken.
    #[inline]
    fn accept(&mut self, voter: Option<u32>, cast_at: Option<Timestamp>, bits: u64) -> bool {
        if self.accepted.push_bits(bits).is_err() {
            return false;
        }
        if let Some(voter) = voter {
            let content = Content::Accepted(self.accepted.ballots() - 1);
            self.received.push(Received { ballot: BallotId(self.rows), voter, cast_at, content });
        }
        true
    }

    /// Takes many rows.
    pub fn cast_all(&mut self, ballots: impl IntoIterator<Item = Ballot>) {
        for ballot in ballots {
            let cast = CastBallot { voter: ballot.voter.as_deref(), cast_at: ballot.cast_at };
            self.cast(cast, ballot.marks.iter().map(String::as_str));
        }
    }

    /// Marks on the roll that a voter has voted.
    pub fn mark_roll(&mut self, mark: &RollMark) {
        self.roll_rows += 1;
        let row = BallotId(self.roll_rows);
        match self.voter_checks(CastBallot { voter: Some(&mark.voter), cast_at: mark.cast_at }) {
            Ok(voter) => self.roll_marks.push((row, voter)),
            Err(fault) => self.roll_rejected.push(Rejected { ballot: row, fault }),
        }
    }

    /// Puts the rows of another box behind the rows of this one. Both must be of the same election.
    ///
    /// # Errors
    /// Gives the other box back if it is of another election.
    pub fn append(&mut self, mut other: Self) -> Result<(), Box<Self>> {
        let accepted = self.accepted.ballots();
        if self.frozen.hash() != other.frozen.hash()
            || self.accepted.append(mem::take(&mut other.accepted)).is_err()
        {
            return Err(Box::new(other));
        }
        let (rows, roll_rows) = (self.rows, self.roll_rows);
        let behind = |id: BallotId| BallotId(id.0 + rows);
        let behind_roll = |id: BallotId| BallotId(id.0 + roll_rows);
        self.received.extend(other.received.into_iter().map(|received| Received {
            ballot: behind(received.ballot),
            content: received.content.behind(accepted),
            ..received
        }));
        self.rejected
            .extend(other.rejected.into_iter().map(|r| Rejected { ballot: behind(r.ballot), ..r }));
        self.roll_marks
            .extend(other.roll_marks.into_iter().map(|(row, voter)| (behind_roll(row), voter)));
        let roll_rejected = other.roll_rejected.into_iter();
        self.roll_rejected
            .extend(roll_rejected.map(|r| Rejected { ballot: behind_roll(r.ballot), ..r }));
        self.rows += other.rows;
        self.roll_rows += other.roll_rows;
        self.blank += other.blank;
        Ok(())
    }

    /// Counts the row and makes the checks of its voter; the error is noted already.
    #[inline]
    fn enter(&mut self, cast: CastBallot<'_>) -> Result<Option<u32>, ()> {
        self.rows += 1;
        if !self.frozen.is_linked() {
            return Ok(None);
        }
        self.voter_checks(cast).map(Some).map_err(|fault| {
            self.rejected.push(Rejected { ballot: BallotId(self.rows), fault });
        })
    }

    fn voter_checks(&self, cast: CastBallot<'_>) -> Result<u32, BallotFault> {
        let unknown = || BallotFault::UnknownVoter { voter: cast.voter.map(str::to_owned) };
        let position = cast.voter.and_then(|voter| self.frozen.voter(voter)).ok_or_else(unknown)?;
        if self.frozen.is_suspended(position)
            && let Some(voter) = self.frozen.roll().get(position as usize)
        {
            return Err(BallotFault::SuspendedVoter { voter: voter.id.clone() });
        }
        if let (Some(voting), Some(cast_at)) = (self.frozen.rules().voting, cast.cast_at) {
            if cast_at < voting.opens {
                return Err(BallotFault::TooEarly { cast_at, opens: voting.opens });
            }
            if cast_at > voting.closes {
                return Err(BallotFault::TooLate { cast_at, closes: voting.closes });
            }
        }
        Ok(position)
    }

    fn take(&mut self, voter: Option<u32>, cast_at: Option<Timestamp>, verdict: Verdict) {
        let ballot = BallotId(self.rows);
        let verdict = match verdict {
            // Weights wait until the box is closed: a voter's second ballot must not use up room for the first.
            Verdict::Accepted if self.accepted.push(self.check.marks()).is_err() => {
                // Cannot happen after the checks; if it does, the row is still accounted for.
                Verdict::Rejected(BallotFault::UnknownCandidate { mark: 0, text: None })
            }
            other => other,
        };
        let Some(voter) = voter else {
            match verdict {
                Verdict::Accepted => {}
                Verdict::Blank => self.blank += 1,
                Verdict::Rejected(fault) => self.rejected.push(Rejected { ballot, fault }),
            }
            return;
        };
        let content = match verdict {
            Verdict::Accepted => Content::Accepted(self.accepted.ballots() - 1),
            Verdict::Blank => Content::Blank,
            Verdict::Rejected(fault) => Content::Rejected(Box::new(RejectedContent {
                fault,
                marks: self.check.marks().to_vec(),
                unknown: self.check.unknown().to_vec(),
            })),
        };
        self.received.push(Received { ballot, voter, cast_at, content });
    }

    /// Closes the box: settles which of a voter's ballots counts, and accounts for every row.
    pub fn close(self) -> Ballots {
        let Self { frozen, accepted, received, mut blank, mut rejected, .. } = self;
        let mut profile = accepted.build();
        let mut voters = Vec::new();
        let mut ids = Vec::new();
        let mut voted = 0;
        if frozen.is_linked() {
            let settled = second_ballots::settle(frozen, &profile, received);
            if settled.dropped || frozen.roll().iter().any(|voter| voter.weight.get() != 1) {
                profile = keep(frozen, &profile, &settled.accepted);
            }
            (ids, voters) = settled.accepted.iter().map(|kept| (kept.ballot, kept.voter)).unzip();
            blank = settled.blank;
            voted = settled.voted;
            rejected.extend(settled.rejected);
            order::sort_by_key(&mut rejected, |rejected| rejected.ballot);
        }
        let roll = (frozen.rules().ballots == BallotMode::Separate).then(|| {
            let (valid, mut again) =
                second_ballots::once_each(frozen.roll().len(), &self.roll_marks);
            again.extend(self.roll_rejected);
            order::sort_by_key(&mut again, |rejected| rejected.ballot);
            voted = valid;
            RollMarks { rows: self.roll_rows, valid, rejected: again }
        });
        Ballots {
            election: frozen.hash(),
            rows: self.rows,
            profile,
            ids,
            voters,
            blank,
            rejected,
            voted,
            roll,
        }
    }
}

fn builder(frozen: &Frozen) -> ProfileBuilder {
    // The freeze refuses more candidates than a profile holds.
    ProfileBuilder::new(frozen.candidates().len()).unwrap_or_default()
}

/// The profile of the ballots that count, with their weights.
fn keep(frozen: &Frozen, profile: &Profile, accepted: &[second_ballots::Kept]) -> Profile {
    let mut builder = builder(frozen);
    let mut marks = Vec::new();
    for kept in accepted {
        marks.clear();
        marks.extend(profile.marks(kept.index));
        let weight = frozen.roll().get(kept.voter as usize).map_or(1, |voter| voter.weight.get());
        // The marks come from a profile of the same candidates, and the freeze refuses weights that overflow.
        let _ = builder.push_weighted(&marks, weight);
    }
    builder.build()
}

/// A closed box: every row accepted, blank or rejected with its reason.
#[derive(Clone, Debug)]
pub struct Ballots {
    election: Hash,
    rows: u64,
    profile: Profile,
    ids: Vec<BallotId>,
    voters: Vec<u32>,
    blank: u64,
    rejected: Vec<Rejected>,
    voted: u64,
    roll: Option<RollMarks>,
}

/// What became of the marks on the roll.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RollMarks {
    /// Marks read.
    pub rows: u64,
    /// Voters marked.
    pub valid: u64,
    /// Marks rejected, with their reasons.
    pub rejected: Vec<Rejected>,
}

impl Ballots {
    /// A box in which nothing was cast.
    pub fn none(frozen: &Frozen) -> Self {
        BallotBox::new(frozen).close()
    }

    /// All ballots of an election at once.
    pub fn of(
        frozen: &Frozen,
        ballots: impl IntoIterator<Item = Ballot>,
        roll_marks: impl IntoIterator<Item = RollMark>,
    ) -> Self {
        let mut ballot_box = BallotBox::new(frozen);
        ballot_box.cast_all(ballots);
        for mark in roll_marks {
            ballot_box.mark_roll(&mark);
        }
        ballot_box.close()
    }

    /// The hash of the definition under which they were taken.
    pub fn election(&self) -> Hash {
        self.election
    }

    /// The accepted ballots.
    pub fn profile(&self) -> &Profile {
        &self.profile
    }

    /// The voters of the accepted ballots as positions on the roll, in the order of the profile; empty unless ballots name their voters.
    pub fn voters(&self) -> &[u32] {
        &self.voters
    }

    /// The rows of the accepted ballots, in the order of the profile; empty unless ballots name their voters.
    pub fn ids(&self) -> &[BallotId] {
        &self.ids
    }

    /// Rows read.
    pub fn rows(&self) -> u64 {
        self.rows
    }

    /// Ballots accepted.
    pub fn accepted(&self) -> u64 {
        self.profile.ballots() as u64
    }

    /// Blank ballots.
    pub fn blank(&self) -> u64 {
        self.blank
    }

    /// Ballots rejected, by row.
    pub fn rejected(&self) -> &[Rejected] {
        &self.rejected
    }

    /// Voters who voted: cast a ballot in time, or were marked on the roll. Zero for anonymous ballots.
    pub fn voted(&self) -> u64 {
        self.voted
    }

    /// The marks on the roll, where ballots are apart from it.
    pub fn roll_marks(&self) -> Option<&RollMarks> {
        self.roll.as_ref()
    }
}
