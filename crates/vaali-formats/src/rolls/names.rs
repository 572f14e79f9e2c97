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

/// A bare name, prepared to be compared with thousands of others.
#[derive(Clone, Debug)]
pub(super) struct Name {
    pub(super) bare: String,
    length: usize,
    figures: String,
    /// How often each letter occurs, in so many drawers; several letters may share one.
    letters: [u8; DRAWERS],
}

const DRAWERS: usize = 32;

impl Name {
    pub(super) fn of(name: &str) -> Self {
        let bare = bare(name);
        let mut letters = [0; DRAWERS];
        for letter in bare.chars() {
            if let Some(count) = letters.get_mut(letter as usize % DRAWERS) {
                *count = u8::saturating_add(*count, 1);
            }
        }
        let figures = bare.chars().filter(char::is_ascii_digit).collect();
        Self { length: bare.chars().count(), figures, letters, bare }
    }

    /// Whether two names differ by so little that a slip of the hand explains it: a letter, or two in a long name. Figures tell entries apart.
    pub(super) fn near(&self, other: &Self) -> bool {
        let most = match self.length.min(other.length) {
            0..5 => return false,
            5..14 => 1,
            _ => 2,
        };
        // A slip changes the length by one at most and the letters by two; few names come this far, and only they are worth the dear comparison.
        let moved: u32 = self
            .letters
            .iter()
            .zip(&other.letters)
            .map(|(one, other)| u32::from(one.abs_diff(*other)))
            .sum();
        self.length.abs_diff(other.length) <= most
            && moved as usize <= 2 * most
            && strsim::damerau_levenshtein(&self.bare, &other.bare) <= most
            && self.figures == other.figures
    }
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

    fn near(one: &str, other: &str) -> bool {
        Name::of(one).near(&Name::of(other))
    }

    /// Every pair near by the plain definition, and no other, is near after the quick comparison.
    #[test]
    fn the_quick_comparison_loses_no_pair() {
        let words = ["helsingin", "helsngin", "naiset", "naisset", "naeist", "osasto", "1", "2"];
        let names: Vec<String> = words
            .iter()
            .flat_map(|one| words.iter().map(move |other| format!("{one} {other}")))
            .collect();
        for one in &names {
            for other in &names {
                let (short, long) = (one.len().min(other.len()), one.len().max(other.len()));
                let most = if short < 14 { 1 } else { 2 };
                let figures = |name: &str| name.replace(|c: char| !c.is_ascii_digit(), "");
                let plain = short >= 5
                    && long - short <= most
                    && strsim::damerau_levenshtein(one, other) <= most
                    && figures(one) == figures(other);
                assert_eq!(near(one, other), plain, "{one} / {other}");
            }
        }
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
