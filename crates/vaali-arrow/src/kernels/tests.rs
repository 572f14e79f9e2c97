//! The vectors of this machine and the plain source give the same.

use fearless_simd::Level;
use proptest::{collection::vec, prelude::*};

use super::*;
use crate::slots::packed;

/// Lists of keys, most of them short, with all their keys together and their bounds.
fn some_lists() -> impl Strategy<Value = (Vec<u8>, Vec<u32>)> {
    let key = prop_oneof![60 => 0_u8..30, 3 => 30_u8..70, 1 => any::<u8>()];
    let one_of_each = Just((0_u8..30).collect::<Vec<_>>()).prop_shuffle();
    let set = (one_of_each, 0_usize..=30).prop_map(|(keys, length)| keys[..length].to_vec());
    let list = prop_oneof![60 => set, 1 => vec(key, 0..40), 1 => vec(0_u8..30, 200..600)];
    (vec(list, 0..70), 0_u32..9).prop_map(|(lists, first)| {
        let ends = lists.iter().scan(first, |end, list| {
            *end += u32::try_from(list.len()).unwrap();
            Some(*end)
        });
        let bounds = std::iter::once(first).chain(ends).collect();
        (lists.concat(), bounds)
    })
}

/// What each list is, said in the slowest way; nothing where one is no set of candidates.
fn slowly(keys: &[u8], bounds: &[u32], positions: &[u32]) -> Option<Vec<u64>> {
    let ballot = |pair: &[u32]| {
        let range = (pair[0] - bounds[0]) as usize..(pair[1] - bounds[0]) as usize;
        keys[range].iter().try_fold(0, |bits, &key| {
            let position = *positions.get(usize::from(key)).filter(|_| key < NOBODY)?;
            let bit = 1_u64.checked_shl(position).filter(|bit| bits & bit == 0)?;
            Some(bits | bit)
        })
    };
    bounds.windows(2).map(ballot).collect()
}

/// The runs of keys, as this machine finds them and as the plain source does.
fn runs_both_ways<T: Integer + PartialOrd>(keys: &[T]) -> [Option<Vec<u32>>; 2] {
    [T::runs(keys), plain::runs(keys, |a, b, _| a == b, |a, b| a <= b)]
}

fn narrowed<T: Integer>(numbers: &[T]) -> Vec<u8> {
    let mut keys = vec![7];
    T::narrow(numbers, &mut keys);
    keys.split_off(1)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, ..ProptestConfig::default() })]

    #[test]
    fn lists_are_sets_of_candidates_or_refused(
        (keys, bounds) in some_lists(),
        positions in prop_oneof![
            Just((0..30).collect::<Vec<u32>>()).prop_shuffle(),
            Just((0..64).collect::<Vec<u32>>()).prop_shuffle(),
            Just((0..256).map(|key| key % 64).collect()),
            vec(prop_oneof![0_u32..70, Just(u32::MAX)], 0..256),
        ],
    ) {
        let wanted = slowly(&keys, &bounds, &positions);
        let meanings = Meanings::new(positions);
        let mut ballots = vec![7];
        let read = lists(&keys, &bounds, &meanings, &mut ballots).then(|| ballots[1..].to_vec());
        prop_assert_eq!(&read, &wanted);
        let mut plain = vec![0; bounds.len() - 1];
        let read = plain::lists(&keys, &bounds, &meanings, &mut plain).then_some(plain);
        prop_assert_eq!(&read, &wanted);
        #[cfg(target_arch = "x86_64")]
        if let Some(token) = Level::new().as_avx512().filter(|_| meanings.in_registers) {
            let mut wide = vec![0; bounds.len() - 1];
            let read = lists_avx512::of_64(token, &keys, &bounds, &meanings, &mut wide).then_some(wide);
            prop_assert_eq!(&read, &wanted);
        }
    }

    #[test]
    fn bounds_that_mean_nothing_are_refused_and_nothing_panics(
        keys in vec(0_u8..30, 0..700), bounds in vec(any::<u32>(), 0..40),
    ) {
        let meanings = Meanings::new(0..30);
        let falls = !bounds.is_sorted() || bounds.len() > 1 && bounds[bounds.len() - 1] - bounds[0] > 700;
        let read = lists(&keys, &bounds, &meanings, &mut Vec::new());
        prop_assert!(!(falls && read));
    }

    #[test]
    fn runs_begin_where_the_key_changes(
        lengths in vec(1_usize..40, 0..60), start in -70_i8..50, fall in proptest::option::weighted(0.2, 0_usize..60),
    ) {
        let number = |nth: usize| i64::from(start) + i64::try_from(nth).unwrap() - if fall == Some(nth) { 9 } else { 0 };
        let keys: Vec<i64> = lengths.iter().enumerate().flat_map(|(nth, &length)| vec![number(nth); length]).collect();
        let wanted = || {
            let changes = (1..keys.len()).filter(|&row| keys[row] != keys[row - 1]);
            let bounds = (!keys.is_empty()).then_some(0).into_iter().chain(changes).chain([keys.len()]);
            keys.is_sorted().then(|| bounds.map(|bound| u32::try_from(bound).unwrap()).collect::<Vec<_>>())
        };
        let wanted = wanted();
        macro_rules! read {
            ($($integer:ident),*) => {
                $(if let Some(keys) = keys.iter().map(|&key| $integer::try_from(key).ok()).collect::<Option<Vec<_>>>() {
                    prop_assert_eq!(runs_both_ways(&keys), [wanted.clone(), wanted.clone()], "{}", stringify!($integer));
                })*
            };
        }
        read!(i8, i16, i32, i64, u8, u16, u32, u64);
    }

    #[test]
    fn numbers_below_255_are_keys_and_all_others_are_nobody(numbers in vec(prop_oneof![any::<i64>(), 0_i64..256, -3_i64..3], 0..200)) {
        macro_rules! read {
            ($($integer:ident),*) => {
                $({
                    let numbers: Vec<$integer> = numbers.iter().filter_map(|&number| $integer::try_from(number).ok()).collect();
                    let wanted: Vec<u8> = numbers.iter().map(|&number| u8::try_from(number).unwrap_or(NOBODY)).collect();
                    prop_assert_eq!(narrowed(&numbers), wanted, "{}", stringify!($integer));
                })*
            };
        }
        read!(i8, i16, i32, i64, u8, u16, u32, u64);
    }

    #[test]
    fn views_have_the_key_of_their_text_or_are_refused(
        texts in proptest::collection::btree_set("[a-c0-9]{0,12}", 1..70),
        marks in vec(any::<proptest::sample::Index>(), 0..100),
        stranger in proptest::option::weighted(0.3, (any::<proptest::sample::Index>(), any::<u128>())),
        flipped in any::<bool>(),
    ) {
        let texts: Vec<(u128, u32)> =
            texts.iter().map(|text| packed(text.as_bytes()).unwrap()).zip(100..).collect();
        let table = ViewTable::new(&texts);
        // Beyond that it is a matter of luck.
        prop_assert!(table.is_some() || texts.len() > 48);
        prop_assert!(table.is_none() || texts.len() <= 64);
        let Some(table) = table.filter(|_| ViewTable::is_of_use()) else { return Ok(()) };
        let mut marks: Vec<(u128, u32)> = marks.iter().map(|index| *index.get(&texts)).collect();
        if let Some((index, other)) = stranger && !marks.is_empty() {
            // Another text altogether, or the same but for one bit.
            let at = index.index(marks.len());
            let mark = &mut marks[at];
            mark.0 = if flipped { mark.0 ^ 1 << (other % 128) } else { other };
        }
        let known = marks.iter().all(|mark| texts.iter().any(|text| text.0 == mark.0));
        let views: Vec<u8> = marks.iter().flat_map(|mark| mark.0.to_le_bytes()).collect();
        let mut keys = vec![3];
        prop_assert_eq!(table.keys(&views, &mut keys), known);
        if known {
            let read: Vec<u32> = keys[1..].iter().map(|&key| table.positions()[usize::from(key)]).collect();
            let wanted: Vec<u32> = marks.iter().map(|mark| texts.iter().find(|text| text.0 == mark.0).unwrap().1).collect();
            prop_assert_eq!(read, wanted);
        }
    }
}

#[test]
fn every_number_of_texts_up_to_64_has_a_table() {
    for number in 1..=64 {
        for shape in ["{}", "candidate {}", "{}.000.000.00"] {
            let text = |n: u32| packed(shape.replace("{}", &n.to_string()).as_bytes());
            let texts: Vec<(u128, u32)> = (0..number).filter_map(text).zip(0..).collect();
            assert!(ViewTable::new(&texts).is_some(), "{number} of {shape}");
        }
    }
}

#[test]
fn texts_that_equal_steps_leave_together_have_a_table() {
    let texts: Vec<(u128, u32)> =
        ["", "a29c"].map(|text| packed(text.as_bytes()).unwrap()).into_iter().zip(0..).collect();
    assert!(ViewTable::new(&texts).is_some());
}
