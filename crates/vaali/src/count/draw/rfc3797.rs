//! Lots by RFC 3797, "Publicly Verifiable Nominations Committee (`NomCom`) Random Selection", June
//! 2004.
//!
//! The pool is numbered and published; sources of randomness are named that nobody controls, such
//! as lottery numbers of a coming day; their numbers become a key; hashes of the key pick members
//! of the pool one by one. MD5 is what the RFC says, and nobody gains from its known weakness here:
//! a collision needs the choice of the input, and the key comes from sources that nobody chooses.

use std::str::FromStr;

use md5::{Digest, Md5};

use super::DrawError;

/// The largest pool. The procedure counts in 16 bits, and the RFC's own program refuses more than
/// this too.
pub const MAX_POOL: usize = 65_535;

/// The numbers that one source of randomness gave, such as those of one lottery draw.
///
/// Whole numbers only, of which the RFC has its examples; leading zeros mean nothing. A number may
/// come twice, as with dice.
///
/// # Example
///
/// ```
/// use vaali::count::draw::rfc3797::Source;
///
/// let debt: Source = "08285182".parse()?;
/// assert_eq!(debt, Source::from([8_285_182]));
/// let lottery: Source = "2 5 12 8 10".parse()?;
/// assert_eq!(lottery, Source::from([2, 5, 8, 10, 12]));
/// assert_eq!("2 x".parse::<Source>().unwrap_err().code(), "not_a_number");
/// # Ok::<(), vaali::count::draw::DrawError>(())
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Source(
    // INVARIANT: ascending.
    Vec<u64>,
);

impl<T: Into<Vec<u64>>> From<T> for Source {
    fn from(numbers: T) -> Self {
        let mut numbers = numbers.into();
        numbers.sort_unstable();
        Self(numbers)
    }
}

impl FromStr for Source {
    type Err = DrawError;

    /// Reads numbers parted by white space.
    fn from_str(text: &str) -> Result<Self, DrawError> {
        let number = |(place, text): (usize, &str)| {
            // Rust's own reader would take "+7", which is another text for 7.
            let digits = Some(text).filter(|text| text.bytes().all(|byte| byte.is_ascii_digit()));
            digits.and_then(|digits| digits.parse().ok()).ok_or_else(|| DrawError::NotANumber {
                value_number: place + 1,
                text: text.to_owned(),
            })
        };
        let numbers =
            text.split_whitespace().enumerate().map(number).collect::<Result<Vec<u64>, _>>()?;
        Ok(Self::from(numbers))
    }
}

/// Makes the key of the sources' numbers, in the order in which the sources were declared.
///
/// Source: RFC 3797 section 4: within a source the numbers ascend, each in decimal without leading
/// zeros and with a period after it; a slash ends the source.
///
/// # Errors
///
/// [`DrawError::NoSource`], [`DrawError::EmptySource`].
///
/// # Example
///
/// The RFC's own, section 6:
///
/// ```
/// use vaali::count::draw::{DrawError, rfc3797};
///
/// let sources = [[9319].into(), [2, 5, 12, 8, 10].into(), [9, 18, 26, 34, 41, 45].into()];
/// assert_eq!(rfc3797::key_string(&sources)?, "9319./2.5.8.10.12./9.18.26.34.41.45./");
/// # Ok::<(), DrawError>(())
/// ```
pub fn key_string(sources: &[Source]) -> Result<String, DrawError> {
    if sources.is_empty() {
        return Err(DrawError::NoSource);
    }
    let mut key = String::new();
    for (place, Source(numbers)) in sources.iter().enumerate() {
        if numbers.is_empty() {
            return Err(DrawError::EmptySource { source_number: place + 1 });
        }
        for number in numbers {
            key.push_str(&number.to_string());
            key.push('.');
        }
        key.push('/');
    }
    Ok(key)
}

/// Draws `places` members of a pool: their positions, from 0, in the order drawn.
///
/// Source: RFC 3797 section 4. Draw number i takes, of those left in their original order, the one
/// at the position MD5(i, key, i) modulo their number; i is 16 bits, big-endian, from 0. The RFC
/// numbers its pool from 1, we from 0.
///
/// Drawing more places later gives the same first ones.
///
/// # Errors
///
/// [`DrawError::NoSource`] for an empty key, [`DrawError::TooManyPlaces`],
/// [`DrawError::PoolTooLarge`].
///
/// # Example
///
/// The RFC's own, section 6, which selects 17, 7 and 2 of 25 first:
///
/// ```
/// use vaali::count::draw::{DrawError, rfc3797};
///
/// let drawn = rfc3797::select("9319./2.5.8.10.12./9.18.26.34.41.45./", 25, 3)?;
/// assert_eq!(drawn, [16, 6, 1]);
/// # Ok::<(), DrawError>(())
/// ```
pub fn select(key: &str, pool: usize, places: usize) -> Result<Vec<usize>, DrawError> {
    if key.is_empty() {
        return Err(DrawError::NoSource);
    }
    if pool > MAX_POOL {
        return Err(DrawError::PoolTooLarge { pool, limit: MAX_POOL });
    }
    if places > pool {
        return Err(DrawError::TooManyPlaces { places, pool });
    }
    let mut left: Vec<usize> = (0..pool).collect();
    let drawn = (0..=u16::MAX)
        .zip(0..places)
        .map(|(draw, _)| left.remove(pick(&digest(draw, key), left.len())));
    Ok(drawn.collect())
}

pub(super) fn digest(draw: u16, key: &str) -> [u8; 16] {
    let counter = draw.to_be_bytes();
    let mut hash = Md5::new();
    for part in [&counter, key.as_bytes(), &counter] {
        hash.update(part);
    }
    hash.finalize().into()
}

/// The hash as a big-endian number, modulo the number of those left: by long division, which stays
/// below 2^24.
fn pick(digest: &[u8; 16], left: usize) -> usize {
    digest.iter().fold(0, |rest, byte| (rest << 8 | usize::from(*byte)) % left)
}
