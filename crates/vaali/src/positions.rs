//! Where things stand in a list, by their names.
//!
//! One type for ids and names of every kind: a table is compiled anew for every type of key and of value, and a module for web pages carries each copy.

use std::{collections::HashMap, sync::Arc};

// A module for web pages has no source of randomness: what stands for it there, addresses in memory, is the same at every start.
#[cfg(target_arch = "wasm32")]
use foldhash::fast::FixedState as Hashing;
#[cfg(not(target_arch = "wasm32"))]
use foldhash::fast::RandomState as Hashing;

/// A position for each name. Looked up, never iterated.
#[derive(Clone, Debug, Default)]
pub(crate) struct Positions(HashMap<Arc<str>, u32, Hashing>);

impl Positions {
    /// Those of the names in a list; of a name that is there twice, its last.
    pub(crate) fn of(names: &mut dyn Iterator<Item = Arc<str>>) -> Self {
        let mut positions = Self::default();
        for (position, name) in (0..).zip(names) {
            positions.0.insert(name, position);
        }
        positions
    }

    pub(crate) fn get(&self, name: &str) -> Option<u32> {
        self.0.get(name).copied()
    }

    /// The position of a name, which is noted where it has none yet.
    pub(crate) fn first(&mut self, name: Arc<str>, position: usize) -> usize {
        // A list with more names than a u32 counts does not fit into memory.
        *self.0.entry(name).or_insert(u32::try_from(position).unwrap_or(u32::MAX)) as usize
    }
}
