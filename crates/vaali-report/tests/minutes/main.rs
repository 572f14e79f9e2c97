//! The minutes as a reader gets them.

mod common;
mod golden;
mod hostile;
