//! The road for every type that serde knows: records, and what bindings and files read for themselves.
//!
//! It is several times the code of [`FromValue`](super::FromValue) for a type, which a module that reads only the types of the engine does without.

use serde::{
    Deserializer,
    de::{
        self, DeserializeOwned, DeserializeSeed, EnumAccess, Expected, MapAccess, SeqAccess,
        VariantAccess, Visitor,
    },
    forward_to_deserialize_any,
};
use serde_json::{Map, Number, Value, map};

use super::{
    Misfit, Place, Step,
    name::{FieldNames, Keys, Name, Texts},
    place::Held,
};

/// As [`read`](super::read), of any type that serde can read. Keys of maps are texts.
///
/// # Errors
/// As [`read`](super::read).
///
/// ```
/// use serde_json::json;
/// use vaali::{count::Outcome, record::shape};
///
/// let misfit = shape::read_any::<Outcome>(&json!({ "outcome": "won" })).unwrap_err();
/// assert_eq!(misfit.to_string(), "unknown variant `won`, expected `complete` or `lot_needed`");
/// ```
pub fn read_any<T: DeserializeOwned>(value: &Value) -> Result<T, Misfit> {
    T::deserialize(Place(value)).map_err(Misfit::outside_in)
}

impl Place<'_> {
    #[cold]
    fn refused(self, expected: &dyn Expected) -> Misfit {
        self.unfit(&expected.to_string())
    }
}

fn visit_number<'a, V: Visitor<'a>>(number: &Number, visitor: V) -> Result<V::Value, Misfit> {
    match (number.as_u64(), number.as_i64()) {
        (Some(number), _) => visitor.visit_u64(number),
        (None, Some(number)) => visitor.visit_i64(number),
        (None, None) => visitor.visit_f64(number.as_f64().unwrap_or_default()),
    }
}

fn visit_list<'a, V: Visitor<'a>>(list: &'a [Value], visitor: V) -> Result<V::Value, Misfit> {
    let mut items = Items { list, next: 0 };
    let read = visitor.visit_seq(&mut items)?;
    if items.next < list.len() {
        return Err(too_long(list.len(), &"fewer elements in array"));
    }
    Ok(read)
}

fn visit_table<'a, V: Visitor<'a>>(
    table: &'a Map<String, Value>,
    keys: impl Keys,
    visitor: V,
) -> Result<V::Value, Misfit> {
    let mut fields = Fields { rest: table.iter(), value: None, keys };
    let read = visitor.visit_map(&mut fields)?;
    if fields.rest.len() > 0 {
        return Err(too_long(table.len(), &"fewer elements in map"));
    }
    Ok(read)
}

#[cold]
fn too_long(length: usize, expected: &dyn Expected) -> Misfit {
    de::Error::invalid_length(length, expected)
}

impl<'de> Deserializer<'de> for Place<'de> {
    type Error = Misfit;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        match self.0 {
            Value::Null => visitor.visit_unit(),
            Value::Bool(truth) => visitor.visit_bool(*truth),
            Value::Number(number) => visit_number(number, visitor),
            Value::String(text) => visitor.visit_borrowed_str(text),
            Value::Array(list) => visit_list(list, visitor),
            Value::Object(table) => visit_table(table, Texts, visitor),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        match self.0 {
            Value::Bool(truth) => visitor.visit_bool(*truth),
            _ => Err(self.refused(&visitor)),
        }
    }

    fn deserialize_i64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        match self.0 {
            Value::Number(number) => visit_number(number, visitor),
            _ => Err(self.refused(&visitor)),
        }
    }

    fn deserialize_i8<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        self.deserialize_i64(visitor)
    }

    fn deserialize_i16<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        self.deserialize_i64(visitor)
    }

    fn deserialize_i32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        self.deserialize_i64(visitor)
    }

    fn deserialize_u8<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        self.deserialize_i64(visitor)
    }

    fn deserialize_u16<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        self.deserialize_i64(visitor)
    }

    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        self.deserialize_i64(visitor)
    }

    fn deserialize_u64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        self.deserialize_i64(visitor)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        match self.0 {
            Value::String(text) => visitor.visit_borrowed_str(text),
            _ => Err(self.refused(&visitor)),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        self.deserialize_str(visitor)
    }

    fn deserialize_char<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        self.deserialize_str(visitor)
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        self.deserialize_str(visitor)
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        match self.0 {
            Value::Null => visitor.visit_unit(),
            _ => Err(self.refused(&visitor)),
        }
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        self.deserialize_unit(visitor)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        match self.0 {
            Value::Array(list) => visit_list(list, visitor),
            _ => Err(self.refused(&visitor)),
        }
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Misfit> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        match self.0 {
            Value::Object(table) => visit_table(table, Texts, visitor),
            _ => Err(self.refused(&visitor)),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        known: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        match self.0 {
            Value::Object(table) => visit_table(table, FieldNames(known), visitor),
            _ => Err(self.refused(&visitor)),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        match self.0 {
            Value::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        known: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        visitor.visit_enum(Variant { held: self.held()?, known })
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        visitor.visit_unit()
    }

    forward_to_deserialize_any! { f32 f64 i128 u128 bytes byte_buf }
}

/// The items of a list, one after another.
struct Items<'a> {
    list: &'a [Value],
    next: usize,
}

impl<'a> SeqAccess<'a> for &mut Items<'a> {
    type Error = Misfit;

    fn next_element_seed<T: DeserializeSeed<'a>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Misfit> {
        let Some(item) = self.list.get(self.next) else { return Ok(None) };
        self.next += 1;
        match seed.deserialize(Place(item)) {
            Ok(read) => Ok(Some(read)),
            Err(misfit) => Err(misfit.inside(Step::Index(self.next - 1))),
        }
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.list.len() - self.next)
    }
}

/// The fields of a table, one after another.
struct Fields<'a, K> {
    rest: map::Iter<'a>,
    value: Option<(&'a str, Place<'a>)>,
    keys: K,
}

impl<'a, K: Keys> MapAccess<'a> for &mut Fields<'a, K> {
    type Error = Misfit;

    fn next_key_seed<S: DeserializeSeed<'a>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Misfit> {
        let Some((key, value)) = self.rest.next() else { return Ok(None) };
        self.value = Some((key, Place(value)));
        match seed.deserialize(self.keys.key(key)) {
            Ok(read) => Ok(Some(read)),
            Err(misfit) => Err(misfit.inside_key(key)),
        }
    }

    fn next_value_seed<V: DeserializeSeed<'a>>(&mut self, seed: V) -> Result<V::Value, Misfit> {
        let Some((key, value)) = self.value.take() else {
            return Err(de::Error::custom("value is missing"));
        };
        seed.deserialize(value).map_err(|misfit| misfit.inside_key(key))
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.rest.len())
    }
}

/// A variant of an enum, and what it holds.
struct Variant<'a> {
    held: Held<'a>,
    known: &'static [&'static str],
}

impl<'a> EnumAccess<'a> for Variant<'a> {
    type Error = Misfit;
    type Variant = Held<'a>;

    fn variant_seed<V: DeserializeSeed<'a>>(self, seed: V) -> Result<(V::Value, Held<'a>), Misfit> {
        let read = seed.deserialize(Name::variant(self.held.name, self.known))?;
        Ok((read, self.held))
    }
}

impl<'a> VariantAccess<'a> for Held<'a> {
    type Error = Misfit;

    fn unit_variant(self) -> Result<(), Misfit> {
        self.nothing()
    }

    fn newtype_variant_seed<T: DeserializeSeed<'a>>(self, seed: T) -> Result<T::Value, Misfit> {
        let place = self.something("newtype variant")?;
        seed.deserialize(place).map_err(|misfit| self.inside(misfit))
    }

    fn tuple_variant<V: Visitor<'a>>(self, _: usize, visitor: V) -> Result<V::Value, Misfit> {
        let place = self.something("tuple variant")?;
        let read = match place.0 {
            Value::Array(list) if list.is_empty() => visitor.visit_unit(),
            Value::Array(list) => visit_list(list, visitor),
            _ => Err(place.unfit("tuple variant")),
        };
        read.map_err(|misfit| self.inside(misfit))
    }

    fn struct_variant<V: Visitor<'a>>(
        self,
        known: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        let place = self.something("struct variant")?;
        let read = match place.0 {
            Value::Object(table) => visit_table(table, FieldNames(known), visitor),
            _ => Err(place.unfit("struct variant")),
        };
        read.map_err(|misfit| self.inside(misfit))
    }
}
