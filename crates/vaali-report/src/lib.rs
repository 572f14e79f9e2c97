//! Results of elections for people: minutes, pages, charts and texts in Finnish, Swedish and English.
//!
//! Nothing is computed here: everything said is in the frozen definition and in the result. What a secret election may not show cannot be shown, because no ballot ever comes in.
//!
//! | module | what |
//! |---|---|
//! | [`minutes`] | the minutes of an election |
//! | [`rules`] | the rules of an election in plain language |
//! | [`document`] | documents as data, and as Markdown, HTML and DOCX |
//!
//! | feature | what |
//! |---|---|
//! | `docx` (default) | [`Document::to_docx`](document::Document::to_docx); without it the crate is smaller, for WASM |

mod clock;
mod counted;
pub mod document;
mod fault;
mod language;
mod meeting;
mod message;
pub mod minutes;
mod numbers;
pub mod rules;
mod text;

pub use self::counted::Counted;
pub use self::language::{Language, UnknownLanguage};
pub use self::meeting::Meeting;
pub use self::text::holds_address;
