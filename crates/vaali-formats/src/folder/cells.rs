//! The cells of a list: texts, yes and no, numbers, times; and the walk over its rows.

use std::{collections::BTreeMap, str::FromStr};

use vaali::definition::Text;

use crate::{
    Finding, Problem,
    datasets::export::restored,
    table::{Blocks, Columns, Input, Known, Row, Stop, clean, reading, shown},
};

/// Findings of one kind of file beyond which the rest is noise.
pub(crate) const MOST_FINDINGS: usize = 100;

/// Whether a cell says yes or no.
pub(crate) fn yes_or_no(text: &str) -> Option<bool> {
    const YES: [&str; 8] = ["yes", "x", "1", "true", "kyllä", "ja", "y", "k"];
    const NO: [&str; 8] = ["no", "", "0", "false", "ei", "nej", "n", "-"];
    let folded = text.to_lowercase();
    if YES.contains(&folded.as_str()) {
        Some(true)
    } else if NO.contains(&folded.as_str()) {
        Some(false)
    } else {
        None
    }
}

/// One row of a list, with what its cells are called and where findings go.
pub(super) struct Reader<'r, 'f> {
    pub(super) row: Row<'r>,
    header: &'r [String],
    columns: &'r Columns,
    input: &'r Input<'r>,
    findings: &'f mut Vec<Finding>,
}

impl Reader<'_, '_> {
    /// The cell of a column, cleaned; nothing if it is empty or there is no such column.
    pub(super) fn text(&self, column: &str) -> Option<String> {
        let cell = clean(restored(self.row.cell(self.columns.position(column)?)));
        (!cell.is_empty()).then(|| cell.into_owned())
    }

    /// A cell that must be of a kind.
    pub(super) fn parsed<T>(
        &mut self,
        column: &str,
        expected: &'static str,
        parse: impl FnOnce(&str) -> Option<T>,
    ) -> Option<T> {
        let text = self.text(column)?;
        let parsed = parse(&text);
        if parsed.is_none() {
            self.note(&Problem::WrongCell { text: shown(&text), expected }, column);
        }
        parsed
    }

    /// An id; an empty one is a finding.
    pub(super) fn id<T: FromStr>(&mut self, column: &str) -> Option<T> {
        const EXPECTED: &str = "an id: 1 to 200 characters without control characters";
        // A column that is missing is one finding, not one for each row.
        self.columns.position(column)?;
        if self.text(column).is_none() {
            self.note(&Problem::WrongCell { text: String::new(), expected: EXPECTED }, column);
        }
        self.parsed(column, EXPECTED, |text| text.parse().ok())
    }

    /// Yes or no; empty means no.
    pub(super) fn flag(&mut self, column: &str) -> bool {
        self.parsed(column, "yes or no", yes_or_no).unwrap_or(false)
    }

    /// A text that may be there in several languages: `position`, or `position_fi`, `position_sv`, ...
    pub(super) fn languages(&self, columns: &[&'static str]) -> Option<Text> {
        let (plain, per_language) = columns.split_first()?;
        if let Some(text) = self.text(plain) {
            return Some(Text::Plain(text));
        }
        let texts: BTreeMap<String, String> = per_language
            .iter()
            .filter_map(|column| {
                let (_, language) = column.rsplit_once('_')?;
                Some((language.to_owned(), self.text(column)?))
            })
            .collect();
        (!texts.is_empty()).then_some(Text::Languages(texts))
    }

    pub(super) fn note(&mut self, problem: &Problem, column: &str) {
        let name = self.columns.position(column).and_then(|at| self.header.get(at));
        let name = name.map_or(column, String::as_str);
        self.findings.push(self.input.finding(problem).at_row(self.row.line()).in_column(name));
    }
}

/// What a list is made of.
pub(super) struct List<'k> {
    pub(super) known: &'k [Known],
    pub(super) required: &'k [&'static str],
    /// Of these one must be there.
    pub(super) one_of: &'k [&'static str],
    /// Columns of one text: without a language first, then per language.
    pub(super) texts: &'k [&'k [&'static str]],
}

/// Reads a list row by row. Everything found is noted; the lines of the entries are given beside them.
pub(super) fn read_list<T>(
    input: &Input<'_>,
    list: &List<'_>,
    findings: &mut Vec<Finding>,
    mut entry: impl FnMut(&mut Reader<'_, '_>) -> Option<T>,
) -> (Vec<T>, Vec<u64>) {
    let read = reading(input, |windows_1252| {
        let mut found = Vec::new();
        let list = read_blocks(input, windows_1252, list, &mut found, &mut entry)?;
        Ok((list, found))
    });
    match read {
        Ok((list, found)) => {
            findings.extend(found);
            list
        }
        Err(found) => {
            findings.extend(found.0);
            (Vec::new(), Vec::new())
        }
    }
}

fn read_blocks<T>(
    input: &Input<'_>,
    windows_1252: bool,
    list: &List<'_>,
    findings: &mut Vec<Finding>,
    entry: &mut impl FnMut(&mut Reader<'_, '_>) -> Option<T>,
) -> Result<(Vec<T>, Vec<u64>), Stop> {
    let mut blocks = Blocks::open(input, windows_1252)?;
    let header = std::mem::take(&mut blocks.header);
    let line = blocks.header_line;
    let columns = Columns::of(input, &header, line, list.known, findings);
    for column in list.required {
        columns.required(column, input, &header, line, findings);
    }
    if !list.one_of.iter().any(|column| columns.position(column).is_some())
        && let Some(first) = list.one_of.first()
    {
        columns.required(first, input, &header, line, findings);
    }
    for texts in list.texts {
        languages_apart(input, &columns, texts, line, findings);
    }
    let (mut entries, mut lines) = (Vec::new(), Vec::new());
    let mut empty = (0, 0);
    let mut errors = findings.iter().filter(|finding| finding.is_error()).count();
    while let Some(block) = blocks.next_block()? {
        let mut rows = block.rows().ok_or_else(|| blocks.not_utf8())?;
        while let Some(row) = rows.next_row() {
            if row.problem().is_none() && row.is_blank() {
                empty = (empty.0 + 1, if empty.0 == 0 { row.line() } else { empty.1 });
                continue;
            }
            let before = findings.len();
            if let Some(problem) = row_problem(&row, header.len()) {
                findings.push(input.finding(&problem).at_row(row.line()));
            } else {
                let line = row.line();
                let (columns, header) = (&columns, header.as_slice());
                let mut reader = Reader { row, header, columns, input, findings };
                if let Some(read) = entry(&mut reader) {
                    entries.push(read);
                    lines.push(line);
                }
            }
            errors +=
                findings.get(before..).map_or(0, |new| new.iter().filter(|f| f.is_error()).count());
            if errors >= MOST_FINDINGS {
                return Err(Stop::Found(std::mem::take(findings)));
            }
        }
    }
    if empty.0 > 0 {
        findings.push(input.finding(&Problem::EmptyRows { rows: empty.0 }).at_row(empty.1));
    }
    Ok((entries, lines))
}

/// What makes a row unreadable as a whole.
#[inline]
pub(crate) fn row_problem(row: &Row<'_>, expected: usize) -> Option<Problem> {
    let found = row.len();
    if found == expected && row.is_sound() {
        return None;
    }
    row.problem()
        .or_else(|| (found != expected).then_some(Problem::WrongNumberOfCells { found, expected }))
}

fn languages_apart(
    input: &Input<'_>,
    columns: &Columns,
    texts: &[&'static str],
    line: u64,
    findings: &mut Vec<Finding>,
) {
    let Some((plain, per_language)) = texts.split_first() else { return };
    let both = columns.position(plain).is_some()
        && per_language.iter().any(|column| columns.position(column).is_some());
    if both {
        let problem = Problem::PlainAndLanguages { column: (*plain).to_owned() };
        findings.push(input.finding(&problem).at_row(line).in_column(*plain));
    }
}
