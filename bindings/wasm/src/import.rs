//! Lists and exports as they are, imported into the files of an election: as `vaali import` does.

mod order;
mod refused;
mod report;

use vaali_formats::{
    folder::{ROLL, ROLL_MARKS},
    import::{self, DECISIONS, Imported},
    template::examples,
};
use wasm_bindgen::prelude::wasm_bindgen;

pub(crate) use self::order::IMPORTED;
pub use self::{
    order::{Dates, DecisionOrder, ImportOrder, ListKind, ListOrder},
    report::{FileMapping, ImportReport, SameEntry, SameGroup},
};
use crate::{finding::listed, folder::FileSet, json, problem::Thrown};

/// What an import gives.
#[wasm_bindgen]
#[derive(Clone, Debug)]
pub struct ImportedLists {
    report: String,
    files: FileSet,
}

#[wasm_bindgen]
impl ImportedLists {
    /// What it tells, as JSON.
    pub fn report(&self) -> String {
        self.report.clone()
    }

    /// The files for the folder; none where something was refused.
    pub fn files(&self) -> FileSet {
        self.files.clone()
    }
}

/// Imports lists among the files `given` by the rules and lists in `folder`. Nothing there is changed.
#[wasm_bindgen(js_name = importLists)]
pub fn import_lists(
    folder: &FileSet,
    given: &FileSet,
    order: &str,
) -> Result<ImportedLists, Thrown> {
    let order: ImportOrder = json::read_own(order, "order")?;
    let mut folder = folder.0.clone();
    if !order.decisions.is_empty() {
        folder.put(DECISIONS, order::decisions_csv(&order.decisions).into_bytes());
    }
    let mut lists = order::lists(given, &order);
    lists.roll_is_example = folder.bytes(ROLL).is_some_and(examples::is_untouched);
    let mut doubled = refused::doubled(&folder, &order);
    let (imported, refused) =
        if doubled.is_empty() { import::read(&folder, &lists) } else { Default::default() };
    let Imported { written, findings, mappings, rolls, .. } = imported;
    // Who voted may be named by the ballots too, which only their reading tells.
    if written.iter().any(|file| file.name == ROLL_MARKS) {
        doubled.extend(refused::beside(&folder, &order, ROLL_MARKS, ListKind::BallotForm));
    }
    let mut found = findings;
    let refused =
        refused.map(refused::why).or((!doubled.is_empty()).then_some(("doubled", doubled)));
    let refused = refused.map(|(word, findings)| {
        found.extend(findings);
        word
    });
    let mut files = FileSet::default();
    let mut names = Vec::new();
    if refused.is_none() {
        for file in written {
            names.push((file.name, file.rows));
            files.put(file.name.to_owned(), file.bytes);
        }
        if let (Some(rolls), false) = (&rolls, order.decisions.is_empty()) {
            files.put(DECISIONS.to_owned(), rolls.decisions_csv().into_bytes());
        }
    }
    let report = ImportReport {
        refused,
        findings: listed(found),
        mappings: mappings.iter().map(report::mapping).collect(),
        groups: rolls.as_ref().map(report::groups).unwrap_or_default(),
        written: names,
    };
    Ok(ImportedLists { report: json::write(&report)?, files })
}
