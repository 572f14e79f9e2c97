//! Why nothing is imported.

use vaali_formats::{
    Files, Finding, Findings, Severity,
    folder::{made_of, the_same},
    import::Refused,
    template::examples,
};

use super::order::{IMPORTED, ImportOrder, ListKind};

/// Files that hold what another holds too, of which only one can be read: which was meant nobody can know.
pub(super) fn doubled(folder: &Files, order: &ImportOrder) -> Vec<Finding> {
    let mut found = Vec::new();
    // Several rolls are one, and what is double in them is decided entry by entry.
    for kind in [ListKind::Nominations, ListKind::BallotForm, ListKind::VotedList] {
        let mut lists = order.lists.iter().filter(|list| list.kind == kind);
        let first = lists.next();
        found.extend(lists.filter_map(|list| Some(the_same(&list.name, &first?.name))));
    }
    for (list, _, kind) in IMPORTED {
        found.extend(made_of(kind).and_then(|file| beside(folder, order, file, list)));
    }
    found
}

/// A file of the folder beside a list that would take its place. The examples of a new election are there to be replaced.
pub(super) fn beside(
    folder: &Files,
    order: &ImportOrder,
    name: &str,
    kind: ListKind,
) -> Option<Finding> {
    let is_there = folder.bytes(name).is_some_and(|bytes| !examples::is_untouched(bytes));
    let list = order.lists.iter().find(|list| list.kind == kind)?;
    is_there.then(|| the_same(name, &list.name))
}

/// Why an import was refused, in a word and in findings.
pub(super) fn why(refused: Refused) -> (&'static str, Vec<Finding>) {
    let own = |file: String, code: &str, message: &str, fix: &str| {
        vec![Finding { file, ..Finding::own(Severity::Error, code, message, fix) }]
    };
    match refused {
        Refused::Files(Findings(findings)) => ("files", findings),
        Refused::Undecided(Findings(findings)) => ("undecided", findings),
        Refused::NotYet(Findings(findings)) => ("not_yet", findings),
        Refused::VotedIsNoList => (
            "voted_is_no_list",
            own(
                String::new(),
                "W16",
                "who voted is not a list of its own: the rules do not keep ballots apart from the roll",
                "leave the list out, or choose rules that keep ballots apart from the roll",
            ),
        ),
        Refused::VotedTwice { file } => (
            "voted_twice",
            own(
                file,
                "W17",
                "the ballots name who voted, and a list of its own does too",
                "leave the list out, or say that the ballots have no column of voters",
            ),
        ),
        Refused::NoList => (
            "no_list",
            own(
                String::new(),
                "W18",
                "the ballots cannot be written as a list: some mark holds a separator and is no candidate's",
                "correct the columns or the candidates, so that each option is a candidate",
            ),
        ),
    }
}
