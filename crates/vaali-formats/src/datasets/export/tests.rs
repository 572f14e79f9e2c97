use proptest::prelude::*;
use vaali::{
    ballot::{Ballot, Ballots},
    count::{CountResult, Proceedings, count},
    definition::Definition,
};

use super::*;

fn result() -> CountResult {
    let frozen = Definition::from_json(
        r#"{"format": 1, "id": "7f6d4a0e-6f0c-4c51-9d5b-0c5f8f0d2a11", "title": {"fi": "Hallitus", "sv": "Styrelse"}, "test": true,
        "rules": {"ballots": "anonymous", "secrecy": "open", "marks": {"min": 1, "max": 2}, "seats": {"min": 1, "max": 1},
            "ties": {"seat": "lot_manual"}, "deputies": {"next_in_order": {"number": 1, "order_matters": true}},
            "offices": [{"id": "chair", "name": {"fi": "puheenjohtaja", "sv": "ordförande"}}]},
        "candidates": [{"id": "007", "name": "=HYPERLINK(\"x\")", "organisation": "Ykkönen ry"}, {"id": "b", "name": "Bo; Cia"}]}"#,
    )
    .unwrap()
    .freeze()
    .unwrap();
    let ballot = |marks: &[&str]| Ballot {
        marks: marks.iter().map(|&mark| mark.to_owned()).collect(),
        ..Ballot::default()
    };
    let ballots = Ballots::of(&frozen, [ballot(&["007", "b"]), ballot(&["007"])], []);
    count(&frozen, &ballots, &Proceedings::default()).unwrap().result().clone()
}

#[test]
fn p04_cells_that_begin_like_a_formula_are_neutralised() {
    for cell in [
        "=1",
        "+1",
        "-1",
        "@a",
        "\ta",
        "\rb",
        "  =1",
        "\n=1",
        "'=1",
        "''-1",
        "＝1",
        "=cmd|' /C calc'!A0",
    ] {
        let safe = neutralised(cell);
        assert_eq!((&*safe, restored(&safe)), (&*format!("'{cell}"), cell));
    }
    for cell in ["", "a=1", "'a", "''", "1-2", "Äiti ry", "O'Brien"] {
        assert_eq!((&*neutralised(cell), restored(cell)), (cell, cell));
    }
}

proptest! {
    #[test]
    fn p04_what_is_neutralised_comes_back(cell in "['=+@\\-\t\r\n a;,\"＝]{0,6}") {
        let safe = neutralised(&cell);
        prop_assert_eq!(restored(&safe), &*cell);
        prop_assert!(!safe.starts_with(['=', '+', '-', '@', '\t', '\r', '＝']));
    }

    #[test]
    fn p04_a_table_of_any_cells_comes_back(
        rows in prop::collection::vec(prop::collection::vec("['=+@\\-\t\r\n a;,\"å]{0,6}", 3), 1..6),
        separator in prop::sample::select(vec![',', ';', '\t']),
    ) {
        let text = csv(separator, &rows);
        let mut reader = ::csv::ReaderBuilder::new()
            .has_headers(false)
            .delimiter(u8::try_from(separator).unwrap())
            .from_reader(text.trim_start_matches('\u{feff}').as_bytes());
        let again: Vec<Vec<String>> = reader
            .records()
            .map(|row| row.unwrap().iter().map(|cell| restored(cell).to_owned()).collect())
            .collect();
        prop_assert_eq!(again, rows);
    }
}

#[test]
fn p04_a_result_as_a_table_is_safe_and_says_test() {
    assert_eq!(
        candidates_csv(&result(), ';', "sv"),
        "\u{feff}election;place;place_last;id;name;organisation;votes;status;deputy;deputy_last;office\r\n\
         TEST: Styrelse;1;1;007;\"'=HYPERLINK(\"\"x\"\")\";Ykkönen ry;2;elected;;;chair\r\n\
         TEST: Styrelse;2;2;b;\"Bo; Cia\";;1;deputy;1;1;\r\n"
    );
}

#[test]
fn the_council_is_told_in_the_words_of_popolo() {
    let council = Council { language: "fi", start_date: Some("2030-01-01"), ..Council::default() };
    let told = popolo(&result(), &council);
    let id = "7f6d4a0e-6f0c-4c51-9d5b-0c5f8f0d2a11";
    assert_eq!(told["organizations"][0]["name"], "TEST: Hallitus");
    assert_eq!(told["organizations"][1]["id"], "organization/Ykkönen ry");
    assert_eq!(told["persons"].as_array().unwrap().len(), 2);
    assert_eq!(told["posts"][0]["label"], "puheenjohtaja");
    let roles: Vec<_> =
        told["memberships"].as_array().unwrap().iter().map(|m| &m["role"]).collect();
    assert_eq!(roles, ["member", "chair", "deputy"]);
    assert_eq!(told["memberships"][1]["post_id"], format!("{id}/post/chair"));
    assert_eq!(told["memberships"][1]["on_behalf_of_id"], "organization/Ykkönen ry");
    assert_eq!(told["memberships"][0]["start_date"], "2030-01-01");
    // Every reference leads to something that is there.
    let ids = |list: &str| -> Vec<_> {
        told[list].as_array().unwrap().iter().map(|x| x["id"].clone()).collect()
    };
    for membership in told["memberships"].as_array().unwrap() {
        assert!(ids("persons").contains(&membership["person_id"]));
        assert!(ids("organizations").contains(&membership["organization_id"]));
    }
}
