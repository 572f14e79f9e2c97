//! The votes in order, and what became of everybody who was nominated.

use vaali::{
    count::{CandidateResult, Reason, Status},
    definition::Refusal,
};

use super::{View, posts::place};
use crate::{
    document::{Align, Column, Document, Table},
    message::minutes as say,
    numbers::percent,
};

pub(super) fn in_order(view: &View<'_>, document: &mut Document) {
    let language = view.language;
    let result = view.result();
    let candidates: Vec<&CandidateResult> = result
        .candidates
        .iter()
        // Without a vote the elected stand above already.
        .filter(|candidate| !result.acclamation || candidate.status != Status::Elected)
        .collect();
    if candidates.is_empty() {
        return;
    }
    document.heading(if result.acclamation {
        say::not_elected_heading(language)
    } else {
        say::votes_in_order(language)
    });
    let mut table = Table::new([
        Column::new(say::votes_place(language), Align::End),
        Column::new(say::name(language), Align::Start),
        Column::new(say::organisation(language), Align::Start),
        Column::new(say::votes(language), Align::End),
        Column::new(say::share(language), Align::End),
        Column::new(say::outcome(language), Align::Start),
    ]);
    for candidate in &candidates {
        let share = candidate.share.as_deref().and_then(|share| percent(language, share));
        table.row([
            candidate.place.map(|at| place(view, at)).unwrap_or_default(),
            view.name(&candidate.id),
            view.organisation(candidate.organisation.as_ref()),
            candidate.votes.map(|votes| view.number(votes)).unwrap_or_default(),
            share.unwrap_or_default(),
            outcome(view, candidate),
        ]);
    }
    document.table(table.without_empty_columns());
    if candidates.iter().any(|candidate| candidate.share.is_some()) {
        document.paragraph(say::share_explained(language));
    }
}

/// What became of a candidate, in a word or two.
fn outcome(view: &View<'_>, candidate: &CandidateResult) -> String {
    let language = view.language;
    match candidate.status {
        Status::Elected => say::was_elected(language).to_owned(),
        Status::Deputy => match candidate.deputy {
            Some(at) => say::was_deputy_place(language, &place(view, at)),
            None => say::was_deputy(language).to_owned(),
        },
        Status::NotElected => candidate
            .reasons
            .iter()
            .find_map(|reason| why_not(view, reason))
            .unwrap_or_else(|| say::was_not_elected(language))
            .to_owned(),
        Status::Declined => say::was_declined(language).to_owned(),
        Status::Withdrawn => say::was_withdrawn(language).to_owned(),
        Status::Refused => match &candidate.refusal {
            Some(Refusal::Late { .. }) => say::was_late(language),
            Some(Refusal::Second { .. }) => say::was_second(language),
            None => say::was_refused(language),
        }
        .to_owned(),
        Status::Undecided => say::was_undecided(language).to_owned(),
    }
}

/// Why somebody was not elected, where it is not only for want of votes.
fn why_not(view: &View<'_>, reason: &Reason) -> Option<&'static str> {
    let language = view.language;
    match reason {
        Reason::NotDrawn { label } if view.is_reballot(label) => {
            Some(say::was_not_chosen(language))
        }
        Reason::NotDrawn { .. } => Some(say::was_not_drawn(language)),
        Reason::TieLeftOut { .. } => Some(say::was_left_out(language)),
        Reason::BelowMinimum { .. } => Some(say::was_below(language)),
        Reason::FewerVotes { .. } => Some(say::was_not_elected(language)),
        Reason::MostVotes { .. }
        | Reason::EnoughVotes { .. }
        | Reason::ElectedByLot { .. }
        | Reason::TieElected { .. }
        | Reason::Acclamation
        | Reason::AwaitsLot { .. }
        | Reason::OfficeByVotes { .. }
        | Reason::OfficeByLot { .. }
        | Reason::DeclinedOffice { .. }
        | Reason::DeputyByVotes
        | Reason::DeputyByLot { .. }
        | Reason::DeputyLotOpen { .. }
        | Reason::DeclinedSeat
        | Reason::Withdrawn
        | Reason::Refused => None,
    }
}
