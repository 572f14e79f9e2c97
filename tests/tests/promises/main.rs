//! The promises of the count and the corpus, in one program: built and optimised once, with its tests side by side.

mod corpus;
mod p07_p09_symmetry;
mod p10_exact;
mod p11_p14_axioms;
mod p15_two_counters;
mod p19_p22_lots;
mod p26_p27_folders;
mod p29_margins;
mod p35_p36_limits;
