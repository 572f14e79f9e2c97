//! Codes of languages, and what people write instead of them.

/// The languages that vaali speaks, each with its names in them and the longer codes of ISO 639-2.
const NAMES: [(&str, &[&str]); 3] = [
    ("fi", &["fi", "fin", "finnish", "suomi", "suomeksi", "finska"]),
    ("sv", &["sv", "swe", "swedish", "ruotsi", "ruotsiksi", "svenska"]),
    ("en", &["en", "eng", "english", "englanti", "englanniksi", "engelska"]),
];

/// The code of a language that vaali speaks, by one of its names in any letters.
pub(crate) fn code_of(name: &str) -> Option<&'static str> {
    let name = name.trim().to_lowercase();
    NAMES.iter().find(|(_, names)| names.contains(&name.as_str())).map(|&(code, _)| code)
}

/// Why a text under a key is not found by its language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NoCode {
    /// The code that was probably meant.
    pub(crate) nearest: Option<&'static str>,
}

/// Whether a key is the code of a language: one that vaali speaks as it is written here, or any other tag that is well formed.
///
/// A tag is a language of two or three letters and parts of one to eight letters and digits (RFC 5646, section 2.1). Longer languages are reserved there, and none is registered.
pub(crate) fn check(key: &str) -> Result<(), NoCode> {
    let mut parts = key.split('-');
    let language = parts.next().unwrap_or_default();
    let is_tag = matches!(language.len(), 2 | 3)
        && language.bytes().all(|letter| letter.is_ascii_alphabetic())
        && parts.all(|part| {
            matches!(part.len(), 1..=8) && part.bytes().all(|sign| sign.is_ascii_alphanumeric())
        });
    let nearest = if is_tag {
        code_of(key)
    } else {
        // `fi_FI`, as other programs write it.
        code_of(key).or_else(|| code_of(key.split('_').next()?))
    };
    if is_tag && nearest.is_none_or(|code| code == key) { Ok(()) } else { Err(NoCode { nearest }) }
}

#[cfg(test)]
mod tests {
    use super::{NoCode, check};

    #[test]
    fn every_well_formed_tag_is_the_code_of_a_language() {
        for key in ["fi", "sv", "en", "de", "se", "smn", "en-GB", "sv-FI", "zh-Hant-TW", "DE"] {
            assert_eq!(check(key), Ok(()), "{key}");
        }
    }

    #[test]
    fn a_name_of_a_language_is_no_code_and_its_code_is_named() {
        for (key, nearest) in [
            ("ruotsi", Some("sv")),
            ("Svenska", Some("sv")),
            ("swe", Some("sv")),
            ("SV", Some("sv")),
            ("finnish", Some("fi")),
            ("fi_FI", Some("fi")),
            ("suomeksi", Some("fi")),
            ("engelska", Some("en")),
            (" en", Some("en")),
            ("danska", None),
            ("ranska", None),
            ("de_DE", None),
            ("f", None),
            ("fi-", None),
            ("fi-ääkköset", None),
            ("åå", None),
            ("", None),
        ] {
            assert_eq!(check(key), Err(NoCode { nearest }), "{key}");
        }
    }
}
