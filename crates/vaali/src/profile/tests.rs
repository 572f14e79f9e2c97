use super::layout::Layout;
use super::{Kernel, Profile, ProfileBuilder, ProfileError, Tally, TallyError};
use proptest::prelude::*;
use std::collections::BTreeSet;

/// Ballots as one would write them down: the candidates marked, and a weight.
type Ballots = Vec<(BTreeSet<u32>, u64)>;

fn build(candidates: usize, ballots: &Ballots) -> Profile {
    let mut builder = ProfileBuilder::new(candidates).unwrap();
    for (marks, weight) in ballots {
        let marks: Vec<u32> = marks.iter().copied().collect();
        builder.push_weighted(&marks, *weight).unwrap();
    }
    builder.build()
}

fn naive(candidates: usize, ballots: &Ballots) -> Vec<u64> {
    let mut votes = vec![0; candidates];
    for (marks, weight) in ballots {
        for &mark in marks {
            votes[mark as usize] += weight;
        }
    }
    votes
}

/// The number of a candidate, for loops over them all.
fn numbers(candidates: usize) -> std::ops::Range<u32> {
    0..u32::try_from(candidates).unwrap()
}

/// Holds everything a profile says against the ballots it was made of.
fn check(candidates: usize, ballots: &Ballots) {
    let profile = build(candidates, ballots);
    let expected = naive(candidates, ballots);
    assert_eq!(profile.candidates(), candidates);
    assert_eq!(profile.ballots(), ballots.len());
    assert_eq!(profile.total_weight(), ballots.iter().map(|(_, weight)| weight).sum::<u64>());
    for (number, (marks, weight)) in ballots.iter().enumerate() {
        assert_eq!(profile.weight(number), *weight);
        assert!(profile.marks(number).eq(marks.iter().copied()));
        if candidates < 100 {
            for candidate in numbers(candidates) {
                assert_eq!(profile.contains(number, candidate), marks.contains(&candidate));
            }
        }
    }
    for kernel in Kernel::available() {
        let mut votes = vec![1; candidates];
        profile.votes_with(kernel, &mut votes).unwrap();
        assert_eq!(votes, expected, "{}", kernel.name());
    }
    let tally = profile.tally().unwrap();
    assert_eq!(tally.votes(), expected);
    assert_eq!(tally, profile.tally_single_thread().unwrap());
    assert_eq!(tally.marks(), expected.iter().sum::<u64>());
}

/// Candidate numbers at and around every change of layout.
const SIZES: [usize; 16] =
    [0, 1, 2, 31, 32, 33, 63, 64, 65, 127, 128, 129, 600, 1_024, 1_025, 70_000];

fn ballots_of(candidates: usize, most: usize) -> impl Strategy<Value = Ballots> {
    let last = u32::try_from(candidates).unwrap().max(1);
    let marks = prop::collection::btree_set(0..last, 0..=candidates.min(12));
    let weight = prop_oneof![6 => Just(1), 2 => 0..10_u64, 1 => 0..=u64::from(u32::MAX), 1 => 0..=(u64::MAX >> 20)];
    prop::collection::vec((marks, weight), 0..most)
}

fn any_ballots(most: usize) -> impl Strategy<Value = (usize, Ballots)> {
    prop::sample::select(&SIZES[..])
        .prop_flat_map(move |candidates| (Just(candidates), ballots_of(candidates, most)))
}

/// As [`any_ballots`], in two parts.
fn two_parts() -> impl Strategy<Value = (usize, Ballots, Ballots)> {
    prop::sample::select(&SIZES[..]).prop_flat_map(|candidates| {
        (Just(candidates), ballots_of(candidates, 40), ballots_of(candidates, 40))
    })
}

/// Ballots with a regular pattern, quickly made in large numbers.
fn regular(candidates: usize, number: usize, marks: u32, weight: impl Fn(u64) -> u64) -> Ballots {
    let all = u32::try_from(candidates).unwrap();
    (0..number as u64)
        .map(|ballot| {
            let start = u32::try_from(ballot * 7_919 % u64::from(all)).unwrap();
            ((0..marks).map(|mark| (start + mark * 5) % all).collect(), weight(ballot))
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn p10_every_layout_on_every_kernel_counts_as_the_naive_loop((candidates, ballots) in any_ballots(120)) {
        check(candidates, &ballots);
    }

    #[test]
    fn p10_unweighted_ballots_in_every_layout_count_as_the_naive_loop((candidates, mut ballots) in any_ballots(600)) {
        for (_, weight) in &mut ballots {
            *weight = 1;
        }
        check(candidates, &ballots);
    }

    #[test]
    fn p13_the_tally_of_two_parts_together_is_the_sum_of_their_tallies((candidates, a, b) in two_parts()) {
        let merged = build(candidates, &a).tally().unwrap().merge(&build(candidates, &b).tally().unwrap()).unwrap();
        let whole: Ballots = a.iter().chain(&b).cloned().collect();
        prop_assert_eq!(merged, build(candidates, &whole).tally().unwrap());
    }

    #[test]
    fn p13_parts_appended_in_order_are_the_profile_of_the_whole((candidates, a, b) in two_parts()) {
        let mut joined = ProfileBuilder::from(build(candidates, &a));
        joined.append(build(candidates, &b)).unwrap();
        let joined = joined.build();
        let whole: Ballots = a.iter().chain(&b).cloned().collect();
        prop_assert_eq!(joined.ballots(), whole.len());
        for (number, (marks, weight)) in whole.iter().enumerate() {
            prop_assert!(joined.marks(number).eq(marks.iter().copied()));
            prop_assert_eq!(joined.weight(number), *weight);
        }
        prop_assert_eq!(joined.tally().unwrap(), build(candidates, &whole).tally().unwrap());
    }

    #[test]
    fn p14_every_ballot_several_times_gives_every_candidate_that_many_times_the_votes(
        (candidates, ballots) in any_ballots(40),
        times in 1..5_u64,
    ) {
        let once = build(candidates, &ballots).tally().unwrap();
        let repeated: Ballots = (0..times).flat_map(|_| ballots.iter().cloned()).collect();
        let weighted: Ballots = ballots.iter().map(|(marks, weight)| (marks.clone(), weight * times)).collect();
        let expected: Vec<u64> = once.votes().iter().map(|votes| votes * times).collect();
        let (repeated, weighted) = (build(candidates, &repeated).tally().unwrap(), build(candidates, &weighted).tally().unwrap());
        prop_assert_eq!(repeated.votes(), &expected);
        prop_assert_eq!(weighted.votes(), &expected);
    }

    #[test]
    fn the_transpose_says_of_every_pair_what_the_ballots_say((candidates, ballots) in any_ballots(200)) {
        let columns = build(candidates, &ballots).columns().unwrap();
        for a in numbers(candidates.min(8)) {
            for b in numbers(candidates.min(8)) {
                let both = ballots.iter().filter(|(marks, _)| marks.contains(&a) && marks.contains(&b)).count();
                prop_assert_eq!(columns.both(a, b), both as u64);
            }
        }
        prop_assert_eq!(columns.both(0, u32::MAX), 0);
    }

    #[test]
    fn marks_in_any_order_make_the_same_ballot(marks in prop::collection::btree_set(0..200_u32, 0..20), turn in 0..20_usize) {
        let mut given: Vec<u32> = marks.iter().copied().collect();
        let turn = turn.min(given.len());
        given.rotate_left(turn);
        let mut builder = ProfileBuilder::new(200).unwrap();
        builder.push(&given).unwrap();
        prop_assert!(builder.build().marks(0).eq(marks));
    }
}

#[test]
fn p10_hundreds_of_thousands_of_ballots_count_exactly_in_every_layout() {
    for (candidates, number) in
        [(26, 300_000), (64, 300_000), (128, 60_000), (1_000, 60_000), (5_000, 60_000)]
    {
        check(candidates, &regular(candidates, number, 10, |_| 1));
        check(
            candidates,
            &regular(candidates, number, 10, |ballot| ballot * 0x0010_0001 % 4_000_000_007),
        );
    }
}

#[test]
fn p10_many_threads_count_as_one() {
    // Large enough for several shares in every layout.
    for (candidates, number) in
        [(32, 3_000_000), (64, 1_100_000), (100, 600_000), (700, 400_000), (5_000, 400_000)]
    {
        for weighted in [false, true] {
            let mut builder = ProfileBuilder::new(candidates).unwrap();
            let all = u32::try_from(candidates).unwrap();
            let mut naive = vec![0; candidates];
            for ballot in 0..number {
                let marks = [ballot % all, (ballot + 3) % all, (ballot + 17) % all];
                // No pattern: a share that took the weights of another would otherwise go unseen.
                let weight =
                    if weighted { u64::from(ballot.wrapping_mul(0x9E37_79B1) >> 12) } else { 1 };
                builder.push_weighted(&marks, weight).unwrap();
                for mark in marks {
                    naive[mark as usize] += weight;
                }
            }
            let profile = builder.build();
            assert_eq!(profile.tally().unwrap().votes(), naive);
            assert_eq!(profile.tally_single_thread().unwrap().votes(), naive);
        }
    }
}

#[test]
fn p10_votes_at_the_limits_of_common_integers_are_exact() {
    for power in [15, 16, 31, 32, 53, 63] {
        for weight in [(1_u64 << power) - 1, 1 << power, (1 << power) + 1] {
            for candidates in [3, 40, 100, 2_000] {
                let mut builder = ProfileBuilder::new(candidates).unwrap();
                builder.push_weighted(&[1], weight - 1).unwrap();
                builder.push_weighted(&[1], 1).unwrap();
                let profile = builder.build();
                assert_eq!(profile.tally().unwrap().votes()[..3], [0, weight, 0]);
                for kernel in Kernel::available() {
                    let mut votes = vec![0; candidates];
                    profile.votes_with(kernel, &mut votes).unwrap();
                    assert_eq!(votes[1], weight, "{}", kernel.name());
                }
            }
        }
    }
}

#[test]
fn p10_more_ballots_than_two_bytes_hold_are_counted_forwards() {
    // Counters of two bytes have run backwards after 32,767 votes in real elections.
    for number in [(1 << 15) - 1, 1 << 15, (1 << 15) + 1, (1 << 16) - 1, 1 << 16, (1 << 16) + 1] {
        for candidates in [1, 33, 65, 1_025] {
            let mut builder = ProfileBuilder::new(candidates).unwrap();
            for _ in 0..number {
                builder.push(&[0]).unwrap();
            }
            assert_eq!(builder.build().tally().unwrap().votes()[0], number);
        }
    }
}

#[test]
fn p10_weights_beyond_64_bits_together_are_an_error_and_change_nothing() {
    for candidates in [3, 40, 100, 2_000] {
        let mut builder = ProfileBuilder::new(candidates).unwrap();
        builder.push_weighted(&[0], u64::MAX).unwrap();
        assert_eq!(builder.push(&[]), Err(ProfileError::WeightOverflow { ballot: 1 }));
        assert_eq!(builder.push_weighted(&[1], 2), Err(ProfileError::WeightOverflow { ballot: 1 }));
        let other = builder.clone();
        assert_eq!(builder.append(other), Err(ProfileError::WeightOverflow { ballot: 1 }));
        let profile = builder.build();
        assert_eq!(profile.ballots(), 1);
        assert_eq!(profile.tally().unwrap().votes()[..2], [u64::MAX, 0]);
    }
}

#[test]
fn p10_marks_beyond_64_bits_together_are_an_error() {
    let mut builder = ProfileBuilder::new(2).unwrap();
    builder.push_weighted(&[0, 1], u64::MAX).unwrap();
    assert_eq!(builder.build().tally(), Err(TallyError::Overflow { what: "marks" }));
}

#[test]
fn p36_a_claim_of_many_candidates_costs_no_memory_and_too_many_are_an_error() {
    let most = ProfileBuilder::MOST_CANDIDATES;
    for _ in 0..100_000 {
        ProfileBuilder::new(most).unwrap();
    }
    let expected = ProfileError::TooManyCandidates { candidates: most + 1, max: most };
    assert_eq!(ProfileBuilder::new(most + 1).unwrap_err(), expected);
    assert_eq!(expected.code(), "profile_too_many_candidates");
    assert!(ProfileBuilder::new(usize::MAX).is_err());
    assert!(Tally::empty(most + 1).is_err());
}

#[test]
fn p36_a_transpose_that_would_exhaust_memory_is_an_error() {
    let mut builder = ProfileBuilder::new(ProfileBuilder::MOST_CANDIDATES).unwrap();
    for _ in 0..10_000 {
        builder.push(&[7]).unwrap();
    }
    let error = builder.build().columns().unwrap_err();
    assert!(matches!(error, ProfileError::TooLargeToTranspose { .. }));
}

#[test]
fn p36_dense_ballots_of_a_thousand_candidates_take_a_bit_for_each_candidate() {
    let all: Vec<u32> = (0..1_000).collect();
    let mut builder = ProfileBuilder::new(1_000).unwrap();
    for _ in 0..20_000 {
        builder.push(&all).unwrap();
    }
    assert!(matches!(builder.profile.layout, Layout::Wide(_)));
    assert_eq!(builder.build().tally().unwrap().votes(), [20_000; 1_000]);
}

#[test]
fn the_layout_follows_the_candidates_and_the_density_of_their_marks() {
    let layout =
        |candidates, marks| build(candidates, &regular(candidates, 5_000, marks, |_| 1)).layout;
    assert!(matches!(layout(32, 3), Layout::Halves(_)));
    assert!(matches!(layout(33, 3), Layout::Words(_)));
    assert!(matches!(layout(64, 3), Layout::Words(_)));
    assert!(matches!(layout(128, 3), Layout::Wide(_)));
    assert!(matches!(layout(1_000, 3), Layout::Lists(_)));
    assert!(matches!(layout(1_024, 20), Layout::Wide(_)));
    assert!(matches!(layout(1_025, 20), Layout::Lists(_)));
}

#[test]
fn ballots_that_turn_sparse_after_a_dense_start_end_in_lists() {
    let mut ballots = regular(200, 5_000, 10, |_| 1);
    ballots.extend(regular(200, 40_000, 1, |_| 1));
    assert!(matches!(build(200, &ballots).layout, Layout::Lists(_)));
    check(200, &ballots);
}

#[test]
fn joining_dense_and_sparse_parts_keeps_every_ballot() {
    let dense = regular(200, 5_000, 10, |_| 1);
    let sparse = regular(200, 5_000, 1, |ballot| ballot % 3);
    for (first, second) in [(&dense, &sparse), (&sparse, &dense)] {
        let mut builder = ProfileBuilder::from(build(200, first));
        builder.append(build(200, second)).unwrap();
        let whole: Ballots = first.iter().chain(second).cloned().collect();
        assert_eq!(builder.build().tally(), build(200, &whole).tally());
    }
}

#[test]
fn a_refused_ballot_is_named_by_place_and_leaves_no_trace() {
    for candidates in [3_u32, 40, 100, 2_000] {
        let all = candidates as usize;
        let mut builder = ProfileBuilder::new(all).unwrap();
        builder.push(&[0]).unwrap();
        let unknown = ProfileError::UnknownCandidate { ballot: 1, position: 1, candidates: all };
        assert_eq!(builder.push(&[1, candidates]), Err(unknown));
        assert_eq!(builder.push(&[1, u32::MAX]), Err(unknown));
        assert_eq!(
            builder.push(&[2, 1, 2]),
            Err(ProfileError::RepeatedMark { ballot: 1, marks: 3 })
        );
        let different = ProfileError::DifferentCandidates { left: all, right: 1 };
        assert_eq!(builder.append(ProfileBuilder::new(1).unwrap()), Err(different));
        assert_eq!(builder.build().tally().unwrap().votes()[..3], [1, 0, 0]);
    }
}

#[test]
fn ballots_given_as_bits_are_checked_as_others_are() {
    let mut builder = ProfileBuilder::new(3).unwrap();
    builder.push_bits(0b111).unwrap();
    let unknown = |ballot| ProfileError::UnknownCandidate { ballot, position: 3, candidates: 3 };
    assert_eq!(builder.push_bits(0b1000), Err(unknown(1)));
    assert_eq!(builder.extend_bits(&[0b1, 0b1001]), Err(unknown(2)));
    builder.extend_bits(&[0b1, 0b10]).unwrap();
    builder.push_bits_weighted(0b100, 9).unwrap();
    assert_eq!(builder.build().tally().unwrap().votes(), [2, 2, 10]);
    let mut wide = ProfileBuilder::new(65).unwrap();
    assert_eq!(wide.push_bits(1), Err(ProfileError::TooWideForBits { candidates: 65 }));
}

#[test]
fn bits_in_bulk_are_the_same_ballots_as_bits_one_by_one() {
    for candidates in [20, 64] {
        let ballots: Vec<u64> =
            (0..300_u64).map(|ballot| ballot.wrapping_mul(0x9E37_79B9) & 0xF_FFFF).collect();
        for split in [0, 1, 7, 8, 9, 100, 299, 300] {
            let (mut bulk, mut single) = (
                ProfileBuilder::new(candidates).unwrap(),
                ProfileBuilder::new(candidates).unwrap(),
            );
            bulk.extend_bits(&ballots[..split]).unwrap();
            bulk.extend_bits(&ballots[split..]).unwrap();
            for &bits in &ballots {
                single.push_bits(bits).unwrap();
            }
            let (bulk, single) = (bulk.build(), single.build());
            for ballot in 0..=300 {
                assert!(bulk.marks(ballot).eq(single.marks(ballot)));
            }
            assert_eq!(bulk.tally(), single.tally());
        }
    }
}

#[test]
fn what_does_not_exist_is_empty_and_never_a_panic() {
    for candidates in [0, 3, 40, 100, 2_000] {
        let profile = ProfileBuilder::new(candidates).unwrap().build();
        assert_eq!(profile.tally().unwrap().votes(), vec![0; candidates]);
        for ballot in [0, 1, usize::MAX] {
            assert_eq!(profile.weight(ballot), 0);
            assert_eq!(profile.marks(ballot).count(), 0);
            assert!(!profile.contains(ballot, 0));
            assert!(!profile.contains(ballot, u32::MAX));
        }
        let wrong = TallyError::DifferentCandidates { left: candidates, right: candidates + 1 };
        assert_eq!(profile.votes_into(&mut vec![0; candidates + 1]), Err(wrong));
    }
}

#[test]
fn debug_output_shows_no_ballot() {
    let mut builder = ProfileBuilder::new(3).unwrap();
    builder.push(&[1]).unwrap();
    let expected = "Profile { candidates: 3, ballots: 1, total_weight: 1, .. }";
    assert_eq!(format!("{builder:?}"), format!("ProfileBuilder({expected})"));
    let profile = builder.build();
    assert_eq!(format!("{profile:?}"), expected);
    assert_eq!(format!("{:?}", profile.marks(0)), "Marks { .. }");
    assert_eq!(
        format!("{:?}", profile.columns().unwrap()),
        "Columns { candidates: 3, ballots: 1, .. }"
    );
}

#[test]
fn a_bit_flipped_in_memory_is_seen_because_two_sums_disagree() {
    // 4,096 votes too many were once seen only so.
    for candidates in [3, 40, 100] {
        let mut profile = build(candidates, &regular(candidates, 100, 2, |_| 1));
        match &mut profile.layout {
            Layout::Halves(column) | Layout::Words(column) => *column.word_mut(7).unwrap() ^= 1,
            Layout::Wide(columns) => *columns[0].word_mut(7).unwrap() ^= 1,
            Layout::Lists(_) => unreachable!("100 candidates with two marks each are dense"),
        }
        assert!(matches!(profile.tally(), Err(TallyError::SumsDisagree { .. })));
    }
}
