//! Texts that anybody may have written: whatever they hold, no element and no attribute gets into a document, and the text itself comes back.

use proptest::prelude::*;
use quick_xml::{Reader, events::Event};
use scraper::{ElementRef, Html, Selector};
use serde_json::Value;
use vaali::{ballot::Ballot, count::Proceedings, definition::Definition};
use vaali_report::{
    Language,
    booklet::{self, Order},
    chart,
    page::{self, Publication},
};

use crate::{common::Election, elections::counted};

/// Pieces that have a meaning somewhere, between ordinary letters.
fn word() -> impl Strategy<Value = String> {
    let pieces = prop_oneof![
        4 => "[a-zA-ZåäöÅÄÖ ]{1,12}",
        1 => Just("</title></svg><script>alert(1)</script>".to_owned()),
        1 => Just("</style></td></table><b onclick=x>&amp;&#x41;".to_owned()),
        1 => Just("\"'><img src=x onerror=alert(1)>".to_owned()),
        1 => Just("<!--]]><![CDATA[<a xlink:href='javascript:x'>".to_owned()),
        1 => Just("=HYPERLINK(1) @x +1 -1".to_owned()),
        1 => Just("\u{202e}\u{200f}\u{2066}\u{1b}[2J\u{7}\u{0}\u{ffff}\u{feff}\u{2028}\r\n".to_owned()),
        1 => Just("דנה كريم".to_owned()),
        1 => Just("👩‍👩‍👧‍👦🇫🇮e\u{301}\u{327}選挙".to_owned()),
        1 => "[A-Z]{300,400}",
        1 => any::<char>().prop_map(String::from),
    ];
    // A letter first and last: a name of blanks is refused before it comes here.
    prop::collection::vec(pieces, 1..4).prop_map(|pieces| format!("A{}z", pieces.concat()))
}

/// An election of three; every text that somebody else writes is the given one.
fn election(texts: &[String; 4]) -> Election {
    let [name, title, organisation, competence] = texts;
    let candidate = |id: &str| {
        serde_json::json!({
            "id": id, "name": format!("{name}{id}"), "organisation": id, "position": title, "municipality": name,
            "groups": [title], "competence": {"fi": competence, "sv": competence},
        })
    };
    let voter =
        |id: &str| serde_json::json!({"id": id, "name": {"sv": format!("{organisation}{id}")}});
    let definition = serde_json::json!({
        "format": 1, "id": "7f6d4a0e-6f0c-4c51-9d5b-0c5f8f0d2a11", "title": title, "test": true,
        "rules": {"ballots": "linked", "secrecy": "secret", "marks": {"min": 1, "max": 2},
                  "seats": {"min": 1, "max": 1}, "ties": {"seat": "lot_manual"},
                  "offices": [{"id": "chair", "name": title}]},
        "candidates": Value::from(["a", "b", "c"].map(candidate).to_vec()),
        "roll": Value::from(["a", "b", "c"].map(voter).to_vec()),
    });
    let ballot = |voter: &str, mark: &str| Ballot {
        voter: Some(voter.to_owned()),
        marks: vec![mark.to_owned()],
        ..Ballot::default()
    };
    let ballots = vec![ballot("a", "a"), ballot("b", "a"), ballot("c", "b")];
    Election::counted(
        Definition::from_value(definition).unwrap(),
        ballots,
        vec![],
        Proceedings::default(),
    )
}

/// The elements and the names of their attributes, in the order of the document.
fn shape(html: &str) -> Vec<String> {
    let page = Html::parse_document(html);
    let every = Selector::parse("*").unwrap();
    let shape = page.select(&every).map(|element: ElementRef<'_>| {
        let mut names: Vec<&str> = element.value().attrs().map(|(name, _)| name).collect();
        names.sort_unstable();
        format!("{} {}", element.value().name(), names.join(" "))
    });
    // Whether there is room for an office beside a name depends on how long both are.
    shape.filter(|element| !element.starts_with("tspan")).collect()
}

fn texts_of(html: &str, selector: &str) -> Vec<String> {
    let page = Html::parse_document(html);
    page.select(&Selector::parse(selector).unwrap())
        .map(|element| element.text().collect())
        .collect()
}

/// What is left of a text when marks that steer have been made visible and addresses left out: letters and figures in their order.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

fn calm() -> [String; 4] {
    ["Aino", "Board", "One ry", "Words"].map(str::to_owned)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_text_adds_an_element_or_an_attribute_to_a_page(texts in [word(), word(), word(), word()]) {
        let (hostile, calm) = (election(&texts), election(&calm()));
        let html = page::html(&counted(&hostile), Language::Finnish, &Publication::default());
        prop_assert_eq!(shape(&html), shape(&page::html(&counted(&calm), Language::Finnish, &Publication::default())));

        let names = texts_of(&html, "ul.elected li strong");
        if !texts[0].contains('@') {
            prop_assert_eq!(letters(&names[0]), letters(&format!("{}a", texts[0])));
        }
    }

    #[test]
    fn no_text_adds_an_element_or_an_attribute_to_an_excerpt(texts in [word(), word(), word(), word()]) {
        let (hostile, calm) = (election(&texts), election(&calm()));
        let html = page::excerpt(&counted(&hostile), Language::English);
        prop_assert_eq!(shape(&html), shape(&page::excerpt(&counted(&calm), Language::English)));

        let cells = texts_of(&html, "tbody td:nth-child(3)");
        if !texts[0].contains('@') {
            prop_assert_eq!(letters(&cells[0]), letters(&format!("{}a", texts[0])));
        }
    }

    #[test]
    fn a_chart_is_well_formed_whatever_the_names_and_holds_them_whole(texts in [word(), word(), word(), word()]) {
        let svg = chart::svg(&counted(&election(&texts)), Language::Swedish);
        let mut reader = Reader::from_str(&svg);
        reader.config_mut().check_end_names = true;
        let mut elements = 0;
        loop {
            match reader.read_event() {
                Ok(Event::Start(element) | Event::Empty(element)) => {
                    elements += 1;
                    let name = element.name().as_ref().to_owned();
                    prop_assert!(["svg", "title", "desc", "defs", "pattern", "path", "circle", "rect", "text", "g"].contains(&name.as_str()), "{}", name);
                }
                Ok(Event::Eof) => break,
                Ok(_) => {}
                Err(error) => prop_assert!(false, "{error}: {svg}"),
            }
        }
        prop_assert!(elements > 20);
        // A name that is cut stands whole in the title of its row.
        let titles = texts_of(&svg, "g title");
        if !texts[0].contains('@') {
            prop_assert!(letters(&titles[0]).starts_with(&letters(&format!("{}a", texts[0]))), "{:?}", titles);
        }
    }

    #[test]
    fn no_text_adds_an_element_or_an_attribute_to_a_booklet(texts in [word(), word(), word(), word()]) {
        let write = |texts: &[String; 4]| {
            // Lines of a text are paragraphs; here they are one.
            let texts = texts.clone().map(|text| text.replace(['\r', '\n'], " "));
            booklet::html(&election(&texts).frozen, &Order::Drawn { seed: texts[1].clone() }, &[Language::Finnish, Language::Swedish]).unwrap()
        };
        let html = write(&texts);
        prop_assert_eq!(shape(&html), shape(&write(&calm())));
        if !texts[3].contains('@') {
            for said in texts_of(&html, "article .languages p") {
                prop_assert_eq!(letters(&said), letters(&texts[3]));
            }
        }
    }
}
