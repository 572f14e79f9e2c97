//! The booklet as Markdown, through the document that the minutes use too: one place that escapes.

use super::Booklet;
use crate::{
    document::{Document, Figure},
    message::{booklet as say, chart},
    rules,
    text::shown,
    words::Words,
};

pub(super) fn write(booklet: &Booklet<'_>) -> String {
    let language = booklet.language();
    let title = shown(language, booklet.frozen.definition().title.in_language(language.code()));
    let mut document = Document::new(language, say::title(language, &title));
    if booklet.frozen.definition().test {
        document.notice(chart::test(language));
    }
    for language in &booklet.languages {
        document.paragraph(booklet.order_in_words(*language));
    }
    for candidate in &booklet.candidates {
        document.heading(shown(language, &candidate.name));
        let facts = booklet.facts(candidate);
        if !facts.is_empty() {
            let figures = facts.into_iter().map(|(name, words)| Figure {
                name: name.to_owned(),
                value: Some(together(&words)),
            });
            document.figures(figures.collect());
        }
        for (_, paragraphs) in booklet.competence(candidate) {
            for paragraph in paragraphs {
                document.paragraph(paragraph);
            }
        }
    }
    let withdrawn = booklet.withdrawn();
    if !withdrawn.is_empty() {
        document.heading(say::withdrawn(language));
        document.list(false, withdrawn);
    }
    document.heading(say::rules(language));
    document.list(true, rules::sentences(booklet.frozen, language));
    document.to_markdown()
}

fn together(words: &[Words]) -> String {
    words.iter().map(|words| words.text.as_str()).collect::<Vec<_>>().join(" / ")
}
