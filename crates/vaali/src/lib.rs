//! The election engine for councils and boards.
#![cfg_attr(not(test), deny(clippy::float_arithmetic, clippy::indexing_slicing, clippy::panic))]

pub mod ballot;
pub mod count;
pub mod definition;
pub mod profile;
pub mod record;
