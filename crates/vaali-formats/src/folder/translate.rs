//! The engine's faults, with the file and the row where a person finds them.

use vaali::{
    definition::{DefinitionFault, Fault},
    values::Value,
};

use super::{CANDIDATES, DEFINITION, ELECTION, Folder, ROLL};
use crate::{Finding, Problem, toml_file::Lines};

/// The entries that [`crate::template`] writes as comments below a line that is a comment too, each with that line.
const PARTS: [(&str, &str); 9] = [
    ("opens", "[rules.voting]"),
    ("closes", "[rules.voting]"),
    ("per_organisation", "[rules.nominations]"),
    ("deadline", "[rules.nominations]"),
    ("years", "[rules.term]"),
    ("months", "[rules.challenge]"),
    ("filled", "[[rules.offices]]"),
    ("voting", "[[rules.other_seats]]"),
    ("within_range", "[[rules.other_seats]]"),
];

/// An entry that stands below another line than its own.
fn of_other_part(fault: &DefinitionFault) -> Option<Problem> {
    let DefinitionFault::UnknownField { field, .. } = fault else { return None };
    let (_, part) = PARTS.iter().find(|(known, _)| known == field)?;
    Some(Problem::OtherPart { field: field.clone(), part: (*part).to_owned() })
}

/// A fault of what stands in `definition.json`, which is not written in lines.
pub(super) fn in_definition(fault: &Fault) -> Finding {
    let mut finding = Finding::of_fault(DEFINITION, fault);
    finding.column = (!fault.path.is_empty()).then(|| fault.path.clone());
    finding
}

/// A fault of what stands in `election.toml`.
pub(super) fn in_election(fault: &Fault, lines: &Lines) -> Finding {
    let mut finding = match of_other_part(&fault.fault) {
        Some(problem) => Finding::new(ELECTION, &problem),
        None => Finding::of_fault(ELECTION, fault),
    };
    let field = match &fault.fault {
        DefinitionFault::UnknownField { field, .. } => Some(field.as_str()),
        _ => None,
    };
    // The engine names the table of an unknown field; its own line is nearer.
    let own = field.map(|field| {
        if fault.path.is_empty() { field.to_owned() } else { format!("{}.{field}", fault.path) }
    });
    let path = own.filter(|path| lines.has(path)).unwrap_or_else(|| fault.path.clone());
    finding.row = lines.of(&path);
    finding.column = (!path.is_empty()).then_some(path);
    finding
}

/// A fault of a number that would be right without its quotes.
pub(super) fn without_quotes(mut finding: Finding) -> Finding {
    "take the quotes away: numbers stand without".clone_into(&mut finding.fix);
    finding.values.insert("quoted".to_owned(), Value::Number(1));
    finding
}

/// `candidates[3].id` as the place 3 and the column `id`.
fn place<'p>(path: &'p str, list: &str) -> Option<(usize, Option<&'p str>)> {
    let rest = path.strip_prefix(list)?.strip_prefix('[')?;
    let (index, rest) = rest.split_once(']')?;
    Some((index.parse().ok()?, rest.strip_prefix('.')))
}

impl Folder {
    /// The file and the row of a part of the definition, such as `title` or `candidates[3]`.
    pub(crate) fn place_of(&self, path: &str) -> (&'static str, Option<u64>) {
        let candidates = (&self.places.candidates, "candidates", CANDIDATES);
        let roll = (&self.places.roll, "roll", ROLL);
        for (lines, list, file) in [candidates, roll] {
            if let (Some(lines), Some((index, _))) = (lines, place(path, list)) {
                return (file, lines.get(index).copied());
            }
        }
        (self.places.rules, self.places.election.of(path))
    }

    pub(super) fn translate(&self, fault: &Fault) -> Finding {
        let candidates = (&self.places.candidates, "candidates", CANDIDATES);
        let roll = (&self.places.roll, "roll", ROLL);
        for (lines, list, file) in [candidates, roll] {
            let whole = fault.path == list;
            let Some(lines) = lines else {
                if whole && !self.places.election.has(list) {
                    return Finding::of_fault(file, fault);
                }
                continue;
            };
            if whole {
                return Finding::of_fault(file, fault);
            }
            if let Some((index, column)) = place(&fault.path, list) {
                let mut finding = Finding::of_fault(file, fault);
                finding.row = lines.get(index).copied();
                finding.column = column.map(str::to_owned);
                if let Some((message, row)) = by_row(&fault.fault, lines) {
                    finding.message = message;
                    finding.values.insert("row".to_owned(), Value::Number(row));
                }
                return finding;
            }
        }
        if self.places.rules == DEFINITION {
            return in_definition(fault);
        }
        in_election(fault, &self.places.election)
    }
}

/// The faults that name another entry by its place, with the row of the file instead.
fn by_row(fault: &DefinitionFault, lines: &[u64]) -> Option<(String, u64)> {
    let (id, first) = match fault {
        DefinitionFault::DuplicateCandidate { id, first } => (id.as_str(), *first),
        DefinitionFault::DuplicateVoter { id, first } => (id.as_str(), *first),
        _ => return None,
    };
    let row = *lines.get(first)?;
    Some((format!("the id `{id}` is that of row {row} too"), row))
}
