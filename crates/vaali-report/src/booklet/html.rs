//! The booklet as a page of the web.

use maud::{Markup, html};
use vaali::definition::Candidate;

use super::Booklet;
use crate::{
    message::{booklet as say, chart},
    page::{in_its_language, section, whole_page},
    rules,
    text::shown,
    words::Words,
};

pub(super) fn write(booklet: &Booklet<'_>) -> String {
    let language = booklet.language();
    let title = Words::of(&booklet.frozen.definition().title, language);
    let withdrawn = booklet.withdrawn();
    let body = html! {
        header {
            @if booklet.frozen.definition().test { p.test { strong { (chart::test(language)) } } }
            p.eyebrow { (say::eyebrow(language)) }
            h1 { (in_its_language(&title)) }
            @for other in &booklet.languages {
                p lang=[(*other != language).then_some(other.code())] { (booklet.order_in_words(*other)) }
            }
        }
        main {
            @for candidate in &booklet.candidates { (one(booklet, candidate)) }
            @if !withdrawn.is_empty() {
                (section("withdrawn", say::withdrawn(language), &html! { ul.plain { @for name in &withdrawn { li { (name) } } } }))
            }
            (section("rules", say::rules(language), &html! {
                ul.plain { @for sentence in rules::sentences(booklet.frozen, language) { li { (sentence) } } }
            }))
        }
    };
    whole_page(language, &say::title(language, &title.text), &body)
}

fn one(booklet: &Booklet<'_>, candidate: &Candidate) -> Markup {
    let language = booklet.language();
    let competence = booklet.competence(candidate);
    html! {
        article.candidate {
            h2 { (shown(language, &candidate.name)) }
            dl.facts {
                @for (name, words) in booklet.facts(candidate) {
                    div { dt { (name) } dd { (side_by_side(&words)) } }
                }
            }
            @if !competence.is_empty() {
                div.languages {
                    @for (lang, paragraphs) in &competence {
                        div lang=[lang.as_deref().filter(|lang| *lang != language.code())] {
                            @for paragraph in paragraphs { p { (paragraph) } }
                        }
                    }
                }
            }
        }
    }
}

fn side_by_side(words: &[Words]) -> Markup {
    html! { @for (place, words) in words.iter().enumerate() { @if place > 0 { " / " } (in_its_language(words)) } }
}
