//! Certifying a count: when, by whom and with which salt, from Python's data to a record.

use std::{path::Path, sync::Arc};

use jiff::Timestamp;
use pyo3::prelude::*;
use vaali::{
    count::{Proceedings, count},
    definition::Frozen,
    record::{self, Certification, Evidence, Salt, Times},
};

use crate::{ballots::Ballots, errors, report, work};

/// Fresh randomness, or the salt of a file of sealed ballots as it stands there.
#[derive(FromPyObject)]
pub(crate) enum GivenSalt {
    Random([u8; 32]),
    Written(String),
}

impl GivenSalt {
    fn read(self) -> PyResult<Salt> {
        match self {
            Self::Random(bytes) => Ok(Salt::from_random(bytes)),
            Self::Written(text) => {
                let fix = "give 32 random bytes, such as `secrets.token_bytes(32)`, or the 64 digits that stand as `salt` in a file of sealed ballots";
                serde_json::from_value(text.into())
                    .map_err(|error| errors::argument("salt", error, fix))
            }
        }
    }
}

/// What a certification needs beside the count.
pub(crate) struct Order {
    times: Times,
    named: Certification,
    salt: Salt,
}

impl Order {
    /// `times` are those of the freeze and of the certification, `certification` is JSON.
    pub(crate) fn read(
        times: &(String, String),
        certification: &str,
        salt: GivenSalt,
    ) -> PyResult<Self> {
        let time = |name: &str, text: &str| {
            let fix = "write it as 2030-04-15T19:10:00+03:00, or give a datetime with a time zone";
            text.parse::<Timestamp>().map_err(|error| errors::argument(name, error, fix))
        };
        let times = Times {
            frozen_at: time("frozen_at", &times.0)?,
            certified_at: time("certified_at", &times.1)?,
        };
        let fix = "give chair and secretary as text, checkers and tellers as lists of texts";
        let named = serde_json::from_str(certification)
            .map_err(|error| errors::argument("certification", error, fix))?;
        Ok(Self { times, named, salt: salt.read()? })
    }

    /// Counts and certifies: the record and the file of the sealed ballots as canonical JSON.
    pub(crate) fn certify(
        self,
        py: Python<'_>,
        frozen: Arc<Frozen>,
        folder: Option<&Path>,
        ballots: &Ballots,
        proceedings: Proceedings,
    ) -> PyResult<(String, Option<String>)> {
        let Self { times, named, salt } = self;
        let meeting = report::meeting_of(folder)?.certified(&named);
        let certification = Certification {
            chair: meeting.chair,
            secretary: meeting.secretary,
            checkers: meeting.checkers,
            tellers: meeting.tellers,
        };
        let cast = py.detach(|| ballots.rows())?;
        let (closed, roll_marks) = (Arc::clone(&ballots.closed), Arc::clone(&ballots.roll_marks));
        let counted = {
            let (frozen, proceedings) = (Arc::clone(&frozen), proceedings.clone());
            work::run(py, None, closed.accepted(), move |_| count(&frozen, &closed, &proceedings))?
        };
        let outcome = counted.map_err(|error| errors::count(&error))?;
        let rows = cast.len() as u64;
        let certified = work::run(py, None, rows, move |_| {
            let evidence = Evidence {
                frozen: &frozen,
                cast: &cast,
                roll_marks: &roll_marks,
                proceedings: &proceedings,
                outcome: &outcome,
            };
            record::certify(&evidence, times, certification, Some(salt))
        })?;
        let certified = certified.map_err(|error| errors::certify(&error))?;
        let text = |json: Result<String, _>| json.map_err(|error| errors::canonical(&error));
        let sealed = certified.sealed.map(|sealed| text(sealed.to_json())).transpose()?;
        Ok((text(certified.record.to_json())?, sealed))
    }
}
