//! Page, chart, news, explanation and booklet as their readers get them.

#![expect(clippy::unwrap_used, reason = "a test that cannot read its election must fail")]

#[path = "../minutes/common.rs"]
#[expect(
    dead_code,
    reason = "the elections are shared with the tests of the minutes; not each test needs all of them"
)]
mod common;

mod elections;
mod golden;
mod hostile;
mod pages;
mod reading;
mod secrecy;
