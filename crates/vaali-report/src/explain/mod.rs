//! "Why not me?": what the count says of one candidate.

#[cfg(test)]
mod tests;

use serde::Serialize;
use vaali::{
    count::{CandidateResult, Reason},
    definition::{CandidateId, Fill},
};

use crate::{
    counted::Counted,
    language::Language,
    message,
    minutes::{View, margins},
    reasons,
};

/// What the count says of one candidate, in sentences.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Explanation {
    /// Who.
    pub candidate: CandidateId,
    /// The name and the organisation.
    pub heading: String,
    /// Votes and place, the reasons, what would have changed it, how close the whole result was.
    pub sentences: Vec<String>,
}

/// Explains a candidate's part of the result; none if there is no such candidate.
///
/// ```
/// use vaali::{ballot::{Ballot, Ballots}, count::{Proceedings, count}, definition::Definition};
/// use vaali_report::{Counted, Language, explain};
///
/// let frozen = Definition::from_json(r#"{
///     "format": 1, "id": "7f6d4a0e-6f0c-4c51-9d5b-0c5f8f0d2a11", "title": "Board",
///     "rules": {"ballots": "anonymous", "secrecy": "secret", "marks": {"min": 1, "max": 1},
///               "seats": {"min": 1, "max": 1}, "ties": {"seat": "lot_manual"}},
///     "candidates": [{"id": "a", "name": "Aino"}, {"id": "b", "name": "Bo"}]
/// }"#)?.freeze()?;
/// let ballot = |mark: &str| Ballot { marks: vec![mark.to_owned()], ..Ballot::default() };
/// let ballots = Ballots::of(&frozen, ["a", "a", "b"].map(ballot), []);
/// let proceedings = Proceedings::default();
/// let outcome = count(&frozen, &ballots, &proceedings)?;
///
/// let counted = Counted { frozen: &frozen, outcome: &outcome, proceedings: &proceedings };
/// let why = explain::explain(&counted, &"b".parse()?, Language::English).expect("b is a candidate");
/// assert_eq!(why.sentences[1], "Not elected: the last who was elected has 1 vote more.");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn explain(
    counted: &Counted<'_>,
    candidate: &CandidateId,
    language: Language,
) -> Option<Explanation> {
    let view = View::new(*counted, language);
    let result = counted.result_of(candidate)?;
    let mut sentences: Vec<String> = reasons::standing(&view, result).into_iter().collect();
    sentences.extend(reasons::sentences(&view, result));
    sentences.extend(change(&view, result));
    let margins = counted.result().margins.as_ref();
    let counts = result.place.is_some() && counted.result().reconciliation.accepted > 0;
    if let Some(margins) = margins.filter(|_| counts) {
        sentences.push(margins::elected(&view, margins.elected_set));
    }
    let name = view.name(candidate);
    let heading = match &result.organisation {
        Some(organisation) => format!("{name}, {}", view.organisation(Some(organisation))),
        None => name,
    };
    Some(Explanation { candidate: candidate.clone(), heading, sentences })
}

impl Explanation {
    /// The heading and the sentences, each on a line of its own.
    pub fn text(&self) -> String {
        let mut text = format!("{}\n\n", self.heading);
        for sentence in &self.sentences {
            text.push_str(sentence);
            text.push('\n');
        }
        text
    }
}

/// How many votes more or fewer would have led to a tie at the seat line.
///
/// Not said where the line itself would have moved with them, or where there is none that one could reach alone: where the votes decide the number of seats,
/// while a tie at the line is open, and where the election stopped above a tie.
fn change(view: &View<'_>, candidate: &CandidateResult) -> Option<String> {
    let language = view.language;
    let stops =
        |reason: &Reason| matches!(reason, Reason::AwaitsLot { .. } | Reason::TieLeftOut { .. });
    let moves = view.counted.frozen.elected_seats().fill == Some(Fill::Gap)
        || view.result().candidates.iter().any(|other| other.reasons.iter().any(stops));
    candidate.reasons.iter().find_map(|reason| match reason {
        Reason::FewerVotes { behind: Some(behind) } if !moves => {
            Some(message::explain::with_more(language, behind.get()))
        }
        Reason::MostVotes { ahead: Some(ahead) } if !moves => {
            Some(message::explain::with_fewer(language, ahead.get()))
        }
        Reason::BelowMinimum { minimum } => {
            let missing = minimum.get().saturating_sub(candidate.votes.map_or(0, u64::from));
            (missing > 0).then(|| message::explain::to_minimum(language, missing))
        }
        _ => None,
    })
}
