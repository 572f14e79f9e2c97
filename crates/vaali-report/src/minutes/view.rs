//! A count with its language: what every part of the minutes reads from.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use vaali::{
    count::{CandidateResult, CountResult, LotMethod},
    definition::{CandidateId, OfficeId, Text, VoterId},
};

use crate::{
    clock::Clock, counted::Counted, language::Language, numbers::whole, text::shown, words::listed,
};

/// A count on its way into the minutes: everything that comes out of here is ready to stand in a sentence.
pub(crate) struct View<'a> {
    pub(crate) counted: Counted<'a>,
    pub(crate) language: Language,
    pub(super) clock: Clock,
    pub(super) results: BTreeMap<&'a CandidateId, &'a CandidateResult>,
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
        listed(self.language, items)
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
