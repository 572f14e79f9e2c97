//! A serializer that writes canonical JSON, and stops at what JSON could not carry unchanged.
//!
//! It writes from the value, not from a `serde_json::Value` made of it: making one already turns NaN
//! into null and drops the first of two equal keys, and a large record would be in memory twice.

mod table;

use serde::ser::{self, Serialize, Serializer};

use self::table::Table;
use super::{MAX_DEPTH, MAX_INTEGER, canonical::CanonicalError};

/// Why the writing stopped. In a box, so that what goes well stays small.
#[derive(Debug)]
pub(super) struct Stop(Box<CanonicalError>);

type Written = Result<(), Stop>;

impl Stop {
    fn inside(mut self, step: &str) -> Self {
        self.0.put_inside(step);
        self
    }
}

impl From<CanonicalError> for Stop {
    fn from(error: CanonicalError) -> Self {
        Self(Box::new(error))
    }
}

impl From<Stop> for CanonicalError {
    fn from(stop: Stop) -> Self {
        *stop.0
    }
}

impl std::fmt::Display for Stop {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for Stop {}

impl ser::Error for Stop {
    fn custom<T: std::fmt::Display>(message: T) -> Self {
        CanonicalError::NotSerializable { path: String::new(), message: message.to_string() }.into()
    }
}

/// Writes one value at `depth` levels below the top.
pub(super) struct Writer<'a> {
    out: &'a mut Vec<u8>,
    depth: usize,
}

impl<'a> Writer<'a> {
    pub(super) fn at_top(out: &'a mut Vec<u8>) -> Self {
        Self { out, depth: 0 }
    }

    fn open(self) -> Result<Self, Stop> {
        if self.depth == MAX_DEPTH {
            return Err(CanonicalError::TooDeep { path: String::new(), limit: MAX_DEPTH }.into());
        }
        Ok(Self { out: self.out, depth: self.depth + 1 })
    }

    /// An enum's variant that carries data is an object with one key.
    fn open_variant(self, variant: &'static str) -> Result<Self, Stop> {
        let inside = self.open()?;
        inside.out.push(b'{');
        text(inside.out, variant);
        inside.out.push(b':');
        Ok(inside)
    }

    fn list(self, variant: Option<&'static str>) -> Result<List<'a>, Stop> {
        let inside = match variant {
            Some(name) => self.open_variant(name)?.open().map_err(|stop| stop.inside(name))?,
            None => self.open()?,
        };
        inside.out.push(b'[');
        Ok(List { out: inside.out, depth: inside.depth, variant, items: 0 })
    }

    fn table(self, variant: Option<&'static str>) -> Result<Table<'a>, Stop> {
        let inside = match variant {
            Some(name) => self.open_variant(name)?.open().map_err(|stop| stop.inside(name))?,
            None => self.open()?,
        };
        Ok(Table::new(inside, variant))
    }

    fn integer(self, value: i64) -> Written {
        if value.unsigned_abs() > MAX_INTEGER {
            return Err(too_large(&value));
        }
        self.out.extend_from_slice(itoa::Buffer::new().format(value).as_bytes());
        Ok(())
    }
}

/// RFC 8785 section 3.2.2.2: one escape for each letter that needs one.
fn text(out: &mut Vec<u8>, text: &str) {
    out.push(b'"');
    let mut rest = text.as_bytes();
    while let Some(place) = rest.iter().position(|byte| matches!(byte, b'"' | b'\\' | 0..0x20)) {
        let (plain, special) = rest.split_at(place);
        out.extend_from_slice(plain);
        let Some((&byte, after)) = special.split_first() else { break };
        match byte {
            b'"' | b'\\' => out.extend([b'\\', byte]),
            0x08 => out.extend(b"\\b"),
            b'\t' => out.extend(b"\\t"),
            b'\n' => out.extend(b"\\n"),
            0x0c => out.extend(b"\\f"),
            b'\r' => out.extend(b"\\r"),
            _ => {
                let digit = |digit: u8| if digit < 10 { b'0' + digit } else { b'a' + digit - 10 };
                out.extend(b"\\u00");
                out.extend([digit(byte >> 4), digit(byte & 15)]);
            }
        }
        rest = after;
    }
    out.extend_from_slice(rest);
    out.push(b'"');
}

#[cold]
fn too_large(value: &dyn std::fmt::Display) -> Stop {
    CanonicalError::IntegerTooLarge { path: String::new(), integer: value.to_string() }.into()
}

/// The inside of one array.
pub(super) struct List<'a> {
    out: &'a mut Vec<u8>,
    depth: usize,
    variant: Option<&'static str>,
    items: usize,
}

impl List<'_> {
    fn item<T: Serialize + ?Sized>(&mut self, value: &T) -> Written {
        if self.items > 0 {
            self.out.push(b',');
        }
        self.items += 1;
        value
            .serialize(Writer { out: self.out, depth: self.depth })
            .map_err(|stop| self.failed(stop))
    }

    #[cold]
    fn failed(&self, stop: Stop) -> Stop {
        within(stop.inside(&(self.items - 1).to_string()), self.variant)
    }

    fn close(self) {
        self.out.push(b']');
        close_variant(self.out, self.variant);
    }
}

fn within(stop: Stop, variant: Option<&'static str>) -> Stop {
    match variant {
        Some(variant) => stop.inside(variant),
        None => stop,
    }
}

fn close_variant(out: &mut Vec<u8>, variant: Option<&'static str>) {
    if variant.is_some() {
        out.push(b'}');
    }
}

impl<'a> Serializer for Writer<'a> {
    type Ok = ();
    type Error = Stop;
    type SerializeSeq = List<'a>;
    type SerializeTuple = List<'a>;
    type SerializeTupleStruct = List<'a>;
    type SerializeTupleVariant = List<'a>;
    type SerializeMap = Table<'a>;
    type SerializeStruct = Table<'a>;
    type SerializeStructVariant = Table<'a>;

    fn serialize_bool(self, value: bool) -> Written {
        self.out.extend_from_slice(if value { b"true" } else { b"false" });
        Ok(())
    }
    fn serialize_i8(self, value: i8) -> Written {
        self.integer(value.into())
    }
    fn serialize_i16(self, value: i16) -> Written {
        self.integer(value.into())
    }
    fn serialize_i32(self, value: i32) -> Written {
        self.integer(value.into())
    }
    fn serialize_i64(self, value: i64) -> Written {
        self.integer(value)
    }
    fn serialize_i128(self, value: i128) -> Written {
        self.integer(value.try_into().map_err(|_| too_large(&value))?)
    }
    fn serialize_u8(self, value: u8) -> Written {
        self.integer(value.into())
    }
    fn serialize_u16(self, value: u16) -> Written {
        self.integer(value.into())
    }
    fn serialize_u32(self, value: u32) -> Written {
        self.integer(value.into())
    }
    fn serialize_u64(self, value: u64) -> Written {
        self.integer(value.try_into().map_err(|_| too_large(&value))?)
    }
    fn serialize_u128(self, value: u128) -> Written {
        self.integer(value.try_into().map_err(|_| too_large(&value))?)
    }
    fn serialize_f32(self, value: f32) -> Written {
        self.serialize_f64(value.into())
    }
    /// RFC 8785 section 3.2.2.3: as `ECMAScript` writes it.
    fn serialize_f64(self, value: f64) -> Written {
        if !value.is_finite() {
            return Err(CanonicalError::NotFinite { path: String::new() }.into());
        }
        self.out.extend_from_slice(ryu_js::Buffer::new().format_finite(value).as_bytes());
        Ok(())
    }
    fn serialize_char(self, value: char) -> Written {
        text(self.out, value.encode_utf8(&mut [0; 4]));
        Ok(())
    }
    fn serialize_str(self, value: &str) -> Written {
        text(self.out, value);
        Ok(())
    }
    fn serialize_bytes(self, value: &[u8]) -> Written {
        let mut list = self.list(None)?;
        value.iter().try_for_each(|byte| list.item(byte))?;
        list.close();
        Ok(())
    }
    fn serialize_none(self) -> Written {
        self.serialize_unit()
    }
    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Written {
        value.serialize(self)
    }
    fn serialize_unit(self) -> Written {
        self.out.extend_from_slice(b"null");
        Ok(())
    }
    fn serialize_unit_struct(self, _: &'static str) -> Written {
        self.serialize_unit()
    }
    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Written {
        text(self.out, variant);
        Ok(())
    }
    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Written {
        value.serialize(self)
    }
    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Written {
        let Self { out, depth } = self.open_variant(variant)?;
        value.serialize(Writer { out, depth }).map_err(|stop| stop.inside(variant))?;
        out.push(b'}');
        Ok(())
    }
    fn serialize_seq(self, _: Option<usize>) -> Result<List<'a>, Stop> {
        self.list(None)
    }
    fn serialize_tuple(self, _: usize) -> Result<List<'a>, Stop> {
        self.list(None)
    }
    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<List<'a>, Stop> {
        self.list(None)
    }
    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<List<'a>, Stop> {
        self.list(Some(variant))
    }
    fn serialize_map(self, _: Option<usize>) -> Result<Table<'a>, Stop> {
        self.table(None)
    }
    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Table<'a>, Stop> {
        self.table(None)
    }
    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Table<'a>, Stop> {
        self.table(Some(variant))
    }
}

impl ser::SerializeSeq for List<'_> {
    type Ok = ();
    type Error = Stop;
    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Written {
        self.item(value)
    }
    fn end(self) -> Written {
        self.close();
        Ok(())
    }
}

impl ser::SerializeTuple for List<'_> {
    type Ok = ();
    type Error = Stop;
    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Written {
        self.item(value)
    }
    fn end(self) -> Written {
        self.close();
        Ok(())
    }
}

impl ser::SerializeTupleStruct for List<'_> {
    type Ok = ();
    type Error = Stop;
    fn serialize_field<T: Serialize + ?Sized>(&mut self, value: &T) -> Written {
        self.item(value)
    }
    fn end(self) -> Written {
        self.close();
        Ok(())
    }
}

impl ser::SerializeTupleVariant for List<'_> {
    type Ok = ();
    type Error = Stop;
    fn serialize_field<T: Serialize + ?Sized>(&mut self, value: &T) -> Written {
        self.item(value)
    }
    fn end(self) -> Written {
        self.close();
        Ok(())
    }
}
