//! Names and texts in a line: measured, cut, with the language they are in.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};
use vaali::definition::Text;

use crate::{language::Language, message::minutes as message, text::shown};

/// How many columns of a terminal a text takes: the best guess of its width where no font is at hand.
pub(crate) fn columns(text: &str) -> usize {
    text.width()
}

/// The text in at most so many columns, cut with `…`.
pub(crate) fn cut(text: &str, most: usize) -> String {
    if columns(text) <= most {
        return text.to_owned();
    }
    let mut taken = 0;
    let room = most.saturating_sub(1);
    let mut kept: String = text
        .chars()
        .take_while(|c| {
            taken += c.width().unwrap_or(0);
            taken <= room
        })
        .collect();
    kept.truncate(kept.trim_end().len());
    let open = kept.starts_with('\u{2068}');
    format!("{kept}…{}", if open { "\u{2069}" } else { "" })
}

/// The first letter as a capital, for the beginning of a sentence.
pub(crate) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A list as a part of a sentence: `a`, `a and b`, `a, b and c`.
///
/// ```
/// use vaali_report::{Language, terminal::listed};
///
/// let names = ["Aino", "Bo", "Cia"].map(str::to_owned);
/// assert_eq!(listed(Language::English, &names), "Aino, Bo and Cia");
/// assert_eq!(listed(Language::Swedish, &names[..2]), "Aino och Bo");
/// ```
pub fn listed(language: Language, items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => message::and(language, &first.join(", "), last),
    }
}

/// A text with the language it is in, where that is known and another than the document's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Words {
    /// For `lang`.
    pub(crate) lang: Option<String>,
    /// As [`shown`].
    pub(crate) text: String,
}

impl Words {
    /// A text in the language of a document, or the nearest there is.
    pub(crate) fn of(text: &Text, language: Language) -> Self {
        let words = text.in_language(language.code());
        let lang = match text {
            Text::Plain(_) => None,
            Text::Languages(texts) if texts.contains_key(language.code()) => None,
            Text::Languages(texts) => {
                texts.iter().find(|(_, there)| *there == words).map(|(code, _)| code.clone())
            }
        };
        Self { lang: lang.filter(|code| is_language(code)), text: shown(language, words) }
    }

    /// A text of which nobody said the language.
    pub(crate) fn plain(text: &str, language: Language) -> Self {
        Self { lang: None, text: shown(language, text) }
    }
}

/// Whether a code has the form of a language tag (BCP 47): anything else must not come into a document's markup.
pub(crate) fn is_language(code: &str) -> bool {
    let mut parts = code.split('-');
    let letters = |part: &str| part.bytes().all(|b| b.is_ascii_alphabetic());
    parts.next().is_some_and(|first| (2..=3).contains(&first.len()) && letters(first))
        && parts.all(|part| {
            (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
        })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use vaali::definition::Text;

    use super::{Words, cut, is_language};
    use crate::language::Language;

    #[test]
    fn a_text_that_is_cut_keeps_its_isolation() {
        assert_eq!(cut("\u{2068}שרה לוי\u{2069}", 4), "\u{2068}שרה…\u{2069}");
        assert_eq!(cut("Åsa Öhman", 6), "Åsa Ö…");
        assert_eq!(cut("Åsa", 3), "Åsa");
    }

    #[test]
    fn a_text_says_its_language_only_where_it_is_another() {
        let text =
            |code: &str| Text::Languages(BTreeMap::from([(code.to_owned(), "Rf".to_owned())]));
        assert_eq!(Words::of(&text("sv"), Language::Finnish).lang.as_deref(), Some("sv"));
        assert_eq!(Words::of(&text("sv"), Language::Swedish).lang, None);
        assert_eq!(Words::of(&text("\" onload=x"), Language::Swedish).lang, None);
        assert!(is_language("zh-Hant"));
    }
}
