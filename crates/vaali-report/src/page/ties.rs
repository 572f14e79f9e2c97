//! What the page says in the words of the minutes: ties and how they were settled, rejected ballots by reason, how close it was.

use maud::{Markup, html};

use super::{Page, section};
use crate::{
    document::{Block, Document},
    fault, message,
    minutes::{margins, ties},
};

impl Page<'_> {
    /// Every tie that mattered; nothing if there was none.
    pub(super) fn ties(&self) -> Markup {
        self.as_in_the_minutes("ties", |document| ties::settled(&self.view, document))
    }

    /// How few ballots could have changed the result.
    pub(super) fn margins(&self) -> Markup {
        self.as_in_the_minutes("margins", |document| margins::in_words(&self.view, document))
    }

    /// A part of the minutes as a part of the page. What the minutes leave open for a pen is not there.
    fn as_in_the_minutes(&self, id: &str, write: impl FnOnce(&mut Document)) -> Markup {
        let mut document = Document::new(self.view.language, "");
        write(&mut document);
        let [Block::Heading(heading), blocks @ ..] = document.blocks.as_slice() else {
            return Markup::default();
        };
        section(id, heading, &html! { @for block in blocks { (block_of(block)) } })
    }

    /// Rejected ballots by reason.
    pub(super) fn rejected(&self) -> Markup {
        let language = self.view.language;
        let rejected = &self.view.result().rejected;
        html! {
            @if !rejected.is_empty() {
                h3 { (message::page::rejected_by_reason(language)) }
                ul.plain {
                    @for reason in rejected {
                        li { (fault::in_words(language, &reason.code)) ": " (self.view.number(reason.ballots)) }
                    }
                }
            }
        }
    }
}

fn block_of(block: &Block) -> Markup {
    match block {
        Block::Heading(words) | Block::Subheading(words) => html! { h3 { (words) } },
        Block::Paragraph(words) => html! { p { (words) } },
        Block::Warning(words) => html! { p { strong { (words) } } },
        Block::Figures(figures) => html! {
            dl.facts {
                @for figure in figures {
                    @if let Some(value) = &figure.value { div { dt { (figure.name) } dd { (value) } } }
                }
            }
        },
        Block::List { items, .. } => html! { ul.plain { @for item in items { li { (item) } } } },
        Block::Signs { name, signs } => {
            html! { dl.facts { div { dt { (name) } dd { code { (signs) } } } } }
        }
        // Neither ties nor margins have any.
        Block::Table(_) | Block::Signatures(_) => Markup::default(),
    }
}
