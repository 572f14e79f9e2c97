use proptest::prelude::*;
use vaali::{
    ballot::{Ballot, Ballots},
    count::{Outcome, Proceedings, count},
    definition::{Definition, Frozen},
};

use super::*;

/// A rehearsal of one seat: ids with zeros, a name like a formula, an organisation with an address in what nobody exports.
fn election(mode: &str, secrecy: &str) -> Frozen {
    Definition::from_json(&format!(
        r#"{{"format": 1, "id": "7f6d4a0e-6f0c-4c51-9d5b-0c5f8f0d2a11", "title": {{"fi": "Hallitus", "sv": "Styrelse"}}, "test": true,
        "rules": {{"ballots": "{mode}", "secrecy": "{secrecy}", "marks": {{"min": 1, "max": 2}}, "seats": {{"min": 1, "max": 1}},
            "ties": {{"seat": "lot_manual"}}, "deputies": {{"next_in_order": {{"number": 1, "order_matters": true}}}}, "term": {{"years": 2}},
            "other_seats": [{{"name": "hyvinvointialueen paikka", "kind": {{"appointed_by": "hyvinvointialue"}}, "number": 2, "voting": false}}],
            "offices": [{{"id": "chair", "name": {{"fi": "puheenjohtaja", "sv": "ordförande"}}}}]}},
        "candidates": [{{"id": "007", "name": "=HYPERLINK(\"x\")", "organisation": "01"}}, {{"id": "b", "name": "Bo; Cia"}}],
        "roll": {}}}"#,
        if mode == "anonymous" { "[]" } else { r#"[{"id": "01", "name": {"fi": "Ykkönen ry", "sv": "Ettan rf"}}, {"id": "02", "name": "Kakkonen ry"}, {"id": "03", "name": "Kolmonen ry"}]"# }
    ))
    .unwrap()
    .freeze()
    .unwrap()
}

fn cast(voter: &str, marks: &[&str]) -> Ballot {
    let marks = marks.iter().map(|&mark| mark.to_owned()).collect();
    Ballot { voter: Some(voter.to_owned()), marks, ..Ballot::default() }
}

fn outcome(frozen: &Frozen, cast: impl IntoIterator<Item = Ballot>) -> Outcome {
    count(frozen, &Ballots::of(frozen, cast, []), &Proceedings::default()).unwrap()
}

fn decided(secrecy: &str) -> (Frozen, Outcome) {
    let frozen = election("linked", secrecy);
    let ballots =
        [cast("01", &["b", "007"]), cast("02", &["007"]), cast("03", &["SECRETMARK", "007"])];
    let outcome = outcome(&frozen, ballots);
    (frozen, outcome)
}

fn table(tables: &[Table], kind: Kind) -> String {
    tables.iter().find(|table| table.kind == kind).unwrap().csv()
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
    let (frozen, outcome) = decided("secret");
    let tables = tables(&frozen, &outcome, Language::Swedish);
    assert_eq!(
        table(&tables, Kind::Results),
        "\u{feff}Val;Plats;Sista plats;Id;Namn;Organisationens id;Organisation;Röster;\"Andel av sedlarna, %\";Status;Typ av plats;Uppdrag;Avgjort genom lottning;Ersättarplats;Sista ersättarplats\r\n\
         ÖVNING (TEST): Styrelse;1;1;007;\"'=HYPERLINK(\"\"x\"\")\";01;Ettan rf;2;\"100,0\";vald;tillsatt genom val;ordförande;;;\r\n\
         ÖVNING (TEST): Styrelse;2;2;b;\"Bo; Cia\";;;1;\"50,0\";ersättare;;;;1;1\r\n"
    );
    assert_eq!(
        table(&tables, Kind::Rejected),
        "\u{feff}Val;Kod;Orsak;Sedlar\r\nÖVNING (TEST): Styrelse;B06;markering för någon som inte är kandidat;1\r\n"
    );
    assert!(
        table(&tables, Kind::Figures)
            .contains(";\"Röstande av de röstberättigade, %\";\"100,0\"\r\n")
    );
    assert!(
        table(&tables, Kind::Seats)
            .contains(";hyvinvointialueen paikka;utses av: hyvinvointialue;2;nej\r\n")
    );
    assert!(table(&tables, Kind::Offices).contains(";chair;ordförande;007;"));
    assert!(table(&tables, Kind::Deputies).contains(";1;1;b;\"Bo; Cia\";;;\r\n"));
}

#[test]
fn a_result_that_awaits_a_lot_says_so_in_every_row() {
    let frozen = election("anonymous", "open");
    let outcome = outcome(&frozen, [cast("", &["b"]), cast("", &["007"])]);
    assert!(outcome.request().is_some());
    for table in tables(&frozen, &outcome, Language::English) {
        for row in &table.rows {
            let Cell::Text(election) = &row[0] else { panic!("{row:?}") };
            assert_eq!(election, "TEST: NOT FINAL, AWAITS A LOT: Hallitus");
            assert_eq!(row.len(), table.header.len());
        }
    }
    let lots = table(&tables(&frozen, &outcome, Language::English), Kind::Lots);
    assert!(lots.contains(",seat/1,seat,1,"), "{lots}");
    assert!(lots.contains(",not drawn,,,,\r\n"), "{lots}");
}

#[test]
fn p31_no_table_holds_what_a_ballot_says() {
    for secrecy in ["secret", "open"] {
        let (frozen, outcome) = decided(secrecy);
        for language in Language::ALL {
            for table in tables(&frozen, &outcome, language) {
                assert!(!table.csv().contains("SECRETMARK"), "{secrecy} {:?}", table.kind);
            }
        }
        let council = Council { language: "fi", ..Council::default() };
        let told = popolo(&frozen, outcome.result(), &council).to_string();
        assert!(!told.contains("SECRETMARK"));
    }
}

#[cfg(feature = "xlsx")]
#[test]
fn p04_a_workbook_has_texts_as_texts_and_numbers_as_numbers() {
    use calamine::{Data, Reader as _, Xlsx, open_workbook_from_rs};

    let (frozen, outcome) = decided("secret");
    let tables = tables(&frozen, &outcome, Language::English);
    let bytes = xlsx(&tables).unwrap();
    assert_eq!(bytes, xlsx(&tables).unwrap(), "one result, one file");
    let mut book: Xlsx<_> = open_workbook_from_rs(std::io::Cursor::new(bytes)).unwrap();
    let titles: Vec<&str> = tables.iter().map(|table| table.title).collect();
    assert_eq!(book.sheet_names(), titles);
    let sheet = book.worksheet_range("Result").unwrap();
    let cell = |row, column| sheet.get_value((row, column)).cloned().unwrap_or_default();
    assert_eq!(cell(1, 3), Data::String("007".to_owned()), "an id keeps its zeros");
    // A string cell is not a formula, whatever it begins with: nothing needs to be put before it.
    assert_eq!(cell(1, 4), Data::String("=HYPERLINK(\"x\")".to_owned()));
    assert!(book.worksheet_formula("Result").unwrap().is_empty());
    assert_eq!((cell(1, 7), cell(2, 8)), (Data::Float(2.0), Data::Float(50.0)));
    for table in &tables {
        let sheet = book.worksheet_range(table.title).unwrap();
        assert_eq!(sheet.height(), table.rows.len() + 1, "{:?}", table.kind);
    }
}

#[test]
fn the_council_is_told_in_the_words_of_popolo() {
    let (frozen, outcome) = decided("secret");
    let start_date = Some(jiff::civil::date(2030, 1, 1));
    let council = Council { language: "fi", start_date, ..Council::default() };
    let told = popolo(&frozen, outcome.result(), &council);
    let id = "7f6d4a0e-6f0c-4c51-9d5b-0c5f8f0d2a11";
    assert_eq!(told["organizations"][0]["name"], "TEST: Hallitus");
    assert_eq!(told["organizations"][1]["id"], "organization/01");
    assert_eq!(told["organizations"][1]["name"], "Ykkönen ry");
    assert_eq!(told["persons"].as_array().unwrap().len(), 2);
    assert_eq!(told["posts"][0]["label"], "puheenjohtaja");
    assert_eq!(told["posts"][1]["label"], "hyvinvointialueen paikka");
    let roles: Vec<_> =
        told["memberships"].as_array().unwrap().iter().map(|m| &m["role"]).collect();
    assert_eq!(roles, ["member", "chair", "deputy"]);
    assert_eq!(told["memberships"][1]["post_id"], format!("{id}/post/chair"));
    assert_eq!(told["memberships"][1]["on_behalf_of_id"], "organization/01");
    assert_eq!(told["memberships"][0]["start_date"], "2030-01-01");
    assert_eq!(told["memberships"][0]["end_date"], "2031-12-31");
    // Every reference leads to something that is there.
    let ids = |list: &str| -> Vec<_> {
        told[list].as_array().unwrap().iter().map(|x| x["id"].clone()).collect()
    };
    for membership in told["memberships"].as_array().unwrap() {
        assert!(ids("persons").contains(&membership["person_id"]));
        assert!(ids("organizations").contains(&membership["organization_id"]));
        assert!(membership.get("post_id").is_none_or(|post| ids("posts").contains(post)));
    }
}
