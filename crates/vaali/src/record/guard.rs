//! A serializer that writes nothing: it walks a value and stops at what canonical JSON could not
//! carry unchanged.
//!
//! A walk over the value, not over a `serde_json::Value` made of it: making one already turns NaN
//! into null and drops the first of two equal keys.

use std::collections::BTreeSet;

use serde::ser::{self, Serialize, Serializer};
use serde_json::Value;

use super::{MAX_DEPTH, MAX_INTEGER, canonical::CanonicalError};

type Checked = Result<(), CanonicalError>;

/// Checks one value at `depth` levels below the top.
#[derive(Clone, Copy)]
pub(super) struct Guard {
    depth: usize,
}

impl Guard {
    pub(super) fn at_top() -> Self {
        Self { depth: 0 }
    }

    fn open(self) -> Result<Self, CanonicalError> {
        if self.depth == MAX_DEPTH {
            return Err(CanonicalError::TooDeep { path: String::new(), limit: MAX_DEPTH });
        }
        Ok(Self { depth: self.depth + 1 })
    }

    /// An enum's variant that carries data is an object with one key.
    fn open_variant(self, variant: &'static str) -> Result<Walk, CanonicalError> {
        let inside = self.open()?.open().map_err(|error| error.inside(variant))?;
        Ok(Walk { variant: Some(variant), ..Walk::new(inside) })
    }
}

/// The inside of one array or object.
pub(super) struct Walk {
    guard: Guard,
    variant: Option<&'static str>,
    items: usize,
    key: String,
    keys: BTreeSet<String>,
}

impl Walk {
    fn new(guard: Guard) -> Self {
        Self { guard, variant: None, items: 0, key: String::new(), keys: BTreeSet::new() }
    }

    fn value<T: Serialize + ?Sized>(&self, step: &str, value: &T) -> Checked {
        value.serialize(self.guard).map_err(|error| {
            let error = error.inside(step);
            match self.variant {
                Some(variant) => error.inside(variant),
                None => error,
            }
        })
    }

    fn item<T: Serialize + ?Sized>(&mut self, value: &T) -> Checked {
        let step = self.items.to_string();
        self.items += 1;
        self.value(&step, value)
    }
}

fn integer(value: i128) -> Checked {
    if value.unsigned_abs() > u128::from(MAX_INTEGER) {
        return Err(CanonicalError::IntegerTooLarge {
            path: String::new(),
            integer: value.to_string(),
        });
    }
    Ok(())
}

/// The key as JSON will spell it. An integer as a key is a string in JSON, yet the library rounds
/// it all the same.
fn key_text<T: Serialize + ?Sized>(key: &T) -> Result<String, CanonicalError> {
    match serde_json::to_value(key).map_err(ser::Error::custom)? {
        Value::String(text) => Ok(text),
        Value::Bool(truth) => Ok(truth.to_string()),
        Value::Number(number) => {
            let value =
                number.as_i128().ok_or(CanonicalError::KeyNotText { path: String::new() })?;
            integer(value)?;
            Ok(value.to_string())
        }
        Value::Null | Value::Array(_) | Value::Object(_) => {
            Err(CanonicalError::KeyNotText { path: String::new() })
        }
    }
}

impl Serializer for Guard {
    type Ok = ();
    type Error = CanonicalError;
    type SerializeSeq = Walk;
    type SerializeTuple = Walk;
    type SerializeTupleStruct = Walk;
    type SerializeTupleVariant = Walk;
    type SerializeMap = Walk;
    type SerializeStruct = Walk;
    type SerializeStructVariant = Walk;

    fn serialize_bool(self, _: bool) -> Checked {
        Ok(())
    }
    fn serialize_i8(self, _: i8) -> Checked {
        Ok(())
    }
    fn serialize_i16(self, _: i16) -> Checked {
        Ok(())
    }
    fn serialize_i32(self, _: i32) -> Checked {
        Ok(())
    }
    fn serialize_i64(self, value: i64) -> Checked {
        integer(value.into())
    }
    fn serialize_i128(self, value: i128) -> Checked {
        integer(value)
    }
    fn serialize_u8(self, _: u8) -> Checked {
        Ok(())
    }
    fn serialize_u16(self, _: u16) -> Checked {
        Ok(())
    }
    fn serialize_u32(self, _: u32) -> Checked {
        Ok(())
    }
    fn serialize_u64(self, value: u64) -> Checked {
        integer(value.into())
    }
    fn serialize_u128(self, value: u128) -> Checked {
        let too_large =
            || CanonicalError::IntegerTooLarge { path: String::new(), integer: value.to_string() };
        integer(i128::try_from(value).map_err(|_| too_large())?)
    }
    fn serialize_f32(self, value: f32) -> Checked {
        self.serialize_f64(value.into())
    }
    fn serialize_f64(self, value: f64) -> Checked {
        if value.is_finite() {
            Ok(())
        } else {
            Err(CanonicalError::NotFinite { path: String::new() })
        }
    }
    fn serialize_char(self, _: char) -> Checked {
        Ok(())
    }
    fn serialize_str(self, _: &str) -> Checked {
        Ok(())
    }
    fn serialize_bytes(self, _: &[u8]) -> Checked {
        self.open().map(drop)
    }
    fn serialize_none(self) -> Checked {
        Ok(())
    }
    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Checked {
        value.serialize(self)
    }
    fn serialize_unit(self) -> Checked {
        Ok(())
    }
    fn serialize_unit_struct(self, _: &'static str) -> Checked {
        Ok(())
    }
    fn serialize_unit_variant(self, _: &'static str, _: u32, _: &'static str) -> Checked {
        Ok(())
    }
    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Checked {
        value.serialize(self)
    }
    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Checked {
        value.serialize(self.open()?).map_err(|error| error.inside(variant))
    }
    fn serialize_seq(self, _: Option<usize>) -> Result<Walk, CanonicalError> {
        self.open().map(Walk::new)
    }
    fn serialize_tuple(self, _: usize) -> Result<Walk, CanonicalError> {
        self.open().map(Walk::new)
    }
    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Walk, CanonicalError> {
        self.open().map(Walk::new)
    }
    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Walk, CanonicalError> {
        self.open_variant(variant)
    }
    fn serialize_map(self, _: Option<usize>) -> Result<Walk, CanonicalError> {
        self.open().map(Walk::new)
    }
    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Walk, CanonicalError> {
        self.open().map(Walk::new)
    }
    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Walk, CanonicalError> {
        self.open_variant(variant)
    }
    fn collect_str<T: std::fmt::Display + ?Sized>(self, _: &T) -> Checked {
        Ok(())
    }
}

impl ser::SerializeSeq for Walk {
    type Ok = ();
    type Error = CanonicalError;
    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Checked {
        self.item(value)
    }
    fn end(self) -> Checked {
        Ok(())
    }
}

impl ser::SerializeTuple for Walk {
    type Ok = ();
    type Error = CanonicalError;
    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Checked {
        self.item(value)
    }
    fn end(self) -> Checked {
        Ok(())
    }
}

impl ser::SerializeTupleStruct for Walk {
    type Ok = ();
    type Error = CanonicalError;
    fn serialize_field<T: Serialize + ?Sized>(&mut self, value: &T) -> Checked {
        self.item(value)
    }
    fn end(self) -> Checked {
        Ok(())
    }
}

impl ser::SerializeTupleVariant for Walk {
    type Ok = ();
    type Error = CanonicalError;
    fn serialize_field<T: Serialize + ?Sized>(&mut self, value: &T) -> Checked {
        self.item(value)
    }
    fn end(self) -> Checked {
        Ok(())
    }
}

impl ser::SerializeMap for Walk {
    type Ok = ();
    type Error = CanonicalError;
    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Checked {
        self.key = key_text(key)?;
        if self.keys.insert(self.key.clone()) {
            return Ok(());
        }
        Err(CanonicalError::DuplicateKey { path: String::new() }.inside(&self.key))
    }
    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Checked {
        self.value(&self.key, value)
    }
    fn end(self) -> Checked {
        Ok(())
    }
}

impl ser::SerializeStruct for Walk {
    type Ok = ();
    type Error = CanonicalError;
    fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Checked {
        self.value(key, value)
    }
    fn end(self) -> Checked {
        Ok(())
    }
}

impl ser::SerializeStructVariant for Walk {
    type Ok = ();
    type Error = CanonicalError;
    fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Checked {
        self.value(key, value)
    }
    fn end(self) -> Checked {
        Ok(())
    }
}
