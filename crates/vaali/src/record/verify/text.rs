//! V01 to V04: the text itself. These checks know nothing of elections.

use serde_json::Value;

use super::{Subject, Verdict};
use crate::record::{Finding, Hash, reading};

pub(super) fn readable(subject: &Subject<'_>) -> Vec<Finding> {
    let error = subject.value.as_ref().err();
    error.map(|error| Finding::Form { error: error.clone() }).into_iter().collect()
}

pub(super) fn form(subject: &Subject<'_>) -> Verdict {
    let value = subject.value()?;
    let mut findings: Vec<Finding> = reading::head(value, reading::RECORD)
        .into_iter()
        .map(|error| Finding::Form { error })
        .collect();
    match &subject.written {
        Ok(_) if subject.exact => {}
        Ok(written) => {
            let paths = reading::spelling(value, written);
            findings.extend(paths.into_iter().map(|path| Finding::Spelling { path }));
        }
        Err(error) => findings.push(Finding::Form { error: error.clone() }),
    }
    Ok(findings)
}

pub(super) fn canonical(subject: &Subject<'_>) -> Verdict {
    if subject.exact {
        return Ok(Vec::new());
    }
    let other = reading::first_other_byte(subject.bytes, subject.value()?);
    Ok(other.map(|byte| Finding::NotCanonical { byte }).into_iter().collect())
}

pub(super) fn seal(subject: &Subject<'_>) -> Verdict {
    let value = subject.value()?;
    let computed = match &subject.written {
        Ok(written) if subject.exact => written.computed_seal(),
        _ => reading::seal_of(value),
    };
    Ok(match computed {
        Ok(computed) if written_seal(subject) == Some(computed) => Vec::new(),
        Ok(computed) => vec![Finding::HashDiffers { path: "/seal".to_owned(), computed }],
        // What the strict reader lets through has canonical bytes; if not, that is V03's to say.
        Err(_) => vec![Finding::NotCanonical { byte: 0 }],
    })
}

/// The seal as it stands in the record.
pub(super) fn written_seal(subject: &Subject<'_>) -> Option<Hash> {
    hash_at(subject.value().ok()?, "/seal")
}

/// A hash that stands somewhere in a record.
pub(super) fn hash_at(value: &Value, pointer: &str) -> Option<Hash> {
    value.pointer(pointer)?.as_str()?.parse().ok()
}

/// Nothing where the named hash is that of what it names.
pub(super) fn hash_findings(value: &Value, path: &str, computed: Hash) -> Option<Finding> {
    (hash_at(value, path) != Some(computed))
        .then(|| Finding::HashDiffers { path: path.to_owned(), computed })
}
