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
mod vote;
mod votes;

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use vaali::{
    count::{CandidateResult, CountResult, LotMethod},
    definition::{CandidateId, OfficeId, Text, VoterId},
    record::{Hash, PublishedBallots, Record},
};

use crate::{
    clock::Clock, counted::Counted, document::Document, language::Language, meeting::Meeting,
    message::minutes as say, numbers::whole, rules, text::shown,
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

/// A count on its way into the minutes: everything that comes out of here is ready to stand in a sentence.
pub(crate) struct View<'a> {
    pub(crate) counted: Counted<'a>,
    pub(crate) language: Language,
    clock: Clock,
    results: BTreeMap<&'a CandidateId, &'a CandidateResult>,
    /// The ids of candidates whose name another one has too.
    namesakes: BTreeSet<&'a CandidateId>,
}

impl<'a> View<'a> {
    pub(crate) fn new(counted: Counted<'a>, language: Language) -> Self {
        let results = &counted.result().candidates;
        let mut by_name: BTreeMap<&str, Vec<&CandidateId>> = BTreeMap::new();
        for candidate in results {
            by_name.entry(candidate.name.as_str()).or_default().push(&candidate.id);
        }
        let namesakes = by_name.into_values().filter(|ids| ids.len() > 1).flatten().collect();
        Self {
            counted,
            language,
            clock: counted.clock(),
            results: results.iter().map(|candidate| (&candidate.id, candidate)).collect(),
            namesakes,
        }
    }

    pub(crate) fn result(&self) -> &'a CountResult {
        self.counted.result()
    }

    /// Whether something stays open until a tie is settled.
    pub(crate) fn awaits(&self) -> bool {
        self.counted.outcome.request().is_some()
    }

    pub(crate) fn number(&self, number: impl Into<u64>) -> String {
        whole(self.language, number.into())
    }

    pub(crate) fn text(&self, text: &Text) -> String {
        shown(self.language, text.in_language(self.language.code()))
    }

    pub(crate) fn said(&self, text: &str) -> String {
        shown(self.language, text)
    }

    pub(crate) fn time(&self, time: Timestamp) -> String {
        self.clock.time(self.language, time)
    }

    /// A candidate's name, with the id where two have the same name.
    pub(crate) fn name(&self, id: &CandidateId) -> String {
        let name = self.results.get(id).map_or(id.as_str(), |candidate| candidate.name.as_str());
        let name = self.said(name);
        if self.namesakes.contains(id) {
            format!("{name} ({})", self.said(id.as_str()))
        } else {
            name
        }
    }

    /// Names as a part of a sentence: `a`, `a and b`, `a, b and c`.
    pub(crate) fn names(&self, ids: &[CandidateId]) -> String {
        self.listed(&ids.iter().map(|id| self.name(id)).collect::<Vec<_>>())
    }

    pub(crate) fn listed(&self, items: &[String]) -> String {
        match items {
            [] => String::new(),
            [one] => one.clone(),
            [first @ .., last] => say::and(self.language, &first.join(", "), last),
        }
    }

    pub(crate) fn organisation(&self, id: Option<&'a VoterId>) -> String {
        id.map_or_else(String::new, |id| self.said(self.counted.organisation(id, self.language)))
    }

    pub(crate) fn office(&self, id: &'a OfficeId) -> String {
        self.said(self.counted.office(id, self.language))
    }

    pub(crate) fn votes(&self, id: &CandidateId) -> Option<u64> {
        self.counted.result_of(id)?.votes.map(u64::from)
    }

    /// Whether the lot of this name was a new ballot.
    pub(crate) fn is_reballot(&self, label: &str) -> bool {
        let lot = self.result().lots.iter().find(|lot| lot.request.label == label);
        lot.is_some_and(|lot| lot.method == LotMethod::Reballot)
    }
}
