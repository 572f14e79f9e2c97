//! The three sections as tables.

use crate::{
    Finding, Problem,
    table::{Input, Rows, clean},
};

/// One row.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) line: u64,
    pub(super) cells: Vec<String>,
}

/// One section.
#[derive(Debug, Default)]
pub(super) struct Table {
    pub(super) found: bool,
    pub(super) line: Option<u64>,
    pub(super) header: Vec<String>,
    pub(super) rows: Vec<Line>,
}

#[derive(Debug, Default)]
pub(super) struct Sections {
    pub(super) meta: Table,
    pub(super) projects: Table,
    pub(super) votes: Table,
}

const NAMES: [&str; 3] = ["META", "PROJECTS", "VOTES"];
const MOST_FINDINGS: usize = 100;

impl Sections {
    /// Reads all rows; what cannot be read is noted.
    pub(super) fn read(input: &Input<'_>, bytes: &[u8], findings: &mut Vec<Finding>) -> Self {
        let mut sections = Self::default();
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        let Ok(text) = std::str::from_utf8(bytes) else {
            findings.push(input.finding(&Problem::BrokenText { encoding: "UTF-8" }));
            return sections;
        };
        if bytes.is_empty() {
            findings.push(input.finding(&Problem::Empty));
        }
        let mut rows = Rows::semicolons(text);
        // Sections come in one order; what stands before the first is in none.
        let mut section = 0;
        while let Some(row) = rows.next_row() {
            if findings.len() >= MOST_FINDINGS {
                break;
            }
            if let Some(problem) = row.problem() {
                findings.push(input.finding(&problem).at_row(row.line()));
                continue;
            }
            if row.is_blank() {
                continue;
            }
            if row.len() == 1
                && NAMES
                    .get(section)
                    .is_some_and(|name| row.cell(0).trim().eq_ignore_ascii_case(name))
            {
                section += 1;
                let table = sections.table(section);
                table.found = true;
                table.line = Some(row.line());
                continue;
            }
            let table = sections.table(section);
            let cells: Vec<String> = row.cells().map(|cell| clean(cell).into_owned()).collect();
            if table.header.is_empty() {
                table.header = cells;
                table.line = Some(row.line());
            } else if cells.len() == table.header.len() {
                table.rows.push(Line { line: row.line(), cells });
            } else {
                let (found, expected) = (cells.len(), table.header.len());
                let problem = Problem::WrongNumberOfCells { found, expected };
                findings.push(input.finding(&problem).at_row(row.line()));
            }
        }
        for (table, section) in
            [&sections.meta, &sections.projects, &sections.votes].into_iter().zip(NAMES)
        {
            if !table.found {
                findings.push(input.finding(&Problem::NoSection { section }));
            }
        }
        sections
    }

    /// What the tables say that a vote and its marks do not need, and that is not kept.
    pub(super) fn beyond(&self) -> Vec<&'static str> {
        const PROJECTS: [&str; 5] = ["project_id", "cost", "votes", "name", "category"];
        let has = |table: &Table, wanted: &str| {
            table.header.iter().any(|cell| cell.eq_ignore_ascii_case(wanted))
        };
        let budget = self.meta.rows.iter().any(|row| {
            row.cells.first().is_some_and(|key| matches!(key.as_str(), "budget" | "rule"))
        });
        let others = self
            .projects
            .header
            .iter()
            .any(|cell| !PROJECTS.iter().any(|known| cell.eq_ignore_ascii_case(known)));
        let said = [
            (
                budget || has(&self.projects, "cost"),
                "the costs of projects, the budget and its rule, which this program does not keep",
            ),
            (others, "the other columns of projects, which this program does not keep"),
            (
                self.votes.header.len() > 1,
                "the ids of voters and what else is said of them, which this program does not keep",
            ),
        ];
        said.into_iter().filter_map(|(said, what)| said.then_some(what)).collect()
    }

    /// The section of a number; what stands before the first is read as the first, which then is missing.
    fn table(&mut self, section: usize) -> &mut Table {
        match section {
            0 | 1 => &mut self.meta,
            2 => &mut self.projects,
            _ => &mut self.votes,
        }
    }
}
