//! The election engine for councils and boards.
//!
//! vaali counts an election of the kind that associations, councils and boards hold: candidates, ballots of so many marks, seats as a number or a range, offices by votes, deputies, ties settled by lot.
//! It is exact (integers decide, overflow is an error), it never breaks a tie in silence, and it accounts for every ballot.
//!
//! Those with most votes are elected: no ranked ballots (single transferable vote), no party lists (D'Hondt), no constituencies. `rules.method` has the one value `majority`, and any other is a fault of the definition (`D02`).
//!
//! # A count in four steps
//!
//! ```
//! use vaali::{
//!     ballot::{Ballot, Ballots},
//!     count::{Outcome, Proceedings, count},
//!     definition::Definition,
//! };
//!
//! // 1. What is decided before the vote, validated and frozen.
//! let frozen = Definition::from_json(r#"{
//!     "format": 1, "id": "7f6d4a0e-6f0c-4c51-9d5b-0c5f8f0d2a11", "title": "Board",
//!     "rules": {
//!         "ballots": "linked", "secrecy": "secret", "marks": {"min": 1, "max": 2}, "own_candidate": "allowed",
//!         "seats": {"min": 2, "max": 2}, "ties": {"seat": "lot_manual"},
//!         "offices": [{"id": "chair", "name": {"fi": "puheenjohtaja", "sv": "ordförande"}}]
//!     },
//!     "candidates": [{"id": "a", "name": "Aino"}, {"id": "b", "name": "Bo"}, {"id": "c", "name": "Cia"}],
//!     "roll": [{"id": "1", "name": "Ykkönen ry"}, {"id": "2", "name": "Tvåan rf"}, {"id": "3", "name": "Kolmonen ry"}]
//! }"#)?.freeze()?;
//!
//! // 2. The ballots, each accepted, blank or rejected with its reason.
//! let ballot = |voter: &str, marks: &[&str]| Ballot {
//!     voter: Some(voter.to_owned()),
//!     cast_at: None,
//!     marks: marks.iter().map(|&mark| mark.to_owned()).collect(),
//! };
//! let ballots = Ballots::of(&frozen, [ballot("1", &["a", "b"]), ballot("2", &["b"]), ballot("3", &["b", "a"])], []);
//! assert!(ballots.rejected().is_empty());
//!
//! // 3. The count.
//! let outcome = count(&frozen, &ballots, &Proceedings::default())?;
//!
//! // 4. The result, or the lot that must be drawn first.
//! let Outcome::Complete { result } = outcome else { panic!("no tie here") };
//! assert_eq!(result.offices[0].holder.as_ref().map(|id| id.as_str()), Some("b"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # The modules
//!
//! Data flows one way: definition and ballots, with the lots, become an outcome, the outcome a record.
//!
//! | module | what |
//! |---|---|
//! | [`definition`] | what is decided before the vote: rules, candidates, roll, their validation, the freeze, presets |
//! | [`ballot`] | one ballot, its faults, the ballot box |
//! | [`count`] | the count, step by step: seats, offices, deputies, lots, the result with its reasons and margins |
//! | [`profile`] | the compact form of many ballots: tallies at the speed of memory, partial tallies that merge |
//! | [`analysis`] | what would have happened otherwise: other seats, other marks, a ballot less, every lot |
//! | [`record`] | canonical JSON, hashes, certified records and their verification |
//! | [`values`] | the data of a message by name, for other languages |
//!
//! The engine reads no file, asks no clock, draws no lot and opens no connection: all that comes from the caller, so a count is a pure function that gives the same bytes everywhere.
//!
//! # Features
//!
//! - `rayon` (default): tallies of large profiles on all cores. The results are the same without it.
#![cfg_attr(not(test), deny(clippy::float_arithmetic, clippy::indexing_slicing, clippy::panic))]

pub mod analysis;
pub mod ballot;
pub mod count;
pub mod definition;
mod instant;
mod order;
mod positions;
pub mod profile;
pub mod record;
#[cfg(test)]
mod typescript;
pub mod values;
mod words;
