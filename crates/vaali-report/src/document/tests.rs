use super::{Align, Block, Column, Document, Figure, Signature, Table};
use crate::language::Language::{English, Finnish, Swedish};

fn everything() -> Document {
    let mut document = Document::new(Swedish, "1. Titel & <b>");
    document.notice("TEST: övning");
    document.heading("Rubrik");
    document.subheading("Underrubrik");
    document.paragraph("# ingen rubrik");
    document.warning("Obs");
    document.figures(vec![
        Figure { name: "Röster".to_owned(), value: Some("1. på".to_owned()) },
        Figure { name: "Vittnen".to_owned(), value: None },
    ]);
    let mut table =
        Table::new([Column::new("Namn", Align::Start), Column::new("Röster", Align::End)]);
    table.row(["a|b", "1"]);
    table.row(["`c`", "2"]);
    document.table(table);
    document.list(true, vec!["- ett".to_owned(), "2) två".to_owned()]);
    document.list(false, vec!["+ tre".to_owned()]);
    document.signs("Summa", "ab12 cd34");
    document.signatures(vec![
        Signature { role: "Ordförande".to_owned(), name: Some("Åsa".to_owned()) },
        Signature { role: "Sekreterare".to_owned(), name: None },
    ]);
    document
}

#[test]
fn markdown_has_every_part_and_no_sign_of_a_text_has_a_meaning() {
    let line = "\\_".repeat(24);
    assert_eq!(
        everything().to_markdown(),
        format!(
            "# 1. Titel \\& \\<b\\>\n\n**TEST: övning**\n\n## Rubrik\n\n### Underrubrik\n\n\\# ingen rubrik\n\n**Obs**\n\n- **Röster:** 1. på\n- **Vittnen:** {line}\n\n\
             | Namn | Röster |\n| --- | ---: |\n| a\\|b | 1 |\n| \\`c\\` | 2 |\n\n1. \\- ett\n2. 2\\) två\n\n- \\+ tre\n\nSumma:\n\n    ab12 cd34\n\n\
             {line}  \nÅsa  \nOrdförande\n\n{line}  \nSekreterare\n"
        )
    );
}

#[test]
fn html_needs_nothing_beside_it() {
    let html = everything().to_html();
    assert!(html.starts_with("<!DOCTYPE html><html lang=\"sv\">"));
    assert!(html.contains("default-src 'none'"));
    for outside in ["<script", "http://", "https://", "url(", "@import", " src=", "<link"] {
        assert!(!html.contains(outside), "{outside}");
    }
    assert!(html.contains("1. Titel &amp; &lt;b&gt;"));
    // What must not be missed stands in the margin of each page, as text of a style sheet.
    assert!(html.contains("TEST\\3a  övning"), "{html}");
}

#[test]
fn a_row_has_a_cell_for_each_column_and_nothing_of_it_is_lost() {
    let column = |title| Column::new(title, Align::Start);
    let mut table = Table::new([column("a"), column("b"), column("c")]);
    table.row(["1"]);
    table.row(["2", "3", "4", "5"]);
    assert_eq!(table.rows(), [vec!["1", "", ""], vec!["2", "3", "4 5"]]);
    let mut table = Table::new([column("a"), column("b"), column("c")]);
    table.row(["1", "", "3"]);
    let table = table.without_empty_columns();
    assert_eq!(table.columns(), [column("a"), column("c")]);
    assert_eq!(table.rows(), [vec!["1", "3"]]);
}

#[test]
fn what_is_empty_leaves_no_trace() {
    let mut document = Document::new(English, "Title");
    document.table(Table::new([Column::new("a", Align::Start)]));
    document.list(true, vec![]);
    document.figures(vec![]);
    assert_eq!(document.blocks, Vec::<Block>::new());
}

#[cfg(feature = "docx")]
#[test]
fn docx_is_the_same_file_each_time_and_says_its_language() {
    let first = everything().to_docx().unwrap();
    assert_eq!(first, everything().to_docx().unwrap());
    let has =
        |file: &[u8], text: &str| file.windows(text.len()).any(|part| part == text.as_bytes());
    assert!(has(&first, "<w:lang w:val=\"sv-FI\"/>"));
    assert!(has(&Document::new(Finnish, "x").to_docx().unwrap(), "<w:lang w:val=\"fi-FI\"/>"));
    // The header of the table is repeated on each page, and only it.
    let count =
        |text: &str| first.windows(text.len()).filter(|part| *part == text.as_bytes()).count();
    assert_eq!(count("<w:tblHeader/>"), 1);
    assert_eq!(count("<w:cantSplit />"), 2);
}
