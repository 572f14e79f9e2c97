//! The election engine for councils and boards.
#![cfg_attr(not(test), deny(clippy::float_arithmetic, clippy::indexing_slicing, clippy::panic))]

pub mod count;
pub mod profile;
pub mod record;
