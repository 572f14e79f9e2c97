//! The minutes as a reader gets them.

#![expect(clippy::unwrap_used, reason = "a test that cannot read its election must fail")]

mod common;
mod golden;
mod hostile;
