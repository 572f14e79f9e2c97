//! Decimal fractions: the engine takes none, but values of others may hold them.

/// Beyond 2^53 not every whole number is a binary64.
const LIMIT: f64 = 9_007_199_254_740_992.0;

/// A number as JSON writes it, if it is less than 2^53.
pub(super) fn read(text: &str) -> Option<f64> {
    Some(nearest(text)).filter(|number| number.abs() < LIMIT)
}

/// The nearest binary64.
#[cfg(any(feature = "exact_fractions", test))]
fn nearest(text: &str) -> f64 {
    text.parse().unwrap_or(f64::INFINITY)
}

/// The nearest binary64, or one beside it: the tables for the others would be a tenth of a module for pages.
#[cfg(not(any(feature = "exact_fractions", test)))]
fn nearest(text: &str) -> f64 {
    near(text)
}

/// The nearest binary64 for up to 15 digits and 22 decimals, and one close to it otherwise.
#[cfg(any(not(feature = "exact_fractions"), test))]
#[expect(clippy::float_arithmetic, reason = "a fraction is no count")]
#[expect(
    clippy::cast_precision_loss,
    reason = "digits beyond the precision of a binary64 change nothing"
)]
pub(in crate::record) fn near(text: &str) -> f64 {
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    // An exponent of more digits than these has no number but 0 before or after it.
    let mut shift = exponent.parse::<i32>().unwrap_or(if exponent.starts_with('-') {
        -100_000
    } else {
        100_000
    });
    let (mut digits, mut decimals, mut full) = (0_u64, false, false);
    for letter in mantissa.bytes() {
        match letter {
            b'.' => decimals = true,
            b'0'..=b'9' if full => shift += i32::from(!decimals),
            b'0'..=b'9' => {
                digits = digits * 10 + u64::from(letter - b'0');
                shift -= i32::from(decimals);
                full = digits > u64::MAX / 20;
            }
            _ => {}
        }
    }
    let mut number = digits as f64;
    while shift != 0 && number != 0.0 && number.is_finite() {
        let step = shift.abs().min(22);
        let power = (0..step).fold(1.0, |power, _| power * 10.0);
        if shift < 0 {
            number /= power;
            shift += step;
        } else {
            number *= power;
            shift -= step;
        }
    }
    if text.starts_with('-') { -number } else { number }
}
