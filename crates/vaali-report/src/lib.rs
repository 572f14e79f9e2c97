//! Results of elections for people: minutes, pages, charts and texts in Finnish, Swedish and English.
//!
//! Nothing is computed here: everything said is in the frozen definition and in the result. What a secret election may not show cannot be shown, because no ballot ever comes in.
//!
//! | module | what |
//! |---|---|
//! | [`rules`] | the rules of an election in plain language |

mod clock;
mod counted;
mod language;
mod message;
mod numbers;
pub mod rules;

pub use self::counted::Counted;
pub use self::language::{Language, UnknownLanguage};
