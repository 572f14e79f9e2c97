//! Numbers as keys of one byte: the plain source, for which the compiler knows an instruction here.

use super::plain;

macro_rules! kernel_of_numbers {
    ($($integer:ident),*) => {
        $(fearless_simd::kernel!(
            /// See [`Integer::narrow`](super::Integer::narrow).
            pub(super) fn $integer(_token: Avx512, numbers: &[$integer], keys: &mut Vec<u8>) {
                plain::narrow(numbers, keys);
            }
        );)*
    };
}

kernel_of_numbers!(i8, i16, i32, i64, u8, u16, u32, u64);
