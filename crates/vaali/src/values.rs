//! The data of a message by name: what it is said from in other languages than English.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::definition::{BallotId, CandidateId, OfficeId, VoterId};

/// What a message is about, by the names that its variant has for it.
///
/// ```
/// use vaali::{definition::DefinitionFault, values::Value};
///
/// let fault = DefinitionFault::SeatsMinAboveMax { min: 15, max: 12 };
/// assert_eq!(fault.values()["min"], Value::Number(15));
/// ```
pub type Values = BTreeMap<String, Value>;

/// A value as a message holds it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Value {
    /// A whole number of at most 2^53 - 1; a greater one is a text of digits, which no reader rounds.
    Number(u64),
    /// A text, to the letter.
    Text(String),
    /// Several texts.
    List(Vec<String>),
}

/// The greatest number that every reader of JSON holds exactly.
const MOST: u64 = (1 << 53) - 1;

/// What can be a value of a message.
pub trait Datum {
    /// The value; nothing where there is none.
    fn value(&self) -> Option<Value>;
}

/// The values of a message, without those that are not there.
pub fn values(data: &[(&str, &dyn Datum)]) -> Values {
    data.iter().filter_map(|(name, datum)| Some(((*name).to_owned(), datum.value()?))).collect()
}

impl Datum for u64 {
    fn value(&self) -> Option<Value> {
        Some(if *self <= MOST { Value::Number(*self) } else { Value::Text(self.to_string()) })
    }
}

impl Datum for u32 {
    fn value(&self) -> Option<Value> {
        u64::from(*self).value()
    }
}

impl Datum for usize {
    fn value(&self) -> Option<Value> {
        u64::try_from(*self).ok()?.value()
    }
}

impl Datum for i64 {
    fn value(&self) -> Option<Value> {
        u64::try_from(*self).map_or_else(|_| Some(Value::Text(self.to_string())), |n| n.value())
    }
}

impl Datum for str {
    fn value(&self) -> Option<Value> {
        Some(Value::Text(self.to_owned()))
    }
}

impl Datum for &str {
    fn value(&self) -> Option<Value> {
        (**self).value()
    }
}

impl Datum for String {
    fn value(&self) -> Option<Value> {
        self.as_str().value()
    }
}

impl Datum for Vec<String> {
    fn value(&self) -> Option<Value> {
        Some(Value::List(self.clone()))
    }
}

impl Datum for Vec<CandidateId> {
    fn value(&self) -> Option<Value> {
        Some(Value::List(self.iter().map(ToString::to_string).collect()))
    }
}

impl<T: Datum> Datum for Option<T> {
    fn value(&self) -> Option<Value> {
        self.as_ref()?.value()
    }
}

macro_rules! as_text {
    ($($kind:ty),*) => {
        $(impl Datum for $kind {
            fn value(&self) -> Option<Value> {
                Some(Value::Text(self.to_string()))
            }
        })*
    };
}

as_text!(BallotId, CandidateId, OfficeId, VoterId, jiff::Timestamp);

#[cfg(test)]
mod tests {
    use super::{Datum, MOST, Value, values};

    #[test]
    fn a_number_that_json_would_round_is_a_text() {
        assert_eq!(MOST.value(), Some(Value::Number(MOST)));
        assert_eq!((MOST + 1).value(), Some(Value::Text("9007199254740992".to_owned())));
        assert_eq!((-3_i64).value(), Some(Value::Text("-3".to_owned())));
    }

    #[test]
    fn what_is_not_there_has_no_name() {
        let none: Option<String> = None;
        assert!(values(&[("voter", &none)]).is_empty());
    }
}
