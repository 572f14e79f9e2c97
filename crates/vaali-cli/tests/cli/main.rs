//! The command from outside: the built binary, real files, exit codes, printed text.

#![expect(clippy::unwrap_used, reason = "a test that cannot run its command must fail")]

mod bad_input;
mod certify;
mod commands;
mod common;
mod datasets;
mod encodings;
mod export;
mod golden;
mod import;
mod import_told;
mod minutes;
mod nearby;
mod records;
mod reports;
mod secrecy;
mod take_back;
