use proptest::prelude::*;
use vaali::definition::{Definition, Frozen};

use super::*;
use crate::{
    Findings, Input,
    ballots::{BallotRead, read_in_portions},
};

/// Five candidates, of whom two have one name and one has left.
fn election(mode: &str) -> Frozen {
    let roll = if mode == "anonymous" { "[]" } else { r#"[{"id": "1", "name": "Äiti ry"}]"# };
    let text = format!(
        r#"{{"format": 1, "id": "7f6d4a0e-6f0c-4c51-9d5b-0c5f8f0d2a11", "title": "Board",
        "rules": {{"ballots": "{mode}", "secrecy": "open", "marks": {{"min": 1, "max": 2}},
            "seats": {{"min": 2, "max": 2}}, "ties": {{"seat": "lot_manual"}}, "time_zone": "Europe/Helsinki"}},
        "candidates": [{{"id": "01", "name": "Virtanen"}}, {{"id": "02", "name": "Åsa"}},
            {{"id": "candidate-3", "name": "Aino", "position": "A"}}, {{"id": "04", "name": "Aino", "position": "B"}},
            {{"id": "05", "name": "Bo", "withdrawn": true}}],
        "roll": {roll}}}"#
    );
    Definition::from_json(&text).unwrap().freeze().unwrap()
}

/// Everything that a reading tells.
fn told(read: Result<BallotRead, Findings>) -> String {
    match read {
        Ok(read) => {
            let lines: Vec<_> = (0..=read.rows + 1)
                .map(|row| read.line_of(vaali::definition::BallotId(row)))
                .collect();
            let profile = read.ballots.profile();
            let marks: Vec<Vec<u32>> =
                (0..profile.ballots()).map(|ballot| profile.marks(ballot).collect()).collect();
            let (rejected, blank) = (read.ballots.rejected(), read.ballots.blank());
            format!("{marks:?} {blank} {rejected:?} {lines:?} {:?} {}", read.findings, read.rows)
        }
        Err(findings) => format!("{findings:?}"),
    }
}

/// Reads a file with the portions that `keep` names, and says how many were of use.
fn by_portions(input: &Input<'_>, bytes: &[u8], frozen: &Frozen, keep: u64) -> (String, usize) {
    let Some(order) = Order::of(input, frozen) else {
        return (told(read_in_portions(input, None, frozen, None, &|_| {})), 0);
    };
    assert_eq!(Order::of_bytes(&order.to_bytes()), Some(order.clone()));
    let reader = Reader::new(order.clone());
    let mut portions = Portions::new(order.clone());
    let mut read = 0;
    for number in 0.. {
        let Some(range) = order.range(number, bytes.len()) else { break };
        if keep >> (number % 64) & 1 == 0 {
            continue;
        }
        if let Some(rows) = reader.read(&bytes[range]) {
            read += 1;
            portions.put(number, rows.into_bytes());
        }
    }
    (told(read_in_portions(input, None, frozen, Some(&portions), &|_| {})), read)
}

fn compare(bytes: &[u8], chunk: usize, mode: &str, keep: u64) -> usize {
    let frozen = election(mode);
    let input = Input::bytes("b.csv", bytes).in_chunks(chunk);
    let whole = told(read_in_portions(&input, None, &frozen, None, &|_| {}));
    let (portions, read) = by_portions(&input, bytes, &frozen, keep);
    assert_eq!(portions, whole, "{:?}", String::from_utf8_lossy(bytes));
    read
}

#[test]
fn portions_of_a_plain_file_are_all_of_use_and_change_nothing() {
    for end in ["\n", "\r\n", "\r"] {
        for bom in ["", "\u{feff}"] {
            let list = "cast_at,marks\n2026-03-05 10:00,01;02\n,04\n,\n,\"01;\"\n,candidate-3\n";
            let wide = "01,02,candidate-3,04\n1,,x,\n,Åsa,0,1\n\"1\",,,\n,,,\n";
            for text in [list, wide] {
                let (header, rows) = text.split_once('\n').unwrap();
                let text = format!("{bom}{header}\n{}", rows.repeat(60)).replace('\n', end);
                for chunk in [7, 16, 64] {
                    let bytes = text.as_bytes();
                    let whole_portions = (bytes.len() - 200) / (8 * chunk);
                    let read = compare(bytes, chunk, "anonymous", u64::MAX);
                    assert!(read + 3 >= whole_portions, "{read} of {whole_portions}");
                    assert_eq!(compare(bytes, chunk, "separate", u64::MAX), read);
                }
            }
        }
    }
}

#[test]
fn who_names_a_voter_or_writes_a_row_for_each_mark_is_not_read_in_portions() {
    let linked = format!("voter;marks\n{}", "1;01\n".repeat(50));
    let long = format!("ballot;candidate\n{}", "1;01\n".repeat(50));
    let utf16: Vec<u8> =
        "\u{feff}marks;n\n01;\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    for (bytes, mode) in
        [(linked.as_bytes(), "linked"), (long.as_bytes(), "anonymous"), (&utf16, "anonymous")]
    {
        assert_eq!(Order::of(&Input::bytes("b", bytes).in_chunks(16), &election(mode)), None);
    }
    let many: Vec<String> =
        (0..65).map(|n| format!(r#"{{"id": "{n}", "name": "N {n}"}}"#)).collect();
    let mut definition = election("anonymous").definition().clone();
    definition.candidates = serde_json::from_str(&format!("[{}]", many.join(","))).unwrap();
    let file = format!("marks;n\n{}", "1;\n".repeat(50));
    let input = Input::bytes("b", file.as_bytes()).in_chunks(16);
    assert_eq!(Order::of(&input, &definition.clone().freeze().unwrap()), None);
    definition.candidates.pop();
    assert!(Order::of(&input, &definition.freeze().unwrap()).is_some());
}

#[test]
fn portions_by_another_order_are_as_good_as_none() {
    let text = format!("marks;n\n{}", "01;\n".repeat(50));
    let frozen = election("anonymous");
    let input = Input::bytes("b.csv", text.as_bytes()).in_chunks(16);
    let order = Order::of(&input, &frozen).unwrap();
    let other = text.replace("01", "02");
    let range = order.range(0, other.len()).unwrap();
    let rows = Reader::new(order.clone()).read(&other.as_bytes()[range]).unwrap().into_bytes();
    let mut wrong = order.clone();
    wrong.marks = 1;
    for (order, used) in [(order, true), (wrong, false)] {
        let mut portions = Portions::new(order);
        portions.put(0, rows.clone());
        let read = read_in_portions(&input, None, &frozen, Some(&portions), &|_| {}).unwrap();
        let mut votes = [0; 5];
        read.ballots.profile().votes_into(&mut votes).unwrap();
        assert_eq!(votes[1] > 0, used);
    }
}

#[test]
fn bytes_that_no_reader_gives_are_no_portion() {
    let text = format!("marks;n\n{}", "01;\n".repeat(80));
    let input = Input::bytes("b.csv", text.as_bytes()).in_chunks(16);
    let order = Order::of(&input, &election("anonymous")).unwrap();
    let range = order.range(0, text.len()).unwrap();
    let rows = Reader::new(order).read(&text.as_bytes()[range]).unwrap().into_bytes();
    assert!(PlainRows::of_bytes(rows.clone()).is_some());
    assert!(PlainRows::of_bytes(rows[..rows.len() - 1].to_vec()).is_none());
    assert!(PlainRows::of_bytes(Vec::new()).is_none());
    assert!(PlainRows::of_bytes(vec![0xFF; 32]).is_none());
    let bytes = Order::of(&input, &election("anonymous")).unwrap().to_bytes();
    assert!((0..bytes.len()).all(|length| Order::of_bytes(&bytes[..length]).is_none()));
}

/// Rows of all kinds: sound, blank, wrong, broken, quoted, over several lines.
fn rows() -> impl Strategy<Value = Vec<String>> {
    let cells = vec![
        "01",
        "01;02",
        "02|04",
        "",
        "01;02;04",
        "05",
        "99",
        "01;01",
        "Åsa",
        "Aino",
        "candidate-3",
        "\"01;02\"",
        "\"01\n;02\"",
        "\"\"",
        "\"0\"\"1\"",
        "a\"b",
        "01,02",
        "\"01\"x",
        " 01 ;02",
    ];
    let times = vec!["", "", "", "2026-03-05 10:00", "tomorrow", "\"\n\""];
    let row = (prop::sample::select(times), prop::sample::select(cells), 0_u8..30).prop_map(
        |(time, marks, odd)| match odd {
            0 => String::new(),
            1 => marks.to_owned(),
            2 => format!("{time},{marks},"),
            _ => format!("{time},{marks}"),
        },
    );
    prop::collection::vec(row, 1..80)
}

proptest! {
    #[test]
    fn portions_at_any_border_tell_what_the_whole_tells(
        rows in rows(),
        end in prop::sample::select(vec!["\n", "\r\n", "\r"]),
        bom in any::<bool>(),
        chunk in 1_usize..40,
        keep in any::<u64>(),
        one_column in any::<bool>(),
        broken in prop::option::weighted(0.1, (any::<prop::sample::Index>(), prop::sample::select(vec![0_u8, 0xE4, b'"', b'\n']))),
    ) {
        let header = if one_column { "marks" } else { "cast_at,marks" };
        let row = |row: &String| {
            let cells = if one_column { row.rsplit(',').next().unwrap() } else { row };
            format!("{cells}{end}")
        };
        let text: String = rows.iter().map(row).collect();
        let bom = if bom { "\u{feff}" } else { "" };
        let mut bytes = format!("{bom}{header}{end}{text}").into_bytes();
        if let Some((place, byte)) = broken {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        compare(&bytes, chunk, "anonymous", keep);
        compare(&bytes, chunk, "separate", u64::MAX);
    }

    #[test]
    fn wide_portions_at_any_border_tell_what_the_whole_tells(
        rows in prop::collection::vec(prop::collection::vec(
            prop::sample::select(vec!["", "", "0", "1", "x", "X", "yes", "\"1\"", "Virtanen", "maybe", "\"\n\""]), 4), 1..60),
        chunk in 1_usize..40,
        keep in any::<u64>(),
    ) {
        let text: String = rows.iter().map(|row| row.join(";") + "\n").collect();
        compare(format!("05;02;candidate-3;01\n{text}").as_bytes(), chunk, "anonymous", keep);
    }

    #[test]
    fn no_bytes_as_portions_make_it_panic(
        number in 0_u64..4,
        mut bytes in prop::collection::vec(any::<u8>(), 0..120),
        shape in prop::option::of((0_u32..70, 0_u32..70, 0_u32..4, 0_u32..9)),
    ) {
        let text = format!("marks;n\n{}", "01;\n".repeat(50));
        let frozen = election("anonymous");
        let input = Input::bytes("b.csv", text.as_bytes()).in_chunks(16);
        if let Some((head, tail, runs, rows)) = shape {
            let numbers = [head, tail, 1, 0, 0, runs, 4, rows];
            let rest = (runs * 3 + rows * 2) as usize * 4;
            bytes.resize(rest, 1);
            bytes.splice(0..0, numbers.into_iter().flat_map(u32::to_le_bytes));
        }
        let mut portions = Portions::new(Order::of(&input, &frozen).unwrap());
        portions.put(number, bytes);
        let _ = read_in_portions(&input, None, &frozen, Some(&portions), &|_| {});
    }
}
