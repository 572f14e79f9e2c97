//! The same ballots in every layout and every type are the same profile; what is wrong says where.
#![expect(
    clippy::from_iter_instead_of_collect,
    clippy::needless_for_each,
    reason = "in tables of cases the type is named where it is looked for"
)]

mod ways;

use std::sync::Arc;

use arrow_array::{
    ArrayRef, BooleanArray, DictionaryArray, Float64Array, Int16Array, Int64Array,
    LargeStringArray, OffsetSizeTrait, RecordBatch, RecordBatchIterator, RecordBatchReader,
    StringArray, StringViewArray, TimestampMillisecondArray, UInt8Array, UInt64Array,
    builder::{
        ArrayBuilder, FixedSizeListBuilder, GenericListBuilder, LargeStringBuilder, StringBuilder,
        StringDictionaryBuilder, StringViewBuilder, UInt8Builder,
    },
    types::{Int8Type, Int32Type},
};
use proptest::{collection::vec, prelude::*};
use vaali::{
    ballot::{Ballot, Ballots},
    definition::{Definition, Frozen},
    profile::{Profile, ProfileBuilder, Tally},
};

use crate::{tally::in_windows, *};

const IDS: [&str; 5] = ["a", "b", "007", "a name of more than twelve bytes", "9"];

type Marks = Vec<Vec<u32>>;

fn some_ballots() -> impl Strategy<Value = Marks> {
    vec(prop::sample::subsequence(vec![0_u32, 1, 2, 3, 4], 0..=5).prop_shuffle(), 1..200)
}

/// A stream of these columns, cut into chunks of so many rows.
fn stream(columns: &[(&str, ArrayRef)], chunk: usize) -> impl RecordBatchReader {
    let columns = columns.iter().map(|(name, column)| (*name, Arc::clone(column), true));
    let whole = RecordBatch::try_from_iter_with_nullable(columns).unwrap();
    let chunks: Vec<_> = (0..whole.num_rows())
        .step_by(chunk)
        .map(|start| Ok(whole.slice(start, chunk.min(whole.num_rows() - start))))
        .collect();
    RecordBatchIterator::new(chunks, whole.schema())
}

fn table(columns: &[(&str, ArrayRef)], chunk: usize) -> Table {
    Table::read(stream(columns, chunk), &Watch::default()).unwrap()
}

/// The ballots of a table; counted as they come in, in windows of a few chunks, they give the same tally or the same error.
fn read(columns: &[(&str, ArrayRef)], chunk: usize) -> Result<Profile, TableError> {
    let (names, labels, watch) = (Names::default(), Labels::of_ids(IDS), Watch::default());
    let read = votes(&table(columns, chunk), &names, &labels, &watch);
    let profile = read.map(|read| read.ballots.build());
    let counted = in_windows(stream(columns, chunk), &names, &labels, &watch, 3 * chunk as u64);
    let of_profile = profile.as_ref().map(|profile| profile.tally().unwrap());
    assert_eq!(counted.map(|read| read.ballots), of_profile.map_err(Clone::clone));
    profile
}

fn expected(ballots: &Marks) -> Profile {
    let mut builder = ProfileBuilder::new(IDS.len()).unwrap();
    for marks in ballots {
        builder.push(marks).unwrap();
    }
    builder.build()
}

fn contents(profile: &Profile) -> (Marks, Tally) {
    let marks = (0..profile.ballots()).map(|ballot| profile.marks(ballot).collect()).collect();
    (marks, profile.tally().unwrap())
}

/// A column of lists: of any layout of texts, with offsets of any width.
fn lists<O: OffsetSizeTrait, B: ArrayBuilder>(
    ballots: &Marks,
    texts: B,
    push: impl Fn(&mut B, &str),
) -> ArrayRef {
    let mut builder = GenericListBuilder::<O, B>::new(texts);
    for marks in ballots {
        marks.iter().for_each(|&mark| push(builder.values(), IDS[mark as usize]));
        builder.append(true);
    }
    Arc::new(builder.finish())
}

fn every_list(ballots: &Marks) -> Vec<ArrayRef> {
    let mut fixed = FixedSizeListBuilder::new(UInt8Builder::new(), 5);
    for marks in ballots {
        // Positions are no ids: only where an id is a number may a number stand. `9` is one, `007` is none.
        (0..5).for_each(|at| match marks.get(at) {
            Some(4) => fixed.values().append_value(9),
            _ => fixed.values().append_null(),
        });
        fixed.append(true);
    }
    let nines: Marks =
        ballots.iter().map(|m| m.iter().copied().filter(|&mark| mark == 4).collect()).collect();
    let read_back = read(&[("marks", Arc::new(fixed.finish()))], 7).unwrap();
    assert_eq!(contents(&read_back), contents(&expected(&nines)));
    vec![
        lists::<i32, _>(ballots, StringBuilder::new(), |b, id| b.append_value(id)),
        lists::<i64, _>(ballots, LargeStringBuilder::new(), |b, id| b.append_value(id)),
        lists::<i64, _>(ballots, StringViewBuilder::new(), |b, id| b.append_value(id)),
        lists::<i32, _>(ballots, StringDictionaryBuilder::<Int8Type>::new(), |b, id| {
            b.append_value(id);
        }),
    ]
}

proptest! {
    #[test]
    fn lists_of_every_type_are_the_ballots(ballots in some_ballots(), chunk in 1_usize..80) {
        let wanted = contents(&expected(&ballots));
        for column in every_list(&ballots) {
            let profile = read(&[("marks", column)], chunk).unwrap();
            prop_assert_eq!(&contents(&profile), &wanted);
        }
    }

    #[test]
    fn columns_of_every_type_are_the_ballots(ballots in some_ballots(), chunk in 1_usize..80) {
        let wanted = contents(&expected(&ballots));
        let cells = |mark: u32| ballots.iter().map(move |marks| marks.contains(&mark));
        let null = |mark: u32| cells(mark).map(|marked| marked.then_some(true));
        let kinds: Vec<Box<dyn Fn(u32) -> ArrayRef>> = vec![
            Box::new(|m| Arc::new(BooleanArray::from_iter(cells(m).map(Some)))),
            Box::new(|m| Arc::new(BooleanArray::from_iter(null(m)))),
            Box::new(|m| Arc::new(UInt8Array::from_iter_values(cells(m).map(u8::from)))),
            Box::new(|m| Arc::new(Int64Array::from_iter(null(m).map(|mark| mark.map(i64::from))))),
            Box::new(|m| Arc::new(Int16Array::from_iter_values(cells(m).map(i16::from)))),
            Box::new(|m| Arc::new(Float64Array::from_iter(
                cells(m).map(|marked| Some(if marked { 1.0 } else { f64::NAN })),
            ))),
        ];
        for kind in kinds {
            let columns: Vec<(&str, ArrayRef)> =
                IDS.iter().copied().zip((0..).map(kind)).collect();
            let profile = read(&columns, chunk).unwrap();
            prop_assert_eq!(&contents(&profile), &wanted);
        }
    }

    #[test]
    fn rows_of_marks_are_the_ballots_in_whatever_order_they_lie(
        ballots in some_ballots(), chunk in 1_usize..80, step in prop::sample::select(vec![1_usize, 7, 11]),
    ) {
        // A blank ballot is a row without a candidate. The order of the ballots is that of their first rows.
        let rows: Vec<(u64, Option<u32>)> = ballots
            .iter()
            .zip(0_u64..)
            .flat_map(|(marks, ballot)| {
                let blank = marks.is_empty().then_some((ballot, None));
                marks.iter().map(move |&mark| (ballot, Some(mark))).chain(blank)
            })
            .collect();
        let rows: Vec<_> = (0..step).flat_map(|first| rows.iter().skip(first).step_by(step)).collect();
        let mut order: Vec<u64> = Vec::new();
        for (ballot, _) in &rows {
            if !order.contains(ballot) {
                order.push(*ballot);
            }
        }
        let ordered: Marks = order.iter().map(|&ballot| ballots[usize::try_from(ballot).unwrap()].clone()).collect();
        let wanted = contents(&expected(&ordered));
        let ids = || rows.iter().map(|(_, mark)| mark.map(|mark| IDS[mark as usize]));
        let numbers = || rows.iter().map(|(ballot, _)| *ballot);
        let texts = || numbers().map(|number| format!("ballot number {number:04}"));
        let short = || numbers().map(|number| format!("{number:04}"));
        let dictionary: DictionaryArray<Int32Type> =
            ids().collect::<Vec<_>>().into_iter().collect();
        let candidates: Vec<ArrayRef> = vec![
            Arc::new(StringArray::from_iter(ids())),
            Arc::new(LargeStringArray::from_iter(ids())),
            Arc::new(StringViewArray::from_iter(ids())),
            Arc::new(dictionary),
        ];
        let texts: Vec<String> = texts().collect();
        let key_dictionary: DictionaryArray<Int32Type> =
            texts.iter().map(|text| Some(text.as_str())).collect();
        let keys: Vec<ArrayRef> = vec![
            Arc::new(UInt64Array::from_iter_values(numbers())),
            Arc::new(Int16Array::from_iter_values(numbers().map(|n| i16::try_from(n).unwrap()))),
            Arc::new(StringViewArray::from_iter_values(&texts)),
            Arc::new(StringViewArray::from_iter_values(short())),
            Arc::new(LargeStringArray::from_iter_values(&texts)),
            Arc::new(key_dictionary),
        ];
        for key in &keys {
            for candidate in &candidates {
                let columns =
                    [("ballot", Arc::clone(key)), ("candidate", Arc::clone(candidate))];
                prop_assert_eq!(&contents(&read(&columns, chunk).unwrap()), &wanted);
            }
        }
    }

    #[test]
    fn a_matrix_is_the_ballots(ballots in some_ballots()) {
        let cells: Vec<u8> =
            ballots.iter().flat_map(|marks| (0..5).map(|m| u8::from(marks.contains(&m)))).collect();
        let votes = votes_of_matrix(&cells, 5, &Labels::of_ids(IDS), &Watch::default()).unwrap();
        prop_assert_eq!(contents(&votes.build()), contents(&expected(&ballots)));
    }
}

fn wrong(columns: &[(&str, ArrayRef)]) -> (&'static str, Option<u64>, Option<String>) {
    let error = read(columns, 2).unwrap_err();
    (error.code(), error.row(), error.column().map(str::to_owned))
}

fn texts(cells: &[Option<&str>]) -> ArrayRef {
    Arc::new(StringArray::from(cells.to_vec()))
}

fn marks(cells: &[&[&str]]) -> ArrayRef {
    let mut builder = GenericListBuilder::<i32, _>::new(StringBuilder::new());
    for cell in cells {
        cell.iter().for_each(|id| match *id {
            "" => builder.values().append_null(),
            id => builder.values().append_value(id),
        });
        builder.append(true);
    }
    Arc::new(builder.finish())
}

#[test]
fn what_cannot_be_read_says_which_column_and_row() {
    let numbers = |cells: &[u64]| Arc::new(UInt64Array::from(cells.to_vec())) as ArrayRef;
    let at = |code, row, column: &str| (code, row, Some(column.to_owned()));
    let marked = |cells: &[&[&str]]| wrong(&[("marks", marks(cells))]);
    assert_eq!(marked(&[&["a"], &["b"], &["a", "x"]]), at("Y09", Some(3), "marks"));
    assert_eq!(marked(&[&["a"], &["a", "b", "a"]]), ("Y10", Some(2), None));
    assert_eq!(marked(&[&["a"], &["b"], &["a", ""]]), at("Y11", Some(3), "marks"));
    let ones = || numbers(&[1, 0, 1]);
    let mut wide: Vec<(&str, ArrayRef)> = IDS.iter().map(|id| (*id, ones())).collect();
    wide[2].1 = numbers(&[0, 1, 2]);
    assert_eq!(wrong(&wide), at("Y08", Some(3), "007"));
    assert_eq!(wrong(&wide[..4]), at("Y05", None, "9"));
    wide[2] = ("a", ones());
    assert_eq!(wrong(&wide).0, "Y06");
    assert_eq!(wrong(&[("marks", texts(&[Some("a;b")]))]), at("Y07", None, "marks"));
    assert_eq!(wrong(&[("other", ones())]).0, "Y03");
    assert_eq!(wrong(&[("marks", marks(&[&["a"]])), ("candidate", texts(&[None]))]).0, "Y04");
    let long = |key: &[u64], cells: &[Option<&str>]| {
        wrong(&[("ballot", numbers(key)), ("candidate", texts(cells))])
    };
    assert_eq!(
        long(&[1, 1, 2], &[Some("a"), Some("b"), Some("x")]),
        at("Y09", Some(3), "candidate")
    );
    assert_eq!(long(&[1, 2, 1], &[Some("a"), Some("b"), None]), at("Y13", Some(3), "candidate"));
    assert_eq!(long(&[1, 2, 1], &[Some("a"), Some("b"), Some("a")]), ("Y10", Some(1), None));
    let keys = Arc::new(Int64Array::from(vec![Some(1), None])) as ArrayRef;
    let null = [("ballot", keys), ("candidate", texts(&[Some("a"), Some("b")]))];
    assert_eq!(wrong(&null), at("Y12", Some(2), "ballot"));
    let weights = Arc::new(Int64Array::from(vec![2, -1])) as ArrayRef;
    let weighed = [("marks", marks(&[&["a"], &["b"]])), ("weight", weights)];
    assert_eq!(wrong(&weighed), at("Y08", Some(2), "weight"));
    let cells = [0, 1, 2, 0, 0];
    let matrix = votes_of_matrix(&cells, 5, &Labels::of_ids(IDS), &Watch::default()).unwrap_err();
    assert_eq!((matrix.code(), matrix.row(), matrix.column()), ("Y08", Some(1), Some("007")));
    let shape = votes_of_matrix(&cells, 4, &Labels::of_ids(IDS), &Watch::default()).unwrap_err();
    assert_eq!(shape.code(), "Y15");
}

#[test]
fn weights_are_those_of_the_table() {
    let weights = Arc::new(Int64Array::from(vec![2, 3])) as ArrayRef;
    let columns = [("marks", marks(&[&["a"], &["a", "b"]])), ("weight", weights)];
    assert_eq!(read(&columns, 1).unwrap().tally().unwrap().votes(), [5, 3, 0, 0, 0]);
}

fn board(mode: &str) -> Frozen {
    let roll = if mode == "linked" {
        r#", "roll": [{"id": "1", "name": "One"}, {"id": "2", "name": "Two"}, {"id": "03", "name": "Three"}]"#
    } else {
        ""
    };
    let text = format!(
        r#"{{"format": 1, "id": "7f6d4a0e-6f0c-4c51-9d5b-0c5f8f0d2a11", "title": "Board",
        "rules": {{"ballots": "{mode}", "secrecy": "open", "marks": {{"min": 1, "max": 2}},
        "seats": {{"min": 1, "max": 1}}, "ties": {{"seat": "lot_manual"}},
        "voting": {{"opens": "2026-10-01T00:00:00Z", "closes": "2026-10-02T00:00:00Z"}}}},
        "candidates": [{{"id": "a", "name": "Aino"}}, {{"id": "b", "name": "Bo", "position": "x"}}, {{"id": "c", "name": "Bo", "position": "y"}}]{roll}}}"#
    );
    Definition::from_json(&text).unwrap().freeze().unwrap()
}

#[test]
fn an_election_gets_the_same_box_from_a_table_as_from_its_rows() {
    let frozen = board("linked");
    let columns = [
        ("voter", texts(&[Some("1"), Some("2"), Some("03"), Some("4"), None, Some("2")])),
        (
            "cast_at",
            Arc::new(
                TimestampMillisecondArray::from(vec![1_790_812_800_000_i64; 6])
                    .with_timezone("UTC"),
            ) as ArrayRef,
        ),
        ("marks", marks(&[&["a", "Aino"], &["Bo", "x"], &[], &["a"], &["a"], &["b"]])),
    ];
    let table = table(&columns, 2);
    let watch = Watch::default();
    let closed = ballots(&table, &Names::default(), &frozen, &watch).unwrap().ballots.close();
    let kept = rows(&table, &Names::default(), &frozen, &watch).unwrap().ballots;
    let again = Ballots::of(&frozen, kept.iter().cloned(), []);
    assert_eq!(again.rejected(), closed.rejected());
    assert_eq!(
        (again.accepted(), again.blank(), again.rows()),
        (closed.accepted(), closed.blank(), closed.rows())
    );
    let codes: Vec<_> = closed.rejected().iter().map(|r| (r.ballot.0, r.fault.code())).collect();
    // Aino is a by name; Bo is two persons; 4 and nobody are not on the roll; of the two ballots of 2 nothing says which was first.
    assert_eq!(codes, [(1, "B08"), (2, "B13"), (4, "B01"), (5, "B01"), (6, "B13")]);
    let first = Ballot {
        voter: Some("1".into()),
        cast_at: Some("2026-10-01T00:00:00Z".parse().unwrap()),
        marks: vec!["a".into(), "a".into()],
    };
    assert_eq!(kept[0], first);
    assert_eq!(kept[1].marks, ["Bo", "x"]);
}

#[test]
fn times_without_a_zone_and_voters_that_are_missing_are_refused() {
    let frozen = board("linked");
    let naive = Arc::new(TimestampMillisecondArray::from(vec![0_i64])) as ArrayRef;
    let code = |columns: &[(&str, ArrayRef)]| {
        let table = table(columns, 9);
        ballots(&table, &Names::default(), &frozen, &Watch::default()).unwrap_err().code()
    };
    let with = |time: ArrayRef| {
        [("voter", texts(&[Some("1")])), ("cast_at", time), ("marks", marks(&[&["a"]]))]
    };
    assert_eq!(code(&with(naive)), "Y14");
    assert_eq!(code(&with(texts(&[Some("yesterday")]))), "Y08");
    assert_eq!(code(&[("marks", marks(&[&["a"]]))]), "Y05");
}

#[test]
fn a_reading_that_shall_stop_stops() {
    let watch = Watch::default();
    watch.stop();
    let columns = [("marks", marks(&[&["a"]]))];
    let read = votes(&table(&columns, 1), &Names::default(), &Labels::of_ids(IDS), &watch);
    assert_eq!(read.unwrap_err(), TableError::Stopped);
}

#[test]
fn columns_that_nothing_knows_are_named() {
    let frozen = board("anonymous");
    let columns =
        [("marks", marks(&[&["a"]])), ("remark", texts(&[None])), ("voter", texts(&[Some("1")]))];
    let read = ballots(&table(&columns, 1), &Names::default(), &frozen, &Watch::default()).unwrap();
    assert_eq!(
        (read.layout, read.rows, read.unread),
        (Layout::List, 1, vec!["remark".to_owned(), "voter".to_owned()])
    );
}

#[test]
fn codes_are_told_apart() {
    let mut codes: Vec<&str> = TableError::CODES.iter().map(|(code, _)| *code).collect();
    codes.dedup();
    assert_eq!(codes.len(), TableError::CODES.len());
    assert_eq!((TableError::Stopped.code(), TableError::Stopped.name()), ("stopped", "stopped"));
}

#[test]
fn whatever_the_number_of_threads_the_first_wrong_row_is_told() {
    const ROWS: u32 = 100_000;
    let wrong = [40_000, 60_000, 99_999];
    let row = |row: u32| if wrong.contains(&row) { "x" } else { IDS[row as usize % 5] };
    let mut lists = GenericListBuilder::<i64, _>::new(StringViewBuilder::new());
    for number in 0..ROWS {
        lists.values().append_value(row(number));
        lists.append(true);
    }
    let lists: ArrayRef = Arc::new(lists.finish());
    let texts: ArrayRef = Arc::new(StringArray::from_iter_values((0..ROWS).map(row)));
    let numbers: ArrayRef = Arc::new(Int64Array::from_iter_values(0..i64::from(ROWS)));
    let cells: ArrayRef =
        Arc::new(UInt8Array::from_iter_values((0..ROWS).map(|n| 2 * u8::from(row(n) == "x"))));
    let wide: Vec<(&str, ArrayRef)> = IDS.iter().map(|id| (*id, Arc::clone(&cells))).collect();
    let tables = [
        (vec![("marks", lists)], "Y09", "marks"),
        (vec![("ballot", numbers), ("candidate", texts)], "Y09", "candidate"),
        (wide, "Y08", "a"),
    ];
    for threads in [1, 4] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        for (columns, code, column) in &tables {
            let error = pool.install(|| read(columns, 7_000)).unwrap_err();
            assert_eq!(
                (error.code(), error.row(), error.column()),
                (*code, Some(40_001), Some(*column))
            );
        }
    }
}

#[test]
fn more_candidates_than_bits_and_more_texts_than_slots_are_read_all_the_same() {
    let ids: Vec<String> = (0..300).map(|number| format!("k{number}")).collect();
    for candidates in [64, 65, 256, 300] {
        let labels = Labels::of_ids(ids[..candidates].iter().map(String::as_str));
        let marks: ArrayRef = Arc::new(StringViewArray::from_iter_values(&ids[..candidates]));
        let numbers: ArrayRef = Arc::new(UInt64Array::from_iter_values(0..candidates as u64));
        let columns = [("ballot", numbers), ("candidate", marks)];
        let (names, watch) = (Names::default(), Watch::default());
        let votes = tally(stream(&columns, 100), &names, &labels, &watch).unwrap().ballots;
        assert_eq!(votes.votes(), vec![1; candidates]);
    }
}
