//! The result in short, to stand within another page: under a notebook's cell, where there is no style sheet of ours.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use maud::{Markup, html};
use vaali::count::{CandidateResult, Status};

use super::{Page, Publication, in_its_language};
use crate::{
    chart,
    counted::Counted,
    language::Language,
    message,
    minutes::View,
    news::Story,
    reasons,
    words::{Words, capitalised},
};

const LEFT: &str = "text-align:left";
const RIGHT: &str = "text-align:right";

/// What came out in a sentence, the chart, and a table with the id of every candidate: a `div` without style sheet, script or outside resource.
///
/// The chart is a picture of its own within it, so that several can stand on one page.
///
/// ```
/// use vaali::{ballot::{Ballot, Ballots}, count::{Proceedings, count}, definition::Definition};
/// use vaali_report::{Counted, Language, page};
///
/// let frozen = Definition::from_json(r#"{
///     "format": 1, "id": "7f6d4a0e-6f0c-4c51-9d5b-0c5f8f0d2a11", "title": "Board",
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
/// let excerpt = page::excerpt(&counted, Language::Swedish);
/// assert!(excerpt.starts_with(r#"<div lang="sv">"#) && excerpt.contains("Vald blev Aino (2 röster)."));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn excerpt(counted: &Counted<'_>, language: Language) -> String {
    let view = View::new(*counted, language);
    let story = Story::of(&view);
    let publication = Publication::default();
    Page { view, publication: &publication, story }.short().into_string()
}

impl Page<'_> {
    fn short(&self) -> Markup {
        let language = self.view.language;
        let title = Words::of(&self.view.counted.frozen.definition().title, language);
        html! {
            div lang=(language.code()) {
                @if self.view.result().election.test {
                    p { strong { (message::chart::test(language)) } }
                }
                p { strong { (in_its_language(&title)) } }
                p { (capitalised(&self.story.what)) " " (self.story.who) " " (self.story.turnout) }
                @if let Some(awaits) = self.awaits() { p { strong { (message::page::not_ready(language)) } " " (awaits) } }
                @if let Some((svg, told)) = chart::told(&self.view) {
                    img src={"data:image/svg+xml;base64," (STANDARD.encode(svg))} alt=(told) style="max-width:100%";
                }
                table {
                    caption { (message::page::table(language)) }
                    thead {
                        tr {
                            th scope="col" style=(LEFT) colspan="3" { (message::page::candidate(language)) }
                            th scope="col" style=(RIGHT) colspan="2" { (message::page::votes_column(language)) }
                            th scope="col" style=(LEFT) { (message::page::result(language)) }
                        }
                    }
                    tbody { @for candidate in &self.view.result().candidates { (self.short_row(candidate)) } }
                }
            }
        }
    }

    fn short_row(&self, candidate: &CandidateResult) -> Markup {
        let language = self.view.language;
        let id = self.view.said(candidate.id.as_str());
        let elected = candidate.status == Status::Elected;
        let (votes, share) = self.votes_in_figures(candidate);
        html! {
            tr style=[elected.then_some("font-weight:bold")] {
                td style=(RIGHT) { @if let Some(place) = candidate.place { (reasons::numbers(language, place)) } }
                td style=(LEFT) { @if id != self.view.said(&candidate.name) { code { (id) } } }
                td style=(LEFT) { (self.view.said(&candidate.name)) }
                td style=(RIGHT) { @if let Some(votes) = votes { (votes) } }
                td style=(RIGHT) { @if let Some(share) = share { (share) } }
                td style=(LEFT) { (self.outcome(candidate)) }
            }
        }
    }
}
