//! The elections of the corpus at the terminal, in every language.
//!
//! After a change that is meant: `VAALI_GOLDEN=write cargo test -p vaali-cli show`, then read the difference.

use std::{
    collections::BTreeSet,
    env, fs,
    path::{Path, PathBuf},
};

use serde::Deserialize;
use serde_json::Value;
use vaali::{
    ballot::{Ballot, Ballots, RollMark},
    count::{Proceedings, count},
    definition::Definition,
};
use vaali_report::Language;

use super::{View, result};

#[derive(Deserialize)]
struct Case {
    definition: Value,
    ballots: Vec<Ballot>,
    roll_marks: Vec<RollMark>,
    proceedings: Proceedings,
}

fn manifest() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn corpus() -> PathBuf {
    manifest().join("../../tests/corpus")
}

/// What the command prints of an election of the corpus, language by language; nothing of one that cannot be counted.
fn shown(path: &Path) -> Option<[String; Language::ALL.len()]> {
    let case: Case = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    let frozen = Definition::from_value(case.definition).unwrap().freeze().unwrap();
    let ballots = Ballots::of(&frozen, case.ballots, case.roll_marks);
    let outcome = count(&frozen, &ballots, &case.proceedings).ok()?;
    Some(Language::ALL.map(|language| {
        let text = result::result(&View {
            frozen: &frozen,
            ballots: &ballots,
            outcome: &outcome,
            line_of: &|_| None,
            from: "board",
            is_folder: true,
            width: None,
            language,
        });
        anstream::adapter::strip_str(&text).to_string()
    }))
}

/// Whether a line has no word of ours: a name, the name of a lot, a hash.
fn is_data(line: &str, title: &str) -> bool {
    let line = line.trim();
    let is_group = |word: &str| word.len() == 4 && word.bytes().all(|b| b.is_ascii_hexdigit());
    let is_lot = ["seat/", "office/", "deputy/"].iter().any(|kind| line.starts_with(kind));
    line == title || is_lot && !line.contains(' ') || line.split(' ').all(is_group)
}

#[test]
fn every_election_of_the_corpus_has_the_same_lines_in_every_language_and_none_stays_english() {
    let mut cases = 0;
    for entry in fs::read_dir(corpus()).unwrap() {
        let path = entry.unwrap().path();
        let Some([finnish, swedish, english]) = shown(&path) else { continue };
        cases += 1;
        for text in [finnish, swedish] {
            assert_eq!(text.lines().count(), english.lines().count(), "{}: {text}", path.display());
            assert!(!text.contains("(englanniksi)") && !text.contains("(på engelska)"), "{text}");
            let title = english.lines().find(|line| !line.starts_with("TEST")).unwrap_or_default();
            let same = english.lines().zip(text.lines()).filter(|(one, other)| one == other);
            let left: Vec<&str> = same
                .map(|(line, _)| line)
                .filter(|line| !line.is_empty() && !is_data(line, title))
                .collect();
            assert!(left.is_empty(), "{}: {left:?}", path.display());
        }
    }
    assert!(cases > 50, "{cases}");
}

/// Elections in which everything happens that a result can say.
const EVERYTHING: [&str; 20] = [
    "deputies_draw_when_needed",
    "deputies_ordered",
    "deputies_per_organisation",
    "deputies_personal",
    "extend",
    "minimum_votes",
    "nominations",
    "office_decline_second_lot",
    "office_tie_three_for_two",
    "office_tie_three_for_two_drawn",
    "range_decided",
    "range_gap_equal",
    "reballot_of_three_for_two",
    "seats_within_range",
    "second_ballot_order_unknown",
    "separate_spoiled",
    "shrink",
    "tie_last_seat_rfc3797",
    "tie_last_seat_seeded",
    "vacant_seats",
];

#[test]
fn what_the_corpus_says_in_finnish_and_swedish_was_read_by_eye() {
    let texts = EVERYTHING.map(|name| shown(&corpus().join(format!("{name}.json"))).unwrap());
    for (place, language) in Language::ALL.iter().enumerate().take(2) {
        let mut seen = BTreeSet::new();
        let mut text = String::new();
        for (name, shown) in EVERYTHING.iter().zip(&texts) {
            push!(text, "== {name}\n");
            // Each line once: what is said again was read before.
            for line in shown[place].lines().filter(|line| seen.insert(*line)) {
                push!(text, "{line}\n");
            }
        }
        // A release must not need new golden files.
        let text = text.replace(env!("CARGO_PKG_VERSION"), "VERSION");
        let path = manifest().join(format!("tests/golden/corpus.{language}.txt"));
        if env::var_os("VAALI_GOLDEN").is_some() {
            fs::write(&path, &text).unwrap();
        }
        let golden = fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
        assert_eq!(text, golden, "{} differs; see the top of this file", path.display());
    }
}
