//! One HTML file that needs nothing beside it: no script, no font, no request. It prints on A4.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::{Align, Block, Document, Figure, Signature, Table};
use crate::message;

const STYLE: &str = include_str!("style.css");

pub(super) fn write(document: &Document) -> String {
    let language = document.language;
    let page = html! {
        (DOCTYPE)
        html lang=(language.code()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                // Whatever a text may hold, nothing is run and nothing is fetched.
                meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'";
                meta name="generator" content="vaali";
                title { (document.title) }
                style { (PreEscaped(STYLE)) (PreEscaped(margins(document))) }
            }
            body {
                @if !document.notices.is_empty() {
                    div class="mark" aria-hidden="true" { (marks(document)) }
                }
                main {
                    h1 { (document.title) }
                    @for notice in &document.notices { p class="notice" { strong { (notice) } } }
                    @for block in &document.blocks { (one(block)) }
                }
            }
        }
    };
    page.into_string()
}

/// What stands in the margins of each printed page: what must not be missed, and its number.
fn margins(document: &Document) -> String {
    format!(
        "@page{{@top-right{{content:\"{}\";font:700 8pt sans-serif}}@bottom-right{{content:\"{} \" counter(page) \" / \" counter(pages);font:8pt sans-serif}}}}",
        in_css(&document.notices.join(" · ")),
        in_css(message::document::page(document.language))
    )
}

/// The first words of the notices, behind the text of each printed page: not every browser prints margins.
fn marks(document: &Document) -> String {
    let first = |notice: &String| notice.split(':').next().unwrap_or_default().to_owned();
    document.notices.iter().map(first).collect::<Vec<_>>().join(" · ")
}

/// A text inside the quotes of a style sheet inside HTML.
fn in_css(text: &str) -> String {
    let escape = |c: char| {
        if c.is_alphanumeric() || c == ' ' { c.to_string() } else { format!("\\{:x} ", c as u32) }
    };
    text.chars().map(escape).collect()
}

fn one(block: &Block) -> Markup {
    match block {
        Block::Heading(text) => html! { h2 { (text) } },
        Block::Subheading(text) => html! { h3 { (text) } },
        Block::Paragraph(text) => html! { p { (text) } },
        Block::Warning(text) => html! { p class="notice" { strong { (text) } } },
        Block::Figures(figures) => html! {
            dl { @for Figure { name, value } in figures {
                div {
                    dt { (name) }
                    dd { @match value { Some(value) => (value), None => span class="line" {} } }
                }
            } }
        },
        Block::Table(table) => in_rows(table),
        Block::List { numbered: true, items } => {
            html! { ol { @for item in items { li { (item) } } } }
        }
        Block::List { numbered: false, items } => {
            html! { ul { @for item in items { li { (item) } } } }
        }
        Block::Signs { name, signs } => html! {
            div class="signs" { p { (name) } p { code { (signs) } } }
        },
        Block::Signatures(signatures) => html! {
            ul class="signatures" { @for Signature { role, name } in signatures {
                li {
                    span class="line" {}
                    @if let Some(name) = name { span { (name) } }
                    span class="role" { (role) }
                }
            } }
        },
    }
}

fn in_rows(table: &Table) -> Markup {
    let side = |align: Align| match align {
        Align::Start => None,
        Align::End => Some("end"),
    };
    html! {
        div class="table" tabindex="0" { table {
            thead { tr { @for column in table.columns() {
                th scope="col" class=[side(column.align)] { (column.title) }
            } } }
            tbody { @for row in table.rows() { tr {
                @for (column, cell) in table.columns().iter().zip(row) {
                    td class=[side(column.align)] { (cell) }
                }
            } } }
        } }
    }
}
