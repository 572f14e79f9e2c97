//! Results of elections for people: minutes, pages, charts and texts in Finnish, Swedish and English.
//!
//! Nothing is computed here: everything said is in the frozen definition and in the result. What a secret election may not show cannot be shown, because no ballot ever comes in.
//!
//! | module | what |
//! |---|---|
//! | [`minutes`] | the minutes of an election |
//! | [`booklet`] | the candidates before the vote |
//! | [`page`] | the result as a page of the web |
//! | [`chart`] | the votes as a chart |
//! | [`explain`] | what the count says of one candidate |
//! | [`news`] | the result in three sentences |
//! | [`published`] | the documents beside a record |
//! | [`findings`] | what is wrong with a file, a rule or a ballot |
//! | [`terminal`] | what a program says at the terminal |
//! | [`rules`] | the rules of an election in plain language |
//! | [`document`] | documents as data, and as Markdown, HTML and DOCX |
//!
//! | feature | what |
//! |---|---|
//! | `docx` (default) | [`Document::to_docx`](document::Document::to_docx); without it the crate is smaller, for WASM |
//! | `png` | `chart::png`; with the letters of its own it is 4 MB |

pub mod booklet;
pub mod chart;
mod clock;
mod counted;
pub mod document;
pub mod explain;
mod fault;
pub mod findings;
mod language;
mod meeting;
mod message;
pub mod minutes;
pub mod news;
mod numbers;
pub mod page;
mod parts;
pub mod published;
mod reasons;
pub mod rules;
pub mod terminal;
mod text;
mod words;

pub use self::counted::Counted;
pub use self::language::{Language, UnknownLanguage};
pub use self::meeting::Meeting;
pub use self::text::holds_address;
