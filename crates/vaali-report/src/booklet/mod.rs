//! The booklet of candidates before the vote: who stands, in a declared neutral order, in one language or side by side in several.

mod alphabet;
mod html;
mod markdown;
mod order;

use vaali::definition::{Candidate, Frozen, Standing, Text};

pub use self::order::{LABEL, Order, OrderError};
use crate::{
    language::Language,
    message::booklet as say,
    numbers::whole,
    text::shown,
    words::{Words, is_language},
};

/// The booklet as a page of the web: one file without script or connection.
///
/// The first language is that of the document; what candidates say of themselves is shown in all of them, as far as it is there.
///
/// # Errors
/// An order that cannot be made.
///
/// ```
/// use vaali::definition::Definition;
/// use vaali_report::{Language, booklet::{self, Order}};
///
/// let frozen = Definition::from_json(r#"{
///     "format": 1, "id": "7f6d4a0e-6f0c-4c51-9d5b-0c5f8f0d2a11", "title": {"fi": "Hallitus", "sv": "Styrelse"},
///     "rules": {"ballots": "anonymous", "secrecy": "secret", "marks": {"min": 1, "max": 1},
///               "seats": {"min": 1, "max": 1}, "ties": {"seat": "lot_manual"}},
///     "candidates": [{"id": "a", "name": "Aino Öhman"}, {"id": "b", "name": "Bo Zetterberg"}]
/// }"#)?.freeze()?;
/// let html = booklet::html(&frozen, &Order::Alphabetical, &[Language::Finnish, Language::Swedish])?;
/// assert!(html.find("Zetterberg") < html.find("Öhman"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn html(frozen: &Frozen, order: &Order, languages: &[Language]) -> Result<String, OrderError> {
    Ok(html::write(&Booklet::new(frozen, order, languages)?))
}

/// The booklet as Markdown.
///
/// # Errors
/// An order that cannot be made.
pub fn markdown(
    frozen: &Frozen,
    order: &Order,
    languages: &[Language],
) -> Result<String, OrderError> {
    Ok(markdown::write(&Booklet::new(frozen, order, languages)?))
}

/// What stands in a booklet.
struct Booklet<'a> {
    frozen: &'a Frozen,
    /// At least one; the first is that of the document.
    languages: Vec<Language>,
    candidates: Vec<&'a Candidate>,
    order: &'a Order,
}

impl<'a> Booklet<'a> {
    fn new(
        frozen: &'a Frozen,
        order: &'a Order,
        languages: &[Language],
    ) -> Result<Self, OrderError> {
        let mut wanted: Vec<Language> = Vec::new();
        for language in languages {
            if !wanted.contains(language) {
                wanted.push(*language);
            }
        }
        if wanted.is_empty() {
            wanted.push(Language::default());
        }
        Ok(Self { frozen, languages: wanted, candidates: order.candidates(frozen)?, order })
    }

    fn language(&self) -> Language {
        self.languages.first().copied().unwrap_or_default()
    }

    /// How the order was made, so that anybody can make it again.
    fn order_in_words(&self, language: Language) -> String {
        match self.order {
            Order::Alphabetical => say::alphabetical(language).to_owned(),
            Order::Drawn { seed } => say::drawn(language, LABEL, &shown(language, seed)),
            Order::Rotated { first } => say::rotated(language, &whole(language, *first as u64)),
        }
    }

    /// The names of those who withdrew: a mark for them makes a ballot invalid.
    fn withdrawn(&self) -> Vec<String> {
        let standing = self.frozen.candidates().iter().zip(self.frozen.standings());
        standing
            .filter(|(_, standing)| **standing == Standing::Withdrawn)
            .map(|(candidate, _)| shown(self.language(), &candidate.name))
            .collect()
    }

    /// The organisation as the roll names it, in every language of the booklet in which it has a name of its own.
    fn organisation(&self, candidate: &Candidate) -> Vec<Words> {
        let Some(id) = &candidate.organisation else { return Vec::new() };
        let voter =
            self.frozen.voter(id.as_str()).and_then(|place| self.frozen.roll().get(place as usize));
        match voter {
            Some(voter) => self.in_languages(&voter.name),
            None => vec![Words::plain(id.as_str(), self.language())],
        }
    }

    /// A text in every language of the booklet that it has; in the nearest one if it has none of them.
    fn in_languages(&self, text: &Text) -> Vec<Words> {
        let Text::Languages(texts) = text else {
            return vec![Words::plain(text.in_language(self.language().code()), self.language())];
        };
        let wanted = self.languages.iter().filter_map(|language| {
            let words = texts.get(language.code()).filter(|words| !words.trim().is_empty())?;
            let lang = (*language != self.language()).then(|| language.code().to_owned());
            Some(Words {
                lang: lang.filter(|code| is_language(code)),
                text: shown(self.language(), words),
            })
        });
        let words: Vec<Words> = wanted.collect();
        if words.is_empty() { vec![Words::of(text, self.language())] } else { words }
    }

    /// What is said of a candidate in a word or two: name of the thing, and the thing.
    fn facts(&self, candidate: &Candidate) -> Vec<(&'static str, Vec<Words>)> {
        let language = self.language();
        let plain = |text: &String| vec![Words::plain(text, language)];
        let mut facts = Vec::new();
        if candidate.organisation.is_some() {
            facts.push((say::organisation(language), self.organisation(candidate)));
        }
        if let Some(position) = &candidate.position {
            facts.push((say::position(language), self.in_languages(position)));
        }
        if let Some(municipality) = &candidate.municipality {
            facts.push((say::municipality(language), plain(municipality)));
        }
        if !candidate.groups.is_empty() {
            facts.push((say::groups(language), plain(&candidate.groups.join(", "))));
        }
        if let Some(deputy) = &candidate.personal_deputy {
            facts.push((say::personal_deputy(language), plain(deputy)));
        }
        facts
    }

    /// What the candidate says, paragraph by paragraph in each language.
    fn competence(&self, candidate: &Candidate) -> Vec<(Option<String>, Vec<String>)> {
        let Some(competence) = &candidate.competence else { return Vec::new() };
        let paragraphs = |text: &str| -> Vec<String> {
            text.lines()
                .map(str::trim)
                .filter(|line| !line.is_empty())
                .map(|line| shown(self.language(), line))
                .collect()
        };
        match competence {
            Text::Plain(text) => vec![(None, paragraphs(text))],
            Text::Languages(texts) => {
                let wanted: Vec<(&String, &String)> = self
                    .languages
                    .iter()
                    .filter_map(|language| texts.get_key_value(language.code()))
                    .filter(|(_, text)| !text.trim().is_empty())
                    .collect();
                let there: Vec<(&String, &String)> = if wanted.is_empty() {
                    let nearest = competence.in_language(self.language().code());
                    texts.iter().filter(|(_, text)| *text == nearest).take(1).collect()
                } else {
                    wanted
                };
                there
                    .into_iter()
                    .map(|(code, text)| {
                        (Some(code.clone()).filter(|code| is_language(code)), paragraphs(text))
                    })
                    .collect()
            }
        }
    }
}
