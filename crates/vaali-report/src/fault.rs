//! Why a ballot was rejected, in words.

use vaali::ballot::BallotFault;

use crate::{language::Language, message::faults as say};

/// A function for every code of the engine, in its order: with a code more or less this does not compile.
const WORDS: [fn(Language) -> &'static str; BallotFault::CODES.len()] = [
    say::b01,
    say::b02,
    say::b03,
    say::b04,
    say::b05,
    say::b06,
    say::b07,
    say::b08,
    say::b09,
    say::b10,
    say::b11,
    say::b12,
    say::b13,
];

/// What a code such as `B10` means; the code itself if the engine has none like it.
pub(crate) fn in_words(language: Language, code: &str) -> &str {
    let place = BallotFault::CODES.iter().position(|(known, _)| *known == code);
    place.and_then(|place| WORDS.get(place)).map_or(code, |words| words(language))
}

#[cfg(test)]
mod tests {
    use super::in_words;
    use crate::language::Language::{English, Finnish, Swedish};

    #[test]
    fn each_code_has_the_words_of_its_own_reason() {
        assert_eq!(in_words(English, "B10"), "Too many marks");
        assert_eq!(in_words(Finnish, "B02"), "Äänestäjän äänioikeus on keskeytetty");
        assert_eq!(
            in_words(Swedish, "B13"),
            "Väljarens röstsedlar skiljer sig från varandra, och deras ordning är inte känd"
        );
        assert_eq!(in_words(Swedish, "B99"), "B99");
    }
}
