//! Which column is which.

use unicode_normalization::UnicodeNormalization;

use super::{Input, listed};
use crate::{Finding, Problem, languages};

/// A column that is read, by its name and the other names it has in the wild.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Known {
    pub(crate) name: &'static str,
    pub(crate) also: &'static [&'static str],
}

/// The columns of a header by the names they are known by.
#[derive(Clone, Debug)]
pub(crate) struct Columns {
    /// For each known column its position in the header.
    found: Vec<(&'static str, usize)>,
}

/// A header cell as it is compared: NFC, lower case, blanks and hyphens as underscores.
pub(crate) fn fold(text: &str) -> String {
    super::clean(text)
        .chars()
        .flat_map(char::to_lowercase)
        .map(|letter| if letter == ' ' || letter == '-' { '_' } else { letter })
        .nfc()
        .collect()
}

/// Whether a column holds addresses or telephone numbers.
pub(crate) fn is_private(header: &str) -> bool {
    const WORDS: [&str; 11] = [
        "email",
        "e_mail",
        "sähköposti",
        "epost",
        "e_post",
        "s_posti",
        "puhelin",
        "telefon",
        "phone",
        "postiosoite",
        "postadress",
    ];
    let folded = fold(header);
    WORDS.iter().any(|word| folded.contains(word))
}

/// The name nearest to a word, to ask whether it is meant.
pub(crate) fn nearest<'n>(word: &str, names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let word: String = word.chars().take(100).collect();
    names.min_by_key(|name| strsim::damerau_levenshtein(&word, name))
}

/// What to do about a column that is nothing like a known one.
const NOT_NEEDED: &str =
    "nothing, if it is not needed; else name it as the columns that are read are called";

/// Whether a word may be a name misspelled: at most one letter in three is another.
fn is_near(word: &str, name: &str) -> bool {
    let letters = word.chars().count().max(name.chars().count());
    strsim::damerau_levenshtein(word, name) * 3 <= letters
}

/// The column of a text in a language that a header names otherwise: `name_sv` of `name_ruotsi`.
fn in_language(folded: &str, known: &[Known]) -> Option<&'static str> {
    let (text, language) = folded.rsplit_once('_')?;
    let code = languages::code_of(language)?;
    let text = known.iter().find(|known| known.name == text || known.also.contains(&text))?.name;
    let mut names = known.iter().map(|known| known.name);
    names.find(|name| name.rsplit_once('_') == Some((text, code)))
}

impl Columns {
    /// Matches a header, noting what is unknown, doubled, unnamed or private.
    pub(crate) fn of(
        input: &Input<'_>,
        header: &[String],
        line: u64,
        known: &[Known],
        findings: &mut Vec<Finding>,
    ) -> Self {
        Self::except(input, header, line, known, |_| false, findings)
    }

    /// Matches a header without the columns that are taken care of elsewhere.
    pub(crate) fn except(
        input: &Input<'_>,
        header: &[String],
        line: u64,
        known: &[Known],
        elsewhere: impl Fn(usize) -> bool,
        findings: &mut Vec<Finding>,
    ) -> Self {
        let mut columns = Self { found: Vec::new() };
        let add = |problem: &Problem, column: &str, findings: &mut Vec<Finding>| {
            findings.push(input.finding(problem).at_row(line).in_column(super::shown(column)));
        };
        for (position, text) in
            header.iter().enumerate().filter(|&(position, _)| !elsewhere(position))
        {
            let folded = fold(text);
            let meant = known
                .iter()
                .find(|known| known.name == folded || known.also.contains(&folded.as_str()));
            if let Some(known) = meant {
                if let Some(first) = columns.position(known.name) {
                    add(&Problem::SameColumn { first: first + 1 }, text, findings);
                } else {
                    columns.found.push((known.name, position));
                }
            } else if folded.is_empty() {
                findings.push(
                    input.finding(&Problem::UnnamedColumn { number: position + 1 }).at_row(line),
                );
            } else if is_private(text) {
                add(&Problem::PrivateColumn, text, findings);
            } else {
                let spelled = || {
                    let nearest = nearest(&folded, known.iter().map(|known| known.name));
                    nearest.filter(|name| is_near(&folded, name))
                };
                let nearest = in_language(&folded, known).or_else(spelled).unwrap_or_default();
                let problem = Problem::UnknownColumn { nearest: nearest.to_owned() };
                add(&problem, text, findings);
                if let Some(finding) = findings.last_mut().filter(|_| nearest.is_empty()) {
                    NOT_NEEDED.clone_into(&mut finding.fix);
                }
            }
        }
        columns
    }

    /// The position of a known column.
    pub(crate) fn position(&self, name: &str) -> Option<usize> {
        self.found.iter().find(|(found, _)| *found == name).map(|&(_, position)| position)
    }

    /// What the column at a position was taken for.
    pub(crate) fn meaning(&self, position: usize) -> Option<&'static str> {
        self.found.iter().find(|(_, found)| *found == position).map(|&(name, _)| name)
    }

    /// A person's word on where a known column is.
    pub(crate) fn choose(&mut self, name: &'static str, position: usize) {
        self.found.retain(|(found, _)| *found != name);
        self.found.push((name, position));
    }

    /// The position of a column that must be there; its lack is noted.
    pub(crate) fn required(
        &self,
        name: &'static str,
        input: &Input<'_>,
        header: &[String],
        line: u64,
        findings: &mut Vec<Finding>,
    ) -> Option<usize> {
        let position = self.position(name);
        if position.is_none() {
            let problem = Problem::MissingColumn { column: name.to_owned(), found: listed(header) };
            findings.push(input.finding(&problem).at_row(line));
        }
        position
    }
}
