//! Records: made of a finished count, checked by anybody.

use serde::Deserialize;
use vaali::{
    count::{Proceedings, count},
    record::{
        self, Certification, CertifyError, Evidence, Hash, Salt, Times, canonical::CanonicalError,
    },
    values::Values,
};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::{
    ballots::CastBallots,
    election::Election,
    folder::without_examples,
    json,
    problem::{Own, Problem, Thrown},
    verification,
};

/// Who stands for the record, and when.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct CertifyOrder {
    /// When the definition was frozen and the result certified.
    #[cfg_attr(test, ts(type = "Times"))]
    pub times: Times,
    /// Who stands for it.
    #[serde(default)]
    #[cfg_attr(test, ts(type = "Certification", optional = nullable))]
    pub certification: Certification,
}

/// What certifying gives.
#[wasm_bindgen]
#[derive(Clone, Debug)]
pub struct Certified {
    record: String,
    sealed: Option<String>,
    seal: String,
}

#[wasm_bindgen]
impl Certified {
    /// The record, to be published: canonical JSON.
    pub fn record(&self) -> String {
        self.record.clone()
    }

    /// The ballots, to be kept by the tellers; nothing where the record holds them.
    pub fn sealed(&self) -> Option<String> {
        self.sealed.clone()
    }

    /// The seal of the record.
    pub fn seal(&self) -> String {
        self.seal.clone()
    }
}

/// Counts again from the rows and makes a record if everything agrees. `salt` is 32 random bytes.
#[wasm_bindgen]
pub fn certify(
    election: &Election,
    ballots: &CastBallots,
    proceedings: &str,
    order: &str,
    salt: &[u8],
) -> Result<Certified, Thrown> {
    let certified =
        certified(election, ballots, proceedings, json::read_own(order, "order")?, salt)?;
    let text = |text: Result<String, CanonicalError>| {
        text.map_err(|error| {
            Thrown::from(Problem::own(Own::Unreadable, error.path(), error.to_string()))
        })
    };
    Ok(Certified {
        record: text(certified.record.to_json())?,
        sealed: certified.sealed.as_ref().map(|sealed| text(sealed.to_json())).transpose()?,
        seal: certified.record.seal().to_string(),
    })
}

/// Counts again from the rows and certifies.
pub(crate) fn certified(
    election: &Election,
    ballots: &CastBallots,
    proceedings: &str,
    order: CertifyOrder,
    salt: &[u8],
) -> Result<record::Certified, Thrown> {
    without_examples(ballots)?;
    let proceedings: Proceedings = json::read(proceedings, "proceedings")?;
    let salt: [u8; 32] = salt.try_into().map_err(|_| {
        let message = format!("{} bytes, not 32", salt.len());
        Thrown::from(Problem::own(Own::Misshapen, "salt", message))
    })?;
    let (cast, roll_marks) = ballots.rows.read(&election.0)?;
    let outcome = count(&election.0, &ballots.closed, &proceedings)?;
    let evidence = Evidence {
        frozen: &election.0,
        cast: &cast,
        roll_marks: &roll_marks,
        proceedings: &proceedings,
        outcome: &outcome,
    };
    let salt = Some(Salt::from_random(salt));
    record::certify(&evidence, order.times, order.certification, salt)
        .map_err(|error| obstacles(&error))
}

pub(crate) fn written_hash(written: &str) -> Result<Hash, Thrown> {
    Hash::from_written(written).map_err(|_| Problem::own(Own::NoHash, "hash", "no hash").into())
}

/// Every check of a record, as JSON.
#[wasm_bindgen]
pub fn verify(
    record: &[u8],
    sealed: Option<Vec<u8>>,
    hash: Option<String>,
) -> Result<String, Thrown> {
    verification::told(record::verify(record, sealed.as_deref()), hash.as_deref())
}

fn obstacles(error: &CertifyError) -> Thrown {
    let problem = |obstacle: &record::Obstacle| {
        let (message, fix) = (obstacle.to_string(), obstacle.fix());
        Problem::new("error", obstacle.code(), "", message, fix, Values::new)
    };
    Thrown(error.0.iter().map(problem).collect())
}
