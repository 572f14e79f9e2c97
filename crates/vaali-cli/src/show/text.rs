//! Texts from files on their way to a terminal: measured, cut and made harmless.

use std::path::Path;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};
use vaali_report::{
    Language,
    terminal::{self, grouped},
};

/// The text without what could steer a terminal or turn the direction of a line: names come from files that anybody may have written.
pub(crate) fn clean(text: &str) -> String {
    let steers = |c: char| {
        c.is_control()
            || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    text.chars().map(|c| if steers(c) { '\u{fffd}' } else { c }).collect()
}

/// A word for a shell; quotes only where they are needed, and the same on Windows.
pub(crate) fn quoted(word: &str) -> String {
    let plain =
        |c: char| c.is_alphanumeric() || matches!(c, '/' | '\\' | '.' | '-' | '_' | ':' | ',');
    if !word.is_empty() && word.chars().all(plain) {
        clean(word)
    } else {
        format!("\"{}\"", clean(word))
    }
}

/// A path for a shell.
pub(crate) fn quoted_path(path: &Path) -> String {
    quoted(&path.display().to_string())
}

/// A command to copy, which goes on in the language of the one that says it. Not for commands whose language is that of a document.
pub(crate) fn goes_on(command: &str, language: Language) -> String {
    match language {
        Language::English => command.to_owned(),
        Language::Finnish | Language::Swedish => format!("{command} --language {language}"),
    }
}

/// How many columns a text takes: two for wide characters, none for combining marks.
pub(crate) fn columns(text: &str) -> usize {
    text.width()
}

/// The blanks that a text lacks to so many columns.
pub(crate) fn padding(text: &str, width: usize) -> String {
    " ".repeat(width.saturating_sub(columns(text)))
}

/// The text in at most so many columns, cut with `…`.
pub(crate) fn cut(text: &str, most: usize) -> String {
    if columns(text) <= most {
        return text.to_owned();
    }
    let mut taken = 0;
    let room = most.saturating_sub(1);
    let kept: String = text
        .chars()
        .take_while(|c| {
            taken += c.width().unwrap_or(0);
            taken <= room
        })
        .collect();
    format!("{}…", kept.trim_end())
}

/// A number with its noun, as findings say it in English: `1 ballot`, `2 ballots`.
pub(crate) fn counted(number: u64, one: &str, many: &str) -> String {
    format!("{} {}", grouped(number), if number == 1 { one } else { many })
}

/// `a`, `a and b`, `a, b and c`, as findings say it in English.
pub(crate) fn listed(items: &[String]) -> String {
    terminal::listed(Language::English, items)
}

/// A paragraph broken into lines of at most so many columns, each after `indent`.
pub(crate) fn wrapped(text: &str, indent: &str, most: Option<usize>) -> String {
    let room = most.map_or(usize::MAX, |most| most.saturating_sub(columns(indent)).max(20));
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        let Some(line) = lines.last_mut() else { break };
        if !line.is_empty() && columns(line) + 1 + columns(word) > room {
            lines.push(word.to_owned());
        } else {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    let mut text = String::new();
    for line in lines {
        push!(text, "{indent}{line}\n");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{clean, columns, cut};

    #[test]
    fn combining_marks_take_no_column_and_wide_characters_take_two() {
        assert_eq!(columns("Åäö"), 3);
        assert_eq!(columns("A\u{30a}a\u{308}o\u{308}"), 3);
        assert_eq!(columns("選挙"), 4);
        assert_eq!(cut("選挙管理", 5), "選挙…");
    }

    #[test]
    fn a_name_cannot_steer_the_terminal() {
        assert_eq!(clean("A\u{1b}[2Jino\u{202e}"), "A\u{fffd}[2Jino\u{fffd}");
    }
}
