//! The inside of one object: its keys are sorted once all of them are written.

use std::cmp::Ordering;

use serde::ser::{self, Serialize};
use serde_json::Value;

use super::{Stop, Writer, Written, close_variant, text, too_large, within};
use crate::{
    order,
    record::{MAX_INTEGER, canonical::CanonicalError, shape::number_text},
};

/// The inside of one object. Each entry is written as `,"key":value`; the order is made at the end.
pub(in crate::record) struct Table<'a> {
    out: &'a mut Vec<u8>,
    depth: usize,
    variant: Option<&'static str>,
    start: usize,
    entries: Vec<Entry>,
}

struct Entry {
    key: Key,
    start: usize,
}

enum Key {
    Field(&'static str),
    Made(String),
}

impl Key {
    fn as_str(&self) -> &str {
        match self {
            Self::Field(name) => name,
            Self::Made(text) => text,
        }
    }

    /// RFC 8785 section 3.2.3: by UTF-16 code units.
    fn order(&self, other: &Self) -> Ordering {
        let (a, b) = (self.as_str(), other.as_str());
        if a.is_ascii() && b.is_ascii() {
            return a.cmp(b);
        }
        a.encode_utf16().cmp(b.encode_utf16())
    }
}

impl<'a> Table<'a> {
    /// An object that begins here.
    pub(super) fn new(writer: Writer<'a>, variant: Option<&'static str>) -> Self {
        let Writer { out, depth } = writer;
        let start = out.len();
        Self { out, depth, variant, start, entries: Vec::new() }
    }

    fn key(&mut self, key: Key) {
        let start = self.out.len();
        self.out.push(b',');
        text(self.out, key.as_str());
        self.out.push(b':');
        self.entries.push(Entry { key, start });
    }

    fn value<T: Serialize + ?Sized>(&mut self, value: &T) -> Written {
        value
            .serialize(Writer { out: self.out, depth: self.depth })
            .map_err(|stop| self.failed(stop))
    }

    fn field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Written {
        self.key(Key::Field(key));
        self.value(value)
    }

    #[cold]
    fn failed(&self, stop: Stop) -> Stop {
        let stop = match self.entries.last() {
            Some(entry) => stop.inside(entry.key.as_str()),
            None => stop,
        };
        within(stop, self.variant)
    }

    fn close(mut self) -> Written {
        let ordered =
            |pair: &[Entry]| matches!(pair, [a, b] if a.key.order(&b.key) == Ordering::Less);
        if !self.entries.windows(2).all(ordered) {
            self.put_in_order()?;
        }
        // The comma before the first entry.
        match self.out.get_mut(self.start) {
            Some(first) => *first = b'{',
            None => self.out.push(b'{'),
        }
        self.out.push(b'}');
        close_variant(self.out, self.variant);
        Ok(())
    }

    fn put_in_order(&mut self) -> Written {
        let key = |i: usize| self.entries.get(i).map(|entry| &entry.key);
        let order = order::positions(self.entries.len(), &|a, b| match (key(a), key(b)) {
            (Some(a), Some(b)) => a.order(b),
            _ => Ordering::Equal,
        });
        let mut sorted = Vec::with_capacity(self.out.len() - self.start);
        let mut last = "";
        for (place, i) in order.into_iter().enumerate() {
            let Some(entry) = self.entries.get(i) else { continue };
            let name = entry.key.as_str();
            if place > 0 && name == last {
                let stop = Stop::from(CanonicalError::DuplicateKey { path: String::new() });
                return Err(within(stop.inside(name), self.variant));
            }
            let end = self.entries.get(i + 1).map_or(self.out.len(), |next| next.start);
            sorted.extend_from_slice(self.out.get(entry.start..end).unwrap_or_default());
            last = name;
        }
        if self.start == 0 {
            *self.out = sorted;
        } else {
            self.out.truncate(self.start);
            self.out.extend_from_slice(&sorted);
        }
        Ok(())
    }
}

/// The key as JSON will spell it. An integer as a key is a string in JSON, yet another reader could
/// round it all the same.
fn key_text<T: Serialize + ?Sized>(key: &T) -> Result<String, Stop> {
    let no_text = || Stop::from(CanonicalError::KeyNotText { path: String::new() });
    match serde_json::to_value(key).map_err(|_| no_text())? {
        Value::String(text) => Ok(text),
        Value::Bool(truth) => Ok(truth.to_string()),
        Value::Number(number) => {
            let text = number_text(&number);
            match (number.as_u64(), number.as_i64()) {
                (Some(value), _) if value > MAX_INTEGER => Err(too_large(&text)),
                (None, Some(value)) if value.unsigned_abs() > MAX_INTEGER => Err(too_large(&text)),
                (None, None) => Err(no_text()),
                _ => Ok(text),
            }
        }
        Value::Null | Value::Array(_) | Value::Object(_) => Err(no_text()),
    }
}

impl ser::SerializeMap for Table<'_> {
    type Ok = ();
    type Error = Stop;
    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Written {
        let key = key_text(key)?;
        self.key(Key::Made(key));
        Ok(())
    }
    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Written {
        self.value(value)
    }
    fn end(self) -> Written {
        self.close()
    }
}

impl ser::SerializeStruct for Table<'_> {
    type Ok = ();
    type Error = Stop;
    fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Written {
        self.field(key, value)
    }
    fn end(self) -> Written {
        self.close()
    }
}

impl ser::SerializeStructVariant for Table<'_> {
    type Ok = ();
    type Error = Stop;
    fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Written {
        self.field(key, value)
    }
    fn end(self) -> Written {
        self.close()
    }
}
