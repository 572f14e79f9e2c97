//! The rules of an election in plain language, a sentence or two for every rule.
//!
//! A person who did not write the rules, and reads no TOML, must be able to say "yes, that is what we decided". Every rule is there, also those that keep
//! their default: what is not said is what is quarrelled about afterwards. A source says where a rule has its model, not that the election complies with it.

mod body;
mod seats;
mod vote;

pub(crate) use self::{
    body::{challenge, holder, one_kind_of_seats, term},
    seats::how,
};

use vaali::definition::{BallotMode, Frozen, Rules};

use crate::{
    clock::Clock,
    language::Language,
    message::{minutes, rules as say},
    published::TEST,
};

/// The rules in sentences, in the order in which an election passes through them.
///
/// The same text is in `vaali check`, in the minutes and on the ballot, so that nobody has to compare two readings.
/// ```
/// use vaali::definition::Definition;
/// use vaali_report::{Language, rules};
///
/// let frozen = Definition::from_json(r#"{
///     "format": 1, "id": "7f6d4a0e-6f0c-4c51-9d5b-0c5f8f0d2a11", "title": "Johtokunta",
///     "rules": {"ballots": "anonymous", "secrecy": "secret", "marks": {"min": 1, "max": 2},
///               "seats": {"min": 2, "max": 2}, "ties": {"seat": "lot_manual"}},
///     "candidates": [{"id": "a", "name": "Aino"}, {"id": "b", "name": "Bo"}, {"id": "c", "name": "Cia"}]
/// }"#)?.freeze()?;
/// let sentences = rules::sentences(&frozen, Language::Finnish);
/// assert!(sentences.contains(&"Paikkoja on 2.".to_owned()));
/// # Ok::<(), vaali::definition::Faults>(())
/// ```
pub fn sentences(frozen: &Frozen, language: Language) -> Vec<String> {
    // Taken apart field by field: a rule that is added to the engine does not compile here until it has its sentence.
    let Rules {
        method,
        ballots,
        secrecy,
        marks,
        own_candidate,
        second_ballot,
        seats,
        minimum_votes,
        unopposed,
        ties,
        offices,
        deputies,
        other_seats,
        seat_holder,
        nominations,
        voting,
        time_zone,
        term,
        challenge,
    } = frozen.rules();
    let clock = Clock::of(frozen.rules());

    let mut sentences = vec![
        vote::nominations(language, nominations.as_ref(), &clock),
        vote::voting(language, voting.as_ref(), &clock),
        vote::time_zone(language, time_zone.as_deref()),
        vote::ballots(language, *ballots),
        vote::secrecy(language, *secrecy),
        vote::marks(language, *marks, frozen.elected_seats().max),
        vote::own_candidate(language, *own_candidate),
        vote::second_ballot(language, *second_ballot, *ballots),
        seats::method(language, *method),
        seats::number(language, *seats),
        seats::minimum_votes(language, *minimum_votes),
        seats::unopposed(language, *unopposed),
    ];
    sentences.extend(seats::ties(language, frozen, ties));
    sentences.extend(body::offices(language, offices));
    sentences.push(body::deputies(language, *deputies));
    sentences.extend(body::other_seats(language, other_seats));
    sentences.push(body::holder(language, *seat_holder).to_owned());
    sentences.push(body::term(language, *term));
    sentences.extend(challenge.map(|challenge| body::challenge(language, challenge)));
    sentences
}

/// What stands around the rules where they are read back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Around {
    /// Above everything, that it is a rehearsal.
    pub test: &'static str,
    /// How many candidates, voters and ballots there are.
    pub size: String,
    /// Above the rules.
    pub heading: &'static str,
    /// Above the hash of the definition.
    pub hash: &'static str,
}

impl Around {
    /// In a language; `has_ballots` where ballots are at hand.
    pub fn of(frozen: &Frozen, has_ballots: bool, language: Language) -> Self {
        let candidates = frozen.on_ballot() as u64;
        let size = if frozen.rules().ballots == BallotMode::Anonymous {
            say::size_no_roll(language, candidates)
        } else {
            say::size(language, candidates, frozen.roll().len() as u64)
        };
        let (heading, hash) = (say::heading(language), say::heading_hash(language));
        let size = if has_ballots { size } else { say::size_no_ballots(language, &size) };
        Self { test: test(language), size: format!("{size}."), heading, hash }
    }
}

/// Said of a rehearsal before everything else.
pub fn test(language: Language) -> &'static str {
    if language == Language::English { TEST } else { minutes::test(language) }
}

/// Said instead of the rules where errors keep them from being read back.
pub fn unread(language: Language) -> &'static str {
    say::heading_none(language)
}

/// A sentence with the statute in which its rule has its model.
fn with_source(language: Language, sentence: &str, source: &str) -> String {
    say::with_source(language, sentence.trim_end_matches('.'), source)
}

#[cfg(test)]
mod tests;
