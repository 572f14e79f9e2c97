//! Workbooks that are hostile, damaged or not what their name says, and what spreadsheets do to ids.

use std::io::{Cursor, Write};

use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

use super::*;

const RELATIONS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;

const ROOT: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;

/// A workbook of these parts, with a list of `sheets` that are all the first.
fn packed(parts: &[(&str, &[u8])], sheets: usize) -> Vec<u8> {
    let mut book = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    let list: Vec<String> =
        (0..sheets).map(|n| format!(r#"<sheet name="s{n}" sheetId="1" r:id="rId1"/>"#)).collect();
    let list = format!(
        r#"<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>{}</sheets></workbook>"#,
        list.concat()
    );
    let own = [
        ("_rels/.rels", ROOT.as_bytes()),
        ("xl/_rels/workbook.xml.rels", RELATIONS.as_bytes()),
        ("xl/workbook.xml", list.as_bytes()),
    ];
    for (name, bytes) in own.iter().chain(parts) {
        book.start_file(*name, options).unwrap();
        book.write_all(bytes).unwrap();
    }
    book.finish().unwrap().into_inner()
}

fn sheet(rows: &str) -> Vec<u8> {
    format!("<worksheet><sheetData>{rows}</sheetData></worksheet>").into_bytes()
}

fn read_book(bytes: &[u8]) -> Result<(Sheet, Vec<Finding>), Findings> {
    read(&Input::bytes("a.xlsx", bytes), None)
}

/// What the first finding says, if the workbook is refused.
fn refused(bytes: &[u8]) -> String {
    read_book(bytes).unwrap_err().0[0].to_string()
}

fn told(findings: &[Finding]) -> Vec<(&str, Option<u64>, Option<&str>)> {
    findings.iter().map(|f| (f.code.as_str(), f.row, f.column.as_deref())).collect()
}

#[test]
fn p36_what_unpacks_beyond_measure_is_refused_before_it_is_held() {
    let zeros = vec![b' '; 200 << 20];
    let texts =
        packed(&[("xl/worksheets/sheet1.xml", &sheet("")), ("xl/sharedStrings.xml", &zeros)], 1);
    assert!(texts.len() < 1 << 20, "a small file");
    assert!(
        refused(&texts).contains("F113 the workbook holds more than 134217728 bytes when unpacked")
    );
    let styles = packed(
        &[("xl/worksheets/sheet1.xml", &sheet("")), ("xl/styles.xml", &zeros[..10 << 20])],
        1,
    );
    assert!(refused(&styles).contains("F113 the workbook holds more than 8388608 bytes"));
}

#[test]
fn p36_one_long_text_in_many_cells_is_refused() {
    let text = format!("<sst><si><t>{}</t></si></sst>", "x".repeat(1 << 20));
    let cells: Vec<String> =
        (1..=1000).map(|n| format!(r#"<row><c r="A{n}" t="s"><v>0</v></c></row>"#)).collect();
    let book = packed(
        &[
            ("xl/worksheets/sheet1.xml", &sheet(&cells.concat())),
            ("xl/sharedStrings.xml", text.as_bytes()),
        ],
        1,
    );
    assert!(refused(&book).contains("F113 the workbook holds more than 536870912 bytes of text"));
}

#[test]
fn p36_a_number_of_texts_that_is_not_there_makes_no_room() {
    for count in ["18446744073709551615", "99999999999", "400"] {
        let text = format!("<sst uniqueCount = '{count}'><si><t>id</t></si></sst>");
        let cells = sheet(r#"<row><c r="A1" t="s"><v>0</v></c></row>"#);
        let book = packed(
            &[("xl/worksheets/sheet1.xml", &cells), ("xl/sharedStrings.xml", text.as_bytes())],
            1,
        );
        assert!(refused(&book).contains("F70 the workbook cannot be read: it declares more texts"));
    }
}

#[test]
fn p36_thousands_of_sheets_and_one_part_again_and_again_are_refused() {
    let empty = packed(&[("xl/worksheets/sheet1.xml", &sheet(""))], 5000);
    assert!(refused(&empty).contains("F113 the workbook holds more than 200 sheets"));
    // Letters that no packing makes small: each reading of the part costs its length.
    let mut state = 1_u32;
    let noise: String = (0..2_000_000)
        .map(|_| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            char::from(b'a' + u8::try_from(state >> 28).unwrap())
        })
        .collect();
    let book = packed(&[("xl/worksheets/sheet1.xml", &sheet(&format!("<!--{noise}-->")))], 100);
    assert!(refused(&book).contains("F70"), "{}", refused(&book));
}

#[test]
fn p36_declared_sizes_and_distant_cells_take_no_room() {
    for dimension in ["A1:XFD1048576", "B9:A1", "ZZZZZZZZ99999999999999:A1"] {
        let part = format!(
            r#"<worksheet><dimension ref="{dimension}"/><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>id</t></is></c></row></sheetData></worksheet>"#
        );
        let book = packed(&[("xl/worksheets/sheet1.xml", part.as_bytes())], 1);
        match read_book(&book) {
            Ok((sheet, _)) => assert_eq!(sheet.header, ["id"]),
            Err(findings) => assert_eq!(findings.0[0].code, "F70"),
        }
    }
    let cells = r#"<row r="1"><c r="A1" t="inlineStr"><is><t>id</t></is></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>"#;
    let book = packed(&[("xl/worksheets/sheet1.xml", &sheet(cells))], 1);
    assert_eq!(told(&read_book(&book).unwrap_err().0)[0], ("F118", Some(1_048_576), Some("XFD")));
    let header = r#"<row r="1"><c r="XFE1"><v>1</v></c></row>"#;
    let book = packed(&[("xl/worksheets/sheet1.xml", &sheet(header))], 1);
    assert!(["F06", "F70"].contains(&read_book(&book).unwrap_err().0[0].code.as_str()));
}

#[test]
fn files_of_other_programs_are_named_with_the_way_out() {
    let opendocument = || {
        let mut book = ZipWriter::new(Cursor::new(Vec::new()));
        book.start_file("mimetype", SimpleFileOptions::default()).unwrap();
        book.write_all(b"application/vnd.oasis.opendocument.spreadsheet").unwrap();
        book.finish().unwrap().into_inner()
    };
    let old = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0\0".to_vec();
    let locked: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let locked = [old.as_slice(), &locked].concat();
    for (bytes, says) in [
        (opendocument(), "F112 this is a workbook of LibreOffice (.ods), and no table"),
        (old, "F112 this is a workbook of old Excel (.xls), and no table"),
        (locked, "F111 the workbook is locked with a password; open it with the password"),
        (b"<html><table>".to_vec(), "F112 this is a web page"),
        (b"\xEF\xBB\xBF<?xml version=\"1.0\"?>".to_vec(), "F112 this is XML"),
        (b"%PDF-1.7".to_vec(), "F112 this is a PDF"),
    ] {
        assert!(refused(&bytes).contains(says), "{}", refused(&bytes));
    }
    // A file of text is one whatever it is called.
    assert_eq!(read_book(b"id;name\n1;Aino\n").unwrap().0.header, ["id", "name"]);
}

#[test]
fn a_workbook_cut_anywhere_is_refused_or_read() {
    let mut book = Workbook::new();
    book.add_worksheet().write(0, 0, "id").unwrap();
    let bytes = book.save_to_buffer().unwrap();
    for cut in (4..bytes.len()).step_by(97) {
        let refused = read_book(&bytes[..cut]).unwrap_err();
        assert_eq!(refused.0[0].code, "F70", "{cut}");
        assert!(refused.0[0].message.contains("damaged or was not loaded to its end"), "{refused}");
    }
    // Some byte of it changed: an answer or a refusal.
    for place in (0..bytes.len()).step_by(13) {
        let mut changed = bytes.clone();
        changed[place] ^= 0x41;
        if let Err(findings) = read_book(&changed) {
            assert!(findings.0.iter().any(Finding::is_error));
        }
    }
}

#[test]
fn formulas_that_failed_name_their_row_and_column() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_row(0, 0, ["id", "name"]).unwrap();
    sheet.write(1, 0, 1).unwrap();
    sheet.write_formula(1, 1, Formula::new("=#REF!").set_result("#REF!")).unwrap();
    let bytes = book.save_to_buffer().unwrap();
    let error = r#"<row r="1"><c r="A1" t="inlineStr"><is><t>id</t></is></c></row><row r="2"><c r="A2" t="e"><v>#REF!</v></c><c r="C2" t="e"><v>#N/A</v></c></row>"#;
    let by_hand = packed(&[("xl/worksheets/sheet1.xml", &super::tests::sheet(error))], 1);
    let found = read_book(&by_hand).unwrap_err();
    assert_eq!(told(&found.0), [("F74", Some(2), Some("id")), ("F74", Some(2), Some("C"))]);
    assert!(found.to_string().contains("the cell shows #REF!"), "{found}");
    // What the program wrote is an error cell or a text that says so; it is never empty.
    match read_book(&bytes) {
        Ok((sheet, _)) => assert_eq!(sheet.rows[0].cells, ["1", "#REF!"]),
        Err(found) => assert_eq!(told(&found.0), [("F74", Some(2), Some("name"))]),
    }
}

#[test]
fn hidden_rows_and_columns_are_read_and_told() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (row, cells) in [
        ["id", "name", "note"],
        ["1", "A", ""],
        ["2", "B", ""],
        ["3", "C", ""],
        ["4", "D", ""],
        ["5", "E", ""],
    ]
    .iter()
    .enumerate()
    {
        for (column, text) in cells.iter().enumerate() {
            sheet
                .write(u32::try_from(row).unwrap(), u16::try_from(column).unwrap(), *text)
                .unwrap();
        }
    }
    for row in [2, 4, 5, 40] {
        sheet.set_row_hidden(row).unwrap();
    }
    sheet.set_column_hidden(2).unwrap();
    sheet.set_name("Ä & \"B\"").unwrap();
    let bytes = book.save_to_buffer().unwrap();
    let (sheet, findings) = read_book(&bytes).unwrap();
    assert_eq!(sheet.rows.len(), 5);
    assert_eq!(told(&findings), [("F139", Some(3), None), ("F140", Some(1), Some("note"))]);
    assert!(findings[0].message.starts_with("rows 3, 5-6 are hidden"), "{}", findings[0]);
    let named = read(&Input::bytes("a.xlsx", &bytes), Some("Ä & \"B\"")).unwrap().1;
    assert_eq!(named, findings);
}

#[test]
fn a_row_without_a_number_follows_the_one_before_it() {
    let cell = |text: &str| format!("<c t=\"str\"><v>{text}</v></c>");
    let rows = format!(
        "<row>{}</row><row hidden=\"true\">{}</row><row hidden=\"0\">{}</row>",
        cell("id"),
        cell("1"),
        cell("2")
    );
    let (sheet, findings) =
        read_book(&packed(&[("xl/worksheets/sheet1.xml", &sheet(&rows))], 1)).unwrap();
    assert_eq!(sheet.rows.len(), 2);
    assert_eq!(told(&findings), [("F139", Some(2), None)]);
}

#[test]
fn merged_cells_are_told_at_the_first_of_them() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_row(0, 0, ["organisation", "name"]).unwrap();
    sheet.merge_range(1, 0, 2, 0, "Äiti ry", &Format::new()).unwrap();
    sheet.write(1, 1, "Aino").unwrap();
    sheet.write(2, 1, "Bo").unwrap();
    let (sheet, findings) = read_book(&book.save_to_buffer().unwrap()).unwrap();
    assert_eq!(told(&findings), [("F114", Some(2), Some("organisation"))]);
    assert!(findings[0].message.contains("the cells A2:A3 are merged:"), "{}", findings[0]);
    assert_eq!(sheet.rows[1].cells, ["", "Bo"]);
}

#[test]
fn p03_ids_keep_the_zeros_that_are_shown_and_lost_ones_are_told() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_row(0, 0, ["id", "member", "phone", "date"]).unwrap();
    let zeros = Format::new().set_num_format("000");
    let time = Format::new().set_num_format("dd.mm.yyyy hh:mm");
    sheet.write_with_format(1, 0, 7, &zeros).unwrap();
    sheet.write_with_format(2, 0, 1234, &zeros).unwrap();
    sheet.write(1, 1, "007").unwrap();
    sheet.write(2, 1, 8).unwrap();
    sheet.write(1, 2, 1_234_567_890_123_456_f64).unwrap();
    sheet.write(2, 2, true).unwrap();
    let at = ExcelDateTime::from_ymd(2026, 3, 5).unwrap().and_hms(16, 0, 0).unwrap();
    sheet.write_with_format(1, 3, &at, &time).unwrap();
    let (sheet, findings) = read_book(&book.save_to_buffer().unwrap()).unwrap();
    assert_eq!(sheet.rows[0].cells, ["007", "007", "1234567890123456", "2026-03-05 16:00:00"]);
    assert_eq!(sheet.rows[1].cells, ["1234", "8", "true", ""]);
    assert_eq!(
        told(&findings),
        [
            ("F115", Some(2), Some("id")),
            ("F116", Some(3), Some("member")),
            ("F117", Some(2), Some("phone"))
        ]
    );
}

#[test]
fn dates_count_from_1904_where_the_workbook_says_so() {
    let styles =
        r#"<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="22"/></cellXfs></styleSheet>"#;
    let rows = r#"<row r="1"><c r="A1" t="inlineStr"><is><t>time</t></is></c></row><row r="2"><c r="A2" s="1"><v>44624.5</v></c></row>"#;
    let book = |settings: &str| {
        let list = format!(
            r#"<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">{settings}<sheets><sheet name="s" sheetId="1" r:id="rId1"/></sheets></workbook>"#
        );
        let mut book = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in [
            ("_rels/.rels", ROOT),
            ("xl/_rels/workbook.xml.rels", RELATIONS),
            ("xl/workbook.xml", &list),
            ("xl/styles.xml", styles),
            ("xl/worksheets/sheet1.xml", std::str::from_utf8(&sheet(rows)).unwrap()),
        ] {
            book.start_file(name, SimpleFileOptions::default()).unwrap();
            book.write_all(text.as_bytes()).unwrap();
        }
        let (sheet, _) = read_book(&book.finish().unwrap().into_inner()).unwrap();
        sheet.rows[0].cells[0].clone()
    };
    assert_eq!(book(""), "2022-03-04 12:00:00");
    assert_eq!(book(r#"<workbookPr date1904="1"/>"#), "2026-03-05 12:00:00");
}

#[test]
fn columns_are_named_by_letters_as_a_spreadsheet_does() {
    let names: Vec<String> = [0, 25, 26, 701, 702, 16_383].map(cells::letters).into();
    assert_eq!(names, ["A", "Z", "AA", "ZZ", "AAA", "XFD"]);
}

#[test]
fn a_title_above_the_header_is_passed_over_and_told() {
    let written = |rows: &[&[&str]]| {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        for (row, cells) in (0..).zip(rows) {
            for (column, cell) in (0..).zip(*cells) {
                sheet.write(row, column, *cell).unwrap();
            }
        }
        book.save_to_buffer().unwrap()
    };
    let list: &[&[&str]] = &[
        &["Members, 1.2.2030"],
        &[],
        &["", "of Turku"],
        &["id", "name", "joined"],
        &["1", "Aino ry", "2019"],
        &["2", "Bo rf"],
        &["3"],
    ];
    let of_text =
        "Members, 1.2.2030;;\n;;\n;of Turku;\nid; name ;joined\n1;Aino ry;2019\n2;Bo rf;\n3;;\n";
    for (sheet, findings) in [
        read_book(&written(list)).unwrap(),
        read(&Input::bytes("a.csv", of_text.as_bytes()), None).unwrap(),
    ] {
        assert_eq!(told(&findings).first(), Some(&("F127", Some(1), None)), "{findings:?}");
        assert!(findings[0].message.starts_with("2 rows stand above the header"));
        assert!(findings[0].message.contains("row 4"));
        assert_eq!(
            (sheet.header_line, sheet.header),
            (4, ["id", "name", "joined"].map(str::to_owned).to_vec())
        );
        let lines: Vec<(u64, &str)> =
            sheet.rows.iter().map(|row| (row.line, row.cell(1))).collect();
        assert_eq!(lines, [(5, "Aino ry"), (6, "Bo rf"), (7, "")]);
    }
    // A list of one column, with a note beside it, has its header in the first row.
    let one: &[&[&str]] = &[&["name"], &["Aino ry"], &["Bo rf", "moved"], &["Cia rf"], &["Dan rf"]];
    assert_eq!(told(&read_book(&written(one)).unwrap_err().0), [("F118", Some(3), Some("B"))]);
    let (sheet, findings) = read(&Input::bytes("a.csv", b"name\nAino ry\nBo rf\n"), None).unwrap();
    assert_eq!((sheet.header_line, sheet.rows.len(), findings.len()), (1, 2, 0));
}
