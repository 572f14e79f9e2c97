//! The record of an election: made once, checked by anybody.
//!
//! A record is read by people years later, perhaps by another program. So there is one way to write
//! it ([`canonical`], RFC 8785), one way to read it ([`strict`], which never guesses), and one name
//! for its bytes ([`struct@Hash`], SHA-256).
//!
//! [`certify()`] makes a [`Record`] of a finished count, if everything agrees; where ballots are secret,
//! it also makes the [`SealedBallots`], which the tellers keep. [`verify()`] checks a record, with or
//! without them. The page `docs/record.md` has the form byte by byte.

pub mod canonical;
mod certificate;
mod certify;
mod folder;
pub mod hash;
mod published;
mod reading;
mod report;
mod sealed;
pub mod shape;
pub mod strict;
#[cfg(test)]
mod tests;
mod times;
mod verify;
mod writer;

pub use certificate::{Certification, RECORD_FORMAT, Record, Times};
pub use certify::{Certified, CertifyError, Evidence, Obstacle, certify};
pub use folder::{
    BALLOTS_FILE, CertifiedFolder, Files, Half, LIST, PUBLIC, RECORD_FILE, SEALED, VOTED_FILE,
    list_of_files, verify_folder,
};
pub use hash::Hash;
pub use published::{OpenBallots, PublishedBallots, SealedHash};
pub use reading::{MAX_BYTES, RecordError};
pub use report::{Check, Finding, Missing, Report, Status};
pub use sealed::{RecountError, SEALED_FORMAT, Salt, SealedBallots, SealedFault};
pub use times::Disorder;
pub use verify::verify;

/// The largest integer a JSON number may hold, 2^53 - 1, and the negative of the smallest.
///
/// A reader may keep JSON numbers as binary64, as JavaScript does, and beyond this two neighbours
/// become one (RFC 8785 section 3.1, RFC 7493 section 2.2). Larger integers are written as strings.
pub const MAX_INTEGER: u64 = (1 << 53) - 1;

/// How many arrays and objects may lie inside each other.
pub const MAX_DEPTH: usize = 128;

/// A path of RFC 6901 grows from the inside out, as an error travels up to its caller.
fn put_before(path: &mut String, step: &str) {
    *path = format!("/{}{path}", step.replace('~', "~0").replace('/', "~1"));
}

/// A path for people: the empty one would be invisible.
fn shown(path: &str) -> String {
    if path.is_empty() { "the top level".to_owned() } else { format!("`{path}`") }
}
