//! The alphabet of Finland: å, ä and ö are letters of their own after z.
//!
//! Source: the Finnish and Swedish tailorings of the Unicode collation in CLDR (`common/collation/fi.xml`, `sv.xml`) as far as names of people need them.
//! A whole collation library brings the tables of every language of the world, several times the size of all reports; this is one list of letters.

use std::cmp::Ordering;

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Letters with a place of their own, or the place of others; everything else goes by its base letter.
const TAILORED: [(char, &str); 14] = [
    ('å', "{"),
    ('ä', "|"),
    ('æ', "|"),
    ('ö', "}"),
    ('ø', "}"),
    ('œ', "}"),
    ('ő', "}"),
    ('ü', "y"),
    ('ű', "y"),
    ('ð', "d"),
    ('đ', "d"),
    ('þ', "th"),
    ('ß', "ss"),
    ('ł', "l"),
];

/// What a text is sorted by: the letters, without regard to capitals and to accents that make no letter of their own.
fn letters(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    for c in text.nfc().flat_map(char::to_lowercase) {
        if let Some((_, place)) = TAILORED.iter().find(|(letter, _)| *letter == c) {
            key.push_str(place);
        } else if c.is_whitespace() || matches!(c, '-' | '‐' | '–' | '\'' | '’') {
            key.push(' ');
        } else {
            key.extend(std::iter::once(c).nfd().filter(|c| !is_combining_mark(*c)).map(
                |c| match c {
                    'ŋ' => 'n',
                    'ŧ' => 't',
                    // Between z and whatever comes after it stand å, ä and ö.
                    '{' | '|' | '}' => ' ',
                    c => c,
                },
            ));
        }
    }
    key
}

/// The part by which a name is sorted first: what stands before a comma, else the last word. So *von Essen* is found under E, as is usual in Finland.
fn surname(name: &str) -> &str {
    match name.split_once(',') {
        Some((surname, _)) => surname.trim(),
        None => name.split_whitespace().next_back().unwrap_or(name),
    }
}

/// Compares two names by surname, then by the whole name.
pub(super) fn by_name(one: &str, other: &str) -> Ordering {
    let key = |name: &str| (letters(surname(name)), letters(name), name.to_owned());
    key(one).cmp(&key(other))
}

#[cfg(test)]
mod tests {
    use super::by_name;

    #[test]
    fn swedish_and_finnish_letters_stand_after_z() {
        let mut names = [
            "Eero Österman",
            "Bo Zetterberg",
            "Aino Äijälä",
            "Cia Åberg",
            "Dan Ahola",
            "Eeva Väinölä",
            "Elo Walli",
            "Ylva Üksti",
            "Yrjö Ylä",
            "Ulla Ojala",
            "Öhman, Anna",
            "anna von Essen",
            "Tor Þórsson",
            "Åke A\u{30a}berg",
        ];
        names.sort_by(|a, b| by_name(a, b));
        assert_eq!(
            names,
            [
                "Dan Ahola",
                "anna von Essen",
                "Ulla Ojala",
                "Tor Þórsson",
                "Eeva Väinölä",
                "Elo Walli",
                "Ylva Üksti",
                "Yrjö Ylä",
                "Bo Zetterberg",
                "Cia Åberg",
                "Åke A\u{30a}berg",
                "Aino Äijälä",
                "Öhman, Anna",
                "Eero Österman",
            ]
        );
    }

    #[test]
    fn capitals_and_accents_decide_only_between_equal_letters() {
        let mut names = ["Bo Šimák", "Bo Simak", "bo simaa", "Alva-Liv Sim", "Alva Liv Sim"];
        names.sort_by(|a, b| by_name(a, b));
        assert_eq!(names, ["Alva Liv Sim", "Alva-Liv Sim", "bo simaa", "Bo Simak", "Bo Šimák"]);
    }
}
