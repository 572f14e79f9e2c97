//! A value, read where it stands.

use serde_json::Value;

use super::{FromValue, Misfit, Step};

/// A value, read where it stands.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a>(pub(super) &'a Value);

/// What the reader is told about fields with names.
pub(crate) struct Fields {
    /// What has them, in the words of serde.
    pub(crate) kind: &'static str,
    /// Their names, in the order in which they are declared.
    pub(crate) names: &'static [&'static str],
    /// A bit for each that must be there, the first lowest.
    pub(crate) required: u32,
    /// Whether there can be no others.
    pub(crate) closed: bool,
}

/// Reads the field or the item at a place; a field is told by its position.
type ReadField<'r, 'a> = &'r mut dyn FnMut(usize, Place<'a>) -> Result<(), Misfit>;
type ReadItem<'r, 'a> = &'r mut dyn FnMut(Place<'a>) -> Result<(), Misfit>;

impl<'a> Place<'a> {
    /// A value of another kind than is expected.
    #[cold]
    pub(super) fn unfit(self, expected: &str) -> Misfit {
        Misfit::unfit("type", self.0, expected)
    }

    /// A value of the kind that is expected, but none of them.
    #[cold]
    pub(crate) fn wrong(self, expected: &str) -> Misfit {
        Misfit::unfit("value", self.0, expected)
    }

    pub(crate) fn is_table(self) -> bool {
        self.0.is_object()
    }

    pub(crate) fn text(self, expected: &str) -> Result<&'a str, Misfit> {
        match self.0 {
            Value::String(text) => Ok(text),
            _ => Err(self.unfit(expected)),
        }
    }

    pub(crate) fn whole_number(self, most: u64, expected: &str) -> Result<u64, Misfit> {
        match (self.0.as_u64(), self.0.as_i64()) {
            (Some(number), _) if number <= most => Ok(number),
            (None, None) => Err(self.unfit(expected)),
            _ => Err(self.wrong(expected)),
        }
    }

    /// Reads the items of a list, one after another.
    pub(crate) fn items(self, read: ReadItem<'_, 'a>) -> Result<(), Misfit> {
        let Value::Array(list) = self.0 else { return Err(self.unfit("a sequence")) };
        for (position, item) in list.iter().enumerate() {
            read(Place(item)).map_err(|misfit| misfit.inside(Step::Index(position)))?;
        }
        Ok(())
    }

    /// Reads the fields of a table, in the order of their names; then none may be missing that must be there.
    pub(crate) fn fields(self, known: &Fields, read: ReadField<'_, 'a>) -> Result<(), Misfit> {
        let Value::Object(table) = self.0 else { return Err(self.unfit(known.kind)) };
        let mut missing = known.required;
        for (key, value) in table {
            let read = match known.names.iter().position(|name| name == key) {
                Some(position) => {
                    missing &= !(1 << position);
                    read(position, Place(value))
                }
                None if known.closed => Err(Misfit::unknown_field(key, known.names)),
                None => Ok(()),
            };
            read.map_err(|misfit| misfit.inside_key(key))?;
        }
        match known.names.get(missing.trailing_zeros() as usize) {
            Some(name) => Err(Misfit::missing_field(name)),
            None => Ok(()),
        }
    }

    /// A word of a list: its position.
    pub(crate) fn word(self, known: &'static [&'static str]) -> Result<usize, Misfit> {
        let (position, held) = self.variant(known)?;
        held.nothing()?;
        Ok(position)
    }

    /// A word of a list, alone or with something that belongs to it: its position, and what it holds.
    pub(crate) fn variant(
        self,
        known: &'static [&'static str],
    ) -> Result<(usize, Held<'a>), Misfit> {
        let held = self.held()?;
        match known.iter().position(|known| *known == held.name) {
            Some(position) => Ok((position, held)),
            None => Err(Misfit::unknown_variant(held.name, known)),
        }
    }

    /// A word, alone or with something that belongs to it.
    pub(super) fn held(self) -> Result<Held<'a>, Misfit> {
        match self.0 {
            Value::String(name) => Ok(Held { name, value: None }),
            Value::Object(table) => {
                let mut fields = table.iter();
                match (fields.next(), fields.next()) {
                    (Some((name, value)), None) => Ok(Held { name, value: Some(Place(value)) }),
                    _ => Err(self.wrong("map with a single key")),
                }
            }
            _ => Err(self.unfit("string or map")),
        }
    }
}

/// A word of a list, and what it holds.
pub(crate) struct Held<'a> {
    pub(super) name: &'a str,
    value: Option<Place<'a>>,
}

impl<'a> Held<'a> {
    /// The word stands alone, or holds `null`.
    pub(crate) fn nothing(&self) -> Result<(), Misfit> {
        match self.value {
            Some(place) if !place.0.is_null() => Err(self.inside(place.unfit("unit"))),
            _ => Ok(()),
        }
    }

    /// The one value that it holds.
    pub(crate) fn content<T: FromValue>(&self) -> Result<T, Misfit> {
        let place = self.something("newtype variant")?;
        let mut read = T::blank();
        match read.fill(place) {
            Ok(()) => Ok(read),
            Err(misfit) => Err(self.inside(misfit)),
        }
    }

    /// The fields that it holds.
    pub(crate) fn fields(&self, known: &Fields, read: ReadField<'_, 'a>) -> Result<(), Misfit> {
        let place = self.something(known.kind)?;
        place.fields(known, read).map_err(|misfit| self.inside(misfit))
    }

    pub(super) fn something(&self, expected: &str) -> Result<Place<'a>, Misfit> {
        self.value.ok_or_else(|| self.inside(Misfit::word_alone(expected)))
    }

    #[cold]
    pub(super) fn inside(&self, misfit: Misfit) -> Misfit {
        misfit.inside_key(self.name)
    }
}
