//! Times as people of the election's place read them.

use jiff::{
    Timestamp,
    tz::{TimeZone, TimeZoneDatabase},
};
use vaali::definition::Rules;
use vaali_formats::{Problem, times};
use vaali_report::{Language, terminal};

/// The zone of an election that names none.
const UTC: &str = "UTC";

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
            None => Self { zone: TimeZone::UTC, name: UTC.to_owned() },
        }
    }

    /// Date, time to the second, and zone; in Finnish and Swedish as the minutes write it.
    pub(crate) fn show(&self, time: Timestamp, language: Language) -> String {
        let local = time.to_zoned(self.zone.clone()).datetime();
        if language != Language::English {
            let zone = if self.name == UTC { " UTC" } else { "" };
            return format!("{}{zone}", terminal::at(language, local));
        }
        format!(
            "{} {:02}:{:02}:{:02} {}",
            local.date(),
            local.hour(),
            local.minute(),
            local.second(),
            self.name
        )
    }

    /// Reads a time with an offset, or one of this place, as the files of an election do.
    pub(crate) fn read(&self, text: &str) -> Result<Timestamp, Problem> {
        times::read(text, Some(&self.name))
    }
}

#[cfg(test)]
mod tests {
    use jiff::tz::TimeZoneDatabase;

    use vaali_formats::Problem;
    use vaali_report::Language;

    use super::Clock;

    fn helsinki() -> Clock {
        let name = "Europe/Helsinki";
        Clock { zone: TimeZoneDatabase::bundled().get(name).unwrap(), name: name.to_owned() }
    }

    #[test]
    fn a_time_without_an_offset_is_of_the_place_of_the_election() {
        let time = helsinki().read("2026-10-01 19:00").unwrap();
        assert_eq!(time.to_string(), "2026-10-01T16:00:00Z");
        assert_eq!(helsinki().show(time, Language::English), "2026-10-01 19:00:00 Europe/Helsinki");
        assert_eq!(helsinki().show(time, Language::Finnish), "1.10.2026 klo\u{a0}19.00");
        assert_eq!(helsinki().read("2026-10-01T19:00:00+03:00"), Ok(time));
        assert_eq!(helsinki().read("1.10.2026 klo 19.00"), Ok(time));
    }

    #[test]
    fn an_hour_that_comes_twice_must_be_said_with_an_offset() {
        assert!(matches!(helsinki().read("2026-10-25 03:30"), Err(Problem::TimeTwice { .. })));
        assert!(matches!(helsinki().read("2026-03-29 03:30"), Err(Problem::TimeNever { .. })));
        assert!(helsinki().read("2026-10-25T03:30:00+03:00").is_ok());
    }
}
