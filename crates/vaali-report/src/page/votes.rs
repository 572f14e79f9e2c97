//! The votes: a chart, and beside it the same figures as a table.

use maud::{Markup, html};
use vaali::count::{CandidateResult, Place, Status};

use super::{Page, section};
use crate::{
    chart, message,
    numbers::{percent, whole},
    reasons,
};

impl Page<'_> {
    /// Nothing where nothing was counted.
    pub(super) fn votes(&self) -> Markup {
        let Some(chart) = chart::embedded(&self.view) else {
            return Markup::default();
        };
        let content = html! { div.votes { figure { (chart) } (self.table()) } };
        section("votes", message::page::votes(self.view.language), &content)
    }

    fn table(&self) -> Markup {
        let language = self.view.language;
        html! {
            table {
                caption { (message::page::table(language)) }
                thead {
                    tr {
                        th scope="col" { (message::page::candidate(language)) }
                        th.number scope="col" { (message::page::votes_column(language)) }
                        th scope="col" { (message::page::result(language)) }
                    }
                }
                tbody {
                    @for candidate in &self.view.result().candidates {
                        tr class=[(candidate.status == Status::Elected).then_some("is-elected")] {
                            th scope="row" {
                                div.who {
                                    span.place { @if let Some(place) = candidate.place { (reasons::numbers(language, place)) } }
                                    " "
                                    span { (self.view.name(&candidate.id)) (self.organisation(candidate)) }
                                }
                            }
                            td.number { (self.votes_and_share(candidate)) }
                            td { (self.outcome(candidate)) }
                        }
                    }
                }
            }
        }
    }

    fn votes_and_share(&self, candidate: &CandidateResult) -> Markup {
        let (votes, share) = self.votes_in_figures(candidate);
        html! {
            @if let Some(votes) = votes { (votes) }
            @if let Some(share) = share { " " span.share { (share) } }
        }
    }

    /// The votes of a candidate, and their share.
    pub(super) fn votes_in_figures(
        &self,
        candidate: &CandidateResult,
    ) -> (Option<String>, Option<String>) {
        let language = self.view.language;
        let share = candidate.share.as_deref().and_then(|share| percent(language, share));
        (candidate.votes.map(|votes| whole(language, votes.get())), share)
    }

    /// What became of a candidate, in a word or two.
    pub(super) fn outcome(&self, candidate: &CandidateResult) -> String {
        let language = self.view.language;
        let status = match candidate.status {
            Status::Elected => message::chart::elected(language).to_owned(),
            Status::Deputy => match candidate.deputy {
                Some(Place { first, last }) if first == last => {
                    message::page::deputy_of(language, &whole(language, first.into()))
                }
                _ => message::chart::deputy(language).to_owned(),
            },
            Status::NotElected => message::chart::not_elected(language).to_owned(),
            Status::Undecided => message::chart::undecided(language).to_owned(),
            Status::Declined => message::chart::declined(language).to_owned(),
            Status::Withdrawn => message::page::withdrawn(language).to_owned(),
            Status::Refused => message::page::refused(language).to_owned(),
        };
        match &candidate.office {
            Some(office) => {
                format!("{status}, {}", self.view.office(office))
            }
            None => status,
        }
    }
}
