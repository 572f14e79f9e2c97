//! The elections that documents are made of: the samples, and from the corpus what the samples have not.

use vaali_report::Counted;

use crate::common::Election;

/// Elections of the corpus, each with something of its own.
const CORPUS: [&str; 21] = [
    "acclamation",
    "acclamation_vacant_seats",
    "anonymous_slips",
    "declined_seat",
    "deputies_draw_when_needed",
    "deputies_ordered",
    "deputies_per_organisation",
    "deputies_personal",
    "extend",
    "faults_secret",
    "minimum_votes",
    "nominations",
    "office_all_decline",
    "office_tie_three_for_two",
    "office_tie_three_for_two_drawn",
    "range_gap",
    "reballot_of_three_for_two",
    "shrink",
    "tie_last_seat_seeded",
    "vacant_seats",
    "weights",
];

/// Every election with its name.
pub(crate) fn all() -> Vec<(String, Election)> {
    let mut elections = vec![
        ("founding".to_owned(), Election::sample("founding-2020")),
        ("tie_before".to_owned(), Election::sample("founding-2020-tie")),
        ("tie_after".to_owned(), Election::sample_drawn()),
        ("everything_open".to_owned(), Election::everything()),
        ("everything".to_owned(), Election::everything_settled()),
    ];
    elections.extend(CORPUS.map(|name| (name.to_owned(), Election::corpus(name))));
    elections
}

pub(crate) fn counted(election: &Election) -> Counted<'_> {
    let Election { frozen, outcome, proceedings } = election;
    Counted { frozen, outcome, proceedings }
}
