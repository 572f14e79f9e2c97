//! Random choices that are the same on every machine: one stream of `ChaCha20` for each pair of seed and case, or the bytes of a fuzzer.

use rand_chacha::{
    ChaCha20Rng,
    rand_core::{Rng, SeedableRng},
};

/// A source of choices.
#[derive(Clone, Debug)]
pub struct Dice {
    /// Bytes that are used up before the stream, the first at the end.
    bytes: Vec<u8>,
    stream: ChaCha20Rng,
}

impl Dice {
    /// The dice of one case.
    pub fn new(seed: u64, case: u64) -> Self {
        let mut rng = ChaCha20Rng::seed_from_u64(seed);
        rng.set_stream(case);
        Self { bytes: Vec::new(), stream: rng }
    }

    /// Dice that fall as these bytes say, a byte for each choice among at most 256; after them, as a stream.
    pub fn from_bytes(bytes: &[u8]) -> Self {
        Self { bytes: bytes.iter().rev().copied().collect(), ..Self::new(0, bytes.len() as u64) }
    }

    /// Any number.
    pub fn any(&mut self) -> u64 {
        self.bytes.pop().map_or_else(|| self.stream.next_u64(), u64::from)
    }

    /// A number below `limit`, which is at least 1. The bias is below 2^-32 for the small limits of tests.
    pub fn below(&mut self, limit: usize) -> usize {
        let limit = limit as u64;
        usize::try_from(self.any() % limit).unwrap()
    }

    /// A number from `low` to `high`, both included.
    pub fn between(&mut self, low: u32, high: u32) -> u32 {
        low + u32::try_from(self.below((high - low) as usize + 1)).unwrap()
    }

    /// True once in `times`.
    pub fn one_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    /// One of several.
    pub fn pick<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }

    /// One of several, with the weights given.
    pub fn weighted<T: Copy>(&mut self, of: &[(usize, T)]) -> T {
        let mut left = self.below(of.iter().map(|(weight, _)| weight).sum());
        for &(weight, value) in of {
            if left < weight {
                return value;
            }
            left -= weight;
        }
        unreachable!("the weights are used up")
    }

    /// Puts items in a random order.
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last + 1));
        }
    }
}
