//! What is printed: pure functions from data to text, so that a test can compare every line.

mod candidates;
pub(crate) mod faults;
pub(crate) mod findings;
pub(crate) mod labels;
pub(crate) mod lots;
mod margins;
mod reconciliation;
pub(crate) mod result;
pub(crate) mod style;
pub(crate) mod table;
#[cfg(test)]
mod tests;
pub(crate) mod text;
pub(crate) mod time;
mod turnout;

use jiff::Timestamp;
use vaali::{
    ballot::Ballots,
    count::{CandidateResult, CountResult, Outcome},
    definition::{BallotId, CandidateId, Frozen, OfficeId, Text},
};
use vaali_report::{Language, terminal::listed};

use self::{text::clean, time::Clock};

/// A count and everything that is needed to talk about it.
#[derive(Clone)]
pub(crate) struct View<'a> {
    pub(crate) frozen: &'a Frozen,
    pub(crate) ballots: &'a Ballots,
    pub(crate) outcome: &'a Outcome,
    /// The line of a ballot in its file.
    pub(crate) line_of: &'a (dyn Fn(BallotId) -> Option<u64> + 'a),
    /// The folder or file as the person wrote it, for commands to copy.
    pub(crate) from: &'a str,
    /// Whether `from` is a folder, in which a lot can be recorded.
    pub(crate) is_folder: bool,
    /// The columns of the terminal, if there is one.
    pub(crate) width: Option<usize>,
    /// The language of all words. A text that lacks it is shown in another.
    pub(crate) language: Language,
}

impl<'a> View<'a> {
    pub(crate) fn result(&self) -> &'a CountResult {
        self.outcome.result()
    }

    pub(crate) fn time(&self, time: Timestamp) -> String {
        Clock::of(self.frozen.rules()).show(time, self.language)
    }

    /// A text of the definition in the language, or the nearest there is.
    fn text<'t>(&self, text: &'t Text) -> &'t str {
        text.in_language(self.language.code())
    }

    fn candidate(&self, id: &CandidateId) -> Option<&'a CandidateResult> {
        self.result().candidates.iter().find(|candidate| candidate.id == *id)
    }

    /// A candidate's votes, where they have any.
    fn votes(&self, id: &CandidateId) -> Option<u64> {
        self.candidate(id)?.votes.map(u64::from)
    }

    /// Name and id, because names may be alike.
    pub(crate) fn name(&self, id: &CandidateId) -> String {
        named(self.frozen, id)
    }

    pub(crate) fn names(&self, ids: &[CandidateId]) -> String {
        listed(self.language, &ids.iter().map(|id| self.name(id)).collect::<Vec<_>>())
    }

    fn office(&self, id: &OfficeId) -> String {
        office_name(self.frozen, id, self.language)
    }
}

/// Name and id of a candidate.
pub(crate) fn named(frozen: &Frozen, id: &CandidateId) -> String {
    let candidate = frozen.candidate(id.as_str()).and_then(|c| frozen.candidates().get(c as usize));
    candidate.map_or_else(
        || clean(id.as_str()),
        |c| format!("{} ({})", clean(&c.name), clean(id.as_str())),
    )
}

/// The name of an office for people.
pub(crate) fn office_name(frozen: &Frozen, id: &OfficeId, language: Language) -> String {
    let office = frozen.offices().iter().find(|office| office.id == *id);
    clean(office.map_or(id.as_str(), |office| office.name.in_language(language.code())))
}
