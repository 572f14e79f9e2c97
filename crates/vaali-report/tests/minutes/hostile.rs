//! Texts that anybody may have written: whatever they hold, no document breaks, no markup gets in, and the text itself stays.

use std::io::{Cursor, Read};

use proptest::prelude::*;
use quick_xml::{Reader, events::Event};
use scraper::{Html, Selector};
use vaali::{
    ballot::Ballot,
    count::{Decline, Declined, Lot, LotMethod, Outcome, Proceedings},
    definition::Definition,
};
use vaali_report::{Language, Meeting, document::Document, minutes::Evidence};

use crate::common::Election;

/// Every text of an election that somebody else writes.
#[derive(Clone, Debug)]
struct Words {
    title: String,
    names: [String; 4],
    organisation: String,
    office: String,
    note: String,
    remark: String,
}

/// Pieces that have a meaning somewhere, between ordinary letters.
fn word() -> impl Strategy<Value = String> {
    let pieces = prop_oneof![
        4 => "[a-zA-ZåäöÅÄÖ ]{1,12}",
        1 => Just("<script>alert(1)</script>".to_owned()),
        1 => Just("</td></table><b onclick=x>&amp;&#x41;".to_owned()),
        1 => Just("]]></w:t><w:p/>".to_owned()),
        1 => Just("\"'><img src=x onerror=alert(1)>".to_owned()),
        1 => Just("| a | b |".to_owned()),
        1 => Just("`code` **x** _y_ [z](http://e.x) ![p](q)".to_owned()),
        1 => Just("=HYPERLINK(1)".to_owned()),
        1 => Just("\u{202e}\u{200f}\u{2066}\u{1b}[2J\u{7}\u{0}\u{ffff}\u{feff}\u{2028}\r\n".to_owned()),
        1 => Just("דנה كريم".to_owned()),
        1 => Just("👩‍👩‍👧‍👦🇫🇮e\u{301}\u{327}".to_owned()),
        1 => Just("# 1. - + ~~~ ``` --- $x$ \\".to_owned()),
        1 => Just("{{name}} {0} %s ${x}".to_owned()),
        1 => "[A-Z]{300,400}",
        1 => any::<char>().prop_map(String::from),
    ];
    // A letter first and last: a name of blanks is refused before it comes here.
    prop::collection::vec(pieces, 1..4).prop_map(|pieces| format!("A{}z", pieces.concat()))
}

fn words() -> impl Strategy<Value = Words> {
    (word(), [word(), word(), word(), word()], word(), word(), word(), word()).prop_map(
        |(title, [a, b, c, d], organisation, office, note, remark)| Words {
            title,
            // Two people of one name in one organisation are refused before they come here.
            names: [a + "0", b + "1", c + "2", d + "3"],
            organisation,
            office,
            note,
            remark,
        },
    )
}

/// An election of four with a lot, a declined office and a remark; every text comes from outside.
fn election(words: &Words) -> (Election, Meeting) {
    // Ids are short and hold no control characters; anything else is refused before it comes here.
    let id: String = words.organisation.chars().filter(|c| !c.is_control()).take(150).collect();
    let candidate = |place: usize| serde_json::json!({"id": format!("c{place}"), "name": words.names[place], "organisation": id.trim()});
    let definition = serde_json::json!({
        "format": 1, "id": "7f6d4a0e-6f0c-4c51-9d5b-0c5f8f0d2a11", "title": words.title, "test": true,
        "rules": {
            "ballots": "anonymous", "secrecy": "secret", "marks": {"min": 1, "max": 2},
            "seats": {"min": 2, "max": 2}, "ties": {"seat": "lot_manual"},
            "offices": [{"id": "chair", "name": words.office}],
            "other_seats": [{"name": words.office, "kind": {"appointed_by": words.organisation}, "number": 1, "voting": true}],
        },
        "candidates": (0..4).map(candidate).collect::<Vec<_>>(),
    });
    let definition = Definition::from_value(definition).unwrap();
    let ballots = ["c0,c1", "c0,c2", "c0"].map(|marks| Ballot {
        marks: marks.split(',').map(str::to_owned).collect(),
        ..Ballot::default()
    });
    let mut proceedings = Proceedings {
        declines: vec![Decline {
            candidate: "c0".parse().unwrap(),
            from: Declined::Office("chair".parse().unwrap()),
            at: None,
            note: Some(words.note.clone()),
        }],
        ..Proceedings::default()
    };
    let counted = |proceedings: &Proceedings| {
        Election::counted(definition.clone(), ballots.to_vec(), vec![], proceedings.clone())
    };
    let Outcome::LotNeeded { request, .. } = counted(&proceedings).outcome else { panic!() };
    proceedings.lots.push(Lot {
        drawn: vec!["c2".parse().unwrap()],
        request,
        method: LotMethod::Manual,
        drawn_at: None,
        witnesses: vec![words.names[3].clone()],
        note: Some(words.note.clone()),
    });
    let meeting = Meeting {
        body: Some(words.title.clone()),
        chair: Some(words.names[3].clone()),
        // Each of its lines is a paragraph: one line, so that documents can be compared.
        remark: Some(words.remark.replace(['\r', '\n'], " ")),
        ..Meeting::default()
    };
    (counted(&proceedings), meeting)
}

fn minutes(words: &Words, language: Language) -> Document {
    let (election, meeting) = election(words);
    election.minutes(&meeting, &Evidence::default(), language)
}

/// What a reader sees of a text: steering characters made visible, directions kept apart, blanks as one.
fn seen(text: &str) -> String {
    let text: String = text
        .chars()
        .filter(|c| !matches!(c, '\u{2068}' | '\u{2069}'))
        .map(|c| {
            let steers = c.is_control()
                || matches!(
                    c,
                    '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'
                        ..='\u{202e}'
                            | '\u{2066}'
                            | '\u{2067}'
                            | '\u{feff}'
                            | '\u{fffe}'
                            | '\u{ffff}'
                );
            if steers { '\u{fffd}' } else { c }
        })
        .collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A name that is no address is shown as it is.
fn shown_as_is(text: &str) -> bool {
    !vaali_report::holds_address(text)
}

fn cells_of(html: &Html, selector: &str) -> Vec<String> {
    let selector = Selector::parse(selector).unwrap();
    html.select(&selector).map(|cell| seen(&cell.text().collect::<String>())).collect()
}

/// The parts of a DOCX file that are XML, as text.
fn parts(docx: Vec<u8>) -> Vec<(String, String)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(docx)).unwrap();
    (0..archive.len())
        .map(|place| {
            let mut part = archive.by_index(place).unwrap();
            let mut text = String::new();
            part.read_to_string(&mut text).unwrap();
            (part.name().unwrap().into_owned(), text)
        })
        .collect()
}

/// The text of well-formed XML, and how many elements of a name it has.
fn read_xml(xml: &str, element: &str) -> (String, usize) {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = true;
    let (mut text, mut elements) = (String::new(), 0);
    loop {
        match reader.read_event().unwrap() {
            Event::Eof => return (text, elements),
            Event::Text(part) => text.push_str(&part),
            Event::GeneralRef(part) => {
                text.push_str(match &*part {
                    "amp" => "&",
                    "lt" => "<",
                    "gt" => ">",
                    "quot" => "\"",
                    "apos" | "#39" => "'",
                    other => panic!("&{other};"),
                });
            }
            Event::Start(tag) | Event::Empty(tag) => {
                elements += usize::from(tag.name().as_ref() == element);
            }
            _ => {}
        }
    }
}

/// The columns of each row of a Markdown table, by bars that are not escaped.
fn columns(line: &str) -> usize {
    let mut escaped = false;
    let mut bars = 0_usize;
    for c in line.chars() {
        bars += usize::from(c == '|' && !escaped);
        escaped = c == '\\' && !escaped;
    }
    bars.saturating_sub(1)
}

fn plain() -> Words {
    Words {
        title: "Atz".to_owned(),
        names: ["Aaz", "Abz", "Acz", "Adz"].map(str::to_owned),
        organisation: "Aoz".to_owned(),
        office: "Afz".to_owned(),
        note: "Anz".to_owned(),
        remark: "Arz".to_owned(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn html_has_the_same_elements_whatever_is_written_and_every_text_comes_back(words in words()) {
        for language in Language::ALL {
            let html = Html::parse_document(&minutes(&words, language).to_html());
            let harmless = Html::parse_document(&minutes(&plain(), language).to_html());
            prop_assert!(html.errors.is_empty(), "{:?}", html.errors);
            let elements = |html: &Html| -> Vec<String> {
                html.tree.values().filter_map(|node| Some(node.as_element()?.name().to_owned())).collect()
            };
            prop_assert_eq!(elements(&html), elements(&harmless));
            let attributes = |html: &Html| -> Vec<String> {
                let all = html.tree.values().filter_map(|node| node.as_element());
                all.flat_map(|element| element.attrs().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>()).collect()
            };
            prop_assert_eq!(attributes(&html), attributes(&harmless));

            let cells = cells_of(&html, "td");
            for name in words.names.iter().filter(|name| shown_as_is(name)) {
                let name = seen(name);
                prop_assert!(cells.iter().any(|cell| cell.starts_with(&name)), "{name:?} {cells:?}");
            }
            if shown_as_is(&words.title) {
                prop_assert!(cells_of(&html, "h1")[0].ends_with(&seen(&words.title)));
            }
        }
    }

    #[test]
    fn no_document_holds_a_character_that_steers(words in words()) {
        for language in Language::ALL {
            let document = minutes(&words, language);
            for text in [document.to_html(), document.to_markdown()] {
                let found = text.chars().find(|c| *c != '\n' && (c.is_control() || matches!(c, '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}' | '\u{2067}' | '\u{feff}' | '\u{ffff}')));
                prop_assert_eq!(found, None);
                // What keeps directions apart is closed where it is opened.
                let mut depth = 0_i32;
                for c in text.chars() {
                    depth += i32::from(c == '\u{2068}') - i32::from(c == '\u{2069}');
                    prop_assert!((0..=1).contains(&depth));
                }
                prop_assert_eq!(depth, 0);
            }
        }
    }

    #[test]
    fn a_markdown_table_keeps_its_columns_and_no_line_begins_as_markup(words in words()) {
        for language in Language::ALL {
            let (text, harmless) = (minutes(&words, language).to_markdown(), minutes(&plain(), language).to_markdown());
            let shape = |text: &str| -> Vec<(usize, String)> {
                text.lines().map(|line| {
                    let columns = if line.starts_with('|') { columns(line) } else { 0 };
                    let begin = line.chars().take_while(|c| matches!(c, '#' | '-' | '+' | '>' | '=' | '`' | '~' | ' ')).collect();
                    (columns, begin)
                }).collect()
            };
            prop_assert_eq!(shape(&text), shape(&harmless));
        }
    }

    #[test]
    fn docx_is_well_formed_xml_with_the_same_paragraphs_and_every_text_comes_back(words in words()) {
        let language = Language::Finnish;
        let docx = parts(minutes(&words, language).to_docx().unwrap());
        let harmless = parts(minutes(&plain(), language).to_docx().unwrap());
        let document = |parts: &[(String, String)]| {
            parts.iter().find(|(name, _)| name == "word/document.xml").unwrap().1.clone()
        };
        for (name, part) in &docx {
            let (_, elements) = read_xml(part, "w:p");
            let same = harmless.iter().find(|(other, _)| other == name).unwrap();
            prop_assert_eq!(elements, read_xml(&same.1, "w:p").1, "{}", name);
        }
        let text = seen(&read_xml(&document(&docx), "w:p").0);
        for name in words.names.iter().filter(|name| shown_as_is(name)) {
            prop_assert!(text.contains(&seen(name)), "{name:?}");
        }
    }
}

#[test]
fn addresses_never_reach_a_document() {
    let address = "kenelle@example.org";
    let words = Words {
        title: format!("Vaali {address}"),
        names: [0, 1, 2, 3].map(|place| format!("N{place} <{address}>")),
        organisation: address.to_owned(),
        office: format!("virka {address}"),
        note: format!("ks. {address}, kiitos"),
        remark: format!("mailto:{address}"),
    };
    for language in Language::ALL {
        let document = minutes(&words, language);
        let docx: String =
            parts(document.to_docx().unwrap()).into_iter().map(|(_, part)| part).collect();
        for text in [document.to_markdown(), document.to_html(), docx] {
            assert!(!text.contains("kenelle") && !text.contains("example.org"), "{language}");
        }
    }
}

#[test]
fn a_rehearsal_says_so_on_every_page() {
    for (language, word) in
        [(Language::Finnish, "TESTI"), (Language::Swedish, "TEST"), (Language::English, "TEST")]
    {
        let document = minutes(&plain(), language);
        assert!(document.notices[0].starts_with(word));
        let html = Html::parse_document(&document.to_html());
        assert!(cells_of(&html, ".mark")[0].contains(word), "printed on each page");
        let docx = parts(document.to_docx().unwrap());
        let header = docx.iter().find(|(name, _)| name.starts_with("word/header")).unwrap();
        assert!(header.1.contains(word));
    }
}
