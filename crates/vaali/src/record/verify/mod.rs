//! Verifying: numbered checks, each of which proves one thing, all of them made, all that is wrong returned.
//!
//! | check | name | proves |
//! |---|---|---|
//! | V01 | `readable` | the record is JSON that nobody can read in two ways |
//! | V02 | `form` | kind and format are known, every field is known and spelled as the form spells it |
//! | V03 | `canonical` | the bytes are the canonical ones |
//! | V04 | `seal` | nothing was changed after the seal |
//! | V05 | `definition` | the definition makes sense |
//! | V06 | `definition_hash` | the definition is the one that was frozen |
//! | V07 | `times` | freeze, voting, lots and certification lie in this order |
//! | V08 | `reconciliation` | every row is accounted for, and the figures of turnout follow |
//! | V09 | `votes` | votes and marks add up to the same; nobody has more votes than there were |
//! | V10 | `steps` | seats, offices, deputies, places and reasons follow from the votes |
//! | V11 | `lots` | the lots answer what is asked, as the rules say; computed lots are computed right |
//! | V12 | `secrecy` | a record of secret ballots holds none, a record of open ballots holds them |
//! | V13 | `sealed_ballots` | the sealed ballots are those of this record, in no order but that of their content |
//! | V14 | `recount` | counted again, the ballots give this result |
//! | V15 | `rules_version` | this version of vaali knows the rules of counting that were used |
//! | V16 | `margins` | counted again, the ballots give these margins |
//!
//! The first four need no knowledge of elections; V05 to V12 and V15 need the record alone; V13, V14 and V16 need the ballots.
//! [`verify_folder`](super::verify_folder) adds V17, the files of a folder, and [`Report::against`] V18, a hash that was published.

mod ballots;
mod definition;
mod figures;
mod steps;
mod text;

use serde_json::Value;

use super::{
    Finding, Missing, PublishedBallots, RecordError,
    certificate::Written,
    reading,
    report::{Check, Report, Status},
    sealed::SealedBallots,
};
use crate::definition::Frozen;

/// How a check came out before it is put into words: what is wrong, or why it was not made.
type Verdict = Result<Vec<Finding>, NotMade>;

#[derive(Clone, Copy, Debug)]
enum NotMade {
    Missing(Missing),
    DoesNotApply,
}

impl From<Missing> for NotMade {
    fn from(missing: Missing) -> Self {
        Self::Missing(missing)
    }
}

/// Everything that the checks look at, read once.
struct Subject<'a> {
    bytes: &'a [u8],
    /// The JSON; without the definition and the ballots where these are known to be as the form has them.
    value: Result<Value, RecordError>,
    /// Whether the bytes are exactly those that the form gives what was read: then nothing is wrong with the text.
    exact: bool,
    written: Result<Written, RecordError>,
    frozen: Option<Frozen>,
    sealed: Option<Sealed<'a>>,
}

/// The file of sealed ballots, as far as it can be read.
struct Sealed<'a> {
    bytes: &'a [u8],
    other_byte: Option<usize>,
    ballots: Result<SealedBallots, RecordError>,
}

/// Verifies a record, with the file of its sealed ballots if that is at hand.
///
/// Nothing is trusted: not the seal, as whoever changes a record can seal it again, and not the result, which is made anew. What a changed and newly sealed record cannot have
/// is the old seal; compare [`Report::seal`] with the one in the minutes.
///
/// More than [`MAX_BYTES`](super::MAX_BYTES) bytes are not read, and V01 fails.
///
/// A record of secret ballots without their file can be checked in everything but the recount; the report then says `not run`. [`certify`](super::certify()) has an example of a
/// record that passes.
/// ```
/// use vaali::record::{Missing, Status, verify};
///
/// let report = verify(b"{\"kind\": \"vaali record\"}", None);
/// assert_eq!(report.failed(), ["V02", "V03", "V04", "V06"]);
/// assert_eq!(report.checks[0].status, Status::Passed);
/// assert_eq!(report.checks[13].status, Status::NotRun { missing: Missing::KnownForm });
/// ```
pub fn verify(record: &[u8], sealed: Option<&[u8]>) -> Report {
    let subject = Subject::read(record, sealed);
    let recount = ballots::recount(&subject);
    let recounted = recount.is_ok();
    let rows: [(&'static str, &'static str, &'static str, Verdict); 16] = [
        (
            "V01",
            "readable",
            "the record is JSON that nobody can read in two ways",
            Ok(text::readable(&subject)),
        ),
        (
            "V02",
            "form",
            "kind and format are known, every field is known and spelled as the form spells it",
            text::form(&subject),
        ),
        ("V03", "canonical", "the bytes are the canonical ones", text::canonical(&subject)),
        ("V04", "seal", "nothing was changed after the seal", text::seal(&subject)),
        ("V05", "definition", "the definition makes sense", definition::valid(&subject)),
        (
            "V06",
            "definition_hash",
            "the definition is the one that was frozen",
            definition::hash(&subject),
        ),
        (
            "V07",
            "times",
            "freeze, voting, lots and certification lie in this order",
            definition::times(&subject),
        ),
        (
            "V08",
            "reconciliation",
            "every row is accounted for, and the figures of turnout follow",
            figures::reconciliation(&subject),
        ),
        (
            "V09",
            "votes",
            "votes and marks add up to the same; nobody has more votes than there were",
            figures::votes(&subject),
        ),
        (
            "V10",
            "steps",
            "seats, offices, deputies, places and reasons follow from the votes",
            steps::steps(&subject),
        ),
        (
            "V11",
            "lots",
            "the lots answer what is asked, as the rules say; computed lots are computed right",
            steps::lots(&subject),
        ),
        (
            "V12",
            "secrecy",
            "a record of secret ballots holds none, a record of open ballots holds them",
            ballots::secrecy(&subject),
        ),
        (
            "V13",
            "sealed_ballots",
            "the sealed ballots are those of this record, in no order but that of their content",
            ballots::sealed(&subject),
        ),
        (
            "V14",
            "recount",
            "counted again, the ballots give this result",
            ballots::result(&subject, &recount),
        ),
        (
            "V15",
            "rules_version",
            "this version of vaali knows the rules of counting that were used",
            definition::rules_version(&subject),
        ),
        (
            "V16",
            "margins",
            "counted again, the ballots give these margins",
            ballots::margins(&subject, &recount),
        ),
    ];
    let checks = rows
        .into_iter()
        .map(|(code, name, proves, verdict)| Check { code, name, proves, status: status(verdict) })
        .collect();
    Report { checks, recounted, seal: text::written_seal(&subject), list_hash: None }
}

fn status(verdict: Verdict) -> Status {
    match verdict {
        Ok(findings) => Status::of(findings),
        Err(NotMade::Missing(missing)) => Status::NotRun { missing },
        Err(NotMade::DoesNotApply) => Status::DoesNotApply,
    }
}

impl<'a> Subject<'a> {
    fn read(bytes: &'a [u8], sealed: Option<&'a [u8]>) -> Self {
        let exactly = reading::exactly_typed::<Written>(bytes);
        let exact = exactly.is_some();
        let (value, written) = if let Some(written) = exactly {
            (Ok(outline(&written)), Ok(written))
        } else {
            let value = reading::parsed(bytes);
            let written = value.as_ref().map_err(Clone::clone).and_then(reading::loosely_typed);
            (value, written)
        };
        let frozen = written.as_ref().ok().and_then(|w| w.definition.clone().freeze().ok());
        let sealed = sealed.map(Sealed::read);
        Self { bytes, value, exact, written, frozen, sealed }
    }

    fn value(&self) -> Result<&Value, NotMade> {
        self.value.as_ref().map_err(|_| Missing::ReadableRecord.into())
    }

    fn written(&self) -> Result<&Written, NotMade> {
        self.value()?;
        self.written.as_ref().map_err(|_| Missing::KnownForm.into())
    }

    /// The record with its definition frozen again.
    fn frozen(&self) -> Result<(&Written, &Frozen), NotMade> {
        let written = self.written()?;
        self.frozen.as_ref().map(|frozen| (written, frozen)).ok_or(Missing::ValidDefinition.into())
    }
}

impl<'a> Sealed<'a> {
    fn read(bytes: &'a [u8]) -> Self {
        if let Some(ballots) = reading::exactly_typed::<SealedBallots>(bytes)
            && ballots.is_of_this_format()
        {
            return Self { bytes, other_byte: None, ballots: Ok(ballots) };
        }
        let value = reading::parsed(bytes);
        let other_byte =
            value.as_ref().ok().and_then(|value| reading::first_other_byte(bytes, value));
        let ballots = value.and_then(|value| reading::typed(&value, reading::SEALED));
        Self { bytes, other_byte, ballots }
    }
}

/// The JSON of a record but for its roll, its candidates and its ballots, which may be many and were looked at already.
fn outline(written: &Written) -> Value {
    let rules = serde_json::json!({ "rules": written.definition.rules });
    let ballots = match &written.ballots {
        PublishedBallots::Open(_) => serde_json::json!({ "open": { "ballots": [] } }),
        PublishedBallots::Sealed(hash) => serde_json::json!({ "sealed": hash }),
    };
    serde_json::json!({
        "kind": reading::RECORD.name, "format": written.format, "definition": rules,
        "definition_hash": written.definition_hash, "result": written.result, "ballots": ballots,
        "seal": written.seal,
    })
}

fn differs(paths: impl IntoIterator<Item = String>) -> Vec<Finding> {
    paths.into_iter().map(|path| Finding::Differs { path }).collect()
}
