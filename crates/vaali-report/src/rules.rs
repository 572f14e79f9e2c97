//! The rules of an election in plain language.

use vaali::definition::{Frozen, Secrecy};

use crate::{language::Language, message};

/// The rules in sentences, in the order in which an election passes through them.
pub fn sentences(frozen: &Frozen, language: Language) -> Vec<String> {
    vec![
        match frozen.rules().secrecy {
            Secrecy::Secret => message::rules::secret(language),
            Secrecy::Open => message::rules::open(language),
        }
        .to_owned(),
    ]
}
