//! `decisions.csv`: what a person decided about entries that may be the same.

use std::iter;

use super::Rolls;
use crate::{
    Finding, Findings, Problem,
    datasets::export,
    sheets::{self, Sheet},
    table::{Columns, Input, Known, clean, shown},
};

/// What becomes of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Decision {
    Keep,
    Drop,
    /// The id of the row that it is the same as.
    SameAs(String),
}

/// Whether two ids are the same, or the second is the first as a spreadsheet saves it: as a number, without its zeros.
pub(super) fn same_id(id: &str, saved: &str) -> bool {
    let id = clean(id);
    let is_number = !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit());
    id == saved || is_number && id.trim_start_matches('0') == saved
}

const COLUMNS: [Known; 7] = [
    Known { name: "group", also: &[] },
    Known { name: "why", also: &[] },
    Known { name: "file", also: &[] },
    Known { name: "row", also: &[] },
    Known { name: "id", also: &[] },
    Known { name: "name", also: &[] },
    Known { name: "decision", also: &[] },
];

impl Decision {
    fn parse(text: &str) -> Option<Self> {
        match text.to_lowercase().as_str() {
            "keep" => Some(Self::Keep),
            "drop" => Some(Self::Drop),
            _ => {
                let (words, id) = (text.get(..7)?, text.get(7..)?.trim());
                let same = words.eq_ignore_ascii_case("same as") && !id.is_empty();
                same.then(|| Self::SameAs(id.to_owned()))
            }
        }
    }

    fn text(&self) -> String {
        match self {
            Self::Keep => "keep".to_owned(),
            Self::Drop => "drop".to_owned(),
            Self::SameAs(id) => format!("same as {id}"),
        }
    }
}

impl Rolls {
    /// The file to decide in: the rows of each group below each other, with what is decided already.
    pub fn decisions_csv(&self) -> String {
        let header = COLUMNS.map(|column| column.name.to_owned());
        let rows = (1..).zip(&self.groups).flat_map(|(group, set)| {
            set.entries.iter().filter_map(move |place| {
                let entry = self.entries.get(*place)?;
                let decision = self.decisions.get(place);
                Some([
                    i32::to_string(&group),
                    set.why.to_owned(),
                    entry.file.clone(),
                    entry.row.to_string(),
                    entry.voter.id.to_string(),
                    entry.voter.name.in_language("fi").to_owned(),
                    decision.map_or_else(String::new, Decision::text),
                ])
            })
        });
        export::csv(';', iter::once(header).chain(rows))
    }

    pub(super) fn decide(&mut self, input: &Input<'_>) -> Result<(), Findings> {
        let (sheet, mut findings) = sheets::read(input, None)?;
        let line = sheet.header_line;
        let columns = Columns::of(input, &sheet.header, line, &COLUMNS, &mut findings);
        for column in ["file", "row", "id", "name", "decision"] {
            columns.required(column, input, &sheet.header, line, &mut findings);
        }
        if findings.iter().all(|finding| !finding.is_error()) {
            self.each(input, &sheet, &columns, &mut findings);
        }
        self.findings.extend(Findings::settle(findings)?);
        Ok(())
    }

    fn each(
        &mut self,
        input: &Input<'_>,
        sheet: &Sheet,
        columns: &Columns,
        findings: &mut Vec<Finding>,
    ) {
        for row in sheet.rows.iter().filter(|row| !row.is_blank()) {
            let cell = |column| {
                let cell = columns.position(column).map_or("", |at| row.cell(at));
                clean(export::restored(cell))
            };
            let decided = cell("decision");
            if decided.is_empty() {
                continue;
            }
            let Some(decision) = Decision::parse(&decided) else {
                let problem = Problem::WrongDecision { text: shown(&decided) };
                findings.push(input.finding(&problem).at_row(row.line).in_column("decision"));
                continue;
            };
            // Id and name are compared too: a decision about a row must not pass to the row that stands there now.
            let meant = self.entries.iter().position(|entry| {
                entry.file == cell("file")
                    && entry.row.to_string() == cell("row")
                    && same_id(entry.voter.id.as_str(), &cell("id"))
                    && clean(entry.voter.name.in_language("fi")) == cell("name")
            });
            let in_group =
                |place: &usize| self.groups.iter().any(|group| group.entries.contains(place));
            if let Some(place) = meant.filter(in_group) {
                self.decisions.insert(place, decision);
            } else {
                let (file, number) = (shown(&cell("file")), shown(&cell("row")));
                let problem = Problem::StaleDecision { file, row: number };
                findings.push(input.finding(&problem).at_row(row.line));
            }
        }
    }
}
