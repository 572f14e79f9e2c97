//! The result as a page of the web: one file that needs nothing else, no script and no connection.
//!
//! It says what came out, shows the votes, and answers each candidate's question: why. It can be read in light and dark, on paper, on a phone, and by a screen reader (WCAG 2.2 AA).

mod candidates;
mod excerpt;
mod head;
mod method;
mod ties;
mod turnout;
mod votes;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use jiff::Timestamp;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use vaali::record::Hash;

pub use self::excerpt::excerpt;

use crate::{
    counted::Counted, language::Language, message, minutes::View, news::Story, words::Words,
};

/// The style of the page; it is the only thing that the page's policy allows beside its text.
const STYLE: &str = include_str!("style.css");

/// What a page says beside the result.
#[derive(Clone, Copy, Debug, Default)]
pub struct Publication<'a> {
    /// Since when the result is certain, and under which seal; a page without it says that it is preliminary.
    pub certified: Option<Certified>,
    /// The same page in other languages: a link relative to this page for each.
    pub others: &'a [(Language, &'a str)],
}

/// A certified result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Certified {
    /// When it was certified.
    pub at: Timestamp,
    /// The seal of the record.
    pub seal: Hash,
}

/// The page.
///
/// ```
/// use vaali::{ballot::{Ballot, Ballots}, count::{Proceedings, count}, definition::Definition};
/// use vaali_report::{Counted, Language, page::{self, Publication}};
///
/// let frozen = Definition::from_json(r#"{
///     "format": 1, "id": "7f6d4a0e-6f0c-4c51-9d5b-0c5f8f0d2a11", "title": {"fi": "Hallitus", "sv": "Styrelse"},
///     "rules": {"ballots": "anonymous", "secrecy": "secret", "marks": {"min": 1, "max": 1},
///               "seats": {"min": 1, "max": 1}, "ties": {"seat": "lot_manual"}},
///     "candidates": [{"id": "a", "name": "Aino"}, {"id": "b", "name": "Bo"}]
/// }"#)?.freeze()?;
/// let ballot = |mark: &str| Ballot { marks: vec![mark.to_owned()], ..Ballot::default() };
/// let ballots = Ballots::of(&frozen, ["a", "a", "b"].map(ballot), []);
/// let proceedings = Proceedings::default();
/// let outcome = count(&frozen, &ballots, &proceedings)?;
///
/// let counted = Counted { frozen: &frozen, outcome: &outcome, proceedings: &proceedings };
/// let others = [(Language::Finnish, "tulos.html")];
/// let html = page::html(&counted, Language::Swedish, &Publication { certified: None, others: &others });
/// assert!(html.contains(r#"<html lang="sv">"#) && html.contains("Vald blev Aino (2 röster)."));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn html(counted: &Counted<'_>, language: Language, publication: &Publication<'_>) -> String {
    let view = View::new(*counted, language);
    let story = Story::of(&view);
    let title = message::page::title(language, &view.said(counted.title(language)));
    whole_page(language, &title, &Page { view, publication, story }.body())
}

struct Page<'a> {
    view: View<'a>,
    publication: &'a Publication<'a>,
    story: Story,
}

impl Page<'_> {
    fn body(&self) -> Markup {
        html! {
            (self.header())
            main {
                (self.elected())
                (self.votes())
                (self.deputies())
                (self.ties())
                (self.turnout())
                (self.candidates())
                (self.method())
                (self.margins())
                (self.evidence())
            }
            (self.footer())
        }
    }
}

/// A page around its body: the same style and the same policy for all.
pub(crate) fn whole_page(language: Language, title: &str, body: &Markup) -> String {
    let page = html! {
        (DOCTYPE)
        html lang=(language.code()) {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy());
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (title) }
                style { (PreEscaped(STYLE)) }
            }
            body { (body) }
        }
    };
    let mut text = page.into_string();
    text.push('\n');
    text
}

/// A part of a page under its heading.
pub(crate) fn section(id: &str, heading: &str, content: &Markup) -> Markup {
    html! {
        section id=(id) aria-labelledby={(id) "-heading"} {
            h2 id={(id) "-heading"} { (heading) }
            (content)
        }
    }
}

/// Nothing may be loaded and nothing may run, whatever a text on a page says (Content Security Policy Level 3).
fn policy() -> String {
    let hash = STANDARD.encode(Hash::of_bytes(STYLE.as_bytes()).as_bytes());
    format!("default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'")
}

/// A text, with its language where it is not that of the page.
pub(crate) fn in_its_language(words: &Words) -> Markup {
    html! {
        @if let Some(lang) = &words.lang { span lang=(lang) { (words.text) } }
        @else { (words.text) }
    }
}
