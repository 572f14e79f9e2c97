//! The result of a count as tables.

mod figures;
mod people;

use vaali::{
    count::{CountResult, Outcome, Purpose},
    definition::{CandidateId, Frozen, Text, VoterId},
};

use super::{
    csv,
    words::{Language, Word},
};

/// What a table is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Every candidate with votes, place and what became of them, in the order of the result.
    Results,
    /// Turnout, ballots, seats.
    Figures,
    /// Rejected ballots by reason; never what they say.
    Rejected,
    /// Deputies.
    Deputies,
    /// Lots, those drawn and those still open.
    Lots,
    /// Offices and who holds them.
    Offices,
    /// Kinds of seats, those of the election and others.
    Seats,
}

impl Kind {
    /// All of them, in the order of a workbook.
    pub const ALL: [Self; 7] = [
        Self::Results,
        Self::Figures,
        Self::Rejected,
        Self::Deputies,
        Self::Lots,
        Self::Offices,
        Self::Seats,
    ];

    fn word(self) -> Word {
        match self {
            Self::Results => Word::Results,
            Self::Figures => Word::Figures,
            Self::Rejected => Word::Rejected,
            Self::Deputies => Word::Deputies,
            Self::Lots => Word::Lots,
            Self::Offices => Word::Offices,
            Self::Seats => Word::Seats,
        }
    }
}

/// A cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// A text; an id is a text too, so that it keeps its zeros.
    Text(String),
    /// A whole number.
    Number(u64),
    /// A part of a whole, shown in percent with one decimal.
    Percent {
        /// The part.
        part: u64,
        /// The whole.
        whole: u64,
    },
    /// Nothing.
    Empty,
}

impl Cell {
    pub(super) fn number(number: impl Into<u64>) -> Self {
        Self::Number(number.into())
    }

    pub(super) fn percent(fraction: Option<&str>) -> Self {
        let parts = fraction.and_then(|fraction| {
            let (part, whole) = fraction.split_once('/')?;
            Some((part.parse().ok()?, whole.parse().ok()?))
        });
        match parts {
            Some((part, whole)) if whole > 0 => Self::Percent { part, whole },
            _ => Self::Empty,
        }
    }

    pub(super) fn or_empty<T: Into<Self>>(value: Option<T>) -> Self {
        value.map_or(Self::Empty, Into::into)
    }

    /// As a text file has it.
    pub(super) fn text(&self, language: Language) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Number(number) => number.to_string(),
            Self::Percent { part, whole } => tenths(*part, *whole).map_or_else(String::new, |t| {
                format!("{}{}{}", t / 10, language.decimal(), t % 10)
            }),
            Self::Empty => String::new(),
        }
    }
}

/// A share in tenths of a percent, rounded half up.
pub(super) fn tenths(part: u64, whole: u64) -> Option<u64> {
    let (part, whole) = (u128::from(part), u128::from(whole));
    u64::try_from((part * 2000 + whole).checked_div(2 * whole)?).ok()
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(text) }
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl From<u64> for Cell {
    fn from(number: u64) -> Self {
        Self::Number(number)
    }
}

impl From<u32> for Cell {
    fn from(number: u32) -> Self {
        Self::Number(number.into())
    }
}

/// A table of a result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// What it is about.
    pub kind: Kind,
    /// Its title.
    pub title: &'static str,
    /// What stands above the columns.
    pub header: Vec<&'static str>,
    /// The rows, each as long as the header.
    pub rows: Vec<Vec<Cell>>,
    language: Language,
}

impl Table {
    /// The table as a text file, safe in spreadsheets as [`csv`] is. Columns are parted and decimals written as spreadsheets of the table's language expect it.
    pub fn csv(&self) -> String {
        let header = self.header.iter().map(|name| (*name).to_owned()).collect();
        let cells = |row: &Vec<Cell>| row.iter().map(|cell| cell.text(self.language)).collect();
        let rows = self.rows.iter().map(cells);
        csv(self.language.separator(), std::iter::once::<Vec<String>>(header).chain(rows))
    }

    /// The language of its words.
    pub fn language(&self) -> Language {
        self.language
    }
}

/// The tables of an outcome, in the order of [`Kind::ALL`].
///
/// There is no ballot in them, whatever the secrecy, and no address: a result holds none. Every row names the election; a rehearsal says TEST there, and a result that awaits a lot says that it
/// is not final. Places are two columns where they are shared: a spreadsheet would take `1-2` for a date.
///
/// ```
/// use vaali::{ballot::{Ballot, Ballots}, count::{Proceedings, count}, definition::Definition};
/// use vaali_formats::datasets::export::{Kind, Language, tables};
///
/// let frozen = Definition::from_json(r#"{"format": 1, "id": "7f6d4a0e-6f0c-4c51-9d5b-0c5f8f0d2a11", "title": "Hallitus",
///     "rules": {"ballots": "anonymous", "secrecy": "secret", "marks": {"min": 1, "max": 1}, "seats": {"min": 1, "max": 1}, "ties": {"seat": "lot_manual"}},
///     "candidates": [{"id": "01", "name": "Aino"}, {"id": "02", "name": "Bo"}]}"#)?.freeze()?;
/// let ballot = Ballot { marks: vec!["01".to_owned()], ..Ballot::default() };
/// let outcome = count(&frozen, &Ballots::of(&frozen, [ballot], []), &Proceedings::default())?;
/// let tables = tables(&frozen, &outcome, Language::Finnish);
/// assert_eq!(tables[0].kind, Kind::Results);
/// assert!(tables[0].csv().lines().nth(1).unwrap().starts_with("Hallitus;1;1;01;Aino;;;1;\"100,0\";valittu;"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn tables(frozen: &Frozen, outcome: &Outcome, language: Language) -> Vec<Table> {
    let from = Source { frozen, outcome, result: outcome.result(), language };
    Kind::ALL.into_iter().map(|kind| from.table(kind)).collect()
}

/// What tables are made from.
struct Source<'f> {
    frozen: &'f Frozen,
    outcome: &'f Outcome,
    result: &'f CountResult,
    language: Language,
}

impl Source<'_> {
    fn table(&self, kind: Kind) -> Table {
        let (header, rows) = match kind {
            Kind::Results => self.results(),
            Kind::Figures => self.figures(),
            Kind::Rejected => self.rejected(),
            Kind::Deputies => self.deputies(),
            Kind::Lots => self.lots(),
            Kind::Offices => self.offices(),
            Kind::Seats => self.seats(),
        };
        let election = self.election();
        let named = |mut row: Vec<Cell>| {
            row.insert(0, election.as_str().into());
            row
        };
        let header = [Word::Election].into_iter().chain(header);
        Table {
            kind,
            title: self.word(kind.word()),
            header: header.map(|word| self.word(word)).collect(),
            rows: rows.into_iter().map(named).collect(),
            language: self.language,
        }
    }

    fn word(&self, word: Word) -> &'static str {
        word.of(self.language)
    }

    fn say(&self, word: Word) -> Cell {
        self.word(word).into()
    }

    fn in_language<'t>(&self, text: &'t Text) -> &'t str {
        text.in_language(self.language.code())
    }

    /// The title, with what must not be overlooked before it.
    fn election(&self) -> String {
        let mut title = String::new();
        let warnings = [
            (self.result.election.test, Word::Test),
            (self.outcome.request().is_some(), Word::NotFinal),
        ];
        for (_, word) in warnings.into_iter().filter(|(warns, _)| *warns) {
            title += self.word(word);
            title += ": ";
        }
        title + self.in_language(&self.result.election.title)
    }

    fn name(&self, id: &CandidateId) -> String {
        let candidates = &self.result.candidates;
        let candidate = candidates.iter().find(|candidate| candidate.id == *id);
        candidate.map_or_else(|| id.to_string(), |candidate| candidate.name.clone())
    }

    /// Name and id, because names may be alike.
    fn names(&self, ids: &[CandidateId]) -> String {
        let names: Vec<String> = ids.iter().map(|id| format!("{} ({id})", self.name(id))).collect();
        names.join("; ")
    }

    /// The name on the roll; what the candidate's entry says where there is no roll.
    fn organisation(&self, id: &VoterId) -> String {
        organisation(self.frozen, id, self.language.code())
    }

    fn purpose(&self, purpose: &Purpose) -> String {
        match purpose {
            Purpose::Seat => self.word(Word::Seat).to_owned(),
            Purpose::Deputy => self.word(Word::DeputyPlace).to_owned(),
            Purpose::Office(id) => {
                let mut offices = self.frozen.offices().iter();
                let office = offices.find(|office| office.id == *id);
                office.map_or(id.as_str(), |office| self.in_language(&office.name)).to_owned()
            }
        }
    }
}

/// The name of an organisation on the roll; its id where there is no roll.
pub(super) fn organisation(frozen: &Frozen, id: &VoterId, language: &str) -> String {
    let voter = frozen.voter(id.as_str()).and_then(|at| frozen.roll().get(at as usize));
    voter.map_or_else(|| id.to_string(), |voter| voter.name.in_language(language).to_owned())
}
