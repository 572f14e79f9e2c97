//! Where things stand in a list, by their names.
//!
//! One type for ids and names of every kind: a table is compiled anew for every type of key and of value, and a module for web pages carries each copy.

use std::collections::HashMap;

use foldhash::fast::RandomState;

/// A position for each name. Looked up, never iterated.
pub(crate) type Positions<'a> = HashMap<&'a str, usize, RandomState>;
