//! The result as a table.

use std::iter;

use serde::Serialize;
use vaali::count::{CandidateResult, CountResult};

use super::csv;

const HEADER: [&str; 11] = [
    "election",
    "place",
    "place_last",
    "id",
    "name",
    "organisation",
    "votes",
    "status",
    "deputy",
    "deputy_last",
    "office",
];

/// Every candidate with votes, place and what became of them, in the order of the result.
///
/// Places are two columns where they are shared: a spreadsheet would take `1-2` for a date. An election that is a rehearsal says TEST in every row.
pub fn candidates_csv(result: &CountResult, separator: char, language: &str) -> String {
    let title = result.election.title.in_language(language);
    let election = if result.election.test { format!("TEST: {title}") } else { title.to_owned() };
    let header = HEADER.map(str::to_owned);
    csv(separator, iter::once(header).chain(result.candidates.iter().map(|c| row(&election, c))))
}

fn row(election: &str, candidate: &CandidateResult) -> [String; 11] {
    let number = |number: Option<u32>| number.map(|number| number.to_string()).unwrap_or_default();
    let (place, deputy) = (candidate.place, candidate.deputy);
    [
        election.to_owned(),
        number(place.map(|place| place.first)),
        number(place.map(|place| place.last)),
        candidate.id.to_string(),
        candidate.name.clone(),
        candidate.organisation.as_ref().map(ToString::to_string).unwrap_or_default(),
        candidate.votes.map(|votes| votes.to_string()).unwrap_or_default(),
        word(&candidate.status),
        number(deputy.map(|place| place.first)),
        number(deputy.map(|place| place.last)),
        candidate.office.as_ref().map(ToString::to_string).unwrap_or_default(),
    ]
}

/// The word that stands for a value in the record too.
pub(super) fn word(value: &impl Serialize) -> String {
    let value = serde_json::to_value(value).unwrap_or_default();
    value.as_str().unwrap_or_default().to_owned()
}
