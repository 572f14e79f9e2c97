//! Files of elections to and from the types of [`vaali`].
//!
//! This crate knows files and no rule: what a ballot may say and who is elected is the engine's. Nothing is changed or dropped in silence; whatever a person should know is a [`Finding`]
//! with the file, the row as they count it, the column, and the way out.
//!
//! | module | files |
//! |---|---|
//! | [`folder`] | an election as a folder: `election.toml`, `candidates.csv`, `roll.csv`, `ballots.csv`, `voted.csv`, `proceedings.toml` |
//! | [`ballots`] | ballots as CSV, in three layouts |
//! | [`certified`] | the folder of a certified election |
//! | [`forms`] | ballots as form tools export them, CSV and (feature `xlsx`) workbooks |
//! | [`import`] | what a secretary has, as the files of a folder |
//! | [`freeze`] | `frozen.toml`: when the definition was frozen, and its hash |
//! | [`meeting`] | `meeting.toml`: what minutes say of the meeting |
//! | [`proceedings`] | lots and declines, written without touching the rest of the file |
//! | [`recognise`] | what a file is, by its name and its content |
//! | [`rolls`] | rolls put together from several lists, and the duplicates in them; nominations; who voted |
//! | [`pabulib`] | approval elections of the Pabulib library |
//! | [`template`] | `election.toml` written with a comment above every rule; the example rows of a new election |
//! | [`times`] | times as all these files write them |
//! | [`datasets`] | data sets of research and of other programs, in and out; results as CSV, workbooks and Popolo JSON |
#![cfg_attr(not(test), deny(clippy::float_arithmetic, clippy::indexing_slicing, clippy::panic))]

pub mod ballots;
pub mod certified;
pub mod datasets;
mod files;
mod finding;
pub mod folder;
pub mod forms;
pub mod freeze;
pub mod import;
mod languages;
pub mod meeting;
pub mod pabulib;
mod problem;
pub mod proceedings;
pub mod recognise;
pub mod rolls;
mod sheets;
mod table;
pub mod template;
pub mod times;
mod toml_file;

pub use files::Files;
pub use finding::{Finding, Findings, Severity};
pub use problem::Problem;
pub use table::Input;
