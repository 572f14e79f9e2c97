//! Figures: who voted, what became of the ballots, how close it was, and the hashes.

use maud::{Markup, html};
use vaali::{definition::Filled, record::Hash};

use super::{Page, section};
use crate::{
    margins::margin,
    message,
    numbers::{decimal, percent, whole},
};

impl Page<'_> {
    pub(super) fn turnout(&self) -> Markup {
        let language = self.language;
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
        let language = self.language;
        let result = self.counted.result();
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

    /// How few ballots could have changed the result.
    pub(super) fn margins(&self) -> Markup {
        let language = self.language;
        let result = self.counted.result();
        let Some(margins) = &result.margins else { return Markup::default() };
        let office = result.offices.iter().find(|office| office.filled == Filled::ByVotes);
        let chair = margins.chair.zip(office);
        let content = html! {
            @if let (Some(last), Some(first)) = (margins.last_elected, margins.first_not_elected) {
                p { (message::page::distance(language, &whole(language, first.get()), &whole(language, last.get()))) }
            }
            p { (message::page::margin_means(language)) }
            dl.figures {
                div {
                    dt { (message::page::margin_of_elected(language)) }
                    dd { (margin(margins.elected_set, language)) }
                }
                @if let Some((chair, office)) = chair {
                    div {
                        dt { (message::page::margin_of_office(language, &self.shown(self.counted.office(&office.office, language)))) }
                        dd { (margin(chair, language)) }
                    }
                }
            }
        };
        section("margins", message::page::margins(language), &content)
    }

    /// What a doubter needs.
    pub(super) fn evidence(&self) -> Markup {
        let language = self.language;
        let hash =
            |name: &str, hash: Hash| html! { dt { (name) } dd { code { (hash.grouped()) } } };
        let content = html! {
            p { (message::page::evidence_means(language)) }
            dl.hashes {
                (hash(message::page::definition_hash(language), self.counted.result().definition_hash))
                @if let Some(certified) = self.publication.certified {
                    (hash(message::page::seal(language), certified.seal))
                }
            }
        };
        section("evidence", message::page::evidence(language), &content)
    }

    pub(super) fn footer(&self) -> Markup {
        let engine = &self.counted.result().engine;
        let rules = whole(self.language, engine.rules_version.into());
        let version = self.shown(&engine.version);
        html! { footer { p { (message::page::counted_by(self.language, &rules, &version)) } } }
    }
}
