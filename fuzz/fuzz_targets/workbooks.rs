//! Whatever a workbook holds, its sheets are read in bounded room, with an answer or findings.
#![no_main]

use std::io::{Cursor, Write};

use libfuzzer_sys::fuzz_target;
use vaali_formats::{
    forms::{self, Options},
    rolls,
};
use vaali_fuzz::{check_findings, check_refused, election, parts};
use zip::{ZipWriter, write::SimpleFileOptions};

const TYPES: &str = r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>"#;
const RELATIONS: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const BOOK: &str = r#"<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
const BOOK_RELATIONS: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;

/// A workbook of the parts given: the sheet, the shared texts, the styles, the list of sheets.
fn book(parts: &[&[u8]]) -> Vec<u8> {
    let given = |n: usize| parts.get(n).copied();
    let files = [
        ("[Content_Types].xml", Some(TYPES.as_bytes())),
        ("_rels/.rels", Some(RELATIONS.as_bytes())),
        ("xl/_rels/workbook.xml.rels", Some(BOOK_RELATIONS.as_bytes())),
        ("xl/worksheets/sheet1.xml", given(0)),
        ("xl/sharedStrings.xml", given(1)),
        ("xl/styles.xml", given(2)),
        ("xl/workbook.xml", Some(given(3).unwrap_or(BOOK.as_bytes()))),
    ];
    let mut book = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        if let Some(bytes) = bytes {
            book.start_file(name, SimpleFileOptions::default()).unwrap();
            book.write_all(bytes).unwrap();
        }
    }
    book.finish().unwrap().into_inner()
}

fuzz_target!(|bytes: &[u8]| {
    let workbook = if bytes.starts_with(b"PK") { bytes.to_vec() } else { book(&parts(bytes)) };
    let frozen = election(false);
    match forms::read_bytes("f.xlsx", &workbook, frozen, &Options::default()) {
        Ok(read) => {
            check_findings(&read.read.findings);
            let counted = &read.read.ballots;
            let rejected = counted.rejected().len() as u64;
            assert_eq!(counted.accepted() + counted.blank() + rejected, counted.rows());
            assert_eq!(read.ballots.len() as u64, counted.rows());
        }
        Err(findings) => check_refused(&findings.0),
    }
    match rolls::read_bytes(&[("r.xlsx", &workbook)], None) {
        Ok(rolls) => check_findings(&rolls.findings),
        Err(findings) => check_refused(&findings.0),
    }
});
