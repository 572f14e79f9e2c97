//! Chance that anybody can repeat: `ChaCha20` from a seed, whole numbers only, so that every machine makes the same election.

use rand_chacha::{
    ChaCha20Rng,
    rand_core::{Rng, SeedableRng},
};

/// A stream of chance.
#[derive(Clone, Debug)]
pub(super) struct Dice(ChaCha20Rng);

impl Dice {
    /// The stream of a seed for one part of the election: more voters do not change the candidates.
    pub(super) fn new(seed: u64, part: u64) -> Self {
        let mut key = *b"vaali demo, version 1: ________ ";
        key.iter_mut().skip(23).zip(seed.to_le_bytes()).for_each(|(to, from)| *to = from);
        let mut stream = ChaCha20Rng::from_seed(key);
        stream.set_stream(part);
        Self(stream)
    }

    /// A number below `n`, every one equally likely (Lemire, "Fast random integer generation in an interval", 2019); 0 if n is 0.
    pub(super) fn below(&mut self, n: u32) -> u32 {
        let n = u64::from(n.max(1));
        let unfair = (1_u64 << 32) % n;
        loop {
            let product = u64::from(self.0.next_u32()) * n;
            if product & 0xffff_ffff >= unfair {
                // Below n, which is 32 bits.
                return u32::try_from(product >> 32).unwrap_or(0);
            }
        }
    }

    /// One of some.
    pub(super) fn one_of<'t, T>(&mut self, of: &'t [T]) -> Option<&'t T> {
        of.get(self.below(u32::try_from(of.len()).unwrap_or(u32::MAX)) as usize)
    }

    /// Mixes so many of the first places; every choice and order is equally likely.
    pub(super) fn shuffle_first<T>(&mut self, items: &mut [T], places: usize) {
        for i in 0..places.min(items.len()) {
            let left = u32::try_from(items.len() - i).unwrap_or(u32::MAX);
            items.swap(i, i + self.below(left) as usize);
        }
    }

    /// Sixteen bytes, for an id.
    pub(super) fn bytes(&mut self) -> [u8; 16] {
        let mut bytes = [0; 16];
        self.0.fill_bytes(&mut bytes);
        bytes
    }
}

#[cfg(test)]
mod tests {
    use super::Dice;

    #[test]
    fn the_same_seed_gives_the_same_numbers_on_every_machine() {
        let mut dice = Dice::new(2020, 0);
        let numbers: Vec<u32> = (0..6).map(|_| dice.below(100)).collect();
        let mut again = Dice::new(2020, 0);
        assert_eq!(numbers, (0..6).map(|_| again.below(100)).collect::<Vec<_>>());
        let mut other = Dice::new(2020, 1);
        assert_ne!(numbers, (0..6).map(|_| other.below(100)).collect::<Vec<_>>());
    }
}
