//! Figures: who voted, what became of the ballots, how close it was, and the hashes.

use maud::{Markup, html};
use vaali::record::Hash;

use super::{Page, section};
use crate::{
    message,
    numbers::{decimal, percent, whole},
};

impl Page<'_> {
    pub(super) fn turnout(&self) -> Markup {
        let language = self.view.language;
        let figures = self.figures();
        if figures.iter().all(|(_, figure)| figure.is_none()) {
            return Markup::default();
        }
        let content = html! {
            dl.figures {
                @for (name, figure) in figures {
                    @if let Some(figure) = figure { div { dt { (name) } dd { (figure) } } }
                }
            }
            (self.rejected())
        };
        section("turnout", message::page::turnout(language), &content)
    }

    fn figures(&self) -> Vec<(&'static str, Option<String>)> {
        let language = self.view.language;
        let result = self.view.result();
        let (turnout, ballots) = (&result.turnout, &result.reconciliation);
        let number = |figure: Option<u64>| figure.map(|figure| whole(language, figure));
        let share = |share: &Option<String>| percent(language, share.as_deref()?);
        let mut figures = vec![
            (message::page::roll(language), number(turnout.roll)),
            (message::page::entitled(language), number(turnout.entitled)),
            (message::page::registered(language), number(turnout.registered)),
            (message::page::present(language), number(turnout.present)),
        ];
        if !result.acclamation {
            let per_ballot = turnout.marks_per_ballot.as_deref();
            figures.extend([
                (message::page::voted(language), number(turnout.voted)),
                (message::page::of_entitled(language), share(&turnout.of_entitled)),
                (message::page::of_present(language), share(&turnout.of_present)),
                (message::page::accepted(language), number(Some(ballots.accepted))),
                (message::page::blank(language), number(Some(ballots.blank))),
                (message::page::rejected(language), number(Some(ballots.rejected))),
                (
                    message::page::marks_per_ballot(language),
                    per_ballot.and_then(|marks| decimal(language, marks)),
                ),
            ]);
        }
        figures
    }

    /// What a doubter needs.
    pub(super) fn evidence(&self) -> Markup {
        let language = self.view.language;
        let hash =
            |name: &str, hash: Hash| html! { dt { (name) } dd { code { (hash.grouped()) } } };
        let content = html! {
            p { (message::page::evidence_means(language)) }
            dl.hashes {
                (hash(message::page::definition_hash(language), self.view.result().definition_hash))
                @if let Some(certified) = self.publication.certified {
                    (hash(message::page::seal(language), certified.seal))
                }
            }
        };
        section("evidence", message::page::evidence(language), &content)
    }

    pub(super) fn footer(&self) -> Markup {
        let engine = &self.view.result().engine;
        let rules = whole(self.view.language, engine.rules_version.into());
        let version = self.view.said(&engine.version);
        html! { footer { p { (message::page::counted_by(self.view.language, &rules, &version)) } } }
    }
}
