//! The votes as a chart: horizontal bars in order of votes, with the seat line and the ties that mattered.
//!
//! What became of a candidate is told by a sign and a pattern, not by colour alone, and the shades differ in grey print.

mod draw;
mod ink;
#[cfg(feature = "png")]
mod png;

#[cfg(test)]
mod tests;

use maud::Markup;
use vaali::count::{CandidateResult, Reason, Status};

use self::{draw::Layout, ink::Paint};
use crate::{counted::Counted, language::Language, message, minutes::View, numbers, text::shown};

#[cfg(feature = "png")]
pub use self::png::png;

/// The chart as an SVG file of its own, with colours of its own.
///
/// ```
/// use vaali::{ballot::{Ballot, Ballots}, count::{Proceedings, count}, definition::Definition};
/// use vaali_report::{Counted, Language, chart};
///
/// let frozen = Definition::from_json(r#"{
///     "format": 1, "id": "7f6d4a0e-6f0c-4c51-9d5b-0c5f8f0d2a11", "title": "Board",
///     "rules": {"ballots": "anonymous", "secrecy": "secret", "marks": {"min": 1, "max": 1},
///               "seats": {"min": 1, "max": 1}, "ties": {"seat": "lot_manual"}},
///     "candidates": [{"id": "a", "name": "Aino"}, {"id": "b", "name": "Bo"}]
/// }"#)?.freeze()?;
/// let ballot = |mark: &str| Ballot { marks: vec![mark.to_owned()], ..Ballot::default() };
/// let ballots = Ballots::of(&frozen, ["a", "a", "b"].map(ballot), []);
/// let proceedings = Proceedings::default();
/// let outcome = count(&frozen, &ballots, &proceedings)?;
///
/// let counted = Counted { frozen: &frozen, outcome: &outcome, proceedings: &proceedings };
/// let svg = chart::svg(&counted, Language::Finnish);
/// assert!(svg.starts_with("<svg") && svg.contains("Paikkaraja: 1 valittu"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn svg(counted: &Counted<'_>, language: Language) -> String {
    let chart = Chart::of(&View::new(*counted, language));
    let mut text = draw::chart(&chart, Layout::Wide, Paint::Fixed).into_string();
    text.push('\n');
    text
}

/// The chart as a part of a page, in the colours of the page; nothing where nothing was counted.
pub(crate) fn embedded(view: &View<'_>) -> Option<Markup> {
    let chart = Chart::of(view);
    chart.counted.then(|| draw::chart(&chart, Layout::Stacked, Paint::OfPage))
}

/// The chart as a file of its own, and what it tells to those who do not see it; nothing where nothing was counted.
pub(crate) fn told(view: &View<'_>) -> Option<(String, String)> {
    let chart = Chart::of(view);
    let svg = || draw::chart(&chart, Layout::Wide, Paint::Fixed).into_string();
    chart.counted.then(|| (svg(), chart.description.clone()))
}

/// What is drawn.
#[derive(Debug)]
struct Chart {
    language: Language,
    heading: String,
    notes: Vec<String>,
    description: String,
    rows: Vec<Row>,
    /// The words on the line below the elected, and the row that it stands above.
    line: Option<(String, usize)>,
    /// Whether there are votes at all.
    counted: bool,
}

/// A candidate.
#[derive(Debug)]
struct Row {
    name: String,
    office: Option<String>,
    votes: Option<u64>,
    kind: Kind,
    /// Whether a lot, a new ballot or a rule had to part this candidate from others of the same votes.
    tied: bool,
}

/// What became of a candidate, as far as a chart tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Elected,
    Deputy,
    NotElected,
    Undecided,
    Declined,
}

impl Kind {
    const ALL: [Self; 5] =
        [Self::Elected, Self::Deputy, Self::NotElected, Self::Undecided, Self::Declined];

    /// None for who was not on the ballot.
    fn of(status: Status) -> Option<Self> {
        match status {
            Status::Elected => Some(Self::Elected),
            Status::Deputy => Some(Self::Deputy),
            Status::NotElected => Some(Self::NotElected),
            Status::Undecided => Some(Self::Undecided),
            Status::Declined => Some(Self::Declined),
            Status::Withdrawn | Status::Refused => None,
        }
    }

    fn words(self, language: Language) -> &'static str {
        match self {
            Self::Elected => message::chart::elected(language),
            Self::Deputy => message::chart::deputy(language),
            Self::NotElected => message::chart::not_elected(language),
            Self::Undecided => message::chart::undecided(language),
            Self::Declined => message::chart::declined(language),
        }
    }
}

impl Chart {
    fn of(view: &View<'_>) -> Self {
        let (result, language) = (view.result(), view.language);
        let rows: Vec<Row> =
            result.candidates.iter().filter_map(|candidate| Row::of(view, candidate)).collect();
        let elected = rows.iter().filter(|row| row.kind == Kind::Elected).count();
        let undecided = rows.iter().any(|row| row.kind == Kind::Undecided);
        let line = (0 < elected && elected < rows.len() && !result.acclamation).then(|| {
            let words =
                if undecided { message::chart::awaits_line } else { message::chart::seat_line };
            (words(language, elected as u64), elected)
        });
        let mut notes = Vec::new();
        if result.election.test {
            notes.push(message::chart::test(language).to_owned());
        }
        if view.awaits() {
            notes.push(message::chart::awaits(language).to_owned());
        }
        let description = if result.acclamation {
            message::chart::description_acclamation(
                language,
                &numbers::whole(language, elected as u64),
            )
        } else {
            let ballots = numbers::whole(language, result.reconciliation.accepted);
            notes.push(message::chart::ballots(language, &ballots));
            message::chart::description(
                language,
                &numbers::whole(language, rows.len() as u64),
                &numbers::whole(language, elected as u64),
            )
        };
        Self {
            language,
            heading: shown(language, view.counted.title(language)),
            notes,
            description,
            rows,
            line,
            counted: !result.acclamation,
        }
    }

    /// The kinds that occur, in a fixed order.
    fn kinds(&self) -> impl Iterator<Item = Kind> {
        Kind::ALL.into_iter().filter(|kind| self.rows.iter().any(|row| row.kind == *kind))
    }

    fn most_votes(&self) -> u64 {
        self.rows.iter().filter_map(|row| row.votes).max().unwrap_or(0)
    }

    /// Runs of neighbouring rows that are tied with each other: first row and number of rows.
    fn ties(&self) -> Vec<(usize, usize)> {
        let mut ties: Vec<(usize, usize)> = Vec::new();
        for (place, row) in self.rows.iter().enumerate().filter(|(_, row)| row.tied) {
            let grows = ties.last().is_some_and(|&(first, rows)| {
                first + rows == place
                    && self.rows.get(first).is_some_and(|above| above.votes == row.votes)
            });
            match ties.last_mut() {
                Some((_, rows)) if grows => *rows += 1,
                _ => ties.push((place, 1)),
            }
        }
        ties
    }
}

impl Row {
    fn of(view: &View<'_>, candidate: &CandidateResult) -> Option<Self> {
        let result = view.result();
        let by_rule = |reason: &Reason| {
            matches!(reason, Reason::TieElected { .. } | Reason::TieLeftOut { .. })
        };
        let in_a_lot = result
            .lots
            .iter()
            .map(|lot| &lot.request)
            .chain(view.counted.outcome.request())
            .chain(&result.open_lots)
            .any(|request| request.among.contains(&candidate.id));
        Some(Self {
            name: view.name(&candidate.id),
            office: candidate.office.as_ref().map(|office| view.office(office)),
            votes: candidate.votes.map(u64::from),
            kind: Kind::of(candidate.status)?,
            tied: in_a_lot || candidate.reasons.iter().any(by_rule),
        })
    }

    /// Everything about the row in words, for who points at it.
    fn in_words(&self, language: Language) -> String {
        let name = match &self.office {
            Some(office) => format!("{} ({office})", self.name),
            None => self.name.clone(),
        };
        let status = self.kind.words(language);
        match self.votes {
            Some(votes) => message::chart::bar(language, &name, status, votes),
            None => format!("{name}: {status}"),
        }
    }
}
