//! The names of fields and variants, looked up once for all types.
//!
//! What serde derives compares names too, in code of its own for every type. It also takes the position of a name in its list, and that is what it is given here.

use serde::{
    Deserializer,
    de::{self, Visitor, value::BorrowedStrDeserializer},
    forward_to_deserialize_any,
};

use super::Misfit;

/// What the keys of a table may be.
pub(super) trait Keys: Copy {
    /// A key, to be read.
    type Key<'a>: Deserializer<'a, Error = Misfit>;

    fn key(self, key: &str) -> Self::Key<'_>;
}

/// Any text.
#[derive(Clone, Copy)]
pub(super) struct Texts;

impl Keys for Texts {
    type Key<'a> = BorrowedStrDeserializer<'a, Misfit>;

    fn key(self, key: &str) -> Self::Key<'_> {
        BorrowedStrDeserializer::new(key)
    }
}

/// The names of the fields of a type.
#[derive(Clone, Copy)]
pub(super) struct FieldNames(pub(super) &'static [&'static str]);

impl Keys for FieldNames {
    type Key<'a> = Name<'a>;

    fn key(self, key: &str) -> Name<'_> {
        Name { text: key, known: self.0, refused: de::Error::unknown_field }
    }
}

/// A name that must be one of a list.
pub(super) struct Name<'a> {
    text: &'a str,
    known: &'static [&'static str],
    refused: fn(&str, &'static [&'static str]) -> Misfit,
}

impl<'a> Name<'a> {
    pub(super) fn variant(name: &'a str, known: &'static [&'static str]) -> Self {
        Self { text: name, known, refused: de::Error::unknown_variant }
    }

    /// Its position; what is not in the list has one that nothing has.
    fn position(&self) -> u64 {
        let position = self.known.iter().position(|known| *known == self.text);
        position.and_then(|position| position.try_into().ok()).unwrap_or(u64::MAX)
    }
}

impl<'de> Deserializer<'de> for Name<'de> {
    type Error = Misfit;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        visitor.visit_borrowed_str(self.text)
    }

    /// A type that takes any field takes any position.
    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        let read = visitor.visit_u64(self.position());
        read.map_err(|_: Misfit| (self.refused)(self.text, self.known))
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option
        unit unit_struct newtype_struct seq tuple tuple_struct map struct enum ignored_any
    }
}
