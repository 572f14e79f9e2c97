//! What a person reads at the terminal: a module for each file of `messages/LANGUAGE/terminal`, a function for each message, with its English as its documentation.
//!
//! Where a program puts tables and paragraphs together itself, it finds the words here, and the numbers, times and lists that stand in them. English is the language in which it speaks unless it is
//! asked for another.
//!
//! ```
//! use vaali_report::{Language, terminal::lots};
//!
//! assert_eq!(lots::votes_each(Language::English, 1), "1 vote each");
//! assert_eq!(lots::votes_each(Language::Finnish, 25), "kullakin 25 ääntä");
//! ```

pub use crate::clock::at;
pub use crate::numbers::{grouped, mean, percent};
pub use crate::words::listed;
use crate::{fault, language::Language};

include!(concat!(env!("OUT_DIR"), "/terminal.rs"));

/// What a code of a rejected ballot means, such as `Too many marks` for `B10`; the code itself if the engine has none like it.
pub fn rejection(language: Language, code: &str) -> &str {
    fault::in_words(language, code)
}
