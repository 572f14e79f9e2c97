//! What every report is made of.

use vaali::{
    count::{CandidateResult, CountResult, Outcome, Proceedings},
    definition::{CandidateId, Frozen, OfficeId, Text, VoterId},
};

use crate::{clock::Clock, language::Language};

/// An election that was counted. There is no ballot in it, so no report can show one.
#[derive(Clone, Copy, Debug)]
pub struct Counted<'a> {
    /// What was decided before the vote.
    pub frozen: &'a Frozen,
    /// What came out.
    pub outcome: &'a Outcome,
    /// What happened at the meeting beside the ballots.
    pub proceedings: &'a Proceedings,
}

impl<'a> Counted<'a> {
    /// The result, decided or not.
    pub(crate) fn result(&self) -> &'a CountResult {
        self.outcome.result()
    }

    /// The clock of the election's place.
    pub(crate) fn clock(&self) -> Clock {
        Clock::of(self.frozen.rules())
    }

    /// A candidate's part of the result.
    pub(crate) fn result_of(&self, id: &CandidateId) -> Option<&'a CandidateResult> {
        self.result().candidates.iter().find(|candidate| candidate.id == *id)
    }

    /// An organisation's name from the roll; where there is no roll the organisation is its own name.
    pub(crate) fn organisation(&self, id: &'a VoterId, language: Language) -> &'a str {
        let voter = self.frozen.voter(id.as_str());
        let voter = voter.and_then(|place| self.frozen.roll().get(place as usize));
        voter.map_or(id.as_str(), |voter| voter.name.in_language(language.code()))
    }

    /// An office's name.
    pub(crate) fn office(&self, id: &'a OfficeId, language: Language) -> &'a str {
        let office = self.frozen.rules().offices.iter().find(|office| office.id == *id);
        office.map_or(id.as_str(), |office| office.name.in_language(language.code()))
    }

    /// What was elected.
    pub(crate) fn title(&self, language: Language) -> &'a str {
        let title: &Text = &self.frozen.definition().title;
        title.in_language(language.code())
    }
}
