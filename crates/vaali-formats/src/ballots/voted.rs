//! `voted.csv`: the marks on the roll.

use vaali::{ballot::RollMark, definition::Frozen};

use super::{lines::Lines, read::MOST_ROWS_SHOWN};
use crate::{
    Finding, Findings, Problem,
    datasets::export::restored,
    folder::row_problem,
    table::{Blocks, Columns, Input, Known, Stop, clean, reading},
    times::Zone,
};

const COLUMNS: [Known; 2] = [
    Known { name: "voter", also: &["voter_id", "id", "äänestäjä", "väljare", "röstande"] },
    Known { name: "cast_at", also: &[] },
];

#[derive(Debug, Default)]
pub(super) struct Voted {
    pub(super) marks: Vec<RollMark>,
    pub(super) lines: Lines,
    pub(super) findings: Vec<Finding>,
}

pub(super) fn read(input: &Input<'_>, frozen: &Frozen) -> Result<Voted, Findings> {
    let zone = Zone::named(frozen.rules().time_zone.as_deref());
    let (mut list, findings) = reading(input, |windows_1252| {
        let mut findings = Vec::new();
        let list = read_blocks(input, windows_1252, &zone, &mut findings)?;
        Ok((list, findings))
    })?;
    list.findings = Findings::settle(findings)?;
    Ok(list)
}

fn read_blocks(
    input: &Input<'_>,
    windows_1252: bool,
    zone: &Zone,
    findings: &mut Vec<Finding>,
) -> Result<Voted, Stop> {
    let mut blocks = Blocks::open(input, windows_1252)?;
    let header = std::mem::take(&mut blocks.header);
    let line = blocks.header_line;
    let columns = Columns::of(input, &header, line, &COLUMNS, findings);
    let voter = columns.required("voter", input, &header, line, findings);
    let (voter, cast_at) = (voter.unwrap_or_default(), columns.position("cast_at"));
    let mut read = Voted::default();
    let mut empty = (0, 0);
    while let Some(block) = blocks.next_block()? {
        let mut rows = block.rows().ok_or_else(|| blocks.not_utf8())?;
        while let Some(row) = rows.next_row() {
            if row.problem().is_none() && row.is_blank() {
                empty = (empty.0 + 1, if empty.0 == 0 { row.line() } else { empty.1 });
                continue;
            }
            if let Some(problem) = row_problem(&row, header.len()) {
                findings.push(input.finding(&problem).at_row(row.line()));
            } else {
                let time =
                    cast_at.map(|column| clean(row.cell(column))).filter(|time| !time.is_empty());
                match time.map(|time| zone.instant(&time)).transpose() {
                    Ok(cast_at) => {
                        let voter = clean(restored(row.cell(voter))).into_owned();
                        read.marks.push(RollMark { voter, cast_at });
                        read.lines.push(row.line());
                    }
                    Err(problem) => {
                        findings
                            .push(input.finding(&problem).at_row(row.line()).in_column("cast_at"));
                    }
                }
            }
            if findings.len() > MOST_ROWS_SHOWN {
                return Err(Stop::Found(std::mem::take(findings)));
            }
        }
    }
    if empty.0 > 0 {
        findings.push(input.finding(&Problem::EmptyRows { rows: empty.0 }).at_row(empty.1));
    }
    Ok(read)
}
