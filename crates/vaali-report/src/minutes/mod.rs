//! The minutes of an election: everything that a meeting must write down of it, ready to be signed.
//!
//! The parts follow Yhdistyslaki 503/1989 § 31 (the procedure, the count, its result and the decision) and stand in the order in which a meeting reads them.

mod elected;
pub(crate) mod margins;
mod meeting;
mod posts;
mod proofs;
#[cfg(test)]
mod tests;
pub(crate) mod ties;
mod view;
mod vote;
mod votes;

use jiff::Timestamp;
use vaali::record::{Hash, PublishedBallots, Record};

pub(crate) use self::view::View;

use crate::{
    counted::Counted, document::Document, language::Language, meeting::Meeting,
    message::minutes as say, rules, text::shown,
};

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

impl Evidence {
    /// What a record vouches for. Whether the record holds is for [`verify`](vaali::record::verify()) to say.
    pub fn of(record: &Record) -> Self {
        let times = record.times();
        Self {
            frozen_at: Some(times.frozen_at),
            certified_at: Some(times.certified_at),
            seal: Some(record.seal()),
            sealed_ballots: match record.ballots() {
                PublishedBallots::Sealed(sealed) => Some(sealed.sealed_ballots_hash),
                PublishedBallots::Open(_) => None,
            },
        }
    }
}

/// The figures that do not agree, each pair in a sentence as the minutes have it; none where all agree. With one of them nothing is certified.
/// ```
/// use vaali::{ballot::Ballots, count::{Proceedings, count}, definition::Definition};
/// use vaali_report::{Counted, Language, minutes};
///
/// let frozen = Definition::from_json(r#"{
///     "format": 1, "id": "7f6d4a0e-6f0c-4c51-9d5b-0c5f8f0d2a11", "title": "Board",
///     "rules": {"ballots": "anonymous", "secrecy": "secret", "marks": {"min": 1, "max": 1}, "seats": {"min": 1, "max": 1}, "ties": {"seat": "lot_manual"}},
///     "candidates": [{"id": "a", "name": "Aino"}]
/// }"#)?.freeze()?;
/// let proceedings = Proceedings { ballots_expected: Some(3), ..Proceedings::default() };
/// let outcome = count(&frozen, &Ballots::none(&frozen), &proceedings)?;
/// let counted = Counted { frozen: &frozen, outcome: &outcome, proceedings: &proceedings };
/// assert_eq!(minutes::disagreements(&counted, Language::English), ["3 ballots were expected, but 0 were read."]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn disagreements(counted: &Counted<'_>, language: Language) -> Vec<String> {
    proofs::disagreements(&View::new(*counted, language))
}

/// The minutes of an election.
///
/// While a lot is awaited, or figures do not agree, they are a draft and say so on every page; what nobody knows yet is a line to fill in by pen.
/// ```
/// use vaali::{ballot::{Ballot, Ballots}, count::{Proceedings, count}, definition::Definition};
/// use vaali_report::{Counted, Language, Meeting, minutes::{self, Evidence}};
///
/// let frozen = Definition::from_json(r#"{
///     "format": 1, "id": "7f6d4a0e-6f0c-4c51-9d5b-0c5f8f0d2a11", "title": "Styrelsen",
///     "rules": {"ballots": "anonymous", "secrecy": "secret", "marks": {"min": 1, "max": 1},
///               "seats": {"min": 1, "max": 1}, "ties": {"seat": "lot_manual"}},
///     "candidates": [{"id": "a", "name": "Aino"}, {"id": "b", "name": "Bo"}]
/// }"#)?.freeze()?;
/// let ballot = Ballot { marks: vec!["b".to_owned()], ..Ballot::default() };
/// let (ballots, proceedings) = (Ballots::of(&frozen, [ballot], []), Proceedings::default());
/// let outcome = count(&frozen, &ballots, &proceedings)?;
///
/// let counted = Counted { frozen: &frozen, outcome: &outcome, proceedings: &proceedings };
/// let minutes = minutes::document(&counted, &Meeting::default(), &Evidence::default(), Language::Swedish);
/// assert!(minutes.to_markdown().contains("1 kandidat blev vald."));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn document(
    counted: &Counted<'_>,
    meeting: &Meeting,
    evidence: &Evidence,
    language: Language,
) -> Document {
    let view = View::new(*counted, language);
    let title = shown(language, counted.title(language));
    let mut document = Document::new(language, say::title(language, &title));
    notices(&view, &mut document);

    meeting::figures(&view, meeting, &mut document);
    meeting::times(&view, evidence, &mut document);
    vote::figures(&view, &mut document);
    elected::elected(&view, &mut document);
    posts::offices(&view, &mut document);
    posts::deputies(&view, &mut document);
    posts::other_seats(&view, &mut document);
    votes::in_order(&view, &mut document);
    ties::settled(&view, &mut document);
    meeting::declines(&view, &mut document);
    margins::in_words(&view, &mut document);
    proofs::reconciliation(&view, &mut document);
    document.heading(say::rules(language));
    document.list(true, rules::sentences(counted.frozen, language));
    proofs::challenge(&view, meeting, evidence, &mut document);
    proofs::hashes(&view, evidence, &mut document);
    meeting::remark(&view, meeting, &mut document);
    meeting::signatures(&view, meeting, &mut document);
    document
}

/// What every page must say.
fn notices(view: &View<'_>, document: &mut Document) {
    let result = view.result();
    if result.election.test {
        document.notice(say::test(view.language));
    }
    if view.awaits() {
        document.notice(say::draft_tie(view.language));
    }
    if !result.reconciliation.mismatches(&result.turnout).is_empty() {
        document.notice(say::draft_figures(view.language));
    }
}
