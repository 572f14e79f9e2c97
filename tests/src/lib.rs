//! What the tests across crates and languages share: random elections, the digest that two counters compare, and the run of the naive counter.

pub mod cases;
pub mod certified;
pub mod dice;
pub mod digest;
pub mod elections;
pub mod invariants;
pub mod parity;
pub mod small;
