//! The chart from three candidates to two hundred.

use vaali::{
    ballot::{Ballot, Ballots},
    count::{Outcome, Proceedings, count},
    definition::{Definition, Frozen},
};

use super::{Chart, svg};
use crate::{counted::Counted, language::Language, minutes::View};

/// An election of so many candidates; the first has most votes, the last one.
fn election(candidates: usize, seats: usize) -> (Frozen, Outcome) {
    let id = |place: usize| format!("c{place:03}");
    let people: Vec<_> = (0..candidates)
        .map(|place| serde_json::json!({"id": id(place), "name": format!("Candidate With A Very Long Name Number {place}")}))
        .collect();
    let definition = serde_json::json!({
        "format": 1, "id": "7f6d4a0e-6f0c-4c51-9d5b-0c5f8f0d2a11", "title": "Board",
        "rules": {"ballots": "anonymous", "secrecy": "secret", "marks": {"min": 1, "max": candidates},
                  "seats": {"min": seats, "max": seats}, "ties": {"seat": "lot_manual"}},
        "candidates": people,
    });
    let frozen = Definition::from_value(definition).unwrap().freeze().unwrap();
    let ballot = |last: usize| Ballot { marks: (0..=last).map(id).collect(), ..Ballot::default() };
    let ballots = Ballots::of(&frozen, (0..candidates).map(ballot), []);
    let outcome = count(&frozen, &ballots, &Proceedings::default()).unwrap();
    (frozen, outcome)
}

/// The numbers in attributes of this name, in the order of the file.
fn numbers(svg: &str, attribute: &str) -> Vec<usize> {
    let start = format!(" {attribute}=\"");
    svg.match_indices(&start)
        .filter_map(|(at, _)| svg[at + start.len()..].split('"').next()?.parse().ok())
        .collect()
}

#[test]
fn everything_lies_within_the_picture_for_three_and_for_two_hundred_candidates() {
    for (candidates, seats) in [(3, 1), (26, 15), (200, 40)] {
        let (frozen, outcome) = election(candidates, seats);
        let proceedings = Proceedings::default();
        let counted = Counted { frozen: &frozen, outcome: &outcome, proceedings: &proceedings };
        let svg = svg(&counted, Language::English);
        let (width, height) = (numbers(&svg, "width")[0], numbers(&svg, "height")[0]);
        assert!(numbers(&svg, "x").iter().all(|&x| x < width), "{candidates}");
        assert!(numbers(&svg, "y").iter().all(|&y| y < height), "{candidates}");
        assert_eq!(svg.matches("<g>").count(), candidates);
        // The name is cut where it is drawn, and whole where it is read.
        assert!(svg.contains(">Candidate With A Very Lon…<"), "{svg}");
        assert!(svg.contains("Candidate With A Very Long Name Number 0: "));
    }
}

#[test]
fn the_longest_bar_is_that_of_most_votes_and_the_others_are_in_proportion() {
    let (frozen, outcome) = election(4, 2);
    let proceedings = Proceedings::default();
    let counted = Counted { frozen: &frozen, outcome: &outcome, proceedings: &proceedings };
    let svg = svg(&counted, Language::English);
    let bars: Vec<usize> = svg
        .split("<rect")
        .filter(|part| part.contains("rx=\"2\""))
        .map(|part| numbers(part, "width")[0])
        .collect();
    assert_eq!(bars, [520, 390, 260, 130]);
}

#[test]
fn tied_neighbours_make_a_band_and_other_equals_do_not() {
    let (frozen, outcome) = election(4, 2);
    let proceedings = Proceedings::default();
    let counted = Counted { frozen: &frozen, outcome: &outcome, proceedings: &proceedings };
    let mut chart = Chart::of(&View::new(counted, Language::English));
    assert_eq!(chart.ties(), []);
    for (row, votes) in chart.rows.iter_mut().zip([7, 5, 5, 4]) {
        row.votes = Some(votes);
        row.tied = votes != 4;
    }
    assert_eq!(chart.ties(), [(0, 1), (1, 2)]);
}

#[cfg(feature = "png")]
#[test]
fn the_picture_is_a_png_of_twice_the_size_and_not_empty() {
    let (frozen, outcome) = election(3, 1);
    let proceedings = Proceedings::default();
    let counted = Counted { frozen: &frozen, outcome: &outcome, proceedings: &proceedings };
    let svg = svg(&counted, Language::English);
    let png = super::png(&counted, Language::English).unwrap();
    assert!(png.starts_with(b"\x89PNG\r\n\x1a\n"));
    let number = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap()) as usize;
    assert_eq!(
        (number(16), number(20)),
        (2 * numbers(&svg, "width")[0], 2 * numbers(&svg, "height")[0])
    );
    assert!(png.len() > 10_000, "letters and bars take more than {} bytes", png.len());
}
