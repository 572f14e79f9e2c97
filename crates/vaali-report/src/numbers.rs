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
pub(crate) fn percent(language: Language, fraction: &str) -> Option<String> {
    let tenths = rounded(fraction, 1000)?;
    let (comma, sign) = match language {
        Language::Finnish | Language::Swedish => (',', "\u{a0}%"),
        Language::English => ('.', "%"),
    };
    Some(format!("{}{comma}{}{sign}", tenths / 10, tenths % 10))
}

/// A fraction such as `651/66` with one decimal, rounded half up; nothing if there is no whole.
pub(crate) fn decimal(language: Language, fraction: &str) -> Option<String> {
    let tenths = rounded(fraction, 10)?;
    let comma = match language {
        Language::Finnish | Language::Swedish => ',',
        Language::English => '.',
    };
    Some(format!("{}{comma}{}", tenths / 10, tenths % 10))
}

/// So many times the fraction, rounded half up.
fn rounded(fraction: &str, times: u128) -> Option<u128> {
    let (part, whole) = fraction.split_once('/')?;
    let (part, whole): (u128, u128) = (part.parse().ok()?, whole.parse().ok()?);
    part.checked_mul(2 * times)?.checked_add(whole)?.checked_div(whole.checked_mul(2)?)
}

#[cfg(test)]
mod tests {
    use super::{decimal, percent, whole};
    use crate::language::Language::{English, Finnish, Swedish};

    #[test]
    fn numbers_are_grouped_as_the_language_does() {
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
    }
}
