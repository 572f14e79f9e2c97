//! "Why not me": what the count says of each candidate. And the deputies.

use maud::{Markup, html};
use vaali::count::DeputyResult;

use super::{Page, section};
use crate::{message, reasons};

impl Page<'_> {
    pub(super) fn deputies(&self) -> Markup {
        let deputies = &self.view.result().deputies;
        if deputies.is_empty() {
            return Markup::default();
        }
        let content =
            html! { ul.plain { @for deputy in deputies { li { (self.deputy(deputy)) } } } };
        section("deputies", message::page::deputies(self.view.language), &content)
    }

    fn deputy(&self, deputy: &DeputyResult) -> Markup {
        let language = self.view.language;
        let name = |id| self.view.name(id);
        match deputy {
            DeputyResult::NextInOrder { candidate, place } => html! {
                (reasons::numbers(language, *place)) ". " strong { (name(candidate)) }
            },
            DeputyResult::Personal { elected, name: deputy } => html! {
                strong { (self.view.said(deputy)) } " – " (message::page::deputy_for(language, &name(elected)))
            },
            DeputyResult::ToBeNamed { elected, organisation } => html! {
                (message::page::deputy_for(language, &name(elected))) ": "
                (message::page::to_be_named_by(language, &self.view.organisation(Some(organisation))))
            },
        }
    }

    pub(super) fn candidates(&self) -> Markup {
        let language = self.view.language;
        let content = html! {
            p.quiet { (message::page::candidates_why(language)) }
            div.candidates {
                @for candidate in &self.view.result().candidates {
                    details {
                        summary { span.name { (self.view.name(&candidate.id)) } " " span.quiet { (self.outcome(candidate)) } }
                        @if candidate.organisation.is_some() { p { (self.organisation(candidate)) } }
                        @if let Some(standing) = reasons::standing(&self.view, candidate) { p { (standing) } }
                        @for sentence in reasons::sentences(&self.view, candidate) { p { (sentence) } }
                    }
                }
            }
        };
        section("candidates", message::page::candidates(language), &content)
    }
}
