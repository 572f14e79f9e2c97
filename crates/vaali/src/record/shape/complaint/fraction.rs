//! A fraction in a message: the engine takes none, so it is only ever shown to whoever wrote it.
//!
//! Small rather than complete: the tables of the standard library would be a thirtieth of a module for pages. What people write is shown to the digit, a number of more digits than
//! a binary64 carries by its first fourteen.

/// The first whole number after which not every whole number is a binary64: 2^53.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// As JSON writes it: exponents from 10^16 on and below 10^-5.
pub(super) fn text(number: f64) -> String {
    let (whole, shift) = decimal(number.abs());
    let digits = whole.to_string();
    let length = i32::try_from(digits.len()).unwrap_or_default();
    let first = length - 1 + shift;
    let sign = if number.is_sign_negative() { "-" } else { "" };
    if !(-5..16).contains(&first) {
        let (head, rest) = digits.split_at(1);
        let point = if rest.is_empty() { "" } else { "." };
        let plus = if first < 0 { "" } else { "+" };
        return format!("{sign}{head}{point}{rest}e{plus}{first}");
    }
    let zeros = |count: i32| "0".repeat(usize::try_from(count).unwrap_or_default());
    let written = format!("{}{digits}{}", zeros(-first), zeros(shift));
    let (before, after) = written.split_at(usize::try_from(first.max(0)).unwrap_or_default() + 1);
    format!("{sign}{before}.{}", if after.is_empty() { "0" } else { after })
}

/// A whole number without zeros at its end, and the power of ten that makes the number of it.
#[expect(clippy::float_arithmetic, reason = "a binary64 is taken apart, for the eye alone")]
#[expect(clippy::float_cmp, reason = "whether it is the very number")]
fn decimal(number: f64) -> (u64, i32) {
    if number == 0.0 {
        return (0, 0);
    }
    // Powers up to 10^22 are exact, and so is the rounding of one multiplication or division.
    let mut power = 1.0;
    for shift in 0..=22 {
        if number < EXACT {
            let whole = rounded(number * power);
            if whole < 10.0 * EXACT && whole / power == number {
                return without_zeros(whole, -shift);
            }
        } else {
            let whole = rounded(number / power);
            if whole < EXACT && whole * power == number {
                return without_zeros(whole, shift);
            }
        }
        power *= 10.0;
    }
    let (mut near, mut shift) = (number, 0);
    for (step, by) in [(22, 1e22), (1, 10.0)] {
        while near >= 1e14 * (by / 10.0) {
            near /= by;
            shift += step;
        }
        while near < 1e13 / (by / 10.0) {
            near *= by;
            shift -= step;
        }
    }
    without_zeros(rounded(near), shift)
}

#[expect(clippy::float_arithmetic, reason = "positive numbers only")]
fn rounded(number: f64) -> f64 {
    (number + 0.5).floor()
}

fn without_zeros(whole: f64, mut shift: i32) -> (u64, i32) {
    #[expect(clippy::cast_possible_truncation, reason = "whole, and below 2^57")]
    #[expect(clippy::cast_sign_loss, reason = "not negative")]
    let mut whole = whole as u64;
    while whole > 0 && whole.is_multiple_of(10) {
        whole /= 10;
        shift += 1;
    }
    (whole, shift)
}
