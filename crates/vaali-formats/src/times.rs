//! Times as people write them, and as instants.
//!
//! An offset (`2026-03-05T16:00:00+02:00`) says all; without one, a time is that of the place whose time zone the rules name: `2026-03-05 16:00`, `5.3.2026 16:00`, `5.3.2026 klo 16.00`, `5.3.2026 klo 16`.
//! A date alone is no time, and an hour that comes twice or never as the clocks change is refused with both instants that may be meant.

use std::sync::LazyLock;

use jiff::{
    Timestamp,
    civil::DateTime,
    tz::{AmbiguousOffset, Offset, TimeZone, TimeZoneDatabase},
};

use crate::{Problem, table::shown};

/// Reads a time as all files of an election do; `time_zone` is an IANA name, such as `Europe/Helsinki`.
///
/// ```
/// use vaali_formats::times;
///
/// let time = times::read("5.3.2026 klo 16.00", Some("Europe/Helsinki"))?;
/// assert_eq!(time.to_string(), "2026-03-05T14:00:00Z");
/// assert_eq!(times::read("25.10.2026 3.30", Some("Europe/Helsinki")).unwrap_err().code(), "F21");
/// # Ok::<(), vaali_formats::Problem>(())
/// ```
///
/// # Errors
/// A text that is no time (F20), a time that comes twice (F21) or never (F22), one without an offset where no zone is named (F23), a zone that does not exist (F24).
pub fn read(text: &str, time_zone: Option<&str>) -> Result<Timestamp, Problem> {
    Zone::named(time_zone).instant(text.trim())
}

/// Kept, so that a zone is not made anew for each cell.
static BUNDLED: LazyLock<TimeZoneDatabase> = LazyLock::new(TimeZoneDatabase::bundled);

/// An instant as people of a time zone write it, with the zone: for messages, in which it is the same in every language. In UTC where there is no such zone.
///
/// ```
/// use vaali_formats::times::written;
///
/// let at = "2026-10-01T16:00:00Z".parse()?;
/// assert_eq!(written(at, Some("Europe/Helsinki")), "2026-10-01 19:00 Europe/Helsinki");
/// assert_eq!(written(at, None), "2026-10-01 16:00 UTC");
/// # Ok::<(), jiff::Error>(())
/// ```
pub fn written(at: Timestamp, time_zone: Option<&str>) -> String {
    let known = time_zone.and_then(|name| Some((BUNDLED.get(name).ok()?, name)));
    let (zone, name) = known.unwrap_or((TimeZone::UTC, "UTC"));
    let local = at.to_zoned(zone).datetime();
    format!("{} {:02}:{:02} {name}", local.date(), local.hour(), local.minute())
}

/// The zone of times without an offset.
#[derive(Clone, Debug)]
pub(crate) enum Zone {
    /// The rules name none.
    Unsaid,
    /// The rules name one that does not exist; that is a finding of its own.
    Unknown(String),
    /// The zone.
    Known(TimeZone),
}

impl Zone {
    /// The zone of a name, from the rules that come with the program and not from the machine.
    pub(crate) fn named(name: Option<&str>) -> Self {
        match name {
            None => Self::Unsaid,
            Some("UTC") => Self::Known(TimeZone::UTC),
            Some(name) => match BUNDLED.get(name) {
                Ok(zone) => Self::Known(zone),
                Err(_) => Self::Unknown(name.to_owned()),
            },
        }
    }

    /// An instant: with an offset as it stands, else in this zone.
    pub(crate) fn instant(&self, text: &str) -> Result<Timestamp, Problem> {
        if let Ok(instant) = text.parse() {
            return Ok(instant);
        }
        let local = local_time(text).ok_or_else(|| Problem::NotATime { text: shown(text) })?;
        match self {
            Self::Unsaid => Err(Problem::NoTimeZone { text: text.to_owned() }),
            Self::Unknown(zone) => Err(Problem::UnknownTimeZone { text: shown(zone) }),
            Self::Known(zone) => in_zone(zone, local, text),
        }
    }
}

fn in_zone(zone: &TimeZone, local: DateTime, text: &str) -> Result<Timestamp, Problem> {
    let instant = |offset: Offset| {
        offset.to_timestamp(local).map_err(|_| Problem::NotATime { text: text.to_owned() })
    };
    let named = |offset: Offset| format!("{local}{offset}");
    match zone.to_ambiguous_timestamp(local).offset() {
        AmbiguousOffset::Unambiguous { offset } => instant(offset),
        AmbiguousOffset::Fold { before, after } => Err(Problem::TimeTwice {
            text: text.to_owned(),
            first: named(before),
            second: named(after),
        }),
        AmbiguousOffset::Gap { before, after } => {
            let shown = |read: Offset, shown: Offset| {
                instant(read).map(|at| format!("{}{shown}", shown.to_datetime(at)))
            };
            // Read by the clocks before the change it lies after it, and the other way round.
            Err(Problem::TimeNever {
                text: text.to_owned(),
                first: shown(before, after)?,
                second: shown(after, before)?,
            })
        }
    }
}

/// `2026-03-05 16:00`, `2026-03-05T16:00:00`, `5.3.2026 16:00`, `5.3.2026 klo 16.00`; a whole hour with its word only, `5.3.2026 klo 16`.
///
/// A date without a time is none: whether a deadline is the morning or the evening is never guessed. Dates with slashes mean different days in different countries.
fn local_time(text: &str) -> Option<DateTime> {
    if text.contains(['[', '+', '/']) || text.len() > 40 {
        return None;
    }
    let (date, time) = text.split_once(['T', 't', ' '])?;
    let time = time.trim_start();
    let after_word =
        ["klockan", "klo", "kl.", "kl"].into_iter().find_map(|word| time.strip_prefix(word));
    let time = after_word.unwrap_or(time).trim();
    let (year, month, day) = if date.contains('.') {
        let (day, month, year) = three(date, '.')?;
        (year, month, day)
    } else {
        three(date, '-')?
    };
    let (time, fraction) = match time.rsplit_once('.') {
        Some((before, fraction)) if before.matches(':').count() == 2 => (before, fraction),
        _ => (time, ""),
    };
    let separator = if time.contains(':') { ':' } else { '.' };
    let mut parts = time.split(separator).map(number);
    let hour = parts.next()??;
    let minute = match parts.next() {
        Some(minute) => minute?,
        None if after_word.is_some() => 0,
        None => return None,
    };
    let second = match parts.next() {
        Some(second) => second?,
        None => 0,
    };
    if parts.next().is_some() || year < 1000 || fraction.len() > 9 {
        return None;
    }
    let nanosecond =
        if fraction.is_empty() { 0 } else { number_up_to(&format!("{fraction:0<9}"), 9)? };
    let small = |number: i32| i8::try_from(number).ok();
    DateTime::new(
        i16::try_from(year).ok()?,
        small(month)?,
        small(day)?,
        small(hour)?,
        small(minute)?,
        small(second)?,
        nanosecond,
    )
    .ok()
}

fn three(text: &str, separator: char) -> Option<(i32, i32, i32)> {
    let mut parts = text.split(separator).map(number);
    let three = (parts.next()??, parts.next()??, parts.next()??);
    parts.next().is_none().then_some(three)
}

fn number(text: &str) -> Option<i32> {
    number_up_to(text, 4)
}

fn number_up_to(text: &str, digits: usize) -> Option<i32> {
    let sound = (1..=digits).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    if sound { text.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn helsinki() -> Zone {
        Zone::named(Some("Europe/Helsinki"))
    }

    fn read(text: &str) -> String {
        helsinki().instant(text).unwrap().to_string()
    }

    #[test]
    fn times_are_read_as_people_write_them() {
        for text in [
            "2026-03-05 16:00",
            "2026-03-05T16:00:00",
            "2026-03-05 16:00:00.000",
            "2026-03-05T14:00:00Z",
            "2026-03-05T16:00:00+02:00",
            "5.3.2026 16:00",
            "05.03.2026 16.00",
            "5.3.2026 klo 16.00",
            "5.3.2026 klo 16.00.00",
            "5.3.2026 klo 16",
            "5.3.2026 kl. 16",
            "5.3.2026 kl 16.00",
            "2026-03-05 klockan 16",
        ] {
            assert_eq!(read(text), "2026-03-05T14:00:00Z", "{text}");
        }
        assert_eq!(read("2026-03-05 16:00:00.5"), "2026-03-05T14:00:00.5Z");
    }

    #[test]
    fn what_is_no_time_is_refused() {
        for text in [
            "",
            "2026-03-05",
            "5.3.2026",
            "03/05/2026 16:00",
            "26-03-05 16:00",
            "2026-03-05 25:00",
            "2026-02-30 12:00",
            "2026-03-05 16:00[Europe/Paris]",
            "2026-03-05 16",
            "5.3.2026 klo",
            "5.3.2026 klo 24",
            "5.3.2026 klo 16.",
            "5.3.2026 klo 1600",
            "soon",
            "2026-03-05 16:00:00:00",
            "5.3.2026 16:00 PM",
        ] {
            assert!(matches!(helsinki().instant(text), Err(Problem::NotATime { .. })), "{text}");
        }
    }

    #[test]
    fn p05_the_nights_when_the_clocks_change_name_both_instants() {
        let twice = helsinki().instant("2026-10-25 03:30").unwrap_err();
        assert_eq!(
            twice,
            Problem::TimeTwice {
                text: "2026-10-25 03:30".into(),
                first: "2026-10-25T03:30:00+03".into(),
                second: "2026-10-25T03:30:00+02".into()
            }
        );
        let never = helsinki().instant("2026-03-29 03:30").unwrap_err();
        assert_eq!(
            never,
            Problem::TimeNever {
                text: "2026-03-29 03:30".into(),
                first: "2026-03-29T04:30:00+03".into(),
                second: "2026-03-29T02:30:00+02".into()
            }
        );
    }

    #[test]
    fn a_zone_that_is_missing_or_wrong_is_named() {
        let missing = Zone::named(None).instant("2026-03-05 16:00").unwrap_err();
        assert_eq!(missing.code(), "F23");
        let wrong = Zone::named(Some("Europe/Helsingfors")).instant("2026-03-05 16:00");
        assert_eq!(
            wrong.unwrap_err(),
            Problem::UnknownTimeZone { text: "Europe/Helsingfors".into() }
        );
        assert!(Zone::named(None).instant("2026-03-05T16:00Z").is_ok());
    }
}
