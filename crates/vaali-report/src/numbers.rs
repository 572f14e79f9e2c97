//! Numbers as each language writes them. For the eye only: nothing here decides.

use crate::language::Language;

/// A space that does not break a number from its group or its sign.
const HARD_SPACE: char = '\u{a0}';

/// A whole number in groups of three: `1 234 567`, in English `1,234,567`. Four digits stay together in Finnish and Swedish.
pub(crate) fn whole(language: Language, number: u64) -> String {
    let (parting, least) = match language {
        Language::Finnish | Language::Swedish => (HARD_SPACE, 5),
        Language::English => (',', 4),
    };
    in_groups(number, parting, least)
}

/// A whole number as it stands at a terminal, in groups of three that a space parts in every language; four digits stay together.
///
/// ```
/// use vaali_report::terminal::grouped;
///
/// assert_eq!(grouped(1_234_567), "1\u{a0}234\u{a0}567");
/// assert_eq!(grouped(1234), "1234");
/// ```
pub fn grouped(number: u64) -> String {
    in_groups(number, HARD_SPACE, 5)
}

/// A number of so many digits at least is parted into groups of three.
fn in_groups(number: u64, parting: char, least: usize) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() * 2);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && digits.len() >= least && (digits.len() - place).is_multiple_of(3) {
            text.push(parting);
        }
        text.push(digit);
    }
    text
}

/// A fraction such as `33/66` in percent with one decimal, rounded half up; nothing if there is no whole.
///
/// ```
/// use vaali_report::{Language, terminal::percent};
///
/// assert_eq!(percent(Language::English, "1/3").as_deref(), Some("33.3%"));
/// assert_eq!(percent(Language::Finnish, "1/3").as_deref(), Some("33,3\u{a0}%"));
/// ```
pub fn percent(language: Language, fraction: &str) -> Option<String> {
    let tenths = rounded(fraction, 1000)?;
    let comma = comma(language);
    let sign = if language == Language::English { "%" } else { "\u{a0}%" };
    Some(format!("{}{comma}{}{sign}", tenths / 10, tenths % 10))
}

/// What parts the whole from its decimals.
fn comma(language: Language) -> char {
    match language {
        Language::Finnish | Language::Swedish => ',',
        Language::English => '.',
    }
}

/// A fraction such as `651/66` with one decimal, rounded half up; nothing if there is no whole.
pub(crate) fn decimal(language: Language, fraction: &str) -> Option<String> {
    let tenths = rounded(fraction, 10)?;
    Some(format!("{}{}{}", tenths / 10, comma(language), tenths % 10))
}

/// A fraction such as `651/66` with two decimals, rounded half up; nothing if there is no whole.
///
/// ```
/// use vaali_report::{Language, terminal::mean};
///
/// assert_eq!(mean(Language::English, "651/66").as_deref(), Some("9.86"));
/// assert_eq!(mean(Language::Swedish, "651/66").as_deref(), Some("9,86"));
/// ```
pub fn mean(language: Language, fraction: &str) -> Option<String> {
    let hundredths = rounded(fraction, 100)?;
    Some(format!("{}{}{:02}", hundredths / 100, comma(language), hundredths % 100))
}

/// So many times the fraction, rounded half up.
fn rounded(fraction: &str, times: u128) -> Option<u128> {
    let (part, whole) = fraction.split_once('/')?;
    let (part, whole): (u128, u128) = (part.parse().ok()?, whole.parse().ok()?);
    part.checked_mul(2 * times)?.checked_add(whole)?.checked_div(whole.checked_mul(2)?)
}

#[cfg(test)]
mod tests {
    use super::{decimal, grouped, mean, percent, whole};
    use crate::language::Language::{English, Finnish, Swedish};

    #[test]
    fn numbers_are_grouped_as_the_language_does_and_by_spaces_at_a_terminal() {
        assert_eq!(grouped(1234), "1234");
        assert_eq!(grouped(12_345), "12\u{a0}345");
        assert_eq!(whole(Finnish, 1234), "1234");
        assert_eq!(whole(Swedish, 5_311_735), "5\u{a0}311\u{a0}735");
        assert_eq!(whole(English, 1234), "1,234");
        assert_eq!(whole(Finnish, 0), "0");
    }

    #[test]
    fn shares_are_rounded_half_up_to_a_tenth_of_a_percent() {
        assert_eq!(percent(Finnish, "1/3").as_deref(), Some("33,3\u{a0}%"));
        assert_eq!(percent(English, "1/2000").as_deref(), Some("0.1%"));
        assert_eq!(percent(English, "0/0"), None);
        assert_eq!(decimal(Swedish, "651/66").as_deref(), Some("9,9"));
        assert_eq!(mean(English, "2/3").as_deref(), Some("0.67"));
        assert_eq!(mean(English, "0/0"), None);
    }
}
