//! Readings held against models that take no short way: one cell, one piece, one text after the other.

use std::collections::BTreeMap;

use vaali::ballot::{Ballot, Ballots};

use super::*;

/// Ids and names of one to nine bytes and longer, none of which holds a separator: then lists are read the short way.
const CANDIDATES: [(&str, &str); 6] = [
    ("1", "Aino"),
    ("02", "Åsa Å"),
    ("c000003", "Väinö"),
    ("eight008", "nine 0009"),
    ("long-candidate-id", "Seppo Väinänjärvi"),
    ("x", "1 2"),
];

fn election(mode: &str) -> Frozen {
    let candidates = CANDIDATES.map(|(id, name)| serde_json::json!({"id": id, "name": name}));
    let roll = serde_json::json!([{"id": "007", "name": "Äiti ry"}, {"id": "1-2", "name": "Bo rf"}, {"id": "Ö", "name": "Cia"}]);
    let roll = if mode == "anonymous" { serde_json::json!([]) } else { roll };
    Definition::from_value(serde_json::json!({
        "format": 1, "id": "7f6d4a0e-6f0c-4c51-9d5b-0c5f8f0d2a11", "title": "Board",
        "rules": {"ballots": mode, "secrecy": "open", "marks": {"min": 1, "max": 3}, "seats": {"min": 2, "max": 2}, "ties": {"seat": "lot_manual"}},
        "candidates": candidates, "roll": roll,
    }))
    .unwrap()
    .freeze()
    .unwrap()
}

fn label() -> impl Strategy<Value = String> {
    let known = CANDIDATES.iter().flat_map(|&(id, name)| [id, name]).map(str::to_owned);
    let others = [
        "99",
        "",
        " ",
        "0",
        "1 ",
        " 02",
        "\u{a0}Aino",
        "A\u{30a}sa A\u{30a}",
        "c0000033",
        "x x",
        "say \"no\"",
        "é",
    ];
    let all: Vec<String> = known.clone().chain(known).chain(others.map(str::to_owned)).collect();
    prop::sample::select(all)
}

/// A row: its voter and its marks with what parts them.
fn row() -> impl Strategy<Value = (String, Vec<(String, char)>)> {
    let voter = prop::sample::select(vec!["007", "1-2", "Ö", "O\u{308}", " 007", "9", ""]);
    let part = prop::sample::select(vec![';', ';', ';', '|', ',']);
    (voter.prop_map(str::to_owned), prop::collection::vec((label(), part), 0..6))
}

/// How a table is written.
#[derive(Clone, Copy, Debug)]
struct Hand {
    separator: char,
    line_end: &'static str,
    always_quoted: bool,
    /// Ends each list with a separator, as form tools do.
    ends: bool,
}

fn hand() -> impl Strategy<Value = Hand> {
    let separator = prop::sample::select(vec![',', ';', '\t']);
    let line_end = prop::sample::select(vec!["\n", "\r\n", "\r"]);
    (separator, line_end, any::<bool>(), any::<bool>()).prop_map(
        |(separator, line_end, always_quoted, ends)| Hand {
            separator,
            line_end,
            always_quoted,
            ends,
        },
    )
}

impl Hand {
    fn row(self, cells: &[&str]) -> String {
        let cells: Vec<String> = cells
            .iter()
            .map(|cell| {
                let must = cell.contains(['"', '\n', '\r', self.separator]);
                if must || self.always_quoted {
                    format!("\"{}\"", cell.replace('"', "\"\""))
                } else {
                    (*cell).to_owned()
                }
            })
            .collect();
        cells.join(&self.separator.to_string()) + self.line_end
    }

    fn list(self, marks: &[(String, char)]) -> String {
        let mut text = String::new();
        for (i, (label, part)) in marks.iter().enumerate() {
            text += label;
            if self.ends || i + 1 < marks.len() {
                text.push(*part);
            }
        }
        text
    }
}

/// A mark as the id of the candidate it names, or as it stands.
fn meant(label: &str) -> String {
    let label = clean(label);
    let found = CANDIDATES
        .iter()
        .find(|(id, _)| *id == label)
        .or_else(|| CANDIDATES.iter().find(|(_, name)| *name == label));
    found.map_or_else(|| label.clone().into_owned(), |(id, _)| (*id).to_owned())
}

/// The marks of a cell.
fn pieces(cell: &str) -> Vec<String> {
    let mut pieces: Vec<&str> = cell.split([';', '|', ',']).collect();
    if pieces.last().is_some_and(|last| last.trim().is_empty()) {
        pieces.pop();
    }
    pieces.into_iter().map(meant).collect()
}

fn said(voter: &str, marks: Vec<String>) -> Ballot {
    let voter = clean(voter).into_owned();
    Ballot { voter: Some(voter).filter(|voter| !voter.is_empty()), cast_at: None, marks }
}

/// Bytes read at once: so few that a row is in many chunks and a quoted cell begins and ends in any of them, or all.
fn chunk() -> impl Strategy<Value = usize> {
    prop_oneof![1_usize..40, Just(1 << 18)]
}

/// Reads a table in chunks and holds it against the ballots it should say, which the engine takes as texts.
fn holds(
    text: &str,
    mode: &str,
    mut wanted: Vec<Ballot>,
    chunk: usize,
) -> Result<(), TestCaseError> {
    let frozen = election(mode);
    let input = Input::bytes("b.csv", text.as_bytes()).in_chunks(chunk);
    if mode == "anonymous" {
        for ballot in &mut wanted {
            ballot.voter = None;
        }
    }
    let read = into_box(&input, None, &frozen, &|_| {});
    let read = read.map_err(|findings| TestCaseError::fail(format!("{text:?}: {findings}")))?;
    let all = all(&input, &frozen).unwrap();
    prop_assert_eq!(&all, &wanted, "{:?}", text);
    let (ballots, wanted) = (&read.ballots, Ballots::of(&frozen, wanted, []));
    prop_assert_eq!(ballots.rejected(), wanted.rejected(), "{:?}", text);
    prop_assert_eq!((ballots.rows(), ballots.blank()), (wanted.rows(), wanted.blank()));
    prop_assert_eq!(ballots.voters(), wanted.voters());
    let marks = |ballots: &Ballots| -> Vec<Vec<u32>> {
        (0..ballots.profile().ballots()).map(|i| ballots.profile().marks(i).collect()).collect()
    };
    prop_assert_eq!(marks(ballots), marks(&wanted), "{:?}", text);
    Ok(())
}

proptest! {
    #[test]
    fn lists_are_read_as_piece_by_piece(
        rows in prop::collection::vec(row(), 0..20),
        hand in hand(),
        mode in prop::sample::select(vec!["anonymous", "linked"]),
        chunk in chunk(),
    ) {
        let mut text = hand.row(&["voter", "marks"]);
        let mut wanted = Vec::new();
        for (voter, marks) in &rows {
            let list = hand.list(marks);
            text += &hand.row(&[voter, &list]);
            wanted.push(said(voter, pieces(&list)));
        }
        holds(&text, mode, wanted, chunk)?;
    }

    #[test]
    fn rows_of_the_long_layout_are_put_together_wherever_they_stand(
        rows in prop::collection::vec((prop::sample::select(vec!["1", "2", "10", "Ö", "O\u{308}", " 1"]), label()), 0..40),
        hand in hand(),
        chunk in chunk(),
    ) {
        let mut text = hand.row(&["ballot", "candidate"]);
        let mut order: Vec<String> = Vec::new();
        let mut ballots: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (key, label) in &rows {
            text += &hand.row(&[key, label]);
            let key = clean(key).into_owned();
            if !order.contains(&key) {
                order.push(key.clone());
            }
            let marks = ballots.entry(key).or_default();
            if !clean(label).is_empty() {
                marks.push(meant(label));
            }
        }
        // An empty mark beside others refuses the file, which is another test's.
        let lonely = rows.iter().all(|(key, label)| {
            let same = rows.iter().filter(|(other, _)| clean(other) == clean(key)).count();
            same == 1 || !clean(label).is_empty()
        });
        prop_assume!(lonely);
        let wanted = order.iter().map(|key| said("", ballots[key].clone())).collect();
        holds(&text, "anonymous", wanted, chunk)?;
    }
}

#[test]
fn long_files_of_many_blocks_give_the_same_as_one_counter() {
    let mut text = String::from("voter,candidate\n");
    let mut wanted = [0_u64; 6];
    // First marks in order, and second marks far from them, so that each ballot is in two blocks.
    for (candidate, id) in [(0, "1"), (4, "long-candidate-id")] {
        for voter in 0..100_000 {
            for part in ["v", &voter.to_string(), ",", id, "\n"] {
                text += part;
            }
            wanted[candidate] += 1;
        }
    }
    let read = read_bytes("b.csv", text.as_bytes(), &election("anonymous"), &|_| {}).unwrap();
    assert_eq!(read.ballots.profile().tally().unwrap().votes(), wanted);
    assert_eq!(
        (read.rows, read.ballots.rows(), read.ballots.accepted()),
        (200_000, 100_000, 100_000)
    );
    assert_eq!(read.line_of(BallotId(100_000)), Some(100_001));
}

#[test]
fn rows_that_disagree_are_told_one_by_one_in_the_order_of_the_file() {
    let text = "ballot,cast_at,candidate\n1,2026-03-05T10:00Z,1\n2,2026-03-05T10:00Z,x\n1,2026-03-05T11:00Z,02\n1,2026-03-05T11:00Z,x\n,,1\n2,,1\n";
    let found = read_bytes("b.csv", text.as_bytes(), &election("anonymous"), &|_| {}).unwrap_err();
    let places: Vec<_> = found.0.iter().map(|f| (f.code.as_str(), f.row)).collect();
    assert_eq!(places, [("F38", Some(4)), ("F38", Some(5)), ("F47", Some(6)), ("F38", Some(7))]);
}
