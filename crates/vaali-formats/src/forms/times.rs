//! Times as form tools write them.

use jiff::Timestamp;

use crate::{Problem, table::shown, times::Zone};

/// Which number of `5/3/2026` is the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateOrder {
    /// `31/12/2026`.
    DayFirst,
    /// `12/31/2026`.
    MonthFirst,
}

/// The order that some date of a column shows, if they do not contradict each other.
pub(crate) fn order<'t>(texts: impl Iterator<Item = &'t str>) -> Option<DateOrder> {
    let (mut day_first, mut month_first) = (false, false);
    for text in texts {
        if let Some([first, second, _]) = slashes(text).filter(|parts| parts[0].len() < 3) {
            day_first |= first.parse().is_ok_and(|number: u8| number > 12);
            month_first |= second.parse().is_ok_and(|number: u8| number > 12);
        }
    }
    match (day_first, month_first) {
        (true, false) => Some(DateOrder::DayFirst),
        (false, true) => Some(DateOrder::MonthFirst),
        _ => None,
    }
}

/// Whether a text looks like a time in any order.
pub(super) fn is_time(text: &str) -> bool {
    let utc = Zone::named(Some("UTC"));
    [DateOrder::DayFirst, DateOrder::MonthFirst]
        .iter()
        .any(|&order| instant(text, &utc, Some(order)).is_ok())
}

/// An instant: `2016/08/15 7:16:38 PM GMT+2`, `8/15/16 19:16:38`, and all that other files may hold.
pub(crate) fn instant(
    text: &str,
    zone: &Zone,
    order: Option<DateOrder>,
) -> Result<Timestamp, Problem> {
    let text = text.trim();
    let plain = normal(text, order)?;
    zone.instant(plain.as_deref().unwrap_or(text)).map_err(|problem| match problem {
        // The words of the file, and not those made of them.
        Problem::NotATime { .. } => Problem::NotATime { text: shown(text) },
        Problem::NoTimeZone { .. } => Problem::NoTimeZone { text: shown(text) },
        Problem::TimeTwice { first, second, .. } => {
            Problem::TimeTwice { text: shown(text), first, second }
        }
        Problem::TimeNever { first, second, .. } => {
            Problem::TimeNever { text: shown(text), first, second }
        }
        other => other,
    })
}

/// The same time as other readers expect it; nothing where they can read it as it stands.
fn normal(text: &str, order: Option<DateOrder>) -> Result<Option<String>, Problem> {
    let mut words = text.split_whitespace();
    let (Some(date), Some(time)) = (words.next(), words.next()) else { return Ok(None) };
    let rest: Vec<&str> = words.collect();
    let (half, zone) = match rest.as_slice() {
        [] => (None, None),
        [half] if is_half(half) => (Some(*half), None),
        [half, zone] if is_half(half) => (Some(*half), Some(*zone)),
        [zone] => (None, Some(*zone)),
        _ => return Ok(None),
    };
    let date = if date.contains('/') {
        match iso(date, order) {
            Some(Ok(date)) => date,
            Some(Err(())) => return Err(Problem::DayOrMonth { text: shown(text) }),
            None => return Ok(None),
        }
    } else {
        date.to_owned()
    };
    let Some(time) = twenty_four_hours(&time.replace('.', ":"), half) else { return Ok(None) };
    let offset = match zone.map(offset) {
        None => String::new(),
        Some(Some(offset)) => offset,
        Some(None) => return Ok(None),
    };
    let between = if offset.is_empty() { ' ' } else { 'T' };
    Ok(Some(format!("{date}{between}{time}{offset}")))
}

fn is_half(word: &str) -> bool {
    ["am", "pm", "a.m.", "p.m."].contains(&word.to_lowercase().as_str())
}

fn slashes(text: &str) -> Option<[&str; 3]> {
    let mut parts = text.split_whitespace().next()?.split('/');
    let three = [parts.next()?, parts.next()?, parts.next()?];
    let sound = |part: &&str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    (parts.next().is_none() && three.iter().all(sound)).then_some(three)
}

/// The date as year, month, day. An error where only the order would tell the day from the month.
fn iso(date: &str, order: Option<DateOrder>) -> Option<Result<String, ()>> {
    let [first, second, third] = slashes(date)?;
    let (year, month, day) = match (first.len(), order) {
        (4, _) => (first, second, third),
        (_, Some(DateOrder::DayFirst)) => (third, second, first),
        (_, Some(DateOrder::MonthFirst)) => (third, first, second),
        // The same day either way.
        (_, None) if first == second => (third, first, second),
        (_, None) => return Some(Err(())),
    };
    let century = if year.len() == 2 { "20" } else { "" };
    Some(Ok(format!("{century}{year}-{month:0>2}-{day:0>2}")))
}

fn twenty_four_hours(time: &str, half: Option<&str>) -> Option<String> {
    let (hour, rest) = time.split_once(':')?;
    let hour: u8 = hour.parse().ok()?;
    let hour = match half.map(str::to_lowercase) {
        None => hour,
        Some(_) if !(1..=12).contains(&hour) => return None,
        Some(half) if half.starts_with('p') => hour % 12 + 12,
        Some(_) => hour % 12,
    };
    // Seconds are asked for beside an offset.
    let seconds = if rest.contains(':') { "" } else { ":00" };
    Some(format!("{hour:02}:{rest}{seconds}"))
}

/// `GMT+2`, `GMT+05:30`, `UTC`, `Z` as an offset.
fn offset(zone: &str) -> Option<String> {
    if zone == "Z" {
        return Some("+00:00".to_owned());
    }
    let offset = zone.strip_prefix("GMT").or_else(|| zone.strip_prefix("UTC"))?;
    if offset.is_empty() {
        return Some("+00:00".to_owned());
    }
    let sign = offset.chars().next().filter(|sign| ['+', '-', '−'].contains(sign))?;
    let digits = offset.strip_prefix(sign)?;
    let (hours, minutes) = match digits.split_once(':') {
        Some((hours, minutes)) => (hours, minutes),
        None if digits.len() == 4 => digits.split_at_checked(2)?,
        None => (digits, "00"),
    };
    let hours: u8 = hours.parse().ok()?;
    let minutes: u8 = minutes.parse().ok()?;
    let sign = if sign == '+' { '+' } else { '-' };
    Some(format!("{sign}{hours:02}:{minutes:02}"))
}
