//! Why a candidate was elected or not, in words.

use vaali::{
    count::{CandidateResult, Lot, LotMethod, LotRequest, Place, Purpose, Reason},
    definition::{Refusal, TieRule},
};

use crate::{
    counted::Counted,
    language::Language,
    message,
    minutes::View,
    numbers::{percent, whole},
};

const MINUTE: u64 = 60;
const HOUR: u64 = 60 * MINUTE;
const DAY: u64 = 24 * HOUR;

/// The reasons for a candidate's part of the result, a sentence or two for each.
pub(crate) fn sentences(view: &View<'_>, candidate: &CandidateResult) -> Vec<String> {
    let words = Sentences { view, candidate };
    candidate.reasons.iter().map(|reason| words.reason(reason)).collect()
}

/// Votes, share and place in a sentence; nothing for who was not on the ballot.
pub(crate) fn standing(view: &View<'_>, candidate: &CandidateResult) -> Option<String> {
    let language = view.language;
    let votes = candidate.votes?.get();
    let share = candidate.share.as_deref().and_then(|share| percent(language, share));
    let ballots = &view.result().reconciliation;
    let mut text = match share {
        Some(share) if ballots.weight.get() != ballots.accepted => {
            message::reasons::votes_of_weight(language, &share, votes)
        }
        Some(share) => message::reasons::votes_of(language, &share, votes),
        None => message::reasons::votes(language, votes),
    };
    if let Some(place) = candidate.place {
        let stand = view.result().candidates.iter().filter(|other| other.place.is_some()).count();
        let stand = whole(language, stand as u64);
        text.push(' ');
        text.push_str(&if place.first == place.last {
            message::reasons::place(language, &numbers(language, place), &stand)
        } else {
            message::reasons::shared_place(language, &numbers(language, place), &stand)
        });
    }
    Some(text)
}

/// A place, or the places that are shared: `16–17`.
pub(crate) fn numbers(language: Language, place: Place) -> String {
    let Place { first, last } = place;
    let first = whole(language, first.into());
    if place.first == place.last {
        first
    } else {
        format!("{first}–{}", whole(language, last.into()))
    }
}

struct Sentences<'a> {
    view: &'a View<'a>,
    candidate: &'a CandidateResult,
}

impl Sentences<'_> {
    /// Every reason there is: a new one does not compile until it has its words.
    fn reason(&self, reason: &Reason) -> String {
        let language = self.view.language;
        match reason {
            Reason::MostVotes { ahead: Some(ahead) } => {
                message::reasons::most_votes(language, ahead.get())
            }
            Reason::MostVotes { ahead: None } => {
                message::reasons::most_votes_alone(language).to_owned()
            }
            Reason::ElectedByLot { label, drawn } => self.elected_by_lot(label, *drawn),
            Reason::TieElected { tied, places } => message::reasons::tie_elected(
                language,
                u64::from(*places),
                &whole(language, u64::from(*tied)),
            ),
            Reason::Acclamation => message::reasons::acclamation(language).to_owned(),
            Reason::EnoughVotes { minimum } if minimum.get() == 0 => {
                message::reasons::enough_seats(language).to_owned()
            }
            Reason::EnoughVotes { minimum } => {
                message::reasons::enough_votes(language, minimum.get())
            }
            Reason::FewerVotes { behind: Some(behind) } => {
                message::reasons::fewer_votes(language, behind.get())
            }
            Reason::FewerVotes { behind: None } => {
                message::reasons::nobody_elected(language).to_owned()
            }
            Reason::BelowMinimum { minimum } => {
                message::reasons::below_minimum(language, minimum.get())
            }
            Reason::NotDrawn { label } => {
                let (tied, places) = self.tie(label);
                let say = if self.by_reballot(label) {
                    message::reasons::not_chosen_again
                } else {
                    message::reasons::not_drawn
                };
                say(language, places, &tied)
            }
            Reason::TieLeftOut { tied, places } => message::reasons::tie_left_out(
                language,
                u64::from(*places),
                &whole(language, u64::from(*tied)),
            ),
            Reason::AwaitsLot { label } => {
                let (tied, places) = self.tie(label);
                let say = if self.by_reballot(label) {
                    message::reasons::awaits_reballot
                } else {
                    message::reasons::awaits_lot
                };
                say(language, places, &tied)
            }
            Reason::OfficeByVotes { office } => {
                message::reasons::office_by_votes(language, &self.view.office(office))
            }
            Reason::OfficeByLot { office, label } => {
                let (tied, _) = self.tie(label);
                let say = if self.by_reballot(label) {
                    message::reasons::office_by_reballot
                } else {
                    message::reasons::office_by_lot
                };
                say(language, &self.view.office(office), &tied)
            }
            Reason::DeclinedOffice { office } => {
                message::reasons::declined_office(language, &self.view.office(office))
            }
            Reason::DeputyByVotes => message::reasons::deputy_by_votes(language, &self.deputy()),
            Reason::DeputyByLot { label } if self.by_reballot(label) => {
                message::reasons::deputy_by_reballot(language, &self.deputy())
            }
            Reason::DeputyByLot { .. } => message::reasons::deputy_by_lot(language, &self.deputy()),
            Reason::DeputyLotOpen { label } if self.by_reballot(label) => {
                message::reasons::deputy_reballot_open(language).to_owned()
            }
            Reason::DeputyLotOpen { .. } => message::reasons::deputy_lot_open(language).to_owned(),
            Reason::DeclinedSeat => message::reasons::declined_seat(language).to_owned(),
            Reason::Withdrawn => message::reasons::withdrawn(language).to_owned(),
            Reason::Refused => self.refusal(),
        }
    }

    /// Which of several was drawn first matters to nobody where there was one place.
    fn elected_by_lot(&self, label: &str, drawn: u32) -> String {
        let language = self.view.language;
        let (tied, places) = self.tie(label);
        let drawn = whole(language, drawn.into());
        let (why, place) = if self.by_reballot(label) {
            (
                message::reasons::elected_by_reballot(language, places, &tied),
                message::reasons::place_in_reballot(language, &drawn),
            )
        } else {
            (
                message::reasons::elected_by_lot(language, places, &tied),
                message::reasons::place_in_lot(language, &drawn),
            )
        };
        if places > 1 { format!("{why} {place}") } else { why }
    }

    fn deputy(&self) -> String {
        self.candidate.deputy.map(|place| numbers(self.view.language, place)).unwrap_or_default()
    }

    fn request(&self, label: &str) -> Option<&LotRequest> {
        let result = self.view.result();
        let drawn = result.lots.iter().map(|lot| &lot.request);
        drawn
            .chain(self.view.counted.outcome.request())
            .chain(&result.open_lots)
            .find(|request| request.label == label)
    }

    fn lot(&self, label: &str) -> Option<&Lot> {
        self.view.result().lots.iter().find(|lot| lot.request.label == label)
    }

    /// How many are tied, and for how many places.
    fn tie(&self, label: &str) -> (String, u64) {
        let request = self.request(label);
        let tied = request.map_or(0, |request| request.among.len() as u64);
        (whole(self.view.language, tied), request.map_or(0, |request| u64::from(request.places)))
    }

    /// Whether a tie was, or will be, settled by a new ballot and not by a lot.
    fn by_reballot(&self, label: &str) -> bool {
        if let Some(lot) = self.lot(label) {
            return lot.method == LotMethod::Reballot;
        }
        self.request(label).is_some_and(|request| {
            tie_rule(&self.view.counted, &request.purpose) == TieRule::Reballot
        })
    }

    fn refusal(&self) -> String {
        let language = self.view.language;
        match &self.candidate.refusal {
            None => message::reasons::refused(language).to_owned(),
            Some(Refusal::Late { seconds }) => {
                let seconds = seconds.unsigned_abs();
                let late = if seconds >= 2 * DAY {
                    message::reasons::days(language, seconds / DAY)
                } else if seconds >= 2 * HOUR {
                    message::reasons::hours(language, seconds / HOUR)
                } else if seconds >= 2 * MINUTE {
                    message::reasons::minutes(language, seconds / MINUTE)
                } else {
                    message::reasons::seconds(language, seconds)
                };
                message::reasons::refused_late(language, &late)
            }
            Some(Refusal::Second { standing }) => {
                message::reasons::refused_second(language, &self.view.names(standing))
            }
        }
    }
}

/// How the rules settle a tie.
pub(crate) fn tie_rule(counted: &Counted<'_>, purpose: &Purpose) -> TieRule {
    match purpose {
        Purpose::Seat => counted.frozen.seat_ties(),
        Purpose::Office(_) => counted.frozen.office_ties(),
        Purpose::Deputy => counted.frozen.deputy_ties(),
    }
}
