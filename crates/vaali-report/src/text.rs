//! Texts from files on their way into a document: names may have been written by anybody.

use crate::{language::Language, message};

/// Begins and ends a stretch of text whose direction does not touch what stands around it (Unicode UAX #9).
const ISOLATE: (char, char) = ('\u{2068}', '\u{2069}');

/// A text from a file as it may stand inside a sentence of ours.
///
/// What could steer a program or turn the direction of a line becomes the replacement character; text that runs from right to left is kept apart, so that the sentence around it keeps its order;
/// e-mail addresses are left out, because no report holds any. The record keeps the text as it is.
pub(crate) fn shown(language: Language, text: &str) -> String {
    let text = without_addresses(language, &harmless(text));
    if text.chars().any(runs_from_right) {
        format!("{}{text}{}", ISOLATE.0, ISOLATE.1)
    } else {
        text
    }
}

/// The text without what could steer a program, not even the marks that [`shown`] sets.
fn harmless(text: &str) -> String {
    let steers = |c: char| {
        is_steering(c) || c == ISOLATE.0 || c == ISOLATE.1 || matches!(c, '\u{2066}' | '\u{2067}')
    };
    text.chars().map(|c| if steers(c) { '\u{fffd}' } else { c }).collect()
}

/// Whether a character has no place in a line of text: control characters, other line ends, marks of direction, and what XML cannot hold.
pub(crate) fn is_steering(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'
                ..='\u{202e}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}'
        )
}

/// Whether a character belongs to a script that is written from right to left: the blocks of Hebrew, Arabic and their neighbours.
fn runs_from_right(c: char) -> bool {
    matches!(c, '\u{0590}'..='\u{08ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

/// The text with a remark in the place of each word that is an e-mail address.
fn without_addresses(language: Language, text: &str) -> String {
    if !text.contains('@') {
        return text.to_owned();
    }
    let parts = text.split_inclusive(char::is_whitespace).map(|part| {
        let word = part.trim_end();
        if holds_address(word) {
            format!("{}{}", message::document::address_left_out(language), &part[word.len()..])
        } else {
            part.to_owned()
        }
    });
    parts.collect()
}

/// Whether a text holds what looks like an e-mail address: something, `@`, and a name with a dot or more.
///
/// ```
/// use vaali_report::holds_address;
///
/// assert!(holds_address("Aino <aino@example.org>"));
/// assert!(!holds_address("Bo @ Åbo"));
/// ```
pub fn holds_address(text: &str) -> bool {
    text.split(char::is_whitespace).any(|word| {
        word.char_indices().filter(|(_, c)| matches!(c, '@' | '\u{ff20}')).any(|(at, c)| {
            let before = word[..at].chars().next_back().is_some_and(|c| {
                !c.is_ascii_punctuation() || matches!(c, '_' | '-' | '+' | '.' | '"')
            });
            let after = word[at + c.len_utf8()..]
                .chars()
                .next()
                .is_some_and(|c| c.is_alphanumeric() || c == '[');
            before && after
        })
    })
}

#[cfg(test)]
mod tests {
    use super::{holds_address, shown};
    use crate::language::Language::{Finnish, Swedish};

    #[test]
    fn what_steers_is_made_visible_and_the_rest_stays() {
        assert_eq!(shown(Finnish, "A\u{1b}[2Jino\u{202e}\nX"), "A\u{fffd}[2Jino\u{fffd}\u{fffd}X");
        assert_eq!(shown(Finnish, "Åsa | `x` <b>"), "Åsa | `x` <b>");
        assert_eq!(shown(Finnish, "a\u{2069}b\u{ffff}"), "a\u{fffd}b\u{fffd}");
    }

    #[test]
    fn text_from_right_to_left_is_kept_apart() {
        assert_eq!(shown(Swedish, "דנה"), "\u{2068}דנה\u{2069}");
    }

    #[test]
    fn addresses_are_left_out_and_other_signs_are_not() {
        let text = shown(Swedish, "Aino, aino.a@example.org, Åbo");
        assert_eq!(text, "Aino, [e-postadressen utelämnad] Åbo");
        for address in
            ["a@b", "a@b.fi", "<a.b+c@x-y.example>", "x\u{ff20}example.org", "mailto:a@b.fi"]
        {
            assert!(holds_address(address), "{address}");
        }
        for other in ["@", "a @ b", "@handle", "5 € @ 3"] {
            assert!(!holds_address(other), "{other}");
        }
    }
}
