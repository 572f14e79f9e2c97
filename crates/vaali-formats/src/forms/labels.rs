//! From the text of a form's option to the candidate it means.
//!
//! The options of a form were typed by a person: an id, a name, or a name with the organisation behind it. A cell with several of them is never cut at its separators blindly, for a
//! name may hold the separator too.

use std::collections::{BTreeMap, HashMap};

use unicode_normalization::UnicodeNormalization;
use vaali::definition::{Candidate, Frozen, Text};

use crate::table::clean;

/// What people write between a name and an organisation.
const BETWEEN: [&str; 9] = [", ", " - ", " – ", " — ", " / ", ": ", "; ", " | ", " "];

/// Ids, names, and names with organisations.
#[derive(Clone, Debug)]
pub(super) struct Labels {
    exact: HashMap<String, u32>,
    /// In lower case and with single spaces; nothing where two candidates share it.
    folded: HashMap<String, Option<u32>>,
    /// Names of several candidates.
    pub(super) shared: Vec<String>,
    /// For each sign of ASCII the most of it that one label has.
    most: [usize; 128],
}

/// A label that was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) candidate: u32,
    /// Whether only capitals or spaces differ.
    pub(super) folded: bool,
}

/// What a cell says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Pieces<'c> {
    pub(super) pieces: Vec<Piece<'c>>,
    /// Whether the cell can be read as candidates in more ways than one.
    pub(super) ambiguous: bool,
}

/// A part of a cell between separators.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece<'c> {
    Known(Found),
    Unknown(&'c str),
}

impl Pieces<'_> {
    /// Whether every piece is a candidate.
    pub(super) fn all_known(&self) -> bool {
        self.pieces.iter().all(|piece| matches!(piece, Piece::Known(_)))
    }

    /// Whether some piece was found only without regard to capitals and spaces.
    pub(super) fn folded(&self) -> bool {
        self.pieces.iter().any(|piece| matches!(piece, Piece::Known(Found { folded: true, .. })))
    }
}

/// A text without regard to capitals and to how many spaces part its words.
pub(crate) fn loosely(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").to_lowercase().nfc().collect()
}

/// The texts of a name in all its languages.
pub(crate) fn texts(text: &Text) -> Vec<&str> {
    match text {
        Text::Plain(text) => vec![text.as_str()],
        Text::Languages(texts) => texts.values().map(String::as_str).collect(),
    }
}

impl Labels {
    pub(super) fn new(frozen: &Frozen) -> Self {
        let candidates = || (0_u32..).zip(frozen.candidates());
        let mut exact: BTreeMap<String, Option<u32>> = BTreeMap::new();
        for (position, candidate) in candidates() {
            exact.insert(clean(candidate.id.as_str()).into_owned(), Some(position));
        }
        let names = candidates().map(|(position, candidate)| (position, candidate.name.clone()));
        let shared = add(&mut exact, names);
        let with_organisation = candidates().flat_map(|(position, candidate)| {
            with_organisation(candidate, frozen).into_iter().map(move |label| (position, label))
        });
        add(&mut exact, with_organisation);
        let exact: BTreeMap<String, u32> =
            exact.into_iter().filter_map(|(label, position)| Some((label, position?))).collect();
        let mut folded: HashMap<String, Option<u32>> = HashMap::new();
        for (label, &position) in &exact {
            let same = folded.entry(loosely(label)).or_insert(Some(position));
            if *same != Some(position) {
                *same = None;
            }
        }
        let mut most = [0; 128];
        for label in exact.keys().map(|label| loosely(label)) {
            for sign in label.bytes() {
                let count = label.bytes().filter(|&byte| byte == sign).count();
                if let Some(most) = most.get_mut(usize::from(sign)) {
                    *most = count.max(*most);
                }
            }
        }
        Self { exact: exact.into_iter().collect(), folded, shared, most }
    }

    /// The candidate of a label.
    pub(super) fn find(&self, text: &str) -> Option<Found> {
        let text = clean(text);
        if let Some(&candidate) = self.exact.get(&*text) {
            return Some(Found { candidate, folded: false });
        }
        let candidate = self.folded.get(&loosely(&text)).copied().flatten()?;
        Some(Found { candidate, folded: true })
    }

    /// Into how many pieces a separator cuts a label at most: a text of more pieces need not be looked up.
    fn most_parts(&self, separator: &str) -> usize {
        // Of these signs no other text of the same meaning has fewer. Beside a letter, `<`, `=` and `>` may be part of another sign.
        let signs = separator.bytes().filter(|b| b.is_ascii_punctuation() && !b"<=>`".contains(b));
        let most = signs.filter_map(|sign| self.most.get(usize::from(sign))).min();
        most.map_or(MOST_PARTS, |most| MOST_PARTS.min(most + 1))
    }

    /// Reads a cell as labels joined by a separator: of all ways to cut it into labels the one with the longest labels first.
    /// Where none fits, each piece that begins no label is unknown.
    pub(super) fn split<'c>(&self, cell: &'c str, separator: &str) -> Pieces<'c> {
        let bounds = bounds(cell, separator);
        let text = |from: usize, to: usize| {
            let (from, to) = (bounds.get(from)?.0, bounds.get(to.checked_sub(1)?)?.1);
            cell.get(from..to)
        };
        let count = bounds.len();
        let most_parts = self.most_parts(separator);
        // For each piece how many ways there are to read the cell from here on (two stand for many), and where the longest label ends in one of them.
        let mut ways = vec![(0_u8, 0_usize); count + 1];
        let mut longest_known = vec![None; count];
        if let Some(end) = ways.last_mut() {
            end.0 = 1;
        }
        for from in (0..count).rev() {
            let mut here = (0_u8, 0);
            for to in from + 1..=count.min(from + most_parts) {
                let Some(found) = text(from, to).and_then(|label| self.find(label)) else {
                    continue;
                };
                if let Some(longest) = longest_known.get_mut(from) {
                    *longest = Some((to, found));
                }
                let rest = ways.get(to).map_or(0, |&(ways, _)| ways);
                if rest > 0 {
                    here = ((here.0 + rest).min(2), to);
                }
            }
            if let Some(way) = ways.get_mut(from) {
                *way = here;
            }
        }
        let whole = ways.first().map_or(0, |&(ways, _)| ways);
        let mut pieces = Vec::new();
        let mut from = 0;
        while from < count {
            let on_the_way = ways.get(from).filter(|_| whole > 0).map(|&(_, to)| to);
            let longest = longest_known.get(from).copied().flatten().map(|(to, _)| to);
            let known = on_the_way.or(longest).and_then(|to| {
                let found = self.find(text(from, to)?)?;
                Some((to, Piece::Known(found)))
            });
            let unknown =
                || (from + 1, Piece::Unknown(text(from, from + 1).unwrap_or_default().trim()));
            let (to, piece) = known.unwrap_or_else(unknown);
            pieces.push(piece);
            from = to;
        }
        Pieces { pieces, ambiguous: whole > 1 }
    }
}

/// A label with more separators in it than this is no label of a person.
const MOST_PARTS: usize = 12;

/// Where the pieces of a cell begin and end. One empty piece at the end is dropped, and one at the beginning where a tool puts it there.
fn bounds(cell: &str, separator: &str) -> Vec<(usize, usize)> {
    let mut bounds = Vec::new();
    let mut from = 0;
    for (at, found) in cell.match_indices(separator) {
        bounds.push((from, at));
        from = at + found.len();
    }
    bounds.push((from, cell.len()));
    let empty =
        |&(from, to): &(usize, usize)| cell.get(from..to).is_none_or(|t| t.trim().is_empty());
    if bounds.last().is_some_and(empty) {
        bounds.pop();
    }
    if separator == super::tools::SLASH && bounds.first().is_some_and(empty) {
        bounds.remove(0);
    }
    bounds
}

/// Adds labels that no earlier one is; gives back those that several candidates share.
fn add(
    all: &mut BTreeMap<String, Option<u32>>,
    labels: impl Iterator<Item = (u32, String)>,
) -> Vec<String> {
    let mut fresh: BTreeMap<String, Option<u32>> = BTreeMap::new();
    for (position, label) in labels {
        let same = fresh.entry(clean(&label).into_owned()).or_insert(Some(position));
        if *same != Some(position) {
            *same = None;
        }
    }
    let shared = fresh.iter().filter(|(_, position)| position.is_none());
    let shared = shared.map(|(label, _)| label.clone()).collect();
    for (label, position) in fresh {
        if !label.is_empty() {
            all.entry(label).or_insert(position);
        }
    }
    shared
}

fn with_organisation(candidate: &Candidate, frozen: &Frozen) -> Vec<String> {
    let Some(organisation) = &candidate.organisation else { return Vec::new() };
    let voter = frozen.voter(organisation.as_str());
    let voter = voter.and_then(|position| frozen.roll().get(position as usize));
    let mut names = voter.map_or_else(Vec::new, |voter| texts(&voter.name));
    names.push(organisation.as_str());
    let name = &candidate.name;
    let joined = names.into_iter().flat_map(|organisation| {
        let between = BETWEEN.iter().map(move |between| format!("{name}{between}{organisation}"));
        between.chain([format!("{name} ({organisation})")])
    });
    joined.collect()
}
