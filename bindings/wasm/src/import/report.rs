//! What an import tells a page.

use serde::Serialize;
use vaali_formats::{
    forms,
    import::Mapping,
    rolls::{self, Rolls},
};

use crate::finding::FileFinding;

/// What an import tells.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ImportReport {
    /// Why nothing was made; nothing where all was.
    #[cfg_attr(
        test,
        ts(
            type = "\"files\" | \"undecided\" | \"not_yet\" | \"voted_is_no_list\" | \"voted_twice\" | \"no_list\" | \"doubled\"",
            optional
        )
    )]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refused: Option<&'static str>,
    /// Everything found, errors first.
    pub findings: Vec<FileFinding>,
    /// For what each column was taken.
    pub mappings: Vec<FileMapping>,
    /// Entries that may be the same.
    pub groups: Vec<SameGroup>,
    /// The files made, with their rows.
    #[cfg_attr(test, ts(type = "Array<[string, number]>"))]
    pub written: Vec<(&'static str, usize)>,
}

/// For what the columns of a file were taken.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct FileMapping {
    /// The file.
    pub file: String,
    /// The form tool that wrote it, for people.
    #[cfg_attr(test, ts(optional))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tool: Option<&'static str>,
    /// Each column: its header, and what it was taken for; nothing where it is not read.
    pub columns: Vec<(String, Option<String>)>,
}

/// Entries that may be the same.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct SameGroup {
    /// What is alike.
    pub why: &'static str,
    /// The entries, side by side.
    pub entries: Vec<SameEntry>,
}

/// An entry of a list.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct SameEntry {
    /// The file.
    pub file: String,
    /// Its row.
    pub row: u64,
    /// The id.
    pub id: String,
    /// The name.
    pub name: String,
    /// The municipality.
    #[cfg_attr(test, ts(optional))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub municipality: Option<String>,
}

pub(super) fn mapping(mapping: &Mapping) -> FileMapping {
    match mapping {
        Mapping::List(list) => FileMapping {
            file: list.file.clone(),
            tool: None,
            columns: list
                .columns
                .iter()
                .map(|(header, meaning)| (header.clone(), meaning.map(str::to_owned)))
                .collect(),
        },
        Mapping::Form { file, form } => FileMapping {
            file: file.clone(),
            tool: Some(form.tool.name()),
            columns: form
                .columns
                .iter()
                .map(|(header, role)| {
                    let meaning = match role {
                        forms::Role::Unused | forms::Role::Private => None,
                        role => Some(role.to_string()),
                    };
                    (header.clone(), meaning)
                })
                .collect(),
        },
    }
}

pub(super) fn groups(rolls: &Rolls) -> Vec<SameGroup> {
    let entry = |&place: &usize| {
        let entry = rolls.entries.get(place)?;
        Some(SameEntry {
            file: entry.file.clone(),
            row: entry.row,
            id: entry.voter.id.to_string(),
            name: entry.voter.name.in_language("fi").to_owned(),
            municipality: entry.voter.municipality.clone(),
        })
    };
    let group = |group: &rolls::Group| SameGroup {
        why: group.why,
        entries: group.entries.iter().filter_map(entry).collect(),
    };
    rolls.groups.iter().map(group).collect()
}
