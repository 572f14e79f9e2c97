//! One hash for everything that is named by its bytes: SHA-256 (FIPS 180-4).

use std::{
    fmt,
    io::{self, Read, Write},
    str::FromStr,
};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use sha2::{Digest, Sha256};
use thiserror::Error;

use super::canonical::{self, CanonicalError};

/// A SHA-256 hash. Its one spelling is 64 lowercase hexadecimal digits.
///
/// # Example
///
/// ```
/// use vaali::record::Hash;
///
/// let hash = Hash::of_bytes(b"abc");
/// assert_eq!(hash.to_string(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
/// assert_eq!(hash.to_string().parse(), Ok(hash));
/// assert!(hash.grouped().to_string().starts_with("ba78 16bf 8f01 cfea "));
/// ```
#[derive(Clone, Copy, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[cfg_attr(test, derive(ts_rs::TS), ts(type = "string"))]
pub struct Hash([u8; 32]);

impl Hash {
    /// The hash of some bytes.
    ///
    /// # Example
    ///
    /// ```
    /// use vaali::record::Hash;
    ///
    /// assert_ne!(Hash::of_bytes(b"Aino"), Hash::of_bytes(b"aino"));
    /// ```
    pub fn of_bytes(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// The hash of everything that a reader gives, piece by piece.
    ///
    /// # Errors
    ///
    /// Those of the reader.
    ///
    /// # Example
    ///
    /// ```
    /// use vaali::record::Hash;
    ///
    /// assert_eq!(Hash::of_reader(&b"abc"[..])?, Hash::of_bytes(b"abc"));
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn of_reader(mut reader: impl Read) -> io::Result<Self> {
        let mut writer = HashWriter::default();
        io::copy(&mut reader, &mut writer)?;
        Ok(writer.finish())
    }

    /// The hash of a value's canonical JSON.
    ///
    /// # Errors
    ///
    /// [`CanonicalError`] if the value has none.
    ///
    /// # Example
    ///
    /// ```
    /// use vaali::record::Hash;
    ///
    /// let written = serde_json::json!({ "seats": 3, "name": "Board" });
    /// assert_eq!(Hash::of_canonical(&written)?, Hash::of_bytes(br#"{"name":"Board","seats":3}"#));
    /// # Ok::<(), vaali::record::canonical::CanonicalError>(())
    /// ```
    pub fn of_canonical<T: Serialize + ?Sized>(value: &T) -> Result<Self, CanonicalError> {
        Ok(Self::of_bytes(&canonical::to_bytes(value)?))
    }

    /// A hash as people write it down: in groups of any length, parted by blanks or hyphens, perhaps in capitals.
    ///
    /// # Errors
    ///
    /// [`HashError`] where other than 64 hexadecimal digits are left.
    ///
    /// # Example
    ///
    /// ```
    /// use vaali::record::Hash;
    ///
    /// let hash = Hash::of_bytes(b"abc");
    /// assert_eq!(Hash::from_written(&hash.grouped().to_string().to_uppercase()), Ok(hash));
    /// ```
    pub fn from_written(text: &str) -> Result<Self, HashError> {
        let digits = text.chars().filter(|c| !c.is_whitespace() && *c != '-');
        digits.map(|c| c.to_ascii_lowercase()).collect::<String>().parse()
    }

    /// The 32 bytes.
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// The same digits in groups of four, for people who compare them by eye or read them aloud.
    /// Not for parsing.
    pub fn grouped(&self) -> Grouped {
        Grouped(*self)
    }
}

/// Hashes what is written to it, so that nothing has to be whole in memory.
#[derive(Clone, Default)]
pub(super) struct HashWriter(Sha256);

impl HashWriter {
    pub(super) fn finish(self) -> Hash {
        Hash(self.0.finalize().into())
    }
}

impl Write for HashWriter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A [`struct@Hash`] shown in groups of four digits, from [`Hash::grouped`].
#[derive(Clone, Copy, Debug)]
pub struct Grouped(Hash);

impl fmt::Display for Grouped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, pair) in self.0.0.chunks(2).enumerate() {
            if place > 0 {
                f.write_str(" ")?;
            }
            pair.iter().try_for_each(|byte| write!(f, "{byte:02x}"))?;
        }
        Ok(())
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Hash({self})")
    }
}

impl FromStr for Hash {
    type Err = HashError;

    fn from_str(text: &str) -> Result<Self, HashError> {
        let digits = text
            .chars()
            .enumerate()
            .map(|(place, digit)| value_of(digit).ok_or(HashError::Digit { column: place + 1 }))
            .collect::<Result<Vec<u8>, _>>()?;
        let bytes: Vec<u8> = digits
            .chunks(2)
            .map(|pair| pair.iter().fold(0, |byte, digit| byte << 4 | digit))
            .collect();
        match bytes.try_into() {
            Ok(bytes) if digits.len() == 64 => Ok(Self(bytes)),
            _ => Err(HashError::Length { digits: digits.len() }),
        }
    }
}

/// Uppercase is refused: one hash has one spelling, so that equal records have equal bytes.
fn value_of(digit: char) -> Option<u8> {
    let value = digit.to_digit(16).filter(|_| !digit.is_ascii_uppercase())?;
    u8::try_from(value).ok()
}

impl Serialize for Hash {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Hash {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Text;
        impl de::Visitor<'_> for Text {
            type Value = Hash;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("64 lowercase hexadecimal digits")
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Hash, E> {
                text.parse().map_err(E::custom)
            }
        }
        deserializer.deserialize_str(Text)
    }
}

/// Why a text is no hash.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
pub enum HashError {
    /// Not 64 digits.
    #[error("{digits} digits where a hash has 64")]
    Length {
        /// How many there are.
        digits: usize,
    },
    /// A character that is no lowercase hexadecimal digit.
    #[error("no lowercase hexadecimal digit in column {column}")]
    Digit {
        /// Which character, from 1.
        column: usize,
    },
}

impl HashError {
    /// The stable name of the error, for programs and translations.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Length { .. } => "hash_length",
            Self::Digit { .. } => "hash_digit",
        }
    }
}
