//! From what a form asks for, an id or a name on the roll, to the voter.

use std::collections::HashMap;

use vaali::definition::Frozen;

use super::labels::texts;
use crate::table::clean;

/// Ids of the roll, and names that only one voter has.
#[derive(Clone, Debug, Default)]
pub(super) struct Voters {
    ids: HashMap<String, String>,
    names: HashMap<String, Option<String>>,
}

/// A voter that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Voter<'v> {
    pub(super) id: &'v str,
    pub(super) by_name: bool,
}

impl Voters {
    pub(super) fn new(frozen: &Frozen) -> Self {
        let mut voters = Self::default();
        for voter in frozen.roll() {
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
    pub(super) fn find(&self, text: &str) -> Option<Voter<'_>> {
        let text = clean(text);
        if let Some(id) = self.ids.get(&*text) {
            return Some(Voter { id, by_name: false });
        }
        let id = self.names.get(&*text)?.as_deref()?;
        Some(Voter { id, by_name: true })
    }
}
