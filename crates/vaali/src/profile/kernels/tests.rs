use super::super::layout::{Block, HALF, Ones};
use super::super::weights::WeightSlice;
use super::{Counts, Kernel, portable};
use proptest::prelude::*;

/// A stream of words without a pattern, the same on every run.
fn words(number: usize, seed: u64) -> impl Iterator<Item = u64> {
    let mut state = seed;
    (0..number).map(move |_| {
        // SplitMix64, by Steele, Lea and Flood (2014).
        state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (state ^ (state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    })
}

fn blocks(words: impl Iterator<Item = u64>) -> Vec<Block> {
    let words: Vec<u64> = words.collect();
    words
        .chunks(Block::WORDS)
        .map(|chunk| Block(std::array::from_fn(|lane| chunk.get(lane).copied().unwrap_or(0))))
        .collect()
}

fn naive(words: impl Iterator<Item = u64>) -> Counts {
    let mut counts = [0; 64];
    for word in words {
        for position in Ones(word) {
            counts[position as usize] += 1;
        }
    }
    counts
}

fn naive_weighted(words: impl Iterator<Item = u64>, weights: &[u64]) -> Counts {
    let mut counts = [0; 64];
    for (word, weight) in words.zip(weights) {
        for position in Ones(word) {
            counts[position as usize] += weight;
        }
    }
    counts
}

fn counted(kernel: Kernel, blocks: &[Block]) -> Counts {
    let mut counts = [0; 64];
    kernel.count(blocks, &mut counts);
    counts
}

/// The counts of a column of halves, folded to 32 positions.
fn folded(counts: &Counts) -> [u64; 32] {
    std::array::from_fn(|position| counts[position] + counts[position + 32])
}

#[test]
fn p10_every_kernel_counts_every_small_number_of_words_exactly() {
    for number in 0..=600 {
        let expected = naive(words(number, 1));
        let blocks = blocks(words(number, 1));
        for kernel in Kernel::available() {
            assert_eq!(counted(kernel, &blocks), expected, "{} {number}", kernel.name());
        }
    }
}

#[test]
fn p10_every_kernel_counts_across_the_ends_of_its_rounds_parts_and_streams() {
    // A part of the portable kernel is 32,640 words of 128-bit vectors and twice as many of 256 bits; the streams are of 131,072.
    let edges = [4_080, 32_640, 65_280, 97_920, 131_072].into_iter();
    let around = edges.flat_map(|edge| [edge - 1, edge, edge + 1]);
    for number in around.chain([65_528, 65_406, 262_161, 300_000]) {
        let expected = naive(words(number, 2));
        let blocks = blocks(words(number, 2));
        for kernel in Kernel::available() {
            assert_eq!(counted(kernel, &blocks), expected, "{} {number}", kernel.name());
        }
    }
}

#[test]
fn p10_counters_at_their_fullest_do_not_run_over() {
    for number in (0..=600).chain([2_040, 4_096, 32_766, 33_000, 65_532, 65_536, 300_000]) {
        let blocks = blocks(std::iter::repeat_n(u64::MAX, number));
        for kernel in Kernel::available() {
            assert_eq!(counted(kernel, &blocks), [number as u64; 64], "{} {number}", kernel.name());
        }
    }
}

#[test]
fn the_portable_source_counts_the_same_in_vectors_of_any_width() {
    let best = fearless_simd::Level::new();
    for number in [0, 1, 7, 8, 66, 127, 128, 513, 140_001] {
        let expected = naive(words(number, 3));
        let blocks = blocks(words(number, 3));
        let mut counts = [0; 64];
        fearless_simd::dispatch!(best, simd => portable::count(simd, &blocks, &mut counts));
        assert_eq!(counts, expected, "{best:?} {number}");
    }
}

#[test]
fn a_kernel_adds_to_what_is_already_counted() {
    let blocks = blocks(words(1_000, 4));
    for kernel in Kernel::available() {
        let once = counted(kernel, &blocks);
        let mut twice = once;
        kernel.count(&blocks, &mut twice);
        assert_eq!(twice, once.map(|count| 2 * count), "{}", kernel.name());
    }
}

#[test]
fn the_kernel_for_small_profiles_agrees_for_every_number_of_blocks_and_candidates() {
    for kernel in Kernel::available() {
        for number in 0..=20 {
            let blocks = blocks(words(number * Block::WORDS, 5));
            let counts = counted(kernel, &blocks);
            for candidates in 0..=64 {
                let mut votes = vec![7; candidates];
                if kernel.count_small(&blocks, false, &mut votes) {
                    assert_eq!(votes, counts[..candidates], "{} {number}", kernel.name());
                }
                let mut votes = vec![7; candidates.min(32)];
                if kernel.count_small(&blocks, true, &mut votes) {
                    assert_eq!(
                        votes,
                        folded(&counts)[..candidates.min(32)],
                        "{} {number}",
                        kernel.name()
                    );
                }
            }
        }
    }
}

#[test]
fn p10_the_kernel_for_small_profiles_does_not_run_over_at_its_fullest() {
    for number in 0..=20 {
        let blocks = blocks(std::iter::repeat_n(u64::MAX, number * Block::WORDS));
        for kernel in Kernel::available() {
            let mut votes = [0; 64];
            if kernel.count_small(&blocks, false, &mut votes) {
                assert_eq!(votes, [8 * number as u64; 64]);
            }
            let mut votes = [0; 32];
            if kernel.count_small(&blocks, true, &mut votes) {
                assert_eq!(votes, [16 * number as u64; 32]);
            }
        }
    }
}

fn check_weights(number: usize, seed: u64, weight: impl Fn(u64) -> u64) {
    let long: Vec<u64> = words(number, seed + 99).map(weight).collect();
    let short: Option<Vec<u32>> = long.iter().map(|&weight| u32::try_from(weight).ok()).collect();
    let halves = blocks(words(number.div_ceil(2), seed));
    let of_halves = words(number.div_ceil(2), seed).flat_map(|word| [word & HALF, word >> 32]);
    let expected_of_halves = naive_weighted(of_halves, &long);
    let expected = naive_weighted(words(number, seed), &long);
    let blocks = blocks(words(number, seed));
    for kernel in Kernel::available() {
        for weights in [Some(WeightSlice::Long(&long)), short.as_deref().map(WeightSlice::Short)]
            .into_iter()
            .flatten()
        {
            let mut counts = [0; 64];
            kernel.count_weighted(&blocks, false, weights, &mut counts);
            assert_eq!(counts, expected, "{} {number}", kernel.name());
            let mut counts = [0; 64];
            kernel.count_weighted(&halves, true, weights, &mut counts);
            assert_eq!(folded(&counts), expected_of_halves[..32], "{} {number}", kernel.name());
        }
    }
}

#[test]
fn p10_every_kernel_adds_weights_of_every_size_exactly() {
    for number in [0, 1, 2, 7, 8, 9, 66, 600, 999, 1_000, 4_095, 4_096, 4_097, 8_193, 20_001] {
        check_weights(number, 6, |random| random % 2);
        check_weights(number, 7, |random| random >> 48);
        check_weights(number, 8, |random| random >> 32);
        check_weights(number, 9, |random| random >> 16);
    }
}

#[test]
fn p10_weights_at_the_edge_of_32_bits_leave_the_narrow_counters_in_time() {
    const BALLOTS: usize = 8_192;
    let full = blocks(std::iter::repeat_n(u64::MAX, BALLOTS));
    for weight in [(1 << 20) - 1, 1 << 20, (1 << 20) + 1, u32::MAX] {
        let weights = vec![weight; 2 * BALLOTS];
        let expected = u64::from(weight) * BALLOTS as u64;
        for kernel in Kernel::available() {
            let mut counts = [0; 64];
            kernel.count_weighted(
                &full,
                false,
                WeightSlice::Short(&weights[..BALLOTS]),
                &mut counts,
            );
            assert_eq!(counts, [expected; 64], "{} {weight}", kernel.name());
            let mut counts = [0; 64];
            kernel.count_weighted(&full, true, WeightSlice::Short(&weights), &mut counts);
            assert_eq!(folded(&counts), [2 * expected; 32], "{} {weight}", kernel.name());
        }
    }
}

proptest! {
    #[test]
    fn p10_every_kernel_agrees_with_the_naive_loop(words in prop::collection::vec(any::<u64>(), 0..2_000)) {
        let expected = naive(words.iter().copied());
        let blocks = blocks(words.iter().copied());
        for kernel in Kernel::available() {
            prop_assert_eq!(counted(kernel, &blocks), expected);
        }
    }

    #[test]
    fn every_kernel_finds_what_two_bitsets_share(pairs in prop::collection::vec(any::<(u64, u64)>(), 0..200)) {
        let (a, b): (Vec<u64>, Vec<u64>) = pairs.iter().copied().unzip();
        let expected: u64 = pairs.iter().map(|(a, b)| u64::from((a & b).count_ones())).sum();
        for kernel in Kernel::available() {
            prop_assert_eq!(kernel.count_both(&a, &b), expected);
        }
    }
}
