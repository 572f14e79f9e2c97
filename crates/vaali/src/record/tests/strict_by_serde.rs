//! The reader of the library, told what is refused: another reader, with which ours must agree.

use std::{cell::RefCell, fmt};

use proptest::prelude::*;
use serde::de::{self, DeserializeSeed, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

use crate::record::{
    MAX_DEPTH, MAX_INTEGER, put_before,
    strict::{self, Place, StrictError},
};

fn parse(text: &str) -> Result<Value, StrictError> {
    if text.starts_with('\u{feff}') {
        return Err(StrictError::ByteOrderMark);
    }
    let notes = RefCell::new(Notes::default());
    let mut reader = serde_json::Deserializer::from_str(text);
    reader.disable_recursion_limit();
    let value = Reader { notes: &notes, depth: 0 }
        .deserialize(&mut reader)
        .map_err(|error| notes.take().explain(text, &error))?;
    reader.end().map_err(|error| StrictError::TrailingData { at: place(text, &error) })?;
    Ok(value)
}

/// The reader counts bytes; people count characters.
fn place(text: &str, error: &serde_json::Error) -> Place {
    let line = text.split('\n').nth(error.line().saturating_sub(1)).unwrap_or_default();
    let read = line.char_indices().take_while(|(start, _)| *start < error.column()).count();
    Place { line: error.line(), column: read.max(1) }
}

#[derive(Clone, Copy)]
enum Fault {
    DuplicateKey,
    TooDeep,
    NumberTooLarge,
}

/// What a `serde_json::Error` cannot carry to us: our own reason, and the path.
#[derive(Default)]
struct Notes {
    fault: Option<Fault>,
    path: String,
}

impl Notes {
    fn explain(self, text: &str, error: &serde_json::Error) -> StrictError {
        let Self { fault, path } = self;
        let at = place(text, error);
        match fault {
            Some(Fault::DuplicateKey) => StrictError::DuplicateKey { path, at },
            Some(Fault::TooDeep) => StrictError::TooDeep { path, at, limit: MAX_DEPTH },
            Some(Fault::NumberTooLarge) => StrictError::NumberTooLarge { path, at },
            None if error.is_eof() => StrictError::UnexpectedEnd { path, at },
            None => {
                let whole = error.to_string();
                let place = format!(" at line {} column {}", error.line(), error.column());
                match whole.strip_suffix(&place).unwrap_or(&whole) {
                    // The library says so only of numbers beyond binary64, such as 1e999.
                    "number out of range" => StrictError::NumberTooLarge { path, at },
                    message => StrictError::Syntax { path, at, message: message.to_owned() },
                }
            }
        }
    }
}

/// Reads one value at `depth` levels below the top.
#[derive(Clone, Copy)]
struct Reader<'a> {
    notes: &'a RefCell<Notes>,
    depth: usize,
}

impl Reader<'_> {
    fn refuse<E: de::Error>(self, fault: Fault) -> E {
        self.notes.borrow_mut().fault = Some(fault);
        E::custom("refused")
    }

    fn step(self, step: &str) {
        put_before(&mut self.notes.borrow_mut().path, step);
    }

    fn open<E: de::Error>(self) -> Result<Self, E> {
        if self.depth == MAX_DEPTH {
            return Err(self.refuse(Fault::TooDeep));
        }
        Ok(Self { depth: self.depth + 1, ..self })
    }
}

impl<'de> DeserializeSeed<'de> for Reader<'_> {
    type Value = Value;

    fn deserialize<D: de::Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Reader<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E: de::Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Value, E> {
        if value.unsigned_abs() > MAX_INTEGER {
            return Err(self.refuse(Fault::NumberTooLarge));
        }
        Ok(value.into())
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Value, E> {
        if value > MAX_INTEGER {
            return Err(self.refuse(Fault::NumberTooLarge));
        }
        Ok(value.into())
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Value, E> {
        // The bits of a positive binary64 are ordered as its value is; the constant is 2^53.
        if value.abs().to_bits() >= 0x4340_0000_0000_0000 {
            return Err(self.refuse(Fault::NumberTooLarge));
        }
        Ok(value.into())
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_string<E: de::Error>(self, value: String) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let inside = self.open()?;
        let mut array = Vec::new();
        while let Some(item) =
            items.next_element_seed(inside).inspect_err(|_| self.step(&array.len().to_string()))?
        {
            array.push(item);
        }
        Ok(array.into())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let inside = self.open()?;
        let mut object = Map::new();
        while let Some(key) = entries.next_key::<String>()? {
            if object.contains_key(&key) {
                self.step(&key);
                return Err(self.refuse(Fault::DuplicateKey));
            }
            let value = entries.next_value_seed(inside).inspect_err(|_| self.step(&key))?;
            object.insert(key, value);
        }
        Ok(object.into())
    }
}

/// What both say of a text. The library reads on behind a key that is there twice and a level too many, and stops inside an exponent that is.
fn both(text: &str) {
    let (ours, theirs) = (strict::parse(text), parse(text));
    match (&ours, &theirs) {
        (Err(ours), Err(theirs)) if PLACED_OTHERWISE.contains(&ours.code()) => {
            assert_eq!((ours.code(), ours.path()), (theirs.code(), theirs.path()), "{text}");
        }
        _ => assert_eq!(ours, theirs, "{text}"),
    }
}

const PLACED_OTHERWISE: [&str; 3] = ["duplicate_key", "too_deep", "number_too_large"];

/// Texts that are nearly JSON.
fn nearly() -> impl Strategy<Value = String> {
    let token = prop::sample::select(vec![
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"a\"",
        "\"b\"",
        "\"\"",
        "\"ä\\n\"",
        "\"\\ud83d\\ude00\"",
        "\"\\ud83d\"",
        "\"\\udc00\"",
        "\"\\ud83d\\u0041\"",
        "\"\\u00e",
        "\"\\x\"",
        "\"\t\"",
        "0",
        "-0",
        "-",
        "01",
        "1.",
        "1.5",
        "-2e3",
        "1e",
        "1e+",
        "2E-2",
        "0.1e-400",
        "1e400",
        "9007199254740991",
        "9007199254740992",
        "-9007199254740992",
        "18446744073709551616",
        "true",
        "tru",
        "false",
        "null",
        "nul",
        " ",
        "\n",
        "\t",
        "\u{a0}",
        "x",
    ]);
    prop::collection::vec(token, 0..12).prop_map(|tokens| tokens.concat())
}

/// JSON as others write it, of which a part was cut off or replaced.
fn broken() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(|number| Value::from(number >> 11)),
        any::<f64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    let value = leaf.prop_recursive(4, 30, 5, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            prop::collection::btree_map("[a-cä]{0,2}", inner, 0..5)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    });
    (
        value,
        any::<bool>(),
        any::<prop::sample::Index>(),
        any::<prop::sample::Index>(),
        any::<Option<char>>(),
    )
        .prop_map(|(value, pretty, from, to, put)| {
            let text = if pretty {
                serde_json::to_string_pretty(&value)
            } else {
                serde_json::to_string(&value)
            };
            let mut letters: Vec<char> = text.unwrap().chars().collect();
            let (from, to) = (from.index(letters.len() + 1), to.index(letters.len() + 1));
            letters.splice(from..to.clamp(from, from + (to % 3).min(letters.len() - from)), put);
            letters.into_iter().collect()
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn p28_every_text_is_read_or_refused_as_by_another_reader(nearly in nearly(), broken in broken(), any in any::<String>()) {
        both(&nearly);
        both(&broken);
        both(&any);
    }

    #[test]
    fn a_fraction_read_without_tables_is_near_the_nearest(bits in any::<u64>(), digits in 0..1_000_000_000_000_000_i64, decimals in 0..22) {
        let number = f64::from_bits(bits);
        if number.is_normal() {
            let near = strict::near_fraction(&format!("{number:e}"));
            prop_assert!((near - number).abs() <= number.abs() / 1e13, "{near} for {number}");
        }
        let text = format!("{digits}e-{decimals}");
        prop_assert_eq!(Ok(strict::near_fraction(&text)), text.parse());
    }
}
