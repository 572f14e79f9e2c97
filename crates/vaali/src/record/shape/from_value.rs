//! Types that are read out of values by one reader for all.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde_json::Value;

use super::{Misfit, Place};
use crate::instant;

/// A type that is read out of a JSON value: the same values as by serde, in a fraction of the code.
///
/// Structs and enums derive it beside `Deserialize`, and it follows the attributes of serde that stand there. It is implemented for the types that a count needs.
pub trait FromValue: Sized {
    /// Where the reading begins; every field that must be there is read over it.
    fn blank() -> Self;

    /// Reads over a blank.
    ///
    /// # Errors
    /// [`Misfit`]: the first value that does not fit.
    fn fill(&mut self, place: Place<'_>) -> Result<(), Misfit>;
}

impl FromValue for bool {
    fn blank() -> Self {
        false
    }

    fn fill(&mut self, place: Place<'_>) -> Result<(), Misfit> {
        match place.0 {
            Value::Bool(truth) => *self = *truth,
            _ => return Err(place.unfit("a boolean")),
        }
        Ok(())
    }
}

impl FromValue for u32 {
    fn blank() -> Self {
        0
    }

    fn fill(&mut self, place: Place<'_>) -> Result<(), Misfit> {
        let number = place.whole_number(Self::MAX.into(), "u32")?;
        *self = Self::try_from(number).unwrap_or_default();
        Ok(())
    }
}

impl FromValue for u64 {
    fn blank() -> Self {
        0
    }

    fn fill(&mut self, place: Place<'_>) -> Result<(), Misfit> {
        *self = place.whole_number(Self::MAX, "u64")?;
        Ok(())
    }
}

impl FromValue for String {
    fn blank() -> Self {
        Self::new()
    }

    fn fill(&mut self, place: Place<'_>) -> Result<(), Misfit> {
        place.text("a string")?.clone_into(self);
        Ok(())
    }
}

impl FromValue for Timestamp {
    fn blank() -> Self {
        Self::UNIX_EPOCH
    }

    fn fill(&mut self, place: Place<'_>) -> Result<(), Misfit> {
        let text = place.text(instant::EXPECTED)?;
        *self = instant::read(text).ok_or_else(|| place.wrong(instant::EXPECTED))?;
        Ok(())
    }
}

impl<T: FromValue> FromValue for Option<T> {
    fn blank() -> Self {
        None
    }

    fn fill(&mut self, place: Place<'_>) -> Result<(), Misfit> {
        match place.0 {
            Value::Null => *self = None,
            _ => self.insert(T::blank()).fill(place)?,
        }
        Ok(())
    }
}

impl<T: FromValue> FromValue for Vec<T> {
    fn blank() -> Self {
        Self::new()
    }

    fn fill(&mut self, place: Place<'_>) -> Result<(), Misfit> {
        place.items(&mut |item| {
            let mut read = T::blank();
            read.fill(item)?;
            self.push(read);
            Ok(())
        })
    }
}

impl FromValue for BTreeMap<String, String> {
    fn blank() -> Self {
        Self::new()
    }

    fn fill(&mut self, place: Place<'_>) -> Result<(), Misfit> {
        let Value::Object(table) = place.0 else { return Err(place.unfit("a map")) };
        for (key, value) in table {
            match Place(value).text("a string") {
                Ok(text) => self.insert(key.clone(), text.to_owned()),
                Err(misfit) => return Err(misfit.inside_key(key)),
            };
        }
        Ok(())
    }
}
