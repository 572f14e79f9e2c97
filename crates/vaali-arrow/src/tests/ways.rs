//! The short way, in which ballots are bits all along, and the long way, mark by mark, read the same or refuse the same.
//!
//! A column of weights, all of them one, changes nothing of the ballots but sends them the long way.

use arrow_array::{Int32Array, UInt32Array, types::UInt16Type};
use proptest::sample::select;

use super::*;

const FILLED: &str = "filled up";

/// What a mark may be: nearly always a candidate.
#[derive(Clone, Copy, Debug)]
enum Said {
    Candidate(usize),
    Stranger,
    Null,
}

/// Ballots that are right but for here and there a candidate marked twice, a stranger, or a null.
fn ballots_as_said(candidates: usize) -> impl Strategy<Value = Vec<Vec<Said>>> {
    let right = (0..candidates, any::<u64>()).prop_map(move |(length, seed)| {
        // Whether of 26 or of 40, none comes twice.
        let step = [1, 3, 7, 9, 11, 17, 19, 21][usize::try_from(seed % 8).unwrap()];
        let first = usize::try_from(seed / 8 % 40).unwrap();
        (0..length)
            .map(|nth| Said::Candidate((first + nth * step) % candidates))
            .collect::<Vec<_>>()
    });
    let short = right.clone().prop_map(|mut marks| {
        marks.truncate(10);
        marks
    });
    let fault =
        (any::<prop::sample::Index>(), select(vec![0_u8, 1, 2]), any::<prop::sample::Index>());
    let ballots = prop_oneof![vec(short, 1..1200), vec(right, 1..200)];
    (ballots, vec(fault, 0..=2), 0_u8..3).prop_map(|(mut ballots, faults, spared)| {
        for (ballot, kind, mark) in faults.into_iter().skip(spared.into()) {
            let at = ballot.index(ballots.len());
            let marks = &mut ballots[at];
            if marks.is_empty() {
                continue;
            }
            let (at, other) = (mark.index(marks.len()), marks[0]);
            marks[at] = match kind {
                0 => other,
                1 => Said::Stranger,
                _ => Said::Null,
            };
        }
        ballots
    })
}

/// Ballots of 26 or 40 candidates, and ids: short texts, one of which is long only now and then.
fn ballots_and_ids() -> impl Strategy<Value = (Vec<Vec<Said>>, Vec<String>)> {
    (select(vec![26_usize, 40]), any::<bool>()).prop_flat_map(|(candidates, long)| {
        let id = |n| {
            if n == 11 && long { "a name beyond twelve bytes".to_owned() } else { format!("k{n}") }
        };
        (ballots_as_said(candidates), Just((0..candidates).map(id).collect()))
    })
}

/// The marks as columns of every type; positions where they are numbers.
fn cells(marks: &[Said], ids: &[String]) -> Vec<(ArrayRef, bool)> {
    let text = |mark: &Said| match mark {
        Said::Candidate(n) => Some(ids[*n].as_str()),
        Said::Stranger => Some("stranger"),
        Said::Null => None,
    };
    let number = |mark: &Said| match mark {
        Said::Candidate(n) => Some(i64::try_from(*n).unwrap()),
        Said::Stranger => Some(77),
        Said::Null => None,
    };
    let texts = || marks.iter().map(text);
    let numbers = || marks.iter().map(number);
    // Entries in another order than the candidates, with strangers among them, and more than a byte can count.
    let entries = |more: usize| {
        let strangers = (0..more).map(|n| format!("entry {n}"));
        StringArray::from_iter_values(
            strangers.chain(ids.iter().rev().cloned()).chain(["stranger".to_owned()]),
        )
    };
    let key = |mark: &Said, more: usize| match mark {
        Said::Candidate(n) => Some(more + ids.len() - 1 - n),
        Said::Stranger => Some(more + ids.len()),
        Said::Null => None,
    };
    let few = marks.iter().map(|mark| key(mark, 3).map(|key| u8::try_from(key).unwrap()));
    let many = marks.iter().map(|mark| key(mark, 700).map(|key| u16::try_from(key).unwrap()));
    vec![
        (Arc::new(StringArray::from_iter(texts())), false),
        (Arc::new(LargeStringArray::from_iter(texts())), false),
        (Arc::new(StringViewArray::from_iter(texts())), false),
        (
            Arc::new(DictionaryArray::<arrow_array::types::UInt8Type>::new(
                few.collect(),
                Arc::new(entries(3)),
            )),
            false,
        ),
        (
            Arc::new(DictionaryArray::<UInt16Type>::new(many.collect(), Arc::new(entries(700)))),
            false,
        ),
        (
            Arc::new(UInt8Array::from_iter(numbers().map(|n| n.map(|n| u8::try_from(n).unwrap())))),
            true,
        ),
        (
            Arc::new(Int32Array::from_iter(
                numbers().map(|n| n.map(|n| i32::try_from(n).unwrap())),
            )),
            true,
        ),
        (
            Arc::new(Int64Array::from_iter(
                numbers().map(|n| n.map(|n| if n == 77 { -1 } else { n })),
            )),
            true,
        ),
    ]
}

type Told = Result<Tally, (&'static str, Option<u64>, Option<String>)>;

fn counted(columns: &[(&str, ArrayRef)], labels: &Labels, skipped: usize, chunk: usize) -> Told {
    let columns: Vec<(&str, ArrayRef)> = columns
        .iter()
        .map(|(name, cells)| (*name, cells.slice(skipped, cells.len() - skipped)))
        .collect();
    let (names, watch) = (Names::default(), Watch::default());
    let read = tally(stream(&columns, chunk), &names, labels, &watch);
    read.map(|read| read.ballots)
        .map_err(|error| (error.code(), error.row(), error.column().map(str::to_owned)))
}

/// Reads the columns both ways, without so many rows at the beginning; the answer is the same.
fn read_both_ways(
    columns: &[(&str, ArrayRef)],
    labels: &Labels,
    skipped: usize,
    chunk: usize,
) -> Told {
    let rows = columns[0].1.len();
    let ones = Arc::new(UInt8Array::from_iter_values(std::iter::repeat_n(1, rows))) as ArrayRef;
    let weighed: Vec<_> = columns.iter().cloned().chain([("weight", ones)]).collect();
    let short = counted(columns, labels, skipped, chunk);
    assert_eq!(short, counted(&weighed, labels, skipped, chunk));
    short
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn lists_give_the_same_the_short_way_and_the_long_way(
        (ballots, ids) in ballots_and_ids(), skipped in 0_usize..40,
        chunk in select(vec![100_usize, 700, 2000]),
    ) {
        let marks = ballots.concat();
        let skipped = skipped.min(ballots.len() - 1);
        let mut answers = Vec::new();
        for (values, positions) in cells(&marks, &ids) {
            let labels = if positions { Labels::of_positions(ids.len()) } else { Labels::of_ids(ids.iter().map(String::as_str)) };
            let lengths = ballots.iter().map(Vec::len);
            let field = Arc::new(arrow_schema::Field::new(FILLED, values.data_type().clone(), true));
            let short = arrow_array::ListArray::new(
                Arc::clone(&field), arrow_buffer::OffsetBuffer::from_lengths(lengths.clone()), Arc::clone(&values), None,
            );
            let long = arrow_array::LargeListArray::new(field, arrow_buffer::OffsetBuffer::from_lengths(lengths), values, None);
            for lists in [Arc::new(short) as ArrayRef, Arc::new(long)] {
                answers.push(read_both_ways(&[("marks", lists)], &labels, skipped, chunk));
            }
        }
        prop_assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:?}");
    }

    #[test]
    fn rows_of_marks_give_the_same_the_short_way_and_the_long_way(
        (ballots, ids) in ballots_and_ids(), skipped in 0_usize..40,
        chunk in select(vec![100_usize, 3000, 40_000]), swapped in proptest::option::weighted(0.2, any::<prop::sample::Index>()),
    ) {
        let marks = ballots.concat();
        prop_assume!(marks.len() > 40);
        let of = |nth: usize| u32::try_from(nth).unwrap();
        let mut keys: Vec<u32> =
            ballots.iter().enumerate().flat_map(|(nth, marks)| vec![of(nth); marks.len()]).collect();
        if let Some(index) = swapped {
            // A row that stands elsewhere: its ballot lies in two pieces.
            let at = index.index(keys.len());
            keys.swap(0, at);
        }
        let wide = Int64Array::from_iter_values(keys.iter().map(|&key| i64::from(key) - 5));
        let texts = StringViewArray::from_iter_values(keys.iter().map(|key| format!("{key:06}")));
        let keys: [ArrayRef; 3] = [Arc::new(UInt32Array::from(keys)), Arc::new(wide), Arc::new(texts)];
        let mut answers = Vec::new();
        for (values, positions) in cells(&marks, &ids) {
            let labels = if positions { Labels::of_positions(ids.len()) } else { Labels::of_ids(ids.iter().map(String::as_str)) };
            for key in &keys {
                let columns = [("ballot", Arc::clone(key)), ("candidate", Arc::clone(&values))];
                answers.push(read_both_ways(&columns, &labels, skipped, chunk));
            }
        }
        prop_assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:?}");
    }
}
