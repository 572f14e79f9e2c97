//! Documents of many elections in three languages, compared with files that a person has read.
//!
//! After a change that is meant: `VAALI_GOLDEN=write cargo test -p vaali-report --test documents golden`, then read the difference.

use std::{env, fmt::Write as _, fs, path::Path};

use vaali::{definition::CandidateId, record::Hash};
use vaali_report::{
    Language,
    booklet::{self, Order},
    chart, explain, news,
    page::{self, Certified, Publication},
};

use crate::{
    common::Election,
    elections::{self, counted},
    reading::words,
};

fn compare(file: &str, text: &str) {
    // A release must not need new golden files.
    let text = text.replace(env!("CARGO_PKG_VERSION"), "VERSION");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(file);
    if env::var_os("VAALI_GOLDEN").is_some() {
        fs::write(&path, &text).unwrap();
    }
    let golden = fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    assert_eq!(text, golden, "{file} differs; see the top of this file");
}

#[test]
fn the_words_of_the_pages_of_the_samples() {
    let certified = Some(Certified {
        at: "2020-09-17T18:00:00Z".parse().unwrap(),
        seal: Hash::of_bytes(b"record"),
    });
    for (name, election, certified) in [
        ("founding", Election::sample("founding-2020"), certified),
        ("tie_before", Election::sample("founding-2020-tie"), None),
        ("tie_after", Election::sample_drawn(), None),
        ("everything", Election::everything_settled(), None),
    ] {
        for language in Language::ALL {
            let others: Vec<(Language, &str)> = Language::ALL
                .into_iter()
                .filter(|other| *other != language)
                .map(|other| (other, "./other.html"))
                .collect();
            let publication = Publication { certified, others: &others };
            let html = page::html(&counted(&election), language, &publication);
            compare(&format!("page/{name}.{language}.txt"), &words(&html));
        }
    }
}

/// Everything but the style, which has a file of its own, and its hash.
#[test]
fn the_page_of_a_small_election_to_the_letter() {
    let election = Election::corpus("tie_last_seat");
    let html = page::html(&counted(&election), Language::Finnish, &Publication::default());
    let (head, style) = html.split_once("<style>").unwrap();
    let (_, body) = style.split_once("</style>").unwrap();
    let (before, hash) = head.split_once("sha256-").unwrap();
    let (_, after) = hash.split_once('\'').unwrap();
    compare("page/small.html", &format!("{before}sha256-HASH'{after}<style></style>{body}"));
}

#[test]
fn the_charts_of_the_samples() {
    compare(
        "chart/tie_before.fi.svg",
        &chart::svg(&counted(&Election::sample("founding-2020-tie")), Language::Finnish),
    );
    compare(
        "chart/everything.sv.svg",
        &chart::svg(&counted(&Election::everything_settled()), Language::Swedish),
    );
    compare(
        "chart/acclamation.en.svg",
        &chart::svg(&counted(&Election::corpus("acclamation")), Language::English),
    );
}

/// The three sentences, and the explanation of every candidate, of each election.
#[test]
fn the_news_and_the_explanation_of_every_candidate() {
    for language in Language::ALL {
        let mut text = String::new();
        for (name, election) in elections::all() {
            let counted = counted(&election);
            let _ = write!(text, "## {name}\n\n{}\n\n", news::text(&counted, language));
            let ids: Vec<&CandidateId> = election
                .outcome
                .result()
                .candidates
                .iter()
                .map(|candidate| &candidate.id)
                .collect();
            // Of the large samples those around the seat line tell everything.
            for id in ids.iter().skip(if ids.len() > 20 { 13 } else { 0 }).take(8) {
                let explanation = explain::explain(&counted, id, language).unwrap();
                text.push_str(&explanation.text());
                text.push('\n');
            }
        }
        compare(&format!("words/elections.{language}.md"), &text);
    }
}

#[test]
fn the_booklet_of_the_sample_in_each_order_and_language() {
    let election = Election::sample("founding-2020");
    let seed = "4 8 15 16 23 42".to_owned();
    for (file, order, languages) in [
        ("alphabetical.fi.md", Order::Alphabetical, &[Language::Finnish][..]),
        ("drawn.sv.md", Order::Drawn { seed }, &[Language::Swedish]),
        ("rotated.en.md", Order::Rotated { first: 7 }, &[Language::English]),
        ("bilingual.md", Order::Alphabetical, &[Language::Swedish, Language::Finnish]),
    ] {
        compare(
            &format!("booklet/{file}"),
            &booklet::markdown(&election.frozen, &order, languages).unwrap(),
        );
    }
    let languages = [Language::Finnish, Language::Swedish];
    let html =
        booklet::html(&Election::everything().frozen, &Order::Alphabetical, &languages).unwrap();
    compare("booklet/everything.txt", &words(&html));
}
