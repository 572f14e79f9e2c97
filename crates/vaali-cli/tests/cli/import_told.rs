//! What an import tells of the files that it is given.
#![cfg(feature = "xlsx")]

use crate::{
    common::RULES,
    import::{board, import, written},
};

#[test]
fn the_tool_of_a_form_is_named_in_the_language() {
    let form = "Aikaleima,Nimi,Valitse\n5.3.2026 klo 9.00.00,One ry,Aino\n";
    let roll = b"id;name\n1;One ry\n";
    let people = b"id;name\na;Aino\nb;Bo\nc;Cia\n";
    let files: [(&str, &[u8]); 3] =
        [("form.csv", form.as_bytes()), ("roll.csv", roll), ("people.csv", people)];
    for (language, tool) in [
        ("fi", "form.csv, Google Formsin taulukko (ensin"),
        ("sv", "form.csv, tabellen från Google Forms ("),
    ] {
        let dir = board(RULES, &files);
        let lists = ["--roll", "roll.csv", "--nominations", "people.csv"];
        assert_eq!(import(dir.path(), &lists).code, 0);
        let ran = import(dir.path(), &["--ballots", "form.csv", "--language", language]);
        assert!(ran.code == 0 && ran.out.contains(tool), "{}", ran.out);
    }
}

#[test]
fn a_list_that_is_given_twice_is_told_and_no_row_of_it_is_to_be_decided() {
    let list: &[u8] = b"id;name\n1;One ry\n2;Two ry\n";
    let files =
        [("roll.csv", list), ("roll (1).csv", list), ("other.csv", b"id;name\n3;Three ry\n")];
    let dir = board(RULES, &files);
    for twice in [["roll.csv", "roll.csv"], ["roll.csv", "roll (1).csv"]] {
        let ran =
            import(dir.path(), &["--roll", twice[0], "--roll", "other.csv", "--roll", twice[1]]);
        let said = format!("error K76 {} and {} are the same list", twice[0], twice[1]);
        assert!(ran.code == 2 && ran.err.contains(&said), "{}", ran.err);
    }
    assert!(!dir.path().join("board/decisions.csv").exists());
    assert_eq!(import(dir.path(), &["--roll", "roll.csv", "--roll", "other.csv"]).code, 0);
}

#[test]
fn columns_that_are_not_recognised_are_said_for_each_file() {
    let dir = board(
        RULES,
        &[
            ("a.csv", "Nro;Virallinen nimi;Nimi\n1;One ry;One\n".as_bytes()),
            ("b.csv", "Koodi,Toimija\n2,Two ry\n".as_bytes()),
        ],
    );
    let lists = ["--roll", "a.csv", "--roll", "b.csv"];
    let ran = import(dir.path(), &lists);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("or say it here: --column roll.name=\"HEADER\""), "{}", ran.err);
    let said = [
        "--column",
        "a.csv.name=virallinen nimi",
        "--column",
        "a.csv.id=Nro",
        "--column",
        "b.csv.name=Toimija",
        "--column",
        "b.csv.id=Koodi",
    ];
    let ran = import(dir.path(), &[&lists[..], &said].concat());
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.contains("    Virallinen nimi -> name\n    Nimi -> not read\n"), "{}", ran.out);
    assert_eq!(
        written(dir.path())[0].1,
        "\u{feff}id;name;weight;suspended;municipality;source\r\n1;One ry;1;;;a.csv\r\n2;Two ry;1;;;b.csv\r\n"
    );
    let wrong = import(dir.path(), &["--force", "--roll", "a.csv", "--column", "roll.nmae=Nimi"]);
    assert!(wrong.err.contains("K36") && wrong.err.contains("municipality"), "{}", wrong.err);
    let wrong = import(dir.path(), &["--force", "--roll", "a.csv", "--column", "roll.name=Nmi"]);
    assert!(wrong.err.contains("F81") && wrong.err.contains("`Nimi`"), "{}", wrong.err);
}
