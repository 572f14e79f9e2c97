use std::collections::BTreeMap;

use proptest::prelude::*;

use super::{
    DrawError,
    rfc3797::{self, Source},
    seeded,
};
use crate::record::Hash;

const RFC_KEY: &str = "9319./2.5.8.10.12./9.18.26.34.41.45./";

/// RFC 3797 section 6: the hash of each draw, and the member selected, from 1. The RFC prints the
/// first 16 of the pool of 25.
const RFC_DRAWS: [(&str, usize); 16] = [
    ("990DD0A5692A029A98B5E01AA28F3459", 17),
    ("3691E55CB63FCC37914430B2F70B5EC6", 7),
    ("FE814EDF564C190AC1D25753979990FA", 2),
    ("1863CCACEB568C31D7DDBDF1D4E91387", 16),
    ("F4AB33DF4889F0AF29C513905BE1D758", 25),
    ("13EAEB529F61ACFB9A29D0BA3A60DE4A", 23),
    ("992DB77C382CA2BDB9727001F3CDCCD9", 8),
    ("63AB4258ECA922976811C7F55C383CE7", 24),
    ("DFBC5AC97CED01B3A6E348E3CC63F40D", 19),
    ("31CB111C4A4EBE9287CEAE16FE51B909", 13),
    ("07FA46C122F164C215BBC72793B189A3", 22),
    ("AC52F8D75CCBE2E61AFEB3387637D501", 5),
    ("53306F73E14FC0B2FBF434218D25948E", 18),
    ("B5D1403501A81F9A47318BE7893B347C", 9),
    ("85B10B356AA06663EF1B1B407765100A", 1),
    ("3269E6CE559ABD57E2BA6AAB495EB9BD", 4),
];

fn numbered_from_one(drawn: &[usize]) -> Vec<usize> {
    drawn.iter().map(|position| position + 1).collect()
}

#[test]
fn p21_the_example_of_rfc_3797_is_drawn_as_there() {
    for (draw, (digest, _)) in (0..).zip(RFC_DRAWS) {
        let ours = u128::from_be_bytes(rfc3797::digest(draw, RFC_KEY));
        assert_eq!(format!("{ours:032X}"), digest, "draw {draw}");
    }
    let drawn = numbered_from_one(&rfc3797::select(RFC_KEY, 25, 25).unwrap());
    assert_eq!(drawn[..16], RFC_DRAWS.map(|(_, member)| member));
    // The rest, which the RFC does not print, as an independent program of ten lines of Python gave
    // it.
    assert_eq!(drawn[16..], [12, 15, 20, 14, 11, 3, 6, 21, 10]);
}

#[test]
fn p21_two_committees_of_the_ietf_are_drawn_again() {
    // The nominations committees of 2013 and 2012: sources, pool and result as their chair gave
    // them (github.com/mcr/rfc3797).
    let draw = |sources: [&str; 4], pool, places| {
        let sources = sources.map(|source| source.parse::<Source>().unwrap());
        let key = rfc3797::key_string(&sources).unwrap();
        numbered_from_one(&rfc3797::select(&key, pool, places).unwrap())
    };
    let of_2013 = ["7 8 11 17 19 25 46", "08285182", "60115701", "2 3 18 26 32 33 42"];
    assert_eq!(draw(of_2013, 154, 10), [138, 151, 89, 112, 117, 145, 118, 143, 144, 122]);
    let of_2012 = ["17 20 22 35 38 48 36", "90193202", "55598744", "11 17 21 48 50 9 10"];
    assert_eq!(draw(of_2012, 134, 12), [90, 25, 92, 126, 24, 31, 122, 96, 81, 132, 2, 41]);
}

#[test]
fn p21_sources_become_the_key_of_the_rfc() {
    let key = |sources: &[Source]| rfc3797::key_string(sources);
    assert_eq!(key(&[[12, 2, 2].into(), [0].into()]).unwrap(), "2.2.12./0./");
    assert_eq!(key(&[]), Err(DrawError::NoSource));
    assert_eq!(
        key(&[[1].into(), "".parse().unwrap()]),
        Err(DrawError::EmptySource { source_number: 2 })
    );
    for wrong in ["1 -2", "1 +2", "1 2.5", "1 18446744073709551616", "1 ٣"] {
        let error = wrong.parse::<Source>().unwrap_err();
        assert!(matches!(error, DrawError::NotANumber { value_number: 2, .. }), "{wrong}");
    }
}

#[test]
fn p21_a_draw_beyond_the_limits_of_the_procedure_is_refused() {
    let refused = |key, pool, places| rfc3797::select(key, pool, places).unwrap_err().code();
    assert_eq!(refused("", 2, 1), "no_source");
    assert_eq!(refused("1./", 2, 3), "too_many_places");
    assert_eq!(refused("1./", 65_536, 1), "pool_too_large");
    assert_eq!(refused("1./", usize::MAX, 1), "pool_too_large");
    assert_eq!(rfc3797::select("1./", 0, 0), Ok(vec![]));
    assert_eq!(rfc3797::select("1./", 1, 1), Ok(vec![0]));
    assert!(rfc3797::select("1./", 65_535, 3).is_ok());
}

/// Rivest's `sampler` (November 2011): item i, from 1, is SHA-256 of "seed,i" modulo the number of
/// items, plus 1.
fn rivest_sample(seed: &str, count: usize, total: usize) -> Vec<usize> {
    let item = |place| {
        let hash = Hash::of_bytes(format!("{seed},{place}").as_bytes());
        hash.as_bytes().iter().fold(0, |rest, byte| (rest * 256 + usize::from(*byte)) % total) + 1
    };
    (1..=count).map(item).collect()
}

#[test]
fn p21_our_hash_draws_what_rivests_sampler_draws() {
    // Published test cases: github.com/cjerdonek/rivest-sampler-tests, tests.json.
    let cases: [(&str, usize, &[usize]); 10] = [
        ("abc123", 1000, &[455, 764, 629]),
        ("0", 1000, &[905, 573, 160]),
        ("0", 2, &[1, 1, 2]),
        ("1", 1000, &[97, 89, 163]),
        ("0000000000", 1000, &[978, 359, 132]),
        ("999999999999999999999999", 1000, &[544, 800, 654]),
        ("abcde", 1000, &[247, 427, 157]),
        ("3546311556112163624615351222", 876, &[740, 180, 264, 789, 238]),
        ("snowman: \u{2603}", 1000, &[634, 56, 46]),
        ("\u{1f600}", 1000, &[596, 415, 303, 11, 141]),
    ];
    for (seed, total, expected) in cases {
        assert_eq!(rivest_sample(seed, expected.len(), total), expected, "{seed}");
    }
}

#[test]
fn p21_our_hash_gives_the_tickets_of_rivests_consistent_sampler() {
    // The example in the documentation of github.com/ron-rivest/consistent_sampler: seed 31415,
    // first ten digits of each ticket.
    let hash = |text: String| Hash::of_bytes(text.as_bytes()).to_string();
    let ticket = |id: &str| hash(hash(format!("{}:id:{id}", hash("31415".to_owned()))) + "0");
    for (id, digits) in [
        ("B-1", "209a9f6594"),
        ("B-2", "5ee90a669e"),
        ("A-2", "710ef2b7e8"),
        ("B-3", "b1d8c28550"),
        ("A-1", "f45c80bcba"),
        ("A-3", "fa2132c79a"),
    ] {
        assert_eq!(ticket(id)[..10], *digits, "{id}");
    }
}

const FIVE: [&str; 5] = ["aino", "bertta", "cecilia", "daavid", "elli"];

#[test]
fn p21_a_seeded_draw_is_the_order_of_the_hashes() {
    // As an independent line of Python gave them, from the words of spec/COUNT.md section 7.
    let order = |label| seeded::order(b"3.7.12.19.28.33.40", label, &FIVE).unwrap();
    assert_eq!(order("seat/1"), [3, 0, 2, 1, 4]);
    assert_eq!(order("office/chair/1"), [3, 0, 1, 2, 4]);
    assert_eq!(order("office/vice/1"), [0, 2, 3, 1, 4]);
    assert_eq!(seeded::order(b"", "", &[]), Ok(vec![]));
}

#[test]
fn p21_a_seeded_draw_refuses_what_would_make_it_ambiguous() {
    let refused = |label, among: &[&str]| seeded::order(b"1", label, among).unwrap_err();
    assert_eq!(
        refused("seat/1", &["a", "b", "a"]),
        DrawError::RepeatedCandidate { first: 0, second: 2 }
    );
    assert_eq!(refused("seat\0/1", &["a"]), DrawError::ZeroByteInLabel);
    assert_eq!(refused("seat/1", &["a", "\0"]), DrawError::ZeroByteInCandidate { candidate: 1 });
}

proptest! {
    #[test]
    fn p21_the_order_of_two_depends_on_no_third_and_not_on_the_list(
        seed in prop::collection::vec(any::<u8>(), 0..40),
        ids in prop::collection::btree_set("[a-z]{1,6}", 0..12),
        kept in any::<u16>(),
    ) {
        let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
        let drawn = |among: &[&str]| -> Vec<String> {
            let order = seeded::order(&seed, "seat/1", among).unwrap();
            order.into_iter().map(|position| among[position].to_owned()).collect()
        };
        let all = drawn(&ids);
        let chosen = ids.iter().enumerate().filter(|(place, _)| kept >> place & 1 == 1);
        let some: Vec<&str> = chosen.map(|(_, id)| *id).rev().collect();
        let mut expected = all.clone();
        expected.retain(|id| some.contains(&id.as_str()));
        prop_assert_eq!(drawn(&some), expected);
        let mut sorted = all;
        sorted.sort_unstable();
        prop_assert_eq!(sorted, ids);
    }

    #[test]
    fn p21_an_rfc_3797_draw_is_distinct_and_begins_as_a_shorter_one(
        key in "[0-9./]{1,30}",
        pool in 0_usize..60,
        places in 0_usize..60,
    ) {
        let all = rfc3797::select(&key, pool, pool).unwrap();
        let mut sorted = all.clone();
        sorted.sort_unstable();
        prop_assert_eq!(sorted, (0..pool).collect::<Vec<_>>());
        let places = places.min(pool);
        prop_assert_eq!(&rfc3797::select(&key, pool, places).unwrap()[..], &all[..places]);
    }
}

const SEEDS: u32 = 20_000;

/// Pearson's statistic against equal shares, times the expected count, which keeps it whole.
fn squares<T: Ord>(outcomes: impl Iterator<Item = T>, cells: u64) -> (u64, u64) {
    let mut seen = BTreeMap::new();
    let mut draws = 0;
    for outcome in outcomes {
        *seen.entry(outcome).or_insert(0_u64) += 1;
        draws += 1;
    }
    let expected = draws / cells;
    assert_eq!(
        (draws % cells, seen.len()),
        (0, usize::try_from(cells).unwrap()),
        "every cell is reached"
    );
    (seen.values().map(|count| count.abs_diff(expected).pow(2)).sum(), expected)
}

/// Passes if chi-square stays below `quantile`, its 0.999 quantile for cells - 1 degrees of
/// freedom, rounded down.
fn assert_uniform<T: Ord>(outcomes: impl Iterator<Item = T>, cells: u64, quantile: u64) {
    let (sum, expected) = squares(outcomes, cells);
    assert!(sum < quantile * expected, "chi-square {} over {quantile}", sum / expected);
}

fn seeded_draw(seed: u32, label: &str) -> Vec<usize> {
    seeded::order(&seed.to_be_bytes(), label, &FIVE).unwrap()
}

fn rfc_draw(seed: u32) -> Vec<usize> {
    rfc3797::select(&format!("{seed}./"), 5, 5).unwrap()
}

#[test]
fn p21_draws_are_uniform() {
    assert_uniform((0..SEEDS).map(|seed| seeded_draw(seed, "seat/1")[0]), 5, 18);
    assert_uniform((0..SEEDS).map(|seed| rfc_draw(seed)[0]), 5, 18);
}

#[test]
fn p21_all_orders_are_equally_likely() {
    assert_uniform((0..24_000).map(|seed| seeded_draw(seed, "seat/1")), 120, 172);
    assert_uniform((0..24_000).map(rfc_draw), 120, 172);
}

#[test]
fn p21_lots_with_different_labels_are_independent() {
    for (one, other) in
        [("seat/1", "seat/2"), ("seat/1", "office/chair/1"), ("deputy/1", "deputy/11")]
    {
        let both = |seed| (seeded_draw(seed, one)[0], seeded_draw(seed, other)[0]);
        assert_uniform((0..SEEDS).map(both), 25, 51);
    }
}

#[test]
fn p21_the_test_of_uniformity_sees_a_bias_of_one_in_forty() {
    let biased = |seed| if seed % 40 == 0 { 0 } else { seeded_draw(seed, "seat/1")[0] };
    let (sum, expected) = squares((0..SEEDS).map(biased), 5);
    assert!(sum > 18 * expected);
}
