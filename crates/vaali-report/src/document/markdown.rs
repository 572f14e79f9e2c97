//! Markdown: CommonMark 0.31, and for tables GitHub Flavored Markdown.

use std::fmt::Write as _;

use super::{Align, Block, Document, Figure, Signature, Table};

/// A line to fill in by pen.
const LINE: &str = "\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_";

pub(super) fn write(document: &Document) -> String {
    let mut text = format!("# {}\n", escaped(&document.title));
    for notice in &document.notices {
        let _ = write!(text, "\n**{}**\n", escaped(notice));
    }
    for block in &document.blocks {
        text.push('\n');
        add(&mut text, block);
    }
    text
}

fn add(text: &mut String, block: &Block) {
    let _ = match block {
        Block::Heading(words) => writeln!(text, "## {}", escaped(words)),
        Block::Subheading(words) => writeln!(text, "### {}", escaped(words)),
        Block::Paragraph(words) => writeln!(text, "{}", escaped(words)),
        Block::Warning(words) => writeln!(text, "**{}**", escaped(words)),
        Block::Figures(figures) => figures.iter().try_for_each(|Figure { name, value }| {
            let value = value.as_deref().map_or_else(|| LINE.to_owned(), escaped);
            writeln!(text, "- **{}:** {value}", escaped(name))
        }),
        Block::Table(table) => {
            text.push_str(&in_lines(table));
            Ok(())
        }
        Block::List { numbered, items } => (1..).zip(items).try_for_each(|(number, item)| {
            let item = escaped(item);
            if *numbered { writeln!(text, "{number}. {item}") } else { writeln!(text, "- {item}") }
        }),
        Block::Signs { name, signs } => {
            // Digits and spaces alone would be read as they are; a text of somebody else's might not.
            writeln!(text, "{}:\n\n    {}", escaped(name), signs.replace('\n', " "))
        }
        Block::Signatures(signatures) => {
            signatures.iter().enumerate().try_for_each(|(place, Signature { role, name })| {
                let between = if place == 0 { "" } else { "\n" };
                let name = name
                    .as_deref()
                    .map(escaped)
                    .map_or_else(String::new, |name| format!("{name}, "));
                writeln!(text, "{between}{LINE}  \n{name}{}", escaped(role))
            })
        }
    };
}

fn in_lines(table: &Table) -> String {
    let line = |cells: &mut dyn Iterator<Item = String>| {
        let mut line = String::from("|");
        for cell in cells {
            let _ = write!(line, " {cell} |");
        }
        line.push('\n');
        line
    };
    let mut text = line(&mut table.columns().iter().map(|column| escaped(&column.title)));
    text.push_str(&line(&mut table.columns().iter().map(|column| match column.align {
        Align::Start => "---".to_owned(),
        Align::End => "---:".to_owned(),
    })));
    for row in table.rows() {
        text.push_str(&line(&mut row.iter().map(|cell| escaped(cell))));
    }
    text
}

/// A text of which no sign has a meaning.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut only_digits = true;
    for (place, c) in text.chars().enumerate() {
        let special = matches!(
            c,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&' | '$' | '^'
        );
        // Beginnings of headings, lists, quotations and rules; a number with a point begins a list.
        let begins = place == 0 && matches!(c, '#' | '+' | '-' | '=' | ':');
        let numbers = only_digits && place > 0 && matches!(c, '.' | ')');
        // `!` before a bracket makes a picture, `@` a mention, `:` in an address a link.
        let links = matches!(c, '@') || (c == ':' && text_goes_on(text, place));
        if special || begins || numbers || links {
            out.push('\\');
        }
        only_digits &= c.is_ascii_digit();
        out.push(if c == '\n' || c == '\r' { ' ' } else { c });
    }
    out
}

/// Whether an address such as `https://` goes on after this place.
fn text_goes_on(text: &str, colon: usize) -> bool {
    text.chars().skip(colon + 1).take(2).eq("//".chars())
}
