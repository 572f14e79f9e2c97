//! JSON at the border, by one road each way: a module for pages is as large as the roads it has.

use serde::{Serialize, de::DeserializeOwned};
use vaali::{
    definition::plain_words,
    record::{canonical, shape, strict},
};

use crate::problem::{Own, Problem, Thrown};

/// Reads a value; `name` is what the caller calls it.
pub(crate) fn read<T: DeserializeOwned>(text: &str, name: &str) -> Result<T, Thrown> {
    let unreadable =
        |path: String, message: String| Thrown::from(Problem::own(Own::Unreadable, path, message));
    let value =
        strict::parse(text).map_err(|error| unreadable(name.to_owned(), error.to_string()))?;
    shape::read(&value).map_err(|misfit| {
        let path = match misfit.path() {
            path if path.is_empty() => name.to_owned(),
            path if path.starts_with('[') => format!("{name}{path}"),
            path => format!("{name}.{path}"),
        };
        unreadable(path, plain_words(&misfit.to_string(), None))
    })
}

/// Writes a value as canonical JSON: the same bytes as every other binding.
pub(crate) fn write<T: Serialize + ?Sized>(value: &T) -> Result<String, Thrown> {
    canonical::to_string(value)
        .map_err(|error| Problem::own(Own::Unreadable, error.path(), error.to_string()).into())
}
