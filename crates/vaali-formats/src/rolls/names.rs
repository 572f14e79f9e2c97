//! Whether two names may be the same association or person.

use std::collections::BTreeMap;

use vaali::definition::Voter;

use crate::forms::labels::{loosely, texts};

/// The word for a registered association, in Finnish and Swedish, without its dots.
const REGISTERED: [&str; 2] = ["ry", "rf"];

/// A name without what people write differently: capitals, spaces, punctuation, `ry` and `rf`.
pub(crate) fn bare(name: &str) -> String {
    let loose = loosely(name);
    let letters: String = loose.chars().filter(|letter| *letter != '.').collect();
    let parted = letters.replace(|letter: char| !letter.is_alphanumeric(), " ");
    let mut words: Vec<&str> = parted.split_whitespace().collect();
    // `r. y.` falls into two words.
    if let [.., "r", "y" | "f"] = words.as_slice() {
        words.truncate(words.len() - 2);
    }
    while words.len() > 1 && words.last().is_some_and(|word| REGISTERED.contains(word)) {
        words.pop();
    }
    if words.len() > 1 && words.first().is_some_and(|word| REGISTERED.contains(word)) {
        words.remove(0);
    }
    words.join(" ")
}

/// The voters of a roll by their bare names; nothing where several have one.
pub(crate) fn by_bare_name(roll: &[Voter]) -> BTreeMap<String, Option<&Voter>> {
    let mut by_name: BTreeMap<String, Option<&Voter>> = BTreeMap::new();
    for voter in roll {
        for name in texts(&voter.name) {
            let name = bare(name);
            if name.is_empty() {
                continue;
            }
            let same = by_name.entry(name).or_insert(Some(voter));
            if same.is_none_or(|first| first.id != voter.id) {
                *same = None;
            }
        }
    }
    by_name
}

/// Whether two bare names differ by so little that a slip of the hand explains it: a letter, or two in a long name. Figures tell entries apart.
pub(super) fn near(one: &str, other: &str) -> bool {
    let (short, long) = {
        let (one, other) = (one.chars().count(), other.chars().count());
        (one.min(other), one.max(other))
    };
    let most = match short {
        0..5 => return false,
        5..14 => 1,
        _ => 2,
    };
    let figures = |name: &str| name.chars().filter(char::is_ascii_digit).collect::<String>();
    long - short <= most
        && strsim::damerau_levenshtein(one, other) <= most
        && figures(one) == figures(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variants_of_one_name_are_one_bare_name() {
        for name in [
            "Äiti ry",
            "ÄITI RY",
            "A\u{308}iti\u{a0}ry",
            " Äiti  r.y. ",
            "Äiti r. y.",
            "Äiti rf",
            "Äiti r.f.",
            "Äiti, ry.",
            "ry Äiti",
            "Äiti",
        ] {
            assert_eq!(bare(name), "äiti", "{name}");
        }
        assert_eq!(bare("ry"), "ry");
        assert_ne!(bare("Äiti"), bare("Aiti"));
    }

    #[test]
    fn near_spellings_are_near_and_figures_are_not() {
        assert!(near("helsingin naiset", "helsngin naisset"));
        assert!(near("vihreät", "virheät"));
        assert!(!near("oulu 1 osasto", "oulu 2 osasto"));
        assert!(!near("aino", "eino"));
        assert!(!near("vihreät", "viheriät"));
    }
}
