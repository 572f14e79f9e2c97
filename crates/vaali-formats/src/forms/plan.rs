//! Which column holds what: the tool's own by its shape, the rest by comparing cells with the candidates and the roll.

use vaali::definition::{Frozen, Standing};

use super::{
    Choice, Confidence, Mapping, Options, Role,
    labels::{Labels, loosely},
    tools::{ROWS_LOOKED_AT, Recognised, recognise},
    voters::Voters,
};
use crate::{
    Finding, Problem,
    folder::yes_or_no,
    sheets::Sheet,
    table::{Input, fold, listed, shown},
};

/// What to read where.
#[derive(Clone, Debug)]
pub(super) struct Plan {
    pub(super) voter: Option<usize>,
    pub(super) times: Vec<usize>,
    pub(super) utc: bool,
    pub(super) marks: Marks,
    pub(super) mapping: Mapping,
}

/// Where the marks are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Marks {
    /// In one cell.
    Cell { column: usize, separator: String },
    /// In a column for each candidate.
    Columns(Vec<(usize, u32)>),
}

const VOTER: [&str; 6] =
    ["voter", "voter_id", "äänestäjä", "väljare", "röstande", "äänestäjätunnus"];
const MARKS: [&str; 3] = ["marks", "merkinnät", "markeringar"];
/// Tried where the tool does not tell, most distinctive first.
const SEPARATORS: [&str; 6] = [";", super::tools::SLASH, "|", "\n", ", ", ","];

pub(super) struct Planner<'p> {
    pub(super) input: &'p Input<'p>,
    pub(super) sheet: &'p Sheet,
    pub(super) frozen: &'p Frozen,
    pub(super) labels: &'p Labels,
    pub(super) voters: &'p Voters<'p>,
    pub(super) options: &'p Options,
    pub(super) findings: &'p mut Vec<Finding>,
}

impl Planner<'_> {
    /// Recognises the columns. What cannot be decided is among the findings, and then there is no plan.
    pub(super) fn plan(mut self) -> Option<Plan> {
        let mut recognised = recognise(self.sheet);
        let voter = self.chosen(&self.options.voter);
        let time = self.chosen(&self.options.time);
        let marks = self.chosen(&self.options.marks);
        for column in [voter, time, marks].into_iter().flatten() {
            if let Some(own) = recognised.own.get_mut(column) {
                *own = None;
            }
        }
        let marks = self.marks(&recognised, [voter, time], marks)?;
        let taken = |column: usize| match &marks {
            Marks::Cell { column: marks, .. } => *marks == column,
            Marks::Columns(columns) => columns.iter().any(|&(marks, _)| marks == column),
        };
        let own = |column: usize| recognised.own.get(column).cloned().flatten();
        let free =
            |column: &usize| !taken(*column) && own(*column).is_none() && Some(*column) != time;
        let voter = match self.options.voter {
            Choice::Recognise => self.voter(&free),
            _ => voter,
        };
        if self.frozen.is_linked() && voter.is_none() {
            self.note(&Problem::VoterColumnMissing { found: listed(&self.sheet.header) });
        }
        let times: Vec<usize> = match self.options.time {
            Choice::Recognise => (0..self.sheet.header.len())
                .filter(|&column| own(column) == Some(Role::Time))
                .collect(),
            _ => time.into_iter().collect(),
        };
        if let Marks::Columns(columns) = &marks {
            if recognised.confidence == Confidence::Guess {
                recognised.confidence = Confidence::Likely;
                recognised.reason = "each option has a column of its own";
            }
            self.missing(columns, |column| free(&column) && Some(column) != voter);
        }
        let mapping = self.mapping(&recognised, &marks, voter, &times);
        if self.findings.iter().any(Finding::is_error) {
            return None;
        }
        Some(Plan { voter, times, utc: recognised.utc, marks, mapping })
    }

    fn note(&mut self, problem: &Problem) {
        self.findings.push(self.input.finding(problem).at_row(self.sheet.header_line));
    }

    /// The column that a person named; its lack is noted.
    fn chosen(&mut self, choice: &Choice) -> Option<usize> {
        let Choice::Column(name) = choice else { return None };
        let column = self.sheet.position(name);
        if column.is_none() {
            let found = listed(&self.sheet.header);
            self.note(&Problem::NoSuchColumn { column: shown(name), found });
        }
        column
    }

    fn marks(
        &mut self,
        recognised: &Recognised,
        others: [Option<usize>; 2],
        chosen: Option<usize>,
    ) -> Option<Marks> {
        let separator = |column: usize| match (&self.options.separator, recognised.separator) {
            (Some(separator), _) => separator.clone(),
            (None, Some(separator)) => separator.to_owned(),
            (None, None) => self.best_separator(column).to_owned(),
        };
        let cell = |column: usize| Marks::Cell { column, separator: separator(column) };
        if let Some(column) = chosen {
            return Some(cell(column));
        }
        let mut single = Vec::new();
        let mut columns = Vec::new();
        for (column, header) in self.sheet.header.iter().enumerate() {
            let own = recognised.own.get(column).is_some_and(Option::is_some);
            if own || others.contains(&Some(column)) {
                continue;
            }
            // Voters may be numbered as candidates are; a column that says it names the voter is none of marks.
            let names_voter = VOTER.contains(&fold(header).as_str());
            if names_voter && self.options.voter == Choice::Recognise {
                continue;
            }
            if MARKS.contains(&fold(header).as_str()) {
                return Some(cell(column));
            }
            if let Some(candidate) = self.option(column, header) {
                columns.push((column, candidate));
            } else if self.holds_marks(column, &separator(column)) {
                single.push(column);
            }
        }
        let names = |columns: &[usize]| {
            let names: Vec<String> = columns
                .iter()
                .filter_map(|&column| self.sheet.header.get(column).cloned())
                .collect();
            listed(&names)
        };
        let problem = match (single.as_slice(), columns.as_slice()) {
            (&[column], []) => return Some(cell(column)),
            ([], []) => Problem::NoMarks { found: listed(&self.sheet.header) },
            ([], _) => return Some(Marks::Columns(columns)),
            (single, columns) => {
                let columns = columns.iter().map(|&(column, _)| column);
                let all: Vec<usize> = single.iter().copied().chain(columns).collect();
                Problem::SeveralMarks { found: names(&all) }
            }
        };
        self.note(&problem);
        None
    }

    /// The candidate whose column this is: its header is a label, alone or behind the question.
    fn option(&self, column: usize, header: &str) -> Option<u32> {
        let behind = [": ", " - ", " – ", " / "];
        let behind = behind.iter().filter_map(|mark| Some(header.rsplit_once(mark)?.1));
        let bracketed = header.strip_suffix(']').and_then(|text| Some(text.rsplit_once('[')?.1));
        let mut texts = [header].into_iter().chain(behind).chain(bracketed);
        let candidate = texts.find_map(|text| self.labels.find(text))?.candidate;
        let fits = |cell: &str| {
            yes_or_no(cell.trim()).is_some()
                || self.labels.find(cell).is_some_and(|found| found.candidate == candidate)
        };
        // Cells of the column that say something else are found row by row; here most of them must fit.
        let (mut fitting, mut all) = (0, 0);
        for cell in self.sheet.filled(column).take(ROWS_LOOKED_AT) {
            all += 1;
            fitting += usize::from(fits(cell));
        }
        (fitting * 2 >= all).then_some(candidate)
    }

    /// Whether at least half of the cells that hold something name a candidate.
    fn holds_marks(&self, column: usize, separator: &str) -> bool {
        let (mut naming, mut all) = (0, 0);
        for cell in self.sheet.filled(column).take(ROWS_LOOKED_AT) {
            all += 1;
            let pieces = self.labels.split(cell, separator);
            let known =
                pieces.pieces.iter().any(|piece| matches!(piece, super::labels::Piece::Known(_)));
            naming += usize::from(known);
        }
        all > 0 && naming * 2 >= all
    }

    /// The separator by which most cells are lists of candidates.
    fn best_separator(&self, column: usize) -> &'static str {
        let understood = |separator: &str| {
            let cells = self.sheet.filled(column).take(ROWS_LOOKED_AT);
            cells.filter(|cell| self.labels.split(cell, separator).all_known()).count()
        };
        let mut best = (";", 0);
        for separator in SEPARATORS {
            let understood = understood(separator);
            if understood > best.1 {
                best = (separator, understood);
            }
        }
        best.0
    }

    fn voter(&self, free: &impl Fn(&usize) -> bool) -> Option<usize> {
        let named = |column: &usize| {
            self.sheet.header.get(*column).is_some_and(|name| VOTER.contains(&fold(name).as_str()))
        };
        let columns = || (0..self.sheet.header.len()).filter(free);
        columns().find(named).or_else(|| {
            // By content: at least half of the cells are on the roll.
            columns().find(|&column| {
                let cells = || self.sheet.filled(column).take(ROWS_LOOKED_AT);
                let known = cells().filter(|cell| self.voters.find(cell).is_some()).count();
                known > 0 && known * 2 >= cells().count()
            })
        })
    }

    /// Two columns of one candidate, candidates without a column, and columns that may be theirs.
    fn missing(&mut self, columns: &[(usize, u32)], free: impl Fn(usize) -> bool) {
        let candidates = self.frozen.candidates().iter().zip(self.frozen.standings());
        let mut found = Vec::new();
        for (position, (candidate, standing)) in (0_u32..).zip(candidates) {
            let id = shown(candidate.id.as_str());
            let mut own = columns.iter().filter(|&&(_, candidate)| candidate == position);
            let problem = match (own.next(), own.next()) {
                (Some(_), Some(&(column, _))) => (Some(column), Problem::CandidateTwice { id }),
                (None, _) if *standing == Standing::OnBallot => {
                    let name = loosely(&candidate.name);
                    let near = |header: &String| {
                        let most = 1 + name.chars().count() / 8;
                        strsim::damerau_levenshtein(&loosely(header), &name) <= most
                    };
                    let mut strange =
                        self.sheet.header.iter().enumerate().filter(|&(column, _)| free(column));
                    match strange.find(|(_, header)| near(header)) {
                        Some((column, _)) => (Some(column), Problem::ColumnNearCandidate { id }),
                        None => (None, Problem::CandidateNotOffered { id }),
                    }
                }
                _ => continue,
            };
            found.push(problem);
        }
        for (column, problem) in found {
            let finding = self.input.finding(&problem).at_row(self.sheet.header_line);
            self.findings.push(match column {
                Some(column) => finding.in_column(self.sheet.name(column)),
                None => finding,
            });
        }
    }

    fn mapping(
        &mut self,
        recognised: &Recognised,
        marks: &Marks,
        voter: Option<usize>,
        times: &[usize],
    ) -> Mapping {
        let role = |column: usize| match marks {
            Marks::Cell { column: marks, .. } if *marks == column => Role::Marks,
            Marks::Columns(columns) if columns.iter().any(|&(own, _)| own == column) => {
                let candidate = columns.iter().find(|&&(own, _)| own == column);
                let candidate = candidate
                    .and_then(|&(_, candidate)| self.frozen.candidates().get(candidate as usize));
                Role::Candidate(candidate.map_or_else(String::new, |c| c.id.to_string()))
            }
            _ if voter == Some(column) => Role::Voter,
            _ if times.contains(&column) => Role::Time,
            _ => match recognised.own.get(column) {
                Some(Some(Role::Private)) => Role::Private,
                _ => Role::Unused,
            },
        };
        let named = self.sheet.header.iter().enumerate();
        let columns = named.map(|(column, name)| (name.clone(), role(column))).collect();
        if recognised.confidence == Confidence::Guess && self.options.marks == Choice::Recognise {
            self.note(&Problem::Guessed { reason: recognised.reason });
        }
        Mapping {
            tool: recognised.tool,
            confidence: recognised.confidence,
            reason: recognised.reason,
            separator: match marks {
                Marks::Cell { separator, .. } => Some(separator.clone()),
                Marks::Columns(_) => None,
            },
            columns,
        }
    }
}
