//! Rows and columns of a worksheet that nobody sees, hidden by hand or by a filter.
//!
//! They are read like all others, as what is filtered out today may be wanted tomorrow; but whoever looks at the sheet does not know that they are there, so they are told.
//! The reader of workbooks says nothing of them, so the part of the sheet is read once more for what its rows and columns say of themselves.

use std::{
    borrow::Cow,
    collections::BTreeSet,
    io::{BufReader, Cursor},
};

use quick_xml::{
    Reader,
    escape::unescape,
    events::{BytesStart, Event},
};
use zip::ZipArchive;

type Archive<'b> = ZipArchive<Cursor<&'b [u8]>>;

/// What is hidden, counted from 0 as the cells are.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Hidden {
    pub(super) rows: BTreeSet<u32>,
    /// First and last.
    pub(super) columns: Vec<(usize, usize)>,
}

/// What is hidden in the sheet of this name. Nothing where its part is not found: then the reader of workbooks has said so.
pub(super) fn hidden(workbook: &[u8], sheet: &str) -> Hidden {
    let part = || {
        let mut archive = ZipArchive::new(Cursor::new(workbook)).ok()?;
        let part = part_of(&mut archive, sheet)?;
        in_part(&mut archive, &part)
    };
    part().unwrap_or_default()
}

/// The part that holds a sheet: the list of sheets has its relation, and the relations have the part.
fn part_of(archive: &mut Archive<'_>, sheet: &str) -> Option<String> {
    let mut relation = None;
    read(archive, "xl/workbook.xml", |tag| {
        if tag.local_name().as_ref() == "sheet" && value(tag, "name").as_deref() == Some(sheet) {
            relation = relation.take().or_else(|| value(tag, "id"));
        }
    })?;
    let relation = Some(relation?);
    let mut target = None;
    read(archive, "xl/_rels/workbook.xml.rels", |tag| {
        if tag.local_name().as_ref() == "Relationship" && value(tag, "Id") == relation {
            target = target.take().or_else(|| value(tag, "Target"));
        }
    })?;
    let target: String = target?;
    Some(match target.strip_prefix('/') {
        Some(from_root) => from_root.to_owned(),
        None => format!("xl/{target}"),
    })
}

fn in_part(archive: &mut Archive<'_>, part: &str) -> Option<Hidden> {
    let mut hidden = Hidden::default();
    // A row without a number follows the one before it.
    let mut next_row = 0_u32;
    read(archive, part, |tag| {
        let is_hidden =
            || value(tag, "hidden").is_some_and(|hidden| hidden == "1" || hidden == "true");
        let number = |name| value(tag, name).and_then(|number| number.parse::<u32>().ok());
        match tag.local_name().as_ref() {
            "row" => {
                let row = number("r").and_then(|row| row.checked_sub(1)).unwrap_or(next_row);
                next_row = row.saturating_add(1);
                if is_hidden() {
                    hidden.rows.insert(row);
                }
            }
            "col" if is_hidden() => {
                if let (Some(first), Some(last)) = (number("min"), number("max")) {
                    let place = |column: u32| (column as usize).saturating_sub(1);
                    hidden.columns.push((place(first), place(last)));
                }
            }
            _ => {}
        }
    })?;
    Some(hidden)
}

/// Goes through the tags of a part.
fn read(archive: &mut Archive<'_>, part: &str, mut see: impl FnMut(&BytesStart<'_>)) -> Option<()> {
    let wanted = |name: &Cow<'_, str>| name.eq_ignore_ascii_case(part);
    let name = archive.file_names().filter_map(Result::ok).find(wanted)?.into_owned();
    let mut reader = Reader::from_reader(BufReader::new(archive.by_name(&name).ok()?));
    let mut room = Vec::new();
    loop {
        match reader.read_event_into(&mut room).ok()? {
            Event::Start(tag) | Event::Empty(tag) => see(&tag),
            Event::Eof => return Some(()),
            _ => {}
        }
        room.clear();
    }
}

/// An attribute by its name without a prefix.
fn value(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = tag.attributes().flatten();
    let found = attributes.find(|attribute| attribute.key.local_name().as_ref() == name)?;
    unescape(&found.value).ok().map(Cow::into_owned)
}
