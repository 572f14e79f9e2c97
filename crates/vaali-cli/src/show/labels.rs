//! Labels with what they stand for, which begins in the same column in every line.

use anstyle::Style;

use super::{
    style::paint,
    text::{columns, padding},
};

/// The columns that the labels of a result take, at least.
pub(crate) const LEAST: usize = 11;

/// A line for each label, in a style; an empty label goes on with the one above.
pub(crate) fn labelled(rows: &[(&str, String)], least: usize, style: Style) -> String {
    let width = rows.iter().map(|(label, _)| columns(label) + 1).max().unwrap_or(0).max(least);
    let mut text = String::new();
    for (label, says) in rows {
        let label = format!("{label}{}", padding(label, width));
        push!(text, "  {} {says}\n", paint(style, &label));
    }
    text
}

#[cfg(test)]
mod tests {
    use anstyle::Style;

    use super::labelled;

    #[test]
    fn what_labels_stand_for_begins_in_one_column_whatever_the_letters_are_made_of() {
        let rows = [("Läsnä", "68".to_owned()), ("La\u{308}sna\u{308}", "1".to_owned())];
        assert_eq!(labelled(&rows, 8, Style::new()), "  Läsnä    68\n  La\u{308}sna\u{308}    1\n");
        assert_eq!(labelled(&rows, 0, Style::new()), "  Läsnä  68\n  La\u{308}sna\u{308}  1\n");
    }
}
