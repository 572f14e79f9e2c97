//! "Why not me": what the count says of each candidate. And the deputies.

use maud::{Markup, html};
use vaali::count::DeputyResult;

use super::{Page, section};
use crate::{message, reasons};

impl Page<'_> {
    pub(super) fn deputies(&self) -> Markup {
        let deputies = &self.counted.result().deputies;
        if deputies.is_empty() {
            return Markup::default();
        }
        let content =
            html! { ul.plain { @for deputy in deputies { li { (self.deputy(deputy)) } } } };
        section("deputies", message::page::deputies(self.language), &content)
    }

    fn deputy(&self, deputy: &DeputyResult) -> Markup {
        let language = self.language;
        let name = |id| self.shown(self.counted.name(id));
        match deputy {
            DeputyResult::NextInOrder { candidate, place } => html! {
                (reasons::numbers(language, *place)) ". " strong { (name(candidate)) }
            },
            DeputyResult::Personal { elected, name: deputy } => html! {
                strong { (self.shown(deputy)) } " – " (message::page::deputy_for(language, &name(elected)))
            },
            DeputyResult::ToBeNamed { elected, organisation } => html! {
                (message::page::deputy_for(language, &name(elected))) ": "
                (message::page::to_be_named_by(language, &self.shown(self.counted.organisation(organisation, language))))
            },
        }
    }

    pub(super) fn candidates(&self) -> Markup {
        let language = self.language;
        let content = html! {
            p.quiet { (message::page::candidates_why(language)) }
            div.candidates {
                @for candidate in &self.counted.result().candidates {
                    details {
                        summary { span.name { (self.shown(&candidate.name)) } " " span.quiet { (self.outcome(candidate)) } }
                        @if candidate.organisation.is_some() { p { (self.organisation(candidate)) } }
                        @if let Some(standing) = reasons::standing(self.counted, candidate, language) { p { (standing) } }
                        @for sentence in reasons::sentences(self.counted, candidate, language) { p { (sentence) } }
                    }
                }
            }
        };
        section("candidates", message::page::candidates(language), &content)
    }
}
