//! What lies in the folder of an election and under which name, and which files stand for the same.

use std::collections::BTreeMap;

use super::{BALLOTS, CANDIDATES, DEFINITION, ELECTION, PROCEEDINGS, ROLL, ROLL_MARKS};
use crate::{
    Finding, Severity, freeze::FREEZE, import::DECISIONS, meeting::MEETING, recognise::Kind,
};

/// The files of a folder: what each is, and its name.
///
/// ```
/// use vaali_formats::{folder, recognise::Kind};
///
/// let roll = folder::NAMES.iter().find(|(kind, _)| *kind == Kind::Roll);
/// assert_eq!(roll, Some(&(Kind::Roll, "roll.csv")));
/// ```
pub const NAMES: [(Kind, &str); 10] = [
    (Kind::Election, ELECTION),
    (Kind::Definition, DEFINITION),
    (Kind::Candidates, CANDIDATES),
    (Kind::Roll, ROLL),
    (Kind::Ballots, BALLOTS),
    (Kind::RollMarks, ROLL_MARKS),
    (Kind::Proceedings, PROCEEDINGS),
    (Kind::Meeting, MEETING),
    (Kind::Freeze, FREEZE),
    (Kind::Decisions, DECISIONS),
];

/// What a file of a folder is, by its name alone.
pub(crate) fn kind_of(name: &str) -> Option<Kind> {
    NAMES.into_iter().find(|(_, own)| *own == name).map(|(kind, _)| kind)
}

/// The file of a folder that an import makes of a list; none of what is no list.
///
/// ```
/// use vaali_formats::{folder, recognise::Kind};
///
/// assert_eq!(folder::made_of(Kind::Nominations), Some(folder::CANDIDATES));
/// ```
pub fn made_of(list: Kind) -> Option<&'static str> {
    match list {
        Kind::RollList => Some(ROLL),
        Kind::Nominations => Some(CANDIDATES),
        Kind::BallotForm => Some(BALLOTS),
        Kind::VotedList => Some(ROLL_MARKS),
        _ => None,
    }
}

/// The files, by name and kind, of which only one can be read: each that comes after another is found, as [`the_same`] says it. Lists to be imported may be several.
///
/// ```
/// use vaali_formats::{folder, recognise::Kind};
///
/// let files = [("a.toml", Kind::Election), ("roll.csv", Kind::Roll), ("b.json", Kind::Definition)];
/// let found = folder::doubled(files);
/// assert_eq!(found, [folder::the_same("b.json", "a.toml")]);
/// ```
pub fn doubled<'f>(files: impl IntoIterator<Item = (&'f str, Kind)>) -> Vec<Finding> {
    let mut first: BTreeMap<Kind, &str> = BTreeMap::new();
    let mut found = Vec::new();
    for (name, kind) in files {
        let Some(kind) = stands_for(kind) else { continue };
        match first.get(&kind) {
            Some(other) => found.push(the_same(name, other)),
            None => {
                first.insert(kind, name);
            }
        }
    }
    found
}

/// What can be there once only, and for which of it a kind of file stands.
fn stands_for(kind: Kind) -> Option<Kind> {
    match kind {
        Kind::Definition => Some(Kind::Election),
        Kind::DataSet => Some(Kind::Pabulib),
        Kind::Pabulib | Kind::Record | Kind::SealedBallots => Some(kind),
        kind => NAMES.iter().any(|(own, _)| *own == kind).then_some(kind),
    }
}

/// Of two files that hold the same only one can be read: which is meant nobody can know. Told as `W22`, as it is found among files that were handed over and lie in no folder.
pub fn the_same(file: &str, other: &str) -> Finding {
    let finding = Finding::own(
        Severity::Error,
        "W22",
        format!("`{other}` holds the same, and only one of the two can be read"),
        "remove one of the two, or say that it is not used",
    );
    Finding { file: file.to_owned(), ..finding }
}

#[cfg(test)]
mod tests {
    use super::{NAMES, doubled, kind_of, made_of};
    use crate::recognise::Kind;

    #[test]
    fn every_file_of_a_folder_has_a_name_of_its_own() {
        for (kind, name) in NAMES {
            assert_eq!(kind_of(name), Some(kind));
        }
        assert_eq!(kind_of("record.json"), None);
    }

    #[test]
    fn what_an_import_makes_lies_in_the_folder() {
        for list in [Kind::RollList, Kind::Nominations, Kind::BallotForm, Kind::VotedList] {
            assert!(made_of(list).and_then(kind_of).is_some(), "{list:?}");
        }
        assert_eq!(made_of(Kind::Roll), None);
    }

    #[test]
    fn of_files_that_hold_the_same_each_after_the_first_is_found() {
        let found = |kinds: &[Kind]| {
            let names = ["a", "b", "c", "d"];
            let found = doubled(names.into_iter().zip(kinds.iter().copied()));
            found.into_iter().map(|finding| finding.file).collect::<Vec<_>>()
        };
        assert_eq!(found(&[Kind::Roll, Kind::Ballots, Kind::Roll, Kind::Roll]), ["c", "d"]);
        assert_eq!(found(&[Kind::Pabulib, Kind::DataSet]), ["b"]);
        assert_eq!(found(&[Kind::Record, Kind::SealedBallots, Kind::Record]), ["c"]);
        assert!(found(&[Kind::RollList, Kind::RollList, Kind::Roll]).is_empty());
        assert!(found(&[Kind::Unknown, Kind::Unknown, Kind::HashList, Kind::HashList]).is_empty());
    }
}
