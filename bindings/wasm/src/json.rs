//! JSON at the border, by one road each way: a module for pages is as large as the roads it has.

use serde::Serialize;
#[cfg(feature = "full")]
use serde::de::DeserializeOwned;
use serde_json::Value;
use vaali::{
    definition::plain_words_of,
    record::{
        canonical,
        shape::{self, FromValue, Misfit},
        strict,
    },
};

use crate::problem::{Own, Problem, Thrown};

/// Reads a value that the engine knows; `name` is what the caller calls it.
pub(crate) fn read<T: FromValue>(text: &str, name: &str) -> Result<T, Thrown> {
    shape::read(&parsed(text, name)?).map_err(|misfit| refused(&misfit, name))
}

/// Reads a value of this package.
#[cfg(feature = "full")]
pub(crate) fn read_own<T: DeserializeOwned>(text: &str, name: &str) -> Result<T, Thrown> {
    shape::read_any(&parsed(text, name)?).map_err(|misfit| refused(&misfit, name))
}

fn parsed(text: &str, name: &str) -> Result<Value, Thrown> {
    strict::parse(text)
        .map_err(|error| Problem::own(Own::Unreadable, name, error.to_string()).into())
}

fn refused(misfit: &Misfit, name: &str) -> Thrown {
    let path = match misfit.path() {
        path if path.is_empty() => name.to_owned(),
        path if path.starts_with('[') => format!("{name}{path}"),
        path => format!("{name}.{path}"),
    };
    Problem::own(Own::Unreadable, path, plain_words_of(misfit.complaint(), None)).into()
}

/// Writes a value as canonical JSON: the same bytes as every other binding.
pub(crate) fn write<T: Serialize + ?Sized>(value: &T) -> Result<String, Thrown> {
    canonical::to_string(value)
        .map_err(|error| Problem::own(Own::Unreadable, error.path(), error.to_string()).into())
}
