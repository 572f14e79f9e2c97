//! The compact form of many ballots, and its kernels.
