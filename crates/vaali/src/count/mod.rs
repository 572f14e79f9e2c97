//! The count, step by step.

pub mod draw;
