//! The minutes of an election.

use jiff::Timestamp;
use vaali::record::Hash;

use crate::{counted::Counted, document::Document, language::Language, meeting::Meeting, message};

/// What vouches for a result beside the result itself, as far as it is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Evidence {
    /// When the definition was frozen.
    pub frozen_at: Option<Timestamp>,
    /// When the result was certified.
    pub certified_at: Option<Timestamp>,
    /// The seal of the record.
    pub seal: Option<Hash>,
    /// The hash of the file with the secret ballots, which the tellers keep.
    pub sealed_ballots: Option<Hash>,
}

/// The minutes of an election as a document.
pub fn document(
    counted: &Counted<'_>,
    meeting: &Meeting,
    evidence: &Evidence,
    language: Language,
) -> Document {
    let _ = (meeting, evidence);
    Document::new(
        language,
        format!("{}: {}", message::minutes::title(language), counted.title(language)),
    )
}
