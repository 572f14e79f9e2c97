//! From what a form asks for, an id or a name on the roll, to the voter.

use std::collections::{BTreeMap, HashMap};

use vaali::definition;

use super::labels::texts;
use crate::{
    Problem,
    rolls::names,
    table::{clean, nearest, shown},
};

/// Ids of the roll, and names that only one voter has.
#[derive(Clone, Debug)]
pub(crate) struct Voters<'r> {
    roll: &'r [definition::Voter],
    ids: HashMap<String, String>,
    names: HashMap<String, Option<String>>,
    bare: BTreeMap<String, Option<&'r definition::Voter>>,
}

/// A voter that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Voter<'v> {
    pub(crate) id: &'v str,
    pub(crate) by_name: bool,
}

impl<'r> Voters<'r> {
    pub(crate) fn new(roll: &'r [definition::Voter]) -> Self {
        let bare = names::by_bare_name(roll);
        let mut voters = Self { roll, ids: HashMap::new(), names: HashMap::new(), bare };
        for voter in roll {
            let id = voter.id.as_str();
            voters.ids.insert(clean(id).into_owned(), id.to_owned());
            for name in texts(&voter.name) {
                let name = clean(name);
                if name.is_empty() {
                    continue;
                }
                let same = voters.names.entry(name.into_owned()).or_insert(Some(id.to_owned()));
                if same.as_deref() != Some(id) {
                    *same = None;
                }
            }
        }
        voters
    }

    /// The voter of an id or of a name to the letter: nearness is for a person to judge.
    pub(crate) fn find(&self, text: &str) -> Option<Voter<'_>> {
        let text = clean(text);
        if let Some(id) = self.ids.get(&*text) {
            return Some(Voter { id, by_name: false });
        }
        let id = self.names.get(&*text)?.as_deref()?;
        Some(Voter { id, by_name: true })
    }

    /// What to say of a text that names nobody to the letter: whom it may mean, where one name differs only in what people write differently.
    pub(crate) fn spelled_otherwise(&self, text: &str) -> Option<Problem> {
        let voter = (*self.bare.get(&names::bare(text))?)?;
        Some(Problem::VoterSpelledOtherwise {
            text: shown(text),
            name: shown(voter.name.in_language("fi")),
            id: shown(voter.id.as_str()),
        })
    }

    /// The same, or the name that is nearest.
    pub(crate) fn unknown(&self, text: &str) -> Problem {
        self.spelled_otherwise(text).unwrap_or_else(|| {
            let names = self.roll.iter().flat_map(|voter| texts(&voter.name));
            let near = shown(nearest(text, names).unwrap_or_default());
            Problem::VoterNotOnRoll { text: shown(text), nearest: near }
        })
    }
}
