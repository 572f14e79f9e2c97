//! One test for each row of the table of form tools.

use super::*;

const MICROSOFT: &str = "ID,Start time,Completion time,Email,Name,Äänestäjä,Ehdokkaat\r\n\
    1,3/5/26 8:58:01,3/5/26 9:00:02,anonymous,,007,\"Åström Åsa;Virtanen, Matti;\"\r\n\
    2,3/5/26 9:01:00,3/5/26 9:30:00,anonymous,,1-2,Virtanen;\r\n\
    3,3/13/26 9:01:00,3/13/26 9:30:00,anonymous,,9,\r\n";

#[test]
fn microsoft_forms_as_csv_is_windows_1252_and_ends_lists_with_a_semicolon() {
    let bytes = encoding_rs::WINDOWS_1252.encode(MICROSOFT).0.into_owned();
    assert!(bytes.contains(&0xC4), "Ä is one byte");
    let read = linked(&bytes).unwrap();
    assert_eq!(
        (read.mapping.tool, read.mapping.confidence),
        (Tool::MicrosoftForms, Confidence::Certain)
    );
    assert_eq!(marks(&read), [vec!["02", "01"], vec!["03"], vec![]]);
    assert_eq!(times(&read)[0], "2026-03-05T07:00:02Z");
    assert_eq!(role(&read.mapping, "Email"), &Role::Private);
    assert_eq!(role(&read.mapping, "Äänestäjä"), &Role::Voter);
    let found = places(&read.read.findings);
    assert_eq!(found, [at("F07", None, ""), at("B04", 4, "")]);
}

#[test]
fn microsoft_forms_is_known_by_the_place_of_its_columns_in_any_language() {
    let text =
        MICROSOFT.replace("ID,Start time,Completion time,Email,Name", "Nr,Von,Bis,Adresse,Wer");
    let read = linked(text.as_bytes()).unwrap();
    assert_eq!(
        (read.mapping.tool, read.mapping.confidence),
        (Tool::MicrosoftForms, Confidence::Likely)
    );
    assert_eq!(marks(&read)[0], ["02", "01"]);
    for headers in [
        "Tunnus,Aloitusaika,Valmistumisaika,Sähköposti,Nimi",
        "ID,Starttid,Slutförandetid,E-post,Namn",
    ] {
        let text = MICROSOFT.replace("ID,Start time,Completion time,Email,Name", headers);
        assert_eq!(linked(text.as_bytes()).unwrap().mapping.confidence, Confidence::Certain);
    }
}

#[test]
fn a_ballot_that_was_changed_counts_as_cast_when_it_was_changed() {
    let text = "ID,Start time,Completion time,Email,Name,Last modified time,Points - A,Valitse\n\
        1,2026-03-05 9:00:00,2026-03-05 9:01:00,a@b.fi,A B,2026-03-05 10:00:00,0,Dag;\n";
    let read = anonymous(text.as_bytes()).unwrap();
    assert_eq!(times(&read), ["2026-03-05T08:00:00Z"]);
    assert_eq!(role(&read.mapping, "Points - A"), &Role::Unused);
    assert!(!format!("{read:?}").contains("a@b.fi"), "addresses are not kept");
}

#[test]
fn google_sheets_join_by_comma_and_blank_and_names_with_commas_are_matched_first() {
    let text = "Timestamp,Candidates\n\
        5.3.2026 klo 9.00.00,\"Virtanen, Matti, Virtanen, Dag\"\n\
        5.3.2026 9:00:00,\"Dag, Virtanen\"\n";
    let read = anonymous(text.as_bytes()).unwrap();
    assert_eq!(read.mapping.tool, Tool::GoogleSheet);
    assert_eq!(marks(&read), [vec!["01", "03", "05"], vec!["05", "03"]]);
    assert_eq!(read.read.findings, []);
}

#[test]
fn google_downloads_are_quoted_joined_by_semicolons_and_say_the_offset() {
    let text = "\"Timestamp\",\"Who votes?\",\"Candidates\"\n\
        \"2026/03/05 7:16:38 AM GMT+2\",\"007\",\"Virtanen, Matti;Salo; Jr / II\"\n\
        \"2026/03/05 12:00:00 PM GMT+2\",\"1-2\",\"\"\n\
        \"2026/03/05 12:00:00 AM GMT-3:30\",\"9\",\"Dag\"\n";
    let read = linked(text.as_bytes()).unwrap();
    assert_eq!(read.mapping.tool, Tool::GoogleDownload);
    assert_eq!(marks(&read), [vec!["01", "04"], vec![], vec!["05"]]);
    assert_eq!(
        times(&read),
        ["2026-03-05T05:16:38Z", "2026-03-05T10:00:00Z", "2026-03-05T03:30:00Z"]
    );
    assert_eq!(role(&read.mapping, "Who votes?"), &Role::Voter);
}

#[test]
fn typeform_joins_by_a_slash_also_in_front_and_writes_times_in_utc() {
    let text = "#,Your vote,Start Date (UTC),Submit Date (UTC),Network ID\n\
        a1,Dag / Salo; Jr / II,2026-03-05 07:00:00,2026-03-05 07:01:00,x\n\
        a2, / Virtanen / Dag,2026-03-05 07:00:00,2026-03-05 07:02:00,y\n";
    let read = anonymous(text.as_bytes()).unwrap();
    assert_eq!(read.mapping.tool, Tool::Typeform);
    assert_eq!(marks(&read), [vec!["05", "04"], vec!["03", "05"]]);
    assert_eq!(times(&read), ["2026-03-05T07:01:00Z", "2026-03-05T07:02:00Z"]);
}

#[test]
fn old_typeform_has_a_column_for_each_option_with_the_label_or_nothing() {
    let text = "#,\"Virtanen, Matti\",Åström Åsa,Virtanen,\"Salo; Jr / II\",Dag,Start Date (UTC),Submit Date (UTC),Network ID\n\
        a1,,Åström Åsa,,,Dag,2026-03-05 07:00:00,2026-03-05 07:01:00,x\n";
    let read = anonymous(text.as_bytes()).unwrap();
    assert_eq!((read.mapping.tool, read.read.layout), (Tool::Typeform, Layout::Wide));
    assert_eq!(marks(&read), [["02", "05"]]);
    assert_eq!(role(&read.mapping, "Dag"), &Role::Candidate("05".into()));
    assert_eq!(read.read.findings, []);
}

#[test]
fn survey_tools_have_a_column_for_each_option_with_one_or_the_label() {
    let text = "Vastausaika;Äänestän: Virtanen, Matti;Äänestän: Åström Åsa;Valinnat [Virtanen];04;Dag;Muuta\n\
        5.3.2026 9.00;1;0;0;0;Dag;kiitos\n5.3.2026 9.01;0;0;0;0;0;\n";
    let read = anonymous(text.as_bytes()).unwrap();
    assert_eq!((read.mapping.tool, read.mapping.confidence), (Tool::Other, Confidence::Likely));
    assert_eq!(marks(&read), [vec!["01", "05"], vec![]]);
    assert_eq!(times(&read).len(), 2);
    assert_eq!(read.read.findings, []);
}

#[test]
fn our_own_layouts_are_read_by_their_own_reader() {
    let long = "voter;candidate\n007;01\n1-2;\n007;02\n";
    let read = linked(long.as_bytes()).unwrap();
    assert_eq!((read.mapping.tool, read.read.layout), (Tool::Plain, Layout::Long));
    assert_eq!(marks(&read), [vec!["01", "02"], vec![]]);
}

#[cfg(feature = "xlsx")]
mod workbooks {
    use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

    use super::*;

    fn microsoft(hidden: bool) -> Vec<u8> {
        let mut book = Workbook::new();
        if hidden {
            let sheet = book.add_worksheet().set_name("_56F9DC9755BA473782653E2940F9").unwrap();
            sheet.write(0, 0, "FormId").unwrap();
            sheet.set_hidden(true);
        }
        let sheet = book.add_worksheet().set_name("Sheet1").unwrap();
        let time = Format::new().set_num_format("m/d/yy h:mm:ss");
        let headers = [
            "ID",
            "Start time",
            "Completion time",
            "Email",
            "Name",
            "Äänestäjän tunnus",
            "Ehdokkaat",
        ];
        for (column, header) in (0..).zip(headers) {
            sheet.write(0, column, header).unwrap();
        }
        for (row, (voter, marks)) in
            (1..).zip([("007", "Dag;A\u{30a}stro\u{308}m\u{a0}Åsa;"), ("1-2", "")])
        {
            let at =
                |hour| ExcelDateTime::from_ymd(2026, 3, 5).unwrap().and_hms(hour, 30, 15).unwrap();
            sheet.write(row, 0, row).unwrap();
            sheet.write_with_format(row, 1, at(8), &time).unwrap();
            sheet.write_with_format(row, 2, at(9), &time).unwrap();
            sheet.write(row, 3, "anonymous").unwrap();
            sheet.write(row, 5, voter).unwrap();
            sheet.write(row, 6, marks).unwrap();
        }
        if hidden {
            sheet.set_active(true);
            sheet.set_first_tab(true);
        }
        book.save_to_buffer().unwrap()
    }

    #[test]
    fn hidden_sheets_are_passed_over_with_a_note_and_excel_dates_are_times() {
        let read = linked(&microsoft(true)).unwrap();
        assert_eq!(
            (read.mapping.tool, read.mapping.confidence),
            (Tool::MicrosoftForms, Confidence::Certain)
        );
        assert_eq!(marks(&read), [vec!["05", "02"], vec![]]);
        assert_eq!(times(&read), ["2026-03-05T07:30:15Z", "2026-03-05T07:30:15Z"]);
        assert_eq!(places(&read.read.findings), [at("F71", None, "")]);
        assert_eq!(read.read.line_of(vaali::definition::BallotId(2)), Some(3));
    }

    #[test]
    fn a_sheet_is_chosen_by_a_person_where_several_hold_something() {
        let mut book = Workbook::new();
        for name in ["a", "b"] {
            let sheet = book.add_worksheet().set_name(name).unwrap();
            sheet.write(0, 0, "ballot").unwrap();
            sheet.write(0, 1, "candidate").unwrap();
            sheet.write(2, 0, 1).unwrap();
            sheet.write(2, 1, "Dag").unwrap();
        }
        let bytes = book.save_to_buffer().unwrap();
        assert_eq!(places(&anonymous(&bytes).unwrap_err().0), [at("F72", None, "")]);
        let frozen = election("anonymous", "secret");
        let sheet = |name: &str| Options { sheet: Some(name.into()), ..Options::default() };
        let read = read_bytes("form", &bytes, &frozen, &sheet("b")).unwrap();
        assert_eq!((read.mapping.tool, marks(&read)), (Tool::Plain, vec![vec!["05"]]));
        assert_eq!(read.read.line_of(vaali::definition::BallotId(1)), Some(3));
        let wrong = read_bytes("form", &bytes, &frozen, &sheet("c")).unwrap_err();
        assert_eq!(wrong.0[0].code, "F73");
    }

    #[test]
    fn p36_a_cell_in_the_last_corner_takes_no_memory_for_all_the_others() {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        sheet.write(0, 0, "ballot").unwrap();
        sheet.write(1_048_575, 16_383, "x").unwrap();
        let bytes = book.save_to_buffer().unwrap();
        assert_eq!(places(&anonymous(&bytes).unwrap_err().0)[0], at("F118", 1_048_576, "XFD"));
    }

    #[test]
    fn what_is_no_workbook_is_refused() {
        assert_eq!(anonymous(b"PK\x03\x04 and no more").unwrap_err().0[0].code, "F70");
    }
}

#[cfg(not(feature = "xlsx"))]
#[test]
fn a_workbook_without_its_reader_is_refused_with_the_way_out() {
    assert_eq!(anonymous(b"PK\x03\x04").unwrap_err().0[0].code, "F75");
}
