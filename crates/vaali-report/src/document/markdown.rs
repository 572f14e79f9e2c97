//! Markdown: `CommonMark` 0.31, and for tables GitHub Flavored Markdown.

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
        Block::Paragraph(words) => writeln!(text, "{}", line(words)),
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
            let item = line(item);
            if *numbered { writeln!(text, "{number}. {item}") } else { writeln!(text, "- {item}") }
        }),
        Block::Signs { name, signs } => {
            writeln!(text, "{}:\n\n    {}", line(name), signs.replace(['\n', '\r'], " "))
        }
        Block::Signatures(signatures) => {
            signatures.iter().enumerate().try_for_each(|(place, Signature { role, name })| {
                let between = if place == 0 { "" } else { "\n" };
                let name = name.as_deref().map(|name| format!("{}  \n", line(name)));
                let name = name.unwrap_or_default();
                writeln!(text, "{between}{LINE}  \n{name}{}", line(role))
            })
        }
    };
}

fn in_lines(table: &Table) -> String {
    let row = |cells: &mut dyn Iterator<Item = String>| {
        let mut line = String::from("|");
        for cell in cells {
            let _ = write!(line, " {cell} |");
        }
        line.push('\n');
        line
    };
    let mut text = row(&mut table.columns().iter().map(|column| escaped(&column.title)));
    text.push_str(&row(&mut table.columns().iter().map(|column| match column.align {
        Align::Start => "---".to_owned(),
        Align::End => "---:".to_owned(),
    })));
    for cells in table.rows() {
        text.push_str(&row(&mut cells.iter().map(|cell| escaped(cell))));
    }
    text
}

/// A text that begins a line and of which no sign has a meaning there.
fn line(text: &str) -> String {
    let escaped = escaped(text);
    // Headings, lists, quotations, rules and code begin with these; a number with a point or a bracket begins a list.
    let digits = escaped.bytes().take_while(u8::is_ascii_digit).count();
    match escaped[digits..].chars().next() {
        Some('#' | '+' | '-' | '=' | ':') if digits == 0 => format!("\\{escaped}"),
        Some('.' | ')') if digits > 0 => format!("{}\\{}", &escaped[..digits], &escaped[digits..]),
        Some(' ') if digits == 0 => escaped.trim_start().to_owned(),
        _ => escaped,
    }
}

/// A text within a line of which no sign has a meaning.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let special = matches!(
            c,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&' | '$' | '^' | '@'
        );
        // An address would become a link.
        let link = c == ':' && text[at + 1..].starts_with("//");
        if special || link {
            out.push('\\');
        }
        out.push(if c == '\n' || c == '\r' { ' ' } else { c });
    }
    out
}
