//! What stands on top: what it is, how certain it is, what came out, who was elected.

use maud::{Markup, html};
use vaali::{
    count::{CandidateResult, Outcome, Purpose, Status},
    definition::{Filled, OtherSeats, SeatKind, Text, TieRule},
};

use super::{Page, in_its_language, section};
use crate::{
    language::Language,
    message,
    numbers::whole,
    reasons::tie_rule,
    words::{Words, capitalised},
};

impl Page<'_> {
    pub(super) fn header(&self) -> Markup {
        let language = self.language;
        let title = Words::of(&self.counted.frozen.definition().title, language);
        html! {
            header {
                (self.languages())
                @if self.counted.result().election.test {
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
                nav aria-label=(message::page::languages(self.language)) {
                    @for (language, link) in self.publication.others {
                        a href=(link) lang=(language.code()) hreflang=(language.code()) { (own_name(*language)) }
                    }
                }
            }
        }
    }

    /// How certain the result is.
    fn state(&self) -> Markup {
        let language = self.language;
        html! {
            @if let Outcome::LotNeeded { request, .. } = self.counted.outcome {
                @let reballot = tie_rule(self.counted, &request.purpose) == TieRule::Reballot;
                p.state.open {
                    strong { (message::page::not_ready(language)) } " "
                    @match (&request.purpose, reballot) {
                        (Purpose::Seat, false) => (message::page::lot_for_seat(language)),
                        (Purpose::Office(_), false) => (message::page::lot_for_office(language)),
                        (Purpose::Deputy, false) => (message::page::lot_for_deputy(language)),
                        (_, true) => (message::page::reballot_awaited(language)),
                    }
                }
            } @else if let Some(certified) = self.publication.certified {
                p.state { (message::page::certified(language, &self.counted.clock().time(language, certified.at))) }
            } @else {
                p.state.open {
                    strong { (message::page::preliminary(language)) } " " (message::page::preliminary_why(language))
                }
            }
        }
    }

    /// The elected, the offices, and the seats that others fill.
    pub(super) fn elected(&self) -> Markup {
        let language = self.language;
        let result = self.counted.result();
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
                            strong { (self.shown(&candidate.name)) }
                            @if let Some(office) = &candidate.office {
                                " " span.office { (self.shown(self.counted.office(office, language))) }
                            }
                            (self.organisation(candidate))
                        }
                    }
                }
            }
            (self.other_offices())
            @for seats in &result.other_seats { p.quiet { (other_seats(seats, language)) } }
            @if let Some(term) = self.counted.frozen.rules().term {
                p.quiet { (message::page::term(language, u64::from(term.years))) }
            }
        };
        section("elected", &heading, &content)
    }

    /// The organisation below a name.
    pub(super) fn organisation(&self, candidate: &CandidateResult) -> Markup {
        let Some(id) = &candidate.organisation else { return Markup::default() };
        let words = match self.counted.frozen.roll().iter().find(|voter| voter.id == *id) {
            Some(voter) => Words::of(&voter.name, self.language),
            None => Words::plain(id.as_str(), self.language),
        };
        html! { " " span.organisation lang=[&words.lang] { (words.text) } }
    }

    /// The offices that nobody holds yet.
    fn other_offices(&self) -> Markup {
        let language = self.language;
        let awaits = matches!(self.counted.outcome, Outcome::LotNeeded { .. });
        let open = self.counted.result().offices.iter().filter(|office| office.holder.is_none());
        html! {
            @for office in open {
                @let how = match &office.filled {
                    Filled::ByVotes if awaits => message::page::office_awaits(language).to_owned(),
                    Filled::ByVotes => message::page::office_open(language).to_owned(),
                    Filled::SeparateContest => message::page::office_separate(language).to_owned(),
                    Filled::BodyElects => message::page::office_by_body(language).to_owned(),
                    Filled::NamedBy(who) => {
                        message::page::office_named_by(language, &self.shown(who.in_language(language.code())))
                    }
                };
                p.quiet { (capitalised(&self.shown(self.counted.office(&office.office, language)))) ": " (how) }
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

/// Seats that this election did not fill.
fn other_seats(seats: &OtherSeats, language: Language) -> String {
    let shown = |text: &Text| crate::text::shown(language, text.in_language(language.code()));
    let name = capitalised(&shown(&seats.name));
    let number = whole(language, seats.number.into());
    match &seats.kind {
        SeatKind::AppointedBy(who) => {
            message::page::seats_appointed(language, &name, &number, &shown(who))
        }
        SeatKind::ExOfficio(office) => {
            message::page::seats_ex_officio(language, &name, &number, &shown(office))
        }
    }
}
