//! Instants as people write them: what is none is refused in words for whoever wrote it.
//!
//! The reader and the writer are small and ours: those of the library know every form of dates and would be a twentieth of the engine for pages. The calendar is the library's.

use std::fmt;

use jiff::{Timestamp, civil::DateTime, tz::Offset};
use serde::{
    Deserializer, Serializer,
    de::{self, Unexpected, Visitor},
};

/// What is expected, with an example.
pub(crate) const EXPECTED: &str = "an instant such as 2030-04-01T12:00:00Z";

/// For `#[serde(deserialize_with)]`.
pub(crate) fn required<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Timestamp, D::Error> {
    deserializer.deserialize_str(Moment)
}

/// The same where an instant may be missing.
pub(crate) fn optional<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Timestamp>, D::Error> {
    deserializer.deserialize_option(MaybeMoment)
}

/// For `#[serde(serialize_with)]`.
pub(crate) fn write<S: Serializer>(at: &Timestamp, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&text(*at))
}

/// The same where an instant may be missing.
#[expect(clippy::ref_option, reason = "serde hands over references")]
pub(crate) fn write_optional<S: Serializer>(
    at: &Option<Timestamp>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    match at {
        Some(at) => serializer.serialize_some(&text(*at)),
        None => serializer.serialize_none(),
    }
}

/// Reads RFC 3339 section 5.6, and what people leave out of it: the seconds, the minutes of an offset or their colon.
///
/// A leap second is the second before it, as no clock of a vote knows more.
pub(crate) fn read(text: &str) -> Option<Timestamp> {
    let mut rest = Digits(text.as_bytes());
    let year = rest.number(4)?;
    rest.sign(b"-")?;
    let month = rest.number(2)?;
    rest.sign(b"-")?;
    let day = rest.number(2)?;
    rest.sign(b"Tt ")?;
    let hour = rest.number(2)?;
    rest.sign(b":")?;
    let minute = rest.number(2)?;
    let (mut second, mut nanosecond) = (0, 0);
    if rest.sign(b":").is_some() {
        second = rest.number(2)?;
        if rest.sign(b".").is_some() {
            nanosecond = rest.fraction()?;
        }
    }
    if second == 60 {
        second = 59;
    }
    let offset = rest.offset()?;
    if !rest.0.is_empty() {
        return None;
    }
    let small = |number: i32| i8::try_from(number).ok();
    let civil = DateTime::new(
        i16::try_from(year).ok()?,
        small(month)?,
        small(day)?,
        small(hour)?,
        small(minute)?,
        small(second)?,
        nanosecond,
    )
    .ok()?;
    let at = Offset::from_seconds(offset).ok()?.to_timestamp(civil).ok()?;
    // What cannot be written with four digits is no instant of RFC 3339.
    (Offset::UTC.to_datetime(at).year() >= 0).then_some(at)
}

/// What is left of a text.
struct Digits<'a>(&'a [u8]);

impl Digits<'_> {
    /// One of some signs.
    fn sign(&mut self, any: &[u8]) -> Option<u8> {
        let (&first, rest) = self.0.split_first()?;
        any.contains(&first).then(|| {
            self.0 = rest;
            first
        })
    }

    /// So many digits.
    fn number(&mut self, digits: u32) -> Option<i32> {
        (0..digits).try_fold(0, |number, _| {
            let digit = self.sign(b"0123456789")? - b'0';
            Some(number * 10 + i32::from(digit))
        })
    }

    /// One to nine digits, in billionths.
    fn fraction(&mut self) -> Option<i32> {
        let mut billionths = self.number(1)?;
        for _ in 1..9 {
            billionths = billionths * 10 + self.number(1).unwrap_or_default();
        }
        Some(billionths)
    }

    /// How many seconds the clock is ahead of UTC.
    fn offset(&mut self) -> Option<i32> {
        let sign = match self.sign(b"Zz+-")? {
            b'+' => 1,
            b'-' => -1,
            _ => return Some(0),
        };
        let hours = self.number(2)?;
        let colon = self.sign(b":").is_some();
        let minutes = if colon || !self.0.is_empty() { self.number(2)? } else { 0 };
        (hours < 24 && minutes < 60).then_some(sign * (hours * 60 + minutes) * 60)
    }
}

/// As records have it: UTC, and no more digits of the fraction than there are.
pub(crate) fn text(at: Timestamp) -> String {
    let civil = Offset::UTC.to_datetime(at);
    let mut text = String::with_capacity("2030-04-01T12:00:00.123456789Z".len());
    let year = i32::from(civil.year());
    if year < 0 {
        text.push('-');
        put(&mut text, year.abs(), 100_000);
    } else {
        put(&mut text, year, 1000);
    }
    for (sign, number) in [
        ('-', civil.month()),
        ('-', civil.day()),
        ('T', civil.hour()),
        (':', civil.minute()),
        (':', civil.second()),
    ] {
        text.push(sign);
        put(&mut text, number.into(), 10);
    }
    let nanosecond = civil.subsec_nanosecond();
    if nanosecond > 0 {
        text.push('.');
        put(&mut text, nanosecond, 100_000_000);
        text.truncate(text.trim_end_matches('0').len());
    }
    text.push('Z');
    text
}

/// A number with all its digits, of which the first stands for `unit`.
fn put(text: &mut String, number: i32, mut unit: i32) {
    while unit > 0 {
        let digit = u8::try_from(number / unit % 10).unwrap_or_default();
        text.push(char::from(b'0' + digit));
        unit /= 10;
    }
}

struct Moment;

impl Visitor<'_> for Moment {
    type Value = Timestamp;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(EXPECTED)
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Timestamp, E> {
        read(text).ok_or_else(|| E::invalid_value(Unexpected::Str(text), &self))
    }
}

struct MaybeMoment;

impl<'de> Visitor<'de> for MaybeMoment {
    type Value = Option<Timestamp>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(EXPECTED)
    }

    fn visit_none<E: de::Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_unit<E: de::Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        required(deserializer).map(Some)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_people_write_is_read_as_the_library_reads_it() {
        for sound in [
            "2030-04-01T12:00:00Z",
            "2030-04-01t12:00:00.5z",
            "2030-04-01 12:00:00+03:00",
            "2030-04-01T12:00Z",
            "2030-04-01T12:00:00-0330",
            "2030-04-01T12:00:00+03",
            "2030-04-01T12:00:00-00:00",
            "2016-12-31T23:59:60Z",
            "2028-02-29T00:00:00Z",
            "0000-01-01T00:00:00Z",
            "9999-12-30T22:00:00.999999999Z",
        ] {
            assert_eq!(read(sound), Some(sound.parse().unwrap()), "{sound}");
        }
    }

    #[test]
    fn what_is_no_instant_is_refused() {
        for wrong in [
            "",
            "tomorrow",
            "2030-04-01",
            "2030-04-01T12:00:00",
            "2030-04-01T12Z",
            "2030-13-01T12:00:00Z",
            "2030-02-29T12:00:00Z",
            "2030-04-01T24:00:00Z",
            "2030-04-01T12:00:61Z",
            "2030-04-01T12:00:00.Z",
            "2030-04-01T12:00:00.0123456789Z",
            "2030-04-01T12:00:00+24:00",
            "2030-04-01T12:00:00+03:60",
            "2030-04-01T12:00:00+03:",
            "2030-04-01T12:00:00Zulu",
            "+2030-04-01T12:00:00Z",
            "٢٠٣٠-04-01T12:00:00Z",
            // Outside the years that can be written.
            "0000-01-01T00:00:00+01:00",
            "9999-12-31T23:59:59-23:00",
        ] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
        // The library passes over the zone, which may say something else than the offset.
        assert_eq!(read("2030-04-01T12:00:00+03:00[Europe/Helsinki]"), None);
    }

    proptest! {
        #[test]
        fn an_instant_is_written_as_the_library_writes_it(
            second in Timestamp::MIN.as_second()..=Timestamp::MAX.as_second(),
            nanosecond in prop_oneof![Just(0), 0..1_000_000_000, (0..1000).prop_map(|n| n * 1_000_000)],
        ) {
            let at = Timestamp::new(second, nanosecond).unwrap_or(Timestamp::MAX);
            prop_assert_eq!(text(at), at.to_string());
            if Offset::UTC.to_datetime(at).year() >= 0 {
                prop_assert_eq!(read(&text(at)), Some(at));
            }
        }

        #[test]
        fn nothing_is_read_otherwise_than_the_library_reads_it(
            text in "[0-9]{4}-[01][0-9]-[0-3][0-9][Tt ][0-2][0-9]:[0-6][0-9](:[0-6][0-9](\\.[0-9]{1,10})?)?([Zz]|[+-][0-2][0-9](:?[0-6][0-9])?)"
        ) {
            let theirs: Option<Timestamp> = text.parse().ok();
            let ours = read(&text);
            if let (Some(ours), Some(theirs)) = (ours, theirs) {
                prop_assert_eq!(ours, theirs);
            }
            prop_assert!(ours.is_none() || theirs.is_some());
        }

        #[test]
        fn no_text_makes_the_reader_panic(text in any::<String>()) {
            let _ = read(&text);
        }
    }
}
