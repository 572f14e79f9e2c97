//! Adding formatted text to a text.

/// `push!(text, "{} seats", 15)`: as `write!`, which into a `String` cannot fail.
macro_rules! push {
    ($to:expr, $($what:tt)*) => {
        ::std::fmt::Write::write_fmt(&mut $to, format_args!($($what)*)).unwrap_or_default()
    };
}
