//! What a reader sees of a page: its words, line by line, without what draws and colours.

use std::fmt::Write as _;

use scraper::{ElementRef, Html, Node};

/// Elements that begin a line.
const LINES: [&str; 17] = [
    "p", "h1", "h2", "h3", "li", "dt", "dd", "caption", "tr", "summary", "details", "section",
    "header", "footer", "text", "article", "nav",
];

/// The words of a page. Headings are marked, cells of a table are parted by ` | `, pictures are named.
pub(crate) fn words(html: &str) -> String {
    let page = Html::parse_document(html);
    let mut text = String::new();
    read(page.root_element(), &mut text);
    let lines = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    let lines: Vec<String> = lines.filter(|line| !line.is_empty()).collect();
    format!("{}\n", lines.join("\n"))
}

fn read(element: ElementRef<'_>, text: &mut String) {
    let name = element.value().name();
    if matches!(name, "style" | "meta" | "defs") || (name == "title" && is_of_group(element)) {
        return;
    }
    if LINES.contains(&name) {
        text.push('\n');
    }
    match name {
        "h1" => text.push_str("# "),
        "h2" => text.push_str("## "),
        "h3" => text.push_str("### "),
        "li" => text.push_str("- "),
        "summary" => text.push_str("> "),
        "svg" => text.push_str("\n[chart]\n"),
        _ => {}
    }
    if let Some(lang) = element.value().attr("lang").filter(|_| !matches!(name, "html" | "svg")) {
        let _ = write!(text, "[{lang}] ");
    }
    for child in element.children() {
        match child.value() {
            Node::Text(words) => text.push_str(words),
            Node::Element(_) => {
                let Some(child) = ElementRef::wrap(child) else { continue };
                read(child, text);
                if matches!(child.value().name(), "td" | "th") {
                    text.push_str(" | ");
                }
            }
            _ => {}
        }
    }
    if LINES.contains(&name) || name == "svg" {
        text.push('\n');
    }
}

/// Whether an element stands in a group of a chart: a title there is for who points at the row, and repeats it.
fn is_of_group(element: ElementRef<'_>) -> bool {
    element.parent().and_then(ElementRef::wrap).is_some_and(|parent| parent.value().name() == "g")
}
