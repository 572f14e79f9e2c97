//! From text to a value, in one pass over the bytes.
//!
//! Ours, because the library's reader is made for every type at once and cannot be told what is refused here: with what told it, it was a tenth of the engine for pages. What it takes and refuses,
//! and where, is compared with the library's in the tests.

use serde_json::{Map, Number, Value};

use super::Fault;
use crate::record::{MAX_DEPTH, MAX_INTEGER, put_before};

/// Why the reading stopped, where in the bytes, and in which value.
pub(super) struct Stop {
    pub(super) fault: Fault,
    pub(super) index: usize,
    pub(super) path: String,
}

type Read<T> = Result<T, Box<Stop>>;

/// Reads one value and the blanks around it.
pub(super) fn read(text: &str) -> Read<Value> {
    let mut reader = Reader { text, index: 0 };
    let value = reader.value(0)?;
    match reader.peek() {
        None => Ok(value),
        Some(_) => Err(reader.here(Fault::TrailingData)),
    }
}

/// A text, and how many of its bytes are read.
struct Reader<'t> {
    text: &'t str,
    index: usize,
}

impl<'t> Reader<'t> {
    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.index).copied()
    }

    /// The next byte that is no blank.
    fn peek(&mut self) -> Option<u8> {
        while let Some(byte) = self.byte() {
            if !matches!(byte, b' ' | b'\n' | b'\t' | b'\r') {
                return Some(byte);
            }
            self.index += 1;
        }
        None
    }

    /// At what was read last.
    #[cold]
    #[expect(clippy::unnecessary_box_returns, reason = "what goes well stays small")]
    fn stop(&self, fault: Fault) -> Box<Stop> {
        Box::new(Stop { fault, index: self.index, path: String::new() })
    }

    /// At what would be read next, which cannot be; at the end of the text that is what is wrong.
    #[cold]
    #[expect(clippy::unnecessary_box_returns, reason = "what goes well stays small")]
    fn here(&self, fault: Fault) -> Box<Stop> {
        let (fault, index) = match self.byte() {
            Some(_) => (fault, self.index + 1),
            None => (Fault::UnexpectedEnd, self.index),
        };
        Box::new(Stop { fault, index, path: String::new() })
    }

    fn value(&mut self, depth: usize) -> Read<Value> {
        match self.peek() {
            Some(b'"') => self.string().map(Value::String),
            Some(b'{') => self.object(depth),
            Some(b'[') => self.array(depth),
            Some(b'-' | b'0'..=b'9') => self.number().map(Value::Number),
            Some(b't') => self.word("true", Value::Bool(true)),
            Some(b'f') => self.word("false", Value::Bool(false)),
            Some(b'n') => self.word("null", Value::Null),
            _ => Err(self.here(Fault::Syntax("expected value"))),
        }
    }

    fn word(&mut self, word: &str, value: Value) -> Read<Value> {
        for letter in word.bytes() {
            if self.byte() != Some(letter) {
                return Err(self.here(Fault::Syntax("expected ident")));
            }
            self.index += 1;
        }
        Ok(value)
    }

    /// Past the bracket that opens a level.
    fn open(&mut self, depth: usize) -> Read<usize> {
        self.index += 1;
        if depth == MAX_DEPTH {
            return Err(self.stop(Fault::TooDeep));
        }
        Ok(depth + 1)
    }

    /// Whether another item follows, the first or one after a comma; past the bracket that closes if none does.
    fn another(&mut self, first: bool, close: u8, expected: &'static str) -> Read<bool> {
        match self.peek() {
            Some(byte) if byte == close => {
                self.index += 1;
                Ok(false)
            }
            Some(b',') if !first => {
                self.index += 1;
                match self.peek() {
                    Some(byte) if byte == close => Err(self.here(Fault::Syntax("trailing comma"))),
                    _ => Ok(true),
                }
            }
            Some(_) if first => Ok(true),
            _ => Err(self.here(Fault::Syntax(expected))),
        }
    }

    fn array(&mut self, depth: usize) -> Read<Value> {
        let depth = self.open(depth)?;
        let mut array = Vec::new();
        loop {
            let item = match self.another(array.is_empty(), b']', "expected `,` or `]`") {
                Ok(true) => self.value(depth),
                Ok(false) => return Ok(Value::Array(array)),
                Err(stop) => Err(stop),
            };
            match item {
                Ok(item) => array.push(item),
                Err(stop) => return Err(inside(stop, &array.len().to_string())),
            }
        }
    }

    fn object(&mut self, depth: usize) -> Read<Value> {
        let depth = self.open(depth)?;
        let mut object = Map::new();
        while self.another(object.is_empty(), b'}', "expected `,` or `}`")? {
            if self.peek() != Some(b'"') {
                return Err(self.here(Fault::Syntax("key must be a string")));
            }
            let key = self.string()?;
            if object.contains_key(&key) {
                return Err(inside(self.stop(Fault::DuplicateKey), &key));
            }
            match self.held(depth) {
                Ok(value) => object.insert(key, value),
                Err(stop) => return Err(inside(stop, &key)),
            };
        }
        Ok(Value::Object(object))
    }

    /// The colon after a key, and the value.
    fn held(&mut self, depth: usize) -> Read<Value> {
        if self.peek() != Some(b':') {
            return Err(self.here(Fault::Syntax("expected `:`")));
        }
        self.index += 1;
        self.value(depth)
    }

    fn string(&mut self) -> Read<String> {
        self.index += 1;
        let mut string = String::new();
        loop {
            let rest = self.text.get(self.index..).unwrap_or_default();
            let plain = rest.bytes().position(|byte| matches!(byte, b'"' | b'\\' | 0..0x20));
            let Some(plain) = plain else {
                self.index = self.text.len();
                return Err(self.stop(Fault::UnexpectedEnd));
            };
            string.push_str(rest.get(..plain).unwrap_or_default());
            self.index += plain + 1;
            match rest.as_bytes().get(plain) {
                Some(b'"') => return Ok(string),
                Some(b'\\') => string.push(self.escaped()?),
                _ => {
                    return Err(self.stop(Fault::Syntax(
                        "control character (\\u0000-\\u001F) found while parsing a string",
                    )));
                }
            }
        }
    }

    /// What stands after a backslash.
    fn escaped(&mut self) -> Read<char> {
        let Some(letter) = self.byte() else { return Err(self.stop(Fault::UnexpectedEnd)) };
        self.index += 1;
        Ok(match letter {
            b'"' | b'\\' | b'/' => char::from(letter),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => return self.code_point(),
            _ => return Err(self.stop(Fault::Syntax("invalid escape"))),
        })
    }

    /// Four hexadecimal digits, or twice four of a surrogate pair.
    fn code_point(&mut self) -> Read<char> {
        let first = self.hexadecimal()?;
        if !(0xd800..0xdc00).contains(&first) {
            return char::from_u32(first).ok_or_else(|| self.stop(Fault::Syntax(LONE)));
        }
        for letter in *b"\\u" {
            match self.byte() {
                Some(found) if found == letter => self.index += 1,
                Some(_) => {
                    self.index += 1;
                    return Err(self.stop(Fault::Syntax("unexpected end of hex escape")));
                }
                None => return Err(self.stop(Fault::UnexpectedEnd)),
            }
        }
        let second = self.hexadecimal()?;
        let pair = (0xdc00..0xe000).contains(&second);
        let letter = pair.then(|| 0x1_0000 + ((first - 0xd800) << 10) + (second - 0xdc00));
        letter.and_then(char::from_u32).ok_or_else(|| self.stop(Fault::Syntax(LONE)))
    }

    fn hexadecimal(&mut self) -> Read<u32> {
        let Some(digits) = self.text.as_bytes().get(self.index..self.index + 4) else {
            self.index = self.text.len();
            return Err(self.stop(Fault::UnexpectedEnd));
        };
        self.index += 4;
        let number = digits.iter().try_fold(0, |number, &digit| {
            char::from(digit).to_digit(16).map(|digit| number * 16 + digit)
        });
        number.ok_or_else(|| self.stop(Fault::Syntax("invalid escape")))
    }

    /// Past digits, of which there must be one.
    fn digits(&mut self) -> Read<&'t str> {
        let start = self.index;
        while matches!(self.byte(), Some(b'0'..=b'9')) {
            self.index += 1;
        }
        if self.index == start {
            return Err(self.here(Fault::Syntax("invalid number")));
        }
        Ok(self.text.get(start..self.index).unwrap_or_default())
    }

    fn number(&mut self) -> Read<Number> {
        let start = self.index;
        let negative = self.byte() == Some(b'-');
        if negative {
            self.index += 1;
        }
        let whole = self.digits()?;
        let magnitude = whole.bytes().try_fold(0_u64, |number, digit| {
            number.checked_mul(10)?.checked_add(u64::from(digit - b'0'))
        });
        if whole.len() > 1 && whole.starts_with('0') {
            self.index -= whole.len() - 1;
            return Err(self.here(Fault::Syntax("invalid number")));
        }
        let mut fraction = false;
        if self.byte() == Some(b'.') {
            fraction = true;
            self.index += 1;
            self.digits()?;
        }
        if matches!(self.byte(), Some(b'e' | b'E')) {
            fraction = true;
            self.index += 1;
            if matches!(self.byte(), Some(b'+' | b'-')) {
                self.index += 1;
            }
            self.digits()?;
        }
        let too_large = || self.stop(Fault::NumberTooLarge);
        if fraction || (negative && magnitude == Some(0)) {
            let number =
                super::fraction::read(self.text.get(start..self.index).unwrap_or_default());
            return number.and_then(Number::from_f64).ok_or_else(too_large);
        }
        match magnitude.filter(|magnitude| *magnitude <= MAX_INTEGER).map(i64::try_from) {
            Some(Ok(number)) if negative => Ok((-number).into()),
            Some(Ok(number)) => Ok(number.unsigned_abs().into()),
            _ => Err(too_large()),
        }
    }
}

const LONE: &str = "lone leading surrogate in hex escape";

#[cold]
#[expect(clippy::unnecessary_box_returns, reason = "what goes well stays small")]
fn inside(mut stop: Box<Stop>, key: &str) -> Box<Stop> {
    put_before(&mut stop.path, key);
    stop
}
