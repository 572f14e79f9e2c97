//! Certifying: the one way from a finished count to a record.

use std::{collections::BTreeSet, fmt};

use serde::Serialize;

use super::{
    Certification, Disorder, Hash, Record, Salt, SealedBallots, Times,
    canonical::CanonicalError,
    certificate::{RECORD_FORMAT, RecordKind, SealError, Written},
    published::{OpenBallots, PublishedBallots, SealedHash},
    reading, times,
};
use crate::{
    ballot::{Ballot, BallotFault, Ballots, Rejected, RollMark},
    count::{CountError, CountResult, Engine, Mismatch, Outcome, Proceedings, count},
    definition::{BallotMode, Frozen, Secrecy, VoterId},
};

/// What is certified: the definition, every row that was read, what happened at the meeting, and the outcome.
#[derive(Clone, Copy)]
pub struct Evidence<'a> {
    /// The definition.
    pub frozen: &'a Frozen,
    /// Every ballot read, in the order of the rows.
    pub cast: &'a [Ballot],
    /// Every mark on the roll, where ballots are apart from it.
    pub roll_marks: &'a [RollMark],
    /// What happened at the meeting.
    pub proceedings: &'a Proceedings,
    /// The outcome of the count.
    pub outcome: &'a Outcome,
}

impl fmt::Debug for Evidence<'_> {
    /// Numbers only: the ballots may be secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Evidence")
            .field("definition_hash", &self.frozen.hash())
            .field("cast", &self.cast.len())
            .field("roll_marks", &self.roll_marks.len())
            .finish_non_exhaustive()
    }
}

/// What certifying gives: the record, and with secret ballots the file for the tellers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Certified {
    /// The record, to be published.
    pub record: Record,
    /// The ballots, to be kept by the tellers; none where the record holds them.
    pub sealed: Option<SealedBallots>,
    /// Who voted, in the order of the roll and without times: the marked roll, which shares no key, order or time with the ballots. Empty where the roll does not tell, and where
    /// the record names the voter of each ballot.
    pub voted: Vec<VoterId>,
}

/// Certifies a result: counts again from the rows, and makes the record if everything agrees.
///
/// Secret ballots need a `salt`; the engine has no randomness of its own. With open ballots it is not used.
///
/// # Errors
/// Everything that stands in the way, in one value.
///
/// ```
/// use vaali::{
///     ballot::{Ballot, Ballots},
///     count::{Proceedings, count},
///     definition::Definition,
///     record::{Certification, Evidence, Salt, Times, certify, verify},
/// };
///
/// let frozen = Definition::from_json(r#"{
///     "format": 1, "id": "7f6d4a0e-6f0c-4c51-9d5b-0c5f8f0d2a11", "title": "Board",
///     "rules": {"ballots": "anonymous", "secrecy": "secret", "marks": {"min": 1, "max": 2},
///               "seats": {"min": 1, "max": 1}, "ties": {"seat": "lot_manual"}},
///     "candidates": [{"id": "a", "name": "Aino"}, {"id": "b", "name": "Bo"}]
/// }"#)?.freeze()?;
/// let ballot = |marks: &[&str]| Ballot { marks: marks.iter().map(|&m| m.into()).collect(), ..Ballot::default() };
/// let cast = [ballot(&["a", "b"]), ballot(&["a"]), ballot(&[])];
///
/// let proceedings = Proceedings { ballots_expected: Some(3), ..Proceedings::default() };
/// let outcome = count(&frozen, &Ballots::of(&frozen, cast.clone(), []), &proceedings)?;
/// let evidence =
///     Evidence { frozen: &frozen, cast: &cast, roll_marks: &[], proceedings: &proceedings, outcome: &outcome };
/// let at = |time: &str| time.parse().expect("a time");
/// let times = Times { frozen_at: at("2026-10-01T12:00:00Z"), certified_at: at("2026-10-20T18:00:00Z") };
/// // 32 bytes from the operating system; here, for the example, always the same.
/// let salt = Salt::from_random([7; 32]);
///
/// let certified = certify(&evidence, times, Certification::default(), Some(salt))?;
/// let (record, sealed) = (certified.record.to_json()?, certified.sealed.unwrap().to_json()?);
/// assert!(verify(record.as_bytes(), Some(sealed.as_bytes())).passed());
///
/// // One ballot dropped: nothing is certified.
/// let evidence = Evidence { cast: &cast[1..], ..evidence };
/// let error = certify(&evidence, times, Certification::default(), Some(salt)).unwrap_err();
/// assert_eq!(error.0[0].code(), "R02");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn certify(
    evidence: &Evidence<'_>,
    times: Times,
    certification: Certification,
    salt: Option<Salt>,
) -> Result<Certified, CertifyError> {
    let Evidence { frozen, cast, roll_marks, proceedings, outcome } = *evidence;
    let mut obstacles = Vec::new();
    let result = match outcome {
        Outcome::Complete { result } => Some(result),
        Outcome::LotNeeded { request, .. } => {
            obstacles.push(Obstacle::LotNeeded { label: request.label.clone() });
            None
        }
    };
    let ballots = Ballots::of(frozen, cast.iter().cloned(), roll_marks.iter().cloned());
    match count(frozen, &ballots, proceedings) {
        Ok(recount) => {
            let recount = recount.result();
            obstacles.extend(result.and_then(|result| differing(result, recount)));
            let mismatches = recount.reconciliation.mismatches(&recount.turnout);
            obstacles
                .extend(mismatches.into_iter().map(|mismatch| Obstacle::Mismatch { mismatch }));
        }
        Err(error) => obstacles.push(Obstacle::CountFails { error }),
    }
    let disorders = times::disorders(times, frozen.rules().voting, &proceedings.lots);
    obstacles.extend(disorders.into_iter().map(|disorder| Obstacle::TimesOutOfOrder { disorder }));
    if frozen.rules().ballots != BallotMode::Separate && !roll_marks.is_empty() {
        obstacles.push(Obstacle::RollMarksUnused { marks: roll_marks.len() });
    }
    let secret = frozen.rules().secrecy == Secrecy::Secret;
    if secret && salt.is_none() {
        obstacles.push(Obstacle::SaltMissing);
    }
    let (Some(result), true) = (result, obstacles.is_empty()) else {
        return Err(CertifyError(obstacles));
    };

    let sealed = salt.filter(|_| secret).map(|salt| SealedBallots::of(frozen, &ballots, salt));
    let published = match (&sealed, OpenBallots::of(frozen, cast, roll_marks)) {
        (Some(sealed), _) => {
            let sealed_ballots_hash = sealed.hash().map_err(|error| not_canonical(&error))?;
            PublishedBallots::Sealed(SealedHash { sealed_ballots_hash })
        }
        (None, Some(open)) => PublishedBallots::Open(open),
        // Secret rules without a salt were refused above.
        (None, None) => return Err(CertifyError(vec![Obstacle::SaltMissing])),
    };
    let written = Written {
        kind: RecordKind::Record,
        format: RECORD_FORMAT,
        definition: frozen.definition().clone(),
        definition_hash: frozen.hash(),
        times,
        proceedings: proceedings.clone(),
        result: result.as_ref().clone(),
        ballots: published,
        certification,
        engine: Engine::this(),
        // Of everything else, once that is complete.
        seal: Hash::of_bytes(&[]),
    };
    match Record::seal_up(written) {
        Ok(record) => {
            let voted =
                if secret { who_voted(frozen, &ballots, cast, roll_marks) } else { Vec::new() };
            Ok(Certified { record, sealed, voted })
        }
        Err(SealError::Canonical(error)) => Err(not_canonical(&error)),
        Err(SealError::Record(error)) => {
            Err(CertifyError(vec![Obstacle::NotWritable { problem: error.to_string() }]))
        }
    }
}

/// Every voter who cast a ballot in time, or was marked on the roll in time.
fn who_voted(
    frozen: &Frozen,
    ballots: &Ballots,
    cast: &[Ballot],
    roll_marks: &[RollMark],
) -> Vec<VoterId> {
    let (named, rejected): (Vec<Option<&str>>, &[Rejected]) = match ballots.roll_marks() {
        Some(marks) => {
            (roll_marks.iter().map(|mark| Some(mark.voter.as_str())).collect(), &marks.rejected)
        }
        None if frozen.is_linked() => {
            (cast.iter().map(|ballot| ballot.voter.as_deref()).collect(), ballots.rejected())
        }
        None => return Vec::new(),
    };
    let not_a_vote = |fault: &BallotFault| {
        matches!(
            fault,
            BallotFault::UnknownVoter { .. }
                | BallotFault::SuspendedVoter { .. }
                | BallotFault::TooEarly { .. }
                | BallotFault::TooLate { .. }
        )
    };
    let mut voted = vec![true; named.len()];
    for row in rejected.iter().filter(|row| not_a_vote(&row.fault)) {
        let row = usize::try_from(row.ballot.0).ok().and_then(|row| row.checked_sub(1));
        if let Some(slot) = row.and_then(|row| voted.get_mut(row)) {
            *slot = false;
        }
    }
    let rows = named.into_iter().zip(voted).filter(|(_, voted)| *voted);
    let on_roll: BTreeSet<u32> = rows.filter_map(|(id, _)| frozen.voter(id?)).collect();
    let id = |position: u32| frozen.roll().get(position as usize).map(|voter| voter.id.clone());
    on_roll.into_iter().filter_map(id).collect()
}

fn not_canonical(error: &CanonicalError) -> CertifyError {
    CertifyError(vec![Obstacle::NotWritable { problem: error.to_string() }])
}

/// The places where the given result is not that of the recount.
fn differing(result: &CountResult, recount: &CountResult) -> Option<Obstacle> {
    if result == recount {
        return None;
    }
    let values = serde_json::to_value(result).ok().zip(serde_json::to_value(recount).ok());
    let paths = values.map(|(result, recount)| reading::differences(&result, &recount));
    Some(Obstacle::RecountDiffers { paths: paths.unwrap_or_default() })
}

/// All that keeps a result from being certified, never empty.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct CertifyError(pub Vec<Obstacle>);

impl fmt::Display for CertifyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, obstacle) in self.0.iter().enumerate() {
            if i > 0 {
                f.write_str("\n")?;
            }
            write!(f, "{} {obstacle}; {}", obstacle.code(), obstacle.fix())?;
        }
        Ok(())
    }
}

impl std::error::Error for CertifyError {}

/// Something that keeps a result from being certified. It names no choice of a ballot.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize)]
#[serde(tag = "obstacle", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Obstacle {
    /// A tie is not settled.
    #[error("the lot `{label}` is not drawn yet")]
    LotNeeded {
        /// The lot.
        label: String,
    },
    /// Counted again from the rows, the result is another.
    #[error("counted again from the rows, the result is another at {}", in_words(paths))]
    RecountDiffers {
        /// Where, as JSON Pointers into the result.
        paths: Vec<String>,
    },
    /// Two figures that must be equal and are not.
    #[error("{mismatch}")]
    Mismatch {
        /// The figures.
        mismatch: Mismatch,
    },
    /// The rows cannot be counted again.
    #[error("the rows cannot be counted again: {error}")]
    CountFails {
        /// Why.
        error: CountError,
    },
    /// Times that lie in another order than what happened.
    #[error("{disorder}")]
    TimesOutOfOrder {
        /// The two times.
        disorder: Disorder,
    },
    /// Marks on the roll where ballots are not apart from it.
    #[error("{marks} marks on the roll are given, but these ballots are not apart from the roll")]
    RollMarksUnused {
        /// How many.
        marks: usize,
    },
    /// No salt for the hash of secret ballots.
    #[error("there is no salt, and the published hash of secret ballots could be guessed at")]
    SaltMissing,
    /// Something that canonical JSON cannot carry.
    #[error("the record cannot be written: {problem}")]
    NotWritable {
        /// What.
        problem: String,
    },
}

fn in_words(paths: &[String]) -> String {
    const SHOWN: usize = 5;
    let shown: Vec<&str> = paths.iter().take(SHOWN).map(String::as_str).collect();
    let more = paths.len().saturating_sub(SHOWN);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    format!("{}{more}", shown.join(", "))
}

impl Obstacle {
    /// A stable code, such as `R02`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::LotNeeded { .. } => "R01",
            Self::RecountDiffers { .. } => "R02",
            Self::Mismatch { .. } => "R03",
            Self::CountFails { .. } => "R04",
            Self::TimesOutOfOrder { .. } => "R05",
            Self::RollMarksUnused { .. } => "R06",
            Self::SaltMissing => "R07",
            Self::NotWritable { .. } => "R08",
        }
    }

    /// What to do about it.
    pub fn fix(&self) -> &'static str {
        match self {
            Self::LotNeeded { .. } => "draw the lot, enter it, count again",
            Self::RecountDiffers { .. } => {
                "count again from all rows, and find out which were lost or doubled"
            }
            Self::Mismatch { .. } => "find the ballots that are missing or too many",
            Self::CountFails { .. } => "mend what the count names",
            Self::TimesOutOfOrder { .. } => {
                "correct the time that is wrong, or wait until the other has come"
            }
            Self::RollMarksUnused { .. } => {
                "leave them out, or write ballots = \"separate\" before the freeze"
            }
            Self::SaltMissing => "give 32 random bytes",
            Self::NotWritable { .. } => "write what is named as the form has it",
        }
    }
}
