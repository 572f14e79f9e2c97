//! What stands on top: what it is, how certain it is, what came out, who was elected.

use maud::{Markup, html};
use vaali::{
    count::{CandidateResult, Purpose, Status},
    definition::{Filled, TieRule},
};

use super::{Page, in_its_language, section};
use crate::{
    language::Language,
    message,
    numbers::whole,
    reasons::tie_rule,
    rules,
    words::{Words, capitalised},
};

impl Page<'_> {
    pub(super) fn header(&self) -> Markup {
        let language = self.view.language;
        let title = Words::of(&self.view.counted.frozen.definition().title, language);
        html! {
            header {
                (self.languages())
                @if self.view.result().election.test {
                    p.test { strong { (message::chart::test(language)) } }
                }
                p.eyebrow { (message::page::eyebrow(language)) }
                h1 { (in_its_language(&title)) }
                p.lede { (capitalised(&self.story.what)) " " (self.story.who) }
                p.quiet { (self.story.turnout) }
                (self.state())
            }
        }
    }

    fn languages(&self) -> Markup {
        html! {
            @if !self.publication.others.is_empty() {
                nav aria-label=(message::page::languages(self.view.language)) {
                    @for (language, link) in self.publication.others {
                        a href=(link) lang=(language.code()) hreflang=(language.code()) { (own_name(*language)) }
                    }
                }
            }
        }
    }

    /// How certain the result is.
    fn state(&self) -> Markup {
        let language = self.view.language;
        html! {
            @if let Some(awaits) = self.awaits() {
                p.state.open { strong { (message::page::not_ready(language)) } " " (awaits) }
            } @else if let Some(certified) = self.publication.certified {
                p.state { (message::page::certified(language, &self.view.time(certified.at))) }
            } @else {
                p.state.open {
                    strong { (message::page::preliminary(language)) } " " (message::page::preliminary_why(language))
                }
            }
        }
    }

    /// What the result waits for, if it does.
    pub(super) fn awaits(&self) -> Option<&'static str> {
        let language = self.view.language;
        let request = self.view.counted.outcome.request()?;
        let reballot = tie_rule(&self.view.counted, &request.purpose) == TieRule::Reballot;
        Some(match (&request.purpose, reballot) {
            (Purpose::Seat, false) => message::page::lot_for_seat(language),
            (Purpose::Office(_), false) => message::page::lot_for_office(language),
            (Purpose::Deputy, false) => message::page::lot_for_deputy(language),
            (_, true) => message::page::reballot_awaited(language),
        })
    }

    /// The elected, the offices, and the seats that others fill.
    pub(super) fn elected(&self) -> Markup {
        let language = self.view.language;
        let result = self.view.result();
        let elected: Vec<&CandidateResult> = result
            .candidates
            .iter()
            .filter(|candidate| candidate.status == Status::Elected)
            .collect();
        let heading = message::page::elected(language, &whole(language, elected.len() as u64));
        let content = html! {
            @if elected.is_empty() { p { (message::page::nobody(language)) } }
            @else {
                ul.elected {
                    @for candidate in &elected {
                        li {
                            strong { (self.view.name(&candidate.id)) }
                            @if let Some(office) = &candidate.office {
                                " " span.office { (self.view.office(office)) }
                            }
                            (self.organisation(candidate))
                        }
                    }
                }
            }
            (self.other_offices())
            @for seats in &result.other_seats { p.quiet { (capitalised(&rules::one_kind_of_seats(language, seats))) } }
            @if let Some(term) = self.view.counted.frozen.rules().term {
                p.quiet { (rules::term(language, Some(term))) }
            }
        };
        section("elected", &heading, &content)
    }

    /// The organisation below a name.
    pub(super) fn organisation(&self, candidate: &CandidateResult) -> Markup {
        let Some(id) = &candidate.organisation else { return Markup::default() };
        let words = match self.view.counted.frozen.roll().iter().find(|voter| voter.id == *id) {
            Some(voter) => Words::of(&voter.name, self.view.language),
            None => Words::plain(id.as_str(), self.view.language),
        };
        html! { " " span.organisation lang=[&words.lang] { (words.text) } }
    }

    /// The offices that nobody holds yet.
    fn other_offices(&self) -> Markup {
        let language = self.view.language;
        let awaits = self.view.awaits();
        let open = self.view.result().offices.iter().filter(|office| office.holder.is_none());
        html! {
            @for office in open {
                @let how = match &office.filled {
                    Filled::ByVotes if awaits => message::page::office_awaits(language).to_owned(),
                    Filled::ByVotes => message::page::office_open(language).to_owned(),
                    Filled::SeparateContest => message::page::office_separate(language).to_owned(),
                    Filled::BodyElects => message::page::office_by_body(language).to_owned(),
                    Filled::NamedBy(who) => {
                        message::page::office_named_by(language, &self.view.text(who))
                    }
                };
                p.quiet { (capitalised(&self.view.office(&office.office))) ": " (how) }
            }
        }
    }
}

fn own_name(language: Language) -> &'static str {
    match language {
        Language::Finnish => "Suomeksi",
        Language::Swedish => "På svenska",
        Language::English => "In English",
    }
}
