//! The record of an election: everything that is published of it, in one file that can be checked.

use jiff::Timestamp;
use serde::{Deserialize, Serialize, Serializer};

use super::{
    Hash,
    canonical::{self, CanonicalError},
    published::PublishedBallots,
    reading::{self, RecordError},
};
use crate::{
    count::{CountResult, Engine, Proceedings},
    definition::{Definition, Secrecy},
};

/// The version of the form in which records are written.
pub const RECORD_FORMAT: u32 = 1;

/// What the file says it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) enum RecordKind {
    #[serde(rename = "vaali record")]
    Record,
}

/// When the definition was frozen and when the record was made. The caller has the clock.
///
/// When voting opened and closed stands in the rules, when a lot was drawn stands with the lot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Times {
    /// When the definition was frozen.
    pub frozen_at: Timestamp,
    /// When the result was certified.
    pub certified_at: Timestamp,
}

/// Who stands for the record, as far as it is to say so.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(deny_unknown_fields, default)]
pub struct Certification {
    /// Chair of the meeting.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub chair: Option<String>,
    /// Secretary of the meeting.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub secretary: Option<String>,
    /// Those who check the minutes.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(test, ts(as = "Option<_>", optional))]
    pub checkers: Vec<String>,
    /// Those who counted.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(test, ts(as = "Option<_>", optional))]
    pub tellers: Vec<String>,
}

/// A record as it is written. Reading one proves nothing yet: [`super::verify()`] does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct Written {
    pub(super) kind: RecordKind,
    pub(super) format: u32,
    pub(super) definition: Definition,
    pub(super) definition_hash: Hash,
    pub(super) times: Times,
    pub(super) proceedings: Proceedings,
    pub(super) result: CountResult,
    pub(super) ballots: PublishedBallots,
    pub(super) certification: Certification,
    pub(super) engine: Engine,
    pub(super) seal: Hash,
}

/// What the seal is of: a record but for the seal. The keys stand in [`Written`], too; a test holds the two together.
#[derive(Serialize)]
struct Unsealed<'a> {
    kind: RecordKind,
    format: u32,
    definition: &'a Definition,
    definition_hash: Hash,
    times: Times,
    proceedings: &'a Proceedings,
    result: &'a CountResult,
    ballots: &'a PublishedBallots,
    certification: &'a Certification,
    engine: &'a Engine,
}

impl Written {
    /// The seal that the content gives. A roll may have millions of entries: nothing of it is copied.
    pub(super) fn computed_seal(&self) -> Result<Hash, CanonicalError> {
        let Self { definition, proceedings, result, ballots, certification, engine, .. } = self;
        let Self { kind, format, definition_hash, times, .. } = *self;
        Hash::of_canonical(&Unsealed {
            kind,
            format,
            definition,
            definition_hash,
            times,
            proceedings,
            result,
            ballots,
            certification,
            engine,
        })
    }

    /// Where something stands that the secrecy of these rules forbids, as JSON Pointers.
    pub(super) fn breaches(&self) -> Vec<&'static str> {
        if self.definition.rules.secrecy == Secrecy::Open {
            return Vec::new();
        }
        let ballots = matches!(self.ballots, PublishedBallots::Open(_)).then_some("/ballots");
        let rejected = self.result.rejected_ballots.is_some().then_some("/result/rejected_ballots");
        ballots.into_iter().chain(rejected).collect()
    }
}

/// The record of a certified election.
///
/// It holds all that is needed to check it: the definition, what happened at the meeting, the result, and the ballots, or, where they are secret, the hash of the file that
/// the tellers keep. It comes from [`certify`](super::certify()), or from a file; what a file says is true only as far as [`verify`](super::verify()) proves it.
///
/// No record with secret rules holds a ballot: neither way of making one lets it through.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "Written")]
pub struct Record(Written);

impl Serialize for Record {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl TryFrom<Written> for Record {
    type Error = RecordError;

    fn try_from(written: Written) -> Result<Self, RecordError> {
        if written.format != RECORD_FORMAT {
            let (found, known) = (Some(u64::from(written.format)), RECORD_FORMAT);
            return Err(RecordError::UnknownFormat { found, known });
        }
        match written.breaches().first() {
            Some(path) => Err(RecordError::HoldsBallots { path: (*path).to_owned() }),
            None => Ok(Self(written)),
        }
    }
}

impl Record {
    /// A record under its seal.
    pub(super) fn seal_up(mut written: Written) -> Result<Self, SealError> {
        written.seal = written.computed_seal()?;
        Ok(Self::try_from(written)?)
    }

    /// Reads a record. Duplicate keys and unknown fields are refused; whether it is true is not looked at.
    ///
    /// # Errors
    /// What stands in the way of reading it, with its place.
    pub fn from_json(text: &str) -> Result<Self, RecordError> {
        if let Some(written) = reading::exactly_typed::<Written>(text.as_bytes()) {
            return written.try_into();
        }
        let value = reading::parsed(text.as_bytes())?;
        reading::typed::<Written>(&value, reading::RECORD)?.try_into()
    }

    /// The record as it is published: canonical JSON without a line end.
    ///
    /// # Errors
    /// None for a record from [`certify`](super::certify()); integers beyond 2^53 - 1 in one that was put together otherwise.
    pub fn to_json(&self) -> Result<String, CanonicalError> {
        canonical::to_string(self)
    }

    /// The seal: SHA-256 of the canonical JSON of everything else. Published in the minutes, it fixes the whole record.
    pub fn seal(&self) -> Hash {
        self.0.seal
    }

    /// What was decided before the vote.
    pub fn definition(&self) -> &Definition {
        &self.0.definition
    }

    /// The hash of the definition, known since the freeze.
    pub fn definition_hash(&self) -> Hash {
        self.0.definition_hash
    }

    /// When the definition was frozen and the result certified.
    pub fn times(&self) -> Times {
        self.0.times
    }

    /// What happened at the meeting, beside the ballots.
    pub fn proceedings(&self) -> &Proceedings {
        &self.0.proceedings
    }

    /// The result.
    pub fn result(&self) -> &CountResult {
        &self.0.result
    }

    /// The ballots, or the hash of the file that holds them.
    pub fn ballots(&self) -> &PublishedBallots {
        &self.0.ballots
    }

    /// Who stands for the record.
    pub fn certification(&self) -> &Certification {
        &self.0.certification
    }

    /// The program that certified.
    pub fn engine(&self) -> &Engine {
        &self.0.engine
    }
}

/// Why no record can be made of something.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum SealError {
    #[error(transparent)]
    Canonical(#[from] CanonicalError),
    #[error(transparent)]
    Record(#[from] RecordError),
}
