//! Which layout a file has, from its header alone.

use serde::{Deserialize, Serialize};
use vaali::definition::{Frozen, Standing};

use super::labels::Labels;
use crate::{
    Finding, Problem,
    table::{Columns, Input, Known, fold, is_private, listed, nearest, shown},
};

/// How ballots are laid out in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Layout {
    /// A row is a ballot, a column a candidate.
    Wide,
    /// A row is a mark.
    Long,
    /// A row is a ballot with its marks in one cell.
    List,
}

const VOTER: Known =
    Known { name: "voter", also: &["voter_id", "äänestäjä", "väljare", "röstande"] };
const CAST_AT: Known = Known { name: "cast_at", also: &[] };
const MARKS: Known = Known { name: "marks", also: &["merkinnät", "markeringar"] };
const CANDIDATE: Known =
    Known { name: "candidate", also: &["candidate_id", "ehdokas", "kandidat"] };
const BALLOT: Known = Known { name: "ballot", also: &["ballot_id"] };
const KNOWN: [Known; 5] = [VOTER, CAST_AT, MARKS, CANDIDATE, BALLOT];

/// What to read where.
#[derive(Clone, Debug)]
pub(super) struct Plan {
    pub(super) layout: Layout,
    /// Only where ballots are linked to the roll.
    pub(super) voter: Option<usize>,
    pub(super) cast_at: Option<usize>,
    /// The column of the marks, or of the candidate.
    pub(super) marks: usize,
    /// What tells the ballots of the long layout apart, where there is such a column.
    pub(super) ballot: Option<usize>,
    /// Wide: for each column of the file its candidate, if it is one's.
    pub(super) candidates: Vec<Option<u32>>,
    pub(super) header: Vec<String>,
}

/// Reads a header. What cannot be read is among the findings, and then there is no plan.
pub(super) fn plan(
    input: &Input<'_>,
    header: &[String],
    line: u64,
    frozen: &Frozen,
    labels: &Labels,
    findings: &mut Vec<Finding>,
) -> Option<Plan> {
    let candidates: Vec<Option<u32>> = header.iter().map(|cell| labels.find(cell)).collect();
    let shared = |cell: &String| !is_known(cell) && labels.sharing(cell).is_some();
    let meant = |known: &Known| header.iter().any(|cell| is(known, cell));
    let wide = candidates
        .iter()
        .zip(header)
        .any(|(candidate, cell)| candidate.is_some() && !is_known(cell) || shared(cell));
    // A candidate may be called `marks`; then only a person can say what the column is.
    let contested = candidates
        .iter()
        .zip(header)
        .any(|(candidate, cell)| candidate.is_some() && is_known(cell));
    let error = |problem: &Problem, findings: &mut Vec<Finding>| {
        findings.push(input.finding(problem).at_row(line));
        None
    };
    let layout = match (meant(&MARKS), meant(&CANDIDATE), wide) {
        _ if contested => {
            return error(&Problem::AmbiguousLayout { found: listed(header) }, findings);
        }
        (true, false, false) => Layout::List,
        (false, true, false) => Layout::Long,
        (false, false, true) => Layout::Wide,
        (false, false, false) => {
            return error(&Problem::NoLayout { found: listed(header) }, findings);
        }
        _ => return error(&Problem::AmbiguousLayout { found: listed(header) }, findings),
    };
    for cell in header.iter().filter(|cell| layout == Layout::Wide && shared(cell)) {
        if let Some(&[first, second, ..]) = labels.sharing(cell) {
            let finding = input.finding(&shared_name(frozen, first, second)).at_row(line);
            findings.push(finding.in_column(shown(cell)));
        }
    }
    if layout == Layout::Wide && header.iter().any(shared) {
        // Which candidates have a column is not known before this is mended.
        return None;
    }
    let columns = if layout == Layout::Wide {
        wide_columns(input, header, line, &candidates, frozen, findings)
    } else {
        Columns::of(input, header, line, &KNOWN, findings)
    };
    let voter = columns.position(VOTER.name);
    let ballot = columns.position(BALLOT.name);
    if frozen.is_linked() {
        if voter.is_none() {
            let found = listed(header);
            findings.push(input.finding(&Problem::VoterColumnMissing { found }).at_row(line));
        }
    } else if layout == Layout::Long && voter.is_none() && ballot.is_none() {
        let found = listed(header);
        findings.push(input.finding(&Problem::NothingGroupsRows { found }).at_row(line));
    } else if let Some(name) = voter.and_then(|voter| header.get(voter)) {
        let finding = input.finding(&Problem::VoterNotKept).at_row(line);
        findings.push(finding.in_column(shown(name)));
    }
    if layout == Layout::List {
        for label in labels.ambiguous(frozen) {
            let problem = Problem::LabelIsList { label: shown(label) };
            findings.push(input.finding(&problem).at_row(line));
        }
    }
    if findings.iter().any(Finding::is_error) {
        return None;
    }
    let marks = columns.position(MARKS.name).or_else(|| columns.position(CANDIDATE.name));
    Some(Plan {
        layout,
        voter: voter.filter(|_| frozen.is_linked() || layout == Layout::Long),
        cast_at: columns.position(CAST_AT.name),
        marks: marks.unwrap_or_default(),
        ballot,
        candidates,
        header: header.to_vec(),
    })
}

/// A name that two candidates have, where a file uses it.
///
/// In a row it is told of the file and not of the row: with the row it would say what a ballot holds.
pub(super) fn shared_name(frozen: &Frozen, first: u32, second: u32) -> Problem {
    Problem::SharedName { id: id(frozen, Some(first)), other: id(frozen, Some(second)) }
}

fn is(known: &Known, cell: &str) -> bool {
    let folded = fold(cell);
    known.name == folded || known.also.contains(&folded.as_str())
}

/// Whether a header has the column that only the list or the long layout has.
pub(crate) fn names_a_plain_layout(header: &[String]) -> bool {
    header.iter().any(|cell| is(&MARKS, cell) || is(&CANDIDATE, cell))
}

fn is_known(cell: &str) -> bool {
    KNOWN.iter().any(|known| is(known, cell))
}

/// The columns of a wide file that are no candidate's, and whether every candidate has one.
fn wide_columns(
    input: &Input<'_>,
    header: &[String],
    line: u64,
    candidates: &[Option<u32>],
    frozen: &Frozen,
    findings: &mut Vec<Finding>,
) -> Columns {
    let mut column_of: Vec<Option<usize>> = vec![None; frozen.candidates().len()];
    for (position, candidate) in candidates.iter().enumerate() {
        let Some(slot) = candidate.and_then(|candidate| column_of.get_mut(candidate as usize))
        else {
            continue;
        };
        if slot.is_some() {
            let (id, name) = (id(frozen, *candidate), header.get(position));
            let finding = input.finding(&Problem::CandidateTwice { id }).at_row(line);
            findings.push(finding.in_column(shown(name.map_or("", String::as_str))));
        }
        *slot = Some(position);
    }
    // A column that is no candidate's, while a candidate has none, may well be that candidate's, and its marks would be lost.
    let strange: Vec<String> = candidates
        .iter()
        .zip(header)
        .filter(|(candidate, cell)| {
            candidate.is_none() && !cell.is_empty() && !is_known(cell) && !is_private(cell)
        })
        .map(|(_, cell)| cell.clone())
        .collect();
    for ((candidate, standing), column) in
        frozen.candidates().iter().zip(frozen.standings()).zip(&column_of)
    {
        if column.is_some() || *standing != Standing::OnBallot {
            continue;
        }
        let names = || strange.iter().map(String::as_str);
        let by = |word: &str| {
            nearest(word, names()).map(|name| (strsim::damerau_levenshtein(name, word), name))
        };
        let closest = [by(candidate.id.as_str()), by(&candidate.name)].into_iter().flatten().min();
        let id = shown(candidate.id.as_str());
        let problem = match closest {
            Some((_, nearest)) => Problem::CandidateWithoutColumn { id, nearest: shown(nearest) },
            None => Problem::CandidateNotOffered { id },
        };
        findings.push(input.finding(&problem).at_row(line));
    }
    let is_candidates = |position: usize| candidates.get(position).is_some_and(Option::is_some);
    Columns::except(input, header, line, &KNOWN, is_candidates, findings)
}

fn id(frozen: &Frozen, position: Option<u32>) -> String {
    let candidate = position.and_then(|position| frozen.candidates().get(position as usize));
    candidate.map_or_else(String::new, |candidate| shown(candidate.id.as_str()))
}
