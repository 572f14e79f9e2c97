//! Dates and times of the election's place, as each language writes them.

use jiff::{
    Timestamp,
    civil::{Date, DateTime},
    tz::{TimeZone, TimeZoneDatabase},
};
use vaali::definition::Rules;

use crate::language::Language;

/// Shows times in the time zone of an election.
#[derive(Clone, Debug)]
pub(crate) struct Clock {
    zone: TimeZone,
    /// Said after every time that is not the place's own.
    name: &'static str,
}

impl Clock {
    /// The clock of the place that the rules name; UTC, and saying so, if they name none or one that is not known.
    pub(crate) fn of(rules: &Rules) -> Self {
        let named = rules.time_zone.as_deref();
        match named.and_then(|name| TimeZoneDatabase::bundled().get(name).ok()) {
            Some(zone) => Self { zone, name: "" },
            None => Self { zone: TimeZone::UTC, name: " UTC" },
        }
    }

    /// The day at the place.
    pub(crate) fn date(&self, time: Timestamp) -> Date {
        self.local(time).date()
    }

    /// Day and time to the minute, as [`at`], with the zone where it is not the place's own.
    pub(crate) fn time(&self, language: Language, time: Timestamp) -> String {
        format!("{}{}", at(language, self.local(time)), self.name)
    }

    fn local(&self, time: Timestamp) -> DateTime {
        time.to_zoned(self.zone.clone()).datetime()
    }
}

/// Day and time to the minute, with seconds where they are not zero: `1.10.2026 klo 19.00`.
///
/// ```
/// use vaali_report::{Language, terminal::at};
///
/// let evening = jiff::civil::date(2026, 10, 1).at(19, 0, 0, 0);
/// assert_eq!(at(Language::Finnish, evening), "1.10.2026 klo\u{a0}19.00");
/// assert_eq!(at(Language::English, evening), "1 October 2026 at 19:00");
/// ```
pub fn at(language: Language, time: DateTime) -> String {
    let (at, parting) = match language {
        Language::Finnish => (" klo\u{a0}", '.'),
        Language::Swedish => (" kl.\u{a0}", '.'),
        Language::English => (" at ", ':'),
    };
    let seconds = match time.second() {
        0 => String::new(),
        seconds => format!("{parting}{seconds:02}"),
    };
    let hour = match language {
        Language::Finnish | Language::Swedish => time.hour().to_string(),
        Language::English => format!("{:02}", time.hour()),
    };
    format!("{}{at}{hour}{parting}{:02}{seconds}", date(language, time.date()), time.minute())
}

/// A day: `1.10.2026`, in English `1 October 2026`.
pub(crate) fn date(language: Language, date: Date) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    match language {
        Language::Finnish | Language::Swedish => {
            format!("{}.{}.{}", date.day(), date.month(), date.year())
        }
        Language::English => {
            let month = usize::try_from(date.month() - 1).ok().and_then(|m| MONTHS.get(m));
            format!("{} {} {}", date.day(), month.unwrap_or(&""), date.year())
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::{Timestamp, tz::TimeZoneDatabase};

    use super::{Clock, date};
    use crate::language::Language::{English, Finnish, Swedish};

    #[test]
    fn times_are_those_of_the_place_of_the_election() {
        let zone = TimeZoneDatabase::bundled().get("Europe/Helsinki").unwrap();
        let clock = Clock { zone, name: "" };
        let time: Timestamp = "2026-10-01T16:00:00Z".parse().unwrap();
        assert_eq!(clock.time(Finnish, time), "1.10.2026 klo\u{a0}19.00");
        assert_eq!(clock.time(Swedish, time), "1.10.2026 kl.\u{a0}19.00");
        assert_eq!(clock.time(English, time), "1 October 2026 at 19:00");
        let morning: Timestamp = "2026-10-01T06:05:00Z".parse().unwrap();
        assert_eq!(clock.time(Finnish, morning), "1.10.2026 klo\u{a0}9.05");
        assert_eq!(clock.time(English, morning), "1 October 2026 at 09:05");
        let midnight: Timestamp = "2026-10-01T21:30:00Z".parse().unwrap();
        assert_eq!(date(English, clock.date(midnight)), "2 October 2026");
    }
}
