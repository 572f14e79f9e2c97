//! Pages, charts, news, explanations and booklets from folders and from records.

use std::fs;

use crate::{
    common::{BALLOTS, Board, root, vaali_in},
    golden::compare,
};

#[test]
fn the_news_and_an_explanation_of_the_sample() {
    compare(
        "news.txt",
        &vaali_in(&root(), &["news", "examples/founding-2020", "--language", "sv"]),
    );
    let explain = |candidate| vaali_in(&root(), &["explain", "examples/founding-2020", candidate]);
    compare("explain.txt", &explain("c04"));
    assert_eq!(explain("  kjell-åke SNÖÅKER ").out, explain("c04").out);
    compare("explain_near.txt", &explain("Snöåke"));
    assert!(explain("xyzzy").err.contains("as in candidates.csv"));
}

#[test]
fn several_languages_are_several_pages_that_link_to_each_other() {
    let board = Board::new();
    let ran = board.run("page", &["--to", "the result.html", "--language", "fi,sv"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    let dir = board.path().parent().unwrap().to_owned();
    let finnish = fs::read_to_string(dir.join("the result.fi.html")).unwrap();
    assert!(
        finnish.contains(r#"<a href="./the%20result.sv.html" lang="sv" hreflang="sv">"#),
        "{finnish}"
    );
    assert!(finnish.contains("Alustava tulos."), "{finnish}");
    assert!(
        fs::read_to_string(dir.join("the result.sv.html")).unwrap().contains(r#"<html lang="sv">"#)
    );
}

#[test]
fn nothing_is_replaced_unless_that_is_asked_for_and_no_page_is_written_without_the_others() {
    let board = Board::new();
    let dir = board.path().parent().unwrap().to_owned();
    fs::write(dir.join("result.sv.html"), "mine").unwrap();
    let args = ["--to", "result.html", "--language", "fi,sv"];
    let ran = board.run("page", &args);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("K67"), "{}", ran.err);
    assert!(!dir.join("result.fi.html").exists());
    assert_eq!(fs::read_to_string(dir.join("result.sv.html")).unwrap(), "mine");
    assert_eq!(board.run("page", &[&args[..], &["--force"]].concat()).code, 0);
    assert!(fs::read_to_string(dir.join("result.sv.html")).unwrap().starts_with("<!DOCTYPE html>"));
    assert!(board.run("page", &["--to", "."]).err.contains("K66"));
}

#[test]
fn a_record_makes_a_certified_page_and_a_changed_record_makes_none() {
    let board = Board::new();
    let dir = board.path().parent().unwrap().to_owned();
    let record = ["--record", "record.json", "--frozen-at", "2020-01-01 12:00"];
    assert_eq!(board.run("count", &record).code, 0);
    let page =
        |record: &str, to: &str| vaali_in(&dir, &["page", record, "--to", to, "--language", "en"]);
    assert_eq!(page("record.json", "result.html").code, 0);
    let html = fs::read_to_string(dir.join("result.html")).unwrap();
    let record: serde_json::Value =
        serde_json::from_slice(&fs::read(dir.join("record.json")).unwrap()).unwrap();
    let seal: String =
        html.split_once("Seal of the record</dt><dd><code>").unwrap().1.chars().take(79).collect();
    assert_eq!(seal.replace(' ', ""), record["seal"].as_str().unwrap());
    assert!(html.contains("The result was certified on") && !html.contains("Preliminary"));

    let text = fs::read_to_string(dir.join("record.json")).unwrap();
    fs::write(dir.join("changed.json"), text.replace("Cäcilia", "Cecilia")).unwrap();
    let changed = page("changed.json", "changed.html");
    assert_eq!(changed.code, 2);
    assert!(changed.err.contains("K65"), "{}", changed.err);
    assert!(!dir.join("changed.html").exists());
    assert!(vaali_in(&dir, &["news", "changed.json"]).err.contains("K65"));
}

#[test]
fn while_a_lot_is_awaited_the_page_and_the_news_say_so() {
    let board = Board::with("ballots.csv", BALLOTS.replace("v2,a;b", "v2,a"));
    assert_eq!(board.run("page", &["--to", "result.html", "--language", "en"]).code, 0);
    let html = fs::read_to_string(board.path().parent().unwrap().join("result.html")).unwrap();
    assert!(html.contains("The result is not complete."), "{html}");
    let news = board.run("news", &["--language", "en", "--json"]);
    assert!(news.out.contains("There is a tie: Bo and Cäcilia have 1 vote each."), "{}", news.out);
}

#[test]
fn a_chart_is_an_svg_or_a_png_by_its_name() {
    let board = Board::new();
    let dir = board.path().parent().unwrap().to_owned();
    assert_eq!(board.run("chart", &["--to", "votes.svg"]).code, 0);
    assert!(fs::read_to_string(dir.join("votes.svg")).unwrap().starts_with("<svg xmlns="));
    assert_eq!(board.run("chart", &["--to", "votes.PNG"]).code, 0);
    assert!(fs::read(dir.join("votes.PNG")).unwrap().starts_with(b"\x89PNG"));
    let ran = board.run("chart", &["--to", "votes.jpg"]);
    assert!(ran.code == 2 && ran.err.contains("K68"), "{ran:?}");
}

#[test]
fn a_booklet_needs_no_ballots_and_says_how_its_order_was_made() {
    let board = Board::new();
    let dir = board.path().parent().unwrap().to_owned();
    fs::remove_file(board.path().join("ballots.csv")).unwrap();
    let order = |args: &[&str]| {
        let ran = board
            .run("booklet", &[&["--to", "c.md", "--force", "--language", "en"], args].concat());
        assert_eq!(ran.code, 0, "{ran:?}");
        let text = fs::read_to_string(dir.join("c.md")).unwrap();
        let names: Vec<String> =
            text.lines().filter_map(|line| line.strip_prefix("## ")).map(str::to_owned).collect();
        (text, names)
    };
    assert_eq!(order(&[]).1[..3], ["Bo", "Cäcilia", "Åsa"]);
    assert_eq!(order(&["--first", "3"]).1[..3], ["Åsa", "Bo", "Cäcilia"]);
    let (text, drawn) = order(&["--seed", "4 8 15"]);
    assert!(text.contains("drawn from the seed “4 8 15”"), "{text}");
    // By hand: printf '4 8 15\0booklet\0a' | sha256sum, and so for b and c.
    assert_eq!(drawn[..3], ["Åsa", "Bo", "Cäcilia"]);
    for (args, code) in [
        (["--to", "c.pdf", "--first", "1"], "K72"),
        (["--to", "d.md", "--first", "4"], "K73"),
        (["--to", "d.md", "--seed", " "], "K73"),
    ] {
        let ran = board.run("booklet", &args);
        assert!(ran.code == 2 && ran.err.contains(code), "{ran:?}");
    }
}
