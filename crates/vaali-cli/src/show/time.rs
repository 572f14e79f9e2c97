//! Times as people of the election's place read them.

use jiff::{
    Timestamp,
    civil::DateTime,
    tz::{TimeZone, TimeZoneDatabase},
};
use vaali::definition::Rules;

/// Shows times in the time zone of an election.
#[derive(Clone, Debug)]
pub(crate) struct Clock {
    zone: TimeZone,
    name: String,
}

impl Clock {
    /// The clock of the place the rules name; UTC if they name none, or one that is not known.
    pub(crate) fn of(rules: &Rules) -> Self {
        let named = rules.time_zone.as_deref();
        match named
            .and_then(|name| Some((TimeZoneDatabase::bundled().get(name).ok()?, name.to_owned())))
        {
            Some((zone, name)) => Self { zone, name },
            None => Self { zone: TimeZone::UTC, name: "UTC".to_owned() },
        }
    }

    /// Date, time to the second, and zone.
    pub(crate) fn show(&self, time: Timestamp) -> String {
        let local = time.to_zoned(self.zone.clone()).datetime();
        format!(
            "{} {:02}:{:02}:{:02} {}",
            local.date(),
            local.hour(),
            local.minute(),
            local.second(),
            self.name
        )
    }

    /// Reads a time with an offset (`2026-10-01T19:00:00+03:00`), or one of this place (`2026-10-01 19:00`).
    pub(crate) fn read(&self, text: &str) -> Option<Timestamp> {
        let instant = text.parse::<Timestamp>().ok();
        // An hour that comes twice, or never, when the clocks change is refused: it must be said with an offset.
        let local = || {
            let local = text.parse::<DateTime>().ok()?;
            self.zone.to_ambiguous_zoned(local).unambiguous().ok().map(|zoned| zoned.timestamp())
        };
        instant.or_else(local)
    }
}

#[cfg(test)]
mod tests {
    use jiff::tz::TimeZoneDatabase;

    use super::Clock;

    fn helsinki() -> Clock {
        let name = "Europe/Helsinki";
        Clock { zone: TimeZoneDatabase::bundled().get(name).unwrap(), name: name.to_owned() }
    }

    #[test]
    fn a_time_without_an_offset_is_of_the_place_of_the_election() {
        let time = helsinki().read("2026-10-01 19:00").unwrap();
        assert_eq!(time.to_string(), "2026-10-01T16:00:00Z");
        assert_eq!(helsinki().show(time), "2026-10-01 19:00:00 Europe/Helsinki");
        assert_eq!(helsinki().read("2026-10-01T19:00:00+03:00"), Some(time));
    }

    #[test]
    fn an_hour_that_comes_twice_must_be_said_with_an_offset() {
        assert_eq!(helsinki().read("2026-10-25 03:30"), None);
        assert!(helsinki().read("2026-10-25T03:30:00+03:00").is_some());
    }
}
